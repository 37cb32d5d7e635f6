package drawing

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/color"
	"io"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
)

// Palette is the colours of a theme by day, by their names without “--”, and those at
// night, by these names with byNight behind them.
type Palette map[string]color.RGBA

// painted are the colours that cards and drawings need; those of the goals come
// on top.
var painted = []string{"night", "day", "sun", "dim", "limestone", "gold", "came", "unlit", "blue-deep", "garnet",
	"stud", "sky", "kept", "flare", "blue-light", "open", "bronze", "navy", "ivory", "flame"}

// ReadPalette reads the custom properties of “:root” outside of all @media from
// style sheets, of which a later one goes over an earlier: colours written as
// #rgb, #rrggbb or #rrggbbaa, and those that name another one as var(--NAME).
// Properties that are no colour are left out. The error names a colour that is
// missing.
func ReadPalette(sheets ...[]byte) (Palette, error) {
	written, night := map[string]string{}, map[string]string{}
	for _, sheet := range sheets {
		properties(sheet, written, night)
	}
	p := Palette{}
	for name := range written {
		if c, ok := follow(written, name, len(written)); ok {
			p[name] = c
		}
	}
	dark := maps.Clone(written)
	maps.Copy(dark, night)
	for name := range written {
		if c, ok := follow(dark, name, len(dark)); ok {
			p[name+byNight] = c
		}
	}
	needed := slices.Clone(painted)
	for n := range Goals {
		needed = append(needed, goalName(n))
	}
	for _, name := range needed {
		if _, ok := p[name]; !ok {
			return nil, catalog.Say("the palette has no colour --%s; write it into “:root { … }” as #rrggbb", name)
		}
	}
	return p, nil
}

func goalName(n int) string { return fmt.Sprintf("goal-%d", n+1) }

// byNight is what stands behind the name of a colour at night.
const byNight = "-by-night"

// properties reads the custom properties of a sheet's :root by day, and those at night.
func properties(sheet []byte, day, night map[string]string) {
	parser := css.NewParser(parse.NewInputBytes(bytes.Clone(sheet)), false)
	media, root, into := 0, false, day
	for {
		kind, _, data := parser.Next()
		switch kind {
		case css.ErrorGrammar:
			if errors.Is(parser.Err(), io.EOF) {
				return
			}
		case css.BeginAtRuleGrammar:
			if media++; media == 1 {
				into = forWhom(parser.Values(), night)
			}
		case css.EndAtRuleGrammar:
			if media--; media == 0 {
				into = day
			}
		case css.BeginRulesetGrammar, css.QualifiedRuleGrammar:
			root = false
			var selector strings.Builder
			for _, v := range parser.Values() {
				selector.Write(v.Data)
			}
			root = into != nil && media <= 1 && rootOf.MatchString(selector.String())
		case css.EndRulesetGrammar:
			root = false
		case css.CustomPropertyGrammar:
			if !root {
				continue
			}
			var value strings.Builder
			for _, v := range parser.Values() {
				value.Write(v.Data)
			}
			into[strings.TrimPrefix(string(data), "--")] = strings.TrimSpace(value.String())
		}
	}
}

// rootOf is what chooses a page's root, in whatever state.
var rootOf = regexp.MustCompile(`^\s*:root(:where\(.*\))?\s*$`)

// forWhom is where the properties go of what stands for some readers alone: night, where these
// are those who want the dark; nil for others.
func forWhom(condition []css.Token, night map[string]string) map[string]string {
	var b strings.Builder
	for _, v := range condition {
		b.Write(v.Data)
	}
	if !strings.Contains(strings.ReplaceAll(b.String(), " ", ""), "(prefers-color-scheme:dark)") {
		return nil
	}
	return night
}

var named = regexp.MustCompile(`var\(\s*--([\w-]+)\s*\)`)

// follow is the colour of a name, by way of so many others at most.
func follow(written map[string]string, name string, most int) (color.RGBA, bool) {
	value := written[name]
	if m := named.FindStringSubmatch(value); m != nil && m[0] == value && most > 0 {
		return follow(written, m[1], most-1)
	}
	return hexColour(value)
}

// hexColour reads #rgb, #rrggbb or #rrggbbaa.
func hexColour(s string) (color.RGBA, bool) {
	digits, ok := strings.CutPrefix(s, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	v, err := strconv.ParseUint(digits, 16, 32)
	if !ok || err != nil || len(digits) != 8 {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
}

// Web is a colour as it is written where no style sheet is at hand. The error
// says that the palette has none of that name.
func (p Palette) Web(name string) (string, error) {
	c, ok := p[name]
	if !ok {
		if near := frontmatter.Nearest(name, slices.Sorted(maps.Keys(p))); near != "" {
			return "", catalog.Say("the palette has no colour --%s; write “%s” if that is the one meant, or one of assets/palette.css", name, near)
		}
		return "", catalog.Say("the palette has no colour --%s; write one of assets/palette.css", name)
	}
	return webColour(c), nil
}

// Written is the text of a theme's file with each var(--NAME) as the colour
// itself, for what is read without a style sheet: mails, pictures that stand
// alone. The error names file and line of a colour that the palette does not
// have.
func (p Palette) Written(file string, text []byte) ([]byte, error) {
	var out []byte
	from := 0
	for _, m := range named.FindAllSubmatchIndex(text, -1) {
		c, err := p.Web(string(text[m[2]:m[3]]))
		if err != nil {
			return nil, fmt.Errorf("template: %s:%d: %w", file, 1+bytes.Count(text[:m[0]], []byte("\n")), err)
		}
		out = append(append(out, text[from:m[0]]...), c...)
		from = m[1]
	}
	return append(out, text[from:]...), nil
}

// sum is the same for palettes of the same colours.
func (p Palette) sum() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(p)) {
		fmt.Fprintln(h, name, webColour(p[name]))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// Lit are the colours of the goals' panes when light falls through them. The
// United Nations made those of the goals for paper: those too dark to be told
// from a dark pane are lightened until they can be.
func (p Palette) Lit() (out [Goals]color.RGBA) {
	for n := range out {
		c := p[goalName(n)]
		out[n] = c
		for k := 1; Contrast(out[n], p["unlit"]) < leastContrast && k <= 50; k++ {
			lighter := func(v uint8) uint8 { return uint8(int(v) + (255-int(v))*k/50) }
			out[n] = color.RGBA{lighter(c.R), lighter(c.G), lighter(c.B), 255}
		}
	}
	return out
}

// glass is a colour by its name, that of a lit pane too.
func (p Palette) glass(name string) color.RGBA {
	if n, ok := strings.CutPrefix(name, "lit-"); ok {
		if k, err := strconv.Atoi(n); err == nil && k >= 1 && k <= Goals {
			return p.Lit()[k-1]
		}
	}
	return p[name]
}

// LitSheet is a style sheet that names the colours of lit panes --lit-1 to
// --lit-17.
func (p Palette) LitSheet() []byte {
	var b bytes.Buffer
	b.WriteString(":root{")
	for n, c := range p.Lit() {
		fmt.Fprintf(&b, "--lit-%d:%s;", n+1, webColour(c))
	}
	b.WriteString("}")
	return b.Bytes()
}

// leastContrast is that of graphical parts in the Web Content Accessibility
// Guidelines, and a little more, since a pane's texture changes it.
const leastContrast = 3.3

// Contrast is that of two colours as the Guidelines define it, from 1 to 21.
func Contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.RGBA) float64 {
	part := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// webColour writes a colour for a page.
func webColour(c color.RGBA) string {
	if c.A < 255 {
		return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
	}
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}
