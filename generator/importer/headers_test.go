package importer

import (
	"strings"
	"testing"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// TestHeaders reads a table whose headers are the labels of the fields, in each
// language, written with accents, without them and in capitals.
func TestHeaders(t *testing.T) {
	label := func(path, lang string) (out string) {
		fields.Walk(fields.Trips.Fields(), func(p string, f fields.Field) {
			if p == path {
				out = f.Label.In(lang)
			}
		})
		return out
	}
	for _, lang := range fields.Languages {
		var headers []string
		for _, path := range []string{"start", "end", "destination", "purpose", "travellers.role", "title"} {
			headers = append(headers, label(path, lang))
		}
		header := strings.Join(headers, ";")
		for _, header := range []string{header, strings.ToUpper(header),
			strings.ReplaceAll(content.Fold(strings.ReplaceAll(header, ";",
				" zz ")),
				" zz ", ";")} {
			table := header + "\n2026-09-14;2026-09-16;Ravenna, IT;See how trams run at night;Engineer;Night trams\n"
			drafts, found, err := Read(source.NewFile("trips.csv", []byte(table)), nil, Options{Currency: "EUR", Language: lang})
			if err != nil || len(found) > 0 || len(drafts) != 1 {
				t.Errorf("%s: %d drafts of %q: %v %v", lang, len(drafts), header, found, err)
				continue
			}
			for _, want := range []string{"start: 2026-09-14\n", "end: 2026-09-16\n", "Ravenna, IT",
				"purpose: See how trams run at night\n", "role: Engineer", "Night trams\n"} {
				if !strings.Contains(string(drafts[0].Text), want) {
					t.Errorf("%s: %q is missing in\n%s", header, want, drafts[0].Text)
				}
			}
		}
	}
}
