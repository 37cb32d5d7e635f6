// Command release completes a folder of finished programs: THIRD-PARTY.txt with
// the licence texts of all that is linked in, parvis.cdx.json, which lists the same
// for machines (CycloneDX 1.6), and SHA256SUMS. Where PARVIS_SIGNING_KEY names a key
// of SSH, SHA256SUMS.sig signs that. Nothing in it depends on the time. A program
// that is too large is refused.
//
// Before the programs are built, “release -slim DIR” writes into a folder what they
// are linked of (see slim).
//
//	release -slim DIR
//	release VERSION DIR
package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// mostBytes is how large a program may be: 25 megabytes of 1024 × 1024 bytes.
const mostBytes = 25 << 20

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: release -slim DIR, or release VERSION DIR")
		os.Exit(2)
	}
	work := func() error { return run(os.Args[1], os.Args[2]) }
	if os.Args[1] == "-slim" {
		work = func() error { return slim(os.Args[2]) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(version, dir string) error {
	programs, err := filepath.Glob(filepath.Join(dir, "parvis-*"))
	if err != nil || len(programs) == 0 {
		return errors.Join(err, fmt.Errorf("there is no program in %s", dir))
	}
	linked := map[string]*debug.Module{}
	for _, name := range programs {
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		if info.Size() > mostBytes {
			return fmt.Errorf(
				"%s has %d bytes, more than the %d that a program may have: “go tool nm -size -sort size” on one made without -s shows what weighs",
				name,
				info.Size(),
				mostBytes,
			)
		}
		built, err := buildinfo.ReadFile(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, m := range built.Deps {
			if slimmed(m.Path) {
				m.Replace = nil // by a folder that has what is used of the module
			}
			if m.Replace == nil || !strings.HasPrefix(m.Replace.Path, ".") { // else a folder of parvis stands in its place
				linked[m.Path] = m
			}
		}
	}
	modules := slices.SortedFunc(mapValues(linked), func(a, b *debug.Module) int { return strings.Compare(a.Path, b.Path) })
	folders, err := moduleFolders()
	if err != nil {
		return err
	}
	texts, err := licences(modules, folders)
	if err != nil {
		return err
	}
	bill, err := billOfMaterials(version, runtime.Version(), modules)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "THIRD-PARTY.txt"), texts, 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "parvis.cdx.json"), bill, 0o644); err != nil {
		return err
	}
	if err := writeSums(dir); err != nil {
		return err
	}
	return sign(filepath.Join(dir, "SHA256SUMS"), os.Getenv("PARVIS_SIGNING_KEY"))
}

func mapValues(m map[string]*debug.Module) func(yield func(*debug.Module) bool) {
	return func(yield func(*debug.Module) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// moduleFolders are the folders of all modules, by path; Go's own is "std".
func moduleFolders() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Path}}\t{{.Dir}}", "all").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	folders := map[string]string{"std": strings.TrimSpace(string(root))}
	for line := range strings.Lines(string(out)) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		folders[path] = dir
	}
	return folders, nil
}

// licenceName is what the files are called that say under which terms a module
// may be used.
var licenceName = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|copyright|notice|patents)([-._].*)?$`)

// licences are the texts of all modules, and of Go itself. A module without one
// is an error: it may not be passed on.
func licences(modules []*debug.Module, folders map[string]string) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("parvis is made with the work of others, under the terms below.\n")
	for _, m := range append([]*debug.Module{{Path: "std", Version: "the Go programming language and its library"}}, modules...) {
		dir := folders[m.Path]
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Path, err)
		}
		found := false
		for _, e := range entries {
			if !licenceName.MatchString(e.Name()) || !e.Type().IsRegular() {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err != nil {
				return nil, err
			}
			found = true
			line := strings.Repeat("=", 78)
			fmt.Fprintf(&out, "\n%s\n%s %s: %s\n%s\n\n%s\n", line, m.Path, m.Version, e.Name(), line, bytes.TrimRight(text, "\n"))
		}
		if !found {
			return nil, fmt.Errorf("%s has no licence text in %s", m.Path, dir)
		}
	}
	return out.Bytes(), nil
}

// component is a part, as CycloneDX writes it.
type component struct {
	Type    string `json:"type"`
	Ref     string `json:"bom-ref"`
	Name    string `json:"name"`
	Version string `json:"version"`
	PURL    string `json:"purl"`
}

// billOfMaterials lists what parvis is made of.
func billOfMaterials(version, goVersion string, modules []*debug.Module) ([]byte, error) {
	part := func(kind, path, version string) component {
		purl := "pkg:golang/" + path + "@" + version
		return component{kind, purl, path, version, purl}
	}
	parvis := part("application", "parvis", version)
	parts := []component{part("library", "std", strings.TrimPrefix(goVersion, "go"))}
	for _, m := range modules {
		if m.Replace != nil {
			m = m.Replace
		}
		parts = append(parts, part("library", m.Path, m.Version))
	}
	var refs []string
	for _, p := range parts {
		refs = append(refs, p.Ref)
	}
	text, err := json.MarshalIndent(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
		"metadata":     map[string]any{"component": parvis},
		"components":   parts,
		"dependencies": []map[string]any{{"ref": parvis.Ref, "dependsOn": refs}},
	}, "", "  ")
	return append(text, '\n'), err
}

// writeSums writes SHA256SUMS of all files of a folder, in the form of sha256sum.
func writeSums(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "SHA256SUMS") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(data), e.Name())
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), out.Bytes(), 0o644)
}

// sign signs a file with a key of SSH; without one it is not signed. Who checks
// it uses “ssh-keygen -Y verify -n file”.
func sign(name, key string) error {
	if key == "" {
		return nil
	}
	_ = os.Remove(name + ".sig") // ssh-keygen would ask
	if out, err := exec.Command("ssh-keygen", "-Y", "sign", "-f", key, "-n", "file", name).CombinedOutput(); err != nil {
		return fmt.Errorf("ssh-keygen: %w\n%s", err, out)
	}
	return nil
}
