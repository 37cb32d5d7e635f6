//go:build release

package main

import "github.com/spf13/cobra"

// addManual adds nothing: the manual pages lie beside a released program, and what
// writes them would make it larger by 0.6 MB.
func addManual(*cobra.Command, *flags) {}
