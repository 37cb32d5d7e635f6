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
	"parvis/generator/content"
	"parvis/generator/output"
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
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				fmt.Fprintf(
					stderr,
					"parvis: a fault of parvis itself: %v\nNothing was published. Please report this with the lines below.\n%s",
					fault,
					debug.Stack(),
				)
				ended <- exitMachine
			}
		}()
		ended <- execute(ctx)
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
		fmt.Fprintln(stderr, "parvis: stopped")
		return exitMachine
	}
}

// grace is how long a command may take to end once it was told to.
const grace = 4 * time.Second

// execute runs the command line, says what went wrong, and returns the exit code.
func execute(ctx context.Context) int {
	err := root().ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errContent) {
		fmt.Fprintf(stderr, "parvis: %v\n", err)
	}
	return exitCode(err)
}

// errContent says that the content has errors, which have been shown.
var errContent = errors.New("the content has errors")

// usageError is a wrong use of the command.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func exitCode(err error) int {
	var wrong usageError
	switch {
	case errors.Is(err, errContent):
		return exitContent
	case errors.As(err, &wrong),
		errors.Is(err, content.ErrNoContent),
		errors.Is(err, generator.ErrTheme),
		errors.Is(err, generator.ErrPublished),
		errors.Is(err, output.ErrNotOurs),
		errors.Is(err, generator.ErrNoLetter):
		return exitUsage
	}
	return exitMachine
}
