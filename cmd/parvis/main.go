// Command parvis tells a city's residents, plainly and completely, what the
// city does abroad: it turns Markdown entries into a site, and refuses to
// publish while one of them does not say what it brings to residents.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/publish"
)

// The exit codes.
const (
	exitDone    = 0
	exitContent = 1 // the content has errors
	exitUsage   = 2 // wrong use
	exitMachine = 3 // the machine refused, or a fault of parvis itself
)

// version is set when a release is built.
var version = "development"

func main() {
	followMachine()
	os.Exit(run())
}

// run runs the command line and returns its exit code.
func run() (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ended := make(chan int, 1)
	f := &flags{}
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				said := catalog.Say("a fault of parvis itself: %v\nNothing was published. Please report this with the lines below.", fault)
				fmt.Fprintf(stderr, "parvis: %s\n%s", said.In(f.words()), debug.Stack())
				ended <- exitMachine
			}
		}()
		ended <- execute(ctx, f)
	}()
	select {
	case code = <-ended:
		return code
	case <-ctx.Done():
	}
	// What locks and what takes disk space ends by itself now; but not every step
	// looks at the context, such as one that waits for a key, or a large photograph.
	select {
	case code = <-ended:
		return code
	case <-time.After(grace):
		fmt.Fprintln(stderr, "parvis:", catalog.Say("stopped").In(f.words()))
		return exitMachine
	}
}

// grace is how long a command may take to end once it was told to.
const grace = 4 * time.Second

// execute runs the command line, says what went wrong, and returns the exit code.
func execute(ctx context.Context, f *flags) int {
	cmd := root(f, os.Args[1:])
	speak(cmd, f.words())
	err := cmd.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errContent) {
		fmt.Fprintf(stderr, "parvis: %s\n", f.say(err))
	}
	return exitCode(err)
}

// errContent says that the content has errors, which have been shown.
var errContent = errors.New("the content has errors")

// usageError is a wrong use of the command.
type usageError struct{ catalog.Message }

// usage is wrong use. The format and its arguments are those of [catalog.Say].
func usage(format string, args ...any) error { return usageError{catalog.Say(format, args...)} }

func exitCode(err error) int {
	var wrong usageError
	var unready generator.Unready
	var unplaced publish.Unplaced
	switch {
	case errors.Is(err, errContent), errors.As(err, &unready):
		return exitContent
	case errors.As(err, &wrong),
		errors.As(err, &unplaced),
		errors.Is(err, content.ErrNoContent),
		errors.Is(err, generator.ErrTheme),
		errors.Is(err, generator.ErrPublished),
		errors.Is(err, output.ErrNotOurs),
		errors.Is(err, generator.ErrNoLetter):
		return exitUsage
	}
	return exitMachine
}
