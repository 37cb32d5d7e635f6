package generator

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parvis/generator/content"
)

// publishedPromises is where a published site keeps what the next build has
// to remember.
const publishedPromises = "data/promises.json"

// Recall gathers what is remembered of a city's content: the promises of the
// site that was last published into a folder, and the texts of entries that
// git keeps of the content folder. notes say what could not be looked at, and
// why.
func Recall(contentDir, publishedDir string) (out content.Earlier, notes []string) {
	var err error
	if out.Promises, err = PublishedPromises(publishedDir); err != nil {
		notes = append(notes, fmt.Sprintf("promises were not compared with the published ones: %v", err))
	}
	if out.Versions, err = gitVersions(contentDir); err != nil {
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

// What keeps git from being asked.
var (
	errNoGit   = errors.New("the command “git” is not installed")
	errShallow = errors.New("this copy of the repository has no history; get all of it (“fetch-depth: 0” in a workflow)")
)

// gitVersions asks the git command for the earlier texts of all entries that
// have changed since they were first kept, by their path below the content
// folder, the latest first; none where the folder is not kept in git. A few
// calls read the whole history, however many entries there are.
func gitVersions(dir string) (map[string][]content.Version, error) {
	if !inRepository(dir) {
		return nil, nil
	}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errNoGit
	}
	state, err := git(dir, nil, "rev-parse", "--is-shallow-repository", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("git rev-parse: %w", err)
	}
	shallow, prefix, _ := strings.Cut(string(state), "\n")
	if shallow == "true" {
		return nil, errShallow
	}
	folders := []string{"--", string(content.Trips), string(content.Agreements), string(content.Outcomes)}
	log, err := git(dir, nil, append([]string{"log", "-z", "--format=%x01%cI", "--raw", "--no-abbrev", "--no-renames"}, folders...)...)
	if err != nil {
		return nil, nil // there is no commit yet
	}
	changed, err := git(dir, nil, append([]string{"diff", "-z", "--name-only", "--relative", "--no-ext-diff", "HEAD"}, folders...)...)
	if err != nil {
		return nil, err
	}
	blobs := parseLog(string(log), strings.TrimSpace(prefix))
	count := map[string]int{}
	for _, path := range strings.Split(string(changed), "\x00") {
		count[path]++
	}
	for _, b := range blobs {
		count[b.path]++
	}
	return readBlobs(dir, slices.DeleteFunc(blobs, func(b blob) bool { return count[b.path] < 2 }))
}

// inRepository tells whether a folder, or one above it, is kept in git.
func inRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return false
		}
		dir = up
	}
}

// blob is one text of a file that git keeps.
type blob struct {
	path, id string
	on       time.Time
}

// parseLog reads “git log -z --raw”: a commit's day, then two fields for each
// file that it changed.
func parseLog(log, prefix string) []blob {
	var out []blob
	var on time.Time
	fields := strings.Split(log, "\x00")
	for i := 0; i < len(fields); i++ {
		if day, found := strings.CutPrefix(fields[i], "\x01"); found {
			on, _ = time.Parse(time.RFC3339, day)
			continue
		}
		parts := strings.Fields(fields[i])
		if len(parts) < 5 || i+1 == len(fields) {
			continue
		}
		i++
		path := strings.TrimPrefix(fields[i], prefix)
		if gone := strings.Trim(parts[3], "0") == ""; !gone && strings.HasSuffix(path, ".md") {
			out = append(out, blob{path, parts[3], on})
		}
	}
	return out
}

// readBlobs reads the texts of blobs, by path.
func readBlobs(dir string, blobs []blob) (map[string][]content.Version, error) {
	var ask bytes.Buffer
	for _, b := range blobs {
		ask.WriteString(b.id + "\n")
	}
	texts, err := git(dir, &ask, "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	out := map[string][]content.Version{}
	in := bufio.NewReader(bytes.NewReader(texts))
	for _, b := range blobs {
		var id, kind string
		var size int
		if _, err := fmt.Fscanf(in, "%s %s %d\n", &id, &kind, &size); err != nil {
			return nil, fmt.Errorf("git does not have a text of %s", b.path)
		}
		text := make([]byte, size+1) // and the line's end behind it
		if _, err := io.ReadFull(in, text); err != nil {
			return nil, err
		}
		out[b.path] = append(out[b.path], content.Version{On: b.on, Text: text[:size]})
	}
	return out, nil
}

// git runs the git command in a folder. What a hook or the folder's own
// settings would have it do besides is left out.
func git(dir string, in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.Command("git", append([]string{"-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir, cmd.Stdin = dir, in
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	return cmd.Output()
}
