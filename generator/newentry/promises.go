package newentry

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file asks for what an agreement promises, one after the other.

// promise is one of them, as far as it is answered: by the field's name, as YAML.
type promise map[string]string

// askPromises asks for promises until there is none more.
func (e *Entry) askPromises(t *Talk, q Question) error {
	var made []promise
	for {
		t.head(catalog.Say("Promise %d", len(made)+1).In(t.l)+" ("+q.Name+")", q.Says.In(t.lang))
		t.hint("Enter, when there is none more.")
		p := promise{"status": " open"}
		done, err := e.askPart(t, q, made, p, "text")
		if err != nil || !done {
			return err
		}
		for _, name := range []string{"due", "owner"} {
			f, _ := fields.Find(q.Fields, name)
			part := Question{Field: f}
			example := part.example()
			if part.Type == fields.Ref {
				example = "" // the list shows it
			}
			t.head(f.Label.In(t.lang)+" ("+name+")", part.asks(t.l, t.lang, example))
			if _, err := e.askPart(t, q, made, p, name); err != nil {
				return err
			}
		}
		made = append(made, p)
		if err := e.take(q, listOf(made), nil); err != nil {
			return err
		}
	}
}

// askPart asks for one field of a promise, and tells whether it was answered.
func (e *Entry) askPart(t *Talk, q Question, made []promise, p promise, name string) (bool, error) {
	f, _ := fields.Find(q.Fields, name)
	part := Question{Field: f}
	options := e.options(part)
	t.list(options)
	if len(options) > 0 || name == "due" {
		e.howTo(t, part, options)
	}
	for {
		typed, err := t.line()
		if err != nil || typed == "" {
			return false, err
		}
		value, missing := e.read(part, typed)
		if i := slices.IndexFunc(missing, func(m Missing) bool { return m.ID == "" }); i >= 0 {
			t.show([]Problem{nameless(missing[i].Name)})
			continue
		}
		p[name] = value
		if name == "text" {
			p["id"] = " " + newID(made, typed)
		}
		ok, err := e.keepPart(t, q, made, p, name, missing)
		if ok || err != nil {
			return ok, err
		}
	}
}

// keepPart judges a promise with one more field, and keeps the field if it can stand.
func (e *Entry) keepPart(t *Talk, q Question, made []promise, p promise, name string, missing []Missing) (bool, error) {
	list := append(slices.Clip(made), p)
	v, err := e.judge(q, listOf(list))
	if err != nil {
		return false, err
	}
	v.errors = slices.DeleteFunc(v.errors, func(d source.Diagnostic) bool {
		return d.Rule.Name == "reference-unknown" && slices.ContainsFunc(missing, func(m Missing) bool { return d.At.Text() == m.ID })
	})
	t.show(said(append(v.errors, v.warnings...)))
	if len(v.errors) > 0 {
		delete(p, name)
		return false, nil
	}
	before := p[name]
	p[name] = partOf(v.value, len(made), name)
	if p[name] != before || name == "owner" {
		fmt.Fprintf(t.out, "  = %s\n", strings.TrimSpace(p[name]))
	}
	e.Missing = append(e.Missing, missing...)
	return true, nil
}

// promiseFields are the fields of a promise that are asked for, in the order of the file.
var promiseFields = []string{"id", "text", "due", "owner", "status"}

// listOf is promises as they stand in the file, each field on a line of its own.
func listOf(list []promise) string {
	var b strings.Builder
	for _, p := range list {
		dash := "  - "
		for _, name := range promiseFields {
			if value, ok := p[name]; ok {
				b.WriteString("\n" + dash + name + ":" + value)
				dash = "    "
			}
		}
	}
	return b.String()
}

// partOf is the value of a field of the nth promise of a list, which may have been mended.
func partOf(list string, n int, name string) string {
	promises := strings.Split(list, "\n  - ")
	for _, line := range strings.Split(promises[n+1], "\n") {
		if value, ok := strings.CutPrefix(strings.TrimLeft(line, " "), name+":"); ok {
			return value
		}
	}
	return ""
}

// newID is the short name of a promise: its first words that say something, which no other promise has.
func newID(made []promise, text string) string {
	words := strings.Split(idOf(text), "-")
	if long := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) < 4 }); len(long) > 0 {
		words = long
	}
	id := strings.Join(words[:min(len(words), 3)], "-")
	if id == "" {
		id = "promise"
	}
	taken := func(id string) bool {
		return slices.ContainsFunc(made, func(p promise) bool { return strings.TrimSpace(p["id"]) == id })
	}
	out := id
	for n := 2; taken(out); n++ {
		out = id + "-" + strconv.Itoa(n)
	}
	return out
}
