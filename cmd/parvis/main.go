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
	debug.SetMemoryLimit(softMemory)
	os.Exit(run())
}

// softMemory is how much memory parvis takes, in bytes, before it collects
// more often: a quarter of a gigabyte is what a small machine has to spare.
const softMemory = 225 << 20

// run runs the command line and returns its exit code.
func run() (code int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(os.Stderr, "parvis: a fault of parvis itself: %v\nNothing was published. Please report this with the lines below.\n%s", fault, debug.Stack())
			code = exitMachine
		}
	}()
	err := root().ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errContent) {
		fmt.Fprintf(os.Stderr, "parvis: %v\n", err)
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
	case errors.As(err, &wrong), errors.Is(err, content.ErrNoContent), errors.Is(err, generator.ErrTheme), errors.Is(err, generator.ErrPublished), errors.Is(err, output.ErrNotOurs), errors.Is(err, generator.ErrNoLetter):
		return exitUsage
	}
	return exitMachine
}
