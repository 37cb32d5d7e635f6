package site

import "html/template"

// This file is what the page of one entry shows; entry.go gathers it.

// Entry is what the layout of one entry shows.
type Entry struct {
	*Frame
	Kind           string // trip, agreement, outcome or event
	Event          *EventPart
	ForStaff       bool // an event of which nothing but its title and cost is public
	Kicker         []string
	State          State
	Heading        Str
	Benefit, Pitch Str
	Draft          bool
	Planned        bool   // a trip that has not begun, or an event that is not over
	Cancelled      bool   // a trip or an event that did not take place
	Question       string // what a draft without a benefit leaves open
	Notice         string // what is late or was cancelled, in a plain sentence
	Ticket         Ticket
	Return         Return
	Lessons        []Lesson
	Since          []News
	Who            *Answer
	Facts          []Fact
	Travellers     []Traveller
	Private        Str
	Promises       []Promise
	Story          Prose
	Voices         []Voice
	Films          []Film
	Sources        []Source
	Log            []Change
	Earlier, Later *Link
	ReplyTo        string
	Sharing        *Sharing      // nil where nothing of it is told
	Where          template.HTML // a small map of where it was
	Partners       []Link
	Main, Side     []Part // what stands in the wide column, and what at its side
}

// Ticket is what an entry cost, as a receipt. Ahead tells that nothing of it is
// spent yet, and the amounts are plans.
type Ticket struct {
	Ahead        bool
	Ours, Others []TicketLine
	City, Total  string // sums; Total only when others paid too
	Each         string // per resident
	Residents    string // how many there are, in words
	Planned      string
	Difference   string
	Explanation  Str
	Status       string
	Unknown      string // why there is no cost yet; then there are no sums
	Pending      Str
	Lines        Link
}

// TicketLine is one line of a receipt; Note holds the foreign amount or payer.
type TicketLine struct {
	What   Str
	Note   string
	Amount string
}

// Return is what an entry brings.
type Return struct {
	Who, Where    Str
	Measures      []Measure
	MeasuresFrom  *Link
	Bars, Windows bool // how measures are drawn, for their key
	Saved         string
	SavedPer      string
	SavedMethod   Str
	SavedChecked  Str
	Issues        []Sign
	Goals         []GoalChip
	Rose          SmallRose // with their petals lit
	Reason        Str       // why an outcome failed
	Due           string
	Of, Keeps, By []Link // where an outcome comes from, what it keeps; what came of an entry
}

// Measure is a figure before, as intended and now, with its little picture: a bar, or,
// where few things are counted, a window for each, lit once it is reached. Unit is empty
// where What names it.
type Measure struct {
	What                Str
	Unit                Str
	Before, Target, Now string
	Meter               template.HTML
	Windows             bool
	tall                float64 // of the windows, in pixels
}

// Sign is a local issue with its drawn sign.
type Sign struct {
	ID   string
	Sign string // the name of the drawing
	Link Link
}

// GoalChip is one goal or target. Name is the plain title of a target, and Note how many
// entries serve it where that is said.
type GoalChip struct {
	Number   int
	ID, Name string
	Note     string
	Href     string
}

// Lesson is what was seen there and what is done here.
type Lesson struct {
	Seen, Here Str
	State      State
	Review     string
}

// News is one line of a timeline, the latest first; Mute is a stretch of
// silence, Ahead what is still to come.
type News struct {
	Day, ISO string
	Lead     string
	Text     Str
	Href     string
	State    State
	Mute     bool
	Ahead    bool
}

// Answer is who answers for an entry today. Then is whom it names, where that
// is somebody else; Nobody tells that nobody in office is known to answer.
type Answer struct {
	Name, Role    Str
	Href          string
	Portrait, Alt string
	Then          *Term
	Nobody        bool
	Departments   []Link
	Mail          string // the link that opens a mail to the city; "" without one
}

// Fact is a term and what there is to say about it.
type Fact struct {
	Term string
	Text Str
	Href string
}

// Traveller is one line of who travelled.
type Traveller struct {
	Who, Role Str
	Href      string
	Count     int
	PaidBy    string
}

// Promise is one promise and its state.
type Promise struct {
	ID        string
	Text      Str
	Due       string
	Owner     *Link
	OwnerLeft bool  // the owner is not in office, and it is still to be kept
	OwnerNow  *Link // who answers for it instead, where that is known
	State     State
	Reason    Str
	KeptBy    *Link
	Proof     []Source // what proves that it was kept
	Unproved  bool     // kept, but no outcome says how
	DueISO    string
	Order     string // the day for sorting, as a number
	Overdue   string // how long it has been late
	Settled   string // when it was kept, or dropped
	Notes     []News
	Agreement *Link
	Keys      *RowKeys // by what it can be chosen, in a list of promises
}

// Voice is a quotation.
type Voice struct {
	Who, Quote Str
	Young      string // of somebody young: where all of these stand
	Entry      *Link  // away from the entry's own page
	When       string // with it
}

// Film is a film of the city's own, or a link to one elsewhere: then it has
// only a title and an address.
type Film struct {
	Title                      Str
	File, Captions, Transcript string
	Lang                       string // of the captions
	Href                       string
}

// Source is a document or address that proves what is said.
type Source struct{ Name, Href string }

// Change is one line of an entry's public history.
type Change struct {
	Day, ISO, Kind, Class string
	What, Why             Str
	Was, Now              string
	Entry                 *Link // away from the entry's own page
}
