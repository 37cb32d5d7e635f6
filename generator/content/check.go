package content

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Options say how the content is to be checked.
type Options struct {
	// Today is the day from which deadlines are counted.
	Today time.Time
	// Drafts publishes drafts too. The gate then holds for them as for all.
	Drafts bool
	// Locales write the figures of each of the site's languages.
	Locales map[string]*i18n.Locale
	// Earlier is what is remembered from before; empty where nothing is.
	Earlier Earlier
}

// checker holds what Check works on.
type checker struct {
	*Set
	all     []*Unit
	found   []source.Diagnostic
	ids     map[string]source.Span
	drafted map[string]bool
	lists   map[string][]string // of ids, by sort; see idsOf
	// What has failed already, so that nothing is said to follow from it:
	// files that could not be read, and entries without a benefit, by id.
	unread, unstated map[string]bool
	uncounted        bool // some entry's cost could not be read
}

// Check holds all units against each other and against the published rules.
// The set is nil when an error was found.
func Check(settings *Settings, problems []source.Diagnostic, units []*Unit, folder *Folder, o Options) (*Set, []source.Diagnostic) {
	c := &checker{all: units, ids: map[string]source.Span{}, drafted: map[string]bool{}, unread: map[string]bool{}, unstated: map[string]bool{}}
	c.Set = &Set{settings: settings, today: o.Today, drafts: o.Drafts, locales: o.Locales, folder: folder, static: folder.Static, byID: map[string]*Entry{}, person: map[string]*Person{}, partner: map[string]*Partner{}}
	for _, d := range problems {
		c.report(d)
	}
	c.collect()
	c.order()
	c.gate()
	c.entryRules()
	c.newsletterRules()
	c.figures = c.count()
	c.bodies()
	c.pictures()
	c.deadlines()
	c.vanished(o.Earlier.Promises)
	c.silent(o.Earlier.Versions)
	source.Sort(c.found)
	for _, d := range c.found {
		if d.Severity == source.Error {
			return nil, c.found
		}
	}
	return c.publish(), c.found
}

// report keeps a diagnostic, at the severity that the city has chosen.
func (c *checker) report(d source.Diagnostic) {
	if s, set := c.settings.Severities[d.Rule.Name]; set && !(d.Rule.Locked && s > d.Rule.Severity) {
		d.Severity = s
	}
	if d.Severity != source.Off {
		c.found = append(c.found, d)
	}
}

// reporter returns what takes the problems of one file. Those of a draft are
// warnings, but for the locked rules' when drafts are to be published.
func (c *checker) reporter(draft bool) source.Report {
	if !draft {
		return c.report
	}
	return func(d source.Diagnostic) {
		before := len(c.found)
		c.report(d)
		if len(c.found) > before && !(d.Rule.Locked && c.drafts) {
			c.found[before].Severity = source.Warning
		}
	}
}

// collect takes up what was read, each id once, and what is wrong in it.
func (c *checker) collect() {
	drafts := map[string]bool{}
	for _, u := range c.all {
		if h := u.head(); h != nil && h.Draft {
			drafts[h.ID] = true
		}
	}
	for _, u := range c.all {
		draft := u.head() != nil && u.head().Draft || u.Translation != nil && drafts[u.Translation.Of]
		before := len(c.found)
		for _, d := range u.Problems {
			c.reporter(draft)(d)
		}
		if u.id != "" && u.head() == nil && u.Translation == nil && slices.ContainsFunc(c.found[before:], func(d source.Diagnostic) bool { return d.Severity == source.Error }) {
			c.unread[u.id] = true
		}
		c.take(u)
	}
	for _, u := range c.all {
		if u.Translation != nil {
			c.translate(u.Translation)
		}
	}
}

// head returns what the file of a unit has in common with all, or nil.
func (u *Unit) head() *Head {
	switch {
	case u.Entry != nil:
		return &u.Entry.Head
	case u.Person != nil:
		return &u.Person.Head
	case u.Partner != nil:
		return &u.Partner.Head
	case u.Newsletter != nil:
		return &u.Newsletter.Head
	case u.Page != nil:
		return &u.Page.Head
	}
	return nil
}

func (c *checker) take(u *Unit) {
	h := u.head()
	if h == nil {
		return
	}
	if first, taken := c.ids[h.ID]; taken {
		c.report(ruleIDDuplicate.At(h.Fence, "two files have the id %q", h.ID).To("rename one of the two files").See(first, "the other file"))
		return
	}
	c.ids[h.ID] = h.Fence
	c.drafted[h.ID] = h.Draft
	if h.Own {
		h.Files = c.folder.beside(h.Dir)
	}
	switch {
	case u.Entry != nil:
		c.entries = append(c.entries, u.Entry)
		c.byID[u.Entry.ID] = u.Entry
		u.Entry.Translations = map[string]*Translation{}
	case u.Person != nil:
		c.people = append(c.people, u.Person)
		c.person[h.Slug] = u.Person
		u.Person.Translations = map[string]*Translation{}
	case u.Partner != nil:
		c.partners = append(c.partners, u.Partner)
		c.partner[h.Slug] = u.Partner
		u.Partner.Translations = map[string]*Translation{}
	case u.Newsletter != nil:
		c.newsletters = append(c.newsletters, u.Newsletter)
		u.Newsletter.Translations = map[string]*Translation{}
	case u.Page != nil:
		c.pages = append(c.pages, u.Page)
		u.Page.Translations = map[string]*Translation{}
		if slices.Contains(ReservedPages, h.Slug) {
			c.report(ruleAddressTaken.At(h.Fence, "the address /%s/ is taken by a page of the site", h.Slug))
		}
	}
}

// translate joins a translation to its original.
func (c *checker) translate(t *Translation) {
	var into map[string]*Translation
	folder, slug, _ := strings.Cut(t.Of, "/")
	switch folder {
	case "people":
		if p := c.person[slug]; p != nil {
			into = p.Translations
		}
	case "partners":
		if p := c.partner[slug]; p != nil {
			into = p.Translations
		}
	case "newsletters":
		if i := slices.IndexFunc(c.newsletters, func(n *Newsletter) bool { return n.Slug == slug }); i >= 0 {
			into = c.newsletters[i].Translations
		}
	case "pages":
		if i := slices.IndexFunc(c.pages, func(p *Page) bool { return p.Slug == slug }); i >= 0 {
			into = c.pages[i].Translations
		}
	default:
		if e := c.byID[t.Of]; e != nil {
			into = e.Translations
		}
	}
	switch first := into[t.Lang]; {
	case into == nil && c.unread[t.Of]:
	case into == nil:
		c.report(ruleTranslationOrphan.At(t.Fence, "this translates %q, which does not exist", t.Of))
	case first != nil:
		c.report(ruleIDDuplicate.At(t.Fence, "two files translate %q into the same language", t.Of).To("keep one of the two files").See(first.Fence, "the other file"))
	default:
		into[t.Lang] = t
	}
}

// order sorts everything, so that no order of reading shows.
func (c *checker) order() {
	slices.SortFunc(c.entries, func(a, b *Entry) int { return cmp.Or(a.Date().Compare(b.Date()), strings.Compare(a.ID, b.ID)) })
	slices.SortFunc(c.people, func(a, b *Person) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.partners, func(a, b *Partner) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.newsletters, func(a, b *Newsletter) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range c.entries {
		e.settle(c.today)
	}
}

// settle fills in what follows from other fields.
func (e *Entry) settle(today time.Time) {
	if e.Trip != nil && absent(e.Trip.Status) {
		e.Trip.Status.V = "planned"
		if e.End().Before(today) {
			e.Trip.Status.V = "completed"
		}
	}
	if !e.Published.OK() {
		e.Published.V = e.Date()
	}
}

// publish leaves the drafts out, unless they are wanted.
func (c *checker) publish() *Set {
	if c.drafts {
		return c.Set
	}
	c.entries = slices.DeleteFunc(c.entries, func(e *Entry) bool { return e.Draft })
	c.people = slices.DeleteFunc(c.people, func(p *Person) bool { return p.Draft })
	c.partners = slices.DeleteFunc(c.partners, func(p *Partner) bool { return p.Draft })
	c.newsletters = slices.DeleteFunc(c.newsletters, func(n *Newsletter) bool { return n.Draft })
	c.pages = slices.DeleteFunc(c.pages, func(p *Page) bool { return p.Draft })
	maps.DeleteFunc(c.byID, func(_ string, e *Entry) bool { return e.Draft })
	maps.DeleteFunc(c.person, func(_ string, p *Person) bool { return p.Draft })
	maps.DeleteFunc(c.partner, func(_ string, p *Partner) bool { return p.Draft })
	return c.Set
}

// entryRules applies the rules that look at one entry and what it names.
func (c *checker) entryRules() {
	for _, e := range c.entries {
		report := c.reporter(e.Draft)
		c.advised(e, report)
		c.references(e, report)
		c.files(e, report)
		c.pendingCost(e, report)
	}
}

// advised reports fields that a good entry has.
func (c *checker) advised(e *Entry, report source.Report) {
	missing := func(rule *source.Rule, field string, place source.Span, v bool) {
		if v {
			report(rule.At(at(place, e.Fence), "%q is missing", field))
		}
	}
	missing(rulePitchMissing, "pitch", e.Pitch.At, absent(e.Pitch))
	missing(ruleOfficialMissing, "official", e.Official.At, absent(e.Official))
	missing(ruleDepartmentsMissing, "departments", e.Fence, len(e.Departments) == 0 && len(c.settings.Departments) > 0)
	missing(ruleIssuesMissing, "local_impact.issues", e.Fence, len(e.Impact.Issues) == 0 && len(c.settings.Issues) > 0 && !c.unstated[e.ID])
	if n := len(strings.Fields(e.Pitch.V)); e.Pitch.OK() && n > maxPitchWords {
		report(rulePitchLong.At(e.Pitch.At, "the pitch has %d words", n))
	}
	for _, lang := range sortedKeys(e.Translations) {
		if t := e.Translations[lang]; t.Pitch.OK() && len(strings.Fields(t.Pitch.V)) > maxPitchWords+5 {
			report(rulePitchLong.At(t.Pitch.At, "the pitch has %d words", len(strings.Fields(t.Pitch.V))))
		}
	}
}

// maxPitchWords is how many words one sentence for everybody may have. A
// translation may have five more, since languages differ.
const maxPitchWords = 25

// files checks that the files beside an entry which its front matter names
// exist, and marks them for publication.
func (c *checker) files(e *Entry, report source.Report) {
	c.filmFiles(e, report)
	if a := e.Agreement; a != nil && a.Document.OK() && !isWeb(a.Document.V) {
		c.beside(&e.Head, a.Document, report)
	}
	if o := e.Outcome; o != nil {
		for _, v := range o.Evidence {
			if !isWeb(v.V) {
				c.beside(&e.Head, v, report)
			}
		}
	}
}

// beside wants a file of that name next to the page's own file.
func (c *checker) beside(h *Head, v Text, report source.Report) {
	name := path.Clean(v.V)
	if path.IsAbs(name) || strings.HasPrefix(name, "..") || !slices.Contains(c.folder.beside(h.Dir), name) {
		d := ruleFileMissing.At(v.At, "there is no file %q beside this one", v.V)
		if near := frontmatter.Nearest(name, c.folder.beside(h.Dir)); near != "" {
			d = d.To("write %q if that is the one meant", near)
		}
		report(d)
		return
	}
	if !slices.Contains(h.Files, name) {
		h.Files = append(h.Files, name)
		slices.Sort(h.Files)
	}
}

func (c *checker) pendingCost(e *Entry, report source.Report) {
	if e.Cost.State == Pending && !e.End().IsZero() && c.today.After(c.CostDue(e)) {
		report(ruleCostPendingLate.At(e.Cost.PendingWhy.At, "the cost is still pending, %d days after the end", days(e.End(), c.today)).To("write the lines of the cost; they were due by %s", c.CostDue(e).Format("2006-01-02")))
	}
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours()) / 24 }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
