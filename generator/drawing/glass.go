package drawing

import (
	"fmt"
	"image/color"
	"math"
)

// This file has the colours of the rose's glass, on pages and cards alike. A
// pane that is not lit is dark. Lit ones have the colours of the goals, which
// the United Nations made for paper: those too dark to be told from a dark pane
// are lightened until they can be.

// DarkGlass is a pane that is not lit.
var DarkGlass = color.RGBA{0x0d, 0x20, 0x50, 0xff}

// goalColours are the colours of the goals.
var goalColours = [Goals]color.RGBA{
	{0xe5, 0x24, 0x3b, 255}, {0xdd, 0xa6, 0x3a, 255}, {0x4c, 0x9f, 0x38, 255}, {0xc5, 0x19, 0x2d, 255}, {0xff, 0x3a, 0x21, 255}, {0x26, 0xbd, 0xe2, 255},
	{0xfc, 0xc3, 0x0b, 255}, {0xa2, 0x19, 0x42, 255}, {0xfd, 0x69, 0x25, 255}, {0xdd, 0x13, 0x67, 255}, {0xfd, 0x9d, 0x24, 255}, {0xbf, 0x8b, 0x2e, 255},
	{0x3f, 0x7e, 0x44, 255}, {0x0a, 0x97, 0xd9, 255}, {0x56, 0xc0, 0x2b, 255}, {0x00, 0x68, 0x9d, 255}, {0x19, 0x48, 0x6a, 255},
}

// LitGlass are the colours of the goals' panes when light falls through them.
var LitGlass = litGlass()

// leastContrast is that of graphical parts in the Web Content Accessibility
// Guidelines, and a little more, since a pane's texture changes it.
const leastContrast = 3.3

func litGlass() (out [Goals]color.RGBA) {
	for n, c := range goalColours {
		out[n] = c
		for k := 1; Contrast(out[n], DarkGlass) < leastContrast; k++ {
			lighter := func(v uint8) uint8 { return uint8(int(v) + (255-int(v))*k/50) }
			out[n] = color.RGBA{lighter(c.R), lighter(c.G), lighter(c.B), 255}
		}
	}
	return out
}

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
func webColour(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
