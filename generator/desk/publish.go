package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"sync"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/output"
	"parvis/generator/publish"
	"parvis/generator/source"
)

// This file publishes the site; publish_page.go shows how that goes on. It goes in runs. Each
// makes the site of what is saved, finds out what changes for readers, and ends there: at a
// question, or where somebody has to agree. With the answer another run begins from the
// start. So no server waits while somebody reads or looks for a password, and what is sent is
// what was shown: a run that finds something else than what was agreed to shows it and asks
// again.

// Publishing says how the site is published.
type Publishing struct {
	Place   func() (publish.Place, error) // without who is asked for a password
	Job     func() (generator.Job, error) // of the public site
	Out     string                        // the folder in which it is made
	Version string                        // of parvis
}

// stage is how far a publication has come.
type stage string

const (
	atStart    stage = "" // nobody has begun
	atMaking   stage = "making"
	atCalling  stage = "calling"
	atSending  stage = "sending"
	atNowhere  stage = "nowhere" // it is not known where to publish
	atRefused  stage = "refused" // the content has errors
	atTrust    stage = "trust"   // is this the right server?
	atPassword stage = "password"
	atReady    stage = "ready" // somebody has to agree
	atSame     stage = "same"  // there is nothing to publish
	atDone     stage = "done"
	atFailed   stage = "failed"
)

// busy tells whether it goes on by itself.
func (s stage) busy() bool { return s == atMaking || s == atCalling || s == atSending }

// publication is the one that goes on, or went on last.
type publication struct {
	mu sync.Mutex
	progress
	agreed string // what was agreed to, by its mark
	// What was answered. The password is forgotten at the end.
	secret  *string
	trusted string // the fingerprint of a server
	cancel  context.CancelFunc
	ended   chan struct{} // closed when the run has ended; nil before the first
}

// progress is what is shown of it.
type progress struct {
	stage       stage
	done, total int // files
	place       publish.Place
	found       []source.Diagnostic
	content     string // how their paths begin
	parts       []publish.Part
	mark        string // of what changes
	again       bool   // it is something else than what was agreed to
	address     string // of a server that is not known
	fingerprint string
	sent        publish.Sent
	begun       bool // sending has begun
	fault       error
}

// snapshot is how far it has come.
func (p *publication) snapshot() progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.progress
}

// change changes what is shown.
func (p *publication) change(do func(*progress)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	do(&p.progress)
}

// stop ends a run that goes on, and waits for that.
func (p *publication) stop(most time.Duration) {
	p.mu.Lock()
	cancel, ended := p.cancel, p.ended
	p.mu.Unlock()
	if ended == nil {
		return
	}
	cancel()
	select {
	case <-ended:
	case <-time.After(most):
	}
}

// run begins a run, unless one goes on; answer notes what somebody has answered.
func (d *Desk) run(answer func(*publication)) {
	p := &d.publication
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage.busy() {
		return
	}
	answer(p)
	ctx, cancel := context.WithCancel(context.Background())
	agreed := p.agreed
	p.progress, p.cancel, p.ended = progress{stage: atMaking}, cancel, make(chan struct{})
	go func() {
		defer close(p.ended)
		defer cancel()
		err := d.publish(ctx, p, agreed)
		if err != nil && ctx.Err() != nil {
			err = ctx.Err() // in the place of what came of that
		}
		p.change(func(s *progress) {
			if err != nil {
				s.stage, s.fault = atFailed, err
			}
		})
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.stage != atTrust && p.stage != atPassword && p.stage != atReady {
			p.secret, p.trusted = nil, ""
		}
	}()
}

// publish is one run.
func (d *Desk) publish(ctx context.Context, p *publication, agreed string) error {
	c := d.config.Publishing
	place, err := c.Place()
	if _, unknown := errors.AsType[publish.Unplaced](err); unknown {
		p.change(func(s *progress) { s.stage, s.place, s.fault = atNowhere, place, err })
		return nil
	}
	if err != nil {
		return err
	}
	p.change(func(s *progress) { s.place = place })
	release, err := output.Alone(ctx, c.Out)
	if err != nil {
		return err
	}
	defer release()
	job, err := c.Job()
	if err != nil {
		return err
	}
	result, err := generator.Build(ctx, job, c.Out, output.Options{Version: c.Version, Progress: d.counting(p)})
	if err != nil {
		return err
	}
	if errs := errorsAmong(result.Diagnostics); len(errs) > 0 {
		p.change(func(s *progress) { s.stage, s.found, s.content = atRefused, errs, job.Name })
		return nil
	}
	made, err := publish.ReadSite(c.Out)
	if err != nil {
		return err
	}
	p.change(func(s *progress) { s.stage, s.done, s.total = atCalling, 0, 0 })
	d.beat()
	asked := atStart
	there, err := publish.Open(ctx, p.answering(place, &asked))
	if asked != atStart {
		if err == nil {
			_ = there.Close() // nothing was sent
		}
		p.change(func(s *progress) { s.stage = asked })
		return nil
	}
	if _, wrong := errors.AsType[publish.NotLetIn](err); wrong && p.forgets() {
		p.change(func(s *progress) { s.stage, s.fault = atPassword, err })
		return nil
	}
	if err != nil {
		return err
	}
	defer there.Close()
	changes, err := publish.Compare(ctx, there, made, func(day time.Time) (publish.Elsewhen, error) {
		return generator.Elsewhen(ctx, job, c.Out, day)
	})
	if err != nil {
		return err
	}
	mark := markOf(made, changes)
	if changes.None() {
		p.change(func(s *progress) { s.stage = atSame })
		return nil
	}
	if mark != agreed {
		p.change(func(s *progress) { s.stage, s.parts, s.mark, s.again = atReady, changes.Parts(), mark, agreed != "" })
		return nil
	}
	p.change(func(s *progress) { s.stage, s.begun = atSending, true })
	sent, err := there.Send(ctx, made, d.counting(p))
	if err == nil {
		p.change(func(s *progress) { s.stage, s.sent = atDone, sent })
	}
	return err
}

// forgets forgets the password that was typed; false for none.
func (p *publication) forgets() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	had := p.secret != nil
	p.secret = nil
	return had
}

// markOf is by which somebody agrees to what changes.
func markOf(made *publish.Site, c publish.Changes) string {
	sum := sha256.New()
	sum.Write(made.Manifest())
	for _, line := range c.Lines() {
		sum.Write([]byte(line.In(catalog.English) + "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func errorsAmong(found []source.Diagnostic) []source.Diagnostic {
	var out []source.Diagnostic
	for _, x := range found {
		if x.Severity == source.Error {
			out = append(out, x)
		}
	}
	return out
}

// counting takes up how many files are made or sent. Who looks at that has the desk open.
func (d *Desk) counting(p *publication) func(done, total int) {
	return func(done, total int) {
		d.beat()
		p.change(func(s *progress) { s.done, s.total = done, total })
	}
}

// answering is the place with what was answered; asked becomes what was not.
func (p *publication) answering(place publish.Place, asked *stage) publish.Place {
	p.mu.Lock()
	secret, trusted := p.secret, p.trusted
	p.mu.Unlock()
	place.Unasked = true
	place.Password = func() (string, error) {
		if known, there := os.LookupEnv(publish.PasswordVariable); there {
			return known, nil
		}
		if secret == nil {
			*asked = atPassword
			return "", publish.ErrNoPassword
		}
		return *secret, nil
	}
	place.Trust = func(address, fingerprint string) bool {
		if fingerprint == trusted {
			return true
		}
		*asked = atTrust
		p.change(func(s *progress) { s.address, s.fingerprint = address, fingerprint })
		return false
	}
	return place
}
