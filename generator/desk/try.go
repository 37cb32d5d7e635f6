package desk

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/newentry"
	"parvis/generator/source"
	"parvis/generator/splice"
)

// This file says to who is writing how it is understood and what is wrong with it, each at
// its field. What a browser puts there is made of the same templates as the whole page.

// answer is what a browser is told of what it has sent. Open, and Flags by the name of the
// field, are HTML.
type answer struct {
	State   string             `json:"state"` // in words
	Unsaved bool               `json:"unsaved"`
	Closed  bool               `json:"closed"` // it may not be published as it is
	Open    string             `json:"open"`
	Flags   map[string]string  `json:"flags"`
	Meant   map[string]meaning `json:"meant"`
	Total   string             `json:"total"` // what the lines of its cost add up to
}

// meaning is how a value was understood: in words, and as it stands in the file.
type meaning struct {
	Says  string `json:"says"`
	Value string `json:"value"`
}

// gateName is the name of the field that says who may see a file.
const gateName = "f.draft"

// try takes up what is being typed, and says what is wrong with it.
func (d *Desk) try(w http.ResponseWriter, r *http.Request, name string) {
	p, c, err := d.take(r, name)
	if err != nil {
		d.fail(w, err)
		return
	}
	problems, cost, err := d.problems(c, p)
	if err != nil {
		d.fail(w, err)
		return
	}
	a, err := d.answer(p, d.former(c, p.kind), r.PostForm, problems, cost)
	if err != nil {
		d.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(a)
}

func (d *Desk) answer(p *paper, f former, form url.Values, problems []problem, cost content.Cost) (answer, error) {
	for i := range problems {
		problems[i].Field = p.sentAs(problems[i].Field)
	}
	unsaved := d.work.unsaved(p.name)
	a := answer{Unsaved: unsaved, State: d.state(unsaved), Closed: len(errorsOf(problems)) > 0, Flags: map[string]string{},
		Meant: f.meanings(p.table(), form), Total: f.total(cost, d.config.Words)}
	var err error
	html := func(name string, data any) string {
		var b strings.Builder
		if e := d.pages.ExecuteTemplate(&b, name, data); e != nil && err == nil {
			err = e
		}
		return b.String()
	}
	a.Open = html("open", problems)
	for _, x := range problems {
		if x.Field != "" {
			a.Flags[x.Field] += html("flags", []problem{x})
		}
	}
	a.Flags[gateName] = html("gate", errorsOf(problems))
	return a, err
}

// sentAs is the name that a field has in what was sent, by its place in the file.
func (p *paper) sentAs(name string) string {
	at := ""
	for _, part := range strings.Split(name, ".") {
		at = strings.TrimPrefix(at+"."+part, ".")
		if is, ok := p.moved[at]; ok {
			at = is
		}
	}
	return at
}

// errorsOf are those problems for which nothing is published.
func errorsOf(all []problem) []problem {
	return slices.DeleteFunc(slices.Clone(all), func(p problem) bool { return p.Severity != source.Error.String() })
}

// problems are what is to be said of a file as it is being written, and the cost that was
// read of it.
func (d *Desk) problems(c *newentry.City, p *paper) ([]problem, content.Cost, error) {
	unit, found, err := c.Try(p.name, string(p.file.Text))
	out, f := make([]problem, 0, len(found)), d.former(c, p.kind)
	for i, x := range found {
		one := problem{Field: p.fieldAt(x), Severity: x.Severity.String(), Message: d.plain(f, p, x.Message), Fix: d.remedy(f, p, x), Mend: -1,
			Action: d.Path() + "mend/" + p.name}
		if !x.Why.IsZero() {
			one.Why = d.plain(f, p, x.Why)
		}
		if x.Certain() {
			one.Mend = i
		}
		out = append(out, one)
	}
	if unit == nil || unit.Entry == nil {
		return out, content.Cost{}, err
	}
	return out, unit.Entry.Cost, err
}

// place says each problem at its field, or at what its field stands in; it returns those
// for which there is no place.
func place(inputs []input, problems []problem) []problem {
	var left []problem
	for _, p := range problems {
		if !placed(inputs, p) {
			left = append(left, p)
		}
	}
	return left
}

func placed(inputs []input, p problem) bool {
	for i := range inputs {
		in := &inputs[i]
		if p.Field != in.Name && !strings.HasPrefix(p.Field, in.Name+".") {
			continue
		}
		if placed(in.In, p) || placed(in.More, p) {
			return true
		}
		if in.As == group && in.Begins() {
			p.Field = in.Name
			return placed(in.In[:1], p)
		}
		in.Problems = append(in.Problems, p)
		return true
	}
	return false
}

// Closing are the problems for which nobody outside may see a file yet.
func (p page) Closing() []problem { return errorsOf(p.Problems) }

// fieldAt is the name of the input of which something is said: the one that stands at the
// place, else the one that is missing, by its name.
func (p *paper) fieldAt(x source.Diagnostic) string {
	if p.readable && x.At.Start >= p.start && x.At.Start < p.end {
		if at := splice.PathAt(p.file.Text[p.start:p.end], x.At.Start-p.start); at != "" {
			return "f." + p.missingAt(at, x)
		}
	}
	if x.At.Start >= p.end && p.end > 0 {
		return "body"
	}
	for _, a := range x.Message.Args {
		if name, ok := a.(string); ok {
			if _, known := fields.At(p.table(), name); known {
				return "f." + name
			}
		}
	}
	if _, known := fields.At(p.table(), benefit); known && strings.HasPrefix(x.Rule.Name, "local-benefit") { // nothing of it is there
		return "f." + benefit
	}
	return ""
}

// benefit is the field without which nothing is published.
const benefit = "local_impact.benefit"

// missingAt is the name on the form of a place in the file, or of the field that is missing
// in it.
func (p *paper) missingAt(at string, x source.Diagnostic) string {
	if x.Rule != frontmatter.FieldMissing {
		return p.onForm(at)
	}
	group, _ := fields.At(p.table(), at)
	for _, a := range x.Message.Args {
		name, _ := a.(string)
		if _, known := fields.Find(group.Fields, name); known {
			return p.onForm(at + "." + name)
		}
		if _, known := fields.Find(p.table(), name); known && p.values.At(name).Kind == splice.Nothing {
			return p.onForm(name)
		}
	}
	return p.onForm(at)
}

// onForm is the name that a place in the file has on the form, where what stands alone
// behind the name of a list is its first item.
func (p *paper) onForm(at string) string {
	table, v, name := p.table(), p.values, ""
	var known []fields.Field // of a list, whose items stand below it
	for _, part := range strings.Split(at, ".") {
		name = strings.TrimPrefix(name+"."+part, ".")
		if n, err := strconv.Atoi(part); err == nil && v.Kind == splice.List {
			table, v = known, itemAt(v.List, n)
			continue
		}
		field, ok := fields.Find(table, part)
		if v = v.At(part); !ok {
			continue
		}
		known, table = field.Fields, field.Fields
		if field.List && (v.Kind == splice.Text || v.Kind == splice.Group) {
			name += ".0"
		}
	}
	return name
}
