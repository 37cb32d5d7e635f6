package export

import (
	"testing"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/output"
)

// TestForms wants a writer and a media type for each file that holds no table, and
// no writer of another.
func TestForms(t *testing.T) {
	all := content.AllDataForms()
	for _, d := range all {
		if forms[d.Name] == nil && d.Name != catalogName || output.MediaType(d.Name) == "" {
			t.Errorf("%s: nothing writes it, or its media type is not known", d.Name)
		}
		for _, lang := range fields.Languages {
			if d.Label.In(lang) == "" || d.Says.In(lang) == "" {
				t.Errorf("%s is not explained in %s", d.Name, lang)
			}
		}
	}
	if len(forms)+1 != len(all) { // and the catalogue
		t.Errorf("%d writers for %d forms", len(forms), len(all))
	}
}

// TestWriters wants a writer and a media type for each data file, and no
// writer of another.
func TestWriters(t *testing.T) {
	for _, d := range content.DataFiles() {
		if writers[d.Name] == nil || output.MediaType(d.Name) == "" {
			t.Errorf("%s: nothing writes it, or its media type is not known", d.Name)
		}
	}
	if len(writers) != len(content.DataFiles()) {
		t.Errorf("%d writers for %d files", len(writers), len(content.DataFiles()))
	}
}
