package newsletter

import (
	"os"
	"path/filepath"
	"testing"
)

// What a killed program has left is removed at the next start, and nothing else.
func TestProfile(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	left, mine := filepath.Join(temp, "parvis-browser-123"), filepath.Join(temp, "parvis-browser-mine")
	for _, name := range []string{filepath.Join(left, "Default/Cache/x"), filepath.Join(left, profileLock), filepath.Join(mine, "x")} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	first, removeFirst, err := newProfile()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error("what was left behind stayed")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error("a folder without a lock is gone")
	}
	second, removeSecond, err := newProfile()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(first); err != nil || first == second {
		t.Error("the folder of a program at work is gone")
	}
	removeFirst()
	removeSecond()
	for _, dir := range []string{first, second} {
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s was left", dir)
		}
	}
}
