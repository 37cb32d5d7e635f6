package export

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"path"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/output"
)

// This file tells portals of open data which files there are, by DCAT-AP 3:
// https://semiceu.github.io/DCAT-AP/releases/3.0.0/. It can be read without asking
// anybody else: the context and the type of each thing stand in it. Themes are left
// out, since the lists of portals differ; keywords tell what it is about.

// node is a thing of JSON-LD.
type node map[string]any

// catalogContext are the vocabularies of DCAT-AP.
var catalogContext = node{
	"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
	"vcard": "http://www.w3.org/2006/vcard/ns#", "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
	"rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}

// authority has the lists of the European Union's Publications Office.
const authority = "http://publications.europa.eu/resource/authority/"

var (
	languageCodes = map[string]string{"en": "ENG", "fr": "FRA", "es": "SPA", "pt": "POR"}
	fileTypes     = map[string]string{".csv": "CSV", ".xlsx": "XLSX", ".json": "JSON", ".xml": "XML"}
)

// keywords are what portals' visitors may look for.
var keywords = []fields.Words{
	{"international cooperation", "coopération internationale", "cooperación internacional", "cooperação internacional"},
	{"official travel", "déplacements officiels", "viajes oficiales", "viagens oficiais"},
	{"public spending", "dépenses publiques", "gasto público", "despesa pública"},
	{"transparency", "transparence", "transparencia", "transparência"},
}

// cataloguer writes the catalogue of a site.
type cataloguer struct {
	set   *content.Set
	s     *content.Settings
	files map[string]*summed // the data files, by their names below data/
	// The first and the last day of which anything is told, and the last on which
	// anything was recorded; zero where there are no entries.
	first, last, changed time.Time
}

// id is the name of something of the catalogue.
func (w cataloguer) id(name string) string { return w.s.BaseURL + "data/catalog.jsonld#" + name }

// Catalog writes the catalogue.
func (w cataloguer) Catalog(b *bytes.Buffer) error {
	w.look()
	var datasets []node
	for _, t := range content.Tables() {
		var names []string
		for _, f := range content.DataFiles() {
			if f.Table == t.Name {
				names = append(names, f.Name)
			}
		}
		schema := w.typed(w.s.BaseURL+schemaPath(t, "schema.json"), "dct:Standard")
		d, err := w.dataset(t.Name, t.Label, t.Says, w.s.Languages[:1], names)
		if err != nil {
			return err
		}
		d["dct:conformsTo"] = schema
		datasets = append(datasets, d)
	}
	for _, f := range w.set.DataForms() {
		if f.Name == catalogName || strings.Contains(f.Name, "/") {
			continue // the catalogue itself, and the schemas, to which the tables conform
		}
		d, err := w.dataset(f.Name, f.Label, f.Says, w.s.Languages, []string{f.Name})
		if err != nil {
			return err
		}
		datasets = append(datasets, d)
	}
	c := node{"@context": catalogContext, "@id": w.id("catalog"), "@type": "dcat:Catalog", "dct:title": w.siteTitle(fields.Words{}),
		"dct:description": w.says(packageSays), "dct:publisher": w.publisher(), "dct:language": w.languages(w.s.Languages),
		"foaf:homepage": w.typed(w.s.BaseURL, "foaf:Document"), "dcat:dataset": datasets}
	w.known(c)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(c)
}

// dataset is what several files hold, each in another form.
func (w cataloguer) dataset(name string, label, says fields.Words, languages, files []string) (node, error) {
	d := node{"@id": w.id(name), "@type": "dcat:Dataset", "dct:identifier": w.id(name), "dct:title": w.siteTitle(label),
		"dct:description": w.says(says), "dct:publisher": w.publisher(), "dcat:contactPoint": w.contact(), "dct:language": w.languages(languages),
		"dcat:keyword":           w.keywords(),
		"dct:accrualPeriodicity": w.typed(authority+"frequency/IRREG", "dct:Frequency"), "dcat:landingPage": w.typed(w.s.BaseURL+"data/", "foaf:Document")}
	if !w.first.IsZero() {
		d["dct:temporal"] = node{"@type": "dct:PeriodOfTime", "dcat:startDate": date(w.first), "dcat:endDate": date(w.last)}
	}
	w.known(d)
	delete(d, "dct:license") // each file has its own
	var all []node
	for _, f := range files {
		x, err := w.distribution(f, label, languages)
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	d["dcat:distribution"] = all
	return d, nil
}

// distribution is one file.
func (w cataloguer) distribution(name string, label fields.Words, languages []string) (node, error) {
	sum, size, err := w.files[name].told()
	if err != nil {
		return nil, err
	}
	ext := path.Ext(name)
	var titles []node
	for _, lang := range w.s.Languages {
		titles = append(titles, text(label.In(lang)+" ("+strings.ToUpper(ext[1:])+")", lang))
	}
	d := node{"@id": w.id(name + "-file"), "@type": "dcat:Distribution", "dct:title": titles,
		"dcat:accessURL": w.typed(w.s.BaseURL+"data/", "rdfs:Resource"), "dcat:downloadURL": w.typed(w.s.BaseURL+"data/"+name, "rdfs:Resource"),
		"dcat:mediaType": w.typed("http://www.iana.org/assignments/media-types/"+output.MediaType(name), "dct:MediaType"),
		"dct:format":     w.typed(authority+"file-type/"+fileTypes[ext], "dct:MediaTypeOrExtent"),
		"dct:language":   w.languages(languages), "dcat:byteSize": node{"@value": strconv.Itoa(size), "@type": "xsd:nonNegativeInteger"},
		"spdx:checksum": node{"@type": "spdx:Checksum",
			"spdx:algorithm":     w.typed("http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
			"spdx:checksumValue": node{"@value": hex.EncodeToString(sum[:]), "@type": "xsd:hexBinary"}}}
	w.known(d)
	return d, nil
}

// known adds the licence and the day of the last change, where there are any.
func (w cataloguer) known(n node) {
	if l := w.s.OfData(); l.Address != "" {
		n["dct:license"] = w.typed(l.Address, "dct:LicenseDocument")
	} else if l.Title != "" {
		n["dct:license"] = node{"@type": "dct:LicenseDocument", "dct:title": l.Title}
	}
	if !w.changed.IsZero() {
		n["dct:modified"] = date(w.changed)
	}
}

// look notes the days that the entries tell of.
func (w *cataloguer) look() {
	for _, e := range w.set.Entries() {
		if from := e.Date(); !from.IsZero() && (w.first.IsZero() || from.Before(w.first)) {
			w.first = from
		}
		if to := e.End(); to.After(w.last) {
			w.last = to
		}
		if day := w.set.LastRecord(e); day.After(w.changed) {
			w.changed = day
		}
	}
}

// typed is what lies at an address, with its type.
func (w cataloguer) typed(address, kind string) node { return node{"@id": address, "@type": kind} }

func text(s, lang string) node { return node{"@value": s, "@language": lang} }

func date(t time.Time) node { return node{"@value": day(t), "@type": "xsd:date"} }

// says are words in all languages of the site.
func (w cataloguer) says(of fields.Words) []node {
	var out []node
	for _, lang := range w.s.Languages {
		out = append(out, text(of.In(lang), lang))
	}
	return out
}

// siteTitle is the site's title in its languages, with what of it is meant.
func (w cataloguer) siteTitle(of fields.Words) []node {
	var out []node
	for _, lang := range w.s.Languages {
		title := w.s.Title.V.In(lang, w.s.Language)
		if label := of.In(lang); label != "" {
			title += " – " + label
		}
		out = append(out, text(title, lang))
	}
	return out
}

// keywords are words to look for: those of all sites, the city, and its local issues.
func (w cataloguer) keywords() []node {
	var out []node
	for _, k := range keywords {
		out = append(out, w.says(k)...)
	}
	for _, i := range w.s.Issues {
		for _, lang := range w.s.Languages {
			out = append(out, text(i.Name.V.In(lang, w.s.Language), lang))
		}
	}
	return append(out, text(w.s.City.V, w.s.Language))
}

func (w cataloguer) languages(codes []string) []node {
	var out []node
	for _, lang := range codes {
		out = append(out, w.typed(authority+"language/"+languageCodes[lang], "dct:LinguisticSystem"))
	}
	return out
}

func (w cataloguer) publisher() node {
	return node{"@id": w.id("publisher"), "@type": "foaf:Agent", "foaf:name": w.s.City.V, "foaf:homepage": w.typed(w.s.BaseURL, "foaf:Document")}
}

func (w cataloguer) contact() node {
	c := node{"@id": w.id("contact"), "@type": []string{"vcard:Kind", "vcard:Organization"}, "vcard:fn": w.s.City.V, "vcard:hasURL": node{"@id": w.s.BaseURL}}
	if w.s.Email.OK() {
		c["vcard:hasEmail"] = node{"@id": content.MailLink(w.s.Email.V)}
	}
	return c
}
