package site

import (
	"strconv"
	"strings"

	"parvis/generator/content"
)

// TermYear is what a partner, person or department brought in one year, or
// the years in which there was nothing.
type TermYear struct {
	Year, Entries string
	Cost          string // to the city, of what was spent
	Planned       string
	Gap           bool
}

// termYears are the years of a list of entries, the latest first, from a
// beginning that is known or the first entry, to an end that is known or
// today. Years without an entry are said too, those in a row together, but
// not those before the beginning.
func (s *Site) termYears(l *lang, list []*content.Entry, from, until content.Period) []TermYear {
	byYear := map[int][]*content.Entry{}
	first, last := s.Set.Today().Year(), s.Set.Today().Year()
	if until.OK() && until.V.End().Before(s.Set.Today()) {
		last = until.V.End().Year()
	}
	if from.OK() {
		first = min(first, from.V.Start.Year())
	}
	for _, e := range list {
		if y := e.Date().Year(); !e.Date().IsZero() {
			byYear[y] = append(byYear[y], e)
			first, last = min(first, y), max(last, y)
		}
	}
	if len(byYear) == 0 || last-first > mostYears {
		return nil
	}
	var out []TermYear
	began := first
	if from.OK() {
		began = from.V.Start.Year() // before that, nothing was to be expected
	}
	for y := last; y >= first; y-- {
		if len(byYear[y]) > 0 {
			out = append(out, s.termYear(l, y, byYear[y]))
			continue
		}
		if y < began {
			continue
		}
		begin := y
		for begin > began && len(byYear[begin-1]) == 0 {
			begin--
		}
		out = append(out, TermYear{Year: yearSpan(begin, y), Entries: l.w("years.nothing"), Gap: true})
		y = begin
	}
	return out
}

// mostYears guards against a year that cannot be meant.
const mostYears = 300

func (s *Site) termYear(l *lang, y int, list []*content.Entry) TermYear {
	a := s.account(list)
	out := TermYear{Year: strconv.Itoa(y), Entries: l.counted(a.Spent)}
	if len(a.Ahead) > 0 {
		ahead := l.w("years.ahead", "entries", l.counted(a.Ahead))
		out.Entries = strings.TrimPrefix(out.Entries+", "+ahead, ", ")
	}
	if len(a.Spent) > 0 {
		out.Cost = l.money(a.City)
	}
	out.Planned = strings.Join(l.plannedNote(a), "")
	return out
}

// counted says how many entries of each kind a list has.
func (l *lang) counted(list []*content.Entry) string {
	var parts []string
	for _, k := range content.Kinds {
		n := 0
		for _, e := range list {
			if e.Kind == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, l.n("count."+string(k), n))
		}
	}
	return l.List(parts)
}

// personName is a person as the site names them: those who were elected by
// name, staff by their function.
func (l *lang) personName(p *content.Person) Str {
	if role := l.role(p); !p.Elected && role.Text != "" {
		return role
	}
	return own(p.Name.V)
}

// says is what stands beside that name: an office, for those elected.
func (l *lang) says(p *content.Person) Str {
	if p.Elected {
		return l.role(p)
	}
	return Str{}
}
