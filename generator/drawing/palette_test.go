package drawing

import (
	"image/color"
	"math"
	"strings"
	"testing"
)

// TestGlass tells each goal's lit glass from dark glass, and changes no colour
// of the United Nations' that can be told already.
func TestGlass(t *testing.T) {
	p := colours(t)
	for n, lit := range p.Lit() {
		if c := Contrast(lit, p["unlit"]); c < leastContrast {
			t.Errorf("goal %d has a contrast of %.2f to dark glass", n+1, c)
		}
		if own := p[goalName(n)]; lit != own && Contrast(own, p["unlit"]) >= leastContrast {
			t.Errorf("goal %d: %v could stay %v", n+1, lit, own)
		}
	}
	if c := Contrast(color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}); math.Abs(c-21) > 0.001 {
		t.Errorf("black on white has a contrast of %v", c)
	}
	if c := Contrast(color.RGBA{0x77, 0x77, 0x77, 255}, color.RGBA{255, 255, 255, 255}); math.Abs(c-4.48) > 0.005 {
		t.Errorf("#777 on white has a contrast of %v", c)
	}
}

// TestReadPalette reads colours by day, a later sheet over an earlier, and
// follows those that name others, but not for ever.
func TestReadPalette(t *testing.T) {
	needed := ":root{"
	for _, name := range painted {
		needed += "--" + name + ":#010203;"
	}
	for n := range Goals {
		needed += "--" + goalName(n) + ":#abc;"
	}
	needed += "}"
	p, err := ReadPalette([]byte(needed), []byte(`/* --sun: #111111 */
		@media (prefers-color-scheme: dark) { :root { --sun: #222222 } }
		:root { --sun: #FFD877; --same: var( --sun ); --loop: var(--pool); --pool: var(--loop); --veil: #ffffff38; --serif: "A", serif }
		.g1 { --day: #333333 }
		@media print { :root { --sun: #444444 } }
		:root { --late: #b3213c }`))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"sun": "#ffd877", "same": "#ffd877", "veil": "#ffffff38", "day": "#010203",
		"goal-1": "#aabbcc", "late": "#b3213c"} {
		if got, err := p.Web(name); got != want || err != nil {
			t.Errorf("--%s is %q, want %q: %v", name, got, want, err)
		}
	}
	for _, name := range []string{"loop", "serif", "nothing"} {
		if got, err := p.Web(name); err == nil {
			t.Errorf("--%s is %q", name, got)
		}
	}
	if _, err := ReadPalette([]byte(strings.Replace(needed, "--gold:#010203", "--gold:gold", 1))); err == nil || !strings.Contains(err.Error(), "--gold") {
		t.Errorf("without gold: %v", err)
	}
	text, err := p.Written("a.svg", []byte(`<a fill="var(--sun)"/><b fill="var(--veil)"/>`))
	if err != nil || string(text) != `<a fill="#ffd877"/><b fill="#ffffff38"/>` {
		t.Errorf("%s %v", text, err)
	}
	if _, err := p.Written("a.svg", []byte("<svg>\n<a fill=\"var(--sunn)\"/>")); err == nil ||
		!strings.HasPrefix(err.Error(), "template: a.svg:2: the palette has no colour --sunn; write “sun” ") {
		t.Errorf("%v", err)
	}
}

// TestColours draws cards in the colours of a theme, and knows one again only
// where these are the same.
func TestColours(t *testing.T) {
	other := Palette{}
	for name, c := range colours(t) {
		other[name] = c
	}
	other["night"] = color.RGBA{0x40, 0, 0, 255}
	red := NewStudio(other)
	if red.keyOf(sample()) == studio(t).keyOf(sample()) {
		t.Error("cards of other colours are taken for the same")
	}
	if a := decoded(t, drawn(t, sample())).At(3, 3); a != colours(t)["night"] {
		t.Errorf("the ground is %v", a)
	}
}
