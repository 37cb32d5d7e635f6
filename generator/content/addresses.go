package content

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// This file holds the addresses of published files against each other and
// against those that parvis gives to what it makes.

// wins are the files of static/ that take the place of what parvis would make:
// what a city has decided for its whole server.
var wins = []string{"robots.txt", "404.html"}

// Instead tells whether a file of static/ stands in the place of one that
// parvis makes, whose path is given.
func (s *Set) Instead(p string) bool {
	return slices.Contains(wins, path.Base(p)) && slices.Contains(s.static, p)
}

// given is a file that the content gives to the site: where it goes, and from
// where, both relative and separated by slashes.
type given struct{ to, from string }

// given are all files that are published from the content folder as they are,
// or as pictures.
func (s *Set) given() []given {
	var out []given
	for id, h := range s.heads() {
		for _, name := range h.Files {
			public, from := s.Published(h, name), path.Join(h.Dir, name)
			out = append(out, given{path.Join(id, public), from})
			if info, ok := s.Picture(h, name); ok {
				for _, width := range picture.Widths {
					if v := picture.Variant(public, width); info.Width > width && !slices.Contains(h.Files, v) {
						out = append(out, given{path.Join(id, v), from})
					}
				}
			}
		}
	}
	for _, name := range s.static {
		out = append(out, given{name, path.Join("static", name)})
	}
	return out
}

// Clashes tells of files of the content that would stand where something else
// does. bases are the names that parvis gives to the files it makes, without
// their folders; made lists the whole paths of these files, and is asked only
// where one may be in the way, since that takes long in a large site.
func (s *Set) Clashes(bases []string, made func() []string) []source.Diagnostic {
	c := clashes{set: s, at: map[string]claim{}, told: map[string]bool{}}
	near := false
	for _, g := range s.given() {
		c.give(g)
		near = near || isNear(g.to, bases)
	}
	if near {
		for _, p := range made() {
			if !s.Instead(p) {
				c.make(p)
			}
		}
	}
	source.Sort(c.found)
	return c.found
}

// isNear tells whether a path may be in the way of what parvis makes, whose
// folders have no dots and no capitals in their names.
func isNear(p string, bases []string) bool {
	dir, name := path.Split(p)
	return slices.Contains(bases, oneName(name)) || strings.HasPrefix(oneName(p), "assets/") || path.Base(oneName(dir)) == "search" ||
		!strings.Contains(name, ".") || oneName(dir) != dir || strings.Contains(dir, ".")
}

// oneName is the same for names that are one name to some system: Windows and
// macOS make nothing of case, nor of how an accent is written.
func oneName(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFD.String(name)))
		}
	}
	return strings.ToLower(name)
}

// claim is a name that the content takes on the site, and for which file.
type claim struct {
	name, from string
	folder     bool
}

// clashes holds names against each other. Of each file one clash is told.
type clashes struct {
	set   *Set
	at    map[string]claim // by oneName
	told  map[string]bool
	found []source.Diagnostic
}

func (c *clashes) tell(from string, format string, args ...any) *source.Diagnostic {
	if c.told[from] {
		return &source.Diagnostic{}
	}
	c.told[from] = true
	d := ruleAddressTaken.At(c.set.folder.at(from), format, args...).To("rename it, or take it out")
	c.found = append(c.found, d)
	return &c.found[len(c.found)-1]
}

// give takes the names of a file of the content: its own and its folders'.
func (c *clashes) give(g given) {
	for name, folder := g.to, false; name != "."; name, folder = path.Dir(name), true {
		first, taken := c.at[oneName(name)]
		switch {
		case !taken:
			c.at[oneName(name)] = claim{name, g.from, folder}
			continue
		case folder && first.folder && first.name == name:
			continue
		}
		d := c.tell(g.from, "%s", inTheWay(name, folder, first))
		*d = d.See(c.set.folder.at(first.from), "the other file")
	}
}

// inTheWay says how a name of the content meets one that was there first.
func inTheWay(name string, folder bool, first claim) catalog.Message {
	switch {
	case folder != first.folder:
		return catalog.Say("/%s would be a file and a folder", name)
	case name == first.name:
		return catalog.Say("two files have the address /%s", name)
	}
	return catalog.Say("/%s and /%s differ only in their case or accents, and are one on Windows and macOS", first.name, name)
}

// make holds the names of a file that parvis makes against those taken.
func (c *clashes) make(p string) {
	shown := "/" + strings.TrimSuffix(p, "index.html")
	if first, taken := c.at[oneName(p)]; taken && first.folder {
		c.tell(first.from, "the site has a file %s, so it can have no folder of that name", shown)
	} else if taken && first.name == p {
		c.tell(first.from, "the site has its own %s", shown)
	} else if taken {
		c.tell(first.from, "/%s differs from %s, which the site has, only in its case", first.name, shown)
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		switch first, taken := c.at[oneName(dir)]; {
		case taken && !first.folder:
			c.tell(first.from, "the site has a folder /%s/, so it can have no file of that name", dir)
		case taken && first.name != dir:
			c.tell(first.from, "the folder /%s/ differs from /%s/, which the site has, only in its case", first.name, dir)
		}
	}
}
