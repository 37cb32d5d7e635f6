package content

import (
	"path"
	"strings"
	"sync"

	"parvis/generator/catalog"
	"parvis/generator/markdown"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// portraitExample is a person whose portrait's file has that text.
func portraitExample(file string) source.Example {
	return source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": file}}
}

var (
	rulePictureLocated = &source.Rule{Name: "picture-located", Severity: source.Warning,
		Says: "A photograph's file does not say where it was taken.",
		Why:  "the place is left out of the published photograph, but the original may give away where somebody lives",
		Fix:  "save the photograph without its location, most cameras and programs can",
		Bad:  portraitExample(source.LocatedPicture),
		Good: portraitExample(source.Picture)}
	rulePictureFormat = &source.Rule{Name: "picture-format",
		Says: "A picture is of a kind that parvis can write anew: JPEG, PNG, GIF, WebP, HEIC, AVIF, TIFF or BMP.",
		Why:  "a file that is published as it came may say where and by whom it was made, and not every browser shows it",
		Fix:  "save it as a JPEG",
		Bad:  portraitExample("\xff\x0a JPEG XL"),
		Good: portraitExample(source.Picture)}
	rulePictureDamaged = &source.Rule{Name: "picture-damaged",
		Says: "A picture's file is whole, and is a picture.",
		Why:  "readers would see half of it, or nothing",
		Fix:  "put the file there again, from the camera or from whoever sent it",
		Bad:  portraitExample("\xff\xd8\xff"),
		Good: portraitExample(source.Picture)}
	rulePictureLarge = &source.Rule{Name: "picture-large",
		Says: "A picture is not much larger than the best cameras make it: at most 120 million points, 20,000 on a side, 128 MB.",
		Why:  "a small file can ask for all memory of the machine that opens it",
		Fix:  "save it smaller: 3,000 points are more than a page shows",
		Bad:  portraitExample(source.LargePicture),
		Good: portraitExample(source.Picture)}
	ruleStaticLocated = &source.Rule{Name: "static-located", Severity: source.Warning,
		Says: "The pictures and films of static/ do not say where or by whom they were made.",
		Why:  "what lies in static/ is published as it is, unlike the pictures beside entries, which are written anew",
		Fix:  "save it without its location and its author, or put it beside the entry or page that shows it",
		Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"static/crest.jpg": source.LocatedPicture}},
		Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/crest.jpg": source.Picture}}}
	rulePictureName = &source.Rule{Name: "picture-name",
		Says: "No two pictures beside an entry are published under one name.",
		Why: "what is no JPEG, PNG or GIF is published as a JPEG or PNG, and every picture in smaller sizes too: depot.webp becomes depot.jpg, and that " +
			"depot-480.jpg",
		Fix: "rename one of the two files",
		Bad: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\n![The depot](depot.jpg) ![The yard](depot.webp)\n",
			Beside: map[string]string{"trips/depot.jpg": source.Picture, "trips/depot.webp": source.Picture},
		},
		Good: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\n![The depot](depot.jpg) ![The yard](yard.webp)\n",
			Beside: map[string]string{"trips/depot.jpg": source.Picture, "trips/yard.webp": source.Picture},
		}}
)

const portraitText = "---\nname: Karim Haddad\nrole: Councillor\nelected: true\nportrait: portrait.jpg\nalt: Karim Haddad in the council chamber\n---\n"

// seenPictures are what is known of the pictures beside files, by path below
// the content folder. Files are checked at the same time.
type seenPictures struct {
	mu sync.Mutex
	by map[string]seenPicture
}

// seenPicture is what is known of one.
type seenPicture struct {
	picture.Info
	ready bool        // it can be published
	place source.Span // where it is named
	head  *Head       // of the file beside which it lies
}

// pictures looks at the pictures and documents that are to be published beside
// a file. portrait is a person's, or an agreement's document, or nothing.
func (c *checker) pictures(h *Head, portrait Text) {
	if len(h.Files) == 0 {
		return
	}
	named := namedIn(h.Body)
	if portrait.OK() {
		named[FileName(portrait.V)] = portrait.At
	}
	taken := map[string]string{}
	for _, name := range h.Files {
		place, ok := named[name]
		if !ok {
			place = h.Fence
		}
		c.picture(h, name, place)
		c.pictureName(h, name, place, taken)
	}
}

// namedIn are the files that a text names, and where it does so first.
func namedIn(doc markdown.Doc) map[string]source.Span {
	out := map[string]source.Span{}
	for _, l := range doc.Links {
		if name, ok := besideName(l.Address); ok && out[name].File == nil {
			out[name] = l.At
		}
	}
	return out
}

// picture looks at one file: whether it is a picture, its content says.
func (c *checker) picture(h *Head, name string, place source.Span) {
	from := path.Join(h.Dir, name)
	look, err := c.folder.look(from, c.thorough)
	if err == nil && !look.tells.IsZero() {
		c.reporter(h.Draft)(ruleDocumentAuthor.At(place, "the document %q %s", name, look.tells))
	}
	if err != nil || !look.isPicture && !look.isFilm {
		return // what cannot be read is said when it is published
	}
	if look.isPicture || look.fault != nil {
		c.seen.mu.Lock()
		c.seen.by[from] = seenPicture{look.info, look.fault == nil, place, h}
		c.seen.mu.Unlock()
	}
	report := c.reporter(h.Draft)
	if look.fault != nil {
		report(refuse(look.isFilm, name, place, look.fault))
	}
	if look.info.Located {
		if look.isFilm {
			report(rulePictureLocated.At(place, "the film %q says where it was taken", name))
		} else {
			report(rulePictureLocated.At(place, "the picture %q says where it was taken", name))
		}
	}
}

// staticPictures tells of pictures and films of static/ that say where or by
// whom they were made, since these are published as they are.
func (c *checker) staticPictures() {
	for _, name := range c.folder.Static {
		p := path.Join("static", name)
		if c.folder.heavy(p) {
			continue
		}
		look, err := c.folder.look(p, thorough{})
		switch {
		case err != nil:
		case !look.tells.IsZero():
			c.report(ruleDocumentAuthor.At(c.folder.at(p), "the document %q %s", name, look.tells))
		case look.info.Located && look.isFilm:
			c.report(ruleStaticLocated.At(c.folder.at(p), "the film %q says where it was taken, and is published as it is", name))
		case look.info.Located:
			c.report(ruleStaticLocated.At(c.folder.at(p), "the picture %q says where it was taken, and is published as it is", name))
		case look.info.Signed && look.isFilm:
			c.report(ruleStaticLocated.At(c.folder.at(p), "the film %q names who took it, or with which camera, and is published as it is", name))
		case look.info.Signed:
			c.report(ruleStaticLocated.At(c.folder.at(p), "the picture %q names who took it, or with which camera, and is published as it is", name))
		}
	}
}

// refuse words why a picture or film cannot be published.
func refuse(film bool, name string, place source.Span, fault *picture.Refusal) source.Diagnostic {
	rule := rulePictureDamaged
	switch fault.Reason {
	case picture.ErrFormat:
		rule = rulePictureFormat
	case picture.ErrLarge:
		rule = rulePictureLarge
	}
	d := rule.At(place, "the picture %q %s", name, fault.Says)
	if film {
		d.Message = catalog.Say("the film %q %s", name, fault.Says)
	}
	if !fault.Fix.IsZero() {
		d = d.To("%s", fault.Fix)
	}
	return d
}

// pictureName wants other names for all files that are made of a file than for
// those of the ones before it; taken holds which these are.
func (c *checker) pictureName(h *Head, name string, place source.Span, taken map[string]string) {
	published := c.Published(h, name)
	names := []string{published}
	if info, ok := c.Picture(h, name); ok {
		for _, width := range info.Smaller() {
			names = append(names, picture.Variant(published, width))
		}
	}
	for _, n := range names {
		n = strings.ToLower(n)
		if other := taken[n]; other != "" && other != name {
			c.reporter(h.Draft)(rulePictureName.At(place, "the files %q and %q would both be published as %q", other, name, n))
			return
		}
		taken[n] = name
	}
}

// Picture returns what is known of a picture beside a file, and whether it can
// be published as one.
func (s *Set) Picture(h *Head, name string) (picture.Info, bool) {
	return s.PictureAt(path.Join(h.Dir, name))
}

// PictureAt is Picture by the path below the content folder.
func (s *Set) PictureAt(p string) (picture.Info, bool) {
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	seen := s.seen.by[p]
	return seen.Info, seen.ready
}

// Withheld tells whether a file beside another is a picture that cannot be
// published: not as it is either, since nobody knows what it holds.
func (s *Set) Withheld(h *Head, name string) bool {
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	seen, isPicture := s.seen.by[path.Join(h.Dir, name)]
	return isPicture && !seen.ready
}

// Published is the name under which a file beside another is published: its
// own, but for a picture that is written as another kind.
func (s *Set) Published(h *Head, name string) string {
	if info, ok := s.Picture(h, name); ok {
		return info.Name(name)
	}
	return name
}

// Refused is what is said of a picture, by its path below the content folder,
// that was found to be damaged only while it was made ready.
func (s *Set) Refused(p string, fault *picture.Refusal) source.Diagnostic {
	s.seen.mu.Lock()
	defer s.seen.mu.Unlock()
	seen := s.seen.by[p]
	name := path.Base(p)
	if seen.head != nil {
		name = strings.TrimPrefix(p, seen.head.Dir+"/")
	}
	return refuse(false, name, seen.place, fault)
}
