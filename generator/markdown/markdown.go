// Package markdown reads and renders the stories that editors write: GitHub's
// tables, footnotes, strikethrough and bare addresses, with anchors on
// headings, and nothing that could bring foreign code into a page.
//
// Read checks a text and returns what other checks need of it: its links, its
// anchors, its words. Doc.HTML turns it into HTML, asking the caller where each
// link leads. A text that was read by ReadAndKeep is not parsed for that again; of
// its tree nothing is held, since the trees of all stories of a large city would
// not fit into memory.
package markdown

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"parvis/generator/source"
)

// engine is goldmark in its safe mode; it is safe for concurrent use.
var engine = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.Strikethrough, addresses, extension.Footnote),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(scrollers{}, 500), util.Prioritized(heads{}, 100))),
)

// Doc is what checks need to know of one text.
type Doc struct {
	At      source.Span
	Links   []Link
	Anchors []string
	Words   int

	kept []byte // the steps by which it is rendered; nil where it is rendered anew
	top  int    // the level of its highest heading
}

// Empty tells whether nothing is written.
func (d Doc) Empty() bool { return d.Words == 0 && len(d.Links) == 0 }

// Link is one link or image of a text.
type Link struct {
	// Address is what is written; Text what is shown, or the image's text
	// alternative.
	Address, Text string
	Image         bool
	At            source.Span
	// Scheme is the address's, as the function Scheme returns it.
	Scheme string
}

// Elsewhere tells whether the link leads out of the site: to another one, to
// a mailbox or a telephone.
func (l Link) Elsewhere() bool {
	return l.Scheme != "" && l.Scheme != "invalid" && l.Scheme != "figure"
}

// Read checks a text and returns its links, anchors and words.
func Read(body source.Span, report source.Report) Doc { return readDoc(body, report, false) }

// ReadAndKeep is Read for a text that will be rendered, so that it need not be
// read again for that.
func ReadAndKeep(body source.Span, report source.Report) Doc { return readDoc(body, report, true) }

func readDoc(body source.Span, report source.Report, keep bool) Doc {
	doc := Doc{At: body}
	if body.File == nil || body.Start == body.End {
		return doc
	}
	src := body.File.Text[body.Start:body.End]
	place := func(start, end int) source.Span {
		start = max(0, min(start, len(src)))
		return body.File.Span(body.Start+start, body.Start+max(start, min(end, len(src))))
	}
	if start, end, deep := deepest(src); deep {
		report(Nesting.At(place(start, end), "lists, quotations or brackets are nested far too deep here"))
		return doc
	}
	if at, many := tooManyCells(src); many {
		report(TableLarge.At(place(at, lineEnd(src, at)), "this table has too many cells, counting those that are empty"))
		return doc
	}
	left, leftOver := left{src: src, place: place, report: report}, 0
	root := parse(src)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if leftOver < maxLeft {
			leftOver += left.look(n)
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			report(rawHTML(place(n.Pos(), lineEnd(src, n.Pos()))))
		case *ast.RawHTML:
			if n.Segments.Len() > 0 {
				report(rawHTML(place(n.Segments.At(0).Start, n.Segments.At(0).Stop)))
			}
		case *ast.Heading:
			if id, ok := n.AttributeString("id"); ok {
				doc.Anchors = append(doc.Anchors, string(id.([]byte)))
			}
		case *ast.Text:
			doc.Words += words(n.Value(src))
		case *ast.Link:
			doc.Links = append(doc.Links, Link{Address: written(n.Destination), Text: Plain(n, src), At: place(n.Pos(), linkEnd(src, n.Pos()))})
		case *ast.Image:
			doc.Links = append(doc.Links, Link{Address: written(n.Destination), Text: Plain(n, src), Image: true, At: place(n.Pos(), linkEnd(src, n.Pos()))})
		case *ast.AutoLink:
			address := string(n.URL(src))
			if n.AutoLinkType == ast.AutoLinkEmail && Scheme(address) != "mailto" {
				address = "mailto:" + address
			}
			doc.Links = append(doc.Links, Link{Address: address, Text: string(n.Label(src)), At: place(autoLink(n, src))})
		}
		return ast.WalkContinue, nil
	})
	for i := range doc.Links {
		l := &doc.Links[i]
		l.Scheme = Scheme(l.Address)
		if d, unsafe := checkAddress(*l); unsafe {
			report(d)
		}
	}
	if keep {
		doc.top = topLevel(root)
		doc.kept = doc.keep(root, src)
	}
	return doc
}

// parse reads a text; one that is nested too deep, or has too large a table,
// reads as empty.
func parse(src []byte) ast.Node {
	_, _, deep := deepest(src)
	if _, many := tooManyCells(src); many || deep {
		src = nil
	}
	return engine.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(&anchors{map[string]bool{}, map[string]int{}}))))
}

func rawHTML(at source.Span) source.Diagnostic {
	if strings.HasPrefix(at.Text(), "<!--") {
		return RawHTML.At(at, "a comment in HTML stands in the text").To("take it out; a note for colleagues goes into the field staff_note")
	}
	return RawHTML.At(at, "HTML stands in the text")
}

// farthest is how far the end of a place is looked for in one line.
const farthest = 2 << 10

// lineEnd returns the end of the line that holds offset i.
func lineEnd(src []byte, i int) int {
	i = max(0, min(i, len(src)))
	rest := src[i:min(len(src), i+farthest)]
	if n := bytes.IndexByte(rest, '\n'); n >= 0 {
		rest = bytes.TrimRight(rest[:n], " \t\r")
	}
	return i + len(rest)
}

// linkEnd returns the end of the link that starts at offset i: behind the
// bracket that closes its address, or at the end of its line.
func linkEnd(src []byte, i int) int {
	end := lineEnd(src, i)
	line := src[max(0, min(i, end)):end]
	if n := bytes.Index(line, []byte("](")); n >= 0 {
		depth := 0
		for k := n + 1; k < len(line); k++ {
			switch line[k] {
			case '(':
				depth++
			case ')':
				if depth--; depth == 0 {
					return i + k + 1
				}
			}
		}
	}
	return end
}

// autoLink returns where an address that stands in the text by itself starts
// and ends.
func autoLink(n *ast.AutoLink, src []byte) (start, end int) {
	start = max(0, min(n.Pos(), len(src)))
	label := n.Label(src)
	if i := bytes.Index(src[start:min(len(src), start+len(label)+2)], label); i >= 0 {
		start += i
	}
	return start, start + len(label)
}

// Plain returns the text below a node without any mark-up.
func Plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
				b.Write(n.Value(src))
			} else {
				b.WriteString(written(n.Value(src)))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// PlainText returns the first paragraphs of a text without mark-up, one a
// line, up to about the given number of characters (0: all).
func PlainText(body source.Span, limit int) string {
	if body.File == nil {
		return ""
	}
	src := body.File.Text[body.Start:body.End]
	var b strings.Builder
	for n := parse(src).FirstChild(); n != nil && (limit == 0 || b.Len() < limit); n = n.NextSibling() {
		if s := strings.TrimSpace(Plain(n, src)); s != "" {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

// Paragraphs are the paragraphs of a text without mark-up: no heads, lists, tables or
// quotations, and neither pictures nor the line in italics below one.
func Paragraphs(body source.Span) (out []string) {
	if body.File == nil {
		return nil
	}
	src := body.File.Text[body.Start:body.End]
	for n := parse(src).FirstChild(); n != nil; n = n.NextSibling() {
		first := n.FirstChild()
		if n.Kind() != ast.KindParagraph || first == nil || first.Kind() == ast.KindImage || first.Kind() == ast.KindEmphasis && first.NextSibling() == nil {
			continue
		}
		if text := strings.TrimSpace(Plain(n, src)); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// Resolve says where a link leads and what it shows; it is given the link as
// written. An empty text leaves the text as it is.
type Resolve func(Link) (address, text string)

// Picture is the forms of a picture: its measures in points, and its
// addresses by width, as srcset and sizes have them. All are empty when they
// are not known.
type Picture struct {
	Width, Height int
	Set, Sizes    string
}

// Options say how a text is set into its page.
type Options struct {
	// Level is the level that the text's highest heading gets, 1 to 6.
	Level int
	// Resolve finds where links lead; nil leaves them as written.
	Resolve Resolve
	// Picture knows of the forms in which a picture is there; nil knows none.
	Picture func(address string) Picture
	// Table is the word for a table, by which a reader hears of one that scrolls
	// by itself; where there is none, tables do not.
	Table string
	// Paragraphs stops after that many blocks, and leaves the marks of notes out,
	// since the notes stand at the end; 0 renders all.
	Paragraphs int
}

// HTML returns the text as HTML.
func (d Doc) HTML(o Options) string {
	var b strings.Builder
	if !d.fill(&b, o) {
		b.Reset()
		if err := Render(&b, d.At, o); err != nil {
			panic(err) // writing to memory does not fail
		}
	}
	return b.String()
}

// Render writes the text as HTML.
func Render(w io.Writer, body source.Span, o Options) error {
	if body.File == nil {
		return nil
	}
	src := body.File.Text[body.Start:body.End]
	root := parse(src)
	if o.Paragraphs > 0 {
		truncate(root, o.Paragraphs)
		dropNotes(root)
	}
	arrange(root, src, o)
	return engine.Renderer().Render(w, src, root)
}

// picture gives an image the measures that keep its place free while it is
// loaded, and its forms.
func (o Options) picture(n *ast.Image) {
	p := o.Picture(written(n.Destination))
	if p.Width == 0 {
		return
	}
	n.SetAttributeString("width", []byte(strconv.Itoa(p.Width)))
	n.SetAttributeString("height", []byte(strconv.Itoa(p.Height)))
	if p.Set != "" {
		n.SetAttributeString("srcset", []byte(p.Set))
		n.SetAttributeString("sizes", []byte(p.Sizes))
	}
}
