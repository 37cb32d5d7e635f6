// Package themes embeds the theme that comes with parvis, and lays a folder over it.
//
//	layouts/base.html     the frame of every page: head, menu, foot
//	layouts/NAME.html     what one kind of page puts into it, as {{define "main"}}
//	partials/             templates that several layouts share
//	partials/town.html    nothing, until a city writes what its pages have in their head
//	newsletter/           the letter as a mail and as plain text
//	assets/               style, script and drawings; assets/town.css, which a city may
//	                      write, comes last in every sheet
//	i18n/LANG.yaml        the words: Spanish and Portuguese as in Spain and Portugal
//	i18n/es-419.yaml      what differs in Latin America, by the country of site.yaml
//	i18n/pt-BR.yaml       what differs in Brazil
//
// Templates are set one thing a line, and what begins or ends with “-” in its braces
// adds no whitespace: pages are the same bytes as if they were written on one line.
// An empty comment, {{/* */ -}}, breaks a line where a value goes on.
//
// There is no framework, neither of styles nor of scripts. The sheets are as small as
// what a page shows, so that it loads over a bad connection; the one script adds two
// comforts and every page is whole without it; and a town can keep a site for twenty
// years of which it understands every line, where a framework wants to be followed.
//
// The designer's guide is the help of the command: “parvis help theme”.
package themes

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

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
