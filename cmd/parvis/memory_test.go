package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// What the collector may take is a share of what there is, whatever that is.
func TestFollowMachine(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("how much memory there is is asked in another way on each system")
	}
	t.Setenv("GOMEMLIMIT", "") // put back at the end
	os.Unsetenv("GOMEMLIMIT")
	before, percent := debug.SetMemoryLimit(-1), debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetMemoryLimit(before); debug.SetGCPercent(percent) })
	all, err := memlimit.FromSystem()
	if err != nil {
		t.Fatal(err)
	}
	followMachine()
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 || float64(limit) > memoryShare*float64(all)+1 {
		t.Errorf("of %d bytes of memory the limit is %d", all, limit)
	}
	if limit < 8<<20 {
		t.Errorf("a limit of %d bytes would only collect", limit)
	}
}
