package export

import (
	"testing"

	"parvis/generator/content"
	"parvis/generator/output"
)

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
