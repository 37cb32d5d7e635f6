package drawing

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPetal lights as much of a petal's area as its share.
func TestPetal(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n, share := rapid.IntRange(0, Goals-1).Draw(rt, "n"), rapid.Float64Range(0.001, 1).Draw(rt, "share")
		p := petal(n, share)
		r, err := strconv.ParseFloat(p.Radius, 64)
		if err != nil {
			rt.Fatal(err)
		}
		area := (r*r - roseInner*roseInner) / (roseOuter*roseOuter - roseInner*roseInner)
		if math.Abs(area-share) > 0.002 || p.Whole != (share == 1) {
			rt.Errorf("a share of %v lights %v, whole %v", share, area, p.Whole)
		}
		if x, _ := strconv.ParseFloat(p.X, 64); math.Abs(math.Abs(x)-roseNumber*math.Abs(math.Sin(2*math.Pi*float64(n)/Goals))) > 0.06 || p.Number != n+1 {
			rt.Errorf("number %d stands at %s", p.Number, p.X)
		}
	})
	if p := petal(3, 0); p.Radius != "" {
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

// TestAxis draws few lines, from 0 or less on, that hold any amounts and stand at round ones.
func TestAxis(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		most := rapid.SampledFrom([]int64{3, 90, 40_000, 7_000_000_000, 1 << 60}).Draw(rt, "most")
		amount := rapid.Int64Range(-most/3, most)
		years := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) Year {
			return Year{Cost: amount.Draw(rt, "cost"), Open: amount.Draw(rt, "open"), Planned: max(0, amount.Draw(rt, "planned"))}
		}), 1, 9).Draw(rt, "years")
		x, ok := AxisOf(years)
		if !ok {
			if slices.ContainsFunc(years, func(y Year) bool { return y.Cost != 0 || y.Planned != 0 }) {
				rt.Error("there is something, and no axis")
			}
			return
		}
		if x.Low > 0 || x.High < 0 || x.Low%x.Step != 0 || x.High%x.Step != 0 || x.High/x.Step-x.Low/x.Step > 8 || x.Low == 0 && x.High/x.Step > 4 {
			rt.Errorf("an axis of %+v", x)
		}
		if first := strings.TrimRight(strconv.FormatInt(x.Step, 10), "0"); first != "1" && first != "2" && first != "5" {
			rt.Errorf("a step of %d is not round", x.Step)
		}
		low := int64(0)
		for _, y := range years {
			low = min(low, y.Cost)
			if y.Cost < x.Low || max(y.Cost, y.Planned) > x.High {
				rt.Errorf("%+v does not fit on %+v", y, x)
			}
		}
		if low == 0 && x.Low != 0 {
			rt.Errorf("an axis from %d on, of nothing below 0", x.Low)
		}
		svg := string(Years(2001, years, x, func(minor int64) string { return strconv.FormatInt(minor, 10) }, "Years"))
		zero := chartHead + (chartFoot-chartHead)*float64(x.High)/float64(x.High-x.Low)
		for _, m := range regexp.MustCompile(` y="([^"]+)" width="[^"]+" height="([^"]+)"`).FindAllStringSubmatch(svg, -1) {
			top, _ := strconv.ParseFloat(m[1], 64)
			tall, _ := strconv.ParseFloat(m[2], 64)
			if top < chartHead-0.1 || top+tall > chartFoot+0.1 || tall < 0 {
				rt.Errorf("a bar from %v, %v tall, with 0 at %v", top, tall, zero)
			}
		}
		if !strings.Contains(svg, `text-anchor="end">0</text>`) {
			rt.Error("0 is not written")
		}
	})
}

// TestYears draws what came back below the line, and hatches what may still change.
func TestYears(t *testing.T) {
	years := []Year{{Cost: 400, Open: 100}, {Cost: -200}, {Cost: -100, Open: -100}, {Planned: 300}, {}}
	x, _ := AxisOf(years)
	if x != (Axis{-200, 400, 100}) {
		t.Fatalf("%+v", x)
	}
	svg := string(Years(2001, years, x, func(minor int64) string { return fmt.Sprint(minor) }, "Years"))
	var got []string
	for _, m := range regexp.MustCompile(`<rect (?:class|fill)="([^"]+)" x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"`).FindAllStringSubmatch(svg, -1) {
		got = append(got, strings.Join(m[1:], " "))
	}
	if want := []string{"city 49 105", "url(#page-hatch) 14 35", "city 154 70", "url(#page-hatch) 154 35", "ahead 49 105"}; !slices.Equal(got, want) {
		t.Errorf("bars: %q, want %q", got, want)
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
