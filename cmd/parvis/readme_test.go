package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"parvis/generator/catalog"
)

// told is something that a page tells to do: to type a line, or to write a file.
type told struct {
	command    string
	file, text string
	shown      string // what a command would say of another benefit
}

var (
	blocks = regexp.MustCompile("(?ms)^```(\\w*)\\n(.*?)^```$|((?:^    [^\\n]*\\n|^\\n)+)")
	named  = regexp.MustCompile("`(content/[^`]+)`")
)

// toldBy finds what a page tells to do, in order: lines that begin with parvis or cd, and
// files, each of which the paragraph above it names last.
func toldBy(t *testing.T, page string) []told {
	t.Helper()
	var out []told
	for _, at := range blocks.FindAllStringSubmatchIndex(page, -1) {
		if at[2] >= 0 {
			if page[at[2]:at[3]] != "yaml" {
				continue
			}
			above := strings.TrimSpace(page[:at[0]])
			names := named.FindAllStringSubmatch(above[strings.LastIndex(above, "\n\n")+1:], -1)
			if names == nil {
				t.Fatalf("no file is named above\n%s", page[at[4]:at[5]])
			}
			out = append(out, told{file: names[len(names)-1][1], text: page[at[4]:at[5]]})
			continue
		}
		block := strings.ReplaceAll("\n"+page[at[6]:at[7]], "\n    ", "\n")
		if strings.HasPrefix(strings.TrimSpace(block), "content/") {
			out = append(out, told{shown: strings.TrimSpace(block)})
			continue
		}
		for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
			switch {
			case strings.HasPrefix(line, "parvis ") || strings.HasPrefix(line, "cd "):
				out = append(out, told{command: line})
			case line != "":
				t.Fatalf("neither a command nor a file: %q", line)
			}
		}
	}
	return out
}

// office is where somebody does what a page tells.
type office struct {
	t    *testing.T
	dir  string
	env  []string
	last string // the file written last that is an entry
}

// TestReadme does, in an empty folder, what the page for officers tells in each language,
// word for word, and finds a site with the first entry and the first letter.
func TestReadme(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the lines are typed into a POSIX shell")
	}
	program, err := exec.LookPath("parvis")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range catalog.Languages {
		t.Run(lang, func(t *testing.T) {
			page, err := os.ReadFile("../../generator/newcity/city/" + lang + "/README.md")
			if err != nil {
				t.Fatal(err)
			}
			bin := t.TempDir()
			// “--open” asks the system to open the site; this one writes its address down.
			browser := "#!/bin/sh\necho \"$1\" > " + bin + "/opened.new && mv " + bin + "/opened.new " + bin + "/opened\n"
			for _, name := range []string{"xdg-open", "open"} {
				if err := os.WriteFile(filepath.Join(bin, name), []byte(browser), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			o := &office{t: t, dir: t.TempDir(), env: append(os.Environ(), "PATH="+bin+":"+filepath.Dir(program)+":"+os.Getenv("PATH"), "LC_ALL=C",
				"SOURCE_DATE_EPOCH=1793404800", "PARVIS_CHROMIUM=none", "OPENED="+filepath.Join(bin, "opened"))}
			first := o.dir
			typed := map[string]int{}
			for _, do := range toldBy(t, string(page)) {
				o.do(do)
				typed[strings.Join(strings.Fields(do.command + " x x")[:2], " ")]++
			}
			for _, command := range []string{"parvis version", "parvis init", "parvis new", "parvis serve", "parvis check", "parvis build", "parvis newsletter"} {
				if typed[command] == 0 {
					t.Errorf("“%s” is never typed", command)
				}
			}
			o.published(first, string(page))
		})
	}
}

func (o *office) do(do told) {
	o.t.Helper()
	switch name, isDir := strings.CutPrefix(do.command, "cd "); {
	case isDir:
		o.dir = filepath.Join(o.dir, name)
	case strings.HasPrefix(do.command, "parvis serve"):
		o.serve(do.command)
	case do.command != "":
		if said, err := o.run(do.command); err != nil {
			o.t.Fatalf("%s: %v\n%s", do.command, err, said)
		}
	case do.shown != "":
		o.shows(do.shown)
	default:
		path := filepath.Join(o.dir, filepath.FromSlash(do.file))
		if _, err := os.Stat(path); err != nil {
			o.t.Errorf("%s is to be written over, and is not there", do.file)
		}
		if err := os.WriteFile(path, []byte(do.text), 0o666); err != nil {
			o.t.Fatal(err)
		}
		if strings.HasPrefix(do.file, "content/trips/") {
			o.last = path
		}
	}
}

func (o *office) run(line string) (string, error) {
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir, cmd.Env = o.dir, o.env
	said, err := cmd.CombinedOutput()
	return string(said), err
}

// serve runs the server until the browser was opened, and looks at what it was given.
func (o *office) serve(line string) {
	o.t.Helper()
	cmd := exec.Command("sh", "-c", "exec "+line+" --port 0")
	cmd.Dir, cmd.Env = o.dir, o.env
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	opened := strings.TrimPrefix(o.env[len(o.env)-1], "OPENED=")
	for range 600 {
		address, err := os.ReadFile(opened)
		if err != nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		reply, err := http.Get(strings.TrimSpace(string(address)))
		if err != nil {
			o.t.Fatal(err)
		}
		defer reply.Body.Close()
		home, _ := io.ReadAll(reply.Body)
		if !bytes.Contains(home, []byte(o.title())) {
			o.t.Errorf("the page that opens does not name %q", o.title())
		}
		return
	}
	o.t.Fatalf("%s opens nothing:\n%s", line, said.String())
}

// title is that of the entry.
func (o *office) title() string {
	text, err := os.ReadFile(o.last)
	if err != nil {
		o.t.Fatal(err)
	}
	return regexp.MustCompile(`(?m)^title: (.*)$`).FindStringSubmatch(string(text))[1]
}

// shows wants the command to say, of the entry with the benefit that stands in what is
// shown, just that.
func (o *office) shows(shown string) {
	o.t.Helper()
	text, err := os.ReadFile(o.last)
	if err != nil {
		o.t.Fatal(err)
	}
	line := regexp.MustCompile(`\| (local_impact: .*)`).FindStringSubmatch(shown)[1]
	worse := regexp.MustCompile(`(?m)^local_impact: .*$`).ReplaceAllLiteral(text, []byte(line))
	if err := os.WriteFile(o.last, worse, 0o666); err != nil {
		o.t.Fatal(err)
	}
	if said, err := o.run("parvis check"); err == nil || !strings.Contains(said, shown) {
		o.t.Errorf("what is shown is not what is said:\n%s\nbut\n%s", shown, said)
	}
	if err := os.WriteFile(o.last, text, 0o666); err != nil {
		o.t.Fatal(err)
	}
}

// published looks for the entry and the letter in the finished site, and for the page in
// the city.
func (o *office) published(first, page string) {
	o.t.Helper()
	id := strings.TrimSuffix(filepath.Base(o.last), ".md")
	for name, text := range map[string]string{
		"public/index.html":                        "/trips/" + id + "/",
		"public/trips/" + id + "/index.html":       o.title(),
		"public/newsletter/2026-09/index.html":     o.title(),
		"public/newsletter/2026-09/newsletter.txt": o.title(), "README.md": page,
	} {
		got, err := os.ReadFile(filepath.Join(o.dir, name))
		if err != nil || !strings.Contains(string(got), text) {
			o.t.Errorf("%s does not say %.80q: %v", name, text, err)
		}
	}
	staff, err := filepath.Glob(filepath.Join(first, "*-2026-09"))
	if err != nil || len(staff) != 1 {
		o.t.Errorf("the staff's edition is not there: %v, %v", staff, err)
	}
}

// TestReadmeIsOne wants the page of the repository to hold what that of a city tells.
func TestReadmeIsOne(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	root, city := read("../../README.md"), read("../../generator/newcity/city/en/README.md")
	const begins = "## Write your first entry\n"
	_, want, found := strings.Cut(city, begins)
	want, _, ends := strings.Cut(want, "\n## ")
	if !found || !ends || !strings.Contains(root, begins+want+"\n## ") {
		t.Errorf("README.md does not hold %q of generator/newcity/city/en/README.md as it stands there", begins)
	}
	for _, lang := range catalog.Languages[1:] {
		if page := "generator/newcity/city/" + lang + "/README.md"; !strings.Contains(root, "("+page+")") {
			t.Errorf("README.md does not lead to %s", page)
		}
	}
}
