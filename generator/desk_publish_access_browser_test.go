package generator_test

import (
	"context"
	"fmt"
	"io/fs"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/desk"
	"parvis/generator/newentry"
	"parvis/generator/output"
	"parvis/generator/publish"
	"parvis/generator/publish/testserver"
	"parvis/generator/source"
	"parvis/themes"
)

const (
	pressSite = "title: Aubin abroad\ncity: Aubin\ncountry: FR\npopulation: 4800\nlanguage: en\ncurrency: EUR\nbase_url: https://abroad.aubin.example/\n"
	pressTrip = `---
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

// press is the desk of a small city that is published to a server, and a browser before it.
type press struct {
	*testing.T
	ctx                   context.Context
	top, content, address string
	server                *testserver.Server
	silent                net.Listener  // a server that says nothing
	making                chan struct{} // where it is not nil, nothing is made before it is closed
}

func newPress(t *testing.T, ctx context.Context, words *catalog.Language) *press {
	t.Helper()
	p := &press{T: t, ctx: ctx, top: t.TempDir()}
	p.content = folderIn(t, p.top, "content")
	for name, to := range map[string]string{"HOME": "home", "USERPROFILE": "home"} {
		t.Setenv(name, filepath.Join(p.top, to))
	}
	t.Setenv("SSH_AUTH_SOCK", "")
	folderIn(t, p.content, "trips")
	p.server = testserver.SSH(t, folderIn(t, p.top, "server"))
	var err error
	if p.silent, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.silent.Close() })
	p.writes("site.yaml", pressSite)
	p.writes("trips/2026-09-ravenna.md", pressTrip)
	root, err := os.OpenRoot(p.content)
	if err != nil {
		t.Fatal(err)
	}
	day := demonstration().Today
	job := func() (generator.Job, error) {
		if p.making != nil {
			<-p.making
		}
		return generator.Job{Content: os.DirFS(p.content), Name: "content", Theme: themes.Chartres(), Today: day}, nil
	}
	d, err := desk.New(desk.Config{Root: root, Words: words, Publishing: p.publishing(job), City: func(f fs.FS) (*newentry.City, error) {
		return newentry.Read(f, "content", words.Code(), func(*content.Settings) time.Time { return day })
	}})
	if err != nil {
		t.Fatal(err)
	}
	serves := httptest.NewServer(d)
	t.Cleanup(func() { serves.Close(); d.End(); root.Close() })
	p.address = serves.URL + d.Path()
	return p
}

func (p *press) publishing(job func() (generator.Job, error)) *desk.Publishing {
	out := filepath.Join(p.top, "public")
	return &desk.Publishing{Out: out, Version: "test", Job: job, Place: func() (publish.Place, error) {
		text, err := os.ReadFile(filepath.Join(p.content, "site.yaml"))
		if err != nil {
			return publish.Place{}, err
		}
		s, _ := content.ParseSettings(source.NewFile("site.yaml", text))
		return publish.PlaceOf(s.Publish, p.content, out)
	}}
}

func (p *press) writes(name, text string) {
	p.Helper()
	if err := os.WriteFile(filepath.Join(p.content, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
		p.Fatal(err)
	}
}

// goesTo says in the settings that the site goes to a server of this machine.
func (p *press) goesTo(port int) {
	p.Helper()
	p.writes("site.yaml", pressSite+fmt.Sprintf("publish: {to: sftp, host: 127.0.0.1, port: %d, user: %s, folder: www}\n", port, testserver.User))
}

// presses sends a form of the page, or begins at the first page, and waits until it has come so far.
func (p *press) presses(form, stage string) {
	p.Helper()
	page := map[bool]string{false: "publish"}[form == "/publish"]
	if err := chromedp.Do(p.ctx, chromedp.Navigate(p.address+page)); err != nil {
		p.Fatal(err)
	}
	value[bool](p.T, p.ctx, `document.querySelector("main form[action$='`+form+`']").submit() ?? true`)
	p.comes(stage)
}

func (p *press) comes(stage string) {
	p.Helper()
	eventually(p.T, p.ctx, stage, `document.readyState === "complete" && document.getElementById("publishing")?.dataset.stage === "`+stage+`"`)
}

func (p *press) secret(text, stage string) {
	p.Helper()
	value[bool](p.T, p.ctx, fmt.Sprintf(`(document.getElementById("secret").value = %q, document.querySelector("main form").submit(), true)`, text))
	p.comes(stage)
}

// states goes through all that the page may show, and has each of it seen.
func (p *press) states(see func(state string)) {
	p.Helper()
	if err := chromedp.Do(p.ctx, chromedp.Navigate(p.address+"publish")); err != nil {
		p.Fatal(err)
	}
	p.comes("")
	see("begin")
	p.presses("/publish", "nowhere")
	see("nowhere")
	p.writes("site.yaml", pressSite+"publish: {to: sftp}\n")
	p.presses("/publish", "nowhere")
	see("half of where")

	p.goesTo(p.server.Port)
	p.writes("trips/2026-10-exeter.md", "---\ntitle: Exeter\nstart: 2026-13-01\ncost: twelve\n---\n")
	p.presses("/publish", "refused")
	see("open")
	if err := os.Remove(filepath.Join(p.content, "trips/2026-10-exeter.md")); err != nil {
		p.Fatal(err)
	}

	p.making = make(chan struct{})
	p.presses("/publish", "making")
	see("making")
	close(p.making)
	p.making = nil
	p.comes("trust")
	see("trust")
	p.presses("/trust", "password")
	see("password")
	p.secret("wrong", "password")
	eventually(p.T, p.ctx, "that it is not right", `document.querySelector("#publishing .notice") != null`)
	see("password refused")
	p.secret(testserver.Password, "ready")
	see("first time")
	p.server.Slow.Store(int64(100 * time.Millisecond))
	p.presses("/send", "sending")
	eventually(p.T, p.ctx, "how many files", `document.querySelector("progress").hasAttribute("max")`)
	see("sending")
	p.presses("/stop", "failed")
	see("stopped")
	p.server.Slow.Store(0)
	p.presses("/publish", "password")
	p.secret(testserver.Password, "ready")
	p.presses("/send", "done")
	see("done")
	p.presses("/publish", "password")
	p.secret(testserver.Password, "same")
	see("same")

	p.goesTo(p.silent.Addr().(*net.TCPAddr).Port)
	p.presses("/publish", "calling")
	see("calling")
	p.presses("/stop", "failed")

	p.goesTo(p.server.Port)
	p.writes("trips/2026-10-exeter.md", "---\ntitle: Exeter’s late buses\nstart: 2026-10-05\nend: 2026-10-06\ndestination: Exeter, GB\n"+
		"purpose: See who rides at night.\nlocal_impact: The last bus leaves an hour later from May 2027, for 300 people.\ncost: 640\nsdg: [11.2]\n---\nText.\n")
	p.presses("/publish", "password")
	p.secret(testserver.Password, "ready")
	p.writes("trips/2026-09-ravenna.md", pressTrip+"\nIt closes at one.\n")
	p.presses("/send", "ready")
	eventually(p.T, p.ctx, "that it is said", `document.querySelector(".notice") != null`)
	see("meanwhile")

	release, err := output.Alone(p.ctx, filepath.Join(p.top, "public"))
	if err != nil {
		p.Fatal(err)
	}
	defer release()
	p.presses("/send", "failed")
	see("by others")
}

// TestDeskPublishAccess shows each state of publishing on a telephone and on a desk, by day
// and by night: axe finds no barrier, and nothing is wider than its window.
func TestDeskPublishAccess(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(tools, "axe-core", "axe.min.js"))
	if err != nil {
		need(t, "axe-core")
	}
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	seen := 0
	newPress(t, ctx, catalog.English).states(func(state string) {
		t.Helper()
		seen++
		swept(t, ctx, string(axe), "publishing: "+state)
	})
	if seen < 15 {
		t.Errorf("only %d states were seen", seen)
	}
}
