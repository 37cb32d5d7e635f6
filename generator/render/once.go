package render

import (
	"bytes"
	"html/template"
	tree "text/template/parse"

	"parvis/generator/site"
)

// What is the same on many pages is done once: words and addresses of assets
// become plain text in the templates when these are loaded, and the parts of
// the frame that do not change from page to page are filled in once for each
// language.

// constant are the functions whose value is known when a template is loaded,
// if their arguments are.
var constant = map[string]bool{"word": true, "asset": true, "colour": true}

// join adds to the templates of a layout those that it asks for of the ones that layouts
// share. Each layout needs its own, since html/template writes into them, and few need many.
func join(set, shared *template.Template) error {
	in := func(of *template.Template, name string) *tree.Tree {
		if t := of.Lookup(name); t != nil {
			return t.Tree
		}
		return nil
	}
	find := func(name string) *tree.Tree {
		own, other := in(set, name), in(shared, name)
		if own == nil || other != nil && tree.IsEmptyTree(own.Root) { // as when it is defined again
			return other
		}
		return own
	}
	for name := range reached(find, "base") {
		if t := find(name); t != nil && t != in(set, name) {
			if _, err := set.AddParseTree(name, t.Copy()); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish replaces calls of constant functions in a set of templates by what they
// give. What has been replaced before stays so, and costs little.
func finish(set *template.Template, functions template.FuncMap) error {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			if err := fold(t, t.Tree.Root, functions); err != nil {
				return err
			}
		}
	}
	return nil
}

// fold replaces constant calls below a list of nodes of a template.
func fold(t *template.Template, list *tree.ListNode, functions template.FuncMap) error {
	if list == nil {
		return nil
	}
	for i, n := range list.Nodes {
		var err error
		switch n := n.(type) {
		case *tree.ActionNode:
			var text string
			var ok bool
			if text, ok, err = value(n.Pipe, functions); err != nil {
				err = at(t.Tree, n.Pipe.Cmds[0], err)
			} else if ok {
				list.Nodes[i] = &tree.TextNode{NodeType: tree.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}
			}
		case *tree.IfNode:
			err = branch(t, &n.BranchNode, functions)
		case *tree.RangeNode:
			err = branch(t, &n.BranchNode, functions)
		case *tree.WithNode:
			err = branch(t, &n.BranchNode, functions)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func branch(t *template.Template, n *tree.BranchNode, functions template.FuncMap) error {
	if err := fold(t, n.List, functions); err != nil {
		return err
	}
	return fold(t, n.ElseList, functions)
}

// value is what a pipeline gives that is one call of a constant function with
// one constant text.
func value(p *tree.PipeNode, functions template.FuncMap) (string, bool, error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false, nil
	}
	name, isName := p.Cmds[0].Args[0].(*tree.IdentifierNode)
	key, isText := p.Cmds[0].Args[1].(*tree.StringNode)
	if !isName || !isText || !constant[name.Ident] {
		return "", false, nil
	}
	var text string
	var err error
	switch f := functions[name.Ident].(type) {
	case func(string) string:
		text = f(key.Text)
	case func(string) (string, error):
		text, err = f(key.Text)
	case func(string, ...any) (string, error):
		text, err = f(key.Text)
	default:
		return "", false, nil
	}
	return text, err == nil, err
}

// frame fills in parts of the frame once for each site and language.
type frame struct {
	templates *template.Template
}

// once fills a template in when it is first asked for, and gives the same
// from then on for the same key: {{once "foot" "" .}}. The template must show
// nothing that differs between two pages of one key.
func (f *frame) once(name, key string, data *site.Frame) (template.HTML, error) {
	if done, ok := data.Filled.Load([2]string{name, key}); ok {
		return done.(template.HTML), nil
	}
	var b bytes.Buffer
	if err := f.templates.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	text := template.HTML(b.String()) // a template of the theme made it
	data.Filled.Store([2]string{name, key}, text)
	return text, nil
}
