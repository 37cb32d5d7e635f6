package publish

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"parvis/generator/catalog"
)

// folder is a folder of this machine, or of a network drive.
type folder struct{ root *os.Root }

// openFolder opens the folder, which is made where the one above it is there.
func openFolder(dir string) (remote, error) {
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, catalog.Say("the folder %s cannot be made: %s; is the drive there?", filepath.ToSlash(dir), err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, catalog.Say("cannot look into %s: %s", filepath.ToSlash(dir), err)
	}
	return &folder{root}, nil
}

func (f *folder) Open(name string) (io.ReadCloser, error) { return f.root.Open(name) }

func (f *folder) Write(name string, from io.Reader) error {
	if err := f.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	to, err := f.root.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err == nil {
		err = to.Sync()
	}
	return errors.Join(err, to.Close()) // some disks say only at the end that they are full
}

func (f *folder) Rename(from, to string) error {
	if err := f.root.MkdirAll(path.Dir(to), 0o755); err != nil {
		return err
	}
	return f.root.Rename(from, to)
}

func (f *folder) Remove(name string) error {
	if err := f.root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (f *folder) RemoveFolder(name string) error { return f.root.Remove(name) }

func (f *folder) List(dir string) (map[string]int64, error) {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	out := map[string]int64{}
	for _, e := range entries {
		out[e.Name()] = notFile
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			out[e.Name()] = info.Size()
		}
	}
	return out, err
}

func (f *folder) Close() error { return f.root.Close() }
