package importer

import "parvis/generator/source"

// The rules of tables that are imported. Those about one row are warnings:
// the draft is written all the same, with a question in it.
var (
	ruleFile = &source.Rule{Name: "import-file",
		Says: "A table is a spreadsheet (.xlsx or .ods) or text (.csv or .tsv), whatever the name of its file ends in.",
		Why:  "out of other files rows and columns cannot be read for certain",
		Fix:  "save the table as “Excel workbook (.xlsx)”, as .ods or as “CSV UTF-8”, and import that file",
		Bad:  source.Example{File: "travel.pdf", Text: "%PDF-1.7\n", Whole: true},
		Good: example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams\n")}
	ruleHeader = &source.Rule{Name: "import-header",
		Says: "A table's first row names its columns, among them the days, the places and the purpose.",
		Why:  "a column that is guessed wrongly would put false facts into every draft",
		Fix:  "write a map file, one line a field, as “start: Name of the column”, and give it with --map",
		Bad:  example("when,until,where,why\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams\n"),
		Good: example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams\n")}
	ruleColumn = &source.Rule{Name: "import-column",
		Says: "Each column of amounts is known to be part of the cost, or known not to be.",
		Why:  "a column that is passed over makes the sum wrong, and nobody sees it",
		Fix:  "say in a map file what the column holds, as “lodging: Name of the column” or “ignore: Name of the column”, and give it with --map",
		Bad:  example("start,end,destination,purpose,transport,hotell\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,412.50,96.00\n"),
		Good: example("start,end,destination,purpose,transport,hotel\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,412.50,96.00\n")}
	ruleMap = &source.Rule{Name: "import-map",
		Says: "A map file names columns that the table has.",
		Fix:  "write the column's name as it stands in the table's first row",
		Bad:  mapped("start: From\nend: Until\ndestination: Place\npurpose: Why\n"),
		Good: mapped("start: When\nend: Until\ndestination: Place\npurpose: Why\n")}
	ruleRow = &source.Rule{Name: "import-row", Severity: source.Warning,
		Says: "Every row of a table has as many cells as its first row, and says which trip it is about.",
		Why:  "a cell too many or too few puts all that follow it under the wrong heading",
		Fix:  "correct the row in the table; a text that holds the separator stands in quotation marks",
		Bad:  example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See trams, see buses\n"),
		Good: example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Ravenna, Italy\",\"See trams, see buses\"\n")}
	ruleAmount = &source.Rule{Name: "import-amount", Severity: source.Warning,
		Says: "An amount in a table can be read in one way only, to the smallest coin.",
		Why:  "1,240 is a thousand to some and one and a bit to others",
		Fix:  "write digits and a point, such as 1240.50",
		Bad:  example("start,end,destination,purpose,transport\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,\"1,240\"\n"),
		Good: example("start,end,destination,purpose,transport\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,1240\n")}
	ruleTotal = &source.Rule{Name: "import-total", Severity: source.Warning,
		Says: "A row's total is the sum of its lines.",
		Why:  "one of the figures is wrong, and residents will ask which",
		Fix:  "look up the receipts and correct the wrong figure; the draft keeps the lines and shows the total in its text",
		Bad:  example("start,end,destination,purpose,transport,meals,total\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,412.50,80,500\n"),
		Good: example("start,end,destination,purpose,transport,meals,total\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,412.50,80,492.50\n")}
	ruleDates = &source.Rule{Name: "import-dates", Severity: source.Warning,
		Says: "A row's days can be read in one way only, and its end is not before its start.",
		Fix:  "look up both days and write them as 2026-09-14",
		Bad:  example("start,end,destination,purpose\n2026-09-14,2026-09-10,\"Ravenna, Italy\",See night trams\n"),
		Good: example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams\n")}
	ruleDestination = &source.Rule{Name: "import-destination", Severity: source.Warning,
		Says: "A destination names its city and its country.",
		Why:  "there is a Melbourne in Australia and one in Florida",
		Fix:  "write city and country, such as “Ravenna, Italy”, several with a semicolon between them",
		Bad:  example("start,end,destination,purpose\n2026-09-14,2026-09-16,Melbourne,See night trams\n"),
		Good: example("start,end,destination,purpose\n2026-09-14,2026-09-16,\"Melbourne, Australia\",See night trams\n")}
	ruleDuplicate = &source.Rule{Name: "import-duplicate", Severity: source.Warning,
		Says: "No two rows have the same reference number, or the same text in every cell.",
		Why:  "what is entered twice is counted twice",
		Fix:  "take one of the two rows out, or correct its reference number",
		Bad: example(
			`reference,start,end,destination,purpose
T-1,2026-09-14,2026-09-16,"Ravenna, Italy",See night trams
T-1,2026-10-05,2026-10-06,"Utrecht, Netherlands",See bin lorries
`,
		),
		Good: example(
			`reference,start,end,destination,purpose
T-1,2026-09-14,2026-09-16,"Ravenna, Italy",See night trams
T-2,2026-10-05,2026-10-06,"Utrecht, Netherlands",See bin lorries
`,
		)}
	ruleAgain = &source.Rule{Name: "import-again", Severity: source.Warning,
		Says: "What an editor wrote into an imported entry stays, whatever a newer table says.",
		Why:  "one of the two values is out of date, and only a person knows which",
		Fix:  "look up which value is right; write the table's into the entry if that is the one",
		Bad:  again("2026-09-15"),
		Good: again("2026-09-16")}
	ruleCancelled = &source.Rule{Name: "import-cancelled", Severity: source.Warning,
		Says: "A trip that was cancelled and cost something says what for.",
		Why:  "money for a trip that nobody made is the first thing a resident asks about",
		Fix:  "say in the entry's “difficulties” why it was cancelled and what of the cost comes back",
		Bad:  example("start,end,destination,purpose,transport,comment\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,80,Trip was cancelled\n"),
		Good: example("start,end,destination,purpose,transport,comment\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams,,Trip was cancelled\n")}
)

// Rules are all rules of this package.
var Rules = []*source.Rule{
	ruleFile, ruleHeader, ruleKind, ruleJoin, ruleColumn, ruleMap, ruleRow, ruleAmount, ruleTotal, ruleDates, ruleDestination, ruleDuplicate, ruleAgain,
	ruleCancelled,
}

func example(table string) source.Example {
	return source.Example{File: "travel.csv", Text: table, Whole: true}
}

// again is an example whose table is imported over an earlier one, of which an editor has
// changed the end.
func again(end string) source.Example {
	e := example("start,end,destination,purpose\n2026-09-14," + end + ",\"Ravenna, Italy\",See night trams\n")
	e.Beside = map[string]string{"earlier.csv": "start,end,destination,purpose\n2026-09-14,2026-09-14,\"Ravenna, Italy\",See night trams\n",
		"trips/2026-09-ravenna.md": "---\ntitle: What night trams cost\nstart: 2026-09-14\nend: 2026-09-16\n---\n"}
	return e
}

// mapped is an example whose table is read with a map file.
func mapped(text string) source.Example {
	e := example("When,Until,Place,Why\n2026-09-14,2026-09-16,\"Ravenna, Italy\",See night trams\n")
	e.Beside = map[string]string{"map.yaml": text}
	return e
}
