package site

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/fields"
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

func (s *Site) ticket(l *lang, e *content.Entry) Ticket {
	c := e.Cost
	k := Ticket{Explanation: l.say(e, c.Explanation), Pending: l.say(e, c.PendingWhy), Residents: l.residents(),
		Lines: Link{l.href("/costs/"), pageText(l.word("cost.every-line"))}}
	if !e.Date().IsZero() {
		k.Lines.Href = l.href(fmt.Sprintf("/costs/%d/", e.Date().Year()))
	}
	if c.Planned.OK() {
		k.Planned = l.money(c.Planned.V)
	}
	if !c.Known {
		k.Unknown = l.word("cost.unknown")
		if c.State != content.Pending && !s.Set.Spent(e, s.Set.Today()) {
			k.Unknown = l.word("cost.is-planned")
		}
		return k
	}
	for _, line := range c.Lines {
		if row := l.ticketLine(e, line); line.ByCity {
			k.Ours = append(k.Ours, row)
		} else {
			k.Others = append(k.Others, row)
		}
	}
	k.City = l.money(c.City)
	if len(k.Others) > 0 {
		k.Total = l.money(c.Trip)
	}
	if k.Ahead = !s.Set.Spent(e, s.Set.Today()); k.Ahead {
		if k.Status = l.word("cost.is-planned"); k.Planned == k.City {
			k.Planned = "" // it stands there already
		}
		return k
	}
	k.Each, k.Status = l.perResident(c.City), l.word("cost.is-"+string(c.State))
	if c.Planned.OK() && c.State == content.Final && !e.CalledOff() {
		k.Difference = l.difference(c.City, c.Planned.V)
	}
	return k
}

// difference says by how much a cost differs from its plan.
func (l *lang) difference(cost, planned content.Money) string {
	d := content.Money{Minor: cost.Minor - planned.Minor, Currency: cost.Currency}
	switch {
	case d.Minor == 0:
		return l.word("cost.as-planned")
	case d.Minor > 0:
		return l.word("cost.over", "amount", l.money(d))
	}
	return l.word("cost.under", "amount", l.money(content.Money{Minor: -d.Minor, Currency: d.Currency}))
}

func (l *lang) ticketLine(e *content.Entry, line content.Line) TicketLine {
	row := TicketLine{What: l.say(e, line.What), Amount: l.money(line.Converted)}
	if row.What.Text == "" {
		row.What = pageText(l.word("for." + line.For.V))
	}
	notes := l.lineDetails(line)
	if !line.ByCity {
		notes = append(notes, l.word("cost.paid-by", "payer", l.payer(line.PaidBy.V)))
	}
	if line.Amount.V.Currency != line.Converted.Currency {
		notes = append(notes, l.word("cost.rate", "amount", l.money(line.Amount.V), "rate", l.Decimal(line.Rate.V)))
	}
	row.Note = strings.Join(notes, ", ")
	return row
}

// lineDetails are the class and the nights of a line of a cost.
func (l *lang) lineDetails(line content.Line) []string {
	var out []string
	if line.Class.OK() {
		out = append(out, l.word("class."+line.Class.V))
	}
	if line.Nights.OK() && line.Nights.V > 0 {
		out = append(out, l.count("cost.nights", line.Nights.V))
	}
	return out
}

// payer is what a payer is called: a partner by its name, however it is written.
func (l *lang) payer(text string) string {
	id := l.site.ledger.PayerOf(text)
	if p := l.site.Set.Partner(strings.TrimPrefix(id, "partners/")); p != nil {
		return l.partnerName(p).Text
	}
	return id
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

func (s *Site) facts(l *lang, e *content.Entry, t *content.Translation) []Fact {
	var out []Fact
	add := func(key string, text Str, href string) {
		if text.Text != "" {
			out = append(out, Fact{l.factName(e.Kind, key), text, href})
		}
	}
	add("purpose", l.in(t.Purpose, e.Purpose), "")
	if e.CalledOff() {
		add("benefit", l.benefit(e), "") // no promise any more
	}
	add("why-in-person", l.in(t.WhyInPerson, e.WhyInPerson), "")
	if a := e.Agreement; a != nil {
		if a.Signed.OK() {
			add("signed", pageText(l.period(a.Signed.V)), "")
		}
		if a.Until.OK() {
			add("until", pageText(l.period(a.Until.V)), "")
		}
		if a.Review.OK() {
			add("review", pageText(l.period(a.Review.V)), "")
		}
	}
	if r := e.Trip; r != nil {
		add("invited-by", l.say(e, r.InvitedBy), "")
		add("met", l.sayAll(e, r.Met), "")
		if m := r.Mandate; m != nil {
			add("mandate", pageText(l.word("fact.mandate-of", "ref", l.say(e, m.Ref).Text, "date", l.Day(m.Date.V))), m.URL.V)
		}
		if b := r.Briefing; b != nil {
			add("briefing", pageText(s.briefing(l, b)), "")
		}
		if r.CO2.OK() {
			add("co2", pageText(l.word("fact.co2-kg", "kg", l.Decimal(r.CO2.V))), "")
		}
	}
	add("difficulties", l.in(t.Difficulties, e.Difficulties), "")
	for _, v := range s.Set.CampaignsOf(e) {
		out = append(out, Fact{l.word("kind.campaign"), l.campaignTitle(v), l.href("/" + v.ID + "/")})
	}
	return out
}

// factName is what a fact of an entry is called: as the theme says or, of a
// field for which it has no word, as the table of fields does.
func (l *lang) factName(kind fields.Kind, key string) string {
	if word, err := l.Word("fact." + key); err == nil {
		return word
	}
	f, _ := fields.Find(kind.Fields(), key)
	return f.Label.In(l.Lang())
}

// briefing says when a trip's agenda was shared beforehand, and with whom. Its
// topics are for the staff edition.
func (s *Site) briefing(l *lang, b *content.Briefing) string {
	return l.word("fact.briefing-with", "date", l.Day(b.Date.V), "departments", s.briefed(l, b))
}

// briefed are the departments with which a trip was prepared.
func (s *Site) briefed(l *lang, b *content.Briefing) string {
	var names []string
	for _, d := range b.Departments {
		if x, ok := s.Set.Settings().Department(d.V); ok {
			names = append(names, l.words(x.Name))
		}
	}
	return l.List(names)
}

func (s *Site) tripParts(l *lang, e *content.Entry, v *Entry) {
	late := s.Set.LateReviews(e)
	classes := map[string]string{"adopted": "kept", "testing": "soon", "rejected": "gone"}
	for _, x := range e.Trip.Lessons {
		lesson := Lesson{Seen: l.say(e, x.Seen), Here: l.say(e, x.Here)}
		if x.Status.OK() {
			lesson.State = State{classes[x.Status.V], l.word("lesson." + x.Status.V)}
		}
		if x.Review.OK() {
			lesson.Review = l.word("lesson.review", "date", l.Day(x.Review.V))
			if slices.ContainsFunc(late, func(r content.LateReview) bool { return r.At == x.Review.At }) {
				lesson.Review = l.word("lesson.review-late", "date", l.Day(x.Review.V))
			}
		}
		v.Lessons = append(v.Lessons, lesson)
	}
	v.Travellers = s.travellers(l, e)
	v.Private = l.say(e, e.Trip.PrivateExtension)
}

// travellers are those who were on a trip.
func (s *Site) travellers(l *lang, e *content.Entry) []Traveller {
	var out []Traveller
	payer := l.word("cost.the-city")
	if e.Cost.Known && e.Cost.City.Minor == 0 { // whoever paid, it was not the city
		payer = l.word("travel.at-no-cost")
	}
	for _, x := range e.Trip.Travellers {
		row := Traveller{Who: l.say(e, x.Role), Role: l.say(e, x.Function), Count: x.Count, PaidBy: payer}
		if p := s.Set.Person(strings.TrimPrefix(x.Person.V, "people/")); p != nil {
			row.Who, row.Href = l.personName(p), l.href("/"+p.ID+"/")
			if row.Role.Text == "" {
				row.Role = l.says(p)
			}
		}
		if x.PaidBy.OK() {
			row.PaidBy = l.payer(x.PaidBy.V)
		}
		out = append(out, row)
	}
	return out
}

// sources are the documents beside an entry and the addresses it names.
func (s *Site) sources(l *lang, e *content.Entry) []Source {
	var out []Source
	add := func(name string) {
		if strings.Contains(name, "://") {
			u, _ := url.Parse(name)
			out = append(out, Source{u.Host + strings.TrimSuffix(u.Path, "/"), name})
			return
		}
		href := s.file("/"+e.ID+"/") + (&url.URL{Path: s.Set.Published(&e.Head, content.FileName(name))}).EscapedPath()
		if !slices.ContainsFunc(out, func(x Source) bool { return x.Href == href }) {
			out = append(out, Source{name, href})
		}
	}
	if e.Agreement != nil && e.Agreement.Document.OK() {
		add(e.Agreement.Document.V)
	}
	if e.Outcome != nil {
		for _, v := range e.Outcome.Evidence {
			add(v.V)
		}
	}
	for _, name := range e.Files {
		if ofFilm(e, name) {
			continue
		}
		if !picture.Named(name) && !strings.EqualFold(path.Ext(name), ".svg") {
			add(name)
		}
	}
	return out
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
