package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator"
)

// commandSettings are the settings of git's manual (git-config, up to 2.55)
// that take a command, or the name of one, and those that make git use it. MARK
// stands for a program that leaves a mark. The second text, where there is one,
// is a git command that leaves it: so it is known that the trap is set.
var commandSettings = [][2]string{
	{"core.fsmonitor=MARK", "status"}, {"core.hooksPath=HOOKS", "checkout -q --detach"}, {"core.sshCommand=MARK", "fetch ssh://h/r"},
	{"core.gitProxy=MARK", "fetch git://h/r"}, {"core.askPass=MARK", ""}, {"core.editor=MARK", "commit --amend --allow-empty"}, {"core.pager=MARK", ""},
	{"core.alternateRefsCommand=MARK", ""}, {"core.worktree=ELSEWHERE", ""}, {"core.attributesFile=ATTRIBUTES", ""},
	{"filter.trap.clean=MARK", "diff HEAD"}, {"filter.trap.smudge=MARK", "checkout HEAD~1 -- city"}, {"filter.trap.process=MARK", "diff HEAD"},
	{"diff.trap.command=MARK", "diff HEAD"}, {"diff.trap.textconv=MARK", "log -p"}, {"diff.external=MARK", "diff HEAD"}, {"merge.trap.driver=MARK %A", ""},
	{"log.showSignature=true\ngpg.program=MARK", "log"}, {"log.showSignature=true\ngpg.openpgp.program=MARK", "log"},
	{
		"log.showSignature=true\ngpg.format=x509\ngpg.x509.program=MARK",
		"",
	}, {"log.showSignature=true\ngpg.format=ssh\ngpg.ssh.program=MARK\ngpg.ssh.allowedSignersFile=ATTRIBUTES", ""},
	{
		"gpg.ssh.defaultKeyCommand=MARK",
		"",
	}, {"commit.gpgSign=true\ngpg.program=MARK", "commit --allow-empty -m x"}, {"merge.verifySignatures=true\ngpg.program=MARK", ""},
	{"tag.gpgSign=true\ngpg.program=MARK", ""}, {"push.gpgSign=true\ngpg.program=MARK", ""},
	{"pager.log=MARK", ""}, {"pager.rev-parse=MARK", ""}, {"pager.cat-file=MARK", ""}, {"pager.diff=MARK", ""},
	{"alias.log=!MARK", ""}, {"alias.rev-parse=!MARK", ""}, {"alias.cat-file=!MARK", ""}, {"alias.trap=!MARK", "trap"},
	{"credential.helper=!MARK", "credential fill"}, {"credential.https://h.helper=!MARK", ""},
	{
		"remote.trap.url=h:r\nremote.trap.uploadpack=MARK",
		"",
	}, {"remote.trap.url=REPOSITORY\nremote.trap.uploadpack=MARK", "fetch trap"}, {"remote.trap.receivepack=MARK", ""},
	{
		"remote.trap.vcs=ext",
		"",
	}, {"remote.trap.proxy=MARK", ""}, {"http.proxy=MARK", ""}, {"protocol.ext.allow=always\nurl.ext::MARK .insteadOf=https://h/", "fetch https://h/r"},
	{"url.ext::MARK .pushInsteadOf=https://h/", ""}, {"uploadpack.packObjectsHook=MARK", ""},
	{"hook.trap.command=MARK\nhook.trap.event=post-checkout\nhook.trap.event=reference-transaction\nhook.trap.event=post-index-change", ""},
	{"sequence.editor=MARK", "-c rebase.autoStash=true rebase -i HEAD~1"}, {"interactive.diffFilter=MARK", ""}, {"gc.recentObjectsHook=MARK", ""},
	{
		"trailer.trap.command=MARK",
		"",
	}, {"trailer.trap.cmd=MARK", ""}, {"tar.trap.command=MARK", ""}, {"submodule.sub.update=!MARK\nsubmodule.sub.active=true", ""},
	{
		"diff.tool=trap\ndifftool.trap.cmd=MARK",
		"difftool -y HEAD",
	}, {"diff.guitool=trap\ndifftool.trap.path=MARK", ""}, {"merge.tool=trap\nmergetool.trap.cmd=MARK", ""},
	{"merge.guitool=trap\nmergetool.trap.path=MARK", ""}, {"guitool.trap.cmd=MARK", ""}, {"man.viewer=trap\nman.trap.cmd=MARK", ""}, {"man.trap.path=MARK", ""},
	{
		"web.browser=trap\nbrowser.trap.cmd=MARK",
		"",
	}, {"browser.trap.path=MARK", ""}, {"help.browser=trap", ""}, {"instaweb.browser=trap", ""}, {"instaweb.httpd=MARK", ""},
	{"imap.tunnel=MARK", ""}, {"gitcvs.dbDriver=MARK", ""}, {"sendemail.smtpServer=MARK", ""}, {"sendemail.sendmailCmd=MARK", ""}, {"sendemail.toCmd=MARK", ""},
	{"sendemail.ccCmd=MARK", ""}, {"sendemail.headerCmd=MARK", ""}, {"lfs.customtransfer.trap.path=MARK", ""}, {"init.templateDir=ELSEWHERE", ""},
	{
		"include.path=INCLUDED",
		"diff HEAD",
	}, {"includeIf.gitdir:/.path=INCLUDED", "diff HEAD"}, {"trace2.eventTarget=MARKS", ""}, {"trace2.normalTarget=MARKS", ""},
	{
		"extensions.partialClone=trap\nremote.trap.promisor=true\nremote.trap.url=REPOSITORY\nremote.trap.uploadpack=MARK\ncore.repositoryFormatVersion=1",
		"cat-file -p MISSING",
	},
	{"extensions.worktreeConfig=true", ""}, {"core.commitGraph=true", ""}, {"core.splitIndex=true", ""}, {"core.untrackedCache=true", ""},
}

// hookNames are all hooks of git's manual.
var hookNames = strings.Fields(`applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit
	pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update reference-transaction push-to-checkout
	pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman p4-changelist p4-prepare-changelist p4-post-changelist p4-pre-submit post-index-change`)

// repo is a repository that tests make.
type repo struct {
	*testing.T
	dir string
	day string
}

func newRepo(t *testing.T, args ...string) *repo {
	if _, err := exec.LookPath("git"); err != nil {
		need(t, "git")
	}
	r := &repo{T: t, dir: t.TempDir(), day: "2026-01-01"}
	r.git(append([]string{"init", "-q"}, args...)...)
	return r
}

// try runs git in the folder as somebody would who trusts it.
func (r *repo) try(in string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = r.dir, strings.NewReader(in)
	day := r.day + "T12:00:00Z"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + r.dir, "GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=A",
		"GIT_COMMITTER_EMAIL=a@example.org", "GIT_COMMITTER_DATE=" + day, "GIT_AUTHOR_DATE=" + day, "GIT_TERMINAL_PROMPT=0"}
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func (r *repo) git(args ...string) string {
	r.Helper()
	out, err := r.try("", args...)
	if err != nil {
		r.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return out
}

func (r *repo) write(name, text string) {
	r.Helper()
	name = filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		r.Fatal(err)
	}
}

// commit keeps all that there is, as of a day.
func (r *repo) commit(day string) {
	r.Helper()
	r.day = day
	r.git("add", "-A")
	r.git("commit", "-q", "-m", day)
}

// recalled is what parvis finds of one entry, as one text.
func recalled(t testing.TB, content string) string {
	t.Helper()
	out := t.TempDir()
	if err := os.Mkdir(filepath.Join(out, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "data", "promises.json"), []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	earlier, err := generator.Recall(t.Context(), &generator.Memory{Content: content, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, v := range earlier.Versions["trips/a.md"] {
		found = append(found, v.On.Format("2006-01-02")+" "+strings.TrimSpace(string(v.Text)))
	}
	return strings.Join(append(found, said(earlier.Notes)...), "|")
}

// threeTexts is what parvis finds in a repository of twoCommits.
const threeTexts = "2026-02-02 two|2026-01-01 one"

// twoCommits puts an entry into a repository, which is changed once and then
// once more without being kept.
func (r *repo) twoCommits() {
	r.Helper()
	r.write("city/trips/a.md", "one\n")
	r.commit("2026-01-01")
	r.write("city/trips/a.md", "two\n")
	r.commit("2026-02-02")
	r.write("city/trips/a.md", "three\n")
}

// TestGitRunsNothing sets every trap that a repository can hold, and finds the
// earlier texts without stepping into one.
func TestGitRunsNothing(t *testing.T) {
	r := newRepo(t)
	marks, mark := filepath.Join(r.dir, "marks"), filepath.Join(r.dir, "mark")
	r.write("mark", "#!/bin/sh\necho \"$0 $@\" >>'"+marks+"'\n")
	for _, hook := range hookNames {
		r.write("hooks/"+hook, "#!/bin/sh\necho \"$0\" >>'"+marks+"'\n")
	}
	r.write(".gitignore", "/*\n!/city\n!/.git*\n")
	r.write(".gitmodules", "[submodule \"sub\"]\npath = city/sub\nurl = https://h/r\nupdate = !"+mark+"\n")
	r.twoCommits()
	// The same once more, with a signature that git could ask a program about.
	signed, err := r.try(
		strings.Replace(
			r.git("cat-file", "commit", "HEAD")+"\n",
			"\n\n",
			"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n\n",
			1,
		),
		"hash-object",
		"-t",
		"commit",
		"-w",
		"--stdin",
	)
	if err != nil {
		t.Fatal(signed)
	}
	r.git("update-ref", "HEAD", signed)
	r.git("clone", "-q", "--bare", ".", "bare.git")
	attributes := "* filter=trap diff=trap merge=trap ident\n"
	for _, name := range []string{".gitattributes", "city/.gitattributes", "city/trips/.gitattributes", ".git/info/attributes", "attributes"} {
		r.write(name, attributes)
	}
	r.write("included", "[filter \"trap\"]\nclean = "+mark+"\nprocess = "+mark+"\n[core]\nfsmonitor = "+mark+"\n")
	r.write(".git/config.worktree", "[core]\nfsmonitor = "+mark+"\n")
	r.write("elsewhere/trips/a.md", "elsewhere\n")
	r.write(".git/objects/info/alternates", filepath.Join(r.dir, "bare.git", "objects")+"\n")
	for name, value := range map[string]string{"GIT_EXTERNAL_DIFF": mark, "GIT_SSH_COMMAND": mark, "GIT_PAGER": mark, "GIT_EDITOR": mark,
		"GIT_TRACE": marks, "GIT_DIR": filepath.Join(r.dir, "bare.git"), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor",
		"GIT_CONFIG_VALUE_0": mark} {
		t.Setenv(name, value)
	}
	fill := strings.NewReplacer("MARKS", marks, "MARK", mark, "HOOKS", filepath.Join(r.dir, "hooks"), "ELSEWHERE", filepath.Join(r.dir, "elsewhere"),
		"ATTRIBUTES", filepath.Join(r.dir, "attributes"), "INCLUDED", filepath.Join(r.dir, "included"), "REPOSITORY",
		filepath.Join(r.dir, "bare.git"), "MISSING", strings.Repeat("1", 40))
	plain, err := os.ReadFile(filepath.Join(r.dir, ".git", "config"))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range commandSettings {
		r.write(".git/config", string(plain)+settings(fill.Replace(s[0])))
		if got := recalled(t, filepath.Join(r.dir, "city")); got != "2026-02-02 two|2026-02-02 two|2026-01-01 one" && got != threeTexts {
			t.Errorf("%s: %s", s[0], got)
		}
		if ran, err := os.ReadFile(marks); err == nil {
			t.Errorf("%s: ran %s", s[0], ran)
			os.Remove(marks)
		}
		if s[1] == "" {
			continue
		}
		head := r.git("--no-pager", "-c", "log.showSignature=false", "rev-parse", "HEAD")
		out, _ := r.try("url=https://h/r\n\n", strings.Fields(fill.Replace(s[1]))...)
		if _, err := os.Stat(marks); err != nil {
			t.Errorf("%s is no trap: “git %s” ran nothing\n%s", s[0], s[1], out)
		}
		r.write(".git/config", string(plain))
		r.try("", "rebase", "--abort") //nolint:errcheck // where there is none
		r.git("-c", "core.hooksPath=/dev/null", "update-ref", "HEAD", head)
		r.write("city/trips/a.md", "three\n")
		os.Remove(marks)
	}
	// The hooks and settings together, where a file leads to the repository.
	if err := os.Rename(filepath.Join(r.dir, ".git"), filepath.Join(r.dir, "moved")); err != nil {
		t.Fatal(err)
	}
	r.write(".git", "gitdir: moved\n")
	for _, hook := range hookNames {
		r.write("moved/hooks/"+hook, "#!/bin/sh\necho \"$0\" >>'"+marks+"'\n")
	}
	r.write(
		"moved/config",
		string(plain)+settings(fill.Replace("core.fsmonitor=MARK\nfilter.trap.process=MARK\ndiff.external=MARK\nlog.showSignature=true\ngpg.program=MARK")),
	)
	if got := recalled(t, filepath.Join(r.dir, "city")); got != threeTexts {
		t.Errorf("behind a file: %s", got)
	}
	if ran, err := os.ReadFile(marks); err == nil {
		t.Errorf("behind a file: ran %s", ran)
	}
}

// settings writes settings as a file of git's does.
func settings(lines string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(lines, "\n") {
		name, value, _ := strings.Cut(line, "=")
		first, last := strings.Index(name, "."), strings.LastIndex(name, ".")
		section := name[:first]
		if first < last {
			section = fmt.Sprintf("%s %q", name[:first], name[first+1:last])
		}
		fmt.Fprintf(&b, "[%s]\n%s = %q\n", section, name[last+1:], value)
	}
	return b.String()
}

// TestGitFetchesNothing asks a repository for a text that it would fetch from
// elsewhere: nothing is fetched, and a note says what is missing.
func TestGitFetchesNothing(t *testing.T) {
	r := newRepo(t)
	marks, mark := filepath.Join(r.dir, "marks"), filepath.Join(r.dir, "mark")
	r.write(".gitignore", "/*\n!/city\n")
	r.write("mark", "#!/bin/sh\necho \"$@\" >>'"+marks+"'\n")
	r.twoCommits()
	one := r.git("rev-parse", "HEAD~1:city/trips/a.md")
	r.git("clone", "-q", "--bare", ".", "bare.git")
	if err := os.Remove(filepath.Join(r.dir, ".git", "objects", one[:2], one[2:])); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"core.repositoryFormatVersion=1", "extensions.partialClone=trap", "remote.trap.promisor=true",
		"remote.trap.url=" + filepath.Join(r.dir, "bare.git"), "remote.trap.uploadpack=" + mark} {
		name, value, _ := strings.Cut(s, "=")
		r.git("config", name, value)
	}
	if got, want := recalled(t, filepath.Join(r.dir, "city")), "git does not have an earlier text of trips/a.md; get the whole repository"; !strings.Contains(
		got,
		want,
	) {
		t.Errorf("%s, want %s", got, want)
	}
	if ran, err := os.ReadFile(marks); err == nil {
		t.Errorf("ran %s", ran)
	}
	if out, _ := r.try("", "cat-file", "-p", one); !exists(marks) {
		t.Errorf("no trap: %s", out)
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// TestGitForms finds the earlier texts in every form that a repository takes,
// and says why where it may not look.
func TestGitForms(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	r := newRepo(t)
	r.twoCommits()
	city := filepath.Join(r.dir, "city")
	r.git("worktree", "add", "-q", "tree", "HEAD")
	if err := os.Symlink(city, filepath.Join(r.dir, "link")); err != nil {
		t.Fatal(err)
	}
	hashed := newRepo(t, "--object-format=sha256")
	hashed.twoCommits()
	starred := newRepo(t)
	starred.write("c*ty/trips/a.md", "starred\n")
	starred.twoCommits()
	root := newRepo(t)
	root.write("trips/a.md", "one\n")
	root.commit("2026-01-01")
	root.git("pack-refs", "--all")
	root.write("trips/a.md", "two\n")
	shallow := newRepo(t)
	shallow.git("pull", "-q", "--depth", "1", "file://"+r.dir)
	empty := newRepo(t)
	empty.write("city/trips/a.md", "one\n")
	merged := newRepo(t)
	merged.twoCommits()
	merged.git("checkout", "-q", ".")
	merged.git("checkout", "-q", "-b", "branch")
	for _, text := range []string{"step", "three"} {
		merged.write("city/trips/a.md", text+"\n")
		merged.commit("2026-02-03")
	}
	merged.git("checkout", "-q", "-")
	merged.day = "2026-03-03"
	merged.git("merge", "-q", "--no-ff", "-m", "Merge", "branch")
	for _, c := range []struct{ dir, want string }{
		{city, threeTexts},
		{filepath.Join(r.dir, "link"), threeTexts},
		{filepath.Join(r.dir, "tree", "city"), threeTexts},
		{filepath.Join(hashed.dir, "city"), threeTexts},
		{filepath.Join(starred.dir, "c*ty"), ""},
		{filepath.Join(starred.dir, "city"), threeTexts},
		{root.dir, "2026-01-01 one"},
		{filepath.Join(shallow.dir, "city"), "published figures were not compared with earlier ones: this copy of the repository has no history; get all of " +
			"it (“fetch-depth: 0” in a workflow)"},
		{filepath.Join(empty.dir, "city"), ""},
		{filepath.Join(merged.dir, "city"), "2026-03-03 three|2026-02-02 two|2026-01-01 one"},
	} {
		if got := recalled(t, c.dir); got != c.want {
			t.Errorf("%s: %s, want %s", c.dir, got, c.want)
		}
	}
	if os.Getuid() == 0 { // may give its repository away
		if err := os.Chown(r.dir, 12345, 12345); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Join(r.dir, ".git"), 12345, 12345); err != nil {
			t.Fatal(err)
		}
		if got, want := recalled(t, city), "belongs to somebody else; if it may be read all the same, say so with “git config --global --add safe.directory "+r.dir+"”"; !strings.HasSuffix(
			got,
			want,
		) {
			t.Errorf("%s, want %s", got, want)
		}
		home := t.TempDir()
		t.Setenv("HOME", home)
		if out, err := exec.Command("git", "config", "--global", "--add", "safe.directory", r.dir).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		if got := recalled(t, city); got != threeTexts {
			t.Errorf("allowed: %s", got)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(temporary, "parvis-git-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
