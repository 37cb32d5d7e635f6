// Command tools gets what the tests of pages need: a C compiler for the race
// detector, Chromium with the letter's fonts, poppler, xmllint, Python, a mail server, Java, Node, what the
// workflows of a city run and, in .tools/, validators and schemas from npm. Where it may not install, it says what to install.
package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed package.json
var packageJSON []byte

//go:embed package-lock.json
var packageLock []byte

// need is a program, or a file, and Debian's package that has it. Any one of
// the names will do.
type need struct {
	names  []string
	debian string
}

// there tells whether a program of that name, or a file of that path, exists.
func there(name string) bool {
	_, err := exec.LookPath(name)
	if filepath.IsAbs(name) {
		_, err = os.Stat(name)
	}
	return err == nil
}

var needs = []need{
	{[]string{"gcc"}, "gcc"},
	{[]string{"chromium", "chromium-browser", "google-chrome"}, "chromium"},
	{[]string{"java"}, "default-jre-headless"},
	{[]string{"node"}, "nodejs"},
	{[]string{"npm"}, "npm"},
	{[]string{"pdftotext"}, "poppler-utils"},
	{[]string{"xmllint"}, "libxml2-utils"},
	{[]string{"python3"}, "python3"},
	{[]string{"/usr/lib/python3/dist-packages/aiosmtpd/__init__.py"}, "python3-aiosmtpd"},
	{[]string{"curl"}, "curl"},
	{[]string{"jq"}, "jq"},
	{[]string{"jing"}, "jing"},
	{[]string{"/usr/share/fonts/opentype/urw-base35/P052-Roman.otf"}, "fonts-urw-base35"},
	{
		[]string{"/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"},
		"fonts-liberation",
	},
}

// dir is where the packages from npm go.
const dir = ".tools"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	if missing := missing(); len(missing) > 0 {
		if err := install(missing); err != nil {
			return err
		}
	}
	return validator()
}

// missing returns the Debian packages whose programs are not there.
func missing() []string {
	var out []string
	for _, n := range needs {
		if n.debian == "chromium" && os.Getenv("PARVIS_CHROMIUM") != "" {
			continue
		}
		if !slices.ContainsFunc(n.names, there) {
			out = append(out, n.debian)
		}
	}
	return out
}

func install(packages []string) error {
	line := "apt-get install -y --no-install-recommends " + strings.Join(packages, " ")
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return fmt.Errorf("the tests need programs that are not here. Install them, then try again:\n\n  sudo apt-get update && sudo %s", line)
	}
	for _, command := range []string{"apt-get update", line} {
		if err := call(".", strings.Fields(command)...); err != nil {
			return fmt.Errorf("%s: %w", command, err)
		}
	}
	return nil
}

// validator installs the packages from npm, unless these very ones are there.
func validator() error {
	stamp := filepath.Join(dir, "package-lock.json")
	if have, err := os.ReadFile(stamp); err == nil && string(have) == string(packageLock) {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", "vnu-jar")); err == nil {
			return nil
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "package.json"), packageJSON, 0o666); err != nil {
		return err
	}
	if err := os.WriteFile(stamp, packageLock, 0o666); err != nil {
		return err
	}
	if err := call(dir, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"); err != nil {
		return fmt.Errorf("npm ci in %s: %w", dir, err)
	}
	return nil
}

func call(dir string, args ...string) error {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, os.Stderr, os.Stderr
	cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	return cmd.Run()
}
