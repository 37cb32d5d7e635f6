package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/picture"
)

// photographs are the photographs of a site, each in the widths in which it is
// shown. Since making one takes long, album.json notes of which original each
// was made, and one whose original is the same is taken from the published
// site.
type photographs struct {
	set       *content.Set
	published fs.FS // nil for none
	made      map[string]string
	keys      map[string]func() (string, error) // by published path
}

// albumName is where a site notes of what its photographs were made: not
// among the data, since it tells readers nothing.
const albumName = "assets/album.json"

// process is raised when photographs are made otherwise from the same
// originals.
const process = "1"

func newPhotographs(set *content.Set, published fs.FS) *photographs {
	p := &photographs{set: set, published: published, made: map[string]string{}, keys: map[string]func() (string, error){}}
	if published != nil {
		if data, err := fs.ReadFile(published, albumName); err == nil && json.Unmarshal(data, &p.made) != nil {
			p.made = nil // it was not parvis that wrote it
		}
	}
	return p
}

// files are a photograph in its widths, from a file of the content folder.
func (p *photographs) files(to, from string, wide int) []output.File {
	original := sync.OnceValues(func() (string, error) {
		data, err := fs.ReadFile(p.set.Folder().FS, from)
		sum := sha256.Sum256(data)
		return hex.EncodeToString(sum[:12]), err
	})
	out := []output.File{p.file(to, from, picture.Most, original)}
	for _, width := range picture.Widths {
		if wide > width {
			out = append(out, p.file(picture.Variant(to, width), from, width, original))
		}
	}
	return out
}

func (p *photographs) file(to, from string, width int, original func() (string, error)) output.File {
	key := func() (string, error) {
		sum, err := original()
		return fmt.Sprintf("%s-%d-%s", process, width, sum), err
	}
	p.keys[to] = key
	return output.File{Path: to, Render: func(b *bytes.Buffer) error {
		want, err := key()
		if err != nil {
			return err
		}
		if p.published != nil && p.made[to] == want {
			if data, err := fs.ReadFile(p.published, to); err == nil {
				b.Write(data)
				return nil
			}
		}
		data, err := fs.ReadFile(p.set.Folder().FS, from)
		if err != nil {
			return err
		}
		if err := picture.Write(b, data, width); err != nil {
			folder := p.set.Folder()
			return fmt.Errorf("the file of the picture %s is damaged; put it there again: %w", path.Join(folder.Prefix, from), err)
		}
		return nil
	}}
}

// album is the file that notes of what each photograph was made.
func (p *photographs) album() output.File {
	return output.File{Path: albumName, Render: func(b *bytes.Buffer) error {
		made := map[string]string{}
		for name, key := range p.keys {
			k, err := key()
			if err != nil {
				return err
			}
			made[name] = k
		}
		return json.NewEncoder(b).Encode(made)
	}}
}

// copies are the files that are published beside pages: those of static/ as
// they are, photographs made for the web, everything else as it is.
func copies(set *content.Set, published fs.FS) []output.File {
	fsys := set.Folder().FS
	var out []output.File
	add := func(to, from string) {
		out = append(out, output.File{Path: to, Render: func(b *bytes.Buffer) error {
			data, err := fs.ReadFile(fsys, from)
			b.Write(data)
			return err
		}})
	}
	for _, name := range set.Static() {
		add(name, path.Join("static", name))
	}
	photos := newPhotographs(set, published)
	for _, h := range set.Heads() {
		for _, name := range h.Files {
			to, from := path.Join(h.ID, name), path.Join(h.Dir, name)
			if info, ok := set.Picture(&h, name); ok {
				out = append(out, photos.files(to, from, info.Width)...)
			} else {
				add(to, from)
			}
		}
	}
	if len(photos.keys) > 0 {
		out = append(out, photos.album())
	}
	return once(out)
}

// once leaves out a file whose path another has already: the 480 points of
// depot.jpg, where there is a depot-480.jpg of the editor's own.
func once(files []output.File) []output.File {
	seen := map[string]bool{}
	var out []output.File
	for _, f := range files {
		if name := strings.ToLower(f.Path); !seen[name] {
			seen[name] = true
			out = append(out, f)
		}
	}
	return out
}
