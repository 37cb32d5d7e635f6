//go:build !linux

package main

import "github.com/rogpeppe/go-internal/testscript"

// talk needs a terminal, which tests open on Linux alone.
func talk(ts *testscript.TestScript, _ bool, args []string) {
	ts.Fatalf("talk works on Linux alone: put [linux] before it")
}
