package generator_test

import (
	"strings"
	"testing"
)

// TestIssuePanes shows each local issue with its own sign, by the words of any language, and
// with a text of its own while there is another entry to tell of.
func TestIssuePanes(t *testing.T) {
	city := smallCity(nil)
	for name, f := range city {
		f.Data = []byte(strings.ReplaceAll(strings.ReplaceAll(string(f.Data), "issues: [mobility]}", "issues: [movilidad, residuos, zzz]}"),
			"local_issues: [{id: mobility, name: Getting about}]",
			"local_issues: [{id: movilidad, name: Movilidad}, {id: residuos, name: Residuos}, {id: zzz, name: Zzz, sign: trees}]"))
		city[name] = f
	}
	files := made(t, city, "2026-11-23")
	panes := parts(t, files["index.html"], "ul.issues")
	if len(panes) != 1 {
		t.Fatalf("%d lists of issues", len(panes))
	}
	for _, said := range []string{"Trip to Ravenna", "Agreement with Ravenna"} {
		if !strings.Contains(panes[0], said) {
			t.Errorf("no issue tells of %q: %s", said, panes[0])
		}
	}
	for issue, path := range map[string]string{"movilidad": "M12.5 3.5h7", "residuos": "M8.5 11h15", "zzz": "M16 3.5l7 9"} {
		if page := string(files["issues/"+issue+"/index.html"]); !strings.Contains(page, strings.ReplaceAll(path, "0.", ".")) {
			t.Errorf("%s has not the sign of %s", issue, path)
		}
	}
}
