package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// photographs are the photographs of a site, each in the widths in which it is
// shown. Since making one takes long, album.json notes of which original each
// was made, and one whose original is the same is taken from the published
// site.
type photographs struct {
	ctx       context.Context // ends the making of one
	set       *content.Set
	published fs.FS // nil for none
	made      map[string]string
	keys      map[string]func() (string, error) // by published path
	shown     *darkroom                         // nil but for the local server
}

// albumName is where a site notes of what its photographs were made: not
// among the data, since it tells readers nothing.
const albumName = "assets/album.json"

// process is raised when photographs are made otherwise from the same
// originals.
const process = "2"

func newPhotographs(ctx context.Context, set *content.Set, published fs.FS, shown *darkroom) *photographs {
	p := &photographs{ctx: ctx, set: set, published: published, keys: map[string]func() (string, error){}, shown: shown}
	if published != nil {
		p.made = album(published)
	}
	return p
}

// album is what a published site notes of its photographs, by path; nothing
// where it was not parvis that wrote it.
func album(published fs.FS) map[string]string {
	var made map[string]string
	if data, err := fs.ReadFile(published, albumName); err != nil || json.Unmarshal(data, &made) != nil {
		return nil
	}
	return made
}

// PublishedPictures are the sums of the pictures that were published into a
// folder: they have been read to their end.
func PublishedPictures(dir string) map[string]bool {
	out := map[string]bool{}
	for _, key := range album(source.Dir(dir)) {
		if sum, ok := strings.CutPrefix(key, process+"-"); ok {
			_, sum, _ = strings.Cut(sum, "-")
			out[sum] = true
		}
	}
	return out
}

// shot is one photograph. All its forms are made at once; those that are not
// asked for yet lie here until they are.
type shot struct {
	mu     sync.Mutex
	widths []int
	forms  map[int][]byte
}

// files are a photograph in its widths, from a file of the content folder.
func (p *photographs) files(to, from string, info picture.Info) []output.File {
	original := sync.OnceValues(func() (string, error) {
		data, err := fs.ReadFile(p.set.Folder().FS, from)
		return picture.Sum(data), err
	})
	s := &shot{widths: append([]int{picture.Most}, info.Smaller()...)}
	var out []output.File
	for _, width := range s.widths {
		name := to
		if width < picture.Most {
			name = picture.Variant(to, width)
		}
		out = append(out, p.file(name, from, width, s, original))
	}
	return out
}

func (p *photographs) file(to, from string, width int, s *shot, original func() (string, error)) output.File {
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
		form, ok := p.shown.get(want)
		if !ok {
			if form, err = p.develop(s, from, width); err != nil {
				return err
			}
			p.shown.put(want, form)
		}
		b.Write(form)
		return nil
	}}
}

// develop makes the forms of a photograph and returns one.
func (p *photographs) develop(s *shot, from string, width int) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if form, ok := s.forms[width]; ok {
		delete(s.forms, width)
		return form, nil
	}
	forms, err := p.write(from, s.widths...)
	if err != nil {
		return nil, err
	}
	s.forms = map[int][]byte{}
	for i, w := range s.widths {
		s.forms[w] = forms[i]
	}
	form := s.forms[width]
	delete(s.forms, width)
	return form, nil
}

// write reads a file of the content folder and writes the picture in it anew.
func (p *photographs) write(from string, widths ...int) ([][]byte, error) {
	data, err := fs.ReadFile(p.set.Folder().FS, from)
	if err != nil {
		return nil, err
	}
	forms, err := picture.Write(p.ctx, data, widths...)
	var refused *picture.Refusal
	if errors.As(err, &refused) {
		return nil, &undeveloped{path.Join(p.set.Folder().Prefix, from), p.set.Refused(from, refused)}
	}
	return forms, err
}

// undeveloped is a photograph that turned out to be damaged only while it was
// made.
type undeveloped struct {
	file string
	says source.Diagnostic
}

func (u *undeveloped) Error() string {
	return fmt.Sprintf("%s: %s; %s", u.file, u.says.Message, u.says.Fix)
}

// darkroom keeps the photographs that the local server has shown, so that they
// are not made again after every change: by what they were made of.
type darkroom struct {
	mu    sync.Mutex
	bytes int
	forms map[string][]byte
}

// mostShown is how many bytes of photographs a server keeps.
const mostShown = 64 << 20

func (d *darkroom) get(key string) ([]byte, bool) {
	if d == nil {
		return nil, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	form, ok := d.forms[key]
	return form, ok
}

func (d *darkroom) put(key string, form []byte) {
	if d == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.bytes += len(form); d.forms == nil || d.bytes > mostShown {
		d.forms, d.bytes = map[string][]byte{}, len(form)
	}
	d.forms[key] = form
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
// they are, photographs made for the web, films without their notes, everything
// else as it is.
func copies(ctx context.Context, set *content.Set, published fs.FS, shown *darkroom) []output.File {
	fsys := set.Folder().FS
	var out []output.File
	add := func(to, from string, clean bool) {
		out = append(out, output.File{Path: to, Render: func(b *bytes.Buffer) error {
			data, err := fs.ReadFile(fsys, from)
			if err == nil && clean && picture.IsFilm(data) {
				_, err = picture.CleanFilm(data)
			}
			b.Write(data)
			return err
		}})
	}
	for _, name := range set.Static() {
		add(name, path.Join("static", name), false)
	}
	photos := newPhotographs(ctx, set, published, shown)
	for _, h := range set.Heads() {
		for _, name := range h.Files {
			to, from := path.Join(h.ID, set.Published(&h, name)), path.Join(h.Dir, name)
			if info, ok := set.Picture(&h, name); ok {
				out = append(out, photos.files(to, from, info)...)
			} else if !set.Withheld(&h, name) {
				add(to, from, true)
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
