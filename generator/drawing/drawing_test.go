package drawing

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPetal lights as much of a petal's area as its share, and draws one lead
// line for each step that is lit.
func TestPetal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, share, steps := rapid.IntRange(0, Goals-1).Draw(rt, "n"), rapid.Float64Range(0.001, 1).Draw(rt, "share"), rapid.IntRange(1, 12).Draw(rt, "steps")
		p := petal(n, share, steps)
		r, err := strconv.ParseFloat(p.Radius, 64)
		if err != nil {
			rt.Fatal(err)
		}
		area := (r*r - roseInner*roseInner) / (roseOuter*roseOuter - roseInner*roseInner)
		if math.Abs(area-share) > 0.002 || p.Whole != (share == 1) {
			rt.Errorf("a share of %v lights %v, whole %v", share, area, p.Whole)
		}
		if want := int(math.Ceil(share*float64(steps))) - 1; len(p.Rings) != want {
			rt.Errorf("%d lead lines for %v of %d steps, want %d", len(p.Rings), share, steps, want)
		}
		if x, _ := strconv.ParseFloat(p.X, 64); math.Abs(math.Abs(x)-roseNumber*math.Abs(math.Sin(2*math.Pi*float64(n)/Goals))) > 0.06 || p.Number != n+1 {
			rt.Errorf("number %d stands at %s", p.Number, p.X)
		}
	})
	if p := petal(3, 0, 5); p.Radius != "" || len(p.Rings) > 0 {
		t.Errorf("a goal without an entry is lit: %+v", p)
	}
}

// TestNameEvery names as many years as there is room for.
func TestNameEvery(t *testing.T) {
	for column, want := range map[float64]int{72: 1, 42: 1, 41: 2, 21: 2, 20: 5, 5: 10, 2.2: 20, 1: 50, 0.5: 100} {
		if got := nameEvery(column); got != want {
			t.Errorf("of columns %v wide each %d is named, want %d", column, got, want)
		}
	}
}

// TestStacks draws one pane for each promise, or one for each state where
// there are too many, none of them outside.
func TestStacks(t *testing.T) {
	few := string(Stacks([]Stack{{2026, map[string]int{"kept": 3, "late": 1}}, {2027, map[string]int{"open": 2}}}, "By year"))
	if panes := strings.Count(few, "<rect") - 2; panes != 6 || strings.Count(few, "✓") != 3 || strings.Count(few, "!") != 1 || strings.Count(few, "○") != 2 {
		t.Errorf("%d panes: %s", panes, few)
	}
	var years []Stack
	for y := 2001; y <= 2040; y++ {
		years = append(years, Stack{y, map[string]int{"kept": (y - 2001) % 2}})
	}
	long := string(Stacks(years, "By year"))
	if bars := strings.Count(long, `fill="var(--came)"`); bars != 20 || strings.Contains(long, ">2001<") || !strings.Contains(long, ">2040<") ||
		!strings.HasPrefix(long, `<svg class="chart" viewBox="0 0 576 `) {
		t.Errorf("%d bars of forty years: %s", bars, long)
	}
	many := string(Stacks([]Stack{{2026, map[string]int{"kept": 300, "late": 100, "gone": 1}}}, "By year"))
	if panes := strings.Count(many, "<rect") - 1; panes != 3 || strings.Contains(many, `height="-`) || strings.Contains(many, `y="-`) {
		t.Errorf("%d panes: %s", panes, many)
	}
}
