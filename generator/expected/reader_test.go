package expected

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"parvis/generator/site"
)

// An expectation is a block of lines. The first says what is looked at:
//
//	page /fr/trips/2026-06-vejle/            the words of a page
//	mail /newsletter/2026-09/                the head and the words of a mail
//	text /newsletter/2026-09/                the plain text of a letter
//	file /data/entries.csv                   any other file, as it is
//	check                                    what an editor is told
//
// and may go on with “on 2026-10-16” (another day), “with drafts”, “over FOLDER” (with
// further files, of testdata/over). Each line below it, indented, begins with its mark:
// “+” in front of words that stand there, “-” in front of words that do not, “= 2” in
// front of words that stand there so often; “in ID” limits the lines below it to the
// section whose heading has that id.
//
// White space counts as one space, a no-break space as well; in a text or a file, where
// lines matter, \n stands for a line's end. “…” between words stands for anything
// that may lie between them. What begins with “<” is looked for in the page's source.

// block is one block of expectations.
type block struct {
	file, form, address string
	line                int
	state               state
	wants               []want
}

// want is one line of a block.
type want struct {
	line  int
	in    string // id of a section, "" for all
	mark  byte   // + - =
	times int    // of =
	text  string
}

// readBlocks reads a file of expectations.
func readBlocks(name string) ([]block, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []block
	in := ""
	for i, line := range strings.Split(string(data), "\n") {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case text == line || strings.TrimRight(line, " ") == text:
			b, err := readHead(text)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
			}
			b.file, b.line, in = name, i+1, ""
			out = append(out, b)
		case len(out) == 0:
			return nil, fmt.Errorf("%s:%d: there is no page above this line", name, i+1)
		case strings.HasPrefix(text, "in "):
			in = strings.TrimPrefix(text, "in ")
		default:
			w, err := readWant(text)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
			}
			w.line, w.in = i+1, in
			b := &out[len(out)-1]
			b.wants = append(b.wants, w)
		}
	}
	return out, nil
}

var forms = []string{"page", "mail", "text", "file", "check"}

func readHead(text string) (block, error) {
	words := strings.Fields(text)
	b := block{form: words[0], state: state{day: today}}
	if !slices.Contains(forms, b.form) {
		return b, fmt.Errorf("%q is none of %s", b.form, strings.Join(forms, ", "))
	}
	words = words[1:]
	if b.form != "check" && len(words) > 0 {
		b.address, words = words[0], words[1:]
	}
	for ; len(words) > 1; words = words[2:] {
		switch {
		case words[0] == "on":
			b.state.day = words[1]
		case words[0] == "over":
			b.state.over = words[1]
		case words[0] == "with" && words[1] == "drafts":
			b.state.drafts = true
		default:
			return b, fmt.Errorf("what is %q?", words[0])
		}
	}
	if len(words) > 0 || b.form != "check" && !strings.HasPrefix(b.address, "/") {
		return b, fmt.Errorf("%q cannot be read", text)
	}
	return b, nil
}

var timesForm = regexp.MustCompile(`^= (\d+) (.+)$`)

func readWant(text string) (want, error) {
	if m := timesForm.FindStringSubmatch(text); m != nil {
		w := want{mark: '=', text: m[2]}
		_, err := fmt.Sscan(m[1], &w.times)
		return w, err
	}
	if len(text) > 2 && (text[0] == '+' || text[0] == '-') && text[1] == ' ' {
		return want{mark: text[0], text: text[2:]}, nil
	}
	return want{}, fmt.Errorf("%q begins with no mark: +, -, = N or in", text)
}

// TestReader wants a file of expectations that cannot be read to be said so.
func TestReader(t *testing.T) {
	for text, bad := range map[string]string{
		"page /a/\n    + b\n": "", "page a\n": "1: ", "pages /a/\n": "1: ", "  + a\n": "1: ", "page /a/\n  ? b\n": "2: ",
		"page /a/ at 2026-01-01\n": "1: ", "page /a/ on\n": "1: ", "# a\n\ncheck with drafts\n  = 0 b\n": "",
	} {
		name := filepath.Join(t.TempDir(), "a.txt")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		blocks, err := readBlocks(name)
		if bad == "" && (err != nil || len(blocks) != 1 || len(blocks[0].wants) != 1) {
			t.Errorf("%q: %v %v", text, blocks, err)
		} else if bad != "" && (err == nil || !strings.HasPrefix(err.Error(), name+":"+bad)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestWords looks for the expected words of every page.
func TestWords(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		blocks, err := readBlocks(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			t.Run(strings.TrimSpace(b.form+" "+b.address), func(t *testing.T) {
				t.Parallel()
				b.test(t)
			})
		}
	}
}

func (b block) test(t *testing.T) {
	v, err := b.view(t)
	if err != nil {
		t.Fatalf("%s:%d: %v", b.file, b.line, err)
	}
	for _, w := range b.wants {
		in, err := v.section(w.in)
		if err != nil {
			t.Errorf("%s:%d: %v", b.file, w.line, err)
			continue
		}
		text, words := in.words, w.text
		if strings.HasPrefix(words, "<") && in.source != "" {
			text = in.source
		} else if in.folded {
			words = fold(words)
		} else {
			words = strings.ReplaceAll(words, `\n`, "\n")
		}
		n := times(text, words)
		if w.mark == '+' && n == 0 || w.mark == '-' && n > 0 || w.mark == '=' && n != w.times {
			t.Errorf("%s:%d: %s %s: it stands there %d times: %s", b.file, w.line, string(w.mark), w.text, n, near(text, words))
		}
	}
}

// times is how often words stand in a text, one after the other where “…” parts
// them.
func times(text, words string) int {
	list := strings.Split(words, "…")
	for i, part := range list {
		list[i] = regexp.QuoteMeta(strings.TrimSpace(part))
	}
	if len(list) == 1 {
		return strings.Count(text, words)
	}
	return len(regexp.MustCompile(`(?s)`+strings.Join(list, ".*?")).FindAllString(text, -1))
}

// near shows where a text comes nearest to words: where most of their beginning
// stands.
func near(text, words string) string {
	words, _, _ = strings.Cut(words, "…")
	for words = strings.TrimSpace(words); words != ""; words = words[:max(0, strings.LastIndexByte(words, ' '))] {
		if at := strings.Index(text, words); at >= 0 {
			end := min(len(text), at+len(words)+120)
			return strings.ToValidUTF8("… "+text[max(0, at-60):end]+" …", "")
		}
	}
	return strings.ToValidUTF8(text[:min(len(text), 200)]+" …", "")
}

// view is what is looked at.
type view struct {
	words  string
	source string // of a page, or the HTML of a mail
	folded bool   // white space is one space
	doc    *html.Node
}

// view renders what a block looks at.
func (b block) view(t *testing.T) (view, error) {
	m := cityIn(t, b.state)
	path := strings.TrimPrefix(b.address, "/")
	switch b.form {
	case "check":
		return view{words: fold(m.says), folded: true}, nil
	case "page":
		if path == "" || strings.HasSuffix(path, "/") {
			path += "index.html"
		}
		data, err := m.file(path)
		if err != nil {
			return view{}, err
		}
		return viewOf(string(data))
	case "mail":
		data, err := m.file(path + site.MailName)
		if err != nil {
			return view{}, err
		}
		return mailView(data)
	case "text":
		path += site.TextName
	}
	data, err := m.file(path)
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	if strings.HasSuffix(path, ".ics") {
		text = strings.ReplaceAll(text, "\n ", "") // long lines go on behind a space
	}
	return view{words: text}, err
}

func viewOf(page string) (view, error) {
	doc, err := html.Parse(strings.NewReader(page))
	return view{wordsOf(doc), page, true, doc}, err
}

// mailView is a mail's head, a line each, and its HTML.
func mailView(data []byte) (view, error) {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return view{}, err
	}
	var head strings.Builder
	var decoder mime.WordDecoder
	for _, name := range []string{"From", "Subject", "Date", "Content-Language"} {
		value, err := decoder.DecodeHeader(m.Header.Get(name))
		if err != nil {
			return view{}, err
		}
		fmt.Fprintf(&head, "%s: %s\n", name, value)
	}
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return view{}, err
	}
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err != nil {
			return view{}, fmt.Errorf("the mail has no HTML: %w", err)
		}
		if !strings.HasPrefix(part.Header.Get("Content-Type"), "text/html") {
			continue
		}
		page, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			return view{}, err
		}
		v, err := viewOf(string(page))
		v.words = fold(head.String()) + " " + v.words
		return v, err
	}
}

// section is the part of a page below a heading: the element that holds the one of
// that id.
func (v view) section(id string) (view, error) {
	if id == "" {
		return v, nil
	}
	for n := range v.doc.Descendants() {
		if n.Type != html.ElementNode || attribute(n, "id") != id {
			continue
		}
		if strings.HasPrefix(n.Data, "h") {
			n = n.Parent
		}
		var b strings.Builder
		if err := html.Render(&b, n); err != nil {
			return view{}, err
		}
		return view{wordsOf(n), b.String(), true, n}, nil
	}
	return view{}, fmt.Errorf("the page has nothing with the id %q", id)
}

// inline are the elements that do not part what stands beside them.
var inline = map[string]bool{"a": true, "b": true, "i": true, "em": true, "strong": true, "span": true, "small": true, "wbr": true,
	"time": true, "abbr": true, "code": true, "sup": true, "text": true, "tspan": true}

// wordsOf is what can be read in an element, with single spaces. What a drawing is
// called, and what stands in place of a picture, is read too.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	write(&b, n)
	return fold(b.String())
}

func write(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.Data == "script" || n.Data == "style":
		return
	case n.Data == "svg" || n.Data == "img":
		b.WriteString(" " + attribute(n, "aria-label") + attribute(n, "alt") + " ")
	}
	apart := n.Type == html.ElementNode && !inline[n.Data]
	if apart {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
	if apart {
		b.WriteByte(' ')
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var spaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// fold makes all white space single spaces.
func fold(s string) string { return strings.Join(strings.Fields(spaces.Replace(s)), " ") }
