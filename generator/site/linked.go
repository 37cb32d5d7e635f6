package site

import (
	"encoding/json"
	"html/template"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/output"
)

// This file says what a page is about in the words of https://schema.org, for
// programs. No word is used that schema.org does not have.

// thing is one thing of schema.org: its properties by name, "@type" its type.
type thing map[string]any

// linked writes a thing as JSON-LD. encoding/json writes <, > and & so that
// they cannot end the script they stand in.
func linked(t thing) template.JS {
	t.tidy()
	t["@context"] = "https://schema.org"
	data, err := json.Marshal(t)
	if err != nil {
		panic(err) // texts and numbers can be written
	}
	return template.JS(data)
}

// tidy leaves out what is not known: empty texts, empty lists, and things of which
// nothing but the type is.
func (t thing) tidy() {
	for name, value := range t {
		empty := value == ""
		switch x := value.(type) {
		case thing:
			x.tidy()
			empty = len(x) == 1
		case []thing:
			for _, y := range x {
				y.tidy()
			}
			empty = len(x) == 0
		case []string:
			empty = len(x) == 0
		}
		if empty {
			delete(t, name)
		}
	}
}

// cityThing is the city as a publisher.
func (s *Site) cityThing() thing {
	set := s.Set.Settings()
	return thing{"@type": "GovernmentOrganization", "name": set.City.V, "url": set.BaseURL}
}

func (s *Site) siteThing(l *lang, f *Frame) thing {
	return thing{"@type": "WebSite", "name": f.SiteTitle, "description": f.Description, "url": f.Canonical, "inLanguage": l.Lang(),
		"publisher": s.cityThing()}
}

// entryThing is an entry: a trip, an agreement as a work, an outcome as a
// report on what it came from.
func (s *Site) entryThing(l *lang, f *Frame, e *content.Entry) thing {
	t := thing{"name": l.title(e).Text, "description": l.benefit(e).Text, "url": f.Canonical}
	switch {
	case e.Trip != nil:
		t["@type"], t["provider"] = "Trip", s.cityThing()
		s.timed(t, e.Trip)
		var places []thing
		for _, d := range e.Trip.Destinations {
			p := thing{"@type": "City", "name": l.cityName(e, d), "address": thing{"@type": "PostalAddress", "addressCountry": d.Country.V}}
			located(p, d.Lat.V, d.Lon.V, d.Lat.OK() && d.Lon.OK())
			places = append(places, p)
		}
		t["itinerary"] = places
		return t
	case e.Event != nil:
		s.eventThing(l, e, t)
		return t
	case e.Agreement != nil:
		t["@type"] = "CreativeWork"
		if e.Agreement.Signed.OK() {
			t["dateCreated"] = e.Agreement.Signed.V.String()
		}
		if e.Agreement.Until.OK() {
			t["expires"] = isoDay(e.Agreement.Until.V.End())
		}
		var partners []thing
		for _, v := range e.Partners {
			if p := s.Set.Partner(strings.TrimPrefix(v.V, "partners/")); p != nil {
				partners = append(partners, thing{"@type": "Organization", "name": l.partnerName(p).Text})
			}
		}
		t["contributor"] = partners
	case e.Outcome != nil:
		t["@type"] = "Report"
		dated(t, "datePublished", e.Published.V)
		var causes []string
		for _, of := range e.Outcome.Of {
			if s.Set.Entry(of.V) != nil {
				causes = append(causes, s.Set.Settings().BaseURL+strings.TrimPrefix(l.prefix+"/", "/")+of.V+"/")
			}
		}
		t["isBasedOn"] = causes
	}
	t["inLanguage"], t["publisher"] = l.Lang(), s.cityThing()
	if p := s.Set.Answers(e, s.Set.Today()); p != nil {
		t["accountablePerson"] = thing{"@type": "Person", "name": p.Name.V, "jobTitle": l.role(p).Text}
	}
	return t
}

// timed gives a trip its times, which have to be moments: its days are all that is
// known, so it takes the whole of them, as it is in the city.
func (s *Site) timed(t thing, trip *content.Trip) {
	moment := func(day time.Time, hour, minute, second int) string {
		return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second, 0, s.Set.Settings().Zone).Format("2006-01-02T15:04:05-07:00")
	}
	if trip.Start.OK() {
		t["departureTime"] = moment(trip.Start.V, 0, 0, 0)
	}
	if trip.End.OK() {
		t["arrivalTime"] = moment(trip.End.V, 23, 59, 59)
	}
}

// dated gives a thing a day, if it is known.
func dated(t thing, name string, day time.Time) {
	if !day.IsZero() {
		t[name] = isoDay(day)
	}
}

func located(t thing, lat, lon float64, known bool) {
	if known {
		t["geo"] = thing{"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
	}
}

// partnerTypes are schema.org's types for the kinds of partners.
var partnerTypes = map[string]string{"city": "City", "region": "AdministrativeArea", "university": "CollegeOrUniversity"}

func partnerThing(l *lang, f *Frame, p *content.Partner) thing {
	t := thing{"@type": "Organization", "name": l.partnerName(p).Text, "url": f.Canonical}
	if known := partnerTypes[p.Type.V]; known != "" {
		t["@type"] = known
	}
	t["address"] = thing{"@type": "PostalAddress", "addressCountry": p.Country.V, "addressLocality": p.City.V}
	if t["@type"] == "City" || t["@type"] == "AdministrativeArea" {
		located(t, p.Lat.V, p.Lon.V, p.Lat.OK() && p.Lon.OK())
	}
	return t
}

// personThing is somebody elected; staff are not described to programs.
func (s *Site) personThing(l *lang, f *Frame, p *content.Person) thing {
	return thing{"@type": "Person", "name": p.Name.V, "jobTitle": l.role(p).Text, "url": f.Canonical, "worksFor": s.cityThing()}
}

func (s *Site) dataThing(l *lang, f *Frame) thing {
	var files []thing
	add := func(address string) {
		files = append(files,
			thing{"@type": "DataDownload", "contentUrl": s.Set.Settings().BaseURL + address[1:], "encodingFormat": output.MediaType(address)})
	}
	for _, d := range content.DataFiles() {
		if !strings.HasSuffix(d.Name, ".xlsx") { // the same as the .csv, for people
			add(d.Address())
		}
	}
	for _, d := range s.Set.DataForms() {
		add(d.Address())
	}
	t := thing{"@type": "Dataset", "name": f.SiteTitle, "description": f.Description, "url": f.Canonical, "inLanguage": l.Lang(),
		"creator": s.cityThing(), "distribution": files, "dateModified": isoDay(s.Set.Today())}
	licence := s.Set.Settings().OfData()
	t["license"] = thing{"@type": "CreativeWork", "name": licence.Title, "url": licence.Address}
	return t
}
