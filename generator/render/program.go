package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"sync"
	tree "text/template/parse"
)

// A page is filled in by a program that is made of its layout once: html/template
// looks up by name, for every page, each field and function that a template asks
// for, which took five sixths of the time of a page. Here they are looked up
// when the program is made, since the types of all that a page shows are known.
//
// A program stands for templates that html/template has made safe, and never for
// others: it writes what html/template would write, byte for byte, and knows
// no action whose value that package does not escape. What it does not know, and
// whatever goes wrong while it runs, is left to html/template, so a town's theme
// may have any template; it is filled in more slowly.

// layout is the templates of one layout in one language.
type layout struct {
	*template.Template
	functions template.FuncMap
	once      sync.Once
	program   *program // nil where there is something in the templates that it does not know
}

// fill writes a page.
func (l *layout) fill(b *bytes.Buffer, data any) error {
	l.once.Do(func() { l.program, _ = programOf(l.Template, l.functions, reflect.TypeOf(data)) })
	start := b.Len()
	if l.program.run(b, data) {
		return nil
	}
	b.Truncate(start)
	return l.ExecuteTemplate(b, "base", data)
}

// program is what fills in a layout.
type program struct {
	given reflect.Type
	base  *part
}

// part is one template, for one type of what it is given.
type part struct {
	steps []step
	vars  int // how many variables it has at once
}

// step writes a piece of a page.
type step func(f *filling, dot reflect.Value)

// filling is one page while it is filled in: root is “$”, and vars are the other variables,
// of the template that is being filled in.
type filling struct {
	b     *bytes.Buffer
	root  reflect.Value
	vars  []reflect.Value
	depth int
}

// mostDepth is how many templates may call one another.
const mostDepth = 500

// run writes a page, or a part of it and false where it cannot.
func (p *program) run(b *bytes.Buffer, data any) (ok bool) {
	if p == nil || reflect.TypeOf(data) != p.given {
		return false
	}
	defer func() {
		if recover() != nil { // html/template says what it is
			ok = false
		}
	}()
	f := &filling{b: b}
	f.call(p.base, reflect.ValueOf(data))
	return true
}

func (p *part) fill(f *filling, dot reflect.Value) { run(p.steps, f, dot) }

func run(steps []step, f *filling, dot reflect.Value) {
	for _, s := range steps {
		s(f, dot)
	}
}

// call fills in a template: it sees no variables but its own.
func (f *filling) call(p *part, dot reflect.Value) {
	root, vars := f.root, f.vars
	f.root, f.vars = dot, nil
	if p.vars > 0 {
		f.vars = make([]reflect.Value, p.vars)
	}
	if f.depth++; f.depth > mostDepth {
		panic("templates call one another without an end")
	}
	p.fill(f, dot)
	f.depth--
	f.root, f.vars = root, vars
}

// programOf makes the program of a layout that is given values of one type. The
// error says what in it a program does not know.
func programOf(set *template.Template, functions template.FuncMap, given reflect.Type) (p *program, err error) {
	_ = set.ExecuteTemplate(new(bytes.Buffer), "base", nil) // whatever comes of it, the templates are escaped now
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%v", r)
		}
	}()
	m := &maker{trees: treesOf(set), functions: functions, parts: map[partKey]*part{}}
	return &program{given, m.part("base", given)}, nil
}

// maker makes a program. What it does not know it panics with.
type maker struct {
	trees     map[string]*tree.Tree
	functions template.FuncMap
	parts     map[partKey]*part
}

type partKey struct {
	name  string
	given reflect.Type
}

// scope is what a piece of a template sees: the types of the dot, of “$” and of
// other variables, nil for nothing.
type scope struct {
	part      *part
	dot, root reflect.Type
	vars      []variable
}

type variable struct {
	name string
	typ  reflect.Type
}

func (m *maker) unknown(n tree.Node) { panic(fmt.Sprintf("a program does not know %s", n)) }

// part is a template for a type of what it is given.
func (m *maker) part(name string, given reflect.Type) *part {
	key := partKey{name, given}
	if p, known := m.parts[key]; known {
		return p // or is being made
	}
	p := &part{}
	m.parts[key] = p
	p.steps = m.list(m.trees[name].Root, scope{part: p, dot: given, root: given})
	return p
}

// list makes the steps of a list of nodes; texts beside each other are one.
func (m *maker) list(list *tree.ListNode, s scope) []step {
	if list == nil {
		return nil
	}
	var out []step
	var text []byte
	flush := func() {
		if t := string(text); t != "" {
			out = append(out, func(f *filling, _ reflect.Value) { f.b.WriteString(t) })
		}
		text = nil
	}
	for _, n := range list.Nodes {
		if t, ok := n.(*tree.TextNode); ok {
			text = append(text, t.Text...)
			continue
		}
		flush()
		out = append(out, m.node(n, &s))
	}
	flush()
	return out
}

// node makes the step of a node; it may add a variable to the scope.
func (m *maker) node(n tree.Node, s *scope) step {
	switch n := n.(type) {
	case *tree.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			set := m.pipe(n.Pipe, s).eval
			return func(f *filling, dot reflect.Value) { set(f, dot) }
		}
		return m.write(n.Pipe, s)
	case *tree.IfNode:
		return m.branch(&n.BranchNode, *s)
	case *tree.WithNode:
		return m.with(&n.BranchNode, *s)
	case *tree.RangeNode:
		return m.each(n, *s)
	case *tree.TemplateNode:
		return m.template(n, s)
	}
	m.unknown(n)
	return nil
}

func (m *maker) branch(n *tree.BranchNode, s scope) step {
	is := m.truth(n.Pipe, &s)
	yes, no := m.list(n.List, s), m.list(n.ElseList, s)
	return func(f *filling, dot reflect.Value) {
		if is(f, dot) {
			run(yes, f, dot)
		} else {
			run(no, f, dot)
		}
	}
}

func (m *maker) with(n *tree.BranchNode, s scope) step {
	v := m.pipe(n.Pipe, &s)
	is := m.truthOf(n.Pipe, v.typ)
	inner := s
	inner.dot = v.typ
	yes, no := m.list(n.List, inner), m.list(n.ElseList, s)
	return func(f *filling, dot reflect.Value) {
		if x := v.eval(f, dot); is(x) {
			run(yes, f, x)
		} else {
			run(no, f, dot)
		}
	}
}

// each makes the step that goes through a list.
func (m *maker) each(n *tree.RangeNode, s scope) step {
	names := n.Pipe.Decl
	list := m.elements(n.Pipe, m.commands(n.Pipe, n.Pipe.Cmds, &s))
	inner := s
	inner.dot = list.typ.Elem()
	index, item := -1, -1
	switch {
	case n.Pipe.IsAssign:
		m.unknown(n)
	case len(names) == 2:
		index = inner.declare(names[0].Ident[0], reflect.TypeFor[int]())
		item = inner.declare(names[1].Ident[0], inner.dot)
	case len(names) == 1:
		item = inner.declare(names[0].Ident[0], inner.dot)
	}
	yes, no := m.list(n.List, inner), m.list(n.ElseList, s)
	return func(f *filling, dot reflect.Value) {
		all := list.eval(f, dot)
		count := all.Len()
		for i := range count {
			x := all.Index(i)
			if index >= 0 {
				f.vars[index] = reflect.ValueOf(i)
			}
			if item >= 0 {
				f.vars[item] = x
			}
			run(yes, f, x)
		}
		if count == 0 {
			run(no, f, dot)
		}
	}
}

// declare adds a variable, and returns its place.
func (s *scope) declare(name string, typ reflect.Type) int {
	s.vars = append(s.vars[:len(s.vars):len(s.vars)], variable{name, typ})
	s.part.vars = max(s.part.vars, len(s.vars))
	return len(s.vars) - 1
}

func (m *maker) template(n *tree.TemplateNode, s *scope) step {
	if m.trees[n.Name] == nil {
		m.unknown(n)
	}
	if n.Pipe == nil {
		p := m.part(n.Name, nil)
		return func(f *filling, _ reflect.Value) { f.call(p, reflect.Value{}) }
	}
	v := m.pipe(n.Pipe, s)
	p := m.part(n.Name, v.typ)
	return func(f *filling, dot reflect.Value) { f.call(p, v.eval(f, dot)) }
}
