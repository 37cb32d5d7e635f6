package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected files anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parvis": main})
}

// TestScripts runs the command as its users do. A script's line “code N parvis
// …” wants that exit code; “same A B” wants two folders to be alike in every
// byte; “page N ADDRESS TEXT” waits until a server on the port $PORT says a
// text (N is 0), or one on a port soon behind it (N is 1), and keeps what it said in a
// fourth FILE; “edit FILE PATTERN TEXT” replaces what matches in a file; “foreign FILE…”
// wants no word of English in files, pages or what was said last; “mailserver EVERY WAY…”
// starts a mail server.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1793404800") // 2026-10-31
			e.Setenv("PARVIS_CHROMIUM", "none")         // a script that wants letters printed takes it away
			// Where a script takes the path away, it still finds the command.
			program, err := exec.LookPath("parvis")
			if err != nil {
				return err
			}
			e.Setenv("PARVIS", program)
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return err
			}
			e.Setenv("PORT", strconv.Itoa(l.Addr().(*net.TCPAddr).Port)) // free for a while
			return l.Close()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "same": same, "page": page, "edit": edit, "foreign": foreign, "talk": talk,
			"mailserver": mailserver},
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

func page(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 && len(args) != 4 {
		ts.Fatalf("usage: page N address text [file]")
	}
	from, err := strconv.Atoi(ts.Getenv("PORT"))
	ts.Check(err)
	to := from
	if args[0] == "1" {
		from, to = from+1, from+20
	}
	client := &http.Client{Timeout: 300 * time.Millisecond}
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		for port := from; port <= to; port++ {
			r, err := client.Get(fmt.Sprintf("http://localhost:%d%s", port, args[1]))
			if err != nil {
				continue
			}
			body, _ := io.ReadAll(r.Body) // a stream of events ends with the client's patience
			r.Body.Close()
			if strings.Contains(string(body), args[2]) {
				if len(args) == 4 {
					ts.Check(os.WriteFile(ts.MkAbs(args[3]), body, 0o666))
				}
				return
			}
		}
	}
	ts.Fatalf("%s does not say %q", args[1], args[2])
}

func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit file pattern text")
	}
	text := ts.ReadFile(args[0])
	changed := regexp.MustCompile(args[1]).ReplaceAllLiteralString(text, args[2])
	if changed == text {
		ts.Fatalf("nothing in %s matches %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(changed), 0o666))
}

// markup is what is not read of a page or of JSON, and what is typed.
var markup = regexp.MustCompile("(?s)<(?:script|style)\\b.*?</(?:script|style)>|<[^>]*>|\\\\u003c.*?\\\\u003e|```.*?```|`[^`]+`|\"[a-zA-Z]+\":")

func foreign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: foreign file…")
	}
	for _, name := range args {
		text := typedWords.ReplaceAllString(markup.ReplaceAllString(ts.ReadFile(name), " "), "")
		for line := range strings.Lines(text) {
			if m := english.FindString(line); m != "" {
				ts.Fatalf("%s says %q in English: %s", name, m, line)
			}
		}
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
