// Package testserver has the servers of hosts, for tests: each serves a folder of this
// machine, to one user, and can lose its connection.
package testserver

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pkg/sftp"
	ftpserver "goftp.io/server/v2"
	"goftp.io/server/v2/driver/file"
	"golang.org/x/crypto/ssh"
)

// User may come in, with Password; the key in KeyFile has that password too.
const (
	User     = "town"
	Password = "correct horse"
)

// Server is one that runs until the test ends, on this machine.
type Server struct {
	Port int
	// Left is how many bytes come before the connection is lost; below 0 for ever.
	Left *atomic.Int64
	// Slow is how long it waits before it takes what has come, by SSH.
	Slow *atomic.Int64

	Fingerprint string         // of SSH
	KeyFile     string         // with which User is let in too
	Roots       *x509.CertPool // of FTPS: who has signed its certificate
}

func newServer(port int) *Server {
	s := &Server{Port: port, Left: &atomic.Int64{}, Slow: &atomic.Int64{}}
	s.Left.Store(-1)
	return s
}

// cut is a connection that is slow, and is lost once so many bytes have come; below 0 never.
type cut struct {
	net.Conn
	left, slow *atomic.Int64
}

func (c cut) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	time.Sleep(time.Duration(c.slow.Load()))
	if c.left.Load() >= 0 && c.left.Add(-int64(n)) < 0 {
		c.Conn.Close()
		return 0, net.ErrClosed
	}
	return n, err
}

// SSH serves a folder through SFTP.
func SSH(t *testing.T, dir string) *Server {
	t.Helper()
	signer := func() (ed25519.PrivateKey, ssh.Signer) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ssh.NewSignerFromKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return key, s
	}
	_, host := signer()
	own, ours := signer()
	block, err := ssh.MarshalPrivateKeyWithPassphrase(own, "", []byte(Password))
	if err != nil {
		t.Fatal(err)
	}
	keyFile := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(keyFile, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{
		PasswordCallback: func(c ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
			if c.User() == User && string(given) == Password {
				return nil, nil
			}
			return nil, errors.New("no")
		},
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			if string(key.Marshal()) == string(ours.PublicKey().Marshal()) {
				return nil, nil
			}
			return nil, errors.New("no")
		},
	}
	config.AddHostKey(host)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := newServer(l.Addr().(*net.TCPAddr).Port)
	s.Fingerprint, s.KeyFile = ssh.FingerprintSHA256(host.PublicKey()), keyFile
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go serveSSH(cut{conn, s.Left, s.Slow}, config, dir)
		}
	}()
	return s
}

func serveSSH(conn net.Conn, config *ssh.ServerConfig, dir string) {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for c := range channels {
		channel, asked, err := c.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range asked {
				_ = r.Reply(r.Type == "subsystem", nil)
			}
		}()
		s, err := sftp.NewServer(channel, sftp.WithServerWorkingDirectory(dir))
		if err != nil {
			return
		}
		go func() { _ = s.Serve(); channel.Close() }()
	}
}

// certificate writes one of its own making for this machine.
func certificate(t *testing.T) (certFile, keyFile string, roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: der}, keyFile: {Type: "EC PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(made)
	return certFile, keyFile, roots
}

// FTPS serves a folder through FTP with TLS.
func FTPS(t *testing.T, dir string) *Server {
	t.Helper()
	driver, err := file.NewDriver(dir)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(l.Addr().(*net.TCPAddr).Port) // free for a while: the server listens itself
	l.Close()
	cert, key, roots := certificate(t)
	s.Roots = roots
	serves, err := ftpserver.NewServer(&ftpserver.Options{Driver: &losing{driver, s.Left}, Auth: &ftpserver.SimpleAuth{Name: User, Password: Password},
		Perm: ftpserver.NewSimplePerm("a", "b"), Hostname: "127.0.0.1", Port: s.Port, PublicIP: "127.0.0.1", TLS: true, ExplicitFTPS: true, ForceTLS: true,
		CertFile: cert, KeyFile: key, Logger: &ftpserver.DiscardLogger{}})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = serves.ListenAndServe() }()
	t.Cleanup(func() { _ = serves.Shutdown() })
	for range 100 {
		if conn, err := net.Dial("tcp", l.Addr().String()); err == nil {
			conn.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return s
}

// losing is a server that breaks off once so many bytes have come; below 0 never.
type losing struct {
	ftpserver.Driver
	left *atomic.Int64
}

func (l *losing) PutFile(c *ftpserver.Context, name string, from io.Reader, at int64) (int64, error) {
	left := l.left.Load()
	if left < 0 {
		return l.Driver.PutFile(c, name, from, at)
	}
	n, err := l.Driver.PutFile(c, name, io.LimitReader(from, left), at)
	if l.left.Store(left - n); err == nil && left-n <= 0 {
		l.left.Store(0)
		err = errors.New("lost")
	}
	return n, err
}
