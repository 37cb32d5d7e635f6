package themes_test

import (
	"strings"
	"testing"

	"parvis/generator/content"
)

// targetsOf are how many targets the United Nations' General Assembly gave each goal.
var targetsOf = [18]int{1: 7, 2: 8, 3: 13, 4: 10, 5: 9, 6: 8, 7: 5, 8: 12, 9: 8, 10: 10, 11: 10, 12: 11, 13: 5, 14: 10, 15: 12, 16: 12, 17: 19}

// TestTargets wants a title of a few plain words for each of the 169 targets, no two the
// same, in every language.
func TestTargets(t *testing.T) {
	for lang, words := range languages(t) {
		all, seen := 0, map[string]string{}
		for goal := 1; goal < len(targetsOf); goal++ {
			ids := content.Targets(goal)
			if len(ids) != targetsOf[goal] {
				t.Errorf("goal %d has %d targets, not %d", goal, len(ids), targetsOf[goal])
			}
			for _, id := range ids {
				title := words["target."+id]
				if n := len(strings.Fields(title)); n < 4 || n > 9 {
					t.Errorf("%s: the title of %s has %d words: %q", lang, id, n, title)
				}
				if strings.HasSuffix(title, ".") || seen[title] != "" {
					t.Errorf("%s: %s is called %q, as %q is; or it ends with a stop", lang, id, title, seen[title])
				}
				seen[title] = id
				all++
			}
		}
		titled := 0
		for key := range words {
			if strings.HasPrefix(key, "target.") {
				titled++
			}
		}
		if all != 169 || titled != all {
			t.Errorf("%s: there are %d targets and %d titles", lang, all, titled)
		}
	}
}
