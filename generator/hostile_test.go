package generator_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"parvis/generator"
	"parvis/generator/hostile"
	"parvis/generator/site"
	"parvis/generator/source"
)

// rounds is how many sites of hostile texts are made: a few in each test run. With as
// many as there are texts, which PARVIS_TRUST asks for, each has stood in each field in
// each place.
func rounds(few int) int {
	if os.Getenv("PARVIS_TRUST") == "" {
		return few
	}
	return (len(hostile.Texts) + together - 1) / together
}

// attacked is a city with a text of hostile.Texts at the start, in the middle and at the end
// of each of its texts; what the check refuses is as it was.
type attacked struct {
	city    fstest.MapFS
	spots   []spot
	refused map[string]bool // file and path
	site    map[string][]byte
	twin    func() map[string][]byte // the site of harmless texts in their place
}

const staffWord = "zqstaffzq"

// together is how many texts stand in each place of a field.
const together = 4

// formulas is the round in which each field begins with a formula.
const formulas = 1

// mix puts texts of a round at the start, in the middle and at the end of the words of a field.
func mix(round, i int, example string, mild bool) string {
	pick := func(n int) string {
		var texts []string
		for more := range together {
			texts = append(texts, hostile.Texts[(i+together*round+n*len(hostile.Texts)/3+more)%len(hostile.Texts)])
		}
		if all := strings.Join(texts, " "); !mild {
			return all
		}
		return hostile.Harmless(strings.Join(texts, " "))
	}
	half := strings.Index(example, " ") + 1
	if text := hostile.Formulas[i%len(hostile.Formulas)]; round == formulas && mild {
		return hostile.Harmless(text) + " " + example
	} else if round == formulas {
		return text + " " + example
	}
	return strings.Trim(pick(0), " ") + " " + example[:half] + pick(1) + " " + example[half:] + " " + strings.Trim(pick(2), " ")
}

// attack makes the city of a round, and builds it, with so many pieces of Markdown in each body.
func attack(t *testing.T, round, pieces int) *attacked {
	t.Helper()
	h := &attacked{refused: map[string]bool{}}
	city := func(mild bool) (fstest.MapFS, []spot) {
		i, n := 0, round
		return hostileCity(func(s spot, example string) string {
			if i++; h.refused[s.file+" "+s.path] {
				return example
			}
			if s.staff {
				example = staffWord + " " + example
			}
			return mix(round, i*7, example, mild)
		}, func(file string) []string {
			parts := []string{"I saw it."}
			for i := range pieces {
				n++
				part := "I went."
				if !h.refused[fmt.Sprint(file, " body ", i+1)] {
					part = hostile.In(hostile.Constructs[n%len(hostile.Constructs)], "a "+hostile.Texts[n*11%len(hostile.Texts)]+" b")
				}
				parts = append(parts, part)
			}
			return parts
		})
	}
	for {
		h.city, h.spots = city(false)
		_, _, result, err := generator.Check(jobOf(h.city))
		if err != nil {
			t.Fatal(err)
		}
		if !h.refuse(t, result.Diagnostics) {
			break
		}
	}
	h.site = allOf(t, h.city)
	h.twin = func() map[string][]byte {
		mild, _ := city(true)
		return allOf(t, mild)
	}
	return h
}

// refuse notes the texts at which errors stand, and tells whether there are any.
func (h *attacked) refuse(t *testing.T, ds []source.Diagnostic) bool {
	t.Helper()
	before, any := len(h.refused), false
	for _, d := range ds {
		if d.Severity != source.Error {
			continue
		}
		found := false
		any = true
		for _, s := range h.spots {
			name, id := "content/"+s.file, s.file+" "+s.path
			if d.At.File.Path == name && s.start < d.At.End && d.At.Start <= s.end {
				h.refused[id], found = true, true
			}
		}
		if !found {
			t.Fatalf("an error at no text: %s", listed([]source.Diagnostic{d}))
		}
	}
	if any && len(h.refused) == before {
		t.Fatalf("errors without these texts: %s", listed(ds))
	}
	return any
}

// allOf builds a city, with all files of the site.
func allOf(t *testing.T, city fstest.MapFS) map[string][]byte {
	t.Helper()
	job := jobOf(city)
	set, locales, result, err := generator.Check(job)
	if err != nil || set == nil {
		t.Fatal(err, listed(result.Diagnostics))
	}
	files, err := generator.Files(set, site.New(set, locales), locales, job.Theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		if slices.Contains([]string{".png", ".jpg"}, path.Ext(f.Path)) {
			continue // cards are looked at apart, and photographs hold no texts
		}
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		out[f.Path] = b.Bytes()
	}
	return out
}

// TestHostile builds cities of hostile texts, and wants every page to have the elements and
// the attributes that it has with harmless ones, and every other file its form.
func TestHostile(t *testing.T) {
	texts, refused := 0, map[string]int{}
	var mild map[string][]byte
	for round := range rounds(2) {
		h := attack(t, round, 0)
		each := 3 * together
		if round == formulas {
			each = 1
		}
		texts += each * (len(h.spots) - len(h.refused))
		for id := range h.refused {
			refused[id]++
		}
		if mild == nil {
			mild = h.twin()
		}
		problems := h.unlike(mild)
		if len(problems) > 0 { // for what another round refused, or another length
			problems = h.unlike(h.twin())
		}
		for _, p := range problems {
			t.Errorf("round %d: %s", round, p)
		}
		if n := h.seen(); n < len(h.spots)/2 {
			t.Errorf("round %d: of %d texts %d are shown", round, len(h.spots), n)
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("figures: %d texts, written %d times, refused in %v", len(hostile.Texts), texts, refused)
}

// unlike tells which files have not the form of those of a harmless site.
func (h *attacked) unlike(mild map[string][]byte) (out []string) {
	for name := range mild {
		if _, ok := h.site[name]; !ok && !words(name) {
			out = append(out, "there is no "+name)
		}
	}
	got, want := map[string]map[string]int{}, map[string]map[string]int{}
	for name, data := range h.site {
		if err := errors.Join(addForm(got, name, data), addForm(want, name, mild[name])); err != nil {
			out = append(out, fmt.Sprint(name, ": ", err))
		}
		if bytes.Contains(data, []byte(staffWord)) {
			out = append(out, name+" holds what is for colleagues")
		}
	}
	for name, form := range got {
		if diff := unlikeForm(form, want[name]); diff != "" {
			out = append(out, name+": "+diff)
		}
	}
	return out
}

// seen is how many of the texts that begin a field stand on some page, sign by sign.
func (h *attacked) seen() (n int) {
	var all strings.Builder
	for name, data := range h.site {
		if path.Ext(name) == ".html" {
			if doc, err := html.Parse(bytes.NewReader(data)); err == nil {
				all.WriteString(wordsOf(doc) + " ")
			}
		}
	}
	words := all.String()
	for _, s := range h.spots {
		var written string
		if json.Unmarshal(h.city[s.file].Data[s.start:s.end], &written) == nil && !s.staff && strings.Contains(words, strings.Join(strings.Fields(written), " ")) {
			n++
		}
	}
	return n
}

// addForm adds the form of a file to those of its list, of which each page has some rows.
func addForm(forms map[string]map[string]int, name string, data []byte) error {
	read, ok := map[string]func([]byte) (map[string]int, error){".html": formOfPage, ".xml": formOfXML, ".svg": formOfXML, ".csv": formOfCSV,
		".json": formOfJSON, ".jsonld": formOfJSON, ".ics": formOfLines, ".xlsx": formOfWorkbook}[path.Ext(name)]
	if words(name) {
		read = func(data []byte) (map[string]int, error) {
			_, err := formOfJSON(data)
			return nil, err
		}
	} else if !ok {
		return nil
	}
	if data == nil { // of words that the other has not got
		return nil
	}
	form, err := read(data)
	list := aPage.ReplaceAllString(name, "")
	if forms[list] == nil {
		forms[list] = map[string]int{}
	}
	for k, n := range form {
		forms[list][k] += n
	}
	return err
}

var aPage = regexp.MustCompile(`page/\d+/`)

// unlikeForm says in what a form differs from another.
func unlikeForm(got, want map[string]int) string {
	var out []string
	for k, n := range got {
		if want[k] != n {
			out = append(out, fmt.Sprintf("%d %s, not %d", n, k, want[k]))
		}
	}
	for k, n := range want {
		if got[k] == 0 {
			out = append(out, fmt.Sprintf("no %s, not %d", k, n))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// words tells whether a file is one of those of the search, whose keys and names are words.
func words(name string) bool { return strings.Contains(name, "search/w-") }

// formOfPage counts the elements of a page, each with its parent's name and the names of
// its attributes, and the hosts of its addresses.
func formOfPage(data []byte) (map[string]int, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			out["comment"]++
		case html.ElementNode:
			var names []string
			for _, a := range n.Attr {
				names = append(names, a.Key+addressIn(a))
			}
			slices.Sort(names)
			out[n.Parent.Data+" > "+n.Data+" "+strings.Join(names, " ")]++
			if n.Data == "script" && n.FirstChild != nil && !json.Valid([]byte(n.FirstChild.Data)) {
				return nil, fmt.Errorf("the data of the page cannot be read: %.200s", n.FirstChild.Data)
			}
		}
	}
	return out, nil
}

// addressIn is the scheme and the host of an attribute that is an address, or the style.
func addressIn(a html.Attribute) string {
	switch a.Key {
	case "style":
		return "=" + a.Val
	case "href", "src", "action", "srcset", "poster", "data", "formaction", "cite", "background", "xlink:href":
		v := strings.TrimSpace(a.Val)
		if scheme, rest, ok := strings.Cut(v, ":"); ok && !strings.ContainsAny(scheme, "/?#") {
			host, _, _ := strings.Cut(strings.TrimPrefix(rest, "//"), "/")
			host, _, _ = strings.Cut(host, "?")
			return "=" + scheme + ":" + host
		}
		if strings.HasPrefix(v, "//") || strings.HasPrefix(v, `\`) {
			return "=" + v
		}
	}
	return ""
}

// formOfXML counts the elements of a file, with their attributes' names.
func formOfXML(data []byte) (map[string]int, error) {
	out, d := map[string]int{}, xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := token.(xml.StartElement); ok {
			name := e.Name.Local
			for _, a := range e.Attr {
				name += " " + a.Name.Local
			}
			out[name]++
		}
	}
}

// formOfWorkbook counts the elements of each part of a workbook, and wants none that a spreadsheet
// would run or that leads out of it.
func formOfWorkbook(data []byte) (map[string]int, error) {
	out := map[string]int{}
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	for _, part := range parts.File {
		r, err := part.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		form, err := formOfXML(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.Name, err)
		}
		for element, n := range form {
			if name, _, _ := strings.Cut(element, " "); name == "f" || name == "hyperlink" || name == "ddeLink" || strings.Contains(element, "TargetMode") {
				return nil, fmt.Errorf("%s holds %s", part.Name, element)
			}
			out[part.Name+" "+element] += n
		}
	}
	return out, nil
}

// formOfCSV counts rows and cells, and wants none that a spreadsheet would run.
func formOfCSV(data []byte) (map[string]int, error) {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	out := map[string]int{}
	for _, row := range rows {
		out[fmt.Sprint("rows of ", len(row))]++
		for i, cell := range row {
			if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				continue
			}
			if _, number := strconv.ParseFloat(cell, 64); number != nil {
				return nil, fmt.Errorf("a formula in column %d: %s", i, cell)
			}
		}
	}
	return out, err
}

// formOfJSON counts the keys of a file.
func formOfJSON(data []byte) (map[string]int, error) {
	var v any
	out := map[string]int{}
	err := json.Unmarshal(data, &v)
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, in := range v {
				out[k]++
				walk(in)
			}
		case []any:
			for _, in := range v {
				walk(in)
			}
		}
	}
	walk(v)
	return out, err
}

// formOfLines counts the names of a calendar's properties, and wants its lines to be as
// long as they may be.
func formOfLines(data []byte) (map[string]int, error) {
	out := map[string]int{}
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n") {
		name, _, _ := strings.Cut(line, ":")
		name, _, _ = strings.Cut(name, ";")
		out[name]++
	}
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		return nil, errors.New("a line ends in another way")
	}
	return out, nil
}
