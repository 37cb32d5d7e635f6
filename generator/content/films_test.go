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
