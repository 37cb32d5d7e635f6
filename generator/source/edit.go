package source

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// Certain tells whether a machine may mend the problem: it carries edits, all of the
// file in which it stands.
func (d Diagnostic) Certain() bool {
	for _, e := range d.Edits {
		if e.At.File == nil || e.At.File != d.At.File {
			return false
		}
	}
	return len(d.Edits) > 0
}

// CountCertain is how many of the problems a machine may mend.
func CountCertain(ds []Diagnostic) int {
	n := 0
	for _, d := range ds {
		if d.Certain() {
			n++
		}
	}
	return n
}

// Apart returns those of the diagnostics whose edits, all of one file, can be made
// at once, since none touches another: the first come first.
func Apart(ds []Diagnostic) []Diagnostic {
	var out []Diagnostic
	var taken []Edit
	for _, d := range ds {
		if all := append(slices.Clip(taken), d.Edits...); apart(all) {
			taken, out = all, append(out, d)
		}
	}
	return out
}

// apart tells whether no two edits overlap or start at the same place, where it
// would be open which text comes first.
func apart(edits []Edit) bool {
	edits = inOrder(edits)
	for i := 1; i < len(edits); i++ {
		if a, b := edits[i-1].At, edits[i].At; b.Start < a.End || b.Start == a.Start {
			return false
		}
	}
	return true
}

func inOrder(edits []Edit) []Edit {
	return slices.SortedFunc(slices.Values(edits), func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.At.End, b.At.End))
	})
}

// Edited returns the text of a file with edits made that do not overlap, and where
// what they wrote stands in it, in bytes, in the order of the file. New lines end as
// those of the file do.
func Edited(f *File, edits []Edit) (text []byte, written [][2]int) {
	from, windows := 0, bytes.Contains(f.Text, []byte("\r\n"))
	for _, e := range inOrder(edits) {
		text = append(text, f.Text[from:e.At.Start]...)
		if windows {
			e.Text = strings.ReplaceAll(e.Text, "\n", "\r\n")
		}
		written = append(written, [2]int{len(text), len(text) + len(e.Text)})
		text = append(text, e.Text...)
		from = e.At.End
	}
	return append(text, f.Text[from:]...), written
}
