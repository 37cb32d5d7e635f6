package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"parvis/generator/output"
	"parvis/generator/publish"
)

// TestKilledRuns kills build, newsletter and publish at any moment, at times two that run at
// once, on a clock that goes forth and back, while somebody reads the site: a few times, or
// a thousand where PARVIS_TRUST is set. The site is always there and always whole, by its own
// manifest; where it is published no file is ever of neither site, and the next run mends all.
// Other systems than Linux take two steps to exchange folders.
func TestKilledRuns(t *testing.T) {
	kills := 9
	if os.Getenv("PARVIS_TRUST") != "" {
		kills = 1000
	}
	c := beginCity(t, filepath.Join(t.TempDir(), "city"), "parvis")
	long := c.must(0, "publish", "--yes")
	read, stop := watchSite(t, c.public)
	hit := 0
	for n := range kills {
		command := [][]string{{"build"}, {"newsletter"}, {"publish", "--yes"}}[n%3]
		var at []*exec.Cmd
		for range 1 + n%5/4 {
			at = append(at, c.parvis((n+1)/3%2, command...))
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
		c.whole(fmt.Sprint(command, ", killed"))
		if t.Failed() {
			break
		}
	}
	stop()
	c.mended()
	if hit < kills/5 || *read < 2 {
		t.Errorf("of %d kills %d met a run, and the site was read %d times", kills, hit, *read)
	}
	t.Logf("figures: %d kills, %d met a run, the whole site read %d times meanwhile", kills, hit, *read)
}

// killed is a city whose runs are broken off: two sites can be made of it, with other addresses
// and of other days, one after the other at the same places.
type killed struct {
	t                 *testing.T
	city, public, www string
	program           string
	as                *syscall.Credential // who runs it; nil for whoever tests
	known             map[[32]byte]bool   // the files of both sites, by their digests
}

// beginCity makes a new city in a folder, to be run by a program.
func beginCity(t *testing.T, city, program string) *killed {
	t.Helper()
	c := &killed{t: t, city: city, public: filepath.Join(city, "public"), www: filepath.Join(city, "www"), program: program, known: map[[32]byte]bool{}}
	if out, err := exec.Command("parvis", "init", city).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	settings, err := os.OpenFile(filepath.Join(city, "content", "site.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = settings.WriteString("\npublish: {to: folder, folder: ../www}\n")
		settings.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	for which := range 2 {
		out := filepath.Join(t.TempDir(), "site")
		c.must(which, "build", "--out", out)
		eachFile(t, out, func(_ string, text []byte) { c.known[sha256.Sum256(text)] = true })
	}
	return c
}

// parvis is a run that makes one of the two sites.
func (c *killed) parvis(which int, args ...string) *exec.Cmd {
	cmd := exec.Command(c.program, append(args, "--quiet", "--base-url", []string{"https://a.example/", "https://b.example/"}[which],
		"--today", []string{"2026-11-23", "2026-11-20"}[which])...)
	cmd.Dir, cmd.Env = c.city, append(os.Environ(), "PARVIS_CHROMIUM=/nowhere")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	return cmd
}

// must is how long a run took that nothing may hinder.
func (c *killed) must(which int, args ...string) time.Duration {
	c.t.Helper()
	began := time.Now()
	if out, err := c.parvis(which, args...).CombinedOutput(); err != nil {
		c.t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return time.Since(began)
}

// whole wants the site to be whole after a run was broken off, and each file where it is
// published to be of one of the two sites.
func (c *killed) whole(after string) {
	c.t.Helper()
	if says := state(c.t, c.public); says != "" {
		c.t.Fatalf("%s: %s", after, says)
	}
	eachFile(c.t, c.www, func(name string, text []byte) {
		own := strings.HasPrefix(name, ".") || name == output.ManifestName || name == output.LogName
		if !own && !c.known[sha256.Sum256(text)] {
			c.t.Errorf("%s: %s holds %d bytes of neither site", after, name, len(text))
		}
	})
}

// mended wants the next runs to make all whole, and nothing to stay of those that were broken off.
func (c *killed) mended() {
	c.t.Helper()
	for which := range 2 {
		c.must(which, "publish", "--yes")
		if says := state(c.t, c.public) + state(c.t, c.www); says != "" {
			c.t.Errorf("after the last run: %s", says)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(c.city, ".public.parvis-*")); len(left) > 0 {
		c.t.Errorf("%v stayed", left)
	}
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
