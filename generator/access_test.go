package generator_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// kinds are a page of each kind, in the four languages by turns.
var kinds = []string{"/", "/fr/trips/", "/es/trips/2026-09-ravenna/", "/pt/issues/waste/", "/fr/sdg/", "/es/sdg/11/", "/pt/partners/ravenna/",
	"/people/karim-haddad/", "/fr/costs/2026/", "/es/promises/", "/pt/newsletter/2026-10/", "/data/"}

// seenAs has a page be shown as a system asks for it.
func seenAs(t *testing.T, ctx context.Context, media, scheme, forced string, width int64) {
	t.Helper()
	as := emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, as); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)); err != nil {
		t.Fatal(err)
	}
}

// pale names what of a page's drawings cannot be told from the page's ground, where a
// system has set the colours: letters, bars and lines. Glass stands on grounds of its own.
const pale = `(() => {
	const light = c => { const p = document.createElement("canvas").getContext("2d"); p.fillStyle = c; p.fillRect(0, 0, 1, 1);
		const [r, g, b] = [...p.getImageData(0, 0, 1, 1).data].map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b + .05 };
	const ground = light(getComputedStyle(document.body).backgroundColor), out = [];
	for (const e of document.querySelectorAll("main :is(.chart text:not(.pane-sign), .map text, .map .pt, .map .way, .meter rect:not(.bed), svg.sign:not(.coin *))")) {
		const s = getComputedStyle(e), c = e.matches(".sign, .way, .pt") ? s.stroke : s.fill, l = light(c);
		const behind = getComputedStyle(e.closest("svg")).backgroundColor;
		const on = behind === "rgba(0, 0, 0, 0)" ? ground : light(behind);
		if (Math.max(l, on) / Math.min(l, on) < (e.matches("text") ? 4.5 : 3)) out.push("cannot be seen, " + c + ": " + e.outerHTML.slice(0, 120)) }
	for (const e of document.querySelectorAll(".state, .edition, [aria-current]")) {
		const l = light(getComputedStyle(e, e.matches(".state") ? "::before" : null).color);
		if (Math.max(l, ground) / Math.min(l, ground) < 4.5) out.push("cannot be read: " + e.outerHTML.slice(0, 80)) }
	if (getComputedStyle(document.querySelector("main svg") ?? document.body).forcedColorAdjust === "auto" && document.querySelector("main svg"))
		out.push("drawings lose their colours");
	return out.slice(0, 5) })()`

// large names what does not fit where text is twice as large as usual on a desk: what is
// wider than the window, cut off, or runs into other text.
const large = `(() => {
	const root = document.documentElement, out = [], seen = e => e.checkVisibility() && !e.closest("svg, .off, .skip, select");
	root.style.fontSize = "212.5%";
	if (root.scrollWidth > innerWidth) out.push("wider than the window: " + [...document.querySelectorAll("body *")].filter(e =>
		!e.closest(".scroll") && e.getBoundingClientRect().right > innerWidth + 1).slice(0, 4).map(e => e.outerHTML.slice(0, 60)).join(", "));
	for (const e of document.querySelectorAll("body *")) if (seen(e) && /hidden|clip/.test(getComputedStyle(e).overflow) && e.textContent.trim() &&
		(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) out.push("cut off: " + e.outerHTML.slice(0, 80));
	for (const e of document.querySelectorAll("select, button")) if (e.scrollHeight > e.clientHeight + 2) out.push("cut off: " + e.outerHTML.slice(0, 80));
	const lines = [], range = document.createRange(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = texts.nextNode();) if (n.data.trim() && seen(n.parentElement)) {
		range.selectNodeContents(n);
		for (const r of range.getClientRects()) if (r.width > 2) lines.push([r, n]) }
	lines.sort((a, b) => a[0].top - b[0].top);
	lines.forEach(([a, n], i) => { for (let k = i + 1; k < lines.length && lines[k][0].top < a.bottom; k++) {
		const [b, m] = lines[k];
		if (n !== m && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
			Math.min(a.bottom, b.bottom) - b.top > .4 * Math.min(a.height, b.height)) out.push("“" + n.data.trim() + "” runs into “" + m.data.trim() + "”") } });
	root.style.fontSize = "";
	return out.slice(0, 5) })()`

// TestAccess shows a page of each kind where a system has set the colours, by day and by
// night, and with text of twice the usual size.
func TestAccess(t *testing.T) {
	server := siteServed(t)
	ctx := browser(t)
	for _, address := range kinds {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+address)); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		for _, as := range []struct {
			scheme, forced string
			width          int64
			wanted         string
		}{
			{"light", "active", 390, pale},
			{"dark", "active", 1280, pale},
			{"light", "none", 1280, large},
		} {
			seenAs(t, ctx, "screen", as.scheme, as.forced, as.width)
			look(t, ctx, fmt.Sprintf("%s at %d, %s, forced colours %s", address, as.width, as.scheme, as.forced), as.wanted)
		}
	}
}

// stop tells where a walk by keyboard stands: how many stops there are and which one this
// is, whether it is shown, whether it is above the one before in the same column.
const stop = `(() => {
	const all = [...document.querySelectorAll("a[href], button, input, select, summary, video[controls], [tabindex='0']")].filter(e => e.checkVisibility());
	const e = document.activeElement, s = getComputedStyle(e), i = all.indexOf(e), was = window.stopped, at = e.getBoundingClientRect(), top = at.top + scrollY;
	const out = { of: all.length, at: i, skip: e.matches(".skip"), name: (e.getAttribute("aria-label") || e.textContent).trim().slice(0, 60), fault: "" };
	const mark = e.closest("svg") ? [...e.querySelectorAll("path, circle, use")].some(x => parseFloat(getComputedStyle(x).strokeWidth) >= (x.matches("use") ? 5 : 3)) : false;
	if (e !== document.body && (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2) && !mark) out.fault = "is not shown";
	else if (e.tabIndex > 0) out.fault = "has a place of its own in the order";
	else if (at.width < 2 || at.height < 2) out.fault = "has no size";
	else if (was && !e.closest("svg") && !was.svg && top + at.height <= was.top + 1 && at.left < was.right - 1 && was.left < at.right - 1)
		out.fault = "stands above the stop before";
	window.stopped = e === document.body ? null : { top, left: at.left, right: at.right, svg: !!e.closest("svg") };
	return out })()`

// TestKeyboard walks through pages with the key of tabulation alone, on a telephone's and a
// desk's width: the first stop leads past the menu, all are come by in the order in which
// they are seen, and each is shown.
func TestKeyboard(t *testing.T) {
	server := siteServed(t)
	ctx := browser(t)
	for _, c := range []struct {
		address, scheme, forced string
		width                   int64
	}{{"/", "light", "none", 1280}, {"/trips/2026-09-ravenna/", "dark", "none", 390}, {"/partners/", "light", "active", 1280}, {"/trips/", "light", "none", 390},
		{"/fr/costs/2026/", "dark", "none", 1280}, {"/es/newsletter/2026-10/", "light", "none", 390}, {"/pt/sdg/", "light", "none", 1280}} {
		seenAs(t, ctx, "screen", c.scheme, c.forced, c.width)
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+c.address)); err != nil {
			t.Fatalf("%s: %v", c.address, err)
		}
		walked := 0
		for {
			if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
				t.Fatal(err)
			}
			s, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
				Of, At      int
				Skip        bool
				Name, Fault string
			}](stop))
			if err != nil {
				t.Fatalf("%s: %v", c.address, err)
			}
			if s.At < 0 || walked > s.Of {
				if walked < s.Of {
					t.Errorf("%s at %d: the walk ends after %d of %d stops", c.address, c.width, walked, s.Of)
				}
				break
			}
			if s.Skip != (walked == 0) {
				t.Errorf("%s at %d: stop %d is “%s”; the first one leads past the menu", c.address, c.width, walked+1, s.Name)
			}
			if s.Fault != "" {
				t.Errorf("%s at %d: stop %d, “%s”, %s", c.address, c.width, walked+1, s.Name, s.Fault)
			}
			walked++
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/"), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab)); err != nil {
		t.Fatal(err)
	}
	past, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.activeElement.closest("main") !== null`))
	if err != nil || !past {
		t.Errorf("the first stop does not lead past the menu: %v", err)
	}
}
