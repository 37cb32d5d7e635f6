package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
)

// Digest is the beginning of a SHA-256, long enough that no two things meet by
// chance. The zero value is that of nothing known.
type Digest [15]byte

// DigestOf is the digest of some bytes.
func DigestOf(data []byte) (d Digest) {
	sum := sha256.Sum256(data)
	copy(d[:], sum[:])
	return d
}

// String writes a digest in twenty letters.
func (d Digest) String() string { return base64.RawURLEncoding.EncodeToString(d[:]) }

// ParseDigest reads what String has written.
func ParseDigest(text string) (d Digest, err error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(data) != len(d) {
		return d, fmt.Errorf("%q is no digest", text)
	}
	return Digest(data), nil
}

// DigestFile is the digest of what a reader holds to its end. The buffer is used
// again from file to file.
func DigestFile(from io.Reader, buf []byte) (d Digest, size int64, err error) {
	h := sha256.New()
	for {
		n, err := from.Read(buf)
		h.Write(buf[:n])
		size += int64(n)
		if errors.Is(err, io.EOF) {
			copy(d[:], h.Sum(nil))
			return d, size, nil
		}
		if err != nil {
			return d, size, err
		}
	}
}

// Seal is of what a whole site was made. It stands in the mark, so that who would
// make the same site of the same things need not make it.
type Seal struct {
	From Digest // of all that the site is made from; zero where that is not known
	Note string // one line, kept with it for whoever finds the site intact
}

// Intact tells whether dir holds, byte for byte, the site that was published there
// and was made of just that, and nothing else. Then note is the one of its Seal.
// As Publish does, it waits for another one, puts right what a killed one has left
// and returns an ErrNotOurs.
func Intact(ctx context.Context, dir string, from Digest, opts Options) (note string, sum Summary, intact bool, err error) {
	if from == (Digest{}) {
		return "", sum, false, nil
	}
	if m, err := readMark(filepath.Join(dir, markName)); err != nil || m.seal.From != from {
		return "", sum, false, nil // most often, and known without a look at the rest
	}
	p, done, err := prepare(ctx, dir, opts)
	defer func() { err = done(err) }()
	if err != nil {
		return "", sum, false, err
	}
	m := p.old.mark
	if m.seal.From != from || !p.old.isMarked() {
		return "", sum, false, nil
	}
	size, intact, err := p.verify(ctx)
	if err != nil || !intact {
		return "", sum, false, err
	}
	return m.seal.Note, Summary{Files: len(m.files), Unchanged: len(m.files), Bytes: size}, true, nil
}

// isMarked tells whether a tree has just the files and folders that its mark
// lists, and what is kept.
func (t tree) isMarked() bool {
	folders := map[string]bool{}
	for _, name := range t.mark.files {
		if !t.entries[name] {
			return false
		}
		for i := strings.LastIndexByte(name, '/'); i >= 0; i = strings.LastIndexByte(name[:i], '/') {
			if folders[name[:i]] {
				break
			}
			folders[name[:i]] = true
		}
	}
	for name := range t.entries {
		if name != markName && !t.made[name] && !t.kept(name) {
			return false
		}
	}
	for name := range t.folders {
		if !folders[name] {
			return false
		}
	}
	return true
}

// verify reads all files of the mark, and tells whether they have the bytes that
// were published. One that cannot be read has not.
func (p *publication) verify(ctx context.Context) (size int64, intact bool, err error) {
	var all atomic.Int64
	m := p.old.mark
	err = p.work(ctx, len(m.files), func(w *worker, i int) error {
		found, n, err := w.digest(m.files[i])
		if err != nil || found != m.bytes[i] {
			return errDiffers
		}
		all.Add(n)
		return nil
	})
	if errors.Is(err, errDiffers) {
		return 0, false, nil
	}
	return all.Load(), err == nil, err
}

// errDiffers says that a file is not as it was published.
var errDiffers = errors.New("differs")

// digest is that of a published file, and its size.
func (w *worker) digest(name string) (Digest, int64, error) {
	f, err := os.Open(w.published(name))
	if err != nil {
		return Digest{}, 0, err
	}
	defer f.Close()
	return DigestFile(f, w.block[:])
}

// Published is what was published in a folder: a file that does not hold any more
// what parvis wrote is not there. Who takes one over into the next site takes over
// no harm.
func Published(dir fs.FS) fs.FS {
	p := published{dir, map[string]Digest{}}
	if text, err := fs.ReadFile(dir, markName); err == nil {
		m := parseMark(text)
		for i := range m.bytes { // none, where they are not known
			p.holds[m.files[i]] = m.bytes[i]
		}
	}
	return p
}

type published struct {
	dir   fs.FS
	holds map[string]Digest
}

// ReadFile implements fs.ReadFileFS.
func (p published) ReadFile(name string) ([]byte, error) {
	if want, there := p.holds[name]; there {
		if data, err := fs.ReadFile(p.dir, name); err != nil || DigestOf(data) == want {
			return data, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open implements fs.FS.
func (p published) Open(name string) (fs.File, error) {
	data, err := p.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &openFile{bytes.NewReader(data), fileInfo{path.Base(name), int64(len(data))}}, nil
}

// contents is what a mark says.
type contents struct {
	listed bool     // it lists its files at all: an older one does not
	files  []string // in order
	seal   Seal
	bytes  []Digest // of the files, in their order; nil where they are not known
}

// The lines of the mark by which what stands behind them is known.
const (
	sealBegins  = "made from: "
	bytesBegin  = "digests:\n"
	sumBegins   = "sum: "
	listBegins  = "files:\n" // an older parvis reads nothing before it
	markGreeted = "parvis made the files below and replaces them at the next build.\n"
)

// write writes a mark. No time is in it: the same site has the same bytes.
func (m contents) write(b *bytes.Buffer, version string) {
	var head, list bytes.Buffer
	head.WriteString(markGreeted)
	if version != "" {
		fmt.Fprintf(&head, "version: %s\n", version)
	}
	if m.seal.From != (Digest{}) {
		fmt.Fprintf(&head, "%s%s %s\n", sealBegins, m.seal.From, m.seal.Note)
	}
	head.WriteString(bytesBegin)
	for _, d := range m.bytes {
		head.WriteString(d.String() + "\n")
	}
	for _, name := range m.files {
		list.WriteString(strings.ReplaceAll(name, "\n", `\n`) + "\n") // no path holds a backslash
	}
	b.Write(head.Bytes())
	fmt.Fprintf(b, "%s%s\n%s", sumBegins, markSum(head.Bytes(), list.Bytes()), listBegins)
	b.Write(list.Bytes())
}

// markSum is the digest of a mark. What somebody has written into one, or a disk
// has lost of it, must not count as known.
func markSum(head, list []byte) Digest {
	return DigestOf(bytes.Join([][]byte{head, list}, []byte(listBegins)))
}

// readMark reads a mark. One that is not as it was written still says which files
// parvis made, but nothing of what they hold.
func readMark(name string) (contents, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return contents{}, err
	}
	return parseMark(text), nil
}

func parseMark(text []byte) contents {
	head, list, listed := bytes.Cut(text, []byte("\n"+listBegins))
	m := contents{listed: listed}
	if !listed {
		return m
	}
	for line := range strings.Lines(string(list)) {
		m.files = append(m.files, strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n"))
	}
	at := bytes.LastIndex(head, []byte("\n"+sumBegins)) + 1
	if at == 0 || string(head[at+len(sumBegins):]) != markSum(head[:at], list).String() {
		return m
	}
	known, err := m.readHead(string(head[:at]))
	if err != nil {
		return m
	}
	return known
}

// readHead reads what a mark says of what its files hold.
func (m contents) readHead(head string) (contents, error) {
	var err error
	first, digests, _ := strings.Cut(head, "\n"+bytesBegin)
	for line := range strings.Lines(first) {
		if said, found := strings.CutPrefix(strings.TrimSuffix(line, "\n"), sealBegins); found {
			from, note, _ := strings.Cut(said, " ")
			if m.seal.From, err = ParseDigest(from); err != nil {
				return m, err
			}
			m.seal.Note = note
		}
	}
	for line := range strings.Lines(digests) {
		d, err := ParseDigest(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return m, err
		}
		m.bytes = append(m.bytes, d)
	}
	if len(m.bytes) != len(m.files) {
		return m, fs.ErrInvalid
	}
	return m, nil
}
