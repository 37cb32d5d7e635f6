package generator_test

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
	"parvis/generator/source"
)

// addressedCity is a small city with a file of each kind that parvis makes, and
// files beside its entries.
func addressedCity(t *testing.T) fstest.MapFS {
	return smallCity(map[string]string{
		"trips/2026-11-depot/index.md": entryText(
			"Trip to a depot",
			"start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\n",
		) + "![The depot](depot.jpg)\n\n[Plan](plans/plan.pdf)\n",
		"trips/2026-11-depot/depot.jpg": string(photograph(t, 1000, 700, 90)), "trips/2026-11-depot/plans/plan.pdf": "%PDF-1.7\n",
		"newsletters/2026-11.md": "---\ntitle: November\nsigned_by: claire-moreau\npurpose: We went because buses were late.\n---\nI rode a bus.\n",
		"pages/about.md":         "---\ntitle: About\n---\nThis is [a list](/lists/list.csv).\n", "static/lists/list.csv": "a\n",
	})
}

// taken are the errors of a city, all of which are to say that an address is
// taken.
func taken(t *testing.T, city fstest.MapFS) []source.Diagnostic {
	t.Helper()
	_, _, result, err := generator.Check(jobOf(city))
	if err != nil {
		t.Fatal(err)
	}
	var out []source.Diagnostic
	for _, d := range result.Diagnostics {
		if d.Severity == source.Error {
			if d.Rule.Name != "address-taken" {
				t.Errorf("%s", listed([]source.Diagnostic{d}))
			}
			out = append(out, d)
		}
	}
	return out
}

// TestStaticClashes puts files into static/ at the address of each file of a
// site, below each, in the place of each folder, and under names that differ
// only in their case: each is an error at the file.
func TestStaticClashes(t *testing.T) {
	t.Parallel()
	city := addressedCity(t)
	files := madeOf(t, city)
	ways, like := map[string]bool{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		first, _, _ := strings.Cut(name, "/")
		if shape := fmt.Sprint(first, strings.Count(name, "/"), path.Base(name)); like[shape] {
			continue // goals are like one another
		} else {
			like[shape] = true
		}
		if name != "robots.txt" && name != "404.html" && name != "fr/404.html" && name != "lists/list.csv" {
			ways[name] = true
		}
		if upper := path.Join(path.Dir(name), strings.ToUpper(path.Base(name))); upper != name {
			ways[upper] = true
		}
		ways[name+"/x.txt"] = true
		if dir := path.Dir(name); dir != "." {
			ways[dir], ways[strings.ToUpper(dir)+"/x.txt"] = true, true
		}
	}
	if len(ways) < 150 {
		t.Fatalf("only %d names", len(ways))
	}
	var batches [][]string
	for _, name := range slices.Sorted(maps.Keys(ways)) {
		if own := "lists/list.csv"; strings.HasPrefix(name, own+"/") || strings.HasPrefix(own, name+"/") {
			continue // no folder can have two files of a name
		}
		i := slices.IndexFunc(batches, func(b []string) bool { return apart(name, b) })
		if i < 0 {
			i, batches = len(batches), append(batches, nil)
		}
		batches[i] = append(batches[i], name)
	}
	for _, batch := range batches {
		if allTaken(t, city, batch) {
			continue
		}
		for _, name := range batch { // each alone: an error may stand at an entry whose file it would replace
			found := taken(t, withStatic(city, name))
			if len(found) != 1 || !strings.HasPrefix(found[0].At.File.Path, "content/static/") && !strings.HasPrefix(found[0].At.File.Path, "content/trips/") {
				t.Errorf("static/%s: %s", name, listed(found))
			}
		}
	}
}

// apart tells whether a name of a file cannot clash with others, so that what is
// wrong with it is what is wrong with it alone: it is none of them and lies in none,
// whatever its case, and all folders that they share are written alike.
func apart(name string, others []string) bool {
	over := func(name string) []string {
		out := []string{name}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			out = append(out, dir)
		}
		return out
	}
	for _, other := range others {
		for _, a := range over(name) {
			for _, b := range over(other) {
				if strings.EqualFold(a, b) && (a != b || a == name || b == other) {
					return false
				}
			}
		}
	}
	return true
}

// withStatic is a city with more files in static/.
func withStatic(city fstest.MapFS, names ...string) fstest.MapFS {
	out := maps.Clone(city)
	for _, name := range names {
		out["static/"+name] = &fstest.MapFile{Data: []byte("x")}
	}
	return out
}

// allTaken tells whether there is one error at each of some files in static/, and no
// other.
func allTaken(t *testing.T, city fstest.MapFS, names []string) bool {
	t.Helper()
	at := map[string]int{}
	for _, d := range taken(t, withStatic(city, names...)) {
		at[d.At.File.Path]++
	}
	for _, name := range names {
		if at["content/static/"+name] != 1 {
			return false
		}
	}
	return len(at) == len(names)
}

// TestStaticBeside adds files to static/ that are in nobody's way.
func TestStaticBeside(t *testing.T) {
	city := addressedCity(t)
	for name, text := range map[string]string{"robots.txt": "User-agent: *\nDisallow: /\n", "404.html": "own",
		"fr/404.html": "own in French", "favicon.ico": "icon", ".well-known/security.txt": "Contact: mailto:a@example.org\n",
		"CNAME": "abroad.example.org\n", "trips/list.csv": "a\n", "trips/2026-11-depot/other.jpg": "JPEG", "assets/logo.css": "a{}",
		"data/more.csv": "a\n", "Lists-of-2026/Étés.csv": "a\n", "google1234.txt": "x", "lists/2026.csv": "a\n"} {
		city["static/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	files := madeOf(t, city)
	for name, data := range city {
		if to, found := strings.CutPrefix(name, "static/"); found && string(files[to]) != string(data.Data) {
			t.Errorf("%s is %.40q", to, files[to])
		}
	}
	if page := string(files["index.html"]); !strings.Contains(page, `<link rel="icon" href="/favicon.ico">`) || strings.Count(page, `rel="icon"`) != 1 {
		t.Error("the city's own icon is not that of its pages")
	}
}

// TestNamesThatAreOne finds names that are one on other systems, among the files
// of static/, beside an entry, and in their folders.
func TestNamesThatAreOne(t *testing.T) {
	trip := func(text string) string { return noted + "\n" + text + "\n" }
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"files": {map[string]string{"static/Logo.png": "", "static/logo.png": ""}, "content/static/logo.png: /Logo.png and /logo.png differ only " +
			"in their case or accents, and are one on Windows and macOS"},
		"sharp s": {map[string]string{"static/Straße.csv": "", "static/strasse.csv": ""}, "content/static/strasse.csv: /Straße.csv and " +
			"/strasse.csv differ only"},
		"accents": {map[string]string{"static/e\u0301te\u0301.csv": "", "static/\u00e9t\u00e9.csv": ""}, "content/static/\u00e9t\u00e9.csv: two " +
			"files here have this name, with its accents written in two ways"},
		"folders":          {map[string]string{"static/Img/a.png": "", "static/img/b.png": ""}, "content/static/img/b.png: /Img and /img differ only"},
		"a file, a folder": {map[string]string{"static/img": "", "static/Img/b.png": ""}, "content/static/img: /img would be a file and a folder"},
		"one not named": {map[string]string{"trips/2026-11-depot/index.md": trip("[a](Plan.pdf)"), "trips/2026-11-depot/Plan.pdf": "",
			"trips/2026-11-depot/plan.pdf": ""}, ""},
		"entry and static": {map[string]string{"trips/2026-11-depot/index.md": trip("[a](plan.pdf)"), "trips/2026-11-depot/plan.pdf": "",
			"static/trips/2026-11-depot/plan.pdf": ""}, "content/static/trips/2026-11-depot/plan.pdf: two files have the address /trips/2026-11-depot/plan.pdf"},
		"entry and card": {map[string]string{"trips/2026-11-depot/index.md": trip("[a](card.png)"), "trips/2026-11-depot/card.png": drawn("png")}, "content/trips/2026-11-depot/card.png: the site has its own /trips/2026-11-depot/card.png"},
		"robots, otherwise": {map[string]string{"static/Robots.txt": ""}, "content/static/Robots.txt: /Robots.txt differs from /robots.txt, which the site " +
			"has, only in its case"},
		"front page":     {map[string]string{"static/index.html": ""}, "content/static/index.html: the site has its own /"},
		"list":           {map[string]string{"static/trips/index.html": ""}, "content/static/trips/index.html: the site has its own /trips/"},
		"list as a file": {map[string]string{"static/trips": ""}, "content/static/trips: the site has a folder /trips/, so it can have no file of that name"},
		"file as a folder": {map[string]string{"static/agenda.ics/x.txt": ""}, "content/static/agenda.ics/x.txt: the site has a file /agenda.ics, so it can " +
			"have no folder of that name"},
		"own list of pages": {map[string]string{"static/sitemap.xml": ""}, "content/static/sitemap.xml: the site has its own /sitemap.xml"},
		"French":            {map[string]string{"static/fr/index.html": ""}, "content/static/fr/index.html: the site has its own /fr/"},
	} {
		got := ""
		for _, d := range taken(t, smallCity(c.files)) {
			got += fmt.Sprintf("%s: %s\n", d.At.File.Path, d.Message)
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || strings.Count(got, "\n") > 1 {
			t.Errorf("%s: %s", name, got)
		}
	}
}
