package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"
)

// peerVersion is the Hugo to compare with: go install github.com/gohugoio/hugo@v0.165.0.
const peerVersion = "v0.165.0"

//go:embed all:peer
var peerSite embed.FS

// peer is Hugo with a site of the same entries.
type peer struct{ program, site, out string }

// findPeer finds Hugo; nil where it is not installed.
func findPeer(work string) *peer {
	program, err := exec.LookPath("hugo")
	if err != nil {
		home, _ := os.UserHomeDir()
		if program, err = exec.LookPath(filepath.Join(home, "go", "bin", "hugo")); err != nil {
			return nil
		}
	}
	return &peer{program: program, site: filepath.Join(work, "peer"), out: filepath.Join(work, "peer-public")}
}

// version is what Hugo says that it is.
func (p *peer) version() string {
	out, err := exec.Command(p.program, "version").Output()
	if err != nil {
		return "Hugo"
	}
	words := strings.Fields(string(out)) // hugo v0.165.0 …
	if len(words) < 2 {
		return "Hugo"
	}
	return "Hugo " + words[1]
}

// take lays out the site with the entries of a content folder.
func (p *peer) take(content string) error {
	if err := os.RemoveAll(p.site); err != nil {
		return err
	}
	files, err := fs.Sub(peerSite, "peer")
	if err != nil {
		return err
	}
	if err := os.CopyFS(p.site, files); err != nil {
		return err
	}
	for _, kind := range kinds {
		err := filepath.WalkDir(filepath.Join(content, kind), func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && d.IsDir() {
				return nil
			}
			if err != nil {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return p.takeEntry(filepath.Join(p.site, "content", kind, filepath.Base(name)), text)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// takeEntry writes an entry with what Hugo lists by at the top of its front matter.
func (p *peer) takeEntry(name string, text []byte) error {
	values := map[string]any{}
	body, err := frontmatter.Parse(
		bytes.NewReader(text),
		&values,
		frontmatter.NewFormat("---", "---", func(b []byte, v any) error { return yaml.Unmarshal(b, v) }),
	)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, field := range []string{"start", "signed"} {
		if day, there := values[field]; there {
			values["date"] = day
		}
	}
	if impact, ok := values["local_impact"].(map[string]any); ok {
		values["benefit"], values["issues"] = impact["benefit"], impact["issues"]
	}
	day := fmt.Sprint(values["date"])
	if len(day) > len("2006-01") {
		values["year"], values["month"] = []string{day[:4]}, []string{day[:7]}
	}
	if _, lines := values["cost"].(map[string]any); !lines && values["cost"] != nil { // one amount
		values["cost"] = map[string]any{"lines": []any{map[string]any{"for": "other", "amount": values["cost"]}}}
	}
	if official, there := values["official"]; there {
		values["people"] = []any{official}
	}
	head, err := yaml.Marshal(values)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte("---\n"+string(head)+"---\n"+string(body)), 0o644)
}

// build builds the peer's site and returns what that took.
func (p *peer) build() (cost, error) {
	return timed(p.program, "--noBuildLock", "--minify", "--source", p.site, "--destination", p.out)
}
