package content

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadme wants the README to name every field that each kind of file
// knows.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, readme, _ := strings.Cut(string(data), "## What can be written")
	known := regexp.MustCompile(`known here: ([^\n]*)`)
	for _, file := range []string{trip, agreement, outcome, "newsletters/2026-10.md", "people/claire-moreau.md", "partners/ravenna.md", "pages/about.md"} {
		said := show(baseCity().with(file, "of no kind: 1\n").problems(t))
		m := known.FindStringSubmatch(said)
		if m == nil {
			t.Errorf("%s: nothing was said of an unknown field: %s", file, said)
			continue
		}
		for name := range strings.SplitSeq(m[1], ", ") {
			if !regexp.MustCompile("(?m)(^|[{` ])" + name + "[:`]").MatchString(readme) {
				t.Errorf("%s: the README does not name the field %q", file, name)
			}
		}
	}
}
