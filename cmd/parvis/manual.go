//go:build !release

package main

import (
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"parvis/generator/fields"
	"parvis/generator/output"
)

// addManual adds the command that writes the manual pages, for those who package
// parvis.
func addManual(root *cobra.Command, f *flags) { root.AddCommand(manualCommand(f)) }

func manualCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use: "manual DIR", Short: "Write the manual pages into a folder", Hidden: true, Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := f.day()
			if err != nil {
				return err
			}
			if output.Within(args[0], f.content) {
				return usage(
					"%s lies in the content folder %s, where manual pages would become part of the site; choose a folder outside it",
					args[0],
					f.content,
				)
			}
			if day.IsZero() {
				day = time.Now().UTC()
			}
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			english := root(&flags{}, []string{"--lang", fields.Languages[0]})
			return doc.GenManTree(english, &doc.GenManHeader{Title: "PARVIS", Section: "1", Source: "parvis " + version, Date: pointer(day)}, args[0])
		},
	}
}

func pointer(t time.Time) *time.Time { return &t }
