package site

import (
	"fmt"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// Rose is the rose window: one petal for each of the seventeen goals, filled
// by how many entries serve it, or by what they cost.
type Rose struct {
	drawing.Rose
	Total                        string
	Unit                         string // what is counted
	First                        bool   // it brings the parts of which all roses of a page are made
	Title, Text, TitleID, TextID string
	GlassID                      string // of what all its petals have, rings and all
	Key                          string // what a ring is, and a petal that is lit to its edge
	Petals                       []Petal
	Rows                         []RoseRow
}

// Petal is one petal, and where it leads.
type Petal struct {
	drawing.Petal
	Label, Short, Href string
}

// RoseRow is the same petal in a table.
type RoseRow struct {
	Number           int
	Name, Href       string
	Entries, Cost    string
	CountedForSorted int
	CostForSorted    int64
}

// rose is the rose window filled by how many entries serve each goal, or by
// what they cost the city.
func (s *Site) rose(l *lang, byCost bool) Rose {
	currency := s.Set.Settings().Currency
	r := Rose{Total: l.Number(int64(len(s.Set.Entries()))), Unit: l.count("rose.unit", len(s.Set.Entries())), First: true,
		Title: l.word("rose.title"), Text: l.word("rose.text"), TitleID: "page-rose-title", TextID: "page-rose-text"}
	if byCost {
		symbol := strings.Trim(l.AmountShort(0, currency), "0\u00a0\u202f ")
		r.Total, r.Unit, r.First = symbol, l.word("rose.by-cost"), false
		r.Title, r.Text, r.TitleID, r.TextID = l.word("rose.cost-title"), l.word("rose.cost-text"), "page-rose-cost-title", "page-rose-cost-text"
	}
	var fills [drawing.Goals]int64
	for n := range fills {
		list, sum := s.ledger.Entries(ledger.OfGoal(n+1)), s.ledger.Account(ledger.OfGoal(n+1))
		r.Rows = append(r.Rows, RoseRow{Number: n + 1, Name: l.word(fmt.Sprintf("goal.%d", n+1)), Href: l.href(fmt.Sprintf("/sdg/%d/", n+1)),
			Entries: l.Number(int64(len(list))), Cost: l.money(sum.City), CountedForSorted: len(list), CostForSorted: sum.City.Minor})
		if fills[n] = int64(len(list)); byCost {
			fills[n] = sum.City.Minor
		}
	}
	r.Rose, r.GlassID = drawing.NewRose(fills), r.TitleID+"-glass"
	r.Key = l.word("rose.rings", "step", l.count("count.entries", int(r.Step)), "most", l.count("count.entries", int(r.Most)))
	if byCost {
		money := func(minor int64) string { return l.cash(content.Money{Minor: minor, Currency: currency}) }
		r.Key = l.word("rose.rings", "step", money(r.Step), "most", money(r.Most))
	}
	for n, row := range r.Rows {
		value := l.count("count.entries", row.CountedForSorted)
		if byCost {
			value = row.Cost
		}
		label := l.word("rose.petal", "number", fmt.Sprint(n+1), "goal", row.Name, "entries", value)
		r.Petals = append(r.Petals, Petal{r.Rose.Petals[n], label, l.word(fmt.Sprintf("goal.short-%d", n+1)), row.Href})
	}
	return r
}

// SmallRose is the rose with the petals of some goals lit, and the same in words.
type SmallRose struct {
	drawing.SmallRose
	Label string
}

// smallRose is the rose with the petals of some goals lit; it has no petals where
// there is no goal.
func (l *lang) smallRose(goals ...content.Goal) SmallRose {
	var numbers []int
	for _, g := range goals {
		numbers = append(numbers, g.Number)
	}
	r := SmallRose{SmallRose: drawing.NewSmallRose(numbers)}
	var names []string
	for _, p := range r.Petals {
		names = append(names, strconv.Itoa(p.Number))
	}
	r.Label = l.count("rose.lit", len(names), "goals", l.List(names))
	return r
}

// served are the goals that entries serve.
func (s *Site) served() (out []content.Goal) {
	for n, entries := range s.ledger.Served() {
		if entries > 0 {
			out = append(out, content.Goal{Number: n + 1})
		}
	}
	return out
}
