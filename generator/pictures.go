package generator

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// copies are the files that are published beside pages: those of static/ as
// they are, photographs made for the web, films without their notes, everything
// else as it is.
func copies(ctx context.Context, set *content.Set, published fs.FS, shown *picture.Darkroom) []output.File {
	fsys := set.Folder().FS
	var out []output.File
	add := func(to, from string, clean bool) {
		out = append(out, output.File{Path: to, Render: func(b *bytes.Buffer) error {
			data, err := source.ReadText(fsys, from, content.MostFile)
			if err == nil && clean && picture.IsFilm(data) {
				_, err = picture.CleanFilm(data)
			}
			b.Write(data)
			if name, static := strings.CutPrefix(from, "static/"); static {
				b.WriteString(set.Settings().Framed(name))
			}
			return err
		}})
	}
	for _, name := range set.Static() {
		add(name, path.Join("static", name), false)
	}
	photos := picture.NewLab(ctx, fsys, published, shown)
	for _, h := range set.Heads() {
		for _, name := range h.Files {
			to, from := path.Join(h.ID, set.Published(&h, name)), path.Join(h.Dir, name)
			if info, ok := set.Picture(&h, name); ok {
				for _, form := range photos.Forms(to, from, info) {
					out = append(out, output.File{Path: form.Path, Render: form.Render})
				}
			} else if !set.Withheld(&h, name) {
				add(to, from, true)
			}
		}
	}
	if album, any := photos.Album(); any {
		out = append(out, output.File{Path: album.Path, Render: album.Render})
	}
	return once(out)
}

// once leaves out a file whose path another has already: the 480 points of
// depot.jpg, where there is a depot-480.jpg of the editor's own.
func once(files []output.File) []output.File {
	seen := map[string]bool{}
	var out []output.File
	for _, f := range files {
		if name := strings.ToLower(f.Path); !seen[name] {
			seen[name] = true
			out = append(out, f)
		}
	}
	return out
}
