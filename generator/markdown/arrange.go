package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/gosimple/slug"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// This file changes the syntax tree into what a page shows: links that lead somewhere,
// pictures of the site, tables that scroll, headings with anchors.

func truncate(root ast.Node, blocks int) {
	n := root.FirstChild()
	for ; n != nil && blocks > 0; blocks-- {
		n = n.NextSibling()
	}
	for n != nil {
		next := n.NextSibling()
		root.RemoveChild(root, n)
		n = next
	}
}

// dropNotes takes out the notes of a text and their marks.
func dropNotes(root ast.Node) {
	var found []ast.Node
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *extast.FootnoteLink, *extast.FootnoteList:
			if entering {
				found = append(found, n)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, n := range found {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// arrange sets heading levels, link addresses and cell classes.
func arrange(root ast.Node, src []byte, o Options) {
	shift := o.Level - topLevel(root)
	var auto []*ast.AutoLink
	var tables []*extast.Table
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = max(1, min(6, n.Level+shift))
		case *extast.Table:
			tables = append(tables, n)
		case *extast.TableCell:
			classed(n)
		case *ast.Image:
			if o.Picture != nil {
				o.picture(n)
			}
			n.Destination, _ = resolve(o, n, n.Destination, src, true)
		case *ast.Link:
			var shown string
			n.Destination, shown = resolve(o, n, n.Destination, src, false)
			outward(n, string(n.Destination))
			if shown != "" {
				n.RemoveChildren(n)
				n.AppendChild(n, ast.NewString([]byte(shown)))
			}
		case *ast.AutoLink:
			outward(n, string(n.URL(src)))
			auto = append(auto, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range tables {
		if o.Table != "" {
			inScroller(n, o.Table, src)
		}
	}
	for _, n := range auto {
		bare(n, src)
	}
}

// classed gives a cell the class of its alignment.
func classed(n *extast.TableCell) {
	if n.Alignment == extast.AlignRight || n.Alignment == extast.AlignCenter {
		n.SetAttributeString("class", []byte(n.Alignment.String()))
	}
}

// outward marks a link to another site: it learns neither which page the reader
// comes from, nor gets hold of it.
func outward(n ast.Node, address string) {
	if isOutward(address) {
		n.SetAttributeString("rel", []byte(outwardRel))
	}
}

const outwardRel = "noopener noreferrer"

func isOutward(address string) bool {
	scheme := Scheme(address)
	return scheme == "http" || scheme == "https"
}

func resolve(o Options, n ast.Node, address, src []byte, image bool) ([]byte, string) {
	to, shown := written(address), ""
	if o.Resolve != nil {
		to, shown = o.Resolve(Link{Address: to, Text: Plain(n, src), Image: image})
	}
	return printed(to), shown
}

// written is an address as its reader sees it, without escapes.
func written(destination []byte) string {
	if bytes.IndexByte(destination, '\\') < 0 && bytes.IndexByte(destination, '&') < 0 {
		return string(destination)
	}
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(destination))))
}

// printed is an address in the form that the renderer takes, which reads
// escapes again. One that no link may have is none.
func printed(address string) []byte {
	if scheme := Scheme(address); scheme != "" && !slices.Contains(schemes, scheme) {
		return nil
	}
	return []byte(readAgain.Replace(plainHost(address)))
}

var readAgain = strings.NewReplacer("&", "&amp;", "\\", "%5C")

func topLevel(root ast.Node) int {
	top := 6
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			top = min(top, h.Level)
		}
	}
	return top
}

// anchors gives headings their ids: the heading's words in plain letters, so
// that an address can be read out, each once in a text.
type anchors struct {
	used map[string]bool
	last map[string]int // the number last given to an id that is used again
}

// slugOf is a text in plain letters, as slug.Make writes it; a text of nothing but
// plain letters, digits and spaces, as most headings are, is written so at once.
func slugOf(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b = append(b, c)
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c == ' ':
			if len(b) > 0 && b[len(b)-1] != '-' {
				b = append(b, '-')
			}
		default:
			return slug.Make(s)
		}
	}
	return strings.TrimSuffix(string(b), "-")
}

// Generate implements parser.IDs.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	id := slugOf(string(value))
	if id == "" {
		id = "section"
	}
	if strings.HasPrefix(id, Reserved) {
		id = "text-" + id
	}
	unique := id
	for i := max(2, a.last[id]+1); a.used[unique]; i++ {
		unique = id + "-" + strconv.Itoa(i)
		a.last[id] = i
	}
	a.used[unique] = true
	return []byte(unique)
}

// Reserved is how the ids begin that pages give their own parts.
const Reserved = "page-"

// Put implements parser.IDs.
func (a *anchors) Put(value []byte) { a.used[string(value)] = true }
