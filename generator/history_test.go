package generator_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/themes"
)

// TestRecall reads what a folder of a repository keeps: the texts that differ
// from the present one, the latest first, by their path below the content.
func TestRecall(t *testing.T) {
	r := newRepo(t)
	dir, write := r.dir, r.write
	t.Setenv("GIT_DIR", filepath.Join(dir, "of a hook that runs parvis"))
	write("city/site.yaml", "title: A city\n")
	recall := func(out, named string) (content.Earlier, string) {
		t.Helper()
		e, err := generator.Recall(t.Context(), &generator.Memory{Content: filepath.Join(dir, "city"), Out: filepath.Join(dir, out), Named: named})
		if err != nil {
			return e, err.Error()
		}
		return e, strings.ReplaceAll(strings.Join(said(e.Notes), "|"), dir, "DIR")
	}
	const nothing = "nothing was compared with what was published before: no site is in DIR/nowhere/, and git keeps no earlier text of DIR/city/; " +
		"--published takes a copy of the site’s data/promises.json"
	if e, notes := recall("nowhere", ""); notes != nothing || len(e.Versions) > 0 {
		t.Errorf("a repository without a commit: %v, %s", e, notes)
	}
	write("city/trips/a trip “with” marks.md", "one\n")
	write("city/trips/once.md", "same\n")
	write("city/pages/about.md", "one\n")
	write("elsewhere/trips/other.md", "one\n")
	r.commit("2026-01-01")
	write("city/trips/a trip “with” marks.md", "two\n\nmore\n")
	write("city/pages/about.md", "two\n")
	write("elsewhere/trips/other.md", "two\n")
	r.commit("2026-02-02")
	write("city/trips/once.md", "not committed\n")
	write("data/promises.json", `[{"agreement": "agreements/a", "id": "b"}]`)
	earlier, notes := recall("", "")
	if notes != "" || len(earlier.Promises) != 1 || earlier.Promises[0].ID != "b" {
		t.Errorf("%s, promises %v", notes, earlier.Promises)
	}
	var got []string
	for _, name := range []string{"trips/a trip “with” marks.md", "trips/once.md"} {
		for _, v := range earlier.Versions[name] {
			got = append(got, name+" "+v.On.Format("2006-01-02")+" "+string(v.Text))
		}
	}
	want := "trips/a trip “with” marks.md 2026-02-02 two\n\nmore\n|trips/a trip “with” marks.md 2026-01-01 one\n|trips/once.md 2026-01-01 same\n"
	if strings.Join(got, "|") != want || len(earlier.Versions) != 2 {
		t.Errorf("%d files: %q, want %q", len(earlier.Versions), strings.Join(got, "|"), want)
	}
	if e, notes := recall("nowhere", ""); notes != "" || e.Promises != nil {
		t.Errorf("git alone: %s, promises %v", notes, e.Promises)
	}
	// Another site that is named stands in place of it, and has to be one.
	write("empty.json", "[]")
	write("city/other/data/promises.json", `[{"agreement": "agreements/c", "id": "d"}]`)
	for named, want := range map[string]string{"empty.json": "", "city/other": "agreements/c", "city/other/data/promises.json": "agreements/c"} {
		e, notes := recall("", filepath.Join(dir, named))
		if got := agreements(e.Promises); notes != "" || got != want || e.Promises == nil {
			t.Errorf("%s: %s, %q, want %q", named, notes, got, want)
		}
	}
	for i, text := range []string{"", "<html><title>404</title></html>", "null", "{}", "[{}]", `[{"agreement": "agreements/a"}]`, `[1]`,
		"[", `{"message": "Not Found"}`} {
		write("wrong.json", text)
		if _, said := recall("", filepath.Join(dir, "wrong.json")); !strings.Contains(
			said,
			"wrong.json: it is not the promises.json of a published site; --published takes the folder of a published site, or a copy of its data/promises.json",
		) {
			t.Errorf("%d: %s", i, said)
		}
	}
	for _, named := range []string{"not there", "city", "city/site.yaml"} {
		if _, said := recall("", filepath.Join(dir, named)); !strings.Contains(said, "--published takes") {
			t.Errorf("%s: %s", named, said)
		}
	}
	write("data/promises.json", "<html>")
	if _, notes := recall("", ""); notes != "promises were not compared with the published ones: DIR/data/promises.json: it is not the promises.json of a "+
		"published site" {
		t.Errorf("%s", notes)
	}
	t.Setenv("PATH", "")
	if _, notes := recall("nowhere", ""); notes != "published figures were not compared with earlier ones: the command “git” is not installed|"+nothing {
		t.Errorf("%s", notes)
	}
}

// agreements are the agreements of promises, as one text.
func agreements(promises []content.PromiseRecord) string {
	var out []string
	for _, p := range promises {
		out = append(out, p.Agreement)
	}
	return strings.Join(out, " ")
}

// TestBuildRemembers replaces a site that made a promise, without having been
// told of it: whatever publishes goes through here.
func TestBuildRemembers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publish := func(fields string, earlier content.Earlier) (stopped bool) {
		t.Helper()
		city := smallCity(
			map[string]string{"agreements/2025-ravenna.md": entryText("Agreement with Ravenna", "signed: 2025-06-12\npartners: [ravenna]\ncost: 50\n"+fields)},
		)
		job := generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Earlier: earlier}
		result, err := generator.Build(t.Context(), job, dir, output.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range result.Diagnostics {
			if d.Rule.Name == "promise-vanished" {
				return true
			}
		}
		return result.Summary.Files == 0
	}
	const promise = "promises: [{id: lorries, text: Two narrow lorries by spring., due: 2026-11-15, owner: claire-moreau, status: open}]\n"
	if publish(promise, content.Earlier{}) {
		t.Fatal("the first time")
	}
	for range 2 { // it does not wear off
		if !publish("", content.Earlier{}) {
			t.Error("a promise has gone")
		}
	}
	if publish("", content.Earlier{Promises: []content.PromiseRecord{}}) {
		t.Error("the site that is named made no promise")
	}
}

// said is what notes say in English.
func said(notes []catalog.Message) []string {
	var out []string
	for _, n := range notes {
		out = append(out, n.String())
	}
	return out
}
