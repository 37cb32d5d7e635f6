package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"

	"parvis/generator/search"
)

// lookedFor is a city with words in which people err.
func lookedFor() fstest.MapFS {
	city := smallCity(map[string]string{
		"trips/oeuvre.md": entryText("Une œuvre pour la gare", "start: 2026-03-02\nend: 2026-03-03\ndestination: São Tomé, ST\ncost: 5\n") +
			"The " + "`<mobility>`" + " of \u0064\u0065\u0301chets & “glass”, 城市: caf&eacute;s.\n",
		"trips/mobility.md":    entryText("Mobility for all", "start: 2025-03-02\nend: 2025-03-03\ndestination: Leuven, BE\ncost: 5\npartners: [ravenna]\n"),
		"trips/oeuvre.fr.md":   "---\ntitle: Une œuvre en français\n---\n",
		"trips/secret.md":      entryText("A quokka that nobody knows", "start: 2026-03-02\nend: 2026-03-03\ndestination: Lyon, FR\ncost: 5\ndraft: true\n"),
		"people/ines-lopez.md": "---\nname: Xochitl Zyxwv\nrole: Head of works\n---\n",
		"pages/about.md":       "---\ntitle: How we count\n---\nBy hand.\n",
	})
	for i := range 25 {
		city[fmt.Sprintf("trips/n-%d.md", i)] = &fstest.MapFile{Data: []byte(entryText(fmt.Sprintf("Depot number %d", i),
			fmt.Sprintf("start: 2024-01-%02d\nend: 2024-01-%02d\ndestination: Lyon, FR\ncost: %d\n", i+1, i+1, 10+i)))}
	}
	return city
}

// shownBy serves files of a site from memory.
func shownBy(t *testing.T, city fs.FS) string {
	t.Helper()
	files := filesOf(t, city)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := files[strings.TrimPrefix(fileOf(r.URL.Path), "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", map[string]string{".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json",
			".svg": "image/svg+xml"}[path.Ext(f.Path)])
		_, _ = w.Write(b.Bytes())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// answered is what the page of the search says when it has said something.
const answered = `(document.getElementById("page-count")?.textContent ?? "") !== ""`

// TestSearch looks for words as people write them.
func TestSearch(t *testing.T) {
	url := shownBy(t, lookedFor())
	ctx := browser(t)
	seen := watch(t, ctx)
	for query, want := range map[string]string{
		"?q=oeuvre": "Une œuvre pour la gare", "?q=%C5%92UVRE": "Une œuvre pour la gare", "?q=sao+tome": "Une œuvre pour la gare",
		"?q=dechet": "Une œuvre pour la gare", "?q=mobilty": "Mobility for all|Une œuvre pour la gare", "?q=nobility": "Mobility for all|Une œuvre pour la gare",
		"?q=omb%C3%ADlity": "Mobility for all|Une œuvre pour la gare", "?q=obility": "Mobility for all|Une œuvre pour la gare", "?q=mobi": "Mobility for all|Une œuvre pour la gare",
		"?q=mobility+leuven": "Mobility for all", "?q=mobility+lyon": "", "?q=%E5%B8%82": "Une œuvre pour la gare", "?q=cafes": "Une œuvre pour la gare",
		"?q=quokka": "", "?q=zyxwv": "", "?q=head+of+works": "Head of works", "?q=count": "How we count", "?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E": "",
		"?partner=ravenna&kind=trips": "Trip to Ravenna|Mobility for all", "?q=mobility&year=2026": "Une œuvre pour la gare", "?kind=partners": "Ravenna",
		"?issue=mobility&kind=issues": "Getting about", "?person=claire-moreau&kind=people": "Claire Moreau",
	} {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/"+query)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, query, answered)
		if got := strings.Join(value[[]string](t, ctx, `[...document.querySelectorAll("main h3")].map(h => h.textContent)`), "|"); got != want {
			t.Errorf("%s finds %q, not %q", query, got, want)
		}
		if !value[bool](t, ctx, `(() => { const sorted = (s) => { const p = new URLSearchParams(s); p.sort(); return p.toString() };
			return sorted(location.search) === sorted("`+query+`") })()`) {
			t.Errorf("%s has become %s", query, value[string](t, ctx, `location.search`))
		}
		if value[bool](t, ctx, `document.querySelector("main img, main [onerror]") !== null`) {
			t.Errorf("%s has become mark-up", query)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/?q=oeuvre")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "an answer", answered)
	said := value[string](t, ctx, `document.getElementById("page-count").textContent`)
	if !regexp.MustCompile(`^1 page found`).MatchString(said) {
		t.Errorf("it says %q", said)
	}
	for _, c := range seen.complaints {
		t.Errorf("the browser says: %s", c)
	}
}

// TestSearchByKeyboard writes into the field of another page, chooses a year, and goes on to
// more, all without a mouse.
func TestSearchByKeyboard(t *testing.T) {
	url := shownBy(t, lookedFor())
	ctx := browser(t)
	press := func(keys string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
			t.Fatal(err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/fr/trips/")); err != nil {
		t.Fatal(err)
	}
	value[bool](t, ctx, `document.querySelector(".seek input").focus() ?? true`)
	press("depot\r")
	eventually(t, ctx, "the search", `location.pathname === "/fr/search/" && `+answered)
	if n := value[int](t, ctx, `document.querySelectorAll("main li h3").length`); n != 10 {
		t.Errorf("%d are shown at first", n)
	}
	if got := value[string](t, ctx, `document.getElementById("page-count").textContent`); !strings.HasPrefix(got, "25 pages trouvées") {
		t.Errorf("it says %q", got)
	}
	value[bool](t, ctx, `document.querySelector("main .entries + button").focus() ?? true`)
	press("\r")
	eventually(t, ctx, "more", `document.querySelectorAll("main li h3").length === 20`)
	if got := value[string](t, ctx, `document.activeElement.textContent`); got != "Depot number 14" { // from the newest, 24
		t.Errorf("the focus is on %q", got)
	}
	value[bool](t, ctx, `document.getElementById("page-q").focus() ?? true`)
	press(" 7")
	eventually(t, ctx, "another answer as it is written", `document.querySelectorAll("main li h3").length < 10 && location.search === "?q=depot+7"`)
	value[bool](t, ctx, `document.querySelector("summary").focus() ?? true`)
	press("\r")
	eventually(t, ctx, "the choices", `document.querySelector("select[name=year]").options.length > 2`)
	value[bool](t, ctx, `document.querySelector("select[name=kind]").focus() ?? true`)
	press("V") // Voyages
	eventually(t, ctx, "the filter in the address", `location.search === "?q=depot+7&kind=trips"`)
}

// TestSearchWithoutScripts opens the page in a browser that runs none, and where the index
// is out of reach.
func TestSearchWithoutScripts(t *testing.T) {
	files := filesOf(t, lookedFor())
	for name := range files {
		if path.Base(name) == "index.json" {
			delete(files, name)
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f, ok := files[strings.TrimPrefix(fileOf(r.URL.Path), "/")]; ok {
			var b bytes.Buffer
			render(t, &b, f)
			w.Header().Set("Content-Type", map[string]string{".html": "text/html", ".js": "text/javascript"}[path.Ext(f.Path)])
			_, _ = w.Write(b.Bytes())
			return
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	ctx := browser(t)
	for _, off := range []bool{false, true} {
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/?q=depot")); err != nil {
			t.Fatal(err)
		}
		want := map[bool]string{false: "could not be loaded", true: "run its script"}[off]
		eventually(t, ctx, want, `document.querySelector("main").innerText.includes("`+want+`") &&
			document.querySelector("main .terms a[href='/trips/']").checkVisibility() && document.getElementById("page-search").checkVisibility() === `+fmt.Sprint(!off))
	}
}

// TestWordsInBrowser has a browser make words of every letter that Unicode takes apart, of
// those that have a small form, and of those that are written in another way.
func TestWordsInBrowser(t *testing.T) {
	url := shownBy(t, lookedFor())
	ctx := browser(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/")); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for r := rune(1); r < 0x20000; r++ {
		text := string(r)
		apart := norm.NFKD.String(text) != text
		if (apart || unicode.ToLower(r) != r || unicode.Is(unicode.Latin, r)) && !unicode.Is(unicode.Hangul, r) && !unicode.Is(unicode.Han, r) {
			texts = append(texts, "a"+text+"b "+text)
		}
	}
	texts = append(texts, "한국어 각 㐀城市", "ΟΔΟΣ ΣΑΣ", "e\u0301\u0323a", strings.Repeat("x", 99))
	given, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	got := value[[]string](t, ctx, string(given)+`.map(s => (fold(s).match(/\p{sc=Han}|(?:(?!\p{sc=Han})[\p{L}\p{N}]){1,40}/gu) ?? []).join(" "))`)
	if len(texts) < 4000 {
		t.Errorf("only %d texts", len(texts))
	}
	for i, text := range texts {
		if want := strings.Join(slices.Collect(search.Words(text)), " "); got[i] != want {
			t.Errorf("%q (%+q): a browser makes %q of it, and parvis %q", text, text, got[i], want)
		}
	}
}

// answer has the page of the search answer a question: milliseconds, bytes that were asked
// for, files, and what it says.
const answer = `(async (query) => {
	performance.clearResourceTimings();
	performance.setResourceTimingBufferSize(5000);
	const count = document.getElementById("page-count"), field = document.getElementById("page-q");
	const said = new Promise((done) => new MutationObserver(done).observe(count, { childList: true }));
	const started = performance.now();
	field.value = query;
	field.form.requestSubmit();
	await said;
	const files = performance.getEntriesByType("resource");
	return JSON.stringify({ Took: performance.now() - started, Bytes: files.reduce((n, f) => n + f.encodedBodySize, 0), Files: files.length,
		Said: count.textContent });
})`

// TestSearchAnswers bounds what a telephone loads for an answer, and tells how long it takes.
// CORPUS names another content folder:
//
//	CORPUS=DIR go test -run TestSearchAnswers -v ./generator/
func TestSearchAnswers(t *testing.T) {
	city, questions := fs.FS(grown(300)), []string{"agreement", "depot lorry quiet", "ravena", "a", "zzzzz"}
	dir := os.Getenv("CORPUS")
	if dir != "" {
		city, questions = os.DirFS(dir), []string{"déchets", "mobilités 2019", "conseil de quartier", "mobiltés", "c", "zzzzz"}
	}
	url := shownBy(t, city)
	ctx := browser(t)
	for _, question := range questions {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/")); err != nil {
			t.Fatal(err)
		}
		text, err := chromedp.Run(ctx, chromedp.Evaluate[string](answer+fmt.Sprintf("(%q)", question), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(question, err)
		}
		var got struct {
			Took         float64
			Bytes, Files int
			Said         string
		}
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatal(err)
		}
		t.Logf("%-22s %4.0f ms %6d bytes in %2d files: %s", question, got.Took, got.Bytes, got.Files, got.Said)
		if got.Bytes > 100_000 || got.Bytes == 0 {
			t.Errorf("an answer to %q takes %d bytes", question, got.Bytes)
		}
		if found := strings.Contains(got.Said, " found, ") || strings.Contains(got.Said, "trouvée"); found == (question == "zzzzz") && dir == "" {
			t.Errorf("%q: %s", question, got.Said)
		}
	}
}
