package generator_test

import (
	"bytes"
	"context"
	"io/fs"
	"math/big"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	yaml "go.yaml.in/yaml/v4"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/output"
	"parvis/generator/site"
	"parvis/generator/source"
	"parvis/themes"
)

// demonstration is the job of building the demonstration city.
func demonstration() generator.Job {
	return generator.Job{Content: os.DirFS("../content"), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
}

// build renders all files of a job into memory.
func build(t rapid.TB, job generator.Job) (*content.Set, map[string][]byte) {
	t.Helper()
	set, locales, result, err := generator.Check(job)
	if err != nil {
		t.Fatal(err)
	}
	if set == nil {
		var b bytes.Buffer
		_ = source.Text(&b, result.Diagnostics, source.Color{}, catalog.English)
		t.Fatalf("the content has errors:\n%s", b.String())
	}
	files, err := generator.Files(set, site.New(set, locales), locales, job.Theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		out[f.Path] = b.Bytes()
	}
	return set, out
}

// town is the demonstration city, built when a test first asks for it; tests
// only read it.
var town struct {
	once  sync.Once
	set   *content.Set
	files map[string][]byte
}

// demonstrated is the demonstration city with all files of its site.
func demonstrated(t *testing.T) (*content.Set, map[string][]byte) {
	t.Helper()
	town.once.Do(func() { town.set, town.files = build(t, demonstration()) })
	if town.files == nil {
		t.Fatal("the demonstration city could not be built; an earlier test says why")
	}
	return town.set, town.files
}

// page is what a crawl needs to know of a page.
type page struct {
	ids   map[string]int
	links []string
	text  string
	h1    int
	lang  string
	title string
	bad   []string
}

func read(t *testing.T, name string, data []byte) *page {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := &page{ids: map[string]int{}}
	var text strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			text.WriteString(n.Data + " ")
		case html.ElementNode:
			p.element(n)
		}
	}
	p.text = text.String()
	return p
}

func (p *page) element(n *html.Node) {
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		switch {
		case a.Key == "id":
			p.ids[a.Val]++
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			p.bad = append(p.bad, "<"+n.Data+"> has the attribute "+a.Key)
		case (a.Key == "href" || a.Key == "src") && n.Data != "link" || n.Data == "link" && a.Key == "href" && attr["rel"] != "canonical" && attr["rel"] != "alternate":
			p.links = append(p.links, a.Val)
		}
	}
	switch n.Data {
	case "html":
		p.lang = attr["lang"]
	case "h1":
		p.h1++
	case "title":
		if n.FirstChild != nil && n.Parent.Data == "head" {
			p.title = n.FirstChild.Data
		}
	case "script":
		if attr["src"] == "" && attr["type"] != "application/ld+json" {
			p.bad = append(p.bad, "a script in the page")
		}
	case "img":
		if _, ok := attr["alt"]; !ok {
			p.bad = append(p.bad, "a picture without alt")
		}
	}
}

// pages reads all HTML files.
func pages(t *testing.T, files map[string][]byte) map[string]*page {
	out := map[string]*page{}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") {
			out[name] = read(t, name, data)
		}
	}
	if len(out) < 100 {
		t.Fatalf("only %d pages", len(out))
	}
	return out
}

// target is the file behind an address of the site; "" for another site's.
func target(address string) (file, fragment string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", ""
	}
	file = strings.TrimPrefix(u.Path, "/")
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file, u.Fragment
}

// TestCrawl follows every link of every page of the demonstration city.
func TestCrawl(t *testing.T) {
	_, files := demonstrated(t)
	all := pages(t, files)
	for name, p := range all {
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s: the id %q stands %d times", name, id, n)
			}
		}
		for _, bad := range p.bad {
			t.Errorf("%s: %s", name, bad)
		}
		if !bytes.Contains(files[name], []byte(`<meta name=referrer content=no-referrer>`)) &&
			!bytes.Contains(files[name], []byte(`<meta name="referrer" content="no-referrer">`)) {
			t.Errorf("%s: a link outward would tell where it was followed", name)
		}
		if p.h1 != 1 || p.lang == "" || p.title == "" {
			t.Errorf("%s: %d h1, language %q, title %q", name, p.h1, p.lang, p.title)
		}
		for _, l := range p.links {
			crawl(t, name, p, l, files, all)
		}
	}
}

func crawl(t *testing.T, name string, p *page, link string, files map[string][]byte, all map[string]*page) {
	if rest, found := strings.CutPrefix(link, "#"); found {
		if p.ids[rest] == 0 {
			t.Errorf("%s: no id for the link %s", name, link)
		}
		return
	}
	if strings.HasPrefix(link, "data:text/csv;charset=utf-8,year,") { // a table of the page, as a file
		return
	}
	file, fragment := target(link)
	if file == "" {
		if u, err := url.Parse(link); err != nil || !slices.Contains([]string{"http", "https", "mailto", "sms", "tel"}, u.Scheme) {
			t.Errorf("%s: a link to %q", name, link)
		}
		return
	}
	if !strings.HasPrefix(link, "/") {
		t.Errorf("%s: the link %q does not start at the site's root", name, link)
	}
	if files[file] == nil {
		t.Errorf("%s: the link %s leads nowhere", name, link)
		return
	}
	if fragment != "" && all[file].ids[fragment] == 0 {
		t.Errorf("%s: the link %s leads to an id that is not there", name, link)
	}
}

var formAction = regexp.MustCompile(`<form[^>]* action="?(/[^" >]*)`)

// TestReachable wants every page to be reached from the front page.
func TestReachable(t *testing.T) {
	_, files := demonstrated(t)
	all := pages(t, files)
	seen := map[string]bool{}
	queue := []string{"index.html"}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if seen[name] || all[name] == nil {
			continue
		}
		seen[name] = true
		for _, l := range all[name].links {
			if file, _ := target(l); file != "" {
				queue = append(queue, file)
			}
		}
		for _, m := range formAction.FindAllSubmatch(files[name], -1) { // as that of the search
			if file, _ := target(string(m[1])); file != "" {
				queue = append(queue, file)
			}
		}
	}
	for name := range all {
		if !seen[name] && path.Base(name) != "404.html" {
			t.Errorf("%s is not reached by any link", name)
		}
	}
}

var linkedData = regexp.MustCompile(`(?s)<script type="application/ld\+json">.*?</script>`)

// TestEscaping looks for marks that were escaped twice or not filled in.
func TestEscaping(t *testing.T) {
	_, files := demonstrated(t)
	for name, data := range files {
		if ext := path.Ext(name); ext != ".html" && ext != ".xml" && ext != ".json" && ext != ".csv" {
			continue
		}
		data = linkedData.ReplaceAll(data, nil) // JSON ends in as many braces as it likes
		for _, mark := range []string{"{{", "}}", "&amp;amp;", "&amp;lt;", "&amp;#", "<no value>", "ZgotmplZ", "%!", "<nil>", "&lt;span",
			"&lt;p&gt;", "0001-01-01", "map["} {
			if i := bytes.Index(data, []byte(mark)); i >= 0 {
				t.Errorf("%s: %q in …%s…", name, mark, data[max(0, i-60):min(len(data), i+60)])
			}
		}
	}
}

var assetLink = regexp.MustCompile(`"/(assets/[^"]+)"`)

// TestWeight holds pages to what a telephone on a poor line bears: a page with
// its styles, script and sign, but without photographs.
func TestWeight(t *testing.T) {
	_, files := demonstrated(t)
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		whole, kinds := len(data), map[string]int{}
		for _, m := range assetLink.FindAllSubmatch(data, -1) {
			asset, ok := files[string(m[1])]
			if !ok {
				t.Errorf("%s has no asset %s", name, m[1])
			}
			whole += len(asset)
			kinds[path.Ext(string(m[1]))] += len(asset)
		}
		if whole > 60_000 || kinds[".css"] > 20_000 || kinds[".js"] > 12_000 || kinds[".css"] == 0 {
			t.Errorf("%s has %d bytes, with styles of %d and scripts of %d", name, whole, kinds[".css"], kinds[".js"])
		}
	}
}

// TestStaffNotes looks for a staff note in any byte of the site.
func TestStaffNotes(t *testing.T) {
	set, files := demonstrated(t)
	notes := 0
	for _, e := range set.Entries() {
		for _, sentence := range strings.FieldsFunc(e.StaffNote.V, func(r rune) bool { return r == '.' || r == ';' || r == ',' }) {
			if sentence = strings.TrimSpace(sentence); len(sentence) < 12 {
				continue
			}
			notes++
			for name, data := range files {
				if bytes.Contains(data, []byte(sentence)) || bytes.Contains(data, []byte(html.EscapeString(sentence))) {
					t.Errorf("%s holds a staff note of %s: %s", name, e.ID, sentence)
				}
			}
		}
	}
	if notes == 0 {
		t.Error("the demonstration city has no staff note to look for")
	}
}

// TestSameBytes builds on one core and on all; the sites have to be alike.
func TestSameBytes(t *testing.T) {
	one, all := t.TempDir()+"/site", t.TempDir()+"/site"
	before := runtime.GOMAXPROCS(1)
	_, err := generator.Build(context.Background(), demonstration(), one, output.Options{Version: "test"})
	runtime.GOMAXPROCS(before)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := generator.Build(context.Background(), demonstration(), all, output.Options{Version: "test"}); err != nil {
		t.Fatal(err)
	}
	a, b := tree(t, one), tree(t, all)
	if len(a) != len(b) {
		t.Errorf("%d files on one core, %d on all", len(a), len(b))
	}
	for name, data := range a {
		if b[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		out[strings.TrimPrefix(p, dir)] = string(data)
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d files: %v", len(out), err)
	}
	return out
}

// TestSums adds up the front matter by another route and compares it with
// what the pages of costs say, to the cent.
func TestSums(t *testing.T) {
	set, files := demonstrated(t)
	today, planned := set.Today().Format("2006-01-02"), 0
	sums := map[string]*big.Rat{}
	err := filepath.WalkDir("../content", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".md") || translates(p) {
			return err
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		day, cancelled, city := costOf(t, p, strings.SplitN(string(text), "---\n", 3)[1])
		if day > today && !cancelled {
			planned++
		} else if day != "" {
			year := day[:4]
			if sums[year] == nil {
				sums[year] = new(big.Rat)
			}
			sums[year].Add(sums[year], city)
		}
		return nil
	})
	if err != nil || len(sums) < 2 || planned == 0 {
		t.Fatalf("%d years, %d entries ahead: %v", len(sums), planned, err)
	}
	for year, sum := range sums {
		want := "€" + grouped(sum.FloatString(2))
		if got := read(t, year, files["costs/"+year+"/index.html"]).text; !strings.Contains(got, want) {
			t.Errorf("costs of %s: the page does not say %s", year, want)
		}
	}
}

// translates tells whether a file of the content is a translation: its name ends in a
// language, as in SLUG.fr.md.
func translates(name string) bool {
	ext := path.Ext(strings.TrimSuffix(name, ".md"))
	return ext != "" && slices.Contains(i18n.Supported(), ext[1:])
}

// inFurther tells whether a file of a site is of one of its further languages, as
// fr/index.html.
func inFurther(name string) bool {
	lang, _, below := strings.Cut(name, "/")
	return below && slices.Contains(i18n.Supported(), lang)
}

// costOf reads an entry's day, whether it was cancelled and what the city paid,
// from plain YAML.
func costOf(t *testing.T, name, front string) (day string, cancelled bool, city *big.Rat) {
	var n yaml.Node
	if err := yaml.Load([]byte(front), &n); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	top := fields(n.Content[0])
	for _, key := range []string{"start", "signed", "date"} {
		if v := top[key]; v != nil && top["cost"] != nil {
			day = v.Value
		}
	}
	city, cancelled = new(big.Rat), top["status"] != nil && top["status"].Value == "cancelled"
	if day == "" {
		return "", false, nil
	}
	if top["cost"].Kind == yaml.ScalarNode {
		city.SetString(top["cost"].Value)
		return day, cancelled, city
	}
	lines := fields(top["cost"])["lines"]
	if lines == nil {
		return day, cancelled, city
	}
	for _, line := range lines.Content {
		f := fields(line)
		if f["paid_by"] != nil {
			continue
		}
		amount, _ := new(big.Rat).SetString(f["amount"].Value)
		if f["rate"] != nil {
			rate, _ := new(big.Rat).SetString(f["rate"].Value)
			amount.Mul(amount, rate)
			amount, _ = new(big.Rat).SetString(amount.FloatString(2)) // rounds half away from zero
		}
		city.Add(city, amount)
	}
	return day, cancelled, city
}

func fields(n *yaml.Node) map[string]*yaml.Node {
	out := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		out[n.Content[i].Value] = n.Content[i+1]
	}
	return out
}

// grouped puts commas between thousands.
func grouped(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole + "." + fraction
}

// TestFixedAddresses wants a page at every address that stories may link to
// without a check of their own.
func TestFixedAddresses(t *testing.T) {
	_, files := demonstrated(t)
	for _, address := range content.FixedAddresses() {
		if file, _ := target(address); files[file] == nil {
			t.Errorf("nothing is published at %s", address)
		}
	}
}
