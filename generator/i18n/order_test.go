package i18n

import (
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"pgregory.net/rapid"
)

// TestOrder holds the order of names against that of golang.org/x/text/collate, which has
// the tables of Unicode.
func TestOrder(t *testing.T) {
	for _, lang := range Supported() {
		c := collate.New(language.MustParse(lang))
		name := rapid.StringMatching(`([a-eA-En-oN-OéÉèêëàâçñÑãõíóúüßæœøł] ?){0,6}[0-9]{0,2}`)
		rapid.Check(t, func(t *rapid.T) {
			a, b := name.Draw(t, "a"), name.Draw(t, "b")
			if rapid.Bool().Draw(t, "alike") { // else hardly two differ in an accent or a capital alone
				b = strings.NewReplacer("e", "é", "n", "ñ", "a", "A").Replace(a)
			}
			want := c.CompareString(a, b)
			if got := inOrder(a, b, lang); (got < 0) != (want < 0) || (got > 0) != (want > 0) {
				t.Fatalf("%s: %q and %q: %d, want %d", lang, a, b, got, want)
			}
		})
	}
}
