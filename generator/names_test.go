package generator_test

import (
	"slices"
	"strings"
	"testing"
)

// TestOneName wants what has one name in a language to stay apart there, and who
// paid to be one row, however that is written: tables go by ids.
func TestOneName(t *testing.T) {
	city := map[string]string{
		"site.yaml": strings.Replace(string(smallCity(nil)["site.yaml"].Data), "[{id: mobility, name: Getting about}]",
			"[{id: mobility, name: {en: Waste, fr: Propreté}}, {id: streets, name: {en: Clean streets, fr: Propreté}}]", 1),
		"partners/valmont.md":    "---\nname: Valmont\nkind: city\ncountry: CH\n---\n",
		"partners/ravenna.fr.md": "---\nname: Ravenne\n---\n",
		"trips/2026-10-street.md": strings.Replace(
			entryText(
				"Sweepers",
				`start: 2026-10-14
end: 2026-10-16
destination: Ravenna, IT
cost: {lines: [{for: meals, amount: 30}, {for: fees, amount: 4, paid_by: ravenna}, {for: fees, amount: 3, paid_by: Ravenna}, {for: fees, amount: 2, paid_by: partners/ravenna}, {for: fees, amount: 1, paid_by: partners/valmont}]}
`,
			),
			"issues: [mobility]",
			"issues: [streets]",
			1,
		),
	}
	files := made(t, smallCity(city), "2026-11-23")
	for page, want := range map[string][]string{
		"costs/2026/": {"Waste €50.00 €100.00 €100.00", "Clean streets €0.00 €30.00 €40.00", "Ravenna €0.00 €0.00 €9.00",
			"Valmont €50.00 €130.00 €130.00", "Valmont €0.00 €0.00 €1.00"},
		"fr/costs/2026/": {"Propreté 50,00 € 100,00 € 100,00 €", "Propreté 0,00 € 30,00 € 40,00 €", "Ravenne 0,00 € 0,00 € 9,00 €",
			"Valmont 50,00 € 130,00 € 130,00 €", "Valmont 0,00 € 0,00 € 1,00 €"},
	} {
		rows := parts(t, files[page+"index.html"], "tr")
		for i, row := range rows {
			rows[i] = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(row)
		}
		for _, row := range want {
			if !slices.Contains(rows, row) {
				t.Errorf("%s has no row %q; it has\n%s", page, row, strings.Join(rows, "\n"))
			}
		}
	}
}
