package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator/fields"
	"parvis/generator/schema"
)

func schemaCommand(f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print what a file may hold as JSON Schema, for editors that complete YAML",
		Long: `Schema prints the fields of one kind of file as JSON Schema (2020-12), or of all
kinds as one schema: their names, what they mean, their choices, and what is
required. Editors complete and check YAML by it. “parvis init” has already laid
that of site.yaml beside it; the schemas of a published site stand in
/data/schema/.

KIND is site, trip, agreement, outcome, event, campaign, newsletter, person, partner or page.`,
		Example:   "  parvis schema trip\n  parvis schema site --lang fr",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: fields.Ones(fields.Kinds),
		RunE: func(_ *cobra.Command, args []string) error {
			lang := f.language()
			var text []byte
			var err error
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
	return cmd
}

// noKind is wrong use: there is no such kind of file.
func noKind(word string, kinds []fields.Kind) error {
	return usage("there is no kind %q: write one of %s", word, strings.Join(fields.Ones(kinds), ", "))
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
