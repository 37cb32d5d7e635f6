package content

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator/picture"
	"parvis/generator/source"
)

// What heavy files of a test begin with.
const (
	heavyFilm    = source.Heavy + ": \x00\x00\x00\x18ftypmp42"
	heavyPicture = source.Heavy + ": \xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"
	heavyPDF     = source.Heavy + ": %PDF-1.7\n"
)

// withHeavy is a content folder some of whose files are too large to be
// published. Nobody may read more of them than their start.
type withHeavy struct{ fstest.MapFS }

// Open implements fs.FS.
func (f withHeavy) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if m := f.MapFS[name]; m != nil && strings.HasPrefix(string(m.Data), source.Heavy) && err == nil {
		start := strings.TrimPrefix(strings.TrimPrefix(string(m.Data), source.Heavy), ": ")
		size := int64(MostFile + 1)
		if !strings.HasPrefix(name, "static/") { // where pictures may have more
			size = picture.MostBytes + 1
		}
		return &heavyFile{file, strings.NewReader(start), 0, size}, nil
	}
	return file, err
}

// Stat implements fs.StatFS.
func (f withHeavy) Stat(name string) (fs.FileInfo, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return file.Stat()
}

type heavyFile struct {
	fs.File
	start *strings.Reader
	given int
	size  int64
}

// Read gives the start of the file, then blanks.
func (f *heavyFile) Read(p []byte) (int, error) {
	if f.given += len(p); f.given > 64<<10 {
		panic("a file that is too large is read")
	}
	n, _ := f.start.Read(p)
	for i := n; i < len(p); i++ {
		p[i] = ' '
	}
	return len(p), nil
}

// Stat implements fs.File.
func (f *heavyFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return heavyInfo{info, f.size}, err
}

type heavyInfo struct {
	fs.FileInfo
	size int64
}

// Size implements fs.FileInfo.
func (i heavyInfo) Size() int64 { return i.size }

// TestHeavy holds every way in which a file is published to its limit, and
// check to reading no more of such a file than its start.
func TestHeavy(t *testing.T) {
	t.Parallel()
	const trip = "trips/2026-09-ravenna.md"
	named := "\nSee [it](file.EXT).\n"
	for name, test := range map[string]struct{ ext, text, want string }{
		"film":        {"mp4", heavyFilm, "file-heavy"},
		"document":    {"pdf", heavyPDF, "file-heavy"},
		"table":       {"csv", source.Heavy, "file-heavy"},
		"picture":     {"jpg", heavyPicture, "picture-large"},
		"odd picture": {"dat", heavyPicture, "picture-large"},
	} {
		file := "file." + test.ext
		for _, beside := range []string{"trips/", "static/"} {
			c, want := baseCity().file(beside+file, test.text), test.want
			if beside == "trips/" {
				c = c.body(trip, strings.ReplaceAll(named, "EXT", test.ext))
			} else {
				want = "file-heavy"
			}
			set, found := c.check(t, Options{})
			if got := errorsOf(found); set != nil || len(got) != 1 || got[0].Rule.Name != want {
				t.Errorf("%s in %s: want %s alone, got:\n%s", name, beside, want, show(found))
			}
		}
	}
}

func errorsOf(found []source.Diagnostic) []source.Diagnostic {
	var out []source.Diagnostic
	for _, d := range found {
		if d.Severity == source.Error {
			out = append(out, d)
		}
	}
	return out
}
