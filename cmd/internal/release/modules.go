package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// decoder is a module of which a release links one file alone.
type decoder struct {
	path, file, name string // of the module, of what is taken of it, and of the variable that holds it
}

// decoders are the modules with what reads HEIC and AVIF. parvis calls no function
// of theirs, and takes the decoders out of two variables of theirs (see
// generator/picture/sandbox.go); but what they do when they start holds on to an
// encoder and to more, which is 0.9 MB of a program that may have 25.
var decoders = []decoder{
	{"github.com/gen2brain/avif", "lib/decode.wasm.gz", "decodeWasm"},
	{"github.com/gen2brain/heic", "lib/heif.wasm.gz", "heifWasm"},
}

// noLibrary is the line of go.mod that is about what these modules alone import.
var noLibrary = regexp.MustCompile(`(?m)^.*ebitengine/purego.*\n`)

// slim writes into the folder what “go build -modfile DIR/go.mod” wants to link
// nothing of the decoders' modules but the decoders, and, with “-overlay
// DIR/overlay.json”, to have the embedded folders compressed and some files changed (see
// changedModules and changedFiles).
func slim(dir string) error {
	folders, err := moduleFolders()
	if err != nil {
		return err
	}
	root := folders["parvis"]
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	mod = noLibrary.ReplaceAll(mod, nil)
	for _, d := range decoders {
		data, err := os.ReadFile(filepath.Join(folders[d.path], d.file))
		if err != nil {
			return err
		}
		name := path.Base(d.path)
		code := fmt.Sprintf("package %s\n\nimport _ \"embed\"\n\n//go:embed %s\nvar %s []byte\n", name, path.Base(d.file), d.name)
		for file, text := range map[string][]byte{
			path.Base(d.file): data,
			name + ".go":      []byte(code),
			"go.mod":          fmt.Appendf(nil, "module %s\n", d.path),
		} {
			if err := write(filepath.Join(dir, name, file), text); err != nil {
				return err
			}
		}
		mod = fmt.Appendf(mod, "\nreplace %s => %s\n", d.path, local(dir, name))
	}
	if err := slimFont(folders[fontModule], filepath.Join(dir, "liberation")); err != nil {
		return err
	}
	mod = fmt.Appendf(mod, "\nreplace %s => %s\n", fontModule, local(dir, "liberation"))
	names, err := methodNames(root)
	if err != nil {
		return err
	}
	changes := changedModules(names)
	for _, module := range slices.Sorted(maps.Keys(changes)) {
		name := strings.ReplaceAll(strings.TrimPrefix(module, "github.com/"), "/", "-")
		if err := slimModule(folders[module], filepath.Join(dir, name), changes[module]); err != nil {
			return err
		}
		mod = fmt.Appendf(mod, "\nreplace %s => %s\n", module, local(dir, name))
	}
	if err := write(filepath.Join(dir, "go.mod"), mod); err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	if err := write(filepath.Join(dir, "go.sum"), sums); err != nil {
		return err
	}
	files, err := slimFiles(folders["std"], filepath.Join(dir, "files"), changedFiles(root, folders["std"], names))
	if err != nil {
		return err
	}
	return overlay(root, dir, files)
}

// slimmed tells whether a folder that has what is used of a module stands in its place.
func slimmed(module string) bool {
	_, changed := changedModules(nil)[module]
	return module == fontModule || changed || slices.ContainsFunc(decoders, func(d decoder) bool { return d.path == module })
}

// local is a folder in dir as go.mod wants it: a path of the machine, or one that
// begins at the go.mod of parvis, which is what a release has.
func local(dir, name string) string {
	if filepath.IsAbs(dir) {
		return filepath.Join(dir, name)
	}
	return "./" + path.Join(filepath.ToSlash(dir), name)
}

func write(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}
