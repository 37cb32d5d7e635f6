package content

import (
	"strings"
	"testing"

	"parvis/generator/picture/picturetest"
	"parvis/generator/source"
)

// TestMisplaced: of a file in the wrong folder, or with a name that it cannot have,
// one thing is said, with the place or the name that it has to have; there it is in
// order.
func TestMisplaced(t *testing.T) {
	another, letter := strings.TrimPrefix(anotherTripIn("en", false), "¦"), "---\ntitle: May\nsigned_by: claire-moreau\npurpose: Late shifts could not get home.\n---\n"
	letter += strings.Repeat("I rode the last tram in Ravenna and I want one like it here for all of us. ", 12) + "\n"
	for _, c := range []struct{ at, text, fix, to string }{
		{"agreements/2026-10.md", another, "move it to trips/2026-10.md", "trips/2026-10.md"},
		{"people/2026-10.md", another, "move it to trips/2026-10.md", "trips/2026-10.md"},
		{"outcomes/2026/2026-10.md", another, "move it to trips/2026/2026-10.md", "trips/2026/2026-10.md"},
		{"partners/anna.md", "---\nname: Anna\nrole: Mayor\nelected: true\n---\n", "move it to people/anna.md", "people/anna.md"},
		{"people/bologna.md", "---\nname: Bologna\nkind: city\ncountry: IT\n---\n", "move it to partners/bologna.md", "partners/bologna.md"},
		{"pages/2026-05.md", letter, "move it to newsletters/2026-05.md", "newsletters/2026-05.md"},
		{"déplacements/2026-10.md", another, "move it to trips/2026-10.md", "trips/2026-10.md"},
		{"Viajes/2026-10.md", another, "move it to trips/2026-10.md", "trips/2026-10.md"},
		{"2026/2026-10.md", another, "move it to trips/2026-10.md: ", "trips/2026-10.md"},
		{"2026-10.md", another, "move it to trips/2026-10.md: ", "trips/2026-10.md"},
		{"trips/2026_10.md", another, "name it 2026-10.md", "trips/2026-10.md"},
		{"trips/Été à Ravenne.md", another, "name it ete-a-ravenne.md", "trips/ete-a-ravenne.md"},
		{"trips/2026-10 - Copie.md", another, "copy of 2026-10.md, delete it; if it is something else, name it 2026-10-copie.md", "trips/2026-10-copie.md"},
		{"trips/2026-10 (1).md", another, "name it 2026-10-1.md", "trips/2026-10-1.md"},
		{"trips/x/index (copia).md", another, "copy of index.md", "trips/y/index.md"},
		{"newsletters/mai-2026.md", letter, "name it 2026-05.md", "newsletters/2026-05.md"},
		{"newsletters/2026-5.md", letter, "name it 2026-05.md", "newsletters/2026-05.md"},
		{"newsletters/05.2026.md", letter, "name it 2026-05.md", "newsletters/2026-05.md"},
	} {
		ds := cityIn("en").file(c.at, c.text).problems(t)
		if len(ds) != 1 || ds[0].At.File.Path != "content/"+c.at || !strings.Contains(ds[0].Fix.String(), c.fix) {
			t.Errorf("%s, want %q:\n%s", c.at, c.fix, show(ds))
		}
		for _, d := range cityIn("en").file(c.to, c.text).problems(t) {
			if d.Severity == source.Error {
				t.Errorf("%s, moved to %s:\n%s", c.at, c.to, show([]source.Diagnostic{d}))
			}
		}
	}
}

// TestGone: of an address that leads nowhere, one thing is said: what was meant, or
// where the file belongs; followed, it leads there.
func TestGone(t *testing.T) {
	picture := string(picturetest.File("PNG", picturetest.Options{Plain: true}))
	for _, c := range []struct{ link, beside, fix, mended string }{
		{"[a](www.ravenna.it)", "", "write [a](https://www.ravenna.it)", "[a](https://www.ravenna.it)"},
		{"[a](ravenna.it/tram.html)", "", "write [a](https://ravenna.it/tram.html)", "[a](https://ravenna.it/tram.html)"},
		{"[a](https//ravenna.it)", "", "write [a](https://ravenna.it)", "[a](https://ravenna.it)"},
		{"[a](http:/ravenna.it)", "", "write [a](http://ravenna.it)", "[a](http://ravenna.it)"},
		{"[a](maire@ravenna.it)", "", "write [a](mailto:maire@ravenna.it)", "[a](mailto:maire@ravenna.it)"},
		{"[a](plan.pdf)", "", "put the file into content/trips/, where this one lies, or correct its name", ""},
		{"![a](tram.jpg)", "trips/depot.png", "or write one that is there: depot.png", "![a](depot.png)"},
		{"![a](tram.png)", "static/tram.png", "move it from content/static/tram.png to content/trips/tram.png", ""},
		{"![a](tram.png)", "trips/photos/tram.png", "move it from content/trips/photos/tram.png to content/trips/tram.png", ""},
		{"![a](../tram.png)", "", "put it into content/trips/ and write tram.png", ""},
		{"![a](Tram.png)", "trips/tram.png", `write "tram.png"`, "![a](tram.png)"},
	} {
		at := func(link string) []source.Diagnostic {
			here := cityIn("en").body(trip, link+"\n")
			if c.beside != "" {
				here = here.file(c.beside, picture)
			}
			return here.problems(t)
		}
		var said []source.Diagnostic
		for _, d := range at(c.link) {
			if d.Rule != ruleFileUnnamed { // of a file that lies in the wrong place
				said = append(said, d)
			}
		}
		if len(said) != 1 || said[0].Rule != ruleLinkBroken || !strings.Contains(said[0].Fix.String(), c.fix) {
			t.Errorf("%s with %q, want %q:\n%s", c.link, c.beside, c.fix, show(said))
		}
		if c.mended != "" {
			if again := at(c.mended); len(again) > 0 {
				t.Errorf("%s, mended to %s:\n%s", c.link, c.mended, show(again))
			}
		}
	}
}

// TestSwappedPlace: the edit of two coordinates that were swapped is there where no
// other slip would do.
func TestSwappedPlace(t *testing.T) {
	for _, c := range []struct {
		lat, lon string
		edits    int
	}{{"12.20", "44.42", 2}, {"44.42", "-12.20", 2}, {"3", "100", 0}} {
		ds := baseCity().with("partners/ravenna.md", "lat: "+c.lat+"\nlon: "+c.lon+"\n").problems(t)
		if len(ds) != 1 || ds[0].Rule != rulePlaceElsewhere || len(ds[0].Edits) != c.edits {
			t.Errorf("%s, %s:\n%s%v", c.lat, c.lon, show(ds), ds)
			continue
		}
		if text := edited(string(ds[0].At.File.Text), ds[0].Edits); c.edits > 0 && len(baseCity().file("partners/ravenna.md", text).problems(t)) > 0 {
			t.Errorf("%s, %s become:\n%s", c.lat, c.lon, text)
		}
	}
}
