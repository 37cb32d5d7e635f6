package publish

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/generator/output"
)

func init() { settling = 0 } // where nobody else begins

// sendFrom sends a site to a folder of this machine, as one program of many does.
func sendFrom(t *testing.T, dir, place string, s site) error {
	r, err := openFolder(dir)
	if err != nil {
		t.Error(err)
		return err
	}
	defer r.Close()
	from, to := s.folder()
	_, err = (&sending{remote: r, from: from, to: to, me: holderAt(place, place, os.Getpid())}).send(t.Context())
	return err
}

// Who sends keeps away whoever would send from elsewhere, until nothing was heard for long; at
// the same place one goes on at once. In the file nobody is named.
func TestHeld(t *testing.T) {
	sites, dir := three(t), filepath.Join(t.TempDir(), "www")
	if err := sendFrom(t, dir, "here", sites[0]); err != nil {
		t.Fatal(err)
	}
	by := func(seen time.Duration, pid int) {
		t.Helper()
		other := holderAt("there", "another", pid)
		other.Since, other.Seen = time.Now().Add(seen), time.Now().Add(seen)
		text, err := json.Marshal(other)
		if strings.Contains(string(text), "there") {
			t.Errorf("who sends is named to everybody: %s", text)
		}
		if err == nil {
			err = os.MkdirAll(filepath.Join(dir, workFolder), 0o755)
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, workFolder, holderName), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	by(-abandoned/2, os.Getpid())
	before := inFolder(t, dir)
	if err := sendFrom(t, dir, "here", sites[1]); !errors.Is(err, output.ErrSending) || !goesOnAfter.MatchString(err.Error()) {
		t.Errorf("somebody else sends: %v", err)
	}
	if !maps.Equal(before, inFolder(t, dir)) {
		t.Error("something was changed while somebody else sends")
	}
	by(0, os.Getppid()) // another program that runs on the same machine
	if err := sendFrom(t, dir, "there", sites[1]); !errors.Is(err, output.ErrSending) {
		t.Errorf("another program of this machine sends: %v", err)
	}
	ended := exec.Command(os.Args[0], "-test.run", "^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	for what, take := range map[string]func() error{
		"by the same program":     func() error { by(0, os.Getpid()); return sendFrom(t, dir, "there", sites[1]) },
		"after the program ended": func() error { by(0, ended.Process.Pid); return sendFrom(t, dir, "there", sites[1]) },
		"long after":              func() error { by(-abandoned-time.Minute, 1); return sendFrom(t, dir, "here", sites[2]) },
	} {
		if err := take(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if is := inFolder(t, dir); !maps.Equal(is, sites[1]) && !maps.Equal(is, sites[2]) {
			t.Errorf("%s: %v", what, is)
		}
	}
}

// Two that begin at one moment, with different sites, leave one of these and nothing of both; or
// what was there, where both see that they are two.
func TestTwoSend(t *testing.T) {
	settling = 300 * time.Millisecond
	defer func() { settling = 0 }()
	for range 4 {
		sites, dir := three(t), filepath.Join(t.TempDir(), "www")
		if err := sendFrom(t, dir, "here", sites[0]); err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		var failed [2]error
		for i, place := range []string{"here", "there"} {
			both.Go(func() { failed[i] = sendFrom(t, dir, place, sites[i+1]) })
		}
		both.Wait()
		is := inFolder(t, dir)
		delete(is, workFolder+"/"+holderName) // of two that gave up
		whole := failed[0] != nil && failed[1] != nil && maps.Equal(is, sites[0])
		for i, err := range failed {
			if err != nil && !errors.Is(err, output.ErrSending) {
				t.Error(err)
			}
			whole = whole || err == nil && maps.Equal(is, sites[i+1]) // of both, where one had ended before the other began
		}
		if !whole {
			t.Errorf("%v: the folder holds neither site: %v", failed, is)
		}
	}
}

// goesOnAfter says when somebody who was cut off is waited for no more.
var goesOnAfter = regexp.MustCompile(`publish after \d\d:\d\d, and it goes on where it stopped$`)
