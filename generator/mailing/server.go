package mailing

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"parvis/generator/catalog"
)

// Server is the mail server of a city, as its settings say.
type Server struct {
	Host string
	Port int    // 0 for the usual one
	User string // "" for a server that knows by itself who may send
	// Password asks for the password, or knows it; it may be asked more than once.
	Password func() (string, error)

	patience time.Duration  // for each answer; 0 for what the standard asks for
	roots    *x509.CertPool // in tests; nil for those of the system
	tls      bool           // in tests: as at tlsPort
}

const (
	usualPort = 587 // where a connection begins in clear and TLS comes before all else
	tlsPort   = 465 // where it begins with TLS
	// reach is how long a server may take to answer when it is called.
	reach = 30 * time.Second
)

// ErrNoPassword is why nobody is let in.
var ErrNoPassword = catalog.Sentinel("there is no password: put it into PARVIS_MAIL_PASSWORD, or run parvis on a terminal, where it asks for it")

// address is where the server is called.
func (s Server) address() string {
	return net.JoinHostPort(s.Host, strconv.Itoa(cmp.Or(s.Port, usualPort)))
}

// open calls the server and is let in. Before TLS nothing is said but that TLS is to begin.
func (s Server) open(ctx context.Context) (*smtp.Client, error) {
	address := s.address()
	dialer := net.Dialer{Timeout: reach}
	wire, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, catalog.Say("%s could not be reached: %s", address, err)
	}
	_ = wire.SetDeadline(time.Now().Add(cmp.Or(s.patience, 2*time.Minute)))
	c, err := s.safely(ctx, wire)
	if err != nil {
		wire.Close()
		return nil, err
	}
	_ = wire.SetDeadline(time.Time{})
	if s.patience > 0 {
		c.CommandTimeout, c.SubmissionTimeout = s.patience, s.patience
	}
	if s.User == "" {
		return c, nil
	}
	if err := s.enter(c); err != nil {
		c.Close()
		return nil, stopping{err}
	}
	return c, nil
}

// safely begins TLS.
func (s Server) safely(ctx context.Context, wire net.Conn) (*smtp.Client, error) {
	// A server is called by a name in brackets where the caller has none of its own.
	name := "[" + wire.LocalAddr().(*net.TCPAddr).IP.String() + "]"
	config := &tls.Config{ServerName: s.Host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
	if s.Port == tlsPort || s.tls {
		secure := tls.Client(wire, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, s.unsafe(err)
		}
		c := smtp.NewClient(secure)
		return c, s.refusal(c.Hello(name))
	}
	c, err := smtp.NewClientStartTLS(wire, config)
	if err != nil {
		return nil, catalog.Say("%s cannot be talked to in secret, and in clear parvis sends nothing: %s", s.address(), err)
	}
	if err := c.Hello(name); err != nil { // here the certificate is looked at
		return nil, s.unsafe(err)
	}
	return c, nil
}

// unsafe says why TLS did not begin.
func (s Server) unsafe(err error) error {
	var reason catalog.Message
	switch {
	case is[x509.HostnameError](err):
		reason = catalog.Say("its certificate is for another name than %s; write into site.yaml the name that your host gives", s.Host)
	case is[x509.UnknownAuthorityError](err):
		reason = catalog.Say("nobody whom this computer trusts has signed its certificate")
	case is[x509.CertificateInvalidError](err):
		reason = catalog.Say("its certificate is not valid, or not any more")
	default:
		return catalog.Say("%s cannot be talked to in secret, and in clear parvis sends nothing: %s", s.address(), err)
	}
	return stopping{catalog.Say("%s may be another than it says: %s. Nothing was sent", s.address(), reason)}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func (s Server) refusal(err error) error {
	if err == nil {
		return nil
	}
	return catalog.Say("%s does not answer as a mail server does: %s", s.address(), err)
}

// enter shows who sends.
func (s Server) enter(c *smtp.Client) error {
	if s.Password == nil {
		return ErrNoPassword
	}
	secret, err := s.Password()
	if err != nil {
		return err
	}
	client := sasl.NewPlainClient("", s.User, secret)
	if !c.SupportsAuth(sasl.Plain) && c.SupportsAuth(sasl.Login) {
		client = sasl.NewLoginClient(s.User, secret)
	}
	// A server that has refused somebody may be silent then.
	patient := c.CommandTimeout
	c.CommandTimeout = min(patient, reach)
	defer func() { c.CommandTimeout = patient }()
	if err := c.Auth(client); err != nil {
		return catalog.Say("%s does not let %s in: %s", s.address(), s.User, err)
	}
	return nil
}
