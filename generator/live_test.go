package generator_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parvis/generator"
	"parvis/generator/desk"
	"parvis/generator/devserver"
	"parvis/themes"
)

// liveServer is a local server of a copy of the demonstration city.
type liveServer struct {
	content, theme string // folders; theme is "" for the one that is embedded
	url            string // ends in "/"
	address        string
	cancel         context.CancelFunc
	ended          chan error

	mu  sync.Mutex
	day time.Time

	desk *desk.Desk // nil where there is none
}

type liveOptions struct {
	theme   bool // lies in a folder, as a copy
	prepare func(*liveServer)
}

// startLive starts a server that ends with the test.
func startLive(t testing.TB, o liveOptions) *liveServer {
	t.Helper()
	dir := t.TempDir()
	s := &liveServer{content: filepath.Join(dir, "content"), address: "127.0.0.1:0", day: demonstration().Today}
	if err := os.CopyFS(s.content, os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	if o.theme {
		s.theme = filepath.Join(dir, "theme")
		if err := os.CopyFS(s.theme, themes.Chartres()); err != nil {
			t.Fatal(err)
		}
	}
	if o.prepare != nil {
		o.prepare(s)
	}
	s.start(t)
	t.Cleanup(func() { s.stop(t) })
	return s
}

// job is what the server makes.
func (s *liveServer) job() (generator.Job, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	root, err := os.OpenRoot(s.content)
	if err != nil {
		return generator.Job{}, err
	}
	job := generator.Job{Content: root.FS(), Name: filepath.ToSlash(s.content), Theme: themes.Chartres(), Today: s.day}
	if s.theme != "" {
		job.Theme = themes.Over(os.DirFS(s.theme), themes.Chartres())
	}
	return job, nil
}

func (s *liveServer) start(t testing.TB) {
	t.Helper()
	l, err := net.Listen("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.address, s.url = l.Addr().String(), generator.Address(l)
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel, s.ended = cancel, make(chan error, 1)
	go func() {
		o := generator.ServeOptions{Job: s.job, Content: s.content, Theme: s.theme, Bind: "127.0.0.1",
			Editor: devserver.DefaultEditor, Timing: devserver.Timing{Tick: 20 * time.Millisecond}}
		if d := s.desk; d != nil {
			o.Desk, o.Changed = d, d.Changed()
			o.Job = func() (generator.Job, error) {
				job, err := s.job()
				job.Content = d.Content()
				return job, err
			}
			o.Report = func(r devserver.Result, c devserver.Changes, _ time.Duration) {
				d.Note(r.Diagnostics, c.Content, c.All)
			}
		}
		s.ended <- generator.Serve(ctx, l, o)
	}()
}

func (s *liveServer) stop(t testing.TB) {
	t.Helper()
	if s.cancel == nil {
		return
	}
	s.cancel()
	s.cancel = nil
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("the server ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the server does not end")
	}
}

func (s *liveServer) read(t testing.TB, name string) string { return readText(t, s.content, name) }
func (s *liveServer) write(t testing.TB, name, text string) { writeText(t, s.content, name, text) }
func (s *liveServer) change(t testing.TB, name string, how func(string) string) {
	t.Helper()
	text := s.read(t, name)
	changed := how(text)
	if changed == text {
		t.Fatalf("%s is not changed", name)
	}
	s.write(t, name, changed)
}
func (s *liveServer) readTheme(t testing.TB, name string) string { return readText(t, s.theme, name) }
func (s *liveServer) writeTheme(t testing.TB, name, text string) { writeText(t, s.theme, name, text) }

func readText(t testing.TB, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeText(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// get asks the server for a page.
func (s *liveServer) get(t testing.TB, address string) (int, string) {
	t.Helper()
	r, err := http.Get(s.url + strings.TrimPrefix(address, "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// comes waits until a page says something.
func (s *liveServer) comes(t testing.TB, address, text string) string {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		_, body := s.get(t, address)
		if strings.Contains(body, text) {
			return body
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not say %q after ten seconds", address, text)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// own is what the server puts into a page, and nothing else does.
var own = regexp.MustCompile(`(?s)<script src="/_parvis/live.js" data-version="[^>]*" defer></script>|<parvis-note>.*?</parvis-note>`)

// fresh builds the final content anew, as the server shows it: all pages and
// files by address.
func (s *liveServer) fresh(t testing.TB) map[string]string {
	t.Helper()
	job, err := s.job()
	if err != nil {
		t.Fatal(err)
	}
	job.Preview, job.BaseURL = true, s.url
	_, files := build(t, job)
	out := map[string]string{}
	for name, data := range files {
		out[name] = string(data)
	}
	return out
}

// differs names a page that the server shows otherwise than a fresh build.
func (s *liveServer) differs(t testing.TB, want map[string]string) string {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, got := s.get(t, "/"+name); own.ReplaceAllString(got, "") != want[name] {
			return name
		}
	}
	return ""
}

// storm is one of those who change the content at the same time as others.
type storm struct {
	r       *rand.Rand
	dir     string // of the content
	name    string
	trip    string // the text of a trip
	files   []string
	created []string
	n       int
}

// step makes one change. What it works on may have been moved away by another
// writer; then it fails, and that is no matter.
func (w *storm) step() {
	w.n++
	pick := func() int { return w.r.IntN(len(w.files)) }
	switch k := w.r.IntN(10); {
	case len(w.files) < 3 || k < 2:
		name := fmt.Sprintf("trips/%s-%d.md", w.name, w.n)
		text := strings.Replace(w.trip, "What changes here", "", 1)
		text = regexp.MustCompile(`(?m)^  benefit: .*$`).ReplaceAllString(text, fmt.Sprintf("  benefit: %q", benefitOf(fmt.Sprint(w.name, w.n))))
		if os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o666) == nil {
			w.files, w.created = append(w.files, name), append(w.created, name)
		}
	case k < 7: // an edit, in place or by way of another file, as editors do
		file := filepath.Join(w.dir, w.files[pick()])
		if text, err := os.ReadFile(file); err == nil && len(text) > 0 {
			text = append(text, fmt.Sprintf("\nA line, no. %d.\n", w.n)...)
			if w.r.IntN(2) == 0 {
				_ = os.WriteFile(file, text, 0o666)
			} else if os.WriteFile(file+".part~", text, 0o666) == nil {
				_ = os.Rename(file+".part~", file)
			}
		}
	case k < 8:
		i, to := pick(), fmt.Sprintf("trips/%s-%d.md", w.name, w.n)
		if os.Rename(filepath.Join(w.dir, w.files[i]), filepath.Join(w.dir, to)) == nil {
			w.files[i] = to
			w.created = append(w.created, to)
		}
	default:
		i := pick()
		if os.Remove(filepath.Join(w.dir, w.files[i])) == nil {
			w.files = slices.Delete(w.files, i, i+1)
		}
	}
}

// TestLiveStorm lets three writers make two thousand changes in ten seconds,
// while whole folders are moved away and back. In the end the server has to
// show exactly what a fresh build of the content gives.
func TestLiveStorm(t *testing.T) {
	before := runtime.NumGoroutine()
	s := startLive(t, liveOptions{})
	trip := s.read(t, "trips/2026-02-exeter.md")
	trip = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`).ReplaceAllString(trip, "")
	s.comes(t, "/", "Valmont")
	const changes, writers, lasts = 2000, 3, 10 * time.Second
	var all []*storm
	var wg sync.WaitGroup
	for i := range writers {
		w := &storm{r: rand.New(rand.NewPCG(uint64(i), 17)), dir: s.content, name: fmt.Sprintf("storm-%c", 'a'+i), trip: trip}
		all = append(all, w)
		wg.Go(func() {
			for range changes / writers {
				w.step()
				time.Sleep(lasts * writers / changes)
			}
		})
	}
	wg.Go(func() { // folders, and the whole content, are moved away and come back
		for i := range 12 {
			time.Sleep(lasts / 16)
			from := filepath.Join(s.content, []string{"trips", "outcomes", "people"}[i%3])
			if i%4 == 3 {
				from = s.content
			}
			away := filepath.Join(filepath.Dir(s.content), "away")
			if i%2 == 0 {
				away = filepath.Join(s.content, "away")
				if from == s.content {
					continue
				}
			}
			if err := os.Rename(from, away); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Duration(20+i*5) * time.Millisecond)
			if err := os.Rename(away, from); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
	_ = filepath.WalkDir(s.content, func(p string, _ fs.DirEntry, err error) error { // what an interrupted edit left
		if strings.HasSuffix(p, "~") {
			_ = os.Remove(p)
		}
		return err
	})
	want := map[string]string{}
	if !racing { // it takes minutes then, and does one thing after the other
		want = s.fresh(t)
	}
	var name string
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if name = s.differs(t, want); name == "" {
			break
		}
	}
	if name != "" {
		_, got := s.get(t, "/"+name)
		t.Errorf("%s is not what a fresh build gives:\n%s", name, cmp.Diff(want[name], own.ReplaceAllString(got, "")))
	}
	created := 0
	for _, w := range all {
		for _, file := range w.created {
			created++
			page := strings.TrimSuffix(file, ".md") + "/"
			status, _ := s.get(t, "/"+page)
			if _, there := want[page+"index.html"]; !racing && there != (status == http.StatusOK) {
				t.Errorf("%s: status %d", page, status)
			}
		}
	}
	if created < 100 {
		t.Errorf("only %d files were made", created)
	}
	s.stop(t)
	http.DefaultClient.CloseIdleConnections()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks())
		}
	}
}

func stacks() []byte {
	b := make([]byte, 1<<20)
	return b[:runtime.Stack(b, true)]
}

// raw sends a request just as it is written and returns the answer.
func (s *liveServer) raw(t testing.TB, request string) (status int, body string) {
	t.Helper()
	c, err := net.Dial("tcp", s.address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	answer, _ := io.ReadAll(c)
	if _, err := fmt.Sscanf(string(answer), "HTTP/1.1 %d", &status); err != nil {
		t.Fatalf("%q: %q", request, answer)
	}
	return status, string(answer)
}
