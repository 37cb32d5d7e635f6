package main

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator/fields"
	"parvis/generator/newcity"
	"parvis/generator/source"
)

func initCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Start a new city: settings, one example of each kind, a workflow that publishes",
		Long: `Init makes a folder with everything that a new city's site needs: site.yaml,
one example of each kind of file, a workflow that checks and publishes it, and in
schema/ what an editor of YAML has to know to complete names in site.yaml.
“parvis serve” shows the site at once. Its examples are drafts, which nobody
publishes: write what has really happened over them, or delete them. Until then
“parvis check” names each.`,
		Example: "  parvis init abroad\n  cd abroad\n  parvis serve --open",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			day, err := f.dayIn(source.NewFile("site.yaml", []byte(newcity.Example("content/site.yaml", time.Time{}))))
			if err != nil {
				return err
			}
			if err := initCity(args[0], day); err != nil {
				return err
			}
			f.tell("wrote a new city into %s; next: cd %s, then parvis serve --open; parvis check names what is still an example", args[0], args[0])
			return nil
		},
	}
}

// initCity writes the files of a new city into a folder that is empty or not
// there yet.
func initCity(dir string, day time.Time) error {
	if found, err := os.ReadDir(dir); err == nil && len(found) > 0 {
		return usage("%s is not empty; name a new folder", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage("%s is not a folder", dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := newcity.Write(root, day); err != nil {
		return err
	}
	return writeSchemas(root, "schema", fields.Languages[0])
}
