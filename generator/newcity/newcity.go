// Package newcity holds the files of a city that has just begun: what
// “parvis init” writes, and how to tell later that a file is still just that.
package newcity

import (
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"text/template"
	"time"

	"parvis/generator/frontmatter"
)

// files are the files of a new city, as templates; a file's name may hold gaps
// too.
//
//go:embed city
var files embed.FS

// City is what the city is called until its own name is written.
const City = "Example-Town"

// Write writes the files of a new city into a folder, as on that day.
func Write(root *os.Root, day time.Time) error {
	return each(day, func(name, text string) error {
		if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return err
		}
		return root.WriteFile(filepath.FromSlash(name), []byte(text), 0o666)
	})
}

// each hands over every file of a new city, in the order of their names.
func each(day time.Time, take func(name, text string) error) error {
	values := map[string]string{
		"City": City, "Year": day.Format("2006"), "Month": day.Format("2006-01"),
		"TermStart": frontmatter.AddMonths(day, -12).
			Format("2006-01-02"),
		"TripStart": day.AddDate(0, 0, -40).Format("2006-01-02"), "TripEnd": day.AddDate(0, 0, -38).Format("2006-01-02"),
		"OutcomeDate": day.AddDate(0, 0, -10).Format("2006-01-02"), "Due": frontmatter.AddMonths(day, 6).Format("2006-01-02"),
	}
	return fs.WalkDir(files, "city", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		name, err := fill(target(strings.TrimPrefix(p, "city/")), values)
		if err != nil {
			return err
		}
		filled := string(text)
		if !strings.HasSuffix(name, ".yml") { // a workflow has gaps of its own
			if filled, err = fill(filled, values); err != nil {
				return err
			}
		}
		return take(name, filled)
	})
}

// target is where a file of the new city goes.
func target(name string) string {
	switch name {
	case "github/publish.yml":
		return ".github/workflows/publish.yml"
	case "content/static/headers":
		return "content/static/_headers"
	case "content/static/htaccess":
		return "content/static/.htaccess"
	case "content/newsletters/month.md":
		return "content/newsletters/{{.Month}}.md"
	}
	return name
}

// fill fills the gaps of a text.
func fill(text string, values map[string]string) (string, error) {
	t, err := template.New("").Option("missingkey=error").Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, values)
	return b.String(), err
}

// examples are the examples of a new city, by the title or name at their head,
// as bare leaves them.
var examples = sync.OnceValue(func() map[string]example {
	out := map[string]example{}
	_ = each(time.Unix(0, 0), func(name, text string) error {
		if strings.HasSuffix(name, ".md") && !strings.HasPrefix(name, "content/pages/") { // the page about the site is true of any city
			e := example{bare: bare(text)}
			if strings.HasPrefix(name, "content/people/") || strings.HasPrefix(name, "content/partners/") {
				e.mark = comment.FindString(text)
			}
			out[heading.FindStringSubmatch(text)[1]] = e
		}
		return nil
	})
	return out
})

// example is one of the examples. A person or a partner has so few fields that
// those of a real one may be the same; they are an example while the comment is
// there that says so.
type example struct{ bare, mark string }

var (
	comment = regexp.MustCompile(`(?m)^#.*$`)
	heading = regexp.MustCompile(`(?m)^(?:title|name): "?(.*?)"?$`)
	ignored = regexp.MustCompile(`(?m)^(?:#.*|draft:.*)?(?:\r?\n|$)`)
	days    = regexp.MustCompile(`\b\d{4}(?:-\d\d){0,2}\b`)
)

// bare is a text without its comments, its empty lines and what an editor may
// change about it without saying anything else: the days, and whether it is a
// draft.
func bare(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return days.ReplaceAllString(ignored.ReplaceAllString(text, ""), "0")
}

// Untouched tells whether a file, whose title or name is given, is still one of
// the examples that a new city comes with.
func Untouched(title string, text []byte) bool {
	e, known := examples()[title]
	return known && strings.Contains(string(text), e.mark) && bare(string(text)) == e.bare
}

// Example returns the text of one of the files of a new city, begun on that
// day; "" when there is none of that name.
func Example(name string, day time.Time) string {
	found := ""
	_ = each(day, func(n, text string) error {
		if n == name {
			found = text
		}
		return nil
	})
	return found
}
