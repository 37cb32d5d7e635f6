// Package newentry makes the file of something new: an entry, a letter, a person, a
// partner, a page.
//
// What is asked are the fields that a good file has, by the table of fields. Every answer
// is written into the file as it would be, and the whole city is checked with it: what an
// answer may be is decided by package content alone, and said in its words. The file that
// comes of it is a draft, in which each open question stands as a note above its field.
package newentry

import (
	"strings"

	"github.com/gosimple/slug"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// Question is one field that an editor has to answer for a new file.
type Question struct {
	fields.Field
	group string // below which it stands, "" for none
}

// Questions are the questions of a kind, in the order of the file: for what is required or
// advised, and what is asked all the same. The first is for its title or name.
func Questions(kind fields.Kind) []Question {
	var out []Question
	for _, f := range kind.Fields() {
		switch {
		case f.Presence == fields.Optional && !f.Asked:
		case f.Short == fields.Text:
			for _, in := range f.Fields {
				if in.Presence != fields.Optional {
					out = append(out, Question{in, f.Name})
				}
			}
		default:
			out = append(out, Question{Field: f})
		}
	}
	return out
}

// Scripted tells whether a flag may answer the question: a list of groups is too much for
// one line.
func (q Question) Scripted() bool { return !q.isPromises() }

func (q Question) isPromises() bool { return q.Type == fields.Group && q.List && q.Short == "" }

// isCost tells whether an amount is asked for, in the place of which a reason may stand.
func (q Question) isCost() bool { return q.Short == fields.Amount }

// isName tells whether the answer is what the file is called by: its title or name.
func (q Question) isName(kind fields.Kind) bool {
	return q.group == "" && q.Name == kind.Fields()[0].Name
}

// Asks is what is asked for, in one sentence and with an example.
func (q Question) Asks(l *catalog.Language, lang string) string {
	return q.asks(l, lang, q.example())
}

func (q Question) asks(l *catalog.Language, lang, example string) string {
	out := q.Says.In(lang)
	switch {
	case q.Name == "benefit":
		out += " " + benefitExample().In(l)
	case example != "":
		out += " (" + example + ")"
	}
	return out
}

// benefitExample is a benefit as it should be.
func benefitExample() catalog.Message {
	return catalog.Say("Such as: %s", catalog.Say("Line A runs until one from March, so late shifts get home without a car."))
}

// example is in which form an answer is written; "" where any words will do.
func (q Question) example() string {
	switch {
	case q.isPromises(), q.Type == fields.Line, q.Type == fields.Text:
		return ""
	case q.isCost():
		return "1240.50"
	case len(q.Choices) > 0:
		return strings.Join(q.Choices, ", ")
	}
	return strings.Trim(q.Example, "[]")
}

// note is what is asked for, as it stands in the file: its examples are the city's own.
func (e *Entry) note(q Question) string {
	example := q.example()
	if options := e.options(q); q.Type == fields.Ref && len(options) > 0 {
		var ids []string
		for _, o := range options[:min(len(options), 8)] {
			ids = append(ids, o.id)
		}
		example = strings.Join(ids, ", ")
	}
	return q.asks(e.city.words, e.city.lang, example)
}

// Entry is a new file, as far as it is answered.
type Entry struct {
	Kind fields.Kind
	// Month names a letter's file, such as 2026-10; "" for another kind.
	Month string
	// Missing is what the answers name and the city does not have yet.
	Missing []Missing

	city      *City
	questions []Question
	answers   map[string]string // by the field's name, as YAML behind it
	known     map[string]bool   // what has been said of the answers so far
	last      attempt
	name      string // that the file is to have, "" for one made of the title
}

// Missing is something that an answer names and that is not there yet.
type Missing struct {
	To       fields.Target
	ID, Name string
}

// New begins a file of that kind.
func (c *City) New(kind fields.Kind) *Entry {
	e := &Entry{Kind: kind, city: c, questions: Questions(kind), answers: map[string]string{}, known: map[string]bool{}}
	if kind == fields.Newsletters {
		e.Month = c.nextMonth()
	}
	return e
}

// written is the front matter of a file, and where in it the answers stand.
type written struct {
	text string
	// By the field's name, where its lines begin and end, and where its value does, in bytes.
	lines, values map[string][2]int
}

// fieldAt is the name of the field that was answered at a place; "" for none.
func (w written) fieldAt(at int) string {
	for name, lines := range w.lines {
		if at >= lines[0] && at < lines[1] {
			return name
		}
	}
	return ""
}

// answered is the file with all that is answered, and nothing else.
func (e *Entry) answered() written {
	w := written{lines: map[string][2]int{}, values: map[string][2]int{}}
	var b strings.Builder
	b.WriteString("---\n")
	group := ""
	for _, q := range e.questions {
		value, ok := e.answers[q.Name]
		if !ok {
			continue
		}
		if q.group != "" && q.group != group {
			b.WriteString(q.group + ":\n")
		}
		group = q.group
		start := b.Len()
		b.WriteString(q.key())
		from := b.Len()
		b.WriteString(value + "\n")
		w.lines[q.Name], w.values[q.Name] = [2]int{start, b.Len()}, [2]int{from, from + len(value)}
	}
	b.WriteString("---\n")
	w.text = b.String()
	return w
}

// key is the name of the field as it stands in the file.
func (q Question) key() string {
	if q.group != "" {
		return "  " + q.Name + ":"
	}
	return q.Name + ":"
}

// Text is the whole file: each answer, and each open question as a note above its empty
// field, in the editor's language. It is a draft.
func (e *Entry) Text() string {
	l, lang := e.city.words, e.city.lang
	var b strings.Builder
	b.WriteString("---\n")
	group := ""
	for _, q := range e.questions {
		if q.group != "" && q.group != group {
			b.WriteString(q.group + ":\n")
		}
		group = q.group
		value, ok := e.answers[q.Name]
		if !ok {
			note := strings.TrimSuffix(q.key(), q.Name+":") + "# " + q.Label.In(lang) + ". " + e.note(q) + "\n"
			if q.isPromises() {
				note += "# " + q.Name + ":\n#   - {" + q.Begins() + "}\n"
				b.WriteString(note)
				continue
			}
			b.WriteString(note)
		}
		b.WriteString(q.key() + value + "\n")
	}
	b.WriteString("# " + catalog.Say("Take the next line out when all is answered: until then nothing of this is published.").In(l) + "\ndraft: true\n")
	switch {
	case e.Kind == fields.Newsletters:
		b.WriteString("# " + catalog.Say("Below the next line, write the letter: 150 to 250 words, in the first person, the purpose first.").In(l) + "\n")
	case e.Kind.IsEntry():
		b.WriteString("# " + catalog.Say("Below the next line, tell the story: what was done, what was seen, what comes next.").In(l) + "\n")
	}
	b.WriteString("---\n")
	return b.String()
}

// Open is how many questions have no answer, but for those that may be left out for good.
func (e *Entry) Open() int {
	n := 0
	for _, q := range e.questions {
		if _, answered := e.answers[q.Name]; !answered && q.Presence != fields.Optional {
			n++
		}
	}
	return n
}

// SetName gives the file a name, without .md, and tells whether it may have that one.
func (e *Entry) SetName(name string) bool {
	if slug.Make(name) != name || strings.Contains(name, "_") {
		return false
	}
	e.name = name
	return true
}
