package generator_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/output"
)

// emptyDrafts are drafts in which nothing is answered yet, and some in which
// something is wrong.
var emptyDrafts = map[string]string{
	"trips/open-trip.md": "---\ntitle: A trip that is still a plan\ndraft: true\n---\n",
	"trips/wrong-trip.md": `---
title: Wrong in every field
start: 2026-02-30
end: soon
destination: [Atlantis, {city: Ys}]
travellers: [{}, {person: nobody, role: Mayor}]
lessons: [{status: maybe}]
mandate: {}
briefing: {departments: [none]}
cost: {status: perhaps, lines: [{for: bribes, amount: 1.2.3}, {amount: 4, currency: XXX}, {}], saved: {per: age}}
sdg: [0, 99.z]
history: [{kind: whim}]
voices: [{}]
official: nobody
departments: [none]
partners: [none]
local_impact: {benefit: [a], issues: [none]}
draft: true
---
Text [](figure:cost/none) ![](x.jpg).
`,
	"trips/turned-trip.md": "---\ntitle: It ends before it starts\nstart: 2026-05-02\nend: 2026-05-01\ndraft: true\n---\n",
	"agreements/open-agreement.md": `---
title: An agreement without a date
promises: [{}, {id: x, status: broken}]
follow_up: [{}]
until: never
draft: true
---
`,
	"outcomes/open-outcome.md": `---
title: An outcome of nothing
measures: [{}, {what: x, now: many}]
of: [trips/none]
keeps: [a, b#c]
evidence: [nothing.pdf]
status: unsure
draft: true
---
`,
	"people/open-person.md":           "---\nname: Nobody yet\nportrait: none.jpg\ndraft: true\n---\n",
	"partners/open-partner.md":        "---\nname: Somewhere\ncountry: XX\nlat: 3\ndraft: true\n---\n",
	"newsletters/2026-12.md":          "---\ntitle: A letter to come\nfeatures: [trips/none]\nbest_practice: {}\ndraft: true\n---\n",
	"pages/open-page.md":              "---\ntitle: A page to come\ndraft: true\n---\n",
	"trips/open-trip.fr.md":           "---\ntitle: Un voyage\n---\n",
	"agreements/open-agreement.fr.md": "---\nlocal_impact: \"\"\n---\n",
}

// TestLiveDrafts shows drafts, whatever is missing in them, and publishes none.
func TestLiveDrafts(t *testing.T) {
	s := startLive(t, liveOptions{prepare: func(s *liveServer) {
		for name, text := range emptyDrafts {
			s.write(t, name, text)
		}
	}})
	page := s.comes(t, "/trips/open-trip/", "A trip that is still a plan")
	for _, want := range []string{"Only you see this page", "What will a resident notice, and when?", "trips/open-trip.md", "the local benefit is missing"} {
		if !strings.Contains(page, want) {
			t.Errorf("the draft's page does not say %q", want)
		}
	}
	job, err := s.job()
	if err != nil {
		t.Fatal(err)
	}
	job.Preview = true
	_, files := build(t, job)
	for name := range files { // every page of every language, drafts in the lists
		status, body := s.get(t, "/"+name)
		if status != http.StatusOK {
			t.Errorf("%s: status %d: %.300s", name, status, body)
		}
		for _, mark := range []string{"/costs/1/", "0001", "ZgotmplZ", "%!", "<nil>"} {
			if path.Ext(name) == ".html" && strings.Contains(body, mark) {
				t.Errorf("%s says %q", name, mark)
			}
		}
	}
	for name := range emptyDrafts {
		address := strings.TrimSuffix(name, ".md") + "/index.html"
		if !translates(name) && files[strings.NewReplacer("newsletters/", "newsletter/", "pages/", "").Replace(address)] == nil {
			t.Errorf("%s is not shown", name)
		}
	}
	job.Preview = false
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := generator.Build(context.Background(), job, dir, output.Options{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range tree(t, dir) {
		if strings.Contains(text, "A trip that is still a plan") || strings.Contains(text, "_parvis") || strings.Contains(text, "parvis-note") {
			t.Errorf("%s tells of a draft or of the local server", name)
		}
	}
}

// TestLiveMidnight serves over midnight.
func TestLiveMidnight(t *testing.T) {
	s := startLive(t, liveOptions{})
	s.comes(t, "/", "23 November 2026")
	s.mu.Lock()
	s.day = s.day.AddDate(0, 0, 1)
	s.mu.Unlock()
	s.comes(t, "/", "24 November 2026")
}

// TestLiveFolder moves the content away and back.
func TestLiveFolder(t *testing.T) {
	s := startLive(t, liveOptions{})
	s.comes(t, "/about/", "Valmont")
	events := s.events(t)
	away := s.content + "-away"
	if err := os.Rename(s.content, away); err != nil {
		t.Fatal(err)
	}
	if data := events.next(t, "problems"); !strings.Contains(data, `"errors":1`) {
		t.Errorf("the folder is gone: %s", data)
	}
	if status, body := s.get(t, "/about/"); status != http.StatusOK || !strings.Contains(body, "Valmont") {
		t.Errorf("the last good site does not stay: status %d", status)
	}
	if err := os.RemoveAll(s.content); err != nil { // another folder comes, as when a branch is checked out
		t.Fatal(err)
	}
	if err := os.CopyFS(s.content, os.DirFS(away)); err != nil {
		t.Fatal(err)
	}
	for e := range events { // problems come and go while the folder fills
		if e[0] == "reload" {
			break
		}
	}
	s.change(t, "pages/about.md", func(text string) string { return text + "\nWritten in the new folder.\n" })
	s.comes(t, "/about/", "Written in the new folder.")
}

// TestLiveFiles serves what lies beside entries and below static/ as it is now.
func TestLiveFiles(t *testing.T) {
	s := startLive(t, liveOptions{prepare: func(s *liveServer) {
		text := s.read(t, editedFile)
		if err := os.Remove(filepath.Join(s.content, editedFile)); err != nil {
			t.Fatal(err)
		}
		s.write(t, "trips/2026-09-ravenna/index.md", text+"\nHere is [the plan](plan.csv).\n")
		s.write(t, "trips/2026-09-ravenna/other.csv", "c,d\r\n")
		s.write(t, "trips/2026-09-ravenna/plan.csv", "a,b\r\n")
		s.write(t, "static/CNAME", "abroad.example.org\n")
		s.write(t, "static/robots.txt", "User-agent: *\nDisallow: /\n")
		s.write(t, "static/404.html", "an own page of what is missing")
		s.write(t, "static/feed.ics", "BEGIN:VCALENDAR\r\n")
	}})
	s.comes(t, "/", "Valmont")
	for address, want := range map[string][2]string{
		"trips/2026-09-ravenna/plan.csv": {"text/csv; charset=utf-8", "a,b\r\n"},
		"robots.txt":                     {"text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n"},
		"CNAME":                          {"text/plain; charset=utf-8", "abroad.example.org\n"},
		"feed.ics":                       {"text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\n"},
		"sitemap.xml":                    {"application/xml; charset=utf-8", ""},
		"data/entries.json":              {"application/json; charset=utf-8", ""},
		"_parvis/live.js":                {"text/javascript; charset=utf-8", ""},
	} {
		r, err := http.Get(s.url + address)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		_, body := s.get(t, address)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != want[0] || !strings.HasPrefix(body, want[1]) ||
			r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, %v, %.40q", address, r.StatusCode, r.Header, body)
		}
	}
	if _, body := s.get(t, "nothing-here/"); !strings.Contains(body, "an own page of what is missing") {
		t.Errorf("what is missing is told by %.80q", body)
	}
	if status, body := s.get(t, "trips/2026-09-ravenna/other.csv"); status != http.StatusNotFound || strings.Contains(body, "c,d") {
		t.Errorf("a file that no entry names: status %d, %.40q", status, body)
	}
	events := s.events(t)
	s.write(t, "static/CNAME", "other.example.org\n")
	events.next(t, "reload")
	if _, body := s.get(t, "CNAME"); body != "other.example.org\n" {
		t.Errorf("static/CNAME: %q", body)
	}
}

// TestLiveSame saves a file without a change, and changes what is not content:
// no browser is told.
func TestLiveSame(t *testing.T) {
	s := startLive(t, liveOptions{})
	s.comes(t, "/", "Valmont")
	events := s.events(t)
	s.write(t, editedFile, s.read(t, editedFile))
	s.write(t, "trips/.2026-09-ravenna.md.swp", "x")
	s.write(t, "trips/2026-09-ravenna.md~", "x")
	time.Sleep(300 * time.Millisecond)
	s.change(t, editedFile, func(text string) string { return text + "\nSomething new.\n" })
	events.next(t, "reload")
	events.none(t, 300*time.Millisecond)
}

// TestLiveSafety asks for what nobody may have.
func TestLiveSafety(t *testing.T) {
	s := startLive(t, liveOptions{})
	s.comes(t, "/", "Valmont")
	events := s.events(t)
	outside := filepath.Join(filepath.Dir(s.content), "outside")
	if err := os.MkdirAll(outside, 0o777); err != nil {
		t.Fatal(err)
	}
	writeText(t, outside, "secret.txt", "the key of the safe")
	for _, link := range [][2]string{{"static/link.txt", filepath.Join(outside, "secret.txt")},
		{"static/relative.txt", "../../outside/secret.txt"}, {"static/folder", outside}, {"trips/2026-09-ravenna-photos", outside}} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(s.content, link[0])), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(link[1], filepath.Join(s.content, link[0])); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	events.next(t, "problems")
	for _, target := range []string{"/../outside/secret.txt", "/%2e%2e/outside/secret.txt", "/..%2foutside%2fsecret.txt",
		"/%2e%2e%2foutside/secret.txt", "/%252e%252e/outside/secret.txt", "/..%5coutside%5csecret.txt", "/..\\outside\\secret.txt",
		"/%c0%ae%c0%ae/outside/secret.txt", "/%uff0e%uff0e/outside/secret.txt", "/trips/../../outside/secret.txt",
		"/static/../../outside/secret.txt", "//outside/secret.txt", "/./../outside/secret.txt", "/..;/outside/secret.txt",
		"/_parvis/../../outside/secret.txt", "/_parvis/%2e%2e/note.html",
		"/_parvis/problems.html", "/link.txt", "/relative.txt", "/folder/secret.txt", "/trips/2026-09-ravenna-photos/secret.txt",
		"/site.yaml", "/trips/2026-09-ravenna.md", "/%00", "/trips/%00/"} {
		status, body := s.raw(t, "GET "+target+" HTTP/1.1\r\nHost: "+s.address+"\r\nConnection: close\r\n\r\n")
		if (status != 403 && status != 404 && status != 400) || strings.Contains(body, "the key of the safe") {
			t.Errorf("%s: status %d", target, status)
		}
	}
	for head, want := range map[string]int{
		"Host: " + s.address: 200, "Host: localhost": 200, "Host: LOCALHOST:99": 200, "Host: [::1]:1313": 200, "Host: 127.0.0.2": 200,
		"Host: evil.example": 403, "Host: localhost.evil.example": 403, "Host: evil.localhost": 403, "Host: 10.0.0.1": 403, "Host: ": 403,
		"Host: 127.0.0.1.nip.io": 403, "Host: 0.0.0.0": 403, "Host: a@localhost": 403,
		"Host: localhost\r\nOrigin: http://localhost":                                200,
		"Host: localhost\r\nOrigin: http://localhost:81":                             403,
		"Host: localhost\r\nOrigin: https://evil.example":                            403,
		"Host: localhost\r\nOrigin: null":                                            403,
		"Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors":   403,
		"Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate":  200,
		"Host: localhost\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate": 200,
	} {
		for _, target := range []string{"/", "/_parvis/live.js"} {
			if status, _ := s.raw(t, "GET "+target+" HTTP/1.1\r\n"+head+"\r\nConnection: close\r\n\r\n"); status != want && !(want == 403 && status == 400) {
				t.Errorf("%s of %q: status %d, want %d", target, head, status, want)
			}
		}
	}
	if status, _ := s.raw(t, "GET /_parvis/events HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n"); status != 403 {
		t.Errorf("another site's script reads the events: status %d", status)
	}
	if status, _ := s.raw(t, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"); status != 405 {
		t.Errorf("POST: status %d", status)
	}
}

// TestLiveFramed lets no other site show the pages within its own.
func TestLiveFramed(t *testing.T) {
	s := startLive(t, liveOptions{})
	for _, address := range []string{"", "none-such/", "_parvis/script.js"} {
		r, err := http.Get(s.url + address)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if got := r.Header.Get("X-Frame-Options"); got != "SAMEORIGIN" {
			t.Errorf("/%s: X-Frame-Options %q", address, got)
		}
	}
}

// TestLiveLink refuses to read an entry that lies elsewhere, and says which.
func TestLiveLink(t *testing.T) {
	s := startLive(t, liveOptions{prepare: func(s *liveServer) {
		outside := filepath.Join(filepath.Dir(s.content), "outside.md")
		if err := os.WriteFile(outside, []byte("---\ntitle: Elsewhere\n---\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(s.content, "pages", "outside.md")); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}})
	s.comes(t, "/", "this is a link that leads out of the content folder")
	if err := os.Remove(filepath.Join(s.content, "pages", "outside.md")); err != nil {
		t.Fatal(err)
	}
	s.comes(t, "/", "Valmont-sur-Eure")
}

// TestLiveTheme breaks templates in each way, and words.
func TestLiveTheme(t *testing.T) {
	s := startLive(t, liveOptions{theme: true})
	s.comes(t, "/about/", "Valmont")
	events := s.events(t)
	layout := s.readTheme(t, "layouts/page.html")
	lines := strings.Count(layout, "\n")
	for name, c := range map[string]struct{ text, want string }{
		"does not parse": {layout + "\n\n{{end}}\n", fmt.Sprintf("layouts/page.html:%d", lines+3)},
		"no such field":  {strings.Replace(layout, "{{define \"main\"}}", "{{define \"main\"}}{{.Titel}}", 1), "there is no Titel in type PageView"},
		"no such word":   {strings.Replace(layout, "{{define \"main\"}}", "{{define \"main\"}}{{word \"none.such\"}}", 1), "none.such"},
	} {
		s.writeTheme(t, "layouts/page.html", c.text)
		if !events.until(t, "problems", c.want) {
			t.Errorf("%s: nobody says %q", name, c.want)
		}
		s.writeTheme(t, "layouts/page.html", layout)
		if !events.until(t, "problems", `"errors":0`) {
			t.Errorf("%s: it is mended, and nobody says so", name)
		}
		events.next(t, "reload")
	}
	// A template that fails only when a page is filled in: the page says where.
	s.writeTheme(t, "layouts/page.html", strings.Replace(layout, "{{define \"main\"}}", "{{define \"main\"}}\n\n<p>{{index .Crumbs 7}}</p>", 1))
	line := strings.Count(layout[:strings.Index(layout, "{{define \"main\"}}")], "\n") + 3
	body := s.comes(t, "/about/", fmt.Sprintf("layouts/page.html:%d:", line))
	if !strings.Contains(body, "&lt;p&gt;{{index .Crumbs 7}}&lt;/p&gt;") || !strings.Contains(body, "index out of range") {
		t.Errorf("the page says: %s", body)
	}
	if status, _ := s.get(t, "/trips/"); status != http.StatusOK {
		t.Errorf("another layout: status %d", status)
	}
	s.writeTheme(t, "layouts/page.html", layout)
	s.comes(t, "/about/", "<h1>")
}

// TestLiveThemeInContent keeps the theme in the content folder: what is changed there
// is the theme's, and a sheet is exchanged without a reload.
func TestLiveThemeInContent(t *testing.T) {
	s := startLive(t, liveOptions{theme: true, prepare: func(s *liveServer) {
		inside := filepath.Join(s.content, content.ThemeFolder)
		if err := os.Rename(s.theme, inside); err != nil {
			t.Fatal(err)
		}
		s.theme = inside
	}})
	s.comes(t, "/about/", "Valmont")
	events := s.events(t)
	s.writeTheme(t, "assets/base.css", s.readTheme(t, "assets/base.css")+"p{top:0}")
	events.next(t, "style")
	s.writeTheme(t, "layouts/page.html", strings.Replace(s.readTheme(t, "layouts/page.html"), "<h1>", "<h1>Ours: ", 1))
	events.next(t, "reload")
	s.comes(t, "/about/", "Ours: ")
}

// TestLiveStream checks the stream of events as any program sees it.
func TestLiveStream(t *testing.T) {
	s := startLive(t, liveOptions{theme: true})
	body := s.comes(t, "/about/", "Valmont")
	events := s.events(t)
	version := regexp.MustCompile(`data-version="([^"]+)"`).FindStringSubmatch(body)[1]
	good := s.read(t, editedFile)
	s.write(t, editedFile, strings.Replace(good, "\nsdg: ", "\nsdg: [99] #", 1))
	if data := events.next(t, "problems"); !strings.Contains(data, `"rule":"goal-unknown"`) || !strings.Contains(data, editedFile) {
		t.Errorf("problems: %s", data)
	}
	s.write(t, editedFile, good+"\nMore.\n")
	if data := events.next(t, "problems"); !strings.Contains(data, `"errors":0`) {
		t.Errorf("problems, mended: %s", data)
	}
	events.next(t, "reload")
	s.writeTheme(t, "assets/base.css", s.readTheme(t, "assets/base.css")+"p{top:0}")
	if data := events.next(t, "style"); !regexp.MustCompile(`"/assets/palette-base-page-lists-paper\.[0-9a-f]{8}\.css"`).MatchString(data) {
		t.Errorf("style: %s", data)
	}
	// A page that was loaded before all of that is told at once.
	late := s.events(t, "?version="+version)
	late.next(t, "problems")
	late.next(t, "reload")
	late.none(t, 100*time.Millisecond)
	if status, _ := s.get(t, "/assets/palette-base-page-lists-paper.00000000.css"); status != http.StatusOK {
		t.Errorf("a style sheet's earlier name: status %d", status)
	}
}

// stream is an open stream of events.
type stream chan [2]string // name, data

func (s *liveServer) events(t testing.TB, query ...string) stream {
	t.Helper()
	r, err := http.Get(s.url + "_parvis/events" + strings.Join(query, ""))
	if err != nil || r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%v, %v", r, err)
	}
	t.Cleanup(func() { r.Body.Close() })
	out, opened := make(stream, 100), make(chan bool, 1)
	go func() {
		var e [2]string
		lines := bufio.NewScanner(r.Body)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			switch name, value, _ := strings.Cut(lines.Text(), ": "); {
			case name == "retry":
				opened <- true
			case name == "event":
				e[0] = value
			case name == "data":
				e[1] = value
			case name == "" && e[0] != "":
				out <- e
				e = [2]string{}
			}
		}
	}()
	<-opened
	return out
}

// next wants the next event to have that name and returns its data.
func (s stream) next(t testing.TB, name string) string {
	t.Helper()
	select {
	case e := <-s:
		if e[0] != name {
			t.Fatalf("the event %s (%.300s), want %s", e[0], e[1], name)
		}
		return e[1]
	case <-time.After(10 * time.Second):
		t.Fatalf("no event %s", name)
	}
	return ""
}

// until wants one of the next events, all of that name, to say something: a file
// may be seen while it is half written.
func (s stream) until(t testing.TB, name, says string) bool {
	t.Helper()
	for range 3 {
		if strings.Contains(s.next(t, name), says) {
			return true
		}
	}
	return false
}

// none wants no event for a while.
func (s stream) none(t testing.TB, while time.Duration) {
	t.Helper()
	select {
	case e := <-s:
		t.Errorf("the event %s: %.300s", e[0], e[1])
	case <-time.After(while):
	}
}

// TestLiveCountry words the pages as in the country that site.yaml names.
func TestLiveCountry(t *testing.T) {
	s := startLive(t, liveOptions{})
	settings := regexp.MustCompile(`(?m)^l(?:at|on): .*\n`).ReplaceAllString(s.read(t, "site.yaml"), "") // wherever it lies
	events, err := filepath.Glob(filepath.Join(s.content, "events", "*.md"))
	if err != nil || len(events) == 0 {
		t.Fatal(events, err)
	}
	for _, file := range events {
		name := path.Join("events", filepath.Base(file))
		s.write(t, name, regexp.MustCompile(`, lat: [\d.]+, lon: [\d.]+`).ReplaceAllString(s.read(t, name), ""))
	}
	s.write(t, "site.yaml", settings)
	s.comes(t, "/es/costs/", "Coste para la ciudad")
	s.write(t, "site.yaml", strings.Replace(settings, "country: FR", "country: MX", 1))
	s.comes(t, "/es/costs/", "Costo para la ciudad")
	s.write(t, "site.yaml", settings)
	s.comes(t, "/es/costs/", "Coste para la ciudad")
}
