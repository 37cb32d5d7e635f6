package mailing

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"parvis/generator/catalog"
)

// What a line of a record says of an address.
const (
	tested  = "test"    // a test mail went there, of the letter with this digest
	begun   = "begun"   // the last byte of a mail is about to be sent there
	went    = "went"    // the server has taken it
	refused = "refused" // the server has not taken it
)

// Record is what has gone, line by line in a file that is only ever added to. A line is on
// the disk before what it tells of begins, and the next one after that has ended, so that
// whatever ends the program in between, no address is written to twice.
type Record struct {
	lock   *flock.Flock
	file   *os.File
	state  map[string]string // by address
	tests  map[string]bool   // by digest
	now    func() time.Time
	broken error // why nothing can be written any more
}

// OpenRecord opens the record of a letter, or begins one. It belongs to a page of one
// site, and to one run at a time.
func OpenRecord(name, page string, now func() time.Time) (*Record, error) {
	// The lock is a file of its own, which stays: Windows lets nobody read what is locked.
	r := &Record{lock: flock.New(name + ".lock"), state: map[string]string{}, tests: map[string]bool{}, now: now}
	if free, err := r.lock.TryLock(); err != nil {
		return nil, catalog.Say("%s cannot be written: %s", filepath.ToSlash(name), err)
	} else if !free {
		return nil, catalog.Say("this letter is being sent already: by another window, or another computer")
	}
	if err := r.open(name, page); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

func (r *Record) open(name, page string) error {
	var err error
	if r.file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return catalog.Say("%s cannot be written: %s", filepath.ToSlash(name), err)
	}
	text, err := io.ReadAll(r.file)
	if err != nil {
		return catalog.Say("%s cannot be read: %s", filepath.ToSlash(name), err)
	}
	// A line that was not written to its end tells of nothing that had begun.
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	if err := r.read(name, page, whole); err != nil {
		return err
	}
	if err := r.file.Truncate(int64(len(whole))); err != nil {
		return err
	}
	if _, err := r.file.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	if len(whole) > 0 {
		return nil
	}
	if err := r.add(page, "letter", ""); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(name)); err == nil { // so that its name is on the disk too, where folders can be written through
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// read reads what the lines say.
func (r *Record) read(name, page string, text []byte) error {
	rows := csv.NewReader(bytes.NewReader(text))
	rows.FieldsPerRecord = 4
	lines, err := rows.ReadAll()
	if err != nil || len(lines) > 0 && lines[0][1] != "letter" {
		return catalog.Say("%s is no record of what was sent, or was changed; "+
			"nothing is sent, since it would not be known to whom the letter went", filepath.ToSlash(name))
	}
	for i, line := range lines {
		switch address, state := line[0], line[1]; {
		case i == 0 && address != page:
			return catalog.Say("%s is the record of another letter, %s", filepath.ToSlash(name), address)
		case state == tested:
			r.tests[line[3]] = true
		case slices.Contains([]string{begun, went, refused}, state):
			r.state[address] = state
		}
	}
	return nil
}

// add writes one line through to the disk.
func (r *Record) add(address, state, said string) error {
	if r.broken != nil {
		return r.broken
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{address, state, r.now().UTC().Format(time.RFC3339), strings.Join(strings.Fields(said), " ")}) // a line, into memory
	w.Flush()
	_, err := r.file.Write(b.Bytes())
	if err == nil {
		err = r.file.Sync()
	}
	if err != nil {
		r.broken = catalog.Say("what was sent cannot be written down: %s. Nothing more is sent", err)
	}
	return r.broken
}

// mark writes down what happens to an address.
func (r *Record) mark(reader Reader, state, said string) error {
	if err := r.add(reader.key(), state, said); err != nil {
		return err
	}
	r.state[reader.key()] = state
	return nil
}

// due tells whether an address may still be written to: nothing was begun there, or the
// server has said that it did not take it.
func (r *Record) due(reader Reader) bool {
	state := r.state[reader.key()]
	return state != begun && state != went
}

// Tested tells whether a test mail of the letter with this digest has gone.
func (r *Record) Tested(digest string) bool { return r.tests[digest] }

// Close ends the run.
func (r *Record) Close() error {
	var err error
	if r.file != nil {
		err = r.file.Close()
	}
	return errors.Join(err, r.lock.Close())
}

// Left are the readers who may still be written to, of a list; gone is how many of it have
// the letter, and unknown are those of whom that is not known.
func (r *Record) Left(list []Reader) (left []Reader, gone int, unknown []string) {
	for _, reader := range list {
		switch r.state[reader.key()] {
		case went:
			gone++
		case begun:
			unknown = append(unknown, reader.Address)
		default:
			left = append(left, reader)
		}
	}
	return left, gone, unknown
}
