package generator

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
)

// History is read by the git command and not by a library. It knows every form in
// which a repository can lie (worktrees, packs, partial clones, SHA-256), it is what
// the people who keep the content have anyway, and when go-git was tried, it took
// hundreds of times as long for the same history. Where there is no git, nothing is
// compared, and that is said.
//
// Whoever hands over a content folder hands over its git settings too, and
// dozens of these name programs: filters, signatures, hooks, remotes. So git is
// asked in two steps, of which neither can run one.
//
// “git rev-parse” finds the repository, refuses one that belongs to somebody
// else (safe.directory), and says which commit it stands on and where its
// objects lie; it knows every form of repository, and runs nothing. All else is
// asked of a git folder of our own, which borrows the objects: it has no
// settings, attributes, hooks, remotes or files, so none of the repository's is
// ever read. Files are compared by their hash here and not by “git diff”, which
// would send them through filters.

// What keeps git from being asked.
var (
	errNoGit   = catalog.Say("the command “git” is not installed")
	errShallow = catalog.Say("this copy of the repository has no history; get all of it (“fetch-depth: 0” in a workflow)")
)

// repository is a git repository whose objects can be read.
type repository struct {
	ctx     context.Context
	head    string // the commit that it stands on; "" while there is none
	format  string // of its objects' names: sha1 or sha256
	objects string // where they lie
	bare    string // the git folder of our own
}

// openRepository opens the repository that keeps a folder; close it after use.
func openRepository(ctx context.Context, top string) (*repository, error) {
	r, err := findRepository(ctx, top)
	if err != nil || r.head == "" {
		return r, err
	}
	return r, r.borrow()
}

// findRepository finds out how things stand in the repository that keeps a folder,
// without a look at what it holds.
func findRepository(ctx context.Context, top string) (*repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errNoGit
	}
	r := &repository{ctx: ctx}
	look := func(args ...string) (string, error) {
		out, err := r.run(top, nil, nil, append([]string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "rev-parse"}, args...)...)
		return strings.TrimSuffix(string(out), "\n"), err
	}
	said, err := look("--is-shallow-repository", "--show-object-format", "--git-path", "objects")
	if err != nil {
		return nil, err
	}
	parts := strings.SplitN(said, "\n", 3)
	if len(parts) < 3 {
		return nil, catalog.Say("git says %q of %s", said, top)
	}
	if parts[0] == "true" {
		return nil, errShallow
	}
	r.format, r.objects = parts[1], parts[2]
	if !filepath.IsAbs(r.objects) {
		r.objects = filepath.Join(top, r.objects)
	}
	if r.head, err = look("--verify", "--quiet", "HEAD"); err != nil {
		r.head = ""
		return r, ctx.Err()
	}
	return r, nil
}

// borrow makes the git folder of our own.
func (r *repository) borrow() (err error) {
	if r.bare, err = os.MkdirTemp("", "parvis-git-"); err != nil {
		return err
	}
	settings := "[core]\nbare = true\nrepositoryformatversion = 0\n"
	if r.format != "sha1" {
		settings = "[core]\nbare = true\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = " + r.format + "\n"
	}
	err = errors.Join(
		os.Mkdir(filepath.Join(r.bare, "refs"), 0o700),
		os.WriteFile(filepath.Join(r.bare, "HEAD"), []byte("ref: refs/heads/none\n"), 0o600),
		os.WriteFile(filepath.Join(r.bare, "config"), []byte(settings), 0o600))
	if err != nil {
		r.close()
	}
	return err
}

func (r *repository) close() {
	if r.bare != "" {
		os.RemoveAll(r.bare) //nolint:errcheck // three small files in the temporary folder
	}
}

// ask asks the git folder of our own.
func (r *repository) ask(in io.Reader, args ...string) ([]byte, error) {
	own := []string{
		"GIT_DIR=" + r.bare,
		"GIT_OBJECT_DIRECTORY=" + r.objects,
		"GIT_CONFIG_NOSYSTEM=1",
		"GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_CONFIG_SYSTEM=" + os.DevNull,
	}
	return r.run(r.bare, own, in, args...)
}

// run runs git. Nothing is fetched, paged, traced or asked of anybody.
func (r *repository) run(dir string, env []string, in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(r.ctx, "git", append([]string{"--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks"}, args...)...)
	cmd.Dir, cmd.Stdin = dir, in
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_ALLOW_PROTOCOL=", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0", "GIT_ATTR_NOSYSTEM=1")
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		why, _, _ := strings.Cut(strings.TrimPrefix(string(failed.Stderr), "fatal: "), "\n")
		if strings.Contains(why, "dubious ownership") {
			why = fmt.Sprintf(
				"the repository %s belongs to somebody else; if it may be read all the same, say so with “git config --global --add safe.directory %s”",
				dir,
				dir,
			)
		}
		return nil, fmt.Errorf("git: %s", strings.TrimSpace(why))
	}
	return out, err
}

// blob is one text of a file that git keeps.
type blob struct {
	path, id string
	on       time.Time
}

// log lists the texts of Markdown files in some folders that the repository
// stood on in turn, the latest first. Of what was merged in it knows what came
// of it, on the day of the merge: the steps of a branch were nobody's to read.
func (r *repository) log(folders []string) ([]blob, error) {
	args := append([]string{"log", "-z", "--format=%x01%cI", "--raw", "--no-abbrev", "--no-renames", "--first-parent", "-m", r.head, "--"}, folders...)
	out, err := r.ask(nil, args...)
	return parseLog(string(out)), err
}

// parseLog reads “git log -z --raw”: a commit's day, then two fields for each
// file that it changed.
func parseLog(log string) []blob {
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
		// A mode of 100… is a file's; what is gone has none, and a link leads elsewhere.
		if strings.HasPrefix(parts[1], "100") && strings.HasSuffix(fields[i], ".md") {
			out = append(out, blob{fields[i], parts[3], on})
		}
	}
	return out
}

// texts reads the texts of blobs, in their order. One that is larger than max
// bytes is nil.
func (r *repository) texts(blobs []blob, max int) ([][]byte, error) {
	var ids bytes.Buffer
	for _, b := range blobs {
		ids.WriteString(b.id + "\n")
	}
	sizes, err := r.ask(bytes.NewReader(ids.Bytes()), "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
	if err != nil {
		return nil, err
	}
	ids.Reset()
	fits := make([]bool, len(blobs))
	in := bufio.NewReader(bytes.NewReader(sizes))
	for i, b := range blobs {
		size, err := header(in, b)
		if err != nil {
			return nil, err
		}
		if fits[i] = size <= max; fits[i] {
			ids.WriteString(b.id + "\n")
		}
	}
	all, err := r.ask(&ids, "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(blobs))
	in = bufio.NewReader(bytes.NewReader(all))
	for i, b := range blobs {
		if !fits[i] {
			continue
		}
		size, err := header(in, b)
		if err != nil {
			return nil, err
		}
		text := make([]byte, size+1) // and the line's end behind it
		if _, err := io.ReadFull(in, text); err != nil {
			return nil, err
		}
		out[i] = text[:size]
	}
	return out, nil
}

// header reads what “git cat-file” says of an object: its size in bytes.
func header(in *bufio.Reader, b blob) (size int, err error) {
	line, _ := in.ReadString('\n')
	var id, kind string
	if _, err := fmt.Sscanf(line, "%s %s %d\n", &id, &kind, &size); err != nil || id != b.id || size < 0 {
		return 0, catalog.Say("git does not have an earlier text of %s; get the whole repository, by cloning it without “--filter” and “--depth”", b.path)
	}
	return size, nil
}

// hash is the name that git gives to a text.
func (r *repository) hash(text []byte) string {
	h := sha1.New()
	if r.format == "sha256" {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}
