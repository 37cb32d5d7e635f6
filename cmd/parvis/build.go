package main

import (
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/newsletter"
	"parvis/generator/output"
)

func buildCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "build",
		Short: "Make the site: content/ → public/; refuses while there is an error",
		Long: `Build checks all content and makes the site in public/.

While there is an error nothing is published: public/ stays as it is, and each
problem is named with its file, line, reason and remedy. Otherwise the new site
takes the place of the old one in one step. What has not changed is not written
again. Where there is a Chromium, the newsletter's pages are printed too.

Where nothing has changed since the site in public/ was made, neither content,
theme, day, options, parvis nor git's history, and public/ is as it was left,
nothing is done. Then warnings are counted, not shown again: “parvis check” shows
them. With --format json, github or sarif all are written each time.

What was published before is remembered: a promise of the site in public/ may
not silently go away. --published names another site to compare with, such as a
copy of the data/promises.json that is on the web now; where there is neither,
git's history of the content is read. Where there is one, a figure may not change
without a line in the entry's history either.`,
		Example: "  parvis build\n  parvis build --strict --format github\n  parvis build --today 2026-11-23 --out /srv/www/abroad",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			job, err := f.publicJob()
			if err != nil {
				return err
			}
			started := time.Now()
			result, err := generator.Build(c.Context(), job, f.out, output.Options{Version: version, Progress: f.progress()})
			if err != nil {
				return err
			}
			shown := filepath.ToSlash(filepath.Clean(f.out)) + "/"
			if hasErrors(result) {
				return f.report(result, untouched(shown))
			}
			s := result.Summary
			done := catalog.Say("%s is up to date: %s, %s", shown, entries(result), filesOf(s.Files, s.Written))
			if f.verbose {
				done = catalog.Say("%s, %d removed, %d bytes, %.2f s", done, s.Removed, s.Bytes, time.Since(started).Seconds())
			}
			if result.Same && result.Warnings > 0 {
				done = catalog.Say("%s; %s as before, which “parvis check” shows", done, warnings(result.Warnings))
			}
			if err := f.report(result, done); err != nil {
				return err
			}
			f.tellUnprinted(result)
			f.tellNotes(result.Notes)
			f.tellTheme(job)
			return nil
		},
	}
}

// publicJob is a job that makes the public site: whatever does so compares with
// what was published before. Whoever reads the diagnostics by a program gets all of
// them each time.
func (f *flags) publicJob() (generator.Job, error) {
	job, err := f.job()
	if err == nil {
		err = f.apart("public")
	}
	job.Chromium, job.Memory, job.Whole = newsletter.FindChromium(), f.memory(), f.format != "text"
	return job, err
}

// memory is where it is kept what was published before.
func (f *flags) memory() *generator.Memory {
	return &generator.Memory{Content: f.content, Out: f.out, Named: f.published}
}

// tellNotes says what could not be compared. While the content has errors that
// is no matter.
func (f *flags) tellNotes(notes []catalog.Message) {
	for _, n := range notes {
		f.tell("note: %s", n)
	}
}

func checkCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE…]",
		Short: "Check everything and write nothing",
		Long: `Check applies every rule to all content and writes nothing. FILE restricts what is
said to a file, or to those of a folder.

Drafts are checked too; what is wrong in them is a warning, since they are not
published. With --drafts they are judged by the gate like everything else.
Where there are more than 60 problems they are shown rule by rule, the first three of
each; --verbose shows each of them.
“parvis explain RULE” tells more of a rule.`,
		Example: "  parvis check\n  parvis check content/trips/2026-09-ravenna.md\n  parvis check --drafts\n  parvis check --format json",
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			wanted, err := f.named(args)
			if err != nil {
				return err
			}
			if job.Earlier, err = generator.Recall(c.Context(), f.memory()); err != nil {
				return err
			}
			_, locales, result, err := generator.Check(job)
			if err == nil && job.ThemeDir != "" {
				err = generator.CheckTheme(job, locales)
			}
			if err != nil {
				return err
			}
			result.Diagnostics = among(result.Diagnostics, wanted)
			var done catalog.Message
			switch {
			case len(result.Diagnostics) == 0 && len(args) > 0:
				done = catalog.Say("nothing is wrong in %s", strings.Join(args, ", "))
			case len(result.Diagnostics) == 0:
				done = catalog.Say("nothing is wrong in %s", entries(result))
			case result.Drafts > 0:
				done = catalog.Say("checked %s", entries(result))
			}
			if err := f.report(result, done); err != nil {
				return err
			}
			f.tellNotes(job.Earlier.Notes)
			f.tellTheme(job)
			return nil
		},
	}
}

// entries says how many entries there are, and how many of them are drafts.
func entries(r generator.Result) catalog.Message {
	all := catalog.Count(r.Entries, "%d entry", "%d entries")
	if r.Drafts == 0 {
		return all
	}
	return catalog.Say("%s, %s", all, catalog.Count(r.Drafts, "%d of them a draft", "%d of them drafts"))
}

// filesOf says how many files a site has, and how many of them are other than before.
func filesOf(all, written int) catalog.Message {
	return catalog.Count(all, "%d files, %d of them new or changed", "%d files, %d of them new or changed", written)
}

func warnings(n int) catalog.Message { return catalog.Count(n, "%d warning", "%d warnings") }

// untouched says that a folder is as it was.
func untouched(folder string) catalog.Message { return catalog.Say("%s was not touched", folder) }

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which version this is", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintln(stdout, "parvis", fullVersion(version, info))
			return err
		},
	}
}

// fullVersion is a version with the commit from which a program was made that is no
// release; info may be nil.
func fullVersion(version string, info *debug.BuildInfo) string {
	if version != "development" || info == nil {
		return version
	}
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	commit := set["vcs.revision"]
	switch {
	case commit == "":
		return version
	case set["vcs.modified"] == "true":
		return fmt.Sprintf("%s (commit %.12s-dirty)", version, commit)
	}
	return fmt.Sprintf("%s (commit %.12s)", version, commit)
}
