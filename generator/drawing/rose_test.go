package drawing

import (
	"slices"
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
			if at := petal(p.Number-1, 1, 1); p.Turn != at.Turn {
				rt.Errorf("goal %d is turned by %s, on the large rose by %s", p.Number, p.Turn, at.Turn)
			}
		}
		slices.Sort(goals)
		if want := slices.Compact(goals); !slices.Equal(got, want) {
			rt.Errorf("lit are %v, not %v", got, want)
		}
	})
}
