package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/devserver"
	"parvis/generator/source"
)

func serveCommand(f *flags) *cobra.Command {
	var port int
	var bind string
	var open bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while it is written; pages load anew by themselves",
		Long: `Serve shows the site in a browser on this machine and keeps it up to date: save
a file, and the page shows it. Nothing is written to public/.

Drafts are shown, marked as such. While something is wrong, the last good site
stays, with the problems laid over it. They are those of “parvis check”, but for
what only git's history remembers.

A note at the foot of each page names the file it comes from and opens it in an
editor: Visual Studio Code, or the one whose addresses PARVIS_EDITOR gives, such
as “idea://open?file={file}&line={line}”.

Only this machine sees the site. --bind 0.0.0.0 lets others on the network see
it, drafts included.`,
		Example: "  parvis serve --open\n  parvis serve --port 8080 --theme mytheme\n  PARVIS_EDITOR='zed://file/{file}:{line}' parvis serve",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			editor := os.Getenv("PARVIS_EDITOR")
			if editor == "" {
				editor = devserver.DefaultEditor
			}
			if err := devserver.CheckEditor(editor); err != nil {
				return usage("PARVIS_EDITOR %s", err)
			}
			if port < 0 || port > 65535 {
				return usage("--port %d is not the number of a port: write one from 1 to 65535, or 0 for any that is free", port)
			}
			started, err := f.job()
			if err != nil {
				return err
			}
			promises, err := generator.PublishedPromises(f.out, f.published)
			if errors.Is(err, generator.ErrPublished) {
				return err
			}
			if err != nil {
				f.tell("note: promises are not compared with the published ones: %v", err)
			}
			job := func() (generator.Job, error) {
				job, err := f.liveJob()
				job.Earlier.Promises = promises
				return job, err
			}
			l, err := devserver.Listen(bind, port)
			if err != nil {
				return f.notListening(bind, err)
			}
			f.welcome(l, port)
			f.tellTheme(started)
			if open {
				if err := openBrowser(generator.Address(l)); err != nil {
					f.tell("the browser could not be opened: %v", err)
				}
			}
			debug.SetGCPercent(servedGarbage)
			return generator.Serve(
				c.Context(),
				l,
				generator.ServeOptions{
					Job:     job,
					Content: f.content,
					Theme:   f.outside(started.ThemeDir),
					Bind:    bind,
					Editor:  editor,
					Words:   f.words(),
					Report:  f.reporter(),
					Tell:    func(err error) { fmt.Fprintln(stderr, catalog.Say("note: %v", err).In(f.words())) },
				},
			)
		},
	}
	cmd.Flags().IntVar(&port, "port", 1313, "port to listen on; where it is taken, the next free one")
	cmd.Flags().StringVar(&bind, "bind", "127.0.0.1", "address to listen on; 0.0.0.0 lets other machines see the site")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	return cmd
}

// servedGarbage is garbagePercent for the local server: nearly all that it has in use, it
// keeps for as long as it runs, and an edit makes little garbage.
const servedGarbage = 50

// notListening words why the server cannot listen: an address that this machine
// does not have is wrong use.
func (f *flags) notListening(bind string, err error) error {
	if net.ParseIP(bind) == nil && bind != "localhost" {
		return usage("--bind %q is not an address of this machine: write it as 127.0.0.1, or 0.0.0.0 for all", bind)
	}
	return err
}

// welcome says where the site is, and aloud if that is another port.
func (f *flags) welcome(l net.Listener, port int) {
	got := l.Addr().(*net.TCPAddr).Port
	if port != 0 && got != port {
		fmt.Fprintln(stderr, catalog.Say("port %d is taken by another program; using %d instead", port, got).In(f.words()))
	}
	fmt.Fprintln(stdout, catalog.Say("%s is shown at %s (Ctrl-C ends it)", f.content, generator.Address(l)).In(f.words()))
}

// liveJob is the job as it stands while the server runs: folders may be gone
// that were there when it started.
func (f *flags) liveJob() (generator.Job, error) {
	job, err := f.job()
	var wrong usageError
	if errors.As(err, &wrong) {
		if _, gone := os.Stat(f.content); errors.Is(gone, fs.ErrNotExist) {
			return job, catalog.Say("the folder %s is gone; the site appears again when it is back", f.content)
		}
	}
	return job, err
}

// reporter returns what tells of changes on the terminal.
func (f *flags) reporter() func(devserver.Result, devserver.Changes, time.Duration) {
	first, broken := true, false
	return func(r devserver.Result, c devserver.Changes, took time.Duration) {
		var errs []source.Diagnostic
		for _, d := range r.Diagnostics {
			if d.Severity == source.Error {
				errs = append(errs, d)
			}
		}
		switch warnings := len(r.Diagnostics) - len(errs); {
		case r.Fault != nil:
			fmt.Fprintf(stderr, "parvis: %s\n", f.describe(r.Fault))
		case len(errs) > 0:
			_ = source.Text(stderr, errs, colour(), f.words())
			fmt.Fprintf(stderr, "%s\n", source.Count(errs).In(f.words()))
		case first && warnings > 0:
			f.tell("%s; each page shows its own, “parvis check” lists all", source.Count(r.Diagnostics).Message())
		case broken:
			f.tell("mended: %s", f.what(c))
		case !first:
			f.tell("%s (%d ms)", f.what(c), took.Milliseconds())
		}
		first, broken = false, r.Site == nil
	}
}

// describe is an error with its place, as compilers write it.
func (f *flags) describe(err error) string {
	var fault *devserver.Fault
	if errors.As(err, &fault) && fault.File != "" {
		return fmt.Sprintf("%s:%d: %s", fault.File, fault.Line, f.say(fault))
	}
	return f.say(err)
}

// what names what has changed, in a word or two.
func (f *flags) what(c devserver.Changes) catalog.Message {
	var all []string
	for _, p := range c.Content {
		all = append(all, path.Join(filepath.ToSlash(f.content), p))
	}
	theme, _ := f.themeFolder() // what is wrong with it is said elsewhere
	for _, p := range c.Theme {
		all = append(all, path.Join(theme, p))
	}
	switch {
	case c.All:
		return catalog.Say("folders changed")
	case len(all) == 0:
		return catalog.Say("a new day")
	case len(all) == 1:
		return catalog.Say("%s changed", all[0])
	}
	return catalog.Say("%s and %d more changed", all[0], len(all)-1)
}

// openBrowser opens an address in the browser, as each system does it.
func openBrowser(address string) error {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	cmd := exec.Command(command[0], append(command[1:], address)...)
	if err := cmd.Start(); err != nil {
		return catalog.Say("%s: %s", strings.Join(command, " "), err)
	}
	go func() { _ = cmd.Wait() }() // it need not end before the server does
	return nil
}
