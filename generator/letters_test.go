package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/site"
)

// printed is the demonstration city with its newsletter printed; one test builds it
// again, which changes nothing.
var printed struct {
	once
	result generator.Result
}

func printedOnce(t *testing.T) (dir string, result generator.Result) {
	t.Helper()
	job := demonstration()
	job.Chromium = chromium(t)
	dir = printed.filled(t, func(public string) (err error) {
		printed.result, err = generator.Build(context.Background(), job, public, output.Options{Version: "test"})
		return err
	})
	if !printed.result.Unprinted.IsZero() {
		t.Fatal(printed.result.Unprinted)
	}
	return dir, printed.result
}

func TestMain(m *testing.M) {
	_ = os.Unsetenv("SSH_AUTH_SOCK") // no key of whoever tests opens a server
	code := m.Run()
	for _, dir := range []string{printed.dir, built.dir, builtWide.dir} {
		_ = os.RemoveAll(dir) // of "", nothing
	}
	os.Exit(code)
}

func fileIn(t *testing.T, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		need(t, name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// letters are the folders of all newsletter pages of the demonstration city.
func letters(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"newsletter/20*", "fr/newsletter/20*"} {
		found, err := fs.Glob(os.DirFS(dir), pattern)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, found...)
	}
	if len(out) != 24 {
		t.Fatalf("%d pages, want twelve months in two languages", len(out))
	}
	return out
}

// TestFourForms prints all months and wants the same facts in the same order
// in the page, the printed side, the mail and the text; and each form to be
// what it has to be.
func TestFourForms(t *testing.T) {
	t.Parallel()
	dir, result := printedOnce(t)
	for _, d := range result.Diagnostics {
		if d.Rule.Name == "newsletter-overfull" {
			t.Errorf("%s: %s", d.At.File.Path, d.Message)
		}
	}
	for _, folder := range letters(t, dir) {
		t.Run(folder, func(t *testing.T) {
			at := filepath.Join(dir, folder)
			lang := "en"
			if strings.HasPrefix(folder, "fr/") {
				lang = "fr"
			}
			page := article(t, fileIn(t, at, "index.html"))
			text := string(fileIn(t, at, site.TextName))
			m := readMail(t, fileIn(t, at, site.MailName))
			pdf := tool(t, "pdftotext", "-raw", filepath.Join(at, site.PDFName), "-")
			isOneSide(t, filepath.Join(at, site.PDFName), fileIn(t, at, site.PDFName), lang)
			isPlain(t, text)
			if strings.ReplaceAll(m.text, "\r\n", "\n") != text {
				t.Error("the mail's text is not the plain text")
			}
			forms := map[string]string{"page": page.text, "pdf": pdf, "mail": m.page.text, "text": text}
			facts := factsOf(page)
			if len(facts) < 18 {
				t.Fatalf("only %d facts: %q", len(facts), facts)
			}
			for name, form := range forms {
				for _, fact := range facts {
					if !strings.Contains(squeeze(form), squeeze(fact)) {
						t.Errorf("the %s lacks %q", name, fact)
					}
				}
				if a, b := figures(page.text), figures(form); a != b {
					t.Errorf("the page's figures are\n%s\nthe %s's\n%s", a, name, b)
				}
			}
			inOrder(t, pdf, page.letter)
		})
	}
}

// isOneSide wants one tagged A4 page in its language.
func isOneSide(t *testing.T, file string, pdf []byte, lang string) {
	t.Helper()
	info := tool(t, "pdfinfo", file)
	for _, want := range []string{`Pages: +1\n`, `\(A4\)`, `Tagged: +yes`, `Title: +\S`} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("pdfinfo does not say %s:\n%s", want, info)
		}
	}
	if !bytes.Contains(pdf, []byte("/Lang ("+lang+")")) {
		t.Errorf("the PDF's language is not %s", lang)
	}
	if bytes.Contains(pdf, []byte("127.0.0.1")) || !bytes.Contains(pdf, []byte("/URI (https://abroad.valmont.example/")) {
		t.Error("the PDF's links do not lead to the site")
	}
	if images := tool(t, "pdfimages", "-list", file); strings.Count(images, "\n") < 3 {
		t.Errorf("the PDF has no portrait:\n%s", images)
	}
}

// isPlain wants lines of at most 72 columns, but for addresses.
func isPlain(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if len([]rune(line)) > 72 && !strings.Contains(line, "://") {
			t.Errorf("%d columns: %s", len([]rune(line)), line)
		}
	}
	if strings.ContainsAny(text, "\t") || strings.Contains(text, "\n\n\n") || strings.Contains(text, " \n") {
		t.Error("tabs, empty lines in a row, or blanks at a line's end")
	}
}

// inOrder wants the paragraphs of the letter one behind the other.
func inOrder(t *testing.T, text string, paragraphs []string) {
	t.Helper()
	if len(paragraphs) < 3 {
		t.Fatalf("only %d paragraphs", len(paragraphs))
	}
	rest := squeeze(text)
	for _, p := range paragraphs {
		_, after, found := strings.Cut(rest, squeeze(p))
		if !found {
			t.Fatalf("not in order, or not there: %s", p)
		}
		rest = after
	}
}

// squeeze leaves out white space, hyphens at line ends and quotation marks,
// which forms set in their own ways.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\r\t\f\u00a0\u202f\u2009-“”«»", r) {
			return -1
		}
		return r
	}, s)
}

var (
	addresses = regexp.MustCompile(`<?https?://[^\s>]+>?|\S+\.example\s?/(?:\s?(?:fr/|newsletter/|\d{4}-\d\d))+`)
	figure    = regexp.MustCompile(`€?\d[\d.,\x{202f}\x{a0}]*\d(?:[\x{202f}\x{a0}]€)?|\d`)
)

// figures are all numbers of a form, sorted, each once; addresses left out.
func figures(text string) string {
	text = addresses.ReplaceAllString(strings.ReplaceAll(text, "-\n", "-"), "")
	text = regexp.MustCompile(`(\d)[\x{202f}\x{a0}](\d{3})`).ReplaceAllString(text, "$1$2")
	text = regexp.MustCompile(`(\d) (\d{3}(?:,\d\d|\b))`).ReplaceAllString(text, "$1$2")
	found := map[string]bool{}
	for _, f := range figure.FindAllString(text, -1) {
		for _, n := range regexp.MustCompile(`\d+`).FindAllString(f, -1) {
			found[n] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(found)), " ")
}

// shown is what a page shows: all its text, its parts that state facts, and
// the letter's paragraphs.
type shown struct {
	text   string
	bold   []string // headings and bold words
	letter []string
}

// article reads the newsletter out of a page, or a whole mail.
func article(t *testing.T, data []byte) shown {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out shown
	start := root
	for n := range root.Descendants() {
		if n.DataAtom == atom.Article {
			start = n
			break
		}
	}
	for n := range start.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Title && n.Parent.DataAtom != atom.Style:
			out.text += n.Data + " "
		case n.DataAtom == atom.H2, n.DataAtom == atom.B:
			out.bold = append(out.bold, textOf(n))
		case n.DataAtom == atom.P && within(n, "words"):
			out.letter = append(out.letter, textOf(n))
		}
	}
	return out
}

func within(n *html.Node, class string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range p.Attr {
			if a.Key == "class" && a.Val == class {
				return true
			}
		}
	}
	return false
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// factsOf are the facts of a page that every form has to state in the same
// words: its headings, what is set in bold, and the letter's sentences
// without links.
func factsOf(s shown) []string {
	var out []string
	for _, b := range s.bold {
		if b = strings.TrimRight(b, ".: "); b != "" && !strings.Contains(b, "/") {
			out = append(out, b)
		}
	}
	for _, p := range s.letter {
		if !figure.MatchString(p) {
			out = append(out, p)
		}
	}
	return out
}

// received is a mail taken apart.
type received struct {
	header  mail.Header
	text    string
	html    []byte
	page    shown
	picture []byte
}

func readMail(t *testing.T, data []byte) received {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out := received{header: m.Header}
	takeApart(t, m.Header.Get("Content-Type"), "", m.Body, &out)
	out.page = article(t, out.html)
	return out
}

func takeApart(t *testing.T, contentType, encoding string, body io.Reader, out *received) {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		for r := multipart.NewReader(body, params["boundary"]); ; {
			part, err := r.NextRawPart()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			takeApart(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, out)
		}
	}
	if encoding == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	switch kind {
	case "text/plain":
		out.text = string(data)
	case "text/html":
		out.html = data
	default:
		out.picture = data
	}
}

// strictly parses mails with Python's strict policy and prints each defect.
const strictly = `
import email, sys
from email import policy
for name in sys.argv[1:]:
    m = email.message_from_bytes(open(name, 'rb').read(), policy=policy.strict)
    for part in m.walk():
        for d in part.defects: print(name, part.get_content_type(), d)
        for h, v in part.items():
            for d in v.defects: print(name, h, d)
    assert m.get_content_type() == 'multipart/alternative', name
    assert m['message-id'] and m['date'].datetime and m['from'].addresses, name
`

// TestMail wants mails that two parsers read without a defect, that are small
// and that ask for nothing from elsewhere when they are opened.
func TestMail(t *testing.T) {
	dir := published(t)
	var files []string
	ctx := browser(t)
	seen := watch(t, ctx)
	ids := map[string]bool{}
	for _, folder := range letters(t, dir) {
		name := filepath.Join(dir, folder, site.MailName)
		files = append(files, name)
		data := fileIn(t, name)
		if len(data) > 100_000 {
			t.Errorf("%s has %d bytes", folder, len(data))
		}
		m := readMail(t, data)
		ids[m.header.Get("Message-Id")] = true
		if _, err := m.header.Date(); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
		if from, err := m.header.AddressList("From"); err != nil || from[0].Address != "letter@valmont.example" {
			t.Errorf("%s: from %v (%v)", folder, from, err)
		}
		if len(m.picture) < 1000 {
			t.Errorf("%s: no portrait", folder)
		}
		for line := range bytes.Lines(data) {
			if len(line) > 78+2 || !bytes.HasSuffix(line, []byte("\r\n")) {
				t.Errorf("%s: a line of %d bytes: %q", folder, len(line), line)
				break
			}
		}
		file := filepath.Join(t.TempDir(), "mail.html")
		if err := os.WriteFile(file, m.html, 0o666); err != nil {
			t.Fatal(err)
		}
		seen.reset()
		if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
			t.Fatal(err)
		}
		seen.Lock()
		for _, r := range seen.requests {
			if !strings.HasPrefix(r, "file://") && !strings.HasPrefix(r, "cid:") {
				t.Errorf("%s asks for %s", folder, r)
			}
		}
		if len(seen.requests) == 0 {
			t.Errorf("%s: the browser asked for nothing at all", folder)
		}
		seen.Unlock()
	}
	if len(ids) != len(files) {
		t.Errorf("%d identifiers for %d mails", len(ids), len(files))
	}
	if out := tool(t, "python3", append([]string{"-c", strictly}, files...)...); out != "" {
		t.Errorf("defects:\n%s", out)
	}
}

// TestPrintedAgain builds a printed site again: nothing is printed anew; and sides that
// are gone are printed once more, with the same bytes.
func TestPrintedAgain(t *testing.T) {
	t.Parallel()
	one, _ := printedOnce(t)
	job := demonstration()
	job.Chromium = "/nowhere/chromium"
	again, err := generator.Build(context.Background(), job, one, output.Options{Version: "test"})
	if err != nil || !again.Unprinted.IsZero() || again.Summary.Written != 0 {
		t.Errorf("built again without a browser: %d files written, %q, %v", again.Summary.Written, again.Unprinted, err)
	}
	two := filepath.Join(t.TempDir(), "public")
	if err := os.CopyFS(two, os.DirFS(one)); err != nil {
		t.Fatal(err)
	}
	for _, letter := range []string{"newsletter/2026-10", "fr/newsletter/2026-04", "es/newsletter/2026-11", "pt/newsletter/2026-03"} {
		remove(t, filepath.Join(two, letter, site.PDFName))
	}
	job.Chromium = chromium(t)
	if made, err := generator.Build(context.Background(), job, two, output.Options{Version: "test"}); err != nil || made.Summary.Written != 4 {
		t.Errorf("%d files written anew where four printed sides are gone, %v", made.Summary.Written, err)
	}
	a, b := tree(t, one), tree(t, two)
	for name, data := range a {
		if b[name] != data && name != "/.parvis" { // which knows with what it was made
			t.Errorf("%s differs", name)
		}
	}
	job.Theme = fstest.MapFS{}
	if _, err := generator.Build(context.Background(), job, one, output.Options{}); err == nil {
		t.Error("a theme without anything is taken")
	}
}

// TestOverfull wants a letter that is far too long to be a problem of its
// author, in millimetres, and to have no PDF.
func TestOverfull(t *testing.T) {
	t.Parallel()
	job := demonstration()
	job.Chromium = chromium(t)
	city := copied(t, job.Content)
	long := city["newsletters/2026-10.md"]
	city["newsletters/2026-10.md"] = &fstest.MapFile{
		Data: append(
			slices.Clone(long.Data),
			bytes.Repeat([]byte("\n\nI went on, and on, and said again what I had said. I went on, and on, and said again what I had said."), 40)...),
	}
	job.Content = city
	dir := filepath.Join(t.TempDir(), "public")
	result, err := generator.Build(context.Background(), job, dir, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, d := range result.Diagnostics {
		if d.Rule.Name == "newsletter-overfull" && d.At.File.Path == "content/newsletters/2026-10.md" {
			told = regexp.MustCompile(`the page is \d\d+ mm too long`).MatchString(d.Message.String())
		}
	}
	if !told {
		t.Error("nobody is told by how much")
	}
	if _, err := os.Stat(filepath.Join(dir, "newsletter/2026-10", site.PDFName)); err == nil {
		t.Error("there is a PDF all the same")
	}
	if page := fileIn(t, dir, "newsletter/2026-10/index.html"); bytes.Contains(page, []byte(site.PDFName)) {
		t.Error("the page links to a PDF that is not there")
	}
	fileIn(t, dir, "newsletter/2026-09", site.PDFName)
	job.Strict = true
	if result, err = generator.Build(context.Background(), job, filepath.Join(t.TempDir(), "public"), output.Options{}); err != nil ||
		result.Summary.Files != 0 {
		t.Errorf("published in spite of --strict: %d files, %v", result.Summary.Files, err)
	}
}

func copied(t *testing.T, from fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, p)
		out[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var startOfTrip = regexp.MustCompile(`(?m)^title: `)

// TestSecrets gives every entry a staff note of random words, and every
// briefing a random topic: no file of the public site holds any, the staff
// edition holds those it tells of, and the partners' none.
func TestSecrets(t *testing.T) {
	t.Parallel()
	job := demonstration()
	city := copied(t, job.Content)
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string { return fmt.Sprintf("zq%08x", random.Uint32()) }
	var secrets []string
	topic := regexp.MustCompile(`(?m)^  topics:\n`)
	for _, p := range slices.Sorted(maps.Keys(city)) {
		kind, _, _ := strings.Cut(p, "/")
		if !strings.HasSuffix(p, ".md") || translates(p) || !slices.Contains([]string{"trips", "agreements", "outcomes", "events"}, kind) {
			continue
		}
		text := regexp.MustCompile(`(?m)^staff_note: .*\n`).ReplaceAllString(string(city[p].Data), "")
		secret, other := word(), word()
		secrets = append(secrets, secret)
		text = startOfTrip.ReplaceAllString(text, "staff_note: Say "+secret+" to nobody.\ntitle: ")
		if topic.MatchString(text) {
			secrets = append(secrets, other)
			text = topic.ReplaceAllString(text, "  topics:\n    - "+other+"\n")
		}
		city[p] = &fstest.MapFile{Data: []byte(text)}
	}
	job.Content = city
	holds := func(files map[string]string) (n int) {
		for _, secret := range secrets {
			for _, data := range files {
				if strings.Contains(data, secret) {
					n++
					break
				}
			}
		}
		return n
	}
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := generator.Build(context.Background(), job, dir, output.Options{}); err != nil {
		t.Fatal(err)
	}
	if n := holds(tree(t, dir)); n != 0 || len(secrets) < 40 {
		t.Errorf("%d of %d secrets are public", n, len(secrets))
	}
	for edition, want := range map[site.Edition]bool{site.Staff: true, site.Partners: false} {
		out := filepath.Join(t.TempDir(), "edition")
		if _, err := generator.Edition(context.Background(), job, "2026-11", edition, out, output.Options{}); err != nil {
			t.Fatal(err)
		}
		files := tree(t, out)
		if n := holds(files); n > 0 != want {
			t.Errorf("the %s edition holds %d secrets", edition, n)
		}
		for _, name := range []string{"index.html", site.MailName, site.TextName, "fr/index.html"} {
			if files["/"+name] == "" {
				t.Errorf("the %s edition has no %s", edition, name)
			} else if want && holds(map[string]string{name: files["/"+name]}) == 0 && path.Ext(name) != ".eml" {
				t.Errorf("%s of the staff edition holds no note", name)
			}
		}
	}
}
