// Command bench measures the parvis program against what its work must cost: copying
// the finished site, and Hugo on a site of the same entries, where that is installed.
// Each run is a whole process. What is compared is run by turns, and the ratio printed
// is the median of the ratios of such pairs, which another load on the machine disturbs
// least; seconds and megabytes are medians.
//
// With -serve it edits a file under the local server instead, and prints how
// long a browser waits.
//
//	bench [-corpus DIR]… [-runs N] [-serve] [N …]
package main

import (
	"bytes"
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
	var corpora []string
	flag.Func("corpus", "a `folder` of content to measure with, before generated ones of sizes that are named", func(dir string) error {
		corpora = append(corpora, dir)
		return nil
	})
	runs := flag.Int("runs", 3, "how many pairs of runs there are of each work; the median is printed")
	live := flag.Bool("serve", false, "measure the local server instead: the time from a saved file to the page")
	flag.Parse()
	if err := run(corpora, *runs, *live, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(corpora []string, runs int, live bool, sizes []string) error {
	work, err := os.MkdirTemp("", "parvis-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "parvis")
	if out, err := exec.Command("go", "build", "-trimpath", "-o", program, "./cmd/parvis").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	var sites []growth
	measure := func(program, content, work string, runs int) error {
		grown, err := measureWork(program, content, work, runs)
		sites = append(sites, grown)
		return err
	}
	if live {
		fmt.Println("                  ratio to the aim       page ms            event ms       an edit's     peak")
		fmt.Println("entries  edits  median  worst  peak    median    worst    median    worst    CPU ms       MB")
		measure = measureLive
	} else {
		printMachine(findPeer(work))
		defer func() { printGrowth(sites) }()
	}
	for _, corpus := range corpora {
		if err := measure(program, corpus, work, runs); err != nil {
			return err
		}
	}
	sites = nil // these do not grow from one to the next
	if len(sizes) == 0 && len(corpora) == 0 {
		sizes = []string{"1000", "10000"}
		if live {
			sizes = []string{"100", "1000", "10000"}
		}
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

// cost is what a process took.
type cost struct {
	wall, processor float64 // seconds
	peak            float64 // megabytes
}

// timed runs a program.
func timed(name string, args ...string) (cost, error) {
	cmd := exec.Command(name, args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", name, err, said.Bytes())
	}
	c := cost{wall: time.Since(start).Seconds(), processor: (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.peak = float64(usage.Maxrss) / 1e3 // Linux counts in kilobytes
	}
	return c, nil
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

// kinds are the folders of entries.
var kinds = []string{"trips", "agreements", "outcomes"}

// count returns how many entries a content folder has.
func count(content string) int {
	n := 0
	for _, kind := range kinds {
		files, _ := size(filepath.Join(content, kind))
		n += files
	}
	return n
}
