package importer

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
)

// This file knows what columns are called. The words stand in headers.yaml, and
// those of the table of fields beside them.

//go:embed headers.yaml
var headersFile []byte

// headers is headers.yaml.
type headers struct {
	Trips      map[string][]string `yaml:"trips"`
	Money      []string            `yaml:"money"`
	Total      []string            `yaml:"total"`
	Around     []string            `yaml:"around"`
	Purposes   map[string][]string `yaml:"purposes"`
	Uncounted  []string            `yaml:"uncounted"`
	Unrelated  []string            `yaml:"unrelated"`
	Roles      []string            `yaml:"roles"`
	Registers  []register          `yaml:"registers"`
	Little     []string            `yaml:"little"`
	Currencies map[string]string   `yaml:"currencies"`

	little map[string]bool
	around map[string]bool
	roles  map[string]bool
	means  map[string]string // a key, and the field that it stands for
	keys   []string          // those of means, sorted
}

// register is a published register whose columns mean something of their own.
type register struct {
	Name     string              `yaml:"name"`
	Has      []string            `yaml:"has"`
	Or       []string            `yaml:"or"`
	Currency string              `yaml:"currency"`
	Fields   map[string][]string `yaml:"fields"`
}

// What a column may be beside a field of a trip or what money is spent for.
const (
	isMoney     = "money"     // the cost, or one line of it
	isTotal     = "total"     // the whole cost
	isUncounted = "uncounted" // an amount that is no part of the cost
	isUnrelated = "unrelated" // no fact of an entry
	isPurpose   = "for "      // before a purpose: “for transport”
)

// known are the words, read once.
var known = sync.OnceValue(func() *headers {
	h := &headers{little: map[string]bool{}, around: map[string]bool{}, roles: map[string]bool{}, means: map[string]string{}}
	if err := yaml.Load(headersFile, h); err != nil {
		panic(err) // a test reads the file
	}
	for _, w := range h.Little {
		h.little[w] = true
	}
	for _, w := range h.Around {
		h.around[content.Fold(w)] = true
	}
	for _, w := range h.Roles {
		h.roles[content.Fold(w)] = true
	}
	for field, words := range h.Trips {
		h.learn(field, words...)
	}
	for purpose, words := range h.Purposes {
		h.learn(isPurpose+purpose, words...)
	}
	h.learn(isMoney, h.Money...)
	h.learn(isTotal, h.Total...)
	h.learn(isUncounted, h.Uncounted...)
	h.learn(isUnrelated, h.Unrelated...)
	h.learnFields()
	for key := range h.means {
		h.keys = append(h.keys, key)
	}
	slices.Sort(h.keys)
	return h
})

// learn takes words for a field, unless they stand for another one already.
func (h *headers) learn(field string, words ...string) {
	for _, w := range words {
		if key := h.key(w); key != "" && h.means[key] == "" {
			h.means[key] = field
		}
	}
}

// labelled are the fields of a trip, by their paths in the table of fields, and what
// a column of that name holds.
var labelled = []struct{ path, field string }{
	{"start", "start"}, {"end", "end"}, {"destination", "destination"}, {"purpose", "purpose"}, {"title", "title"},
	{"travellers.role", "role"}, {"travellers", "traveller"}, {"official", "traveller"}, {"cost", isMoney}, {"cost.lines.amount", isMoney},
	{"cost.lines.for", "for"}, {"cost.lines.what", "what"}, {"cost.lines.currency", "currency"}, {"cost.lines.paid_by", "paid_by"},
	{"cost.planned", isUncounted}, {"cost.saved", isUncounted}, {"cost.lines.rate", isUnrelated}, {"cost.lines.rate_date", isUnrelated},
	{"co2_kg", isUnrelated},
}

// learnFields takes the names and labels of the table of fields, and of its choices.
func (h *headers) learnFields() {
	for _, f := range mapFields {
		if !slices.Contains(content.Purposes, f) && f != "amount" && f != "ignore" {
			h.learn(f, f)
		}
	}
	h.learn(isMoney, "amount")
	for _, purpose := range content.Purposes {
		h.learn(isPurpose+purpose, purpose)
	}
	for _, l := range labelled {
		f, ok := fields.At(fields.Trips.Fields(), l.path)
		for _, lang := range fields.Languages {
			if ok {
				h.learn(l.field, f.Label.In(lang))
			}
		}
	}
}

// meaning is what a column of that name and key holds; "" where that is not known.
func (h *headers) meaning(name, key string) string {
	if field := h.means[key]; field != "" || key == "" {
		return field
	}
	if purpose := fields.Meant(content.Fold(name), content.Purposes); purpose != "" {
		return isPurpose + purpose
	}
	bare := strings.Join(slices.DeleteFunc(strings.Fields(key), func(w string) bool { return h.around[w] }), " ")
	if field := h.means[bare]; bare != key && strings.HasPrefix(field, isPurpose) {
		return field
	}
	for _, at := range []struct{ path, group string }{{"", ""}, {"cost.lines.", "cost"}} {
		list := fields.Trips.Fields()
		if at.group != "" {
			f, _ := fields.At(list, "cost.lines")
			list = f.Fields
		}
		called := at.path + fields.Called(list, name)
		for _, l := range labelled {
			if l.path == called {
				return l.field
			}
		}
	}
	return ""
}

// near is a field that a key nearly names, and the key that does; "" where none is
// near enough to be a slip.
func (h *headers) near(key string) (field, word string) {
	letters := strings.ReplaceAll(key, " ", "")
	most := 2
	if n := len([]rune(letters)); n < 4 {
		return "", ""
	} else if n < 8 {
		most = 1
	}
	for _, k := range h.keys {
		if d := levenshtein.ComputeDistance(letters, strings.ReplaceAll(k, " ", "")); d > 0 && d <= most {
			field, word, most = h.means[k], k, d-1
		}
	}
	return field, word
}

// Parts of a column's name.
var (
	inBracket  = regexp.MustCompile(`\s*[(\[]([^)\]]*)[)\]]`)
	pluralMark = regexp.MustCompile(`(\pL)[(\[](?:s|e|es|as|a|os)[)\]]s?`) // Name(s), Élu(e)s
	humps      = regexp.MustCompile(`(\p{Ll})(\p{Lu})`)                    // dateConvention
	tongue     = regexp.MustCompile(`(?i)(?:[_-]|\s*[(\[])(en|fr|es|pt|ca)[)\]]?\s*$`)
	codeLast   = regexp.MustCompile(`(?:^|[\s_-])([A-Z]{3})$`)
)

// key folds the name of a column for comparison: its words, small and without
// accents, without those that do not count, in alphabetical order.
func (h *headers) key(name string) string {
	name = pluralMark.ReplaceAllString(name, "$1")
	name = humps.ReplaceAllString(name, "$1 $2")
	name = content.Fold(strings.NewReplacer("'", " ", "’", " ", "/", " ", "º", " ", "°", " ").Replace(name))
	words := strings.Fields(name)
	if kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return h.little[w] }); len(kept) > 0 {
		words = kept
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// column is a column of a table by its header.
type column struct {
	at        int
	name, key string
	lang      string // of its texts; "" where the name does not say
	currency  string // of its amounts; "" where the name does not say
	doubtful  string // a currency that could be several: $
	field     string // what it holds, "" where that is not known
}

// describe reads the name of a column.
func (h *headers) describe(at int, name string) column {
	c := column{at: at, name: name}
	rest := name
	if m := tongue.FindStringSubmatch(rest); m != nil && len(m[0]) < len(rest) {
		c.lang, rest = strings.ToLower(m[1]), strings.TrimSuffix(rest, m[0])
	}
	rest = inBracket.ReplaceAllStringFunc(rest, func(s string) string {
		if c.unit(h, strings.Trim(s, " ()[]"), true) {
			return ""
		}
		return s
	})
	words := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == '_' || r == '\u00a0' })
	if len(words) > 0 && c.currency+c.doubtful == "" && c.unit(h, words[len(words)-1], len(words) == 1 || codeLast.MatchString(rest)) {
		rest = strings.Join(words[:len(words)-1], " ")
	}
	c.key = h.key(rest)
	if c.field = h.meaning(rest, c.key); c.key == "" && c.currency+c.doubtful != "" {
		c.field = isMoney
	}
	return c
}

// unit takes the currency that a word is, and tells whether it is one. Three letters
// are one where they cannot be a word.
func (c *column) unit(h *headers, word string, letters bool) bool {
	word = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(word), "en "), "in "))
	for w, code := range h.Currencies {
		if strings.ToLower(w) == word {
			if c.currency = code; code == "" {
				c.doubtful = word
			}
			return true
		}
	}
	code := strings.ToUpper(word)
	if i18n.IsCurrency(code) && (letters || slices.Contains([]string{"eur", "usd", "gbp", "cad", "mxn", "brl", "ars", "chf"}, word)) {
		c.currency = code
		return true
	}
	return false
}

// register is the one whose columns these are; nil where it is none.
func (h *headers) register(list []column) *register {
	has := func(name string) bool {
		key := h.key(name)
		return slices.ContainsFunc(list, func(c column) bool { return c.key == key })
	}
	for i, r := range h.Registers {
		lacks := slices.ContainsFunc(r.Has, func(name string) bool { return !has(name) })
		if !lacks && (len(r.Or) == 0 || slices.ContainsFunc(r.Or, has)) {
			return &h.Registers[i]
		}
	}
	return nil
}
