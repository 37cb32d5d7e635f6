package content

import (
	"strings"
	"testing"

	"parvis/generator/newcity"
)

// TestVanishedFromHistory holds earlier versions of agreements against the
// present city, where no published site is known.
func TestVanishedFromHistory(t *testing.T) {
	const (
		lorries = "promises: [{id: lorries, text: Two lorries by spring., due: 2027-03-31, status: open}]\n"
		none    = "promises: []\n"
		dropped = "promises: [{id: lorries, text: Two lorries by spring., due: 2027-03-31, status: dropped, reason: No room.}]\n"
	)
	base := baseCity()
	version := func(fields ...string) []string {
		var out []string
		for _, f := range fields {
			out = append(out, base.with(agreement, f)[agreement])
		}
		return out
	}
	gone := func(c city) city {
		c = c.with(outcome, "of: [trips/2026-09-ravenna]\n")
		delete(c, agreement)
		return c
	}
	const elsewhere = "agreements/2026/2025-ravenna.md"
	cases := []struct {
		name string
		past []string // the oldest first
		city city
		want string
	}{
		{"still made", version(lorries), base.with(agreement, lorries), ""},
		{
			"gone",
			version(lorries),
			base.with(agreement, none),
			`content/agreements/2025-ravenna.md: the promise "lorries" of 22 October 2026 is gone: “Two lorries by spring.”`,
		},
		{
			"gone for long",
			version(lorries, none),
			base.with(agreement, none),
			`content/agreements/2025-ravenna.md: the promise "lorries" of 22 October 2026 is gone: “Two lorries by spring.”`,
		},
		{"dropped in the open", version(lorries), base.with(agreement, dropped), ""},
		{
			"dropped in the open, then gone",
			version(lorries, dropped),
			base.with(agreement, none),
			`content/agreements/2025-ravenna.md: the promise "lorries" of 23 October 2026 is gone: “Two lorries by spring.”`,
		},
		{"a draft's", version(lorries + "draft: true\n"), base.with(agreement, none), ""},
		{"of a version that has no benefit", version(lorries + "local_impact: TBD\n"), base.with(agreement, none), ""},
		{"of a version that cannot be read", version(lorries + "sdg: [\n"), base.with(agreement, none), ""},
		{
			"back in a draft",
			version(lorries),
			base.with(agreement, lorries+"draft: true\n"),
			`content/agreements/2025-ravenna.md: the promise "lorries" of 22 October 2026 has been made, and its agreement is now a draft: “Two lorries by spring.”`,
		},
		{"by another id", version(lorries), base.with(agreement, strings.Replace(lorries, "id: lorries", "id: narrow-lorries", 1)), ""},
		{
			"the file is gone",
			version(lorries),
			gone(base),
			`content/site.yaml: the agreement "agreements/2025-ravenna" is gone, and with it the promise "lorries" of 22 October 2026: “Two lorries by spring.”`,
		},
		{"a draft's file is gone", version(lorries + "draft: true\n"), gone(base), ""},
		{"the file lies elsewhere", version(lorries), gone(base).file(elsewhere, base.with(agreement, lorries)[agreement]), ""},
		{
			"the file lies elsewhere, without it",
			version(lorries),
			gone(base).file(elsewhere, base.with(agreement, none)[agreement]),
			`content/agreements/2026/2025-ravenna.md: the promise "lorries" of 22 October 2026 is gone: “Two lorries by spring.”`,
		},
		{"the agreement has another name", version(lorries), gone(base).file("agreements/2025-lorries.md", base.with(agreement, lorries)[agreement]), ""},
		{
			"the agreement has another name and is a draft",
			version(lorries),
			gone(base).file("agreements/2025-lorries.md", base.with(agreement, lorries+"draft: true\n")[agreement]),
			`content/site.yaml: the agreement "agreements/2025-ravenna" is gone, and with it the promise "lorries" of 22 October 2026: “Two lorries by spring.”`,
		},
		{"it cannot be read now", version(lorries), base.file(agreement, "---\ntitle: [\n---\n"), ""},
	}
	for _, c := range cases {
		var past []Version
		for i, text := range c.past {
			past = append([]Version{{On: today.AddDate(0, 0, i-9), Text: []byte(text)}}, past...)
		}
		earlier := Earlier{Versions: map[string][]Version{agreement: past}}
		if got := vanishedIn(t, c.city, earlier); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
		// Where the published site is known, it alone decides.
		earlier.Promises = []PromiseRecord{}
		if got := vanishedIn(t, c.city, earlier); got != "" {
			t.Errorf("%s, beside a site without promises:\n%s", c.name, got)
		}
	}
}

// TestVanishedByName tells an agreement that has been published and goes by
// another name now.
func TestVanishedByName(t *testing.T) {
	const lorries = "promises: [{id: lorries, text: Two lorries by spring., due: 2027-03-31, status: open}]\n"
	before := baseCity().with(agreement, lorries)
	set, _ := before.check(t, Options{})
	now := before.with(outcome, "of: [trips/2026-09-ravenna]\n").file("agreements/2025-lorries.md", before[agreement])
	delete(now, agreement)
	want := `content/agreements/2025-lorries.md: the published promise "lorries" now stands in "agreements/2025-lorries", where nobody who knows its address ` +
		`finds it: “Two lorries by spring.”`
	if got := vanishedIn(t, now, Earlier{Promises: set.PromiseRecords()}); got != want {
		t.Errorf("%q, want\n%q", got, want)
	}
}

// TestVanishedExample has the example of a new city among the earlier versions,
// as a draft and as none: it could not be published.
func TestVanishedExample(t *testing.T) {
	const name = "agreements/example-agreement.md"
	text := newcity.Example(today).File("content/" + name)
	for _, version := range []string{text, strings.Replace(text, "draft: true", "draft: false", 1)} {
		if got := vanishedIn(t, baseCity(), Earlier{Versions: map[string][]Version{name: {{On: today, Text: []byte(version)}}}}); got != "" {
			t.Errorf("%s", got)
		}
	}
	written := strings.NewReplacer("draft: true", "draft: false", "An example: what", "What").Replace(text)
	if got := vanishedIn(t, baseCity(), Earlier{Versions: map[string][]Version{name: {{On: today, Text: []byte(written)}}}}); !strings.Contains(
		got,
		"timetable",
	) {
		t.Errorf("one that was written over: %q", got)
	}
}

// vanishedIn is what is said of vanished promises, each with its file.
func vanishedIn(t *testing.T, c city, e Earlier) string {
	t.Helper()
	_, ds := c.check(t, Options{Earlier: e})
	var got []string
	for _, d := range ds {
		if d.Rule == rulePromiseVanished {
			got = append(got, d.At.File.Path+": "+d.Message.String())
		}
	}
	return strings.Join(got, "|")
}
