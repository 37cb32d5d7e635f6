package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"parvis/generator/catalog"
)

// Severity says whether a diagnostic stops publication.
type Severity int

// The severities. Off is only ever a setting: a diagnostic of a rule that is
// off is not kept.
const (
	Error Severity = iota
	Warning
	Off
)

func (s Severity) String() string { return [...]string{"error", "warning", "off"}[s] }

// Rule is one published rule of what a city writes. Every diagnostic belongs
// to one.
type Rule struct {
	Name     string
	Severity Severity
	// Locked rules cannot be made milder by site.yaml.
	Locked bool
	// Says is the rule in one sentence.
	Says string
	// Why it exists, in the words of those it serves.
	Why string
	// Fix is how to mend a breach when nothing more exact can be said.
	Fix string
	// Bad breaks the rule and only this rule; Good keeps every rule.
	Bad, Good Example
}

// In returns what the rule says, why, and how to mend a breach, in a language.
func (r *Rule) In(l *catalog.Language) (says, why, fix string) {
	return catalog.Message{Format: r.Says}.In(l), catalog.Message{Format: r.Why}.In(l), catalog.Message{Format: r.Fix}.In(l)
}

// Example shows a rule at work: what is written, and in which file. Text is a
// few front matter keys that stand in a file which is otherwise in order, or
// the whole file where Whole is set.
type Example struct {
	File  string
	Text  string
	Whole bool
	// Beside are further files that the example needs, by path. One of the
	// words below stands for what would be too long to write.
	Beside map[string]string
	// Earlier are the keys as they had been published before, for rules about
	// what changes.
	Earlier string
}

// In is the example with its sentences in another language.
func (e Example) In(words *strings.Replacer) Example {
	e.Text, e.Earlier = words.Replace(e.Text), words.Replace(e.Earlier)
	return e
}

// Shown is the example as readers of a language see it.
func (e Example) Shown(l *catalog.Language) string {
	shown := e.Text
	if e.Earlier != "" {
		before := strings.ReplaceAll(strings.TrimSuffix(e.Earlier, "\n"), "\n", "\n# ")
		shown = "# " + catalog.Say("published before:").In(l) + "\n# " + before + "\n" + shown
	}
	for _, name := range slices.Sorted(maps.Keys(e.Beside)) {
		beside := catalog.Say("with the file %s", name)
		if to, link := strings.CutPrefix(e.Beside[name], Link); link {
			beside = catalog.Say("with the file %s, a link to %s", name, to)
		}
		shown += "# " + beside.In(l) + "\n"
	}
	if OpenDirection(shown) >= 0 {
		return visible(shown) // else the example would turn what stands round it
	}
	return shown
}

// What a file of Example.Beside may hold instead of its text.
const (
	AnotherTrip   = "TRIP"   // a valid trip with another title and benefit
	AnotherLetter = "LETTER" // a valid newsletter
	Large         = "LARGE"  // more text than a file may have
	// A photograph, one that says where it was taken, and one that is larger than
	// any.
	Picture        = "PICTURE"
	LocatedPicture = "LOCATED PICTURE"
	LargePicture   = "LARGE PICTURE"
	ManyCells      = "CELLS" // a page with a table of more cells than a text may have
	Heavy          = "HEAVY" // more bytes than what is published as it is may have
	// The start of what stands for a symbolic link; where it leads follows.
	Link = "LINK "
)

// Related is another place that a diagnostic speaks of.
type Related struct {
	At      Span
	Message catalog.Message
}

// Diagnostic is one problem in what an editor wrote.
type Diagnostic struct {
	Rule     *Rule
	Severity Severity
	At       Span
	// Message says what is wrong, in lower case, without a full stop.
	Message catalog.Message
	// Why is given only where it is not obvious.
	Why catalog.Message
	// Fix says how to mend it, with the very text to write where possible.
	Fix     catalog.Message
	Related []Related
	// Edits are what a machine may do in the editor's place. They stand only where
	// the remedy is certain: once all are made, the problem is gone, there is no new
	// one, and nothing means anything else. They do not overlap.
	Edits []Edit
}

// Edit puts a text in the place of what stands at a span, which may be empty.
type Edit struct {
	At   Span
	Text string
}

// At returns a diagnostic of the rule at that place, with the rule's own why
// and fix. The format and its arguments are those of [catalog.Say].
func (r *Rule) At(at Span, format string, args ...any) Diagnostic {
	return Diagnostic{
		Rule: r, Severity: r.Severity, At: at,
		Message: catalog.Say(format, args...), Why: catalog.Message{Format: r.Why}, Fix: catalog.Message{Format: r.Fix},
	}
}

// To returns the diagnostic with another fix.
func (d Diagnostic) To(format string, args ...any) Diagnostic {
	d.Fix = catalog.Say(format, args...)
	return d
}

// By returns the diagnostic with an edit that belongs to its remedy.
func (d Diagnostic) By(at Span, text string) Diagnostic {
	d.Edits = append(slices.Clip(d.Edits), Edit{at, text})
	return d
}

// See returns the diagnostic with another place added.
func (d Diagnostic) See(at Span, format string, args ...any) Diagnostic {
	d.Related = append(slices.Clip(d.Related), Related{at, catalog.Say(format, args...)})
	return d
}

// Report takes diagnostics as they are found.
type Report func(Diagnostic)

// Sort puts diagnostics in the order in which they are shown: by file, line
// and column, then by rule and words, so that no order of work shows.
func Sort(ds []Diagnostic) {
	if !slices.IsSortedFunc(ds, compare) {
		slices.SortStableFunc(ds, compare)
	}
}

func compare(a, b Diagnostic) int {
	if a.At.File != b.At.File {
		if order := strings.Compare(a.At.path(), b.At.path()); order != 0 {
			return order
		}
	}
	order := cmp.Or(
		cmp.Compare(a.At.Start, b.At.Start),
		cmp.Compare(a.At.End, b.At.End),
		cmp.Compare(a.Severity, b.Severity),
		strings.Compare(a.Rule.Name, b.Rule.Name))
	if order != 0 {
		return order // nothing is put into words to find it
	}
	return strings.Compare(a.Message.String(), b.Message.String())
}

// Tally counts what a list of diagnostics holds.
type Tally struct{ Errors, Warnings, Files int }

// Count returns how many errors and warnings there are, and in how many files.
func Count(ds []Diagnostic) Tally {
	var t Tally
	files := map[string]bool{}
	for _, d := range ds {
		if d.Severity == Error {
			t.Errors++
		} else {
			t.Warnings++
		}
		files[d.At.path()] = true
	}
	t.Files = len(files)
	return t
}

// In says the counts in a language.
func (t Tally) In(l *catalog.Language) string { return t.Message().In(l) }

// Message says the counts.
func (t Tally) Message() catalog.Message {
	return catalog.Say(
		"%s, %s in %s",
		catalog.Count(t.Errors, "%d error", "%d errors"),
		catalog.Count(t.Warnings, "%d warning", "%d warnings"),
		catalog.Count(t.Files, "%d file", "%d files"),
	)
}
