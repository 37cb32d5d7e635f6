package generator_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parvis/generator/output"
)

// found is a trip of the city in which lists are searched.
type found struct {
	title, issue, person string
	year, cost           int // cents; below zero where it is not known
}

// oddTitles are such as no table may spoil.
var oddTitles = []string{`He said "come; go", twice`, "=SUM(A1,A2)", "-5 degrees", "@home, again", "'=1+1", "Élan", "Fin", "a | b & <c>"}

// foundCity has 35 trips, which make two pages, and ten promises.
func foundCity() (city fstest.MapFS, trips []found) {
	files := map[string]string{"people/anne-able.md": "---\nname: Anne Able\nrole: Deputy mayor\nelected: true\nfrom: 2020\n---\n"}
	promises := ""
	for i := range 34 {
		x := found{fmt.Sprintf("Trip %d", i), "mobility", "claire-moreau", 2024 + i%3, (i * 7919) % 100_000}
		if i < len(oddTitles) {
			x.title = oddTitles[i]
		}
		if i%2 == 1 {
			x.issue, x.person = "waste", "anne-able"
		}
		day, cost := fmt.Sprintf("%d-%02d-%02d", x.year, 1+i%8, 1+i%27), fmt.Sprintf("%d.%02d", x.cost/100, x.cost%100)
		if x.cost == 0 {
			cost = "{explanation: The hosts paid for everything there was., lines: [{for: other, what: Nothing, amount: 0}]}"
		}
		if x.year == 2026 && i%5 == 0 {
			day, cost, x.cost = "2026-11-0"+strconv.Itoa(1+i%9), "{pending: The hotel has not sent its bill yet.}", -1
		}
		text := entryText(x.title, "start: "+day+"\nend: "+day+"\ndestination: Ravenna, IT\ncost: "+cost+"\n")
		text = strings.Replace(strings.Replace(text, "issues: [mobility]", "issues: ["+x.issue+"]", 1), "official: claire-moreau", "official: "+x.person, 1)
		files[fmt.Sprintf("trips/%d.md", i)] = text
		trips = append(trips, x)
	}
	for i := range 9 {
		promises += fmt.Sprintf("{id: p%d, text: 'Promise %d, with \"lorries\"; and more.', due: 2027-%02d-15, owner: anne-able, status: open}, ", i, i, 1+i)
	}
	files["agreements/2025-ravenna.md"] = entryText("Agreement with Ravenna", "signed: 2025-06-12\npartners: [ravenna]\ncost: 50\npromises: ["+promises+
		"{id: later, text: Much later., due: 2028-01-01, owner: anne-able, status: open}, {id: lost, text: =A lost one., status: dropped, dropped_on: 2026-02-01, reason: Nobody came.}]\n")
	delete(files, "trips/2026-09-ravenna.md")
	city = smallCity(files)
	site := city["site.yaml"].Data
	city["site.yaml"] = &fstest.MapFile{Data: bytes.Replace(site, []byte("local_issues: ["), []byte("local_issues: [{id: waste, name: Waste}, "), 1)}
	return city, append(trips, found{"Trip to Ravenna", "mobility", "claire-moreau", 2026, 10_000})
}

// served answers with a city's files, each made when it is asked for.
func served(t *testing.T, city fstest.MapFS) string {
	t.Helper()
	files := filesOf(t, city)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name = path.Join(name, "index.html")
		}
		f, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		var b bytes.Buffer
		_ = f.Render(&b)
		w.Header().Set("Content-Type", output.MediaType(name))
		_, _ = w.Write(b.Bytes())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

const (
	shownTitles = `[...document.querySelectorAll("[data-list] h3")].filter(e => e.checkVisibility()).map(e => e.innerText)`
	statusText  = `document.querySelector("[role=status]").textContent`
	// choose(name, value) does as a reader who chooses; saved is what a page gives to be kept.
	chooser = `window.choose = (name, value) => { const f = document.querySelector("form.find").elements[name]; f.value = value;
		f.dispatchEvent(new Event("input", { bubbles: true })) };
		URL.createObjectURL = b => { window.saved = b; return "#" }; HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download };
		true`
	savedBytes = `saved.arrayBuffer().then(b => [...new Uint8Array(b)])`
)

// list is a page with a form, in a browser.
type list struct {
	t   *testing.T
	ctx context.Context
	url string
}

func (l *list) open(address string) {
	l.t.Helper()
	if err := chromedp.Do(l.ctx, chromedp.Navigate(l.url+address)); err != nil {
		l.t.Fatal(err)
	}
	value[bool](l.t, l.ctx, chooser)
}

// says waits for what the page announces.
func (l *list) says(want string) {
	l.t.Helper()
	eventually(l.t, l.ctx, fmt.Sprintf("saying %q", want), fmt.Sprintf("%s === %q", statusText, want))
}

func (l *list) address(want string) {
	l.t.Helper()
	if got := value[string](l.t, l.ctx, "location.pathname + location.search"); got != want {
		l.t.Errorf("the address is %s, want %s", got, want)
	}
}

// shows wants the titles of some trips, in their order where it is said.
func (l *list) shows(want []found, inOrder bool) {
	l.t.Helper()
	got, titles := value[[]string](l.t, l.ctx, shownTitles), []string{}
	for _, x := range want {
		titles = append(titles, x.title)
	}
	if !inOrder {
		slices.Sort(got)
		slices.Sort(titles)
	}
	if !slices.Equal(got, titles) {
		l.t.Errorf("the list shows\n%q, want\n%q", got, titles)
	}
}

// csv is the file that the page gives, without the mark before it.
func (l *list) csv(press string) [][]string {
	l.t.Helper()
	value[bool](l.t, l.ctx, press+"; true")
	eventually(l.t, l.ctx, "a file", "window.saved !== undefined")
	numbers, err := chromedp.Run(l.ctx, chromedp.Evaluate[[]int](savedBytes, chromedp.EvalAwaitPromise))
	if err != nil {
		l.t.Fatal(err)
	}
	data := make([]byte, len(numbers))
	for i, n := range numbers {
		data[i] = byte(n)
	}
	data, marked := bytes.CutPrefix(data, []byte("\ufeff"))
	if !marked || bytes.Count(data, []byte("\r\n")) == 0 {
		l.t.Errorf("a spreadsheet cannot tell how this is written: %q", data)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		l.t.Fatalf("%v in %q", err, data)
	}
	return rows
}

func which(list []found, holds func(found) bool) (out []found) {
	for _, x := range list {
		if holds(x) {
			out = append(out, x)
		}
	}
	return out
}

// byCost has what is not known last, whichever the way.
func byCost(list []found, down bool) []found {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b found) int {
		switch {
		case a.cost < 0 || b.cost < 0:
			return map[bool]int{true: 1}[a.cost < 0] - map[bool]int{true: 1}[b.cost < 0]
		case down:
			return b.cost - a.cost
		}
		return a.cost - b.cost
	})
	return out
}

// TestFind looks for trips as a reader does, in a list of two pages.
func TestFind(t *testing.T) {
	t.Parallel()
	city, trips := foundCity()
	l := &list{t, browser(t), served(t, city)}
	if err := chromedp.Do(l.ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	of2025 := which(trips, func(x found) bool { return x.year == 2025 })
	waste2025 := which(of2025, func(x found) bool { return x.issue == "waste" })

	l.open("/trips/")
	if all := value[[]string](t, l.ctx, shownTitles); len(all) != 30 || value[string](t, l.ctx, statusText) != "" {
		t.Errorf("at first the list shows %d, and says %q", len(all), value[string](t, l.ctx, statusText))
	}
	value[bool](t, l.ctx, `choose("year", "2025"); true`)
	l.says(fmt.Sprintf("Shown: %d of 35. 2025", len(of2025)))
	l.shows(of2025, false)
	l.address("/trips/?year=2025")
	value[bool](t, l.ctx, `choose("issue", "waste"); true`)
	l.says(fmt.Sprintf("Shown: %d of 35. 2025 · Waste", len(waste2025)))
	l.shows(waste2025, false)
	value[bool](t, l.ctx, `choose("sort", "-cost"); true`)
	l.says(fmt.Sprintf("Shown: %d of 35. 2025 · Waste · Highest cost first", len(waste2025)))
	l.shows(byCost(waste2025, true), true)
	l.address("/trips/?year=2025&issue=waste&sort=-cost")

	// The file has what is shown, a text that would be run as a text, and amounts as numbers.
	rows := l.csv(`document.querySelector(".csv").click()`)
	if len(rows) != len(waste2025)+1 || strings.Join(rows[0], "|") != "Kind|When|State|Title|What changes here|Cost to the city (EUR)|Note|Address" {
		t.Errorf("%d rows below %q", len(rows)-1, rows[0])
	}
	for i, x := range byCost(waste2025, true) {
		title := x.title
		if strings.ContainsAny(title[:1], "=-@'") {
			title = "'" + title
		}
		if r := rows[i+1]; r[3] != title || r[4] != benefitOf(x.title) || r[5] != fmt.Sprintf("%d.%02d", x.cost/100, x.cost%100) ||
			!strings.HasPrefix(r[7], l.url+"/trips/") || r[6] != "to the city" {
			t.Errorf("%+v is in the file as %q", x, r)
		}
	}
	if name := value[string](t, l.ctx, "savedAs"); name != "trips_2025_waste_-cost.csv" {
		t.Errorf("the file is called %s", name)
	}

	// One address, one list: to go there, to come back, and after “Show all”.
	l.open("/trips/?sort=cost&person=anne-able&year=2026")
	some := which(trips, func(x found) bool { return x.year == 2026 && x.person == "anne-able" })
	l.says(fmt.Sprintf("Shown: %d of 35. 2026 · Anne Able · Lowest cost first", len(some)))
	l.shows(byCost(some, false), true)
	if last := byCost(some, false); last[len(last)-1].cost >= 0 {
		t.Fatal("no cost among these is unknown")
	}
	l.open("/agreements/")
	value[bool](t, l.ctx, "history.back(); true")
	eventually(t, l.ctx, "the list again", `location.pathname === "/trips/" && document.querySelector("[role=status]") !== null`)
	l.says(fmt.Sprintf("Shown: %d of 35. 2026 · Anne Able · Lowest cost first", len(some)))
	l.shows(byCost(some, false), true)
	value[bool](t, l.ctx, `document.querySelector("[type=reset]").click(); true`)
	l.says("Shown: 35 of 35.")
	l.address("/trips/")

	// By state, amount and words; the last two together.
	l.open("/trips/?status=report-late")
	l.says("Shown: 33 of 35. Report late") // those of November are due
	l.shows(which(trips, func(x found) bool { return x.cost >= 0 }), false)
	least := which(trips, func(x found) bool { return x.cost >= 60_000 && strings.Contains(x.title, "Trip") })
	l.open("/trips/?min=600&q=TRÍP")
	l.says(fmt.Sprintf("Shown: %d of 35. Cost at least (EUR): 600 · With the words: TRÍP", len(least)))
	l.shows(least, false)
	most := which(trips, func(x found) bool { return x.cost >= 60_000 && x.cost <= 80_000 })
	l.open("/trips/?min=600&max=800")
	l.says(fmt.Sprintf("Shown: %d of 35. Cost at least (EUR): 600 · Cost at most (EUR): 800", len(most)))
	l.shows(most, false)
	if len(most) == 0 || len(most) == len(which(trips, func(x found) bool { return x.cost >= 60_000 })) {
		t.Errorf("%d trips cost between 600 and 800 euros", len(most))
	}
	l.open("/trips/?q=nowhere")
	l.says("Nothing matches. With the words: nowhere")
	l.open("/trips/?year=1999&%3Cimg%20src%3Dx%3E=1&issue=%3Cimg%20src%3Dx%3E")
	l.says("Nothing matches. 1999 · <img src=x>")
	l.shows(nil, true)

	// Titles stand in the order of the language.
	l.open("/fr/trips/?sort=title")
	eventually(t, l.ctx, "rows", shownTitles+".length === 35")
	if titles := value[[]string](t, l.ctx, shownTitles); slices.Index(titles, "Élan") > slices.Index(titles, "Fin") || slices.Index(titles, "Trip 9") >
		slices.Index(titles, "Trip 10") {
		t.Errorf("by title: %q", titles)
	}
}

// TestFindPromises sorts and filters a table, by the keyboard alone, and without a script.
func TestFindPromises(t *testing.T) {
	t.Parallel()
	city, _ := foundCity()
	l := &list{t, browser(t), served(t, city)}
	shown := `[...document.querySelectorAll("[data-list] tbody tr")].filter(e => e.checkVisibility()).map(e => e.querySelector("th").firstChild.textContent)`
	press := func(keys string) {
		t.Helper()
		if err := chromedp.Do(l.ctx, chromedp.KeyEvent(keys)); err != nil {
			t.Fatal(err)
		}
	}
	if err := chromedp.Do(l.ctx, chromedp.EmulateViewport(390, 844)); err != nil {
		t.Fatal(err)
	}
	l.open("/promises/")
	value[bool](t, l.ctx, `document.querySelector(".find summary").focus(); true`)
	press(kb.Enter)
	eventually(t, l.ctx, "the open form", `document.querySelector(".find details").open`)
	press(kb.Tab + "2027")
	l.says("Shown: 9 of 11. 2027")
	l.address("/promises/?year=2027")
	for range 10 {
		if press(kb.Tab); value[bool](t, l.ctx, `document.activeElement.matches("th:last-child button")`) {
			break
		}
	}
	press(kb.Enter)
	l.says("Shown: 9 of 11. 2027 · Due, and who ↑")
	press(kb.Enter)
	l.says("Shown: 9 of 11. 2027 · Due, and who ↓")
	l.address("/promises/?year=2027&sort=-due")
	if got := value[[]string](t, l.ctx, shown); len(got) != 9 || got[0] != `Promise 8, with "lorries"; and more.` {
		t.Errorf("the last day first: %q", got)
	}
	if sort := value[string](t, l.ctx, `[...document.querySelectorAll("[aria-sort]")].map(e => e.innerText + e.ariaSort).join()`); sort != "Due, and whodescending" {
		t.Errorf("the heads say %q", sort)
	}
	rows := l.csv(`document.querySelector(".csv").click()`)
	if len(rows) != 10 || len(rows[0]) != 3 || rows[1][1] != "Promise 8, with \"lorries\"; and more.\nAgreement with Ravenna" || rows[1][2] != "15 September 2027\nAnne Able" {
		t.Errorf("%q", rows)
	}
	small := `[...document.querySelectorAll(".find summary, .find select, .find input, .find button, th button")].filter(e => e.checkVisibility() &&
		e.type !== "hidden" && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)`
	if got := value[[]string](t, l.ctx, small); len(got) > 0 {
		t.Errorf("these are hard to press: %q", got)
	}

	// On paper stands what is chosen, and nothing to press.
	if _, err := chromedp.Call(l.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	paper := `[...document.querySelectorAll(".find *")].filter(e => e.checkVisibility() && !e.children.length).map(e => e.textContent).join()`
	if got := value[string](t, l.ctx, paper); got != "Shown: 9 of 11. 2027 · Due, and who ↓" {
		t.Errorf("on paper stands %q", got)
	}
	// A row without a day comes last in both ways.
	for _, sort := range []string{"due", "-due"} {
		l.open("/promises/?sort=" + sort)
		eventually(t, l.ctx, "rows", shown+".length === 11 && "+shown+`[10] === "=A lost one."`)
	}
	if got := l.csv(`document.querySelector(".csv").click()`); !strings.HasPrefix(got[11][1], "'=A lost one.") {
		t.Errorf("a spreadsheet would run %q", got[11])
	}

	if _, err := chromedp.Call(l.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	l.open("/promises/?year=2027")
	if got := value[[]string](t, l.ctx, shown); len(got) != 11 || value[bool](t, l.ctx, `document.querySelector("form.find") !== null`) {
		t.Errorf("without scripts: %q", got)
	}
}

// findForm is the form of a list, beside which each page has that of the search.
var findForm = regexp.MustCompile(`(?s)<form class="?find\b.*?</form>`)

// TestFindForms wants a form where a list is long, on its first page alone, and of
// the choices only those that tell rows apart.
func TestFindForms(t *testing.T) {
	city, _ := foundCity()
	files := filesOf(t, city)
	names := regexp.MustCompile(`<select name="?(\w+)|name="?(min|q)\b`)
	for address, want := range map[string]string{"trips": "year issue status person min q sort", "trips/page/2": "", "promises": "year status q",
		"issues/waste":     "year status min q sort",
		"people/anne-able": "year kind issue status person min q sort", "rules": "q", "costs/2026/trips": "issue status min q", "rules/page/2": "", "agreements": ""} {
		var b bytes.Buffer
		render(t, &b, files[address+"/index.html"])
		var got []string
		for _, m := range names.FindAllStringSubmatch(findForm.FindString(b.String()), -1) {
			got = append(got, m[1]+m[2])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("/%s/ has the fields %q, want %q", address, got, want)
		}
	}
}
