package content

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gosimple/slug"

	"parvis/generator/fields"
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
	Campaign    *Campaign
	Page        *Page
	Translation *Translation
	Problems    []source.Diagnostic
	late        []source.Diagnostic // what is late if no outcome names the entry; see settle
	id          string              // set as soon as the file's place is known to be in order
}

// folders are the folders that hold Markdown, by name.
var folders = fields.Texts(fields.Folders)

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
func Parse(f *source.File, rel string, s *Settings) *Unit { return parse(f, rel, s, markdown.Read) }

// parse is Parse with the way in which stories are read.
func parse(f *source.File, rel string, s *Settings, read func(source.Span, source.Report) markdown.Doc) *Unit {
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
	m.DayFirst(s.DayFirst())
	if d, elsewhere := p.otherKind(m, folder, rel); elsewhere && (lang == "" || lang == s.Language) {
		p.report(d)
		return p.u
	}
	p.head.Body = read(block.Body, p.report)
	if lang != "" && lang != s.Language {
		m.DescribeTexts(folder.Fields())
		p.u.Translation = p.translation(m, lang, folder)
	} else {
		m.Describe(folder.Fields())
		p.original(m, folder)
	}
	m.Close()
	m.Release()
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
	e.dropUnreadable()
}

// original reads a file that is no translation.
func (p *parser) original(m *frontmatter.Map, folder Kind) {
	switch folder {
	case fields.People:
		p.u.Person = p.person(m)
		p.placeholders()
		p.exampleLeft(p.u.Person.Name)
	case fields.Partners:
		p.u.Partner = p.partner(m)
		p.placeholders()
		p.exampleLeft(p.u.Partner.Name)
	case fields.Newsletters:
		n := p.newsletter(m)
		p.u.Newsletter = n
		p.placeholders(append(n.Verdict.labelled(), labelled{"title", n.Title}, labelled{"purpose", n.Purpose}, labelled{"question", n.Question},
			labelled{"text", n.Practice})...)
		p.exampleLeft(n.Title)
	case fields.Campaigns:
		v := p.campaign(m)
		p.u.Campaign = v
		p.placeholders(labelled{"title", v.Title}, labelled{"message", v.Message})
		p.exampleLeft(v.Title)
	case fields.Pages:
		p.u.Page = &Page{
			Title:  m.Text("title", frontmatter.Required),
			Pitch:  m.Text("pitch", frontmatter.Optional),
			Layout: m.Text("layout", frontmatter.Optional),
			Head:   p.draft(m),
		}
		p.placeholders(labelled{"title", p.u.Page.Title}, labelled{"pitch", p.u.Page.Pitch})
	default:
		p.u.Entry = p.entry(m, folder)
	}
}

// draft reads the field that every kind has and returns the head.
func (p *parser) draft(m *frontmatter.Map) Head {
	v := m.Bool("draft")
	p.head.Draft = v.OK() && v.V // a word that has to be written otherwise makes no warnings of errors
	return p.head
}

// place works out a file's id and language from where it lies.
func (p *parser) place(f *source.File, rel string) (folder Kind, lang string, ok bool) {
	parts := strings.Split(rel, "/")
	folder = Kind(parts[0])
	top := f.Span(0, min(3, len(f.Text)))
	if len(parts) == 1 || !slices.Contains(folders, parts[0]) {
		p.report(misplaced(f, rel, parts))
		return "", "", false
	}
	match := fileName.FindStringSubmatch(path.Base(rel))
	name, lang := match[1], match[2]
	dir := path.Dir(rel)
	ownFolder := name == "index" && len(parts) > 2
	if ownFolder {
		name = path.Base(dir)
	}
	good := idForm.MatchString(name)
	if folder == fields.Newsletters {
		good = monthForm.MatchString(name)
	}
	if !good {
		p.report(p.badName(top, folder, rel, name, lang))
		return "", "", false
	}
	if lang != "" && p.s.unreadLanguages && !slices.Contains(p.s.Languages, lang) {
		return "", "", false
	}
	if lang != "" && !slices.Contains(p.s.Languages, lang) {
		p.report(
			ruleLanguageUnknown.At(top, "this is a translation into %q, a language that the site does not have", lang).
				To("add %s to “languages” in site.yaml, or take the file out", lang),
		)
		return "", "", false
	}
	p.u.id = parts[0] + "/" + name
	p.head = Head{ID: p.u.id, Slug: name, File: f, Path: rel, Dir: dir, OwnFolder: ownFolder}
	return folder, lang, true
}

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

// slugOf turns any text into part of an address; "" when no letter is left.
func slugOf(s string) string { return slug.Make(s) }

func (p *parser) person(m *frontmatter.Map) *Person {
	out := &Person{
		Name: m.Text("name", frontmatter.Required), Role: m.Text("role", frontmatter.Required), elected: m.Bool("elected"),
		From: m.Period("from", frontmatter.Optional), Until: m.Period("until", frontmatter.Optional),
		Portrait: m.File("portrait", frontmatter.Optional), Alt: m.Text("alt", frontmatter.Optional), Head: p.draft(m),
	}
	out.Elected = out.elected.V
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
		Name: m.Text("name", frontmatter.Required), Type: m.Choice("kind", frontmatter.Required, fields.PartnerKinds...),
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
	out.Verdict = p.verdict(m)
	return out
}

// translation reads the texts of a file in another language.
func (p *parser) translation(m *frontmatter.Map, lang string, kind Kind) *Translation {
	t := &Translation{Lang: lang, Of: p.head.ID, texts: map[place]Text{}, lists: map[string]written{}}
	p.translated(m, t, place{}, fields.Translatable(kind.Fields()), kind == fields.Newsletters || kind == fields.Pages || kind == fields.Campaigns)
	plain := func(field string) Text { return t.texts[place{field: field}] }
	in := func(group, field string) Text { return t.texts[place{list: group, n: grouped, field: field}] }
	t.Title, t.Pitch, t.Purpose = plain("title"), plain("pitch"), plain("purpose")
	t.WhyInPerson, t.Difficulties = plain("why_in_person"), plain("difficulties")
	t.Role, t.Question, t.Practice, t.Message = plain("role"), plain("question"), in("best_practice", "text"), plain("message")
	t.Benefit, t.Who, t.Where = in("local_impact", "benefit"), in("local_impact", "who"), in("local_impact", "where")
	switch {
	case kind == fields.People:
		t.Title = plain("alt")
	case kind == fields.Partners:
		t.Title, t.City = plain("name"), plain("city")
	case kind == fields.Campaigns:
		p.messageLength(t.Message, MaxMessageWords+4)
	case kind.IsEntry():
		if t.Benefit.Given || t.Benefit.Bad { // else the first language's is shown
			t.stated = p.judge(t.Benefit, kind, t.Title, t.Pitch, t.Purpose)
		}
		p.pitchLength(t.Pitch, maxPitchWords+5)
		p.purpose(t.Purpose)
	}
	p.placeholders(labelled{"title", t.Title}, labelled{"pitch", t.Pitch}, labelled{"purpose", t.Purpose}, labelled{"explanation", in("cost", "explanation")},
		labelled{"reason", plain("reason")}, labelled{"question", t.Question}, labelled{"text", t.Practice},
		labelled{"we_did", in("verdict", "we_did")}, labelled{"message", t.Message})
	t.Head = p.head
	return t
}
