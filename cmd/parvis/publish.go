package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/publish"
)

func publishCommand(f *flags) *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:   "publish",
		Short: "Make the site, say what changes for readers, and send it where site.yaml says",
		Long: `Publish makes the site as “parvis build” does, says what changes for readers, and after
a yes sends it where “publish” in site.yaml says:

  publish: {to: sftp, host: …, user: …, folder: www} a server of a host; ftps as well
  publish: {to: folder, folder: /srv/www/abroad}     a folder, or a network drive
  publish: {to: git, branch: gh-pages}               a branch, as GitHub Pages shows it
  publish: {to: commit}                              the content, where the host makes the site

With “to: commit” it is the content that is sent, as one commit on the branch that stands
here: what has changed of files that git knows, and new ones that the site is made of. A
draft that was never sent stays at home, and so does what lies beside an entry unnamed.
What others have prepared in the repository is left to them; where somebody has sent
something meanwhile, nothing is sent, and it is said what to do.

Only what has changed is sent: new files first, then pages, the front page last; what is
no more is removed at the end. Files that parvis has not published are never replaced or
removed. A run that was interrupted is taken up again by the next one.

With --yes nothing is asked; where nobody can be asked and without --yes, it only says
what would change. While the content has errors nothing is sent. Passwords never stand in
site.yaml: parvis asks for that of a server, or takes it from PARVIS_PUBLISH_PASSWORD in
the environment; sftp also takes keys of an agent or of “key_file”. A server that is not
known yet is shown by its fingerprint; one whose key has changed is refused.`,
		Example: "  parvis publish\n  parvis publish --yes",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return f.publish(c, yes) },
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "send without asking")
	return cmd
}

func (f *flags) publish(c *cobra.Command, yes bool) error {
	place, err := f.place()
	if err != nil {
		return err
	}
	job, err := f.publicJob()
	if err != nil {
		return err
	}
	release, err := output.Alone(c.Context(), f.out)
	if err != nil {
		return err
	}
	defer release()
	result, err := generator.Build(c.Context(), job, f.out, output.Options{Version: version, Progress: f.progress()})
	if err != nil {
		return err
	}
	if len(result.Diagnostics) > 0 {
		nothing := catalog.Message{}
		if hasErrors(result) {
			nothing = catalog.Say("nothing was published")
		}
		if err := f.report(result, nothing); err != nil {
			return err
		}
	}
	site, err := publish.ReadSite(f.out)
	if err != nil {
		return err
	}
	d, err := publish.Open(c.Context(), place)
	if err != nil {
		return err
	}
	defer d.Close()
	changes, err := publish.Compare(c.Context(), d, site, func(day time.Time) (publish.Elsewhen, error) {
		return generator.Elsewhen(c.Context(), job, f.out, day)
	})
	if err != nil {
		return err
	}
	if !f.quiet {
		for _, line := range changes.Lines() {
			fmt.Fprintln(stdout, line.In(f.words()))
		}
	}
	if !changes.None() && !yes {
		if !asks() {
			return usage("nothing was published, since nobody could be asked; “parvis publish --yes” publishes it")
		}
		if !f.agreesTo(catalog.Say("Publish this to %s? (yes or no)", place)) {
			f.tell("nothing was published")
			return nil
		}
	}
	if changes.None() && place.To == "commit" { // nobody was asked for what readers do not see
		return nil
	}
	sent, err := d.Send(c.Context(), site, f.progress())
	if err != nil && place.To != "commit" { // which is sent in one piece
		err = catalog.Say("not everything was published: %s. “parvis publish” goes on where it stopped", err)
	}
	if err != nil {
		return err
	}
	if sent != (publish.Sent{}) {
		f.tellMessage(catalog.Count(sent.Files, "published to %[2]s: %[1]d file sent, %[3]d removed", "published to %[2]s: %[1]d files sent, %[3]d removed",
			place, sent.Removed))
		if place.To == "commit" {
			f.tell("the host makes the site of it now, which takes some minutes")
		}
	}
	return nil
}

// agreesTo puts a question on the terminal.
func (f *flags) agreesTo(question catalog.Message) bool {
	fmt.Fprint(stderr, question.In(f.words())+" ")
	answer, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	return slices.Contains(agreements, strings.ToLower(strings.TrimSpace(answer)))
}

// place is where site.yaml says that the site is published; who publishes is asked on the
// terminal for what only they know.
func (f *flags) place() (publish.Place, error) {
	p, err := f.namedPlace()
	p.Unasked = !isatty.IsTerminal(os.Stdin.Fd())
	if err != nil || p.Host == "" {
		return p, err
	}
	if asks() {
		p.Trust = func(address, fingerprint string) bool {
			return f.agreesTo(catalog.Say("%s is not known yet. Its key is %s. Is that what your host names? (yes or no)", address, fingerprint))
		}
	}
	p.Password = f.password(publish.PasswordVariable, p.User, p.Host, publish.ErrNoPassword)
	return p, nil
}

// password returns what knows the password of a server by the environment, or asks for it
// once; none is the error where nobody can be asked.
func (f *flags) password(variable, user, host string, none error) func() (string, error) {
	secret, known := os.LookupEnv(variable)
	return func() (string, error) {
		switch {
		case known:
			return secret, nil
		case !asks():
			return "", none
		}
		fmt.Fprint(stderr, catalog.Say("Password of %s at %s (it is not shown):", user, host).In(f.words())+" ")
		typed, err := term.ReadPassword(int(os.Stdin.Fd()))
		fmt.Fprintln(stderr)
		secret, known = string(typed), err == nil
		return secret, err
	}
}

// asks tells whether somebody can be asked.
func asks() bool { return isatty.IsTerminal(os.Stdin.Fd()) && onTerminal() }

// namedPlace is where site.yaml says that the site is published.
func (f *flags) namedPlace() (publish.Place, error) {
	file, err := readFile(filepath.Join(f.content, "site.yaml"))
	if err != nil {
		return publish.Place{}, content.ErrNoContent
	}
	s, _ := content.ParseSettings(file)
	p, err := publish.PlaceOf(s.Publish, f.content, f.out)
	p.Language, p.Before = s.Language, f.before
	p.Sources = func() ([]string, error) {
		job, err := f.job()
		if err != nil {
			return nil, err
		}
		return generator.Sources(job)
	}
	return p, err
}

// before makes the site of an earlier content into a folder, beside what was made of the one of now.
func (f *flags) before(ctx context.Context, content, site string) error {
	then := *f
	theme, err := f.themeFolder()
	if err != nil {
		return err
	}
	if theme = f.outside(theme); theme != "" {
		then.theme = theme
	}
	then.content, then.out = content, site
	job, err := then.job()
	if err != nil {
		return err
	}
	if err := os.CopyFS(site, os.DirFS(f.out)); err != nil { // which has most of what takes long
		return err
	}
	job.Name, job.Chromium, job.Earlier.Promises = filepath.ToSlash(filepath.Clean(f.content)), newsletter.FindChromium(), noPromises
	result, err := generator.Build(ctx, job, site, output.Options{Version: version})
	if err == nil && hasErrors(result) {
		err = publish.ErrUnmade
	}
	return err
}

// noPromises are those of a site before which there was none.
var noPromises = []content.PromiseRecord{}
