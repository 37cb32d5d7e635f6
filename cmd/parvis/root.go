package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// flags are the same everywhere.
type flags struct {
	content, out, theme, today, baseURL, format, published, lang string
	drafts, strict, quiet, verbose                               bool
}

// formats are the forms in which diagnostics are written.
var formats = []string{"text", "json", "github", "sarif"}

// root is the command line. f holds what is known of the flags before they are parsed.
func root(f *flags, args []string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parvis",
		Short: "Tell residents what their city does abroad",
		Long: `parvis turns Markdown entries on a city's trips, agreements and outcomes into a
public site. Each entry says why the city acted, what it cost and what it brings
to residents; while one does not say what it brings, nothing is published.

The everyday round:

  parvis new trip "Ravenna shows us how night trams pay their way"
  parvis serve          shows the site while you write, and what is missing
  parvis check          names what is missing, with file, line and remedy
  parvis build          makes the site in public/
  parvis newsletter     names the month's page as web, PDF, mail and text

Exit codes: 0 done, 1 the content has errors, 2 wrong use, 3 the machine refused.`,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return f.valid() },
	}
	p := cmd.PersistentFlags()
	p.StringVar(&f.content, "content", "content", "folder with what the city writes")
	p.StringVar(&f.out, "out", "public", "folder of the finished site")
	p.StringVar(&f.theme, "theme", "", "theme: chartres, or a folder whose files lie over it (default: the one that site.yaml names, else chartres)")
	p.StringVar(&f.today, "today", "", "day for which the site is made, such as 2026-11-23 (default: SOURCE_DATE_EPOCH, else the city's clock)")
	p.StringVar(&f.baseURL, "base-url", "", "address of the published site, instead of the one in site.yaml")
	p.BoolVar(&f.drafts, "drafts", false, "publish drafts too; the gate holds for them as for all")
	p.BoolVar(&f.strict, "strict", false, "warnings count as errors")
	p.StringVar(
		&f.published,
		"published",
		"",
		"what was published before, to compare with: the folder of a site, or a copy of its data/promises.json (default: the site in --out)",
	)
	p.StringVar(&f.format, "format", "text", "form of the diagnostics: text, json, github or sarif")
	p.StringVar(
		&f.lang,
		"lang",
		"",
		"language of what parvis says: en, fr, es or pt (default: that of site.yaml, else of the environment)",
	)
	p.BoolVar(&f.quiet, "quiet", false, "say nothing but what is wrong")
	p.BoolVar(&f.verbose, "verbose", false, "say what is being done, and each problem where there are many")
	f.foresee(args)
	cmd.SetFlagErrorFunc(wrongFlag)
	cmd.SetHelpFunc(func(c *cobra.Command, _ []string) { fmt.Fprint(stdout, helpOf(c, f.words())) })
	cmd.CompletionOptions.DisableDefaultCmd = true
	cmd.SetHelpCommand(helpCommand())
	cmd.AddCommand(buildCommand(f), serveCommand(f), deskCommand(f), checkCommand(f), newsletterCommand(f), sheetCommand(f), reportCommand(f),
		shareCommand(f), agendaCommand(f), newCommand(f), importCommand(f), fixCommand(f), initCommand(f), themeCommand(f), explainCommand(f), schemaCommand(f),
		publishCommand(f), verifyCommand(f), versionCommand(), completionCommand())
	addManual(cmd, f)
	cmd.InitDefaultHelpCmd()
	cmd.Args = cobra.NoArgs
	checkArgs(cmd)
	cobra.MousetrapHelpText = "" // a double click on Windows is no mistake
	cmd.RunE = func(c *cobra.Command, _ []string) error {
		if len(args) == 0 && doubleClicked() {
			return f.click(c.Context())
		}
		return c.Help()
	}
	return cmd
}

// valid refuses values of flags that cannot be meant.
func (f *flags) valid() error {
	if !slices.Contains(formats, f.format) {
		return usage("--format %q is not known: write one of %s", f.format, strings.Join(formats, ", "))
	}
	if f.lang != "" && !slices.Contains(fields.Languages[:], f.lang) {
		return usage("--lang %q is not known: write one of %s", f.lang, strings.Join(fields.Languages[:], ", "))
	}
	if f.quiet && f.verbose {
		return usage("--quiet and --verbose exclude each other")
	}
	if _, err := f.day(); err != nil && f.today != "" {
		return err
	}
	if f.baseURL == "" {
		return nil
	}
	address, err := content.SiteAddress(f.baseURL)
	if err != nil {
		return usage("--base-url %s; write it as https://abroad.example.org/", err) // without its value, which may hold a password
	}
	f.baseURL = address
	return nil
}

// day is the day for which the site is made, where --today or SOURCE_DATE_EPOCH
// says so: zero where the city's clock does.
func (f *flags) day() (time.Time, error) {
	if f.today != "" {
		day, err := time.Parse("2006-01-02", f.today)
		if err != nil {
			return day, usage("--today %q is not a day: write it as 2026-11-23", f.today)
		}
		return day, nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, usage("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch)
		}
		// As https://reproducible-builds.org/specs/source-date-epoch/ has it, its
		// date is that of UTC.
		return time.Unix(seconds, 0).UTC().Truncate(24 * time.Hour), nil
	}
	return time.Time{}, nil
}

// dayIn is the day for which something is made in the city of those settings.
func (f *flags) dayIn(settings *source.File) (time.Time, error) {
	day, err := f.day()
	if err != nil || !day.IsZero() {
		return day, err
	}
	city, _ := content.ParseSettings(settings)
	return city.Day(time.Now()), nil
}

// job is what is to be made, as the flags say.
func (f *flags) job() (generator.Job, error) {
	if info, err := os.Stat(f.content); err != nil || !info.IsDir() {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return generator.Job{}, err
		}
		return generator.Job{}, usage(
			"there is no content folder %s here; go to the folder above it, name it with --content, or make a new city with “parvis init DIR”",
			f.content,
		)
	}
	theme, err := f.themeFolder()
	if err != nil {
		return generator.Job{}, err
	}
	day, err := f.day()
	if err != nil {
		return generator.Job{}, err
	}
	// A root does not follow links that lead out of it, since what they lead to
	// would be published; it is closed when nothing holds it any more.
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return generator.Job{}, err
	}
	job := generator.Job{Content: source.Root(root), Name: filepath.ToSlash(filepath.Clean(f.content)), Theme: over(theme),
		ThemeDir: theme, Today: day, Now: time.Now(), Drafts: f.drafts, Strict: f.strict}
	job.BaseURL = f.baseURL
	return job, nil
}

// report shows the diagnostics and returns errContent when there is an error.
func (f *flags) report(r generator.Result, done catalog.Message) error {
	if err := f.show(r, done); err != nil {
		return err
	}
	if hasErrors(r) {
		return errContent
	}
	return nil
}
