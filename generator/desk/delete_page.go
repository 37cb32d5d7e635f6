package desk

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/source"
)

// This file asks before something is deleted, and brings it back.

// serveDeleting answers what is asked about deleting; false where something else is.
func (d *Desk) serveDeleting(w http.ResponseWriter, r *http.Request, action, name string) bool {
	switch r.Method + " " + action {
	case "GET delete":
		d.askDelete(w, r, name, http.StatusOK, catalog.Message{})
	case "POST delete":
		d.delete(w, r, name)
	case "POST undelete":
		d.undelete(w, r, name)
	default:
		return false
	}
	return true
}

// deletePage is the question whether something is to be deleted.
type deletePage struct {
	Title, Home, File, Kind string // File is "" where it is several
	Action, Seen, Says      string
	Closed                  bool
	Promised                string // the file in which it is; "" for none
	Named                   []namer
	Follows                 []problemsIn
	Goes, Notes             []string
}

// doomedNow is what goes with a file as the folder is now, whatever others have written.
func (d *Desk) doomedNow(r *http.Request, name string) (*newentry.City, doomed, error) {
	d.forget()
	c, err := d.city()
	if err != nil {
		return nil, doomed{}, err
	}
	x, err := d.doom(r.Context(), c, name)
	return c, x, err
}

// askDelete asks whether a file is to be deleted.
func (d *Desk) askDelete(w http.ResponseWriter, r *http.Request, name string, status int, says catalog.Message) {
	c, x, err := d.doomedNow(r, name)
	out := deletePage{Home: d.Path(), Action: name, Closed: x.closed()}
	if err == nil {
		out.Seen, err = d.work.seen(x.files)
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	if name != theExamples {
		p, err := d.paper(name)
		if err != nil {
			d.fail(w, err)
			return
		}
		out.File, out.Kind = name, p.kind.Label().In(d.config.Words.Code())
		out.Title = catalog.Say("Delete “%s”?", d.titleOf(p)).In(d.config.Words)
		if p.language != "" {
			out.Title = catalog.Say("Delete the translation of “%s”?", d.titleOf(p)).In(d.config.Words)
		}
		if x.promised {
			out.Promised = name
		}
		out.Notes = d.published(p)
	} else {
		out.Title = said["examples-delete"].In(d.config.Words)
	}
	if len(x.drafts) > 0 {
		out.Notes = append(out.Notes, catalog.Say("What is not saved of it is kept among its earlier versions.").In(d.config.Words))
	}
	out.Goes = d.going(x)
	out.Named, out.Follows = d.namers(c, x.named), d.problemsIn(c, progress{found: x.follows, content: c.Prefix()})
	if !says.IsZero() {
		out.Says = says.In(d.config.Words)
	}
	d.show(w, status, "delete", out)
}

// published says what became known of a file by its page, and what its readers will find.
func (d *Desk) published(p *paper) []string {
	if d.config.Publishing == nil {
		return nil
	}
	page := filepath.Join(d.config.Publishing.Out, filepath.FromSlash(addressOf(p)), "index.html")
	if _, err := os.Stat(page); err != nil {
		return nil
	}
	out := []string{catalog.Say("Its page is published. Once the site is published again, whoever comes to that address, " +
		"by a letter, a link or a printed code, finds nothing there any more.").In(d.config.Words)}
	if field, ok := fields.Find(p.kind.Fields(), "history"); ok {
		out = append(out, catalog.Say("Was something in it wrong? Then correct it rather, and say so under “%s”: "+
			"what is corrected openly is believed.", field.Label.In(d.config.Words.Code())).In(d.config.Words))
	}
	return out
}

// going says what goes.
func (d *Desk) going(x doomed) []string {
	var out, tongues, beside []string
	for _, name := range x.files {
		p, err := d.paper(name)
		switch {
		case err != nil:
			beside = append(beside, catalog.Say("the file %s", path.Base(name)).In(d.config.Words))
		case p.language == "" || !slices.Contains(x.files, p.original()):
			out = append(out, catalog.Say("%s: %s", p.kind.Label().In(d.config.Words.Code()), d.titleOf(p)).In(d.config.Words))
		default:
			tongues = append(tongues, fields.LanguageName(p.language))
		}
	}
	if len(tongues) > 0 {
		out = append(out, catalog.Say("the translations: %s", strings.Join(tongues, ", ")).In(d.config.Words))
	}
	return append(out, beside...)
}

// namer is a file that names another, and the fields in which it does.
type namer struct {
	Title string
	Where []naming
	first string // the file, without its language
}

type naming struct{ File, Field, Says string }

// namers say who names what would not be there any more: a text with its translations.
func (d *Desk) namers(c *newentry.City, found []source.Diagnostic) (out []namer) {
	translated := func(x source.Diagnostic) int {
		if p, err := blankPaper(c.Below(x.At.File)); err == nil {
			return len(p.language)
		}
		return 0
	}
	slices.SortStableFunc(found, func(a, b source.Diagnostic) int { return cmp.Compare(translated(a), translated(b)) })
	for _, x := range found {
		first := c.Below(x.At.File)
		at, title := naming{Says: x.Message.In(d.config.Words)}, first
		if p, err := blankPaper(first); err == nil {
			p.read(x.At.File.Text)
			at.File, at.Field, title = first, p.fieldAt(x), d.titleOf(p)
			if field, ok := fields.At(p.kind.Fields(), unnumbered(strings.TrimPrefix(at.Field, "f."))); ok {
				at.Says = field.Label.In(d.config.Words.Code())
			} else if at.Field == "body" {
				at.Says = d.bodyLabel(p.kind)
			}
			if p.language != "" {
				at.Says += " (" + fields.LanguageName(p.language) + ")"
				if o, err := d.paper(p.original()); err == nil {
					first, title = o.name, d.titleOf(o)
				}
			}
		}
		i := slices.IndexFunc(out, func(n namer) bool { return n.first == first })
		if i < 0 {
			i, out = len(out), append(out, namer{Title: title, first: first})
		}
		if !slices.ContainsFunc(out[i].Where, func(y naming) bool { return y.File == at.File && y.Says == at.Says }) {
			out[i].Where = append(out[i].Where, at)
		}
	}
	return out
}

// delete deletes a file, or the examples, as somebody has seen them.
func (d *Desk) delete(w http.ResponseWriter, r *http.Request, name string) {
	_, x, err := d.doomedNow(r, name)
	err = errors.Join(r.ParseForm(), err)
	id := ""
	switch {
	case err != nil:
	case x.closed():
		d.askDelete(w, r, name, http.StatusConflict, catalog.Message{})
		return
	case len(x.files) > 0:
		id, err = d.work.remove(x.files, x.folders, r.PostForm.Get("seen"))
	}
	if errors.Is(err, errChanged) {
		d.askDelete(w, r, name, http.StatusConflict, catalog.Say("Nothing was deleted: somebody has changed something of it meanwhile. Look at it once more."))
		return
	}
	for _, file := range x.drafts {
		if err == nil {
			err = d.setAside(file)
			d.work.drop(file)
		}
	}
	if err != nil {
		d.fail(w, err)
		return
	}
	d.moved(x.files)
	http.Redirect(w, r, d.Path()+"?deleted="+id, http.StatusSeeOther)
}

// moved tells of files that are gone, or have come back.
func (d *Desk) moved(files []string) {
	d.reckon()
	d.forget()
	for _, name := range files {
		d.tell(name)
	}
}

// undelete brings back what was deleted at a time.
func (d *Desk) undelete(w http.ResponseWriter, r *http.Request, id string) {
	files, err := d.work.bringAll(id)
	var refused refusal
	switch {
	case errors.As(err, &refused):
		d.show(w, http.StatusConflict, "refused", page{Title: catalog.Say("Nothing was brought back").In(d.config.Words),
			Says: refused.In(d.config.Words), Home: d.Path()})
	case err != nil:
		d.fail(w, err)
	default:
		d.moved(files)
		to := ""
		if texts := textsOf(files); len(texts) == 1 {
			to = "edit/" + texts[0]
		}
		d.to(w, r, to)
	}
}

// textsOf are those of some files that have a form, but for translations of others of them.
func textsOf(files []string) (out []string) {
	for _, name := range files {
		if p, err := blankPaper(name); err == nil && (p.language == "" || !slices.Contains(files, p.original())) {
			out = append(out, name)
		}
	}
	return out
}

// deletedView is what the first page shows of what was deleted.
type deletedView struct {
	Home     string
	Now      *shownRemoval // what was deleted just now
	All      []shownRemoval
	Examples bool // there are some that are as they came
}

type shownRemoval struct{ ID, Title, When, Says string }

func (d *Desk) deletedView(c *newentry.City, now string) deletedView {
	all, _ := examplesIn(c)
	v := deletedView{Home: d.Path(), Examples: len(all) > 0}
	for _, r := range d.work.removals() {
		one := shownRemoval{ID: r.ID, When: d.when(r.At), Title: d.titlesOf(r)}
		one.Says = catalog.Say("Deleted: %s", one.Title).In(d.config.Words)
		if v.All = append(v.All, one); r.ID == now {
			v.Now = &one
		}
	}
	return v
}

// titlesOf is what the texts are called that were deleted at a time.
func (d *Desk) titlesOf(r removal) string {
	var titles []string
	for _, name := range textsOf(r.Files) {
		p, err := blankPaper(name)
		text, errRead := fs.ReadFile(d.work.root.FS(), path.Join(removedTo(r.ID), name))
		if err != nil || errRead != nil {
			continue
		}
		p.read(text)
		titles = append(titles, d.titleOf(p))
	}
	if len(titles) == 0 { // what was beside them alone
		return path.Base(r.Files[0])
	}
	return strings.Join(titles, ", ")
}

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"delete":       catalog.Say("Delete"),
		"delete-goes":  catalog.Say("This goes"),
		"delete-named": catalog.Say("Not yet: others name it. Take it out there, or name something else"),
		"delete-promised": catalog.Say("It has promised something to residents, and they have read it. A promise does not vanish: if the city gives it up, " +
			"say so at the promise, with the day and the reason."),
		"delete-promises": catalog.Say("To the promises"),
		"delete-follows":  catalog.Say("What is to be mended after that"),
		"delete-kept":     catalog.Say("It is kept here for a week, and can be brought back until then, as it is now."),
		"delete-now":      catalog.Say("Delete"),
		"delete-not":      catalog.Say("Keep it"),
		"delete-undo":     catalog.Say("Bring it back"),
		"deleted":         catalog.Say("Deleted"),
		"deleted-kept":    catalog.Say("What was deleted is kept for a week."),
		"examples":        catalog.Say("The examples"),
		"examples-are":    catalog.Say("What the new city came with is still there. It shows how things are written, and is never published as it is."),
		"examples-delete": catalog.Say("Delete the examples"),
	})
}
