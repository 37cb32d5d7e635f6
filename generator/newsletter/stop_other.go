//go:build !linux

package newsletter

import "os/exec"

func alone(*exec.Cmd) {}

// stop ends a program; the browser's parts end with it.
func stop(c *exec.Cmd) error { return c.Process.Kill() }
