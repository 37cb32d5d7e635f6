package content

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"parvis/generator/markdown"
	"parvis/generator/source"
)

// This file checks content again of which little has changed, without going
// through all of it: while it is written, most changes are to the words of one
// entry, and a city may have a hundred thousand.
//
// Again answers only where it can show that nothing but the entry itself may be
// judged or shown otherwise: where old and new differ in nothing but free texts
// (see freely), and nothing said of other files points into its files. Anything
// else, and anything that this file has not heard of, is a matter of Check.

// kept is what a preview remembers of its check.
type kept struct {
	check   *checker // as it stood when it judged the files; nothing is published yet
	options Options
	found   []source.Diagnostic
	// bound are the files of which something outside of them speaks: the check
	// of another entry, or of all together.
	bound map[*source.File]bool
}

// keep remembers a check that has found no error, before its set is published.
func (c *checker) keep(o Options, found []source.Diagnostic) *kept {
	judged, set := *c, *c.Set
	judged.Set, judged.found, judged.plain = &set, nil, nil
	k := &kept{check: &judged, options: o, found: found, bound: map[*source.File]bool{}}
	for _, d := range c.found { // what was found in all files together
		k.bind(d, nil)
	}
	for _, t := range c.touched {
		own := map[*source.File]bool{}
		if g, ok := judged.familyOf(t.by); ok {
			for _, i := range g.units {
				own[c.all[i].File] = true
			}
		}
		k.bind(t.said, own)
	}
	return k
}

// touch is what the check of a unit said of another file.
type touch struct {
	by   *Unit
	said source.Diagnostic
}

// touches notes what a unit's check has said of other files.
func (c *checker) touches(u *Unit, said []source.Diagnostic) {
	for _, d := range said {
		if d.At.File != u.File || slices.ContainsFunc(d.Related, func(r source.Related) bool { return r.At.File != u.File }) {
			c.touched = append(c.touched, touch{u, d})
		}
	}
}

// bind notes the files of which a diagnostic speaks, but for own.
func (k *kept) bind(d source.Diagnostic, own map[*source.File]bool) {
	if f := d.At.File; !own[f] {
		k.bound[f] = true
	}
	for _, r := range d.Related {
		if !own[r.At.File] {
			k.bound[r.At.File] = true
		}
	}
}

// family is an entry and its translations, by their indexes among all units: the
// entry's own comes first.
type family struct{ units []int }

// familyOf finds the entry of a unit, itself or what it translates.
func (c *checker) familyOf(u *Unit) (family, bool) {
	var e *Entry
	switch {
	case u.Entry != nil:
		e = c.byID[u.Entry.ID]
	case u.Translation != nil:
		e = c.byID[u.Translation.Of]
	}
	if e == nil {
		return family{}, false
	}
	var g family
	add := func(p string) bool {
		i, found := slices.BinarySearch(c.folder.Markdown, p)
		g.units = append(g.units, i)
		return found
	}
	if !add(e.Path) {
		return family{}, false
	}
	for _, lang := range sortedKeys(e.Translations) {
		if !add(e.Translations[lang].Path) {
			return family{}, false
		}
	}
	return g, true
}

// mostAgain is how many entries are looked at one by one; where more have
// changed, all are checked.
const mostAgain = 8

// Again is what Check makes of units of which few have changed since it made this
// set, with the same settings and options; ok is false where that takes a whole
// check. The set stays as it is. Nothing but Markdown may have changed.
func (s *Set) Again(units []*Unit, folder *Folder, o Options) (set *Set, found []source.Diagnostic, ok bool) {
	k := s.kept
	if k == nil || len(units) != len(k.check.all) || folder.Settings != k.check.folder.Settings || !k.check.folder.Same(folder) ||
		!reflect.DeepEqual(o, k.options) {
		return nil, nil, false
	}
	families := map[int]family{}
	for i, u := range units {
		if before := k.check.all[i]; u != before {
			g, known := k.check.familyOf(before)
			if !known || !slices.Contains(g.units, i) || len(families) == mostAgain {
				return nil, nil, false
			}
			families[g.units[0]] = g
		}
	}
	a := k.again(s, units, folder)
	for _, i := range slices.Sorted(maps.Keys(families)) {
		if !a.replace(families[i]) {
			return nil, nil, false
		}
	}
	for _, i := range slices.Sorted(maps.Keys(families)) {
		if !a.judge(families[i]) {
			return nil, nil, false
		}
	}
	a.shown.kept = &kept{check: a.check, options: o, found: a.found, bound: k.bound}
	return a.shown, a.found, true
}

// again is a check that goes on from another.
type again struct {
	before *kept
	check  *checker
	shown  *Set
	found  []source.Diagnostic
}

func (k *kept) again(shown *Set, units []*Unit, folder *Folder) *again {
	judged, set, out := *k.check, *k.check.Set, *shown
	judged.Set, judged.all, judged.admitted = &set, units, slices.Clone(k.check.admitted)
	judged.registers = judged.newRegisters()
	set.entries, set.byID = slices.Clone(set.entries), maps.Clone(set.byID)
	for _, s := range []*Set{&set, &out} { // a preview shows all that it judges
		s.folder, s.static, s.pasts, s.entries, s.byID = folder, folder.Static, newPasts(), set.entries, set.byID
	}
	return &again{before: k, check: &judged, shown: &out, found: slices.Clone(k.found)}
}

// replace puts an entry in the place of what it was before, and tells whether
// that is all there is to do in other places.
func (a *again) replace(g family) bool {
	i := g.units[0]
	u, old := a.check.all[i], a.before.check.admitted[i]
	if old == nil || old.Entry == nil || u.Entry == nil || u.Entry.ID != old.Entry.ID {
		return false
	}
	for _, i := range g.units {
		if a.before.bound[a.before.check.all[i].File] {
			return false
		}
	}
	u = a.check.own(u)
	if u.Entry == old.Entry || u.Entry.StaffOnly() || old.Entry.StaffOnly() {
		return false
	}
	for _, i := range g.units[1:] {
		t, before := a.check.all[i].Translation, a.before.check.all[i].Translation
		if t == nil || before == nil || t.Of != before.Of || t.Lang != before.Lang || !alikeButTexts(t, before) {
			return false
		}
		u.Entry.Translations[t.Lang] = t
	}
	if !alikeButTexts(u.Entry, old.Entry) {
		return false
	}
	a.check.admitted[i] = u
	a.check.entries[slices.Index(a.check.entries, old.Entry)], a.check.byID[u.Entry.ID] = u.Entry, u.Entry
	a.check.Set.exchange(old.Entry, u.Entry)
	a.shown.exchange(old.Entry, u.Entry)
	return true
}

// judge checks an entry's files, and tells whether nothing is wrong and what is
// said stays among them.
func (a *again) judge(g family) bool {
	c := *a.check
	c.found, c.plain, c.touched = nil, nil, nil
	own := map[*source.File]bool{}
	for _, i := range g.units {
		own[c.all[i].File] = true
		c.file(c.all[i], c.admitted[i])
	}
	isOther := func(d source.Diagnostic) bool {
		return !own[d.At.File] || d.Severity == source.Error || slices.ContainsFunc(d.Related, func(r source.Related) bool { return !own[r.At.File] })
	}
	i := g.units[0]
	if slices.ContainsFunc(c.found, isOther) || !slices.Equal(c.admitted[i].Entry.Files, a.before.check.admitted[i].Entry.Files) {
		return false
	}
	source.Sort(c.found)
	for _, i := range g.units {
		name := c.all[i].File.Path
		from, to := among(a.found, name)
		newFrom, newTo := among(c.found, name)
		a.found = slices.Replace(a.found, from, to, c.found[newFrom:newTo]...)
	}
	return true
}

// among finds what is said of a file among sorted diagnostics.
func among(ds []source.Diagnostic, name string) (from, to int) {
	order := func(d source.Diagnostic, name string) int {
		if d.At.File == nil {
			return -1
		}
		return strings.Compare(d.At.File.Path, name)
	}
	from, _ = slices.BinarySearchFunc(ds, name, order)
	for to = from; to < len(ds) && ds[to].At.File != nil && ds[to].At.File.Path == name; to++ {
	}
	return from, to
}

// exchange puts an entry in the place of another that differs in free texts
// alone, wherever the set knows it but for its lists of all entries. What it holds
// may be another set's too, and is copied.
func (s *Set) exchange(old, by *Entry) {
	if o := by.Outcome; o != nil {
		s.outcomesOf, s.keepers = maps.Clone(s.outcomesOf), maps.Clone(s.keepers)
		for _, of := range o.Of {
			s.outcomesOf[of.V] = exchanged(s.outcomesOf[of.V], old, by)
		}
		for _, k := range o.Keeps {
			if s.keepers[k.V] == old {
				s.keepers[k.V] = by
			}
		}
	}
	if len(inward(by.Body.Links)) == 0 && (by.Event == nil || len(by.Event.Of) == 0) {
		return
	}
	s.mentions = maps.Clone(s.mentions)
	for id, list := range s.mentions {
		if i := slices.IndexFunc(list, func(m Mention) bool { return m.Entry == old }); i >= 0 {
			list = slices.Clone(list)
			for ; i < len(list); i++ {
				if list[i].Entry == old {
					list[i].Entry = by
				}
			}
			s.mentions[id] = list
		}
	}
}

// exchanged is a list with one item in the place of another.
func exchanged[T comparable](list []T, old, by T) []T {
	if i := slices.Index(list, old); i >= 0 {
		list = slices.Clone(list)
		list[i] = by
	}
	return list
}

// freely are the fields in which words stand that the check of no other file
// looks at and that no list goes by. All others count.
var freely = map[reflect.Type][]string{
	reflect.TypeFor[Entry]():  {"Title", "Pitch", "Purpose", "WhyInPerson", "Difficulties", "StaffNote", "Translations"},
	reflect.TypeFor[Impact](): {"Who", "Where"}, reflect.TypeFor[Cost](): {"Explanation"}, reflect.TypeFor[Line](): {"What"},
	reflect.TypeFor[Lesson](): {"Seen", "Here"}, reflect.TypeFor[Voice](): {"Quote"}, reflect.TypeFor[markdown.Doc](): {"Words"},
	reflect.TypeFor[Head](): {"Files"}, // they are compared when they are known
	reflect.TypeFor[Translation](): {"Title", "Pitch", "Purpose", "Benefit", "Who", "Where", "WhyInPerson", "Difficulties", "Role", "Question", "Practice",
		"texts", "lists"},
}

// Types whose values are places, and count for nothing.
var (
	spanType = reflect.TypeFor[source.Span]()
	fileType = reflect.TypeFor[*source.File]()
	linkType = reflect.TypeFor[[]markdown.Link]()
)

// alikeButTexts tells whether two values of one type, each behind a pointer, hold
// the same but for free texts and places.
func alikeButTexts[T any](a, b *T) bool { return alikeFacts(reflect.ValueOf(a), reflect.ValueOf(b)) }

func alikeFacts(a, b reflect.Value) bool {
	switch a.Type() {
	case spanType, fileType:
		return true
	case linkType:
		return alikeLinks(a, b)
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return a.Pointer() == b.Pointer() || alikeFacts(a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if !slices.Contains(freely[a.Type()], a.Type().Field(i).Name) && !alikeFacts(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !alikeFacts(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map, reflect.Func, reflect.Interface, reflect.Chan:
		return a.IsNil() && b.IsNil() // none of these holds a fact today
	}
	return a.Equal(b)
}

// alikeLinks compares the links that lead into the site, or to a file beside it.
func alikeLinks(a, b reflect.Value) bool {
	links := func(v reflect.Value) []markdown.Link {
		out := make([]markdown.Link, v.Len())
		for i := range out {
			l := v.Index(i)
			out[i] = markdown.Link{Address: l.FieldByName("Address").String(), Image: l.FieldByName("Image").Bool(), Scheme: l.FieldByName("Scheme").String()}
		}
		return inward(out)
	}
	return slices.Equal(links(a), links(b))
}

// inward are the links that are not to another site.
func inward(links []markdown.Link) []markdown.Link {
	return slices.DeleteFunc(slices.Clone(links), func(l markdown.Link) bool { return l.Elsewhere() && !l.Image })
}
