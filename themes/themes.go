// Package themes embeds the themes that come with parvis.
package themes

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

//go:embed chartres
var files embed.FS

// Chartres is the theme that every site has unless it names another.
func Chartres() fs.FS {
	sub, err := fs.Sub(files, "chartres")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}

// Over returns a theme in which the files of one folder lie over those of
// another: a file is taken from the upper folder if it is there.
func Over(upper, lower fs.FS) fs.FS { return over{upper, lower} }

type over struct{ upper, lower fs.FS }

// Open implements fs.FS. Folders hold the files of both.
func (o over) Open(name string) (fs.File, error) {
	f, err := o.upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.lower.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS.
func (o over) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, errUpper := fs.ReadDir(o.upper, name)
	lower, errLower := fs.ReadDir(o.lower, name)
	if errUpper != nil && errLower != nil {
		return nil, errLower
	}
	for _, d := range lower {
		if !slices.ContainsFunc(upper, func(u fs.DirEntry) bool { return u.Name() == d.Name() }) {
			upper = append(upper, d)
		}
	}
	slices.SortFunc(upper, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return upper, nil
}
