package content

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gosimple/slug"

	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// Unit is what one file holds, one of the pointers being set, and what is
// wrong with it by itself. All are nil when the file could not be read.
type Unit struct {
	File        *source.File
	Entry       *Entry
	Person      *Person
	Partner     *Partner
	Newsletter  *Newsletter
	Page        *Page
	Translation *Translation
	Problems    []source.Diagnostic
	late        []source.Diagnostic // what is late if no outcome names the entry; see settle
	id          string              // set as soon as the file's place is known to be in order
}

// folders are the folders that hold Markdown, by name.
var folders = []string{"trips", "agreements", "outcomes", "newsletters", "people", "partners", "pages"}

// fileName splits a file's name into its slug and language: ravenna.fr.md.
var fileName = regexp.MustCompile(`(?s)^(.*?)(?:\.([a-z]{2}))?\.(?i:md)$`)

// parser reads one file.
type parser struct {
	s    *Settings
	u    *Unit
	head Head
}

func (p *parser) report(d source.Diagnostic) { p.u.Problems = append(p.u.Problems, d) }

// Parse reads one Markdown file, whose path below the content folder is
// given, by the settings of its city. It never fails: what is wrong stands in
// the unit.
func Parse(f *source.File, rel string, s *Settings) *Unit {
	p := &parser{s: s, u: &Unit{File: f}}
	defer func() { source.Sort(p.u.Problems) }()
	folder, lang, ok := p.place(f, rel)
	if !ok {
		return p.u
	}
	block, ok := frontmatter.Split(f, p.report)
	if !ok {
		return p.u
	}
	p.head.Fence = block.Fence
	m := frontmatter.Load(block.YAML, block.Fence, p.report)
	if m == nil {
		return p.u
	}
	p.head.Body = markdown.Read(block.Body, p.report)
	if lang != "" && lang != s.Language {
		p.u.Translation = p.translation(m, lang, folder)
	} else {
		p.original(m, folder)
	}
	m.Close()
	return p.u
}

// settle fills in what follows from the day for which the site is made.
func (u *Unit) settle(s *Settings, today time.Time) {
	e := u.Entry
	if e == nil {
		return
	}
	if e.Trip != nil && !e.Trip.Status.OK() {
		e.Trip.Status.V = "planned"
		if end := e.End(); !end.IsZero() && end.Before(today) {
			e.Trip.Status.V = "completed"
		}
	}
	// Severities are the check's matter: it reports all of this again.
	alone := &checker{Set: &Set{settings: &Settings{ReportDays: s.ReportDays, FinalCostDays: s.FinalCostDays, DormantMonths: s.DormantMonths}, today: today}}
	alone.unhappen(e)
	u.Problems, alone.found = append(u.Problems, alone.found...), nil
	alone.deadlines(e)
	u.late, alone.found = alone.found, nil
	alone.pendingCost(e)
	u.Problems = append(u.Problems, alone.found...)
	source.Sort(u.Problems)
	e.legible()
}

// original reads a file that is no translation.
func (p *parser) original(m *frontmatter.Map, folder string) {
	switch folder {
	case "people":
		p.u.Person = p.person(m)
		p.placeholders()
		p.exampleLeft(p.u.Person.Name)
	case "partners":
		p.u.Partner = p.partner(m)
		p.placeholders()
		p.exampleLeft(p.u.Partner.Name)
	case "newsletters":
		n := p.newsletter(m)
		p.u.Newsletter = n
		p.placeholders(labelled{"title", n.Title}, labelled{"purpose", n.Purpose}, labelled{"question", n.Question}, labelled{"text", n.Practice})
		p.exampleLeft(n.Title)
	case "pages":
		p.u.Page = &Page{Title: m.Text("title", frontmatter.Required), Pitch: m.Text("pitch", frontmatter.Optional), Head: p.draft(m)}
		p.placeholders(labelled{"title", p.u.Page.Title}, labelled{"pitch", p.u.Page.Pitch})
	default:
		p.u.Entry = p.entry(m, Kind(folder))
	}
}

// draft reads the field that every kind has and returns the head.
func (p *parser) draft(m *frontmatter.Map) Head {
	p.head.Draft = m.Bool("draft").V
	return p.head
}

// place works out a file's id and language from where it lies.
func (p *parser) place(f *source.File, rel string) (folder, lang string, ok bool) {
	parts := strings.Split(rel, "/")
	folder = parts[0]
	top := f.Span(0, min(3, len(f.Text)))
	if len(parts) == 1 || !slices.Contains(folders, folder) {
		d := ruleFileMisplaced.At(top, "this file lies outside the folders that are read")
		if near := frontmatter.Nearest(folder, folders); near != "" && len(parts) > 1 {
			d = d.To("move it to %q", near)
		}
		p.report(d)
		return "", "", false
	}
	match := fileName.FindStringSubmatch(path.Base(rel))
	name, lang := match[1], match[2]
	dir := path.Dir(rel)
	own := name == "index" && len(parts) > 2
	if own {
		name = path.Base(dir)
	}
	good := idForm.MatchString(name)
	if folder == "newsletters" {
		good = monthForm.MatchString(name)
	}
	if !good {
		d := ruleIDForm.At(top, "the file name %q cannot be part of an address", name)
		if folder == "newsletters" {
			d = ruleIDForm.At(top, "the file name %q is not a month", name).To("name the file after its month, such as 2026-10.md")
		} else if s := slugOf(name); s != "" {
			d = d.To("name it %q", s)
		}
		p.report(d)
		return "", "", false
	}
	if lang != "" && p.s.unreadLanguages && !slices.Contains(p.s.Languages, lang) {
		return "", "", false
	}
	if lang != "" && !slices.Contains(p.s.Languages, lang) {
		p.report(ruleLanguageUnknown.At(top, "this is a translation into %q, a language that the site does not have", lang).To("add %s to “languages” in site.yaml, or take the file out", lang))
		return "", "", false
	}
	p.u.id = folder + "/" + name
	p.head = Head{ID: folder + "/" + name, Slug: name, File: f, Path: rel, Dir: dir, Own: own}
	return folder, lang, true
}

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// slugOf turns any text into part of an address; "" when no letter is left.
func slugOf(s string) string { return slug.Make(s) }

func (p *parser) person(m *frontmatter.Map) *Person {
	out := &Person{
		Name: m.Text("name", frontmatter.Required), Role: m.Text("role", frontmatter.Required), Elected: m.Bool("elected").V,
		From: m.Period("from", frontmatter.Optional), Until: m.Period("until", frontmatter.Optional),
		Portrait: m.File("portrait", frontmatter.Optional), Alt: m.Text("alt", frontmatter.Optional), Head: p.draft(m),
	}
	if out.Portrait.OK() && !out.Alt.OK() && !out.Alt.Bad {
		p.report(ruleAltMissing.At(out.Portrait.At, "the portrait has no text alternative").To("add “alt: …”, saying who is seen"))
	}
	if out.From.OK() && out.Until.OK() && out.Until.V.End().Before(out.From.V.Start) {
		p.report(ruleDateOrder.At(out.Until.At, "the term ends before it begins").See(out.From.At, "it begins here"))
		out.Until.Bad = true
	}
	return out
}

func (p *parser) partner(m *frontmatter.Map) *Partner {
	out := &Partner{
		Name: m.Text("name", frontmatter.Required), Type: m.Choice("kind", frontmatter.Required, "city", "region", "network", "organisation", "university"),
		City: m.Text("city", frontmatter.Optional), Country: readCountry(m, "country", frontmatter.Optional),
		Lat: m.Coordinate("lat", 90), Lon: m.Coordinate("lon", 180), Since: m.Period("since", frontmatter.Optional), Head: p.draft(m),
	}
	bothCoordinates(m, out.Lat, out.Lon)
	elsewhere(out.Country, out.Lat, out.Lon, p.report)
	return out
}

// bothCoordinates wants a latitude and a longitude, or neither.
func bothCoordinates(m *frontmatter.Map, lat, lon frontmatter.Value[float64]) {
	if lat.OK() != lon.OK() && !lat.Bad && !lon.Bad {
		has, lacks, at := "lat", "lon", lat.At
		if lon.OK() {
			has, lacks, at = "lon", "lat", lon.At
		}
		m.Report(ruleCoordinates.At(at, "%q is written without %q", has, lacks).To("add %q, or take %q out", lacks+": …", has))
	}
}

func (p *parser) newsletter(m *frontmatter.Map) *Newsletter {
	month, _ := time.Parse("2006-01", p.head.Slug)
	out := &Newsletter{
		Month: month, Title: m.Text("title", frontmatter.Required), SignedBy: m.Code("signed_by", frontmatter.Optional),
		Purpose: m.Text("purpose", frontmatter.Optional), Features: m.Codes("features", frontmatter.Optional),
		Question: m.Text("question", frontmatter.Optional), Number: m.Whole("number", frontmatter.Optional, 1), Head: p.draft(m),
	}
	if b := m.Map("best_practice", frontmatter.Optional); b != nil {
		out.PracticeFrom, out.Practice = b.Code("from", frontmatter.Optional), b.Text("text", frontmatter.Required)
		b.Close()
	}
	return out
}

func (p *parser) translation(m *frontmatter.Map, lang, folder string) *Translation {
	t := &Translation{Lang: lang, Of: p.head.ID}
	switch folder {
	case "people":
		t.Role = m.Text("role", frontmatter.Optional)
		t.Title = m.Text("alt", frontmatter.Optional)
	case "partners":
		t.Title = m.Text("name", frontmatter.Optional)
	case "newsletters":
		t.Title, t.Purpose, t.Question = m.Text("title", frontmatter.Required), m.Text("purpose", frontmatter.Optional), m.Text("question", frontmatter.Optional)
		if b := m.Map("best_practice", frontmatter.Optional); b != nil {
			t.Practice = b.Text("text", frontmatter.Optional)
			p.noFacts(b)
			b.Close()
		}
	case "pages":
		t.Title, t.Pitch = m.Text("title", frontmatter.Required), m.Text("pitch", frontmatter.Optional)
	default:
		p.entryTranslation(m, t)
		if t.Benefit.Given || t.Benefit.Bad { // else the first language's is shown
			t.stated = p.judge(t.Benefit, Kind(folder), t.Title, t.Pitch, t.Purpose)
		}
		p.pitchLength(t.Pitch, maxPitchWords+5)
		p.purpose(t.Purpose)
	}
	p.noFacts(m)
	p.placeholders(labelled{"title", t.Title}, labelled{"pitch", t.Pitch}, labelled{"purpose", t.Purpose}, labelled{"explanation", t.texts[place{"cost", "", grouped, "explanation"}]},
		labelled{"reason", t.texts[place{field: "reason"}]}, labelled{"question", t.Question}, labelled{"text", t.Practice})
	t.Head = p.head
	return t
}
