// Package devserver shows a site while it is being written: it watches the
// content and the theme, and tells the browsers when there is something new.
//
// It does not know how a site is made. Look is what it runs when files have
// changed; it returns the site anew, or what is wrong. One goroutine collects
// changes (watch.go) and calls Look, one call at a time. What comes of it takes
// the place of what was shown in one step: a request takes hold of one view and
// is answered from it alone, so no page mixes two states of the content.
//
// Browsers hold one stream of events each (events.go). A stream does not queue
// events: it knows which view its browser has seen, and says how that differs
// from the present one. So a slow browser misses nothing, a stuck one costs
// nothing, and one that comes back after the server was started again learns
// that it is out of date.
//
// While there is an error the last good site stays, and the problems are laid
// over it (trouble.go). Every page carries a note that names the file it comes
// from (note.go). Neither is ever written to the published site.
package devserver

import (
	"context"
	"errors"
	"html/template"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
	"parvis/generator/source"
)

// Site is one state of a site, whole. Its functions may be called at any time
// and from any goroutine.
type Site struct {
	// File finds what is published at a path such as
	// "trips/2026-09-ravenna/index.html". An error of its Render may be a
	// *Fault.
	File func(path string) (output.File, bool)
	// Sources are the files of the content from which the page at that path is
	// written, most telling first; none for a page put together from many.
	Sources func(path string) []*source.File
	// Assets are the theme's assets by name (style.css), as they are published
	// under names that change with what they hold.
	Assets map[string]output.File
	// Diagnostics are what is to be said of the content, sorted.
	Diagnostics []source.Diagnostic
}

// Changes are what may have changed since the site was last looked at.
type Changes struct {
	// Content and Theme are paths below either folder, each of a file that is
	// there or is gone.
	Content, Theme []string
	// All tells that anything may have changed, as when a folder was moved.
	All bool
	// empty tells that a file holds nothing when it was noted: most editors empty
	// it first, and write then.
	empty bool
}

// Result is what came of a look at content and theme.
type Result struct {
	// Site is the new state of the site; nil while there is an error, and when
	// nothing has changed.
	Site *Site
	// Same tells that nothing has changed: neither the site nor what is wrong.
	Same bool
	// StyleOnly tells that the site differs in its style sheets alone.
	StyleOnly bool
	// Diagnostics are what is wrong in the content, sorted.
	Diagnostics []source.Diagnostic
	// Fault is what is wrong with anything but the content.
	Fault error
}

// Fault is a problem of something that is not content, such as a template.
type Fault struct {
	Message catalog.Message
	File    string // as its editor knows it; "" for none
	Line    int    // 1-based; 0 when it is not known
	Column  int    // 1-based, in bytes; 0 when it is not known
	Text    string // of the line
}

func (f *Fault) Error() string { return f.In(catalog.English) }

// In says the problem in a language, without its place.
func (f *Fault) In(l *catalog.Language) string { return f.Message.In(l) }

// Config says what is served and how.
type Config struct {
	// Look looks at content and theme again. It is never called twice at a time.
	Look func(Changes) Result
	// Content and Theme are the folders to watch; Theme may be "".
	Content, Theme string
	// Bind is the address that the server listens on, which browsers may name
	// beside the names of this machine itself.
	Bind string
	// Editor is a pattern of addresses that open a file in an editor; see
	// EditorLink.
	Editor string
	// Words is the language in which the server speaks.
	Words *catalog.Language
	// Report is told of everything that is shown, what had changed, and how long
	// it took to find out; it may be nil.
	Report func(Result, Changes, time.Duration)
	// Tell is told what the person at the terminal should know; it may be nil.
	Tell func(error)
	// Timing is how long the server waits; the zero value is good.
	Timing Timing
	// Desk answers what begins with DeskPath; nil where there is no desk.
	Desk http.Handler
	// Changed tells of files of the content that look other than they lie on the disk,
	// by their paths below the folder; it may be nil.
	Changed <-chan string
}

// DeskPath is where the addresses of the desk begin.
const DeskPath = "/_desk/"

// Timing is how long a server waits for what.
type Timing struct {
	Quiet   time.Duration // without a change, until content is read
	Empty   time.Duration // the same, where a file was found empty
	Longest time.Duration // that changes without a pause can put that off
	Grace   time.Duration // until an error is shown, since it may be a file that is still being written
	Rest    time.Duration // after a look that took long, until memory is collected
	Tick    time.Duration // until the day is looked at again
	Alive   time.Duration // until a quiet stream shows that it is alive
	Write   time.Duration // that a browser may take to accept an answer
}

// defaults fills in what is not set.
func (t Timing) defaults() Timing {
	set := func(d *time.Duration, value time.Duration) {
		if *d == 0 {
			*d = value
		}
	}
	set(&t.Quiet, 5*time.Millisecond)
	set(&t.Empty, 40*time.Millisecond)
	set(&t.Longest, 200*time.Millisecond)
	set(&t.Grace, 120*time.Millisecond)
	set(&t.Rest, 250*time.Millisecond)
	set(&t.Tick, time.Minute)
	set(&t.Alive, 25*time.Second)
	set(&t.Write, 10*time.Second)
	return t
}

// Server serves the site.
type Server struct {
	config   Config
	pieces   *template.Template // its own, in the language of its words
	view     atomic.Pointer[view]
	streams  streams
	blind    atomic.Pointer[string] // why changes are not noticed at once; nil where they are
	ready    chan struct{}          // closed when there is a first view
	once     sync.Once
	stopping chan struct{}
}

// New returns a server that has nothing to show yet; Serve looks for itself.
func New(c Config) *Server {
	c.Timing = c.Timing.defaults()
	s := &Server{config: c, pieces: piecesIn(c.Words), ready: make(chan struct{}), stopping: make(chan struct{})}
	s.view.Store(&view{version: version{Run: newRun()}})
	return s
}

// notWatching notes that changes are not noticed at once, for pages to tell.
func (s *Server) notWatching(err error) {
	says := catalog.Fault(err, s.config.Words)
	s.blind.Store(&says)
	if s.config.Tell != nil {
		s.config.Tell(err)
	}
}

// writing is how long an answer may take to be made and sent.
const writing = 30 * time.Second

// Serve watches and answers on the listener until the context ends, and then
// ends every stream and goroutine that it has started. It is called once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      writing,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	failed := make(chan error, 1)
	var wg sync.WaitGroup
	w, err := newWatcher(s.notWatching, s.config.Content, s.config.Theme)
	if err != nil {
		l.Close()
		return err
	}
	wg.Go(func() { s.follow(ctx, w) })
	wg.Go(func() { failed <- web.Serve(l) })
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	cancel()
	close(s.stopping)
	last, done := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer done()
	if web.Shutdown(last) != nil {
		web.Close()
	}
	wg.Wait()
	w.close()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
