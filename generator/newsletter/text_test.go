package newsletter

import (
	"bytes"
	"html/template"
	"mime"
	"net/mail"
	"strings"
	"testing"

	"parvis/generator/markdown"
	"parvis/generator/source"
)

// rendered is a story as the site renders it.
func rendered(t *testing.T, text string) string {
	t.Helper()
	f := source.NewFile("content/a.md", []byte(text))
	var b bytes.Buffer
	if err := markdown.Render(&b, f.Span(0, len(text)), markdown.Options{Level: 3}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestStoryText holds what becomes of each piece of a story.
func TestStoryText(t *testing.T) {
	long := "A first sentence that goes on for so long that it has to be broken into two lines here"
	for text, want := range map[string]string{
		"One\ntwo.\n\nThree.": "One two.\n\nThree.\n",
		`1. Should it run?
2. Who pays?
   - the riders
   - the shops
3. Which line?`: `1. Should it run?
2. Who pays?
   - the riders
   - the shops
3. Which line?
`,
		"7. Seven\n8. Eight":         "7. Seven\n8. Eight\n",
		"- a\n  1. b\n     - c\n- d": "- a\n  1. b\n     - c\n- d\n",
		"9. " + long + "\n10. " + long: `9. A first sentence that goes on for so long that it has to be broken
   into two lines here
10. A first sentence that goes on for so long that it has to be broken
    into two lines here
`,
		"- one\n\n  more\n- two":          "- one\n\n  more\n- two\n",
		"> It is *cold*.\n>\n> And late.": "  It is cold.\n\n  And late.\n",
		"First line  \nsecond line":       "First line\nsecond line\n",
		"a\n\n---\n\nb":                   "a\n\n* * *\n\nb\n",
		"```\nx  y\n```":                  "    x  y\n",
		"[the bill](https://example.org/b.pdf), https://example.org/": "the bill <https://example.org/b.pdf>, https://example.org/\n",
		`| What | Cost |
| --- | ---: |
| Train | 412.50 |
| Two nights | 96 |`: `What          Cost
------------------
Train       412.50
Two nights      96
`,
		"| " + long + " | Cost |\n| --- | ---: |\n| Train | 412.50 |\n| | 96 |": `- A first sentence that goes on for so long that it has to be broken
  into two lines here – Train; Cost – 412.50
- Cost – 96
`,
		`By train.[^t] Two ideas.[^i] Again.[^t]

[^t]: At **22:10**, see [it](https://example.org/t).
[^i]: Lamps.`: `By train.[1] Two ideas.[2] Again.[1]

[1] At 22:10, see it <https://example.org/t>.
[2] Lamps.
`,
		"- a point[^1]\n\n[^1]: A note.": "- a point[1]\n\n[1] A note.\n",
	} {
		got, err := storyText(rendered(t, text))
		if err != nil {
			t.Fatal(err)
		}
		if got = strings.TrimPrefix(got, "\n"); strings.Trim(strings.ReplaceAll(got, "\n\n\n", "\n\n"), "\n") != strings.Trim(want, "\n") {
			t.Errorf("%q becomes\n%s\nwant\n%s", text, got, want)
		}
		for line := range strings.Lines(got) {
			if width(strings.TrimSuffix(line, "\n")) > columns {
				t.Errorf("%q is %d wide", line, width(line))
			}
		}
	}
}

// TestMailStory: a mail keeps the numbers of notes, and no address leads into
// the mail itself.
func TestMailStory(t *testing.T) {
	story := rendered(t, "By train.[^t]\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n[^t]: At night.")
	out, err := elementStyles.inline(template.HTML(story))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"By train.<sup id=\"fnref:1\">[1]</sup>", "At night.", "text-align:right", "border-collapse"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Contains(string(out), "href=\"#") {
		t.Errorf("an address leads into the mail:\n%s", out)
	}
}

// TestSubject holds that a subject is one clean line, whatever the title is,
// and is read back as that.
func TestSubject(t *testing.T) {
	for title, want := range map[string]string{
		"Why we went to Ravenna":       "Why we went to Ravenna",
		"**Night** trams, *again*":     "Night trams, again",
		"[Night trams](/trips/a/) `x`": "Night trams x",
		"<b>Night</b> trams":           "Night trams",
		"Bread &amp; roses":            "Bread & roses",
		"Two  spaces\tand\na line":     "Two spaces and a line",
		"a\u200bb\u202ec\u0007d":       "abc d",
		"5 * 3 * 2 and snake_case_x":   "5 * 3 * 2 and snake_case_x",
		"Tarif réduit*, plein* tarif":  "Tarif réduit*, plein* tarif",
		"Bcc: a@example.org\r\n\r\nx":  "Bcc: a@example.org x",
		"« où », “what”, and 100 % of the rest – a very long title that goes on and on so that it needs to be folded over lines":      "« où », “what”, and 100 % of the rest – a very long title that goes on and on so that it needs to be folded over lines",
		"a very long title without any accents that goes on and on and on so that it needs to be folded over two lines of the header": "a very long title without any accents that goes on and on and on so that it needs to be folded over two lines of the header",
	} {
		got := subject(title)
		if got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
		header := "Subject: " + fold("Subject", mime.QEncoding.Encode("utf-8", got)) + "\r\nDate: x\r\n\r\nbody"
		m, err := mail.ReadMessage(strings.NewReader(header))
		if err != nil {
			t.Fatal(err)
		}
		read, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || read != want || len(m.Header) != 2 {
			t.Errorf("%q is read back as %q (%v):\n%s", want, read, err, header)
		}
		for line := range strings.Lines(header) {
			if len(strings.TrimRight(line, "\r\n")) > 78 {
				t.Errorf("a line of %d bytes: %s", len(line), line)
			}
		}
	}
}
