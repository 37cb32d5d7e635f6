package content

import (
	"bytes"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// This file decides which of the files beside an entry are published: those
// that it names, and no others.

var (
	ruleFileUnnamed = &source.Rule{Name: "file-unnamed", Severity: source.Warning,
		Says: "Every file beside an entry is one that the entry names.",
		Why:  "only what an entry names is published, so that nothing comes onto the web because it lay in a folder",
		Fix:  "name it in the entry's text, or move it out of the content folder",
		Bad: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\nThe depot opens at four.\n",
			Beside: map[string]string{"trips/depot.jpg": source.Picture},
		},
		Good: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\n![The depot at four in the morning](depot.jpg)\n",
			Beside: map[string]string{"trips/depot.jpg": source.Picture},
		}}
	ruleFileIgnored = &source.Rule{Name: "file-ignored", Severity: source.Warning,
		Says: "What looks like an entry is one.",
		Why:  "entries are files that end in .md, settings stand in site.yaml; nothing else is read",
		Fix:  "write it as a Markdown file, or move it out of the content folder",
		Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"pages/method.markdown": "---\ntitle: Method\n---\nEvery trip is told here.\n"}},
		Good: source.Example{File: "pages/about.md", Beside: map[string]string{"pages/method.md": "---\ntitle: Method\n---\nEvery trip is told here.\n"}}}
	ruleFilePrivate = &source.Rule{Name: "file-private", Locked: true,
		Says: "A file that an entry names is no copy of an entry, and no key.",
		Why:  "a copy holds the notes for colleagues too, which nobody else may read; a key opens what is locked to whoever has it",
		Fix:  "link to the entry's own page instead, by the name of its file",
		Bad: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\nSee [the draft](draft.txt).\n",
			Beside: map[string]string{"trips/draft.txt": "---\ntitle: Ravenna\nstaff_note: Ask the union first.\n---\n"},
		},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nSee [the outcome](../outcomes/2026-night-trams.md).\n"}}
)

// OfFileUnnamed tells whether a rule speaks of files that no entry names.
func OfFileUnnamed(r *source.Rule) bool { return r == ruleFileUnnamed }

// besideName returns the file name that a link to a neighbouring file names.
func besideName(address string) (string, bool) {
	if strings.HasPrefix(address, "/") || strings.HasPrefix(address, "#") {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") || strings.HasSuffix(u.Path, "/") {
		return "", false
	}
	name := FileName(u.Path)
	return name, !strings.HasPrefix(name, "..") && !strings.EqualFold(path.Ext(name), ".md")
}

// Beside returns the file, published beside a page, to which a link in its text
// leads.
func (h *Head) Beside(address string) (string, bool) {
	name, ok := besideName(address)
	return name, ok && slices.Contains(h.Files, name)
}

// documents wants the files that an entry's front matter names.
func (c *checker) documents(e *Entry, report source.Report) {
	c.filmFiles(e, report)
	for _, lang := range sortedKeys(e.Translations) {
		c.filmTexts(e, e.Translations[lang], report)
	}
	if a := e.Agreement; a != nil && a.Document.OK() {
		c.besideOrWeb(&e.Head, a.Document, report)
	}
	if o := e.Outcome; o != nil {
		for _, v := range o.Evidence {
			c.besideOrWeb(&e.Head, v, report)
		}
	}
}

// besideOrWeb wants a file, or an address that readers can follow.
func (c *checker) besideOrWeb(h *Head, v Text, report source.Report) {
	if isWeb(v.V) {
		checkWeb(v, report)
		return
	}
	c.beside(h, v, report)
}

func (c *checker) portrait(p *Person) {
	if p.Portrait.OK() {
		c.beside(&p.Head, p.Portrait, c.reporter(p.Draft))
	}
}

// beside wants a file of that name next to the page's own file, and marks it
// for publication.
func (c *checker) beside(h *Head, v Text, report source.Report) {
	name := FileName(v.V)
	if path.IsAbs(name) || strings.HasPrefix(name, "..") || !slices.Contains(c.folder.beside(h.Dir), name) {
		report(c.notBeside(ruleFileMissing, h, name, v.At))
		return
	}
	c.attach(h, name, v.At, report)
}

// attach marks a file beside a page for publication, if it is there and may be
// published.
func (c *checker) attach(h *Head, name string, at source.Span, report source.Report) {
	if slices.Contains(h.Files, name) || !slices.Contains(c.folder.beside(h.Dir), name) {
		return
	}
	h.Files = append(h.Files, name)
	slices.Sort(h.Files)
	if fault := nameFault(name); !fault.IsZero() {
		report(ruleFileName.At(at, "the name %q %s", name, fault))
		return
	}
	if p := path.Join(h.Dir, name); c.folder.heavy(p) && picture.KindOf(c.folder.start(p)) == "" && !picture.Named(p) {
		report(ruleFileHeavy.At(at, "%q has more than %d MB", name, MostFile>>20))
		return
	}
	if c.folder.holdsEntry(path.Join(h.Dir, name)) {
		report(ruleFilePrivate.At(at, "%q begins like an entry", name))
		return
	}
	c.folder.directions(path.Join(h.Dir, name), report)
	if c.folder.holdsKey(path.Join(h.Dir, name)) {
		report(
			ruleFilePrivate.At(at, "%q is a key, or holds passwords, by its name or its first lines", name).
				To("take the link out, and move the file out of the content folder"),
		)
		return
	}
	if fault := c.folder.runs(path.Join(h.Dir, name)); !fault.IsZero() {
		report(ruleFileRuns.At(at, "%q %s", name, fault))
	}
}

// holdsEntry tells whether a file begins with front matter. Files that hold no
// text, by their names, are not opened.
func (f *Folder) holdsEntry(p string) bool {
	if picture.Named(p) || slices.Contains([]string{".pdf", ".mp4", ".webm", ".mp3", ".zip"}, strings.ToLower(path.Ext(p))) {
		return false
	}
	return frontMatter.Match(f.start(p))
}

// holdsKey tells whether a file is a key or holds passwords. Of names that
// other programs give as well (a Keynote presentation ends in .key), the first
// lines decide.
func (f *Folder) holdsKey(p string) bool {
	if picture.Named(p) {
		return false
	}
	shared := slices.Contains([]string{".key", ".asc", ".gpg"}, strings.ToLower(path.Ext(p)))
	return keyName.MatchString(path.Base(p)) && !shared || bytes.Contains(f.start(p), []byte("PRIVATE KEY"))
}

// frontMatter is how an entry begins.
var frontMatter = regexp.MustCompile(`^\x{feff}?\s*---[ \t]*\r?\n(?s:.*\n)?[a-z_]+ *:`)

// start returns the first bytes of a file, as many as tell what it is; none of
// one that cannot be read, which is said when it is published.
func (f *Folder) start(p string) []byte {
	file, err := f.FS.Open(p)
	if err != nil {
		return nil
	}
	defer file.Close()
	start, _ := io.ReadAll(io.LimitReader(file, 1<<10))
	return start
}

// directions looks for signs that turn the direction of writing in a text that is
// shown as it is, as captions are.
func (f *Folder) directions(p string, report source.Report) {
	if ext := strings.ToLower(path.Ext(p)); ext != ".vtt" && ext != ".txt" {
		return
	}
	file, err := f.FS.Open(p)
	if err != nil {
		return // which is said when it is published
	}
	defer file.Close()
	text, _ := io.ReadAll(io.LimitReader(file, frontmatter.MaxSize))
	shown := source.NewFile(f.shown(p), text)
	frontmatter.CheckDirections(shown.Span(0, len(text)), report)
}

// folderFaults reports what in the folder cannot be read at all. What an entry
// of it would have been called is noted, so that nothing is said to follow.
func (c *checker) folderFaults() {
	for _, p := range sortedKeys(c.folder.odd) {
		at, odd := c.folder.at(p), c.folder.odd[p]
		d := odd.rule.At(at, "%s", odd.says)
		if !odd.fix.IsZero() {
			d = d.To("%s", odd.fix)
		}
		c.report(d)
		if strings.EqualFold(path.Ext(p), ".md") {
			lost := &parser{s: c.settings, u: &Unit{}}
			lost.place(at.File, p)
			c.unread[lost.u.id] = true
		}
	}
}

// unnamed tells of files that lie in the content folder and are not published.
// What an entry that cannot be read may name is not spoken of.
func (c *checker) unnamed() {
	named, silent, owner := map[string]bool{}, map[string]bool{}, map[string]*Head{}
	for i, u := range c.all {
		if admitted := c.admitted[i]; admitted != nil {
			h := admitted.head()
			for _, name := range h.Files {
				named[path.Join(h.Dir, name)] = true
			}
			if h.OwnFolder {
				owner[h.Dir] = h
			}
		} else if u.Translation == nil {
			silent[path.Dir(strings.TrimPrefix(u.File.Path, c.folder.Prefix+"/"))] = true
		}
	}
	for p := range c.folder.odd {
		silent[path.Dir(p)] = silent[path.Dir(p)] || strings.EqualFold(path.Ext(p), ".md")
	}
	for _, dir := range sortedKeys(c.folder.neighbours) {
		for _, name := range c.folder.neighbours[dir] {
			if !silent[dir] && !named[path.Join(dir, name)] {
				c.notPublished(dir, name, owner[dir])
			}
		}
	}
}

// notPublished tells of one file that no entry names. h is the entry in whose
// own folder it lies, or nil.
func (c *checker) notPublished(dir, name string, h *Head) {
	p := path.Join(dir, name)
	at := c.folder.at(p)
	ext := strings.ToLower(path.Ext(name))
	away := catalog.Say("move it out of the content folder")
	remedy := catalog.Say("put it beside the entry to which it belongs and name it in the text there, or %s", away)
	switch {
	case !nameFault(name).IsZero(), c.folder.holdsEntry(p), c.folder.holdsKey(p), !c.folder.runs(p).IsZero():
		remedy = away
	case h != nil:
		remedy = catalog.Say("write %s into the text of the entry if readers are to have it, or %s", linkTo(name), away)
	}
	switch {
	case dir == "." && (slices.Contains(settingsNames, strings.ToLower(name)) || ext == ".yaml" && nearSettings.MatchString(name)):
		c.report(ruleFileIgnored.At(at, "%q is not read: settings stand in site.yaml", name).To("write what it says into site.yaml, and %s", away))
	case slices.Contains(textNames, ext):
		d := ruleFileIgnored.At(at, "%q is not read, and not published: entries are files that end in .md", path.Base(name)).To("%s", remedy)
		if renamed, ok := c.asEntry(p); ok {
			d = d.To("rename it to %q if it is an entry, or %s", renamed, away)
		}
		c.report(d)
	case h != nil:
		c.report(ruleFileUnnamed.At(h.Fence, "nothing here names the file %q, so it is not published", name).To("%s", remedy))
	default:
		c.report(ruleFileUnnamed.At(at, "no entry names the file %q, so it is not published", name).To("%s", remedy))
	}
}

// The endings of files in which an entry may have been written by mistake, and
// the names of what may have been meant as settings.
var (
	textNames = strings.Fields(
		".markdown .mdown .mkd .mkdn .mdwn .mdx .mdtxt .txt .text .rst .adoc .asciidoc .org .rtf .doc .docx .dot .dotx .odt .ott .fodt .pages .wpd .wps .yml " +
			".yaml .toml",
	)
	settingsNames = strings.Fields("site.yml site.yaml.txt site.toml site.json site.txt settings.yaml settings.yml config.yaml config.yml config.toml")
)

// asEntry returns the name that a file has to have to be read as an entry,
// which it seems to be.
func (c *checker) asEntry(p string) (string, bool) {
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	name = strings.TrimSuffix(name, ".md") + ".md"
	to := path.Join(path.Dir(p), name)
	if _, taken := slices.BinarySearch(c.folder.paths, to); taken || !c.folder.holdsEntry(p) {
		return "", false
	}
	try := &parser{s: c.settings, u: &Unit{}}
	_, _, ok := try.place(source.NewFile(to, nil), to)
	return name, ok && c.byID[try.u.id] == nil
}

// plainName is a name that may stand in a link as it is.
var plainName = regexp.MustCompile(`^[\pL\pM\pN._/~-]+$`)

// linkTo is what names a file in a text.
func linkTo(name string) catalog.Message {
	address := name
	switch {
	case !plainName.MatchString(name) && strings.ContainsAny(name, "<>%#?&\\:"):
		address = (&url.URL{Path: name}).EscapedPath()
	case !plainName.MatchString(name):
		address = "<" + name + ">"
	}
	if picture.Named(name) || slices.Contains([]string{".svg", ".gif"}, strings.ToLower(path.Ext(name))) {
		return catalog.Say("![what it shows](%s)", address)
	}
	return catalog.Say("[what it is](%s)", norm.NFC.String(address))
}
