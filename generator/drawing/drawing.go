// Package drawing makes the pictures of a site: the rose window, the coin,
// the map, bars and panes, QR codes as SVG for its pages, and the cards that stand for pages
// where these are shared, as PNG.
//
// It is handed figures, places and finished texts, and knows no entry and no
// language; what it returns is the same for the same figures.
package drawing

import (
	"fmt"
	"html/template"
	"strings"
)

// num writes a coordinate with one decimal at most.
func num(v float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// dot is a point of a path with round ends.
func dot(x, y float64) string { return "M" + num(x) + " " + num(y) + "h0" }

// escaped is a text as it stands in an attribute or element.
func escaped(text string) string { return template.HTMLEscapeString(text) }
