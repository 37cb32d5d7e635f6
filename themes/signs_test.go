package themes_test

import (
	"io/fs"
	"regexp"
	"slices"
	"testing"

	"parvis/generator/fields"
	"parvis/themes"
)

// TestSigns has a drawing for each sign that a local issue can have, each once, and no other.
func TestSigns(t *testing.T) {
	text, err := fs.ReadFile(themes.Chartres(), "partials/sign.html")
	if err != nil {
		t.Fatal(err)
	}
	var drawn []string
	for _, m := range regexp.MustCompile(`eq \. "(\w+)"`).FindAllSubmatch(text, -1) {
		drawn = append(drawn, string(m[1]))
	}
	if !slices.Equal(drawn, fields.Signs) {
		t.Errorf("drawn are %v, known %v", drawn, fields.Signs)
	}
}
