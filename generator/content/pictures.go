package content

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"sync"

	"parvis/generator/markdown"
	"parvis/generator/picture"
	"parvis/generator/source"
)

var (
	rulePictureLocated = &source.Rule{Name: "picture-located", Severity: source.Warning,
		Says: "A photograph's file does not say where it was taken.",
		Why:  "the place is left out of the published photograph, but the original may give away where somebody lives",
		Fix:  "save the photograph without its location, most cameras and programs can",
		Bad:  source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": source.LocatedPicture}},
		Good: source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": source.Picture}}}
	rulePictureFormat = &source.Rule{Name: "picture-format", Severity: source.Warning,
		Says: "A photograph is a JPEG or PNG file.",
		Why:  "these every browser shows, and parvis can make them small and take out what their makers did not mean to publish",
		Fix:  "save it as a JPEG",
		Bad:  source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": "RIFF\x04\x00\x00\x00WEBP"}},
		Good: source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": source.Picture}}}
)

var rulePictureDamaged = &source.Rule{Name: "picture-damaged",
	Says: "A photograph's file is whole.",
	Why:  "readers would see half of it, or nothing",
	Fix:  "put the file there again, from the camera or from whoever sent it",
	Bad:  source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": "\xff\xd8\xff"}},
	Good: source.Example{File: "people/karim-haddad.md", Text: portraitText, Whole: true, Beside: map[string]string{"people/portrait.jpg": source.Picture}}}

const portraitText = "---\nname: Karim Haddad\nrole: Councillor\nelected: true\nportrait: portrait.jpg\nalt: Karim Haddad in the council chamber\n---\n"

// seenPictures are what is known of photographs, by path below the content
// folder. Files are checked at the same time.
type seenPictures struct {
	mu sync.Mutex
	by map[string]picture.Info
}

// pictures looks at the photographs that are to be published beside a file.
// portrait is a person's, or nothing.
func (c *checker) pictures(h *Head, portrait Text) {
	if len(h.Files) == 0 {
		return
	}
	named := namedIn(h.Body)
	if portrait.OK() {
		named[FileName(portrait.V)] = portrait.At
	}
	for _, name := range h.Files {
		place, ok := named[name]
		if !ok {
			place = h.Fence
		}
		c.picture(h, name, place)
	}
}

// namedIn are the files that a text names, and where.
func namedIn(doc markdown.Doc) map[string]source.Span {
	out := map[string]source.Span{}
	for _, l := range doc.Links {
		if name, ok := besideName(l.Address); ok {
			out[name] = l.At
		}
	}
	return out
}

// picture looks at one photograph. A file that has only the name of one is
// published as it is.
func (c *checker) picture(h *Head, name string, place source.Span) {
	if !picture.Named(name) {
		return
	}
	report := c.reporter(h.Draft)
	file, err := c.folder.open(path.Join(h.Dir, name))
	if err != nil {
		report(rulePictureFormat.At(place, "the picture %q cannot be read: %v", name, err).To("put the file there again"))
		return
	}
	info, err := picture.Inspect(file)
	if err == nil {
		err = c.folder.whole(path.Join(h.Dir, name))
	}
	switch {
	case errors.Is(err, picture.ErrNone):
	case errors.Is(err, picture.ErrDamaged):
		report(rulePictureDamaged.At(place, "the file of the picture %q is damaged", name))
	case err != nil && info.Located:
		d := rulePictureFormat.At(place, "the picture %q is %v, and may say where it was taken", name, err)
		d.Severity = source.Error // nobody can take that out of it here
		report(d)
	case err != nil:
		report(rulePictureFormat.At(place, "the picture %q cannot be made ready: %v", name, err))
	default:
		c.seen.mu.Lock()
		c.seen.by[path.Join(h.Dir, name)] = info
		c.seen.mu.Unlock()
		if info.Located {
			report(rulePictureLocated.At(place, "the picture %q says where it was taken", name))
		}
	}
}

// open opens a file of the folder for looking around in it.
func (f *Folder) open(name string) (io.ReadSeeker, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, pictureHead))
	if err != nil {
		return nil, err
	}
	return bytes.NewReader(head), nil
}

// whole tells whether a photograph's file is there to its end. Only where that
// cannot be seen from the end itself is all of it read.
func (f *Folder) whole(name string) error {
	file, err := f.FS.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if s, ok := file.(io.Seeker); ok {
		if _, err := s.Seek(-picture.Tail, io.SeekEnd); err != nil { // it is shorter
			if _, err := s.Seek(0, io.SeekStart); err != nil {
				return err
			}
		}
	}
	tail, err := io.ReadAll(file)
	if err != nil || picture.Complete(tail) {
		return err
	}
	data, err := fs.ReadFile(f.FS, name)
	if err != nil {
		return err
	}
	return picture.Decode(bytes.NewReader(data))
}

// pictureHead is how much of a photograph's file is read to learn about it:
// more than its metadata can take.
const pictureHead = 1 << 20

// Picture returns what is known of a photograph beside a file, and whether it
// can be published as one.
func (s *Set) Picture(h *Head, name string) (picture.Info, bool) {
	info, ok := s.seen.by[path.Join(h.Dir, name)]
	return info, ok
}
