package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"time"
)

// LogName is where a site has the log of what was published there, one build a line. It
// tells of the manifest, and so is not of the files that the manifest names.
const LogName = "data/log.jsonl"

// Log is what a site says of all builds that were published in its place: lines are only
// ever added. Each names the one before by its SHA-256, so that none can be changed or left
// out without a change of all that follow. Who keeps a copy of a site can show by the line
// that names its manifest when it was published.
type Log struct {
	Builds []Logged
	text   []byte
}

// Logged is one build.
type Logged struct {
	Day      time.Time         // for which the site was made
	Manifest [sha256.Size]byte // of the bytes of its manifest
}

// line is a build as the log writes it; before is the SHA-256 of the line before, without
// its end, and "" in the first.
type line struct {
	Day      string `json:"day"`
	Manifest string `json:"manifest"`
	Before   string `json:"before"`
}

// ParseLog reads a log. broken is the number of the first line that is none, or does not
// go on from the one before, and the log what stands above it; 0 where all is whole.
func ParseLog(text []byte) (l Log, broken int) {
	for len(l.text) < len(text) {
		above := l
		end := bytes.IndexByte(text[len(l.text):], '\n')
		var in line
		if end < 0 || json.Unmarshal(text[len(l.text):][:end], &in) != nil || l.add(in) != nil ||
			!bytes.HasPrefix(text, l.text) { // the same, written in another way
			return above, len(above.Builds) + 1
		}
	}
	return l, 0
}

// add adds a line that was read.
func (l *Log) add(in line) error {
	day, err := time.Parse(time.DateOnly, in.Day)
	if err != nil {
		return fs.ErrInvalid
	}
	sum, err := hex.DecodeString(in.Manifest)
	if err != nil || len(sum) != sha256.Size {
		return fs.ErrInvalid
	}
	return l.write(Logged{day, [sha256.Size]byte(sum)})
}

// write adds a build.
func (l *Log) write(b Logged) error {
	made, err := json.Marshal(line{b.Day.Format(time.DateOnly), hex.EncodeToString(b.Manifest[:]), l.tip()})
	if err != nil {
		return err
	}
	l.Builds, l.text = append(slices.Clip(l.Builds), b), append(slices.Clip(l.text), append(made, '\n')...)
	return nil
}

// tip names the last line.
func (l *Log) tip() string {
	if len(l.Builds) == 0 {
		return ""
	}
	last := bytes.TrimSuffix(l.text, []byte("\n"))
	sum := sha256.Sum256(last[bytes.LastIndexByte(last, '\n')+1:])
	return hex.EncodeToString(sum[:])
}

// With is the log with a build at its end, which it may have already.
func (l Log) With(b Logged) (Log, error) {
	if n := len(l.Builds); n > 0 && l.Builds[n-1] == b {
		return l, nil
	}
	err := l.write(b)
	return l, err
}

// Bytes is the log as it is published.
func (l Log) Bytes() []byte { return l.text }

// File is the file of a site that goes on with the log, with the site's own build.
func (l Log) File(day time.Time) File {
	return File{Path: LogName, Round: Noted, Tell: func(b *bytes.Buffer, others []Held) error {
		i := slices.IndexFunc(others, func(h Held) bool { return h.Path == ManifestName })
		if i < 0 {
			return fmt.Errorf("%s: %w", ManifestName, fs.ErrNotExist)
		}
		now, err := l.With(Logged{day, others[i].Sum})
		b.Write(now.Bytes())
		return err
	}}
}
