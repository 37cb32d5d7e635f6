// Command trust repeats what parvis promises of safety, and prints the figures: the tests
// that are short in each test run in their long form, then every target of the fuzzer.
//
//	go run ./cmd/internal/trust [-fuzz 10m] [-only payloads|crashes|fuzzing] [-short]
//
// Each line names the command that repeats it alone.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// check is something that is repeated: by which tests of which package.
type check struct{ group, what, pkg, run string }

var checks = []check{
	{"payloads", "hostile texts in every field", "./generator", "^TestHostile$"},
	{"payloads", "… as names of files", "./generator", "^TestHostileNames$"},
	{"payloads", "… in every construct of Markdown", "./generator/markdown", "^TestHostile$"},
	{"payloads", "… opened in a browser", "./generator", "^TestHostileBrowser$"},
	{"payloads", "… in mails, calendars, prints and cards", "./generator", "^TestHostileForms$"},
	{"payloads", "… in the cells of spreadsheets", "./generator/importer/sheet", "Hostile"},
	{"crashes", "build, newsletter and publish killed", "./cmd/parvis", "^TestKilledRuns$"},
	{"crashes", "… on a disk with too little room", "./cmd/parvis", "^TestFullDisk$"},
	{"crashes", "… without permission half-way", "./cmd/parvis", "^TestPermissionLost$"},
	{"crashes", "publication killed between its steps", "./generator/output", "^TestKill"},
	{"crashes", "a full disk, at each step", "./generator/output", "^(TestFaults|TestFlush|TestFileTooLarge)"},
	{"crashes", "two and many at once, and a reader", "./generator/output", "^(TestTwoAtOnce|TestManyAtOnce|TestReaderSeesOneSite)$"},
	{"crashes", "links, mounts, other file systems", "./generator/output", "^(TestMounts|TestTargetThatCannotBeMoved|TestTidy)"},
	{"crashes", "sending broken at each operation", "./generator/publish", "^(TestInterrupted|TestFull|TestTwoSend)$"},
	{"crashes", "sending letters killed", "./generator/mailing", "^TestKilled$"},
}

func main() {
	fuzz := flag.Duration("fuzz", 10*time.Minute, "how long each target of the fuzzer runs; 0 for none")
	only := flag.String("only", "", "payloads, crashes or fuzzing; all if empty")
	short := flag.Bool("short", false, "the forms of each test run")
	flag.Parse()
	if err := run(*only, *short, *fuzz); err != nil {
		fmt.Fprintln(os.Stderr, "trust:", err)
		os.Exit(1)
	}
}

func run(only string, short bool, fuzz time.Duration) error {
	fmt.Printf("%-44s %9s  %s\n", "what", "seconds", "figures, and the command that repeats it")
	var failed []string
	for _, c := range checks {
		if only != "" && only != c.group {
			continue
		}
		if !c.repeat(short) {
			failed = append(failed, c.what)
		}
	}
	if fuzz > 0 && (only == "" || only == "fuzzing") {
		targets, err := targets()
		if err != nil {
			return err
		}
		for _, t := range targets {
			if !t.fuzz(fuzz) {
				failed = append(failed, t.what)
			}
		}
	}
	if len(failed) > 0 {
		return errors.New("not as promised: " + strings.Join(failed, ", "))
	}
	return nil
}

// repeat runs a check, and tells whether all is as promised.
func (c check) repeat(short bool) bool {
	env, said := []string{"PARVIS_TRUST=1"}, "PARVIS_TRUST=1 "
	if short {
		env, said = nil, ""
	}
	args := []string{"test", c.pkg, "-count=1", "-v", "-timeout=24h", "-run=" + c.run}
	out, took, err := call(env, args)
	var figures []string
	for line := range strings.Lines(string(out)) {
		if _, f, ok := strings.Cut(line, "figures: "); ok {
			figures = append(figures, strings.TrimSpace(f))
		}
	}
	passed := strings.Count(string(out), "--- PASS: ")
	if passed == 0 && err == nil {
		err = errors.New("no test ran")
	}
	row(c.what, took, fmt.Sprintf("%d tests; %s", passed, strings.Join(figures, "; ")), said+"go test "+c.pkg+" -v -run '"+c.run+"'", out, err)
	return err == nil
}

// targets are the fuzzer's in all packages.
func targets() ([]check, error) {
	out, _, err := call(nil, []string{"list", "-f", "{{.Dir}}\t{{.ImportPath}}", "./..."})
	if err != nil {
		return nil, err
	}
	var list []check
	for line := range strings.Lines(string(out)) {
		dir, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil {
			return nil, err
		}
		var found []byte
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			found = append(found, text...)
		}
		for _, m := range target.FindAllSubmatch(found, -1) {
			list = append(list, check{"fuzzing", string(m[1]), name, string(m[1])})
		}
	}
	return list, nil
}

var (
	target = regexp.MustCompile(`(?m)^func (Fuzz\w+)`)
	execs  = regexp.MustCompile(`execs: (\d+) \(`)
)

// fuzz lets the fuzzer run a target for a while.
func (c check) fuzz(long time.Duration) bool {
	args := []string{"test", c.pkg, "-run=^$", "-fuzz=^" + c.run + "$", "-fuzztime=" + long.String()}
	out, took, err := call(nil, args)
	figures := "nothing was run"
	if all := execs.FindAllSubmatch(out, -1); len(all) > 0 {
		figures = string(all[len(all)-1][1]) + " executions"
	} else if err == nil {
		err = errors.New(figures)
	}
	row(c.what, took, figures, "go test "+c.pkg+" -run '^$' -fuzz '^"+c.run+"$' -fuzztime "+long.String(), out, err)
	return err == nil
}

func row(what string, took time.Duration, figures, command string, out []byte, err error) {
	fmt.Printf("%-44s %9.0f  %s\n%56s %s\n", what, took.Seconds(), figures, "", command)
	if err != nil {
		fmt.Printf("%s\nNOT AS PROMISED: %v\n", out, err)
	}
}

// call runs the go command.
func call(env, args []string) ([]byte, time.Duration, error) {
	began := time.Now()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return out, time.Since(began), err
}
