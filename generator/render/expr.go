package render

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	tree "text/template/parse"
)

// This file makes what a program asks for: values, and whether something holds.

// expr is something that a template asks for, of a type that is known.
type expr struct {
	typ  reflect.Type
	eval func(f *filling, dot reflect.Value) reflect.Value
}

// constantExpr is a value that never changes.
func constantExpr(v reflect.Value) expr {
	return expr{v.Type(), func(*filling, reflect.Value) reflect.Value { return v }}
}

// pipe makes the value of a pipeline, which it gives to the variable that the
// pipeline declares or sets.
func (m *maker) pipe(p *tree.PipeNode, s *scope) expr {
	v := m.commands(p, p.Cmds, s)
	if len(p.Decl) == 0 {
		return v
	}
	if len(p.Decl) > 1 || p.IsAssign {
		m.unknown(p)
	}
	at := s.declare(p.Decl[0].Ident[0], v.typ)
	return expr{v.typ, func(f *filling, dot reflect.Value) reflect.Value {
		f.vars[at] = v.eval(f, dot)
		return f.vars[at]
	}}
}

// commands makes the value of commands of which each hands its own to the next.
func (m *maker) commands(n tree.Node, list []*tree.CommandNode, s *scope) expr {
	var v expr
	for i, c := range list {
		var last []expr
		if i > 0 {
			last = []expr{v}
		}
		if name, ok := c.Args[0].(*tree.IdentifierNode); ok {
			v = m.call(c, name.Ident, c.Args[1:], last, s)
			continue
		}
		if len(c.Args) > 1 || i > 0 {
			m.unknown(c)
		}
		v = m.operand(c.Args[0], s)
	}
	if v.typ == nil || v.typ.Kind() == reflect.Interface {
		m.unknown(n) // what it is shows only when a page is filled in
	}
	return v
}

// operand makes the value of one word.
func (m *maker) operand(n tree.Node, s *scope) expr {
	switch n := n.(type) {
	case *tree.DotNode:
		return expr{s.dot, func(_ *filling, dot reflect.Value) reflect.Value { return dot }}
	case *tree.FieldNode:
		return m.fields(n, expr{s.dot, nil}, n.Ident)
	case *tree.VariableNode:
		return m.fields(n, m.variable(n, s), n.Ident[1:])
	case *tree.ChainNode:
		return m.fields(n, m.operand(n.Node, s), n.Field)
	case *tree.PipeNode:
		if len(n.Decl) == 0 {
			return m.commands(n, n.Cmds, s)
		}
	case *tree.IdentifierNode:
		return m.call(n, n.Ident, nil, nil, s)
	case *tree.StringNode:
		return constantExpr(reflect.ValueOf(n.Text))
	case *tree.NumberNode:
		if i, ok := whole(n); ok {
			return constantExpr(reflect.ValueOf(i))
		}
	}
	m.unknown(n)
	return expr{}
}

// whole is a number that is written as a plain whole one.
func whole(n *tree.NumberNode) (int, bool) {
	i := int(n.Int64)
	return i, n.IsInt && strconv.Itoa(i) == n.Text
}

func (m *maker) variable(n *tree.VariableNode, s *scope) expr {
	name := n.Ident[0]
	if name == "$" {
		return expr{s.root, func(f *filling, _ reflect.Value) reflect.Value { return f.root }}
	}
	for i, v := range slices.Backward(s.vars) {
		if v.name == name {
			return expr{v.typ, func(f *filling, _ reflect.Value) reflect.Value { return f.vars[i] }}
		}
	}
	m.unknown(n)
	return expr{}
}

// fields makes the value of a field of a field of something; of the dot, where
// that has no eval.
func (m *maker) fields(n tree.Node, of expr, names []string) expr {
	var path []int // the places of the fields, -1 for what a pointer leads to
	typ := of.typ
	for _, name := range names {
		if typ == nil {
			m.unknown(n)
		}
		for typ.Kind() == reflect.Pointer {
			typ, path = typ.Elem(), append(path, -1)
		}
		if typ.Kind() != reflect.Struct {
			m.unknown(n)
		}
		field, there := typ.FieldByName(name)
		if hasMethod(reflect.PointerTo(typ), name) || !there || !field.IsExported() {
			m.unknown(n)
		}
		for i, at := range field.Index {
			if i > 0 && typ.Kind() == reflect.Pointer {
				typ, path = typ.Elem(), append(path, -1)
			}
			typ, path = typ.Field(at).Type, append(path, at)
		}
	}
	if len(path) == 0 {
		return of
	}
	base := of.eval
	return expr{typ, func(f *filling, v reflect.Value) reflect.Value {
		if base != nil {
			v = base(f, v)
		}
		for _, at := range path {
			if at < 0 {
				v = v.Elem()
			} else {
				v = v.Field(at)
			}
		}
		return v
	}}
}

// elements makes the list that a value is, or that it leads to.
func (m *maker) elements(n tree.Node, v expr) expr {
	if v.typ.Kind() != reflect.Slice && v.typ.Kind() != reflect.Array {
		m.unknown(n)
	}
	return v
}

// call makes the value of a function; last are its further arguments that come
// from the command before.
func (m *maker) call(n tree.Node, name string, args []tree.Node, last []expr, s *scope) expr {
	if len(last) == 0 {
		switch name {
		case "and", "or":
			return m.choice(n, name == "or", args, s)
		case "not", "eq", "ne", "lt", "le", "gt", "ge":
			is := m.holds(n, name, args, s)
			return expr{reflect.TypeFor[bool](), func(f *filling, dot reflect.Value) reflect.Value { return reflect.ValueOf(is(f, dot)) }}
		case "len":
			size := m.number(n, []tree.Node{n}, s)[0]
			return expr{reflect.TypeFor[int](), func(f *filling, dot reflect.Value) reflect.Value { return reflect.ValueOf(int(size(f, dot))) }}
		case "index":
			return m.index(n, args, s)
		case "print":
			return m.invoke(n, reflect.ValueOf(fmt.Sprint), args, nil, s)
		}
	}
	function, known := m.functions[name]
	if !known {
		m.unknown(n)
	}
	return m.invoke(n, reflect.ValueOf(function), args, last, s)
}

// invoke makes the value of a function of the theme.
func (m *maker) invoke(n tree.Node, function reflect.Value, args []tree.Node, last []expr, s *scope) expr {
	typ := function.Type()
	wants := func(i int) reflect.Type {
		switch {
		case typ.IsVariadic() && i >= typ.NumIn()-1:
			return typ.In(typ.NumIn() - 1).Elem()
		case i >= typ.NumIn():
			m.unknown(n)
		}
		return typ.In(i)
	}
	var values []expr
	for i, a := range args {
		v := m.operand(a, s)
		if want := wants(i); v.typ == nil || !v.typ.AssignableTo(want) {
			m.unknown(n)
		}
		values = append(values, v)
	}
	for _, v := range last {
		if !v.typ.AssignableTo(wants(len(values))) {
			m.unknown(n)
		}
		values = append(values, v)
	}
	if fixed := typ.NumIn(); !typ.IsVariadic() && len(values) < fixed || len(values) < fixed-1 {
		m.unknown(n)
	}
	return expr{typ.Out(0), func(f *filling, dot reflect.Value) reflect.Value {
		given := make([]reflect.Value, len(values))
		for i, v := range values {
			given[i] = v.eval(f, dot)
		}
		out := function.Call(given)
		if len(out) > 1 && !out[1].IsNil() {
			panic(out[1].Interface())
		}
		return out[0]
	}}
}

// index makes an element of a list.
func (m *maker) index(n tree.Node, args []tree.Node, s *scope) expr {
	if len(args) != 2 {
		m.unknown(n)
	}
	list, at := m.elements(n, m.operand(args[0], s)), m.number(n, args[1:], s)[0]
	return expr{list.typ.Elem(), func(f *filling, dot reflect.Value) reflect.Value { return list.eval(f, dot).Index(int(at(f, dot))) }}
}

// choice makes the value of “and” and “or” whose arguments are of one type.
func (m *maker) choice(n tree.Node, or bool, args []tree.Node, s *scope) expr {
	var values []expr
	for _, a := range args {
		values = append(values, m.operand(a, s))
		if values[0].typ == nil || values[len(values)-1].typ != values[0].typ {
			m.unknown(n)
		}
	}
	is := m.truthOf(n, values[0].typ)
	return expr{values[0].typ, func(f *filling, dot reflect.Value) reflect.Value {
		var v reflect.Value
		for _, x := range values {
			if v = x.eval(f, dot); is(v) == or {
				break
			}
		}
		return v
	}}
}

// test tells whether something holds.
type test func(f *filling, dot reflect.Value) bool

// truth makes the test of a condition.
func (m *maker) truth(n tree.Node, s *scope) test {
	if p, ok := n.(*tree.PipeNode); ok && len(p.Decl) == 0 && len(p.Cmds) == 1 {
		if name, ok := p.Cmds[0].Args[0].(*tree.IdentifierNode); ok &&
			slices.Contains([]string{"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge"}, name.Ident) {
			return m.holds(n, name.Ident, p.Cmds[0].Args[1:], s)
		}
	}
	var v expr
	if p, ok := n.(*tree.PipeNode); ok {
		v = m.pipe(p, s)
	} else {
		v = m.operand(n, s)
	}
	is := m.truthOf(n, v.typ)
	return func(f *filling, dot reflect.Value) bool { return is(v.eval(f, dot)) }
}

// truthOf tells of values of a type whether they are true, as “if” does.
func (m *maker) truthOf(n tree.Node, typ reflect.Type) func(reflect.Value) bool {
	if typ == nil {
		m.unknown(n)
	}
	switch typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	if !reflect.Zero(typ).CanInt() {
		m.unknown(n)
	}
	return func(v reflect.Value) bool { return v.Int() != 0 }
}

// holds makes the test that a function is which tells whether something holds.
func (m *maker) holds(n tree.Node, name string, args []tree.Node, s *scope) test {
	if least := map[string]int{"and": 1, "or": 1, "not": 1}[name]; len(args) < least || least == 0 && len(args) < 2 {
		m.unknown(n)
	}
	switch name {
	case "and", "or":
		var all []test
		for _, a := range args {
			all = append(all, m.truth(a, s))
		}
		return func(f *filling, dot reflect.Value) bool {
			return slices.ContainsFunc(all, func(is test) bool { return is(f, dot) == (name == "or") }) == (name == "or")
		}
	case "not":
		is := m.truth(args[0], s)
		return func(f *filling, dot reflect.Value) bool { return !is(f, dot) }
	case "eq", "ne":
		if name == "ne" && len(args) > 2 {
			m.unknown(n)
		}
		if v := m.operand(args[0], s); v.typ != nil && v.typ.Kind() == reflect.String {
			return compared(m.text(n, args, s), equals[string](name))
		}
		return compared(m.number(n, args, s), equals[int64](name))
	}
	if len(args) > 2 {
		m.unknown(n)
	}
	return compared(m.number(n, args, s), map[string]func(a, b int64) bool{
		"lt": func(a, b int64) bool { return a < b }, "le": func(a, b int64) bool { return a <= b },
		"gt": func(a, b int64) bool { return a > b }, "ge": func(a, b int64) bool { return a >= b },
	}[name])
}

func equals[T comparable](name string) func(a, b T) bool {
	return func(a, b T) bool { return (a == b) == (name == "eq") }
}

// compared makes the test whether a relation holds between the first of some
// values and one of the others.
func compared[T any](values []func(*filling, reflect.Value) T, holds func(a, b T) bool) test {
	return func(f *filling, dot reflect.Value) bool {
		first := values[0](f, dot)
		return slices.ContainsFunc(values[1:], func(v func(*filling, reflect.Value) T) bool { return holds(first, v(f, dot)) })
	}
}

// text makes the texts that words are.
func (m *maker) text(n tree.Node, words []tree.Node, s *scope) (out []func(*filling, reflect.Value) string) {
	for _, w := range words {
		v := m.operand(w, s)
		if v.typ == nil || v.typ.Kind() != reflect.String {
			m.unknown(n)
		}
		out = append(out, func(f *filling, dot reflect.Value) string { return v.eval(f, dot).String() })
	}
	return out
}

// number makes the whole numbers that words are.
func (m *maker) number(n tree.Node, words []tree.Node, s *scope) (out []func(*filling, reflect.Value) int64) {
	for _, w := range words {
		if of := lengthOf(w); of != nil {
			v := m.operand(of, s)
			if v.typ == nil || !slices.Contains([]reflect.Kind{reflect.String, reflect.Slice, reflect.Array, reflect.Map}, v.typ.Kind()) {
				m.unknown(n)
			}
			out = append(out, func(f *filling, dot reflect.Value) int64 { return int64(v.eval(f, dot).Len()) })
			continue
		}
		v := m.operand(w, s)
		if v.typ == nil || !reflect.Zero(v.typ).CanInt() {
			m.unknown(n)
		}
		out = append(out, func(f *filling, dot reflect.Value) int64 { return v.eval(f, dot).Int() })
	}
	return out
}

// lengthOf is what a word asks the length of; nil for another.
func lengthOf(n tree.Node) tree.Node {
	if p, ok := n.(*tree.PipeNode); ok && len(p.Decl) == 0 && len(p.Cmds) == 1 {
		n = p.Cmds[0]
	}
	if c, ok := n.(*tree.CommandNode); ok && len(c.Args) == 2 {
		if name, ok := c.Args[0].(*tree.IdentifierNode); ok && name.Ident == "len" {
			return c.Args[1]
		}
	}
	return nil
}
