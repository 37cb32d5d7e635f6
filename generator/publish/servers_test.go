package publish

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
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pkg/sftp"
	ftpserver "goftp.io/server/v2"
	"goftp.io/server/v2/driver/file"
	"golang.org/x/crypto/ssh"
)

const word = "correct horse"

// cut is a connection that is lost once so many bytes have come; below 0 never.
type cut struct {
	net.Conn
	left *atomic.Int64
}

func (c cut) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.left.Load() >= 0 && c.left.Add(-int64(n)) < 0 {
		c.Conn.Close()
		return 0, net.ErrClosed
	}
	return n, err
}

// sshServer serves a folder; left is how many bytes come before the connection is lost.
func sshServer(t *testing.T, dir string) (port int, fingerprint string, left *atomic.Int64, clients ssh.PublicKey, keyFile string) {
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
	block, err := ssh.MarshalPrivateKeyWithPassphrase(own, "", []byte(word))
	if err != nil {
		t.Fatal(err)
	}
	keyFile = filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(keyFile, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	config := &ssh.ServerConfig{
		PasswordCallback: func(c ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
			if c.User() == "town" && string(given) == word {
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
	left = &atomic.Int64{}
	left.Store(-1)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go serveSSH(cut{conn, left}, config, dir)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, ssh.FingerprintSHA256(host.PublicKey()), left, ours.PublicKey(), keyFile
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

// wantPublished publishes three sites, the second over a line that is lost, and wants each to
// be what the server shows.
func wantPublished(t *testing.T, p Place, dir string, left *atomic.Int64) {
	t.Helper()
	others := site{"CNAME": "abroad.example.org"}
	others.in(t, dir)
	for i, s := range three(t) {
		if i == 1 {
			s["film.mp4"] = strings.Repeat("film", 100_000)
			s.whole(t)
			left.Store(150_000)
			before := inFolder(t, dir)
			if _, err := sendAll(t, p, s); err == nil {
				t.Fatal("the line was lost, and nothing is said")
			}
			for name, text := range before {
				if inFolder(t, dir)[name] != text {
					t.Errorf("%s was changed before all had arrived", name)
				}
			}
			left.Store(-1)
		}
		if _, err := sendAll(t, p, s); err != nil {
			t.Fatal(err)
		}
		wantSame(t, p.To, inFolder(t, dir), s, others)
		if sent, err := sendAll(t, p, s); err != nil || sent != (Sent{}) {
			t.Errorf("again: %+v, %v", sent, err)
		}
	}
	wrong := p
	wrong.KeyFile, wrong.Password = "", func() (string, error) { return "not " + word, nil }
	if _, err := sendAll(t, wrong, three(t)[0]); err == nil || strings.Contains(err.Error(), word) {
		t.Errorf("a wrong password: %v", err)
	}
	wrong.Password = nil
	if _, err := sendAll(t, wrong, three(t)[0]); err == nil || !strings.Contains(err.Error(), "PARVIS_PUBLISH_PASSWORD") {
		t.Errorf("no password: %v", err)
	}
}

func TestSFTP(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	top := t.TempDir()
	dir := filepath.Join(top, "www")
	port, print, left, _, key := sshServer(t, top)
	p := Place{To: "sftp", Host: "127.0.0.1", Port: port, User: "town", Folder: "www", KnownHosts: filepath.Join(t.TempDir(), ".ssh", "known_hosts"),
		Password: func() (string, error) { return word, nil }}

	// A server that is not known: nothing is sent until somebody says that it is right.
	asked := ""
	p.Trust = func(_, print string) bool { asked = print; return false }
	if _, err := sendAll(t, p, three(t)[0]); err == nil || asked != print || !strings.Contains(err.Error(), "host_key: "+print) {
		t.Errorf("%q, %v", asked, err)
	}
	p.Trust = func(_, print string) bool { return true }
	if _, err := sendAll(t, p, three(t)[0]); err != nil {
		t.Fatal(err)
	}
	p.Trust = func(string, string) bool { t.Error("a server that is known is asked about again"); return false }
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	wantPublished(t, p, dir, left)

	// The same address with another key, known by the file or by site.yaml.
	other, _, _, _, _ := sshServer(t, top)
	text, err := os.ReadFile(p.KnownHosts)
	if err != nil {
		t.Fatal(err)
	}
	ports := strings.NewReplacer("]:"+itoa(port), "]:"+itoa(other))
	if err := os.WriteFile(p.KnownHosts, []byte(ports.Replace(string(text))), 0o600); err != nil {
		t.Fatal(err)
	}
	changed := p
	changed.Port = other
	if _, err := sendAll(t, changed, three(t)[0]); err == nil || !strings.Contains(err.Error(), "another than before") {
		t.Error(err)
	}
	changed.HostKey = print
	if _, err := sendAll(t, changed, three(t)[0]); err == nil || !strings.Contains(err.Error(), "site.yaml names another") {
		t.Error(err)
	}
	// A key file, which has a password of its own.
	p.HostKey, p.KeyFile = print, key
	if _, err := sendAll(t, p, three(t)[1]); err != nil {
		t.Error(err)
	}
	p.Password = func() (string, error) { return "another", nil }
	if _, err := sendAll(t, p, three(t)[1]); err == nil || !strings.Contains(err.Error(), "key file") {
		t.Error(err)
	}
}

func itoa(n int) string { return big.NewInt(int64(n)).String() }

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

func TestFTPS(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "www")
	driver, err := file.NewDriver(top)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port // free for a while: the server listens itself
	l.Close()
	cert, key, roots := certificate(t)
	lost := &losing{Driver: driver, left: &atomic.Int64{}}
	lost.left.Store(-1)
	s, err := ftpserver.NewServer(&ftpserver.Options{Driver: lost, Auth: &ftpserver.SimpleAuth{Name: "town", Password: word}, Perm: ftpserver.NewSimplePerm("a", "b"),
		Hostname: "127.0.0.1", Port: port, PublicIP: "127.0.0.1", TLS: true, ExplicitFTPS: true, ForceTLS: true, CertFile: cert, KeyFile: key, Logger: &ftpserver.DiscardLogger{}})
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.ListenAndServe() }()
	t.Cleanup(func() { _ = s.Shutdown() })
	p := Place{To: "ftps", Host: "127.0.0.1", Port: port, User: "town", Folder: "/www", roots: roots,
		Password: func() (string, error) { return word, nil }}
	for range 100 {
		if conn, err := net.Dial("tcp", net.JoinHostPort(p.Host, itoa(port))); err == nil {
			conn.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	wantPublished(t, p, dir, lost.left)
	p.roots = nil
	if _, err := sendAll(t, p, three(t)[0]); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate that nobody has signed: %v", err)
	}
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
