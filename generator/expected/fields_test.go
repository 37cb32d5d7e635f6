package expected

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator"
	"parvis/generator/export"
	"parvis/generator/fields"
	"parvis/generator/site"
	"parvis/themes"
)

// TestFieldsAreShown writes the example of every plain field into an entry of its
// kind, and wants its page and its data to show it: what an editor writes is not
// lost between the file and the reader.
func TestFieldsAreShown(t *testing.T) {
	files := map[fields.Kind]string{fields.Trips: "trips/2026-09-liege", fields.Agreements: "agreements/braga", fields.Outcomes: "outcomes/2026-10-seats"}
	before, after := showing(t, nil), fstest.MapFS{}
	for kind, id := range files {
		after[id+".md"] = &fstest.MapFile{Data: withPlain(kind, id)}
	}
	shown := showing(t, after)
	for kind, id := range files {
		for _, f := range plainOf(kind) {
			page := id + "/index.html"
			if strings.Count(shown(page), f.Example) <= strings.Count(before(page), f.Example) {
				t.Errorf("%s does not show %q, its %s", page, f.Example, f.Name)
			}
			if data := "data/entries.csv"; strings.Count(shown(data), f.Example) <= strings.Count(before(data), f.Example) {
				t.Errorf("%s does not hold %q, the %s of %s", data, f.Example, f.Name, id)
			}
		}
	}
}

// plainOf are the fields of a kind whose value is a column of its own.
func plainOf(kind fields.Kind) []fields.Field {
	var out []fields.Field
	for _, c := range fields.PlainColumns() {
		if f, ok := fields.Find(kind.Fields(), c.Name); ok {
			out = append(out, f)
		}
	}
	return out
}

// withPlain is the text of an entry of the city with the example of each plain
// field.
func withPlain(kind fields.Kind, id string) []byte {
	all, _ := contentOf("")
	text := string(all[id+".md"].Data)
	for _, f := range plainOf(kind) {
		text = regexp.MustCompile("(?m)^"+f.Name+":.*\n").ReplaceAllString(text, "")
		text = strings.Replace(text, "---\n", "---\n"+f.Name+": "+f.Example+"\n", 1)
	}
	return []byte(text)
}

// showing builds the city with other files over it, and returns what a file of the
// site shows.
func showing(t *testing.T, over fstest.MapFS) func(path string) string {
	t.Helper()
	all, err := contentOf("")
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range over {
		all[name] = f
	}
	day, _ := time.Parse(time.DateOnly, today)
	set, locales, result, err := generator.Check(generator.Job{Content: all, Name: "content", Theme: themes.Chartres(), Today: day})
	if err != nil || set == nil {
		t.Fatalf("the city cannot be published: %v %v", err, result.Diagnostics)
	}
	theme, err := theme()
	if err != nil {
		t.Fatal(err)
	}
	planned := site.New(set, locales)
	list := export.Files(planned)
	for _, p := range planned.Pages() {
		list = append(list, theme.Page(p))
	}
	return func(path string) string {
		for _, f := range list {
			if f.Path == path {
				var b bytes.Buffer
				if err := f.Render(&b); err != nil {
					t.Fatal(err)
				}
				return b.String()
			}
		}
		t.Fatalf("the site has no %s", path)
		return ""
	}
}
