package main

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/newsletter"
	"parvis/generator/site"
)

func sheetCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "sheet ID KIND",
		Short: "Make one side of paper: for the council, a department, the press or the bulletin, or a poster",
		Long: `Sheet makes one side of paper as a PDF. KIND is one of

  council     A4, on a trip, for the council that votes on it: purpose, who travels, planned
              cost by line and for each resident, what it is to bring, what is to be asked
              there, and room for the number and the day of the vote. Once the trip is over it
              tells what came of it and what it cost.
  discussion  A4, on a trip, an outcome or an event, for a department: what was seen, what it
              could mean for us, three questions, and room to write.
  press       A4, on any entry: facts, figures, quotations of those who agreed to them, whom
              to ask, and the pictures with their credit.
  bulletin    A4, on any entry, for the printed magazine: texts of up to 300, 700 and 1,500
              signs, which end where a sentence does, and the pictures.
  poster      A4, on a campaign: its message, the event to which it leads, and a code that
              opens its page.
  poster-a3   the same on A3.

Of an event for the staff alone there is the sheet for discussion alone. The pictures of the
sheets for the press and the bulletin are written beside them, as large as there are.

A draft will do; the sheet on one is marked. --out names the file; one that ends in .html
is a page that any browser prints. The PDF is printed by a Chromium or Chrome found on this
machine (PARVIS_CHROMIUM, else the usual names). --lang chooses the language, if the site
has it.`,
		Example: "  parvis sheet trips/2026-12-brussels council --out ../brussels.pdf\n  parvis sheet outcomes/2026-07-bat-lamps press --lang fr",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			id, kind := f.idOf(args[0]), args[1]
			if !slices.Contains(site.SheetKinds, kind) {
				return usage("there is no sheet %q: write one of %s", kind, strings.Join(site.SheetKinds, ", "))
			}
			out := path.Base(id) + "-" + kind + ".pdf"
			if c.Flags().Changed("out") {
				out = f.out
			}
			return f.sheet(c, id, kind, out)
		},
	}
}

// sheet writes a sheet into a file, and its pictures beside it.
func (f *flags) sheet(c *cobra.Command, id, kind, out string) error {
	var pictures []generator.SheetFile
	err := f.onPaper(c, out, func(job generator.Job) ([]byte, printer, error) {
		sheet, err := generator.MakeSheet(job, id, kind, f.lang)
		if none, ok := errors.AsType[generator.NoSheet](err); ok {
			if len(none.Has) == 0 {
				return nil, nil, usage("there is no entry and no campaign of the name %s; an id is the folder and the name of the file without .md", id)
			}
			return nil, nil, usage("%s has no sheet of the kind %s; it has: %s", id, kind, strings.Join(none.Has, ", "))
		}
		if err != nil {
			return nil, nil, err
		}
		pictures = sheet.Pictures
		return sheet.HTML, sheet.PDF, nil
	})
	if err != nil {
		return err
	}
	for _, p := range pictures {
		name := filepath.Join(filepath.Dir(out), p.Name)
		if err := os.WriteFile(name, p.Data, 0o666); err != nil {
			return err
		}
		f.tell("%s is made", filepath.ToSlash(name))
	}
	return nil
}

// printer makes a PDF of a page by a browser.
type printer func(ctx context.Context, chromium string) ([]byte, error)

// onPaper writes what is made for paper into a file: the page itself where the name of that
// ends in .html, else its PDF.
func (f *flags) onPaper(c *cobra.Command, out string, made func(generator.Job) ([]byte, printer, error)) error {
	ending := strings.ToLower(filepath.Ext(out))
	if ending != ".pdf" && ending != ".html" {
		return usage("--out %s is no name for a sheet: let it end in .pdf or .html", out)
	}
	job, err := f.job()
	if err != nil {
		return err
	}
	data, print, err := made(job)
	if err != nil {
		return err
	}
	if ending == ".pdf" {
		chromium := newsletter.FindChromium()
		if chromium == "" {
			return catalog.Say("no Chromium was found, which makes the PDF; write --out %s, open that page and print it from your browser",
				strings.TrimSuffix(out, filepath.Ext(out))+".html")
		}
		if data, err = print(c.Context(), chromium); err != nil {
			return err
		}
	}
	if err := os.WriteFile(out, data, 0o666); err != nil {
		return err
	}
	f.tell("%s is made", filepath.ToSlash(out))
	return nil
}
