package site

import (
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// TermYear is what a partner, person or department brought in one year, or
// the years in which there was nothing.
type TermYear struct {
	Year, Entries string
	Cost          string // to the city, of what was spent
	Planned       string
	Gap           bool
}

// termYears are the years of a list of entries (see ledger.YearsOf).
func (s *Site) termYears(l *lang, list []*content.Entry, from, until content.Period) []TermYear {
	var out []TermYear
	for _, x := range s.ledger.YearsOf(list, from, until) {
		if x.Nothing {
			out = append(out, TermYear{Year: yearSpan(x.First, x.Last), Entries: l.word("years.nothing"), Gap: true})
		} else {
			out = append(out, l.termYear(x))
		}
	}
	return out
}

func (l *lang) termYear(x ledger.Stretch) TermYear {
	a := x.Account
	out := TermYear{Year: strconv.Itoa(x.First), Entries: l.counted(a.Spent)}
	if len(a.Ahead) > 0 {
		ahead := l.word("years.ahead", "entries", l.counted(a.Ahead))
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
	count := ledger.CountKinds(list)
	var parts []string
	for _, k := range content.Kinds {
		if count[k] > 0 {
			parts = append(parts, l.count("count."+string(k), count[k]))
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
	return pageText(p.Name.V)
}

// says is what stands beside that name: an office, for those elected.
func (l *lang) says(p *content.Person) Str {
	if p.Elected {
		return l.role(p)
	}
	return Str{}
}
