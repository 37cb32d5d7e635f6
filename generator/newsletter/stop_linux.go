package newsletter

import (
	"os/exec"
	"syscall"
)

// alone gives a program a group of its own, so that a Ctrl-C in the terminal
// reaches parvis only, which ends it; and has it end when parvis is killed.
func alone(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	c.Cancel = func() error { return stop(c) }
}

// stop ends a program and all that it has started.
func stop(c *exec.Cmd) error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
