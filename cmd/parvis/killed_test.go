package main

import (
	"crypto/sha256"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/generator/output"
	"parvis/generator/publish"
)

// TestKilledRuns kills build, newsletter and publish at any moment, at times two that run at
// once, on a clock that goes forth and back, while somebody reads the site: a few times, or
// a thousand where PARVIS_TRUST is set. The site is always there and always whole, by its own
// manifest; where it is published no file is ever of neither site, and the next run mends all.
func TestKilledRuns(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems take two steps to exchange folders")
	}
	kills := 9
	if os.Getenv("PARVIS_TRUST") != "" {
		kills = 1000
	}
	city := filepath.Join(t.TempDir(), "city")
	parvis := func(which int, args ...string) *exec.Cmd {
		cmd := exec.Command("parvis", append(args, "--quiet", "--base-url", []string{"https://a.example/", "https://b.example/"}[which],
			"--today", []string{"2026-11-23", "2026-11-20"}[which])...)
		cmd.Dir, cmd.Env = city, append(os.Environ(), "PARVIS_CHROMIUM=/nowhere")
		return cmd
	}
	must := func(cmd *exec.Cmd) time.Duration {
		t.Helper()
		began := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
		}
		return time.Since(began)
	}
	must(exec.Command("parvis", "init", city))
	settings, err := os.OpenFile(filepath.Join(city, "content", "site.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = settings.WriteString("\npublish: {to: folder, folder: ../www}\n")
		settings.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	known := map[[32]byte]bool{}
	for which := range 2 {
		out := filepath.Join(t.TempDir(), "site")
		must(parvis(which, "build", "--out", out))
		eachFile(t, out, func(_ string, text []byte) { known[sha256.Sum256(text)] = true })
	}
	public, www := filepath.Join(city, "public"), filepath.Join(city, "www")
	long := must(parvis(0, "publish", "--yes"))
	read, stop := watchSite(t, public)
	hit := 0
	for n := range kills {
		command := [][]string{{"build"}, {"newsletter"}, {"publish", "--yes"}}[n%3]
		var at []*exec.Cmd
		for range 1 + n%5/4 {
			at = append(at, parvis((n+1)/3%2, command...))
		}
		for _, cmd := range at {
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(rand.N(long * 6 / 5))
		for _, cmd := range at {
			_ = cmd.Process.Kill()
			if cmd.Wait() != nil {
				hit++
			}
		}
		if says := state(t, public); says != "" {
			t.Fatalf("%v, killed: %s", command, says)
		}
		eachFile(t, www, func(name string, text []byte) {
			own := strings.HasPrefix(name, ".") || name == output.ManifestName || name == output.LogName
			if !own && !known[sha256.Sum256(text)] {
				t.Errorf("%v, killed: %s holds %d bytes of neither site", command, name, len(text))
			}
		})
		if t.Failed() {
			break
		}
	}
	stop()
	for which := range 2 {
		must(parvis(which, "publish", "--yes"))
		if says := state(t, public) + state(t, www); says != "" {
			t.Errorf("after the last run: %s", says)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(city, ".public.parvis-*")); len(left) > 0 {
		t.Errorf("%v stayed", left)
	}
	if hit < kills/5 || *read < 2 {
		t.Errorf("of %d kills %d met a run, and the site was read %d times", kills, hit, *read)
	}
	t.Logf("figures: %d kills, %d met a run, the whole site read %d times meanwhile", kills, hit, *read)
}

// state says how the site in a folder is not what its own manifest says.
func state(t *testing.T, dir string) string {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err.Error()
	}
	defer root.Close()
	v, err := publish.VerifyFolder(t.Context(), root)
	if err != nil {
		return dir + ": " + err.Error()
	}
	if list := append(append(v.Missing, v.Changed...), v.Stray...); len(list) > 0 || !v.Whole() {
		return dir + " is a mixture: " + strings.Join(list, " ")
	}
	return ""
}

// watchSite reads the site in a folder again and again, each time as somebody does who has
// opened it once, until it is told to stop.
func watchSite(t *testing.T, dir string) (read *int, stop func()) {
	read = new(int)
	end := make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-end:
				return
			case <-time.After(100 * time.Millisecond):
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Errorf("the site was not there: %v", err)
				return
			}
			v, err := publish.VerifyFolder(t.Context(), root)
			opened, _ := root.Stat(".")
			stands, err2 := os.Stat(dir)
			root.Close()
			if err2 == nil && os.SameFile(opened, stands) { // else it was exchanged, and the old one goes
				if *read++; err != nil || !v.Whole() {
					t.Errorf("a reader saw a mixture: %v, missing %v, changed %v, stray %v", err, v.Missing, v.Changed, v.Stray)
				}
			}
		}
	})
	return read, func() { close(end); wg.Wait() }
}

func eachFile(t *testing.T, dir string, see func(name string, text []byte)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		see(name, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
