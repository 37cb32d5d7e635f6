// Package newsletter makes the forms of a month's page that leave the site:
// a mail, a plain text, and the printed side.
//
// All three say what the page says (site.Newsletter). The mail and the text
// have templates in the theme's folder newsletter/; the printed side is the
// page itself, printed by a Chromium.
package newsletter

import (
	"bytes"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"maps"
	"regexp"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"parvis/generator/drawing"
	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Forms are the templates of mail and text, by language.
type Forms struct {
	mail   map[string]*htmltemplate.Template
	text   map[string]*template.Template
	mailed htmltemplate.FuncMap // what the mail's template may call
	// small are the portraits as mails hold them, by what their file says, so that each
	// is made once for all letters: [sha256.Size]byte to func() []byte.
	small sync.Map
}

// Load reads the templates of a theme for the languages given. The error
// names the template, its line and what is wrong with it.
func Load(theme fs.FS, locales map[string]*i18n.Locale, colours drawing.Palette) (*Forms, error) {
	f := &Forms{mail: map[string]*htmltemplate.Template{}, text: map[string]*template.Template{}}
	mail, err := fs.ReadFile(theme, "newsletter/mail.html")
	if err != nil {
		return nil, err
	}
	if mail, err = colours.Written("newsletter/mail.html", mail); err != nil {
		return nil, err
	}
	if f.mailed, err = mailFunctions(colours); err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(theme, "newsletter/letter.txt")
	if err != nil {
		return nil, err
	}
	for code, l := range locales {
		if f.mail[code], err = htmltemplate.New("newsletter/mail.html").Funcs(words(l, f.mailed)).Parse(string(mail)); err != nil {
			return nil, err
		}
		for _, t := range f.mail[code].Templates() {
			if t.Tree != nil {
				outdent(t.Tree.Root)
			}
		}
		if f.text[code], err = template.New("newsletter/letter.txt").Funcs(words(l, textFunctions)).Parse(string(text)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// indent is how a line of the mail's template is set in.
var indent = regexp.MustCompile(`\n\t+`)

// outdent takes away how the lines of a template are set in, which no mail shows.
func outdent(list *parse.ListNode) {
	if list == nil {
		return
	}
	branch := func(b *parse.BranchNode) {
		outdent(b.List)
		outdent(b.ElseList)
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = indent.ReplaceAll(n.Text, []byte("\n"))
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		}
	}
}

// Form is a template of what leaves the site, so that it can be held against what
// it will be given.
type Form struct {
	Root      string                 // the name of the template
	Trees     map[string]*parse.Tree // it, and all that it calls
	Functions map[string]any         // what it may call
	Given     any                    // a value of the type that it is given
}

// Forms are the templates of one language: of the mail, then of the text.
func (f *Forms) Forms(l *i18n.Locale) []Form {
	mail := Form{"newsletter/mail.html", map[string]*parse.Tree{}, words(l, f.mailed), site.Mailed{}}
	for _, t := range f.mail[l.Lang()].Templates() {
		mail.Trees[t.Name()] = t.Tree
	}
	text := Form{"newsletter/letter.txt", map[string]*parse.Tree{}, words(l, textFunctions), (*site.Newsletter)(nil)}
	for _, t := range f.text[l.Lang()].Templates() {
		text.Trees[t.Name()] = t.Tree
	}
	return []Form{mail, text}
}

// words are what a template may call, with the words of a language.
func words(l *i18n.Locale, functions map[string]any) map[string]any {
	out := map[string]any{"word": l.Word, "count": l.Count}
	maps.Copy(out, functions)
	return out
}

// Text writes a page as plain text in lines of at most 72 columns, but for
// addresses that are longer.
func (f *Forms) Text(b *bytes.Buffer, lang string, v *site.Newsletter) error {
	var raw bytes.Buffer
	if err := f.text[lang].Execute(&raw, v); err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(raw.String()), "\n")
	blank := 0
	for _, line := range lines {
		line = strings.TrimRight(line, " ")
		if line == "" {
			blank++
			continue
		}
		if blank > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		blank = 0
		b.WriteString(line + "\n")
	}
	return nil
}

// textFunctions set the lines of the plain text.
var textFunctions = template.FuncMap{
	"title": func(name, month string) string {
		return block(name+" – "+month, "", "") + strings.Repeat("=", columns) + "\n"
	},
	"head": func(s string) string {
		s = strings.TrimSuffix(block(strings.ToUpper(s[:firstRune(s)])+s[firstRune(s):], "", ""), "\n")
		return "\n" + s + "\n" + strings.Repeat("-", min(columns, width(lastLine(s)))) + "\n"
	},
	"para":  func(parts ...string) string { return block(join(parts), "", "") },
	"item":  func(lead string, parts ...any) string { return block(lead+join(texts(parts)), "- ", "  ") },
	"story": func(html htmltemplate.HTML) (string, error) { return storyText(string(html)) },
	// figure sets an amount at the right of its name, so that amounts stand
	// below each other.
	"figure": func(amount, name string) string {
		return "  " + name + " " + strings.Repeat(".", max(3, columns-4-width(name)-width(amount))) + " " + amount + "\n"
	},
	"link": func(l site.Link) string { return "<" + l.Href + ">" },
	"source": func(p site.Promise) string {
		if p.Agreement == nil {
			return ""
		}
		return "<" + p.Agreement.Href + "#page-promise-" + p.ID + ">"
	},
	// after is a text that stands only if another is there.
	"after": func(if_, text string) string {
		if if_ == "" {
			return ""
		}
		return text
	},
	// stop ends a title like a sentence.
	"stop": func(s string) string {
		if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, ".") {
			return s
		}
		return s + "."
	},
	"offices": func(who []site.Str) string {
		var names []string
		for _, w := range who {
			names = append(names, w.Text)
		}
		return strings.Join(names, ", ")
	},
}

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

func lastLine(s string) string { return s[strings.LastIndexByte(s, '\n')+1:] }

func texts(parts []any) []string {
	var out []string
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			out = append(out, p)
		case site.Str:
			out = append(out, p.Text)
		default:
			out = append(out, fmt.Sprint(p))
		}
	}
	return out
}

// join joins what is not empty.
func join(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}
