package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
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

What was published before is remembered: a promise of the site in public/ may
not silently go away, and where the content is kept in git, a figure may not
change without a line in the entry's history.`,
		Example: "  parvis build\n  parvis build --strict --format github\n  parvis build --today 2026-11-23 --out /srv/www/abroad",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			f.recall(c.Context(), &job)
			if inside(f.content, f.out) {
				return usage("--out %s holds the content folder %s, which would be lost; choose another folder", f.out, f.content)
			}
			job.Chromium = newsletter.FindChromium()
			started := time.Now()
			result, err := generator.Build(c.Context(), job, f.out, output.Options{Version: version, Progress: f.progress()})
			if err != nil {
				return err
			}
			shown := filepath.ToSlash(filepath.Clean(f.out)) + "/"
			if hasErrors(result) {
				return f.report(result, shown+" was not touched")
			}
			s := result.Summary
			done := fmt.Sprintf("%s is up to date: %s, %d files, %d of them new or changed", shown, entries(result.Entries), s.Files, s.Written)
			if f.verbose {
				done += fmt.Sprintf(", %d removed, %d bytes, %.2f s", s.Removed, s.Bytes, time.Since(started).Seconds())
			}
			if err := f.report(result, done); err != nil {
				return err
			}
			f.tellUnprinted(result)
			return nil
		},
	}
}

// recall has a job compare the content with what was published before, and
// says what could not be compared.
func (f *flags) recall(ctx context.Context, job *generator.Job) {
	var notes []string
	job.Earlier, notes = generator.Recall(ctx, f.content, f.out)
	for _, n := range notes {
		f.tell("note: %s", n)
	}
}

// inside tells whether a path lies in a folder, or is it.
func inside(name, folder string) bool {
	a, errA := filepath.Abs(name)
	b, errB := filepath.Abs(folder)
	if errA != nil || errB != nil {
		return false
	}
	rel, err := filepath.Rel(b, a)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func checkCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check everything and write nothing",
		Long: `Check applies every rule to all content and writes nothing.

Drafts are checked too; what is wrong in them is a warning, since they are not
published. With --drafts they are judged by the gate like everything else.
“parvis explain RULE” tells more of a rule.`,
		Example: "  parvis check\n  parvis check --drafts\n  parvis check --format json",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			f.recall(c.Context(), &job)
			_, _, result, err := generator.Check(job)
			if err != nil {
				return err
			}
			if len(result.Diagnostics) == 0 {
				return f.report(result, "nothing is wrong in "+entries(result.Entries))
			}
			return f.report(result, "")
		},
	}
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Say which version this is", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(stdout, "parvis", version)
			return err
		},
	}
}
