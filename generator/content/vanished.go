package content

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// OfReplaced tells whether a rule compares with the site that is replaced, so that
// what it reports is no matter once that is done.
func OfReplaced(r *source.Rule) bool { return r == rulePromiseVanished }

// made is a promise that was made before.
type made struct {
	PromiseRecord
	on time.Time // of the version that made it; zero for one of the published site
}

// vanished reports promises that are no longer made: those of the last
// published site. Where none is known, what git keeps has to do, though nobody
// knows what of it was published.
func (c *checker) vanished() {
	var before []made
	for _, p := range c.earlier.Promises {
		before = append(before, made{PromiseRecord: p})
	}
	if c.earlier.Promises == nil {
		before = c.promised()
	}
	for _, p := range before {
		if !c.unread[p.Agreement] {
			c.missing(p)
		}
	}
}

// promised are the promises of earlier versions of agreements, each in its
// latest words. Drafts promise nothing, and a version with an error, or one that
// is still the example of a new city, was never published.
func (c *checker) promised() []made {
	var out []made
	seen := map[string]bool{}
	for _, name := range sortedKeys(c.earlier.Versions) {
		if !strings.HasPrefix(name, string(Agreements)+"/") {
			continue
		}
		for _, v := range c.earlier.Versions[name] {
			if !bytes.Contains(v.Text, []byte("promises")) {
				continue
			}
			u := Parse(source.NewFile(name, v.Text), name, c.settings)
			if u.Entry == nil || u.Entry.Draft || slices.ContainsFunc(u.Problems, c.isError) {
				continue
			}
			for _, r := range c.recordsOf(u.Entry, nil) {
				if key := r.Agreement + "#" + r.ID; !seen[key] {
					seen[key] = true
					out = append(out, made{r, v.On})
				}
			}
		}
	}
	return out
}

// missing reports one promise if it is made no longer. What is there of its
// agreement says where.
func (c *checker) missing(p made) {
	e := c.byID[p.Agreement]
	switch {
	case e == nil || e.Agreement == nil:
		where := c.settings.File.LineSpan(1)
		to := c.moved(p)
		switch {
		case to == nil:
			c.report(rulePromiseVanished.At(where, "the agreement %q is gone, and with it %s: “%s”", p.Agreement, p.name(), p.Text).
				To("put the file %s.md back; %s", p.Agreement, c.givenUp(p)))
		case p.on.IsZero():
			c.report(rulePromiseVanished.At(to.Fence, "%s now stands in %q, where nobody who knows its address finds it: “%s”", p.name(), to.ID, p.Text).
				To("name the file %s.md again; others link to it by that name", p.Agreement))
		}
	case !c.shows(&e.Head):
		c.report(
			rulePromiseVanished.At(e.Fence, "%s has been made, and its agreement is now a draft: “%s”", p.name(), p.Text).
				To("take “draft: true” out; %s", c.givenUp(p)),
		)
	case !slices.ContainsFunc(e.Agreement.Promises, func(x Promise) bool { return x.ID.V == p.ID || x.ID.V == "" }):
		c.missingFrom(e, p)
	}
}

// missingFrom reports a promise that is gone from an agreement, or goes by
// another id now.
func (c *checker) missingFrom(e *Entry, p made) {
	for _, x := range e.Agreement.Promises {
		if Fold(x.Text.V) != Fold(p.Text) {
			continue
		}
		if p.on.IsZero() {
			c.report(rulePromiseVanished.At(x.ID.At, "%s now has the id %q", p.name(), x.ID.V).To("write “id: %s” again; others link to it by that name", p.ID))
		}
		return
	}
	c.report(rulePromiseVanished.At(e.Fence, "%s is gone: “%s”", p.name(), p.Text).To("put it back among the “promises”: %s; %s", p.yaml(), c.givenUp(p)))
}

// moved is the agreement that makes the same promise now, or nil.
func (c *checker) moved(p made) *Entry {
	for _, e := range c.entries {
		if e.Agreement != nil && c.shows(&e.Head) &&
			slices.ContainsFunc(e.Agreement.Promises, func(x Promise) bool { return x.ID.V == p.ID && Fold(x.Text.V) == Fold(p.Text) }) {
			return e
		}
	}
	return nil
}

// name names a promise, and where it is known from.
func (p made) name() catalog.Message {
	if p.on.IsZero() {
		return catalog.Say("the published promise %q", p.ID)
	}
	return catalog.Say("the promise %q of %s", p.ID, catalog.Day(p.on))
}

// givenUp says how a promise is withdrawn: in one way, which residents can
// read.
func (c *checker) givenUp(p made) catalog.Message {
	if p.on.IsZero() {
		return catalog.Say("if the city gives the promise up, write “status: dropped” with “dropped_on” and a “reason” in it")
	}
	return catalog.Say(
		"if the city gives the promise up, write “status: dropped” with “dropped_on” and a “reason” in it; if it was never on the site, "+
			"say so with “--published promises.json”: a copy of %sdata/promises.json, or [] while there is no site",
		c.settings.BaseURL,
	)
}

// yaml is the promise as it is written in an agreement.
func (p *PromiseRecord) yaml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "{id: %s, text: %s", p.ID, strconv.Quote(p.Text))
	for _, f := range [][2]string{{"due", p.Due}, {"owner", p.Owner}} {
		if f[1] != "" {
			fmt.Fprintf(&b, ", %s: %s", f[0], f[1])
		}
	}
	status := p.Status
	if status == "late" {
		status = "open" // lateness follows from the day
	}
	fmt.Fprintf(&b, ", status: %s", status)
	for _, f := range [][2]string{{"kept_on", p.KeptOn}, {"dropped_on", p.DroppedOn}} {
		if f[1] != "" {
			fmt.Fprintf(&b, ", %s: %s", f[0], f[1])
		}
	}
	if p.Reason != "" {
		fmt.Fprintf(&b, ", reason: %s", strconv.Quote(p.Reason))
	}
	for i, n := range p.Notes {
		if i == 0 {
			b.WriteString(", notes: [")
		}
		fmt.Fprintf(&b, "{on: %s, text: %s}%s", n.On, strconv.Quote(n.Text), map[bool]string{true: "]", false: ", "}[i == len(p.Notes)-1])
	}
	return b.String() + "}"
}
