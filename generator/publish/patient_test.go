package publish

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/publish/testserver"
)

// mute passes on what a client and a server say to each other, until it is told to hush.
func mute(t *testing.T, port int, hush *atomic.Bool) (between int) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", itoa(port)))
			if err != nil {
				conn.Close()
				continue
			}
			pass := func(to, from net.Conn) {
				b := make([]byte, 4096)
				for {
					n, err := from.Read(b)
					if err != nil {
						to.Close()
						return
					}
					if !hush.Load() {
						_, _ = to.Write(b[:n])
					}
				}
			}
			go pass(server, conn)
			go pass(conn, server)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

// TestSilence has servers say nothing: when they are called, and in the midst of things. Who
// publishes is told so soon; and as long as it takes whoever is asked for a password or a yes.
func TestSilence(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	top := t.TempDir()
	server := testserver.SSH(t, top)
	const most = 300 * time.Millisecond
	for _, to := range []string{"sftp", "ftps"} {
		var hush atomic.Bool
		port := server.Port
		if to == "ftps" {
			port = testserver.FTPS(t, top).Port
		}
		hush.Store(true)
		p := Place{To: to, Host: "127.0.0.1", Port: mute(t, port, &hush), User: "town", Folder: "www", KnownHosts: filepath.Join(t.TempDir(), "known"),
			Password: func() (string, error) { return word, nil }, Trust: func(string, string) bool { return true }, silence: most}
		began := time.Now()
		_, err := Open(t.Context(), p)
		if took := time.Since(began); err == nil || took > 20*most || !strings.Contains(catalog.Fault(err, catalog.English), "has said nothing for") {
			t.Errorf("%s: after %v: %v", to, took, err)
		}
	}
	var hush atomic.Bool
	slow := func() { time.Sleep(2 * most) }
	p := Place{To: "sftp", Host: "127.0.0.1", Port: mute(t, server.Port, &hush), User: "town", Folder: "www", KnownHosts: filepath.Join(t.TempDir(), "known"),
		Password: func() (string, error) { slow(); return word, nil }, Trust: func(string, string) bool { slow(); return true }, silence: most}
	d, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	slow() // as long as somebody reads what changes
	made, err := ReadSite(three(t)[0].in(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Send(t.Context(), made, nil); err != nil {
		t.Fatal(err)
	}
	hush.Store(true)
	if _, err := d.Read(t.Context(), "index.html"); err == nil || !strings.Contains(err.Error(), "has said nothing for") {
		t.Error(err)
	}
}

// TestStop gives up what waits for a server once nobody wants it any more.
func TestStop(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if conn, err := l.Accept(); err == nil {
			_, _ = io.Copy(io.Discard, conn) // it says nothing
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = Open(ctx, Place{To: "sftp", Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, User: "town", Folder: "www"})
	if err == nil || !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		t.Error(err)
	}
}
