package render

import (
	"html/template"
	"strings"
	"testing"
)

// TestJoin gives a layout of the shared templates those that it asks for, also through
// others, but for what it defines itself; nothing defined is nothing defined.
func TestJoin(t *testing.T) {
	shared := template.Must(template.New("").Parse(`{{define "base"}}{{template "main" .}}{{template "a" .}}{{end}}{{define "a"}}A{{template "b" .}}{{end}}` +
		`{{define "b"}}B{{end}}{{define "c"}}C{{end}}`))
	for text, want := range map[string]string{`{{define "main"}}M{{end}}`: "MAB", `{{define "main"}}{{template "c"}}{{end}}{{define "b"}}{{.}}{{end}}`: "CA&lt;",
		`{{define "main"}}{{end}}{{define "a"}} {{end}}`: "AB"} {
		set := template.Must(template.New("").Parse(text))
		if err := join(set, shared); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := set.ExecuteTemplate(&out, "base", "<"); err != nil || out.String() != want {
			t.Errorf("%s shows %q, not %q: %v", text, &out, want, err)
		}
		if asked := strings.Contains(text, `template "c"`); asked != (set.Lookup("c") != nil) {
			t.Errorf("%s has the template c: %v", text, !asked)
		}
	}
}
