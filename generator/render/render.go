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
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strings"

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

// minifier makes everything textual small, but scripts: what makes them small has
// 0.45 MB, and the theme's script half a hundredth of that. It is safe for
// concurrent use.
var minifier = newMinifier()

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

// paletteName is the style sheet that has all colours.
const paletteName = "palette.css"

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
		set := template.New("").Funcs(functions).Option("missingkey=error")
		if err := t.parse(set, functions, theme, p, l); err != nil {
			return nil, err
		}
		if err := join(set, shared); err != nil {
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
