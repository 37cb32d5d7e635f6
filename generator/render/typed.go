package render

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"text/template"
	tree "text/template/parse"

	"github.com/jba/templatecheck"
)

// CheckTyped holds a template, and all that it calls, against the type of what
// it is given: a nil pointer of that type will do. trees are all templates by
// their names, and functions are what they may call. The error has the place of
// the first slip.
//
// The checker by itself leaves a few things open, which are closed here: it looks
// at the first call of a template alone, neither at what is handed on by “|” nor
// at what “not” is given, and it falls over a call without a value.
func CheckTyped(root string, trees map[string]*tree.Tree, functions template.FuncMap, given any) error {
	functions = maps.Clone(functions)
	functions[givesNothing] = func() nothing { return nothing{} }
	functions["not"] = func(any) bool { return false }
	functions[truth] = func(...any) bool { return false }
	set := template.New(root).Funcs(functions)
	for name, t := range apart(root, trees) {
		if _, err := set.AddParseTree(name, t); err != nil {
			return err
		}
	}
	return templatecheck.CheckTextStrict(set.Lookup(root), given)
}

// nothing is what a template is given that is called without a value.
type nothing struct{}

// givesNothing is the name of the function that gives it.
const givesNothing = "nothing"

// apart writes out every call of a template below a root as a template of its
// own. One that calls itself is written out once.
func apart(root string, trees map[string]*tree.Tree) map[string]*tree.Tree {
	out := map[string]*tree.Tree{}
	var write func(as, name string, within []string)
	write = func(as, name string, within []string) {
		within = append(slices.Clone(within), name)
		t := trees[name].Copy()
		out[as] = t
		walk(t.Root, func(n tree.Node) {
			switch n := n.(type) {
			case *tree.PipeNode:
				nest(n)
			case *tree.CommandNode:
				if name, ok := n.Args[0].(*tree.IdentifierNode); ok && name.Ident == "not" {
					loosen(n.Args[1:])
				}
			case *tree.TemplateNode:
				if n.Pipe == nil {
					n.Pipe = calling(givesNothing, n.Pos)
				}
				if called := n.Name; trees[called] != nil && !slices.Contains(within, called) {
					n.Name = fmt.Sprintf("%s (call %d)", called, len(out))
					write(n.Name, called, within)
				}
			}
		})
	}
	write(root, root, nil)
	return out
}

// nest writes “a | f” as “f (a)”, which means the same.
func nest(p *tree.PipeNode) {
	for len(p.Cmds) > 1 {
		first := &tree.PipeNode{NodeType: tree.NodePipe, Pos: p.Cmds[0].Pos, Line: p.Line, Cmds: p.Cmds[:1:1]}
		p.Cmds = p.Cmds[1:]
		p.Cmds[0].Args = append(p.Cmds[0].Args, first)
	}
}

// truth is the name of what stands for “and” and “or” where only their truth
// matters, so that their values may be of several types.
const truth = "truth"

// loosen does so in the arguments of “not”, as the checker does in those of “if”.
func loosen(args []tree.Node) {
	for _, arg := range args {
		p, ok := arg.(*tree.PipeNode)
		if !ok {
			continue
		}
		nest(p)
		if name, ok := p.Cmds[0].Args[0].(*tree.IdentifierNode); ok && (name.Ident == "and" || name.Ident == "or") {
			name.Ident = truth
			loosen(p.Cmds[0].Args[1:])
		}
	}
}

// calling is a pipeline that calls a function.
func calling(function string, at tree.Pos) *tree.PipeNode {
	call := &tree.CommandNode{NodeType: tree.NodeCommand, Pos: at, Args: []tree.Node{tree.NewIdentifier(function).SetPos(at)}}
	return &tree.PipeNode{NodeType: tree.NodePipe, Pos: at, Cmds: []*tree.CommandNode{call}}
}

// commands hands over every command of a template.
func commands(t *tree.Tree, take func(*tree.CommandNode)) {
	if t == nil {
		return
	}
	walk(t.Root, func(n tree.Node) {
		if c, ok := n.(*tree.CommandNode); ok {
			take(c)
		}
	})
}

// walk hands over a part of a template, and all that is in it.
func walk(n tree.Node, take func(tree.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	take(n)
	branch := func(b *tree.BranchNode) {
		walk(b.Pipe, take)
		walk(b.List, take)
		walk(b.ElseList, take)
	}
	switch n := n.(type) {
	case *tree.ListNode:
		for _, x := range n.Nodes {
			walk(x, take)
		}
	case *tree.ActionNode:
		walk(n.Pipe, take)
	case *tree.TemplateNode:
		walk(n.Pipe, take)
	case *tree.IfNode:
		branch(&n.BranchNode)
	case *tree.RangeNode:
		branch(&n.BranchNode)
	case *tree.WithNode:
		branch(&n.BranchNode)
	case *tree.PipeNode:
		for _, c := range n.Cmds {
			walk(c, take)
		}
	case *tree.CommandNode:
		for _, x := range n.Args {
			walk(x, take)
		}
	case *tree.ChainNode:
		walk(n.Node, take)
	}
}
