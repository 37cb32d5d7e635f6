package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"parvis/generator/content"
	"parvis/generator/markdown"
	"parvis/generator/picture"
)

// The widths in points in which a portrait is shown: beside a name, and large,
// beside a letter.
const (
	faceWidth     = 240
	portraitWidth = 480
)

// storySizes says how wide a picture in a story is shown.
const storySizes = "(min-width: 42rem) 38rem, 92vw"

// pictureOf knows of the photographs beside a file in what forms they are
// published.
func (s *Site) pictureOf(h *content.Head) func(string) markdown.Picture {
	return func(address string) markdown.Picture {
		name, _ := h.Beside(address)
		info, ok := s.Set.Picture(h, name)
		if !ok {
			return markdown.Picture{}
		}
		name = info.Name(name)
		out := markdown.Picture{}
		out.Width, out.Height = info.Size()
		at := func(name string) string { return s.file("/"+h.ID+"/") + (&url.URL{Path: name}).EscapedPath() }
		var forms []string
		for _, width := range info.Smaller() {
			forms = append(forms, fmt.Sprintf("%s %dw", at(picture.Variant(name, width)), width))
		}
		if len(forms) > 0 {
			out.Set, out.Sizes = strings.Join(append(forms, fmt.Sprintf("%s %dw", at(name), out.Width)), ", "), storySizes
		}
		return out
	}
}

// films are an entry's films.
func (s *Site) films(l *lang, e *content.Entry) []Film {
	var out []Film
	at := func(name string) string {
		if name == "" {
			return ""
		}
		return s.file("/"+e.ID+"/") + (&url.URL{Path: content.FileName(name)}).EscapedPath()
	}
	for _, f := range e.Films {
		captions, transcript := l.say(e, f.Captions), l.say(e, f.Transcript)
		out = append(out, Film{Title: l.say(e, f.Title), File: at(f.File.V), Captions: at(captions.Text), Transcript: at(transcript.Text),
			Lang: cmp.Or(captions.Lang, l.Lang()), Href: f.URL.V})
	}
	return out
}

// ofFilm tells whether a file belongs to one of an entry's films, in any language.
func ofFilm(e *content.Entry, name string) bool {
	return slices.ContainsFunc(e.Films, func(f content.Film) bool {
		its := []string{f.File.V, f.Captions.V, f.Transcript.V}
		for _, t := range e.Translations {
			its = append(its, t.Text(e, f.Captions).V, t.Text(e, f.Transcript).V)
		}
		return slices.ContainsFunc(its, func(x string) bool { return content.FileName(x) == name })
	})
}
