package desk

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/source"
	"parvis/generator/splice"
)

// save writes a file.
func (d *Desk) save(w http.ResponseWriter, r *http.Request, name string) {
	p, c, err := d.take(r, name)
	if err != nil {
		d.fail(w, err)
		return
	}
	problems, _, err := d.problems(c, p)
	if err != nil {
		d.fail(w, err)
		return
	}
	errs := len(errorsOf(problems))
	if errs > 0 && p.values.At("draft").Text != "true" && p.kind != fields.Site {
		says := catalog.Count(errs,
			"Not saved: %d problem is open, and this is to be published. Mend it, or mark it as a draft.",
			"Not saved: %d problems are open, and this is to be published. Mend them, or mark it as a draft.")
		if p.language != "" { // which is a draft where its original is one
			says = catalog.Count(errs, "Not saved: %d problem is open. Mend it first.", "Not saved: %d problems are open. Mend them first.")
		}
		d.showForm(w, r, name, sent{status: http.StatusUnprocessableEntity, says: says})
		return
	}
	back, err := d.work.place(name, p.draft.text)
	if errors.Is(err, fs.ErrExist) {
		d.showForm(w, r, name, sent{status: http.StatusConflict, says: catalog.Say(
			"Not saved: somebody else has put a picture of the same name there meanwhile. Take yours out of the form, and add it once more.")})
		return
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	text, both, written, err := d.together(p)
	if err != nil || len(both) > 0 {
		back()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.showForm(w, r, name, sent{status: http.StatusConflict, says: catalog.Say(
			"Not saved: somebody has deleted this file meanwhile. Bring it back on the page of all files; what you wrote stays here until then.")})
		return
	case err != nil:
		d.fail(w, err)
		return
	case len(both) > 0:
		d.showForm(w, r, name, sent{status: http.StatusConflict, says: catalog.Say(
			"Not saved: somebody else has changed this file meanwhile, and the same fields as you: %s. What they wrote stands below; take over what you need.",
			strings.Join(d.labelsOf(p, both), ", ")), theirs: d.differences(name, text, p.draft.text)})
		return
	}
	d.work.drop(name)
	if err := d.retirePortrait(p); err != nil {
		d.fail(w, err)
		return
	}
	d.reckon()
	if written {
		d.forget()
		d.tell(name)
	}
	d.to(w, r, "edit/"+name)
}

// labelsOf are what a form calls fields, by the names that lead to them.
func (d *Desk) labelsOf(p *paper, names []string) []string {
	var out []string
	for _, name := range names {
		if field, ok := p.named(unnumbered(name)); ok {
			name = field.Label.In(d.config.Words.Code())
		}
		out = append(out, name)
	}
	return out
}

// together writes what was typed, together with what somebody else has changed in the file
// since. It writes nothing where both have changed the same fields, which it names, and
// returns the text of the others; nor where the file says all that already. Where somebody
// saves just then, it begins again with what they wrote.
func (d *Desk) together(p *paper) (text []byte, both []string, written bool, err error) {
	for range mostRounds {
		if text, both, written, err = d.onceTogether(p); !errors.Is(err, errChanged) {
			break
		}
	}
	return text, both, written, err
}

// mostRounds is how often others may save while somebody does.
const mostRounds = 100

func (d *Desk) onceTogether(p *paper) (text []byte, both []string, written bool, err error) {
	now, err := fs.ReadFile(d.work.disk, p.name)
	if errors.Is(err, fs.ErrNotExist) && len(p.draft.base) == 0 { // it is new
		return p.draft.text, nil, true, d.work.write(p.name, nil, p.draft.text)
	}
	if err != nil {
		return nil, nil, false, err
	}
	text = p.draft.text
	if mark(now) != mark(p.draft.base) {
		if text, both = joined(p, now, d.bodyLabel(p.kind)); len(both) > 0 {
			return now, both, false, nil
		}
	}
	if bytes.Equal(now, text) {
		return text, nil, false, nil
	}
	return text, nil, true, d.work.write(p.name, now, text)
}

// joined is the text that others wrote with what was typed here; bodyLabel is what the text
// below the fields is called.
func joined(p *paper, now []byte, bodyLabel string) (text []byte, both []string) {
	base, theirs := *p, *p
	base.read(p.draft.base)
	theirs.read(now)
	if !p.readable || !base.readable || !theirs.readable {
		return nil, []string{p.name}
	}
	values, both := merged(base.values, p.values, theirs.values, "")
	body, clash := mergedText(base.body.Text(), p.body.Text(), theirs.body.Text())
	if p.kind == fields.Site {
		body, clash = "", false
	}
	if clash {
		both = append(both, bodyLabel)
	}
	if len(both) > 0 {
		return nil, both
	}
	whole := append([]byte(nil), now...)
	if p.kind != fields.Site {
		whole = append(whole[:theirs.body.Start:theirs.body.Start], body...)
	}
	text, err := splice.Apply(whole, theirs.start, theirs.end, values)
	if err != nil {
		return nil, []string{p.name}
	}
	return text, nil
}

// mend makes an edit that is certain.
func (d *Desk) mend(w http.ResponseWriter, r *http.Request, name string) {
	p, c, err := d.take(r, name)
	if err != nil {
		d.fail(w, err)
		return
	}
	_, found, err := c.Try(name, string(p.draft.text))
	if err != nil {
		d.fail(w, err)
		return
	}
	n, err := strconv.Atoi(r.PostForm.Get("mend"))
	if err == nil && n >= 0 && n < len(found) && len(found[n].Edits) > 0 {
		text, _ := source.Edited(found[n].At.File, found[n].Edits)
		p.draft.text = text
		d.work.set(name, p.draft)
		d.tell(name)
	}
	d.to(w, r, "edit/"+name)
}

// begin makes a new file of a kind, or a translation of one that is there: a draft.
func (d *Desk) begin(w http.ResponseWriter, r *http.Request, name string) {
	err := r.ParseForm()
	var file string
	if err == nil && r.PostForm.Has("language") {
		file, err = d.beginTranslation(name, r.PostForm.Get("language"))
	} else if err == nil && name == string(fields.Newsletters) && !r.PostForm.Has("title") {
		file, err = d.beginLetter()
	} else if err == nil && name == string(fields.Outcomes) && r.PostForm.Has("of") {
		file, err = d.beginOutcome(r.PostForm)
	} else if err == nil {
		file, err = d.beginFile(fields.Kind(name), strings.TrimSpace(r.PostForm.Get("title")), nil)
	}
	var refused refusal
	switch {
	case errors.As(err, &refused):
		d.show(w, http.StatusUnprocessableEntity, "refused", page{
			Title: catalog.Say("Nothing was made").In(d.config.Words), Says: refused.In(d.config.Words), Home: d.Path(),
		})
	case err != nil:
		d.fail(w, err)
	default:
		d.forget()
		d.tell(file)
		d.to(w, r, "edit/"+file)
	}
}

// refusal is why nothing was made, for who asked for it.
type refusal struct{ catalog.Message }

// beginFile makes a file of a kind; known are the values of its fields that are known already.
func (d *Desk) beginFile(kind fields.Kind, title string, known map[string]string) (string, error) {
	if kind == fields.Site || len(kind.Fields()) == 0 {
		return "", errNoPaper
	}
	c, err := d.city()
	if err != nil {
		return "", err
	}
	e := c.New(kind)
	q := newentry.Questions(kind)[0]
	if title == "" {
		return "", refusal{catalog.Say("Write what it is called.")}
	}
	j, err := e.Answer(q, title)
	if err != nil {
		return "", err
	}
	if len(j.Errors) > 0 {
		return "", refusal{catalog.Say("%s; %s", j.Errors[0].Message, j.Errors[0].Fix)}
	}
	if err := answered(e, known); err != nil {
		return "", err
	}
	slug, err := e.Name()
	if err != nil {
		return "", err
	}
	file := path.Join(string(kind), slug+".md")
	if shown, there := c.Has(kind, slug); there {
		return "", refusal{catalog.Say("There is such a file already: %s.", shown)}
	}
	return file, d.work.write(file, nil, []byte(e.Text()))
}

func (d *Desk) beginTranslation(name, language string) (string, error) {
	p, err := d.paper(name)
	if err != nil {
		return "", err
	}
	if p.language != "" || len(language) != 2 || strings.ToLower(language) != language {
		return "", errNoPaper
	}
	file := strings.TrimSuffix(name, ".md") + "." + language + ".md"
	if _, err := d.work.open(file); !errors.Is(err, fs.ErrNotExist) {
		return file, err
	}
	// It is written when it is saved: one without a title would stop the site from being built.
	d.work.set(file, draft{text: []byte("---\n---\n")})
	return file, nil
}
