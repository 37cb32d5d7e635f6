package importer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
)

// This file writes the draft of a trip.

// writeTrip writes the draft of a trip.
func (im *importing) writeTrip(t *trip) []byte {
	d := newDraft(im.words)
	if im.layout.has("title") && t.title != "" {
		d.field("title", t.title)
	} else {
		d.titleQuestion(t.title)
	}
	d.open("pitch", catalog.Say("What changes here, in one sentence of at most 25 words?"))
	d.known("purpose", t.purpose, catalog.Say("Why did the city act?"))
	d.known("start", t.start, catalog.Say("On which day did the trip start?"))
	d.known("end", t.end, catalog.Say("On which day did the trip end?"))
	d.destinations(t.places)
	d.open("local_impact", catalog.Say("What did this change for residents? For whom, where, since when?"))
	d.open("sdg", catalog.Say("Which of the 17 goals, or of their targets, does it serve?"))
	d.open("official", catalog.Say("Who among the elected answers for it?"))
	im.travellers(d, t)
	if t.cancelled {
		d.field("status", "cancelled")
	}
	im.cost(d, t)
	im.persons(d, t.legs)
	for _, l := range t.legs {
		for _, q := range l.questions {
			d.put(q)
		}
	}
	for _, q := range t.questions {
		d.put(q)
	}
	return d.text(im.published(t.legs))
}

// titleQuestion writes the working title, if the table has words for one.
func (d *draft) titleQuestion(title string) {
	question := catalog.Say("What will residents remember of it?")
	if title == "" {
		d.open("title", question)
		return
	}
	d.note(catalog.Say("A working title made of the published words. %s", question))
	d.field("title", title)
	d.ask("The title is made of the published words. %s (`title`)", question)
}

// known writes a field, or its question when the table does not say.
func (d *draft) known(name, value string, question catalog.Message) {
	if value == "" {
		d.open(name, question)
		return
	}
	d.field(name, value)
}

func (d *draft) destinations(places []place) {
	switch len(places) {
	case 0:
		d.note(catalog.Say("Which city, in which country? Write it as City, CC."))
		d.raw("destination", "")
	case 1:
		d.raw("destination", quoted(places[0].String()))
	default:
		d.raw("destination", "")
		for _, p := range places {
			d.front.WriteString("  - " + quoted(p.String()) + "\n")
		}
	}
}

// travellers writes who travelled, by role: staff are shown by function, and
// only those elected by name.
func (im *importing) travellers(d *draft, t *trip) {
	seen := map[string]bool{}
	for _, l := range t.legs {
		if l.role == "" {
			if l.traveller != "" {
				d.ask("Row %d names a traveller and no role: which one? (`travellers`)", l.row.n)
			}
			continue
		}
		key := traveller(l) + "\x00" + content.Fold(l.role)
		if l.traveller == "" && !im.layout.has("amount") {
			key += strconv.Itoa(l.row.n)
		}
		if seen[key] {
			continue
		}
		if len(seen) == 0 {
			d.raw("travellers", "")
		}
		seen[key] = true
		d.front.WriteString("  - role: " + scalar(l.role) + "\n")
	}
	if len(seen) > 0 {
		d.ask("Is somebody elected among the travellers? Then write “person: …” instead of the role. (`travellers`)")
	}
}

// traveller is the same for “Bédard, Jean” and “Jean Bédard”.
func traveller(l *leg) string {
	words := strings.Fields(content.Fold(l.traveller))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// cost writes the lines of all travellers.
func (im *importing) cost(d *draft, t *trip) {
	var lines []string
	city := im.opts.Currency
	sums := map[string]int64{}
	var foreign []string
	labels := im.labels(t)
	for i, l := range t.legs {
		for _, x := range l.lines {
			what := x.what
			if labels[i] != "" {
				what += ", " + labels[i]
			}
			rate := ""
			if city != "" && x.currency != city {
				rate = ", currency: " + x.currency + ", rate: "
				if !slices.Contains(foreign, x.currency) {
					foreign = append(foreign, x.currency)
				}
			}
			payer := ""
			if x.payer != "" {
				payer = ", paid_by: " + scalar(x.payer)
			}
			lines = append(lines, fmt.Sprintf("    - {for: %s, what: %s, amount: %s%s%s}", x.purpose, scalar(what), x.amount, rate, payer))
			sums[x.currency] += x.money.Minor
		}
	}
	if len(lines) == 0 {
		d.open("cost", catalog.Say("What did it cost, and who paid? No amount above zero could be read."))
		return
	}
	d.raw("cost", "")
	d.front.WriteString("  ")
	d.note(catalog.Say("“final” once nothing more is to be paid or to come back."))
	d.front.WriteString("  status: provisional\n")
	d.ask("Is the cost final, or is something still to be paid or to come back? (`cost.status`)")
	for _, code := range foreign {
		question := catalog.Say("How many %s did one %s cost when it was paid?", city, code)
		d.front.WriteString("  ")
		d.note(catalog.Say("%s Write rate and rate_date in each line.", question))
		d.ask("%s (`%s`)", question, "cost.lines.rate")
	}
	for _, sum := range sums {
		if sum < 0 {
			d.ask("The lines add up to less than nothing: to which cost does the refund belong? (`cost`)")
		}
	}
	d.front.WriteString("  lines:\n" + strings.Join(lines, "\n") + "\n")
}

// labels are what tells the lines of several travellers apart: their roles,
// with the row where two have the same.
func (im *importing) labels(t *trip) []string {
	out := make([]string, len(t.legs))
	travellers, roles := map[string]bool{}, map[string]map[string]bool{}
	for _, l := range t.legs {
		who := traveller(l)
		if who == "" && !im.layout.has("amount") {
			who = strconv.Itoa(l.row.n)
		}
		travellers[who] = true
		if roles[l.role] == nil {
			roles[l.role] = map[string]bool{}
		}
		roles[l.role][who] = true
	}
	if len(travellers) < 2 {
		return out
	}
	for i, l := range t.legs {
		if out[i] = oneLine(l.role); len(roles[l.role]) > 1 || out[i] == "" {
			out[i] = strings.TrimSpace(out[i] + " (" + rowList([]int{l.row.n}).In(im.words) + ")")
		}
	}
	return out
}
