package content

import (
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// PlainLayout is the layout of a page that names none.
const PlainLayout = "page"

// ThemeFolder is the folder of a content folder that may hold the theme; it is no
// content.
const ThemeFolder = "theme"

var ruleLayoutUnknown = &source.Rule{Name: "layout-unknown",
	Says: "The layout that a page names is one that the theme has for pages.",
	Why:  "without its layout the page could not be set",
	Fix:  "name a layout of the theme's folder, or take the line out",
	Bad:  source.Example{File: "pages/about.md", Text: "layout: pgae\n"},
	Good: source.Example{File: "pages/about.md", Text: "layout: page\n"}}

// layout wants the layout that a page names to be one of the theme's.
func (c *checker) layout(p *Page, report source.Report) {
	known := append([]string{PlainLayout}, c.layouts...)
	if !p.Layout.OK() || slices.Contains(known, p.Layout.V) {
		return
	}
	d := ruleLayoutUnknown.At(p.Layout.At, "the theme has no layout %q for pages", p.Layout.V)
	if near := frontmatter.Nearest(p.Layout.V, known); near != "" {
		d = d.To("write “layout: %s” if that is the one meant; there is %s", near, strings.Join(known, ", "))
		if meant := frontmatter.Meant(p.Layout.V, known); meant != "" {
			d = frontmatter.Put(d, p.Layout, meant)
		}
		report(d)
		return
	}
	report(
		d.To(
			"write it as layouts/%s.html of the theme's folder (“parvis help theme”), or take the line out; there is %s",
			p.Layout.V,
			strings.Join(known, ", "),
		),
	)
}
