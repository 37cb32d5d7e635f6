package generator_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/source"
)

// keys is somebody at the desk who has a keyboard and no mouse.
type keys struct {
	*testing.T
	ctx context.Context
}

// shift is held while a key is pressed.
var shift = chromedp.KeyModifiers(8)

// focused tells what has the focus: its id, what it is called, and what is wrong with how it
// is shown.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), at = e.getBoundingClientRect();
	const top = e.closest(".top") ? 0 : document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0;
	const seen = document.elementFromPoint(at.left + at.width / 2, Math.min(at.top + at.height / 2, innerHeight - 1));
	const out = { id: e.id, called: (e.getAttribute("aria-label") ?? e.textContent).trim(), of: e.closest("[id]")?.id ?? "", wrong: "" };
	if (e === document.body) out.wrong = "nothing";
	else if (e.tagName === "IFRAME") out.wrong = "";
	else if (at.width < 2 || at.height < 2) out.wrong = "of no size";
	else if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) out.wrong = "without a mark";
	else if (at.bottom <= top || at.top >= innerHeight) out.wrong = "out of sight";
	return out })()`

type focus struct{ ID, Called, Of, Wrong string }

// press presses keys, and wants the focus to be seen afterwards.
func (k *keys) press(key string, options ...chromedp.KeyOption) focus {
	k.Helper()
	if err := chromedp.Do(k.ctx, chromedp.KeyEvent(key, options...)); err != nil {
		k.Fatal(err)
	}
	is := value[focus](k.T, k.ctx, focused)
	if is.Wrong != "" && !(is.Wrong == "nothing" && key == kb.Tab) { // between the end of a page and its beginning
		k.Fatalf("after %q the focus is on what is %s: %+v", key, is.Wrong, is)
	}
	return is
}

// to goes on with the key of tabulation until it is where it is wanted.
func (k *keys) to(what string, there func(focus) bool, options ...chromedp.KeyOption) {
	k.Helper()
	var walked []string
	for range 200 {
		is := k.press(kb.Tab, options...)
		if there(is) {
			return
		}
		walked = append(walked, is.ID+" "+is.Called)
	}
	k.Fatalf("%s is nowhere on the way: %q", what, walked)
}

func (k *keys) field(id string) {
	k.Helper()
	k.to(id, func(f focus) bool { return f.ID == id })
}

func (k *keys) called(name string, options ...chromedp.KeyOption) {
	k.Helper()
	k.to(name, func(f focus) bool { return strings.HasPrefix(f.Called, name) }, options...)
}

// TestDeskKeyboard makes a trip and publishes it by keyboard alone: the key of tabulation,
// arrows, Enter and letters. The focus is seen wherever it is, and is not lost when lines come
// and go, when a problem is mended by its button and when the file is saved.
func TestDeskKeyboard(t *testing.T) {
	t.Parallel()
	s, address := startDesk(t)
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	k := &keys{t, ctx}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "the scripts", `document.getElementById("search").form.hidden === false`)
	k.called("New (Trips)")
	k.press(kb.Enter)
	k.field("new-trips")
	k.press("Night trams in Ravenna")
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	const file = "trips/night-trams-in-ravenna.md"
	eventually(t, ctx, "the form", formReady+` && document.querySelector("#form").action.includes("`+file+`")`)

	k.field("f.start")
	k.press("14/09/2026")
	k.field("f.end")
	k.called("Calendar")
	k.press(kb.Enter)
	if is := k.press(kb.ArrowRight); !strings.Contains(is.Called, "2026") {
		t.Errorf("in the calendar the focus is on %+v", is)
	}
	if is := k.press(kb.Escape); is.Called != "Calendar" {
		t.Errorf("after the calendar was closed the focus is on %+v", is)
	}
	k.press(kb.Tab, shift)
	k.press("16/09/2026")
	k.field("f.destination.0")
	k.press("Ravenna IT")
	eventually(t, ctx, "the button for the place", `document.querySelector("[id='f.destination.0-flags'] button") != null`)
	k.called("Do that")
	k.press(kb.Enter)
	eventually(t, ctx, "the mended place", `document.getElementById("f.destination.0").value === "Ravenna, IT" && !document.querySelector("[id='f.destination.0-flags'] button")`)
	k.seen("a problem was mended")
	k.field("f.purpose")
	k.press("See how a city of our size runs trams until one in the morning.")
	k.field("f.local_impact.benefit")
	k.press("Line A runs until one from March 2027, so late shifts get home without a car.")
	k.field("f.cost.status")
	k.press("f") // final
	k.called("Add (Lines of the cost)")
	k.press(kb.Enter)
	for _, f := range [][2]string{{"for", "Tra"}, {"what", "Night train"}, {"amount", "1 240,50"}} {
		k.field("f.cost.lines.0." + f[0])
		k.press(f[1])
	}
	k.called("Add (Lines of the cost)")
	k.press(kb.Enter)
	k.field("f.cost.lines.1.amount")
	k.press("12")
	k.called("Remove") // of the second line: of the first one its buttons stand before
	if is := k.press(kb.Enter); is.Called != "Bring it back" {
		t.Errorf("after a line was taken out the focus is on %+v", is)
	}
	if is := k.press(kb.Enter); !strings.HasPrefix(is.ID, "f.cost.lines.1.") {
		t.Errorf("after a line was brought back the focus is on %+v", is)
	}
	k.called("Remove")
	k.press(kb.Enter)
	k.field("f.sdg")
	k.press("sustainable cit")
	k.press(kb.Enter)
	k.field("body")
	k.press("Trams ran all night.")
	eventually(t, ctx, "that no error is left", `!document.querySelector(".error, [aria-invalid]") && !document.querySelector("[data-gate]").disabled`)
	k.to("who may see it", func(f focus) bool {
		return f.ID == "" && strings.Contains(value[string](t, ctx, `document.activeElement.name ?? ""`), "draft")
	}, shift)
	k.press(kb.ArrowDown)
	k.called("Save")
	k.press(kb.Enter)
	eventually(t, ctx, "the saved file", `document.getElementById("state")?.innerText === "Everything is saved" && `+formReady)
	k.seen("it was saved")
	is := s.read(t, file)
	for _, want := range []string{"start: 2026-09-14\n", "end: 2026-09-16\n", "destination: \"Ravenna, IT\"\n", "local_impact: Line A runs",
		"amount: 1240.50", "sdg: [11]\n", "Trams ran all night."} {
		if !strings.Contains(is, want) {
			t.Errorf("%q is not in the file:\n%s", want, is)
		}
	}
	k.passes(s, file)
}

// seen wants the focus to be somewhere, and seen there.
func (k *keys) seen(after string) {
	k.Helper()
	eventually(k.T, k.ctx, "a focus that is seen, after "+after, `document.activeElement !== document.body`)
	if is := value[focus](k.T, k.ctx, focused); is.Wrong != "" {
		k.Errorf("after %s the focus is on what is %s: %+v", after, is.Wrong, is)
	}
}

// passes wants the check to find a file to be public, and nothing wrong with it.
func (k *keys) passes(s *liveServer, file string) {
	k.Helper()
	job, err := s.job()
	if err != nil {
		k.Fatal(err)
	}
	_, _, result, err := generator.Check(job)
	if err != nil {
		k.Fatal(err)
	}
	for _, d := range result.Diagnostics {
		if strings.HasSuffix(d.At.File.Path, file) && d.Severity == source.Error {
			k.Errorf("%s: %s", d.At.File.Path, d.Message.In(catalog.English))
		}
	}
	if strings.Contains(s.read(k.T, file), "draft: true") {
		k.Error("it is a draft")
	}
}
