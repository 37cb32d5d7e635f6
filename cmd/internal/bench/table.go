package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// work is one line of the table: what parvis does, and what it is measured against.
type work struct {
	name string
	// aim is the ratio, or with no other the seconds, that is to be reached; 0 for none.
	aim float64
	// before makes both sides ready for a run; nil for nothing.
	before func(run int) error
	parvis func() (cost, error)
	other  func() (cost, error) // nil where there is nothing to compare with
	beside string               // what that is
}

// printMachine says where the figures come from.
func printMachine(p *peer) {
	beside := "no Hugo is installed (go install github.com/gohugoio/hugo@" + peerVersion + "), so nothing is compared with it"
	if p != nil {
		beside = "beside " + p.version()
	}
	fmt.Printf("%d cores, %s/%s, %s; %s\n", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), beside)
}

// bench is the places where one content folder is measured.
type bench struct {
	program, content, out, copied string
	peer                          *peer
	edited                        string // an entry, below content
}

// measureWork prints the table of one content folder.
func measureWork(program, content, dir string, runs int) (growth, error) {
	b := &bench{program: program, content: filepath.Join(dir, "measured"), out: filepath.Join(dir, "public"),
		copied: filepath.Join(dir, "copy"), peer: findPeer(dir)}
	for _, left := range []string{b.content, b.out, b.copied} {
		if err := os.RemoveAll(left); err != nil {
			return growth{}, err
		}
	}
	if err := os.CopyFS(b.content, os.DirFS(content)); err != nil { // entries are edited
		return growth{}, err
	}
	var err error
	if b.edited, err = firstEntry(b.content); err != nil {
		return growth{}, err
	}
	entries := count(b.content)
	if entries > mostForPeer {
		b.peer = nil
	}
	if b.peer != nil {
		if err := b.peer.take(b.content); err != nil {
			return growth{}, err
		}
	}
	fmt.Printf("\n%d entries\n%6s  %6s  %-45s  %28s  %28s\n", entries, "ratio", "aim", "work", "parvis: s, processor s, MB", "other: s, processor s, MB")
	grown := growth{entries: entries}
	for i, w := range b.works() {
		c, other, err := w.print(runs)
		if err != nil {
			return growth{}, err
		}
		if i == 0 {
			grown.full = c
			if b.peer != nil {
				fmt.Printf("%6.3f  %6.3f  %s\n", c.peak/other.peak, mostMemory, "memory of the full build ÷ Hugo")
			}
		}
	}
	files, bytes := size(b.out)
	grown.files = files
	fmt.Printf("the site has %d files and %.1f MB", files, float64(bytes)/1e6)
	if b.peer != nil {
		files, bytes = size(b.peer.out)
		fmt.Printf("; Hugo's has %d files and %.1f MB", files, float64(bytes)/1e6)
	}
	fmt.Println()
	return grown, nil
}

// mostForPeer is up to how many entries Hugo is measured too: it takes 160 kB of memory
// for each.
const mostForPeer = 20_000

// mostMemory is how much a full build may take of what Hugo takes.
const mostMemory = 1.0 / 4

// growth is what the full build of a corpus took.
type growth struct {
	entries, files int
	full           cost
}

// printGrowth says how the full build grows from each corpus to the next.
func printGrowth(sizes []growth) {
	for i := 1; i < len(sizes); i++ {
		a, b := sizes[i-1], sizes[i]
		fmt.Printf("\n%d → %d entries, × %.1f: files × %.2f, seconds × %.2f, processor × %.2f, memory × %.2f, to %.0f MB\n",
			a.entries, b.entries, float64(b.entries)/float64(a.entries), float64(b.files)/float64(a.files),
			b.full.wall/a.full.wall, b.full.processor/a.full.processor, b.full.peak/a.full.peak, b.full.peak)
	}
}

// works are the lines of the table.
func (b *bench) works() []work {
	hugo, beside := b.hugo(), "Hugo"
	return []work{
		{name: "full build, all outputs", aim: 1.0 / 3, before: b.emptied, parvis: b.build, other: hugo, beside: beside},
		{name: "all pages made again, cards kept", aim: 1.0 / 5, before: b.newPage, parvis: b.build, other: hugo, beside: beside},
		{name: "full build, to a copy of what it wrote", aim: 2, before: b.emptied, parvis: b.build, other: b.copy, beside: "cp -r"},
		{name: "nothing changed", aim: 1.0 / 20, parvis: b.build, other: hugo, beside: beside},
		{name: "one entry changed", aim: 1.0 / 8, before: b.edit, parvis: b.build, other: hugo, beside: beside},
		{name: "check, in seconds", aim: 1.5, parvis: b.check},
	}
}

// hugo is Hugo's build; nil where it is not installed.
func (b *bench) hugo() func() (cost, error) {
	if b.peer == nil {
		return nil
	}
	return b.peer.build
}

// day is the day for which sites are built.
const day = "2026-11-23"

func (b *bench) build() (cost, error) {
	return timed(b.program, "build", "--quiet", "--content", b.content, "--out", b.out, "--today", day)
}

func (b *bench) check() (cost, error) {
	return timed(b.program, "check", "--quiet", "--content", b.content, "--out", b.out, "--today", day)
}

func (b *bench) copy() (cost, error) {
	if err := os.RemoveAll(b.copied); err != nil {
		return cost{}, err
	}
	return timed("cp", "-r", b.out, b.copied)
}

// emptied takes away what was built before.
func (b *bench) emptied(int) error {
	if err := os.RemoveAll(b.out); err != nil || b.peer == nil {
		return err
	}
	return os.RemoveAll(b.peer.out)
}

// newPage gives the site another page, to which every page has a link.
func (b *bench) newPage(run int) error {
	name := filepath.Join(b.content, "pages", "notice.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, fmt.Appendf(nil, "---\ntitle: Notice %d\n---\nThe desk is open on %d mornings.\n", run, run+2), 0o644)
}

// edit adds a sentence to an entry, on both sides.
func (b *bench) edit(run int) error {
	sentence := fmt.Sprintf("\nThe council heard of it at its meeting number %d.\n", run+1)
	if err := add(filepath.Join(b.content, b.edited), sentence); err != nil || b.peer == nil {
		return err
	}
	kind, _, _ := strings.Cut(filepath.ToSlash(b.edited), "/")
	return add(filepath.Join(b.peer.site, "content", kind, filepath.Base(b.edited)), sentence)
}

func add(name, text string) error {
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(text)
	return err
}

// firstEntry is a trip of a content folder, below it.
func firstEntry(content string) (string, error) {
	for _, pattern := range []string{"trips/*/*.md", "trips/*.md"} {
		if found, err := filepath.Glob(filepath.Join(content, pattern)); err != nil || len(found) > 0 {
			if err != nil {
				return "", err
			}
			return filepath.Rel(content, found[len(found)/2])
		}
	}
	return "", fmt.Errorf("%s has no trip that could be edited", content)
}

// print measures one line, prints it and returns what parvis took, and what the other.
func (w work) print(runs int) (cost, cost, error) {
	var own, others []cost
	for run := range runs {
		if w.before != nil {
			if err := w.before(run); err != nil {
				return cost{}, cost{}, err
			}
		}
		for _, side := range []struct {
			do   func() (cost, error)
			into *[]cost
		}{{w.parvis, &own}, {w.other, &others}} {
			if side.do == nil {
				continue
			}
			c, err := side.do()
			if err != nil {
				return cost{}, cost{}, err
			}
			*side.into = append(*side.into, c)
		}
	}
	ratio, beside, name, other := median(walls(own)), "", w.name, cost{}
	if w.other != nil {
		other = middle(others)
		var ratios []float64
		for i := range own {
			ratios = append(ratios, own[i].wall/others[i].wall)
		}
		ratio, beside, name = median(ratios), shown(others), w.name+" ÷ "+w.beside
	} else if w.beside != "" {
		ratio = 0
	}
	fmt.Printf("%6.3f  %6.3f  %-45s  %28s  %28s\n", ratio, w.aim, name, shown(own), beside)
	return middle(own), other, nil
}

func walls(costs []cost) []float64 { return each(costs, func(c cost) float64 { return c.wall }) }

func each(costs []cost, of func(cost) float64) []float64 {
	var out []float64
	for _, c := range costs {
		out = append(out, of(c))
	}
	return out
}

// middle is the median of each figure of some runs.
func middle(costs []cost) cost {
	return cost{
		wall:      median(walls(costs)),
		processor: median(each(costs, func(c cost) float64 { return c.processor })),
		peak:      median(each(costs, func(c cost) float64 { return c.peak })),
	}
}

// shown is the median of some runs.
func shown(costs []cost) string {
	c := middle(costs)
	return fmt.Sprintf("%8.2f %10.2f %8.0f", c.wall, c.processor, c.peak)
}
