// Package export writes a site's data as files: its tables, some of them also as JSON,
// calendars, the list of pages for search engines.
package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"iter"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/output"
	"parvis/generator/schema"
	"parvis/generator/site"
)

// writers write the data files, each by its name.
var writers = func() map[string]func(*bytes.Buffer, *content.Set) error {
	out := map[string]func(*bytes.Buffer, *content.Set) error{
		"entries.json":  func(b *bytes.Buffer, s *content.Set) error { return JSON(b, s.Records()) },
		"promises.json": func(b *bytes.Buffer, s *content.Set) error { return JSON(b, slices.Values(s.PromiseRecords())) },
	}
	for _, t := range content.Tables() {
		out[t.Name+".csv"] = func(b *bytes.Buffer, s *content.Set) error { return CSV(b, t.Header(), t.Rows(s)) }
		out[t.Name+".xlsx"] = func(b *bytes.Buffer, s *content.Set) error { return XLSX(b, t, t.Rows(s), s.Settings().Language) }
	}
	return out
}()

// forms write the files that hold no table, each by its name.
var forms = map[string]func(*bytes.Buffer, *site.Site) error{
	"datapackage.json": func(b *bytes.Buffer, s *site.Site) error { return DataPackage(b, s.Set) },
	"iati.xml":         func(b *bytes.Buffer, s *site.Site) error { return IATI(b, s.Set) },
	"rules.json":       func(b *bytes.Buffer, s *site.Site) error { return Rules(b, s.Set.Settings()) },
	"schema/README.md": func(b *bytes.Buffer, s *site.Site) error { SchemasReadme(b, s.Set.Settings()); return nil },
}

// Files returns all data files of a site.
func Files(s *site.Site) []output.File {
	out := slices.Concat(calendars(s), feeds(s), oembeds(s), dataFiles(s), schemaFiles(s.Set.Settings()))
	return append(out,
		output.File{Path: "sitemap.xml", Render: func(b *bytes.Buffer) error { return sitemap(b, s) }},
		output.File{Path: "robots.txt", Render: func(b *bytes.Buffer) error { return robots(b, s.Set.Settings().BaseURL) }},
	)
}

// catalogName is the file that tells of all others.
const catalogName = "catalog.jsonld"

// dataFiles are the tables and what else holds the site's data, and the catalogue of
// them.
func dataFiles(s *site.Site) []output.File {
	var out []output.File
	all := cataloguer{set: s.Set, s: s.Set.Settings(), files: map[string]*summed{}}
	add := func(name string, render func(*bytes.Buffer) error) {
		file := &summed{file: output.File{Path: "data/" + name, Render: render}}
		all.files[name] = file
		out = append(out, output.File{Path: file.file.Path, Render: file.render})
	}
	for _, d := range content.DataFiles() {
		add(d.Name, func(b *bytes.Buffer) error { return writers[d.Name](b, s.Set) })
	}
	for _, f := range s.Set.DataForms() {
		if f.Name != catalogName {
			add(f.Name, func(b *bytes.Buffer) error { return forms[f.Name](b, s) })
		}
	}
	return append(out, output.File{Path: "data/" + catalogName, Round: output.Catalogued, Render: all.Catalog})
}

// schemaFiles are the schemas of what the city writes, and of its tables.
func schemaFiles(s *content.Settings) []output.File {
	var out []output.File
	for _, k := range fields.Kinds {
		out = append(out, schemaFile(s, k))
	}
	for _, t := range content.Tables() {
		out = append(out, output.File{Path: schemaPath(t, "schema.json"), Render: func(b *bytes.Buffer) error { return PublicSchema(b, t, s) }},
			output.File{Path: schemaPath(t, "README.md"), Render: func(b *bytes.Buffer) error { SchemaReadme(b, t, s); return nil }})
	}
	return out
}

// schemaFile is the schema of the files of a kind, with words in the city's
// language, so that other cities and programs can write the same.
func schemaFile(s *content.Settings, k fields.Kind) output.File {
	name := "data/schema/" + k.One() + ".json"
	return output.File{Path: name, Render: func(b *bytes.Buffer) error {
		text, err := schema.Kind(k, s.Language, s.BaseURL+name)
		b.Write(text)
		return err
	}}
}

// JSON writes the records as an array, one object a line.
func JSON[R any](b *bytes.Buffer, records iter.Seq[R]) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	before := "[\n"
	for r := range records {
		b.WriteString(before)
		before = ",\n"
		switch r := any(&r).(type) {
		case *content.Record:
			if err := r.WriteJSON(b, enc); err != nil {
				return err
			}
		default:
			if err := enc.Encode(r); err != nil {
				return err
			}
			b.Truncate(b.Len() - 1) // the line's end
		}
	}
	if before == "[\n" {
		b.WriteByte('[')
	}
	b.WriteString("\n]\n")
	return nil
}

// CSV writes a table (RFC 4180, UTF-8): its header, then its rows. What a
// spreadsheet would run is written as a text (content.Cell).
func CSV(b *bytes.Buffer, header []string, rows iter.Seq[[]string]) error {
	w := csv.NewWriter(b)
	w.UseCRLF = true
	if err := w.Write(header); err != nil {
		return err
	}
	cells := make([]string, len(header))
	for row := range rows {
		for i, text := range row {
			cells[i] = content.Cell(text)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// sitemap writes the pages for search engines: https://www.sitemaps.org/protocol.html
func sitemap(b *bytes.Buffer, s *site.Site) error {
	base := strings.TrimSuffix(s.Set.Settings().BaseURL, "/")
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, p := range s.Pages() {
		if !p.Listed {
			continue
		}
		b.WriteString("<url><loc>")
		if err := xml.EscapeText(b, []byte(base+p.Address)); err != nil {
			return err
		}
		b.WriteString("</loc>")
		if !p.Changed.IsZero() {
			b.WriteString("<lastmod>" + p.Changed.Format("2006-01-02") + "</lastmod>")
		}
		b.WriteString("</url>")
	}
	b.WriteString("</urlset>")
	return nil
}

func robots(b *bytes.Buffer, base string) error {
	b.WriteString("User-agent: *\nAllow: /\nSitemap: " + base + "sitemap.xml\n")
	return nil
}
