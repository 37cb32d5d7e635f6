package site

import (
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
)

// measure is a figure of an outcome. The unit is not said again where what is measured
// names it: “Windows cleaned”, in windows.
func (l *lang) measure(o *content.Entry, m content.Measure) Measure {
	number := func(v content.Text) string {
		if !v.OK() {
			return "–"
		}
		return l.Decimal(v.V)
	}
	out := Measure{What: l.say(o, m.What), Unit: l.say(o, m.Unit), Before: number(m.Before), Target: number(m.Target), Now: number(m.Now)}
	if names(out.What.Text, out.Unit.Text) {
		out.Unit = Str{}
	}
	// What is counted is the same in every language, so the words of the original decide.
	if names(m.What.V, m.Unit.V) && !measuring[content.Fold(m.Unit.V)] {
		if w, more, ok := drawing.Counted(m.Before.V, m.Target.V, m.Now.V); ok {
			key := "measure.lit"
			if more {
				key = "measure.lit-more"
			}
			out.Meter, out.Windows = w.Draw(l.word(key, "lit", l.Number(int64(w.Lit)), "all", l.Number(int64(w.All)))), true
			out.tall = w.Tall(returnWide)
			return out
		}
	}
	out.Meter = drawing.Meter(m.Before.V, m.Target.V, m.Now.V)
	return out
}

// names tells whether a text has a unit among its words.
func names(text, unit string) bool {
	words, wanted := strings.Fields(content.Fold(text)), strings.Fields(content.Fold(unit))
	if len(wanted) == 0 {
		return false
	}
	for i := range words {
		if i+len(wanted) <= len(words) && slices.Equal(words[i:i+len(wanted)], wanted) {
			return true
		}
	}
	return false
}

// measuring are units of which there are whole ones, and which are no things that could be
// drawn one by one.
var measuring = map[string]bool{}

func init() {
	for _, w := range strings.Fields("euros dollars pounds francs pesos reais tonnes tons kilos litres liters metres meters kilometres hectares degrees " +
		"minutes hours days nights weeks months years heures jours nuits semaines mois ans annees metros kilometros toneladas toneladas litros grados horas " +
		"minutos dias noches semanas meses anos hectareas noites graus quilometros") {
		measuring[w] = true
	}
}

// pictured gives an entry's page its small map of where it was, and with whom.
func (s *Site) pictured(l *lang, e *content.Entry, v *Entry) {
	var places []drawing.Place
	add := func(p drawing.Place) {
		if !slices.ContainsFunc(places, func(x drawing.Place) bool { return x.Name == p.Name }) {
			places = append(places, p)
		}
	}
	for _, p := range e.Partners {
		x := s.Set.Partner(strings.TrimPrefix(p.V, "partners/"))
		if x == nil {
			continue
		}
		v.Partners = append(v.Partners, Link{l.href("/" + x.ID + "/"), l.partnerName(x)})
	}
	for _, from := range append([]*content.Entry{e}, s.origins(e)...) {
		if from.Trip != nil {
			for _, d := range from.Trip.Destinations {
				if d.Lat.OK() && d.Lon.OK() {
					add(drawing.Place{Lon: d.Lon.V, Lat: d.Lat.V, Name: l.cityName(from, d), Country: d.Country.V})
				}
			}
		}
		if len(places) > 0 {
			break
		}
		for _, p := range from.Partners {
			if x := s.Set.Partner(strings.TrimPrefix(p.V, "partners/")); x != nil && x.Lat.OK() && x.Lon.OK() {
				add(drawing.Place{Lon: x.Lon.V, Lat: x.Lat.V, Name: l.shortName(x), Country: x.Country.V})
			}
		}
		if len(places) > 0 {
			break
		}
	}
	if len(places) > 0 {
		var called []string
		for _, p := range places {
			called = append(called, p.Name)
		}
		v.Where = s.locator(places, l.word("entry.map", "places", l.List(called)))
	}
}

// origins are the trips and agreements from which an outcome came.
func (s *Site) origins(e *content.Entry) []*content.Entry {
	var out []*content.Entry
	if e.Outcome != nil {
		for _, of := range e.Outcome.Of {
			if o := s.Set.Entry(of.V); o != nil {
				out = append(out, o)
			}
		}
	}
	return out
}
