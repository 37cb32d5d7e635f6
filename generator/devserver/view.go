package devserver

import (
	"path"
	"regexp"
	"slices"

	"parvis/generator/source"
)

// view is what the server shows at a moment. It does not change: another one
// takes its place.
type view struct {
	version
	site    *Site // nil before the first one without errors
	trouble trouble
}

// show lets the result of a look take the place of what was shown.
func (s *Server) show(r Result) {
	old := s.view.Load()
	v := *old
	if r.Site != nil {
		v.site = r.Site
		if r.StyleOnly && old.site != nil {
			v.Style++
		} else {
			v.Page++
		}
	}
	v.trouble = trouble{}
	if r.Site == nil {
		v.trouble = trouble{diagnostics: onlyErrors(r.Diagnostics), fault: r.Fault}
	}
	if v.hasTrouble() || old.hasTrouble() {
		v.Trouble++
	}
	s.view.Store(&v)
	s.once.Do(func() { close(s.ready) })
	s.streams.wake()
}

func onlyErrors(ds []source.Diagnostic) []source.Diagnostic {
	return slices.DeleteFunc(slices.Clone(ds), func(d source.Diagnostic) bool { return d.Severity != source.Error })
}

// unaware is the version of somebody who sees the site as it is, and knows
// nothing of its problems.
func (v *view) unaware() version {
	seen := v.version
	if v.hasTrouble() {
		seen.Trouble = -1
	}
	return seen
}

// styles are the addresses of the theme's style sheets.
func (v *view) styles() []string {
	out := []string{}
	for name, f := range v.site.Assets {
		if path.Ext(name) == ".css" {
			out = append(out, "/"+f.Path)
		}
	}
	slices.Sort(out)
	return out
}

// hashed is the path of an asset with a part that changes with what it holds.
var hashed = regexp.MustCompile(`^assets/(.+)\.[0-9a-f]{8}(\.[a-z0-9]+)$`)
