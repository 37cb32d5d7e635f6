package output

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The test program is also the build that gets killed: with these set it
// publishes and does not test.
const (
	childDir  = "PARVIS_TEST_PUBLISH_TO"
	childExit = "PARVIS_TEST_EXIT_AT"
	childSize = "PARVIS_TEST_FILE_LIMIT"
	childRuns = "PARVIS_TEST_RUNS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		publishAsChild(dir)
	}
	os.Exit(m.Run())
}

// crashSet is one of two sites that share every other file.
func crashSet(n int) set {
	s := set{"marker.txt": fmt.Sprint(n), "only-" + fmt.Sprint(n) + "/index.html": "x"}
	for i := range 120 {
		s[fmt.Sprintf("p%d/%d/index.html", i%6, i)] = fmt.Sprint(i, " ", i%2*n)
	}
	return s
}

func publishAsChild(dir string) {
	opts := Options{}
	if step := os.Getenv(childExit); step != "" {
		opts.fault = func(now, _ string) error {
			if now == step {
				os.Exit(9)
			}
			if now == "exchange" || now == "link" {
				return errors.ErrUnsupported
			}
			return nil
		}
	}
	limitFileSize(os.Getenv(childSize))
	runs, err := strconv.Atoi(os.Getenv(childRuns))
	if err != nil {
		runs = 4
	}
	for i := range runs {
		n := 1 + i%2
		if _, err := Publish(context.Background(), dir, crashSet(n).files(), opts); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
	os.Exit(0)
}

func child(t *testing.T, dir string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(append(os.Environ(), childDir+"="+dir), env...)
	cmd.Stderr = os.Stderr
	return cmd
}

func wantOneOf(t *testing.T, dir string, sets ...set) {
	t.Helper()
	got := siteIn(t, dir)
	for _, s := range sets {
		if maps.Equal(got, s) {
			return
		}
	}
	t.Fatalf("%s holds neither the old nor the new site but %d files: %v", dir, len(got), got)
}

func TestKill(t *testing.T) {
	dir := target(t)
	stages := 0
	for range 50 {
		cmd := child(t, dir, childRuns+"=10000")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "published\n" {
			t.Fatalf("%q, %v", line, err)
		}
		time.Sleep(rand.N(40 * time.Millisecond))
		cmd.Process.Kill()
		cmd.Wait()
		wantOneOf(t, dir, crashSet(1), crashSet(2))
		if found, _ := filepath.Glob(beside(dir, "*")); len(found) > 0 {
			stages++
		}
	}
	if stages == 0 {
		t.Error("no kill hit a build at work")
	}
	// Neither a lock nor a stage of the dead hinders the next build.
	publish(t, dir, example)
	wantSite(t, dir, example)
	wantAlone(t, dir)
}

// Where the system cannot exchange folders, a kill between the two steps leaves
// the site aside. The next build puts it back, even if it then fails itself.
func TestKillBetweenTwoSteps(t *testing.T) {
	for _, step := range []string{"write", "copy", "swap", "exchange", "replace"} {
		dir := target(t)
		publish(t, dir, crashSet(2))
		if err := child(t, dir, childExit+"="+step).Run(); err == nil {
			t.Fatalf("%s: the child was not killed", step)
		}
		if _, err := os.Stat(dir); (err != nil) != (step == "replace") {
			t.Errorf("%s: the folder: %v", step, err)
		}
		bad := []File{{Path: "x", Render: func(*bytes.Buffer) error { return errors.New("no") }}}
		if _, err := Publish(t.Context(), dir, bad, Options{}); err == nil {
			t.Error("no error")
		}
		wantOneOf(t, dir, crashSet(2))
		wantAlone(t, dir)
	}
}

func TestTidyTakesOnlyStages(t *testing.T) {
	dir := target(t)
	mine := []string{".public.parvis-mine", ".public.parvis-0123456789abcdef.txt", ".publicity.parvis-0123456789abcdef", "public-0123456789abcdef"}
	for _, name := range mine {
		write(t, filepath.Join(filepath.Dir(dir), name, "x"), "")
	}
	file := ".public.parvis-0123456789abcdee"
	write(t, filepath.Join(filepath.Dir(dir), file), "a file")
	stale := filepath.Join(filepath.Dir(dir), ".public.parvis-0123456789abcdef")
	write(t, filepath.Join(stale, "a/b/index.html"), "")
	plain := filepath.Join(filepath.Dir(dir), ".public.parvis-0123456789abcde0")
	write(t, filepath.Join(plain, "a/b/index.html"), "")
	outside := t.TempDir()
	write(t, filepath.Join(outside, "x"), "")
	os.Symlink(outside, filepath.Join(stale, "link"))

	publish(t, dir, example)
	for _, name := range append(mine, file) {
		if _, err := os.Stat(filepath.Join(filepath.Dir(dir), name)); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(stale); err != nil || len(left) != 1 {
		t.Errorf("of a stale stage with a link, which parvis did not make, there stayed %v, %v", left, err)
	}
	if _, err := os.Lstat(plain); err == nil {
		t.Error("a stale stage stayed")
	}
	if _, err := os.Stat(filepath.Join(outside, "x")); err != nil {
		t.Error("a link in a stale stage was followed: ", err)
	}
}

// While one publishes, another waits; it never takes the stage of the first for
// one that was left.
func TestTwoAtOnce(t *testing.T) {
	dir := target(t)
	publish(t, dir, set{"index.html": "old"})
	rendering, goOn := make(chan bool), make(chan bool)
	slow := []File{{Path: "a.html", Render: func(buf *bytes.Buffer) error {
		buf.WriteString("slow")
		return nil
	}}, {Path: "b.html", Render: func(buf *bytes.Buffer) error {
		rendering <- true
		<-goOn
		return nil
	}}}
	first := make(chan error)
	go func() {
		_, err := Publish(t.Context(), dir, slow, Options{Workers: 1})
		first <- err
	}()
	<-rendering

	short := Options{wait: waiting{most: 50 * time.Millisecond, every: time.Millisecond}}
	if _, err := Publish(t.Context(), dir, example.files(), short); err == nil || !strings.Contains(err.Error(), "another parvis") {
		t.Errorf("the impatient: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Publish(ctx, dir, example.files(), Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the cancelled: %v", err)
	}
	second := make(chan error)
	go func() {
		_, err := Publish(t.Context(), dir, example.files(), Options{})
		second <- err
	}()
	time.Sleep(50 * time.Millisecond)
	wantSite(t, dir, set{"index.html": "old"})
	close(goOn)
	if err := <-first; err != nil {
		t.Errorf("the first: %v", err)
	}
	if err := <-second; err != nil {
		t.Errorf("the second: %v", err)
	}
	wantSite(t, dir, example)
	wantAlone(t, dir)
}

func TestManyAtOnce(t *testing.T) {
	dir := target(t)
	var wg sync.WaitGroup
	var sets []set
	for n := range 6 {
		site := crashSet(n)
		sets = append(sets, site)
		wg.Go(func() {
			for range 5 {
				if _, err := Publish(t.Context(), dir, site.files(), Options{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var others []*exec.Cmd
	for range 2 {
		cmd := child(t, dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		others = append(others, cmd)
	}
	stop := make(chan bool)
	checked := make(chan bool)
	go func() {
		defer close(checked)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if err := CheckTarget(dir); err != nil {
				t.Errorf("CheckTarget took a site that another parvis replaces for a foreign one: %v", err)
			}
		}
	}()
	wg.Wait()
	close(stop)
	<-checked
	for _, cmd := range others {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	wantOneOf(t, dir, append(sets, crashSet(1), crashSet(2))...)
}

// A reader who has opened the folder once sees one site only, old or new, and
// the folder is always there.
func TestReaderSeesOneSite(t *testing.T) {
	dir := target(t)
	version := func(n int) set {
		return set{"a/marker": fmt.Sprint(n), "m/same": "same", "z/marker": fmt.Sprint(n), "marker": fmt.Sprint(n)}
	}
	publish(t, dir, version(0))
	stop := make(chan bool)
	var wg sync.WaitGroup
	seen := map[string]bool{}
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := os.Stat(dir); err != nil && runtime.GOOS == "linux" {
				t.Errorf("the folder was not there: %v", err)
			}
			root, err := os.OpenRoot(dir)
			if err != nil {
				continue
			}
			one, err1 := root.ReadFile("a/marker")
			two, err2 := root.ReadFile("z/marker")
			three, err3 := root.ReadFile("marker")
			root.Close()
			if err1 != nil || err2 != nil || err3 != nil { // The old site, just being removed.
				continue
			}
			if string(one) != string(two) || string(one) != string(three) {
				t.Errorf("a mixture: %s %s %s", one, two, three)
			}
			seen[string(one)] = true
		}
	})
	for n := range 100 {
		publish(t, dir, version(n+1))
	}
	close(stop)
	wg.Wait()
	if len(seen) < 5 {
		t.Errorf("the reader saw only %d of 100 versions", len(seen))
	}
}

// Where the system can exchange folders, nothing else is tried: the folder is
// there at any moment.
func TestOneStep(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	if err := exchangeFolders(a, b); err != nil {
		t.Skip("this system takes two steps: ", err)
	}
	dir := target(t)
	publish(t, dir, example)
	_, err := Publish(t.Context(), dir, set{"index.html": "new"}.files(), Options{fault: func(step, _ string) error {
		if step == "aside" {
			t.Error("the folder was moved aside")
		}
		return nil
	}})
	if err != nil {
		t.Error(err)
	}
}

// A write that the system itself refuses in the middle of a file.
func TestFileTooLarge(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such limit")
	}
	dir := target(t)
	publish(t, dir, example)
	before := look(t, dir)
	out, err := child(t, dir, childSize+"=2").Output()
	if err == nil || !strings.Contains(string(out), "public/ was not changed: ") {
		t.Errorf("%s, %v", out, err)
	}
	wantUntouched(t, dir, before)
	wantAlone(t, dir)
}
