package render

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	tree "text/template/parse"

	"github.com/jba/templatecheck"

	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Check holds every layout of a theme against the type of what it will be given,
// so that a slip is known before there is a page that shows it. The error is of
// *Faults, of one slip in each layout.
func (t *Theme) Check(theme fs.FS, locales map[string]*i18n.Locale) error {
	one := slices.Min(slices.Collect(maps.Keys(locales))) // they are the same but for their words
	err := checkLayouts(t.layouts[one])
	if err == nil {
		return nil
	}
	if plain, failed := load(theme, map[string]*i18n.Locale{one: locales[one]}, "", true); failed == nil {
		if again := checkLayouts(plain.layouts[one]); again != nil {
			err = again
		}
	}
	return Explain(theme, err)
}

// checkLayouts holds every layout against its type, in all its branches.
func checkLayouts(layouts map[string]*template.Template) error {
	var slips []error
	for _, name := range slices.Sorted(maps.Keys(layouts)) {
		set := layouts[name]
		if given, known := site.Layouts[name]; known {
			slips = append(slips, templatecheck.CheckHTML(set.Lookup("base"), given))
		}
		for _, t := range set.Templates() {
			commands(t, func(c *tree.CommandNode) {
				if part := constantText(c, "once", 1); part != "" {
					slips = append(slips, checkPart(set, t, c, part))
				}
			})
		}
	}
	return errors.Join(slips...)
}

// checkPart holds a part of the frame that is filled in once against the frame.
func checkPart(set, t *template.Template, c *tree.CommandNode, part string) error {
	if p := set.Lookup(part); p != nil {
		return templatecheck.CheckHTML(p, (*site.Frame)(nil))
	}
	return at(t, c, fmt.Errorf("there is no template %q", part))
}

// checkWords asks for the words of the templates of one file of a set, as these
// will.
func checkWords(set *template.Template, file string, l *i18n.Locale) error {
	var slips []error
	for _, t := range set.Templates() {
		if t.Tree == nil || t.Tree.ParseName != file {
			continue
		}
		commands(t, func(c *tree.CommandNode) {
			if key := constantText(c, "word", 1); key != "" {
				_, err := l.Word(key, gaps(c, 2)...)
				slips = append(slips, at(t, c, err))
			}
			if key := constantText(c, "count", 1); key != "" {
				_, err := l.Count(key, 1, gaps(c, 3)...)
				slips = append(slips, at(t, c, err))
			}
		})
	}
	return errors.Join(slips...)
}

// gaps are the names of the gaps that a call fills, from one of its arguments
// on, each with a value.
func gaps(c *tree.CommandNode, from int) []any {
	var out []any
	for i := from; i < len(c.Args); i += 2 {
		if name, ok := c.Args[i].(*tree.StringNode); ok {
			out = append(out, name.Text, "…")
		}
	}
	return out
}

// at puts the place of a call in front of an error.
func at(t *template.Template, c *tree.CommandNode, err error) error {
	if err == nil {
		return nil
	}
	place, _ := t.Tree.ErrorContext(c)
	return fmt.Errorf("template: %s: %w", place, err)
}

// constantText is the text that a call of a function has as one of its
// arguments; "" where it is worked out, or another function is called.
func constantText(c *tree.CommandNode, function string, argument int) string {
	name, ok := c.Args[0].(*tree.IdentifierNode)
	if !ok || name.Ident != function || len(c.Args) <= argument {
		return ""
	}
	if text, ok := c.Args[argument].(*tree.StringNode); ok {
		return text.Text
	}
	return ""
}

// commands hands over every command of a template.
func commands(t *template.Template, take func(*tree.CommandNode)) {
	if t.Tree != nil {
		walk(t.Tree.Root, take)
	}
}

func walk(n tree.Node, take func(*tree.CommandNode)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
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
		take(n)
		for _, x := range n.Args {
			if p, ok := x.(*tree.PipeNode); ok {
				walk(p, take)
			}
		}
	}
}
