package i18n

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agnivade/levenshtein"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"parvis/generator/catalog"
)

// words are the messages of one language.
type words struct {
	file      string // that is being read, as its editor calls it
	bundle    *goi18n.Bundle
	tag       language.Tag
	entries   map[string]entry
	plain     map[string]string // the texts of messages that need no filling
	localizer *goi18n.Localizer
	first     map[string]entry // of the lowest file
	unchanged map[string]entry // what the file that is being read may repeat without changing it
}

// An entry is what is known of one message.
type entry struct {
	file  string
	line  int
	names []string // of the placeholders that can be filled
	forms map[string]string
}

// loadWords reads the words of a language: the first of files in base, over it the
// others, which base need not have, and over them those that the theme, which may be
// nil, gives in files of the same names.
func loadWords(theme, base fs.FS, dir string, files []string, tag language.Tag) (*words, error) {
	var brought, own []layer
	for i, file := range files {
		data, err := fs.ReadFile(base, file)
		if err != nil && (i == 0 || !errors.Is(err, fs.ErrNotExist)) {
			return nil, catalog.Say("%s: %s", file, cause(err))
		}
		brought = append(brought, layer{file, string(data)})
		if theme == nil {
			continue
		}
		has, err := fs.ReadFile(theme, file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, catalog.Say("%s: %s", path.Join(dir, file), cause(err))
		}
		if said.Match(has) && !bytes.Equal(has, data) {
			own = append(own, layer{file, string(has)})
		}
	}
	if len(own) == 0 {
		return wordsOf(base, brought, tag)
	}
	w, err := newWords(base, brought, tag)
	if err != nil {
		return nil, err
	}
	for _, l := range own {
		w.unchanged = nil
		if l.file == files[0] { // a copy of what is brought is no wish against the variant's words
			w.unchanged = w.first
		}
		if err := w.lay(theme, path.Join(dir, l.file), l.text); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// A layer is a file of words and its text, which lies over those before it.
type layer struct{ file, text string }

// newWords reads the words of files of a theme that lies over no other.
func newWords(base fs.FS, layers []layer, tag language.Tag) (*words, error) {
	w := &words{file: layers[0].file, bundle: goi18n.NewBundle(tag), tag: tag, entries: make(map[string]entry), plain: make(map[string]string)}
	if err := w.load([]byte(layers[0].text), w.add); err != nil {
		return nil, err
	}
	w.first = w.entries
	for _, l := range layers[1:] {
		if said.MatchString(l.text) {
			if err := w.lay(base, l.file, l.text); err != nil {
				return nil, err
			}
		}
	}
	w.localizer = goi18n.NewLocalizer(w.bundle, tag.String())
	return w, nil
}

// lay reads a file over the words that are there. The theme is the one whose file it is.
func (w *words) lay(theme fs.FS, file, text string) error {
	under := w.entries
	w.file, w.entries = file, make(map[string]entry)
	err := w.load([]byte(text), func(key, value *yaml.Node) (*goi18n.Message, error) {
		message, err := w.add(key, value)
		if err == nil {
			err = w.fits(theme, key, under)
		}
		return message, err
	})
	for key, e := range under {
		if _, given := w.entries[key]; !given {
			w.entries[key] = e
		}
	}
	return err
}

// read are the words of files that lie over no other, by names and texts: the same texts
// are read once. Nobody changes them.
var read sync.Map // of string: func() (*words, error)

func wordsOf(base fs.FS, layers []layer, tag language.Tag) (*words, error) {
	key := tag.String()
	for _, l := range layers {
		key += "\x00" + l.file + "\x00" + l.text
	}
	once, _ := read.LoadOrStore(key, sync.OnceValues(func() (*words, error) { return newWords(base, layers, tag) }))
	return once.(func() (*words, error))()
}

// load takes in all messages of a file.
func (w *words) load(data []byte, add func(key, value *yaml.Node) (*goi18n.Message, error)) error {
	pairs, err := w.parse(data)
	if err != nil {
		return err
	}
	var faults []error
	for key, value := range pairs {
		message, err := add(key, value)
		if err == nil && message != nil {
			err = w.bundle.AddMessages(w.tag, message)
		}
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

// fits tells what is wrong with a theme's own message beside those under it: a
// key that nobody asks for, or a placeholder that nobody fills. It may leave
// placeholders out.
func (w *words) fits(theme fs.FS, key *yaml.Node, under map[string]entry) error {
	e := w.entries[key.Value]
	below, known := under[key.Value]
	if !known {
		if asksFor(theme, key.Value) {
			return nil
		}
		return w.errorf(key.Line, "no page asks for the word %q; write %q if that is the one meant, or take the line out", key.Value, nearest(key.Value, under))
	}
	for _, name := range e.names {
		if slices.Contains(below.names, name) {
			continue
		}
		if len(below.names) == 0 {
			return w.errorf(e.line, "%s: nothing fills {{.%s}}; take it out", key.Value, name)
		}
		return w.errorf(e.line, "%s: nothing fills {{.%s}}; what can stand there is {{.%s}}", key.Value, name, strings.Join(below.names, "}} and {{."))
	}
	e.names = below.names
	w.entries[key.Value] = e
	return nil
}

// asksFor tells whether a template of a theme names a word.
func asksFor(theme fs.FS, key string) bool {
	found := false
	_ = fs.WalkDir(theme, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || found || path.Ext(p) != ".html" && path.Ext(p) != ".txt" {
			return nil // what cannot be read is another check's matter
		}
		text, err := fs.ReadFile(theme, p)
		found = err == nil && (bytes.Contains(text, []byte(`"`+key+`"`)) || bytes.Contains(text, []byte("`"+key+"`")))
		return nil
	})
	return found
}

// cause is the error of the file system without the path, which is named
// already.
func cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// Word returns the text of a key. Its placeholders are filled from pairs of a
// name, which is a string, and a value: Word("trip.to", "place", "Ravenna")
// fills {{.place}}. A value that is not a string is printed as fmt.Print does;
// numbers and dates are to be formatted before. Of a message with plural
// forms it takes the form other.
//
// An unknown key, a placeholder without value and a value without placeholder
// are errors, which name the file and the line.
func (l *Locale) Word(key string, pairs ...any) (string, error) {
	if text, ok := l.words.plain[key]; ok && len(pairs) == 0 {
		return text, nil
	}
	values, err := l.words.values(key, pairs)
	if err != nil {
		return "", err
	}
	return l.words.fill(&goi18n.LocalizeConfig{MessageID: key, TemplateData: values})
}

// Count is like [Locale.Word] for a message that depends on a number: it takes
// the plural form that n calls for and fills {{.n}} with n as [Locale.Number]
// writes it. A message without plural forms has one text for all numbers.
func (l *Locale) Count(key string, n int, pairs ...any) (string, error) {
	return l.counted(key, n, l.Number(int64(n)), pairs)
}

// CountDecimal is like [Locale.Count] for an exact decimal number such as "1.5",
// which [Locale.Decimal] writes: "1,5 centime" in French, "1,5 céntimos" in Spanish.
func (l *Locale) CountDecimal(key, n string, pairs ...any) (string, error) {
	return l.counted(key, n, l.Decimal(n), pairs)
}

// counted fills the form of a message that n, an int or a decimal number, calls for.
func (l *Locale) counted(key string, n any, written string, pairs []any) (string, error) {
	values, err := l.words.values(key, pairs)
	if err != nil {
		return "", err
	}
	if _, ok := values["n"]; ok {
		return "", l.words.entries[key].wrong("%s: {{.n}} is filled by the count", key)
	}
	values["n"] = written
	return l.words.fill(&goi18n.LocalizeConfig{MessageID: key, TemplateData: values, PluralCount: n})
}

// Keys returns the keys of the file, sorted.
func (l *Locale) Keys() []string {
	return slices.Sorted(maps.Keys(l.words.entries))
}

// values makes a map of the pairs meant for a message.
func (w *words) values(key string, pairs []any) (map[string]string, error) {
	e, ok := w.entries[key]
	if !ok {
		return nil, w.unknown(key)
	}
	if len(pairs)%2 != 0 {
		return nil, e.wrong("%s: a name without value among %v", key, pairs)
	}
	values := make(map[string]string, len(pairs)/2+1)
	for pair := range slices.Chunk(pairs, 2) {
		name, ok := pair[0].(string)
		if !ok {
			return nil, e.wrong("%s: the name of a value is %v, not a string", key, pair[0])
		}
		if !slices.Contains(e.names, name) {
			return nil, e.wrong("%s: there is no {{.%s}} to fill", key, name)
		}
		values[name] = asText(pair[1])
	}
	return values, nil
}

func asText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return fmt.Sprint(value)
}

func (w *words) fill(config *goi18n.LocalizeConfig) (string, error) {
	config.TemplateParser = placeholders{}
	text, err := w.localizer.Localize(config)
	if err != nil {
		return "", w.entries[config.MessageID].wrong("%s: %s", config.MessageID, err)
	}
	return text, nil
}

// unknown is the error for a key that is not in the file.
func (w *words) unknown(key string) error {
	if len(w.entries) == 0 {
		return catalog.Say("%s: there is no key %q", w.file, key)
	}
	return catalog.Say("%s: there is no key %q; the nearest is %q", w.file, key, nearest(key, w.entries))
}

// nearest is the key that differs least, the first of several.
func nearest(key string, entries map[string]entry) string {
	return slices.MinFunc(slices.Sorted(maps.Keys(entries)), func(a, b string) int {
		return levenshtein.ComputeDistance(key, a) - levenshtein.ComputeDistance(key, b)
	})
}
