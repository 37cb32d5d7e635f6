package content

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// This file takes back what an entry's history says was changed: where a line
// says what something was and what it is now, and the entry says the latter,
// it said the former before.

// undo takes back the changes of a history that were made after a day, the
// latest first. The entry is a copy, and what it points to may be written to.
func (s *Set) undo(e *Entry, history []Revision, day time.Time) {
	history = slices.DeleteFunc(slices.Clone(history), func(h Revision) bool { return !h.On.V.After(day) || strings.TrimSpace(h.Was.V) == "" })
	slices.SortStableFunc(history, func(a, b Revision) int { return b.On.V.Compare(a.On.V) })
	for _, h := range history {
		was, now := strings.TrimSpace(h.Was.V), strings.TrimSpace(h.Now.V)
		if !e.undoText(h.Was, now) {
			e.undoDay(was, now)
			e.Cost.undo(was, now, s.settings.Currency)
		}
	}
}

// undoText puts a text back, if the entry has the new one. It then stands where
// the history has it, and so has its translation from there.
func (e *Entry) undoText(was Text, now string) (done bool) {
	text := func(v *Text, in func(*Translation) *Text) {
		if !v.OK() || unstopped(v.V) != unstopped(now) {
			return
		}
		stop := strings.TrimSpace(v.V)[len(unstopped(v.V)):]
		again := func(was Text) Text {
			if was.OK() {
				was.V = unstopped(was.V) + stop
			}
			return was
		}
		*v, done = again(was), true
		for lang, t := range e.Translations {
			if in != nil {
				copied := *t
				*in(&copied) = again(t.Text(e, was))
				e.Translations[lang] = &copied
			}
		}
	}
	text(&e.Title, func(t *Translation) *Text { return &t.Title })
	text(&e.Purpose, func(t *Translation) *Text { return &t.Purpose })
	text(&e.Impact.Benefit, func(t *Translation) *Text { return &t.Benefit })
	if o := e.Outcome; o != nil {
		text(&o.Reason, nil)
		if status := statusOf(was.V); status != "" && statusOf(now) == o.Status.V {
			o.Status.V, done = status, true
		}
	}
	if a := e.Agreement; a != nil {
		for i := range a.Promises {
			text(&a.Promises[i].Text, nil)
		}
	}
	return done
}

// unstopped is a text without its full stop, which a history may leave out.
func unstopped(text string) string { return strings.TrimSuffix(strings.TrimSpace(text), ".") }

// statusOf is the status of an outcome that a text names, as its field or in
// plain words.
func statusOf(text string) string {
	status := strings.ReplaceAll(Fold(text), " ", "_")
	if slices.Contains(fields.OutcomeStatuses, status) {
		return status
	}
	return ""
}

// undoDay puts a day back, if one of the entry's is the new one.
func (e *Entry) undoDay(was, now string) {
	before, err := time.Parse("2006-01-02", was)
	if err != nil {
		return
	}
	day := func(d *Date) {
		if d.OK() && d.V.Format("2006-01-02") == now {
			d.V = before
		}
	}
	if t := e.Trip; t != nil {
		day(&t.Start)
		day(&t.End)
	}
	if v := e.Event; v != nil {
		for _, m := range []*Moment{&v.Start, &v.End} {
			if m.OK() && m.V.Day.Format("2006-01-02") == now {
				m.V.Day = before
			}
		}
	}
	if a := e.Agreement; a != nil {
		for i := range a.Promises {
			day(&a.Promises[i].Due)
		}
		if r := &a.Review; r.OK() && r.V.String() == now {
			r.V = frontmatter.Period{Start: before}
		}
	}
}

// undo puts an amount back, if it is what the city paid, all that was paid, or
// the plan; and calls a cost provisional that was.
func (c *Cost) undo(was, now, currency string) {
	before, wasState, ok := readCost(was, currency)
	after, nowState, same := readCost(now, currency)
	if ok && same && before != nil && after != nil {
		moved := before.Minor - after.Minor
		switch {
		case c.Known && (*after == c.City || *after == c.Trip):
			// Who else paid has not changed.
			c.City.Minor, c.Trip.Minor = c.City.Minor+moved, c.Trip.Minor+moved
		case c.Planned.OK() && *after == c.Planned.V:
			c.Planned.V.Minor += moved
		}
	}
	if ok && c.State == Final && wasState == Provisional && nowState != Provisional {
		c.State = Provisional
	}
}

var (
	digits   = regexp.MustCompile(`\d[\d.,'’\s\x{a0}\x{202f}]*\d|\d`)
	decimals = regexp.MustCompile(`[.,](\d{1,2})$`)
	// currencyWords are what is left of currency symbols and words once signs
	// are taken out: R$, US$, S/.
	currencyWords = []string{"r", "us", "s", "euro", "euros"}
	stateWords    = map[string]CostState{"provis": Provisional, "final": Final, "defin": Final}
)

// readCost reads what a history says of a cost: an amount, a state, or both,
// as people write them. It is not ok where the text says anything else, such as
// kilograms.
func readCost(text, currency string) (amount *Money, state CostState, ok bool) {
	rest := text
	if number := digits.FindString(text); number != "" {
		rest = strings.Replace(rest, number, " ", 1)
		whole, cents := number, ""
		if m := decimals.FindStringSubmatch(number); m != nil {
			whole, cents = strings.TrimSuffix(number, m[0]), "."+m[1]
		}
		plain := strings.Join(strings.FieldsFunc(whole, func(r rune) bool { return r < '0' || r > '9' }), "") + cents
		if m, err := ParseAmount(plain, currency); err == nil {
			amount = &m
		}
	}
	for word := range strings.FieldsSeq(Fold(rest)) {
		known := strings.EqualFold(word, currency) || slices.Contains(currencyWords, word)
		for prefix, s := range stateWords {
			if strings.HasPrefix(word, prefix) {
				state, known = s, true
			}
		}
		if !known {
			return nil, "", false
		}
	}
	return amount, state, amount != nil || state != ""
}
