package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// scroller holds a table that scrolls by itself where the window is narrower
// than it. It can be reached with the keyboard, so it has a name.
type scroller struct {
	ast.BaseBlock
	name string
}

var kindScroller = ast.NewNodeKind("Scroller")

// Kind implements ast.Node.
func (*scroller) Kind() ast.NodeKind { return kindScroller }

// Dump implements ast.Node.
func (s *scroller) Dump(src []byte, level int) { ast.DumpHelper(s, src, level, nil, nil) }

// inScroller puts a table into one, which is named by a word for a table and
// the table's heading.
func inScroller(table *extast.Table, word string, src []byte) {
	var heads []string
	if head := table.FirstChild(); head != nil {
		for c := head.FirstChild(); c != nil; c = c.NextSibling() {
			if text := strings.TrimSpace(Plain(c, src)); text != "" {
				heads = append(heads, text)
			}
		}
	}
	s := &scroller{name: word}
	if len(heads) > 0 {
		s.name += ": " + strings.Join(heads, ", ")
	}
	table.Parent().ReplaceChild(table.Parent(), table, s)
	s.AppendChild(s, table)
}

// What stands round a table and its name.
const (
	scrollerStart = `<div class="scroll" role="group" aria-label="`
	scrollerNamed = "\" tabindex=\"0\">\n"
	scrollerEnd   = "</div>\n"
)

// scrollers renders them.
type scrollers struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (scrollers) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindScroller, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			_, err := w.WriteString(scrollerEnd)
			return ast.WalkContinue, err
		}
		_, err := w.WriteString(scrollerStart + string(util.EscapeHTML([]byte(n.(*scroller).name))) + scrollerNamed)
		return ast.WalkContinue, err
	})
}
