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
	"time"

	"go.yaml.in/yaml/v4"

	"parvis/generator/newcity"
)

// step returns the script of the workflow's step whose name begins so.
func step(t *testing.T, name string) string {
	t.Helper()
	text := newcity.Example(".github/workflows/publish.yml", time.Time{})
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Name, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	for _, s := range workflow.Jobs["site"].Steps {
		if strings.HasPrefix(s.Name, name) {
			return s.Run
		}
	}
	t.Fatalf("no step %q", name)
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
	fetch, build := step(t, "Fetch"), step(t, "Check")
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
	defer site.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, c := range []struct{ base, out string }{
		{site.URL + "/good/", "build --format github --published published.json"},
		{`"` + site.URL + `/good"   # a comment`, "build --format github --published published.json"},
		{"'" + site.URL + "/moved/'", "build --format github --published published.json"},
		{site.URL + "/page/", "build --format github --published published.json"}, // which refuses it
		{site.URL + "/new/", "::notice::There is no " + site.URL + "/new/data/promises.json yet; comparing with what this repository remembers\nbuild " +
			"--format github"},
		{"https://nowhere.invalid/", "::notice::There is no https://nowhere.invalid/data/promises.json yet; comparing with what this repository " +
			"remembers\nbuild --format github"},
		{site.URL + "/closed/", "::error::" + site.URL + "/closed/data/promises.json could not be fetched (403); run this again when the site answers"},
		{gone.URL + "/", "::error::" + gone.URL + "/data/promises.json could not be fetched (000, curl's error 7); run this again when the site answers"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"content/site.yaml": "title: A city\nbase_url: " + c.base + "\n",
			"parvis": "#!/bin/sh\necho \"$@\"\n", "published.json": "left"} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		var said strings.Builder
		for _, script := range []string{fetch, build} {
			cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script)
			cmd.Dir, cmd.Env = dir, []string{"PATH=" + os.Getenv("PATH")}
			out, err := cmd.CombinedOutput()
			said.Write(out)
			if err != nil {
				break
			}
		}
		if got := strings.TrimSpace(strings.TrimPrefix(said.String(), "Comparing with "+strings.Trim(strings.Fields(c.base)[0], `'"/`)+"/data/promises.json\n")); got != c.out {
			t.Errorf("%s: %s\nwant %s", c.base, got, c.out)
		}
	}
}
