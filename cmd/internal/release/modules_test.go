package main

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// A release links the decoders, byte for byte, and nothing else of their modules.
func TestSlim(t *testing.T) {
	dir := t.TempDir()
	if err := slim(dir); err != nil {
		t.Fatal(err)
	}
	folders, err := moduleFolders()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decoders {
		want, err := os.ReadFile(filepath.Join(folders[d.path], d.file))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, path.Base(d.path), path.Base(d.file)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d: %v", d.file, len(got), len(want), err)
		}
	}
	list := exec.Command("go", "list", "-modfile", filepath.Join(dir, "go.mod"), "-deps", "-f", "{{.ImportPath}} {{.EmbedFiles}}", "parvis/cmd/parvis")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"gen2brain/avif [decode.wasm.gz]\n", "gen2brain/heic [heif.wasm.gz]\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not linked", want)
		}
	}
	if strings.Contains(string(out), "purego") {
		t.Error("what loads libraries is linked")
	}
}

func TestLocal(t *testing.T) {
	for _, c := range [][3]string{{"dist/modules", "avif", "./dist/modules/avif"}, {"/tmp/x", "avif", "/tmp/x/avif"}} {
		if got := local(c[0], c[1]); got != c[2] {
			t.Errorf("%s, want %s", got, c[2])
		}
	}
}
