package source

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"parvis/generator/catalog"
)

// What cannot be read as a file. A pipe would be waited for, a device may have
// no end, and of a text without an end nothing could be kept.
var (
	ErrNoFile   = catalog.Sentinel("this is no file, but a pipe, a socket or a device")
	ErrTooLarge = catalog.Sentinel("this file is too large")
)

// Root is a folder out of which no link leads, and Dir one that links may lead
// out of. Both open files and folders alone, so that reading always has an end.
func Root(root *os.Root) fs.FS {
	return folder{root.FS(), func(name string, flag int) (*os.File, error) { return root.OpenFile(name, flag, 0) }}
}

// Dir is described at Root.
func Dir(dir string) fs.FS {
	return folder{os.DirFS(dir), func(name string, flag int) (*os.File, error) { return os.OpenFile(filepath.Join(dir, name), flag, 0) }}
}

type folder struct {
	fs.FS
	open func(name string, flag int) (*os.File, error)
}

// Open implements fs.FS.
func (f folder) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := open(func(flag int) (*os.File, error) { return f.open(filepath.FromSlash(name), flag) })
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		p.Path = name
	}
	if err != nil {
		return nil, err
	}
	return file, nil
}

// open opens a file or a folder. A pipe is not waited for, and what was opened is
// looked at then, so that nothing can take its place in between.
func open(with func(flag int) (*os.File, error)) (*os.File, error) {
	file, err := with(os.O_RDONLY | syscall.O_NONBLOCK)
	if errors.Is(err, syscall.ENXIO) { // a socket
		return nil, &fs.PathError{Op: "open", Err: ErrNoFile}
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: file.Name(), Err: ErrNoFile}
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// ReadDir, Stat, Lstat and ReadLink implement what package fs asks for.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }
func (f folder) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.FS, name) }
func (f folder) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(f.FS, name) }
func (f folder) ReadLink(name string) (string, error)       { return fs.ReadLink(f.FS, name) }

// ReadText reads a file of at most so many bytes; a longer one is an
// ErrTooLarge, before it is read.
func ReadText(fsys fs.FS, name string, most int64) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, name, most)
}

// ReadStart reads the first bytes of a file, at most so many.
func ReadStart(fsys fs.FS, name string, most int64) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return readUpTo(file, info.Size(), most)
}

// readUpTo reads at most so many bytes of a file that was of some size a moment
// ago, into no more room than they take.
func readUpTo(file io.Reader, size, most int64) ([]byte, error) {
	text := make([]byte, min(size, most)+1) // room for its end, too, so that nothing is copied
	n, err := io.ReadFull(io.LimitReader(file, most), text)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return text[:n:n], nil
	case err != nil:
		return nil, err
	}
	more, err := io.ReadAll(io.LimitReader(file, most-int64(n))) // it has grown meanwhile
	return append(text, more...), err
}

// ReadFile is ReadText for a file outside any folder.
func ReadFile(name string, most int64) ([]byte, error) {
	file, err := open(func(flag int) (*os.File, error) { return os.OpenFile(name, flag, 0) })
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(file, name, most)
}

func readAll(file fs.File, name string, most int64) ([]byte, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	large := &fs.PathError{Op: "read", Path: name, Err: catalog.Say("%s: more than %d MB", ErrTooLarge, most>>20)}
	if info.Size() > most {
		return nil, large
	}
	var text bytes.Buffer
	text.Grow(int(info.Size()) + bytes.MinRead) // room for its end, too, so that nothing is copied
	_, err = text.ReadFrom(io.LimitReader(file, most+1))
	if int64(text.Len()) > most { // it has grown meanwhile
		return nil, large
	}
	return text.Bytes(), err
}
