// Package render turns pages into files with the templates of a theme.
//
// A theme is a folder: layouts/base.html is the frame of every page,
// layouts/NAME.html what one kind of page puts into it, partials/ what several
// share, assets/ its style, script and pictures, i18n/ its words. What each
// layout is given is typed (site.Layouts), and templates are checked against it.
// Templates are minified once, when they are loaded, and parsed once for each language,
// so that rendering a page is filling it in. What they show comes typed from
// package site.
//
// They are html/template's: it knows where in a page a value stands, and escapes
// it for that place, so that what an editor writes cannot become a script,
// whatever a town's designer does. Others are shorter to write or faster, but leave
// that to whoever writes the template. Its weakness, that a slip shows only when a page
// is filled in, is mended by the check (typed.go), and that it looks everything up
// by name for each page, by programs made of its templates (program.go).
package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
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
	"parvis/generator/i18n"
	"parvis/generator/output"
	"parvis/generator/site"
)

// Theme is a theme ready for use.
type Theme struct {
	layouts map[string]map[string]*layout // by language and layout
	called  map[string]template.FuncMap   // what templates may call, by language
	parts   map[string][]byte             // the files of assets/, made small
	assets  map[string]asset              // what templates ask for, by that name: base.css+page.css
	palette drawing.Palette
	studio  *drawing.Studio
	plain   bool // templates as they stand, not made small
}

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

// minifier makes everything textual small, but scripts: what makes them small has
// 0.45 MB, and the theme's script half a hundredth of that. It is safe for
// concurrent use.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("application/xml", xml.Minify)
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, TemplateDelims: html.GoTemplateDelims})
	return m
}

// Load reads a theme for the languages given. root is the path of the site's
// root on its server. The error is of *Faults, which name the template, its
// line, what is wrong with it and what helps.
func Load(theme fs.FS, locales map[string]*i18n.Locale, root string) (*Theme, error) {
	t, err := load(theme, locales, root, false)
	if err != nil {
		// Templates that are not made small have the lines that an editor sees.
		if _, again := load(theme, locales, root, true); again != nil {
			err = again
		}
		return nil, Explain(theme, err)
	}
	return t, nil
}

func load(theme fs.FS, locales map[string]*i18n.Locale, root string, plain bool) (*Theme, error) {
	t := &Theme{layouts: map[string]map[string]*layout{}, called: map[string]template.FuncMap{}, assets: map[string]asset{}, plain: plain}
	if err := t.loadAssets(theme); err != nil {
		return nil, err
	}
	for code, l := range locales {
		layouts, err := t.loadLayouts(theme, l, root)
		if err != nil {
			return nil, err
		}
		t.layouts[code] = layouts
	}
	return t, nil
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

// paletteName is the style sheet that has all colours.
const paletteName = "palette.css"

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

// Palette is the theme's colours.
func (t *Theme) Palette() drawing.Palette { return t.palette }

// Cards are the cards for sharing, in the theme's colours, as files of the site.
func (t *Theme) Cards(cards []drawing.Card, published fs.FS) []output.File {
	return t.studio.Cards(cards, published)
}

// Notices are the pictures of campaigns, in the theme's colours, as files of the site.
func (t *Theme) Notices(notices []drawing.Notice, published fs.FS) []output.File {
	return t.studio.Notices(notices, published)
}

// addressed is what a style sheet names by its address.
var addressed = regexp.MustCompile(`url\(\s*["']?([^"')]*?)["']?\s*\)`)

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

// townStyle is a city's own style sheet: it comes last in every sheet.
const townStyle = "town.css"

// asset returns the asset that a template asks for while it is loaded: a file of
// the theme, or several style sheets in one (“base.css+entry.css”), so that a page asks for
// one sheet and only for what it uses. Each is named by what it holds, so that
// browsers may keep it for ever.
func (t *Theme) asset(name string) (string, error) {
	if a, ok := t.assets[name]; ok {
		return a.address, nil
	}
	var data []byte
	for part := range strings.SplitSeq(name, "+") {
		text, ok := t.parts[part]
		if !ok {
			return "", catalog.Say("the theme has no asset %q; put that file into assets/, or take this out", part)
		}
		data = append(data, text...)
	}
	ext := path.Ext(name)
	if own, there := t.parts[townStyle]; there && ext == ".css" && !strings.Contains(name, townStyle) {
		data = append(data, own...)
	}
	stem := strings.ReplaceAll(strings.TrimSuffix(name, ext), ext+"+", "-")
	sum := sha256.Sum256(data)
	t.assets[name] = asset{fmt.Sprintf("/assets/%s.%s%s", stem, hex.EncodeToString(sum[:4]), ext), data}
	return t.assets[name].address, nil
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

// loadLayouts parses all templates with one language's words.
func (t *Theme) loadLayouts(theme fs.FS, l *i18n.Locale, root string) (map[string]*layout, error) {
	frame := &frame{}
	functions := t.functions(l, root)
	functions["once"] = frame.once
	t.called[l.Lang()] = functions
	shared := template.New("").Funcs(functions).Option("missingkey=error")
	partials, err := fs.Glob(theme, "partials/*.html")
	if err != nil {
		return nil, err
	}
	for _, p := range append(partials, "layouts/base.html") {
		if err := t.parse(shared, functions, theme, p, l); err != nil {
			return nil, err
		}
	}
	if err := finish(shared, functions); err != nil {
		return nil, err
	}
	if frame.templates, err = shared.Clone(); err != nil { // shared itself may not be filled in: no clone could be made of it
		return nil, err
	}
	files, err := fs.Glob(theme, "layouts/*.html")
	if err != nil {
		return nil, err
	}
	layouts := map[string]*layout{}
	for _, p := range files {
		if p == "layouts/base.html" {
			continue
		}
		set, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if err := t.parse(set, functions, theme, p, l); err != nil {
			return nil, err
		}
		if set.Lookup("main") == nil {
			return nil, fmt.Errorf("template: %s:1: %w", p,
				catalog.Say("it has no template “main”, which is what a page shows; write it between {{define \"main\"}} and {{end}}"))
		}
		if err := finish(set, functions); err != nil {
			return nil, err
		}
		layouts[strings.TrimSuffix(path.Base(p), ".html")] = &layout{Template: set, functions: functions}
	}
	return layouts, nil
}

// parse makes a template file small and adds it to a set under its path. The
// words that it asks for have to be there.
func (t *Theme) parse(set *template.Template, functions template.FuncMap, theme fs.FS, p string, l *i18n.Locale) error {
	text, err := fs.ReadFile(theme, p)
	if err != nil {
		return err
	}
	// Parsing the text as it stands first gives errors the lines that the
	// editor of the theme sees.
	probe := template.New("").Funcs(functions)
	if _, err := probe.New(p).Parse(string(text)); err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	if err := t.checkFile(probe, p, l); err != nil {
		return err
	}
	if !t.plain {
		if text, err = Small(p, unquoted(text)); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	if _, err := set.New(p).Parse(string(text)); err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	return nil
}

var comment = regexp.MustCompile(`(?s)\{\{(?:- )?/\*.*?\*/(?: -)?\}\}`)

// unquoted takes the quotation marks out of a template's comments: the minifier
// takes an apostrophe there for the start of a text that goes on to the next one,
// and leaves all of it as it is.
func unquoted(text []byte) []byte {
	return comment.ReplaceAllFunc(text, func(c []byte) []byte {
		return bytes.Map(func(r rune) rune {
			if strings.ContainsRune("'\"`", r) {
				return -1
			}
			return r
		}, c)
	})
}

// functions are what templates may call.
func (t *Theme) functions(l *i18n.Locale, root string) template.FuncMap {
	return template.FuncMap{
		// word is a word of the theme, with values for its gaps.
		"word": l.Word,
		// count is a counted word of the theme.
		"count": l.Count,
		// colour is a colour of the palette, for what no style sheet reaches.
		"colour": func(name string) (string, error) {
			return t.palette.Web(name)
		},
		// say writes a text, marked with its language if that is not the page's.
		"say": say,
		// asset is the address of one of the theme's assets, which have all been
		// asked for when the templates were loaded.
		"asset": func(name string) string { return root + t.assets[name].address },
	}
}

func say(s site.Str) template.HTML {
	var b bytes.Buffer
	writeSaid(&b, s.Text, s.Lang)
	return template.HTML(b.String())
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

// Page returns a page as a file of the site.
func (t *Theme) Page(p site.Page) output.File {
	name := strings.TrimPrefix(p.Address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return output.File{Path: name, Render: func(b *bytes.Buffer) error {
		layout := t.layouts[p.Lang][p.Layout]
		if layout == nil {
			return catalog.Say("the theme has no layout %q", p.Layout)
		}
		return layout.fill(b, p.Data())
	}}
}
