package frontmatter

import (
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"

	"parvis/generator/fields"
)

// Remedies that a machine may make in the editor's place.

// Meant is the one candidate for which a name with a slip in it can be meant; "" where
// there is none, or more than one that is near. A slip changes one letter of a name, or
// two of a long one, or case and the signs between words, but never a digit: that may be another day or number.
func Meant(name string, candidates []string) string {
	folded := fold(name)
	letters := len([]rune(folded))
	if letters > 100 || letters < 2 {
		return ""
	}
	var near []string
	for _, c := range candidates {
		to := fold(c)
		switch {
		case folded == to:
			return c
		case Nearest(name, []string{c}) != "":
			near = append(near, c)
		}
	}
	if len(near) != 1 || letters < 4 {
		return ""
	}
	to := fold(near[0])
	most := 1
	if letters >= 8 {
		most = 2
	}
	if digitsOf(folded) != digitsOf(to) || levenshtein.ComputeDistance(folded, to) > most && !swapped(folded, to) {
		return ""
	}
	return near[0]
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// swapped tells whether two texts differ in that two signs beside each other have
// changed places.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := 0; i+1 < len(x); i++ {
		if x[i] != y[i] {
			return x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
		}
	}
	return false
}

// isField tells whether a name is that of a field, of whatever kind of file.
func isField(name string) bool { return allFields()[name] }

var allFields = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, kind := range fields.Kinds {
		fields.Walk(kind.Fields(), func(_ string, f fields.Field) { out[f.Name] = true })
	}
	return out
})
