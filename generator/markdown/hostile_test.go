package markdown

import (
	"os"
	"strings"
	"testing"

	"parvis/generator/hostile"
	"parvis/generator/source"
)

// TestHostile writes hostile texts into every construct, at its start, in its middle and
// at its end: all of them where PARVIS_TRUST is set, else each into a few.
func TestHostile(t *testing.T) {
	step, n := 23, 0
	if os.Getenv("PARVIS_TRUST") != "" {
		step = 1
	}
	for c, construct := range hostile.Constructs {
		for i := c % step; i < len(hostile.Texts); i += step {
			for _, text := range []string{hostile.Texts[i], hostile.Texts[i] + " a", "a " + hostile.Texts[i] + " b", "a " + hostile.Texts[i]} {
				written := hostile.In(construct, text)
				body := source.NewFile("content/a.md", []byte(written)).Span(0, len(written))
				Read(body, func(source.Diagnostic) {})
				var b strings.Builder
				if err := Render(&b, body, Options{Level: 2}); err != nil {
					t.Fatal(err)
				}
				harmless(t, b.String())
				for _, scheme := range []string{"javascript:", "data:", "vbscript:"} { // named here, and not by the program's own list
					if out := strings.ToLower(b.String()); strings.Contains(out, `href="`+scheme) || strings.Contains(out, `src="`+scheme) {
						t.Fatalf("%q leads to %s", written, scheme)
					}
				}
				n++
			}
		}
	}
	t.Logf("figures: %d constructs, %d texts, %d pieces of Markdown", len(hostile.Constructs), len(hostile.Texts), n)
}
