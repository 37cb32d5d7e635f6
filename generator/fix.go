package generator

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/content"
	"parvis/generator/source"
)

// Fix makes the certain remedies of the problems that are found in files that are
// wanted, by their path as the editor knows it; see content.Fix. Nothing is written.
func Fix(job Job, wanted func(path string) bool) (content.Fixed, error) {
	whole := job.Content
	return content.Fix(func(changed map[string][]byte) ([]source.Diagnostic, error) {
		texts := make(map[string][]byte, len(changed))
		for p, text := range changed {
			texts[below(job.Name, p)] = text
		}
		job.Content = laidOver{whole, texts}
		_, _, result, err := Check(job)
		return result.Diagnostics, err
	}, wanted)
}

// below is the path of a file below the content folder, of its path as the editor
// knows it.
func below(name, p string) string {
	if name == "." {
		return p
	}
	return strings.TrimPrefix(p, name+"/")
}

// laidOver is a folder in which some files hold another text.
type laidOver struct {
	fs.FS
	texts map[string][]byte
}

// Open implements fs.FS.
func (l laidOver) Open(name string) (fs.File, error) {
	text, ok := l.texts[norm.NFC.String(name)] // as the content knows it, however the disk writes it
	if !ok {
		return l.FS.Open(name)
	}
	return laidText{bytes.NewReader(text), path.Base(name), int64(len(text))}, nil
}

// ReadDir, Stat, Lstat and ReadLink implement what package fs asks for.
func (l laidOver) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(l.FS, name) }
func (l laidOver) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(l.FS, name) }
func (l laidOver) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(l.FS, name) }
func (l laidOver) ReadLink(name string) (string, error)       { return fs.ReadLink(l.FS, name) }

// laidText is an opened file of another text, and what is to be known of it.
type laidText struct {
	*bytes.Reader
	name string
	size int64
}

func (t laidText) Stat() (fs.FileInfo, error) { return t, nil }
func (t laidText) Close() error               { return nil }
func (t laidText) Name() string               { return t.name }
func (t laidText) Size() int64                { return t.size }
func (t laidText) Mode() fs.FileMode          { return 0o644 }
func (t laidText) ModTime() time.Time         { return time.Time{} }
func (t laidText) IsDir() bool                { return false }
func (t laidText) Sys() any                   { return nil }

// Why a file is not written over: it holds another text than the one that was mended,
// or it is a link.
var (
	ErrChanged = errors.New("the file has changed meanwhile")
	ErrLink    = errors.New("the file is a link")
)

// besideName is the name under which a text is written before it takes its file's
// place; names with a dot are no content.
const besideName = ".parvis-fix"

// WriteFixed writes the text of a file anew, in one step and with the file's mode.
// root is the content folder, which the editor knows by that name. It is an ErrChanged
// or ErrLink where the file is not as it was when it was read.
func WriteFixed(root *os.Root, name string, f content.FixedFile) error {
	p := below(name, f.Path)
	info, err := root.Lstat(p)
	if errors.Is(err, fs.ErrNotExist) { // a disk may write accents in another way
		p = norm.NFD.String(p)
		info, err = root.Lstat(p)
	}
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	case !info.Mode().IsRegular():
		return ErrChanged
	}
	beside := path.Join(path.Dir(p), besideName)
	if err := writeBeside(root, beside, f.Text, info.Mode().Perm()); err != nil {
		return err
	}
	is, err := readToWrite(root, p, int64(len(f.Was))+1)
	if err == nil && !bytes.Equal(is, f.Was) {
		err = ErrChanged
	}
	if err == nil {
		err = root.Rename(beside, p)
	}
	if err != nil {
		_ = root.Remove(beside)
	}
	return err
}

// readToWrite reads the start of a file that may be written to: what may not is not
// replaced either.
func readToWrite(root *os.Root, p string, most int64) ([]byte, error) {
	file, err := root.OpenFile(p, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most))
}

// writeBeside writes a new file of a mode. One that a run left behind which was
// stopped is taken away first.
func writeBeside(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Chmod(mode)
	}
	if err == nil {
		err = file.Sync() // before it takes the place of the only copy
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = root.Remove(name)
	}
	return err
}

// KeptByGit tells whether git keeps a folder, so that what is written over is not lost.
func KeptByGit(dir string) bool {
	top, _ := keeper(dir)
	return top != ""
}
