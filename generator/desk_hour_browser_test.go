package generator_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/desk"
	"parvis/generator/devserver"
	"parvis/generator/newcity"
	"parvis/generator/newentry"
	"parvis/generator/picture"
	"parvis/generator/publish"
	"parvis/generator/source"
	"parvis/themes"
)

// hour is an officer's first hour at a desk: where no city is yet, nor anything else.
type hour struct {
	*testing.T
	ctx     context.Context
	listens *net.TCPListener
	home    string               // the address of the desk
	content string               // the folder of the city, once it is made
	end     func()               // ends the desk
	place   func(*publish.Place) // what is to be known of the servers
}

// TestFirstHour begins with nothing and ends with a city that can be published. Each step
// goes on from the one before.
func TestFirstHour(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h := &hour{T: t, ctx: ctx, listens: l.(*net.TCPListener)}
	for _, step := range []struct {
		name string
		does func()
	}{
		{"city", h.makesCity},
		{"person", h.writesPerson},
		{"trip", h.writesTrip},
		{"agreement", h.writesAgreement},
		{"outcome", h.writesOutcome},
		{"errors", h.mendsErrors},
		{"translation", h.translates},
		{"letter", h.writesLetter},
		{"build", h.builds},
		{"publish", h.publishes},
		{"end", h.ends},
	} {
		if t.Failed() {
			break
		}
		step.does()
		t.Log(step.name)
	}
}

func (h *hour) do(actions ...chromedp.Action[chromedp.Void]) {
	h.Helper()
	if err := chromedp.Do(h.ctx, actions...); err != nil {
		h.Fatal(err)
	}
}

// typed types into a field, in the place of what stands there.
func (h *hour) typed(id, text string) {
	h.Helper()
	eventually(h.T, h.ctx, "the field "+id, fmt.Sprintf(`document.readyState === "complete" && document.getElementById(%q) != null`, id))
	value[bool](h.T, h.ctx, fmt.Sprintf(`(() => { const e = document.getElementById(%q);
		for (let d = e.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
		e.focus(); e.select?.(); return true })()`, id))
	h.do(chromedp.KeyEvent(text)) // to the field by its focus: what is typed makes the form anew, and its nodes with it
}

// chosen chooses from a list, ticks, or types into the field of a search in whose place the
// script has put a list.
func (h *hour) chosen(id, choice string) {
	h.Helper()
	eventually(h.T, h.ctx, "the scripts", `document.readyState === "complete"`)
	switch value[string](h.T, h.ctx, fmt.Sprintf(`(() => { const e = document.getElementById(%q), tick = e?.querySelector("[type=checkbox][value='%s']");
		if (!e) return "none";
		if (tick) tick.click();
		else if (e.tagName === "SELECT") { e.value = %q; e.dispatchEvent(new Event("input", { bubbles: true })); }
		else return "search";
		return "" })()`, id, choice, choice)) {
	case "none":
		h.Fatalf("there is no field %s", id)
	case "search":
		h.typed(id, choice+"\r")
	}
}

// adds adds an item to a list.
func (h *hour) adds(id string) {
	h.Helper()
	value[bool](h.T, h.ctx, fmt.Sprintf(`document.getElementById(%q).querySelector(":scope > button.add").click() ?? true`, id))
}

// begins begins a new file of a kind.
func (h *hour) begins(kind, called string) {
	h.Helper()
	h.do(chromedp.Navigate(h.home))
	value[bool](h.T, h.ctx, fmt.Sprintf(`(document.getElementById("new-%s").closest("details").open = true)`, kind))
	h.do(chromedp.SendKeys("#new-"+kind, called+"\r"))
	eventually(h.T, h.ctx, "the form", `document.querySelector("#form")?.action.includes("/save/`+kind+`/")`)
}

// saves saves what is written, and wants it to be taken; for everybody, or as a draft.
func (h *hour) saves(public bool) {
	h.Helper()
	if public {
		eventually(h.T, h.ctx, "that it may be published", `!document.querySelector("[data-gate]").disabled`)
		value[bool](h.T, h.ctx, `document.querySelector("[data-gate]").click() ?? true`)
	}
	value[bool](h.T, h.ctx, `(document.getElementById("state").textContent = "…", document.getElementById("form").requestSubmit(), true)`)
	eventually(h.T, h.ctx, "the answer", `document.getElementById("state")?.innerText === "Everything is saved" || document.querySelector(".notice") != null`)
	if says := value[string](h.T, h.ctx, `[...document.querySelectorAll(".notice, #problems .error")].map((e) => e.innerText).join("\n")`); says != "" {
		h.Fatal(says)
	}
}

func (h *hour) read(name string) string {
	h.Helper()
	text, err := os.ReadFile(filepath.Join(h.content, name))
	if err != nil {
		h.Fatal(err)
	}
	return string(text)
}

// makesCity answers what the desk asks where there is none.
func (h *hour) makesCity() {
	dir := h.TempDir()
	start := desk.NewStart(desk.StartConfig{Language: "en", Places: []string{dir}, Make: func(folder string, b newcity.Begun) error {
		b.Currency, b.Zones, b.Day = "EUR", content.ZonesOf(b.Country), demonstration().Today
		if err := os.Mkdir(folder, 0o777); err != nil {
			return err
		}
		root, err := os.OpenRoot(folder)
		if err != nil {
			return err
		}
		return errors.Join(b.Write(root), root.Close())
	}})
	alone, chosen := context.WithCancel(h.ctx)
	defer chosen()
	ended := make(chan error, 1)
	go func() { ended <- devserver.ServeAlone(alone, h.listens, start, catalog.English) }()
	h.home = generator.Address(h.listens) + start.Path()[1:]
	h.do(chromedp.EmulateViewport(390, 900), chromedp.Navigate(h.home))
	barriers(h.T, h.ctx, "the beginning of a city")
	if wide := value[int64](h.T, h.ctx, `document.documentElement.scrollWidth`); wide > 390 {
		h.Errorf("the beginning is %d wide", wide)
	}
	h.do(chromedp.EmulateViewport(1280, 900))
	h.typed("city", "Aubin")
	for _, sign := range []string{"waste", "mobility", "water", "lighting"} {
		h.chosen("city-form", sign)
	}
	h.typed("departments", "Streets and trams\rTown twinning")
	h.typed("name", "Clare Moran")
	h.typed("role", "Mayor")
	value[string](h.T, h.ctx, `document.getElementById("since").value = "2024-03-22"`)
	go func() {
		h.content = filepath.Join(<-start.Chosen(), "content")
		chosen()
		h.stand(<-ended, start.Secret())
	}()
	h.do(chromedp.Click(`#city-form .strong`))
	eventually(h.T, h.ctx, "the desk", `document.querySelector("#new-trips") != null`)
	barriers(h.T, h.ctx, "a new city")
}

// stand stands the desk up over the city, where the beginning was.
func (h *hour) stand(err error, secret string) {
	if err != nil {
		h.Error(err)
		return
	}
	root, err := os.OpenRoot(h.content)
	if err != nil {
		h.Error(err)
		return
	}
	d, err := desk.New(desk.Config{Root: root, Words: catalog.English, Secret: secret, Publishing: h.publishing(), City: func(f fs.FS) (*newentry.City, error) {
		return newentry.Read(f, "content", "en", func(*content.Settings) time.Time { return demonstration().Today })
	}})
	if err != nil {
		h.Error(err)
		return
	}
	ctx, cancel := context.WithCancel(h.ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- generator.Serve(ctx, h.listens, generator.ServeOptions{
			Job: func() (generator.Job, error) {
				job := h.job()
				job.Content = d.Content()
				return job, nil
			},
			Content: h.content, Bind: "127.0.0.1", Editor: devserver.DefaultEditor, Desk: d, Changed: d.Changed(),
			Report: func(r devserver.Result, c devserver.Changes, _ time.Duration) {
				d.Note(r.Diagnostics, c.Content, c.All)
			},
		})
	}()
	h.end = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			h.Error(err)
		}
		d.End()
		root.Close()
	})
	h.Cleanup(h.end)
}

// job is what is made of the city.
func (h *hour) job() generator.Job {
	return generator.Job{Content: os.DirFS(h.content), Name: "content", Theme: themes.Chartres(), Today: demonstration().Today}
}

func (h *hour) writesPerson() {
	h.begins("people", "Ana Duarte")
	h.typed("f.role", "Deputy mayor for streets")
	h.chosen("f.elected", "true")
	h.typed("f.from", "2024-03-22")
	takePortrait(h.T, h.ctx, "Ana Duarte at the tram stop")
	h.saves(true)
	is := h.read("people/ana-duarte.md")
	for _, want := range []string{"role: Deputy mayor for streets\n", "elected: true\n", "portrait: ana-duarte-portrait.jpg\n", "alt: Ana Duarte at the tram stop\n"} {
		if !strings.Contains(is, want) {
			h.Errorf("%q is not there:\n%s", want, is)
		}
	}
	if kind := picture.KindOf([]byte(h.read("people/ana-duarte-portrait.jpg"))); kind != picture.JPEG {
		h.Errorf("the portrait is a %s", kind)
	}
}

// lines writes the cost lines of a trip.
func (h *hour) lines(all ...[3]string) {
	for i, line := range all {
		if value[bool](h.T, h.ctx, fmt.Sprintf(`document.getElementById("f.cost.lines.%d.for") == null`, i)) {
			h.adds("f.cost.lines")
		}
		at := fmt.Sprintf("f.cost.lines.%d.", i)
		h.chosen(at+"for", line[0])
		h.typed(at+"what", line[1])
		h.typed(at+"amount", line[2])
	}
}

func (h *hour) writesTrip() {
	h.begins("trips", "Ravenna shows us how night trams pay their way")
	h.typed("f.start", "2026-09-14")
	h.typed("f.end", "2026-09-16")
	h.typed("f.destination.0", "Ravenna, IT")
	h.typed("f.pitch", "Late shifts get home without a car.")
	h.typed("f.purpose", "See how a city of our size runs trams until one in the morning.")
	h.typed("f.local_impact.benefit", "Line A runs until one from March 2027, so late shifts get home without a car.")
	h.chosen("f.local_impact.issues", "mobility")
	h.typed("f.sdg", "11.2\r")
	h.lines([3]string{"transport", "Night train, two people", "412.50"}, [3]string{"lodging", "Two nights", "186"}, [3]string{"meals", "Meals", "92.40"},
		[3]string{"interpreting", "A day of interpreting", "240"}, [3]string{"other", "Tickets of the tram", "12"})
	eventually(h.T, h.ctx, "what the lines add up to", `document.querySelector('[id="f.cost.lines"] .total').innerText.includes("942.90")`)
	h.typed("body", "The depot opens at four in the morning. We rode the last tram with those who drive it.")
	h.saves(true)
}

func (h *hour) writesAgreement() {
	h.begins("agreements", "What Ravenna and Aubin promise each other on trams")
	h.typed("f.signed", "2026-09-16")
	h.chosen("f.partners", "ravenna")
	h.typed("f.pitch", "Both cities publish what a night of trams costs.")
	h.typed("f.purpose", "Learn from each other what trams by night cost and who rides them.")
	h.typed("f.local_impact.benefit", "From 1 January 2027 every stop of line A shows when the next tram comes by night.")
	h.chosen("f.local_impact.issues", "mobility")
	h.typed("f.sdg", "11.2\r")
	h.typed("f.cost", "180")
	for i, promise := range [][3]string{{"timetable", "A timetable for the night is published.", "2027-03-01"}, {"stops", "Each stop says when the next tram comes.", "2027-01-01"}} {
		at := fmt.Sprintf("f.promises.%d.", i)
		if value[bool](h.T, h.ctx, fmt.Sprintf(`document.getElementById("%stext") == null`, at)) {
			h.adds("f.promises")
		}
		h.typed(at+"id", promise[0])
		h.typed(at+"text", promise[1])
		h.typed(at+"due", promise[2])
		h.chosen(at+"status", "open")
	}
	h.saves(true)
}

func (h *hour) writesOutcome() {
	h.begins("outcomes", "The last tram leaves at one")
	h.typed("f.date", "2026-11-16")
	h.typed("f.of", "pay their way\r")
	h.chosen("f.status", "under_way")
	h.typed("f.pitch", "Since November line A runs until one on Fridays.")
	h.typed("f.purpose", "Try on one evening a week what Ravenna does on each.")
	h.typed("f.local_impact.benefit", "On Fridays the last tram of line A leaves the station at one, for 340 riders so far.")
	h.chosen("f.local_impact.issues", "mobility")
	h.typed("f.sdg", "11.2\r")
	h.typed("f.cost", "1250")
	h.saves(true)
}

// mendsErrors makes three errors, is told of each at its field, and mends them.
func (h *hour) mendsErrors() {
	h.do(chromedp.Navigate(h.home + "edit/trips/ravenna-shows-us-how-night-trams.md"))
	h.typed("f.start", "2026-02-31")
	h.typed("f.cost.lines.0.amount", "about four hundred")
	h.typed("f.local_impact.benefit", "TBD")
	flagged := func(id string) string {
		return fmt.Sprintf(`document.getElementById(%q).getAttribute("aria-invalid") === "true"`, id)
	}
	for _, id := range []string{"f.start", "f.cost.lines.0.amount", "f.local_impact.benefit"} {
		eventually(h.T, h.ctx, "what is wrong at "+id, flagged(id))
	}
	h.typed("f.start", "2026-09-14")
	h.typed("f.local_impact.benefit", "Line A runs until one from March 2027, so late shifts get home without a car.")
	h.typed("f.cost.lines.0.amount", "412.50")
	eventually(h.T, h.ctx, "that nothing is wrong", `!document.querySelector("#problems .error")`)
	h.saves(true)
}

// translates has the site in French too, and writes what the trip says in it.
func (h *hour) translates() {
	h.do(chromedp.Navigate(h.home + "edit/site.yaml"))
	h.chosen("f.languages", "en")
	h.chosen("f.languages", "fr")
	h.saves(false)
	h.do(chromedp.Navigate(h.home + "edit/trips/ravenna-shows-us-how-night-trams.md"))
	value[bool](h.T, h.ctx, `document.getElementById("t-fr").requestSubmit() ?? true`)
	eventually(h.T, h.ctx, "the form of the translation", `document.querySelector("#form")?.action.endsWith(".fr.md")`)
	h.typed("f.title", "Ravenne nous montre comment payer des trams de nuit")
	h.typed("f.pitch", "Les équipes du soir rentrent sans voiture.")
	h.typed("f.purpose", "Voir comment une ville de notre taille fait rouler ses trams jusqu’à une heure.")
	h.typed("f.local_impact.benefit", "La ligne A roule jusqu’à une heure dès mars 2027 : les équipes du soir rentrent sans voiture.")
	h.saves(false)
}

// writesLetter writes the letter of the month in the place of the example.
func (h *hour) writesLetter() {
	h.do(chromedp.Navigate(h.home + "edit/newsletters/2026-11.md"))
	h.typed("f.title", "What the last tram taught us")
	h.typed("f.purpose", "I tell you each month what our journeys have brought you.")
	value[bool](h.T, h.ctx, `document.getElementById("f.features").closest(".field").querySelector(".chips button").click() ?? true`) // the example, which is told no more
	h.typed("f.features", "pay their way\r")
	h.typed("body", "On Fridays I ride the last tram. It is full, and nobody on it has a car waiting.")
	h.saves(true)
}

// builds publishes the city as it lies there, and finds in it what was written.
func (h *hour) builds() {
	job := h.job()
	_, _, result, err := generator.Check(job)
	if err != nil {
		h.Fatal(err)
	}
	for _, d := range result.Diagnostics {
		if d.Severity == source.Error {
			h.Errorf("%s: %s", d.At.File.Path, d.Message.In(catalog.English))
		}
	}
	for name, want := range map[string][]string{
		"trips/ravenna-shows-us-how-night-trams.md":         {"amount: 412.50", "amount: 12", "benefit: Line A runs until one from March"},
		"trips/ravenna-shows-us-how-night-trams.fr.md":      {"title: Ravenne nous montre"},
		"agreements/what-ravenna-and-aubin-promise-each.md": {"id: timetable", "due: 2027-01-01"},
		"outcomes/the-last-tram-leaves-at-one.md":           {"status: under_way"},
		"newsletters/2026-11.md":                            {"signed_by: clare-moran", "I ride the last tram"},
		"site.yaml":                                         {"sign: lighting", "Town twinning", "languages: [en, fr]"},
	} {
		is := h.read(name)
		for _, w := range append(want, "") {
			if !strings.Contains(is, w) {
				h.Errorf("%s does not say %q:\n%s", name, w, is)
			}
		}
		if strings.Contains(is, "draft: true") {
			h.Errorf("%s is a draft", name)
		}
	}
	if left, err := fs.Glob(os.DirFS(h.content), ".parvis-desk/unsaved/*/*.json"); err != nil || len(left) > 0 {
		h.Errorf("something is not saved: %v %v", left, err)
	}
}

// ends leaves a page open when the desk ends, which says so.
func (h *hour) ends() {
	h.do(chromedp.Navigate(h.home))
	eventually(h.T, h.ctx, "the desk", `document.querySelector("#new-trips") != null`)
	ask := func() { value[bool](h.T, h.ctx, `dispatchEvent(new Event("online"))`) } // as it does every 20 seconds
	ask()
	ask()
	eventually(h.T, h.ctx, "no word of an end", `document.querySelector(".ended") == null`)
	h.end()
	ask()
	ask()
	eventually(h.T, h.ctx, "that the desk has ended", `document.querySelector(".ended")?.innerText.startsWith("The desk has ended. What you had written is kept")`)
}
