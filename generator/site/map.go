package site

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// Map is a map of where the city works: a frame of what lies round it, and
// further ones of what lies far.
type Map struct {
	Drawing template.HTML
	Beside  []Inset
	Home    string // the city, where it is marked
	Missing string // how many partners and trips have no place on it
}

// Inset is a frame of what lies far, or of the city itself where all that it
// does is far: Title says where that is, Away how far. With one place it is a
// link to it.
type Inset struct {
	Drawing     template.HTML
	Title, Away string
	Href        string
	Large       bool
}

const (
	mapBytes    = 9000 // of outlines on a map at most
	mapFewBytes = 2600 // of those on the front page
	// mapBeside and mapFewBeside are how many further frames there are at most.
	mapBeside, mapFewBeside = 6, 3
	// togetherness is how near, in degrees, a trip's place is the partner's.
	togetherness = 0.3
)

// town is the city itself on the map; nil where site.yaml does not say where
// it lies.
func (s *Site) town() *drawing.Place {
	set := s.Set.Settings()
	if !set.Lat.OK() || !set.Lon.OK() {
		return nil
	}
	return &drawing.Place{Lon: set.Lon.V, Lat: set.Lat.V, Name: set.City.V, Country: set.Country.V}
}

// placeIndex is the places on the map, put together when it is first asked
// for, how many partners have no coordinates, and the frames that were drawn,
// which are the same in all languages: of all places by how exact they are, and
// of one partner by its id.
type placeIndex struct {
	once     sync.Once
	places   []spot
	unplaced int
	frames   sync.Map // of int or string to func() []drawing.Frame
	locators sync.Map // of where the places of entries lie to func() drawing.Locator
}

// locator is the small map of some places, whose land is drawn once: for all languages,
// and for all entries that lie there.
func (s *Site) locator(places []drawing.Place, label string) template.HTML {
	if len(places) == 0 {
		return ""
	}
	key := ""
	for _, p := range places {
		key += fmt.Sprint(p.Lon, p.Lat, p.Country, ";")
	}
	home := s.town()
	once, _ := s.allPlaces().locators.LoadOrStore(key, sync.OnceValue(func() drawing.Locator { return drawing.NewLocator(places, home) }))
	return once.(func() drawing.Locator)().Draw(places, home, label)
}

// framesOf are the frames of some places, drawn when they are first asked for.
func (x *placeIndex) framesOf(key any, draw func() []drawing.Frame) []drawing.Frame {
	once, _ := x.frames.LoadOrStore(key, sync.OnceValue(draw))
	return once.(func() []drawing.Frame)()
}

// spot is a place, and what it is called in a language.
type spot struct {
	drawing.Place
	called func(*lang) string
}

// allPlaces are partners with coordinates, and the places of trips that are
// not a partner's, those with the most entries first.
func (s *Site) allPlaces() *placeIndex {
	s.places.once.Do(s.indexPlaces)
	return s.places
}

func (s *Site) indexPlaces() {
	var places []spot
	for _, p := range s.Set.Partners() {
		if p.Lat.OK() && p.Lon.OK() {
			places = append(places, spot{drawing.Place{Lon: p.Lon.V, Lat: p.Lat.V, Href: "/" + p.ID + "/",
				Weight: len(s.ledger.Entries(ledger.Term(p.ID))), Country: p.Country.V}, func(l *lang) string { return l.shortName(p) }})
		} else {
			s.places.unplaced++
		}
	}
	partners := len(places)
	for _, e := range s.ledger.Kind(content.Trips) {
		for _, d := range e.Trip.Destinations {
			if !d.Lat.OK() || !d.Lon.OK() {
				continue
			}
			i := slices.IndexFunc(places, func(x spot) bool { return math.Hypot(x.Lon-d.Lon.V, x.Lat-d.Lat.V) < togetherness })
			switch {
			case i < 0:
				places = append(places, spot{drawing.Place{Lon: d.Lon.V, Lat: d.Lat.V, Href: "/" + e.ID + "/", Weight: 1, Country: d.Country.V},
					func(l *lang) string { return l.cityName(e, d) }})
			case i >= partners:
				places[i].Weight++
			}
		}
	}
	slices.SortStableFunc(places, func(a, b spot) int { return cmp.Or(b.Weight-a.Weight, strings.Compare(a.Href, b.Href)) })
	s.places.places = places
}

// shortName is what a partner is called on the map: its city, if it has one.
// Where the partner is its city, the name of the one is that of the other.
func (l *lang) shortName(p *content.Partner) string {
	switch t := translation(p.Translations, l); {
	case !p.City.OK() || p.City.V == p.Name.V && !t.City.OK():
		return l.partnerName(p).Text
	case t.City.OK():
		return t.City.V
	}
	return p.City.V
}

// placeIn is a place as one language shows it.
func placeIn(l *lang, x spot) drawing.Place {
	p := x.Place
	p.Name = x.called(l)
	p.Href = l.href(p.Href)
	return p
}

// cityMap is the map of all places, with so many bytes of outlines and so many frames
// beside the first at most.
func (s *Site) cityMap(l *lang, room, beside int) Map {
	index := s.allPlaces()
	places := make([]drawing.Place, len(index.places))
	for i, p := range index.places {
		places[i] = placeIn(l, p)
	}
	home, m := s.town(), Map{}
	frames := index.framesOf(room, func() []drawing.Frame { return drawing.Frames(places, home, beside, room) })
	for i, f := range frames {
		if f.Home {
			m.Home = home.Name
		}
		if i == 0 {
			m.Drawing = f.Draw(places, home, l.count("map.label", len(f.Places)))
		} else {
			m.Beside = append(m.Beside, s.inset(l, f, places, home))
		}
	}
	if n := index.unplaced; n > 0 {
		m.Missing = l.count("map.missing", n)
	}
	return m
}

// inset is a frame beside the first one.
func (s *Site) inset(l *lang, f drawing.Frame, places []drawing.Place, home *drawing.Place) Inset {
	x := Inset{Large: f.Large}
	if len(f.Places) == 0 {
		x.Title, x.Drawing = whereabouts(l, *home), f.Draw(places, home, "")
		return x
	}
	first := places[f.Places[0]]
	km := math.Inf(1)
	var countries []string
	for _, i := range f.Places {
		if home != nil {
			km = min(km, drawing.Kilometres(*home, places[i]))
		}
		if name := l.Country(places[i].Country); !slices.Contains(countries, name) {
			countries = append(countries, name)
		}
	}
	if len(f.Places) == 1 {
		x.Title, x.Href = whereabouts(l, first), first.Href
		x.Drawing = f.Draw(places, home, "")
	} else {
		x.Title = l.List(countries)
		if len(countries) > mostCountries {
			x.Title = l.count("map.countries", len(countries))
		}
		x.Drawing = f.Draw(places, home, l.count("map.label", len(f.Places))+": "+x.Title)
	}
	if home != nil {
		key := "map.away"
		if len(f.Places) > 1 {
			key = "map.away-from"
		}
		x.Away = l.word(key, "km", l.Number(roundKm(km)))
	}
	return x
}

// mostCountries is how many countries the title of an inset names.
const mostCountries = 3

// whereabouts is a place with its country, where that is not its name too.
func whereabouts(l *lang, p drawing.Place) string {
	if country := l.Country(p.Country); p.Country != "" && country != p.Name {
		return p.Name + ", " + country
	}
	return p.Name
}

// roundKm rounds a distance as one says it: to tens under 1,000 km, else to hundreds.
func roundKm(km float64) int64 {
	if km < 1000 {
		return int64(math.Round(km/10) * 10)
	}
	return int64(math.Round(km/100) * 100)
}

// partnerMap is the map of one partner.
func (s *Site) partnerMap(l *lang, p *content.Partner) template.HTML {
	index := s.allPlaces()
	for _, x := range index.places {
		if x.Href != "/"+p.ID+"/" {
			continue
		}
		one := []drawing.Place{placeIn(l, x)}
		frames := index.framesOf(p.ID, func() []drawing.Frame { return drawing.Frames(one, s.town(), 1, mapBytes) })
		return frames[0].Draw(one, s.town(), l.count("map.label", 1))
	}
	return ""
}
