package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/desk"
	"parvis/generator/devserver"
	"parvis/generator/newentry"
	"parvis/generator/newsletter"
)

func deskCommand(f *flags) *cobra.Command {
	o := deskOptions{}
	cmd := &cobra.Command{
		Use:   "desk",
		Short: "Write in the browser, and publish: forms, the page beside them, what is open",
		Long: `Desk opens the browser on a desk for this city: a form for every file, with the page
as it will be beside it and what is still open above it. Saving changes in the file
only what was changed in the form; comments and all else stay as they are.

Where there is no city yet, it asks for one and makes it: a double click on the
program does the same. A city in the folder of the program, or in that of your
documents, is found again.

“Publish the site” makes it, says what changes for readers, and after a yes sends it
where the settings say, as “parvis publish” does; a password is asked for, and kept
nowhere. What is to be published and has an error is not saved: mend it, or mark it
as a draft. A file that somebody else has changed meanwhile is never overwritten. What
is not saved yet is kept, and so is for a week what a file said before it was saved,
and what was deleted.

Only this machine sees the desk, at an address that nobody can guess. Some minutes
after its last page was closed it ends by itself.`,
		Example: "  parvis desk\n  parvis desk --port 8080 --no-open",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			o.named = c.Flags().Changed("content")
			if o.noOpen && !c.Flags().Changed("idle") {
				o.idle = 0 // nobody knows when the first page will be opened
			}
			return o.run(c.Context(), f)
		},
	}
	cmd.Flags().IntVar(&o.port, "port", deskPort, "port to listen on; where it is taken, the next free one")
	cmd.Flags().BoolVar(&o.noOpen, "no-open", false, "do not open the browser")
	cmd.Flags().DurationVar(&o.idle, "idle", deskIdle, "how long no page may be open until the desk ends; 0 for ever")
	_ = cmd.Flags().MarkHidden("idle") // for tests
	return cmd
}

const (
	deskPort = 1313
	// deskIdle is how long no page of the desk may be open until it ends. A page that
	// nobody looks at tells once a minute that it is open.
	deskIdle = 5 * time.Minute
)

// deskOptions say how the desk stands.
type deskOptions struct {
	port   int
	noOpen bool
	idle   time.Duration // 0 for ever
	named  bool          // the content folder was named
	click  bool          // it was started by a double click
}

// run stands the desk up until its last page is closed, or somebody ends it.
func (o deskOptions) run(ctx context.Context, f *flags) error {
	if o.port < 0 || o.port > 65535 {
		return usage("--port %d is not the number of a port: write one from 1 to 65535, or 0 for any that is free", o.port)
	}
	secret := ""
	var l net.Listener
	if dir, found := f.cityHere(); !o.named && found && dir != "" {
		if err := os.Chdir(dir); err != nil {
			return err
		}
	} else if !o.named && !found {
		var err error
		if l, secret, err = o.begin(ctx, f); l == nil {
			return err
		}
	}
	if _, err := f.readCity(); err != nil {
		return err
	}
	started, err := f.job()
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	d, err := desk.New(desk.Config{Root: root, Words: f.words(), City: f.cityIn, Job: f.liveJob, Chromium: newsletter.FindChromium(), Secret: secret,
		Publishing: &desk.Publishing{Place: f.namedPlace, Job: f.publicJob, Out: f.out, Version: version}})
	if err != nil {
		return err
	}
	defer d.End()
	if l == nil {
		if l, err = devserver.Listen("127.0.0.1", o.port); err != nil {
			return err
		}
		o.show(f, generator.Address(l)+d.Path()[1:])
	}
	debug.SetGCPercent(servedGarbage)
	ctx, closed := o.untilClosed(ctx, d)
	report := f.reporter()
	err = generator.Serve(ctx, l, generator.ServeOptions{
		Job: func() (generator.Job, error) {
			job, err := f.liveJob()
			job.Content = d.Content()
			return job, err
		},
		Content: f.content,
		Theme:   f.outside(started.ThemeDir),
		Bind:    "127.0.0.1",
		Editor:  devserver.DefaultEditor,
		Words:   f.words(),
		Report: func(r devserver.Result, changes devserver.Changes, took time.Duration) {
			d.Note(r.Diagnostics, changes.Content, changes.All)
			report(r, changes, took)
		},
		Tell:    func(err error) { fmt.Fprintln(stderr, catalog.Say("note: %v", err).In(f.words())) },
		Desk:    d,
		Changed: d.Changed(),
	})
	o.tellEnd(f, closed(), len(d.Unsaved()))
	return err
}

// show says where the desk stands, and opens the browser on it.
func (o deskOptions) show(f *flags, address string) {
	fmt.Fprintln(stdout, catalog.Say("the desk stands at %s (Ctrl-C ends it)", address).In(f.words()))
	if o.noOpen {
		return
	}
	if err := openBrowser(address); err != nil {
		f.tell("the browser could not be opened: %v", err)
	} else if o.click {
		leaveConsole()
	}
}

// tellEnd says why the desk has ended, and that nothing is lost.
func (o deskOptions) tellEnd(f *flags, closed bool, unsaved int) {
	if closed {
		fmt.Fprintln(stdout, catalog.Say("the desk has ended: no page of it has been open for a while").In(f.words()))
	}
	if unsaved > 0 {
		fmt.Fprintln(stdout, catalog.Count(unsaved, "%d file is not saved yet; what you wrote is kept, and offered at the next start",
			"%d files are not saved yet; what you wrote is kept, and offered at the next start").In(f.words()))
	}
}

// untilClosed ends a context when no page has been open for long enough; closed tells
// whether that was so.
func (o deskOptions) untilClosed(ctx context.Context, open interface{ Idle() time.Duration }) (until context.Context, closed func() bool) {
	if o.idle <= 0 {
		return ctx, func() bool { return false }
	}
	until, cancel := context.WithCancelCause(ctx)
	begun := time.Now()
	closed = func() bool { return errors.Is(context.Cause(until), errClosed) }
	go func() {
		defer cancel(nil)
		tick := time.NewTicker(min(o.idle/4, 5*time.Second))
		defer tick.Stop()
		for {
			select {
			case <-until.Done():
				return
			case <-tick.C:
			}
			if idle := open.Idle(); idle > o.idle || idle == 0 && time.Since(begun) > o.idle {
				cancel(errClosed)
				return
			}
		}
	}()
	return until, closed
}

// errClosed is why the desk ends by itself.
var errClosed = errors.New("no page is open")

// cityIn reads the city from a folder that lies over the content folder.
func (f *flags) cityIn(folder fs.FS) (*newentry.City, error) {
	day, err := f.day()
	if err != nil {
		return nil, err
	}
	return newentry.Read(folder, filepath.ToSlash(filepath.Clean(f.content)), f.language(), onDay(day))
}
