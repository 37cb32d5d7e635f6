package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// mailserver starts Debian's mail server with a certificate that programs of the script
// trust: “mailserver EVERY WAY…” has it fail at every so many mails in these ways. It
// listens on the port $MAIL, and keeps to whom it has taken a mail in the file kept.
func mailserver(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: mailserver every way…")
	}
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-c", "import aiosmtpd").Run(); err != nil {
		ts.Fatalf("python3-aiosmtpd is missing; “make tools” gets it")
	}
	s := httptest.NewUnstartedServer(nil)
	s.StartTLS()
	pair := s.TLS.Certificates[0]
	s.Close()
	for name, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: pair.Certificate[0]}, "key.pem": {Type: "PRIVATE KEY", Bytes: private(ts, pair)}} {
		ts.Check(os.WriteFile(ts.MkAbs(name), pem.EncodeToMemory(block), 0o600))
	}
	script, err := filepath.Abs("../../generator/mailing/testdata/server.py")
	ts.Check(err)
	cmd := exec.Command(python, append([]string{script, ts.MkAbs("cert.pem"), ts.MkAbs("key.pem"), ts.MkAbs("kept")}, args...)...)
	stdin, err := cmd.StdinPipe()
	ts.Check(err)
	stdout, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() { stdin.Close(); _ = cmd.Wait() })
	port, err := bufio.NewReader(stdout).ReadString('\n')
	ts.Check(err)
	ts.Setenv("MAIL", strings.TrimSpace(port))
	ts.Setenv("SSL_CERT_FILE", ts.MkAbs("cert.pem"))
}

func private(ts *testscript.TestScript, pair tls.Certificate) []byte {
	key, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	ts.Check(err)
	return key
}
