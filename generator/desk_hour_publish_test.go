package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/desk"
	"parvis/generator/output"
	"parvis/generator/publish"
	"parvis/generator/publish/testserver"
	"parvis/generator/source"
)

// publishing is how the desk of the first hour publishes.
func (h *hour) publishing() *desk.Publishing {
	out := filepath.Join(filepath.Dir(h.content), "public")
	return &desk.Publishing{Out: out, Version: "test", Job: func() (generator.Job, error) { return h.job(), nil }, Place: func() (publish.Place, error) {
		text, err := os.ReadFile(filepath.Join(h.content, "site.yaml"))
		if err != nil {
			return publish.Place{}, err
		}
		s, _ := content.ParseSettings(source.NewFile("site.yaml", text))
		p, err := publish.PlaceOf(s.Publish, h.content, out)
		if h.place != nil {
			h.place(&p)
		}
		return p, err
	}}
}

// publishes publishes the city to the servers of two hosts and to a branch, each named in the
// settings before.
func (h *hour) publishes() {
	top := h.TempDir()
	ssh, tls := testserver.SSH(h.T, folderIn(h.T, top, "ssh")), testserver.FTPS(h.T, folderIn(h.T, top, "ftps"))
	bare := filepath.Join(top, "site.git")
	h.git(top, "init", "-q", "--bare", bare)
	h.place = func(p *publish.Place) { p.KnownHosts, p.Roots = filepath.Join(top, "known"), tls.Roots }

	h.goesTo("sftp", [][2]string{{"folder", "www"}, {"host", "127.0.0.1"}, {"user", testserver.User}, {"port", strconv.Itoa(ssh.Port)}})
	h.sees("Is this the right server?")
	if !value[bool](h.T, h.ctx, fmt.Sprintf(`document.querySelector("code").innerText === %q`, ssh.Fingerprint)) {
		h.Error("another fingerprint is shown")
	}
	h.presses()
	h.givesPassword()
	h.sends()
	h.wantPublished(filepath.Join(top, "ssh", "www"))

	h.goesTo("ftps", [][2]string{{"port", strconv.Itoa(tls.Port)}})
	h.givesPassword()
	h.sends()
	h.wantPublished(filepath.Join(top, "ftps", "www"))

	h.goesTo("git", [][2]string{{"remote", bare}, {"branch", "gh-pages"}})
	h.sends()
	h.git(top, "clone", "-q", "-b", "gh-pages", bare, "clone")
	if err := os.RemoveAll(filepath.Join(top, "clone", ".git")); err != nil {
		h.Fatal(err)
	}
	h.wantPublished(filepath.Join(top, "clone"))
	if strings.Contains(h.read("site.yaml"), testserver.Password) {
		h.Error("the password stands in site.yaml")
	}
}

func folderIn(t testing.TB, parts ...string) string {
	t.Helper()
	dir := filepath.Join(parts...)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (h *hour) git(dir string, args ...string) {
	h.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		need(h.T, "git")
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		h.Fatalf("git %v: %v: %s", args, err, out)
	}
}

// goesTo says in the settings where the site is published, and begins to publish it.
func (h *hour) goesTo(to string, fields [][2]string) {
	h.Helper()
	h.do(chromedp.Navigate(h.home + "edit/site.yaml#f.publish"))
	h.chosen("f.publish.to", to)
	for _, f := range fields {
		id := "f.publish." + f[0]
		eventually(h.T, h.ctx, "the field "+id, fmt.Sprintf(`document.getElementById(%q).closest("[data-with]").hidden === false`, id))
		h.typed(id, f[1])
	}
	h.saves(false)
	h.do(chromedp.Navigate(h.home), chromedp.Click(".sends button"))
}

// sees waits for the head of a page.
func (h *hour) sees(head string) {
	h.Helper()
	eventually(h.T, h.ctx, head, fmt.Sprintf(`document.querySelector("#publishing h1")?.innerText === %q || document.querySelector("#publishing .notice") != null`, head))
	if says := value[string](h.T, h.ctx, `document.querySelector("#publishing .notice")?.innerText ?? ""`); says != "" {
		h.Fatal(says)
	}
	barriers(h.T, h.ctx, head)
}

func (h *hour) presses() {
	h.Helper()
	value[bool](h.T, h.ctx, `document.querySelector("#publishing button.strong").click() ?? true`)
}

func (h *hour) givesPassword() {
	h.Helper()
	h.sees("Password")
	h.do(chromedp.Focus("#secret"), chromedp.KeyEvent(testserver.Password+"\r"))
}

func (h *hour) sends() {
	h.Helper()
	h.sees("This changes for residents")
	h.presses()
	h.sees("The site is published")
}

// wantPublished wants a folder to hold what a build from nothing makes, and nothing else.
func (h *hour) wantPublished(dir string) {
	h.Helper()
	fresh := filepath.Join(h.TempDir(), "fresh")
	if _, err := generator.Build(h.Context(), h.job(), fresh, output.Options{Version: "test"}); err != nil {
		h.Fatal(err)
	}
	want, got := filesIn(h.T, fresh), filesIn(h.T, dir)
	delete(want, ".parvis")
	if got[output.LogName] == "" { // it tells of the builds before too, and goes on with them
		h.Errorf("%s has no log", dir)
	}
	want[output.LogName] = got[output.LogName]
	if len(want) < 20 || !maps.Equal(want, got) {
		for name := range want {
			if want[name] != got[name] {
				h.Errorf("%s: %s is not as a fresh build has it", dir, name)
			}
		}
		h.Errorf("%s holds %d files, a fresh build %d", dir, len(got), len(want))
	}
}

// filesIn is what all files of a folder hold.
func filesIn(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
