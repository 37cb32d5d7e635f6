package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// english are words that no sentence of English goes without for long, and that no other
// of the languages has.
var english = regexp.MustCompile(`(?i)(?:^|[^\pL{@./_-])(the|and|of|with|this|that|which|file|folder|files|folders|is|are|not|write|site's|` +
	`where|what|when|has|from|for|to|show|help|tell|makes|city|command|flags|commands|usage|examples|default|string|int)(?:$|[^\pL:/_.-])`)

// typedWords are what stands in help as it is typed: behind a name of parvis or in
// quotation marks, the choices of a field, and the style sheet and the setting of an example.
var typedWords = regexp.MustCompile("«[^»]*»|“[^”]*”|@media[^\n]*|publish: {[^}]*}|" + `(?m)^ +parvis [a-z -]*|^  [a-z]+ +|\([a-z_]+(, [a-z_]+)*\)|--[a-z-]+`)

// TestHelpSpeaks looks for English in the help of every command, and of every flag, in the
// other languages.
func TestHelpSpeaks(t *testing.T) {
	seen := 0
	for _, code := range catalog.Languages[1:] {
		l := catalog.For(code)
		cmd := root(&flags{}, []string{"--lang", code})
		speak(cmd, l)
		var look func(*cobra.Command)
		look = func(c *cobra.Command) {
			seen++
			text := helpOf(c, l)
			if name := c.Name(); strings.EqualFold(text[:len(name)], name) {
				text = text[len(name):] // “Show …”
			}
			if m := english.FindString(typedWords.ReplaceAllString(text, "")); m != "" {
				t.Errorf("%s: the help of %q says %q:\n%s", code, c.CommandPath(), m, text)
			}
			for _, below := range c.Commands() {
				look(below)
			}
		}
		look(cmd)
	}
	if seen < 3*15 {
		t.Errorf("only %d helps were looked at", seen)
	}
}

// TestHelpNames holds the kinds and languages that help names against those there are.
func TestHelpNames(t *testing.T) {
	for _, code := range catalog.Languages {
		l := catalog.For(code)
		cmd := root(&flags{}, []string{"--lang", code})
		speak(cmd, l)
		names := map[string][]string{"new": fields.Ones(fields.Folders), "schema": fields.Ones(fields.Kinds), "explain": fields.Ones(fields.Kinds)}
		for name, kinds := range names {
			c := cmd.Commands()[slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == name })]
			for _, kind := range kinds {
				if !regexp.MustCompile(`\b` + kind + `\b`).MatchString(c.Long) {
					t.Errorf("%s: the help of %q does not name the kind %q", code, name, kind)
				}
			}
		}
		for _, lang := range fields.Languages {
			if usage := cmd.PersistentFlags().Lookup("lang").Usage; !strings.Contains(usage, lang) {
				t.Errorf("%s: --lang does not name %q: %s", code, lang, usage)
			}
		}
	}
}
