package importer

import (
	"regexp"
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestPersons imports tables that name people under many headers: no name stands
// outside the note for colleagues, and nothing of the table is lost.
func TestPersons(t *testing.T) {
	note := regexp.MustCompile(`(?m)^staff_note: .*$`)
	for _, header := range []string{"name", "Nom", "Nom et prénom", "Prénom", "Voyageur", "Apellidos", "Nombre del viajero",
		"Nome do viajante", "Funcionário", "Agent", "Traveller", "Employee name", "Disclosure group", "E-mail", "Courriel", "Téléphone",
		"Matricule", "Passport no", "Officers"} {
		table := "from,until,where,why,sum,remark,body," + header + `
2024-05-01,2024-05-02,"Ghent, Belgium",See the market,210.40,By train,Town hall,Quillfeather
`
		mapping, ds := ParseMapping(source.NewFile("map.yaml", []byte("start: from\nend: until\ndestination: where\npurpose: why\namount: sum\n")))
		drafts, found, err := Read(source.NewFile("table.csv", []byte(table)), mapping, Options{Currency: "EUR", Language: "en"})
		if err != nil || len(drafts) != 1 {
			t.Fatal(header, ds, found, err)
		}
		text := string(drafts[0].Text)
		public := note.ReplaceAllString(text, "")
		if strings.Contains(public, "Quillfeather") || !strings.Contains(text, "Quillfeather") || !strings.Contains(public, "which is never published") ||
			!strings.Contains(public, "**remark**: By train") ||
			!strings.Contains(public, "**body**: Town hall") {
			t.Errorf("%s:\n%s", header, text)
		}
	}
	// A remark that names a traveller is about that person too.
	table := `name_en,start_date,end_date,destination,purpose,title_en,airfare,additional_comments_en,other_expenses
Okafor Quillfeather,2024-05-01,2024-05-02,"Ghent, Belgium",See the market,Clerk,10,"Paid back by Quillfeather, Okafor",
`
	table = strings.Replace(table, "name_en", "name", 1)
	drafts, found, err := Read(source.NewFile("table.csv", []byte(table)), nil, Options{Language: "en"})
	if err != nil || len(drafts) != 1 {
		t.Fatal(found, err)
	}
	if public := note.ReplaceAllString(string(drafts[0].Text), ""); strings.Contains(public, "Quillfeather") {
		t.Errorf("a remark names the traveller:\n%s", public)
	}
}
