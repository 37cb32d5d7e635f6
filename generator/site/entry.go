package site

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/markdown"
	"parvis/generator/picture"
)

func (s *Site) entry(l *lang, f *Frame, e *content.Entry) *Entry {
	t := translation(e.Translations, l)
	v := &Entry{Frame: f, Kind: e.Kind.One(), State: s.state(l, e), Heading: l.title(e), Benefit: l.benefit(e), Pitch: l.in(t.Pitch, e.Pitch), Draft: e.Draft}
	f.titled(v.Heading.Text, l.link("/"+string(e.Kind)+"/", "list."+string(e.Kind)))
	if f.Description = v.Pitch.Text; f.Description == "" {
		f.Description = v.Benefit.Text
	}
	f.share(s, s.shareCard(l, e))
	f.Linked, f.Article = linked(s.entryThing(l, f, e)), true
	v.Kicker = s.kick(l, e)
	v.Notice = s.notice(l, e)
	if e.Trip != nil {
		v.Planned = e.Trip.Status.V == "planned"
	}
	if e.Event != nil {
		v.ForStaff, v.Planned = e.StaffOnly(), !e.CalledOff() && !e.End().Before(s.Set.Today())
	}
	if e.Event != nil && !v.ForStaff {
		v.Event = s.event(l, e)
	}
	v.Cancelled = e.CalledOff()
	if e.Draft && strings.TrimSpace(e.Impact.Benefit.V) == "" {
		v.Question = l.word("draft.question")
	}
	v.Ticket = s.ticket(l, e)
	v.Return = s.returns(l, e, t)
	v.Since = s.since(l, e)
	v.Who = s.answer(l, e)
	v.Facts = s.facts(l, e, t)
	v.Story = l.story(&e.Head, e.Body, t, 3)
	for _, q := range e.Voices {
		v.Voices = append(v.Voices, *l.voice(e, q))
	}
	v.Films = s.films(l, e)
	v.Sources = s.sources(l, e)
	for _, h := range s.ledger.History(e) {
		v.Log = append(v.Log, s.change(l, e, h))
	}
	switch {
	case e.Trip != nil:
		s.tripParts(l, e, v)
	case e.Agreement != nil:
		for _, p := range s.ledger.PromisesIn(e) {
			v.Promises = append(v.Promises, s.promise(l, p))
		}
	}
	v.Earlier, v.Later = s.neighbours(l, e)
	s.mails(l, e, v)
	s.pictured(l, e, v)
	v.columns()
	return v
}

func (s *Site) kick(l *lang, e *content.Entry) []string {
	out := []string{l.word("kind." + e.Kind.One()), l.when(e)}
	if e.Trip != nil {
		var places []string
		for _, p := range e.Trip.Destinations {
			places = append(places, l.cityName(e, p)+", "+l.Country(p.Country.V))
		}
		if len(places) > 0 {
			out = append(out, strings.Join(places, "; ")) // each has a comma of its own
		}
	}
	return out
}

// notice says in plain sentences what a reader must know before reading on.
func (s *Site) notice(l *lang, e *content.Entry) string {
	var out []string
	switch {
	case e.Trip != nil && e.CalledOff():
		out = append(out, l.word("notice.cancelled"))
	case e.CalledOff():
		out = append(out, l.word("notice.called-off"))
	}
	if e.StaffOnly() {
		out = append(out, l.word("notice.for-staff"))
	}
	owing := s.ledger.Owing(e)
	if owing.Untold {
		out = append(out, l.word("notice.not-told"))
	}
	if !owing.Report.IsZero() {
		out = append(out, l.word("notice.report-late", "date", l.Day(owing.Report)))
	}
	if !owing.Cost.IsZero() {
		out = append(out, l.word("notice.cost-late", "date", l.Day(owing.Cost)))
	}
	if since := owing.Silent; !since.IsZero() {
		out = append(out, l.word("notice.dormant", "date", l.Month(since.Year(), since.Month())))
	}
	if late := owing.Reviews; len(late) > 0 {
		out = append(out, l.count("notice.review-late", len(late), "date", l.Day(late[0].Day)))
	}
	if owing.Promises > 0 {
		out = append(out, l.count("notice.promise-late", owing.Promises))
	}
	return strings.Join(out, " ")
}

// sayAll is a list of an entry's texts as one.
func (l *lang) sayAll(e *content.Entry, texts []content.Text) Str {
	var out []string
	lang := ""
	for _, v := range texts {
		t := l.say(e, v)
		out, lang = append(out, t.Text), cmp.Or(lang, t.Lang)
	}
	return Str{l.List(out), lang}
}

// partnerName is what a partner is called in the page's language.
func (l *lang) partnerName(p *content.Partner) Str {
	if t := translation(p.Translations, l); t.Title.OK() {
		return pageText(t.Title.V)
	}
	return pageText(p.Name.V) // a name belongs to no language
}

// cityName is what a city to which a trip led is called in the page's language.
func (l *lang) cityName(e *content.Entry, p content.Place) string {
	if t := translation(e.Translations, l).Text(e, p.City); t.OK() {
		return t.V
	}
	return p.City.V
}

func (s *Site) returns(l *lang, e *content.Entry, t *content.Translation) Return {
	r := Return{Who: l.in(t.Who, e.Impact.Who), Where: l.in(t.Where, e.Impact.Where)}
	for _, o := range s.Set.OutcomesOf(e) {
		if e.Outcome == nil {
			r.By = append(r.By, l.entryLink(o))
		}
	}
	if outcome := s.ledger.Measured(e); outcome != nil {
		if outcome != e {
			link := l.entryLink(outcome)
			r.MeasuresFrom = &link
		}
		for _, m := range outcome.Outcome.Measures {
			x := l.measure(outcome, m)
			r.Measures, r.Bars, r.Windows = append(r.Measures, x), r.Bars || !x.Windows && x.Meter != "", r.Windows || x.Windows
		}
	}
	if e.Outcome != nil {
		r.Reason = l.say(e, e.Outcome.Reason)
		if e.Outcome.Due.OK() {
			r.Due = l.period(e.Outcome.Due.V)
		}
		for _, of := range e.Outcome.Of {
			if o := s.Set.Entry(of.V); o != nil {
				r.Of = append(r.Of, l.entryLink(o))
			}
		}
		r.Keeps = s.keeps(l, e.Outcome)
	}
	if e.Event != nil {
		for _, of := range e.Event.Of {
			if o := s.Set.Entry(of.V); o != nil {
				r.Of = append(r.Of, l.entryLink(o))
			}
		}
	}
	if c := e.Cost.Saved; c != nil && c.Amount.OK() {
		r.Saved, r.SavedMethod, r.SavedChecked = l.cash(c.Amount.V), sentence(l.say(e, c.Method)), l.say(e, c.CheckedBy)
		if c.Per.V != "" {
			r.SavedPer = l.word("per." + c.Per.V)
		}
	}
	r.Issues = s.signs(l, e)
	for _, g := range e.Goals {
		r.Goals = append(r.Goals, l.goalChip(g))
	}
	r.Rose = l.smallRose(e.Goals...)
	return r
}

func (s *Site) keeps(l *lang, o *content.Outcome) []Link {
	var out []Link
	for _, k := range o.Keeps {
		id, promise, _ := strings.Cut(k.V, "#")
		if a := s.Set.Entry(id); a != nil && a.Agreement != nil {
			for _, p := range a.Agreement.Promises {
				if p.ID.V == promise {
					out = append(out, Link{l.href("/" + id + "/#page-promise-" + promise), l.say(a, p.Text)})
				}
			}
		}
	}
	return out
}

func (l *lang) goalChip(g content.Goal) GoalChip {
	name := l.word(fmt.Sprintf("goal.%d", g.Number))
	if g.IsTarget() {
		name = l.word("target." + g.V)
	}
	return GoalChip{Number: g.Number, ID: g.V, Name: name, Href: l.href(fmt.Sprintf("/sdg/%d/", g.Number))}
}

func (s *Site) signs(l *lang, e *content.Entry) []Sign {
	var out []Sign
	for _, v := range e.Impact.Issues {
		if _, ok := s.Set.Settings().Issue(v.V); ok {
			out = append(out, s.sign(l, v.V))
		}
	}
	return out
}

// signOf is the name of the sign of a local issue; "" for none.
func (s *Site) signOf(id string) string {
	i, _ := s.Set.Settings().Issue(id)
	return i.Sign
}

// sign is a local issue with its sign.
func (s *Site) sign(l *lang, id string) Sign {
	i, _ := s.Set.Settings().Issue(id)
	return Sign{id, i.Sign, Link{l.href("/issues/" + id + "/"), pageText(l.words(i.Name))}}
}

func (s *Site) answer(l *lang, e *content.Entry) *Answer {
	a := &Answer{Mail: content.MailLink(s.Set.Settings().Email.V)}
	for _, d := range e.Departments {
		if x, ok := s.Set.Settings().Department(d.V); ok {
			a.Departments = append(a.Departments, Link{l.href("/departments/" + x.ID + "/"), pageText(l.words(x.Name))})
		}
	}
	named := s.Set.Person(strings.TrimPrefix(e.Official.V, "people/"))
	if named == nil {
		if len(a.Departments) == 0 {
			return nil
		}
		return a
	}
	p := s.Set.Answers(e, s.Set.Today())
	if p != named {
		then := s.personTerm(l, named)
		a.Then, a.Nobody = &then, p == nil
	}
	if p != nil {
		a.Name, a.Role, a.Href = pageText(p.Name.V), l.role(p), l.href("/"+p.ID+"/")
		a.Portrait, a.Alt = s.portrait(p, faceWidth), l.in(translation(p.Translations, l).Title, p.Alt).Text
	}
	return a
}

// role is a person's office, in a language.
func (l *lang) role(p *content.Person) Str { return l.in(translation(p.Translations, l).Role, p.Role) }

// portrait is the address of a person's picture, or "".
func (s *Site) portrait(p *content.Person, width int) string {
	if !p.Portrait.OK() {
		return ""
	}
	name := content.FileName(p.Portrait.V)
	if info, ok := s.Set.Picture(&p.Head, name); ok {
		if name = info.Name(name); slices.Contains(info.Smaller(), width) {
			name = picture.Variant(name, width)
		}
	}
	return s.file("/"+p.ID+"/") + (&url.URL{Path: name}).EscapedPath()
}

// neighbours are the entries of the same kind before and after.
func (s *Site) neighbours(l *lang, e *content.Entry) (earlier, later *Link) {
	before, after := s.ledger.Beside(e)
	if before != nil {
		link := l.entryLink(before)
		earlier = &link
	}
	if after != nil {
		link := l.entryLink(after)
		later = &link
	}
	return earlier, later
}

// mailEscape is a text as a part of a mailto: address.
func mailEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func (s *Site) mails(l *lang, e *content.Entry, v *Entry) {
	if to := content.MailLink(s.Set.Settings().Email.V); to != "" {
		v.ReplyTo = to + "?subject=" + mailEscape(v.Heading.Text)
	}
	v.Sharing = sharing(s.told(l, e), v.Heading.Text, v.Benefit.Text, v.Canonical)
}

// story sets a body, in translation where there is one.
func (l *lang) story(h *content.Head, body markdown.Doc, t *content.Translation, level int) Prose {
	return l.excerpt(h, body, t, level, 0)
}

// excerpt is the first paragraphs of a body; 0 for all of it.
func (l *lang) excerpt(h *content.Head, body markdown.Doc, t *content.Translation, level, paragraphs int) Prose {
	p := Prose{}
	if !t.Body.Empty() {
		body = t.Body
	} else if !l.first && !body.Empty() {
		p.Lang = l.site.Set.Settings().Language
	}
	p.HTML = template.HTML(body.HTML( // goldmark's safe mode; raw HTML never passes the checks
		markdown.Options{Level: level, Resolve: l.resolve(h), Picture: l.site.pictureOf(h), Table: l.word("story.table"), Paragraphs: paragraphs}))
	return p
}
