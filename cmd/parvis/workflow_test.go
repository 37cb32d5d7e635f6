package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parvis/generator/catalog"
	"parvis/generator/newcity"
)

// step returns the script of the workflow's step that holds a command.
func step(t *testing.T, lang, command string) string {
	t.Helper()
	text := newcity.Begun{Language: lang}.File(".github/workflows/publish.yml")
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Name, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	for _, s := range workflow.Jobs["site"].Steps {
		if strings.Contains(s.Run, command) {
			return s.Run
		}
	}
	t.Fatalf("%s: no step with %q", lang, command)
	return ""
}

// TestWorkflow runs what the workflow does before and when it builds, as a
// runner does, against sites that answer in different ways. What is published
// is compared with, or nothing is built.
func TestWorkflow(t *testing.T) {
	for _, tool := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed; it runs the workflow's steps", tool)
		}
	}
	const promises = `[{"agreement": "agreements/a", "id": "b"}]`
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good/data/promises.json":
			fmt.Fprint(w, promises)
		case "/moved/data/promises.json":
			http.Redirect(w, r, "/good/data/promises.json", http.StatusMovedPermanently)
		case "/page/data/promises.json":
			fmt.Fprint(w, "<html>Nothing here</html>")
		case "/closed/data/promises.json":
			http.Error(w, "no", http.StatusForbidden)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	say := func(lang, format string, args ...any) string {
		return catalog.Say(format, args...).In(catalog.For(lang))
	}
	compared := func(base, lang string) string {
		return say(lang, "Comparing with %s", base) + "\nbuild --format github --published published.json\n"
	}
	alone := func(base, lang string) string {
		return "::notice::" + say(lang, "There is no %s yet; comparing with what this repository remembers", base) + "\nbuild --format github\n"
	}
	refused := func(why string) func(base, lang string) string {
		return func(base, lang string) string {
			return "::error::" + say(lang, "%s could not be fetched (%s); run this again when the site answers", base, why) + "\n"
		}
	}
	cases := []struct {
		base string
		out  func(base, lang string) string
	}{
		{site.URL + "/good/", compared},
		{`"` + site.URL + `/good"   # a comment`, compared},
		{"'" + site.URL + "/moved/'", compared},
		{site.URL + "/page/", compared}, // which refuses it
		{site.URL + "/new/", alone},
		{"https://nowhere.invalid/", alone},
		{site.URL + "/closed/", refused("403")},
		{gone.URL + "/", refused("000, curl's error 7")},
	}
	for _, lang := range catalog.Languages {
		fetch, build := step(t, lang, "curl"), step(t, lang, "./parvis build")
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, c := range cases {
				file := strings.Trim(strings.Fields(c.base)[0], `'"/`) + "/data/promises.json"
				if got, want := runSteps(t, c.base, fetch, build), c.out(file, lang); got != want {
					t.Errorf("%s: %s\nwant %s", c.base, got, want)
				}
			}
		})
	}
}

// runSteps runs scripts as a runner does, in a repository whose site has that address,
// and returns what they say. One that fails is the last.
func runSteps(t *testing.T, address string, scripts ...string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"content/site.yaml": "title: A city\nbase_url: " + address + "\n",
		"parvis": "#!/bin/sh\necho \"$@\"\n", "published.json": "left"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var said strings.Builder
	for _, script := range scripts {
		cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
		cmd.Dir, cmd.Env = dir, []string{"PATH=" + os.Getenv("PATH")}
		out, err := cmd.CombinedOutput()
		said.Write(out)
		if err != nil {
			break
		}
	}
	return said.String()
}
