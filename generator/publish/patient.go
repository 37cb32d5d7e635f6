package publish

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"time"

	"parvis/generator/catalog"
)

// silence is how long a server may say nothing and take nothing while it owes an answer.
const silence = time.Minute

// patient is a connection that is given up when the other side is silent for too long while
// something is asked of it. Nobody waits for it while whoever publishes reads, or types a
// password.
type patient struct {
	net.Conn
	most time.Duration

	mu     sync.Mutex
	asked  int // how many wait for an answer
	silent bool
}

func patientConn(ctx context.Context, p Place, address string) (*patient, error) {
	dialer := net.Dialer{Timeout: reach}
	wire, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	c := &patient{Conn: wire, most: cmp.Or(p.silence, silence)}
	context.AfterFunc(ctx, func() { c.Close() })
	return c, nil
}

// extend gives the other side time anew, if it owes an answer.
func (p *patient) extend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked > 0 {
		_ = p.SetReadDeadline(time.Now().Add(p.most))
	}
}

// asks notes that something is asked, until it is answered.
func (p *patient) asks() (answered func()) {
	p.mu.Lock()
	p.asked++
	p.mu.Unlock()
	p.extend()
	return p.rests
}

func (p *patient) rests() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked--; p.asked == 0 {
		_ = p.SetReadDeadline(time.Time{})
	}
}

// Read implements net.Conn.
func (p *patient) Read(b []byte) (int, error) {
	p.extend()
	n, err := p.Conn.Read(b)
	p.note(err)
	return n, err
}

// Write implements net.Conn.
func (p *patient) Write(b []byte) (int, error) {
	p.extend()
	_ = p.SetWriteDeadline(time.Now().Add(p.most))
	n, err := p.Conn.Write(b)
	p.note(err)
	return n, err
}

func (p *patient) note(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.silent = true
	}
}

// fault is an error with the words for a server that is silent, where that is why.
func (p *patient) fault(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil || !p.silent && !errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	return catalog.Count(int(p.most/time.Second), "the server has said nothing for %d second", "the server has said nothing for %d seconds")
}

// watched is a remote that is given up when it is silent.
type watched struct {
	remote
	wire *patient
}

func (w watched) during(do func() error) error {
	defer w.wire.asks()()
	return w.wire.fault(do())
}

func (w watched) Open(name string) (io.ReadCloser, error) {
	answered := w.wire.asks()
	r, err := w.remote.Open(name)
	if err != nil {
		answered()
		return nil, w.wire.fault(err)
	}
	return opened{r, answered}, nil
}

// opened is a file that is being read.
type opened struct {
	io.ReadCloser
	answered func()
}

func (o opened) Close() error {
	defer o.answered()
	return o.ReadCloser.Close()
}

func (w watched) Write(name string, from io.Reader) error {
	return w.during(func() error { return w.remote.Write(name, from) })
}

func (w watched) Rename(from, to string) error {
	return w.during(func() error { return w.remote.Rename(from, to) })
}

func (w watched) Remove(name string) error {
	return w.during(func() error { return w.remote.Remove(name) })
}

func (w watched) RemoveFolder(name string) error {
	return w.during(func() error { return w.remote.RemoveFolder(name) })
}

func (w watched) List(dir string) (found map[string]int64, err error) {
	err = w.during(func() (err error) { found, err = w.remote.List(dir); return err })
	return found, err
}

func (w watched) Close() error { return w.during(w.remote.Close) }

// asking is a place that lets the server wait while somebody is asked.
func (p Place) asking(wire *patient) Place {
	if ask := p.Password; ask != nil {
		p.Password = func() (string, error) {
			wire.rests()
			defer func() { _ = wire.asks() }()
			return ask()
		}
	}
	if ask := p.Trust; ask != nil {
		p.Trust = func(address, fingerprint string) bool {
			wire.rests()
			defer func() { _ = wire.asks() }()
			return ask(address, fingerprint)
		}
	}
	return p
}
