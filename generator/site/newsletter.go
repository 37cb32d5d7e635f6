package site

import (
	"html/template"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// This file gathers a month's page: the letter, and the sections that the
// entries give to it. What it says is how things stood at the end of its
// month, so that a page once printed stays true to its paper: all of it comes
// from the content of that day (content.Set.AsOf), in the frame of that day.

// Edition is for whom a newsletter page is made.
type Edition string

// The editions. The staff's holds notes and briefings that no public file may
// hold.
const (
	Citizens Edition = "citizens"
	Staff    Edition = "staff"
	Partners Edition = "partners"
)

// Editions are all editions, the public one first.
var Editions = []Edition{Citizens, Staff, Partners}

// Mailed is the page of one month as the template of its mail is given it.
type Mailed struct {
	*Newsletter
	Portrait string // how the mail calls it
	Shows    string // and the picture of the month
}

// Newsletter is the page of one month.
type Newsletter struct {
	*Frame
	Edition    string // what an edition that is not public is called
	Name       string // of the newsletter
	Month      string // as a line of its own
	Subject    string // of the mail: month and title
	Letter     *Letter
	Gapless    string
	Changes    []LocalChange
	Said       Said
	YearAgo    string // the month a year ago
	Became     []Became
	Trips      []LetterTrip
	Coming     []Coming
	Picture    *MonthPicture // nil for none
	Voice      *Voice
	Verdict    *Verdict // nil for none
	Log        []LogLine
	Short      string        // the page's address without its scheme, to be typed
	Breaks     template.HTML // the same, with where a line may break in it
	QR         template.HTML
	Answer     string // mailto: with the question as its subject
	Leave      string // the mail address at which whoever has it by mail can leave; "" elsewhere
	Forms      []Link // the same page to print, to send, to read aloud
	Sharing    *Sharing
	StaffNotes []StaffNote
	Briefings  []StaffBriefing
	Tellings   []Telling
	Owed       []Promise
	Prev, Next *Link
	Turn       int // how many sections behind the letter stand in the sidebar
	Below      int // how many stand there or below the letter, on a wide screen; the others below both
}

// LocalChange is what one local issue has of the month.
type LocalChange struct {
	Issue Sign
	State State // of what failed
	Says  Str
	Entry Link
}

// Said is what was promised: kept, late, given up and new since the last page,
// and how all promises stood.
type Said struct {
	Kept, Late, Dropped, New []Promise
	More                     string // late ones beyond those named
	Ledger                   string
	Nothing                  bool // no promise was kept, late, given up or new
}

// Became is what came of an agreement or trip of a year ago.
type Became struct {
	Kind  string
	Entry Link
	State State
	Says  Str
}

// LetterTrip is a trip of the month.
type LetterTrip struct {
	Entry                Link
	When                 string
	Why                  Str
	Who                  []Str // by office
	State                State
	City, Total, Planned string
	Status               string
	Benefit              Str
	BenefitName          string // what it brings, or was to bring
}

// Coming is what is ahead, and why.
type Coming struct {
	When  string
	Entry Link
	Why   Str
}

// LogLine is a correction or revision of any entry.
type LogLine struct {
	Change
	Entry Link
}

// StaffNote is what colleagues should know of an entry.
type StaffNote struct {
	Entry Link
	Text  Str
}

// StaffBriefing is the agenda of a trip to come, shared before it.
type StaffBriefing struct {
	Entry  Link
	When   string
	Shared string // with whom and when, or that it has not been shared
	Topics []Str
}

// newsletter is a month's page as the site shows it.
func (s *Site) newsletter(l *lang, f *Frame, i int) *Newsletter {
	letters := s.Set.Newsletters()
	n, sp := letters[i], s.ledger.SpanOf(i)
	past, then := s.ofLetter(l, n)
	f.AsOf = then.common.AsOf
	v := &Newsletter{Frame: f, Letter: s.letter(l, n, 0), Gapless: l.gapless(s.ledger.RunTo(i)), Name: s.newsletterName(l)}
	v.Month = l.monthAlone(n.Month)
	v.Subject = l.word("letter.lead", "lead", v.Month) + v.Letter.Title.Text
	f.titled(v.Letter.Title.Text+" · "+v.Letter.Month, l.link("/newsletter/", "menu.newsletter"))
	f.Description = v.Letter.Purpose.Text
	f.share(s, s.letterCard(l, n))
	told := past.ledger.Told(n, sp)
	v.Changes = past.changesHere(then, told, sp)
	v.Said = past.said(then, sp)
	v.Picture = past.monthPicture(then, n, told)
	ago := ledger.YearBefore(n)
	v.YearAgo = l.Month(ago.From.Year(), ago.From.Month())
	v.Became = past.became(then, ago)
	v.Trips = past.letterTrips(then, sp)
	v.Coming = past.coming(then, sp)
	if e, q, ok := ledger.Voice(told); ok {
		v.Voice = then.voice(e, q)
	}
	v.Verdict = past.verdict(then, n)
	v.Log = past.changesLog(then, sp)
	s.contact(l, f, v)
	s.forms(l, n, v)
	if i > 0 {
		v.Prev = s.letterLink(l, letters[i-1])
	}
	if i+1 < len(letters) {
		v.Next = s.letterLink(l, letters[i+1])
	}
	v.Turn = v.turn()
	v.Below = v.below()
	return v
}

// newsletterName is what the city calls its letters.
func (s *Site) newsletterName(l *lang) string {
	if name := s.Set.Settings().NewsletterName; name.OK() {
		return l.words(name)
	}
	return l.word("letters.title")
}

// contact is how to answer, and where the figures are.
func (s *Site) contact(l *lang, f *Frame, v *Newsletter) {
	v.Short = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(f.Canonical, "https://"), "http://"), "/")
	v.Breaks = template.HTML(strings.ReplaceAll(template.HTMLEscapeString(v.Short), "/", "/<wbr>"))
	v.QR, f.Code = drawing.QR(f.Canonical, l.word("letter.qr")), "" // in the page, not above it
	if f.Email != "" {
		subject := v.Letter.Question.Text
		if subject == "" {
			subject = v.Letter.Title.Text
		}
		v.Answer = f.MailTo + "?subject=" + mailEscape(subject)
	}
}

// forms links the other forms of the same page. A PDF is there only where it
// has been printed.
func (s *Site) forms(l *lang, n *content.Newsletter, v *Newsletter) {
	address := l.prefix + letterAddress(n)
	if s.Printed[address] {
		v.Forms = append(v.Forms, Link{s.file(address + PDFName), pageText(l.word("letter.form-pdf"))})
	}
	v.Forms = append(v.Forms, Link{s.file(address + MailName), pageText(l.word("letter.form-mail"))},
		Link{s.file(address + TextName), pageText(l.word("letter.form-text"))})
	v.Sharing = sharing(l.toldLetter(n), v.Letter.Title.Text, v.Letter.Purpose.Text, v.Canonical)
}

// The names of a page's other forms, beside it.
const (
	PDFName  = "newsletter.pdf"
	MailName = "newsletter.eml"
	TextName = "newsletter.txt"
)

// mostChanges is how many sentences “What it changes here” may have.
const mostChanges = 6

// changesHere are the benefits of what is told, one sentence for a local
// issue; of what failed, the reason.
func (s *Site) changesHere(l *lang, told []*content.Entry, sp ledger.Span) []LocalChange {
	var out []LocalChange
	for _, x := range s.ledger.ChangesHere(told, sp, mostChanges) {
		e := x.Entry
		change := LocalChange{Issue: s.sign(l, x.Issue), Says: l.benefit(e), Entry: l.entryLink(e)}
		if o := e.Outcome; o != nil && o.Reason.OK() {
			change.State, change.Says = outcomeState(l, o.Status.V), l.say(e, o.Reason)
		}
		out = append(out, change)
	}
	return out
}

// became is what has come of what happened a year before.
func (s *Site) became(l *lang, ago ledger.Span) []Became {
	var out []Became
	for _, x := range s.ledger.BecameOf(ago) {
		b := Became{Kind: l.word("kind." + x.Entry.Kind.One()), Entry: l.entryLink(x.Entry)}
		if x.Entry.Trip != nil {
			b.State, b.Says = s.state(l, x.Entry), pageText(l.word("letter.became-nothing"))
		} else {
			b.State, b.Says = l.promisesKept(x), pageText(l.word("letter.became-silent"))
		}
		switch {
		case x.Entry.Trip != nil && x.Entry.Trip.Status.V == "cancelled":
			b.Says = pageText(l.word("letter.became-cancelled"))
		case x.News.V != "":
			b.Says = l.say(x.Entry, x.News)
		case x.Outcome != nil:
			b.Says = l.benefit(x.Outcome)
		}
		out = append(out, b)
	}
	return out
}

// promisesKept says how many promises of an agreement were kept.
func (l *lang) promisesKept(x ledger.Became) State {
	if x.Promises == 0 {
		return State{"open", l.word("agreement.active")}
	}
	state := State{"open", l.count("letter.became-kept", x.Kept, "all", l.Number(int64(x.Promises)))}
	if x.Kept == x.Promises {
		state.Class = "kept"
	}
	return state
}

// letterTrips are the trips that ended, or were cancelled, in the page's time.
func (s *Site) letterTrips(l *lang, sp ledger.Span) []LetterTrip {
	var out []LetterTrip
	for _, e := range s.ledger.TripsTold(sp) {
		t := translation(e.Translations, l)
		row := LetterTrip{Entry: l.entryLink(e), When: l.when(e), Why: l.in(t.Purpose, e.Purpose), Who: s.offices(l, e), Benefit: l.benefit(e),
			BenefitName: l.word("letter.trip-benefit")}
		if e.Trip.Status.V == "cancelled" {
			row.State, row.BenefitName = State{"gone", l.word("trip.cancelled")}, l.word("letter.trip-benefit-cancelled")
		}
		row.Status = strings.TrimSuffix(l.word("cost.unknown"), ".") // what was planned may follow
		if c := e.Cost; c.Known {
			row.City, row.Total, row.Status = l.money(c.City), l.money(c.Trip), l.word("letter.cost-"+string(c.State))
		}
		if e.Cost.Planned.OK() {
			row.Planned = l.money(e.Cost.Planned.V)
		}
		out = append(out, row)
	}
	return out
}

// offices are those who travelled, by what they do for the city.
func (s *Site) offices(l *lang, e *content.Entry) []Str {
	var out []Str
	for _, t := range e.Trip.Travellers {
		who := l.say(e, t.Role)
		if p := s.Set.Person(strings.TrimPrefix(t.Person.V, "people/")); p != nil {
			who = l.role(p)
		}
		if t.Count > 1 {
			who.Text += "\u00a0×\u00a0" + l.Number(int64(t.Count))
		}
		out = append(out, who)
	}
	return out
}

// mostComing is how many things ahead a page tells of, monthsAhead how far it
// looks.
const (
	mostComing  = 3
	monthsAhead = 3
)

// coming are the trips, reviews and promises of the months after the page,
// soonest first.
func (s *Site) coming(l *lang, sp ledger.Span) []Coming {
	var out []Coming
	list := s.ledger.Coming(sp, monthsAhead)
	for _, x := range list[:min(mostComing, len(list))] {
		e, link := x.Entry, l.entryLink(x.Entry)
		switch x.Kind {
		case ledger.EventItem:
			out = append(out, Coming{l.when(e), link, l.benefit(e)})
		case ledger.TripItem:
			out = append(out, Coming{l.when(e), link, l.in(translation(e.Translations, l).Purpose, e.Purpose)})
		case ledger.ReviewItem:
			out = append(out, Coming{l.period(e.Agreement.Review.V), link, pageText(l.word("letter.coming-review"))})
		default:
			link.Href += "#page-promise-" + x.Promise.ID.V
			out = append(out, Coming{l.word("letter.coming-due", "date", l.Day(x.Promise.Due.V)), link, l.say(e, x.Promise.Text)})
		}
	}
	return out
}

// voice is what somebody says in a language.
func (l *lang) voice(e *content.Entry, q content.Voice) *Voice {
	out := &Voice{Who: l.say(e, q.Who), Quote: l.say(e, q.Quote)}
	if q.Youth {
		out.Young = l.href(youthAddress)
	}
	return out
}

// changesLog are the revisions and corrections of the page's time.
func (s *Site) changesLog(l *lang, sp ledger.Span) []LogLine {
	var out []LogLine
	for _, c := range s.ledger.ChangesIn(sp) {
		out = append(out, LogLine{s.change(l, c.Entry, c.Revision), l.entryLink(c.Entry)})
	}
	return out
}
