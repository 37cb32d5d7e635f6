package generator

import (
	"bufio"
	"strings"
	"testing"
)

// FuzzGit reads whatever git may say: of which files there are earlier texts, and how large
// each is.
func FuzzGit(f *testing.F) {
	id := strings.Repeat("a1", 20)
	f.Add("\x012026-11-21T10:00:00+01:00\x00\n:100644 100644 "+id+" "+id+" M\x00content/trips/a.md\x00", id+" blob 120\n")
	f.Add("\x01\x00:000000 120000 0 1 A\x00a.md\x00:100644 000000 1 0 D\x00b.md", id+" missing\n")
	f.Add("\x01x\x00:\x00", id+" blob -2\n")
	f.Add("", id+" blob 99999999999999999999\n")
	f.Fuzz(func(t *testing.T, log, line string) {
		for _, b := range parseLog(log) {
			if !strings.HasSuffix(b.path, ".md") || b.id == "" {
				t.Errorf("%+v is read from %q", b, log)
			}
		}
		if size, err := header(bufio.NewReader(strings.NewReader(line)), blob{path: "a.md", id: id}); err == nil && (size < 0 || !strings.HasPrefix(line, id)) {
			t.Errorf("%q says %d", line, size)
		}
	})
}
