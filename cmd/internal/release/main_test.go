package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

var parts = []*debug.Module{{Path: "example.org/a", Version: "v1.2.3"}, {Path: "example.org/b/v2", Version: "v2.0.0"}}

// What CycloneDX 1.6 requires of a bill, a component and a dependency.
func TestBillOfMaterials(t *testing.T) {
	text, err := billOfMaterials("v1", "go1.26.0", parts)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := billOfMaterials("v1", "go1.26.0", parts)
	if !bytes.Equal(text, again) {
		t.Error("twice is not the same")
	}
	var bill struct {
		BOMFormat, SpecVersion string
		Version                int
		Metadata               struct{ Component component }
		Components             []component
		Dependencies           []struct {
			Ref       string
			DependsOn []string
		}
	}
	if err := json.Unmarshal(text, &bill); err != nil {
		t.Fatal(err)
	}
	if bill.BOMFormat != "CycloneDX" || bill.SpecVersion != "1.6" || bill.Version < 1 || len(bill.Components) != 3 || len(bill.Dependencies) != 1 {
		t.Fatalf("%s", text)
	}
	known := map[string]bool{}
	for _, c := range append(bill.Components, bill.Metadata.Component) {
		if c.Type != "library" && c.Type != "application" || c.Name == "" || c.Version == "" || known[c.Ref] || c.PURL != "pkg:golang/"+c.Name+"@"+c.Version {
			t.Errorf("%+v", c)
		}
		known[c.Ref] = true
	}
	for _, ref := range append(bill.Dependencies[0].DependsOn, bill.Dependencies[0].Ref) {
		if !known[ref] {
			t.Errorf("%q is no component", ref)
		}
	}
	if !strings.Contains(string(text), `"pkg:golang/example.org/b/v2@v2.0.0"`) || !strings.Contains(string(text), `"pkg:golang/std@1.26.0"`) {
		t.Errorf("%s", text)
	}
}

func TestLicences(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"std/LICENSE": "go's", "a/LICENCE.txt": "a's", "a/NOTICE": "a's notice",
		"a/licenses.go": "code", "b/COPYING": "b's", "c/README": "nothing"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folders := map[string]string{
		"std":              filepath.Join(dir, "std"),
		"example.org/a":    filepath.Join(dir, "a"),
		"example.org/b/v2": filepath.Join(dir, "b"),
		"example.org/c":    filepath.Join(dir, "c"),
	}
	text, err := licences(parts, folders)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"go's", "a's", "a's notice", "b's", "example.org/b/v2 v2.0.0: COPYING"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if strings.Contains(string(text), "code") {
		t.Errorf("%s", text)
	}
	if _, err := licences([]*debug.Module{{Path: "example.org/c"}}, folders); err == nil ||
		!strings.Contains(err.Error(), "example.org/c has no licence text") {
		t.Error(err)
	}
}

func TestSumsAndSignature(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "b"), []byte("abc"), 0o644)
	os.WriteFile(filepath.Join(dir, "a"), nil, 0o644)
	if err := writeSums(dir); err != nil {
		t.Fatal(err)
	}
	sums := filepath.Join(dir, "SHA256SUMS")
	const want = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
	if text, err := os.ReadFile(sums); err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
	if err := sign(sums, ""); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(sums + ".sig"); err == nil {
		t.Error("signed without a key")
	}
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip(err)
	}
	key := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, out)
	}
	if err := sign(sums, key); err != nil {
		t.Error(err)
	}
	check := exec.Command("ssh-keygen", "-Y", "check-novalidate", "-n", "file", "-s", sums+".sig")
	check.Stdin = strings.NewReader(want)
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// A program that has grown too large is not released.
func TestTooLarge(t *testing.T) {
	name := filepath.Join(t.TempDir(), "parvis-linux-amd64")
	for size, want := range map[int64]string{mostBytes + 1: "has 26214401 bytes, more than the 26214400", mostBytes: "unrecognized file format"} {
		if err := errors.Join(os.WriteFile(name, nil, 0o644), os.Truncate(name, size)); err != nil {
			t.Fatal(err)
		}
		if err := run("v1", filepath.Dir(name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}
