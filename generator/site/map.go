package site

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// Map is a map of where the city works.
type Map struct {
	Drawing template.HTML
	Missing string // how many partners and trips have no place on it
}

const (
	mapBytes    = 6500 // of outlines on a map at most
	mapFewBytes = 3000 // of those on the front page
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
	return &drawing.Place{Lon: set.Lon.V, Lat: set.Lat.V, Name: set.City.V}
}

// placeIndex is the places on the map, put together when it is first asked
// for, and how many partners have no coordinates.
type placeIndex struct {
	once     sync.Once
	places   []spot
	unplaced int
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
	p.Title = l.count("map.spot", p.Weight, "name", p.Name)
	p.Href = l.href(p.Href)
	return p
}

// drawMap draws places of one language, with so many bytes of outlines at most.
func (s *Site) drawMap(l *lang, places []drawing.Place, room int) template.HTML {
	return drawing.Map(places, s.town(), l.count("map.label", len(places)), room)
}

// cityMap is the map of all places.
func (s *Site) cityMap(l *lang, room int) Map {
	var places []drawing.Place
	for _, p := range s.allPlaces().places {
		places = append(places, placeIn(l, p))
	}
	m := Map{Drawing: s.drawMap(l, places, room)}
	if n := s.allPlaces().unplaced; n > 0 {
		m.Missing = l.count("map.missing", n)
	}
	return m
}

// partnerMap is the map of one partner.
func (s *Site) partnerMap(l *lang, p *content.Partner) template.HTML {
	for _, x := range s.allPlaces().places {
		if x.Href == "/"+p.ID+"/" {
			return s.drawMap(l, []drawing.Place{placeIn(l, x)}, mapBytes)
		}
	}
	return ""
}
