package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/site"
)

var monthForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

func newsletterCommand(f *flags) *cobra.Command {
	edition := string(site.Citizens)
	cmd := &cobra.Command{
		Use:   "newsletter [YYYY-MM]",
		Short: "Make a month's page as web, print PDF, e-mail and text (default: the latest)",
		Long: `Newsletter makes a month's page in four forms that say the same: the web page,
one printed A4 side (newsletter.pdf), an e-mail (newsletter.eml, which mail
programs open as a draft to send) and a plain text (newsletter.txt).

The citizens' edition is part of the site: newsletter publishes the whole site as
“parvis build” does, and names the month's four files.

Two editions are not public and go to a folder of their own, named with --out,
never into a published site:
  staff     adds the staff notes, and what was shared about trips to come
  partners  adds what the city still owes its partners

The PDF is printed by a Chromium or Chrome found on this machine
(PARVIS_CHROMIUM, else the usual names). Without one all else is made.`,
		Example: "  parvis newsletter\n  parvis newsletter 2026-10\n  parvis newsletter 2026-10 --edition staff --out ../staff-2026-10",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			month := strings.Join(args, "")
			if month != "" && !monthForm.MatchString(month) {
				return usage("%q is not a month: write it as 2026-10", month)
			}
			if !slices.Contains(site.Editions, site.Edition(edition)) {
				return usage("--edition %q is not known: write citizens, staff or partners", edition)
			}
			if site.Edition(edition) == site.Citizens {
				return f.publicLetter(c, month)
			}
			if !c.Flags().Changed("out") {
				return usage("the %s edition is never published: name a folder for it with --out, such as --out ../%s", edition, edition)
			}
			return f.privateLetter(c, month, site.Edition(edition))
		},
	}
	cmd.Flags().StringVar(&edition, "edition", edition, "for whom: citizens, staff or partners")
	return cmd
}

// publicLetter publishes the site and names the month's files.
func (f *flags) publicLetter(c *cobra.Command, month string) error {
	job, err := f.publicJob()
	if err != nil {
		return err
	}
	job.Whole = true // the month's page is told of, with what is wrong in it
	if job.Earlier, err = generator.Recall(c.Context(), job.Memory); err != nil {
		return err
	}
	if err := output.CheckTarget(f.out); err != nil {
		return err
	}
	set, _, result, err := generator.Check(job)
	if err != nil {
		return err
	}
	shown := filepath.ToSlash(filepath.Clean(f.out)) + "/"
	if set == nil {
		return f.report(result, untouched(shown))
	}
	if month, err = generator.LatestLetter(set, month); err != nil {
		return usageError{catalog.Say("%s", err)}
	}
	result, err = generator.Build(c.Context(), job, f.out, output.Options{Version: version, Progress: f.progress()})
	if err != nil {
		return err
	}
	if hasErrors(result) {
		return f.report(result, untouched(shown))
	}
	if err := f.report(result, catalog.Say("%s is up to date", shown)); err != nil {
		return err
	}
	for i, lang := range set.Settings().Languages {
		folder := filepath.Join(f.out, "newsletter", month)
		if i > 0 {
			folder = filepath.Join(f.out, lang, "newsletter", month)
		}
		f.nameForms(folder)
	}
	f.tellUnprinted(result)
	f.tellNotes(result.Notes)
	return nil
}

// privateLetter makes an edition in a folder of its own.
func (f *flags) privateLetter(c *cobra.Command, month string, edition site.Edition) error {
	job, err := f.job()
	if err != nil {
		return err
	}
	job.Chromium = newsletter.FindChromium()
	if err := f.keepPrivate(string(edition)); err != nil {
		return err
	}
	result, err := generator.Edition(c.Context(), job, month, edition, f.out, output.Options{Version: version})
	if err != nil {
		return err
	}
	shown := filepath.ToSlash(filepath.Clean(f.out)) + "/"
	if hasErrors(result) {
		return f.report(result, untouched(shown))
	}
	if err := f.report(result, catalog.Say("the edition “%s” is in %s", edition, shown)); err != nil {
		return err
	}
	f.nameForms(f.out)
	f.tellUnprinted(result)
	return nil
}

// nameForms lists the forms of a page that lie in a folder.
func (f *flags) nameForms(folder string) {
	for _, name := range []string{"index.html", site.PDFName, site.MailName, site.TextName} {
		if path := filepath.Join(folder, name); exists(path) && f.format == "text" {
			f.tell("  %s", filepath.ToSlash(path))
		}
	}
}

func exists(path string) bool { _, err := os.Stat(path); return err == nil }

func (f *flags) tellUnprinted(r generator.Result) {
	if !r.Unprinted.IsZero() {
		f.tell("no PDF: %s", r.Unprinted)
	}
}

// keepPrivate refuses a folder from which an edition could get onto the site:
// public/, one inside a published site, or one inside the content.
func (f *flags) keepPrivate(edition string) error {
	dir, err := output.Settled(f.out)
	if err != nil {
		return err
	}
	if err := f.apart(edition); err != nil {
		return err
	}
	for up := dir; ; up = filepath.Dir(up) {
		site := exists(filepath.Join(up, ".parvis")) && (up != dir || exists(filepath.Join(up, "sitemap.xml")))
		if site || filepath.Base(up) == "public" {
			return usage("--out %s lies in a folder that is published; choose a folder outside it for the %s edition", f.out, edition)
		}
		if up == filepath.Dir(up) {
			return nil
		}
	}
}
