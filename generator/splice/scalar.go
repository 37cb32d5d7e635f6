package splice

import (
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"
)

// mostWide is how long a list may become on one line.
const mostWide = 100

// fields are new fields, each on lines of its own.
func (w *writer) fields(list []Field, column int) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(strings.Repeat(" ", column) + w.key(f.Name) + ":" + w.behind(f.Value, column) + w.eol)
	}
	return b.String()
}

func (w *writer) key(name string) string {
	return w.scalar(Value{Kind: Text, Text: name, Words: true}, 0, true, 0)
}

// behind is a value as it stands behind a name that begins at a column, from the colon.
func (w *writer) behind(v Value, column int) string {
	if v.Kind == Text {
		return " " + w.scalar(v, 0, false, column)
	}
	if v.Braces || v.Kind == Nothing || v.Kind == List && simple(v) {
		if line := w.flow(v); v.Kind != List || v.Braces || utf8.RuneCountInString(line) <= mostWide {
			return " " + line
		}
	}
	var b strings.Builder
	if v.Kind == Group {
		b.WriteString(w.eol + w.fields(v.Fields, column+2))
	} else {
		b.WriteString(w.eol)
		for _, item := range v.List {
			b.WriteString(strings.Repeat(" ", column+2) + "-" + w.afterHyphen(item, column+2) + w.eol)
		}
	}
	return strings.TrimSuffix(b.String(), w.eol)
}

// afterHyphen is an item as it stands behind its hyphen, which has that column.
func (w *writer) afterHyphen(v Value, column int) string {
	if v.Kind != Group || v.Braces {
		return w.behind(v, column)
	}
	return " " + strings.TrimSuffix(strings.TrimLeft(w.fields(v.Fields, column+2), " "), w.eol)
}

// simple tells whether a list has nothing but texts on one line.
func simple(v Value) bool {
	for _, item := range v.List {
		if item.Kind != Text || strings.Contains(item.Text, "\n") {
			return false
		}
	}
	return true
}

// flow is a value on one line.
func (w *writer) flow(v Value) string {
	var out []string
	switch v.Kind {
	case List:
		for _, item := range v.List {
			out = append(out, w.flow(item))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case Group:
		for _, f := range v.Fields {
			out = append(out, w.key(f.Name)+": "+w.flow(f.Value))
		}
		return "{" + strings.Join(out, ", ") + "}"
	}
	if v.Kind == Nothing {
		return "{}"
	}
	return w.scalar(v, 0, true, 0)
}

// scalar is a text in the manner of a style, if it can be written so; column is where
// the line of its name begins.
func (w *writer) scalar(v Value, style yaml.Style, flow bool, column int) string {
	s := lines(v.Text)
	var tries []string
	add := func(text string) { tries = append(tries, text) }
	blanks := strings.Contains(s+"\n", " \n") // which many editors take away behind a line
	single := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	switch {
	case blanks:
	case strings.Contains(s, "\n") && !flow:
		if style&yaml.FoldedStyle != 0 {
			add(w.folded(s, column))
		}
		add(w.literal(s, column))
	case style&yaml.FoldedStyle != 0 && !flow:
		add(w.folded(s, column))
	case style&yaml.LiteralStyle != 0 && !flow:
		add(w.literal(s, column))
	case style&yaml.SingleQuotedStyle != 0:
		add(single)
	case style&yaml.DoubleQuotedStyle == 0 && !strings.ContainsAny(first(s), marks) && !(flow && strings.Contains(s, ":")):
		add(s)
	}
	for _, text := range tries {
		if w.reads(text, v, flow, column) {
			return text
		}
	}
	return double(s)
}

// marks are the signs with which a text without quotation marks had better not begin:
// libraries do not agree on what some of them mean.
const marks = "!\"#%&'*,:>?@[]`{|}"

// first is the first byte of a text.
func first(s string) string { return s[:min(1, len(s))] }

// reads tells whether a text as it is to be written reads as the one that is meant.
func (w *writer) reads(text string, v Value, flow bool, column int) bool {
	text = strings.ReplaceAll(text, "\n"+strings.Repeat(" ", column), "\n")
	before, behind := "x: ", ""
	if flow {
		before, behind = "x: [", "]"
	}
	var doc yaml.Node
	if yaml.Unmarshal([]byte(before+text+behind+"\n"), &doc) != nil || len(doc.Content) != 1 {
		return false
	}
	n := doc.Content[0]
	for n.Kind != yaml.ScalarNode {
		if len(n.Content) == 0 || n.Kind == yaml.MappingNode && len(n.Content) != 2 || n.Kind == yaml.SequenceNode && len(n.Content) != 1 {
			return false
		}
		n = n.Content[len(n.Content)-1]
	}
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Tag == "!!null" || n.Tag == "!!merge" || n.HeadComment+n.LineComment+n.FootComment != "" {
		return false
	}
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	return lines(n.Value) == lines(v.Text) && (!v.Words || quoted || n.Tag == "!!str")
}

// double is a text in double quotation marks, in which anything can be written.
func double(s string) string {
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`,
		"\u0085", `\N`, "\u2028", `\L`, "\u2029", `\P`, "\ufeff", `\uFEFF`)
	return `"` + escaped.Replace(s) + `"`
}

// literal is a text behind “|”.
func (w *writer) literal(s string, column int) string {
	indent := w.eol + strings.Repeat(" ", column+2)
	var b strings.Builder
	b.WriteString("|-")
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" {
			b.WriteString(w.eol)
		} else {
			b.WriteString(indent + line)
		}
	}
	return b.String()
}

// wide is how long the lines of a text behind “>” become.
const wide = 78

// folded is a text behind “>”, its paragraphs in lines.
func (w *writer) folded(s string, column int) string {
	indent := w.eol + strings.Repeat(" ", column+2)
	var b strings.Builder
	b.WriteString(">-")
	for i, paragraph := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString(w.eol)
		}
		line := ""
		for word := range strings.SplitSeq(paragraph, " ") {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word)+column+2 > wide {
				b.WriteString(indent + line)
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		if line != "" {
			b.WriteString(indent + line)
		}
	}
	return b.String()
}
