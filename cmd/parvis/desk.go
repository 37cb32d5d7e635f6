package main

import (
	"fmt"
	"io/fs"
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
	var port int
	var noOpen bool
	cmd := &cobra.Command{
		Use:   "desk",
		Short: "Write in the browser: forms, the page beside them, what is open",
		Long: `Desk opens the browser on a desk for this city: a form for every file, with the page
as it will be beside it and what is still open above it. Saving changes in the file
only what was changed in the form; comments and all else stay as they are.

Nothing is published from here. What is to be published and has an error is not
saved: mend it, or mark it as a draft. A file that somebody else has changed
meanwhile is never overwritten.

Only this machine sees the desk, at an address that nobody can guess.`,
		Example: "  parvis desk\n  parvis desk --port 8080 --no-open",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if port < 0 || port > 65535 {
				return usage("--port %d is not the number of a port: write one from 1 to 65535, or 0 for any that is free", port)
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
			d, err := desk.New(desk.Config{Root: root, Words: f.words(), City: f.cityIn, Job: f.liveJob, Chromium: newsletter.FindChromium()})
			if err != nil {
				return err
			}
			defer d.End()
			l, err := devserver.Listen("127.0.0.1", port)
			if err != nil {
				return err
			}
			address := generator.Address(l) + d.Path()[1:]
			fmt.Fprintln(stdout, catalog.Say("the desk stands at %s (Ctrl-C ends it)", address).In(f.words()))
			if !noOpen {
				if err := openBrowser(address); err != nil {
					f.tell("the browser could not be opened: %v", err)
				}
			}
			debug.SetGCPercent(servedGarbage)
			report := f.reporter()
			return generator.Serve(c.Context(), l, generator.ServeOptions{
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
		},
	}
	cmd.Flags().IntVar(&port, "port", 1313, "port to listen on; where it is taken, the next free one")
	cmd.Flags().BoolVar(&noOpen, "no-open", false, "do not open the browser")
	return cmd
}

// cityIn reads the city from a folder that lies over the content folder.
func (f *flags) cityIn(folder fs.FS) (*newentry.City, error) {
	day, err := f.day()
	if err != nil {
		return nil, err
	}
	return newentry.Read(folder, filepath.ToSlash(filepath.Clean(f.content)), f.language(), onDay(day))
}
