package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/output"
	"parvis/generator/picture"
	"parvis/generator/source"
)

// publishedPromises is where a published site keeps what the next build has
// to remember.
const publishedPromises = "data/promises.json"

// ErrPublished says that what was named as published before cannot be
// compared with.
var ErrPublished = catalog.Sentinel("--published takes the folder of a published site, or a copy of its data/promises.json")

// Memory says where it is kept what was published before: the content folder, whose
// earlier texts git may keep; the folder of the site; and what is compared with
// instead of that, "" for nothing.
type Memory struct {
	Content, Out, Named string

	recalled *recalled // what has been recalled, once
}

// recalled is what Recall gathers; whole tells that all could be looked at that is
// there.
type recalled struct {
	content.Earlier
	whole bool
}

// Recall gathers what is remembered of a city's content: the promises of the
// site that was published before, and the texts of entries that git keeps of
// the content folder. That site is the one in the output folder, unless another
// is named: its folder, or a copy of its data/promises.json. What is named and
// is not there is an ErrPublished; what else could not be looked at is noted.
func Recall(ctx context.Context, m *Memory) (content.Earlier, error) {
	if m.recalled == nil {
		r, err := recall(ctx, m)
		if err != nil {
			return r.Earlier, err
		}
		m.recalled = &r
	}
	return m.recalled.Earlier, nil
}

func recall(ctx context.Context, m *Memory) (e recalled, err error) {
	e.Pictures = picture.Published(output.Published(source.Dir(m.Out)))
	e.Promises, err = PublishedPromises(m.Out, m.Named)
	if errors.Is(err, ErrPublished) {
		return e, err
	}
	if err != nil {
		e.Notes = append(
			e.Notes,
			catalog.Say(
				"promises were not compared with the published ones: %s: %v",
				path.Join(filepath.ToSlash(filepath.Clean(m.Out)), publishedPromises),
				err,
			),
		)
	}
	known := err == nil
	e.whole = known
	if e.Versions, err = gitVersions(ctx, m.Content); err != nil {
		e.Notes = append(e.Notes, notCompared(err))
		_, note, _ := m.state(ctx)
		e.whole = known && note.String() == notCompared(err).String() // which the next build finds without a look at the history
	}
	if known && e.Promises == nil && e.Versions == nil {
		e.Notes = append(
			e.Notes,
			catalog.Say(
				"nothing was compared with what was published before: no site is in %s/, and git keeps no earlier text of %s/; --published takes a copy of "+
					"the site’s %s",
				filepath.ToSlash(filepath.Clean(m.Out)),
				filepath.ToSlash(filepath.Clean(m.Content)),
				publishedPromises,
			),
		)
	}
	return e, ctx.Err()
}

// notCompared is the note that git could not be asked.
func notCompared(err error) catalog.Message {
	return catalog.Say("published figures were not compared with earlier ones: %v", err)
}

// state is what decides what Recall finds, without the look at it: what was
// named, and the commit that the repository stands on. Of the site in the output
// folder it says nothing. note is what keeps git from being asked, as Recall notes
// it.
func (m *Memory) state(ctx context.Context) (state []byte, note catalog.Message, err error) {
	if m.Named != "" {
		name := m.Named
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			name = filepath.Join(name, filepath.FromSlash(publishedPromises))
		}
		if state, err = source.ReadFile(name, maxPromises); err != nil {
			return nil, note, err
		}
	}
	top, prefix := keeper(m.Content)
	if top == "" {
		return state, note, nil
	}
	r, err := findRepository(ctx, top)
	if err != nil {
		note = notCompared(err)
		return append(state, note.String()...), note, ctx.Err()
	}
	return fmt.Appendf(state, "%s %s %q", r.format, r.head, prefix), note, nil
}

// PublishedPromises are those of the site that was last published into a
// folder, or of one that is named, in the order of its data; nil where nothing
// was published.
func PublishedPromises(out, named string) ([]content.PromiseRecord, error) {
	if named != "" {
		return namedPromises(named)
	}
	name := filepath.Join(out, filepath.FromSlash(publishedPromises))
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return readPromises(name)
}

// namedPromises are those of a site that somebody named, which has to be there.
func namedPromises(name string) ([]content.PromiseRecord, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, filepath.FromSlash(publishedPromises))
	}
	promises, err := readPromises(name)
	switch shown := filepath.ToSlash(name); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, catalog.Say("there is no %s; %s", shown, ErrPublished)
	case errors.Is(err, content.ErrNoPromises):
		return nil, catalog.Say("%s: %s; %s", shown, err, ErrPublished)
	}
	return promises, err
}

// logged is the folder of the site whose log is gone on with: the one in whose place a
// site is published, or one that is named.
func (j *Job) logged(dir string) string {
	if j.Memory != nil && j.Memory.Named != "" {
		if info, err := os.Stat(j.Memory.Named); err == nil && info.IsDir() {
			return j.Memory.Named
		}
	}
	return dir
}

// publishedLog reads the log of a published site, as far as its lines go on from each
// other; note names the first that does not.
func publishedLog(dir string) (l output.Log, note catalog.Message, err error) {
	name := filepath.Join(dir, filepath.FromSlash(output.LogName))
	text, err := source.ReadFile(name, maxLog)
	if errors.Is(err, fs.ErrNotExist) {
		return l, note, nil
	}
	if err != nil {
		return l, note, err
	}
	l, broken := output.ParseLog(text)
	if broken > 0 {
		note = catalog.Say("%s is not as parvis has written it from line %d on; the log goes on from what stands above", filepath.ToSlash(name), broken)
	}
	return l, note, nil
}

// maxLog is how many bytes a log may have: five hundred years of builds.
const maxLog = 64 << 20

// maxPromises is how many bytes the record of all promises may have.
const maxPromises = 64 << 20

// readPromises reads the promises of a file.
func readPromises(name string) ([]content.PromiseRecord, error) {
	data, err := source.ReadFile(name, maxPromises)
	if errors.Is(err, source.ErrNoFile) || errors.Is(err, source.ErrTooLarge) || errors.Is(err, syscall.EISDIR) {
		return nil, content.ErrNoPromises
	}
	if err != nil {
		return nil, err
	}
	return content.ReadPromises(data)
}

// gitVersions asks git for the earlier texts of all entries that have changed,
// or gone, since they were first kept, by their path below the content folder,
// the latest first; none where the folder is not kept in git. A few calls read
// the whole history, however many entries there are.
func gitVersions(ctx context.Context, dir string) (map[string][]content.Version, error) {
	top, prefix := keeper(dir)
	if top == "" {
		return nil, nil
	}
	r, err := openRepository(ctx, top)
	if err != nil || r.head == "" {
		return nil, err
	}
	defer r.close()
	var folders []string
	for _, kind := range []content.Kind{content.Trips, content.Agreements, content.Outcomes, content.Events} {
		folders = append(folders, path.Join(prefix, string(kind)))
	}
	blobs, err := r.log(folders)
	if err != nil {
		return nil, err
	}
	if blobs, err = r.differing(blobs, dir, prefix); err != nil {
		return nil, err
	}
	texts, err := r.texts(blobs, frontmatter.MaxSize)
	if err != nil {
		return nil, err
	}
	out := map[string][]content.Version{}
	for i, b := range blobs {
		if texts[i] != nil {
			out[b.path] = append(out[b.path], content.Version{On: b.on, Text: texts[i]})
		}
	}
	return out, nil
}

// keeper finds the folder that git keeps and in which a folder lies, and the
// way from there to it, parted by slashes; "" where there is none.
func keeper(dir string) (top, prefix string) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", ""
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for top = dir; ; top = filepath.Dir(top) {
		git := filepath.Join(top, ".git")
		if info, err := os.Lstat(git); err == nil && (info.Mode().IsRegular() || exists(filepath.Join(git, "HEAD"))) {
			return top, strings.Trim(filepath.ToSlash(strings.TrimPrefix(dir, top)), "/")
		}
		if top == filepath.Dir(top) {
			return "", ""
		}
	}
}

// differing leaves out the files whose text has always been the present one,
// and names the others by their path below the content folder dir, which lies
// at prefix in the repository.
func (r *repository) differing(blobs []blob, dir, prefix string) ([]blob, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	count := map[string]int{}
	for _, b := range blobs {
		count[b.path]++
	}
	var out []blob
	for _, b := range blobs {
		below := b.path
		if prefix != "" {
			below = strings.TrimPrefix(b.path, prefix+"/")
		}
		if count[b.path] > 1 || !r.stands(root, below, b.id) {
			out = append(out, blob{below, b.id, b.on})
		}
	}
	return out, nil
}

// stands tells whether a file holds the text of that name.
func (r *repository) stands(root *os.Root, name, id string) bool {
	name = filepath.FromSlash(name)
	if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > frontmatter.MaxSize {
		return false
	}
	text, err := root.ReadFile(name)
	return err == nil && r.hash(text) == id
}
