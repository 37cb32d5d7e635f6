package newentry

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/source"
	"parvis/themes"
)

var today = time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)

// town is a small city, to which files can be added.
func town() fstest.MapFS {
	files := map[string]string{
		"site.yaml": "title: Testville abroad\ncity: Testville\ncountry: FR\npopulation: 20000\nlanguage: en\ncurrency: EUR\n" +
			"base_url: https://abroad.testville.example/\ndepartments: [{id: streets, name: Streets}]\n" +
			"local_issues: [{id: mobility, name: {en: Getting around}}, {id: housing, name: Housing}]\n",
		"people/ada.md":       "---\nname: Ada Alder\nrole: Mayor\nelected: true\nfrom: 2020-07-01\n---\n",
		"people/bo.md":        "---\nname: Bo Berg\nrole: Clerk\n---\n",
		"partners/ravenna.md": "---\nname: Ravenna\nkind: city\ncountry: IT\n---\n",
		"agreements/trams.md": "---\ntitle: Ravenna and Testville share their timetables\nsigned: 2026-01-10\npartners: [ravenna]\n" +
			"pitch: Two cities, one timetable.\npurpose: Learn from a town that has run night trams for years.\n" +
			"local_impact: {benefit: The station quarter gets a timetable in March that answers its late shifts., issues: [mobility]}\n" +
			"cost: 10\nsdg: [17.9]\nofficial: ada\ndepartments: [streets]\n" +
			"promises:\n  - {id: tram, text: Run a night tram on line A., due: 2027-03-31, owner: ada, status: open}\n---\n",
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func read(t interface{ Fatal(...any) }, fsys fstest.MapFS, lang string) *City {
	c, err := Read(fsys, "content", lang, func(*content.Settings) time.Time { return today })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// checked is a file of a city and what the check finds in the city, as “parvis check” does it.
func checked(t *rapid.T, fsys fstest.MapFS, file string) (*content.Unit, []source.Diagnostic) {
	folder, err := content.Read(fsys, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	units, err := folder.Parse(settings, today)
	if err != nil {
		t.Fatal(err)
	}
	words, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	_, found := content.Check(settings, problems, units, folder, content.Options{Today: today, Locales: map[string]*i18n.Locale{"en": words}})
	i, there := slices.BinarySearch(folder.Markdown, file)
	if !there {
		t.Fatalf("%s is no file that is read", file)
	}
	return units[i], found
}

// typed draws what somebody may type: right and wrong answers, remedies, and anything.
var typed = rapid.OneOf(
	rapid.SampledFrom([]string{
		"", "1", "2", "3", "1, 2", "17", "2026-09-14", "14/09/2026", "14 septembre 2026", "mars 2027", "2026", "2026-02-30", "Ravenna, IT", "Ravenne, Italie",
		"Ravenna", "1240.50", "1 240,50", "0", "-3", "?", "gratuit", "11.2", "11,2", "11.2, 13", "ada", "Ada Alder", "+ Zoé Lefèvre", "+ ?", "+", "bo", "nobody",
		"agreements/trams", "agreements/trams#tram", "too_early", "not_achieved", "dropped", "en cours", "oui", "true", "city", "ville", "IT", "Italie",
		"TBD", "à définir", "A better service.", "Line A runs until one from March, so late shifts get home without a car.",
		"The station quarter gets a timetable in March that answers its late shifts.", "See why trams run until one in the morning.",
		"<", "null", "~", "yes", "[", "]", "{a: b}", "[a, b]", "[a", `"`, `"a"`, `"a" and "b"`, "'", "a: b", "a #b", "#", "- a", "? a", "& a", "* a", "!a", "| a", "> a",
		"%", "@a", "`a`", "---", "...", "title: x", "start: 2026-09-14", "sdg: [11.2, 13]", `destination: ["Ravenna, IT", "Bologna, IT"]`,
		"« a »", "“a”", "a\tb", "a\x00b", "a\u202eb", "a\u200bb", "\u00a0", "\ufeffa", "a\u2028b", "a\x85b", "\xff", "&lt;b&gt;", "<b>a</b>", "[a](b)",
		"日本語", "***", "東京, JP", strings.Repeat("a", 300), strings.Repeat("a b ", 100), "{pending: why}", "{lines: []}", "cost: {pending: later}",
	}),
	rapid.String(),
)

// What has been typed, whatever it was, comes out as a draft that can be read and in which
// the check finds no error. Were it published, nothing would be wrong but what is open.
func TestAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fsys := town()
		c := read(t, fsys, rapid.SampledFrom(fields.Languages[:]).Draw(t, "language"))
		e := c.New(rapid.SampledFrom(fields.Folders).Draw(t, "kind"))
		for i, q := range e.questions {
			if !q.Scripted() {
				continue
			}
			j, err := e.Answer(q, typed.Draw(t, q.Name))
			if err != nil {
				t.Fatal(err)
			}
			if _, open := e.answers[q.Name]; i == 0 && !open || len(j.Errors) > 0 && e.answers[q.Name] != "" {
				if i > 0 {
					t.Fatalf("%s: %q was taken, with %v", q.Name, e.answers[q.Name], j.Errors)
				}
				e.answers[q.Name] = " Night trams"
			}
		}
		holds(t, fsys, e)
	})
}

// The same for a dialogue, to the end of the lines or of the questions.
func TestAnyDialogue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fsys := town()
		lang := rapid.SampledFrom(fields.Languages[:]).Draw(t, "language")
		e := read(t, fsys, lang).New(rapid.SampledFrom(fields.Folders).Draw(t, "kind"))
		lines := append([]string{"Night trams"}, rapid.SliceOfN(typed, 0, 40).Draw(t, "lines")...)
		if e.Month != "" {
			lines = append([]string{""}, lines...)
		}
		lines = append(lines, strings.Split(strings.Repeat("\n", 60), "\n")...)
		err := e.Ask(NewTalk(context.Background(), strings.NewReader(strings.Join(lines, "\n")), io.Discard, lang))
		if errors.Is(err, ErrEnded) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		holds(t, fsys, e)
	})
}

// holds wants the file of an entry to be a draft without an error, and without an error but
// for what is open where it is published.
func holds(t *rapid.T, fsys fstest.MapFS, e *Entry) {
	name, err := e.Name()
	if err != nil {
		t.Fatal(err)
	}
	if _, there := e.city.Has(e.Kind, name); there {
		return // that is said, and nothing is written
	}
	file, text := string(e.Kind)+"/"+name+".md", e.Text()
	city := maps.Clone(fsys)
	city[file] = &fstest.MapFile{Data: []byte(text)}
	unit, found := checked(t, city, file)
	if head(unit) == nil || !head(unit).Draft {
		t.Fatalf("%s is no draft that can be read:\n%s", file, text)
	}
	for _, d := range found {
		if d.Severity == source.Error {
			t.Fatalf("%s: %s\n%s", d.Rule.Name, d.Message, text)
		}
	}
	w := e.answered()
	city[file] = &fstest.MapFile{Data: []byte(w.text)}
	_, found = checked(t, city, file)
	for _, d := range found {
		missing := slices.ContainsFunc(e.Missing, func(m Missing) bool { return m.ID == d.At.Text() })
		if d.Severity != source.Error || slices.Contains(untimely, d.Rule.Name) || missing || d.At.File == nil || d.At.File.Path != "content/"+file {
			continue
		}
		if at := w.fieldAt(d.At.Start); at != "" {
			t.Fatalf("%s: %s: %s\n%s", at, d.Rule.Name, d.Message, w.text)
		}
	}
}

func head(u *content.Unit) *content.Head {
	switch {
	case u.Entry != nil:
		return &u.Entry.Head
	case u.Person != nil:
		return &u.Person.Head
	case u.Partner != nil:
		return &u.Partner.Head
	case u.Newsletter != nil:
		return &u.Newsletter.Head
	case u.Campaign != nil:
		return &u.Campaign.Head
	case u.Page != nil:
		return &u.Page.Head
	}
	return nil
}

// TestGoBack: who goes back is asked the question before anew, as if it had never been
// answered, with all that its answer had brought; at the first there is none before it.
func TestGoBack(t *testing.T) {
	texts := map[string]string{}
	for name, title := range map[string][]string{"straight": {"Night trams"}, "back": {"<", "Day trams", "<", "Night trams"}} {
		e := read(t, town(), "en").New(fields.Outcomes)
		lines := slices.Clone(title)
		for i, q := range e.questions[1:] {
			switch {
			case q.Name == "status" && name == "back":
				lines = append(lines, "not_achieved", "<", "dropped", "No driver was found.", "<", "<", "achieved")
			case q.Name == "status":
				lines = append(lines, "achieved")
			case name == "back" && i+2 < len(e.questions):
				lines = append(lines, "", "<", "") // left open, and left open again
			default:
				lines = append(lines, "")
			}
		}
		var said strings.Builder
		if err := e.Ask(NewTalk(context.Background(), strings.NewReader(strings.Join(lines, "\n")+"\n"), &said, "en")); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, said.String())
		}
		if texts[name] = e.Text(); name == "back" && strings.Count(said.String(), "This is the first question.") != 1 {
			t.Errorf("the first question is not said to be it:\n%s", said.String())
		}
		if n := strings.Count(said.String(), "(reason)"); name == "back" && n != 3 {
			t.Errorf("a reason is asked for %d times:\n%s", n, said.String())
		}
	}
	if texts["straight"] != texts["back"] || !strings.Contains(texts["back"], "status: achieved") || strings.Contains(texts["back"], "reason: No") {
		t.Errorf("straight:\n%s\nback:\n%s", texts["straight"], texts["back"])
	}
}

// Every choice that is asked for, and every goal, has a name in every language.
func TestLabels(t *testing.T) {
	for _, lang := range fields.Languages {
		c := read(t, town(), lang)
		for _, kind := range fields.Folders {
			e := c.New(kind)
			for _, q := range e.questions {
				for _, o := range e.options(q) {
					if o.label == "" || q.Type == fields.Choice && o.label == o.id {
						t.Errorf("%s: %s of %s has no name for %q", lang, q.Name, kind, o.id)
					}
				}
			}
		}
	}
}

// A goal or a target is found by what it is called, and by a number that is its own and no
// place in the list.
func TestGoals(t *testing.T) {
	e := read(t, town(), "en").New(fields.Trips)
	f, ok := fields.Find(fields.Trips.Fields(), "sdg")
	if !ok {
		t.Fatal("there is no field for goals")
	}
	for typed, want := range map[string]string{
		"18.1": " [18.1]", "11": " [11]", "clean water and sanitation": " [6]", "transport that everyone can use": " [11.2]", "halve food waste, 3": " [12.3, 3]",
	} {
		if got, _ := e.read(Question{Field: f}, typed); got != want {
			t.Errorf("%q is written %q, want %q", typed, got, want)
		}
	}
}

// Months are read as people write them, and the next one is proposed.
func TestMonths(t *testing.T) {
	fsys := town()
	if got := read(t, fsys, "en").New(fields.Newsletters).Month; got != "2026-10" {
		t.Errorf("the first letter is of %s", got)
	}
	fsys["newsletters/2026-12.md"] = &fstest.MapFile{Data: []byte("---\ntitle: December\ndraft: true\n---\n")}
	c := read(t, fsys, "en")
	for typed, want := range map[string]string{
		"": "2027-01", "2027-02": "2027-02", "mars 2027": "2027-03", "04/2027": "2027-04", "5 de mayo de 2027": "2027-05", "month: 2027-06": "2027-06",
		"2026-12": "", "2027": "", "2027-13": "", "soon": "", "[": "",
	} {
		e := c.New(fields.Newsletters)
		if typed == "" {
			typed = e.Month
		}
		j := e.SetMonth(typed)
		if want == "" && len(j.Errors) == 0 || want != "" && (len(j.Errors) > 0 || e.Month != want) {
			t.Errorf("%q is %s: %v", typed, e.Month, j.Errors)
		}
	}
}
