package desk

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/site"
)

// This file is what a trip needs before it, the council's sheet and the days for a calendar,
// and what is asked for on return.

// tripView is what a form shows of a trip beside its fields.
type tripView struct {
	Home, ID, Title string
	PDF, HTML, Days string // the addresses of the sheet and of the days
	Prints          bool   // this machine can make the PDF
	Ahead, France   bool
	Owed            []owed
	Outcome         bool // one is owed
}

// owed is something to be written on return: at its field, if it has one on this form.
type owed struct{ Says, Field string }

// tripOf is what a form shows of a trip; nil for any other file.
func (d *Desk) tripOf(p *paper, c *newentry.City) *tripView {
	e := entryAt(c, p.name)
	if p.kind != fields.Trips || p.language != "" || e == nil || e.Trip == nil || d.config.Job == nil {
		return nil
	}
	at := d.Path() + "sheet/" + e.ID + "/council"
	v := &tripView{Home: d.Path(), ID: e.ID, Title: e.Title.V, PDF: at + ".pdf", HTML: at + ".html", Days: at + ".ics", Prints: d.config.Chromium != "",
		Ahead: !e.Date().IsZero() && e.Date().After(c.Today()), France: c.Settings().Country.V == "FR"}
	v.Owed, _ = d.owedBy(c, e)
	v.Outcome = slices.ContainsFunc(v.Owed, func(o owed) bool { return o.Field == "" })
	return v
}

// owedBy is what is to be written of a trip that is over, and by which day the first of it.
func (d *Desk) owedBy(c *newentry.City, e *content.Entry) (out []owed, first time.Time) {
	told := slices.ContainsFunc(c.Units(), func(u *content.Unit) bool {
		return u.Entry != nil && u.Entry.Outcome != nil && slices.ContainsFunc(u.Entry.Outcome.Of, func(of content.Text) bool { return of.V == e.ID })
	})
	o := c.Settings().Owed(e, told, c.Today())
	say := func(field string, by time.Time, m catalog.Message) {
		out = append(out, owed{m.In(d.config.Words), field})
		if !by.IsZero() && (first.IsZero() || by.Before(first)) {
			first = by
		}
	}
	if o.Status {
		say("f.status", time.Time{}, catalog.Say("Say that the trip took place: it is called planned still."))
	}
	if o.Lessons {
		say("f.lessons", time.Time{}, catalog.Say("What was seen there, and what is done with it here."))
	}
	if !o.Cost.IsZero() {
		say("f.cost.status", o.Cost, catalog.Say("What it cost in the end, by %s: write the amounts, and call them final.", catalog.Day(o.Cost)))
	}
	if !o.Outcome.IsZero() {
		say("", o.Outcome, catalog.Say("What came of it, by %s: an outcome, even if it is too early to tell.", catalog.Day(o.Outcome)))
	}
	return out, first
}

// entryAt is the entry of a file; nil where it is none, or cannot be read.
func entryAt(c *newentry.City, name string) *content.Entry {
	for _, u := range c.Units() {
		if u.Entry != nil && c.Below(u.File) == name {
			return u.Entry
		}
	}
	return nil
}

// showSheet answers with the council's sheet of a trip as it is being written, or its days:
// rest is trips/SLUG/council.FORM.
func (d *Desk) showSheet(w http.ResponseWriter, r *http.Request, rest string) {
	id, form, ok := strings.Cut(rest, "/council.")
	if !ok || d.config.Job == nil {
		http.NotFound(w, r)
		return
	}
	job, err := d.job()
	if err != nil {
		d.unmade(w, err)
		return
	}
	sheet, err := generator.MakeSheet(job, id, site.CouncilKind, "")
	if _, none := errors.AsType[generator.NoSheet](err); none {
		http.NotFound(w, r)
		return
	}
	if err != nil {
		d.unmade(w, err)
		return
	}
	slug := strings.TrimPrefix(id, "trips/")
	switch form {
	case "html":
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'")
		d.hand(w, r, slug+".html", sheet.HTML)
	case "ics":
		d.hand(w, r, slug+".ics", sheet.Calendar)
	case "pdf":
		pdf, err := sheet.PDF(r.Context(), d.config.Chromium)
		if err != nil {
			d.unmade(w, err)
			return
		}
		d.hand(w, r, slug+"-council.pdf", pdf)
	default:
		http.NotFound(w, r)
	}
}

// beginOutcome makes the outcome of a trip: what it is of, with whom, of which issues and
// departments, and who answers for it stand there already.
func (d *Desk) beginOutcome(sent url.Values) (string, error) {
	c, err := d.city()
	if err != nil {
		return "", err
	}
	var e *content.Entry
	for _, u := range c.Units() {
		if u.Entry != nil && u.Entry.Trip != nil && u.Entry.ID == sent.Get("of") {
			e = u.Entry
		}
	}
	if e == nil {
		return "", errNoPaper
	}
	answers := map[string]string{"of": e.ID, "official": e.Official.V, "partners": joinTexts(e.Partners), "issues": joinTexts(e.Impact.Issues),
		"departments": joinTexts(e.Departments)}
	return d.beginFile(fields.Outcomes, strings.TrimSpace(sent.Get("title")), answers)
}

func joinTexts(list []content.Text) string {
	var out []string
	for _, v := range list {
		out = append(out, v.V)
	}
	return strings.Join(out, ", ")
}

// answered answers what is asked for a new file by what is known already; what does not fit is
// left open.
func answered(e *newentry.Entry, known map[string]string) error {
	for _, q := range newentry.Questions(e.Kind) {
		if v := known[q.Name]; v != "" {
			if _, err := e.Answer(q, v); err != nil {
				return err
			}
		}
	}
	return nil
}
