package desk

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/newsletter"
	"parvis/generator/site"
)

// This file is the month's letter: its page as it will be printed, beside what is written,
// and what is made of it.

// letterView is what a form shows of a letter beside its fields.
type letterView struct {
	Home, Paper, PDF, Mail, Text string // addresses
	Sizes                        string // by which the browser finds out whether the page fits, parted by spaces
	Most                         int    // words
	Prints                       bool   // this machine can make the PDF
	Approval                     *approvalView
}

// letterOf is what a form shows of a letter; nil for any other file.
func (d *Desk) letterOf(p *paper, c *newentry.City) *letterView {
	if p.kind != fields.Newsletters || d.config.Job == nil {
		return nil
	}
	lang := languageOf(p, c)
	at := d.Path() + "letter/" + monthOf(p.name) + "/" + lang + "/"
	measures := strings.Trim(fmt.Sprint(newsletter.Measures()), "[]")
	return &letterView{Home: d.Path(), Paper: at + "page/", PDF: at + site.PDFName, Mail: at + site.MailName, Text: at + site.TextName,
		Sizes: measures, Most: content.MaxLetterWords, Prints: d.config.Chromium != "", Approval: d.approvalView(c, p.name, lang)}
}

// monthOf is the month of a letter, by the name of its file.
func monthOf(name string) string {
	name = strings.TrimSuffix(name, "/index.md")
	month, _, _ := strings.Cut(path.Base(name), ".")
	return month
}

// showLetter answers with one of the forms of a letter as it is being written: rest is
// MONTH/LANGUAGE/FORM.
func (d *Desk) showLetter(w http.ResponseWriter, r *http.Request, rest string) {
	parts := strings.SplitN(rest, "/", 3)
	if len(parts) < 3 || d.config.Job == nil {
		http.NotFound(w, r)
		return
	}
	month, lang, form := parts[0], parts[1], parts[2]
	file, isPage := strings.CutPrefix(form, "page/")
	if isPage && file != "" { // what its page needs, which does not change with what is written
		d.mu.Lock()
		files := d.letter
		d.mu.Unlock()
		if files == nil {
			http.NotFound(w, r)
			return
		}
		http.ServeFileFS(w, r, files, file)
		return
	}
	if form == "approval" {
		d.showApproval(w, month, lang)
		return
	}
	job, err := d.job()
	if err != nil {
		d.unmade(w, err)
		return
	}
	l, err := generator.DraftLetter(job, month, lang)
	if err != nil {
		d.unmade(w, err)
		return
	}
	var out []byte
	switch form {
	case "page/":
		d.showPage(w, r, l)
		return
	case site.PDFName:
		out, err = l.PDF(r.Context(), d.config.Chromium)
	case site.MailName:
		out, err = l.Mail()
	case site.TextName:
		out, err = l.Text()
	default:
		http.NotFound(w, r)
		return
	}
	if err != nil {
		d.unmade(w, err)
		return
	}
	d.hand(w, r, month+path.Ext(form), out)
}

// job is what is to be made, with what is not saved yet.
func (d *Desk) job() (generator.Job, error) {
	job, err := d.config.Job()
	job.Content = d.Content()
	return job, err
}

// showPage shows the page of a letter within the desk.
func (d *Desk) showPage(w http.ResponseWriter, r *http.Request, l *generator.Letter) {
	files := l.Page()
	d.mu.Lock()
	d.letter = files
	d.mu.Unlock()
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'self'")
	http.ServeFileFS(w, r, files, "index.html")
}

// hand gives the browser a file. What it opens itself it shows; a mail is opened by the
// program that sends it.
func (d *Desk) hand(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	how := "inline"
	if path.Ext(name) == ".eml" {
		how = "attachment"
		w.Header().Set("Content-Type", "message/rfc822")
	}
	w.Header().Set("Content-Disposition", how+`; filename="`+name+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// unmade says why something could not be made, which what is written may be the reason of.
func (d *Desk) unmade(w http.ResponseWriter, err error) {
	var said interface {
		error
		In(*catalog.Language) string
	}
	if errors.As(err, &said) {
		http.Error(w, said.In(d.config.Words), http.StatusUnprocessableEntity)
		return
	}
	d.fail(w, err)
}

// nextLetter is the month of which the next letter is, in words; "" where the city cannot be
// read.
func nextLetter(c *newentry.City) catalog.Message {
	month, err := time.Parse("2006-01", c.New(fields.Newsletters).Month)
	if err != nil {
		return catalog.Message{}
	}
	return catalog.Month(month)
}

// beginLetter makes the letter of the next month, signed as the last one was.
func (d *Desk) beginLetter() (string, error) {
	c, err := d.city()
	if err != nil {
		return "", err
	}
	e := c.New(fields.Newsletters)
	signer := ""
	for _, u := range c.Units() { // in the order of their months
		if u.Newsletter != nil && u.Newsletter.SignedBy.OK() {
			signer = u.Newsletter.SignedBy.V
		}
	}
	if err := answered(e, map[string]string{"signed_by": signer}); err != nil { // who may not sign any more stays unnamed
		return "", err
	}
	file := path.Join(string(fields.Newsletters), e.Month+".md")
	return file, d.work.write(file, nil, []byte(e.Text()))
}
