package content

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/picture"
)

// look is what the content of a file says of it.
type look struct {
	isPicture bool // by its content, or else by its name
	isFilm    bool // of a form in which telephones note a place; then only info.Located and fault are known
	info      picture.Info
	tells     catalog.Message  // what a PDF tells besides its pages
	fault     *picture.Refusal // why it cannot be published as one; nil where it can
}

// looks are those at the files of a folder, by path. A file is looked at again
// when its size or its time is another.
type looks struct {
	mu sync.Mutex
	by map[string]remembered
}

type remembered struct {
	look
	size    int64
	changed time.Time
	decoded bool
}

func (l *looks) get(p string) (remembered, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, ok := l.by[p]
	return r, ok
}

func (l *looks) put(p string, r remembered) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.by[p] = r
}

// thorough says how pictures are looked at.
type thorough struct {
	decode bool            // not only at what their files say, but at all of it
	known  map[string]bool // but for those with these sums, which have been published
}

// pictureHead is how much of a file is read to see what it is.
const pictureHead = 512

// look looks at a file of the folder.
func (f *Folder) look(p string, how thorough) (look, error) {
	file, err := f.FS.Open(p)
	if err != nil {
		return look{}, err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		return look{}, err
	}
	before, ok := f.looks.get(p)
	if ok && before.size == stat.Size() && before.changed.Equal(stat.ModTime()) && (before.decoded || !how.decode) {
		return before.look, nil
	}
	l, err := lookAt(file, p, stat.Size(), how)
	if err == nil && !stat.ModTime().IsZero() {
		f.looks.put(p, remembered{l, stat.Size(), stat.ModTime(), how.decode})
	}
	return l, err
}

// lookAt looks at a file of that many bytes. Of one that has too many to be
// published, no more is read than its start.
func lookAt(file io.Reader, name string, size int64, how thorough) (look, error) {
	data, err := io.ReadAll(io.LimitReader(file, pictureHead))
	if err != nil {
		return look{}, err
	}
	l := look{isFilm: picture.IsFilm(data)}
	l.isPicture = !l.isFilm && (picture.KindOf(data) != "" || picture.Named(name))
	most := int64(MostFile)
	if l.isPicture {
		most = picture.MostBytes
	}
	switch {
	case size > most && l.isPicture:
		l.fault = picture.TooManyBytes()
		return l, nil
	case size > most: // which is said of it already
		return look{}, nil
	case bytes.HasPrefix(data, []byte("%PDF-")) && !l.isPicture:
		rest, err := io.ReadAll(io.LimitReader(file, mostPDF))
		l.tells = tellsOf(append(data, rest...))
		return l, err
	case !l.isPicture && !l.isFilm:
		return l, nil
	}
	rest, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return look{}, err
	}
	data = append(data, rest...)
	if l.isFilm {
		l.info.Located, err = picture.CleanFilm(data)
		errors.As(err, &l.fault)
		return l, nil
	}
	if l.info, err = picture.Inspect(data); err == nil && how.decode && !how.known[picture.Sum(data)] {
		err = picture.Try(context.Background(), data, l.info)
	}
	errors.As(err, &l.fault)
	return l, nil
}
