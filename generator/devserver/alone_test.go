package devserver

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parvis/generator/catalog"
)

// desks are a server with a desk, and one without a site beside it.
func desks(sent *int) map[string]http.Handler {
	desk := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			*sent++
		}
		fmt.Fprint(w, "desk")
	})
	return map[string]http.Handler{"alone": alone(desk, catalog.English), "site": New(Config{Bind: "127.0.0.1", Words: catalog.English, Desk: desk})}
}

// TestDeskForms wants the desk to take what its own pages send, and nothing that another
// site's page, another machine or a program without a word of where it comes from does.
func TestDeskForms(t *testing.T) {
	var sent int
	for name, server := range desks(&sent) {
		for _, c := range []struct {
			method, host string
			header       map[string]string
			want         int
		}{
			{"GET", "localhost:1313", nil, 200},
			{"POST", "localhost:1313", map[string]string{"Origin": "http://localhost:1313"}, 200},
			{"POST", "127.0.0.1:1313", map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
			{"POST", "localhost:1313", nil, 403},
			{"POST", "localhost:1313", map[string]string{"Origin": "null"}, 403},
			{"POST", "localhost:1313", map[string]string{"Origin": "http://evil.example"}, 403},
			{"POST", "localhost:1313", map[string]string{"Origin": "http://localhost:8080"}, 403},
			{"POST", "localhost:1313", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403},
			{"PUT", "localhost:1313", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
			{"GET", "evil.example", nil, 403},
			{"POST", "evil.example", map[string]string{"Origin": "http://evil.example"}, 403},
		} {
			sent = 0
			r := httptest.NewRequest(c.method, DeskPath+"x/city", strings.NewReader("a=b"))
			r.Host = c.host
			for k, v := range c.header {
				r.Header.Set(k, v)
			}
			w := httptest.NewRecorder()
			if server.ServeHTTP(w, r); w.Code != c.want || sent > 0 && c.want != 200 {
				t.Errorf("%s: %s to %s, %v: %d", name, c.method, c.host, c.header, w.Code)
			}
		}
	}
	w := httptest.NewRecorder()
	if desks(&sent)["alone"].ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/", nil)); w.Code != http.StatusNotFound {
		t.Errorf("there is a site beside a desk that has none: %d", w.Code)
	}
}

// TestServeAlone hands a listener on: who asks when one server has ended is answered by the
// next.
func TestServeAlone(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for i := range 2 {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		answered := make(chan string, 1)
		go func() { // before anybody serves
			r, err := http.Get("http://" + l.Addr().String() + DeskPath)
			if err != nil {
				answered <- err.Error()
				return
			}
			r.Body.Close()
			answered <- r.Header.Get("Server")
		}()
		go func() {
			ended <- ServeAlone(ctx, l.(*net.TCPListener), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Server", fmt.Sprint(i))
			}), catalog.English)
		}()
		if got := <-answered; got != fmt.Sprint(i) {
			t.Errorf("the server %d: %s", i, got)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}
