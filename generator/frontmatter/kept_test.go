package frontmatter

import (
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestKept: what no edit touches has to be read as before, and a text that cannot be read
// is compared with nothing.
func TestKept(t *testing.T) {
	const text = "---\ntitle: Trams\nOffical: claire\nsdg: [11.2, 13]\ncost:\n  lines:\n    - {for: meals, amount: 12}\n    - {for: fees, amount: 1,5}\nend: 1/9/2026\n---\nThe story.\n"
	for name, c := range map[string]struct {
		before, old, new string
		at               string // the stretch that the edit says it touches; "" for old
		read, same       bool
	}{
		"a value":                       {text, "1/9/2026", "2026-09-01", "", true, true},
		"a value in a list of groups":   {text, "1,5", "1.5", "", true, true},
		"a name":                        {text, "Offical", "official", "", true, true},
		"a whole list":                  {text, "[11.2, 13]", "[13]", "", true, true},
		"an empty place":                {text, "Trams", "\"Trams\"", "", true, true},
		"a text that is read no more":   {text, "Trams", "\"Trams", "", true, false},
		"another value with it":         {text, "12}\n    - {for: fees, amount: 1,5", "13}\n    - {for: fees, amount: 1.5", "1,5", true, false},
		"the name of what is not named": {text, "title: Trams\nOffical", "pitch: Trams\nofficial", "Offical", true, false},
		"a field more":                  {text, "1/9/2026", "2026-09-01\ndraft: true", "", true, true},
		"a field less":                  {text, "sdg: [11.2, 13]\n", "", "", true, true},
		"what cannot be read":           {"---\ntitle:Trams\n---\n", "title:", "title: ", "", false, true},
		"the settings":                  {"", "", "", "", true, true},
	} {
		path := "content/trips/a.md"
		if c.before == "" {
			path, c.before, c.old, c.new = "content/site.yaml", "city: Valmont\npopulation: 12 400\n", "12 400", "12400"
		}
		if c.at == "" {
			c.at = c.old
		}
		before := source.NewFile(path, []byte(c.before))
		i := strings.Index(c.before, c.at)
		after := strings.Replace(c.before, c.old, c.new, 1)
		// What was written instead of the stretch that is said to be touched.
		end := len(after) - (len(c.before) - i - len(c.at))
		edits := []source.Edit{{At: before.Span(i, i+len(c.at)), Text: after[min(i, end):max(i, end)]}}
		read, same := Kept(before, source.NewFile(path, []byte(after)), edits, [][2]int{{i, max(i, end)}})
		if read != c.read || same != c.same {
			t.Errorf("%s: read %v, same %v", name, read, same)
		}
	}
}
