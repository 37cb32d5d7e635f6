package devserver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
	"parvis/generator/source"
)

// page is a site of one page.
func page(text string) *Site {
	return &Site{Sources: func(string) []*source.File { return nil }, File: func(name string) (output.File, bool) {
		return output.File{Path: "index.html", Render: func(b *bytes.Buffer) error {
			b.WriteString("<html><head></head><body>" + text + "</body></html>")
			return nil
		}}, name == "index.html"
	}}
}

// script is a Look that notes what it was asked and answers in order.
type script struct {
	asked   chan Changes
	results chan Result
}

func newScript() *script { return &script{make(chan Changes, 1000), make(chan Result, 1000)} }

func (s *script) look(c Changes) Result {
	s.asked <- c
	return <-s.results
}

// following starts a follower in a bubble of its own time.
func following(t *testing.T, f func(s *Server, w *watcher, look *script)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		look := newScript()
		s := New(
			Config{
				Look:   look.look,
				Timing: Timing{Quiet: 10 * time.Millisecond, Longest: 100 * time.Millisecond, Grace: 50 * time.Millisecond, Tick: time.Hour, Rest: time.Hour},
			},
		)
		w := &watcher{changes: make(chan Changes)}
		done := make(chan bool)
		go func() { s.follow(ctx, w); close(done) }()
		if first := <-look.asked; !first.All {
			t.Errorf("the first look: %v", first)
		}
		f(s, w, look)
		cancel()
		<-done
	})
}

func fileChange(name string) Changes { return Changes{Content: []string{name}} }

// TestQuiet collects changes that follow each other closely into one look.
func TestQuiet(t *testing.T) {
	following(t, func(s *Server, w *watcher, look *script) {
		look.results <- Result{Site: page("one")}
		synctest.Wait()
		start := time.Now()
		for _, name := range []string{"b.md", "a.md", "b.md"} {
			w.changes <- fileChange(name)
			time.Sleep(6 * time.Millisecond)
		}
		c := <-look.asked
		if got := fmt.Sprint(c.Content); got != "[a.md b.md]" || time.Since(start) != 22*time.Millisecond {
			t.Errorf("looked at %s after %v", got, time.Since(start))
		}
		look.results <- Result{Site: page("two")}
	})
}

// TestEmpty gives an editor that empties a file first the time to write it.
func TestEmpty(t *testing.T) {
	following(t, func(s *Server, w *watcher, look *script) {
		look.results <- Result{Site: page("one")}
		synctest.Wait()
		emptied := fileChange("a.md")
		emptied.empty = true
		for name, c := range map[string]struct{ pause, want time.Duration }{
			"written soon": {20 * time.Millisecond, 30 * time.Millisecond}, "left empty": {0, 40 * time.Millisecond}} {
			start := time.Now()
			w.changes <- emptied
			if c.pause > 0 {
				time.Sleep(c.pause)
				w.changes <- fileChange("a.md")
			}
			<-look.asked
			if got := time.Since(start); got != c.want {
				t.Errorf("%s: looked after %v, want %v", name, got, c.want)
			}
			look.results <- Result{Site: page("more")}
			synctest.Wait()
		}
	})
}

// TestLongest looks at last while changes never pause, and loses none that
// comes during the look.
func TestLongest(t *testing.T) {
	following(t, func(s *Server, w *watcher, look *script) {
		look.results <- Result{Site: page("one")}
		synctest.Wait()
		start := time.Now()
		var seen []string
		for n := range 30 {
			w.changes <- fileChange(fmt.Sprintf("%02d.md", n))
			time.Sleep(7 * time.Millisecond)
			select {
			case c := <-look.asked:
				if len(seen) == 0 && time.Since(start) > 110*time.Millisecond {
					t.Errorf("the first look came after %v", time.Since(start))
				}
				seen = append(seen, c.Content...)
				look.results <- Result{Site: page("more")}
			default:
			}
		}
		seen = append(seen, (<-look.asked).Content...)
		look.results <- Result{Site: page("last")}
		if len(seen) != 30 {
			t.Errorf("looked at %d of 30 changes: %v", len(seen), seen)
		}
	})
}

// TestDuringLook collects what changes while a look is under way.
func TestDuringLook(t *testing.T) {
	following(t, func(s *Server, w *watcher, look *script) {
		w.changes <- fileChange("a.md") // the first look has not ended yet
		time.Sleep(time.Second)
		select {
		case c := <-look.asked:
			t.Errorf("two looks at a time: %v", c)
		default:
		}
		look.results <- Result{Site: page("one")}
		if c := <-look.asked; fmt.Sprint(c.Content) != "[a.md]" {
			t.Errorf("looked at %v", c)
		}
		look.results <- Result{Same: true}
		synctest.Wait()
		if v := s.view.Load(); v.Page != 1 {
			t.Errorf("%d pages were shown", v.Page)
		}
	})
}

// TestGrace shows an error only if it stays: it may be half of a file.
func TestGrace(t *testing.T) {
	broken := Result{Fault: errors.New("half of a file")}
	following(t, func(s *Server, w *watcher, look *script) {
		look.results <- Result{Site: page("one")}
		w.changes <- fileChange("a.md")
		<-look.asked
		look.results <- broken
		time.Sleep(20 * time.Millisecond)
		w.changes <- fileChange("a.md")
		<-look.asked
		look.results <- Result{Site: page("two")}
		time.Sleep(time.Second)
		if v := s.view.Load(); v.Trouble != 0 || v.Page != 2 {
			t.Errorf("half of a file was shown: %v", v.version)
		}
		w.changes <- fileChange("a.md")
		<-look.asked
		look.results <- broken
		time.Sleep(49 * time.Millisecond)
		if v := s.view.Load(); v.hasTrouble() {
			t.Error("the error was shown at once")
		}
		time.Sleep(2 * time.Millisecond)
		if v := s.view.Load(); !v.hasTrouble() || v.site == nil || v.Page != 2 {
			t.Errorf("the error is not shown over the last good site: %v", v.version)
		}
		// The same error again is nothing new.
		w.changes <- fileChange("a.md")
		<-look.asked
		look.results <- broken
		time.Sleep(time.Second)
		if v := s.view.Load(); v.Trouble != 1 {
			t.Errorf("the same error was told %d times", v.Trouble)
		}
	})
}

// served is a server over HTTP, without a watch.
func served(t *testing.T, timing Timing) (*Server, string) {
	s := New(Config{Editor: DefaultEditor, Timing: timing})
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	t.Cleanup(func() { close(s.stopping) })
	return s, web.URL
}

// TestAwaitFirst answers a browser that waits longer for the first view than it may take
// to send and to receive.
func TestAwaitFirst(t *testing.T) {
	s := New(Config{Editor: DefaultEditor})
	web := httptest.NewUnstartedServer(s)
	web.Config.ReadTimeout, web.Config.WriteTimeout = 50*time.Millisecond, 50*time.Millisecond
	web.Start()
	t.Cleanup(web.Close)
	time.AfterFunc(300*time.Millisecond, func() { s.show(Result{Site: page("first")}) })
	r, err := http.Get(web.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body, err := io.ReadAll(r.Body); err != nil || r.StatusCode != http.StatusOK || !strings.Contains(string(body), "first") {
		t.Errorf("status %d, %v: %s", r.StatusCode, err, body)
	}
}

// TestOneView answers a request from one view, whatever is shown meanwhile.
func TestOneView(t *testing.T) {
	s, url := served(t, Timing{})
	var n atomic.Int64
	show := func() {
		text := fmt.Sprint("state ", n.Add(1))
		site := page(text)
		site.Sources = func(string) []*source.File { return []*source.File{source.NewFile(text, nil)} }
		s.show(Result{Site: site})
	}
	show()
	stop := make(chan bool)
	done := make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				show()
			}
		}
	}()
	for range 200 {
		r, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		r.Body.Close()
		_, after, _ := strings.Cut(string(body), "<body>")
		state, _, _ := strings.Cut(after, "<")
		var version int
		_, rest, _ := strings.Cut(string(body), "data-version=\"")
		_, err = fmt.Sscanf(rest[strings.Index(rest, ".")+1:], "%d.", &version)
		if want := fmt.Sprint("state ", version); err != nil || state != want || !strings.Contains(string(body), "Open "+want+" in the editor") {
			t.Fatalf("a page of %s of version %d: %s", state, version, body)
		}
	}
	close(stop)
	<-done
}

// TestStuck has a browser that reads nothing of its stream: it holds nobody up
// and is let go.
func TestStuck(t *testing.T) {
	s, url := served(t, Timing{Write: 50 * time.Millisecond, Alive: 5 * time.Millisecond})
	long := strings.Repeat("x", 1<<20)
	s.show(Result{Site: page("one")})
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "GET /_parvis/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
	open := func() int {
		s.streams.mu.Lock()
		defer s.streams.mu.Unlock()
		return len(s.streams.open)
	}
	for open() == 0 {
		time.Sleep(time.Millisecond)
	}
	for n := range 400 { // far more than a connection holds
		s.show(Result{Fault: fmt.Errorf("%d%s", n, long)})
		time.Sleep(time.Millisecond)
		if open() == 0 {
			break
		}
	}
	for deadline := time.Now().Add(5 * time.Second); open() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the stuck stream is still open")
		}
	}
}

// TestClosed lets go of the stream of a tab that was closed.
func TestClosed(t *testing.T) {
	s, url := served(t, Timing{})
	s.show(Result{Site: page("one")})
	ctx, cancel := context.WithCancel(context.Background())
	request, _ := http.NewRequestWithContext(ctx, "GET", url+own+"events", nil)
	r, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	r.Body.Close()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		s.streams.mu.Lock()
		n := len(s.streams.open)
		s.streams.mu.Unlock()
		if n == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the stream of a closed tab is still open")
		}
	}
}

// TestSince says what a browser has to do that has seen one version and comes
// to another.
func TestSince(t *testing.T) {
	s := New(Config{})
	v := &view{version: version{Run: "run", Page: 3, Style: 2, Trouble: 4}, site: page("")}
	bad := *v
	bad.trouble.fault = errors.New("broken")
	for name, c := range map[string]struct {
		v    *view
		seen version
		want string
	}{
		"the same":                  {v, v.version, ""},
		"an older page":             {v, version{"run", 2, 2, 4}, "reload"},
		"an older style":            {v, version{"run", 3, 1, 4}, "style"},
		"an older page and style":   {v, version{"run", 1, 1, 4}, "reload"},
		"mended":                    {v, version{"run", 2, 2, 3}, "problems reload"},
		"broken":                    {&bad, version{"run", 3, 2, 3}, "problems"},
		"broken, loaded just now":   {&bad, bad.unaware(), "problems"},
		"fine, loaded just now":     {v, v.unaware(), ""},
		"of an earlier run":         {v, version{"earlier", 3, 2, 4}, "reload"},
		"of an earlier run, broken": {&bad, version{"earlier", 3, 2, 4}, "problems reload"},
	} {
		var got []string
		for _, e := range s.since(c.v, c.seen) {
			got = append(got, e.name)
			if !json.Valid(e.json()) {
				t.Errorf("%s: %s is no JSON", name, e.json())
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if again, ok := parseVersion(c.seen.String()); !ok || again != c.seen {
			t.Errorf("%v reads back as %v", c.seen, again)
		}
	}
	for _, text := range []string{"", "run", "run.1.2", "run.a.b.c"} {
		if v, ok := parseVersion(text); ok {
			t.Errorf("%q reads as %v", text, v)
		}
	}
}

// TestFault survives a fault of the program in one page.
func TestFault(t *testing.T) {
	s, url := served(t, Timing{})
	site := page("fine")
	site.File = func(name string) (output.File, bool) {
		return output.File{Path: "index.html", Render: func(*bytes.Buffer) error { panic("no such word") }}, true
	}
	s.show(Result{Site: site})
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, _ := io.ReadAll(r.Body)
	if r.StatusCode != http.StatusInternalServerError || !strings.Contains(string(body), "no such word") ||
		!strings.Contains(string(body), "This page cannot be shown") {
		t.Errorf("status %d: %s", r.StatusCode, body)
	}
}

// TestMany shows the first of many problems, and how many more there are.
func TestMany(t *testing.T) {
	s := New(Config{Editor: DefaultEditor})
	f := source.NewFile("a.md", []byte("line\n"))
	rule := &source.Rule{Name: "rule", Why: "because", Fix: "mend <it>"}
	ds := make([]source.Diagnostic, 100)
	for i := range ds {
		ds[i] = rule.At(f.Span(0, 4), "wrong").See(f.Span(0, 1), "see here")
	}
	ds = append(ds, source.Diagnostic{Rule: rule, Severity: source.Warning, At: f.Span(0, 1), Message: catalog.Text("only a warning")})
	s.show(Result{Diagnostics: ds})
	data := s.troubleEvent(s.view.Load())
	if data.Errors != 100 || strings.Count(data.HTML, "<h2>wrong</h2>") != mostShown || !strings.Contains(data.HTML, "And 70 more") ||
		!strings.Contains(data.HTML, "mend &lt;it&gt;") ||
		!strings.Contains(data.HTML, "see here") ||
		strings.Contains(data.HTML, "only a warning") {
		t.Errorf("%d errors: %s", data.Errors, data.HTML)
	}
}

// TestEditor opens places in several editors.
func TestEditor(t *testing.T) {
	for pattern, want := range map[string]string{
		DefaultEditor:                               "vscode://file/a%20b/%C3%A9%23.md:3:7",
		"idea://open?file={file}&line={line}":       "idea://open?file=/a%20b/%C3%A9%23.md&line=3",
		"zed://file/{file}:{line}":                  "zed://file/a%20b/%C3%A9%23.md:3",
		"subl://open?url=file://{file}&line={line}": "subl://open?url=file:///a%20b/%C3%A9%23.md&line=3",
	} {
		if err := CheckEditor(pattern); err != nil {
			t.Errorf("%s: %v", pattern, err)
		}
		s := New(Config{Editor: pattern})
		if got := string(s.editorLink("/a b/é#.md", 3, 7)); got != want {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
	s := New(Config{Editor: "idea://open?file={file}&line={line}"})
	if got, want := string(s.editorLink("/a&line=9+1%/b:4?\".md", 3, 7)), "idea://open?file=/a%26line%3D9%2B1%25/b%3A4%3F%22.md&line=3"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, pattern := range []string{"", "vim", "vscode://file/", "{file}", "javascript:alert({file})", "data:text/html,{file}",
		"view-source:javascript:alert(1)//{file}",
		"feed:javascript://{file}", "blob:http://{file}", "jar:{file}", "https://example.org/{file}", "vscode:{file}", "ms-msdt:/id {file}"} {
		if CheckEditor(pattern) == nil {
			t.Errorf("%q passes for a pattern", pattern)
		}
	}
}

// TestListen takes the next free port.
func TestListen(t *testing.T) {
	first, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, err := Listen("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= port || got > port+20 {
		t.Errorf("port %d after %d", got, port)
	}
	if l, err := Listen("192.0.2.1", 0); err == nil {
		l.Close()
		t.Error("listens on an address of another machine")
	}
}

// TestOurs tells the names of this machine from others, as the server listens.
func TestOurs(t *testing.T) {
	for _, c := range []struct {
		bind, name string
		want       bool
	}{
		{"127.0.0.1", "localhost", true}, {"127.0.0.1", "127.0.0.1", true}, {"127.0.0.1", "::1", true},
		{"127.0.0.1", "192.168.0.7", false}, {"127.0.0.1", "example.org", false}, {"127.0.0.1", "", false},
		{"0.0.0.0", "192.168.0.7", true}, {"0.0.0.0", "example.org", false}, {"::", "2001:db8::1", true},
		{"192.168.0.7", "192.168.0.7", true}, {"192.168.0.7", "192.168.0.8", false}, {"192.168.0.7", "example.org", false},
	} {
		if got := New(Config{Bind: c.bind}).isOurs(c.name); got != c.want {
			t.Errorf("bound to %s, %q: %v", c.bind, c.name, got)
		}
	}
}
