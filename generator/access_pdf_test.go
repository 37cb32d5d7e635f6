package generator_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	paper "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"parvis/generator/site"
)

// TestPDFAccess reads the printed sides of all months in all languages as PDF/UA-1
// (ISO 14289-1) wants them, of which it holds what a program can see.
func TestPDFAccess(t *testing.T) {
	t.Parallel()
	dir, _ := printedOnce(t)
	var files []string
	for _, pattern := range []string{"newsletter/20*/", "*/newsletter/20*/"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern, site.PDFName))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) != 48 {
		t.Fatalf("%d printed sides, want twelve months in four languages", len(files))
	}
	for _, file := range files {
		for _, fault := range paperBarriers(t, fileIn(t, file)) {
			t.Errorf("%s: %s", file[len(dir):], fault)
		}
	}
	info := tool(t, "pdfinfo", filepath.Join(dir, "fr/newsletter/2026-11", site.PDFName))
	if !regexp.MustCompile(`Title: +Retour à Louvain, parce qu’il pleut — Valmont-sur-Eure\nAuthor: +Solène Le Goff\n`).MatchString(info) {
		t.Errorf("the title is not the headline and the city:\n%s", info)
	}
}

// TestPDFBarriers breaks a printed side in one place after the other, and wants each
// to be seen.
func TestPDFBarriers(t *testing.T) {
	t.Parallel()
	dir, _ := printedOnce(t)
	whole := fileIn(t, dir, "newsletter/2026-11", site.PDFName)
	for _, c := range []struct{ old, now, want string }{
		{"/Lang (en)", "/Lxng (en)", "no language"},
		{"/Marked true", "/Marxed true", "not said to be tagged"},
		{"/DisplayDocTitle true", "/DisplayDocTitle 1234", "a reader shows the file's name"},
		{"/Metadata ", "/Matedata ", "no metadata"},
		{"<pdfuaid:part>1", "<pdfuaid:part>2", "the standard is not stated"},
		{"dc:title>", "dc:tatle>", "the metadata have the title"},
		{"/Alt (", "/Axt (", "a picture without words"},
		{"/Contents <", "/Contants <", "a link that does not say where it leads"},
		{"/S /LBody", "/S /LXody", "LXody is no part of the standard"},
		{"/S /LI", "/S /TD", "an L that has a TD"},
		{"/S /H2", "/S /H4", "a heading 4 after 1"},
		{"/S /H1", "/S /H2", "begins with a heading 2"},
		{"/Tabs /S", "/Tabs /R", "links are not in the order of the text"},
		{"/ToUnicode ", "/ToUnicade ", "a font whose letters nobody knows"},
	} {
		broken := bytes.ReplaceAll(whole, []byte(c.old), []byte(c.now))
		if bytes.Equal(broken, whole) {
			t.Errorf("there is no %q", c.old)
			continue
		}
		if found := strings.Join(paperBarriers(t, broken), "\n"); !strings.Contains(found, c.want) {
			t.Errorf("%q is seen as %q, want %q", c.now, found, c.want)
		}
	}
}

// paperRead is a PDF while it is read for what bars somebody.
type paperRead struct {
	*paper.Context
	found    []string
	heading  int
	led      map[int]bool // the annotations that the structure leads to
	seen     map[int]bool
	standard []string
}

func (p *paperRead) fault(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(p.found, text) {
		p.found = append(p.found, text)
	}
}

// paperBarriers are the faults of a PDF.
func paperBarriers(t *testing.T, data []byte) []string {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadContext(bytes.NewReader(data), paper.NewDefaultConfiguration())
	if err != nil {
		t.Fatal(err)
	}
	p := &paperRead{Context: ctx, led: map[int]bool{}, seen: map[int]bool{}, standard: strings.Fields(
		"Document Part Art Sect Div BlockQuote Caption NonStruct P H1 H2 H3 H4 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Link Figure")}
	catalog, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if lang := catalog.StringEntry("Lang"); lang == nil || *lang == "" {
		p.fault("no language")
	}
	if mark := p.dictOf(catalog, "MarkInfo"); mark.BooleanEntry("Marked") == nil || !*mark.BooleanEntry("Marked") {
		p.fault("not said to be tagged")
	}
	if v := p.dictOf(catalog, "ViewerPreferences").BooleanEntry("DisplayDocTitle"); v == nil || !*v {
		p.fault("a reader shows the file's name")
	}
	p.metadata(catalog)
	tree, _ := catalog.Find("StructTreeRoot")
	p.element(tree, "")
	p.page(t)
	return p.found
}

func (p *paperRead) dictOf(d types.Dict, key string) types.Dict {
	o, _ := d.Find(key)
	out, _ := p.DereferenceDict(o)
	return out
}

// metadata reads those of XMP.
func (p *paperRead) metadata(catalog types.Dict) {
	o, _ := catalog.Find("Metadata")
	s, _, err := p.DereferenceStreamDict(o)
	if err != nil || s == nil {
		p.fault("no metadata")
		return
	}
	var x struct {
		Description struct {
			Part  string `xml:"http://www.aiim.org/pdfua/ns/id/ part"`
			Title string `xml:"title>Alt>li"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal(s.Raw, &x); err != nil {
		p.fault("metadata that cannot be read: %v", err)
	}
	if x.Description.Part != "1" {
		p.fault("the standard is not stated")
	}
	info, _ := p.DereferenceDict(*p.Info)
	o, _ = info.Find("Title")
	if title, err := p.DereferenceText(o); err != nil || title == "" || title != x.Description.Title {
		p.fault("the metadata have the title %q, the PDF %q", x.Description.Title, title)
	}
}

// mayHave is what some elements of the structure may have in them.
var mayHave = map[string][]string{
	"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"},
}

// element reads an element of the structure and all in it; in is the kind of the one
// that it stands in.
func (p *paperRead) element(o types.Object, in string) {
	if r, ok := o.(types.IndirectRef); ok {
		if p.seen[r.ObjectNumber.Value()] {
			return
		}
		p.seen[r.ObjectNumber.Value()] = true
	}
	d, err := p.DereferenceDict(o)
	if err != nil || d == nil {
		return
	}
	if obj := d.IndirectRefEntry("Obj"); obj != nil {
		p.led[obj.ObjectNumber.Value()] = in == "Link"
		return
	}
	kind := ""
	if s := d.NameEntry("S"); s != nil {
		kind = *s
		if !slices.Contains(p.standard, kind) {
			p.fault("%s is no part of the standard", kind)
		}
		if may, ok := mayHave[in]; ok && !slices.Contains(may, kind) {
			p.fault("an %s that has a %s", in, kind)
		}
		p.words(d, kind)
	}
	kids, _ := d.Find("K")
	kids, _ = p.Dereference(kids)
	if list, ok := kids.(types.Array); ok {
		for _, kid := range list {
			p.element(kid, kind)
		}
		return
	}
	if k, ok := d.Find("K"); ok {
		p.element(k, kind)
	}
}

// words holds what an element has to say of itself.
func (p *paperRead) words(d types.Dict, kind string) {
	if level, err := strconv.Atoi(strings.TrimPrefix(kind, "H")); err == nil {
		switch {
		case p.heading == 0 && level != 1:
			p.fault("begins with a heading %d", level)
		case p.heading > 0 && level > p.heading+1:
			p.fault("a heading %d after %d", level, p.heading)
		}
		p.heading = level
	}
	if kind != "Figure" {
		return
	}
	for _, key := range []string{"Alt", "ActualText"} {
		o, _ := d.Find(key)
		if text, err := p.DereferenceText(o); err == nil && strings.TrimSpace(text) != "" {
			return
		}
	}
	p.fault("a picture without words")
}

// page reads the links, the fonts and the drawing of the page.
func (p *paperRead) page(t *testing.T) {
	t.Helper()
	if err := p.EnsurePageCount(); err != nil || p.PageCount != 1 {
		t.Fatalf("%d pages, %v", p.PageCount, err)
	}
	page, _, attributes, err := p.PageDict(1, false)
	if err != nil {
		t.Fatal(err)
	}
	if tabs := page.NameEntry("Tabs"); tabs == nil || *tabs != "S" {
		p.fault("links are not in the order of the text")
	}
	o, _ := page.Find("Annots")
	links, _ := p.DereferenceArray(o)
	if len(links) < 5 {
		p.fault("only %d links", len(links))
	}
	for _, link := range links {
		d, _ := p.DereferenceDict(link)
		o, _ := d.Find("Contents")
		if text, err := p.DereferenceText(o); err != nil || text == "" {
			p.fault("a link that does not say where it leads")
		}
		if !p.led[link.(types.IndirectRef).ObjectNumber.Value()] || d.IntEntry("StructParent") == nil {
			p.fault("a link that is not in the structure")
		}
	}
	resources, _ := page.Find("Resources")
	all, _ := p.DereferenceDict(resources)
	if all == nil {
		all = attributes.Resources
	}
	for _, font := range p.dictOf(all, "Font") {
		if d, _ := p.DereferenceDict(font); d.IndirectRefEntry("ToUnicode") == nil {
			p.fault("a font whose letters nobody knows")
		}
	}
	drawn, err := p.PageContent(page, 1)
	if err != nil {
		t.Fatal(err)
	}
	p.drawing(string(drawn))
}

// drawnText are the strings of a page's drawing, in which nothing is an operator.
var drawnText = regexp.MustCompile(`\((?:\\.|[^\\)])*\)`)

// drawing wants all that is drawn to be part of the structure, or said to be none.
func (p *paperRead) drawing(content string) {
	depth, painted := 0, 0
	for _, op := range strings.Fields(drawnText.ReplaceAllString(content, "() ")) {
		switch op = op[strings.LastIndexAny(op, ">]")+1:]; op {
		case "BDC", "BMC":
			depth++
		case "EMC":
			depth--
		case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ":
			painted++
			if depth == 0 {
				p.fault("something is drawn that is no part of the structure")
			}
		}
	}
	if painted < 20 {
		p.fault("only %d things are drawn", painted)
	}
}
