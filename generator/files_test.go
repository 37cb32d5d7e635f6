package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color/palette"
	"image/gif"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/unicode/norm"
	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/source"
	"parvis/themes"
)

// secret stands in the staff note of an entry and in every copy of it.
const secret = "heather in the depot"

// noted is the text of an entry with a staff note, as a backup of it holds it.
var noted = entryText("Trip to a depot", "start: 2026-11-02\nend: 2026-11-03\ndestination: Ravenna, IT\ncost: 5\nstaff_note: The "+secret+".\n")

// drawn is a small picture in a form that the standard library writes.
func drawn(form string) string {
	var b bytes.Buffer
	img := image.NewPaletted(image.Rect(0, 0, 9, 7), palette.WebSafe)
	encode := map[string]func() error{"png": func() error { return png.Encode(&b, img) }, "gif": func() error { return gif.Encode(&b, img, nil) }}
	if err := encode[form](); err != nil {
		panic(err)
	}
	return b.String()
}

// forReaders are files that may be published, by name.
func forReaders(t *testing.T) map[string]string {
	out := map[string]string{"depot.jpg": string(photograph(t, 20, 10, 90)), "plan.png": drawn("png"), "tram.gif": drawn("gif"),
		"drawing.svg":   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>`,
		"agreement.pdf": "%PDF-1.7\n", "UPPER.PDF": "%PDF-1.7\n",
		"passport copy.pdf": "%PDF-1.7\n", "Dépôt (à Évora).pdf": "%PDF-1.7\n", "deep/er/plan.pdf": "%PDF-1.7\n", "50%.pdf": "%PDF-1.7\n",
		"[a] & b's, c;d=e!.pdf": "%PDF-1.7\n"}
	for _, name := range strings.Fields("counts.csv budget.xlsx budget.ods speech.odt speech.docx slides.pptx transcript.txt captions.vtt captions.srt " +
		"film.mp4 film.webm talk.mp3 all.zip data.json map.geojson route.gpx route.kml dates.ics book.epub no-ending") {
		out[name] = "The words of " + name + "\n"
	}
	return out
}

// forNobody are files that lie beside an entry and are never published.
var forNobody = []string{"index.md.bak", "index.md.orig", "index.md.save", "index.md.save.1", "index.md.tmp", "index.md.swp", "#index.md#",
	"index.md~", "index.md.old", "~$notes.docx", ".~lock.notes.odt#",
	"~WRL0001.tmp", "Thumbs.db", "desktop.ini", ".DS_Store", "ehthumbs.db", "Icon\r", "__MACOSX/plan.pdf", "._plan.pdf", ".hidden",
	".index.md.swp", "@eaDir/plan.jpg"}

// besideTrip is a small city in which those files lie beside a trip whose text
// is followed by more, in English and in French.
func besideTrip(t *testing.T, more, french string) fstest.MapFS {
	const folder = "trips/2026/2026-11-depot/"
	files := map[string]string{folder + "index.md": noted + more, folder + "index.fr.md": "---\ntitle: Un dépôt\n---\nTexte.\n" + french}
	for name, data := range forReaders(t) {
		files[folder+name] = data
	}
	for _, name := range append([]string{"index.txt", "copy.markdown"}, forNobody...) {
		files[folder+name] = noted
	}
	return smallCity(files)
}

// linked is a link to a file beside a text.
func linked(name string) string {
	return "\n[This file](" + strings.NewReplacer("(", "%28", ")", "%29").Replace((&url.URL{Path: "./" + name}).EscapedPath()) + ")\n"
}

// publishedBeside are the files that a site has beside the page of the trip, without
// those that parvis makes of the page and the smaller forms of photographs.
func publishedBeside(files map[string][]byte) []string {
	var out []string
	for name := range files {
		if rest, found := strings.CutPrefix(name, "trips/2026-11-depot/"); found && rest != "index.html" && rest != "card.png" {
			out = append(out, rest)
		}
	}
	slices.Sort(out)
	return out
}

// TestFilesBeside lays fifty kinds of file beside an entry: those that its text
// or its translation names are published, and no byte of any other.
func TestFilesBeside(t *testing.T) {
	all := forReaders(t)
	names := slices.Sorted(maps.Keys(all))
	if n := len(all) + len(forNobody); n < 50 {
		t.Fatalf("only %d kinds of file", n)
	}
	draw := rand.New(rand.NewPCG(11, 2))
	for range 6 {
		var some []string
		var more, french string
		for _, name := range names {
			switch draw.IntN(3) {
			case 0:
				continue
			case 1:
				french += linked(name)
			default:
				more += linked(name)
			}
			some = append(some, name)
		}
		files := madeOf(t, besideTrip(t, more, french))
		if got := publishedBeside(files); !slices.Equal(got, some) {
			t.Fatalf("published are %q, named %q", got, some)
		}
		for name, data := range files {
			if bytes.Contains(data, []byte(secret)) {
				t.Fatalf("%s holds the staff note", name)
			}
		}
		page := append(files["trips/2026-11-depot/index.html"], files["fr/trips/2026-11-depot/index.html"]...)
		links := read(t, "the trip", page).links
		for _, name := range some {
			if !slices.Contains(links, "/trips/2026-11-depot/"+(&url.URL{Path: name}).EscapedPath()) {
				t.Fatalf("no page links to %q, but to %q", name, links)
			}
		}
	}
}

// madeOf builds a city but for its share cards, which take long to draw.
func madeOf(t *testing.T, city fstest.MapFS) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, f := range filesOf(t, city) {
		var b bytes.Buffer
		if path.Base(f.Path) != "card.png" {
			if err := f.Render(&b); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
		}
		out[f.Path] = b.Bytes()
	}
	return out
}

// TestFilesNamedOnce warns of each file that is left out, once, and follows each
// remedy to the letter; of backups and the like it says nothing.
func TestFilesNamedOnce(t *testing.T) {
	said := func(city fstest.MapFS) []source.Diagnostic {
		t.Helper()
		set, _, result, err := generator.Check(jobOf(city))
		if err != nil || set == nil {
			t.Fatal(err, listed(result.Diagnostics))
		}
		return slices.DeleteFunc(result.Diagnostics, func(d source.Diagnostic) bool { return !strings.HasPrefix(d.Rule.Name, "file-") })
	}
	found := said(besideTrip(t, "", ""))
	names := append(slices.Collect(maps.Keys(forReaders(t))), "index.txt", "copy.markdown")
	if len(found) != len(names) {
		t.Errorf("%d warnings of %d files:\n%s", len(found), len(names), listed(found))
	}
	more := "\n"
	for _, name := range names {
		n := 0
		for _, d := range found {
			if strings.Contains(d.Message.String(), fmt.Sprintf("%q", name)) {
				n++
				if remedy, ok := strings.CutPrefix(d.Fix.String(), "write "); ok {
					text, _, _ := strings.Cut(remedy, " into the text of the entry")
					more += text + "\n\n"
				}
			}
		}
		if n != 1 {
			t.Errorf("%q is named %d times", name, n)
		}
	}
	city := besideTrip(t, more, "")
	delete(city, "trips/2026/2026-11-depot/index.txt") // moved out, as is said
	delete(city, "trips/2026/2026-11-depot/copy.markdown")
	if found := said(city); len(found) > 0 {
		t.Errorf("the remedies do not work:\n%s", listed(found))
	}
	if got := publishedBeside(madeOf(t, city)); len(got) != len(forReaders(t)) {
		t.Errorf("published are %q", got)
	}
}

// TestFilesForNobody names what is never published: an error where it is named.
func TestFilesForNobody(t *testing.T) {
	for _, name := range append([]string{"index.txt", "copy.markdown"}, forNobody...) {
		for field, city := range map[string]fstest.MapFS{
			"text":   besideTrip(t, linked(name), ""),
			"French": besideTrip(t, "", linked(name)),
			"document": smallCity(map[string]string{"agreements/2026/index.md": entryText("Agreement on depots", fmt.Sprintf(`signed: 2026-06-12
partners: [ravenna]
cost: 50
document: %q
`, name)), "agreements/2026/" + name: noted}),
			"evidence": smallCity(map[string]string{"outcomes/2026/index.md": entryText("A depot", fmt.Sprintf(`date: 2026-10-12
of: [trips/2026-09-ravenna]
status: achieved
cost: 50
evidence: [%q]
`, name)), "outcomes/2026/" + name: noted}),
			"portrait": smallCity(map[string]string{"people/ana/index.md": fmt.Sprintf("---\nname: Ana\nrole: Engineer\nportrait: %q\nalt: Ana\n---\n", name), "people/ana/" + name: noted}),
		} {
			set, _, result, err := generator.Check(jobOf(city))
			if err != nil {
				t.Fatal(err)
			}
			var errs []source.Diagnostic
			for _, d := range result.Diagnostics {
				if d.Severity == source.Error {
					errs = append(errs, d)
				}
			}
			line := 0
			if errs = slices.DeleteFunc(errs, func(d source.Diagnostic) bool {
				return strings.Contains(name, "\r") && d.Rule.Name == "control-character"
			}); len(errs) == 1 {
				line, _ = errs[0].At.Position()
			}
			if set != nil || len(errs) != 1 || line < 2 || !strings.HasSuffix(errs[0].At.File.Path, ".md") {
				t.Errorf("%q in %s: %s", name, field, listed(errs))
			}
		}
	}
}

// TestNamesMeet publishes a file under one name, however the disk and the text
// write its accents.
func TestNamesMeet(t *testing.T) {
	const name = "Dépôt-à-Évora.png"
	for _, onDisk := range []string{norm.NFC.String(name), norm.NFD.String(name)} {
		for _, written := range []string{norm.NFC.String(name), url.PathEscape(norm.NFD.String(name))} {
			folder := "trips/" + norm.NFD.String("été") + "/2026-11-depot/"
			city := smallCity(map[string]string{folder + "index.md": noted + "\n![The depot](" + written + ")\n", folder + onDisk: drawn("png"),
				"static/" + norm.NFD.String("été") + "/" + onDisk: "as it is", "pages/about.md": "---\ntitle: About\n---\n[It](/été/" + written + ")\n"})
			files := madeOf(t, city)
			want := norm.NFC.String(name)
			if got := publishedBeside(files); !slices.Equal(got, []string{want}) {
				t.Errorf("on the disk %+q, written %+q: published are %+q", onDisk, written, got)
			}
			if string(files["été/"+want]) != "as it is" {
				t.Errorf("static/%+q is not published as %+q", onDisk, want)
			}
			for page, href := range map[string]string{"trips/2026-11-depot/index.html": "/trips/2026-11-depot/" + url.PathEscape(want), "about/index.html": "/" + url.PathEscape("été") + "/" + url.PathEscape(want)} {
				if !strings.Contains(string(files[page]), `"`+href+`"`) {
					t.Errorf("on the disk %+q, written %+q: %s has no link to %s", onDisk, written, page, href)
				}
			}
		}
	}
}

func jobOf(city fs.FS) generator.Job {
	return generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
}

// listed are diagnostics as an editor sees them.
func listed(ds []source.Diagnostic) string {
	var b bytes.Buffer
	_ = source.Text(&b, ds, source.Color{}, catalog.English)
	return b.String()
}

// TestKeysBeside: a key beside an entry is never published, and no remedy says
// how it would be.
func TestKeysBeside(t *testing.T) {
	const folder = "trips/2026/2026-11-depot/"
	for name, c := range map[string]struct {
		text string
		key  bool
	}{
		"id_rsa":         {"x", true},
		"Server.PEM":     {"x", true},
		"passwords.xlsx": {"x", true},
		"notes.dat":      {"-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n", true},
		"server.key":     {"-----BEGIN PRIVATE KEY-----\n", true},
		"slides.key":     {"PK\x03\x04slides", false},
	} {
		for _, more := range []string{"", linked(name)} {
			city := smallCity(map[string]string{folder + "index.md": noted + more, folder + name: c.text})
			_, _, result, err := generator.Check(jobOf(city))
			if err != nil {
				t.Fatal(err)
			}
			found := slices.DeleteFunc(result.Diagnostics, func(d source.Diagnostic) bool { return !strings.HasPrefix(d.Rule.Name, "file-") })
			refused := len(found) == 1 && found[0].Rule.Name == "file-private" && found[0].Severity == source.Error
			if more != "" && refused != c.key {
				t.Errorf("linked %q: %s", name, listed(found))
			}
			if more == "" && (len(found) != 1 || strings.Contains(found[0].Fix.String(), "write ") == c.key) {
				t.Errorf("%q: %s", name, listed(found))
			}
		}
	}
}
