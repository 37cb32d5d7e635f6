package site

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/picture"
)

// This file is what the sheets on an entry say that are not the council's: for a department that
// discusses it, for the press, and for whoever sets the town's printed magazine.

// EntrySheet is one side of paper on an entry. Of what follows the heading each kind has its own.
type EntrySheet struct {
	Lang, City, Title string
	Kind, What        string // what it is, and what that is called
	Draft             bool
	Kicker            []string
	State             State
	Heading, Pitch    Str
	Benefit           Str
	BenefitName       string
	Purpose, Outcome  Str // why, and what came of it where it failed
	Issues            string
	Seen              []Lesson
	Wanted            []Str // what was to be asked there
	Results           []SheetResult
	Measures          []Measure
	Facts             []Fact
	Voices            []Voice
	Texts             []SheetText
	Pictures          []SheetPicture
	Contact           []string
	Licence           string
	Made, Short       string
	QR                template.HTML
}

// SheetText is a text of at most so many signs, which ends where a sentence does.
type SheetText struct {
	Name, Count string
	Text        Str
}

// SheetPicture is a photograph of an entry's story. Src and Name are known once it is made.
type SheetPicture struct {
	Alt, Credit Str
	Size        string // in points, and how large it can be printed
	Name        string
	Src         template.URL
	File        string // in the content folder
	Points      int    // how wide it is
}

// entrySheet is the sheet of a kind on an entry.
func (s *Site) entrySheet(l *lang, e *content.Entry, kind string) *EntrySheet {
	if kind == DiscussionKind {
		e = s.Set.ForStaff(e)
	}
	t := translation(e.Translations, l)
	set := s.Set.Settings()
	v := &EntrySheet{Lang: l.Lang(), City: set.City.V, Kind: kind, What: l.word("sheet." + kind), Draft: e.Draft, Kicker: s.kick(l, e), State: s.state(l, e),
		Heading: l.title(e), Pitch: l.in(t.Pitch, e.Pitch), Benefit: l.benefit(e), BenefitName: l.word("entry.benefit"), Purpose: l.in(t.Purpose, e.Purpose),
		Made: l.word("council.made", "date", l.Day(s.Set.Today())), Licence: set.Licence}
	v.Title = v.Heading.Text + " — " + v.What
	if s.ahead(e) {
		v.BenefitName = l.word("entry.benefit-planned")
	}
	if e.Outcome != nil {
		v.Outcome = l.say(e, e.Outcome.Reason)
	}
	v.Issues = s.issueNames(l, e)
	if !e.Draft {
		v.Short = s.typed(l, e.ID)
		v.QR = drawing.QR(strings.TrimSuffix(set.BaseURL, "/")+l.prefix+"/"+e.ID+"/", l.word("letter.qr"))
	}
	s.sheetMeasures(l, e, v)
	switch kind {
	case DiscussionKind:
		s.discussed(l, e, v)
	case PressKind:
		s.forPress(l, e, v)
	case BulletinKind:
		v.Texts = s.lengths(l, e)
	}
	if kind != DiscussionKind {
		s.sheetContact(l, e, v)
		v.Pictures = s.storyPictures(l, e)
	}
	return v
}

// ahead tells whether an entry has not taken place yet.
func (s *Site) ahead(e *content.Entry) bool {
	return !e.CalledOff() && (e.Trip != nil && e.Trip.Status.V == "planned" || e.Event != nil && !e.End().Before(s.Set.Today()))
}

func (s *Site) sheetMeasures(l *lang, e *content.Entry, v *EntrySheet) {
	if outcome := s.ledger.Measured(e); outcome != nil && !outcome.Draft {
		for _, m := range outcome.Outcome.Measures {
			v.Measures = append(v.Measures, l.measure(outcome, m))
		}
	}
	v.Results = s.sheetResults(l, e)
}

// sheetResults are what came of an entry.
func (s *Site) sheetResults(l *lang, e *content.Entry) (out []SheetResult) {
	for _, o := range s.Set.OutcomesOf(e) {
		if o.Draft || o == e {
			continue
		}
		r := SheetResult{State: s.state(l, o), Says: l.benefit(o)}
		if o.Outcome.Reason.OK() {
			r.Says = l.say(o, o.Outcome.Reason)
		}
		out = append(out, r)
	}
	return out
}

// discussed is what was seen there, and what was to be asked.
func (s *Site) discussed(l *lang, e *content.Entry, v *EntrySheet) {
	if e.Trip == nil {
		return
	}
	var told Entry
	s.tripParts(l, e, &told)
	v.Seen = told.Lessons
	if b := e.Trip.Briefing; b != nil {
		for _, topic := range b.Topics {
			v.Wanted = append(v.Wanted, l.say(e, topic))
		}
	}
}

// forPress are the facts and figures of an entry, and what people said who agreed to be quoted.
func (s *Site) forPress(l *lang, e *content.Entry, v *EntrySheet) {
	add := func(term string, text Str) {
		if text.Text != "" {
			v.Facts = append(v.Facts, Fact{Term: term, Text: text})
		}
	}
	add(l.word("council.when"), pageText(strings.Join(v.Kicker[1:], " · ")))
	if e.Event != nil {
		for _, f := range s.event(l, e).Facts[1:] { // the first is when
			add(f.Term, f.Text)
		}
	}
	if e.Trip != nil {
		var who []string
		for _, x := range s.travellers(l, e) {
			who = append(who, x.said())
		}
		term := l.word("travel.heading")
		if s.ahead(e) {
			term = l.word("council.who")
		}
		add(term, pageText(strings.Join(who, "; ")))
	}
	var with []string
	for _, p := range s.Set.PartnersOf(e) {
		with = append(with, l.partnerName(p).Text)
	}
	add(l.word("council.partners"), pageText(l.List(with)))
	t := s.ticket(l, e)
	if t.Unknown != "" {
		add(l.word("cost.city"), pageText(t.Unknown))
	} else {
		add(l.word("cost.city"), pageText(strings.TrimSpace(t.City+". "+t.Status)))
	}
	if t.Total != "" {
		add(l.word("cost.all-payers"), pageText(t.Total))
	}
	if t.Each != "" {
		add(l.word("cost.each"), pageText(t.Each+" ("+t.Residents+")"))
	}
	for _, q := range e.Voices {
		if q.Agreed() {
			v.Voices = append(v.Voices, *l.voice(e, q))
		}
	}
}

// said is a traveller in a line of text.
func (t Traveller) said() string {
	out := t.Who.Text
	if t.Count > 1 {
		out = fmt.Sprintf("%s × %d", out, t.Count)
	}
	if t.Role.Text != "" {
		out += " (" + t.Role.Text + ")"
	}
	return out
}

// sheetContact is whom to ask.
func (s *Site) sheetContact(l *lang, e *content.Entry, v *EntrySheet) {
	if a := s.answer(l, e); a != nil && a.Name.Text != "" {
		v.Contact = append(v.Contact, strings.TrimSuffix(a.Name.Text+", "+a.Role.Text, ", "))
	}
	set := s.Set.Settings()
	for _, x := range []string{set.Email.V, set.Post.V, l.words(set.Desk)} {
		if x != "" {
			v.Contact = append(v.Contact, x)
		}
	}
}

// The dots to an inch at which pictures are printed in magazines, and the most pictures of a sheet.
const (
	printDots     = 300
	mostOnASheet  = 3
	tenthsAnInch  = 254 // tenths of millimetres
	leastOnPapers = 240 // points: what is narrower is no photograph for print
)

// Made gives a picture its name beside the sheet, and itself as it is seen there.
func (p *SheetPicture) Made(name, media string, data []byte) {
	p.Name = name
	p.Src = template.URL("data:" + media + ";base64," + base64.StdEncoding.EncodeToString(data))
}

// storyPictures are the photographs of an entry's story, with what stands below them.
func (s *Site) storyPictures(l *lang, e *content.Entry) (out []SheetPicture) {
	body, in := e.Body, ""
	if t := translation(e.Translations, l); !t.Body.Empty() {
		body = t.Body
	} else if !l.first {
		in = s.Set.Settings().Language
	}
	for _, x := range body.Links {
		name, beside := e.Beside(x.Address)
		info, ok := s.Set.Picture(&e.Head, name)
		if !x.Image || !beside || !ok || info.Width < leastOnPapers || info.Kind == picture.GIF || len(out) == mostOnASheet {
			continue
		}
		tenths := func(points int) string {
			return l.Decimal(tenths(int64(points) * tenthsAnInch / printDots / 10))
		}
		p := SheetPicture{Alt: Str{x.Text, in}, Credit: Str{credit(x), in}, File: path.Join(e.Dir, name), Points: info.Width,
			Size: l.word("sheet.picture-size", "wide", l.Number(int64(info.Width)), "high", l.Number(int64(info.Height)),
				"width", tenths(info.Width), "height", tenths(info.Height))}
		if !slices.ContainsFunc(out, func(o SheetPicture) bool { return o.File == p.File }) {
			out = append(out, p)
		}
	}
	return out
}
