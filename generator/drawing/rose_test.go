package drawing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestSmallRose lights each named goal once, in the order of the goals, where the
// large rose has it.
func TestSmallRose(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		goals := rapid.SliceOf(rapid.IntRange(1, Goals)).Draw(rt, "goals")
		var got []int
		for _, p := range NewSmallRose(goals).Petals {
			got = append(got, p.Number)
			if at := petal(p.Number-1, 1); p.Turn != at.Turn {
				rt.Errorf("goal %d is turned by %s, on the large rose by %s", p.Number, p.Turn, at.Turn)
			}
		}
		slices.Sort(goals)
		if want := slices.Compact(goals); !slices.Equal(got, want) {
			rt.Errorf("lit are %v, not %v", got, want)
		}
	})
}

// TestRoseRings draws a ring for each round step of what is counted, and no more of
// them than can be told apart, at the place that a petal of so much reaches.
func TestRoseRings(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var fills [Goals]int64
		for n := range fills {
			fills[n] = rapid.Int64Range(0, 1<<40).Draw(rt, "fill") >> rapid.IntRange(0, 40).Draw(rt, "small")
		}
		r := NewRose(fills)
		if len(r.Rings) > mostRings || strings.Trim(fmt.Sprint(r.Step), "0") != fmt.Sprint(r.Step)[:1] || r.Most > 24 && len(r.Rings) < 4 {
			rt.Errorf("%d rings of %d up to %d", len(r.Rings), r.Step, r.Most)
		}
		for k, ring := range r.Rings {
			if at := petal(0, float64(r.Step)*float64(k+1)/float64(r.Most)); at.Radius != ring {
				rt.Errorf("ring %d is at %s, a petal of as much reaches %s", k, ring, at.Radius)
			}
		}
	})
	for most, want := range map[int64]int64{1: 1, 12: 1, 13: 2, 28: 5, 65: 10, 2_866_410: 500_000} {
		if got := roundStep(most); got != want {
			t.Errorf("up to %d each ring is %d, not %d", most, got, want)
		}
	}
}
