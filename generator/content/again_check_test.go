package content

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// editor changes the files of a city as somebody at work does, and as nobody
// means to.
type editor struct {
	*rand.Rand
	files fstest.MapFS
	first map[string]string // texts before any edit
	names []string          // of Markdown files
	often []string          // of entries
}

func newEditor(t *testing.T, dir string) *editor {
	t.Helper()
	e := &editor{Rand: rand.New(rand.NewPCG(11, 23)), files: fstest.MapFS{}, first: map[string]string{}}
	for _, name := range tree(t, dir) {
		text, err := os.ReadFile(path.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		e.files[name] = &fstest.MapFile{Data: text}
		if path.Ext(name) == ".md" {
			e.names, e.first[name] = append(e.names, name), string(text)
			if folder, _, _ := strings.Cut(name, "/"); Kind(folder).IsEntry() {
				e.often = append(e.often, name)
			}
		}
	}
	return e
}

// tree are the files of a folder.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	folder, err := Read(os.DirFS(dir), "content")
	if err != nil {
		t.Fatal(err)
	}
	return folder.paths
}

var (
	aWord    = regexp.MustCompile(`\b\pL{5,}\b`)
	aBenefit = regexp.MustCompile(`(?m)^  benefit: .*$`)
	aDigit   = regexp.MustCompile(`\d`)
)

// edit changes one file and returns its name.
func (e *editor) edit() string {
	from := e.often
	if e.IntN(5) == 0 {
		from = e.names
	}
	name := from[e.IntN(len(from))]
	text := string(e.files[name].Data)
	front := strings.Index(text[3:], "\n---") + 3
	lines := strings.SplitAfter(text, "\n")
	one := func(form *regexp.Regexp, by string) string {
		found := form.FindAllStringIndex(text, -1)
		if len(found) == 0 {
			return text
		}
		at := found[e.IntN(len(found))]
		return text[:at[0]] + by + text[at[1]:]
	}
	switch e.IntN(22) {
	case 0, 1, 2:
		text += fmt.Sprintf("\nAnother paragraph, no. %d.\n", e.IntN(1000))
	case 3:
		text = text[:front] + "\n---\nA line on top.\n" + strings.TrimPrefix(text[front:], "\n---")
	case 4, 5, 6:
		text = one(aWord, []string{"lanterns", "windows", "rivers"}[e.IntN(3)])
	case 7:
		id, _, _ := strings.Cut(e.often[e.IntN(len(e.often))], ".")
		text += fmt.Sprintf("\nSee [there](/%s/) and [elsewhere](https://example.org/%d).\n", id, e.IntN(9))
	case 8, 14, 15, 16, 17:
		text = one(aDigit, fmt.Sprint(e.IntN(10)))
	case 9:
		i := e.IntN(len(lines))
		text = strings.Join(slices.Delete(lines, i, i+1), "")
	case 10:
		text = text[:front] + "\ndraft: true" + text[front:]
	case 18, 19: // nearly what another says
		text = aBenefit.ReplaceAllString(text, fmt.Sprintf("  benefit: Since spring 2026 the families of the %s borrow the market's tools and repair %s at 3 euros an hour.",
			[]string{"old", "new"}[e.IntN(2)]+" town", []string{"bicycles", "lanterns", "prams"}[e.IntN(3)]))
	case 11:
		text += "\n## One more heading\n\nBelow it.\n"
	case 12:
		text = strings.Replace(text, "\n", "\n# a note that moves every line\n", 1)
	case 13:
		text = string(e.files[e.names[e.IntN(len(e.names))]].Data) // another file's
	default:
		text = e.first[name]
	}
	e.files[name] = &fstest.MapFile{Data: []byte(text)}
	return name
}

// TestCheckAgain edits the demonstration again and again. What Again makes of
// it has to be what Check makes of all of it, to the last text and place.
func TestCheckAgain(t *testing.T) {
	e := newEditor(t, "../../content")
	folder, err := Read(e.files, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := ParseSettings(folder.Settings)
	o := Options{Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), Preview: true, Locales: locales}
	var good *Set
	answered, steps := 0, 300
	if testing.Short() {
		steps = 60
	}
	for step := range steps {
		var changed []string
		for range 1 + e.IntN(2)*step%3 {
			changed = append(changed, e.edit())
		}
		if folder, err = folder.Again(e.files, changed); err != nil {
			t.Fatal(err)
		}
		units, err := folder.Parse(settings, o.Today)
		if err != nil {
			t.Fatal(err)
		}
		want, found := Check(settings, problems, units, folder, o)
		if good != nil {
			if got, foundAgain, ok := good.Again(units, folder, o); ok {
				answered++
				sameCheck(t, step, changed, got, want, foundAgain, found)
				want = got // go on from there
			}
		}
		if want != nil {
			good = want
		}
		if want == nil { // the editor mends it
			for _, name := range changed {
				e.files[name] = &fstest.MapFile{Data: []byte(e.first[name])}
			}
			if folder, err = folder.Again(e.files, changed); err != nil {
				t.Fatal(err)
			}
		}
	}
	if answered < steps/4 {
		t.Errorf("Again answered %d of %d times", answered, steps)
	}
	t.Logf("Again answered %d of %d times", answered, steps)
}

func sameCheck(t *testing.T, step int, changed []string, got, want *Set, foundAgain, found []source.Diagnostic) {
	t.Helper()
	var a, b bytes.Buffer
	_, _ = source.Text(&a, foundAgain, source.Color{}, catalog.English), source.Text(&b, found, source.Color{}, catalog.English)
	if a.String() != b.String() {
		t.Fatalf("step %d, after edits of %v, Again says:\n%s\nCheck says:\n%s", step, changed, a.String(), b.String())
	}
	if want == nil {
		t.Fatalf("step %d, after edits of %v: Again has a set, and Check has none", step, changed)
	}
	for _, pair := range [][2]*Set{{got, want}, {got.kept.check.Set, want.kept.check.Set}} {
		if where := differs(reflect.ValueOf(pair[0]), reflect.ValueOf(pair[1]), map[[2]uintptr]bool{}); where != "" {
			t.Fatalf("step %d, after edits of %v: the sets differ at Set%s", step, changed, where)
		}
	}
}

// differs tells where two values hold something else, whatever addresses they
// have; "" for nowhere. What is worked out when it is asked for is left out.
func differs(a, b reflect.Value, seen map[[2]uintptr]bool) string {
	if a.IsValid() != b.IsValid() {
		return ": one is missing"
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return map[bool]string{false: ": one is nil"}[a.IsNil() == b.IsNil()]
		}
		pair := [2]uintptr{a.Pointer(), b.Pointer()}
		if pair[0] == pair[1] || seen[pair] {
			return ""
		}
		seen[pair] = true
		if file, ok := reflect.TypeAssert[*source.File](readable(a)); ok {
			other, _ := reflect.TypeAssert[*source.File](readable(b))
			return map[bool]string{false: ": another text of " + file.Path}[file.Path == other.Path && bytes.Equal(file.Text, other.Text)]
		}
		return differs(a.Elem(), b.Elem(), seen)
	case reflect.Struct:
		for i := range a.NumField() {
			switch name := a.Type().Field(i).Name; name {
			case "folder", "pasts", "kept", "mu", "locales":
			default:
				if where := differs(a.Field(i), b.Field(i), seen); where != "" {
					return "." + name + where
				}
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			return fmt.Sprintf(": %d and %d items", a.Len(), b.Len())
		}
		for i := range a.Len() {
			if where := differs(a.Index(i), b.Index(i), seen); where != "" {
				return fmt.Sprintf("[%d]%s", i, where)
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return fmt.Sprintf(": %d and %d keys", a.Len(), b.Len())
		}
		for _, k := range a.MapKeys() {
			if where := differs(a.MapIndex(k), b.MapIndex(k), seen); where != "" {
				return fmt.Sprintf("[%v]%s", k, where)
			}
		}
	case reflect.Interface:
		return differs(a.Elem(), b.Elem(), seen)
	case reflect.Func:
	default:
		if !a.Equal(b) {
			return fmt.Sprintf(": %v and %v", a, b)
		}
	}
	return ""
}

// readable is a value of a field that other packages cannot name.
func readable(v reflect.Value) reflect.Value {
	return reflect.NewAt(v.Type().Elem(), v.UnsafePointer())
}

// TestFreely finds fields that are called free texts and are gone.
func TestFreely(t *testing.T) {
	for of, names := range freely {
		for _, name := range names {
			if _, found := of.FieldByName(name); !found {
				t.Errorf("%v has no field %s", of, name)
			}
		}
	}
}
