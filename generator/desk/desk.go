// Package desk is where an editor writes in a browser: forms in the place of front
// matter, the page beside them as it will be, and the problems at their fields.
//
// A form is made of the table of fields and of the values of one file (form.go, composed.go, and sent.go for what comes back). What is
// typed is put into the file's text value by value, so that all else in it stays as it
// is (package splice), and held until it is saved, in memory (work.go) and beside the
// content (aside.go): the site beside the form is that of the folder with what is not
// saved yet lying over it. Saving writes the file if it is still what the form began
// with (write.go); else what both changed is put together, and where both changed the
// same, nothing is written and that is said (merge.go). What the file said before is kept
// (store.go), shown and put back (versions.go). What is deleted is moved there as it is (delete.go),
// unless others name it (doomed.go), and brought back from there. What is to be published and has an error
// is not saved: that is the gate. The site is published from there too: what changes for
// readers is said first, and only what somebody has read is sent (publish.go).
//
// The server answers this machine alone, as the local server does of which it is part
// (package devserver); besides, its addresses have a secret in them, so that no other
// page can send it anything, and its pages run no script and take no style but its own.
package desk

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/devserver"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/newentry"
	"parvis/generator/picture"
	"parvis/generator/source"
	"parvis/generator/splice"
	"parvis/themes"
)

//go:embed client
var client embed.FS

// Config says for whom the desk stands.
type Config struct {
	Root *os.Root // of the content folder
	// City reads the city from a folder, as its editor's language has it.
	City  func(fs.FS) (*newentry.City, error)
	Words *catalog.Language
	// Job is what is to be made of the content; nil where nothing is made but the site.
	Job func() (generator.Job, error)
	// Publishing says how the site is published; nil where it is not from here.
	Publishing *Publishing
	// Chromium prints what is made; "" where this machine has none.
	Chromium string
	// Secret is that of the page with which it began (Start); "" for a new one.
	Secret string
}

// Desk answers the browser.
type Desk struct {
	pulse
	config  Config
	secret  string
	pages   *template.Template
	work    *work
	changed chan string
	// pictures are those that came and wait for their words.
	pictures    darkroom
	publication publication

	mu    sync.Mutex
	found map[string]counts   // by file, as the last look at the whole city has it
	whole []source.Diagnostic // all that it has found
	read  *newentry.City      // the city as it was read last; nil when it has changed since
	// offered is what it offers to choose from, by field.
	offered map[string][]option
	letter  fs.FS // the page of a letter that was made last, and what it needs
}

// counts are how many problems a file has.
type counts struct{ Errors, Warnings int }

// New returns a desk, whose addresses nobody can guess.
func New(c Config) (*Desk, error) {
	d := &Desk{config: c, secret: cmp.Or(c.Secret, newSecret()), work: newWork(c.Root), changed: make(chan string, 64), found: map[string]counts{}}
	var err error
	d.pages, err = pagesIn(c.Words)
	d.work.resume()
	return d, err
}

// End lets go of what is kept aside: it is taken up again at the next start. Publishing is
// stopped.
func (d *Desk) End() {
	d.publication.stop(mostStopping)
	d.work.end()
}

// Unsaved are the files of which something is not saved.
func (d *Desk) Unsaved() []string { return d.work.waiting() }

// Path is where its addresses begin, with the secret.
func (d *Desk) Path() string { return pathOf(d.secret) }

func pathOf(secret string) string { return devserver.DeskPath + secret + "/" }

// Content is the folder with what is not saved yet.
func (d *Desk) Content() fs.FS { return d.work.Over() }

// Changed tells of files that look other than they lie on the disk.
func (d *Desk) Changed() <-chan string { return d.changed }

// Note takes up what a look at the whole city has found, after these files had changed;
// all tells that any may have.
func (d *Desk) Note(found []source.Diagnostic, changed []string, all bool) {
	if all || slices.ContainsFunc(changed, func(name string) bool { return !d.work.unsaved(name) }) {
		d.forget()
	}
	d.count(found)
}

// forget has the city read again when it is asked for.
func (d *Desk) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.read = nil
}

// city is the city as it is, with what is not saved yet.
func (d *Desk) city() (*newentry.City, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.read != nil {
		return d.read, nil
	}
	c, err := d.config.City(d.Content())
	if err == nil {
		d.read, d.offered = c, map[string][]option{}
	}
	return c, err
}

// count counts what was found by file.
func (d *Desk) count(found []source.Diagnostic) {
	all := map[string]counts{}
	for _, x := range found {
		if x.At.File == nil {
			continue
		}
		c := all[x.At.File.Path]
		if x.Severity == source.Error {
			c.Errors++
		} else {
			c.Warnings++
		}
		all[x.At.File.Path] = c
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.found, d.whole = all, found
}

// mostSent is how many bytes a form may send: what a file may have, and what it takes
// more in an address's manner of writing.
const mostSent = 3*frontmatter.MaxSize + 1<<20

// ServeHTTP answers one request.
func (d *Desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w)
	rest, ok := strings.CutPrefix(r.URL.Path, d.Path())
	if !ok {
		http.NotFound(w, r) // nothing tells that there is a desk
		return
	}
	d.beat()
	action, name, _ := strings.Cut(rest, "/")
	most := int64(mostSent)
	if action == "upload" {
		most += picture.MostBytes
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	switch {
	case r.Method == http.MethodGet && rest == "":
		d.showHome(w, r)
	case d.servePicture(w, r, action, name), d.serveDeleting(w, r, action, name):
	case r.Method == http.MethodGet && rest == "alive":
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodGet && ours(rest):
		serveOurs(w, r, rest)
	case r.Method == http.MethodGet && action == "edit":
		d.showForm(w, r, name, sent{})
	case r.Method == http.MethodGet && action == "versions":
		d.showVersions(w, r, name)
	case r.Method == http.MethodGet && action == "letter":
		d.showLetter(w, r, name)
	case r.Method == http.MethodGet && action == "sheet":
		d.showSheet(w, r, name)
	case action == "publish":
		d.publishing(w, r, name)
	case r.Method != http.MethodPost:
		http.NotFound(w, r)
	case action == "try":
		d.try(w, r, name)
	case action == "save":
		d.save(w, r, name)
	case action == "mend":
		d.mend(w, r, name)
	case action == "drop":
		d.drop(w, r, name)
	case action == "restore":
		d.restore(w, r, name)
	case action == "approve":
		d.approve(w, r, name)
	case action == "new":
		d.begin(w, r, name)
	default:
		http.NotFound(w, r)
	}
}

// guard has the browser run no script and take no style of a page but ours, whatever is in
// it, and show it within no other.
func guard(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "+
		"frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	w.Header().Set("Referrer-Policy", "same-origin") // without one, a form would not say where it comes from
}

// ours tells whether a name is that of a script or a style of the desk.
func ours(name string) bool {
	return !strings.Contains(name, "/") && (path.Ext(name) == ".js" || path.Ext(name) == ".css")
}

// serveOurs sends a script or a style; the colours are those of the site.
func serveOurs(w http.ResponseWriter, r *http.Request, name string) {
	if name == "palette.css" {
		http.ServeFileFS(w, r, themes.Chartres(), "assets/"+name)
		return
	}
	http.ServeFileFS(w, r, client, "client/"+name)
}

func (d *Desk) to(w http.ResponseWriter, r *http.Request, rest string) {
	http.Redirect(w, r, (&url.URL{Path: d.Path() + rest}).String(), http.StatusSeeOther)
}

// tell has the site beside the form made anew.
func (d *Desk) tell(name string) {
	select {
	case d.changed <- name:
	default: // it will be, for one of those that wait
	}
}

// fail answers that something is not there, or that the machine refused.
func (d *Desk) fail(w http.ResponseWriter, err error) {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, errNoPaper) {
		d.show(w, http.StatusNotFound, "refused", page{Title: catalog.Say("There is nothing here").In(d.config.Words),
			Says: catalog.Fault(err, d.config.Words), Home: d.Path()})
		return
	}
	http.Error(w, catalog.Fault(err, d.config.Words), http.StatusInternalServerError)
}

// paper is a file at the desk.
type paper struct {
	kind     fields.Kind
	name     string // below the content folder
	language string // of a translation; "" for an original
	draft    draft
	file     *source.File // its text as it is being written
	// Where its fields and the text below them stand; not Readable where they cannot be
	// told apart.
	readable   bool
	start, end int
	body       source.Span
	values     splice.Value
	// moved are the names of items in what a form has sent, by those that they have in the
	// file where nothing is written of an empty one.
	moved map[string]string
}

// errNoPaper is why a file is none of those that are written here.
var errNoPaper = catalog.Sentinel("this is no file of the city")

// paper opens a file as it is being written.
func (d *Desk) paper(name string) (*paper, error) {
	p, err := blankPaper(name)
	if err != nil {
		return nil, err
	}
	if p.draft, err = d.work.open(name); err != nil {
		return nil, err
	}
	p.read(p.draft.text)
	return p, nil
}

// blankPaper is a file by its name.
func blankPaper(name string) (*paper, error) {
	p := &paper{name: name}
	folder, _, _ := strings.Cut(name, "/")
	kind, known := fields.KindOf(folder)
	switch {
	case name == "site.yaml":
		p.kind = fields.Site
	case !fs.ValidPath(name) || !known || string(kind) != folder || path.Ext(name) != ".md":
		return nil, errNoPaper
	default:
		p.kind = kind
		if lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, ".md")), "."); len(lang) == 2 {
			p.language = lang
		}
	}
	return p, nil
}

// read finds the fields of a text.
func (p *paper) read(text []byte) {
	p.file = source.NewFile(p.name, text)
	p.readable = false
	unsaid := func(source.Diagnostic) {}
	if p.kind == fields.Site {
		body, ok := frontmatter.CheckText(p.file, unsaid)
		if !ok {
			return
		}
		p.start, p.end = len(text)-len(body), len(text)
	} else {
		block, ok := frontmatter.Split(p.file, unsaid)
		if !ok {
			return
		}
		p.start, p.end, p.body = block.YAML.Start, block.YAML.End, block.Body
	}
	values, err := splice.Read(text[p.start:p.end])
	p.values, p.readable = values, err == nil
}

// table are the fields that the file may have.
func (p *paper) table() []fields.Field {
	if p.language != "" {
		return fields.Translatable(p.kind.Fields())
	}
	return p.kind.Fields()
}

// original is the name of the file of which this one is a translation.
func (p *paper) original() string {
	return strings.TrimSuffix(p.name, "."+p.language+".md") + ".md"
}

// written is the text of the file with what a form has sent.
func (p *paper) written(f former, form url.Values) ([]byte, error) {
	text := p.file.Text
	if !p.readable {
		if !form.Has("raw") {
			return text, nil
		}
		return withEnds(form.Get("raw"), text), nil
	}
	body := text[p.body.Start:p.body.End]
	if form.Has("body") && p.kind != fields.Site {
		typed := strings.ReplaceAll(form.Get("body"), "\r\n", "\n")
		if was := plainEnds(body); strings.TrimSpace(typed) != strings.TrimSpace(was) {
			lead := was[:len(was)-len(strings.TrimLeft(was, "\n"))]
			body = withEnds(lead+strings.Trim(typed, "\n")+"\n", text)
		}
	}
	whole := slices.Concat(text[:p.body.Start], body)
	if p.kind == fields.Site {
		whole = text
	}
	return splice.Apply(whole, p.start, p.end, f.read(p.table(), p.values, form, "f."))
}

func plainEnds(b []byte) string { return strings.ReplaceAll(string(b), "\r\n", "\n") }

// withEnds is a text with the line ends of a file.
func withEnds(s string, file []byte) []byte {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if bytes.Contains(file, []byte("\r\n")) {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	return []byte(s)
}

func (d *Desk) state(unsaved bool) string {
	if err := d.work.trouble(); unsaved && err != nil {
		return catalog.Say("Not saved yet, and it could not be kept aside: %v", err).In(d.config.Words)
	}
	if unsaved {
		return catalog.Say("Not saved yet").In(d.config.Words)
	}
	return catalog.Say("Everything is saved").In(d.config.Words)
}

// take puts what a form has sent into the file that is being written.
func (d *Desk) take(r *http.Request, name string) (*paper, *newentry.City, error) {
	if err := r.ParseForm(); err != nil {
		return nil, nil, err
	}
	p, err := blankPaper(name)
	if err != nil {
		return nil, nil, err
	}
	base, known := d.work.text(r.PostForm.Get("base"))
	shown, knownToo := d.work.text(r.PostForm.Get("shown"))
	if !known || !knownToo {
		return nil, nil, errStale
	}
	c, err := d.city()
	if err != nil {
		return nil, nil, err
	}
	p.read(shown)
	f := d.former(c, p.kind)
	text, err := p.written(f, r.PostForm)
	if err != nil {
		return nil, nil, err
	}
	p.draft = draft{base, text}
	d.work.set(name, p.draft)
	d.tell(name)
	d.reckon()
	p.read(text)
	p.moved = f.moved
	return p, c, nil
}

// errStale is why a form is not taken: it is not known of which text it was made, as when
// the desk was started again.
var errStale = catalog.Sentinel("this form is an old one; copy what you have typed, and load the page again")
