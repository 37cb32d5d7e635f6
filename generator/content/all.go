package content

import (
	"iter"
	"slices"
)

// All are the paths of all files that the folder was found to hold, sorted, each
// with what keeps it from being read: "" for nothing. What stands in a file that
// may not be read is nobody's matter, but its name is.
func (f *Folder) All() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, p := range f.paths {
			unread := f.odd[p].says.String() + f.odd[p].fix.String()
			if slices.Contains(f.withheld, p) {
				unread = "it is withheld"
			}
			if !yield(p, unread) {
				return
			}
		}
	}
}
