package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"

	"parvis/generator/catalog"
	"parvis/generator/drawing"
	"parvis/generator/output"
)

// This file is the styles, scripts and pictures of a theme: read, put together, made small.

type asset struct {
	address string // /assets/style.1a2b3c4d.css
	data    []byte
}

func (a asset) file() output.File {
	return output.File{Path: strings.TrimPrefix(a.address, "/"), Render: func(b *bytes.Buffer) error {
		b.Write(a.data)
		return nil
	}}
}

func newMinifier() *minify.M {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("application/xml", xml.Minify)
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, TemplateDelims: html.GoTemplateDelims})
	return m
}

// loadAssets reads the theme's assets and makes them small.
func (t *Theme) loadAssets(theme fs.FS) error {
	t.parts = map[string][]byte{}
	if err := t.mixColours(theme); err != nil {
		return err
	}
	named := map[string][]byte{}
	err := fs.WalkDir(theme, "assets", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(theme, p)
		if err != nil {
			return err
		}
		switch {
		case path.Ext(p) == ".svg": // no style sheet reaches it
			if data, err = t.palette.Written(p, data); err != nil {
				return err
			}
		case p == "assets/"+paletteName:
			data = append(data, t.palette.LitSheet()...)
		}
		text := data
		if data, err = Small(p, data); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		if path.Ext(p) == ".css" {
			named[p] = text
		}
		t.parts[strings.TrimPrefix(p, "assets/")] = data
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return t.linkStyles(named)
}

// mixColours reads the palette.
func (t *Theme) mixColours(theme fs.FS) (err error) {
	if t.palette, err = ReadPalette(theme); err == nil {
		t.studio = drawing.NewStudio(t.palette)
	}
	return err
}

// ReadPalette reads a theme's colours alone.
func ReadPalette(theme fs.FS) (drawing.Palette, error) {
	sheet, err := fs.ReadFile(theme, "assets/"+paletteName)
	if err != nil {
		return drawing.Palette{}, err
	}
	palette, err := drawing.ReadPalette(sheet)
	if err != nil {
		return palette, fmt.Errorf("template: assets/%s:1: %w", paletteName, err)
	}
	return palette, nil
}

// linkStyles gives the pictures and fonts that style sheets name the addresses at
// which they are published. sheets are the sheets as they are written, by path.
func (t *Theme) linkStyles(sheets map[string][]byte) error {
	var slips []error
	for _, p := range slices.Sorted(maps.Keys(sheets)) {
		for i, line := range bytes.Split(sheets[p], []byte("\n")) {
			for _, m := range addressed.FindAllSubmatchIndex(line, -1) {
				name := string(line[m[2]:m[3]])
				switch _, there := t.parts[name]; {
				case strings.HasPrefix(name, "data:"), strings.HasPrefix(name, "#"), there:
				case strings.Contains(name, ":"), strings.HasPrefix(name, "//"):
					slips = append(
						slips,
						slipAt(p, i, m[2], catalog.Say("nothing is fetched from elsewhere; put the file into assets/ and name it here")),
					)
				default:
					slips = append(
						slips,
						slipAt(p, i, m[2], catalog.Say("the theme has no asset %q; put that file into assets/, or take this out", name)),
					)
				}
			}
		}
	}
	if err := errors.Join(slips...); err != nil {
		return err
	}
	for p := range sheets {
		name := strings.TrimPrefix(p, "assets/")
		t.parts[name] = addressed.ReplaceAllFunc(t.parts[name], func(found []byte) []byte {
			file := string(addressed.FindSubmatch(found)[1])
			if _, there := t.parts[file]; !there {
				return found
			}
			address, _ := t.asset(file) // it is there
			return []byte("url(" + path.Base(address) + ")")
		})
	}
	return nil
}

// slipAt is what is wrong in a line of a style sheet, counted from 0, with its place.
func slipAt(sheet string, line, column int, says catalog.Message) error {
	return fmt.Errorf("template: %s:%d:%d: %w", sheet, line+1, column, says)
}

// Small returns a file as small as it can be without losing anything, by the
// ending of its name; files that are not text come back as they are.
func Small(name string, data []byte) ([]byte, error) {
	if path.Ext(name) == ".js" {
		return smallScript(data), nil
	}
	var b bytes.Buffer
	switch err := minifier.Minify(output.MediaType(name), &b, bytes.NewReader(data)); {
	case errors.Is(err, minify.ErrNotExist):
		return data, nil
	case err != nil:
		return nil, err
	}
	return b.Bytes(), nil
}

// smallScript leaves out the indents, the empty lines and the lines that are comments: a
// third of a script, for no library. A script in which a text or a comment may go over
// several lines stays as it is.
func smallScript(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for line := range bytes.Lines(data) {
		if bytes.Count(line, []byte("`"))%2 == 1 || bytes.Contains(line, []byte("/*")) || bytes.HasSuffix(line, []byte("\\\n")) {
			return data
		}
		if line = bytes.TrimLeft(line, " \t\r\n"); !bytes.HasPrefix(line, []byte("//")) {
			out = append(out, line...)
		}
	}
	return out
}

// Assets are the theme's assets as files of the site.
func (t *Theme) Assets() []output.File {
	var out []output.File
	for _, a := range t.assets {
		out = append(out, a.file())
	}
	slices.SortFunc(out, func(a, b output.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Named are the theme's assets as files of the site, by their names there
// without the part that changes with what they hold: style.css.
func (t *Theme) Named() map[string]output.File {
	out := map[string]output.File{}
	for name, a := range t.assets {
		ext := path.Ext(name)
		out[strings.ReplaceAll(strings.TrimSuffix(name, ext), ext+"+", "-")+ext] = a.file()
	}
	return out
}
