//go:build !linux && !darwin

package output

import (
	"errors"
	"syscall"
)

// On Windows the numbers are ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var diskFull = []error{syscall.ENOSPC, syscall.Errno(39), syscall.Errno(112)}

// exchangeFolders fails: these systems take two steps.
func exchangeFolders(_, _ string) error { return errors.ErrUnsupported }

func isMountPoint(string) bool { return false }

func allMounts() []mount { return nil }
