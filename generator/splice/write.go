package splice

import (
	"bytes"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// writer collects what changes in a text.
type writer struct {
	text  []byte
	eol   string
	whole bool // a field that differs is written anew as a whole
	edits []edit
}

// edit puts a text in the place of what stands in [start, end).
type edit struct {
	start, end int
	text       string
}

func (w *writer) put(start, end int, text string) { w.edits = append(w.edits, edit{start, end, text}) }

// edited is the text with all edits.
func (w *writer) edited() []byte {
	slices.SortStableFunc(w.edits, func(a, b edit) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return a.end - b.end
	})
	var out []byte
	at := 0
	for _, e := range w.edits {
		out = append(out, w.text[at:max(e.start, at)]...)
		out = append(out, e.text...)
		at = max(at, e.end)
	}
	return append(out, w.text[at:]...)
}

// top changes the fields of a file.
func (w *writer) top(was *node, want Value) {
	if len(was.in) == 0 { // what stands there are comments
		w.put(len(w.text), len(w.text), w.broken(len(w.text))+w.fields(want.Fields, 0))
		return
	}
	if slices.ContainsFunc(was.in, func(n node) bool { return want.At(n.name).Kind != Nothing }) {
		w.group(was, want)
		return
	}
	at := w.nextLine(was.in[len(was.in)-1].end)
	w.put(was.in[0].head, at, w.fields(want.Fields, 0))
}

// broken is the line end that is missing before a place.
func (w *writer) broken(at int) string {
	if at > 0 && w.text[at-1] != '\n' {
		return w.eol
	}
	return ""
}

// change makes what stands there the value that is wanted, which is another.
func (w *writer) change(was *node, want Value) {
	if was.kind == List && want.Kind != List {
		want = Value{Kind: List, List: []Value{want}}
	}
	switch {
	case Same(was.value(), want):
	case w.whole:
		w.replace(was, want)
	case was.kind == Text && want.Kind == Text:
		w.rewrite(was, want)
	case was.kind == List && (!was.flow || len(was.in) > 0):
		w.list(was, want)
	case was.kind == Group && want.Kind == Group && slices.ContainsFunc(was.in, func(n node) bool { return want.At(n.name).Kind != Nothing }):
		w.group(was, want)
	default:
		w.replace(was, want)
	}
}

// rewrite puts a text in the place of another, in its manner. A comment behind it, or
// behind its “|”, stays where it is.
func (w *writer) rewrite(was *node, want Value) {
	text := w.scalar(want, was.style, was.inFlow, w.columnOf(was))
	header, body, lower := strings.Cut(text, w.eol)
	first, end := w.lineEnd(was.start), was.end
	switch {
	case was.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if i := bytes.IndexByte(w.text[was.start:first], '#'); i >= 0 {
			header += " " + string(w.text[was.start+i:first])
		}
		if lower {
			header += w.eol + body
		}
		w.put(was.start, end, header)
	case lower && !was.inFlow:
		w.put(was.start, end, header)
		at := w.lineEnd(end)
		w.put(at, at, w.eol+body)
	default:
		w.put(was.start, end, text)
	}
}

// columnOf is the column of a value's name or hyphen: what goes on below it stands
// further in.
func (w *writer) columnOf(n *node) int { return n.head - w.lineStart(n.head) }

// replace writes a value anew. A comment between its name and it stays.
func (w *writer) replace(was *node, want Value) {
	if was.inFlow {
		text := w.flow(want)
		if was.start == was.after && was.name != "" {
			text = " " + text // behind the colon of a name that has no value
		}
		w.put(was.start, was.end, text)
		return
	}
	value := w.behind(want, w.columnOf(was))
	if was.name == "" {
		value = w.afterHyphen(want, w.columnOf(was))
	}
	if note := bytes.TrimSpace(w.text[was.after:was.start]); len(note) > 0 && note[0] == '#' {
		first := w.lineEnd(was.after)
		if !strings.HasPrefix(value, w.eol) {
			w.put(was.after, was.after, value)
			value = ""
		}
		w.put(first, was.end, value)
		return
	}
	// A comment behind the last line of what was there must not become part of a text.
	header, body, lower := strings.Cut(value, w.eol)
	if rest := string(w.text[was.end:w.lineEnd(was.end)]); lower && strings.TrimSpace(rest) != "" {
		w.put(was.after, was.end+len(rest), header+rest+w.eol+body)
		return
	}
	w.put(was.after, was.end, value)
}

// group changes the fields of a group of which some stay.
func (w *writer) group(was *node, want Value) {
	stays := func(i int) bool { return want.At(was.in[i].name).Kind != Nothing }
	last := -1 // of was, behind which a new one stands
	var fresh []Field
	flush := func() {
		if len(fresh) > 0 {
			w.insertFields(was, last, fresh, stays)
		}
		fresh = nil
	}
	for _, f := range want.Fields {
		i := slices.IndexFunc(was.in, func(n node) bool { return n.name == f.Name })
		if i < 0 {
			fresh = append(fresh, f)
			continue
		}
		flush()
		last = i
		w.change(&was.in[i], f.Value)
	}
	flush()
	w.takeOut(was, stays)
}

// insertFields writes new fields behind the one with that place; for -1 before the
// first that stays.
func (w *writer) insertFields(was *node, place int, fresh []Field, stays func(int) bool) {
	if was.flow {
		var out []string
		for _, f := range fresh {
			out = append(out, w.key(f.Name)+": "+w.flow(f.Value))
		}
		w.insertFlow(was, place, strings.Join(out, ", "), stays)
		return
	}
	text := w.fields(fresh, was.column)
	if place >= 0 {
		w.below(was.in[place].end, text)
		return
	}
	first := was.in[firstOf(was, stays)].head // it may stand behind a hyphen
	w.put(first, first, strings.TrimLeft(text, " ")+strings.Repeat(" ", was.column))
}

// firstOf is the place of the first item that stays.
func firstOf(was *node, stays func(int) bool) int {
	for i := range was.in {
		if stays(i) {
			return i
		}
	}
	return -1
}

// insertFlow writes behind an item in brackets or braces; for -1 before the first that
// stays.
func (w *writer) insertFlow(was *node, place int, text string, stays func(int) bool) {
	if place >= 0 {
		w.put(was.in[place].end, was.in[place].end, ", "+text)
		return
	}
	first := was.in[firstOf(was, stays)].head
	w.put(first, first, text+", ")
}

// below writes lines below the one on which a value ends.
func (w *writer) below(end int, text string) {
	at := w.lineEnd(end)
	if at == len(w.text) {
		w.put(at, at, w.eol+strings.TrimSuffix(text, w.eol))
		return
	}
	at += bytes.IndexByte(w.text[at:], '\n') + 1
	w.put(at, at, text)
}

// takeOut takes out the items or fields that do not stay.
func (w *writer) takeOut(was *node, stays func(int) bool) {
	for i := 0; i < len(was.in); i++ {
		if stays(i) {
			continue
		}
		first := i
		for i+1 < len(was.in) && !stays(i+1) {
			i++
		}
		w.takeOutRun(was, first, i)
	}
}

// takeOutRun takes out the items from first to last.
func (w *writer) takeOutRun(was *node, first, last int) {
	start, end := was.in[first].head, was.in[last].end
	behindHyphen := len(bytes.TrimLeft(w.text[w.lineStart(start):start], " ")) > 0
	switch {
	case (was.flow || behindHyphen) && last+1 < len(was.in):
		w.put(start, was.in[last+1].head, "")
	case was.flow && first > 0:
		w.put(was.in[first-1].end, end, "")
	default:
		w.put(w.lineStart(start), w.nextLine(end), "")
	}
}

func (w *writer) nextLine(at int) int {
	end := w.lineEnd(at)
	if n := bytes.IndexByte(w.text[end:], '\n'); n >= 0 {
		return end + n + 1
	}
	return len(w.text)
}

func (w *writer) lineStart(at int) int { return bytes.LastIndexByte(w.text[:at], '\n') + 1 }

func (w *writer) lineEnd(at int) int {
	r := reader{text: w.text}
	return r.lineEnd(at)
}
