package site

import (
	"fmt"
	"html/template"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/ledger"
	"parvis/generator/source"
)

// Home is the front page.
type Home struct {
	*Frame
	Heading    string // the pitch's first sentence
	Lead       string // the rest of it
	Figures    []Figure
	Coin       *Coin     // of this year, nil where there is none
	NoCoin     string    // said in its place
	Rose       SmallRose // with the goals that entries serve
	Goals      string    // how many these are
	Issues     []Term
	Letter     *Letter
	Promises   Promises
	Map        Map
	Coming     []AgendaItem // the next
	Latest     []Card
	AllEntries string
}

// Promises is a picture of all promises: one pane each.
type Promises struct {
	Window template.HTML
	Says   string
	Recent []Promise
}

func (s *Site) home(l *lang, f *Frame) *Home {
	f.Title, f.Front = f.SiteTitle, true
	f.Linked = linked(s.siteThing(l, f))
	v := &Home{Frame: f, Heading: f.Description, Issues: s.issueTerms(l), Promises: s.promises(l), Map: s.cityMap(l, mapFewBytes, mapFewBeside)}
	if v.Heading == "" {
		v.Heading = f.SiteTitle
	}
	if first, rest, found := strings.Cut(v.Heading, ". "); found {
		v.Heading, v.Lead = first+".", rest
	}
	v.Figures = s.homeFigures(l)
	v.Rose = l.smallRose(s.served()...)
	v.Goals = l.count("home.goals", len(v.Rose.Petals))
	year := s.Set.Today().Year()
	if v.Coin = s.coin(l, year); v.Coin == nil {
		v.NoCoin = s.noCoin(l, year)
	} else {
		for i := range v.Issues {
			v.Coin.mark(&v.Issues[i])
		}
	}
	if letters := s.Set.Newsletters(); len(letters) > 0 {
		v.Letter = s.letter(l, letters[len(letters)-1], 2)
	}
	v.Latest = s.cards(l, s.ledger.Begun(5))
	ahead := s.ledger.Ahead()
	v.Coming = s.agendaItems(l, ahead[:min(mostComing+2, len(ahead))])
	v.AllEntries = l.count("home.all", len(s.Set.Entries()))
	return v
}

// homeFigures are four figures with their meaning. What there is none of is
// left out.
func (s *Site) homeFigures(l *lang) []Figure {
	var out []Figure
	year := s.Set.Today().Year()
	if sum := s.ledger.Account(ledger.OfYear(year)); len(sum.Spent)+len(sum.Ahead) > 0 {
		note := l.word("home.each-note", "amount", l.money(sum.City), "residents", l.residents())
		out = append(out, Figure{Value: l.perResident(sum.City), Label: l.word("home.each"), Href: l.href(fmt.Sprintf("/costs/%d/", year)),
			Note: note + l.more(append(l.openNotes(sum), l.plannedNote(sum)...))})
	}
	if done, reported := s.ledger.Reported(); done > 0 {
		note := l.word("home.all-reported")
		if reported < done {
			note = l.word("home.reported-note")
		}
		out = append(out, Figure{Value: l.word("home.of", "n", l.Number(int64(reported)), "all", l.Number(int64(done))), Label: l.word("home.reported"),
			Href: l.href("/trips/"), Note: note})
	}
	if all := len(s.ledger.Promises("")); all > 0 {
		count := ledger.CountStatus(s.ledger.Promises(""))
		note := l.word("home.none-late")
		if count[ledger.Late] > 0 {
			note = l.count("home.kept-note", count[ledger.Late])
		}
		out = append(out, Figure{Value: l.word("home.of", "n", l.Number(int64(count[ledger.Kept])), "all", l.Number(int64(all))),
			Label: l.word("home.kept"), Href: l.href("/promises/"), Note: note})
	}
	if n := s.Set.MonthsWithoutGap(); n > 0 {
		out = append(out, Figure{Value: l.Number(int64(n)), Label: l.count("home.months", n), Href: l.href("/newsletter/"), Note: s.lettersNote(l)})
	}
	return out
}

// promises draws all promises, and tells of those that are late or were
// dropped, and of the latest kept.
func (s *Site) promises(l *lang) Promises {
	list := s.ledger.Promises("")
	count := ledger.CountStatus(list)
	out := Promises{Window: l.promiseWindow(list, count)}
	if len(list) > 0 {
		out.Says = l.word("home.promises-say", "n", l.Number(int64(count[ledger.Kept])), "all", l.Number(int64(len(list))))
	}
	for _, status := range []ledger.Status{ledger.Late, ledger.Dropped, ledger.Kept} {
		for _, x := range list {
			if x.Status == status && len(out.Recent) < 4 {
				out.Recent = append(out.Recent, s.promiseOf(l, x))
			}
		}
	}
	return out
}

// Rules is the page of the published rules.
type Rules struct {
	*Frame
	Heading, Intro string
	Rules          []RuleView
	Find           *Find
	Pager          Pager
}

// RuleView is one rule with its severity in this city.
type RuleView struct {
	Name, Severity, Class string
	Says, Why, Fix        Str
	Bad, Good             string
	Locked                bool
}

// rulesPerPage is how many rules one page shows, so that it stays light.
const rulesPerPage = 30

func (s *Site) rules(l *lang, f *Frame, p Pager, find *Find) *Rules {
	f.Code = "" // see Frame
	v := &Rules{Frame: f, Heading: l.word("rules.title"), Intro: l.word("rules.intro"), Pager: p, Find: find}
	f.titled(pageTitle(l, v.Heading, p))
	f.Description = v.Intro
	words := catalog.For(l.Lang())
	for _, r := range content.Rules()[p.From:p.To] {
		severity := s.Set.Settings().SeverityOf(r)
		class := map[source.Severity]string{source.Error: "late", source.Warning: "warn", source.Off: "gone"}[severity]
		says, why, fix := r.In(words)
		bad, good := examples(content.ShownExample(r.Bad, words), content.ShownExample(r.Good, words))
		v.Rules = append(v.Rules, RuleView{Name: r.Name, Severity: l.word("severity." + severity.String()), Class: class, Locked: r.Locked,
			Says: pageText(says), Why: pageText(why), Fix: pageText(fix),
			Bad: bad, Good: good})
	}
	return v
}

// examples are a rule's two examples as a page shows them. What cannot be
// seen in a text stands there by its number; a space that is not the keyboard's
// only where that is all that tells the two apart. Two that look alike still
// differ in what a page cannot show, such as the bytes of a picture: neither
// would tell a reader anything.
func examples(bad, good string) (b, g string) {
	b, g = example(bad, ""), example(good, "")
	if odd := "\u00a0\u2007\u202f"; plainSpaces.Replace(b) == plainSpaces.Replace(g) {
		b, g = example(bad, odd), example(good, odd)
	}
	if b == g {
		return "", ""
	}
	return b, g
}

// plainSpaces has the keyboard's space for each other that looks like it.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u2007", " ", "\u202f", " ")

// example is an example's text with the numbers of signs that cannot be seen,
// and of some others, in their place.
func example(s, others string) string {
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(strings.Trim(s, " \n"), "\uFFFD") {
		if r != '\n' && r != '\t' && r != '\uFFFD' && source.Hidden(r) || strings.ContainsRune(others, r) {
			fmt.Fprintf(&out, "<U+%04X>", r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Plain is a page that the theme writes itself.
type Plain struct {
	*Frame
	Heading string
}

func (s *Site) plain(l *lang, f *Frame, name string) *Plain {
	f.titled(l.word(name + ".title"))
	f.Description = l.word(name + ".description")
	return &Plain{f, l.word(name + ".title")}
}

func (s *Site) notFound(l *lang, f *Frame) *Plain {
	f.titled(l.word("404.title"))
	return &Plain{f, l.word("404.title")}
}

// PageView is a free page.
type PageView struct {
	*Frame
	Heading, Lead Str
	Story         Prose
}

func (s *Site) prose(l *lang, f *Frame, p *content.Page) *PageView {
	t := translation(p.Translations, l)
	v := &PageView{Frame: f, Heading: l.in(t.Title, p.Title), Lead: l.in(t.Pitch, p.Pitch)}
	head := p.Head
	head.ID = p.Slug
	v.Story = l.story(&head, p.Body, t, 2)
	f.titled(v.Heading.Text)
	if v.Lead.Text != "" {
		f.Description = v.Lead.Text
	}
	return v
}
