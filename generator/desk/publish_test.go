package desk

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/publish"
	"parvis/generator/publish/testserver"
	"parvis/generator/source"
	"parvis/themes"
)

const (
	smallSite = `title: Aubin abroad
city: Aubin
country: FR
population: 4800
language: en
currency: EUR
base_url: https://abroad.aubin.example/
`
	smallTrip = `---
title: Ravenna shows us how night trams pay their way
start: 2026-09-14
end: 2026-09-16
destination: Ravenna, IT
purpose: See how a city of our size runs trams until one in the morning.
local_impact: Line A runs until one from March 2027, so late shifts get home without a car.
cost: 1240.50
sdg: [11.2]
---
The depot opens at four in the morning.
`
)

// press is a desk of a small city that can be published.
type press struct {
	*testing.T
	*Desk
	dir, home string // of the content, and of the person
	day       time.Time
}

func newPress(t *testing.T, publishes string) *press {
	t.Helper()
	top := t.TempDir()
	t.Setenv("HOME", filepath.Join(top, "home"))
	t.Setenv("USERPROFILE", filepath.Join(top, "home"))
	t.Setenv("SSH_AUTH_SOCK", "")
	dir, out := filepath.Join(top, "content"), filepath.Join(top, "public")
	p := &press{T: t, dir: dir, home: top, day: today}
	if err := os.MkdirAll(filepath.Join(dir, "trips"), 0o777); err != nil {
		t.Fatal(err)
	}
	p.write("site.yaml", smallSite+publishes)
	p.write("trips/2026-09-ravenna.md", smallTrip)
	p.Desk = stand(t, dir, "en")
	p.config.Publishing = &Publishing{Out: out, Version: "test",
		Job: func() (generator.Job, error) {
			return generator.Job{Content: os.DirFS(dir), Name: "content", Theme: themes.Chartres(), Today: p.day}, nil
		},
		Place: func() (publish.Place, error) {
			text, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
			if err != nil {
				return publish.Place{}, err
			}
			s, _ := content.ParseSettings(source.NewFile("site.yaml", text))
			return publish.PlaceOf(s.Publish, dir, out)
		}}
	t.Cleanup(p.End)
	return p
}

func (p *press) write(name, text string) {
	p.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o666); err != nil {
		p.Fatal(err)
	}
}

// answers sends a form, and returns the page that stands there once it goes on no further.
func (p *press) answers(what string, form url.Values) string {
	p.Helper()
	if w := p.post(strings.TrimSuffix("publish/"+what, "/"), form); w.Code != http.StatusSeeOther {
		p.Fatal(what, w.Code, w.Body)
	}
	<-p.publication.ended
	p.forget()
	return p.get(p.T, "publish")
}

var markOfPage = regexp.MustCompile(`name="mark" value="([0-9a-f]+)"`)

// agrees sends what the page shows.
func (p *press) agrees(page string) string {
	p.Helper()
	m := markOfPage.FindStringSubmatch(page)
	if m == nil {
		p.Fatalf("there is nothing to agree to:\n%s", page)
	}
	return p.answers("send", url.Values{"mark": {m[1]}})
}

func (p *press) wants(page string, wants ...string) {
	p.Helper()
	_, page, _ = strings.Cut(page, "<main")
	for _, want := range wants {
		if !strings.Contains(page, want) {
			p.Errorf("%q is not there:\n%s", want, page)
		}
	}
}

// wantPublished wants a folder to hold the site that was made last, and nothing else.
func (p *press) wantPublished(dir string) {
	p.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		p.Fatal(err)
	}
	defer root.Close()
	v, err := publish.VerifyFolder(p.Context(), root)
	if err != nil || !v.Whole() {
		p.Errorf("%+v, %v", v, err)
	}
	made, err := os.ReadFile(filepath.Join(p.config.Publishing.Out, output.ManifestName))
	if err != nil {
		p.Fatal(err)
	}
	if there, err := os.ReadFile(filepath.Join(dir, output.ManifestName)); err != nil || string(there) != string(made) {
		p.Errorf("it is another site: %v", err)
	}
}

// TestPublish publishes into a folder: it is said what changes, and only what was read is
// sent.
func TestPublish(t *testing.T) {
	p := newPress(t, "")
	if home := p.get(t, ""); !strings.Contains(home, "Publish the site") {
		t.Error("nothing leads to publishing")
	}
	p.wants(p.get(t, "publish"), "See what changes")
	p.wants(p.answers("", nil), "It is not said yet where the site goes", `edit/site.yaml#f.publish"`)
	p.write("site.yaml", smallSite+"publish: {to: folder}\n")
	p.wants(p.answers("", nil), "It is not said yet where the site goes", "The settings say only a part of it")
	p.write("site.yaml", smallSite+"publish: {to: folder, folder: ../www}\n")

	// The gate: what is open leads to its field.
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "local_impact: Line A runs", "local_impact: TBD # runs", 1))
	p.wants(p.answers("", nil), `data-stage="refused"`, `edit/trips/2026-09-ravenna.md#f.local_impact"`, "Ravenna shows us how night trams")
	p.write("trips/2026-09-ravenna.md", smallTrip)
	p.write("site.yaml", strings.Replace(smallSite, "population: 4800\n", "", 1)+"publish: {to: folder, folder: ../www}\n")
	p.wants(p.answers("", nil), `edit/site.yaml#f.population"`)
	p.write("site.yaml", smallSite+"publish: {to: folder, folder: ../www}\n")

	www := filepath.Join(p.home, "www")
	page := p.answers("", nil)
	p.wants(page, `data-stage="ready"`, "The site is published there for the first time")
	if left, _ := os.ReadDir(www); len(left) > 0 {
		t.Error("something was sent before anybody agreed")
	}
	if w := p.answers("send", url.Values{"mark": {"0"}}); !strings.Contains(w, "Something has changed since you looked") {
		t.Error("what nobody has read was sent")
	}
	p.wants(p.agrees(page), `data-stage="done"`, "The site is published", "https://abroad.aubin.example/")
	p.wantPublished(www)
	p.wants(p.answers("", nil), `data-stage="same"`)

	// What changes is named; what changes meanwhile is shown first.
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "The depot opens at four", "The depot opens at five", 1))
	page = p.answers("", nil)
	p.wants(page, "1 page changes:", `<a href="/trips/2026-09-ravenna/" target="_blank">Ravenna shows us how night trams pay their way</a>`)
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "The depot opens at four", "The depot opens at six", 1))
	if again := p.agrees(page); !strings.Contains(again, "Something has changed since you looked") {
		t.Errorf("what nobody has read was sent:\n%s", again)
	} else {
		p.wants(p.agrees(again), `data-stage="done"`)
	}
	p.wantPublished(www)

	// The day alone is no change for readers, and is sent all the same.
	p.day = today.AddDate(0, 0, 1)
	page = p.answers("", nil)
	p.wants(page, "Nothing changes for readers but the day: ")
	p.wants(p.agrees(page), `data-stage="done"`)
	p.wantPublished(www)

	p.day = today.AddDate(0, 0, 2)
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "The depot opens at four", "The depot opens at eight", 1))
	p.wants(p.answers("", nil), "1 page changes:", "Besides, ")

	// What is not saved is not in it, and is said to be so.
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "The depot opens at four", "The depot opens at seven", 1))
	p.work.set("trips/2026-09-ravenna.md", draft{[]byte(smallTrip), []byte(strings.Replace(smallTrip, "four", "noon", 1))})
	p.wants(p.answers("", nil), "Not saved yet, and so not in it:")
	if text, err := fs.ReadFile(os.DirFS(p.config.Publishing.Out), "trips/2026-09-ravenna/index.html"); err != nil || strings.Contains(string(text), "noon") {
		t.Error("what is not saved would be published", err)
	}

	// Somebody else is about it, in another program.
	release, err := output.Alone(t.Context(), p.config.Publishing.Out)
	if err != nil {
		t.Fatal(err)
	}
	p.wants(p.answers("", nil), "It was not published", "This site is being published just now", "Nothing was sent by you.")
	release()
	p.wants(p.answers("", nil), `data-stage="ready"`)
}

// TestPublishAsks publishes to a server: it is asked whether it is the right one, and for the
// password, which is written nowhere.
func TestPublishAsks(t *testing.T) {
	srv := t.TempDir()
	server := testserver.SSH(t, srv)
	p := newPress(t, "")
	p.write("site.yaml", smallSite+"publish: {to: sftp, host: 127.0.0.1, port: "+strconv.Itoa(server.Port)+", user: town, folder: www}\n")
	page := p.answers("", nil)
	p.wants(page, "Is this the right server?", strings.ReplaceAll(server.Fingerprint, "+", "&#43;"), "127.0.0.1:"+strconv.Itoa(server.Port))
	if page = p.answers("trust", url.Values{"fingerprint": {"SHA256:another"}}); !strings.Contains(page, "Is this the right server?") {
		t.Error("another server is trusted")
	}
	p.wants(p.answers("trust", url.Values{"fingerprint": {server.Fingerprint}}), `type="password"`, "town, 127.0.0.1")
	p.wants(p.answers("password", url.Values{"secret": {"wrong"}}), "the name or the password is not right", `type="password"`) // it is asked for once more
	page = p.answers("password", url.Values{"secret": {testserver.Password}})
	p.wants(page, "for the first time")
	p.wants(p.agrees(page), "The site is published")
	p.wantPublished(filepath.Join(srv, "www"))
	p.wants(p.answers("", nil), `type="password"`) // it was forgotten
	err := filepath.WalkDir(p.home, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if text, err := os.ReadFile(name); err != nil || strings.Contains(string(text), testserver.Password) {
			t.Errorf("%s holds the password: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}

	// The line is lost: the next one goes on where it stopped.
	p.write("trips/2026-09-ravenna.md", strings.Replace(smallTrip, "The depot opens at four", "The depot opens at five", 1))
	p.answers("", nil)
	page = p.answers("password", url.Values{"secret": {testserver.Password}})
	server.Left.Store(20_000)
	p.wants(p.agrees(page), "It was not published", "it goes on where it stopped")
	server.Left.Store(-1)
	p.answers("", nil)
	p.wants(p.agrees(p.answers("password", url.Values{"secret": {testserver.Password}})), "The site is published")
	p.wantPublished(filepath.Join(srv, "www"))
}
