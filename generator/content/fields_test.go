package content

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// These tests hold the table of fields and the parser together, in both
// directions.

// fileOf is a file of the base city of each kind.
var fileOf = map[fields.Kind]string{fields.Trips: trip, fields.Agreements: agreement, fields.Outcomes: outcome, fields.Events: event,
	fields.Newsletters: "newsletters/2026-10.md", fields.Campaigns: campaign,
	fields.People: "people/claire-moreau.md", fields.Partners: "partners/ravenna.md", fields.Pages: "pages/about.md", fields.Site: "site.yaml"}

// write writes a field with its example; where path leads to a field within
// it, with that one alone set to the value, and what is required beside it.
func write(f fields.Field, path, value string) string {
	name, rest, deeper := strings.Cut(path, ".")
	switch {
	case path != "" && name != f.Name:
		return f.Name + ": " + f.Example
	case f.Type == fields.Keyed && deeper:
		key := map[string]string{"year": "2026", "rule": "pitch-missing"}[f.KeyedBy]
		return f.Name + ": {" + key + ": " + value + "}"
	case !deeper && path != "":
		return f.Name + ": " + value
	case path == "":
		return f.Name + ": " + f.Example
	}
	within, _, _ := strings.Cut(rest, ".")
	var items []string
	for _, in := range f.Fields {
		switch {
		case in.Name == within:
			items = append(items, write(in, rest, value))
		case in.Presence == fields.Required:
			items = append(items, write(in, "", ""))
		}
	}
	group := "{" + strings.Join(items, ", ") + "}"
	if f.List {
		group = "[" + group + "]"
	}
	return f.Name + ": " + group
}

// asked is what the parser asks of a file with these fields, by path.
func asked(t *testing.T, kind fields.Kind, text string) map[string][]frontmatter.Asked {
	t.Helper()
	out := map[string][]frontmatter.Asked{}
	tell := func(a frontmatter.Asked) { out[a.Path] = append(out[a.Path], a) }
	name := fileOf[kind]
	whole := "---\n" + text + "---\nI tell.\n"
	if kind == fields.Site {
		whole = text
	}
	f := &source.File{Path: "content/" + name, Text: []byte(whole)}
	report := func(source.Diagnostic) {}
	site := &source.File{Path: "content/site.yaml", Text: []byte(baseSite)}
	if kind == fields.Site {
		site = f
		m := frontmatter.Load(f.Span(0, len(f.Text)), f.Span(0, 0), report)
		m.Describe(kind.Fields())
		m.Watch(tell)
		s, _ := ParseSettings(&source.File{Path: "content/site.yaml", Text: []byte(baseSite)})
		s.read(m)
		return out
	}
	s, _ := ParseSettings(site)
	p := &parser{s: s, u: &Unit{File: f}}
	if _, _, ok := p.place(f, name); !ok {
		t.Fatalf("%s has no place", name)
	}
	block, _ := frontmatter.Split(f, report)
	m := frontmatter.Load(block.YAML, block.Fence, report)
	m.Describe(kind.Fields())
	m.Watch(tell)
	p.original(m, kind)
	return out
}

// inner are the methods by which a method of frontmatter.Map reads.
var inner = map[string][]string{
	"Bool":       {"Code"},
	"Choice":     {"Code"},
	"Date":       {"Code"},
	"Period":     {"Code"},
	"Whole":      {"Code"},
	"Moment":     {"Code"},
	"Clock":      {"Code"},
	"Decimal":    {"Code"},
	"Coordinate": {"Code"},
	"Codes":      {"Numbers"},
	"Choices":    {"Codes", "Numbers"},
	"Text":       {"RawText"},
	"File":       {"Text", "RawText"},
	"Words":      {"Text", "RawText", "Map"},
}

// methods are the methods by which something was asked, without those that
// one of them uses itself, sorted.
func methods(all []frontmatter.Asked) []string {
	set := map[string]bool{}
	for _, a := range all {
		set[a.Method] = true
	}
	for outer, within := range inner {
		for _, m := range within {
			if set[outer] {
				delete(set, m)
			}
		}
	}
	delete(set, "Shape")
	delete(set, "Has")
	return slices.Sorted(maps.Keys(set))
}

// reads is the method that a field of the table is read by.
func reads(path string, f fields.Field) []string {
	switch {
	case path == "local_impact.benefit": // the gate says what is wrong with it
		return []string{"RawText"}
	case f.Short == fields.Place:
		return []string{"Items"}
	case f.Short == fields.Amount:
		return []string{"Code", "Map"}
	case f.Short == fields.Text:
		return []string{"Map", "RawText"}
	case f.Short == fields.Line:
		return []string{"Map", "Text"}
	case f.List:
		return []string{
			map[fields.Type]string{fields.Line: "Texts", fields.Ref: "Codes", fields.Language: "Codes", fields.URL: "Codes", fields.Choice: "Choices",
				fields.Goal: "Numbers", fields.Evidence: "Files", fields.Group: "Maps"}[f.Type],
		}
	}
	method, ok := map[fields.Type]string{fields.Line: "Text", fields.Text: "Text", fields.Names: "Words", fields.Date: "Date",
		fields.Period: "Period", fields.Moment: "Moment", fields.Clock: "Clock", fields.Whole: "Whole",
		fields.Decimal: "Decimal", fields.Degrees: "Coordinate", fields.Flag: "Bool", fields.Choice: "Choice", fields.File: "File",
		fields.Group: "Map", fields.Keyed: "Map"}[f.Type]
	if !ok {
		method = "Code"
	}
	return []string{method}
}

// ownRule has the required fields that another rule than field-missing wants.
var ownRule = map[string]string{
	"trips local_impact":               "local-benefit-missing",
	"agreements local_impact":          "local-benefit-missing",
	"outcomes local_impact":            "local-benefit-missing",
	"events local_impact":              "local-benefit-missing",
	"trips local_impact.benefit":       "local-benefit-missing",
	"agreements local_impact.benefit":  "local-benefit-missing",
	"outcomes local_impact.benefit":    "local-benefit-missing",
	"events local_impact.benefit":      "local-benefit-missing",
	"trips voices.consent":             "voice-consent",
	"agreements voices.consent":        "voice-consent",
	"outcomes voices.consent":          "voice-consent",
	"events voices.consent":            "voice-consent",
	"newsletters signed_by":            "newsletter-unsigned",
	"newsletters purpose":              "newsletter-no-purpose",
	"newsletters verdict.said.consent": "voice-consent",
}

// TestTable wants the parser to ask for every field of the table, by the method
// of its type, and for nothing else; and what is required to be required.
func TestTable(t *testing.T) {
	for _, kind := range fields.Kinds {
		var long, short, known []string
		for _, f := range kind.Fields() {
			long = append(long, write(f, "", ""))
			if f.Short != "" {
				in, _ := fields.Find(f.Fields, f.ShortOf)
				short = append(short, write(f, f.Name, map[bool]string{true: "1240.50", false: in.Example}[f.Short == fields.Amount]))
			}
		}
		found := asked(t, kind, strings.Join(long, "\n")+"\n")
		for path, more := range asked(t, kind, strings.Join(short, "\n")+"\n") {
			found[path] = append(found[path], more...)
		}
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			known = append(known, path)
			for path, more := range asked(t, kind, write(top(kind, path), path, f.Example)+"\n") {
				found[path] = append(found[path], more...)
			}
			if f.Name == "" {
				return // the values of a mapping whose keys are data
			}
			if got, want := methods(found[path]), reads(path, f); !slices.Equal(got, want) {
				t.Errorf("%s: %s is read by %v, and the table calls it %s (list: %t), which is read by %v", kind, path, got, f.Type, f.List, want)
			}
			required := slices.ContainsFunc(found[path], func(a frontmatter.Asked) bool { return a.Presence == frontmatter.Required })
			if want := f.Presence == fields.Required; required && !want ||
				want && !required && ownRule[string(kind)+" "+path] == "" && f.Type != fields.Group && f.Name != "id" {
				t.Errorf("%s: %s is asked for with required: %t, and the table calls it %s", kind, path, required, f.Presence)
			}
		})
		for path := range found {
			inData := slices.ContainsFunc(known, func(k string) bool {
				k = strings.TrimSuffix(k, ".")
				f := fieldAt(kind, k)
				return (f.Type == fields.Names || f.Type == fields.Keyed) && strings.HasPrefix(path, k+".")
			})
			if !slices.Contains(known, path) && !inData {
				t.Errorf("%s: the parser asks for %q, which is not in the table", kind, path)
			}
		}
	}
}

// top is the field of a kind that a path begins with.
func top(kind fields.Kind, path string) fields.Field {
	name, _, _ := strings.Cut(path, ".")
	f, _ := fields.Find(kind.Fields(), name)
	return f
}

// fieldAt is the field at the end of a path.
func fieldAt(kind fields.Kind, path string) (out fields.Field) {
	fields.Walk(kind.Fields(), func(p string, f fields.Field) {
		if p == path {
			out = f
		}
	})
	return out
}

// refuses has, for each type, what no value of it can be, and the rule that
// says so.
var refuses = map[fields.Type][2]string{
	fields.Date:    {"soon", "date-form"},
	fields.Period:  {"soon", "date-form"},
	fields.Moment:  {"soon", "time-form"},
	fields.Clock:   {"soon", "time-form"},
	fields.Contact: {"nobody", "address-form"},
	fields.Amount:  {"much", "amount-form"},
	fields.Whole:   {"many", "number-form"},
	fields.Decimal: {
		"many",
		"number-form",
	},
	fields.Degrees: {"far", "number-form"},
	fields.Flag:    {"perhaps", "field-form"},
	fields.Choice:  {"zzzz", "choice-unknown"},
	fields.Goal:    {"[18]", "goal-unknown"},
	fields.Country: {
		"XX",
		"country-unknown",
	},
	fields.Currency: {"ZZZ", "currency-unknown"},
	fields.Zone:     {"Nowhere", "timezone-unknown"},
	fields.URL:      {"nowhere", "address-form"},
	fields.Email:    {"nobody", "address-form"},
	fields.Agency:   {"nobody", "organisation-form"},
	fields.Language: {
		"[zz]",
		"language-unknown",
	},
	fields.ID:       {"A b", "id-form"},
	fields.Ref:      {"nobody", "reference-unknown"},
	fields.File:     {"nowhere.pdf", "file-missing"},
	fields.Evidence: {"nowhere.pdf", "file-missing"},
	fields.Line: {
		"{a: b}",
		"field-form",
	},
	fields.Text:  {"{a: b}", "field-form"},
	fields.Names: {"[a]", "field-form"},
	fields.Group: {"[[a]]", "field-form"},
	fields.Keyed: {"[[a]]", "field-form"},
}

// TestTableTypes writes into every field of the table its example, which has to
// be read without a word, and something that its type cannot be, which has to be
// refused.
func TestTableTypes(t *testing.T) {
	base := baseCity().with(agreement, "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n").
		file("trips/night.mp4", "film").file("trips/night.vtt", "WEBVTT\n").file("trips/night.txt", "The tram stops.\n").
		file("newsletters/2026-08.md", askingLetter).file(event, baseEvent)
	for _, kind := range fields.Kinds {
		file := fileOf[kind]
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			says := func(value string) []source.Diagnostic {
				c := base.with(file, write(top(kind, path), path, value)+"\n")
				at := strings.Index(c[file], write(top(kind, path), path, value))
				return slices.DeleteFunc(c.problems(t), func(d source.Diagnostic) bool { return d.At.File.Path != "content/"+file || d.At.Start < at })
			}
			for _, d := range says(f.Example) {
				form := slices.ContainsFunc(
					slices.Collect(maps.Values(refuses)),
					func(r [2]string) bool { return r[1] == d.Rule.Name && r[1] != "file-missing" },
				)
				if form && strings.Contains(f.Example, strings.Trim(d.At.Text(), "[]{}")) {
					t.Errorf("%s: the example of %s is refused: %s", kind, path, show([]source.Diagnostic{d}))
				}
			}
			wrong, ok := refuses[f.Type]
			if !ok {
				t.Errorf("%s: no value is known that %s, a %s, refuses", kind, path, f.Type)
			}
			rule := wrong[1]
			if f.Name == "benefit" || f.Short == fields.Text {
				rule = "local-benefit-missing"
			}
			if !slices.Contains(rulesOf(says(wrong[0])), rule) {
				t.Errorf("%s: %s takes %q for a %s", kind, path, wrong[0], f.Type)
			}
		})
	}
}

// TestTableRequired takes every required field out, which has to be an error.
func TestTableRequired(t *testing.T) {
	for _, kind := range fields.Kinds {
		for _, f := range kind.Fields() {
			if f.Presence != fields.Required {
				continue
			}
			want := ownRule[string(kind)+" "+f.Name]
			if want == "" {
				want = "field-missing"
			}
			ds := baseCity().with(fileOf[kind], f.Name+":\n").problems(t)
			if !slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return d.Rule.Name == want && d.Severity == source.Error }) {
				t.Errorf("%s: nothing is said of an empty %s: %v", kind, f.Name, rulesOf(ds))
			}
		}
	}
}

// TestTableTexts wants the texts of entries that are held against their
// translations to be those of the table.
func TestTableTexts(t *testing.T) {
	for _, kind := range fields.Entries {
		var text []string
		for _, f := range kind.Fields() {
			switch f.Name {
			case "cost":
			case "promises":
				text = append(text, write(f, "promises.notes", "[{on: 2026-05-22, text: a}]"))
			default:
				text = append(text, write(f, "", ""))
			}
		}
		text = append(text, "cost: {lines: [{for: other, what: Room, amount: 1}], explanation: a, pending: b, saved: {amount: 1, method: c, checked_by: d}}")
		c := baseCity().with(fileOf[kind], strings.Join(text, "\n")+"\n")
		s, _ := ParseSettings(&source.File{Path: "content/site.yaml", Text: []byte(baseSite)})
		e := Parse(&source.File{Path: "content/" + fileOf[kind], Text: []byte(c[fileOf[kind]])}, fileOf[kind], s).Entry
		got, want := map[string]bool{}, map[string]bool{}
		e.eachText(func(p place, _ Text) {
			switch {
			case p.list != "" && p.field != "":
				got[p.list+"."+p.field] = true
			default:
				got[p.list+p.field] = true
			}
		}, func(string, int) {})
		fields.Walk(fields.Translatable(kind.Fields()), func(path string, f fields.Field) {
			if f.Text && f.Type != fields.Group {
				want[strings.Replace(path, "promises.notes.text", "promises.notes", 1)] = true
			}
		})
		if got, want := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(got, want) {
			t.Errorf("%s: the texts are\n%v\nand the table has\n%v", kind, got, want)
		}
	}
}

// TestTableReferences names in every reference of the table one thing of each
// sort that there is: those that the table allows are taken, all others are not.
func TestTableReferences(t *testing.T) {
	base := baseCity().with(agreement, "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, status: open}]\n").
		with("site.yaml", "local_issues: [{id: mobility, name: Getting about}, {id: waste, name: Waste}]\n").file(event, baseEvent).file("newsletters/2026-09.md", askingLetter)
	there := map[fields.Target]string{
		fields.Target(fields.Trips):       "trips/2026-09-ravenna",
		fields.Target(fields.Agreements):  "agreements/2025-ravenna",
		fields.Target(fields.Outcomes):    "outcomes/2026-night-trams",
		fields.Target(fields.Events):      "events/2026-11-night-trams",
		fields.Target(fields.People):      "claire-moreau",
		fields.Target(fields.Partners):    "ravenna",
		fields.Target(fields.Newsletters): "2026-09",
		fields.ToIssue:                    "waste",
		fields.ToDepartment:               "streets",
		fields.ToPromise:                  "agreements/2025-ravenna#lorries",
	}
	found := 0
	for _, kind := range fields.Kinds {
		fields.Walk(kind.Fields(), func(path string, f fields.Field) {
			if f.Type != fields.Ref {
				return
			}
			found++
			for to, id := range there {
				ds := base.with(fileOf[kind], write(top(kind, path), path, id)+"\n").problems(t)
				unknown := slices.ContainsFunc(ds, func(d source.Diagnostic) bool {
					return d.Rule == ruleReferenceUnknown && strings.HasPrefix(id, d.At.Text())
				})
				if may := slices.Contains(f.Refs, to); may == unknown {
					t.Errorf("%s: %s names %s, of %s: allowed by the table: %t, refused: %t", kind, path, id, to, may, unknown)
				}
			}
		})
	}
	if found < 10 {
		t.Errorf("%d references", found)
	}
}

// TestLetterLanguages wants to know the first person in every language.
func TestLetterLanguages(t *testing.T) {
	for _, code := range fields.Languages {
		if len(firstPerson[code]) == 0 {
			t.Errorf("nobody says I in %q", code)
		}
	}
}
