package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected files anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parvis": main})
}

// TestScripts runs the command as its users do. A script's line “code N parvis
// …” wants that exit code; “same A B” wants two folders to be alike in every
// byte.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1793404800") // 2026-10-31
			// Where a script takes the path away, it still finds the command.
			program, err := exec.LookPath("parvis")
			if err != nil {
				return err
			}
			e.Setenv("PARVIS", program)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "same": same},
	})
}

func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command args…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func same(ts *testscript.TestScript, neg bool, args []string) {
	a, b := tree(ts, ts.MkAbs(args[0])), tree(ts, ts.MkAbs(args[1]))
	differ := len(a) != len(b)
	for name, data := range a {
		differ = differ || b[name] != data
	}
	if differ != neg {
		ts.Fatalf("%s and %s: differ %v", args[0], args[1], differ)
	}
}

// tree returns what all files of a folder hold.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	out := map[string]string{}
	ts.Check(filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[rel] = string(data)
		return err
	}))
	if len(out) == 0 {
		ts.Fatalf("%s holds no file", dir)
	}
	return out
}
