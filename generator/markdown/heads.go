package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// heads render the cells of tables. The head of a column with nothing in it, as stands in
// the corner over the names of rows, is no head: a screen reader would announce it before
// each of them, and say nothing.
type heads struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (heads) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindTableCell, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "td"
		if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
			tag = "th"
		}
		if !entering {
			_, err := w.WriteString("</" + tag + ">\n")
			return ast.WalkContinue, err
		}
		_, _ = w.WriteString("<" + tag)
		html.RenderAttributes(w, n, nil)
		return ast.WalkContinue, w.WriteByte('>')
	})
}
