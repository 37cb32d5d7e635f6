package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"strings"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/newentry"
)

// This file notes who has approved a month's letter, and when. It lies in the desk's own
// folder, below .parvis-desk/approved, and not in the letter's file: it is the town hall's own
// note, of which no reader is told, and noting it must not change what was approved. With it
// lies a digest of all words of the page, the month's news among them; so whatever changes
// them later, in whichever file, is noticed, and what changes none of them is not.

// approval is what is noted.
type approval struct {
	By     string    `json:"by"`
	On     string    `json:"on"` // a day
	Noted  time.Time `json:"noted"`
	Digest string    `json:"digest"`
}

// approvalView is what a form shows of it.
type approvalView struct {
	Home, File string
	At         string // the address of this view alone
	By, On     string // of what is noted, else what is likely
	Day        string // the day of what is noted, in words
	Today      string
	Noted      bool
	Changed    bool   // the page says something else now
	Unclear    string // why that cannot be told
	Refused    string // why nothing was noted
}

func approvalOf(month, lang string) string {
	return path.Join(hidden, "approved", month+"."+lang+".json")
}

// readApproval is what is noted of a letter; false for nothing.
func (d *Desk) readApproval(month, lang string) (approval, bool) {
	var a approval
	text, err := fs.ReadFile(d.work.root.FS(), approvalOf(month, lang))
	if err != nil || json.Unmarshal(text, &a) != nil {
		return approval{}, false
	}
	return a, true
}

// digestOf is that of all words of a letter's page.
func digestOf(job generator.Job, month, lang string) (string, error) {
	l, err := generator.DraftLetter(job, month, lang)
	if err != nil {
		return "", err
	}
	text, err := l.Text()
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), err
}

// approvalView is what the form of a letter shows of its approval.
func (d *Desk) approvalView(c *newentry.City, name, lang string) *approvalView {
	month := monthOf(name)
	v := &approvalView{Home: d.Path(), File: name, At: d.Path() + "letter/" + month + "/" + lang + "/approval", Today: c.Today().Format(time.DateOnly)}
	a, noted := d.readApproval(month, lang)
	if v.Noted = noted; !noted {
		v.By, v.On = signerOf(c, month), v.Today
		return v
	}
	v.By, v.On, v.Day = a.By, a.On, a.On
	if day, err := time.Parse(time.DateOnly, a.On); err == nil {
		v.Day = catalog.Day(day).In(d.config.Words)
	}
	job, err := d.job()
	digest := ""
	if err == nil {
		digest, err = digestOf(job, month, lang)
	}
	if err != nil {
		v.Unclear = catalog.Fault(err, d.config.Words)
	}
	v.Changed = err == nil && digest != a.Digest
	return v
}

// signerOf is the name of who signs a month's letter; "" for nobody yet.
func signerOf(c *newentry.City, month string) string {
	signed := ""
	for _, u := range c.Units() {
		if n := u.Newsletter; n != nil && n.Month.Format("2006-01") == month {
			signed = strings.TrimPrefix(n.SignedBy.V, "people/")
		}
	}
	for _, u := range c.Units() {
		if p := u.Person; p != nil && p.Slug == signed {
			return p.Name.V
		}
	}
	return ""
}

// approve notes that a letter was approved: as it is saved.
func (d *Desk) approve(w http.ResponseWriter, r *http.Request, name string) {
	p, err := blankPaper(name)
	if err == nil && (p.kind != fields.Newsletters || d.config.Job == nil) {
		err = errNoPaper
	}
	if err == nil {
		err = r.ParseForm()
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	c, err := d.city()
	if err != nil {
		d.fail(w, err)
		return
	}
	lang := languageOf(p, c)
	refused, err := d.noteApproval(p, lang, strings.Join(strings.Fields(r.PostForm.Get("by")), " "), r.PostForm.Get("on"), c)
	var unready generator.Unready
	if errors.As(err, &unready) {
		refused, err = unready.Message, nil
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	if !refused.IsZero() {
		d.showForm(w, r, name, sent{status: http.StatusUnprocessableEntity, says: catalog.Say("Not noted: %s", refused)})
		return
	}
	d.to(w, r, "edit/"+name)
}

func (d *Desk) noteApproval(p *paper, lang, by, on string, c *newentry.City) (refused catalog.Message, err error) {
	day, err := time.Parse(time.DateOnly, on)
	switch {
	case by == "":
		return catalog.Say("write who has approved it."), nil
	case err != nil || day.After(c.Today()):
		return catalog.Say("write the day on which it was approved, which is not to come."), nil
	case d.work.unsaved(p.name):
		return catalog.Say("the letter is not saved yet, and what is approved is what is saved."), nil
	}
	job, err := d.job()
	if err != nil {
		return catalog.Message{}, err
	}
	month := monthOf(p.name)
	digest, err := digestOf(job, month, lang)
	if err != nil {
		return catalog.Message{}, err
	}
	text, err := json.Marshal(approval{By: by, On: on, Noted: d.work.now().UTC(), Digest: digest})
	if err != nil {
		return catalog.Message{}, err
	}
	file := approvalOf(month, lang)
	if err := errors.Join(hide(d.work.root), d.work.root.MkdirAll(path.Dir(file), 0o777)); err != nil {
		return catalog.Message{}, err
	}
	return catalog.Message{}, replace(d.work.root, file, text, 0)
}

// languageOf is the language of a letter's file.
func languageOf(p *paper, c *newentry.City) string {
	if p.language != "" {
		return p.language
	}
	return c.Settings().Language
}

// showApproval answers with what is noted of a letter, as a part of its form.
func (d *Desk) showApproval(w http.ResponseWriter, month, lang string) {
	c, err := d.city()
	if err != nil {
		d.fail(w, err)
		return
	}
	name := path.Join(string(fields.Newsletters), month+".md")
	if lang != c.Settings().Language {
		name = path.Join(string(fields.Newsletters), month+"."+lang+".md")
	}
	d.show(w, http.StatusOK, "approval", d.approvalView(c, name, lang))
}

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"approval":      catalog.Say("Approved by whoever signs"),
		"approval-how":  catalog.Say("Save the letter, give them the page as a PDF, and note here that they have approved it."),
		"approved-by":   catalog.Say("Who"),
		"approved-on":   catalog.Say("On"),
		"approve":       catalog.Say("Note it"),
		"approve-again": catalog.Say("It was approved again"),
		"approved":      catalog.Say("Approved:"),
		"approved-same": catalog.Say("The page says what was approved."),
		"approved-not":  catalog.Say("The page says something else now than what was approved. Give it to them once more."),
		"approved-dim":  catalog.Say("Whether the page still says that cannot be told now:"),
	})
}
