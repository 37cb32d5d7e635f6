package drawing

import (
	"fmt"
	"html/template"
	"strings"

	"rsc.io/qr"
)

// QR draws an address as a QR code, "" for one that is too long for it.
// label says what it leads to.
func QR(address, label string) template.HTML {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		return ""
	}
	const quiet = 2
	var w strings.Builder
	fmt.Fprintf(
		&w,
		`<svg class="qr" viewBox="%d %d %d %d" role="img" aria-label="%s"><path d="`,
		-quiet,
		-quiet,
		code.Size+2*quiet,
		code.Size+2*quiet,
		escaped(label),
	)
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for x+run < code.Size && code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&w, "M%d %dh%dv1h-%dz", x, y, run, run)
				x += run
			}
		}
	}
	w.WriteString(`"/></svg>`)
	return template.HTML(w.String())
}
