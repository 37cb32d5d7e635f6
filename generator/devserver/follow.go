package devserver

import (
	"context"
	"runtime"
	"slices"
	"time"
)

// follow looks once, and again whenever something changes, until the context
// ends.
func (s *Server) follow(ctx context.Context, w *watcher) {
	f := &follower{
		s:       s,
		pending: Changes{All: true},
		done:    make(chan looked, 1),
		quiet:   time.NewTimer(0),
		grace:   time.NewTimer(time.Hour),
		rest:    time.NewTimer(time.Hour),
	}
	tick := time.NewTicker(s.config.Timing.Tick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			if f.working {
				<-f.done
			}
			return
		case c := <-w.changes:
			f.note(c)
		case name := <-s.config.Changed:
			f.note(Changes{Content: []string{name}})
		case <-tick.C:
			f.arm(s.config.Timing.Quiet) // the day may have changed
		case <-f.quiet.C:
			f.due = true
		case r := <-f.done:
			f.take(r)
		case <-f.grace.C:
			f.show(*f.held)
		case <-f.rest.C:
			runtime.GC() // now, while nobody waits, rather than during the next look
		}
		f.start(w)
	}
}

// follower is what follow has to remember.
type follower struct {
	s       *Server
	pending Changes   // not looked at yet
	since   time.Time // when the first of them was noted; zero while there is none
	due     bool      // it is time to look at them
	working bool      // a look is under way
	done    chan looked
	quiet   *time.Timer
	held    *looked // an error that is not shown yet
	grace   *time.Timer
	rest    *time.Timer
}

// looked is a look at what has changed: what came of it and how long it took.
type looked struct {
	Result
	changes Changes
	took    time.Duration
}

// note collects a change. Each one puts the look off a little, since editors
// write in several steps, but not for ever.
func (f *follower) note(c Changes) {
	f.pending.All = f.pending.All || c.All
	f.pending.Content = append(f.pending.Content, c.Content...)
	f.pending.Theme = append(f.pending.Theme, c.Theme...)
	if c.empty {
		f.arm(f.s.config.Timing.Empty)
	} else {
		f.arm(f.s.config.Timing.Quiet)
	}
}

// arm puts the look off until nothing has changed for so long.
func (f *follower) arm(quiet time.Duration) {
	now := time.Now()
	if f.since.IsZero() {
		f.since = now
	}
	f.quiet.Reset(max(0, min(quiet, f.since.Add(f.s.config.Timing.Longest).Sub(now))))
}

// start looks at what has been collected, if it is time and nothing else is
// being looked at. What changes meanwhile is collected for the next look.
func (f *follower) start(w *watcher) {
	if !f.due || f.working {
		return
	}
	c := f.pending
	f.pending, f.due, f.working, f.since = Changes{}, false, true, time.Time{}
	slices.Sort(c.Content)
	slices.Sort(c.Theme)
	c.Content, c.Theme = slices.Compact(c.Content), slices.Compact(c.Theme)
	go func() {
		started := time.Now()
		if c.All {
			w.watchAll()
		}
		r := f.s.config.Look(c)
		f.done <- looked{r, c, time.Since(started)}
	}()
}

// heavy is how long a look takes that leaves memory worth collecting at once: what
// a site holds is gone through for that, however little was made.
const heavy = 100 * time.Millisecond

// take shows what a look has brought: a site at once, an error only if it
// stays for a moment, since it may be a file that is still being written.
func (f *follower) take(r looked) {
	f.working = false
	if r.took >= heavy {
		f.rest.Reset(f.s.config.Timing.Rest)
	}
	now := f.s.view.Load()
	switch {
	case r.Same, r.Fault != nil && now.trouble.fault != nil && r.Fault.Error() == now.trouble.fault.Error():
	case r.Site == nil && now.site != nil:
		if f.held == nil {
			f.grace.Reset(f.s.config.Timing.Grace)
		}
		f.held = &r
	default:
		f.show(r)
	}
}

func (f *follower) show(r looked) {
	f.held = nil
	f.grace.Stop()
	f.s.show(r.Result)
	if report := f.s.config.Report; report != nil {
		report(r.Result, r.changes, r.took)
	}
}
