package generator_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"parvis/generator"
	"parvis/generator/hostile"
	"parvis/generator/picture/picturetest"
	"parvis/generator/site"
	"parvis/generator/source"
)

// TestHostileNames calls files by hostile texts: entries, people, partners, pages, folders, and
// pictures and documents beside a page. Each is refused by an error that nothing in it can change,
// or published under its own name, where the page leads.
func TestHostileNames(t *testing.T) {
	files, refused := 0, map[string]bool{}
	city := func() fstest.MapFS {
		files = 0
		city, _ := hostileCity(func(_ spot, example string) string { return example }, func(string) []string { return []string{"I went."} })
		add := func(name string, data []byte) bool {
			if files++; refused[norm.NFC.String(name)] || !fs.ValidPath(name) {
				return false
			}
			city[name] = &fstest.MapFile{Data: data}
			return true
		}
		photo, body := picturetest.File("JPEG", picturetest.Options{}), "---\ntitle: Photographs\n---\n"
		for i, text := range hostile.Texts {
			name := "x " + strings.ReplaceAll(text, "/", "∕") // which no file can have in its name
			for _, folder := range []string{"trips", "agreements", "outcomes", "events", "campaigns", "newsletters", "people", "partners", "pages"} {
				add(folder+"/"+name+".md", fmt.Appendf(nil, "---\ntitle: %d\ndraft: true\n---\n", i))
			}
			add("pages/"+name+"/index.md", fmt.Appendf(nil, "---\ntitle: %d\n---\nHere.\n", i))
			if add("pages/photographs/"+name+".jpg", photo) {
				body += fmt.Sprintf("![A tram](%s.jpg)\n\n", url.PathEscape(name))
			}
			if add("pages/photographs/"+name+".pdf", []byte("%PDF-1.7\n")) {
				body += fmt.Sprintf("[A paper](%s.pdf)\n\n", url.PathEscape(name))
			}
		}
		city["pages/photographs/index.md"] = &fstest.MapFile{Data: []byte(body)}
		return city
	}
	attacked := city()
	_, _, result, err := generator.Check(jobOf(attacked))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Diagnostics {
		if d.Severity != source.Error {
			continue
		}
		if says := listed([]source.Diagnostic{d}); strings.ContainsFunc(says, func(r rune) bool { return r != '\n' && !unicode.IsGraphic(r) }) {
			t.Errorf("an error changes how it is shown: %q", says)
		}
		name := strings.TrimPrefix(d.At.File.Path, "content/")
		if name == "pages/photographs/index.md" { // whose line names the file
			_, link, _ := strings.Cut(string(d.At.File.Text[d.At.Start:d.At.End]), "](")
			link, _ = url.PathUnescape(strings.TrimSuffix(link, ")"))
			name = path.Join("pages/photographs", link)
		}
		refused[norm.NFC.String(name)] = true
	}
	attacked = city()
	published := map[string][]byte{}
	set, locales, result, err := generator.Check(jobOf(attacked))
	if err != nil || set == nil {
		t.Fatal(err, listed(result.Diagnostics))
	}
	list, err := generator.Files(set, site.New(set, locales), locales, jobOf(attacked).Theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		published[f.Path] = b.Bytes()
	}
	led := 0
	for name, data := range published {
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.Contains(addressIn(a), "evil.test") || strings.HasPrefix(addressIn(a), "=javascript") {
					t.Errorf("%s: %s=%q", name, a.Key, a.Val)
				}
				if at, err := url.Parse(a.Val); name == "photographs/index.html" && (a.Key == "src" || a.Key == "href") && strings.Contains(a.Val, "photographs/x") {
					if led++; err != nil || published[strings.TrimPrefix(at.Path, "/")] == nil {
						t.Errorf("the page leads to %q, where nothing is", a.Val)
					}
				}
			}
		}
	}
	if len(refused) < files/2 || led < 60 {
		t.Errorf("of %d names %d are refused, and to %d a page leads", files, len(refused), led)
	}
	t.Logf("figures: %d files with hostile names, %d refused, the page leads to %d", files, len(refused), led)
}
