package frontmatter

import "parvis/generator/source"

// The rules of how front matter is written. FieldMissing to UnknownChoice are
// about one field, the rest about the block as a whole.
var (
	FieldMissing = &source.Rule{Name: "field-missing",
		Says: "Every required field is written.",
		Fix:  "write the field and its value",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose:\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "purpose: See how a city of our size keeps its night buses full.\n"}}
	UnknownField = &source.Rule{Name: "field-unknown",
		Says: "Every field is one that the content model knows.",
		Why:  "a field with a slip in its name would silently be left out of the page",
		Fix:  "correct the name, or take the line out",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "offical: claire-moreau\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "official: claire-moreau\n"}}
	FieldForm = &source.Rule{Name: "field-form",
		Says: "Every value has the form of its field: a text, a list, or a group of fields.",
		Fix:  "write the value in the form that the field has",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "title: [Ravenna, shows, us]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "title: Ravenna shows us how night trams are paid for\n"}}
	UnknownChoice = &source.Rule{Name: "choice-unknown",
		Says: "A field with a few possible words has one of them.",
		Fix:  "write one of the known words",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "status: done\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "status: completed\n"}}
	NumberForm = &source.Rule{Name: "number-form",
		Says: "A number is written in plain digits.",
		Fix:  "write plain digits, with a point before decimals",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "co2_kg: about 400\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "co2_kg: 400\n"}}
	DateForm = &source.Rule{Name: "date-form",
		Says: "A date is written year, month, day: 2026-09-14.",
		Why:  "03/04/2026 is March to some and April to others",
		Fix:  "write the year, the month and the day in digits, with hyphens between them",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "end: 16/09/2026\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "end: 2026-09-16\n"}}
	DateImpossible = &source.Rule{Name: "date-impossible",
		Says: "A date is a day that exists.",
		Fix:  "look up the day and correct it",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "published: 2026-02-30\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "published: 2026-09-20\n"}}
	TimeForm = &source.Rule{Name: "time-form",
		Says: "A time of day is written behind its day, with a colon: 2026-11-21 18:30.",
		Why:  "calendars tell people when to come, and 6.30 is early to some and late to others",
		Fix:  "write the year, the month and the day with hyphens between them, a space, and the hour and the minutes with a colon between them",
		Bad:  source.Example{File: "events/2026-11-night-trams.md", Text: "start: 2026-11-21 18h30\n"},
		Good: source.Example{File: "events/2026-11-night-trams.md", Text: "start: 2026-11-21 18:30\n"}}
	DuplicateKey = &source.Rule{Name: "key-duplicate",
		Says: "A field is written once.",
		Why:  "two values for one field leave open which of them is true",
		Fix:  "keep one of the two lines",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home by tram.\npitch: Late shifts get home at night.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home by tram.\n"}}
	Alias = &source.Rule{Name: "yaml-alias",
		Says: "Values are written out, without anchors (&), aliases (*) and merge keys (<<).",
		Fix:  "write the value itself, or put the text in quotes",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "invited_by: &host City of Ravenna\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "invited_by: City of Ravenna\n"}}
	Tag = &source.Rule{Name: "yaml-tag",
		Says: "Values carry no type marks (!).",
		Fix:  "take the mark out, or put the text in quotes",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "invited_by: !!str City of Ravenna\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "invited_by: City of Ravenna\n"}}
	Tab = &source.Rule{Name: "yaml-tab",
		Says: "Lines are indented with spaces.",
		Why:  "a tab is as wide as each program likes, so it cannot say what belongs to what",
		Fix:  "replace each tab by two spaces",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact:\n\tbenefit: Line A runs until one from March.\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact:\n  benefit: Line A runs until one from March, every night of the week.\n  issues: [mobility]\n",
		}}
	Syntax = &source.Rule{Name: "yaml-syntax",
		Says: "Front matter is written one field a line, each as “name: value”.",
		Fix:  "put a text with unusual characters in quotes",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Night trams: late shifts get home.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: \"Night trams: late shifts get home.\"\n"}}

	TextCut = &source.Rule{Name: "text-cut",
		Says: "A text that holds a # behind a space stands in quotation marks.",
		Why:  "from there on it would be taken for a note, and be lost without a word",
		Fix:  "put the text in quotation marks; write a note to yourself on a line of its own, with # at its start",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home on line #1 until one.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "# as the operator calls it\npitch: \"Late shifts get home on line #1 until one.\"\n"}}
	OddSpace = &source.Rule{Name: "space-odd", Severity: source.Warning,
		Says: "Between names and values stand plain spaces, and nothing that cannot be seen.",
		Why:  "it is read as the space that was meant, but other programs may not find the field",
		Fix:  "delete it and type a space; it often comes along when text is pasted from a letter or a web page",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "official:\u00a0claire-moreau\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "official: claire-moreau\n"}}
	OddMarks = &source.Rule{Name: "quotes-odd", Severity: source.Warning,
		Says: "A text or value stands in straight quotation marks or in none.",
		Why:  "only straight ones are taken off; others, which a word processor puts in, are shown",
		Fix:  "write straight quotation marks, or none",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "title: “Ravenna shows us how night trams are paid for”\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "title: \"Ravenna shows us how night trams are paid for\"\n"}}

	Missing = &source.Rule{Name: "front-matter-missing",
		Says: "A file starts with its front matter, between two lines of three hyphens.",
		Fix:  "write --- on the first line, then the fields, then --- again",
		Bad:  source.Example{File: "pages/about.md", Text: "About this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n---\nAbout this site.\n", Whole: true}}
	Unclosed = &source.Rule{Name: "front-matter-unclosed",
		Says: "The front matter ends with a line of three hyphens.",
		Fix:  "write --- on a line of its own below the last field",
		Bad:  source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n\nAbout this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n---\nAbout this site.\n", Whole: true}}
	Fence = &source.Rule{Name: "front-matter-fence",
		Says: "The lines round the front matter are three hyphens with nothing before them, and no value holds such a line.",
		Why:  "what follows would be taken for the story, and the rest of the value be lost",
		Fix:  "write the hyphens at the very start of the line, or use *** inside a text",
		Bad:  source.Example{File: "pages/about.md", Text: "---\ntitle: |\n  About this site\n  ---\n  and its method\n---\nAbout this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site and its method\n---\nAbout this site.\n", Whole: true}}
	ByteOrderMark = &source.Rule{Name: "byte-order-mark",
		Says: "A file starts with its text, without an invisible mark.",
		Fix:  "save the file as “UTF-8”, not as “UTF-8 with BOM”",
		Bad:  source.Example{File: "pages/about.md", Text: "\ufeff---\ntitle: About this site\n---\nAbout this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n---\nAbout this site.\n", Whole: true}}
	LineEndings = &source.Rule{Name: "line-endings", Severity: source.Warning,
		Says: "Lines end with a line feed alone.",
		Why:  "the page is the same, but two people on two systems will see every line as changed",
		Fix:  "choose “LF” in the editor's status bar, or set “rules: {line-endings: off}” in site.yaml",
		Bad:  source.Example{File: "pages/about.md", Text: "---\r\ntitle: About this site\r\n---\r\nAbout this site.\r\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n---\nAbout this site.\n", Whole: true}}
	NotUTF8 = &source.Rule{Name: "encoding",
		Says: "Files are UTF-8 text.",
		Why:  "accents written in another encoding turn into other characters on the page",
		Fix:  "save the file as “UTF-8”",
		Bad:  source.Example{File: "pages/about.md", Text: "---\ntitle: A\xe9roport\n---\nAbout this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: Aéroport\n---\nAbout this site.\n", Whole: true}}
	ControlCharacter = &source.Rule{Name: "control-character",
		Says: "Texts hold no invisible control characters.",
		Fix:  "delete it; it often comes along when text is pasted from a PDF",
		Bad:  source.Example{File: "pages/about.md", Text: "---\ntitle: About\x0b this site\n---\nAbout this site.\n", Whole: true},
		Good: source.Example{File: "pages/about.md", Text: "---\ntitle: About this site\n---\nAbout this site.\n", Whole: true}}
	DirectionOpen = &source.Rule{Name: "direction-open",
		Says: "A text that turns the direction of writing turns it back.",
		Why:  "whatever stands behind it, on a page or in a list, would be read from the other side",
		Fix:  "delete the invisible sign; where a text in Arabic or Hebrew needs it, end that with the sign that turns it back (U+202C or U+2069)",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home \u202eby tram.\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home by tram, as \u2067\u05e8\u05db\u05d1\u05ea\u2069 says.\n"}}
	TooLarge = &source.Rule{Name: "file-too-large",
		Says: "A text file has at most four megabytes, its front matter 256 kilobytes.",
		Fix:  "split it, or put data beside the entry as a file of its own",
		Bad: source.Example{
			File:   "pages/register.md",
			Text:   "---\ntitle: The register\n---\nTen thousand lines of a table.\n",
			Whole:  true,
			Beside: map[string]string{"pages/register.md": source.Large},
		},
		Good: source.Example{
			File:   "pages/register.md",
			Text:   "---\ntitle: The register\n---\nThe table is [a file of its own](/register.csv).\n",
			Whole:  true,
			Beside: map[string]string{"static/register.csv": "a,b\n"},
		}}
)

// Rules are all rules of this package.
var Rules = []*source.Rule{
	FieldMissing, UnknownField, FieldForm, UnknownChoice, NumberForm, DateForm, DateImpossible, TimeForm, DuplicateKey,
	Alias, Tag, Tab, Syntax, TextCut, OddSpace, OddMarks, Missing, Unclosed, Fence, ByteOrderMark, LineEndings, NotUTF8, ControlCharacter,
	DirectionOpen, TooLarge,
}
