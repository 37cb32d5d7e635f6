package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file says where the command writes, and how: diagnostics and progress to
// standard error, what was asked for to standard output, both without signs that
// would move a terminal's cursor. All else writes through its stdout and stderr.

// stdout and stderr are where the command writes.
var stdout, stderr io.Writer = source.Plain{To: os.Stdout}, source.Plain{To: os.Stderr}

// onTerminal tells whether people watch standard error.
func onTerminal() bool { return isatty.IsTerminal(os.Stderr.Fd()) }

// colour is the colouring of diagnostics: none in a pipe, or where NO_COLOR
// is set (https://no-color.org).
func colour() source.Color {
	if !onTerminal() || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return source.Color{}
	}
	return source.Terminal
}

// show writes the diagnostics in the form asked for. done says, in the text
// form, what has become of the site.
func (f *flags) show(r generator.Result, done catalog.Message) error {
	switch f.format {
	case "json":
		return source.JSON(stdout, r.Diagnostics, r.Entries, r.Drafts, f.words())
	case "sarif":
		return source.SARIF(stdout, r.Diagnostics, version, f.words())
	case "github":
		if err := source.GitHub(stdout, r.Diagnostics, f.words()); err != nil {
			return err
		}
	default:
		show := source.Text
		if f.groups(r) {
			show = source.Grouped
		}
		if err := show(stderr, r.Diagnostics, colour(), f.words()); err != nil {
			return err
		}
	}
	if f.quiet && !hasErrors(r) {
		return nil
	}
	if _, err := fmt.Fprintln(stderr, f.summary(r, done).In(f.words())); err != nil {
		return err
	}
	if n := source.CountCertain(r.Diagnostics); n > 0 && f.format == "text" {
		f.tell("%s", catalog.Count(n, "%d of these can be mended by: parvis fix", "%d of these can be mended by: parvis fix"))
	}
	return nil
}

// summary is the last line: how many problems there are, and what has become of the site.
func (f *flags) summary(r generator.Result, done catalog.Message) catalog.Message {
	if len(r.Diagnostics) == 0 {
		return done
	}
	line := source.Count(r.Diagnostics).Message()
	if !done.IsZero() {
		line = catalog.Say("%s; %s", line, done)
	}
	if f.groups(r) {
		line = catalog.Say("%s; --verbose shows each problem", line)
	}
	return line
}

// groups tells whether problems are shown rule by rule, since there are so many.
func (f *flags) groups(r generator.Result) bool {
	return f.format == "text" && !f.verbose && source.Many(r.Diagnostics)
}

func hasErrors(r generator.Result) bool { return source.Count(r.Diagnostics).Errors > 0 }

// tell writes a line for people, unless they asked for silence. The format and its
// arguments are those of [catalog.Say].
func (f *flags) tell(format string, args ...any) { f.tellMessage(catalog.Say(format, args...)) }

// tellMessage is tell for a message.
func (f *flags) tellMessage(m catalog.Message) {
	if !f.quiet {
		fmt.Fprintln(stderr, m.In(f.words()))
	}
}

// progress returns what shows long work's progress on a terminal; nil in a
// pipe.
func (f *flags) progress() func(done, total int) {
	if f.quiet || f.format != "text" || !onTerminal() {
		return nil
	}
	started, last, words := time.Now(), time.Time{}, f.words()
	return func(done, total int) {
		now := time.Now()
		if now.Sub(started) < 500*time.Millisecond || now.Sub(last) < 100*time.Millisecond && done < total {
			return
		}
		last = now
		fmt.Fprint(os.Stderr, "\r"+catalog.Say("%d of %d files", done, total).In(words))
		if done == total {
			fmt.Fprint(os.Stderr, "\r"+strings.Repeat(" ", 40)+"\r")
		}
	}
}
