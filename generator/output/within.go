package output

import (
	"os"
	"path/filepath"

	"parvis/generator/catalog"
)

// Within tells whether a path, of which the last parts need not exist, is a
// folder or lies in it, whatever links or names lead to either.
func Within(name, folder string) bool {
	wanted, err := os.Stat(folder)
	at, errSettled := Settled(name)
	if err != nil || errSettled != nil {
		return false
	}
	for ; ; at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && os.SameFile(info, wanted) {
			return true
		}
		if at == filepath.Dir(at) {
			return false
		}
	}
}

// Settled is the absolute path of a folder without symbolic links, of which
// the last parts need not exist.
func Settled(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", catalog.Say("%s: %s", dir, err)
	}
	rest := ""
	for at := abs; ; at = filepath.Dir(at) {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest), nil
		}
		if at == filepath.Dir(at) {
			return abs, nil
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}
