package site

import (
	"strings"
	"testing"

	"parvis/generator/markdown"
	"parvis/generator/source"
)

// TestCredit reads the line in italics below a picture, and takes no other for one.
func TestCredit(t *testing.T) {
	for behind, want := range map[string]string{
		"\n\n*Photograph: Ana Ruiz.*\n":         "Photograph: Ana Ruiz.",
		"\r\n\r\n_Photo : mairie_\r\n\r\nMore.": "Photo : mairie",
		"\n*Drawn by us.*":                      "Drawn by us.",
		"\n\n*A word* begins the story.":        "",
		"\n\n**Loud**\n":                        "",
		" and more\n\n*Not of it.*":             "",
		"\n\n\n\n*Too far.*":                    "",
		"":                                      "",
	} {
		text := "Before ![a bin](bin.jpg)" + behind
		at := source.Span{File: source.NewFile("a.md", []byte(text)), Start: 7, End: strings.Index(text, ")") + 1}
		if got := credit(markdown.Link{At: at}); got != want {
			t.Errorf("%q: %q, want %q", behind, got, want)
		}
	}
}
