package content

import (
	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// Film is a film: a file of the city's own, with captions and a transcript
// beside it, or the address of one elsewhere, which is only ever a link.
type Film struct {
	Title, File, Captions, Transcript, URL Text
}

var ruleFilm = &source.Rule{Name: "film-form",
	Says: "A film is a file of the city's own with captions and a transcript, or a link.",
	Why:  "residents who cannot hear or see it must know what it says, and a film that is embedded from elsewhere tells that server who watches",
	Fix:  "write “file”, “captions” (a .vtt file) and “transcript” (a text file), or “url” alone",
	Bad: source.Example{
		File:   "trips/2026-09-ravenna.md",
		Text:   "films: [{title: A night on line A, file: night.mp4}]\n",
		Beside: map[string]string{"trips/night.mp4": "film"},
	},
	Good: source.Example{
		File:   "trips/2026-09-ravenna.md",
		Text:   "films: [{title: A night on line A, file: night.mp4, captions: night.vtt, transcript: night.txt}]\n",
		Beside: filmFiles,
	}}

var filmFiles = map[string]string{"trips/night.mp4": "film", "trips/night.vtt": "WEBVTT\n", "trips/night.txt": "The tram stops.\n"}

func (p *parser) films(m *frontmatter.Map) []Film {
	var out []Film
	for _, f := range m.Maps("films") {
		film := Film{
			Title:      f.Text("title", frontmatter.Required),
			File:       f.File("file", frontmatter.Optional),
			Captions:   f.File("captions", frontmatter.Optional),
			Transcript: f.File("transcript", frontmatter.Optional),
			URL:        readURL(f, "url"),
		}
		own := film.File.Given && film.Captions.Given && film.Transcript.Given
		link := film.URL.Given && !film.File.Given && !film.Captions.Given && !film.Transcript.Given
		if bad := film.File.Bad || film.Captions.Bad || film.Transcript.Bad || film.URL.Bad; !bad && (film.URL.Given || !own) && !link {
			p.report(ruleFilm.At(f.At(), "%s", film.lacks()))
		}
		f.Close()
		out = append(out, film)
	}
	return out
}

// lacks says what is wrong with a film that is neither a whole file nor a
// link alone.
func (f Film) lacks() catalog.Message {
	switch {
	case f.URL.Given:
		return catalog.Say("this film is both a file and a link")
	case !f.File.Given:
		return catalog.Say("this film has neither a file nor a link")
	case !f.Captions.Given && !f.Transcript.Given:
		return catalog.Say("this film has neither captions nor a transcript")
	case !f.Captions.Given:
		return catalog.Say("this film has no captions")
	}
	return catalog.Say("this film has no transcript")
}

// filmTexts marks the captions and transcripts that a translation names.
func (c *checker) filmTexts(e *Entry, t *Translation, report source.Report) {
	for i := range e.Films {
		for _, name := range []string{"captions", "transcript"} {
			if v := t.texts[place{list: "films", n: i, field: name}]; v.OK() {
				c.beside(&e.Head, v, report)
			}
		}
	}
}

// filmFiles marks the files of an entry's films for publication.
func (c *checker) filmFiles(e *Entry, report source.Report) {
	for _, f := range e.Films {
		for _, v := range []Text{f.File, f.Captions, f.Transcript} {
			if v.OK() {
				c.beside(&e.Head, v, report)
			}
		}
	}
}
