package devserver

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"parvis/generator/catalog"
)

// This file serves a desk that has no site beside it yet.

// ServeAlone answers for such a desk, on this machine alone, until the context ends. The
// listener goes on to listen: who asks meanwhile is answered by the server that comes next.
func ServeAlone(ctx context.Context, l *net.TCPListener, desk http.Handler, words *catalog.Language) error {
	web := &http.Server{Handler: alone(desk, words), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: writing, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(staying{l}) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, done := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer done()
	if web.Shutdown(last) != nil {
		web.Close()
	}
	<-failed
	return l.SetDeadline(time.Time{})
}

// alone answers what New's server answers for its desk, and nothing else.
func alone(desk http.Handler, words *catalog.Language) http.Handler {
	s := New(Config{Bind: "127.0.0.1", Words: words, Desk: desk})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, DeskPath) {
			http.NotFound(w, r)
			return
		}
		s.ServeHTTP(w, r)
	})
}

// staying is a listener that only stops to be listened to when a server closes it.
type staying struct{ *net.TCPListener }

func (s staying) Close() error { return s.SetDeadline(time.Now()) }
