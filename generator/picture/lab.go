package picture

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Form is one form of a photograph as a file of the site: its path, and what
// appends its bytes to a buffer, which may be called from any goroutine.
type Form struct {
	Path   string
	Render func(*bytes.Buffer) error
}

// Lab makes the photographs of a site, each in the widths in which it is
// shown. Since making one takes long, album.json notes of which original each
// was made, and one whose original is the same is taken from the published
// site.
type Lab struct {
	ctx       context.Context // ends the making of one
	originals fs.FS
	published fs.FS // nil for none
	made      map[string]string
	keys      map[string]func() (string, error) // by published path
	shown     *Darkroom                         // nil but for the local server
}

// AlbumName is where a site notes of what its photographs were made: not
// among the data, since it tells readers nothing.
const AlbumName = "assets/album.json"

// process is raised when photographs are made otherwise from the same
// originals.
const process = "2"

// NewLab is the lab for a folder of originals. published is the site that was
// made before, nil for none; shown keeps what a local server has made, nil for
// another.
func NewLab(ctx context.Context, originals, published fs.FS, shown *Darkroom) *Lab {
	l := &Lab{ctx: ctx, originals: originals, published: published, keys: map[string]func() (string, error){}, shown: shown}
	if published != nil {
		l.made = album(published)
	}
	return l
}

// album is what a published site notes of its photographs, by path; nothing
// where it was not parvis that wrote it.
func album(published fs.FS) map[string]string {
	var made map[string]string
	if data, err := fs.ReadFile(published, AlbumName); err != nil || json.Unmarshal(data, &made) != nil {
		return nil
	}
	return made
}

// Published are the sums of the pictures of which a published site was made:
// they have been read to their end.
func Published(site fs.FS) map[string]bool {
	out := map[string]bool{}
	for _, key := range album(site) {
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

// Forms are a photograph in its widths, from one of the originals.
func (l *Lab) Forms(to, from string, info Info) []Form {
	original := sync.OnceValues(func() (string, error) {
		data, err := fs.ReadFile(l.originals, from)
		return Sum(data), err
	})
	s := &shot{widths: append([]int{Most}, info.Smaller()...)}
	var out []Form
	for _, width := range s.widths {
		name := to
		if width < Most {
			name = Variant(to, width)
		}
		out = append(out, l.file(name, from, width, s, original))
	}
	return out
}

func (l *Lab) file(to, from string, width int, s *shot, original func() (string, error)) Form {
	key := func() (string, error) {
		sum, err := original()
		return fmt.Sprintf("%s-%d-%s", process, width, sum), err
	}
	l.keys[to] = key
	return Form{Path: to, Render: func(b *bytes.Buffer) error {
		want, err := key()
		if err != nil {
			return err
		}
		if l.published != nil && l.made[to] == want {
			if data, err := fs.ReadFile(l.published, to); err == nil {
				b.Write(data)
				return nil
			}
		}
		form, ok := l.shown.get(want)
		if !ok {
			if form, err = l.develop(s, from, width); err != nil {
				return err
			}
			l.shown.put(want, form)
		}
		b.Write(form)
		return nil
	}}
}

// develop makes the forms of a photograph and returns one.
func (l *Lab) develop(s *shot, from string, width int) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if form, ok := s.forms[width]; ok {
		delete(s.forms, width)
		return form, nil
	}
	forms, err := l.Write(from, s.widths...)
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

// Write reads one of the originals and writes the picture in it anew. The error
// is a *Damaged where it turns out that nothing can be made of it.
func (l *Lab) Write(from string, widths ...int) ([][]byte, error) {
	data, err := fs.ReadFile(l.originals, from)
	if err != nil {
		return nil, err
	}
	forms, err := Write(l.ctx, data, widths...)
	var refused *Refusal
	if errors.As(err, &refused) {
		return nil, &Damaged{from, refused}
	}
	return forms, err
}

// Damaged is a photograph that turned out to be damaged only while it was made.
type Damaged struct {
	From string // its path among the originals
	*Refusal
}

func (d *Damaged) Error() string { return d.From + ": " + d.Refusal.Error() }

// Darkroom keeps the photographs that the local server has shown, so that they
// are not made again after every change: by what they were made of.
type Darkroom struct {
	mu    sync.Mutex
	bytes int
	forms map[string][]byte
}

// mostShown is how many bytes of photographs a server keeps.
const mostShown = 64 << 20

func (d *Darkroom) get(key string) ([]byte, bool) {
	if d == nil {
		return nil, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	form, ok := d.forms[key]
	return form, ok
}

func (d *Darkroom) put(key string, form []byte) {
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

// Album is the file that notes of what each photograph was made; there is none
// where none was asked for.
func (l *Lab) Album() (Form, bool) {
	return Form{Path: AlbumName, Render: func(b *bytes.Buffer) error {
		made := map[string]string{}
		for name, key := range l.keys {
			k, err := key()
			if err != nil {
				return err
			}
			made[name] = k
		}
		return json.NewEncoder(b).Encode(made)
	}}, len(l.keys) > 0
}
