package importer

import (
	"regexp"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// english are words of which a question in English has some.
var english = regexp.MustCompile(`(?i)(?:^|[^\pL_.\x60])(the|and|of|which|what|why|was|row|rows|how|from|published|paid by|left|who|there)(?:$|[^\pL:_])`)

// TestDraftsSpeak looks for English in the drafts of a city that speaks another language:
// in questions, in comments and in what becomes text of the entry.
func TestDraftsSpeak(t *testing.T) {
	tables := map[string]string{
		"trips.csv": "start;end;destination;purpose;traveller;role;lodging;meals;total;currency;note\n" +
			"2026-09-14;2026-09-12;Ravenna, Italy;Voir;Ana Lima;;x1;-20.00;30.00;USD;Anulado\n" +
			"soon;;Nowhere at all;;;;;;;XX;\n" +
			";;;;;;;;;;\n" +
			"2026-10-01;2026-10-02;Shanghai & Hangzhou, China;Voir;Ana Lima;Maire;100.00;5.00;200.00;EUR;cancelled\n" +
			"2026-10-01;2026-10-02;Shanghai & Hangzhou, China;Voir;Ana Lima;Maire;100.00;5.00;200.00;EUR;cancelled\n" +
			"2026-10-01;2026-10-02;Shanghai & Hangzhou, China;Voir;Rui Sá;Maire;100.00;5.00;105.00;EUR;;extra\n",
		"entries.csv": "id,kind,url,language,title,pitch,purpose,local_benefit,local_issues,sdg,date,end,partners,countries,official,currency,cost_trip,cost_city,cost_status,status,of,note\n" +
			"trips/a,trip,,,,,,,,,2026-09-14,2026-09-12,,IT,,,,,pending,,,\n" +
			"trips/b,trip,,,Uno,,,,,,2026-09-14,2026-09-15,,IT,,USD,100.00,,,completed,,\n" +
			"trips/b,trip,,,Uno,,,,mobility,,2026-09-14,2026-09-15,,IT,,XXX,100.00,40.00,final,completed,,\n" +
			"agreements/c,agreement,,,,,,,,,2020-01-02,,,,,,,,,active,,\n" +
			"agreements/d,agreement,,,,,,,,,2020-01-02,,,,,EUR,0.00,0.00,final,ended,,\n" +
			"outcomes/e,outcome,,,,,,,,,2026-10-02,,,,,,,,,too_early,,\n" +
			"outcomes/f,outcome,,,,,,,,,2026-10-02,,,,,,,,,dropped,,\n",
	}
	lists := map[fields.Kind]string{
		fields.Agreements: "twin city;country;signed;until;commitments;link;nature;amount;note\n" +
			"Ravenna;Atlantida;2019;2001;Uno;Jumelage (2001), accord (2002);aide en nature;-20.00;\n" +
			"Ravenna;Italie;un jour;;;Hermanamiento;;x;\nGante;;;;;Hermanamiento (1999), acuerdo (2000);;;\n",
		fields.Partners: "name;type;country;since\nRavenna;;;2001\nGante;lo;Belgique;hace mucho\n日;;;\n",
		fields.People:   "name;role;from;until;mail\nAna Lima;;2020;2001;a@b.example\nRui;Maire;;;\nZoé;;;;\n",
		fields.Outcomes: "title;date;status;team\nUno;2020;;Ana Lima\nDos;;achieved;\nTres;;;\n",
	}
	for kind, text := range lists {
		tables[string(kind)] = text
	}
	questions := 0
	for _, code := range catalog.Languages[1:] {
		for name, text := range tables {
			options := Options{Currency: "EUR", Language: code, Taken: func(id string) bool {
				return id == "trips/a" || id == "partners/gante" && name == string(fields.Agreements)
			}}
			if lists[fields.Kind(name)] != "" {
				options.Kind = fields.Kind(name)
			}
			drafts, _, err := Read(source.NewFile(name, []byte(text)), nil, options)
			if err != nil || len(drafts) < 2 {
				t.Fatalf("%s: %d drafts, %v", name, len(drafts), err)
			}
			for _, d := range drafts {
				for line := range strings.Lines(string(d.Text)) {
					questions += strings.Count(line, "(`")
					if strings.HasPrefix(line, "- **") || strings.HasPrefix(line, "title:") || strings.Contains(line, "Nowhere") ||
						strings.HasPrefix(line, "# Mail") {
						continue // as the table has it
					}
					if m := english.FindString(line); m != "" {
						t.Errorf("%s: %s: %q in %s", code, d.Path, m, line)
					}
				}
			}
		}
	}
	if questions < 300 {
		t.Errorf("only %d questions were looked at", questions)
	}
}
