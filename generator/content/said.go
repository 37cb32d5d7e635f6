package content

import (
	"iter"
	"strings"
)

// Said are all texts of an entry that a reader can see, each as the translation has it
// or, where that has none, as it was written. What only an edition for colleagues shows
// is not among them.
func (e *Entry) Said(t *Translation) iter.Seq[string] {
	return func(yield func(string) bool) {
		more := true
		e.eachText(func(p place, v Text) {
			text := v.V
			if t != nil {
				if translated := t.texts[p]; translated.OK() && strings.TrimSpace(translated.V) != "" {
					text = translated.V
				}
			}
			more = more && yield(text)
		}, func(string, int) {})
	}
}
