package content

import "testing"

// TestTellsOf sees the author, the history and earlier versions of a PDF.
func TestTellsOf(t *testing.T) {
	for pdf, want := range map[string]string{
		"%PDF-1.4\n/Title (Author)\nstartxref\n": "", "%PDF-1.4 /Author () startxref": "", "%PDF-1.4 /Author <> startxref": "",
		"%PDF-1.4 /Author (Paul) startxref": "names its author", "%PDF-1.4 /Author<FEFF0050> startxref": "names its author",
		"%PDF-1.4 <dc:creator><rdf:Seq><rdf:li>Paul</rdf:li></rdf:Seq></dc:creator>":   "names its author",
		"%PDF-1.4 <dc:creator><rdf:Seq><rdf:li></rdf:li></rdf:Seq></dc:creator>":       "",
		"%PDF-1.4 startxref 1 %%EOF startxref 2 %%EOF":                                 "holds earlier versions of itself",
		"%PDF-1.4 /Linearized 1 startxref 0 %%EOF startxref 2 %%EOF":                   "",
		"%PDF-1.4 /Linearized 1 startxref 0 %%EOF startxref 2 %%EOF startxref 3 %%EOF": "holds earlier versions of itself",
		"%PDF-1.4 <xmpMM:History><rdf:Seq/></xmpMM:History>":                           "tells how it was changed",
	} {
		if got := tellsOf([]byte(pdf)); got.String() != want {
			t.Errorf("%q: %q, want %q", pdf, got, want)
		}
	}
}
