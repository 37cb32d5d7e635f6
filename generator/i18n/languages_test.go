package i18n

import (
	"testing"

	"parvis/generator/fields"
)

// TestLanguages wants conventions and countries for every language of the one
// list, and for no other.
func TestLanguages(t *testing.T) {
	for _, code := range fields.Languages {
		if supported[code].tag == "" || len(countries().names[code]) == 0 {
			t.Errorf("nothing is known of %q", code)
		}
	}
	if len(supported) != len(fields.Languages) {
		t.Errorf("%d languages have conventions", len(supported))
	}
}
