// Package mailing sends a month's letter through the city's own mail server, to one address
// after the other.
//
// Each address has the letter at most once. Before the last byte of a mail is sent, which
// is what makes a server take it, its address is written down; whatever happens then, a
// lost line, a full disk or a killed program, nothing is sent there again (record.go). So
// it can happen that somebody of whom the server's answer was lost has no letter: they are
// named, and whoever wants to write to them takes their line out of the record. All else
// that goes wrong is tried again, in the same run and in the next.
//
// Mails are made before they come here; the protocol is that of github.com/emersion/go-smtp,
// which tells the last byte of a mail from those before, as wneessen/go-mail does not, and
// takes a tenth of its room in the program.
package mailing

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"parvis/generator/catalog"
)

// Letter is what is sent, made for whom it is.
type Letter struct {
	From string
	For  func(r Reader) []byte
}

// Sender sends letters.
type Sender struct {
	Server Server
	// Progress is told how many of a run's mails are done; it may be nil.
	Progress func(done, total int)

	every  time.Duration   // from one mail to the next
	pauses []time.Duration // before what was put off is tried again
	moment time.Duration   // before a server that does not answer is called again
	conn   *smtp.Client
	next   time.Time
}

// Refusal is an address to which the server took nothing, and what it said.
type Refusal struct{ Address, Said string }

// Sent is what came of a run.
type Sent struct {
	Went    int
	Refused []Refusal
	Unknown []string // whether the server has taken these cannot be known
}

// New returns who sends through a server, so many mails an hour at most.
func New(server Server, perHour int) *Sender {
	return &Sender{Server: server, every: time.Hour / time.Duration(perHour), pauses: []time.Duration{time.Minute, 5 * time.Minute}, moment: 5 * time.Second}
}

// mostInRow is how many addresses one after the other may fail before the reason is
// looked for elsewhere than in the addresses.
const mostInRow = 5

// Test sends the letter to one address without counting it as sent, and notes its digest.
func (s *Sender) Test(ctx context.Context, l Letter, to Reader, record *Record, digest string) error {
	defer s.close()
	if err := s.connect(ctx); err != nil {
		return err
	}
	if _, err := s.deliver(l, to, func() error { return nil }); err != nil {
		return catalog.Say("the test mail was not taken: %s", err)
	}
	if err := record.add(to.key(), tested, digest); err != nil {
		return err
	}
	record.tests[digest] = true
	return nil
}

// Send sends the letter to all readers whose turn it still is. The error is why it stopped
// before all had been tried.
func (s *Sender) Send(ctx context.Context, l Letter, readers []Reader, record *Record) (Sent, error) {
	defer s.close()
	var sent Sent
	var refusals []Refusal
	total := len(readers)
	for round := 0; ; round++ {
		later, never, err := s.round(ctx, l, readers, record, &sent, total)
		refusals = append(refusals, never...)
		if err != nil || len(later) == 0 || round == len(s.pauses) {
			for _, p := range later {
				refusals = append(refusals, p.Refusal)
			}
			sent.Refused = refusals
			return sent, err
		}
		readers = readers[:0:0]
		for _, p := range later {
			readers = append(readers, p.reader)
		}
		if err := pause(ctx, s.pauses[round]); err != nil {
			return sent, err
		}
	}
}

// putOff is a reader to whom a mail may go later.
type putOff struct {
	reader Reader
	Refusal
}

// round tries each reader once.
func (s *Sender) round(ctx context.Context, l Letter, readers []Reader, record *Record, sent *Sent, total int) (later []putOff, never []Refusal, err error) {
	row := 0
	for i, r := range readers {
		if !record.due(r) {
			continue
		}
		if err := s.wait(ctx); err != nil {
			return later, never, err
		}
		known, err := s.one(ctx, l, r, record)
		switch {
		case record.broken != nil:
			return later, never, record.broken
		case !known:
			sent.Unknown = append(sent.Unknown, r.Address)
		case err == nil:
			sent.Went++
		case final(err):
			never = append(never, Refusal{r.Address, said(err)})
		default:
			later = append(later, putOff{r, Refusal{r.Address, said(err)}})
		}
		if row++; err == nil {
			row = 0
		}
		if stop, ok := errors.AsType[stopping](err); ok {
			return later, never, stop.error
		}
		if row == mostInRow && i+1 < len(readers) {
			return later, never, catalog.Say("%s took none of %d mails in a row; it said last: %s", s.Server.address(), row, said(err))
		}
		if s.Progress != nil {
			s.Progress(sent.Went+len(sent.Unknown)+len(never), total)
		}
	}
	return later, never, nil
}

// stopping is an error that no other address would be spared.
type stopping struct{ error }

func (s stopping) Unwrap() error { return s.error }

// one sends one mail and writes down what comes of it. known is false where the server
// may have taken it or not.
func (s *Sender) one(ctx context.Context, l Letter, r Reader, record *Record) (known bool, err error) {
	if err := s.connect(ctx); err != nil {
		return true, err
	}
	last, err := s.deliver(l, r, func() error { return record.mark(r, begun, "") })
	answered := is[*smtp.SMTPError](err)
	if err != nil && !answered { // an answer that comes late would be taken for another's
		s.abandon()
	}
	switch {
	case err == nil:
		return true, record.mark(r, went, "")
	case last && !answered:
		return false, err
	case last || answered:
		return true, errors.Join(err, record.mark(r, refused, said(err)))
	}
	return true, err
}

// connect calls the server, if it is not there still; where it does not answer, three times.
func (s *Sender) connect(ctx context.Context) (err error) {
	if s.conn != nil && s.conn.Reset() == nil {
		return nil
	}
	for try := range 3 {
		s.close()
		if err := pause(ctx, time.Duration(try)*s.moment); err != nil {
			return err
		}
		if s.conn, err = s.Server.open(ctx); err == nil || is[stopping](err) {
			return err
		}
	}
	return stopping{err}
}

func (s *Sender) close() {
	if s.conn != nil {
		_ = s.conn.Quit()
		_ = s.conn.Close()
		s.conn = nil
	}
}

// deliver hands one mail over. last tells whether its last byte was on its way, which is
// written down by note before.
func (s *Sender) deliver(l Letter, r Reader, note func() error) (last bool, err error) {
	text := l.For(r)
	options := &smtp.MailOptions{Size: int64(len(text)), UTF8: strings.ContainsFunc(l.From+r.Address, func(c rune) bool { return c > '~' })}
	if err := s.conn.Mail(l.From, options); err != nil {
		if e, ok := errors.AsType[*smtp.SMTPError](err); ok && !e.Temporary() && !options.UTF8 {
			return false, stopping{catalog.Say("%s does not send for %s: %s", s.Server.address(), l.From, said(err))}
		}
		return false, err
	}
	if err := s.conn.Rcpt(r.Address, nil); err != nil {
		return false, err
	}
	w, err := s.conn.Data()
	if err != nil {
		return false, err
	}
	if _, err := bytes.NewReader(text).WriteTo(w); err != nil {
		return false, err
	}
	if err := note(); err != nil {
		s.abandon()
		return false, err
	}
	return true, w.Close()
}

// abandon breaks the connection off, so that a mail is not taken whose last byte is not sent.
func (s *Sender) abandon() {
	if s.conn != nil {
		_ = s.conn.Close()
		s.conn = nil
	}
}

// final tells whether a server will not take a mail later either.
func final(err error) bool {
	e, ok := errors.AsType[*smtp.SMTPError](err)
	return ok && !e.Temporary()
}

// said is what a server said, in one line.
func said(err error) string {
	if e, ok := errors.AsType[*smtp.SMTPError](err); ok {
		return strings.Join(strings.Fields(e.Error()), " ")
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return "timeout"
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}

// wait lets the time pass that is between two mails.
func (s *Sender) wait(ctx context.Context) error {
	if err := pause(ctx, time.Until(s.next)); err != nil {
		return err
	}
	s.next = time.Now().Add(s.every)
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d <= 0 {
		return err
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
