package drawing

import (
	"fmt"
	"html/template"
	"math/big"
	"strings"
)

// Meter draws where a measure stands between before and target. It is a
// picture of figures that stand beside it, so it is hidden from those who
// hear the page.
func Meter(before, target, now string) template.HTML {
	value := func(s string) (float64, bool) {
		r, ok := new(big.Rat).SetString(s)
		if !ok || r.Sign() < 0 {
			return 0, false
		}
		f, _ := r.Float64()
		return f, true
	}
	b, hasBefore := value(before)
	t, hasTarget := value(target)
	n, hasNow := value(now)
	most := max(b, t, n) * 1.06
	if !hasNow || most == 0 {
		return ""
	}
	var w strings.Builder
	w.WriteString(`<svg class="meter" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><rect class="bed" y="4.3" width="200" height="1.4"/>`)
	fmt.Fprintf(&w, `<rect y="3" width="%s" height="4"/>`, num(n/most*200))
	if hasBefore {
		fmt.Fprintf(&w, `<rect class="was" x="%s" width="1.4" height="10"/>`, num(b/most*200))
	}
	if hasTarget {
		fmt.Fprintf(&w, `<rect class="aim" x="%s" width="1.4" height="10"/>`, num(t/most*200))
	}
	w.WriteString(`</svg>`)
	return template.HTML(w.String())
}

// Share draws one amount against the largest beside it.
func Share(amount, most int64) template.HTML {
	if most <= 0 || amount < 0 {
		return ""
	}
	return template.HTML(
		fmt.Sprintf(`<svg class="part" aria-hidden="true"><rect width="%s%%" height="100%%"/></svg>`, num(float64(amount)/float64(most)*100)),
	)
}
