package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	tree "text/template/parse"

	"parvis/generator/site"
)

// This file writes the values of a program, escaped as html/template has decided
// for the place where each stands. A test holds it to html/template, sign by sign.

// escapers are the functions by which html/template makes a value safe for the
// place where it stands: it puts them at the end of each action.
const escapers = "_html_template_"

// write makes the step that writes a value.
func (m *maker) write(p *tree.PipeNode, s *scope) step {
	n := len(p.Cmds)
	var by []string
	for ; n > 0; n-- {
		name, ok := p.Cmds[n-1].Args[0].(*tree.IdentifierNode)
		if !ok || !strings.HasPrefix(name.Ident, escapers) {
			break
		}
		by = append([]string{strings.TrimPrefix(name.Ident, escapers)}, by...)
	}
	if n == 0 {
		m.unknown(p)
	}
	how := strings.Join(by, " ")
	if said := m.said(p.Cmds[:n], s); said != nil && how == "htmlescaper" {
		return func(f *filling, dot reflect.Value) {
			v := said(f, dot)
			writeSaid(f.b, v.Field(saidText).String(), v.Field(saidLang).String())
		}
	}
	v := m.commands(p, p.Cmds[:n], s)
	to := m.writer(p, how, v.typ)
	return func(f *filling, dot reflect.Value) { to(f.b, v.eval(f, dot)) }
}

// writer is what writes values of a type where html/template wants them escaped in
// some way.
func (m *maker) writer(n tree.Node, how string, typ reflect.Type) func(*bytes.Buffer, reflect.Value) {
	raw := func(b *bytes.Buffer, v reflect.Value) { b.WriteString(v.String()) }
	plain := typ.PkgPath() != "html/template" // nothing that is known to be safe anywhere
	switch {
	case how == "htmlescaper" && typ == reflect.TypeFor[template.HTML](), how == "jsvalescaper" && typ == reflect.TypeFor[template.JS]():
		return raw
	case plain && (how == "htmlescaper" || how == "attrescaper" || how == "rcdataescaper"):
		text := m.printed(n, typ)
		return func(b *bytes.Buffer, v reflect.Value) { escape(b, text(v), &inText) }
	case plain && how == "urlfilter urlnormalizer attrescaper":
		text := m.printed(n, typ)
		return func(b *bytes.Buffer, v reflect.Value) { writeURL(b, text(v)) }
	case plain && how == "urlescaper attrescaper":
		text := m.printed(n, typ)
		return func(b *bytes.Buffer, v reflect.Value) { b.WriteString(exact(inQuery, `<a href="/?`, text(v))) }
	}
	m.unknown(n)
	return nil
}

// printed tells how values of a type are written where they are no texts.
func (m *maker) printed(n tree.Node, typ reflect.Type) func(reflect.Value) string {
	switch {
	case typ.Kind() == reflect.Pointer:
		m.unknown(n)
	case typ.NumMethod() > 0: // it may say how
	case typ.Kind() == reflect.String:
		return reflect.Value.String
	case reflect.Zero(typ).CanInt():
		return func(v reflect.Value) string { return strconv.FormatInt(v.Int(), 10) }
	}
	return func(v reflect.Value) string { return fmt.Sprint(v.Interface()) }
}

// said makes the text that “say” is to write; nil where another function is called.
func (m *maker) said(list []*tree.CommandNode, s *scope) func(*filling, reflect.Value) reflect.Value {
	if len(list) != 1 || len(list[0].Args) != 2 {
		return nil
	}
	name, ok := list[0].Args[0].(*tree.IdentifierNode)
	if !ok || name.Ident != "say" {
		return nil
	}
	if v := m.operand(list[0].Args[1], s); v.typ == reflect.TypeFor[site.Str]() {
		return v.eval
	}
	return nil
}

// saidText and saidLang are the places of a text's words and language.
const saidText, saidLang = 0, 1

// writeSaid writes a text, marked with its language if that is not the page's.
func writeSaid(b *bytes.Buffer, text, lang string) {
	if lang == "" || text == "" {
		escape(b, text, &said)
		return
	}
	b.WriteString(`<span lang="`)
	escape(b, lang, &said)
	b.WriteString(`">`)
	escape(b, text, &said)
	b.WriteString(`</span>`)
}

// signs are what is written in the place of a byte that could be read as
// something else than a letter; "" for a byte that stays.
type signs [256]string

// said are those of a text that “say” writes, inText those of a value that stands
// in a text or an attribute: in an attribute a plus sign could be read as another
// encoding of letters.
var (
	said   = signs{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '<': "&lt;", '>': "&gt;"}
	inText = signs{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '<': "&lt;", '>': "&gt;", '+': "&#43;"}
)

func escape(b *bytes.Buffer, text string, by *signs) {
	written := 0
	for i := range len(text) {
		if sign := by[text[i]]; sign != "" {
			b.WriteString(text[written:i])
			b.WriteString(sign)
			written = i + 1
		}
	}
	b.WriteString(text[written:])
}

// writeURL writes an address as an attribute. One that html/template would take
// as it is is written; any other is left to html/template.
func writeURL(b *bytes.Buffer, address string) {
	if plainURL(address) {
		escape(b, address, &inText)
		return
	}
	b.WriteString(exact(inLink, `<a href="`, address))
}

// plainURL tells whether an address has none but signs that may stand in an
// address, and leads elsewhere only by https and mailto.
func plainURL(address string) bool {
	rest := strings.TrimPrefix(strings.TrimPrefix(address, "https:"), "mailto:")
	for i := range len(rest) {
		switch c := rest[i]; {
		case isHex(c) || 'g' <= c|0x20 && c|0x20 <= 'z' || strings.IndexByte("/-._~#?=@&+", c) >= 0:
		case c == '%' && i+2 < len(rest) && isHex(rest[i+1]) && isHex(rest[i+2]):
		default:
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// inLink and inQuery have html/template write a value as an address, and in the
// query of one.
var (
	inLink  = template.Must(template.New("").Parse(`<a href="{{.}}">`))
	inQuery = template.Must(template.New("").Parse(`<a href="/?{{.}}">`))
)

// exact is a value as html/template writes it in one of these, which begins with
// some text.
func exact(in *template.Template, begin, text string) string {
	var b bytes.Buffer
	if err := in.Execute(&b, text); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String()[len(begin):], `">`)
}
