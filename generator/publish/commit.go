package publish

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// gitCommit is the city's own repository, of whose content the host makes the site. What is sent
// is one commit of the content on the branch that stands there: what has changed of files that
// it has already, and those that the site is made of. So what lies beside an entry and is named
// by none stays at home, as do drafts that were never sent, and what others have prepared.
// Nothing of the repository changes before the other side has taken the commit.
type gitCommit struct {
	gitRuns
	place     Place
	dir       string // for the time being: an index, and the site of what was sent before
	top       string // of the repository
	in        string // how git calls the content folder: "content/", or "" for all of it
	branch    string
	head, tip string // the commit that stands here, and that of the other side
	before    *folder
	unmade    error
}

// openCommit looks whether a commit can be made and sent.
func openCommit(ctx context.Context, p Place) (Destination, error) {
	g := &gitCommit{place: p}
	var err error
	if g.dir, err = os.MkdirTemp("", "parvis-publish-"); err != nil {
		return nil, err
	}
	g.gitRuns = gitRuns{filepath.Join(g.dir, "index-of-parvis"), p.Unasked}
	if err := g.stands(ctx); err != nil {
		return nil, errors.Join(err, g.Close())
	}
	return g, nil
}

// says asks git in the folder of the content.
func (g *gitCommit) says(ctx context.Context, args ...string) (string, error) {
	said, err := g.git(ctx, g.place.Repo, nil, append([]string{"-c", "core.fsmonitor=false"}, args...)...)
	return strings.TrimSuffix(said, "\n"), err
}

// stands finds out how things stand here and on the other side.
func (g *gitCommit) stands(ctx context.Context) (err error) {
	if g.top, err = g.says(ctx, "rev-parse", "--show-toplevel"); err != nil {
		return catalog.Say("the content lies in no repository of git that can be used: %s", err)
	}
	if g.in, err = g.says(ctx, "rev-parse", "--show-prefix"); err != nil {
		return err
	}
	if g.branch, err = g.says(ctx, "symbolic-ref", "--quiet", "--short", "HEAD"); err != nil {
		return catalog.Say("the repository of the content stands on no branch: go back to the one that is published, with “git switch”")
	}
	if g.head, err = g.says(ctx, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return catalog.Say("the repository of the content has no commit yet: make the first one and send it, with “git commit” and “git push”")
	}
	if _, err := g.says(ctx, "rev-parse", "--verify", "--quiet", "MERGE_HEAD"); err == nil {
		return catalog.Say("a merge has begun in the repository of the content: finish it first, with “git commit” or “git merge --abort”")
	}
	if !strings.ContainsAny(g.place.Remote, `/\:`) {
		if _, err := g.says(ctx, "remote", "get-url", "--push", "--", g.place.Remote); err != nil {
			return noRemote(g.place.Remote)
		}
	}
	if g.tip, err = g.there(ctx); err != nil {
		return err
	}
	if g.tip == "" {
		return catalog.Say("%s has no branch %s yet: send it there once, with “git push”", g.place, g.branch)
	}
	return g.follows(ctx)
}

// there is the commit at which the branch stands on the other side; "" for none.
func (g *gitCommit) there(ctx context.Context) (string, error) {
	found, err := g.says(ctx, "ls-remote", "--heads", "--", g.place.Remote, "refs/heads/"+g.branch)
	commit, _, _ := strings.Cut(found, "\t")
	return commit, err
}

// follows wants what stands here to go on from what was sent, and to have changed nothing
// since but the content, which would be sent too.
func (g *gitCommit) follows(ctx context.Context) error {
	if _, err := g.says(ctx, "merge-base", "--is-ancestor", g.tip, g.head); err != nil {
		return g.movedOn()
	}
	changed, err := g.says(ctx, "diff-tree", "-r", "--name-only", "--no-renames", "-z", g.tip, g.head)
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(changed, "\x00"), "\x00") {
		if name != "" && !strings.HasPrefix(name, g.in) {
			return catalog.Say("the repository has commits that were not sent yet and change more than the content, such as %s: "+
				"send them first, with “git push”", name)
		}
	}
	return nil
}

func (g *gitCommit) movedOn() error {
	return catalog.Say("somebody has sent something to the branch %s of %s that is not here: take it over with “git pull”, "+
		"or have it done by whoever set up git; then look at the site once more, and publish again", g.branch, g.place)
}

// Read implements Destination: it reads a file of the site that is made of what was sent before.
func (g *gitCommit) Read(ctx context.Context, name string) ([]byte, error) {
	if g.before == nil && g.unmade == nil {
		if g.unmade = g.make(ctx); g.unmade == nil {
			r, err := openFolder(filepath.Join(g.dir, "site"))
			if err != nil {
				return nil, err
			}
			g.before = r.(*folder)
		}
	}
	if g.unmade != nil {
		return nil, g.unmade
	}
	return readAll(g.before, name, mostManifest)
}

// make makes the site of what was sent before; an fs.ErrNotExist where that was no content.
func (g *gitCommit) make(ctx context.Context) error {
	if _, err := g.says(ctx, "rev-parse", "--verify", "--quiet", g.tip+":"+g.in+"site.yaml"); err != nil {
		return fs.ErrNotExist
	}
	if _, err := g.says(ctx, "read-tree", g.tip+":"+strings.TrimSuffix(g.in, "/")); err != nil {
		return err
	}
	content := filepath.Join(g.dir, "content")
	if _, err := g.git(ctx, g.top, nil, "checkout-index", "--all", "--quiet", "--prefix="+filepath.ToSlash(content)+"/"); err != nil {
		return err
	}
	return g.place.Before(ctx, content, filepath.Join(g.dir, "site"))
}

// Send implements Destination.
func (g *gitCommit) Send(ctx context.Context, s *Site, _ func(done, total int)) (Sent, error) {
	tree, err := g.tree(ctx)
	if err != nil {
		return Sent{}, err
	}
	made := g.head // which may not have been sent either
	if was, err := g.says(ctx, "rev-parse", g.head+"^{tree}"); err != nil {
		return Sent{}, err
	} else if was != tree {
		if made, err = g.commit(ctx, s, tree); err != nil {
			return Sent{}, err
		}
	}
	changed, err := g.says(ctx, "diff-tree", "-r", "--name-status", "--no-renames", "-z", g.tip, made)
	if err != nil || changed == "" {
		return Sent{}, err
	}
	if err := g.push(ctx, made); err != nil {
		return Sent{}, err
	}
	var sent Sent
	parts := strings.Split(changed, "\x00")
	for i := 0; i+1 < len(parts); i += 2 {
		if parts[i] == "D" {
			sent.Removed++
		} else {
			sent.Files++
		}
	}
	if err := g.takeUp(ctx, made); err != nil {
		return sent, catalog.Say("the content was sent, but the repository here does not know it yet; “git pull” takes it over: %s", err)
	}
	return sent, nil
}

// tree makes the tree of the branch with the content in it, in an index of its own.
func (g *gitCommit) tree(ctx context.Context) (string, error) {
	files, err := g.place.Sources()
	if err != nil {
		return "", err
	}
	if _, err := g.says(ctx, "read-tree", g.head); err != nil {
		return "", err
	}
	if _, err := g.says(ctx, "add", "--update", "--", ".", ":(exclude).parvis-desk"); err != nil {
		return "", err
	}
	_, err = g.git(ctx, g.place.Repo, []byte(strings.Join(files, "\x00")), "--literal-pathspecs", "add", "--pathspec-from-file=-", "--pathspec-file-nul")
	if err != nil {
		return "", err
	}
	return g.says(ctx, "write-tree")
}

// commit makes the commit, in the name of whoever git knows here, and in the city's language.
func (g *gitCommit) commit(ctx context.Context, s *Site, tree string) (string, error) {
	m, err := output.ParseManifest(s.text)
	if err != nil {
		return "", err
	}
	var who []string
	if _, err := g.says(ctx, "var", "GIT_AUTHOR_IDENT"); err != nil {
		who = []string{"-c", "user.name=parvis", "-c", "user.email=parvis@localhost"}
	}
	said := catalog.Say("Publish the content of %s", catalog.Day(m.Day)).In(catalog.For(g.place.Language))
	return g.says(ctx, append(who, "commit-tree", tree, "-p", g.head, "-m", said)...)
}

// push sends a commit.
func (g *gitCommit) push(ctx context.Context, made string) error {
	_, err := g.says(ctx, "push", "--quiet", "--", g.place.Remote, made+":refs/heads/"+g.branch)
	if err == nil {
		return nil
	}
	if now, other := g.there(ctx); other == nil && now != g.tip { // in the last moment
		return g.movedOn()
	}
	return catalog.Say("the branch %s was not changed: %s", g.branch, err)
}

// takeUp has the repository stand at the commit that was sent. Of its own index only what is in
// that commit changes.
func (g *gitCommit) takeUp(ctx context.Context, made string) error {
	changed, err := g.says(ctx, "diff-tree", "-r", "--name-only", "--no-renames", "-z", g.head, made)
	if err != nil || changed == "" {
		return err
	}
	if _, err := g.says(ctx, "update-ref", "-m", "parvis publish", "HEAD", made, g.head); err != nil {
		return err
	}
	g.index = "" // that of the repository
	_, err = g.git(ctx, g.top, []byte(changed), "--literal-pathspecs", "reset", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul")
	return err
}

// Close implements Destination.
func (g *gitCommit) Close() error {
	if g.before != nil {
		_ = g.before.Close()
	}
	return os.RemoveAll(g.dir)
}
