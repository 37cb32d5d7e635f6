package content

import (
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// TestSignOf knows the sign of a local issue from what is written, its id or its name, in
// four languages.
func TestSignOf(t *testing.T) {
	for _, c := range []struct{ written, id, name, want string }{
		{"", "waste", "Waste", "waste"}, {"", "residuos", "Residuos", "waste"}, {"", "dechets", "Déchets", "waste"}, {"", "a1", "Résidus et déchets", "waste"},
		{"", "alumbrado", "Alumbrado público", "lighting"}, {"", "iluminacao", "Iluminação", "lighting"}, {"", "agua", "Água", "water"},
		{"", "logement-social", "Logement social", "housing"}, {"", "x", "L’école", "schools"}, {"", "x", "Marchés", "markets"}, {"", "x", "Crèches", "families"},
		{"trees", "waste", "Waste", "trees"}, {"", "zzz", "Anything else", ""}, {"", "gestion-dechets", "Gestion", "waste"},
	} {
		var name Words
		name.V = frontmatter.Words{"fr": c.name}
		if got := signOf(c.written, c.id, name); got != c.want {
			t.Errorf("%q, %q called %q has the sign %q, want %q", c.written, c.id, c.name, got, c.want)
		}
	}
}

// TestSignWords has words for every sign and no other, each folded and for one sign alone.
func TestSignWords(t *testing.T) {
	known := map[string]string{}
	for _, sign := range fields.Signs {
		known[sign] = sign
	}
	for sign, words := range signWords {
		if !slices.Contains(fields.Signs, sign) {
			t.Errorf("%q is no sign", sign)
		}
		for _, word := range strings.Fields(words) {
			if Fold(word) != word {
				t.Errorf("%q is not folded", word)
			}
			if other := known[word]; other != "" && other != sign {
				t.Errorf("%q stands for %s and %s", word, other, sign)
			}
			known[word] = sign
		}
	}
	for _, sign := range fields.Signs {
		if signWords[sign] == "" {
			t.Errorf("%q has no words", sign)
		}
	}
}
