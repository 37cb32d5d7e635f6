package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"parvis/generator/catalog"
	"parvis/themes"
)

// TestReleased holds the program as it is released to the ordinary one. Methods that only
// templates call would be left out of it without a word, so all is compared that templates
// write: new cities, the whole demonstration, themes that call methods and themes with
// slips, and the desk.
func TestReleased(t *testing.T) {
	if runtime.GOOS == "windows" || testing.Short() {
		t.Skip("it takes “make”, and minutes")
	}
	released := release(t)
	ordinary, err := exec.LookPath("parvis")
	if err != nil {
		t.Fatal(err)
	}
	city := filepath.Join(t.TempDir(), "city")
	if out, err := exec.Command(ordinary, "init", city).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	both := func(t *testing.T, dir string, args ...string) string {
		t.Helper()
		a, b := made(t, ordinary, dir, args), made(t, released, dir, args)
		alike(t, "parvis "+strings.Join(args, " "), a, b)
		return b[""]
	}
	t.Run("cities", func(t *testing.T) {
		for _, lang := range catalog.Languages {
			both(t, "", "init", "--lang", lang, ".")
		}
	})
	t.Run("theme", func(t *testing.T) {
		for says, wants := range map[string]string{
			`{{.From.Weekday}} {{.From.Format "2 Jan"}} {{.From.UTC.YearDay}} {{with .From.Location}}{{.}}{{end}}`: "0 errors",
			`{{.From.Weekdy}}`:  "write “.Weekday”",
			`{{.From.Nothing}}`: "AppendFormat, AppendText,",
		} {
			theme := agendaThat(t, says)
			if said := both(t, city, "build", "--theme", theme, "--today", "2026-11-23"); !strings.Contains(said, wants) {
				t.Errorf("%s: %q is not in %s", says, wants, said)
			}
		}
	})
	t.Run("desk", func(t *testing.T) {
		a, b := deskPages(t, ordinary, city), deskPages(t, released, city)
		if len(a) < 10 {
			t.Errorf("the desk has %d pages", len(a))
		}
		alike(t, "the desk", a, b)
	})
	t.Run("demonstration", func(t *testing.T) {
		both(t, "../..", "build", "--today", "2026-11-23")
		both(t, "../..", "newsletter", "2026-10", "--today", "2026-11-23")
		both(t, "../..", "sheet", "trips/2026-09-ravenna", "council", "--today", "2026-11-23")
	})
}

// alike holds what the released program made to what the ordinary one made, by name.
func alike(t *testing.T, what string, ordinary, released map[string]string) {
	t.Helper()
	names := maps.Clone(ordinary)
	maps.Copy(names, released)
	var differ []string
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if a, b := ordinary[name], released[name]; a != b {
			same := 0
			for same < min(len(a), len(b)) && a[same] == b[same] {
				same++
			}
			from := max(0, same-100)
			differ = append(differ, fmt.Sprintf("%q: %q, released %q", name, a[from:min(len(a), same+200)], b[from:min(len(b), same+200)]))
		}
	}
	if len(differ) > 0 {
		t.Errorf("%s: %d of %d differ, of which the first:\n%s", what, len(differ), len(names), strings.Join(differ[:min(len(differ), 5)], "\n"))
	}
}

// release builds the program as it is released, and says of it who asks for methods by
// names that are not written in the program: then nothing would be left out.
func release(t *testing.T) string {
	if _, err := exec.LookPath("make"); err != nil {
		lacking(t, "make")
	}
	dir := t.TempDir()
	out, err := exec.Command("make", "-s", "-C", "../..", "released", "OUT="+dir, "LINK=-dumpdep").CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v", out[:min(len(out), 4000)], err)
	}
	asks := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)(\S+) <[^>]*ReflectMethod[^>]*>`).FindAllSubmatch(out, -1) {
		asks[string(m[1])] = true
	}
	if !bytes.Contains(out, []byte(" -> text/template.methodNamed\n")) || len(asks) > 0 {
		t.Errorf("methods are asked for by any name: %v; all methods of all types are linked (see cmd/internal/release)", slices.Sorted(maps.Keys(asks)))
	}
	return filepath.Join(dir, "parvis")
}

// made is what the program says and returns, by the name "", and all files that it writes.
func made(t *testing.T, program, dir string, args []string) map[string]string {
	t.Helper()
	out := t.TempDir()
	switch args[0] {
	case "build", "newsletter", "sheet":
		args = append(slices.Clone(args), "--out", out)
	}
	if dir == "" {
		dir = out
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1793404800", "PARVIS_CHROMIUM=none") // what is printed is compared as it goes to the browser
	said, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	files := map[string]string{"": strings.ReplaceAll(string(said), out, "OUT") + cmd.ProcessState.String()}
	if err := filepath.WalkDir(out, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".parvis" { // which says by what version it was made
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		files[rel] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// agendaThat is a theme whose agenda says something more of each thing.
func agendaThat(t *testing.T, says string) string {
	t.Helper()
	const name, begin = "layouts/agenda.html", `<span class="when">`
	text, err := fs.ReadFile(themes.Chartres(), name)
	if err != nil || bytes.Count(text, []byte(begin)) != 1 {
		t.Fatalf("%s says no longer when: %v", name, err)
	}
	dir := t.TempDir()
	text = bytes.Replace(text, []byte(begin), []byte(begin+says+" "), 1)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "layouts"), 0o755), os.WriteFile(filepath.Join(dir, name), text, 0o644)); err != nil {
		t.Fatal(err)
	}
	return dir
}

var (
	link = regexp.MustCompile(`(?:href|src)="([^"#]+)`)
	once = regexp.MustCompile(`[0-9a-f]{32,}`) // the secret, and what is made by chance
)

// deskPages are the pages of the desk that lead to one another, by address.
func deskPages(t *testing.T, program, dir string) map[string]string {
	t.Helper()
	cmd := exec.Command(program, "desk", "--no-open", "--port", "0", "--today", "2026-11-23")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PARVIS_CHROMIUM=none")
	said, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	first, _ := bufio.NewReader(said).ReadString('\n')
	home, err := url.Parse(regexp.MustCompile(`http://\S+`).FindString(first))
	if err != nil || home.Host == "" {
		t.Fatalf("it says %q: %v", first, err)
	}
	client := http.Client{Timeout: 20 * time.Second}
	pages := map[string]string{}
	seen := map[string]bool{home.String(): true}
	for queue := []*url.URL{home}; len(queue) > 0; queue = queue[1:] {
		r, err := client.Get(queue[0].String())
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		at := strings.TrimPrefix(queue[0].String(), home.String())
		pages[at] = r.Status + "\n" + once.ReplaceAllString(strings.ReplaceAll(string(body), home.Host, "HOST"), "…")
		for _, m := range link.FindAllSubmatch(body, -1) {
			next, err := queue[0].Parse(string(m[1]))
			if err == nil && strings.HasPrefix(next.String(), home.String()) && !seen[next.String()] {
				seen[next.String()] = true
				queue = append(queue, next)
			}
		}
	}
	return pages
}
