// Package content is what a city writes: entries, people, partners,
// newsletters, pages and the settings of its site.
//
// Read finds the files, Parse turns one file into one Unit with its own
// problems, and Check holds all units against each other and against the
// published rules. Check alone can make a Set, so that nothing behind the
// gate ever sees unchecked content. Every rule stands in one place, with its
// reason, its remedy and an example of each side: Rules lists them.
//
// What was written keeps its place (frontmatter.Value), so that a problem
// found late can still be shown where it stands.
package content

import (
	"strings"
	"time"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// The forms of values, short for their long names.
type (
	// Text is a text with its place.
	Text = frontmatter.Value[string]
	// Date is a day, midnight UTC, with its place.
	Date = frontmatter.Value[time.Time]
	// Period is a day, month or year with its place.
	Period = frontmatter.Value[frontmatter.Period]
	// Words is a text for readers, for all languages or by language.
	Words = frontmatter.Value[frontmatter.Words]
)

// Kind is a kind of file; that of an entry is one of Kinds.
type Kind = fields.Kind

// The kinds of entries, from the table of fields.
const (
	Trips      = fields.Trips
	Agreements = fields.Agreements
	Outcomes   = fields.Outcomes
	Events     = fields.Events
)

// Kinds are the kinds of entries, in the order in which the site names them,
// and Purposes what money is spent for.
var (
	Kinds    = fields.Entries
	Purposes = fields.Purposes
)

// Head is what every file of the content has.
type Head struct {
	// ID is FOLDER/SLUG; Slug its last part.
	ID, Slug string
	File     *source.File
	// Path is the file's path below the content folder, with slashes.
	Path string
	// Dir is the folder that holds the files beside it, "" for the top.
	Dir string
	// OwnFolder tells that the folder is the entry's own (SLUG/index.md).
	OwnFolder bool
	Fence     source.Span
	Draft     bool
	Body      markdown.Doc
	// Files are the files published beside the page, by name.
	Files []string
}

// Entry is one trip, agreement, outcome or event.
type Entry struct {
	Head
	Kind Kind

	Title, Pitch, Purpose     Text
	Impact                    Impact
	Cost                      Cost
	Goals                     []Goal
	Official                  Text
	officialKey               source.Span // where the field is written, if it is
	Departments, Partners     []Text
	WhyInPerson, Difficulties Text
	Voices                    []Voice
	Films                     []Film
	// StaffNote is for the staff edition of the newsletter and must reach no
	// public file.
	StaffNote Text
	// Communication is for colleagues too: whom they tell what.
	Communication []Telling
	History       []Revision
	Published     Date

	Trip      *Trip
	Agreement *Agreement
	Outcome   *Outcome
	Event     *Event

	// Translations are the entry's texts in further languages.
	Translations map[string]*Translation

	stated statement // the benefit
	now    *Entry    // of an entry as it stood on an earlier day, that of today
}

// Date is the entry's own date: the start of a trip or an event, the day an agreement was
// signed (the first of the period written), an outcome's date. Zero when it
// is unknown.
func (e *Entry) Date() time.Time {
	switch {
	case e.Trip != nil && e.Trip.Start.OK():
		return e.Trip.Start.V
	case e.Agreement != nil && e.Agreement.Signed.OK():
		return e.Agreement.Signed.V.Start
	case e.Outcome != nil && e.Outcome.Date.OK():
		return e.Outcome.Date.V
	case e.Event != nil && e.Event.Start.OK():
		return e.Event.Start.V.Day
	}
	return e.Published.V
}

// End is the entry's last day: the end of a trip or an event, else its date; the end of the
// period in which an agreement was signed.
func (e *Entry) End() time.Time {
	switch {
	case e.Trip != nil && e.Trip.End.OK():
		return e.Trip.End.V
	case e.Agreement != nil && e.Agreement.Signed.OK():
		return e.Agreement.Signed.V.End()
	case e.Event != nil && e.Event.End.OK():
		return e.Event.End.V.Day
	}
	return e.Date()
}

// Impact is what an entry changes for residents.
type Impact struct {
	// Benefit is the stated local benefit, exactly as written.
	Benefit    Text
	Issues     []Text
	Who, Where Text
}

// Voice is what somebody said, with the reference of their consent.
type Voice struct {
	Who, Quote, Consent Text
	Youth               bool
}

// Agreed tells whether the speaker is known to have agreed to be quoted.
func (v Voice) Agreed() bool {
	return v.Consent.OK() && strings.TrimSpace(v.Consent.V) != "" && frontmatter.FlagOf(v.Consent.V) != "false"
}

// Revision is one line of an entry's public history.
type Revision struct {
	On             Date
	Kind           Text
	What, Was, Now Text
	Why            Text
}

// Person is an elected official or a named member of staff.
type Person struct {
	Head
	Name, Role    Text
	Elected       bool
	elected       frontmatter.Value[bool] // as it is written
	From, Until   Period
	Portrait, Alt Text
	Translations  map[string]*Translation
}

// Called is what readers are told a person is called: those elected by name, staff by
// their function.
func (p *Person) Called() Text {
	if !p.Elected && p.Role.V != "" {
		return p.Role
	}
	return p.Name
}

// InOffice tells whether the person held office on any day from first to
// last. A date that is not given does not limit.
func (p *Person) InOffice(first, last time.Time) bool {
	if p.From.OK() && p.From.V.Start.After(last) {
		return false
	}
	return !p.Until.OK() || !p.Until.V.End().Before(first)
}

// Partner is a city, region, network, organisation or university.
type Partner struct {
	Head
	Name, Type, City, Country Text
	Lat, Lon                  frontmatter.Value[float64]
	Since                     Period
	Translations              map[string]*Translation
}

// Newsletter is one month's page.
type Newsletter struct {
	Head
	Month                    time.Time // its first day
	Title, SignedBy, Purpose Text
	Features                 []Text
	PracticeFrom, Practice   Text
	Question                 Text
	Verdict                  *Verdict // nil for none
	Number                   frontmatter.Value[int]
	Translations             map[string]*Translation
}

// Page is a free page.
type Page struct {
	Head
	Title, Pitch Text
	Layout       Text // of the theme; nothing for PlainLayout
	Translations map[string]*Translation
}
