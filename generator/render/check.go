package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	tree "text/template/parse"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Check holds every layout of a theme against the type of what it will be given,
// so that a slip is known before there is a page that shows it. The error is of
// *Faults, of one slip in each layout.
func (t *Theme) Check(theme fs.FS, locales map[string]*i18n.Locale) error {
	one := slices.Min(slices.Collect(maps.Keys(locales))) // they are the same but for their words
	err := t.checkLayouts(one)
	if err == nil {
		return nil
	}
	if plain, failed := load(theme, map[string]*i18n.Locale{one: locales[one]}, "", true); failed == nil {
		if again := plain.checkLayouts(one); again != nil {
			err = again
		}
	}
	return Explain(theme, err)
}

// checkLayouts holds every layout against its type, in all its branches. A layout
// that parvis does not know is one for pages.
func (t *Theme) checkLayouts(lang string) error {
	var slips []error
	layouts := t.layouts[lang]
	for _, name := range slices.Sorted(maps.Keys(layouts)) {
		set := treesOf(layouts[name].Template)
		given, known := site.Layouts[name]
		if !known {
			given = site.Layouts["page"]
		}
		slips = append(slips, CheckTyped("base", set, t.called[lang], given))
		for _, one := range inOrder(set) {
			commands(one, func(c *tree.CommandNode) {
				if part := constantText(c, "once", 1); part != "" {
					slips = append(slips, t.checkPart(set, lang, one, c, part))
				}
			})
		}
		slips = append(slips, unasked(set, "layouts/"+name+".html"))
	}
	return errors.Join(slips...)
}

// checkPart holds a part of the frame that is filled in once against the frame.
func (t *Theme) checkPart(trees map[string]*tree.Tree, lang string, in *tree.Tree, c *tree.CommandNode, part string) error {
	if trees[part] == nil {
		return at(in, c, catalog.Say("there is no template %s; define it, or %s", strconv.Quote(part), compare))
	}
	return CheckTyped(part, trees, t.called[lang], (*site.Frame)(nil))
}

// treesOf are the templates of a set by their names, as they were read.
func treesOf(set *template.Template) map[string]*tree.Tree {
	out := map[string]*tree.Tree{}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			out[t.Name()] = t.Tree
		}
	}
	return out
}

// unasked finds the templates of a layout that nothing asks for, such as one
// with a slip in its name: no page would ever show them.
func unasked(trees map[string]*tree.Tree, file string) error {
	asked := reached(func(name string) *tree.Tree { return trees[name] }, "base")
	var slips []error
	for _, one := range inOrder(trees) {
		if one.ParseName != file || asked[one.Name] || tree.IsEmptyTree(one.Root) {
			continue
		}
		help := catalog.Say("take it out, or ask for it with {{template}}")
		if near := frontmatter.Nearest(one.Name, slices.Sorted(maps.Keys(asked))); near != "" {
			help = catalog.Say("write “%s” if that is the one meant, or take it out", near)
		}
		slips = append(slips, at(one, one.Root, catalog.Say("nothing asks for the template “%s”; %s", one.Name, help)))
	}
	return errors.Join(slips...)
}

// reached are the names of a template and of all that it asks for, by itself or through others.
func reached(find func(name string) *tree.Tree, from string) map[string]bool {
	asked := map[string]bool{}
	var ask func(name string)
	ask = func(name string) {
		if name == "" || asked[name] {
			return
		}
		asked[name] = true
		t := find(name)
		if t == nil {
			return
		}
		walk(t.Root, func(n tree.Node) {
			switch n := n.(type) {
			case *tree.TemplateNode:
				ask(n.Name)
			case *tree.CommandNode:
				ask(constantText(n, "once", 1))
			}
		})
	}
	ask(from)
	return asked
}

// inOrder are templates in the order of their names.
func inOrder(trees map[string]*tree.Tree) []*tree.Tree {
	var out []*tree.Tree
	for _, name := range slices.Sorted(maps.Keys(trees)) {
		out = append(out, trees[name])
	}
	return out
}

// CheckForm holds a template of what leaves the site against the type of what it
// is given, and against the words that there are.
func CheckForm(root string, trees map[string]*tree.Tree, functions map[string]any, given any, l *i18n.Locale) error {
	var slips []error
	for _, t := range inOrder(trees) {
		slips = append(slips, checkWords(t, l))
	}
	return errors.Join(append(slips, CheckTyped(root, trees, functions, given))...)
}

// checkFile holds against its rules what one file of a theme writes: the words
// and assets that its templates ask for, and that there is nothing outside of
// these.
func (t *Theme) checkFile(set *template.Template, file string, l *i18n.Locale) error {
	var slips []error
	for _, one := range inOrder(treesOf(set)) {
		if one.ParseName != file {
			continue
		}
		slips = append(slips, checkWords(one, l), t.checkAssets(one))
		if one.Name != file {
			continue
		}
		outside := func(n tree.Node) bool {
			text, ok := n.(*tree.TextNode)
			return !ok || len(bytes.TrimSpace(text.Text)) > 0
		}
		if i := slices.IndexFunc(one.Root.Nodes, outside); i >= 0 {
			slips = append(
				slips,
				at(
					one,
					one.Root.Nodes[i],
					catalog.Say(
						"this stands outside of all templates, where no page shows it; write it between {{define \"main\"}} and its {{end}}, or take it out",
					),
				),
			)
		}
	}
	return errors.Join(slips...)
}

// checkAssets takes note of the assets and colours that a template asks for. Their
// names are written out, since what no template names when it is loaded is not
// published.
func (t *Theme) checkAssets(in *tree.Tree) error {
	var slips []error
	commands(in, func(c *tree.CommandNode) {
		for _, function := range []string{"asset", "colour", "once"} {
			if name, ok := c.Args[0].(*tree.IdentifierNode); !ok || name.Ident != function {
				continue
			}
			text := constantText(c, function, 1)
			switch {
			case text == "":
				slips = append(
					slips,
					at(
						in,
						c,
						catalog.Say(
							"“%s” needs a name that is written out here, in quotes; write each with an “if” of its own where there are several",
							c.String(),
						),
					),
				)
			case function == "asset":
				_, err := t.asset(text)
				slips = append(slips, at(in, c, err))
			case function == "colour":
				_, err := t.palette.Web(text)
				slips = append(slips, at(in, c, err))
			}
		}
	})
	return errors.Join(slips...)
}

// checkWords asks for the words of a template, as it will.
func checkWords(in *tree.Tree, l *i18n.Locale) error {
	var slips []error
	commands(in, func(c *tree.CommandNode) {
		if key := constantText(c, "word", 1); key != "" {
			_, err := l.Word(key, gaps(c, 2)...)
			slips = append(slips, at(in, c, err))
		}
		if key := constantText(c, "count", 1); key != "" {
			_, err := l.Count(key, 1, gaps(c, 3)...)
			slips = append(slips, at(in, c, err))
		}
	})
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

// at puts the place of a part of a template in front of an error.
func at(t *tree.Tree, n tree.Node, err error) error {
	if err == nil {
		return nil
	}
	place, _ := t.ErrorContext(n)
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
