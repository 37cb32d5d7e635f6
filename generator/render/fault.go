package render

import (
	"bytes"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"parvis/generator/i18n"
	"parvis/generator/site"
)

// Fault is what is wrong in a template, with its place.
type Fault struct {
	Message      string
	File         string // below the theme's folder: layouts/entry.html
	Line, Column int    // 1-based; Column counts bytes, 0 when it is not known
	Text         string // of the line
}

func (f *Fault) Error() string { return f.Message }

// place is how the template packages write where an error is.
var place = regexp.MustCompile(`(?s)template: ?([^\s:]+):(\d+)(?::(\d+))?: (.*)`)

// Explain returns an error of loading a theme as a *Fault, if its text says
// where it is; else the error.
func Explain(theme fs.FS, err error) error {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	f := &Fault{Message: m[4], File: m[1]}
	f.Line, _ = strconv.Atoi(m[2])
	f.Column, _ = strconv.Atoi(m[3])
	if f.Column > 0 {
		f.Column++ // the packages count from 0
	}
	if text, err := fs.ReadFile(theme, f.File); err == nil {
		if lines := strings.Split(string(text), "\n"); f.Line >= 1 && f.Line <= len(lines) {
			f.Text = strings.TrimRight(lines[f.Line-1], "\r")
		}
	}
	return f
}

// ExplainPage returns the error that rendering a page has given as a *Fault.
// It renders the page once more, with templates that are not made small, so
// that the place is the one that the theme's editor sees.
func ExplainPage(theme fs.FS, locales map[string]*i18n.Locale, root string, p site.Page, err error) error {
	if t, failed := load(theme, locales, root, true); failed == nil {
		if again := t.Page(p).Render(&bytes.Buffer{}); again != nil {
			err = again
		}
	}
	return Explain(theme, err)
}
