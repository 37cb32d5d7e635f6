package generator_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// atForm opens the form of a trip in a browser.
func atForm(t *testing.T, file string) (ctx context.Context, do func(...chromedp.Action[chromedp.Void])) {
	t.Helper()
	_, address := startDesk(t)
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	t.Cleanup(cancel)
	do = func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	do(chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"edit/"+file))
	eventually(t, ctx, "the form", formReady)
	return ctx, do
}

const ravennaTrip = "trips/2026-09-ravenna.md"

// TestDeskCalendar types a day and finds it in the calendar, chooses another there by
// keyboard and by mouse, and finds it in the field, as it is written at home.
func TestDeskCalendar(t *testing.T) {
	t.Parallel()
	ctx, do := atForm(t, ravennaTrip)
	const (
		field = `document.getElementById("f.start")`
		meant = `document.getElementById("f.start-meant").innerText`
		opens = `[id="f.start"] + .opens`
	)
	do(chromedp.Focus(`[id="f.start"]`), chromedp.KeyEvent("a", chromedp.KeyModifiers(2)), chromedp.KeyEvent("15/9/2026"))
	eventually(t, ctx, "how the typed day is understood", meant+` === "Tuesday 15 September 2026"`)
	do(chromedp.Click(opens))
	eventually(t, ctx, "the typed day in the calendar", `document.activeElement.dataset.day === "2026-09-15" && document.activeElement.closest("[aria-selected=true]") != null`)
	barriers(t, ctx, "a calendar")
	do(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowLeft))
	if is := value[string](t, ctx, `document.activeElement.dataset.day`); is != "2026-09-21" {
		t.Errorf("the keys lead to %s", is)
	}
	do(chromedp.KeyEvent(kb.Enter))
	eventually(t, ctx, "the chosen day in the field", field+`.value === "21 Sept 2026" && document.activeElement === `+field)
	eventually(t, ctx, "how the chosen day is understood", meant+` === "Monday 21 September 2026"`)
	do(chromedp.Click(opens), chromedp.KeyEvent(kb.PageDown), chromedp.KeyEvent(kb.Escape))
	if !value[bool](t, ctx, field+`.value === "21 Sept 2026" && document.activeElement.matches(".opens") && document.querySelector(".calendar") === null`) {
		t.Error("what is left by Escape has changed the day, or the focus is lost")
	}
	do(chromedp.Click(opens), chromedp.Click(`.calendar [data-day="2026-09-14"]`))
	eventually(t, ctx, "the day that was clicked", meant+` === "Monday 14 September 2026"`)
	do(chromedp.Focus(`[id="f.start"]`), chromedp.KeyEvent("a", chromedp.KeyModifiers(2)), chromedp.KeyEvent("some day"))
	eventually(t, ctx, "that this is no day", field+`.getAttribute("aria-invalid") === "true"`)
	do(chromedp.Click(opens))
	eventually(t, ctx, "a calendar all the same", `document.activeElement.dataset.day != null`)
}

// TestDeskStory uses each button of the bar above the story.
func TestDeskStory(t *testing.T) {
	t.Parallel()
	ctx, do := atForm(t, ravennaTrip)
	is := func(what, want string) {
		t.Helper()
		if got := value[string](t, ctx, `document.getElementById("body").value`); got != want {
			t.Errorf("%s:\n%q\nwant\n%q", what, got, want)
		}
	}
	mark := func(from, to string) {
		t.Helper()
		value[bool](t, ctx, `(b => { b.focus(); b.setSelectionRange(b.value.indexOf("`+from+`"), b.value.indexOf("`+to+`") + "`+to+`".length); return true })(document.getElementById("body"))`)
	}
	press := func(act string) { t.Helper(); do(chromedp.Click(`[data-act="` + act + `"]`)) }
	do(chromedp.Focus(`#body`), chromedp.KeyEvent("a", chromedp.KeyModifiers(2)), chromedp.KeyEvent("First line\nSecond one\nThird one"))
	mark("line", "line")
	press("bold")
	is("bold", "First **line**\nSecond one\nThird one")
	press("bold")
	is("bold again", "First line\nSecond one\nThird one")
	do(chromedp.KeyEvent("b", chromedp.KeyModifiers(2)))
	is("bold by keys", "First **line**\nSecond one\nThird one")
	mark("First", "First")
	press("heading")
	is("a heading", "## First **line**\nSecond one\nThird one")
	mark("Second", "Third")
	press("bullets")
	is("a list", "## First **line**\n- Second one\n- Third one")
	mark("Third", "Third")
	press("link")
	eventually(t, ctx, "the question", `document.getElementById("ask-link").open && document.activeElement.matches("[role=combobox]")`)
	barriers(t, ctx, "the question for a link")
	do(chromedp.KeyEvent("brown bins"))
	eventually(t, ctx, "the entry", `document.querySelectorAll("#ask-link [role=option]").length > 0`)
	do(chromedp.Click(`#ask-link [role=option]`))
	eventually(t, ctx, "the story again", `document.activeElement.id === "body"`)
	if got := value[string](t, ctx, `document.getElementById("body").value`); !strings.Contains(got, "- [Third](/trips/") || !strings.HasSuffix(got, "/) one") {
		t.Errorf("a link: %q", got)
	}
	before := value[string](t, ctx, `document.getElementById("body").value`)
	press("link")
	do(chromedp.KeyEvent("example.org"), chromedp.Click(`#ask-link .close`))
	eventually(t, ctx, "the story again", `document.activeElement.id === "body"`)
	is("no link that nobody wanted", before)
	mark("Second", "one")
	do(chromedp.KeyEvent(kb.End))
	press("figure")
	eventually(t, ctx, "the question for a figure", `document.getElementById("ask-figure").open`)
	do(chromedp.KeyEvent("2026"))
	eventually(t, ctx, "the figures", `document.querySelectorAll("#ask-figure [role=option]").length > 0`)
	do(chromedp.Click(`#ask-figure [role=option]`))
	eventually(t, ctx, "the figure", `document.getElementById("body").value.includes("[](figure:cost/")`)
	do(chromedp.KeyEvent("z", chromedp.KeyModifiers(2)))
	is("undone", before)
	mark("Second", "Second")
	press("picture")
	eventually(t, ctx, "where a picture is chosen", `document.getElementById("choose")?.elements.into.value === "body"`)
	if at := value[string](t, ctx, `document.getElementById("choose").elements.at.value`); at != "20" {
		t.Errorf("it would go to place %s", at)
	}
}

// TestDeskBeside reads down the page beside the form, and stays there while something is
// typed that changes it.
func TestDeskBeside(t *testing.T) {
	t.Parallel()
	ctx, do := atForm(t, ravennaTrip)
	const frame = `document.querySelector("iframe").contentWindow`
	eventually(t, ctx, "the page beside the form", frame+`.document.readyState === "complete" && `+frame+`.document.documentElement.scrollHeight > 1500`)
	value[bool](t, ctx, `(`+frame+`.scrollTo({ top: 500, behavior: "instant" }), true)`)
	for _, more := range []string{" and back", " again"} {
		do(chromedp.Focus(`[id="f.title"]`), chromedp.KeyEvent(kb.End), chromedp.KeyEvent(more))
		eventually(t, ctx, "the page with what was typed", frame+`.document.querySelector("h1")?.innerText.endsWith("`+more+`") && `+frame+`.document.readyState === "complete"`)
		if top := value[float64](t, ctx, frame+`.scrollY`); top < 440 || top > 560 { // a line more in the title moves it
			t.Errorf("behind %q the page beside the form stands at %v", more, top)
		}
	}
}
