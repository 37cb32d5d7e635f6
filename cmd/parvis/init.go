package main

import (
	"bytes"
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// city holds the files of a new city, as templates; a file's name may hold
// gaps too.
//
//go:embed city
var city embed.FS

func initCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Start a new city: settings, one example of each kind, a workflow that publishes",
		Long: `Init makes a folder with everything that a new city's site needs: site.yaml,
one example of each kind of file, and a workflow that checks and publishes it.
The site builds at once; then replace the examples by what has really happened.`,
		Example: "  parvis init abroad\n  cd abroad\n  parvis build",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			settings, err := fs.ReadFile(city, "city/content/site.yaml")
			if err != nil {
				return err
			}
			day, err := f.dayIn(source.NewFile("site.yaml", bytes.ReplaceAll(settings, []byte("{{.City}}"), []byte(exampleTown))))
			if err != nil {
				return err
			}
			if err := initCity(args[0], day); err != nil {
				return err
			}
			f.tell("wrote a new city into %s; next: cd %s, then parvis build", args[0], args[0])
			return nil
		},
	}
}

// exampleTown is what a new city is called until somebody writes its name.
const exampleTown = "Example-Town"

// initCity writes the files of a new city into a folder that is empty or not
// there yet.
func initCity(dir string, day time.Time) error {
	if found, err := os.ReadDir(dir); err == nil && len(found) > 0 {
		return usage("%s is not empty; name a new folder", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage("%s is not a folder", dir)
	}
	values := map[string]string{
		"City": exampleTown, "Year": day.Format("2006"), "Month": day.Format("2006-01"),
		"TermStart": frontmatter.AddMonths(day, -12).Format("2006-01-02"), "TripStart": day.AddDate(0, 0, -40).Format("2006-01-02"), "TripEnd": day.AddDate(0, 0, -38).Format("2006-01-02"),
		"OutcomeDate": day.AddDate(0, 0, -10).Format("2006-01-02"), "Due": frontmatter.AddMonths(day, 6).Format("2006-01-02"),
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return fs.WalkDir(city, "city", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(city, p)
		if err != nil {
			return err
		}
		return writeTemplate(root, target(strings.TrimPrefix(p, "city/")), string(text), values)
	})
}

// target is where a file of the new city goes.
func target(name string) string {
	switch name {
	case "github/publish.yml":
		return ".github/workflows/publish.yml"
	case "content/newsletters/month.md":
		return "content/newsletters/{{.Month}}.md"
	}
	return name
}

func writeTemplate(root *os.Root, name, text string, values map[string]string) error {
	fill := func(s string) (string, error) {
		t, err := template.New(name).Option("missingkey=error").Parse(s)
		if err != nil {
			return "", err
		}
		var b strings.Builder
		err = t.Execute(&b, values)
		return b.String(), err
	}
	name, err := fill(name)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(name, ".yml") {
		if text, err = fill(text); err != nil {
			return err
		}
	}
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	return root.WriteFile(filepath.FromSlash(name), []byte(text), 0o666)
}
