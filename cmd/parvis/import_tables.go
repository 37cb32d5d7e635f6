package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parvis/generator/source"
)

// tableEndings are those of the tables that are looked for in a folder, the plainest
// first: of two that have one name, the plainer one is read.
var tableEndings = []string{".csv", ".tsv", ".xlsx", ".ods"}

// readTables reads the tables that are named, and those of folders.
func readTables(names []string) ([]*source.File, error) {
	var out []*source.File
	for _, name := range names {
		list := []string{name}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			if list, err = tablesIn(name); err != nil {
				return nil, err
			}
		}
		for _, one := range list {
			file, err := readFile(one)
			if err != nil {
				return nil, err
			}
			out = append(out, file)
		}
	}
	return out, nil
}

// tablesIn are the tables of a folder, each once.
func tablesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, ending := range tableEndings {
		for _, e := range entries {
			base, ok := strings.CutSuffix(e.Name(), ending)
			if ok && !e.IsDir() && !seen[base] && !strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "~$") {
				seen[base] = true
				out = append(out, filepath.Join(dir, e.Name()))
			}
		}
	}
	if len(out) == 0 {
		return nil, usage("there is no table in the folder %s: no .csv, .tsv, .xlsx or .ods", dir)
	}
	slices.Sort(out)
	return out, nil
}
