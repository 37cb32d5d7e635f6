package markdown

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// A text that is set into several pages, or read before it is set into one, is
// rendered once: what comes of it is kept as steps, each of which writes a stretch
// of the source as it stands there, some mark-up, or what depends on the page: the
// address of a link, the level of a heading, the word for a table. That is a quarter to a
// half of the source, where the tree of it would be ten times as long.
//
// Each step starts with a number, whose last two bits say what it is.
const (
	stepMarkup  = iota // as many bytes follow
	stepSource         // as many bytes of the source, from the place that follows, counted from the end of the last ones
	stepAddress        // the address of that link
	stepOther          // one of those below
)

// The steps that take no room, by their number.
const (
	stepLevel = 0                   // and up to 6: a heading's level within the text
	stepWord  = 7                   // the word for a table
	stepTag   = 8                   // and up: one of the tags
	stepRel   = stepTag + len(tags) // and up: how the page to which that link leads is to be opened
)

// tags are the mark-up of which texts have most; those of tables stand together.
var tags = [...]string{"</p>\n", "<p>", "<li>", "</li>\n", "</li>\n<li>", "<ul>\n<li>", "</li>\n</ul>\n", "<em>", "</em>", "<strong>", " <strong>", "</strong>",
	"</a>", "<a href=\"", "</td>\n<td>", "</td>\n</tr>\n<tr>\n<td>", "</th>\n<th>", tableHead, tableMiddle, tableFoot, "<h", " id=\"", "</h", ">\n", "\n",
	scrollerStart, "<code>", "</code>", "<ul>\n", "</ul>\n", "<ol>\n", "</ol>\n", "<blockquote>\n", "</blockquote>\n"}

// What stands around the heads of a table, and behind its last cell.
const (
	tableHead   = scrollerNamed + "<table>\n<thead>\n<tr>\n<th>"
	tableMiddle = "</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>"
	tableFoot   = "</td>\n</tr>\n</tbody>\n</table>\n" + scrollerEnd
)

// tagsFrom are the places of tags by their first letter, the longest first.
var tagsFrom = func() (out [256][]int) {
	for i, tag := range tags {
		out[tag[0]] = append(out[tag[0]], i)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b int) int { return len(tags[b]) - len(tags[a]) })
	}
	return out
}()

// recorder is where a renderer writes to while a text is kept.
type recorder struct {
	src    []byte
	steps  []byte
	markup []byte // written, and no step yet
	end    int    // of the last stretch of the source
}

// shortest is how long a stretch of the source is at least that is written as one.
const shortest = 6

// Write implements util.BufWriter, as the methods below do.
func (r *recorder) Write(p []byte) (int, error) {
	if len(p) < shortest {
		r.markup = append(r.markup, p...)
		return len(p), nil
	}
	from := min(r.end, len(r.src))
	i := bytes.Index(r.src[from:min(len(r.src), from+len(p)+farthest/4)], p)
	if i < 0 {
		r.markup = append(r.markup, p...)
		return len(p), nil
	}
	r.step(stepSource, len(p))
	r.steps = binary.AppendUvarint(r.steps, uint64(i))
	r.end = from + i + len(p)
	return len(p), nil
}

func (r *recorder) WriteString(s string) (int, error) {
	r.markup = append(r.markup, s...)
	return len(s), nil
}

func (r *recorder) WriteByte(c byte) error {
	r.markup = append(r.markup, c)
	return nil
}

func (r *recorder) WriteRune(c rune) (int, error) { return r.WriteString(string(c)) }

func (r *recorder) Available() int { return 1 << 10 }
func (r *recorder) Buffered() int  { return 0 }

// Flush makes steps of the mark-up that was written: of tags, and of what stands between.
func (r *recorder) Flush() error {
	rest, plain := r.markup, 0
	for plain < len(rest) {
		i := slices.IndexFunc(tagsFrom[rest[plain]], func(i int) bool { return bytes.HasPrefix(rest[plain:], []byte(tags[i])) })
		if i < 0 {
			plain++
			continue
		}
		tag := tagsFrom[rest[plain]][i]
		r.plain(rest[:plain])
		r.begin(stepOther, stepTag+tag)
		rest, plain = rest[plain+len(tags[tag]):], 0
	}
	r.plain(rest)
	r.markup = r.markup[:0]
	return nil
}

// plain makes a step of mark-up as it stands.
func (r *recorder) plain(markup []byte) {
	if len(markup) > 0 {
		r.begin(stepMarkup, len(markup))
		r.steps = append(r.steps, markup...)
	}
}

// step makes a step, behind one of the mark-up that was written before.
func (r *recorder) step(what, number int) {
	_ = r.Flush()
	r.begin(what, number)
}

// begin begins a step.
func (r *recorder) begin(what, number int) {
	r.steps = binary.AppendUvarint(r.steps, uint64(number)<<2|uint64(what))
}

// keeper renders into a recorder.
var keeper = goldmark.New(
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.Strikethrough, addresses, extension.Footnote),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(keepers{}, 100), util.Prioritized(heads{}, 100))),
)

// keepers render what depends on the page.
type keepers struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (keepers) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, keepHeading)
	r.Register(ast.KindLink, keepLink)
	r.Register(kindScroller, keepScroller)
}

func keepHeading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	r, n := w.(*recorder), node.(*ast.Heading)
	if !entering {
		_, _ = r.WriteString("</h")
		r.step(stepOther, stepLevel+n.Level)
		_, _ = r.WriteString(">\n")
		return ast.WalkContinue, nil
	}
	_, _ = r.WriteString("<h")
	r.step(stepOther, stepLevel+n.Level)
	html.RenderAttributes(r, n, html.HeadingAttributeFilter)
	_ = r.WriteByte('>')
	return ast.WalkContinue, nil
}

// numbered is the attribute by which a link knows which of the text's it is.
var numbered = []byte("parvis-number")

func keepLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	r, n := w.(*recorder), node.(*ast.Link)
	if !entering {
		_, _ = r.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	number, depends := n.Attribute(numbered)
	_, _ = r.WriteString(`<a href="`)
	if depends {
		r.step(stepAddress, number.(int))
	} else {
		_, _ = r.Write(href(n.Destination))
	}
	_ = r.WriteByte('"')
	if n.Title != nil {
		_, _ = r.WriteString(` title="`)
		html.DefaultWriter.Write(r, n.Title)
		_ = r.WriteByte('"')
	}
	if depends {
		r.step(stepOther, stepRel+number.(int))
	} else {
		html.RenderAttributes(r, n, html.LinkAttributeFilter)
	}
	_ = r.WriteByte('>')
	return ast.WalkContinue, nil
}

// href is an address as the library writes it.
func href(destination []byte) []byte {
	address := util.URLEscape(destination, true)
	if html.IsDangerousURL(address) {
		return nil
	}
	return util.EscapeHTML(address)
}

func keepScroller(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	r := w.(*recorder)
	if !entering {
		_, _ = r.WriteString(scrollerEnd)
		return ast.WalkContinue, nil
	}
	_, _ = r.WriteString(scrollerStart)
	r.step(stepOther, stepWord)
	_, _ = r.Write(util.EscapeHTML([]byte(n.(*scroller).name)))
	_, _ = r.WriteString(scrollerNamed)
	return ast.WalkContinue, nil
}

// keep returns the steps of a text whose tree has been read. Few texts have
// pictures or figures: they are rendered when they are asked for.
func (d *Doc) keep(root ast.Node, src []byte) []byte {
	if slices.ContainsFunc(d.Links, func(l Link) bool { return l.Image || l.Scheme == "figure" }) {
		return nil
	}
	number := 0
	var auto []*ast.AutoLink
	var tables []*extast.Table
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *extast.Table:
			tables = append(tables, n)
		case *extast.TableCell:
			classed(n)
		case *ast.Link:
			n.SetAttribute(numbered, number)
			number++
		case *ast.AutoLink:
			outward(n, string(n.URL(src)))
			auto = append(auto, n)
			number++
		}
		return ast.WalkContinue, nil
	})
	for _, n := range tables {
		inScroller(n, "", src)
	}
	for _, n := range auto {
		bare(n, src)
	}
	r := &recorder{src: src, steps: make([]byte, 0, 128+len(src)/4)}
	if err := keeper.Renderer().Render(r, src, root); err != nil {
		return nil
	}
	return slices.Clone(r.steps)
}

// Kept tells whether the text is rendered without being read again, as nearly all
// are that ReadAndKeep has read.
func (d *Doc) Kept() bool { return len(d.kept) > 0 }

// fill writes a text that was kept as a page wants it; false where that has to be
// done anew, from the beginning.
func (d *Doc) fill(b *strings.Builder, o Options) bool {
	if !d.Kept() || o.Paragraphs > 0 || o.Table == "" {
		return false
	}
	src := d.At.File.Text[d.At.Start:d.At.End]
	end, shift := 0, o.Level-d.top
	b.Grow(len(src) + len(src)/4)
	var to []byte // where the last link leads
	for steps := d.kept; len(steps) > 0; {
		number, size := binary.Uvarint(steps)
		steps = steps[size:]
		what, n := int(number&3), int(number>>2)
		switch {
		case what == stepMarkup:
			b.Write(steps[:n])
			steps = steps[n:]
		case what == stepSource:
			skip, size := binary.Uvarint(steps)
			steps = steps[size:]
			b.Write(src[end+int(skip):][:n])
			end += int(skip) + n
		case what == stepAddress:
			address, shown := d.Links[n].Address, ""
			if o.Resolve != nil {
				address, shown = o.Resolve(d.Links[n])
			}
			if shown != "" {
				return false
			}
			to = printed(address)
			b.Write(href(to))
		case n == stepWord:
			b.Write(util.EscapeHTML([]byte(o.Table)))
		case n >= stepTag && n < stepRel:
			b.WriteString(tags[n-stepTag])
		case n >= stepRel:
			if isOutward(string(to)) {
				b.WriteString(` rel="` + outwardRel + `"`)
			}
		default:
			b.WriteByte("0123456"[max(1, min(6, n+shift))])
		}
	}
	return true
}
