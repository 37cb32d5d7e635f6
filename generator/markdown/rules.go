package markdown

import (
	"strings"

	"parvis/generator/source"
)

// The rules of what a story may hold. Unsafe content cannot be allowed by
// site.yaml: a resident's browser must never run what an editor pasted.
var (
	RawHTML = &source.Rule{Name: "raw-html", Locked: true,
		Says: "Stories are Markdown; they hold no HTML.",
		Why:  "pasted HTML can run programs in a reader's browser, and breaks pages, mails and printed letters",
		Fix:  "write it in Markdown: *emphasis*, [link](address), | table |; for < itself write \\<",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n<b>Night trams</b> for all.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n**Night trams** for all.\n"}}
	UnsafeAddress = &source.Rule{Name: "unsafe-address", Locked: true,
		Says: "Links lead to web, mail or telephone addresses, or into the site.",
		Why:  "other addresses can run programs in a reader's browser",
		Fix:  "write an address that starts with https://, mailto:, tel: or /",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nSee [the report](javascript:alert).\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nSee [the report](https://www.example.org/report).\n"}}
	ImageElsewhere = &source.Rule{Name: "image-elsewhere",
		Says: "Pictures lie beside the entry, not on another server.",
		Why:  "a picture from elsewhere tells that server who reads the page, and vanishes when that server changes",
		Fix:  "put the picture beside the entry and write its file name",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n![The depot](https://www.example.org/depot.jpg)\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nThe depot has its own page at [the operator](https://www.example.org/depot).\n"}}
	Nesting = &source.Rule{Name: "nesting-deep", Locked: true,
		Says: "Lists and quotations are nested thirty levels deep at most.",
		Fix:  "take the marks or brackets out",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n" + strings.Repeat(">", 31) + " Night trams for all.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n> Night trams for all.\n"}}
	TableLarge = &source.Rule{Name: "table-large", Locked: true,
		Says: "The tables of a text have at most 200,000 cells.",
		Why:  "no telephone shows so large a page, and nobody reads it",
		Fix:  "put the whole table beside this file, as a CSV, and link to it; leave here the rows that readers are to see",
		Bad: source.Example{
			File:   "pages/register.md",
			Text:   "---\ntitle: The register\n---\n| Line | Stop | Riders |\n|---|---|---|\nSeventy thousand rows.\n",
			Whole:  true,
			Beside: map[string]string{"pages/register.md": source.ManyCells},
		},
		Good: source.Example{
			File:   "pages/register.md",
			Text:   "---\ntitle: The register\n---\nThe table is [a file of its own](register.csv).\n",
			Whole:  true,
			Beside: map[string]string{"pages/register.csv": "a,b\n"},
		}}
)

// What an editor meant and readers do not get.
var (
	MarkLeft = &source.Rule{Name: "mark-left", Severity: source.Warning,
		Says: "Signs of Markdown do what they are written for, or stand behind a backslash.",
		Why:  "readers would see the signs instead of what they were written for",
		Fix:  "write the signs directly beside the words, without a space",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nThe trams run **at night ** too.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nThe trams run **at night** too, on 2 \\*\\* lines.\n"}}
	CellLost = &source.Rule{Name: "cell-lost", Severity: source.Warning,
		Says: "A row of a table has at most as many cells as the heading.",
		Why:  "what stands in a cell too many is not shown",
		Fix:  "give the heading another column, or write \\| for a bar that belongs to a cell's text",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n| Line | Until |\n| --- | --- |\n| A | one | sixty riders |\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\n| Line | Until | Riders |\n| --- | --- | --- |\n| A\\|B | one | sixty |\n"}}
)

// Rules are all rules of this package.
var Rules = []*source.Rule{RawHTML, UnsafeAddress, ImageElsewhere, Nesting, TableLarge, MarkLeft, CellLost}
