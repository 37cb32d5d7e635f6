package devserver

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// version is what of a view a browser has seen: which page content, which
// styles and which problems, in which run of the server. Its text is the id of
// an event.
type version struct {
	Run                  string
	Page, Style, Trouble int
}

func newRun() string { return rand.Text()[:8] }

func (v version) String() string {
	return fmt.Sprintf("%s.%d.%d.%d", v.Run, v.Page, v.Style, v.Trouble)
}

// parseVersion reads the text of a version; ok is false when it is none.
func parseVersion(s string) (v version, ok bool) {
	n, err := fmt.Sscanf(strings.ReplaceAll(s, ".", " "), "%s %d %d %d", &v.Run, &v.Page, &v.Style, &v.Trouble)
	return v, err == nil && n == 4
}

// event is one server-sent event; data is JSON.
type event struct {
	name string
	data any
}

func (e event) json() []byte {
	data, err := json.Marshal(e.data)
	if err != nil {
		panic(err) // it holds nothing but texts and numbers
	}
	return data
}

// since says how a view differs from what a browser has seen. Problems come
// first, so that a page that is loaded anew starts without those that are
// mended.
func (s *Server) since(v *view, seen version) []event {
	var out []event
	again := seen.Run != v.Run
	if again && v.hasTrouble() || !again && seen.Trouble != v.Trouble {
		out = append(out, event{"problems", s.troubleEvent(v)})
	}
	switch {
	case again || seen.Page != v.Page:
		out = append(out, event{"reload", map[string]string{"version": v.String()}})
	case seen.Style != v.Style:
		out = append(out, event{"style", map[string][]string{"styles": v.styles()}})
	}
	return out
}

// streams are the open streams of events, each by a channel that wakes it.
type streams struct {
	mu   sync.Mutex
	open map[chan struct{}]bool
}

func (s *streams) join() chan struct{} {
	wake := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[chan struct{}]bool{}
	}
	s.open[wake] = true
	return wake
}

func (s *streams) leave(wake chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, wake)
}

// wake wakes all streams. It never waits: a stream that is awake already will
// see the newest view in any case.
func (s *streams) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for wake := range s.open {
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}

// events holds one browser's stream open until its tab is closed, it stops
// reading, or the server ends.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	wake := s.streams.join()
	defer s.streams.leave(wake)
	out := http.NewResponseController(w)
	_ = out.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	seen, ok := parseVersion(r.Header.Get("Last-Event-ID"))
	if !ok {
		seen, ok = parseVersion(r.URL.Query().Get("version"))
	}
	if !ok {
		seen = s.view.Load().unaware()
	}
	alive := time.NewTicker(s.config.Timing.Alive)
	defer alive.Stop()
	text := "retry: 500\n\n"
	for {
		v := s.view.Load()
		news := s.since(v, seen)
		for i, e := range news {
			if i == len(news)-1 { // whoever has this one has them all
				text += fmt.Sprintf("id: %s\n", v)
			}
			text += fmt.Sprintf("event: %s\ndata: %s\n\n", e.name, e.json())
		}
		seen = v.version
		if text != "" {
			_ = out.SetWriteDeadline(time.Now().Add(s.config.Timing.Write))
			if _, err := fmt.Fprint(w, text); err != nil || out.Flush() != nil {
				return
			}
		}
		text = ""
		select {
		case <-wake:
		case <-alive.C:
			text = ":\n\n"
		case <-r.Context().Done():
			return
		case <-s.stopping:
			return
		}
	}
}
