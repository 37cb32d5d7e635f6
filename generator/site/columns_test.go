package site

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/generator/i18n"
	"parvis/themes"
)

// TestColumns shares out the parts of an entry: each that it has stands once, in the order of
// all, in a column where it may; and where anything can be moved, neither column is long
// alone by estimate.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := func(name string, most int) string {
			return strings.Repeat("word ", rapid.IntRange(0, most).Draw(rt, name))
		}
		v := &Entry{Who: &Answer{}, Where: "map", Story: Prose{HTML: template.HTML("<p>" + words("story", 500) + "</p>")}}
		v.Return.Goals = make([]GoalChip, rapid.IntRange(1, 3).Draw(rt, "goals"))
		for range rapid.IntRange(0, 14).Draw(rt, "since") {
			v.Since = append(v.Since, News{Day: "day", Text: Str{Text: words("news", 20)}})
		}
		for range rapid.IntRange(1, 8).Draw(rt, "facts") {
			v.Facts = append(v.Facts, Fact{Text: Str{Text: words("fact", 30)}})
		}
		for range rapid.IntRange(0, 3).Draw(rt, "voices") {
			v.Voices = append(v.Voices, Voice{Quote: Str{Text: words("quote", 30)}})
		}
		v.columns()
		var names []string
		left, right := v.returnTall(), v.ticketTall()+v.whoTall()
		parts := v.parts()
		for _, p := range parts {
			inMain := slices.ContainsFunc(v.Main, func(x Part) bool { return x.Name == p.name })
			inSide := slices.ContainsFunc(v.Side, func(x Part) bool { return x.Name == p.name })
			if inMain == inSide {
				rt.Errorf("%s stands in both columns or none", p.name)
			}
			if inMain {
				left += p.main + partGap
			} else {
				right += p.side + partGap
			}
			names = append(names, p.name)
		}
		if math.IsInf(left, 0) || math.IsInf(right, 0) {
			rt.Errorf("a part stands where it may not: %v and %v", v.Main, v.Side)
		}
		for _, column := range [][]Part{v.Main, v.Side} {
			at := -1
			for _, p := range column {
				i := slices.Index(names, p.Name)
				if i <= at || p.Entry != v {
					rt.Errorf("%s is out of order", p.Name)
				}
				at = i
			}
		}
	})
}

// TestColumnsBalance moves the long timeline of a short entry to the side, and leaves it in its
// place where there is enough beside it.
func TestColumnsBalance(t *testing.T) {
	news := make([]News, 14)
	for i := range news {
		news[i] = News{Day: "3 March 2026", Text: Str{Text: "What happened on that day in the town"}}
	}
	long := template.HTML(strings.Repeat("<p>"+strings.Repeat("word ", 80)+"</p>", 6))
	v := &Entry{Who: &Answer{}, Where: "map", Since: news, Facts: make([]Fact, 5), Story: Prose{HTML: long}}
	v.Return.Goals = make([]GoalChip, 2)
	v.columns()
	if !slices.ContainsFunc(v.Side, func(p Part) bool { return p.Name == "since" }) {
		t.Errorf("at the side stand %v", namesOf(v.Side))
	}
	few := &Entry{Who: &Answer{}, Where: "map", Since: news[:2], Facts: make([]Fact, 3), Story: Prose{HTML: "<p>Short.</p>"}}
	few.Return.Goals = make([]GoalChip, 2)
	few.columns()
	if !slices.ContainsFunc(few.Main, func(p Part) bool { return p.Name == "since" }) {
		t.Errorf("in the wide column stand %v", namesOf(few.Main))
	}
}

func namesOf(parts []Part) (out []string) {
	for _, p := range parts {
		out = append(out, p.Name)
	}
	return out
}

// TestStoryTall estimates what a story's paragraphs, headings and pictures take.
func TestStoryTall(t *testing.T) {
	v := &Entry{}
	for _, c := range []struct {
		html  string
		lines float64 // so many lines, about
	}{
		{"", 0}, {"<p>One line.</p>", 1.7}, {"<p>" + strings.Repeat("word ", 160) + "</p>", 10.7},
		{`<h3>A heading</h3><p>One.</p>`, 3.9}, {`<p><img src="a.jpg" width="1280" height="800"></p>`, 16.8},
	} {
		v.Story.HTML = template.HTML(c.html)
		if got := (v.storyTall() - 14) / lineTall; math.Abs(got-c.lines) > 0.6 {
			t.Errorf("%s takes %.1f lines, want %.1f", fmt.Sprintf("%.40s", c.html), got, c.lines)
		}
	}
}

// TestNames finds a unit among the words of what is measured.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		text, unit string
		want       bool
	}{
		{"Windows cleaned", "windows", true}, {"Écoles équipées", "écoles", true}, {"Cups returned", "per cent", false}, {"Panes", "pane", false},
		{"Trips a year", "a year", true}, {"Calls", "", false}, {"", "days", false},
	} {
		if got := names(c.text, c.unit); got != c.want {
			t.Errorf("%q names %q: %v", c.text, c.unit, got)
		}
	}
}

// TestFigure writes numbers with a unit as the language does, and leaves years and texts alone.
func TestFigure(t *testing.T) {
	locale, err := i18n.Load(themes.Chartres(), "en")
	if err != nil {
		t.Fatal(err)
	}
	l := &lang{Locale: locale}
	for value, want := range map[string]string{"9400 kg": "9,400\u00a0kg", "96 kg": "96\u00a0kg", "2026": "2026", "May 2026": "May\u00a02026",
		"1200.5 km": "1,200.5\u00a0km", "From October 2026 the nine windows are cleaned": "From October 2026 the nine windows are cleaned"} {
		if got := l.figure(value); got != want {
			t.Errorf("%q is written %q, want %q", value, got, want)
		}
	}
}
