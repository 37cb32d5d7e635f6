package newentry

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file takes an answer up: what was typed becomes the value of a field, and the check
// of the whole city says whether it may stand there.

// Judgement is what the check says of an answer.
type Judgement struct {
	// Errors keep an answer out, Warnings only advise against it.
	Errors, Warnings []Problem
	// Shown is how the answer stands in the file, where that is not what was typed.
	Shown string

	value string
}

// Problem is what is wrong with an answer, why that matters, and what to do.
type Problem struct{ Message, Why, Fix catalog.Message }

// refused is an answer that cannot be taken up.
func refused(p Problem) Judgement { return Judgement{Errors: []Problem{p}} }

// nameless is said where a name is to be made of a text in which there is nothing for it.
func nameless(text string) Problem {
	return Problem{
		Message: catalog.Say("no letter and no digit is left of %q", text),
		Fix:     catalog.Say("write a few words: the name of the file is made of them"),
	}
}

// verdict is what the check finds about a value.
type verdict struct {
	value            string
	errors, warnings []source.Diagnostic
}

// said are problems as they are told.
func said(ds []source.Diagnostic) []Problem {
	var out []Problem
	for _, d := range ds {
		out = append(out, Problem{d.Message, d.Why, d.Fix})
	}
	return out
}

// Answer takes an answer to a question up, as it was typed, unless it holds an error; one
// that is empty leaves the question open.
func (e *Entry) Answer(q Question, typed string) (Judgement, error) {
	j, missing, err := e.weigh(q, typed)
	if err == nil && len(j.Errors) == 0 {
		err = e.take(q, j.value, missing)
	}
	return j, err
}

// take writes an answer down.
func (e *Entry) take(q Question, value string, missing []Missing) error {
	if strings.TrimSpace(value) == "" {
		return nil
	}
	e.answers[q.Name] = value
	e.Missing = append(e.Missing, missing...)
	w, _, found, err := e.tried()
	for _, d := range found {
		e.known[keyOf(d, w)] = true
	}
	return err
}

// weigh says what an answer would be in the file, and what the check says of it there.
func (e *Entry) weigh(q Question, typed string) (Judgement, []Missing, error) {
	value, missing := e.read(q, typed)
	for _, m := range missing {
		if m.ID == "" {
			return refused(nameless(m.Name)), nil, nil
		}
	}
	if q.isName(e.Kind) && typed != "" && e.Kind != fields.Newsletters && idOf(typed) == "" {
		return refused(nameless(typed)), nil, nil
	}
	v, err := e.judge(q, value)
	v.errors = slices.DeleteFunc(v.errors, func(d source.Diagnostic) bool {
		return d.Rule.Name == "reference-unknown" && slices.ContainsFunc(missing, func(m Missing) bool { return d.At.Text() == m.ID })
	})
	j := Judgement{Errors: said(v.errors), Warnings: said(v.warnings), value: v.value}
	if (len(e.options(q)) > 0 || v.value != value) && !q.isPromises() && strings.Trim(v.value, " []") != typed {
		j.Shown = strings.TrimSpace(v.value)
	}
	return j, missing, err
}

// judge checks the city with an answer in its place. Where all that is wrong with it is
// mended with certainty, the mended answer is judged.
func (e *Entry) judge(q Question, value string) (verdict, error) {
	if value == "" {
		return verdict{}, nil
	}
	before, had := e.answers[q.Name]
	defer func() {
		if had {
			e.answers[q.Name] = before
		} else {
			delete(e.answers, q.Name)
		}
	}()
	for tries := 0; ; tries++ {
		e.answers[q.Name] = value
		w, unit, found, err := e.tried()
		if err != nil {
			return verdict{}, err
		}
		v := verdict{value: value}
		for _, d := range found {
			switch {
			case !e.concerns(q, d, w, unit):
			case d.Severity == source.Error:
				v.errors = append(v.errors, d)
			default:
				v.warnings = append(v.warnings, d)
			}
		}
		mended := mend(w, w.values[q.Name], slices.Concat(v.errors, v.warnings))
		if mended == value || tries == 3 { // a remedy may go round in circles
			return v, nil
		}
		value = mended
	}
}

// mend makes the edits of the problems that lie within a value, and returns it.
func mend(w written, value [2]int, problems []source.Diagnostic) string {
	var edits []source.Edit
	for _, d := range problems {
		within := func(edit source.Edit) bool { return edit.At.Start >= value[0] && edit.At.End <= value[1] }
		apart := !slices.ContainsFunc(d.Edits, func(a source.Edit) bool {
			return slices.ContainsFunc(edits, func(b source.Edit) bool { return a.At.Start <= b.At.End && b.At.Start <= a.At.End })
		})
		if len(d.Edits) > 0 && apart && !slices.ContainsFunc(d.Edits, func(edit source.Edit) bool { return !within(edit) }) {
			edits = append(edits, d.Edits...)
		}
	}
	slices.SortFunc(edits, func(a, b source.Edit) int { return b.At.Start - a.At.Start })
	text := w.text[value[0]:value[1]]
	for _, edit := range edits {
		text = text[:edit.At.Start-value[0]] + edit.Text + text[edit.At.End-value[0]:]
	}
	return text
}

// tried is the file as far as it is answered, and what the check of the city with it finds.
func (e *Entry) tried() (written, *content.Unit, []source.Diagnostic, error) {
	w := e.answered()
	if w.text == e.last.text { // an answer is judged first, and then taken
		return w, e.last.unit, e.last.found, nil
	}
	unit, found, err := e.city.try(e.trial(), w.text)
	if err == nil {
		e.last = attempt{w.text, unit, found}
	}
	return w, unit, found, err
}

// attempt is what the check of the city with a file in it found.
type attempt struct {
	text  string
	unit  *content.Unit
	found []source.Diagnostic
}

// trial is the path of the file while it is asked for: one that no file has.
func (e *Entry) trial() string {
	name := e.Month
	if name == "" {
		for name = "new"; ; name += "-new" {
			if _, there := e.city.Has(e.Kind, name); !there {
				break
			}
		}
	}
	return path.Join(string(e.Kind), name+".md")
}

// untimely are the rules that speak of what is due by now, or of what stands in a field
// that is asked for next: no other answer would be better.
var untimely = []string{"report-late", "cost-late", "cost-pending-late", "status-late", "reason-missing", "due-missing", "day-missing"}

// concerns tells whether a problem is one of an answer: it stands there, or it is an error
// that came with it to another answer.
func (e *Entry) concerns(q Question, d source.Diagnostic, w written, unit *content.Unit) bool {
	here := func(at source.Span) bool { return at.File != nil && at.File == unit.File }
	if slices.Contains(untimely, d.Rule.Name) {
		return false
	}
	if !here(d.At) {
		return d.Severity == source.Error && slices.ContainsFunc(d.Related, func(r source.Related) bool {
			return here(r.At) && w.fieldAt(r.At.Start) == q.Name
		})
	}
	if unreadable := unit.Entry == nil && unit.Person == nil && unit.Partner == nil && unit.Newsletter == nil && unit.Campaign == nil &&
		unit.Page == nil; unreadable {
		return d.Severity == source.Error
	}
	switch w.fieldAt(d.At.Start) {
	case q.Name:
		return true
	case "":
		return false
	}
	return d.Severity == source.Error && !e.known[keyOf(d, w)]
}

// keyOf tells problems apart, wherever in the file they stand.
func keyOf(d source.Diagnostic, w written) string {
	if d.At.File == nil {
		return ""
	}
	return d.Rule.Name + " " + w.fieldAt(d.At.Start) + " " + d.Message.String()
}

// read turns what was typed into a value as it stands behind the field's name. What it
// names with a plus sign before it, since the city does not have it yet, is missing.
func (e *Entry) read(q Question, typed string) (value string, missing []Missing) {
	typed = oneLine(typed)
	if rest, ok := strings.CutPrefix(typed, q.Name+":"); ok { // a remedy that was followed to the letter
		typed = strings.TrimSpace(rest)
	}
	options := e.options(q)
	known := e.beyond(q, options)
	switch {
	case typed == "":
		return "", nil
	case reads(typed, q):
		return " " + typed, nil
	case q.Type == fields.Goal && strings.Trim(typed, "0123456789., ") == "": // a comma may be part of one
		return " [" + typed + "]", nil
	case len(options) == 0 && !q.List || q.Type == fields.Group && q.Short != "":
		return " " + scalar(typed, q.Type), nil
	case !q.List:
		id, m := q.chosen(options, known, typed)
		return " " + id, m
	}
	if o, ok := found(options, known, typed); ok && q.Type != fields.Goal { // a name with a comma in it
		return " [" + o.id + "]", nil
	}
	var ids []string
	for _, item := range strings.Split(typed, ",") {
		if item = strings.TrimSpace(item); item != "" {
			id, m := q.chosen(options, known, item)
			ids, missing = append(ids, id), append(missing, m...)
		}
	}
	return " [" + strings.Join(ids, ", ") + "]", missing
}

// chosen is what is written for an option that was named. What none of them is called stays as it
// was typed, for the check to tell of it, unless it is to be something new.
func (q Question) chosen(options, known []option, said string) (string, []Missing) {
	name, isNew := strings.CutPrefix(said, "+")
	if name = strings.TrimSpace(name); isNew && q.extends() {
		id := idOf(name)
		if o, ok := found(nil, known, name); ok {
			return o.id, nil
		}
		return id, []Missing{{q.Refs[0], id, name}}
	}
	if o, ok := found(options, known, said); ok {
		return o.id, nil
	}
	if q.List {
		return item(said, q.Type), nil
	}
	return scalar(said, q.Type), nil
}

// reads tells whether what was typed is YAML already, as remedies have it: a list or a group
// where the field may have one, or a text in quotation marks.
func reads(typed string, q Question) bool {
	flow := strings.HasPrefix(typed, "[") && q.List || strings.HasPrefix(typed, "{") && q.Type == fields.Group
	if !flow && !strings.HasPrefix(typed, `"`) {
		return false
	}
	value := behindName(typed)
	if value == nil || value.LineComment != "" {
		return false
	}
	return value.Kind != yaml.ScalarNode || value.Style == yaml.DoubleQuotedStyle && strings.TrimSpace(value.Value) != ""
}

// behindName is what YAML reads of a text behind a name; nil where that is not one value.
func behindName(text string) *yaml.Node {
	var n yaml.Node
	if err := yaml.Load([]byte("a: "+text+"\n"), &n); err != nil || len(n.Content) != 1 || len(n.Content[0].Content) != 2 {
		return nil
	}
	return n.Content[0].Content[1]
}

// arrows are what keys that move the cursor leave in a line.
var arrows = regexp.MustCompile("\x1b(?:\\[[0-9;]*[A-Za-z~]|O[A-Z])")

// oneLine is a text on one line, without signs that no file may hold.
func oneLine(s string) string {
	s = arrows.ReplaceAllString(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case source.EndsLine(r), r < ' ':
			return ' '
		case r == 0x7f, r >= 0x80 && r < 0xa0:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(s)
}

// scalar writes a text as one line of YAML that reads back as just that text, behind a name.
func scalar(s string, t fields.Type) string {
	if n := behindName(s); n != nil && isPlain(n, s, t) {
		return s
	}
	return quoted(s)
}

// item is scalar within a list on one line.
func item(s string, t fields.Type) string {
	if list := behindName("[" + s + "]"); list != nil && len(list.Content) == 1 && isPlain(list.Content[0], s, t) {
		return s
	}
	return quoted(s)
}

// isPlain tells whether YAML reads a text as it is written, as words where words are wanted.
func isPlain(n *yaml.Node, s string, t fields.Type) bool {
	words := t == fields.Line || t == fields.Text
	return n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == s && n.Anchor == "" && (!words || n.ShortTag() == "!!str")
}

// SetMonth names a letter's file after a month, as people write it.
func (e *Entry) SetMonth(typed string) Judgement {
	typed = strings.TrimSpace(strings.TrimPrefix(oneLine(typed), "month:"))
	const before, behind = "---\nmonth: ", "\n---\n"
	for tries := 0; ; tries++ {
		var found []source.Diagnostic
		report := func(d source.Diagnostic) { found = append(found, d) }
		w := written{text: before + scalar(typed, fields.Period) + behind}
		f := source.NewFile("", []byte(w.text))
		block, ok := frontmatter.Split(f, report)
		if !ok {
			return Judgement{Errors: said(found)}
		}
		m := frontmatter.Load(block.YAML, block.Fence, report)
		if m == nil {
			return Judgement{Errors: said(found)}
		}
		period := m.Period("month", frontmatter.Required)
		m.Release()
		mended := mend(w, [2]int{len(before), len(w.text) - len(behind)}, found)
		switch {
		case period.OK():
			return e.month(period.V)
		case mended == typed || tries == 2:
			return Judgement{Errors: said(found)}
		}
		typed = mended
	}
}

// month takes a month for the name of a letter, if there is none of it yet.
func (e *Entry) month(p frontmatter.Period) Judgement {
	name := p.Start.Format("2006-01")
	file, there := e.city.Has(fields.Newsletters, name)
	switch {
	case p.Precision == frontmatter.ToYear:
		return refused(Problem{Message: catalog.Say("a letter is of one month"), Fix: catalog.Say("write the month too, such as %s", e.Month)})
	case there:
		return refused(Problem{Message: catalog.Say("there is a letter of this month already: %s", file), Fix: catalog.Say("write another month")})
	}
	e.Month = name
	return Judgement{}
}

// Name is the name of the file, without .md: the month of what it is about, and its title.
func (e *Entry) Name() (string, error) {
	switch {
	case e.name != "":
		return e.name, nil
	case e.Month != "":
		return e.Month, nil
	}
	_, unit, _, err := e.tried()
	if err != nil {
		return "", err
	}
	var date time.Time
	if x := unit.Entry; x != nil && (x.Agreement == nil || x.Agreement.Signed.V.Precision != frontmatter.ToYear) {
		date = x.Date()
	}
	name := idOf(e.plain(e.questions[0].Name))
	if !date.IsZero() {
		name = date.Format("2006-01") + "-" + name
	}
	return name, nil
}

// plain is an answer as a text, without the marks of YAML.
func (e *Entry) plain(name string) string {
	var out map[string]any
	if err := yaml.Load([]byte(name+":"+e.answers[name]), &out); err != nil {
		return ""
	}
	text, _ := out[name].(string)
	return text
}

// quoted writes a text in quotation marks, those that do not stand in it if there are such.
func quoted(s string) string {
	if strings.Contains(s, "'") && !strings.ContainsAny(s, `"\`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// isZero tells whether it is a cost of nothing that is wrong.
func isZero(d source.Diagnostic) bool { return d.Rule.Name == "cost-zero-unexplained" }
