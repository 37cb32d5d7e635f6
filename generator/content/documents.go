package content

import (
	"bytes"
	"regexp"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

var ruleDocumentAuthor = &source.Rule{Name: "document-author", Severity: source.Warning,
	Says: "A PDF does not name who wrote it, and holds no earlier version of itself.",
	Why:  "a document is published as it is, with the name of a colleague and what was taken out of it again",
	Fix:  "print it into a new PDF (in most programs: Print, then “Save as PDF”), and take the author out of its properties",
	Bad: source.Example{
		File:   "agreements/2025-ravenna.md",
		Text:   "document: signed.pdf\n",
		Beside: map[string]string{"agreements/signed.pdf": "%PDF-1.4\n1 0 obj\n<< /Author (Paul Lemercier) >>\nendobj\nstartxref\n0\n%%EOF\n"},
	},
	Good: source.Example{
		File:   "agreements/2025-ravenna.md",
		Text:   "document: signed.pdf\n",
		Beside: map[string]string{"agreements/signed.pdf": "%PDF-1.4\n1 0 obj\n<< /Title (Agreement) >>\nendobj\nstartxref\n0\n%%EOF\n"},
	}}

// What tells of an author or a history in a PDF. It is looked for in the bytes
// as they are, and nothing is run or unpacked: what stands in compressed or
// encrypted parts is not seen, nor remarks on the pages.
var (
	pdfAuthor  = regexp.MustCompile(`/Author\s*(\(\s*[^)\s]|<\s*[0-9A-Fa-f])`)
	xmpAuthor  = regexp.MustCompile(`<dc:creator>\s*<rdf:(Seq|Bag)>\s*<rdf:li[^>]*>\s*[^<\s]`)
	xmpHistory = []byte("<xmpMM:History>")
	pdfEnd     = []byte("startxref")
	pdfFast    = []byte("/Linearized") // written for the web, with two ends
)

// mostPDF is how many bytes of a PDF are looked at.
const mostPDF = 64 << 20

// tellsOf is what a PDF tells besides its pages; "" for nothing that can be seen.
func tellsOf(pdf []byte) catalog.Message {
	ends := bytes.Count(pdf, pdfEnd)
	if bytes.Contains(pdf[:min(len(pdf), 1<<10)], pdfFast) {
		ends--
	}
	switch {
	case pdfAuthor.Match(pdf), xmpAuthor.Match(pdf):
		return catalog.Say("names its author")
	case ends > 1:
		return catalog.Say("holds earlier versions of itself")
	case bytes.Contains(pdf, xmpHistory):
		return catalog.Say("tells how it was changed")
	}
	return catalog.Message{}
}

// document is the file of an agreement, or nothing.
func (e *Entry) document() Text {
	if e.Agreement == nil {
		return Text{}
	}
	return e.Agreement.Document
}
