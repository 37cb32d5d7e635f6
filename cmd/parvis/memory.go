package main

import (
	"io/fs"
	"math"
	"os"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
)

// What the collector of memory goes by: it lets the program take garbagePercent more than
// what is in use, and collects more often once that is a share of what the machine, or
// the container, has: one in memoryShare bytes.
const (
	garbagePercent = 100
	memoryShare    = 4
)

// followMachine sets the collector. Where nobody says how much memory there is, it goes by
// what is in use alone, and GOMEMLIMIT, which Go itself reads, stands over it.
func followMachine() {
	debug.SetGCPercent(garbagePercent)
	if _, set := os.LookupEnv("GOMEMLIMIT"); set {
		return
	}
	if all := memoryOf(os.DirFS("/")); all < math.MaxInt64 {
		debug.SetMemoryLimit(all / memoryShare)
	}
}

// memoryOf is how many bytes of memory a process may have, as Linux says it in files
// (proc_meminfo(5), cgroups(7)): those of the machine, or fewer in a container. Where it
// does not, it is math.MaxInt64.
func memoryOf(root fs.FS) int64 {
	least := int64(math.MaxInt64)
	take := func(n string, unit int64) {
		if bytes, err := strconv.ParseInt(n, 10, 64); err == nil && bytes > 0 && bytes < least/unit {
			least = bytes * unit
		}
	}
	info, _ := fs.ReadFile(root, "proc/meminfo")
	if _, rest, found := strings.Cut(string(info), "MemTotal:"); found {
		take(strings.Fields(rest + " -")[0], 1<<10)
	}
	groups, _ := fs.ReadFile(root, "proc/self/cgroup")
	for line := range strings.Lines(string(groups)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) < 3 {
			continue
		}
		folder, file := "sys/fs/cgroup", "memory.max"
		switch parts[1] {
		case "":
		case "memory": // the first version of cgroups
			folder, file = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		default:
			continue
		}
		for group := path.Clean("/" + parts[2]); ; group = path.Dir(group) { // what holds for a group holds for those in it
			limit, _ := fs.ReadFile(root, path.Join(folder, group, file))
			take(strings.TrimSpace(string(limit)), 1)
			if group == "/" {
				break
			}
		}
	}
	return least
}
