package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/schema"
)

func schemaCommand(f *flags) *cobra.Command {
	lang := ""
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print what a file may hold as JSON Schema, for editors that complete YAML",
		Long: `Schema prints the fields of one kind of file as JSON Schema (2020-12), or of all
kinds as one schema: their names, what they mean, their choices, and what is
required. Editors complete and check YAML by it. “parvis init” has already laid
that of site.yaml beside it; the schemas of a published site stand in
/data/schema/.

KIND is ` + oneOf(fields.Ones(fields.Kinds)) + `.`,
		Example:   "  parvis schema trip\n  parvis schema site --lang fr",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: fields.Ones(fields.Kinds),
		RunE: func(_ *cobra.Command, args []string) error {
			lang, err := f.language(lang)
			if err != nil {
				return err
			}
			var text []byte
			if len(args) == 0 {
				text, err = schema.All(lang)
			} else {
				kind, ok := fields.KindOf(args[0])
				if !ok {
					return noKind(args[0], fields.Kinds)
				}
				text, err = schema.Kind(kind, lang, "")
			}
			if err == nil {
				_, err = stdout.Write(text)
			}
			return err
		},
	}
	languageFlag(cmd, &lang)
	return cmd
}

// languageFlag adds the flag by which words for editors are in one language.
func languageFlag(cmd *cobra.Command, lang *string) {
	cmd.Flags().StringVar(lang, "lang", "", "language of what fields mean: "+oneOf(fields.Languages[:])+" (default: that of site.yaml)")
}

// language is the language of words for editors: the one asked for, else the
// first of the city's site, else English.
func (f *flags) language(asked string) (string, error) {
	if asked == "" {
		asked = fields.Languages[0]
		if file, err := readFile(filepath.Join(f.content, "site.yaml")); err == nil {
			settings, _ := content.ParseSettings(file)
			asked = settings.Language
		}
	}
	for _, known := range fields.Languages {
		if asked == known {
			return asked, nil
		}
	}
	return "", usage("--lang %q is not known: write one of %s", asked, strings.Join(fields.Languages[:], ", "))
}

// noKind is wrong use: there is no such kind of file.
func noKind(word string, kinds []fields.Kind) error {
	return usage("there is no kind %q: write one of %s", word, strings.Join(fields.Ones(kinds), ", "))
}

// oneOf joins words as a choice: a, b or c.
func oneOf(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// writeSchemas writes the schema of each kind into a folder.
func writeSchemas(root *os.Root, dir, lang string) error {
	if err := root.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, k := range fields.Kinds {
		text, err := schema.Kind(k, lang, "")
		if err != nil {
			return err
		}
		if err := root.WriteFile(filepath.Join(dir, fmt.Sprintf("%s.json", k.One())), text, 0o666); err != nil {
			return err
		}
	}
	return nil
}
