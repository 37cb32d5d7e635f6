// Package catalog says to editors, in their language, what the program has to say of
// what they wrote.
//
// English stands in the code, and is the name of a message: [Say] keeps the English
// format and what stands in it, and [Message.In] makes words of both, in a language, when
// they are shown. What a language says instead stands in one file, LANGUAGE.yaml beside
// this one: a mapping from the English format to another, in which the arguments may stand
// in another order (%[2]s), or to the plural forms of CLDR, which the first whole number
// among the arguments chooses between.
//
// An argument that is itself words is a Message too; what an editor wrote, the names of
// fields, rules and files, and what is to be typed are texts, and stay as they are.
package catalog

import (
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Message is something to be said: an English format as package fmt has them, and its
// arguments. A format without arguments is said as it stands.
type Message struct {
	Format string
	Args   []any

	one string // the English format where the first number is 1; "" for the same
}

// Say returns a message.
func Say(format string, args ...any) Message {
	if false {
		_ = fmt.Sprintf(format, args...) // so that vet looks at the arguments
	}
	return Message{Format: format, Args: args}
}

// Count returns a message whose first argument is a number, with another English format
// for one: "%d word", "%d words".
func Count(n int, one, other string, args ...any) Message {
	return Message{Format: other, Args: append([]any{n}, args...), one: one}
}

// Number is a number whose thousands are parted as the language does: 120,000,000.
type Number int

// String writes the number in English.
func (n Number) String() string { return n.in(English) }

// in writes the number.
func (n Number) in(l *Language) string {
	mark := ","
	if l != English {
		mark = map[string]string{"fr": "\u202f"}[l.tag.String()]
		if mark == "" {
			mark = "."
		}
	}
	s := strconv.Itoa(int(n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// Amount is a decimal with a point, 12880.50, that is written as the language writes it: 12,880.50.
type Amount string

// String writes the amount in English.
func (a Amount) String() string { return a.in(English) }

// in writes the amount.
func (a Amount) in(l *Language) string {
	digits, minus := strings.CutPrefix(string(a), "-")
	whole, part, parted := strings.Cut(digits, ".")
	n, err := strconv.Atoi(whole)
	if err != nil {
		return string(a)
	}
	out := Number(n).in(l)
	if parted && l == English {
		out += "." + part
	} else if parted {
		out += "," + part
	}
	if minus {
		out = "−" + out
	}
	return out
}

// Day names a day: 14 September 2026.
func Day(t time.Time) Message { return Say("%d %s", t.Day(), Month(t)) }

// Month names a month and its year.
func Month(t time.Time) Message {
	y := t.Year()
	return [...]Message{
		Say("January %d", y), Say("February %d", y), Say("March %d", y), Say("April %d", y), Say("May %d", y), Say("June %d", y),
		Say("July %d", y), Say("August %d", y), Say("September %d", y), Say("October %d", y), Say("November %d", y), Say("December %d", y),
	}[t.Month()-1]
}

// Join returns the messages one after the other, with a text between them.
func Join(list []Message, between string) Message {
	args := make([]any, 0, len(list))
	for _, m := range list {
		args = append(args, m)
	}
	return Message{Format: strings.TrimSuffix(strings.Repeat("%s"+between, len(list)), between), Args: args}
}

// Or returns the texts as a choice: “a”, “a or b”, “a, b or c”.
func Or(list ...string) Message {
	if len(list) < 2 {
		return Join(texts(list), "")
	}
	return Say("%s or %s", strings.Join(list[:len(list)-1], ", "), list[len(list)-1])
}

// And returns the texts as a whole: “a”, “a and b”, “a, b and c”.
func And(list ...string) Message {
	if len(list) < 2 {
		return Join(texts(list), "")
	}
	return Say("%s and %s", strings.Join(list[:len(list)-1], ", "), list[len(list)-1])
}

func texts(list []string) []Message {
	out := make([]Message, 0, len(list))
	for _, s := range list {
		out = append(out, Text(s))
	}
	return out
}

// Text returns a message that is the same in every language.
func Text(s string) Message { return Message{Format: "%s", Args: []any{s}} }

// Later returns a message whose arguments are still to come.
func Later(format string) Message { return Message{Format: format} }

// IsZero tells whether nothing is said.
func (m Message) IsZero() bool { return m.Format == "" }

// String says the message in English.
func (m Message) String() string { return m.In(English) }

// Error makes an error of the message, for what is read by people who write.
func (m Message) Error() string { return m.In(English) }

// In says the message in a language.
func (m Message) In(l *Language) string {
	format := l.format(m)
	if len(m.Args) == 0 {
		return format
	}
	args := m.Args
	if slices.ContainsFunc(args, said) {
		args = slices.Clone(args)
		for i, a := range args {
			switch a := a.(type) {
			case Message:
				args[i] = a.In(l)
			case Number:
				args[i] = a.in(l)
			case Amount:
				args[i] = a.in(l)
			case error:
				args[i] = Fault(a, l)
			}
		}
	}
	return fmt.Sprintf(format, args...)
}

func said(a any) bool {
	switch a.(type) {
	case Number, Amount, error: // a Message is an error
		return true
	}
	return false
}

// number is the first whole number among the arguments; false for none.
func (m Message) number() (int, bool) {
	for _, a := range m.Args {
		if n, ok := a.(int); ok {
			return n, true
		}
	}
	return 0, false
}

// Language is a language in which editors are spoken to.
type Language struct {
	tag  language.Tag
	says map[string]forms
}

// forms are the formats of a message by plural form; one of them alone is "other".
type forms map[string]string

// English is the language of the code, which needs no catalogue.
var English *Language

// Code is the code of the language, such as "fr".
func (l *Language) Code() string {
	if l == English {
		return Languages[0]
	}
	return l.tag.String()
}

// Languages are the languages that are spoken, by their codes.
var Languages = []string{"en", "fr", "es", "pt"}

// The catalogues are held compressed, since the program would be half a megabyte larger
// with them as they are: after a change, “go generate ./generator/catalog” writes them anew.
//
//go:generate go run ./internal/pack
//go:embed *.yaml.gz
var files embed.FS

var loaded = func() map[string]func() *Language {
	out := map[string]func() *Language{}
	for _, code := range Languages[1:] {
		out[code] = sync.OnceValue(func() *Language { return load(code) })
	}
	return out
}()

// For returns the language of that code, such as "fr"; English where there is none.
func For(code string) *Language {
	if l, ok := loaded[code]; ok {
		return l()
	}
	return English
}

func load(code string) *Language {
	text, err := unpacked(code)
	l := &Language{tag: language.MustParse(code)}
	if err == nil {
		err = yaml.Unmarshal(text, &l.says)
	}
	if err != nil {
		panic(fmt.Sprintf("%s.yaml: %v", code, err)) // the tests load every catalogue
	}
	return l
}

// unpacked is the text of a language's catalogue.
func unpacked(code string) ([]byte, error) {
	packed, err := files.Open(code + ".yaml.gz")
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	text, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(text)
}

// UnmarshalYAML reads one format, or a mapping of plural forms.
func (f *forms) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*f = forms{"other": n.Value}
		return nil
	}
	return n.Decode((*map[string]string)(f))
}

// format is the format in which the language says a message.
func (l *Language) format(m Message) string {
	n, counted := m.number()
	if l == English {
		if counted && n == 1 && m.one != "" {
			return m.one
		}
		return m.Format
	}
	f, ok := l.says[m.Format]
	if !ok {
		return m.Format
	}
	if counted && len(f) > 1 {
		if format, ok := f[l.form(n)]; ok {
			return format
		}
	}
	return f["other"]
}

// form is the plural form that a number calls for.
func (l *Language) form(n int) string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
	return names[plural.Cardinal.MatchPlural(l.tag, max(n, -n), 0, 0, 0, 0)]
}
