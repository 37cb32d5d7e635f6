package site

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestSentences ends sentences where they end, and nowhere else.
func TestSentences(t *testing.T) {
	for _, want := range []string{
		"One bus runs. | Two follow in 2026. | All stop at the Rue St. Jean.",
		"It is open from 8.30 to 17.30. | “Come in!” | She did.",
		"Le Dr. Martin a dit\u00a0: «\u202fVenez\u202f!\u202f» | Il est 8 h. 30.",
		"¿Vienen? | ¡Sí! | El art. 3 lo dice… | Y la Sra. López también",
		"Fig. 2 shows it.",
		"",
	} {
		text := strings.ReplaceAll(want, " | ", " ")
		if got := strings.Join(sentences(text), " | "); got != want {
			t.Errorf("sentences are\n%s\nwant\n%s", got, want)
		}
	}
}

// TestWithin takes as many whole sentences as have room, and never less than one.
func TestWithin(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		list := rapid.SliceOfN(rapid.StringMatching(`[A-Zéñ][a-zü ]{0,80}\.`), 1, 12).Draw(rt, "sentences")
		most := rapid.IntRange(1, 400).Draw(rt, "most")
		n := within(list, most)
		long := func(n int) int { return utf8.RuneCountInString(strings.Join(list[:n], " ")) }
		if n < 1 || n > 1 && long(n) > most || n < len(list) && long(n+1) <= most {
			rt.Fatalf("%d of %d sentences are within %d", n, len(list), most)
		}
		if whole := sentences(strings.Join(list, " ")); strings.Join(whole, " ") != strings.Join(strings.Fields(strings.Join(list, " ")), " ") {
			rt.Fatalf("%q", slices.Clone(whole))
		}
	})
}
