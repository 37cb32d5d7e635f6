package content

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// fixable is a city in which something is wrong, and what is remembered of it.
type fixable struct {
	name    string
	city    city
	earlier Earlier
}

// fixables are all cities of the tables of tests of messages: the bad examples of the
// rules, what keyboards write, slips and oddities.
func fixables(t *testing.T) []fixable {
	t.Helper()
	var out []fixable
	for _, r := range Rules() {
		base := cityFor(r)
		out = append(out, fixable{r.Name, base.example(r.Bad), base.earlier(t, r.Bad)})
	}
	add := func(file, written string) {
		out = append(out, fixable{fmt.Sprintf("%s: %q", file, written), baseCity().with(file, written+"\n"), Earlier{}})
	}
	for _, c := range remedies {
		add(c.file, c.written)
	}
	for _, c := range typed {
		add(c.file, c.written)
	}
	for _, c := range slips {
		add(c.file, c.written)
	}
	for _, c := range fieldCases {
		add(trip, c.fields)
	}
	for _, c := range misnamed {
		city := baseCity().file(trip, strings.Replace(baseTrip, c.was, c.written, 1))
		out = append(out, fixable{fmt.Sprintf("%q", c.written), city, Earlier{}})
	}
	for lang, list := range brokenFiles {
		for _, broken := range list {
			if whole := cityIn(lang); broken.to == "" {
				text, _ := broken.with(whole, broken.written)
				whole = whole.file(broken.file, strings.Replace(text, "¦", "", 1))
				out = append(out, fixable{fmt.Sprintf("%s %s: %q", lang, broken.file, broken.written), whole, Earlier{}})
			}
		}
	}
	for _, c := range mended {
		out = append(out, fixable{fmt.Sprintf("%s: %q", c.file, c.written), c.city(), Earlier{}})
	}
	for _, c := range oddities {
		city := baseCity().with(c.file, c.plain+"\n")
		out = append(out, fixable{fmt.Sprintf("%s: %q", c.file, c.written), city.file(c.file, strings.Replace(city[c.file], c.plain, c.written, 1)), Earlier{}})
	}
	return out
}

// checkWith is how a city is checked when some of its files hold another text.
func (c city) checkWith(t *testing.T, o Options) func(map[string][]byte) ([]source.Diagnostic, error) {
	return func(changed map[string][]byte) ([]source.Diagnostic, error) {
		is := maps.Clone(c)
		for p, text := range changed {
			is[strings.TrimPrefix(p, "content/")] = string(text)
		}
		_, ds := is.check(t, o)
		return ds, nil
	}
}

// TestEdits makes every edit of every problem that the tables show, each by itself: the
// problem is gone, none has come that was not there, and all that the edit does
// not touch is read as before. Where the words of the remedy lead to one value, the tables say
// which, and the edit writes that.
func TestEdits(t *testing.T) {
	made := map[string]int{}
	for _, c := range fixables(t) {
		_, ds := c.city.check(t, Options{Earlier: c.earlier})
		for _, d := range ds {
			if len(d.Edits) == 0 {
				continue
			}
			if !d.Certain() || len(source.Apart([]source.Diagnostic{d})) != 1 {
				t.Errorf("%s: edits of another file, or on each other: %+v", c.name, d.Edits)
				continue
			}
			made[d.Rule.Name]++
			c.edit(t, d, ds)
		}
	}
	t.Log(made)
	if len(made) < 15 {
		t.Errorf("edits of %d rules alone", len(made))
	}
}

// edit makes the edits of one problem.
func (c fixable) edit(t *testing.T, d source.Diagnostic, before []source.Diagnostic) {
	t.Helper()
	text, written := source.Edited(d.At.File, d.Edits)
	read, same := frontmatter.Kept(d.At.File, source.NewFile(d.At.File.Path, text), d.Edits, written)
	after, _ := c.city.checkWith(t, Options{Earlier: c.earlier})(map[string][]byte{d.At.File.Path: text})
	if !same {
		t.Errorf("%s: another value changes too:\n%s%s", c.name, show([]source.Diagnostic{d}), text)
	}
	// In which country a place lies, no remedy of a number can know, nor whether others name
	// what is a draft, now that this is read.
	after = slices.DeleteFunc(after, func(d source.Diagnostic) bool { return d.Rule == rulePlaceElsewhere || d.Rule == ruleReferenceDraft })
	count := map[kindOfProblem]int{{d.At.File.Path, d.Rule}: -1}
	for _, b := range before {
		count[kindOfProblem{b.At.File.Path, b.Rule}]++
	}
	for _, a := range after {
		known := d.Rule == frontmatter.UnknownField && (a.Rule == frontmatter.DateForm || a.Rule == frontmatter.NumberForm || a.Rule == ruleAmountForm)
		if count[kindOfProblem{a.At.File.Path, a.Rule}]--; count[kindOfProblem{a.At.File.Path, a.Rule}] < 0 && read && !known {
			t.Errorf("%s: %q is edited to\n%s\nand then:\n%s", c.name, d.Message, text, show([]source.Diagnostic{a}))
		}
	}
	if slices.ContainsFunc(after, func(a source.Diagnostic) bool { return sameProblem(a, d) && a.At.Start == d.At.Start }) {
		t.Errorf("%s: the problem is still there:\n%s%s", c.name, show([]source.Diagnostic{d}), text)
	}
}

// slip is a text of a file as it is written, and what Fix makes of it.
type slip struct{ file, written, mended string }

// city is a city with the slip.
func (s slip) city() city {
	c := baseCity()
	if story, is := strings.CutPrefix(s.written, "---\n"); is {
		return c.body(s.file, story)
	}
	c = c.with(s.file, s.mended+"\n")
	return c.file(s.file, strings.Replace(c[s.file], s.mended, s.written, 1))
}

// mended are texts with a slip that leaves nothing to decide, and some in which something
// is to be decided, which stay. A story stands below a line of hyphens.
var mended = []slip{
	{trip, "---\n##The depot\n\nIt opens at four.\n", "---\n## The depot\n\nIt opens at four.\n"},
	{trip, "---\nSee [the report] (https://www.example.org/report).\n", "---\nSee [the report](https://www.example.org/report).\n"},
	{trip, "---\nThe trams run **at night ** too.\n", "---\nThe trams run **at night ** too.\n"},
	{trip, "official: claire-moreaux", "official: claire-moreaux"}, // who may be somebody else
	{trip, "departments: [streets, street]", "departments: [streets, street]"},
	// The value is judged only when its name is known; another problem in it is mended then.
	{trip, "Start: 14 septembre 2026\nCost:\n  lines:\n    - {for: meals, amount: 1,5}", "start: 2026-09-14\ncost:\n  lines:\n    - {for: meals, amount: 1.5}"},
	{trip, "Title: Ravenna shows us how\nPITCH: Late shifts get home.", "title: Ravenna shows us how\npitch: Late shifts get home."},
	{trip, "offical: claire-moreau\npublished: 2026-10-01", "official: claire-moreau\npublished: 2026-10-01"},
	{trip, "ptich: Late shifts get home.", "ptich: Late shifts get home."}, // there is a pitch
	{trip, "local_impact:\n\tbenefit: Line A runs until one from March for late shifts.\n\tissues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]"},
	{trip, "title: Night trams: late shifts get home", `title: "Night trams: late shifts get home"`},
	{trip, "title: Night trams start: 2026-09-14", "title: Night trams start: 2026-09-14"},
	{trip, "title: Night trams purpose: to see them", "title: Night trams purpose: to see them"},
	{trip, "title: Les trams : un essai # à revoir", "title: Les trams : un essai # à revoir"},
	{trip, "title:Ravenne", "title: Ravenne"},
	{trip, "invited_by:Ville de Ravenne\npitch:Late shifts get home.", "invited_by: Ville de Ravenne\npitch: Late shifts get home."},
	{trip, "mandate: {ref:Vote 112, date: 18/06/2026}", "mandate: {ref: Vote 112, date: 2026-06-18}"},
	{trip, "met:\n  * voirie\n  * culture", "met:\n  - voirie\n  - culture"},
	{trip, "met:\n  • voirie\n  • culture", "met:\n  - voirie\n  - culture"},
	{trip, "met:\n  -voirie\n  -culture", "met:\n  - voirie\n  - culture"},
	{trip, "met: • voirie", "met: • voirie"},
	{trip, "status: complete\ncost: {status: finale, lines: [{for: meal, amount: 12}]}", "status: completed\ncost: {status: final, lines: [{for: meals, amount: 12}]}"},
	{trip, "status: perhaps", "status: perhaps"},
	{trip, "cost: {status: final; lines: [{for: meals, amount: 12}]}", "cost: {status: final, lines: [{for: meals, amount: 12}]}"},
	{trip, "cost: {lines: [{for: meals, what: Lunch, dinner, amount: 12}]}", `cost: {lines: [{for: meals, what: "Lunch, dinner", amount: 12}]}`},
	{trip, "title: « Ravenne »", `title: "Ravenne"`},
	{trip, "published: “14/09/2026”", "published: 2026-09-14"},
	{trip, "met: - voirie", "met:\n  - voirie"},
	{trip, "sdg: [11] 13", "sdg: [11] 13"},
	{trip, "official: “claire-moreau”", "official: claire-moreau"},
	{trip, "invited_by: *Voirie*", `invited_by: "*Voirie*"`},
	{trip, "invited_by: @voirie", `invited_by: "@voirie"`},
	{trip, `title: Le "tram" "de nuit"` + "\nmet: [Maire]", `title: Le "tram" "de nuit"` + "\nmet: [Maire]"},
	{trip, "pitch: Late shifts get home.\npitch: Late shifts get home.", "pitch: Late shifts get home."},
	{trip, "pitch: Late shifts get home.\npitch: Late shifts get home by tram.", "pitch: Late shifts get home.\npitch: Late shifts get home by tram."},
	{trip, "pitch: Late shifts\n  get home.\npitch: Late shifts", "pitch: Late shifts\n  get home.\npitch: Late shifts"},
	{trip, "pitch: Late shifts get home on line #1 until one.", "pitch: Late shifts get home on line #1 until one."},
	{trip, "official: claire-moraeu", "official: claire-moreau"},
	{trip, "departments: [street]", "departments: [streets]"},
	{outcome, "of: [trips/2026-09-ravena]", "of: [trips/2026-09-ravenna]"},
	{outcome, "of: [trips/2025-09-ravenna]", "of: [trips/2025-09-ravenna]"}, // another year may be another trip
	{"site.yaml", "population: 20 000\ncontact: {emial: a@ville.fr}", "population: 20000\ncontact: {email: a@ville.fr}"},
	{"site.yaml", "rules: {line-ending: off}", "rules: {line-endings: off}"},
}

// TestFix wants all that leaves nothing to decide to be mended, round by round, and
// nothing else.
func TestFix(t *testing.T) {
	for _, c := range mended {
		before := c.city()
		fixed, err := Fix(before.checkWith(t, Options{}), func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		want, is := strings.Replace(before[c.file], c.written, c.mended, 1), before[c.file]
		for _, f := range fixed.Files {
			if f.Path != "content/"+c.file || string(f.Was) != before[c.file] {
				t.Errorf("%q: %s was %q", c.written, f.Path, f.Was)
			}
			is = string(f.Text)
		}
		if is != want {
			t.Errorf("%q becomes\n%s\nleft:\n%s", c.written, is, show(fixed.Left))
		}
	}
}

// allWords are all words of a text, with how often each stands in it.
func allWords(text string) map[string]int {
	out := map[string]int{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		out[w]++
	}
	return out
}

// TestFixTogether puts several slips into one file: all are mended, whichever hides the
// others, nothing else changes, and nothing is left to mend.
func TestFixTogether(t *testing.T) {
	var certain []slip
	for _, s := range mended {
		if s.file == trip && s.written != s.mended && !strings.HasPrefix(s.written, "---\n") {
			certain = append(certain, s)
		}
	}
	for n := range 100 {
		r := rand.New(rand.NewPCG(7, uint64(n)))
		r.Shuffle(len(certain), func(i, j int) { certain[i], certain[j] = certain[j], certain[i] })
		var written, fields []string
		taken := map[string]bool{}
		for _, s := range certain {
			keys := keysOf(s.mended + "\n")
			if len(written) < 5 && !slices.ContainsFunc(keys, func(k string) bool { return taken[k] }) {
				written, fields = append(written, s.written), append(fields, s.mended)
				for _, k := range keys {
					taken[k] = true
				}
			}
		}
		want := baseCity().with(trip, strings.Join(fields, "\n")+"\n")
		before := want.file(trip, strings.Replace(want[trip], strings.Join(fields, "\n"), strings.Join(written, "\n"), 1))
		fixed, err := Fix(before.checkWith(t, Options{}), func(string) bool { return true })
		if err != nil || len(fixed.Files) != 1 || string(fixed.Files[0].Text) != want[trip] {
			t.Errorf("%q: %v, refused %s, left:\n%s", written, err, show(fixed.Refused), show(fixed.Left))
			continue
		}
		if again, err := Fix(want.checkWith(t, Options{}), func(string) bool { return true }); err != nil || len(again.Files) > 0 {
			t.Errorf("%q: what was mended is mended again (%v)", written, err)
		}
	}
}

// TestFixAnything breaks a file at random: whatever Fix makes of it, it ends, loses no word
// that no edit names, and finds nothing more to do in its own result.
func TestFixAnything(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(baseCity()[trip], "\n"), "\n")
	for _, s := range slices.Concat(mended, slips0()) {
		if s.file == trip {
			lines = append(lines, strings.Split(s.written, "\n")...)
		}
	}
	for n := range 200 {
		r := rand.New(rand.NewPCG(11, uint64(n)))
		text := strings.Split(baseCity()[trip], "\n")
		for range 1 + r.IntN(5) {
			at := r.IntN(len(text))
			if r.IntN(3) == 0 {
				text[at] = lines[r.IntN(len(lines))]
			} else {
				text = slices.Insert(text, at, lines[r.IntN(len(lines))])
			}
		}
		c := baseCity().file(trip, strings.Join(text, "\n"))
		before := allWords(c[trip])
		named := map[string]int{}
		check := c.checkWith(t, Options{})
		fixed, err := Fix(func(changed map[string][]byte) ([]source.Diagnostic, error) {
			ds, err := check(changed)
			for _, d := range ds {
				for _, e := range d.Edits {
					for w := range allWords(e.At.Text()) {
						named[w]++
					}
				}
			}
			return ds, err
		}, func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		if len(fixed.Files) == 0 {
			continue
		}
		is := allWords(string(fixed.Files[0].Text))
		for w, n := range before {
			if is[w] < n && named[w] == 0 {
				t.Errorf("%q is lost of\n%s\nin\n%s", w, c[trip], fixed.Files[0].Text)
			}
		}
		again, err := Fix(c.file(trip, string(fixed.Files[0].Text)).checkWith(t, Options{}), func(string) bool { return true })
		if err != nil || len(again.Files) > 0 {
			t.Errorf("more is mended (%v) of\n%s\n%s", err, fixed.Files[0].Text, again.Files[0].Text)
		}
	}
}

// slips0 are the slips of another table.
func slips0() (out []slip) {
	for _, s := range slips {
		out = append(out, slip{s.file, s.written, s.mended})
	}
	return out
}
