package mailing

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const (
	word = "correct horse"
	page = "https://abroad.example.org/newsletter/2026-10/"
)

// need stops a test for which a tool is missing: a failure in CI, else a skip.
func need(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing; “make tools” gets it", what)
	}
	t.Skipf("%s is missing; “make tools” gets it", what)
}

// python is one that has Debian's packages.
func python(t *testing.T) string {
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import aiosmtpd").Run() == nil {
			return name
		}
	}
	need(t, "python3-aiosmtpd")
	return ""
}

// certificate writes one of its own making for this machine, or another name.
func certificate(t *testing.T, dir, name string) (roots *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	of := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	if ip := net.ParseIP(name); ip != nil {
		of.IPAddresses = []net.IP{ip}
	} else {
		of.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, of, of, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "EC PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(made)
	return roots
}

// server starts Debian's mail server; kept is the file of what it has taken.
func server(t *testing.T, environment, name string, every int, ways ...string) (s Server, kept string) {
	t.Helper()
	dir := t.TempDir()
	s = Server{Host: "127.0.0.1", User: "letter", Password: func() (string, error) { return word, nil }, patience: 700 * time.Millisecond}
	s.roots, s.tls = certificate(t, dir, name), environment == "TLS=1"
	kept = filepath.Join(dir, "kept")
	args := []string{"testdata/server.py", filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), kept, strconv.Itoa(every)}
	cmd := exec.Command(python(t), append(args, ways...)...)
	cmd.Env = append(os.Environ(), environment)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stdin.Close(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	s.Port, err = strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	return s, kept
}

// taken is how often a server has taken a mail for each address.
func taken(t *testing.T, kept string) map[string]int {
	t.Helper()
	out := map[string]int{}
	text, err := os.ReadFile(kept)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		out[strings.Fields(line)[0]]++
	}
	return out
}

func readers(n int) []Reader {
	var out []Reader
	for i := range n {
		out = append(out, Reader{Address: fmt.Sprintf("reader%d@example.org", i), Lang: "en"})
	}
	return out
}

func letter() Letter {
	return Letter{From: "letter@example.org", For: func(r Reader) []byte {
		return []byte("From: <letter@example.org>\r\nTo: <" + r.Address + ">\r\nSubject: October\r\n\r\n.A line that begins with a dot.\r\n" +
			strings.Repeat("What it cost, line by line.\r\n", 500))
	}}
}

func fast(s Server) *Sender {
	return &Sender{Server: s, pauses: []time.Duration{0, 0, 0, 0, 0}, moment: time.Millisecond}
}

func recordIn(t *testing.T, dir string) *Record {
	t.Helper()
	r, err := OpenRecord(filepath.Join(dir, "sent.csv"), page, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestThousand sends a thousand mails through a server that fails at every seventh, now in
// one way, now in another: each address has it once, in one run, and the next run sends
// nothing.
func TestThousand(t *testing.T) {
	s, kept := server(t, "", "127.0.0.1", 7, "put-off", "drop", "put-off-whole", "put-off", "put-off-whole", "drop", "delay", "put-off", "drop", "put-off-whole",
		"put-off", "drop", "put-off-whole", "put-off", "drop", "put-off-whole", "put-off", "drop", "put-off-whole", "put-off", "drop", "put-off-whole")
	list, dir := readers(1000), t.TempDir()
	for run, want := range []int{1000, 0} {
		record := recordIn(t, dir)
		left, _, _ := record.Left(list)
		sent, err := fast(s).Send(context.Background(), letter(), left, record)
		if err != nil || sent.Went != want || len(sent.Refused)+len(sent.Unknown) > 0 {
			t.Errorf("run %d: %d, %v, %v, %v", run, sent.Went, sent.Refused, sent.Unknown, err)
		}
		record.Close()
	}
	wantOnce(t, kept, list)
}

func wantOnce(t *testing.T, kept string, list []Reader) {
	t.Helper()
	got := taken(t, kept)
	for _, r := range list {
		if got[r.Address] != 1 {
			t.Errorf("%s has it %d times", r.Address, got[r.Address])
		}
	}
	if len(got) != len(list) {
		t.Errorf("%d addresses, wanted %d", len(got), len(list))
	}
}

// TestLostAnswers has a server take mails and lose its answer, by a line that is cut or by
// answering too late: those readers are named, and never written to again.
func TestLostAnswers(t *testing.T) {
	s, kept := server(t, "", "127.0.0.1", 7, "drop-taken", "delay-taken", "refuse")
	list, dir := readers(50), t.TempDir()
	for run := range 3 {
		record := recordIn(t, dir)
		left, gone, unknown := record.Left(list)
		sent, err := fast(s).Send(context.Background(), letter(), left, record)
		if err != nil {
			t.Fatal(err)
		}
		switch run {
		case 0:
			if sent.Went != 43 || len(sent.Unknown) != 5 || len(sent.Refused) != 2 || !strings.Contains(sent.Refused[0].Said, "nobody of that name") {
				t.Errorf("%+v", sent)
			}
		case 1:
			if gone != 43 || len(unknown) != 5 || len(left) != 2 || len(sent.Unknown)+len(sent.Refused)+sent.Went != 2 {
				t.Errorf("%d gone, %v unknown, %d left, %+v", gone, unknown, len(left), sent)
			}
		}
		record.Close()
	}
	wantOnce(t, kept, list)
}

// TestKilled kills the program in the midst of it, again and again: nobody has the letter
// twice, and who has none is among those of whom it is not known.
func TestKilled(t *testing.T) {
	const variable = "PARVIS_TEST_KILLED"
	list := readers(200)
	if told := os.Getenv(variable); told != "" {
		parts := strings.Split(told, " ")
		port, _ := strconv.Atoi(parts[0])
		pem, err := os.ReadFile(parts[2])
		if err != nil {
			t.Fatal(err)
		}
		s := Server{Host: "127.0.0.1", Port: port, User: "letter", Password: func() (string, error) { return word, nil }, roots: x509.NewCertPool()}
		s.roots.AppendCertsFromPEM(pem)
		record := recordIn(t, parts[1])
		left, _, _ := record.Left(list)
		if _, err := fast(s).Send(context.Background(), letter(), left, record); err != nil {
			t.Fatal(err)
		}
		return
	}
	s, kept := server(t, "", "127.0.0.1", 1)
	dir := t.TempDir()
	kills := 0
	for ; kills < 200; kills++ {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s %s", variable, s.Port, dir, filepath.Join(filepath.Dir(kept), "cert.pem")))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(100+kills*67%400)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		if timer.Stop(); err == nil {
			break
		}
	}
	record := recordIn(t, dir)
	defer record.Close()
	left, gone, unknown := record.Left(list)
	got := taken(t, kept)
	for _, r := range list {
		if n := got[r.Address]; n > 1 || n == 0 && !slices.Contains(unknown, r.Address) {
			t.Errorf("%s has it %d times", r.Address, n)
		}
	}
	if len(left) > 0 || gone+len(unknown) != len(list) || kills < 3 {
		t.Errorf("%d left, %d gone, %d unknown, after %d kills", len(left), gone, len(unknown), kills)
	}
	t.Logf("%d kills, %d unknown", kills, len(unknown))
}

// TestRefusals has servers to which nothing may be sent, and wants plain words and no mail.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		environment, certificate string
		change                   func(*Server)
		want                     string
	}{
		"no TLS":           {"PLAIN=1", "127.0.0.1", nil, "in clear parvis sends nothing"},
		"another name":     {"", "mail.example.org", nil, "its certificate is for another name than 127.0.0.1"},
		"nobody's":         {"", "127.0.0.1", func(s *Server) { s.roots = x509.NewCertPool() }, "nobody whom this computer trusts has signed"},
		"nobody's, TLS":    {"TLS=1", "127.0.0.1", func(s *Server) { s.roots = x509.NewCertPool() }, "nobody whom this computer trusts has signed"},
		"a wrong password": {"", "127.0.0.1", func(s *Server) { s.Password = func() (string, error) { return "wrong", nil } }, "does not let letter in"},
		"no password":      {"", "127.0.0.1", func(s *Server) { s.Password = func() (string, error) { return "", ErrNoPassword } }, "PARVIS_MAIL_PASSWORD"},
		"nobody there":     {"", "127.0.0.1", func(s *Server) { s.Port = 1 }, "could not be reached"},
		"no name given":    {"", "127.0.0.1", func(s *Server) { s.User = "" }, "does not send for letter@example.org"},
	} {
		s, kept := server(t, c.environment, c.certificate, 1)
		if c.change != nil {
			c.change(&s)
		}
		record := recordIn(t, t.TempDir())
		sent, err := fast(s).Send(context.Background(), letter(), readers(3), record)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), word) || sent.Went != 0 {
			t.Errorf("%s: %v", name, err)
		}
		if left, _, _ := record.Left(readers(3)); len(left) != 3 || len(taken(t, kept)) != 0 {
			t.Errorf("%s: %d left, taken %v", name, len(left), taken(t, kept))
		}
		record.Close()
	}
	s, kept := server(t, "TLS=1", "127.0.0.1", 1)
	record := recordIn(t, t.TempDir())
	defer record.Close()
	if err := fast(s).Test(context.Background(), letter(), readers(1)[0], record, "abc"); err != nil || !record.Tested("abc") || record.Tested("abd") {
		t.Error(err)
	}
	if left, _, _ := record.Left(readers(1)); len(left) != 1 || len(taken(t, kept)) != 1 {
		t.Error("a test mail counts as the letter")
	}
	refuses, _ := server(t, "", "127.0.0.1", 1, "refuse")
	if sent, err := fast(refuses).Send(context.Background(), letter(), readers(20), record); err == nil || !strings.Contains(err.Error(), "none of 5 mails in a row") ||
		len(sent.Refused) != 5 {
		t.Errorf("%v, %+v", err, sent)
	}
}

// TestRate sends no faster than it may.
func TestRate(t *testing.T) {
	s, _ := server(t, "", "127.0.0.1", 1)
	sender := New(s, 3600*5)
	record := recordIn(t, t.TempDir())
	defer record.Close()
	begun := time.Now()
	if sent, err := sender.Send(context.Background(), letter(), readers(4), record); err != nil || sent.Went != 4 || time.Since(begun) < 600*time.Millisecond {
		t.Errorf("%+v, %v after %s", sent, err, time.Since(begun))
	}
}
