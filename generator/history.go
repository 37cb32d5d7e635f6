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

	"parvis/generator/content"
	"parvis/generator/frontmatter"
)

// publishedPromises is where a published site keeps what the next build has
// to remember.
const publishedPromises = "data/promises.json"

// Recall gathers what is remembered of a city's content: the promises of the
// site that was last published into a folder, and the texts of entries that
// git keeps of the content folder. notes say what could not be looked at, and
// why.
func Recall(ctx context.Context, contentDir, publishedDir string) (out content.Earlier, notes []string) {
	var err error
	if out.Promises, err = PublishedPromises(publishedDir); err != nil {
		notes = append(notes, fmt.Sprintf("promises were not compared with the published ones: %v", err))
	}
	if out.Versions, err = gitVersions(ctx, contentDir); err != nil {
		notes = append(notes, fmt.Sprintf("published figures were not compared with earlier ones: %v", err))
	}
	return out, notes
}

// PublishedPromises are those of the site that was last published into a
// folder, in the order of its data; none where nothing was published.
func PublishedPromises(dir string) ([]content.PromiseRecord, error) {
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(publishedPromises)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
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
	for _, kind := range []content.Kind{content.Trips, content.Agreements, content.Outcomes} {
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
