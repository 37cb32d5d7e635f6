package output

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkPublish compares with copying the finished tree by cp -r: "×cp" is
// the time of Publish by that of the copy, each the sum over all rounds.
//
//	go test -run - -bench Publish -benchtime 5x ./generator/output/
func BenchmarkPublish(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		pages := func(version func(i int) int) []File {
			files := make([]File, n)
			for i := range files {
				text := bytes.Repeat(fmt.Appendf(nil, "%07d\n", i), 1024)
				copy(text[4096:], fmt.Sprint(version(i)))
				files[i] = File{Path: fmt.Sprintf("trips/2026-%d/slug-%d/index.html", i/500, i), Render: func(buf *bytes.Buffer) error {
					buf.Write(text)
					return nil
				}}
			}
			return files
		}
		round := 0
		cases := []struct {
			name    string
			first   bool
			version func(i int) int
		}{
			{"first", true, func(int) int { return 0 }},
			{"none changed", false, func(int) int { return 0 }},
			{"one changed", false, func(i int) int { return max(0, 1-i) * round }},
			{"all changed", false, func(int) int { return round }},
		}
		for _, c := range cases {
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				top := b.TempDir()
				dir, copied := filepath.Join(top, "public"), filepath.Join(top, "copy")
				round = 0
				mustPublish(b, dir, pages(c.version))
				var copying time.Duration
				for b.Loop() {
					b.StopTimer()
					if round++; c.first {
						os.RemoveAll(dir)
					}
					files := pages(c.version)
					settle()
					b.StartTimer()
					mustPublish(b, dir, files)
					b.StopTimer()
					settle()
					start := time.Now()
					if out, err := exec.Command("cp", "-r", dir, copied).CombinedOutput(); err != nil {
						b.Skipf("%v: %s", err, out)
					}
					copying += time.Since(start)
					os.RemoveAll(copied)
					b.StartTimer()
				}
				b.ReportMetric(b.Elapsed().Seconds()/copying.Seconds(), "×cp")
				b.ReportMetric(copying.Seconds()/float64(b.N), "cp-s/op")
			})
		}
	}
}

// settle waits for the disk to end what was begun before, where there is a sync.
func settle() { _ = exec.Command("sync").Run() }

func mustPublish(b *testing.B, dir string, files []File) {
	if _, err := Publish(b.Context(), dir, files, Options{}); err != nil {
		b.Fatal(err)
	}
}
