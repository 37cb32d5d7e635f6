package catalog

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// This file says errors. A Message is an error too, and wraps the errors among its
// arguments; what the system says is said in the language where it is one of the usual.

// Unwrap returns the errors among the arguments.
func (m Message) Unwrap() []error {
	var out []error
	for _, a := range m.Args {
		if err, ok := a.(error); ok {
			out = append(out, err)
		}
	}
	return out
}

// Sentinel returns an error that others wrap, and that [errors.Is] finds in them.
func Sentinel(format string) error {
	return &Message{Format: format}
}

// Fault says an error in a language: a message as it is said, what the system says in
// words, and else what the error says of itself.
func Fault(err error, l *Language) string {
	switch e := err.(type) {
	case interface{ In(*Language) string }: // a Message, or what holds one
		return e.In(l)
	case *fs.PathError:
		return Say("%s: %s", e.Path, e.Err).In(l)
	case *os.LinkError:
		return Say("%s: %s", e.New, e.Err).In(l)
	case *os.SyscallError:
		return Fault(e.Err, l)
	case *net.OpError:
		if e.Addr != nil {
			return Say("%s: %s", e.Addr.String(), e.Err).In(l)
		}
		return Fault(e.Err, l)
	case *exec.Error:
		return Say("%s: %s", e.Name, e.Err).In(l)
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return within(err, joined.Unwrap(), l)
	}
	if inner := errors.Unwrap(err); inner != nil {
		return within(err, []error{inner}, l)
	}
	if m, ok := system(err); ok {
		return m.In(l)
	}
	return err.Error()
}

// within says an error that wraps others: what it says of itself stays, what they say is
// said in the language.
func within(err error, inner []error, l *Language) string {
	text := err.Error()
	for _, e := range inner {
		text = strings.Replace(text, e.Error(), Fault(e, l), 1)
	}
	return text
}

// system is what the system says where it refuses something; false for what is rare.
func system(err error) (Message, bool) {
	for _, known := range []struct {
		is   error
		says Message
	}{
		{syscall.ENOSPC, Say("the disk is full")},
		{syscall.EDQUOT, Say("no more may be stored on this disk for this user")},
		{syscall.EROFS, Say("nothing can be written on this disk")},
		{syscall.EIO, Say("the disk could not be read or written")},
		{syscall.EISDIR, Say("it is a folder")},
		{syscall.ENOTDIR, Say("a part of its path is a file, and no folder")},
		{syscall.ENOTEMPTY, Say("the folder is not empty")},
		{syscall.EMFILE, Say("too many files are open at once")},
		{syscall.ENFILE, Say("too many files are open at once")},
		{syscall.ENAMETOOLONG, Say("its name is too long")},
		{syscall.ELOOP, Say("its links lead in a circle")},
		{syscall.EADDRINUSE, Say("another program listens there already")},
		{syscall.EADDRNOTAVAIL, Say("this machine does not have that address")},
		{syscall.ENOMEM, Say("there is not enough memory")},
		{exec.ErrNotFound, Say("this program is not installed")},
		{context.Canceled, Say("it was stopped")},
		{context.DeadlineExceeded, Say("it took too long")},
		{fs.ErrPermission, Say("this is not permitted to you here")},
		{fs.ErrNotExist, Say("there is no such file or folder")},
		{fs.ErrExist, Say("it is there already")},
		{fs.ErrClosed, Say("it was closed")},
	} {
		if errors.Is(err, known.is) {
			return known.says, true
		}
	}
	return Message{}, false
}
