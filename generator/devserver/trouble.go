package devserver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path/filepath"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// trouble is what keeps a site from being shown as it is written.
type trouble struct {
	diagnostics []source.Diagnostic // errors only
	fault       error
}

func (v *view) hasTrouble() bool { return v.trouble.fault != nil || len(v.trouble.diagnostics) > 0 }

// mostShown is how many problems are shown at a time; whoever has more has one
// cause, or uses the command.
const mostShown = 30

// problem is one problem as a page shows it.
type problem struct {
	Severity, File, Rule, Message, Excerpt, Why, Fix string
	Line, Column                                     int
	Editor                                           template.URL // "" for none
	Below                                            string       // the file's path below the content; "" elsewhere
	Related                                          []problem
}

// problemOf words a diagnostic for a page, in the very words of the command.
func (s *Server) problemOf(d source.Diagnostic) problem {
	p := s.place(d.At)
	words := s.config.Words
	p.Severity, p.Rule = d.Severity.String(), d.Rule.Name
	p.Message, p.Why, p.Fix = d.Message.In(words), d.Why.In(words), d.Fix.In(words)
	for _, r := range d.Related {
		related := s.place(r.At)
		related.Message = r.Message.In(words)
		p.Related = append(p.Related, related)
	}
	return p
}

func (s *Server) place(at source.Span) problem {
	p := problem{Excerpt: source.Excerpt(at)}
	if at.File != nil {
		p.File = at.File.Path
		if below, err := filepath.Rel(s.config.Content, p.File); err == nil && filepath.IsLocal(below) {
			p.Below = filepath.ToSlash(below)
		}
		p.Line, p.Column = at.Position()
		p.Editor = s.editorLink(p.File, p.Line, p.Column)
	}
	return p
}

// faultOf words what is no diagnostic.
func (s *Server) faultOf(err error) problem {
	p := problem{Severity: "error", Message: catalog.Fault(err, s.config.Words)}
	var f *Fault
	if errors.As(err, &f) {
		p.Message, p.File, p.Line, p.Column = f.In(s.config.Words), f.File, f.Line, f.Column
		if f.Text != "" {
			p.Excerpt = fmt.Sprintf("%4d | %s\n", f.Line, f.Text)
		}
		if f.File != "" && f.Line > 0 {
			p.Editor = s.editorLink(f.File, f.Line, max(1, f.Column))
		}
	}
	return p
}

// problems are the first problems of a trouble, and how many more there are.
func (s *Server) problems(t trouble) (list []problem, more int) {
	if t.fault != nil {
		list = append(list, s.faultOf(t.fault))
	}
	for i, d := range t.diagnostics {
		if i == mostShown {
			return list, len(t.diagnostics) - i
		}
		list = append(list, s.problemOf(d))
	}
	return list, 0
}

// troublePage is what a template is given that shows problems.
type troublePage struct {
	Problems []problem
	More     int
	Count    string
	Version  string
	Good     bool // a last good site stands behind the problems
	Fatal    bool // the page itself failed, and is not shown again before something changes
}

func (s *Server) troublePage(v *view, t trouble) troublePage {
	p := troublePage{Version: v.version.String(), Good: v.site != nil}
	p.Problems, p.More = s.problems(t)
	p.Count = catalog.Count(len(p.Problems)+p.More, "%d problem", "%d problems").In(s.config.Words)
	return p
}

// troubleData is the data of the event “problems”: the diagnostics as
// “parvis check --format json” writes them, and the same as HTML to show. No
// problem closes what is shown.
type troubleData struct {
	Errors      int             `json:"errors"`
	Fault       string          `json:"fault,omitempty"`
	Diagnostics json.RawMessage `json:"diagnostics"`
	HTML        string          `json:"html"`
}

func (s *Server) troubleEvent(v *view) troubleData {
	t := v.trouble
	data := troubleData{Errors: len(t.diagnostics), Diagnostics: json.RawMessage("[]")}
	if !v.hasTrouble() {
		return data
	}
	if t.fault != nil {
		data.Errors++
		data.Fault = catalog.Fault(t.fault, s.config.Words)
	}
	var b bytes.Buffer
	_ = source.JSON(&b, t.diagnostics, 0, 0, s.config.Words) // memory takes everything
	var all struct {
		Diagnostics json.RawMessage `json:"diagnostics"`
	}
	if json.Unmarshal(b.Bytes(), &all) == nil {
		data.Diagnostics = all.Diagnostics
	}
	data.HTML = s.fill("problems", s.troublePage(v, t))
	return data
}

// showTrouble answers a request with problems instead of the page.
func (s *Server) showTrouble(w http.ResponseWriter, v *view, t trouble) {
	page := s.troublePage(v, t)
	page.Fatal = v.site != nil
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().
		Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'")
	w.WriteHeader(http.StatusInternalServerError)
	fmt.Fprint(w, s.fill("page", page))
}

// fill fills in one of the server's own templates.
func (s *Server) fill(name string, data any) string {
	var b bytes.Buffer
	if err := s.pieces.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // the tests fill in every template
	}
	return b.String()
}
