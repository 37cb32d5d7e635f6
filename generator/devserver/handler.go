package devserver

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path"
	"strings"
	"syscall"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// ServeHTTP answers one request, from one view.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	w.Header().Set("X-Frame-Options", "SAMEORIGIN") // another site may not show drafts within itself
	switch {
	case !s.friendly(r):
		s.refuse(w, http.StatusForbidden,
			catalog.Say("This server answers only pages and browsers of this machine. To let others see it, start it with --bind."))
	case s.config.Desk != nil && strings.HasPrefix(r.URL.Path, DeskPath) && !ownForm(r):
		s.refuse(w, http.StatusForbidden, catalog.Say("The desk takes only what its own pages send."))
	case s.config.Desk != nil && strings.HasPrefix(r.URL.Path, DeskPath):
		s.config.Desk.ServeHTTP(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, catalog.Say("There is nothing to send here."))
	case !plain(r.URL):
		http.NotFound(w, r)
	case r.URL.Path == own+"events":
		s.events(w, r)
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.servePage(w, r)
	}
}

// refuse answers with a line of text.
func (s *Server) refuse(w http.ResponseWriter, status int, why catalog.Message) {
	http.Error(w, why.In(s.config.Words), status)
}

// friendly tells whether a request names this machine and comes from a page of
// this server or from no page. Another site's script could else read drafts
// through a name of its own that it lets point here.
func (s *Server) friendly(r *http.Request) bool {
	if !s.isOurs(hostname(r.Host)) {
		return false
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && u.Host == r.Host
	}
	return r.Header.Get("Sec-Fetch-Site") != "cross-site" || r.Header.Get("Sec-Fetch-Mode") == "navigate"
}

// ownForm tells whether a request sends nothing, or says that a page of this server sends
// it: every browser that is still kept does.
func ownForm(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead || r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Site") == "same-origin"
}

// hostname is a host without its port; "" when it is none.
func hostname(host string) string {
	u, err := url.Parse("//" + host)
	if err != nil || u.Host != host {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// isOurs tells whether a name is one of this machine. On a machine that
// listens to others, its addresses and its own name count too: an address,
// unlike a name, cannot be made to point here by somebody else.
func (s *Server) isOurs(name string) bool {
	ip, err := netip.ParseAddr(name)
	bind, errBind := netip.ParseAddr(s.config.Bind)
	switch {
	case name == "localhost", err == nil && ip.IsLoopback():
		return true
	case name == "":
		return false
	case name == strings.ToLower(s.config.Bind):
		return true
	case errBind != nil || bind.IsLoopback():
		return false
	case err == nil:
		return bind.IsUnspecified() || bind == ip
	}
	machine, err := os.Hostname()
	machine = strings.ToLower(machine)
	return err == nil && (name == machine || name == machine+".local")
}

// plain tells whether an address can be that of a file of a site: nothing in
// it climbs, hides or is read in two ways.
func plain(u *url.URL) bool {
	p := u.Path
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00") || strings.Contains(p, "//") {
		return false
	}
	for part := range strings.SplitSeq(p, "/") {
		if part == "." || part == ".." {
			return false
		}
	}
	return true
}

// serveOwn serves the server's own script and style.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, own)
	if name != "live.js" && name != "live.css" {
		http.NotFound(w, r)
		return
	}
	data, err := client.ReadFile("client/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	send(w, r, name, data)
}

// servePage serves a file of the site.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	s.awaitFirst(w, r)
	v := s.view.Load()
	if v.site == nil {
		s.showTrouble(w, v, v.trouble)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file, found := v.site.File(name)
	status := http.StatusOK
	if !found {
		if _, folder := v.site.File(name + "/index.html"); folder {
			http.Redirect(w, r, (&url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}).String(), http.StatusTemporaryRedirect)
			return
		}
		if file, found = v.site.asset(name); !found {
			if file, found = v.site.notFound(name); !found {
				http.NotFound(w, r)
				return
			}
			status = http.StatusNotFound
		}
	}
	var b bytes.Buffer
	if err := render(file, &b); err != nil {
		if status == http.StatusOK && path.Ext(file.Path) != ".html" {
			http.NotFound(w, r) // gone, or out of the folder
			return
		}
		s.showTrouble(w, v, trouble{fault: err})
		return
	}
	if path.Ext(file.Path) != ".html" {
		send(w, r, file.Path, b.Bytes())
		return
	}
	w.Header().Set("Content-Type", typeOf(file.Path, nil))
	w.WriteHeader(status)
	_, _ = w.Write(s.annotate(b.Bytes(), v, name))
}

// awaitFirst waits for the first view, however long a large city takes to be read:
// the limits for what a browser may take begin behind it.
func (s *Server) awaitFirst(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.ready:
		return
	default:
	}
	out := http.NewResponseController(w)
	_, _ = out.SetReadDeadline(time.Time{}), out.SetWriteDeadline(time.Time{})
	select {
	case <-s.ready:
	case <-s.stopping:
	case <-r.Context().Done():
	}
	_ = out.SetWriteDeadline(time.Now().Add(writing))
}

// asset finds one of the theme's assets under the name it had before it
// changed, for a page that was loaded just before.
func (site *Site) asset(name string) (output.File, bool) {
	parts := hashed.FindStringSubmatch(name)
	if parts == nil {
		return output.File{}, false
	}
	f, ok := site.Assets[parts[1]+parts[2]]
	return f, ok
}

// notFound is the page that says that there is none, in the language of the
// address.
func (site *Site) notFound(name string) (output.File, bool) {
	first, _, _ := strings.Cut(name, "/")
	if f, ok := site.File(first + "/404.html"); ok {
		return f, true
	}
	return site.File("404.html")
}

// render makes a file's bytes. A fault of the program becomes an error too: it
// must not end the server in which somebody is writing.
func render(f output.File, b *bytes.Buffer) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = catalog.Say("a fault of parvis itself: %v; please report it", fault)
		}
	}()
	return f.Render(b)
}

func send(w http.ResponseWriter, r *http.Request, name string, data []byte) {
	w.Header().Set("Content-Type", typeOf(name, data))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// typeOf is the type of a file by its name, else by what it holds.
func typeOf(name string, data []byte) string {
	kind := output.MediaType(name)
	switch {
	case kind == "":
		return http.DetectContentType(data)
	case strings.HasPrefix(kind, "text/"), strings.HasSuffix(kind, "json"), strings.HasSuffix(kind, "xml"):
		return kind + "; charset=utf-8"
	}
	return kind
}

// taken tells whether another program listens on a port already. The number is
// how Windows says so.
func taken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
}

// Listen listens on the port, or on the next free one of the twenty behind it;
// port 0 takes any.
func Listen(bind string, port int) (net.Listener, error) {
	var first error
	for p := port; p <= port+20 && p < 1<<16; p++ {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, fmt.Sprint(p)))
		if err == nil || !taken(err) {
			return l, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, catalog.Say("the ports %d to %d are taken; choose another with --port", port, port+20)
}
