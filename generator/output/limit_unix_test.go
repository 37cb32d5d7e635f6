//go:build unix

package output

import (
	"os/signal"
	"strconv"
	"syscall"
)

// limitFileSize lets the system refuse every write beyond so many bytes.
func limitFileSize(bytes string) {
	n, err := strconv.ParseUint(bytes, 10, 32)
	if err != nil {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		panic(err)
	}
	setCurrent(&limit.Cur, n)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		panic(err)
	}
}

// setCurrent is there because the limit's type differs between systems.
func setCurrent[T int64 | uint64](limit *T, n uint64) { *limit = T(n) }
