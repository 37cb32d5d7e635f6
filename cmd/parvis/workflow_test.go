package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
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

// TestWorkflow runs what a city's workflow does before and when it builds, as a
// runner does: against sites that answer in different ways, since what is published is
// compared with, or nothing is built; and with releases that are there, or not, or not
// the one that is named.
func TestWorkflow(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "sha256sum"} {
		if _, err := exec.LookPath(tool); err != nil {
			lacking(t, tool)
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
		case "/parvis-linux-amd64":
			fmt.Fprint(w, program)
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
		return say(lang, "There is no %s yet; comparing with what this repository remembers", base) + "\nbuild --format github\n"
	}
	stopped := func(format string, args ...any) func(string, string) string {
		return func(_, lang string) string { return "::error::" + say(lang, format, args...) + "\n" }
	}
	refused := func(why string) func(base, lang string) string {
		return func(base, lang string) string {
			return "::error::" + say(lang, "%s could not be fetched (%s); run this again when the site answers", base, why) + "\n"
		}
	}
	release, sum := site.URL+"/parvis-linux-amd64", fmt.Sprintf("%x", sha256.Sum256([]byte(program)))
	cases := []struct {
		base, url, sum string
		out            func(base, lang string) string
	}{
		{site.URL + "/good/", "", "", compared},
		{`"` + site.URL + `/good"   # a comment`, "", "", compared},
		{"'" + site.URL + "/moved/'", "", "", compared},
		{site.URL + "/page/", "", "", compared}, // which refuses it
		{site.URL + "/new/", "", "", alone},
		{"https://nowhere.invalid/", "", "", alone},
		{site.URL + "/closed/", "", "", refused("403")},
		{gone.URL + "/", "", "", refused("000, curl's error 7")},
		{site.URL + "/good/", release, sum, compared},
		{site.URL + "/good/", release, strings.Repeat("0", 64),
			stopped("What lies at %s has the checksum %s, not the one in .ci/parvis.env: "+
				"copy the checksum of parvis-linux-amd64 from SHA256SUMS of the release", release, sum)},
		{site.URL + "/good/", site.URL + "/none", sum,
			stopped("%s could not be fetched (%s): correct PARVIS_URL in .ci/parvis.env, or run this again when the address answers", site.URL+"/none", "404")},
		{site.URL + "/good/", "none", "",
			stopped("No parvis is named: write the address of a release's parvis-linux-amd64 and its checksum into .ci/parvis.env, " +
				"or put that file beside the content folder as “parvis”")},
	}
	for _, lang := range catalog.Languages {
		city := newcity.Begun{Language: lang}
		build := buildStep(t, city.File(".github/workflows/publish.yml"))
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, c := range cases {
				file := strings.Trim(strings.Fields(c.base)[0], `'"/`) + "/data/promises.json"
				files := map[string]string{"content/site.yaml": "title: A city\nbase_url: " + c.base + "\n", "published.json": "left",
					".ci/fetch.sh": city.File(".ci/fetch.sh"), ".ci/parvis.env": city.File(".ci/parvis.env"), "parvis": program}
				if c.url != "" {
					delete(files, "parvis")
				}
				if c.sum != "" {
					e := strings.Replace(files[".ci/parvis.env"], `URL=""`, `URL="`+c.url+`"`, 1)
					files[".ci/parvis.env"] = strings.Replace(e, `SHA256=""`, `SHA256="`+c.sum+`"`, 1)
				}
				got, dir := runScripts(t, files, "bash .ci/fetch.sh", build)
				if want := c.out(file, lang); got != want {
					t.Errorf("%s %s: %s\nwant %s", c.base, c.url, got, want)
				}
				if _, err := os.Stat(filepath.Join(dir, "parvis")); c.sum != "" && err == nil && c.sum != sum {
					t.Error("a program with another checksum is left")
				}
			}
		})
	}
}

// program stands in for parvis: it says what it is asked to do.
const program = "#!/bin/sh\necho \"$@\"\n"

// TestGitLabNotes runs the steps of GitLab's check as its runner does: the problems
// become notes on lines, and an error fails the run after that.
func TestGitLabNotes(t *testing.T) {
	if _, err := exec.LookPath("jq"); err != nil {
		lacking(t, "jq")
	}
	const problems = `{"entries": 1, "errors": 1, "warnings": 1, "diagnostics": [
		{"rule": "local-benefit-missing", "severity": "error", "file": "content/trips/a.md", "line": 6, "column": 15, "message": "“TBD” is a \"placeholder\""},
		{"rule": "cost-pending", "severity": "warning", "file": "content/trips/a.md", "line": 9, "column": 1, "message": "l’été $HOME"}]}`
	for _, lang := range catalog.Languages {
		var pipeline struct {
			Check struct{ Script []string }
		}
		if err := yaml.Unmarshal([]byte(newcity.Begun{Language: lang}.File(".gitlab-ci.yml")), &pipeline); err != nil {
			t.Fatal(err)
		}
		for code, last := range map[string]string{"0": "passed\n", "1": ""} {
			files := map[string]string{"parvis": "#!/bin/sh\ncat problems\nexit " + code + "\n", "problems": problems}
			said, dir := runScripts(t, files, strings.Join(pipeline.Check.Script, "\n"), "echo passed")
			want := "content/trips/a.md:6:15: error: “TBD” is a \"placeholder\" [local-benefit-missing]\n" +
				"content/trips/a.md:9:1: warning: l’été $HOME [cost-pending]\n" + last
			if said != want {
				t.Errorf("%s, %s: %s\nwant %s", lang, code, said, want)
			}
			var notes []struct {
				Description, Severity, Fingerprint string
				Check                              string `json:"check_name"`
				Location                           struct {
					Path  string
					Lines struct{ Begin int }
				}
			}
			text, err := os.ReadFile(filepath.Join(dir, "notes.json"))
			if err := errors.Join(err, json.Unmarshal(text, &notes)); err != nil || len(notes) != 2 {
				t.Fatalf("%v: %s", err, text)
			}
			a, b := notes[0], notes[1]
			if a.Description != "“TBD” is a \"placeholder\"" || a.Severity != "blocker" || a.Check != "local-benefit-missing" ||
				a.Location.Path != "content/trips/a.md" || a.Location.Lines.Begin != 6 || b.Severity != "minor" || a.Fingerprint == b.Fingerprint {
				t.Errorf("%s", text)
			}
		}
	}
}

// buildStep returns the script of the workflow's step that builds.
func buildStep(t *testing.T, text string) string {
	t.Helper()
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	for _, s := range workflow.Jobs["site"].Steps {
		if strings.Contains(s.Run, "./parvis build") {
			return s.Run
		}
	}
	t.Fatal("no step builds")
	return ""
}

// runScripts runs scripts as GitHub's runner does, in a folder with these files, and
// returns what they say, and the folder. One that fails is the last.
func runScripts(t *testing.T, files map[string]string, scripts ...string) (said, dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o755)); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range scripts {
		cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", s)
		cmd.Dir, cmd.Env = dir, []string{"PATH=" + os.Getenv("PATH"), "GITHUB_ACTIONS=true"}
		out, err := cmd.CombinedOutput()
		said += string(out)
		if err != nil {
			break
		}
	}
	return said, dir
}
