package export

import (
	"bytes"
	"encoding/json"
	"slices"

	slugs "github.com/gosimple/slug"

	"parvis/generator/content"
	"parvis/generator/fields"
)

// This file tells programs what the tables are, as Data Package 2.0 has it:
// https://datapackage.org/standard/data-package/. What columns mean stands in the
// city's language. Nothing says how many bytes a table has, or which: for that it would
// have to be made a second time.

const profiles = "https://datapackage.org/profiles/2.0/"

// dataPackage is a descriptor: https://datapackage.org/standard/data-package/
type dataPackage struct {
	Profile      string         `json:"$schema"`
	Name         string         `json:"name"`
	ID           string         `json:"id"`
	Title        string         `json:"title"`
	Description  string         `json:"description"`
	Homepage     string         `json:"homepage"`
	Created      string         `json:"created"`
	Licenses     []dataLicence  `json:"licenses,omitempty"`
	Contributors []contributor  `json:"contributors"`
	Sources      []dataSource   `json:"sources"`
	Resources    []dataResource `json:"resources"`
}

type dataLicence struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title"`
}

type contributor struct {
	Title string   `json:"title"`
	Path  string   `json:"path"`
	Email string   `json:"email,omitempty"`
	Roles []string `json:"roles"`
}

type dataSource struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

// dataResource is a table: https://datapackage.org/standard/data-resource/
type dataResource struct {
	Profile     string      `json:"$schema"`
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Path        string      `json:"path"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Format      string      `json:"format"`
	MediaType   string      `json:"mediatype"`
	Encoding    string      `json:"encoding"`
	Schema      TableSchema `json:"schema"`
}

// TableSchema is what the columns of a table are: https://datapackage.org/standard/table-schema/
type TableSchema struct {
	Profile       string       `json:"$schema"`
	Fields        []TableField `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []ForeignKey `json:"foreignKeys,omitempty"`
}

// TableField is one column.
type TableField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Format      string       `json:"format,omitempty"`
	Description string       `json:"description"`
	Unit        string       `json:"unit,omitempty"` // of our own: the profile lets others be
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

// ForeignKey says that a column names a row of another table.
type ForeignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// DataPackage writes the descriptor of all tables of a site. It is as old as the day for
// which the site is made.
func DataPackage(b *bytes.Buffer, set *content.Set) error {
	s := set.Settings()
	lang := s.Language
	p := dataPackage{
		Profile: profiles + "datapackage.json", Name: slugs.Make(s.City.V + " abroad"), ID: s.BaseURL + "data/datapackage.json",
		Title:       s.Title.V.In(lang, lang),
		Description: packageSays.In(lang), Homepage: s.BaseURL + "data/", Created: set.Today().Format("2006-01-02T15:04:05Z"),
		Contributors: []contributor{{Title: s.City.V, Path: s.BaseURL, Email: s.Email.V, Roles: []string{"publisher"}}},
		Sources:      []dataSource{{s.Title.V.In(lang, lang), s.BaseURL}},
	}
	if l := s.OfData(); l.Title != "" {
		if l.ID == "" && l.Address == "" {
			l.Address = p.Homepage // where its name can be read
		}
		p.Licenses = []dataLicence{{l.ID, l.Address, l.Title}}
	}
	drafts := slices.ContainsFunc(set.Entries(), func(e *content.Entry) bool { return e.Draft })
	for _, t := range content.Tables() {
		p.Resources = append(p.Resources, dataResource{Profile: profiles + "dataresource.json", Name: t.Name, Type: "table", Path: t.Name + ".csv",
			Title: t.Label.In(lang), Description: t.Says.In(lang), Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
			Schema: SchemaOf(t.Table, lang, !drafts)})
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}

// SchemaOf is the schema of a table, with words in a language. whole tells that no row
// is of a draft, of which anything may be missing.
func SchemaOf(t fields.Table, lang string, whole bool) TableSchema {
	out := TableSchema{Profile: profiles + "tableschema.json", MissingValues: []string{""}, PrimaryKey: t.Key}
	for _, c := range t.Columns {
		f := TableField{Name: c.Name, Type: tableTypes[c.Type], Description: c.Says.In(lang), Unit: c.Unit}
		if c.Type == fields.URL {
			f.Format = "uri"
		}
		if c.List {
			f.Type, f.Format, f.Description = "string", "", f.Description+" "+listSays.In(lang)
		} else if c.Required && whole || len(c.Choices) > 0 {
			f.Constraints = &constraints{c.Required && whole, c.Choices}
		}
		if f.Type == "" {
			f.Type = "string"
		}
		out.Fields = append(out.Fields, f)
	}
	for _, c := range t.Columns {
		if other := t.Links[c.Name]; other != "" {
			out.ForeignKeys = append(out.ForeignKeys, ForeignKey{[]string{c.Name}, reference{other, []string{"id"}}})
		}
	}
	return out
}

// tableTypes are the types of Table Schema for those of columns; all others are
// strings. A period is one too: it may be a year, a month or a day.
var tableTypes = map[fields.Type]string{fields.Date: "date", fields.Flag: "boolean", fields.Whole: "integer",
	fields.Amount: "number", fields.Decimal: "number", fields.Degrees: "number"}

var (
	packageSays = fields.Words{
		"What the city does abroad, table by table. A text that a spreadsheet would take for a formula has an apostrophe in front.",
		"Ce que la ville fait hors de ses murs, tableau par tableau. Un texte qu’un tableur prendrait pour une formule est précédé d’une apostrophe.",
		"Lo que la ciudad hace fuera, tabla por tabla. Un texto que una hoja de cálculo tomaría por una fórmula lleva un apóstrofo delante.",
		"O que a cidade faz no estrangeiro, tabela a tabela. Um texto que uma folha de cálculo tomaria por fórmula leva um apóstrofo à frente."}
	listSays = fields.Words{
		"Several are separated by a semicolon.",
		"S’il y en a plusieurs, un point-virgule les sépare.",
		"Si hay varios, los separa un punto y coma.",
		"Se houver vários, separa-os um ponto e vírgula."}
)
