package main

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"github.com/spf13/cobra"

	"parvis/generator"
)

func reportCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "report YEAR",
		Short: "Make the annual report as a PDF",
		Long: `Report makes the annual report of a year as a PDF: what came of it first, then promises kept
and missed, what it cost with every line, its trips, its local issues, what residents answered,
what was corrected, and how anybody can check the figures. It says how things stand today, and
nothing that the site does not say.

It has 24 pages at most: the longest lists of a large city end earlier and say of how much more
the site tells. A city that did little has a short report; no page is filled up.

--out names the file; one that ends in .html is a page that any browser prints, whose contents
have no page numbers. The PDF is printed by a Chromium or Chrome found on this machine
(PARVIS_CHROMIUM, else the usual names). --lang chooses the language, if the site has it.`,
		Example: "  parvis report 2026\n  parvis report 2025 --out ../report.pdf --lang fr",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			year, err := strconv.Atoi(args[0])
			if err != nil || len(args[0]) != 4 {
				return usage("%q is not a year: write it with four figures", args[0])
			}
			out := "report-" + args[0] + ".pdf"
			if c.Flags().Changed("out") {
				out = f.out
			}
			return f.annual(c, year, out)
		},
	}
}

// annual writes the report on a year into a file.
func (f *flags) annual(c *cobra.Command, year int, out string) error {
	pages := 0
	err := f.onPaper(c, out, func(job generator.Job) ([]byte, printer, error) {
		report, err := generator.MakeReport(job, year, f.lang)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, usage("%d has not begun, so there is nothing to report of it", year)
		}
		if err != nil {
			return nil, nil, err
		}
		return report.HTML, func(ctx context.Context, chromium string) (data []byte, err error) {
			data, pages, err = report.PDF(ctx, chromium)
			return data, err
		}, nil
	})
	if err == nil && pages > 0 {
		f.tell("pages: %d", pages)
	}
	return err
}
