// Command bench builds sites of 100, 1,000 and 10,000 entries with the parvis
// program, each as a whole process, and prints how long it took, how many
// entries a second that is, how much memory it needed, and the ratio to
// copying the finished site with cp -r. Then it builds again with nothing
// changed.
//
// With -serve it edits a file under the local server instead, and prints how
// long a browser waits.
//
//	bench [-corpus DIR] [-runs N] [-serve] [N …]
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

func main() {
	corpus := flag.String("corpus", "", "content folder to build instead of generated ones")
	runs := flag.Int("runs", 3, "how often each is done; the median is printed")
	live := flag.Bool("serve", false, "measure the local server instead: the time from a saved file to the page")
	flag.Parse()
	if err := run(*corpus, *runs, *live, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(corpus string, runs int, live bool, sizes []string) error {
	work, err := os.MkdirTemp("", "parvis-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "parvis")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "./cmd/parvis").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	measure := measure
	if live {
		fmt.Println("entries  ready s   event ms (worst)      page ms (worst)    peak MB  idle CPU %")
		measure = measureLive
	} else {
		fmt.Println("entries    files       MB   build s  entries/s  peak MB   cp -r s  ratio   again s")
	}
	if corpus != "" {
		return measure(program, corpus, work, runs)
	}
	if len(sizes) == 0 {
		sizes = []string{"100", "1000", "10000"}
	}
	for _, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is not a number of entries", size)
		}
		content := filepath.Join(work, "content-"+size)
		if err := generate(content, n); err != nil {
			return err
		}
		if err := measure(program, content, work, runs); err != nil {
			return err
		}
	}
	return nil
}

// measure prints one line of the table.
func measure(program, content, work string, runs int) error {
	out, copied := filepath.Join(work, "public"), filepath.Join(work, "copy")
	var build, again, cp, peak []float64
	for range runs {
		os.RemoveAll(out)
		seconds, memory, err := timed(program, "build", "--quiet", "--content", content, "--out", out, "--today", "2026-11-23")
		if err != nil {
			return err
		}
		build, peak = append(build, seconds), append(peak, memory)
		if seconds, _, err = timed(program, "build", "--quiet", "--content", content, "--out", out, "--today", "2026-11-23"); err != nil {
			return err
		}
		again = append(again, seconds)
		os.RemoveAll(copied)
		if seconds, _, err = timed("cp", "-r", out, copied); err != nil {
			return err
		}
		cp = append(cp, seconds)
	}
	files, bytes := size(out)
	entries := count(content)
	b := median(build)
	fmt.Printf(
		"%7d  %7d  %7.1f  %8.2f  %9.0f  %7.0f  %8.2f  %5.2f  %8.2f\n",
		entries,
		files,
		float64(bytes)/1e6,
		b,
		float64(entries)/b,
		median(peak),
		median(cp),
		b/median(cp),
		median(again),
	)
	return nil
}

// timed runs a program and returns its wall time in seconds and its peak
// memory in megabytes.
func timed(name string, args ...string) (seconds, megabytes float64, err error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w", name, err)
	}
	seconds = time.Since(start).Seconds()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		megabytes = float64(usage.Maxrss) / 1e3 // Linux counts in kilobytes
	}
	return seconds, megabytes, nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func size(dir string) (files int, bytes int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				files++
				bytes += info.Size()
			}
		}
		return nil
	})
	return files, bytes
}

// count returns how many entries a content folder has.
func count(content string) int {
	n := 0
	for _, kind := range []string{"trips", "agreements", "outcomes"} {
		files, _ := size(filepath.Join(content, kind))
		n += files
	}
	return n
}
