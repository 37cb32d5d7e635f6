package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
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
	list := exec.Command("go", "list", "-modfile", filepath.Join(dir, "go.mod"), "-overlay", filepath.Join(dir, "overlay.json"),
		"-deps", "-f", "{{.ImportPath}} {{.EmbedFiles}}", "parvis/cmd/parvis")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"gen2brain/avif [decode.wasm.gz]\n", "gen2brain/heic [heif.wasm.gz]\n", "parvis/themes [themes.zip]\n",
		"parvis/generator/newcity [newcity.zip]\n"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not linked", want)
		}
	}
	if strings.Contains(string(out), "purego") {
		t.Error("what loads libraries is linked")
	}
}

// A release has the embedded folders as archives: each file of them, byte for byte.
func TestPacked(t *testing.T) {
	dir, root := t.TempDir(), "../../.."
	if err := overlay(root, dir, nil); err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]string{
		"themes.zip": "themes/chartres", "newcity.zip": "generator/newcity/city", "content.zip": "generator/content/examples",
	} {
		z, err := zip.OpenReader(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		files := 0
		if err := fs.WalkDir(os.DirFS(filepath.Join(root, path.Dir(folder))), path.Base(folder), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			want, err := os.ReadFile(filepath.Join(root, path.Dir(folder), name))
			if got, no := fs.ReadFile(z, name); err != nil || no != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes, want %d: %v", name, len(got), len(want), errors.Join(err, no))
			}
			return nil
		}); err != nil || files == 0 || files != len(z.File) {
			t.Errorf("%s: %d files, of which the archive has %d: %v", folder, files, len(z.File), err)
		}
	}
}

func TestLocal(t *testing.T) {
	for _, c := range [][3]string{{"dist/modules", "avif", "./dist/modules/avif"}, {"/tmp/x", "avif", "/tmp/x/avif"}} {
		if got := local(c[0], c[1]); got != c[2] {
			t.Errorf("%s, want %s", got, c[2])
		}
	}
}
