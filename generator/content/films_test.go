package content

import (
	"strings"
	"testing"
)

// TestFilms says what each film lacks.
func TestFilms(t *testing.T) {
	for fields, want := range map[string]string{
		"file: night.mp4, captions: night.vtt, transcript: night.txt": "",
		"url: \"https://films.example.org/1\"":                        "",
		"file: night.mp4":                                             "neither captions nor a transcript",
		"file: night.mp4, captions: night.vtt":                        "has no transcript",
		"file: night.mp4, transcript: night.txt":                      "has no captions",
		"captions: night.vtt":                                         "neither a file nor a link",
		"file: night.mp4, url: \"https://films.example.org/1\"":       "both a file and a link",
		"url: films.example.org":                                      "is not a web address",
		"file: day.mp4, captions: night.vtt, transcript: night.txt":   "there is no file \"day.mp4\" beside this one",
	} {
		city := baseCity().file("site.yaml", baseSite+"rules: {file-unnamed: off, file-ignored: off}\n").with(trip, "films: [{title: A night, "+fields+"}]\n")
		for name, text := range filmFiles {
			city = city.file(name, text)
		}
		if got := show(city.problems(t)); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: %s", fields, got)
		}
	}
}

// TestFilmDirections says where a text of a film turns the direction of writing.
func TestFilmDirections(t *testing.T) {
	const film = "films: [{title: A night on line A, file: night.mp4, captions: night.vtt, transcript: night.txt}]\n"
	for name, text := range map[string]string{
		"night.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nThe \u2067tram\u2069 stops\n\n00:02.000 --> 00:03.000\nat \u202eone.\n",
		"night.txt": "The tram stops.\n\nIt \u2067stops.\n\nAnd starts\u2069.\n",
	} {
		city := baseCity().with(trip, film)
		for other, text := range filmFiles {
			city = city.file(other, text)
		}
		if ds := city.problems(t); len(ds) > 0 {
			t.Fatal(show(ds))
		}
		ds := city.file("trips/"+name, text).problems(t)
		at := map[string]string{"night.vtt": "content/trips/night.vtt:7:4: error: ", "night.txt": "content/trips/night.txt:3:4: error: "}[name]
		if got := show(ds); len(ds) != 1 || ds[0].Rule.Name != "direction-open" || !strings.HasPrefix(got, at) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
