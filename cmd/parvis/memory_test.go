package main

import (
	"math"
	"testing"
	"testing/fstest"
)

// TestMemoryOf reads how much memory there is as machines and containers say it.
func TestMemoryOf(t *testing.T) {
	type files map[string]string
	const info = "MemTotal:        4000000 kB\nMemFree:          100000 kB\n"
	for name, c := range map[string]struct {
		files files
		want  int64
	}{
		"nobody says it": {nil, math.MaxInt64},
		"a machine":      {files{"proc/meminfo": info}, 4000000 << 10},
		"a group of all": {files{"proc/meminfo": info, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1000000\n"}, 1000000},
		"a group within": {files{"proc/meminfo": info, "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.max": "max\n",
			"sys/fs/cgroup/a/memory.max": "7000\n"}, 7000},
		"more than there is": {files{"proc/meminfo": info, "proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "9000000000000\n"}, 4000000 << 10},
		"the first version": {files{"proc/self/cgroup": "5:cpu:/x\n4:memory:/x\n", "sys/fs/cgroup/memory/x/memory.limit_in_bytes": "5000\n",
			"sys/fs/cgroup/cpu/x/memory.max": "1\n"}, 5000},
		"nothing that counts":   {files{"proc/meminfo": "MemTotal:", "proc/self/cgroup": "0::\n\n:\n", "sys/fs/cgroup/memory.max": "-1"}, math.MaxInt64},
		"a path that leads out": {files{"proc/self/cgroup": "0::/../..\n", "sys/fs/cgroup/memory.max": "300\n"}, 300},
	} {
		root := fstest.MapFS{}
		for path, text := range c.files {
			root[path] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := memoryOf(root); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
