package output

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS serves files without writing them: a file is rendered when it is opened. A
// list that Publish would refuse gives a file system in which every Open fails
// for the same reason.
func FS(files []File) fs.FS {
	site, err := arrange(files)
	s := &siteFS{err: err, files: make(map[string]File, len(files)), folders: map[string][]fs.DirEntry{".": nil}}
	if err != nil {
		return s
	}
	for dir := range site.folders {
		s.add(dir, folderInfo(dir))
	}
	for _, f := range site.files {
		if f.Tell != nil {
			f.Render = func(buf *bytes.Buffer) error { return s.tellAll(buf, f) }
		}
		s.files[f.Path] = f
		s.add(f.Path, fileEntry{f})
	}
	for _, entries := range s.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return s
}

type siteFS struct {
	err     error
	files   map[string]File
	folders map[string][]fs.DirEntry
}

func (s *siteFS) add(name string, e fs.DirEntry) {
	if e.IsDir() && s.folders[name] == nil {
		s.folders[name] = []fs.DirEntry{}
	}
	s.folders[path.Dir(name)] = append(s.folders[path.Dir(name)], e)
}

// tellAll renders a file that tells of others, and for that all of these.
func (s *siteFS) tellAll(buf *bytes.Buffer, f File) error {
	var held []Held
	for _, other := range s.files {
		if other.Round >= f.Round {
			continue
		}
		var b bytes.Buffer
		if err := other.render(&b); err != nil {
			return err
		}
		held = append(held, Held{other.Path, int64(b.Len()), sha256.Sum256(b.Bytes())})
	}
	return f.Tell(buf, held)
}

func (s *siteFS) Open(name string) (fs.File, error) {
	fail := func(err error) (fs.File, error) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	if s.err != nil {
		return fail(s.err)
	}
	if entries, ok := s.folders[name]; ok {
		return &openFolder{info: folderInfo(name), rest: entries}, nil
	}
	f, ok := s.files[name]
	if !ok {
		return fail(fs.ErrNotExist)
	}
	var buf bytes.Buffer
	if err := f.render(&buf); err != nil {
		return fail(err)
	}
	return &openFile{bytes.NewReader(buf.Bytes()), fileInfo{path.Base(name), int64(buf.Len())}}, nil
}

// openFile is a rendered file.
type openFile struct {
	*bytes.Reader
	info fileInfo
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type fileInfo struct {
	name string
	size int64
}

func (i fileInfo) Name() string       { return i.name }
func (i fileInfo) Size() int64        { return i.size }
func (i fileInfo) Mode() fs.FileMode  { return 0o644 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }

// fileEntry is a file in a listing. Only its Info needs the size, and renders.
type fileEntry struct{ f File }

func (e fileEntry) Name() string      { return path.Base(e.f.Path) }
func (e fileEntry) IsDir() bool       { return false }
func (e fileEntry) Type() fs.FileMode { return 0 }
func (e fileEntry) Info() (fs.FileInfo, error) {
	var buf bytes.Buffer
	if err := e.f.render(&buf); err != nil {
		return nil, err
	}
	return fileInfo{e.Name(), int64(buf.Len())}, nil
}

// openFolder lists a folder.
type openFolder struct {
	info folderInfo
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: string(f.info), Err: fs.ErrInvalid}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	some := slices.Clone(f.rest[:n])
	f.rest = f.rest[n:]
	return some, nil
}

// folderInfo is a folder's path, its description and its entry in a listing.
type folderInfo string

func (i folderInfo) Name() string               { return path.Base(string(i)) }
func (i folderInfo) Size() int64                { return 0 }
func (i folderInfo) Mode() fs.FileMode          { return fs.ModeDir | 0o755 }
func (i folderInfo) ModTime() time.Time         { return time.Time{} }
func (i folderInfo) IsDir() bool                { return true }
func (i folderInfo) Sys() any                   { return nil }
func (i folderInfo) Type() fs.FileMode          { return fs.ModeDir }
func (i folderInfo) Info() (fs.FileInfo, error) { return i, nil }
