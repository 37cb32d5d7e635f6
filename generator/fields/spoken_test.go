package fields

import (
	"slices"
	"strings"
	"testing"
)

// TestSpokenAreParted: within one list of choices no word stands for two, and every
// word is written as it is compared.
func TestSpokenAreParted(t *testing.T) {
	lists := [][]string{Purposes, CostStatuses, SavedPer, TripStatuses, LessonStatuses, PromiseStatuses, OutcomeStatuses, RevisionKinds, PartnerKinds, Audiences,
		Severities, Languages[:]}
	used := map[string]bool{}
	for _, list := range lists {
		of := map[string]string{}
		for _, choice := range list {
			used[choice] = true
			for _, word := range append(slices.Clone(spoken[choice]), choice) {
				if other, taken := of[word]; taken {
					t.Errorf("%q stands for %s and %s", word, other, choice)
				}
				of[word] = choice
				if word != strings.ToLower(word) || strings.IndexFunc(word, func(r rune) bool { return r > 'z' }) >= 0 || strings.TrimSpace(word) != word {
					t.Errorf("%q is not folded", word)
				}
				if got := Meant(word, list); got != choice {
					t.Errorf("%q stands for %q, want %q", word, got, choice)
				}
			}
		}
	}
	for choice := range spoken {
		if !used[choice] {
			t.Errorf("%q is no choice", choice)
		}
	}
}
