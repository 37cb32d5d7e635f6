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
	var send sending
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

With --send LIST.csv the letter goes through the mail server that “newsletter” in
site.yaml names ({from: …, server: {host: …, user: …}}) to each address of a table, never
without TLS: a test mail first, to an address that you name, then, after a yes, one mail
after the other. A record beside the table keeps what has gone: a run that was interrupted
goes on where it stopped, and no address gets a letter twice. The table has a column for
the addresses and, if you like, one for the language and one for the https address of a
service at which one click ends it; everybody can end it by a mail. It lies outside the
content and the site. The password is asked for, or taken from PARVIS_MAIL_PASSWORD.
Where nobody can be asked, --test ADDRESS sends the test mail, and --yes then the letter.

The PDF is printed by a Chromium or Chrome found on this machine
(PARVIS_CHROMIUM, else the usual names). Without one all else is made.`,
		Example: "  parvis newsletter\n  parvis newsletter 2026-10\n  parvis newsletter 2026-10 --edition staff --out ../staff-2026-10\n" +
			"  parvis newsletter 2026-10 --send ../subscribers.csv",
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			month := strings.Join(args, "")
			if month != "" && !monthForm.MatchString(month) {
				return usage("%q is not a month: write it as 2026-10", month)
			}
			if !slices.Contains(site.Editions, site.Edition(edition)) {
				return usage("--edition %q is not known: write citizens, staff or partners", edition)
			}
			if send != (sending{}) {
				if site.Edition(edition) != site.Citizens {
					return usage("only the citizens’ edition is sent; the %s edition goes to a folder", edition)
				}
				return f.sendLetter(c, month, send)
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
	cmd.Flags().StringVar(&send.list, "send", "", "send the letter to the addresses of a table")
	cmd.Flags().StringVar(&send.test, "test", "", "with --send: send a test mail to this address, and nothing else")
	cmd.Flags().BoolVar(&send.yes, "yes", false, "with --send: send without asking, after a test mail")
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
	if published(dir) {
		return usage("--out %s lies in a folder that is published; choose a folder outside it for the %s edition", f.out, edition)
	}
	return nil
}

// published tells whether a settled folder is one of a site, or lies in one.
func published(dir string) bool {
	for up := dir; ; up = filepath.Dir(up) {
		site := exists(filepath.Join(up, ".parvis")) && (up != dir || exists(filepath.Join(up, "sitemap.xml")))
		if site || filepath.Base(up) == "public" {
			return true
		}
		if up == filepath.Dir(up) {
			return false
		}
	}
}
