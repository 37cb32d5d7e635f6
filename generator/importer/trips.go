package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gosimple/slug"

	"parvis/generator/catalog"
	"parvis/generator/content"
)

// trip is the rows that belong to one trip, and what they say together.
type trip struct {
	legs           []*leg
	id             string
	start, end     string
	title, purpose string
	places         []place
	cancelled      bool
	questions      []catalog.Message
}

// trips groups the rows by trip and writes a draft for each.
func (im *importing) trips(rows []row) []Draft {
	var all []*trip
	byKey := map[string]*trip{}
	legs := make([]*leg, 0, len(rows))
	for _, r := range rows {
		l := im.leg(r)
		if l == nil {
			continue
		}
		legs = append(legs, l)
		key := im.key(l)
		if byKey[key] == nil {
			byKey[key] = &trip{}
			all = append(all, byKey[key])
		}
		byKey[key].legs = append(byKey[key].legs, l)
	}
	im.duplicates(legs)
	for _, t := range all {
		im.assemble(t)
	}
	alike(all)
	drafts := make([]Draft, 0, len(all))
	for _, t := range all {
		drafts = append(drafts, Draft{Path: t.id + ".md", Text: im.writeTrip(t), Rows: rowsOf(t.legs)})
	}
	return drafts
}

// key is the same for rows of one trip: those of one body with the same days,
// destination and purpose, however they are spelled, or those with the same
// value in the column that the map file names for it.
func (im *importing) key(l *leg) string {
	if group := l.says["group"].text; group != "" {
		return content.Fold(l.body) + "\x00" + group
	}
	return strings.Join(
		[]string{
			content.Fold(l.body),
			l.says["start"].text,
			l.says["end"].text,
			content.Fold(l.says["destination"].text),
			content.Fold(l.says["purpose"].text),
		},
		"\x00\x00",
	)
}

// duplicates reports rows that say the same in every cell, and different rows
// of one body with the same reference number. Where each row is one line of a
// cost, its number repeats by right.
func (im *importing) duplicates(legs []*leg) {
	texts, references := map[string]*leg{}, map[string]*leg{}
	perLine := im.layout.has("amount") || im.layout.has("group") && slices.Equal(im.layout.fields["group"].at, im.layout.fields["reference"].at)
	for _, l := range legs {
		var all strings.Builder
		for i := range l.row.cells {
			all.WriteString(l.row.text(i) + "\x00")
		}
		if first := texts[all.String()]; first != nil {
			im.report(
				ruleDuplicate.At(l.row.span(), "this row says the same as row %d in every cell", first.row.n).See(first.row.span(), "the first of the two"),
			)
			l.ask("Row %d says the same as row %d in every cell: was something entered twice?", l.row.n, first.row.n)
			continue
		}
		texts[all.String()] = l
		reference := l.says["reference"]
		if reference.text == "" || perLine {
			continue
		}
		key := content.Fold(l.body) + "\x00" + reference.text
		if first := references[key]; first != nil {
			im.report(
				ruleDuplicate.At(l.place("reference"), "the reference number %q stands in row %d already", oneLine(reference.text), first.row.n).
					See(first.place("reference"), "first written here"),
			)
			l.ask("Row %d has the reference number “%s”, which row %d has too: was something entered twice?", l.row.n, esc(reference.text), first.row.n)
			continue
		}
		references[key] = l
	}
}

// assemble puts together what the rows of a trip say.
func (im *importing) assemble(t *trip) {
	best := t.legs[0]
	cancelled := 0
	for _, l := range t.legs {
		if l.start != "" && (t.start == "" || l.start < t.start) {
			t.start = l.start
		}
		t.end = max(t.end, l.end)
		if !best.places.sure() && l.places.sure() {
			best = l
		}
		if l.cancelled.File != nil {
			cancelled++
		}
		for _, field := range []struct {
			name string
			to   *string
		}{{"title", &t.title}, {"purpose", &t.purpose}} {
			if *field.to == "" {
				*field.to = l.says[field.name].text
			}
		}
	}
	t.places = slices.Clone(best.places.places)
	if im.layout.has("group") {
		for _, l := range t.legs {
			for _, p := range l.places.places {
				if !slices.Contains(t.places, p) {
					t.places = append(t.places, p)
				}
			}
		}
	}
	t.cancelled = cancelled == len(t.legs)
	im.cancelledCosts(t, cancelled)
	t.id = im.newID(content.Trips, t.start, t.slugText())
	for _, l := range t.legs {
		for name, value := range map[string]string{"start": t.start, "end": t.end, "title": t.title, "purpose": t.purpose} {
			if said := l.says[name]; len(said.at) == 1 && said.text == value {
				l.used[said.at[0]] = true
			}
		}
	}
	if t.title == "" {
		t.title = t.workingTitle()
	}
}

// cancelledCosts asks about the costs of a cancelled trip.
func (im *importing) cancelledCosts(t *trip, cancelled int) {
	if cancelled > 0 && !t.cancelled {
		t.questions = append(
			t.questions,
			catalog.Say("%d of %d rows say that the trip was cancelled: who travelled? (`status`, `travellers`)", cancelled, len(t.legs)),
		)
	}
	costs := false
	for _, l := range t.legs {
		if l.cancelled.File == nil || len(l.lines) == 0 {
			continue
		}
		costs = true
		sum := content.Money{Currency: l.lines[0].currency}
		for _, x := range l.lines {
			if x.currency == sum.Currency {
				sum = sum.Plus(x.money)
			}
		}
		im.report(ruleCancelled.At(l.cancelled, "this trip was cancelled, and cost %s", sum))
	}
	if costs {
		t.questions = append(
			t.questions,
			catalog.Say("The trip was cancelled and cost something all the same: why, and what of it comes back? (`difficulties`)"),
		)
	}
}

// maxAlike is how many like trips a draft names.
const maxAlike = 10

// alike asks about trips of one body on the same days to the same places that
// give different purposes: a minister goes “to attend”, the staff “to
// accompany the Minister”.
func alike(all []*trip) {
	byKey := map[string][]*trip{}
	for _, t := range all {
		key := fmt.Sprint(content.Fold(t.legs[0].body), t.start, t.end, t.places)
		if t.start != "" && len(t.places) > 0 {
			byKey[key] = append(byKey[key], t)
		}
	}
	for _, same := range byKey {
		for _, t := range same {
			var others []string
			for _, o := range same[:min(len(same), maxAlike)] {
				if o != t {
					others = append(others, o.id)
				}
			}
			if len(others) > 0 {
				t.questions = append(
					t.questions,
					catalog.Say("%s: same body, same days, same places, another purpose. Is it one trip? Then make one entry of them.", catalog.And(others...)),
				)
			}
		}
	}
}

// slugText is what the trip's address is made of.
func (t *trip) slugText() string {
	if len(t.places) > 0 {
		return t.places[0].city
	}
	for _, l := range t.legs {
		if text := l.says["destination"].text; text != "" {
			return text
		}
	}
	return t.purpose
}

// maxTitle is about how many characters a working title may have.
const maxTitle = 80

// workingTitle makes a title of the published words, so that the draft can be
// told from others; the draft asks for a better one.
func (t *trip) workingTitle() string {
	text := oneLine(t.purpose)
	if len(t.places) > 0 && !strings.HasPrefix(content.Fold(text), content.Fold(t.places[0].city)) {
		text = strings.TrimSuffix(t.places[0].city+": "+text, ": ")
	}
	if r := []rune(text); len(r) > maxTitle {
		text = string(r[:maxTitle])
		if i := strings.LastIndexByte(text, ' '); i > maxTitle/2 {
			text = text[:i]
		}
		text = strings.TrimRight(text, " ,;:.-") + "…"
	}
	return text
}

// maxSlug is how long a slug may be before its number.
const maxSlug = 60

// newID returns an id that no draft of this run and no entry of the city has.
func (im *importing) newID(kind content.Kind, date, text string) string {
	name := slugOf(text)
	if name == "" {
		name = kind.One()
	}
	month := "undated"
	if len(date) >= len("2006-01") {
		month = date[:len("2006-01")]
	} else if date != "" {
		month = date // a year
	}
	return im.claim(string(kind) + "/" + month + "-" + name)
}

// slugOf is a text as part of an address: small letters, digits and hyphens; ""
// where none is left.
func slugOf(text string) string {
	name := strings.Trim(strings.ReplaceAll(slug.Make(text), "_", "-"), "-")
	for strings.Contains(name, "--") {
		name = strings.ReplaceAll(name, "--", "-")
	}
	if len(name) > maxSlug {
		name = name[:maxSlug]
		if i := strings.LastIndexByte(name, '-'); i > maxSlug/2 {
			name = name[:i]
		}
		name = strings.Trim(name, "-")
	}
	return name
}

// claim takes an id, with a number behind it where it is taken.
func (im *importing) claim(id string) string {
	unique, n := id, max(1, im.ids[id])
	for im.ids[unique] > 0 || im.opts.Taken != nil && im.opts.Taken(unique) {
		n++
		unique = id + "-" + strconv.Itoa(n)
	}
	im.ids[id], im.ids[unique] = n, max(1, im.ids[unique])
	return unique
}

func rowsOf(legs []*leg) []int {
	var out []int
	for _, l := range legs {
		out = append(out, l.row.n)
	}
	return out
}
