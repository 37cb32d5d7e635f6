package newsletter

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// aPDF writes a PDF of objects as Chromium does.
func aPDF(objects ...string) []byte {
	b := bytes.NewBufferString("%PDF-1.4\n")
	table := "xref\n0 " + fmt.Sprint(len(objects)+1) + "\n0000000000 65535 f \n"
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(b, "%strailer\n<</Size %d\n/Root 1 0 R\n/Info 2 0 R>>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, start)
	return b.Bytes()
}

var small = []string{
	"<</Type /Catalog /Lang (fr) /MarkInfo <</Marked true>> /StructTreeRoot 3 0 R>>", "<</Title (old) /Producer (a \\(b\\) c)>>",
	"<</Type /StructTreeRoot /K [4 0 R]>>", "<</S /Document /P 3 0 R /K [5 0 R 8 0 R]>>", "<</S /L /P 4 0 R /K [6 0 R 7 0 R]>>",
	"<</S /LI /P 5 0 R /K [0]>>", "<</S /LI /P 5 0 R /K 1>>", "<</S /Figure /Alt (a lamp) /P 4 0 R /K [2]>>",
	"<</Subtype /Link /A <</S /URI /URI (https://a.example/\\(b\\))>> /Rect [0 0 1 1]>>",
}

// TestAccessible wants the parts of a PDF that the standard asks for, and a PDF that
// would state what is not so left as it is.
func TestAccessible(t *testing.T) {
	paper := Paper{"L’école & nous — V", "Ana", time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)}
	out := accessible(aPDF(small...), paper, wording{Links: map[string]string{"https://a.example/(b)": "Là"}})
	p, err := readPDF(out[:bytes.LastIndex(out, []byte("startxref"))])
	if p != nil || err == nil {
		t.Error("a PDF without its end is read")
	}
	for _, want := range []string{
		"<pdfuaid:part>1</pdfuaid:part>", "L’école &amp; nous — V</rdf:li>", "/Contents <FEFF004C00E0>", "/K [10 0 R 11 0 R]", "10 0 obj\n<</Type /StructElem\n/S /LI\n/P 5 0 R",
		"6 0 obj\n<</S /LBody\n/P 10 0 R", "/DisplayDocTitle true", "/Producer (a \\(b\\) c)", "/Author <FEFF0041006E0061>", "2026-11-30T00:00:00Z",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("there is no %q in\n%s", want, out)
		}
	}
	for i, broken := range []string{
		strings.Replace(small[0], "/Lang (fr)", "", 1), strings.Replace(small[0], "true", "false", 1), strings.Replace(small[7], "(a lamp)", "()", 1),
	} {
		objects := append([]string(nil), small...)
		objects[[]int{0, 0, 7}[i]] = broken
		if data := aPDF(objects...); !bytes.Equal(accessible(data, paper, wording{}), data) {
			t.Errorf("%q is said to be after the standard", broken)
		}
	}
}

// TestDecorated wants what is drawn in no part of the structure said to be decoration.
func TestDecorated(t *testing.T) {
	for _, c := range [][2]string{
		{"1 0 0 rg 0 0 5 5 re f Q", "1 0 0 rg\n/Artifact BMC\n 0 0 5 5 re f\nEMC\n Q"},
		{"/P <</MCID 0>>BDC BT (f re) Tj ET EMC", "/P <</MCID 0>>BDC BT (f re) Tj ET EMC"},
		{"/P <</MCID 0>>BDC 0 0 m S EMC q BT <00> Tj ET Q", "/P <</MCID 0>>BDC 0 0 m S EMC q\n/Artifact BMC\n BT <00> Tj ET\nEMC\n Q"},
		{"1 2 m 3 4 l h W* n /X1 Do", "\n/Artifact BMC\n1 2 m 3 4 l h W* n\nEMC\n\n/Artifact BMC\n /X1 Do\nEMC\n"},
	} {
		if got := string(decorated([]byte(c[0]))); got != c[1] {
			t.Errorf("%q becomes\n%q, want\n%q", c[0], got, c[1])
		}
	}
}

// FuzzAccessible wants any bytes read without a panic and without an end, and left as
// they are where they are no such PDF.
func FuzzAccessible(f *testing.F) {
	f.Add(aPDF(small...))
	f.Add(aPDF("<</Type /Page /Contents 2 0 R>>", "<</Length 3 /Filter /FlateDecode>> stream\nabc\nendstream"))
	f.Add([]byte("xref\n0 1\n-000000001 00000 n \ntrailer\n<</Root 0 0 R /A [( <>>\nstartxref\n0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if out := accessible(data, Paper{}, wording{}); !bytes.HasPrefix(out, data) {
			t.Error("what was there is changed")
		}
		decorated(data)
	})
}
