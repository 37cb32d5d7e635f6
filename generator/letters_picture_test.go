package generator_test

import (
	"bytes"
	"image"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/generator/site"
)

var monthFigure = regexp.MustCompile(`(?s)<div class="?month.*?</div></div>`)

// TestPictureOfTheMonth wants the picture of the first entry that a letter tells of, with
// its text and who made it, in the page, the mail and, where there is room, on paper.
func TestPictureOfTheMonth(t *testing.T) {
	t.Parallel()
	dir, _ := printedOnce(t)
	for folder, want := range map[string][]string{
		"newsletter/2026-10":    {"/trips/2026-10-tubingen/bin", "A brown bin with a green leaf", "Drawn for this demonstration.", "Lids for the brown bins, seen in Tübingen"},
		"fr/newsletter/2026-10": {"/trips/2026-10-tubingen/bin", "Dessin réalisé pour cette démonstration."},
		"newsletter/2026-04":    {"/outcomes/2026-04-warm-flats/radiator"},
	} {
		figure := string(monthFigure.Find(fileIn(t, dir, folder, "index.html")))
		for _, w := range want {
			if !strings.Contains(figure, w) {
				t.Errorf("%s: %q is not in %q", folder, w, figure)
			}
		}
		mail := fileIn(t, dir, folder, site.MailName)
		if n := bytes.Count(mail, []byte("Content-Type: image/jpeg")); n != 2 || len(mail) > 100_000 {
			t.Errorf("%s: the mail has %d pictures and %d bytes", folder, n, len(mail))
		}
	}
	if figure := monthFigure.Find(fileIn(t, dir, "newsletter/2026-03", "index.html")); figure != nil {
		t.Errorf("no entry of March has a picture: %s", figure)
	}
	shown := 0
	for _, folder := range letters(t, dir) {
		file := filepath.Join(dir, folder, site.PDFName)
		if strings.Count(tool(t, "pdfimages", "-list", file), " image ") > 1 {
			shown++
		}
		for name, empty := range voidsOnPaper(t, file) {
			if empty > mostEmpty {
				t.Errorf("%s: the %s column is empty for %.0f mm", folder, name, empty)
			}
		}
	}
	if shown < 8 {
		t.Errorf("%d printed sides show a picture", shown)
	}
}

// mostEmpty is how many millimetres a column of a printed side may be empty, the folio below it
// and the space round it included.
const mostEmpty = 30

// voidsOnPaper are the tallest stretches in millimetres in which the columns of a printed side
// have nothing, from below the title to the folio.
func voidsOnPaper(t *testing.T, file string) map[string]float64 {
	const points = 2 // a millimetre
	base := filepath.Join(t.TempDir(), path.Base(path.Dir(file)))
	tool(t, "pdftoppm", "-r", "50.8", "-gray", "-png", "-singlefile", file, base)
	drawn, _, err := image.Decode(bytes.NewReader(fileIn(t, base+".png")))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for name, column := range map[string][2]int{"left": {14, 72}, "middle": {76, 132}, "side": {140, 194}} {
		run := 0
		for y := 20 * points; y < 285*points; y++ {
			darkest, lightest := uint32(0xffff), uint32(0)
			for x := column[0] * points; x < column[1]*points; x++ {
				v, _, _, _ := drawn.At(x, y).RGBA()
				darkest, lightest = min(darkest, v), max(lightest, v)
			}
			if run++; lightest-darkest > 0x2800 {
				run = 0
			}
			out[name] = max(out[name], float64(run)/points)
		}
	}
	return out
}
