package publish

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/user"
	"path"
	"syscall"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// This file keeps two from sending to one place at a time, from two machines or of two output
// folders of one (output.Alone keeps away those of the same). A server has no lock that it
// would free by itself, and not all can make a file only where there is none. So who sends
// writes a small file into the work folder, waits a moment, and goes on if it is still theirs.
// They write it again as they go on; one that has not been for long is of a program that was
// killed, or of a line that was lost, and is taken over. On the machine of that program, it is
// known to have ended, and is taken over at once. The folder may be the site's own, which
// everybody can read: no person and no machine stands in the file by name.

// holder is who sends: what stands in that file.
type holder struct {
	From  string    // the machine and the person, as a sum that only they can tell
	Run   string    // another one for each
	Pid   int       // of the program
	Since time.Time // when it began
	Seen  time.Time // when it last said that it goes on
	place string    // what From is the sum of
}

const (
	holderName = "sending"
	// abandoned is how long nothing may be heard of who sends, until somebody else takes over.
	abandoned = 10 * time.Minute
	// heard is how often it is said that it goes on.
	heard = time.Minute
)

// settling is how long it is waited whether somebody else began at the same moment.
var settling = time.Second

// here is who sends from here.
func here() holder {
	host, _ := os.Hostname()
	name := ""
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	return holderAt(host+"\x00"+name, rand.Text(), os.Getpid())
}

func holderAt(place, run string, pid int) holder {
	return holder{From: sumOf(place, run), Run: run, Pid: pid, place: place}
}

// sumOf is another one for each run, so that nobody finds a name by trying names once.
func sumOf(place, run string) string {
	sum := sha256.Sum256([]byte(run + "\x00" + place))
	return hex.EncodeToString(sum[:16])
}

// ended tells whether who sent is known to do so no more: a program sends one site at a time.
func (h holder) ended(me holder) bool {
	return h.Run == me.Run || time.Since(h.Seen).Abs() > abandoned || h.From == sumOf(me.place, h.Run) && (h.Pid == me.Pid || !runs(h.Pid))
}

// runs tells whether a program of this machine has not ended.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }()
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone) // Windows knows no such signal, and said it before
}

// holds tells who sends to the folder just now; false for nobody else.
func (s *sending) holds() (other holder, held bool, err error) {
	text, err := readAll(s.remote, path.Join(workFolder, holderName), mostManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return holder{}, false, nil
	}
	if err != nil || json.Unmarshal(text, &other) != nil { // it was not written to its end
		return holder{}, false, err
	}
	return other, !other.ended(s.me), nil
}

// hold has everybody else wait until this run has ended.
func (s *sending) hold(ctx context.Context) error {
	if s.me.Run == "" || s.held {
		return nil
	}
	if other, held, err := s.holds(); err != nil || held {
		return errors.Join(err, busy(other, held))
	}
	s.me.Since = time.Now().UTC()
	if err := s.say(); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(settling):
	}
	other, held, err := s.holds()
	if err == nil && !held && other.Run != s.me.Run { // two wrote at once, and what stands there is of neither
		other, held = holder{Since: s.me.Since, Seen: s.me.Since}, true
	}
	s.held = err == nil && !held
	return errors.Join(err, busy(other, held))
}

// say writes that this run goes on.
func (s *sending) say() error {
	s.me.Seen = time.Now().UTC()
	text, err := json.Marshal(s.me)
	if err != nil {
		return err
	}
	return s.put(holderName, text)
}

// goesOn says from time to time that this run goes on.
func (s *sending) goesOn() error {
	if !s.held || time.Since(s.me.Seen) < heard {
		return nil
	}
	return s.say()
}

// release lets others send, where this run could not end by itself.
func (s *sending) release() {
	if s.held {
		_ = s.remote.Remove(path.Join(workFolder, holderName)) // else it is taken over
	}
}

// occupiedBy is why nothing is sent: somebody else sends. It is output.ErrSending too.
type occupiedBy struct{ catalog.Message }

func (occupiedBy) Is(target error) bool { return target == output.ErrSending }

func busy(other holder, held bool) error {
	if !held {
		return nil
	}
	since := other.Since.Local()
	return occupiedBy{catalog.Say("somebody is publishing this site just now, since %s: wait until that is done, and try again; if it was cut off, as by a "+
		"computer that was switched off, publish after %s, and it goes on where it stopped",
		catalog.Say("%s, %s", catalog.Day(since), since.Format("15:04")), other.Seen.Add(abandoned).Local().Format("15:04"))}
}
