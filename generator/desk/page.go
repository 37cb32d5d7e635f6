package desk

import (
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/splice"
	"parvis/themes"
)

// page is what a template shows.
type page struct {
	Title, Says, Home string
	Action            string // where its form is sent
	State             string
	Unsaved           bool

	// Of the first page.
	Kinds   []kindList
	Latest  []listed // what was written last
	Waiting []listed // what is not saved yet
	Sends   bool     // the site can be published from here
	Deleted deletedView
	Waits   waitsView

	// Of a form.
	File, Kind, Shown, Base string
	Raw                     string // the whole text, where its fields cannot be told apart
	First, More             []input
	HasBody                 bool
	Body, BodyLabel         string
	OriginalBody            string
	Translates              bool
	BodyProblems            []problem
	Shared                  map[string][]option // what several fields choose from
	Entries, Figures        []newentry.Choice   // to which the story may link
	Draft                   *input
	Problems                []problem
	Address                 string // of the page on the site
	Tongues                 []tongue
	Theirs                  []differing // in what others wrote
	Versions                bool        // there are earlier ones
	Deletes                 bool        // the file can be deleted
	Letter                  *letterView
	Trip                    *tripView
	Picture                 *adder // for the story; nil where it takes none

	// Of a page that takes a picture.
	Asked *asked
}

// kindList are the files of a kind.
type kindList struct {
	Kind        fields.Kind
	Label, Says string
	Ask         string // for the name of a new one
	Files       []listed
	Next        string // what makes the next one in one step; "" for nothing
}

// listed is a file on the first page.
type listed struct {
	File, Title    string
	Home           string // of the desk
	written        time.Time
	Draft, Unsaved bool
	Problems       string
}

// tongue is a language in which a file is written, or may be.
type tongue struct {
	Code, Name, File string
	There, Here      bool
}

// Missing are the languages in which a file is not written yet.
func (p page) Missing() []tongue {
	return slices.DeleteFunc(slices.Clone(p.Tongues), func(t tongue) bool { return t.There })
}

// problem is something to be said of a file.
type problem struct {
	Field, Severity   string // the name of its input; "" where it is none's
	Message, Why, Fix string
	Mend              int    // by which the edit is asked for; -1 for none
	Action            string // where it is asked for
}

// sent is what came of a form that was sent.
type sent struct {
	status int
	says   catalog.Message
	theirs []differing
}

// pagesIn are the templates in a language.
func pagesIn(l *catalog.Language) (*template.Template, error) {
	t, err := template.New("").Funcs(template.FuncMap{
		"lang":     l.Code,
		"sentence": sentence,
		"every":    pulseEvery.Milliseconds,
		"spoken": func() (string, error) {
			words := map[string]string{}
			for name, m := range scripted {
				words[name] = m.In(l)
			}
			b, err := json.Marshal(words)
			return string(b), err
		},
		"say": func(name string) (string, error) {
			m, ok := said[name]
			if !ok {
				return "", fmt.Errorf("nothing is said by the name %q", name)
			}
			return m.In(l), nil
		},
	}).ParseFS(client, "client/*.html")
	if err != nil {
		return nil, err
	}
	return t.ParseFS(themes.Chartres(), "partials/sign.html")
}

// sentence begins a message with a capital, as it stands alone here; but never a name of a
// file, an address or what somebody wrote, which would then be another.
func sentence(says string) string {
	word, _, _ := strings.Cut(says, " ")
	odd := func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("-’'", r) }
	if word == "" || strings.ContainsFunc(strings.TrimRight(word, ".,:;"), odd) {
		return says
	}
	first, size := utf8.DecodeRuneInString(says)
	return string(unicode.ToUpper(first)) + says[size:]
}

func (d *Desk) show(w http.ResponseWriter, status int, name string, p any) {
	var b strings.Builder
	if err := d.pages.ExecuteTemplate(&b, name, p); err != nil {
		d.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(b.String()))
}

// showHome shows all files.
func (d *Desk) showHome(w http.ResponseWriter, r *http.Request) {
	c, err := d.city()
	if err != nil {
		d.fail(w, err)
		return
	}
	p := page{Title: c.Settings().City.V, Home: d.Path(), Sends: d.config.Publishing != nil, Deleted: d.deletedView(c, r.URL.Query().Get("deleted"))}
	p.Waits = d.waits(c)
	for _, name := range d.Unsaved() {
		if one, err := d.paper(name); err == nil {
			p.Waiting = append(p.Waiting, listed{File: name, Title: d.titleOf(one)})
		}
	}
	for _, kind := range fields.Folders {
		k := kindList{Kind: kind, Label: kind.Many().In(d.config.Words.Code()), Says: kind.Says().In(d.config.Words.Code()),
			Ask: kind.Fields()[0].Label.In(d.config.Words.Code())}
		for _, u := range c.Units() {
			if l, ok := d.listed(u, kind, c); ok {
				k.Files = append(k.Files, l)
			}
		}
		if kind.IsEntry() || kind == fields.Newsletters {
			slices.Reverse(k.Files)
		}
		if kind == fields.Newsletters {
			k.Next = catalog.Say("Write the letter of %s", nextLetter(c)).In(d.config.Words)
		}
		p.Kinds = append(p.Kinds, k)
		p.Latest = append(p.Latest, k.Files...)
	}
	slices.SortStableFunc(p.Latest, func(a, b listed) int { return b.written.Compare(a.written) })
	p.Latest = p.Latest[:min(6, len(p.Latest))]
	d.show(w, http.StatusOK, "home", p)
}

// listed is a file of a kind; translations stand with their originals.
func (d *Desk) listed(u *content.Unit, kind fields.Kind, c *newentry.City) (listed, bool) {
	name := c.Below(u.File)
	if !strings.HasPrefix(name, string(kind)+"/") || u.Translation != nil {
		return listed{}, false
	}
	l := listed{Home: d.Path(), File: name, Title: strings.TrimSuffix(path.Base(name), ".md"), Unsaved: d.work.unsaved(name)}
	switch {
	case u.Entry != nil:
		l.Title, l.Draft = u.Entry.Title.V, u.Entry.Draft
	case u.Newsletter != nil:
		l.Title, l.Draft = u.Newsletter.Title.V+" · "+catalog.Month(u.Newsletter.Month).In(d.config.Words), u.Newsletter.Draft
	case u.Person != nil:
		l.Title, l.Draft = u.Person.Name.V, u.Person.Draft
	case u.Partner != nil:
		l.Title, l.Draft = u.Partner.Name.V, u.Partner.Draft
	case u.Campaign != nil:
		l.Title, l.Draft = u.Campaign.Title.V, u.Campaign.Draft
	case u.Page != nil:
		l.Title, l.Draft = u.Page.Title.V, u.Page.Draft
	}
	d.mu.Lock()
	n := d.found[u.File.Path]
	d.mu.Unlock()
	if info, err := fs.Stat(d.Content(), name); err == nil {
		l.written = info.ModTime()
	}
	if n.Errors+n.Warnings > 0 {
		l.Problems = catalog.Count(n.Errors+n.Warnings, "%d open", "%d open").In(d.config.Words)
	}
	return l, true
}

// showForm shows the form of a file.
func (d *Desk) showForm(w http.ResponseWriter, r *http.Request, name string, s sent) {
	p, err := d.paper(name)
	if err != nil {
		d.fail(w, err)
		return
	}
	c, err := d.city()
	if err != nil {
		d.fail(w, err)
		return
	}
	unsaved := d.work.unsaved(name)
	out := page{Title: d.titleOf(p), Home: d.Path(), File: name, Kind: p.kind.Label().In(d.config.Words.Code()),
		Shown: d.work.hand(p.draft.text), Base: d.work.hand(p.draft.base), Unsaved: unsaved, State: d.state(unsaved), Theirs: s.theirs, Address: addressOf(p),
		Versions: len(d.work.versions(name)) > 0, Deletes: p.kind != fields.Site}
	if !s.says.IsZero() {
		out.Says = s.says.In(d.config.Words)
	}
	var cost content.Cost
	if out.Problems, cost, err = d.problems(c, p); err != nil {
		d.fail(w, err)
		return
	}
	if !p.readable {
		out.Raw = plainEnds(p.draft.text)
	} else {
		d.fill(&out, p, c, cost)
	}
	out.Letter, out.Trip = d.letterOf(p, c), d.tripOf(p, c)
	d.show(w, max(s.status, http.StatusOK), "form", out)
}

// fill fills a form with the fields of a file.
func (d *Desk) fill(out *page, p *paper, c *newentry.City, cost content.Cost) {
	var original paper
	if out.Translates = p.language != ""; out.Translates {
		if o, err := d.paper(p.original()); err == nil && o.readable {
			original = *o
			out.OriginalBody = strings.TrimSpace(plainEnds([]byte(o.body.Text())))
		}
	}
	f := d.former(c, p.kind)
	all := f.form(p.table(), p.values, original.values, "f.")
	place(all, out.Problems)
	for _, in := range all {
		field, _ := fields.Find(p.table(), strings.TrimPrefix(in.Name, "f."))
		if in.Name == asPortrait && p.takesPicture(asPortrait) {
			in.Picture, in.Says = d.adder(p.name, asPortrait, in.Value), pictureWords["portrait-how"].In(d.config.Words)
		}
		switch {
		case in.Name == gateName:
			in.Closed = len(errorsOf(out.Problems)) > 0
			out.Draft = &in
		case field.Presence != fields.Optional || in.Picture != nil || p.language != "" || p.values.At(field.Name).Kind != splice.Nothing:
			out.First = append(out.First, in)
		default:
			out.More = append(out.More, in)
		}
	}
	out.Shared = f.shared
	if p.kind.IsEntry() {
		addUp(out.First, f.total(cost, d.config.Words))
	}
	if p.kind != fields.Site && p.kind != fields.People && p.kind != fields.Partners {
		out.HasBody = true
		out.Body = strings.TrimLeft(plainEnds([]byte(p.body.Text())), "\n")
		out.BodyLabel = d.bodyLabel(p.kind)
		out.Picture = d.adder(p.name, inStory, "")
		out.Entries, out.Figures = d.linked(c)
		for _, x := range out.Problems {
			if x.Field == "body" {
				out.BodyProblems = append(out.BodyProblems, x)
			}
		}
	}
	if p.kind != fields.Site {
		out.Tongues = d.tongues(p, c)
	}
}

// addUp says what the lines of a cost add up to.
func addUp(inputs []input, total string) {
	for i := range inputs {
		if in := &inputs[i]; in.Sums {
			in.Total = total
		}
		addUp(inputs[i].In, total)
		addUp(inputs[i].More, total)
	}
}

// entryTargets are all kinds of entries.
var entryTargets = func() (out []fields.Target) {
	for _, k := range fields.Entries {
		out = append(out, fields.Target(k))
	}
	return out
}()

// linked are the entries to which a story may link, and the figures that it may have of
// them and of the years.
func (d *Desk) linked(c *newentry.City) (entries, figures []newentry.Choice) {
	entries = c.Entries(entryTargets...)
	var years []string
	for _, e := range entries {
		e.Label = catalog.Say("What it cost: %s", e.Label).In(d.config.Words)
		if year := e.Find[strings.LastIndexByte(e.Find, ' ')+1:]; !slices.Contains(years, year) {
			years = append(years, year)
		}
		e.Value = "cost/" + e.Value
		figures = append(figures, e)
	}
	for _, year := range years {
		figures = append(figures, newentry.Choice{Value: "cost/" + year, Label: catalog.Say("What was spent in %s", year).In(d.config.Words)})
	}
	return entries, figures
}

// bodyLabel is what the text below the fields is called.
func (d *Desk) bodyLabel(kind fields.Kind) string {
	if kind == fields.Newsletters {
		return catalog.Say("The letter").In(d.config.Words)
	}
	return catalog.Say("The story").In(d.config.Words)
}

// tongues are the languages of the site with the file in each.
func (d *Desk) tongues(p *paper, c *newentry.City) []tongue {
	first := p.name
	if p.language != "" {
		first = p.original()
	}
	var out []tongue
	for _, code := range c.Settings().Languages {
		t := tongue{Code: code, Name: fields.LanguageName(code), File: strings.TrimSuffix(first, ".md") + "." + code + ".md"}
		if code == c.Settings().Language {
			t.File = first
		}
		_, err := d.work.open(t.File)
		t.There, t.Here = err == nil, t.File == p.name
		out = append(out, t)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// titleOf is what a file is called.
func (d *Desk) titleOf(p *paper) string {
	if p.kind == fields.Site {
		return p.kind.Label().In(d.config.Words.Code())
	}
	for _, name := range []string{"title", "name"} {
		if v := p.values.At(name); v.Kind == splice.Text && v.Text != "" {
			return v.Text
		}
	}
	if p.language != "" { // a translation that has just begun
		if o, err := d.paper(p.original()); err == nil && o.readable {
			return d.titleOf(o)
		}
	}
	return p.name
}

// addressOf is where the site shows a file.
func addressOf(p *paper) string {
	slug := strings.TrimSuffix(strings.TrimSuffix(p.name, ".md"), "."+p.language)
	slug = strings.TrimSuffix(slug, "/index")
	before := "/"
	if p.language != "" {
		before = "/" + p.language + "/"
	}
	switch p.kind {
	case fields.Site:
		return "/"
	case fields.Newsletters:
		return before + "newsletter/" + strings.TrimPrefix(slug, "newsletters/") + "/"
	case fields.Pages:
		return before + strings.TrimPrefix(slug, "pages/") + "/"
	}
	return before + slug[:strings.IndexByte(slug, '/')+1] + path.Base(slug) + "/"
}
