package generator_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/output"
)

// wideStory is a story with what is wider than a telephone: a table, an
// address, a word and code.
const wideStory = `---
title: A wide story
pitch: What is wider than a telephone.
---
| Line | Monday to Thursday, first tram | Friday, first tram | Saturday and eve of a holiday | Sunday | Cost a year | Riders |
| --- | --- | --- | --- | --- | ---: | ---: |
| A | 05:12 | 05:12 | 06:30 | 07:45 | 1 240 500,00 | 60 |

See https://www.example.org/a/very/long/address/that/does/not/fit/on/one/line/of/a/telephone/at/all/bill-2026-11-17.pdf and Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

    a line of code that is very long and does not break by itself because it is code, and goes on
`

// overlaid is the demonstration city with a wide story as a page and in its
// last letter.
func overlaid(t *testing.T) string {
	t.Helper()
	return builtWide.filled(t, func(public string) error {
		dir := filepath.Join(t.TempDir(), "content")
		letter := filepath.Join(dir, "newsletters", "2026-10.md")
		_, body, _ := strings.Cut(strings.TrimPrefix(wideStory, "---"), "---\n")
		if err := os.CopyFS(dir, os.DirFS("../content")); err != nil {
			return err
		}
		text, err := os.ReadFile(letter)
		if err != nil {
			return err
		}
		if err := os.WriteFile(letter, append(text, "\n"+body...), 0o600); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "pages", "wide.md"), []byte(wideStory), 0o600); err != nil {
			return err
		}
		job := demonstration()
		job.Content = os.DirFS(dir)
		_, err = generator.Build(context.Background(), job, public, output.Options{Version: "test"})
		return err
	})
}

// TestNarrow opens pages of every layout on a telephone, with text of the
// usual size and of twice that: none is wider than the window. Words in narrow
// columns stay whole and apart.
func TestNarrow(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	server := httptest.NewServer(http.FileServer(http.Dir(overlaid(t))))
	defer server.Close()
	for _, address := range append([]string{"/wide/", "/fr/trips/2026-09-ravenna/", "/fr/costs/2026/", "/pt/costs/2026/", "/pt/data/"}, lookedAt...) {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(server.URL+address)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		broken, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("thead th, .name")].filter(th => {
				const r = document.createRange(); r.selectNodeContents(th);
				const lines = [...r.getClientRects()].filter(x => x.width > 1);
				return !/\s/.test(th.innerText.trim()) && lines.some(x => x.top >= lines[0].bottom) }).map(th => th.innerText).join(", ")`))
		if err != nil || broken != "" {
			t.Errorf("%s: words of headings or names of files are broken: %s %v", address, broken, err)
		}
		touching, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("thead th + th")].filter(th => {
				const rects = e => { const r = document.createRange(); r.selectNodeContents(e); return [...r.getClientRects()] };
				return rects(th).some(x => rects(th.previousElementSibling).some(y => x.top < y.bottom && y.top < x.bottom && x.left - y.right < 8)) })
				.map(th => th.previousElementSibling.innerText + "|" + th.innerText).join(", ")`))
		if err != nil || touching != "" {
			t.Errorf("%s: headings run into each other: %s %v", address, touching, err)
		}
		thin, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[...document.querySelectorAll("td, tbody th, .fields dd")].filter(x =>
				x.checkVisibility() && !x.closest(".rows, .prose") && x.innerText.length > 110 && x.clientWidth < 230).map(x => x.innerText.slice(0, 40)).join(", ")`))
		if err != nil || thin != "" {
			t.Errorf("%s: a text stands in a column for a word or two: %s %v", address, thin, err)
		}
		for _, size := range []string{"", "212.5%"} {
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.documentElement.style.fontSize = "`+size+`";
				document.scrollingElement.scrollWidth <= innerWidth ? "" : document.scrollingElement.scrollWidth + " wide: " +
				[...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll") && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 6).map(e => e.tagName + "." + (e.getAttribute("class") || "") + " " + Math.round(e.getBoundingClientRect().right)).join(", ")`))
			if err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			if wide != "" {
				t.Errorf("%s with text of %q is %s", address, size, wide)
			}
		}
	}
	menu(t, ctx, server.URL)
}

// menu wants the newsletter's page to have the menu of the other pages, and
// its portrait above the text, on a telephone.
func menu(t *testing.T, ctx context.Context, host string) {
	t.Helper()
	places := func(address string) string {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(host+address)); err != nil {
			t.Fatal(err)
		}
		s, err := chromedp.Run(
			ctx,
			chromedp.Evaluate[string](
				`[...document.querySelectorAll(".mast a")].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, `+
					`r.height].map(Math.round).join(" ") }).join("; ")`,
			),
		)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if a, b := places("/trips/"), places("/newsletter/2026-10/"); a != b || a == "" {
		t.Errorf("the menu stands at\n%s, on the newsletter's page at\n%s", a, b)
	}
	stacked, err := chromedp.Run(
		ctx,
		chromedp.Evaluate[bool](
			`(() => { const face = document.querySelector(".gazette .face").getBoundingClientRect(), why = document.querySelector(".gazette .why").getBoundingClientRect();
		return getComputedStyle(document.querySelector(".gazette .face")).float === "none" && face.bottom <= why.top })()`,
		),
	)
	if err != nil || !stacked {
		t.Errorf("the portrait does not stand above the text: %v", err)
	}
	reached, err := chromedp.Run(
		ctx,
		chromedp.Evaluate[bool](
			`(() => { const s = document.querySelector(".words .scroll"); s.focus(); return document.activeElement === s && s.scrollWidth > s.clientWidth && `+
				`s.getAttribute("aria-label").startsWith("Table: Line, ") })()`,
		),
	)
	if err != nil || !reached {
		t.Errorf("the table in the letter cannot be reached and scrolled: %v", err)
	}
}
