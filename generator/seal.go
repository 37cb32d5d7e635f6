package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/source"
)

// What a site is made from is all of this: the files of the content and of the
// theme, the program, the day, the options, and what is remembered of earlier
// content. Where all of it is as it was when the published site was made, and that
// site is as it was published, making it again would give the same, and nothing is
// read, checked or rendered. So there is no list of what depends on what, and no
// time of a file is believed.

// makings is what a site is made from, at a moment.
type makings struct {
	of output.Digest // of all of it; zero where some of it could not be read
	// at is of that and of when each file was written, so that one that is changed and
	// changed back while the site is made does not count as the same. It is only
	// for one run.
	at   output.Digest
	note catalog.Message // what keeps git from being asked; none for nothing
}

// makingsOf reads all that a site is made from.
func makingsOf(ctx context.Context, job Job, folder *content.Folder) makings {
	if job.Memory == nil && (job.Earlier.Promises != nil || job.Earlier.Versions != nil) {
		return makings{} // from where they come is not known
	}
	var m makings
	var program output.Digest
	var theme, texts hashed
	var remembered []byte
	var group errgroup.Group
	group.Go(func() (err error) { program, err = ownDigest(); return err })
	group.Go(func() (err error) {
		if job.Memory != nil {
			remembered, m.note, err = job.Memory.state(ctx)
		}
		return err
	})
	group.Go(func() (err error) { theme, err = themeFiles(job.Theme); return err })
	group.Go(func() (err error) { texts, err = contentFiles(ctx, folder); return err })
	if group.Wait() != nil {
		return makings{} // what cannot be read is named where it is needed
	}
	settings, _ := content.ParseSettings(folder.Settings)
	// Which Chromium it is does not matter: what one has printed is kept.
	options := fmt.Sprintf(
		"%q %q %q %v %v %v %v", job.Name, job.BaseURL, job.day(settings).Format("2006-01-02"), job.Drafts, job.Preview, job.Strict, job.Chromium != "",
	)
	all := [][]byte{program[:], digestOf([]byte(options)), digestOf(remembered), digestOf(theme.say(false)), digestOf(texts.say(false))}
	m.of = output.DigestOf(bytes.Join(all, nil))
	m.at = output.DigestOf(bytes.Join(append(all, digestOf(theme.say(true)), digestOf(texts.say(true))), nil))
	return m
}

func digestOf(data []byte) []byte {
	d := output.DigestOf(data)
	return d[:]
}

// sealed is what the mark keeps of a build for those after it.
type sealed struct {
	Entries   int  `json:"entries"`
	Drafts    int  `json:"drafts,omitempty"`
	Warnings  int  `json:"warnings"`
	Unprinted bool `json:"unprinted,omitempty"` // for want of a Chromium
}

// same tells whether a published site is intact and was made from just that, and
// what came of it then.
func (m makings) same(ctx context.Context, dir string, o output.Options) (r Result, same bool, err error) {
	note, sum, intact, err := output.Intact(ctx, dir, m.of, o)
	if err != nil || !intact {
		return Result{}, false, err
	}
	var before sealed
	if json.Unmarshal([]byte(note), &before) != nil {
		return Result{}, false, nil
	}
	r = Result{Entries: before.Entries, Drafts: before.Drafts, Same: true, Warnings: before.Warnings, Summary: sum}
	if before.Unprinted {
		r.Unprinted = noChromium
	}
	if !m.note.IsZero() {
		r.Notes = []catalog.Message{m.note}
	}
	return r, true, nil
}

// seal is what the mark says of a site that was made from m, unless something of it
// has changed meanwhile.
func (m makings) seal(ctx context.Context, job Job, r Result) output.Seal {
	if m.of == (output.Digest{}) || !r.Unprinted.IsZero() && job.Chromium != "" {
		return output.Seal{}
	}
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return output.Seal{}
	}
	if now := makingsOf(ctx, job, folder); now.of != m.of || now.at != m.at {
		return output.Seal{}
	}
	before := sealed{Entries: r.Entries, Drafts: r.Drafts, Unprinted: !r.Unprinted.IsZero()}
	for _, d := range r.Diagnostics {
		// What has gone since the site that this one replaces is no matter any more.
		if !content.OfReplaced(d.Rule) || job.Memory != nil && job.Memory.Named != "" {
			before.Warnings++
		}
	}
	note, err := json.Marshal(before)
	if err != nil {
		return output.Seal{}
	}
	return output.Seal{From: m.of, Note: string(note)}
}

// ownDigest is the digest of the program itself, and so of all that it brings. A
// version would not do: programs that are no releases have all the same.
var ownDigest = sync.OnceValues(func() (output.Digest, error) {
	f, err := os.Open("/proc/self/exe") // the one that runs, even if another has taken its place
	if err != nil {
		name, err := os.Executable()
		if err != nil {
			return output.Digest{}, err
		}
		if f, err = os.Open(name); err != nil {
			return output.Digest{}, err
		}
	}
	defer f.Close()
	d, _, err := output.DigestFile(f, make([]byte, block))
	return d, err
})

// block is how many bytes of a file are read at a time.
const block = 64 << 10

// hashed are files by name, in order, with what they hold and when they were
// written.
type hashed struct {
	names  []string
	bytes  []output.Digest
	times  []int64
	strays []string // names that are no files, and what they are
	// most is how many bytes a file may have to be read; of a larger one, its size and time
	// stand for what it holds. 0 is no limit.
	most int64
}

// say writes all of it, with the times or without.
func (f hashed) say(times bool) []byte {
	var b bytes.Buffer
	for i, name := range f.names {
		fmt.Fprintf(&b, "%q ", name)
		b.Write(f.bytes[i][:])
		if times {
			fmt.Fprint(&b, f.times[i])
		}
	}
	for _, stray := range f.strays {
		fmt.Fprintf(&b, "%q ", stray)
	}
	return b.Bytes()
}

// contentFiles reads all files of a content folder, but for those that are too large to be
// published: the site is not made of what they hold.
func contentFiles(ctx context.Context, folder *content.Folder) (hashed, error) {
	f := hashed{most: content.MostFile}
	for name, unread := range folder.All() {
		if unread == "" {
			f.names = append(f.names, name)
		} else {
			f.strays = append(f.strays, name, unread)
		}
	}
	return f, f.read(ctx, folder.FS)
}

// themeFiles reads all files of a theme, those of a city's own folder among them. A
// link to a folder is an error: what lies behind it may have no end.
func themeFiles(theme fs.FS) (hashed, error) {
	var f hashed
	err := fs.WalkDir(theme, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			f.names = append(f.names, p)
		}
		return err
	})
	if err != nil {
		return f, err
	}
	return f, f.read(context.Background(), theme)
}

// read reads the files on all cores.
func (f *hashed) read(ctx context.Context, fsys fs.FS) error {
	f.bytes, f.times = make([]output.Digest, len(f.names)), make([]int64, len(f.names))
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() error {
			buf := make([]byte, block)
			for i := w; i < len(f.names); i += workers {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f.readOne(fsys, i, buf); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

func (f *hashed) readOne(fsys fs.FS, i int, buf []byte) error {
	file, err := fsys.Open(f.names[i])
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return &fs.PathError{Op: "read", Path: f.names[i], Err: source.ErrNoFile}
	}
	f.times[i] = info.ModTime().UnixNano()
	if f.most > 0 && info.Size() > f.most {
		f.bytes[i] = output.DigestOf(fmt.Appendf(nil, "%d bytes, %d", info.Size(), f.times[i]))
		return nil
	}
	f.bytes[i], _, err = output.DigestFile(file, buf)
	return err
}
