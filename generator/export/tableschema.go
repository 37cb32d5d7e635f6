package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"parvis/generator/content"
	"parvis/generator/fields"
)

// This file offers what the tables are as schemas that other cities can publish
// their own data by, in the form that https://schema.data.gouv.fr wants of one: a
// Table Schema (version 1) with who keeps it, a semantic version, and a README.

// The version of all tables: a column that is new raises the second number, one
// that is gone, or is another thing than before, the first. Cities that publish the
// same go by it, so a test holds what each version has.
const (
	schemaVersion  = "1.2.0"
	schemaCreated  = "2026-11-27"
	schemaModified = "2026-11-28"
)

// publicSchema is a Table Schema with what a public register asks for.
type publicSchema struct {
	Profile       string         `json:"$schema"`
	Name          string         `json:"name"`
	Title         string         `json:"title"`
	Description   string         `json:"description"`
	Country       string         `json:"countryCode"`
	Homepage      string         `json:"homepage"`
	Path          string         `json:"path"`
	Licenses      []dataLicence  `json:"licenses,omitempty"`
	Resources     []example      `json:"resources"`
	Created       string         `json:"created"`
	Modified      string         `json:"lastModified"`
	Version       string         `json:"version"`
	Contributors  []schemaAuthor `json:"contributors"`
	Fields        []publicField  `json:"fields"`
	MissingValues []string       `json:"missingValues"`
	PrimaryKey    []string       `json:"primaryKey"`
}

// example is a file that the schema describes: the city's own.
type example struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

type schemaAuthor struct {
	Title string `json:"title"`
	Path  string `json:"path"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role"`
}

// publicField is a column with a value to go by.
type publicField struct {
	TableField
	Title   string `json:"title,omitempty"`
	Example string `json:"example,omitempty"`
}

// schemaPath is where what belongs to the schema of a table lies.
func schemaPath(t content.Table, name string) string { return "data/schema/" + t.Name + "/" + name }

// publicSchemaOf is the schema of a table, in the city's language.
func publicSchemaOf(t content.Table, s *content.Settings) publicSchema {
	lang := s.Language
	of := SchemaOf(t.Table, lang, true)
	out := publicSchema{Profile: "https://frictionlessdata.io/schemas/table-schema.json",
		Name: "local-international-action-" + t.Name, Title: schemaTitle(t, lang), Description: t.Says.In(lang), Country: s.Country.V,
		Homepage: s.BaseURL + "data/", Path: s.BaseURL + schemaPath(t, "schema.json"),
		Resources: []example{{t.Name, t.Label.In(lang), s.BaseURL + "data/" + t.Name + ".csv"}},
		Created:   schemaCreated, Modified: schemaModified, Version: schemaVersion,
		Contributors:  []schemaAuthor{{s.City.V, s.BaseURL, s.Email.V, "author"}},
		MissingValues: of.MissingValues, PrimaryKey: of.PrimaryKey}
	if l := s.OfData(); l.Title != "" {
		out.Licenses = []dataLicence{{l.ID, l.Address, l.Title}}
	}
	for i, c := range t.Columns {
		f := publicField{TableField: of.Fields[i]}
		if from, ok := c.Field(); ok {
			f.Title = from.Label.In(lang)
			if bare.MatchString(from.Example) && !c.List {
				f.Example = from.Example
			}
		}
		out.Fields = append(out.Fields, f)
	}
	return out
}

// bare is an example that stands in a cell as it does in a file.
var bare = regexp.MustCompile(`^[^\[\]{}"'#:]+$`)

func schemaTitle(t content.Table, lang string) string {
	return strings.Replace(schemaWords.title.In(lang), "%s", t.Label.In(lang), 1)
}

// PublicSchema writes the schema of a table for other cities.
func PublicSchema(b *bytes.Buffer, t content.Table, s *content.Settings) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(publicSchemaOf(t, s))
}

// SchemaReadme writes what somebody has to know who publishes a table by its schema.
func SchemaReadme(b *bytes.Buffer, t content.Table, s *content.Settings) {
	lang, w := s.Language, schemaWords
	p := publicSchemaOf(t, s)
	fmt.Fprintf(b, "# %s\n\n%s\n\n", p.Title, p.Description)
	fmt.Fprintf(b, "- %s %s (%s)\n- %s <%s>\n", w.version.In(lang), p.Version, p.Modified, w.example.In(lang), p.Resources[0].Path)
	if len(p.Licenses) > 0 {
		fmt.Fprintf(b, "- %s %s\n", w.licence.In(lang), p.Licenses[0].Title)
	}
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n", w.publish.In(lang), w.how.In(lang))
	fmt.Fprintf(b, "    frictionless validate --schema %s %s.csv\n\n", p.Path, t.Name)
	fmt.Fprintf(b, "## %s\n\n| %s | %s | %s | %s |\n| --- | --- | --- | --- |\n",
		w.columns.In(lang), w.name.In(lang), w.kind.In(lang), w.required.In(lang), w.means.In(lang))
	for _, f := range p.Fields {
		required := w.no
		if f.Constraints != nil && f.Constraints.Required {
			required = w.yes
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", f.Name, f.Type, required.In(lang), strings.ReplaceAll(f.Description, "|", "\\|"))
	}
	fmt.Fprintf(b, "\n%s `%s`.\n\n## %s\n\n%s\n", w.key.In(lang), strings.Join(p.PrimaryKey, "`, `"), w.versions.In(lang), w.numbers.In(lang))
}

// SchemasReadme writes which schemas there are.
func SchemasReadme(b *bytes.Buffer, s *content.Settings) {
	lang, w := s.Language, schemaWords
	fmt.Fprintf(b, "# %s\n\n%s\n\n## %s\n\n", w.all.In(lang), w.offered.In(lang), w.tables.In(lang))
	for _, t := range content.Tables() {
		fmt.Fprintf(b, "- [%s](%s/schema.json) ([README](%s/README.md)): %s\n", t.Label.In(lang), t.Name, t.Name, t.Says.In(lang))
	}
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n", w.files.In(lang), w.written.In(lang))
	for _, k := range fields.Kinds {
		fmt.Fprintf(b, "- [%s](%s.json): %s\n", k.Label().In(lang), k.One(), k.Says().In(lang))
	}
}
