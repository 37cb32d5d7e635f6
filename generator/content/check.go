package content

import (
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
	// Preview shows drafts without publishing them: everything is judged as if
	// they were left out, and the set holds them all the same.
	Preview bool
	// Locales write the figures of each of the site's languages.
	Locales map[string]*i18n.Locale
}

// checker holds what Check works on.
type checker struct {
	*Set
	all       []*Unit
	found     []source.Diagnostic
	ids       map[string]source.Span
	registers registers
	// translated are the ids that have a translation.
	translated map[string]bool
	// Files that could not be read, by id, so that nothing is said to follow
	// from that.
	unread    map[string]bool
	uncounted bool // some entry's cost could not be read
}

// Check holds all units against each other and against the published rules.
// The set is nil when an error was found. The units stay as they are, and may
// be checked again beside others.
func Check(settings *Settings, problems []source.Diagnostic, units []*Unit, folder *Folder, o Options) (*Set, []source.Diagnostic) {
	c := &checker{all: units, ids: make(map[string]source.Span, len(units)), translated: map[string]bool{}, unread: map[string]bool{}}
	c.Set = &Set{settings: settings, today: o.Today, drafts: o.Drafts, locales: o.Locales, folder: folder, static: folder.Static,
		entries: make([]*Entry, 0, len(units)), byID: make(map[string]*Entry, len(units)), person: map[string]*Person{}, partner: map[string]*Partner{}}
	c.registers = c.newRegisters()
	c.collect()
	single := c.found // what is wrong in single files, in the order of the files
	c.found = nil
	for _, d := range problems {
		c.report(d)
	}
	c.order()
	c.gate()
	c.entryRules()
	c.newsletterRules()
	c.figures = c.count()
	c.bodies()
	c.deadlines()
	source.Sort(c.found)
	found := source.Merge(single, c.found)
	for _, d := range found {
		if d.Severity == source.Error {
			return nil, found
		}
	}
	return c.publish(o.Preview), found
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
	drafts, problems := map[string]bool{}, 0
	for _, u := range c.all {
		if h := u.head(); h != nil && h.Draft {
			drafts[h.ID] = true
		}
		if u.Translation != nil {
			c.translated[u.Translation.Of] = true
		}
		problems += len(u.Problems)
	}
	c.found = make([]source.Diagnostic, 0, problems)
	for _, u := range c.all {
		draft := u.head() != nil && u.head().Draft || u.Translation != nil && drafts[u.Translation.Of]
		before, report := len(c.found), c.reporter(draft)
		for _, d := range u.Problems {
			report(d)
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
	u = c.own(u)
	switch h := u.head(); {
	case u.Entry != nil:
		c.entries = append(c.entries, u.Entry)
		c.byID[h.ID] = u.Entry
	case u.Person != nil:
		c.people = append(c.people, u.Person)
		c.person[h.Slug] = u.Person
	case u.Partner != nil:
		c.partners = append(c.partners, u.Partner)
		c.partner[h.Slug] = u.Partner
	case u.Newsletter != nil:
		c.newsletters = append(c.newsletters, u.Newsletter)
	case u.Page != nil:
		c.pages = append(c.pages, u.Page)
		if slices.Contains(ReservedPages, h.Slug) {
			c.report(ruleAddressTaken.At(h.Fence, "the address /%s/ is taken by a page of the site", h.Slug))
		}
	}
}

// own returns a unit whose file's translations and neighbours can be noted:
// the unit itself where there are none to note, else a copy, since other sets
// may hold the unit too.
func (c *checker) own(u *Unit) *Unit {
	h := u.head()
	translated, beside := c.translated[h.ID], c.folder.beside(h.Dir)
	if !translated && len(beside) == 0 {
		return u
	}
	copied := *u
	translations := map[string]*Translation{}
	switch {
	case u.Entry != nil:
		e := *u.Entry
		e.Translations, copied.Entry = translations, &e
	case u.Person != nil:
		p := *u.Person
		p.Translations, copied.Person = translations, &p
	case u.Partner != nil:
		p := *u.Partner
		p.Translations, copied.Partner = translations, &p
	case u.Newsletter != nil:
		n := *u.Newsletter
		n.Translations, copied.Newsletter = translations, &n
	case u.Page != nil:
		p := *u.Page
		p.Translations, copied.Page = translations, &p
	}
	if h.Own {
		copied.head().Files = beside
	}
	return &copied
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
	slices.SortFunc(c.entries, func(a, b *Entry) int {
		if order := a.Date().Compare(b.Date()); order != 0 {
			return order
		}
		return strings.Compare(a.ID, b.ID)
	})
	slices.SortFunc(c.people, func(a, b *Person) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.partners, func(a, b *Partner) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.newsletters, func(a, b *Newsletter) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
}

// publish leaves the drafts out, unless they are wanted. A preview counts them
// in, so that its sums are those of what it shows.
func (c *checker) publish(preview bool) *Set {
	if preview && !c.drafts {
		c.drafts = true
		c.figures = c.count()
	}
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
		c.references(e, report)
		c.files(e, report)
		c.pendingCost(e, report)
	}
}

// files checks that the files beside an entry which its front matter names
// exist, and marks them for publication.
func (c *checker) files(e *Entry, report source.Report) {
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

// costDue is the day until which an entry's cost has to be final.
func (c *checker) costDue(e *Entry) time.Time { return e.End().AddDate(0, 0, c.settings.FinalCostDays) }

func (c *checker) pendingCost(e *Entry, report source.Report) {
	if e.Cost.State == Pending && !e.End().IsZero() && c.today.After(c.costDue(e)) {
		report(ruleCostPendingLate.At(e.Cost.PendingWhy.At, "the cost is still pending, %d days after the end", days(e.End(), c.today)).To("write the lines of the cost; they were due by %s", c.costDue(e).Format("2006-01-02")))
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
