package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// edits is how many edits the local server is measured by.
const edits = 20

// idle is for how long the local server is left alone to see what it costs.
const idle = 10 * time.Second

// patience is how long an event or a page may take before that is a failure.
const patience = 30 * time.Second

// liveAims are what the local server is meant to reach with so many entries: the median
// and the worst time until the page, in milliseconds, and the memory, in megabytes.
var liveAims = map[int][3]float64{10000: {30, 60, 250}, 100000: {100, 100, 1000}}

// measureLive prints the local server's lines of one content folder: the time from the
// end of a write until the event arrives, and until the page that is then asked for has
// arrived with the new text, median and worst, and the processor time that an edit
// took. One line is of edits of a story's words, the other of edits after which
// everything is checked. Ratios to the aims stand first, where there are any.
func measureLive(program, content, work string, _ int) error {
	private := filepath.Join(work, "live")
	if err := os.RemoveAll(private); err != nil {
		return err
	}
	if err := os.CopyFS(private, os.DirFS(content)); err != nil {
		return err
	}
	s, err := startServer(program, private)
	if err != nil {
		return err
	}
	defer s.stop()
	file, page, err := edited(private)
	if err != nil {
		return err
	}
	entries := count(content)
	for _, series := range []struct{ what, text string }{{"words", ""}, {"links", fmt.Sprintf("\n[here](/%s)", page)}} {
		if err := s.measure(entries, series.what, file, page, series.text); err != nil {
			return err
		}
	}
	time.Sleep(2 * time.Second)
	before := s.ticks()
	time.Sleep(idle)
	percent := float64(s.ticks()-before) / 100 / idle.Seconds() * 100
	fmt.Printf("%7d  ready after %.2f s; %.2f %% of a core while nobody edits\n", entries, s.ready.Seconds(), percent)
	return nil
}

// measure prints one line: of edits that add a text to a file, and a mark.
func (s *server) measure(entries int, what, file, page, text string) error {
	var events, pages []float64
	before := s.ticks()
	for i := range edits {
		time.Sleep(400 * time.Millisecond)
		event, whole, err := s.edit(file, page, fmt.Sprintf("%s%dof%d%s", what, i, edits, text))
		if err != nil {
			return err
		}
		events, pages = append(events, event), append(pages, whole)
	}
	to := []string{"–", "–", "–"}
	for i, got := range []float64{median(pages), slices.Max(pages), s.peak()} {
		if aims, ok := liveAims[entries]; ok {
			to[i] = fmt.Sprintf("%.2f", got/aims[i])
		}
	}
	fmt.Printf(
		"%7d  %-5s  %5s  %5s  %5s   %7.1f  %7.1f   %7.1f  %7.1f   %7.0f  %7.0f\n",
		entries,
		what,
		to[0],
		to[1],
		to[2],
		median(pages),
		slices.Max(pages),
		median(events),
		slices.Max(events),
		float64(s.ticks()-before)*10/edits,
		s.peak(),
	)
	return nil
}

// server is a running local server with one stream of events.
type server struct {
	cmd    *exec.Cmd
	url    string
	ready  time.Duration // from the start until the first page
	stream io.Closer
	events chan time.Time // when each reload arrived
}

func startServer(program, content string) (*server, error) {
	s := &server{
		cmd:    exec.Command(program, "serve", "--quiet", "--content", content, "--today", "2026-11-23", "--port", "0"),
		events: make(chan time.Time, 1000),
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = os.Stderr
	started := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if s.url = regexp.MustCompile(`http://\S+/`).FindString(line); err != nil || s.url == "" {
		s.stop()
		return nil, fmt.Errorf("the server says %q: %v", line, err)
	}
	if _, err := get(s.url); err != nil {
		s.stop()
		return nil, err
	}
	s.ready = time.Since(started)
	r, err := http.Get(s.url + "_parvis/events")
	if err != nil {
		s.stop()
		return nil, err
	}
	s.stream = r.Body
	go func() {
		for lines := bufio.NewScanner(r.Body); lines.Scan(); {
			if lines.Text() == "event: reload" {
				s.events <- time.Now()
			}
		}
	}()
	return s, nil
}

func (s *server) stop() {
	if s.stream != nil {
		s.stream.Close()
	}
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// edit appends a mark to a file and waits for the event, and then for the page
// that shows it; milliseconds.
func (s *server) edit(file, page, mark string) (event, whole float64, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, 0, err
	}
	if err := os.WriteFile(file, append(text, "\n"+mark+"\n"...), 0o666); err != nil {
		return 0, 0, err
	}
	written := time.Now()
	milliseconds := func() float64 { return float64(time.Since(written).Microseconds()) / 1000 }
	for time.Since(written) < patience {
		select {
		case <-s.events:
			event = milliseconds()
		case <-time.After(patience):
			return 0, 0, errors.New("no event arrives")
		}
		body, err := get(s.url + page)
		if err != nil {
			return 0, 0, err
		}
		if bytes.Contains(body, []byte(strings.Fields(mark)[0])) {
			return event, milliseconds(), nil
		}
	}
	return 0, 0, errors.New("the page does not show the new text")
}

func get(url string) ([]byte, error) {
	r, err := http.Get(url)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, r.Status)
	}
	return io.ReadAll(r.Body)
}

// edited picks the file that is edited, a trip from the middle, and its page.
func edited(content string) (file, page string, err error) {
	var all []string
	err = filepath.WalkDir(filepath.Join(content, "trips"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, p)
		}
		return err
	})
	if err != nil || len(all) == 0 {
		return "", "", fmt.Errorf("no trip to edit in %s: %v", content, err)
	}
	file = all[len(all)/2]
	return file, "trips/" + strings.TrimSuffix(filepath.Base(file), ".md") + "/", nil
}

// ticks is the processor time that the server has used, in hundredths of a
// second, and peak the memory that it had at most, in megabytes; both as Linux
// tells them, 0 elsewhere.
func (s *server) ticks() int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+2:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

func (s *server) peak() float64 {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	for line := range strings.Lines(string(data)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			return kilobytes / 1e3
		}
	}
	return 0
}
