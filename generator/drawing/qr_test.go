package drawing

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"rsc.io/qr"
)

// TestQR follows the line of a code, and wants it black where another program's code
// of the same address is.
func TestQR(t *testing.T) {
	for _, address := range []string{"https://a.example/", "https://abroad.valmont.example/fr/trips/2026-09-ravenna/", "https://a.example/" + strings.Repeat("long/", 40)} {
		want, err := qr.Encode(address, qr.L)
		if err != nil {
			t.Fatal(err)
		}
		drawn := string(QR(address, ""))
		if len(drawn) > 1700 && len(address) < 100 {
			t.Errorf("%s: %d bytes", address, len(drawn))
		}
		x, y, step, black := -1, 0, 1, false
		got := map[[2]int]bool{}
		for i, dash := range strings.Fields(regexp.MustCompile(`dasharray="([^"]*)"`).FindStringSubmatch(drawn)[1]) {
			n, _ := strconv.Atoi(dash)
			for black = i%2 == 0; n > 0 && y < want.Size; n-- {
				if x == -1 && step < 0 || x == want.Size+1 && step > 0 { // the way down
					y, step = y+1, -step
					if step > 0 {
						x = -1
					}
					continue
				}
				at := x
				if step < 0 {
					at--
				}
				got[[2]int{at, y}] = black
				x += step
			}
		}
		for y := range want.Size {
			for x := range want.Size {
				if got[[2]int{x, y}] != want.Black(x, y) {
					t.Fatalf("%s: %d, %d is drawn %v", address, x, y, got[[2]int{x, y}])
				}
			}
		}
	}
	if QR(strings.Repeat("x", 5000), "") != "" {
		t.Error("what is too long for a code has one")
	}
}
