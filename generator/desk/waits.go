package desk

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/newentry"
	"parvis/generator/source"
)

// This file says on the first page what waits: what is due or will be soon, in that order,
// what is open in which file, and the drafts. It is what the check and the deadlines of the
// content say; nothing is judged here.

// waitsView is what waits.
type waitsView struct {
	Due, Later, Open []wait // Later is what stands behind the first of Due
	Drafts           []naming
	More             string // how many files have something open and are not named
}

// Nothing tells whether nothing waits.
func (v waitsView) Nothing() bool { return len(v.Due)+len(v.Open)+len(v.Drafts) == 0 }

// wait is a text on which something waits.
type wait struct {
	Title string
	Late  bool // its day has passed
	Ways  []way
	file  string
	by    time.Time // the first day; zero where it has passed long ago
}

// way is something to be done, and where.
type way struct{ At, Says string }

// What is shown of it, and how far one looks ahead.
const (
	mostDue     = 8
	mostOpen    = 5
	monthsAhead = 1
)

// waits is what waits in the city, as the last look at it has found.
func (d *Desk) waits(c *newentry.City) waitsView {
	d.mu.Lock()
	found := d.whole
	d.mu.Unlock()
	var v waitsView
	var open []source.Diagnostic
	for _, x := range found {
		name := c.Below(x.At.File)
		switch {
		case strings.HasPrefix(name, "trips/") && content.OfReturn(x.Rule): // owed tells of it
		case content.OfDeadline(x.Rule):
			for _, of := range d.problemsIn(c, progress{found: []source.Diagnostic{x}, content: c.Prefix()}) {
				v.due(wait{Title: of.Title, Late: true, file: name, Ways: []way{{d.formAt(of.File, of.All[0].Field), of.All[0].Message}}})
			}
		default:
			open = append(open, x)
		}
	}
	for _, u := range c.Units() {
		name := c.Below(u.File)
		if l, draft := d.draftAt(u, c); draft {
			v.Drafts = append(v.Drafts, naming{File: name, Says: l.Title})
		} else if u.Entry != nil {
			d.entryWaits(c, u.Entry, name, &v)
		}
	}
	d.letterWaits(c, &v)
	slices.SortStableFunc(v.Due, func(a, b wait) int { return a.by.Compare(b.by) })
	v.Later = v.Due[min(mostDue, len(v.Due)):]
	v.Due = v.Due[:min(mostDue, len(v.Due))]
	drafts := func(x source.Diagnostic) bool { // of which much may be open
		name := c.Below(x.At.File)
		if p, err := blankPaper(name); err == nil && p.language != "" {
			name = p.original()
		}
		return slices.ContainsFunc(v.Drafts, func(n naming) bool { return n.File == name })
	}
	d.openIn(c, slices.DeleteFunc(open, drafts), &v)
	return v
}

// due notes something that is due, at the text of which something is already, if there is one.
func (v *waitsView) due(w wait) {
	i := slices.IndexFunc(v.Due, func(x wait) bool { return x.file == w.file })
	if i < 0 {
		v.Due = append(v.Due, w)
		return
	}
	one := &v.Due[i]
	one.Ways, one.Late = append(one.Ways, w.Ways...), one.Late || w.Late
	if w.by.Before(one.by) {
		one.by = w.by
	}
}

// draftAt is how a file is listed that is a draft.
func (d *Desk) draftAt(u *content.Unit, c *newentry.City) (listed, bool) {
	folder, _, _ := strings.Cut(c.Below(u.File), "/")
	kind, _ := fields.KindOf(folder)
	l, ok := d.listed(u, kind, c)
	return l, ok && l.Draft
}

// entryWaits is what is owed of a trip, and the promises of an agreement whose day comes.
func (d *Desk) entryWaits(c *newentry.City, e *content.Entry, name string, v *waitsView) {
	if all, by := d.owedBy(c, e); len(all) > 0 {
		w := wait{Title: e.Title.V, file: name, by: by, Late: !by.IsZero() && by.Before(c.Today())}
		if by.IsZero() {
			w.by = e.End()
		}
		for _, o := range all {
			if n := len(w.Ways); n > 0 && w.Ways[n-1].Says == o.Says {
				continue // of two things seen abroad the same may be owed: the form has both
			}
			w.Ways = append(w.Ways, way{d.formAt(name, cmp.Or(o.Field, "owed")), o.Says})
		}
		v.due(w)
	}
	if e.Agreement == nil {
		return
	}
	for i, p := range e.Agreement.Promises {
		if day := p.Due.V; p.Status.V == "open" && p.Due.OK() && !day.Before(c.Today()) && !day.After(frontmatter.AddMonths(c.Today(), monthsAhead)) {
			says := catalog.Say("Promised by %s: %s", catalog.Day(day), p.Text.V)
			v.due(wait{Title: e.Title.V, file: name, by: day, Ways: []way{{d.formAt(name, "f.promises."+strconv.Itoa(i)+".status"), says.In(d.config.Words)}}})
		}
	}
}

// letterWaits is the letter that is to be written, from the last week of its month on, and
// the last one until whoever signs it has approved it.
func (d *Desk) letterWaits(c *newentry.City, v *waitsView) {
	next, err := time.Parse("2006-01", c.New(fields.Newsletters).Month)
	if end := frontmatter.MonthEnd(next); err == nil && !c.Today().Before(end.AddDate(0, 0, -6)) {
		v.due(wait{Title: catalog.Say("The letter of %s", catalog.Month(next)).In(d.config.Words), by: end, Late: c.Today().After(end),
			Ways: []way{{"#k-" + string(fields.Newsletters), catalog.Say("It is not written yet.").In(d.config.Words)}}})
	}
	last := frontmatter.AddMonths(next, -1)
	name := path.Join(string(fields.Newsletters), last.Format("2006-01")+".md")
	long := last.Before(frontmatter.AddMonths(c.Today(), -2))
	if _, noted := d.readApproval(last.Format("2006-01"), c.Settings().Language); noted || long || d.config.Job == nil {
		return
	}
	for _, u := range c.Units() {
		if n := u.Newsletter; n != nil && !n.Draft && c.Below(u.File) == name {
			v.due(wait{Title: n.Title.V, file: name, by: frontmatter.MonthEnd(last),
				Ways: []way{{d.formAt(name, "approved-by"), catalog.Say("Whoever signs it has not approved it yet.").In(d.config.Words)}}})
		}
	}
}

// openIn is what is open in files, those with an error first.
func (d *Desk) openIn(c *newentry.City, found []source.Diagnostic, v *waitsView) {
	wrong, count := map[string]bool{}, map[string]int{}
	file := func(x source.Diagnostic) string { return c.Below(x.At.File) }
	for _, x := range found {
		wrong[file(x)] = wrong[file(x)] || x.Severity == source.Error
		count[file(x)]++
	}
	rank := func(x source.Diagnostic) int {
		if wrong[file(x)] {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(found, func(a, b source.Diagnostic) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(file(a), file(b)))
	})
	all := d.problemsIn(c, progress{found: found, content: c.Prefix()})
	for _, of := range all[:min(mostOpen, len(all))] {
		w := wait{Title: of.Title, Late: wrong[of.File], Ways: []way{{d.formAt(of.File, of.All[0].Field), of.All[0].Message}}}
		if n := count[of.File] - 1; n > 0 {
			w.Ways = append(w.Ways, way{d.formAt(of.File, "open"), catalog.Count(n, "and %d more", "and %d more").In(d.config.Words)})
		}
		v.Open = append(v.Open, w)
	}
	if n := len(count) - len(v.Open); n > 0 {
		v.More = catalog.Count(n, "and %d more", "and %d more").In(d.config.Words)
	}
}

// formAt is the address of a field of a form; "" is none of its fields.
func (d *Desk) formAt(file, field string) string {
	if file == "" {
		return ""
	}
	return (&url.URL{Path: d.Path() + "edit/" + file, Fragment: field}).String()
}

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"waits":         catalog.Say("What waits"),
		"waits-nothing": catalog.Say("Nothing waits: all that was promised and is over is told."),
		"waits-later":   catalog.Say("And later"),
		"waits-open":    catalog.Say("Open"),
		"waits-drafts":  catalog.Say("Drafts"),
	})
}
