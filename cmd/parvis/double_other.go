//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/mattn/go-isatty"
)

// doubleClicked tells whether the program was started from a desktop: there is no terminal
// and nothing that is piped into it, but a screen. macOS starts a bare program in its
// terminal, which cannot be told from one in which somebody types.
func doubleClicked() bool {
	for _, f := range []*os.File{os.Stdin, os.Stdout, os.Stderr} {
		if isatty.IsTerminal(f.Fd()) {
			return false
		}
	}
	in, err := os.Stdin.Stat()
	null, errNull := os.Stat(os.DevNull)
	screen := runtime.GOOS == "darwin" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	return err == nil && errNull == nil && os.SameFile(in, null) && screen
}

// leaveConsole does nothing: there is none.
func leaveConsole() {}

var documentsLine = regexp.MustCompile(`(?m)^XDG_DOCUMENTS_DIR="(.+)"$`)

// documents is the folder of the person's documents; "" where there is none.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	folder := filepath.Join(home, "Documents")
	if config, err := os.UserConfigDir(); err == nil {
		if text, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs")); err == nil {
			if m := documentsLine.FindSubmatch(text); m != nil {
				folder = strings.ReplaceAll(string(m[1]), "$HOME", home)
			}
		}
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return ""
	}
	return folder
}
