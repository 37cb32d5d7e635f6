package content

import (
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

var ruleSilentCorrection = &source.Rule{Name: "silent-correction", Severity: source.Warning,
	Says: "A published figure that changes leaves a line in the entry's history.",
	Why:  "a figure that was corrected openly is believed; one that changed overnight is not",
	Fix:  "add a line to “history” with the day, what it was, what it is now, and why",
	Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 1310.50\n", Earlier: "cost: 1240.50\n"},
	Good: source.Example{File: "trips/2026-09-ravenna.md", Earlier: "cost: 1240.50\n",
		Text: `cost: 1310.50
history: [{on: 2026-10-28, kind: correction, what: The second night was left out., was: "1240.50", now: "1310.50", why: Its bill came late.}]
`}}

// Earlier is what is remembered of the city's content from before.
type Earlier struct {
	// Promises are those of the last published site; nil where none is known.
	Promises []PromiseRecord
	// Versions are the earlier texts of entries by their path below the content
	// folder, the latest first.
	Versions map[string][]Version
	// Notes say what could not be compared, and why.
	Notes []catalog.Message
	// Pictures are the sums of the pictures (picture.Sum) that have been
	// published, and need not be tried again.
	Pictures map[string]bool
}

// Version is an earlier text of a file, and the day it was written down.
type Version struct {
	On   time.Time
	Text []byte
}

// silent reports figures that were published and differ now, though no line
// of the entry's history has come with the change. A line that came later
// than a change accounts for it.
func (c *checker) silent(e *Entry) {
	versions := c.earlier.Versions[e.Path]
	if len(versions) == 0 || !c.shows(&e.Head) {
		return
	}
	now, said := e.figures(), map[string]bool{}
	for _, v := range versions {
		old := Parse(source.NewFile(e.File.Path, v.Text), e.Path, c.settings).Entry
		if old == nil {
			continue // nobody could publish it
		}
		if old.Draft || len(old.History) < len(e.History) {
			return
		}
		before := old.figures()
		for name, was := range before {
			is, there := now[name]
			alike := name == tripCost && was.text == before[cityCost].text && is.text == now[cityCost].text
			if was.text == "" || is.text == was.text || said[name] || alike || !there && strings.HasPrefix(name, promiseDay) {
				continue // a promise that is gone is another rule's matter
			}
			said[name] = true
			day := catalog.Day(v.On)
			if is.text == "" {
				c.report(ruleSilentCorrection.At(at(is.at, e.Fence), "%s was %s on %s and is gone now, which “history” does not say", was.says, was.text, day))
				continue
			}
			c.report(ruleSilentCorrection.At(
				at(is.at, e.Fence), "%s was %s on %s and is %s now, which “history” does not say", was.says, was.text, day, is.text))
		}
	}
}

// How some figures are kept apart.
const (
	cityCost   = "the cost to the city"
	tripCost   = "the trip cost"
	promiseDay = "the day of the promise "
)

// figure is a figure as an entry states it, what an editor calls it, and where.
type figure struct {
	says catalog.Message
	text string
	at   source.Span
}

// figureList are figures by what an editor calls them, in English.
type figureList map[string]figure

func (f figureList) add(says catalog.Message, text string, at source.Span) {
	f[says.String()] = figure{says, text, at}
}

// figures are the figures of an entry that are published for good; one that is not given has no text. A provisional cost, or
// the state of something that is under way, is published as what may change.
func (e *Entry) figures() figureList {
	out := figureList{}
	city, all := "", ""
	if e.Cost.State == Final && e.Cost.Known {
		city, all = e.Cost.City.Decimal(), e.Cost.Trip.Decimal()
	}
	out.add(catalog.Say("the cost to the city"), city, e.Cost.At)
	out.add(catalog.Say("the trip cost"), all, e.Cost.At)
	amount := func(says catalog.Message, v frontmatter.Value[Money]) {
		text := ""
		if v.OK() {
			text = v.V.Decimal()
		}
		out.add(says, text, v.At)
	}
	amount(catalog.Say("the planned cost"), e.Cost.Planned)
	if e.Cost.Saved != nil {
		amount(catalog.Say("what was saved"), e.Cost.Saved.Amount)
	}
	if e.Agreement != nil {
		for _, p := range e.Agreement.Promises {
			day := ""
			if p.Due.OK() {
				day = p.Due.V.Format("2006-01-02")
			}
			out.add(catalog.Say("the day of the promise “%s”", p.ID.V), day, p.Due.At)
		}
	}
	if e.Outcome != nil {
		e.Outcome.figures(out)
	}
	return out
}

func (o *Outcome) figures(out figureList) {
	settled := o.Status.V != "too_early" && o.Status.V != "under_way"
	for i, name := range o.measureNames() {
		m := o.Measures[i]
		out.add(catalog.Say("the figure before of %s", name), m.Before.V, m.Before.At)
		out.add(catalog.Say("the target of %s", name), m.Target.V, m.Target.At)
		if settled {
			out.add(catalog.Say("the figure now of %s", name), m.Now.V, m.Now.At)
		}
	}
}

// measureNames are what an editor calls the measures, each by a name of its own:
// one that is called as another before it is told apart by its unit, else by
// its number.
func (o *Outcome) measureNames() []catalog.Message {
	var out []catalog.Message
	taken := map[string]bool{}
	for _, m := range o.Measures {
		name := catalog.Say("“%s”", m.What.V)
		if taken[name.String()] && m.Unit.V != "" {
			name = catalog.Say("%s in %s", name, m.Unit.V)
		}
		unique := name
		for n := 2; taken[unique.String()]; n++ {
			unique = catalog.Say("%s, number %d", name, n)
		}
		taken[unique.String()] = true
		out = append(out, unique)
	}
	return out
}
