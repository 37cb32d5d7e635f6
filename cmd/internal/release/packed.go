package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// packed are the files of the code that embed a folder of texts as it is. A release
// embeds an archive of the folder in its place, which is 0.4 MB less of a program that
// may have 25; while one works on parvis there is nothing to pack.
var packed = []string{"themes/files.go", "generator/newcity/files.go", "generator/content/files.go"}

// embedding is what such a file consists of: the package, the folder, and the variable
// that all others read.
var embedding = regexp.MustCompile(`(?s)^package (\w+)\n.*//go:embed (\w+)\nvar folder embed.FS\n.*var (\w+) fs.FS = folder\n$`)

// archived is the same with an archive.
const archived = `package %s

import (
	"archive/zip"
	_ "embed"
	"io/fs"
	"strings"
)

//go:embed %s
var packed string

var %s fs.FS = func() fs.FS {
	r, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		panic(err) // the archive comes with the program
	}
	return r
}()
`

// overlay writes archives of the embedded folders of the code in root into dir, and
// what “go build -overlay DIR/overlay.json” wants to take them, and others, each given in
// the place of a file.
func overlay(root, dir string, others map[string]string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	replaced := map[string]string{}
	for from, to := range others {
		if replaced[from], err = filepath.Abs(to); err != nil {
			return err
		}
	}
	for _, file := range packed {
		code, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			return err
		}
		m := embedding.FindSubmatch(code)
		if m == nil {
			return fmt.Errorf("%s: is not a file that embeds one folder (see embedding)", file)
		}
		here := filepath.Dir(filepath.Join(root, file))
		var b bytes.Buffer
		if err := archive(&b, os.DirFS(here), string(m[2])); err != nil {
			return err
		}
		name := string(m[1]) + ".zip"
		code = fmt.Appendf(nil, archived, m[1], name, m[3])
		for from, to := range map[string]string{filepath.Join(root, file): string(m[1]) + ".go.txt", filepath.Join(here, name): name} {
			replaced[from] = filepath.Join(dir, to)
		}
		if err := errors.Join(write(filepath.Join(dir, name), b.Bytes()), write(filepath.Join(dir, string(m[1])+".go.txt"), code)); err != nil {
			return err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		return err
	}
	return write(filepath.Join(dir, "overlay.json"), list)
}

// archive writes the files of a folder, and nothing about them but their names, so
// that it is the same on each machine.
func archive(w io.Writer, files fs.FS, folder string) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	err := fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = f.Write(text)
		return err
	})
	return errors.Join(err, z.Close())
}
