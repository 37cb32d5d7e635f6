package content

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

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
	// Letter is the month, such as 2026-10, whose letter the set of a preview holds as if
	// it were published, in the place of all drafts; "" for none.
	Letter string
	// Layouts are those that the theme has for pages, beside PlainLayout.
	Layouts []string
	// Locales write the figures of each of the site's languages.
	Locales map[string]*i18n.Locale
	// Earlier is what is remembered from before; empty where nothing is.
	Earlier Earlier
}

// checker holds what Check works on.
type checker struct {
	*Set
	all       []*Unit
	admitted  []*Unit // by index of all; nil for what is not taken up
	found     []source.Diagnostic
	first     map[string]source.Span // where an id was first taken, but for entries
	registers registers
	// translated are the ids that have a translation.
	translated map[string]bool
	// Files that could not be read, by id, so that nothing is said to follow
	// from that.
	unread    map[string]bool
	uncounted bool          // some entry's cost could not be read
	scattered bool          // what was found is not in the order of the files
	layouts   []string      // that the theme has for pages
	plain     source.Report // report, for a file that is no draft
	earlier   Earlier
	thorough  thorough
	touched   []touch // of a preview: what was said of a file beside that of another
}

// Check holds all units against each other and against the published rules.
// The set is nil when an error was found. The units stay as they are, and may
// be checked again beside others.
func Check(settings *Settings, problems []source.Diagnostic, units []*Unit, folder *Folder, o Options) (*Set, []source.Diagnostic) {
	c := &checker{all: units, earlier: o.Earlier, layouts: o.Layouts, thorough: thorough{!o.Preview, o.Earlier.Pictures},
		admitted: make([]*Unit, len(units)), first: map[string]source.Span{}, translated: map[string]bool{}, unread: map[string]bool{}}
	c.Set = &Set{settings: settings, today: o.Today, drafts: o.Drafts, locales: o.Locales, folder: folder, static: folder.Static,
		entries: make(
			[]*Entry,
			0,
			len(units),
		), byID: make(map[string]*Entry, len(units)), person: map[string]*Person{}, partner: map[string]*Partner{},
		seen: &seenPictures{by: map[string]seenPicture{}}, pasts: newPasts()}
	c.registers = c.newRegisters()
	for _, d := range problems {
		c.report(d)
	}
	c.folderFaults()
	c.staticFiles()
	c.framing()
	c.staticPictures()
	c.collect()
	c.veil()
	c.order()
	c.newsletterRules()
	c.indexMentions()
	c.count()
	c.vanished()
	found := c.files()
	for _, d := range found {
		if d.Severity == source.Error {
			return nil, found
		}
	}
	var k *kept
	if o.Preview && o.Letter == "" {
		k = c.keep(o, found)
	}
	set := c.publish(o)
	set.kept = k
	return set, found
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
		if c.plain == nil {
			c.plain = c.report
		}
		return c.plain
	}
	return func(d source.Diagnostic) {
		before := len(c.found)
		c.report(d)
		if len(c.found) > before && !(d.Rule.Locked && c.drafts) {
			c.found[before].Severity = source.Warning
		}
	}
}

// collect takes up what was read, each id once.
func (c *checker) collect() {
	var translations []*Translation
	for _, u := range c.all {
		if u.Translation != nil {
			c.translated[u.Translation.Of] = true
			translations = append(translations, u.Translation)
		}
	}
	for i, u := range c.all {
		if u.head() != nil {
			c.admitted[i] = c.admit(u)
		} else if u.id != "" && u.Translation == nil && slices.ContainsFunc(u.Problems, c.isError) {
			c.unread[u.id] = true
		}
	}
	for _, t := range translations {
		c.translate(t)
	}
}

// isError tells whether a problem is an error, as the city has chosen.
func (c *checker) isError(d source.Diagnostic) bool {
	one := checker{Set: c.Set}
	one.report(d)
	return len(one.found) > 0 && one.found[0].Severity == source.Error
}

// files adds to what has been found what is wrong in each file: by itself,
// which was found when it was read, and beside the others. It returns all of
// it, sorted. The files are parted among the cores, and have an order already.
//
// Letters come last: they state what was so on other days, of which entries are
// copied, so that no entry may then be waiting for what lies beside it.
func (c *checker) files() []source.Diagnostic {
	isLetter := func(i int) bool { return c.admitted[i] != nil && c.admitted[i].Newsletter != nil }
	parts := c.parted(func(i int) bool { return !isLetter(i) }, c.gate)
	letters := c.parted(isLetter, func() {})
	c.unnamed()
	parts = append(parts, letters...)
	many, sorted := len(c.found), len(c.found) == 0
	for _, part := range parts {
		many += len(part.found)
	}
	found := make([]source.Diagnostic, 0, many) // held as long as the site is made
	for i, part := range parts {
		found = append(found, part.found...)
		c.touched = append(c.touched, part.touched...)
		sorted = sorted && !part.scattered && (i < len(parts)-len(letters) || len(part.found) == 0)
	}
	if found = append(found, c.found...); !sorted {
		source.Sort(found)
	}
	return found
}

// parted applies the rules to the files whose index is wanted, on every core, and
// meanwhile does what is beside them.
func (c *checker) parted(wanted func(i int) bool, beside func()) []checker {
	parts := make([]checker, runtime.GOMAXPROCS(0))
	size := (len(c.all) + len(parts) - 1) / len(parts)
	var wg sync.WaitGroup
	for n := range parts {
		parts[n] = *c
		parts[n].found, parts[n].plain = nil, nil
		wg.Go(func() {
			from, to := min(n*size, len(c.all)), min((n+1)*size, len(c.all))
			part := &parts[n]
			for i := from; i < to; i++ {
				if wanted(i) {
					part.file(c.all[i], c.admitted[i])
				}
			}
		})
	}
	beside()
	wg.Wait()
	return parts
}

// file applies the rules to one file. admitted is what the set holds of it.
func (c *checker) file(u, admitted *Unit) {
	draft := u.head() != nil && u.head().Draft
	if t := u.Translation; t != nil {
		original := c.original(t.Of)
		draft = original != nil && original.Draft
	}
	before, report := len(c.found), c.reporter(draft)
	for _, d := range u.Problems {
		report(d)
	}
	switch {
	case admitted == nil:
	case admitted.Entry != nil:
		c.references(admitted.Entry, report)
		c.days(admitted.Entry, report)
		c.tellings(admitted.Entry, report)
		c.documents(admitted.Entry, report)
		c.texts(&admitted.Entry.Head, admitted.Entry.Translations)
		c.translations(admitted.Entry, !slices.ContainsFunc(u.Problems, c.isError), report)
		c.pictures(&admitted.Entry.Head, admitted.Entry.document())
		c.late(admitted)
		c.silent(admitted.Entry)
	case admitted.Person != nil:
		c.portrait(admitted.Person)
		c.texts(&admitted.Person.Head, admitted.Person.Translations)
		c.untranslated(&admitted.Person.Head, admitted.Person.Translations, admitted.Person.texts()...)
		c.pictures(&admitted.Person.Head, admitted.Person.Portrait)
	case admitted.Partner != nil:
		c.texts(&admitted.Partner.Head, admitted.Partner.Translations)
		c.untranslated(&admitted.Partner.Head, admitted.Partner.Translations)
		c.pictures(&admitted.Partner.Head, Text{})
	case admitted.Newsletter != nil:
		c.textsOf(func() *Set { return c.OfLetter(admitted.Newsletter) }, &admitted.Newsletter.Head, admitted.Newsletter.Translations)
		c.translations(admitted.Newsletter, !slices.ContainsFunc(u.Problems, c.isError), report)
		c.pictures(&admitted.Newsletter.Head, Text{})
	case admitted.Campaign != nil:
		c.campaign(admitted.Campaign, report)
		c.texts(&admitted.Campaign.Head, admitted.Campaign.Translations)
		c.untranslated(&admitted.Campaign.Head, admitted.Campaign.Translations, admitted.Campaign.texts()...)
		c.pictures(&admitted.Campaign.Head, Text{})
	case admitted.Page != nil:
		c.layout(admitted.Page, report)
		c.texts(&admitted.Page.Head, admitted.Page.Translations)
		c.untranslated(&admitted.Page.Head, admitted.Page.Translations, admitted.Page.texts()...)
		c.pictures(&admitted.Page.Head, Text{})
	}
	if len(c.found) > before+len(u.Problems) {
		source.Sort(c.found[before:])
		c.scattered = c.scattered || c.found[before].At.File != u.File || c.found[len(c.found)-1].At.File != u.File
		c.touches(u, c.found[before:])
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
	case u.Campaign != nil:
		return &u.Campaign.Head
	case u.Page != nil:
		return &u.Page.Head
	}
	return nil
}

// admit takes a file up and returns what the set holds of it: nil when another
// file has its id.
func (c *checker) admit(u *Unit) *Unit {
	h := u.head()
	first, taken := c.first[h.ID]
	if e := c.byID[h.ID]; e != nil {
		first, taken = e.Fence, true
	}
	if taken {
		c.report(ruleIDDuplicate.At(h.Fence, "two files have the id %q", h.ID).To("rename one of the two files").See(first, "the other file"))
		return nil
	}
	if u.Entry == nil {
		c.first[h.ID] = h.Fence
	}
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
	case u.Campaign != nil:
		c.campaigns = append(c.campaigns, u.Campaign)
	case u.Page != nil:
		c.pages = append(c.pages, u.Page)
		if slices.Contains(ReservedPages, h.Slug) {
			c.report(ruleAddressTaken.At(h.Fence, "the address /%s/ is taken by a page of the site", h.Slug))
		}
	}
	return u
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
	case u.Campaign != nil:
		v := *u.Campaign
		v.Translations, copied.Campaign = translations, &v
	case u.Page != nil:
		p := *u.Page
		p.Translations, copied.Page = translations, &p
	}
	return &copied
}

// translate joins a translation to its original.
func (c *checker) translate(t *Translation) {
	into, found := c.translationsOf(t.Of)
	switch first := into[t.Lang]; {
	case !found && c.unread[t.Of]:
	case !found:
		c.report(ruleTranslationOrphan.At(t.Fence, "this translates %q, which does not exist", t.Of))
	case first != nil:
		c.report(
			ruleIDDuplicate.At(t.Fence, "two files translate %q into the same language", t.Of).
				To("keep one of the two files").
				See(first.Fence, "the other file"),
		)
	default:
		into[t.Lang] = t
	}
}

// original returns the file of that id, or nil.
func (c *checker) original(id string) *Head {
	if slug, found := strings.CutPrefix(id, "newsletters/"); found {
		id = "newsletter/" + slug
	}
	head, _ := c.Head(strings.TrimPrefix(id, "pages/"))
	return head
}

// translationsOf returns the translations of the file of that id.
func (c *checker) translationsOf(id string) (map[string]*Translation, bool) {
	if slug, found := strings.CutPrefix(id, "newsletters/"); found {
		id = "newsletter/" + slug
	}
	head, translations := c.Head(strings.TrimPrefix(id, "pages/"))
	return translations, head != nil
}

// order sorts everything, so that no order of reading shows.
func (c *checker) order() {
	type dated struct {
		at int64
		e  *Entry
	}
	byDate := make([]dated, len(c.entries))
	for i, e := range c.entries {
		byDate[i] = dated{e.Date().Unix(), e}
	}
	slices.SortFunc(byDate, func(a, b dated) int {
		if a.at != b.at {
			return cmp.Compare(a.at, b.at)
		}
		return strings.Compare(a.e.ID, b.e.ID)
	})
	for i, d := range byDate {
		c.entries[i] = d.e
	}
	slices.SortFunc(c.people, func(a, b *Person) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.partners, func(a, b *Partner) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.newsletters, func(a, b *Newsletter) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.campaigns, byBegin)
	slices.SortFunc(c.pages, func(a, b *Page) int { return strings.Compare(a.ID, b.ID) })
}

// publish leaves the drafts out, unless they are wanted. A preview counts them
// in, so that its sums are those of what it shows.
func (c *checker) publish(o Options) *Set {
	c.pasts = newPasts() // those of the check may lack what is shown, or hold what is not
	if isDraft := func(e *Entry) bool { return e.Draft }; o.Preview && o.Letter == "" && !c.drafts {
		c.drafts = true
		if slices.ContainsFunc(c.entries, isDraft) {
			c.indexMentions()
			c.count()
		}
	}
	if c.drafts {
		return c.Set
	}
	c.entries = slices.DeleteFunc(c.entries, func(e *Entry) bool { return e.Draft })
	c.people = slices.DeleteFunc(c.people, func(p *Person) bool { return p.Draft })
	c.partners = slices.DeleteFunc(c.partners, func(p *Partner) bool { return p.Draft })
	for i, n := range c.newsletters {
		if n.Draft && n.Slug == o.Letter {
			shown := *n
			shown.Draft = false
			c.newsletters[i] = &shown
		}
	}
	c.newsletters = slices.DeleteFunc(c.newsletters, func(n *Newsletter) bool { return n.Draft })
	c.campaigns = slices.DeleteFunc(c.campaigns, func(v *Campaign) bool { return v.Draft })
	c.pages = slices.DeleteFunc(c.pages, func(p *Page) bool { return p.Draft })
	maps.DeleteFunc(c.byID, func(_ string, e *Entry) bool { return e.Draft })
	maps.DeleteFunc(c.person, func(_ string, p *Person) bool { return p.Draft })
	maps.DeleteFunc(c.partner, func(_ string, p *Partner) bool { return p.Draft })
	return c.Set
}

func sortedKeys[V any](m map[string]V) []string {
	if len(m) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(m))
}
