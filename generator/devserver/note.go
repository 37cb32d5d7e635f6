package devserver

import (
	"bytes"
	"embed"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// client holds what the server shows by itself: its script, its style and its
// templates.
//
//go:embed client
var client embed.FS

// own is where the server's own files are found, apart from the site's.
const own = "/_parvis/"

// DefaultEditor opens a file in Visual Studio Code.
const DefaultEditor = "vscode://file/{file}:{line}:{column}"

// CheckEditor says what is wrong with a pattern of addresses that open a file
// in an editor, if anything.
func CheckEditor(pattern string) error {
	u, err := url.Parse(strings.NewReplacer("{file}", "file", "{line}", "1", "{column}", "1").Replace(pattern))
	if err != nil || u.Scheme == "" || !strings.Contains(pattern, "{file}") {
		return catalog.Say("%q is not a pattern of addresses: write it as %s", pattern, DefaultEditor)
	}
	if !slices.Contains(editors, u.Scheme) || !strings.HasPrefix(pattern[len(u.Scheme):], "://") {
		return catalog.Say(
			"%q does not open an editor that parvis knows: write it as %s, starting with one of %s",
			pattern,
			DefaultEditor,
			strings.Join(editors, ", "),
		)
	}
	return nil
}

// editors are the schemes of addresses that open a file in an editor. Any
// other might run something in the browser instead.
var editors = []string{
	"vscode", "vscode-insiders", "vscodium", "cursor", "windsurf", "zed", "subl", "atom", "nova", "txmt", "mvim", "x-bbedit", "emacs", "org-protocol",
	"jetbrains", "idea", "goland", "phpstorm", "pycharm", "webstorm", "file",
}

// editorLink is the address that opens a place in the editor. Its pattern has
// been checked.
func (s *Server) editorLink(file string, line, column int) template.URL {
	parts := strings.Split(strings.TrimPrefix(slashed(absolute(file)), "/"), "/")
	for i, p := range parts {
		if i > 0 || !drive.MatchString(p) {
			parts[i] = strings.ReplaceAll(url.QueryEscape(p), "+", "%20") // in a path and in a query alike
		}
	}
	name := strings.Join(parts, "/")
	if p := s.config.Editor; !strings.Contains(p, "/{file}") || strings.Contains(p, "//{file}") { // else the path's first slash stands in the pattern
		name = "/" + name
	}
	return template.URL(strings.NewReplacer("{file}", name, "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column)).Replace(s.config.Editor))
}

// drive is how a path starts on Windows.
var drive = regexp.MustCompile(`^[A-Za-z]:$`)

func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// note is what the margin of a page tells its editor.
type note struct {
	Sources []noteSource
	Says    string // in short
	Blind   string // why changes are not noticed at once; "" where they are
}

// noteSource is one file from which a page is written, with what is to be
// said of it.
type noteSource struct {
	File     string
	Editor   template.URL
	Problems []problem
}

func (s *Server) noteOf(site *Site, path string) note {
	n, warnings := note{}, 0
	if says := s.blind.Load(); says != nil {
		n.Blind = *says
	}
	for _, f := range site.Sources(path) {
		x := noteSource{File: f.Path, Editor: s.editorLink(f.Path, 1, 1)}
		for _, d := range about(site.Diagnostics, f) {
			x.Problems = append(x.Problems, s.problemOf(d))
		}
		warnings += len(x.Problems)
		n.Sources = append(n.Sources, x)
	}
	if warnings > 0 {
		n.Says = catalog.Count(warnings, "%d warning", "%d warnings").In(s.config.Words)
	}
	return n
}

// about returns what is said of one file, of sorted diagnostics.
func about(ds []source.Diagnostic, f *source.File) []source.Diagnostic {
	start, _ := slices.BinarySearchFunc(ds, f.Path, func(d source.Diagnostic, path string) int {
		if d.At.File == nil {
			return -1
		}
		return strings.Compare(d.At.File.Path, path)
	})
	end := start
	for end < len(ds) && ds[end].At.File == f {
		end++
	}
	return ds[start:end]
}

// annotate puts the server's script and note into a page.
func (s *Server) annotate(page []byte, v *view, path string) []byte {
	script := s.fill("script", v.unaware().String())
	margin := s.fill("note", s.noteOf(v.site, path))
	head, body := bytes.Index(page, []byte("</head>")), bytes.LastIndex(page, []byte("</body>"))
	if head < 0 {
		head = 0
	}
	if body < head {
		body = len(page)
	}
	out := make([]byte, 0, len(page)+len(script)+len(margin))
	out = append(append(out, page[:head]...), script...)
	out = append(append(out, page[head:body]...), margin...)
	return append(out, page[body:]...)
}
