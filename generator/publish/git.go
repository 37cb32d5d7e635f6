package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// gitBranch is a branch of a repository, as hosts of Pages publish it. All work is done in
// a repository of its own, in a folder for the time being: that of the city, its index and
// its working tree are never touched. What lies in the branch and was not published by
// parvis stays, and what is sent is one commit on top of it; so nothing is forced.
type gitBranch struct {
	gitRuns
	dir     string // the repository for the time being
	address string
	branch  string
	tip     string // the commit that is published; "" for none
}

// gitRuns runs git.
type gitRuns struct {
	index   string // the file of the index, where it is not that of the repository
	unasked bool   // it may ask nothing on the terminal
}

// openGit fetches what is published, without what its files hold.
func openGit(ctx context.Context, p Place) (Destination, error) {
	g := &gitBranch{address: p.Remote, branch: p.Branch}
	var err error
	if g.dir, err = os.MkdirTemp("", "parvis-publish-"); err != nil {
		return nil, err
	}
	g.gitRuns = gitRuns{filepath.Join(g.dir, "index-of-parvis"), p.Unasked}
	if err := g.fetch(ctx, p); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

func (g *gitBranch) fetch(ctx context.Context, p Place) error {
	if !strings.ContainsAny(p.Remote, `/\:`) { // the name of a remote
		address, err := g.git(ctx, p.Repo, nil, "remote", "get-url", "--push", "--", p.Remote)
		if err != nil {
			return noRemote(p.Remote)
		}
		g.address = strings.TrimSpace(address)
	}
	if _, err := g.git(ctx, "", nil, "init", "--quiet", "--bare", g.dir); err != nil {
		return err
	}
	if !strings.Contains(g.address, ":") && !filepath.IsAbs(g.address) { // a folder, as it lies from the repository
		g.address = filepath.Join(p.Repo, g.address)
	}
	found, err := g.git(ctx, g.dir, nil, "ls-remote", "--heads", "--", g.address, "refs/heads/"+g.branch)
	if err != nil {
		return err
	}
	if strings.TrimSpace(found) == "" {
		return nil
	}
	// The remote has a name here, so that what is not fetched can be, should it be needed.
	if _, err := g.git(ctx, g.dir, nil, "remote", "add", "place", g.address); err != nil {
		return err
	}
	if _, err := g.git(ctx, g.dir, nil, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "place", "refs/heads/"+g.branch); err != nil {
		return err
	}
	tip, err := g.git(ctx, g.dir, nil, "rev-parse", "FETCH_HEAD")
	g.tip = strings.TrimSpace(tip)
	return err
}

func noRemote(name string) error {
	return catalog.Say("the repository of the content has no remote called %q: write its address into site.yaml, or add it with git", name)
}

// git runs a command of git in a folder, and returns what it says.
func (g gitRuns) git(ctx context.Context, dir string, in []byte, args ...string) (string, error) {
	limited, cancel := context.WithTimeout(ctx, patientGit)
	defer cancel()
	cmd := exec.CommandContext(limited, "git", args...)
	cmd.WaitDelay = 5 * time.Second // what it has started may go on
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(in)
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}, name)
	}), "GIT_HTTP_LOW_SPEED_LIMIT=1", fmt.Sprintf("GIT_HTTP_LOW_SPEED_TIME=%d", silence/time.Second))
	if g.index != "" {
		cmd.Env = append(cmd.Env, "GIT_INDEX_FILE="+g.index)
	}
	if g.unasked {
		cmd.Env = append(cmd.Env, "GIT_TERMINAL_PROMPT=0")
	}
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if ctx.Err() == nil && limited.Err() != nil {
		return "", catalog.Say("“git %s” was not done after %d minutes: the other side may be silent, or git may wait for a password",
			args[0], int(patientGit/time.Minute))
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", catalog.Say("“git %s” says: %s", args[0], firstLines(said.String(), exit))
	}
	if errors.Is(err, exec.ErrNotFound) {
		return "", catalog.Say("the command “git” is not installed")
	}
	return out.String(), err
}

// patientGit is how long a command of git may take.
const patientGit = 15 * time.Minute

// firstLines is what git says of what went wrong, without passwords in addresses.
func firstLines(said string, exit error) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if lines[0] == "" {
		return exit.Error()
	}
	return withoutPassword.ReplaceAllString(strings.Join(lines[:min(3, len(lines))], "; "), "://***@")
}

// Read implements Destination.
func (g *gitBranch) Read(ctx context.Context, name string) ([]byte, error) {
	gone := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	if g.tip == "" {
		return nil, gone
	}
	if found, err := g.git(ctx, g.dir, nil, "ls-tree", "--name-only", g.tip, "--", name); err != nil || strings.TrimSpace(found) == "" {
		return nil, errors.Join(err, gone)
	}
	text, err := g.git(ctx, g.dir, nil, "cat-file", "blob", g.tip+":"+name)
	return []byte(text), err
}

// Send implements Destination.
func (g *gitBranch) Send(ctx context.Context, s *Site, _ func(done, total int)) (Sent, error) {
	if err := s.goOn(ctx, g); err != nil {
		return Sent{}, err
	}
	was, err := ours(func(name string) ([]byte, error) { return g.Read(ctx, name) })
	if err != nil {
		return Sent{}, err
	}
	sent, err := g.index(ctx, s, was)
	if err != nil || sent == (Sent{}) {
		return sent, err
	}
	tree, err := g.git(ctx, g.dir, nil, "write-tree", "--missing-ok")
	if err != nil {
		return Sent{}, err
	}
	m, err := output.ParseManifest(s.text)
	if err != nil {
		return Sent{}, err
	}
	commit := []string{"-c", "user.name=parvis", "-c", "user.email=parvis@localhost", "commit-tree", strings.TrimSpace(tree),
		"-m", "The site of " + m.Day.Format(time.DateOnly)}
	if g.tip != "" {
		commit = append(commit, "-p", g.tip)
	}
	made, err := g.git(ctx, g.dir, nil, commit...)
	if err != nil {
		return Sent{}, err
	}
	made = strings.TrimSpace(made)
	if _, err := g.git(ctx, g.dir, nil, "push", "--quiet", "--", g.address, made+":refs/heads/"+g.branch); err != nil {
		return Sent{}, catalog.Say("the branch %s was not changed: %s", g.branch, err)
	}
	g.tip = made
	return sent, nil
}

// index makes the tree of the branch with the site in it.
func (g *gitBranch) index(ctx context.Context, s *Site, was map[string]output.Digest) (Sent, error) {
	there := map[string]bool{}
	if g.tip != "" {
		if _, err := g.git(ctx, g.dir, nil, "read-tree", g.tip); err != nil {
			return Sent{}, err
		}
		names, err := g.git(ctx, g.dir, nil, "ls-files", "-z")
		if err != nil {
			return Sent{}, err
		}
		for name := range strings.SplitSeq(names, "\x00") {
			there[name] = true
		}
	}
	var changed, gone, taken []string
	for name, h := range s.files {
		d, ours := was[name]
		switch {
		case there[name] && ours && d == digest(h):
		case there[name] && !ours:
			taken = append(taken, name)
		default:
			changed = append(changed, name)
		}
	}
	for name := range was {
		if _, stays := s.files[name]; !stays && there[name] {
			gone = append(gone, name)
		}
	}
	if len(taken) > 0 {
		slices.Sort(taken)
		return Sent{}, occupied(taken)
	}
	var lines strings.Builder
	for _, name := range gone {
		lines.WriteString("0 " + strings.Repeat("0", 40) + "\t" + name + "\x00") // which takes it out
	}
	if _, err := g.git(ctx, g.dir, []byte(lines.String()), "update-index", "-z", "--index-info"); err != nil {
		return Sent{}, err
	}
	return Sent{len(changed), len(gone)}, g.add(ctx, s, changed)
}

// add takes files of the site into the index, with the bytes that they have.
func (g *gitBranch) add(ctx context.Context, s *Site, changed []string) error {
	if len(changed) == 0 {
		return nil
	}
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return err
	}
	log := filepath.Join(g.dir, "log-of-parvis") // which may be another than that of the folder
	if err := os.WriteFile(log, s.log.Bytes(), 0o600); err != nil {
		return err
	}
	slices.Sort(changed)
	var paths bytes.Buffer
	for _, name := range changed {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if name == output.LogName {
			file = log
		}
		paths.WriteString(filepath.ToSlash(file) + "\n")
	}
	ids, err := g.git(ctx, g.dir, paths.Bytes(), "hash-object", "-w", "--no-filters", "--stdin-paths")
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	all := strings.Fields(ids)
	if len(all) != len(changed) {
		return catalog.Say("git has not taken all files")
	}
	for i, name := range changed {
		lines.WriteString("100644 " + all[i] + "\t" + name + "\x00")
	}
	_, err = g.git(ctx, g.dir, lines.Bytes(), "update-index", "-z", "--index-info")
	return err
}

// Close implements Destination.
func (g *gitBranch) Close() error { return os.RemoveAll(g.dir) }

// withoutPassword finds who is named in an address, and with which password.
var withoutPassword = regexp.MustCompile(`://[^/@\s]+@`)
