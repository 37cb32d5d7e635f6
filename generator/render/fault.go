package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Fault is what is wrong in a template, with its place and its remedy.
type Fault struct {
	Message      catalog.Message
	Dir          string // the theme's folder, where it is known
	File         string // below it: layouts/entry.html
	Line, Column int    // 1-based; Column counts bytes, 0 when it is not known
	Text         string // of the line
}

func (f *Fault) Error() string { return f.In(catalog.English) }

// In says the fault in a language, behind its place.
func (f *Fault) In(l *catalog.Language) string {
	file := path.Join(f.Dir, f.File)
	if f.Column == 0 {
		return fmt.Sprintf("%s:%d: %s", file, f.Line, f.Message.In(l))
	}
	return fmt.Sprintf("%s:%d:%d: %s", file, f.Line, f.Column, f.Message.In(l))
}

// place is how the template packages write where an error is.
var place = regexp.MustCompile(`(?s)template: ?([^\s:]+):(\d+)(?::(\d+))?: (.*)`)

// Explain returns the error of loading a theme, or of filling in one of its
// templates, as *Faults, each place once; one whose text does not say where it
// is stays as it is.
func Explain(theme fs.FS, err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return explain(theme, err)
	}
	var out []error
	seen := map[string]bool{}
	for _, one := range joined.Unwrap() {
		if one = explain(theme, one); !seen[one.Error()] {
			seen[one.Error()] = true
			out = append(out, one)
		}
	}
	return errors.Join(out...)
}

func explain(theme fs.FS, err error) error {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	f := &Fault{Message: plainly(m[1], m[4]), File: m[1]}
	if known, ok := errors.AsType[catalog.Message](err); ok { // it is worded already, and says what helps
		f.Message = known
	}
	f.Line, _ = strconv.Atoi(m[2])
	f.Column, _ = strconv.Atoi(m[3])
	if m[3] != "" {
		f.Column++ // the packages count from 0
	}
	if text, err := fs.ReadFile(theme, f.File); err == nil {
		if lines := strings.Split(string(text), "\n"); f.Line >= 1 && f.Line <= len(lines) {
			f.Text = strings.TrimRight(lines[f.Line-1], "\r")
		}
	}
	return f
}

// How the template packages word the slips that are made most.
var (
	slip       = regexp.MustCompile(`(?s)^(?:checking|executing) ".*?" at <(.*?)>: (.*)$`)
	noField    = regexp.MustCompile(`^can't (?:use|evaluate) field (\S+) in type (\S+)$`)
	noTemplate = regexp.MustCompile(`^(?:no such template|there is no template|template) ("[^"]*")`)
	noFunction = regexp.MustCompile(`^function ("[^"]*") not defined$|^("[^"]*") is not a defined function$`)
	noRange    = regexp.MustCompile(`^range can't iterate over `)
	wrongType  = regexp.MustCompile(`^wrong type: expected (\S+); found (\S+)$`)
	// wrongNumber gives the function, how many it takes and how many there are.
	wrongNumber = regexp.MustCompile(`^wrong number of args for (\S+): want (.+), got (\d+)$`)
)

// compare is what helps where nothing is nearly right.
var compare = catalog.Say("compare the file with the one of that name in the theme that parvis brings")

// plainly words what the template packages say of a file for who edits a theme.
func plainly(file, said string) catalog.Message {
	where := ""
	if m := slip.FindStringSubmatch(said); m != nil {
		where, said = m[1], m[2]
	}
	switch {
	case noField.MatchString(said):
		m := noField.FindStringSubmatch(said)
		return missing(where, m[1], m[2])
	case noTemplate.MatchString(said):
		return catalog.Say("there is no template %s; define it, or %s", noTemplate.FindStringSubmatch(said)[1], compare)
	case noFunction.MatchString(said):
		name := strings.Trim(strings.Join(noFunction.FindStringSubmatch(said)[1:], ""), `"`)
		if near := frontmatter.Nearest(name, functionNames); near != "" && !strings.HasPrefix(file, "newsletter/") {
			return catalog.Say("there is no function “%s”; write “%s” if that is the one meant", name, near)
		}
		if strings.HasPrefix(file, "newsletter/") {
			return catalog.Say("there is no function “%s” in letters; %s", name, compare)
		}
		return catalog.Say("there is no function “%s”; there are %s", name, strings.Join(functionNames, ", "))
	case noRange.MatchString(said):
		return catalog.Say("“%s” is no list to go through with “range”; %s", where, compare)
	case wrongType.MatchString(said):
		m := wrongType.FindStringSubmatch(said)
		if kind(m[1]).String() == "Str" && m[2] == "string" {
			return catalog.Say("“%s” is a string, which needs no “say”; write {{%s}} by itself", where, where)
		}
		return catalog.Say("“%s” is of type %s, and %s is needed here; %s", where, kind(m[2]), kind(m[1]), compare)
	case wrongNumber.MatchString(said):
		m := wrongNumber.FindStringSubmatch(said)
		return catalog.Say("“%s” needs %s values, and here it has %s; %s", m[1], m[2], m[3], compare)
	case where != "":
		return catalog.Say("“%s” does not work here: %s; %s", where, said, compare)
	}
	return catalog.Say("%s; %s", said, compare)
}

// missing says what helps where a field is asked for that a type has not.
func missing(where, field, of string) catalog.Message {
	if of == reflect.TypeFor[nothing]().String() {
		return catalog.Say("there is no %s, since this template is called without a value; write {{template \"…\" .}} where it is called", field)
	}
	names := namesOf(of)
	says := catalog.Say("there is no %s in type %s, which stands here", field, kind(of))
	helps := catalog.Say("it has no parts; take “.%s” out", field)
	switch near := frontmatter.Nearest(field, names); {
	case near != "":
		helps = catalog.Say("write “.%s” if that is the one meant, or take it out", near)
	case len(names) > 0:
		helps = catalog.Say("take it out; there is %s", strings.Join(names, ", "))
	case !strings.HasPrefix(of, "[]") && (where == "."+field || where == "$."+field):
		helps = catalog.Say("take it out, or %s", compare)
	case strings.HasPrefix(of, "[]"):
		helps = catalog.Say("go through it with {{range}}")
	}
	return catalog.Say("%s; %s", says, helps)
}

// kind is the name of a type as package site documents it: PageView.
func kind(name string) catalog.Message {
	if of, list := strings.CutPrefix(name, "[]"); list {
		return catalog.Say("list of %s", kind(of))
	}
	return catalog.Text(name[strings.LastIndexAny(name, "*.")+1:])
}

// functionNames are the functions that a template can call: the theme's own,
// and those of the template packages that are of use in one.
var functionNames = append(
	slices.Sorted(maps.Keys((&Theme{}).functions(&i18n.Locale{}, ""))),
	"and",
	"eq",
	"ge",
	"gt",
	"index",
	"le",
	"len",
	"lt",
	"ne",
	"not",
	"once",
	"or",
	"print",
	"printf",
	"slice",
)

// namesOf are the names that a template can write behind the dot for a value of
// a type, which is given by its name in the program.
func namesOf(name string) []string {
	seen := map[reflect.Type]bool{}
	reach(reflect.TypeFor[site.Mailed](), seen)
	for _, given := range site.Layouts {
		reach(reflect.TypeOf(given), seen)
	}
	var out []string
	for t := range seen {
		if t.String() != strings.TrimPrefix(name, "*") || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && f.Type != reflect.TypeFor[*sync.Map]() {
				out = append(out, f.Name)
			}
		}
		out = append(out, methodsOf(reflect.PointerTo(t))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reach notes all types that a template can get to from one.
func reach(t reflect.Type, seen map[reflect.Type]bool) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		reach(t.Elem(), seen)
	case reflect.Struct:
		if seen[t] {
			return
		}
		seen[t] = true
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() {
				reach(f.Type, seen)
			}
		}
	}
}

// ExplainPage returns the error that rendering a page has given as a *Fault.
// It renders the page once more, with templates that are not made small, so
// that the place is the one that the theme's editor sees.
func ExplainPage(theme fs.FS, locales map[string]*i18n.Locale, root string, p site.Page, err error) error {
	if t, failed := load(theme, locales, root, true); failed == nil {
		if again := t.Page(p).Render(&bytes.Buffer{}); again != nil {
			err = again
		}
	}
	return Explain(theme, err)
}
