package generator_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/site"
	"parvis/themes"
)

func sheetJob(files map[string]string) generator.Job {
	return generator.Job{Content: smallCity(files), Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
}

// TestSheetSecrets looks for random words on the sheets for the press and the bulletin, of what is
// written for the staff, of who is told what, and of quotations to which nobody has agreed: there
// are none. Who agreed is quoted for the press.
func TestSheetSecrets(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 3))
	var secrets []string
	word := func() string {
		secrets = append(secrets, fmt.Sprintf("zq%08x", random.Uint32()))
		return secrets[len(secrets)-1]
	}
	hidden := func() string {
		return "staff_note: Say " + word() + ".\ncommunication: [{for: press, message: " + word() + ", channel: " + word() + ", on: 2026-12-20}]\n"
	}
	voices := func() string {
		return "voices: [{who: " + word() + ", quote: " + word() + "}, {who: " + word() + ", quote: " + word() + ", consent: no}, " +
			"{who: Ada, quote: It runs., consent: V-1}]\n"
	}
	trip := "start: 2026-11-05\nend: 2026-11-06\ndestination: Ravenna, IT\ncost: 5\n"
	job := sheetJob(map[string]string{
		"trips/told.md":      entryText("Trip to a depot", trip+hidden()+"briefing: {date: 2026-11-02, departments: [streets], topics: ["+word()+"]}\n"),
		"trips/draft.md":     entryText("Trip in the making", trip+"draft: true\n"+hidden()+voices()),
		"agreements/bus.md":  entryText("Buses at night", "signed: 2026-10-01\ncost: 5\npartners: [ravenna]\n"+hidden()),
		"outcomes/bus.md":    entryText("Buses run", "date: 2026-11-10\nof: [trips/told]\nstatus: achieved\ncost: 5\n"+hidden()),
		"events/quay.md":     entryText("Evening by the river", "start: 2026-12-04\nplace: Quay\nfor: [citizens]\ncost: 20\n"+hidden()),
		"events/training.md": entryText("Morning for colleagues", "start: 2026-12-04\nplace: "+word()+"\nfor: [staff]\ncost: 20\n"+hidden()),
	})
	sheets := 0
	for _, id := range []string{"trips/told", "trips/draft", "agreements/bus", "outcomes/bus", "events/quay", "events/training"} {
		for _, kind := range site.SheetKinds {
			sheet, err := generator.MakeSheet(job, id, kind, "")
			if none, ok := errors.AsType[generator.NoSheet](err); ok {
				if len(none.Has) == 0 || slices.Contains(none.Has, kind) {
					t.Errorf("%s has no sheet %s, and has %q", id, kind, none.Has)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s %s: %v", id, kind, err)
			}
			sheets++
			if kind == site.PressKind && strings.Contains(string(sheet.HTML), "It runs.") != (id == "trips/draft") {
				t.Errorf("the sheet for the press on %s: %s", id, sheet.HTML)
			}
			if kind != site.PressKind && kind != site.BulletinKind {
				continue
			}
			for _, secret := range secrets {
				if bytes.Contains(sheet.HTML, []byte(secret)) {
					t.Errorf("the sheet %s on %s tells %s", kind, id, secret)
				}
			}
		}
	}
	if sheets != 2*4+2+2*3+1 {
		t.Errorf("there are %d sheets", sheets)
	}
}

// TestPosterOnPaper prints a poster: one page that says its message, and is drawn on.
func TestPosterOnPaper(t *testing.T) {
	t.Parallel()
	job := sheetJob(map[string]string{"campaigns/night.md": "---\ntitle: Home at one\nmessage: The last bus waits for you.\nfrom: 2026-11-20\n" +
		"until: 2026-12-04\nfor: [citizens]\ntells: [trips/2026-09-ravenna]\n---\n"})
	sheet, err := generator.MakeSheet(job, "campaigns/night", site.PosterKind, "")
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := sheet.PDF(context.Background(), chromium(t))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "poster.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	if info := tool(t, "pdfinfo", file); !regexp.MustCompile(`Pages: +1\n`).MatchString(info) || !strings.Contains(info, "(A4)") {
		t.Errorf("%s", info)
	}
	if text := strings.Join(strings.Fields(tool(t, "pdftotext", file, "-")), " "); !strings.Contains(text, "The last bus waits for you") {
		t.Errorf("the poster says %q", text)
	}
	tool(t, "pdftoppm", "-r", "20", "-png", "-singlefile", file, strings.TrimSuffix(file, ".pdf"))
	if dark := darkness(t, strings.TrimSuffix(file, ".pdf")+".png"); dark < .05 || dark > .6 {
		t.Errorf("of the poster %.3f is drawn on", dark)
	}
}

// darkness is how much of a picture is not white, of 1.
func darkness(t *testing.T, file string) float64 {
	t.Helper()
	drawn, _, err := image.Decode(bytes.NewReader(fileIn(t, file)))
	if err != nil {
		t.Fatal(err)
	}
	dark, all := 0, drawn.Bounds()
	for y := range all.Dy() {
		for x := range all.Dx() {
			if r, g, b, _ := drawn.At(x, y).RGBA(); min(r, g, b) < 0xc000 {
				dark++
			}
		}
	}
	return float64(dark) / float64(all.Dx()*all.Dy())
}
