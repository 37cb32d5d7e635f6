package i18n

import (
	"regexp"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"

	"parvis/generator/catalog"
)

// placeholders is the template language of messages: text with {{.name}} in
// it. It is all that a translator needs, and unlike package text/template it
// can tell the names in use and insists on a value for each.
type placeholders struct{}

// A filler is a parsed text: literals, and between each and the next a name.
type filler struct {
	literals []string // one more than names
	names    []string
}

var placeholderName = regexp.MustCompile(`^\s*\.([\pL_][\pL\pN_]*)\s*$`)

// Cacheable tells go-i18n to parse each text once.
func (placeholders) Cacheable() bool { return true }

// Parse implements go-i18n's template.Parser. The delimiters are always {{
// and }}.
func (placeholders) Parse(text, _, _ string) (template.ParsedTemplate, error) {
	return parseFiller(text)
}

func parseFiller(text string) (*filler, error) {
	f := new(filler)
	for {
		literal, rest, found := strings.Cut(text, "{{")
		f.literals = append(f.literals, literal)
		if !found {
			return f, nil
		}
		inside, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return nil, catalog.Say("{{ without }}")
		}
		name := placeholderName.FindStringSubmatch(inside)
		if name == nil {
			return nil, catalog.Say("{{%s}} is not of the form {{.name}}", inside)
		}
		f.names = append(f.names, name[1])
		text = after
	}
}

// Execute fills in the values, a map[string]string.
func (f *filler) Execute(data any) (string, error) {
	values, _ := data.(map[string]string)
	var out strings.Builder
	for i, name := range f.names {
		value, ok := values[name]
		if !ok {
			return "", catalog.Say("no value for {{.%s}}", name)
		}
		out.WriteString(f.literals[i])
		out.WriteString(value)
	}
	out.WriteString(f.literals[len(f.names)])
	return out.String(), nil
}
