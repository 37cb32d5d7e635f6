package publish

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"parvis/generator/publish/testserver"
)

const word = testserver.Password

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
		wantSame(t, p.To, inFolder(t, dir), s, others, i+1)
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
	server := testserver.SSH(t, top)
	port, print := server.Port, server.Fingerprint
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
	wantPublished(t, p, dir, server.Left)

	// The same address with another key, known by the file or by site.yaml.
	other := testserver.SSH(t, top).Port
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
	p.HostKey, p.KeyFile = print, server.KeyFile
	if _, err := sendAll(t, p, three(t)[1]); err != nil {
		t.Error(err)
	}
	p.Password = func() (string, error) { return "another", nil }
	if _, err := sendAll(t, p, three(t)[1]); err == nil || !strings.Contains(err.Error(), "key file") {
		t.Error(err)
	}
}

func itoa(n int) string { return big.NewInt(int64(n)).String() }

func TestFTPS(t *testing.T) {
	top := t.TempDir()
	server := testserver.FTPS(t, top)
	p := Place{To: "ftps", Host: "127.0.0.1", Port: server.Port, User: testserver.User, Folder: "/www", Roots: server.Roots,
		Password: func() (string, error) { return word, nil }}
	wantPublished(t, p, filepath.Join(top, "www"), server.Left)
	p.Roots = nil
	if _, err := sendAll(t, p, three(t)[0]); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate that nobody has signed: %v", err)
	}
}
