package content

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// Fixed is what comes of the certain remedies of a content.
type Fixed struct {
	Files  []FixedFile         // those whose text is another, sorted
	Mended int                 // how many problems were
	Left   []source.Diagnostic // what remains to be said
	// Refused are the problems whose remedy would have been made, but for another
	// problem that would have come, or a value that would have changed.
	Refused []source.Diagnostic
}

// FixedFile is a file with its text as it is and as it is to be.
type FixedFile struct {
	Path      string // as the editor knows it
	Was, Text []byte
}

// maxRounds is how often remedies are looked for: one may let another be seen.
const maxRounds = 10

// fixer makes remedies until there are none.
type fixer struct {
	check   func(changed map[string][]byte) ([]source.Diagnostic, error)
	found   []source.Diagnostic // by the check of the texts as they are now
	texts   map[string][]byte   // of files that were changed, by path
	was     map[string][]byte
	refused []source.Diagnostic
	mended  int
}

// Fix makes the certain remedies of the problems that check finds in files that are
// wanted, and those of what is found then. check is given the texts of changed files
// by their path as the editor knows it. Each round is checked: where a remedy
// would bring another problem into its file, or change a value that it does not
// touch, it is not made.
func Fix(check func(changed map[string][]byte) ([]source.Diagnostic, error), wanted func(path string) bool) (Fixed, error) {
	f := &fixer{check: check, texts: map[string][]byte{}, was: map[string][]byte{}}
	var err error
	if f.found, err = check(nil); err != nil {
		return Fixed{}, err
	}
	for range maxRounds {
		list := f.makeable(wanted)
		if len(list) == 0 {
			break
		}
		made, err := f.take(batch{found: f.found}, list)
		if err != nil {
			return Fixed{}, err
		}
		f.keep(made)
	}
	out := Fixed{Mended: f.mended, Left: f.found, Refused: f.refused}
	for _, p := range sortedKeys(f.texts) {
		if !bytes.Equal(f.texts[p], f.was[p]) {
			out.Files = append(out.Files, FixedFile{p, f.was[p], f.texts[p]})
		}
	}
	return out, nil
}

// makeable are the problems whose edits can be made at once, file by file.
func (f *fixer) makeable(wanted func(path string) bool) []source.Diagnostic {
	by := map[string][]source.Diagnostic{}
	for _, d := range f.found {
		if d.Certain() && wanted(d.At.File.Path) && !slices.ContainsFunc(f.refused, func(r source.Diagnostic) bool { return sameProblem(d, r) }) {
			by[d.At.File.Path] = append(by[d.At.File.Path], d)
		}
	}
	var out []source.Diagnostic
	for _, p := range sortedKeys(by) {
		out = append(out, source.Apart(by[p])...)
	}
	return out
}

// sameProblem tells whether two diagnostics, maybe of two checks, say the same.
func sameProblem(a, b source.Diagnostic) bool {
	return a.Rule == b.Rule && a.At.File.Path == b.At.File.Path && a.At.Text() == b.At.Text() && a.Message.String() == b.Message.String()
}

// batch is a list of problems that are mended at once, and what is found then.
type batch struct {
	mended []source.Diagnostic
	texts  map[string][]byte
	named  map[string][][2]int // where the values stand of fields whose names were mended
	found  []source.Diagnostic
}

// take adds to a batch those of a list that can be mended with it: all, or else
// those of each half.
func (f *fixer) take(b batch, list []source.Diagnostic) (batch, error) {
	if len(list) == 0 {
		return b, nil
	}
	more, ok, err := f.try(append(slices.Clip(b.mended), list...))
	switch {
	case err != nil:
		return b, err
	case ok:
		return more, nil
	case len(list) == 1:
		f.refused = append(f.refused, list[0])
		return b, nil
	}
	if b, err = f.take(b, list[:len(list)/2]); err != nil {
		return b, err
	}
	return f.take(b, list[len(list)/2:])
}

// try mends a list of problems and tells whether nothing else changes.
func (f *fixer) try(list []source.Diagnostic) (batch, bool, error) {
	by := map[*source.File][]source.Edit{}
	for _, d := range list {
		by[d.At.File] = append(by[d.At.File], d.Edits...)
	}
	b := batch{mended: list, texts: map[string][]byte{}, named: map[string][][2]int{}}
	unread := map[string]bool{} // files whose fields cannot be read as they are
	for file, edits := range by {
		text, written := source.Edited(file, edits)
		read, same := frontmatter.Kept(file, source.NewFile(file.Path, text), edits, written)
		if !same {
			return b, false, nil
		}
		unread[file.Path] = !read
		b.texts[file.Path] = text
		b.named[file.Path] = valuesOf(source.NewFile(file.Path, text), list, edits, written)
	}
	all := maps.Clone(f.texts)
	maps.Copy(all, b.texts)
	var err error
	b.found, err = f.check(all)
	return b, err == nil && better(f.found, b, unread), err
}

// kindOfProblem is a rule in a file.
type kindOfProblem struct {
	path string
	rule *source.Rule
}

// better tells whether the problems are gone and no new ones have come. A file that
// could not be read may show what was wrong in it all the time. What
// was an error is read now, and judged: that may be worth a warning, and what other
// files say of it can be compared only now. So is the value of a field whose name is known now.
func better(before []source.Diagnostic, b batch, unread map[string]bool) bool {
	most, errorsIn, anyError := map[kindOfProblem]int{}, map[string]bool{}, false
	count := func(ds []source.Diagnostic, by int) {
		for _, d := range ds {
			if d.At.File != nil {
				most[kindOfProblem{d.At.File.Path, d.Rule}] += by
			}
		}
	}
	count(before, 1)
	full := map[kindOfProblem]bool{} // of these, no more are said than the first
	for k, n := range most {
		full[k] = n >= frontmatter.MaxNamed
	}
	for _, d := range b.mended {
		if k := (kindOfProblem{d.At.File.Path, d.Rule}); !full[k] {
			most[k]--
		}
		if d.Severity == source.Error || d.Rule.Severity == source.Error { // of a draft, it is a warning
			errorsIn[d.At.File.Path], anyError = true, true
		}
	}
	lately := func(d source.Diagnostic) bool {
		return d.At.File == nil || slices.ContainsFunc(b.named[d.At.File.Path], func(in [2]int) bool { return d.At.Start >= in[0] && d.At.Start < in[1] })
	}
	found := slices.DeleteFunc(slices.Clone(b.found), lately)
	count(found, -1)
	for _, d := range found {
		p := d.At.File.Path
		_, edited := b.texts[p]
		switch {
		case most[kindOfProblem{p, d.Rule}] >= 0, unread[p], !edited && anyError, d.Severity == source.Warning && errorsIn[p]:
		default:
			return false
		}
	}
	return true
}

// valuesOf are where, in a text that was edited, the values stand of the fields whose
// names were mended: behind the name, and on the lines below that are indented more.
func valuesOf(f *source.File, list []source.Diagnostic, edits []source.Edit, written [][2]int) (out [][2]int) {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b source.Edit) int { return a.At.Start - b.At.Start })
	for _, d := range list {
		if d.At.File.Path != f.Path || d.Rule != frontmatter.UnknownField && d.Rule != ruleRuleUnknown {
			continue
		}
		i := slices.IndexFunc(edits, func(e source.Edit) bool { return e.At == d.Edits[0].At })
		line, _ := f.Position(written[i][0])
		indent, last := leading(f.Line(line)), line
		for last < f.Lines() && leading(f.Line(last+1)) > indent {
			last++
		}
		out = append(out, [2]int{written[i][1], f.LineStart(last + 1)})
	}
	return out
}

// leading is how many spaces a line starts with.
func leading(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// keep takes over what a batch has made.
func (f *fixer) keep(b batch) {
	if len(b.mended) == 0 {
		return
	}
	for _, d := range b.mended {
		if p := d.At.File.Path; f.was[p] == nil {
			f.was[p] = d.At.File.Text
		}
	}
	maps.Copy(f.texts, b.texts)
	f.mended += len(b.mended)
	f.found = b.found
}
