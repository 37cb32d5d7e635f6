package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/newsletter"
)

// sheetKinds are for whom a sheet is made.
var sheetKinds = []string{"council"}

func sheetCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "sheet ID KIND",
		Short: "Make one A4 side on a trip: for the council that votes on it",
		Long: `Sheet makes one A4 side on a trip as a PDF. The kind council is for the council that
votes on it: purpose, who travels, planned cost by line and for each resident, what it is to
bring, what is to be asked there, and room for the number and the day of the vote. Once the
trip is over it tells what came of it and what it cost.

A draft will do; the sheet is marked as one. --out names the file; one that ends in .html
is a page that any browser prints. The PDF is printed by a Chromium or Chrome found on this
machine (PARVIS_CHROMIUM, else the usual names). --lang chooses the language, if the site
has it.`,
		Example: "  parvis sheet trips/2026-12-brussels council\n  parvis sheet trips/2026-12-brussels council --out ../brussels.pdf",
		Args:    cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			id, kind := f.idOf(args[0]), args[1]
			if !slices.Contains(sheetKinds, kind) {
				return usage("there is no sheet %q: write one of %s", kind, strings.Join(sheetKinds, ", "))
			}
			out := path.Base(id) + "-" + kind + ".pdf"
			if c.Flags().Changed("out") {
				out = f.out
			}
			return f.sheet(c, id, out)
		},
	}
}

// sheet writes the council's sheet of a trip into a file.
func (f *flags) sheet(c *cobra.Command, id, out string) error {
	ending := strings.ToLower(filepath.Ext(out))
	if ending != ".pdf" && ending != ".html" {
		return usage("--out %s is no name for a sheet: let it end in .pdf or .html", out)
	}
	job, err := f.job()
	if err != nil {
		return err
	}
	sheet, err := generator.CouncilSheet(job, id, f.lang)
	if errors.Is(err, fs.ErrNotExist) && f.lang != "" { // the site may not have that language
		sheet, err = generator.CouncilSheet(job, id, "")
	}
	if errors.Is(err, fs.ErrNotExist) {
		return usage("there is no trip %s; write it as trips/2026-09-ravenna", id)
	}
	if err != nil {
		return err
	}
	data := sheet.HTML
	if ending == ".pdf" {
		chromium := newsletter.FindChromium()
		if chromium == "" {
			return catalog.Say("no Chromium was found, which makes the PDF; write --out %s, open that page and print it from your browser",
				strings.TrimSuffix(out, filepath.Ext(out))+".html")
		}
		if data, err = sheet.PDF(c.Context(), chromium); err != nil {
			return err
		}
	}
	if err := os.WriteFile(out, data, 0o666); err != nil {
		return err
	}
	f.tell("%s is made", filepath.ToSlash(out))
	return nil
}
