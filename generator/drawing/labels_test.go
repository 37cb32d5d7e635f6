package drawing

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// lettered is the room that a name takes with a size of letters, measured from where
// it is anchored, without the code that placed it.
func lettered(x nameTag, name string, size float64) box {
	long, left := textWidth(name)*size, x.at.X
	switch x.side {
	case -1:
		left -= long
	case 0:
		left -= long / 2
	}
	return box{left, x.at.Y - size/2, left + long, x.at.Y + size/2}
}

// along are points on a line, a unit apart or less.
func along(a, b point) []point {
	n := int(abs(b.X-a.X)+abs(b.Y-a.Y)) + 1
	out := make([]point, n+1)
	for i := range out {
		k := float64(i) / float64(n)
		out[i] = point{a.X + (b.X-a.X)*k, a.Y + (b.Y-a.Y)*k}
	}
	return out
}

func abs(v float64) float64 { return max(v, -v) }

// checkNames holds names to meeting no other name, no dot and no line to a name, on a
// telephone, where those in large letters are shown, and on a desk, where all are.
func checkNames(v view, points []point, names []string, tags []nameTag) error {
	for _, screen := range []lettering{onTelephone, onDesk} {
		shown := func(i int) bool { return tags[i].found && (screen == onDesk || tags[i].lettering == onTelephone) }
		for i, x := range tags {
			if !shown(i) {
				continue
			}
			text := lettered(x, names[i], screen.size)
			if text.l < 0 || text.t < 0 || text.r > v.width || text.b > v.height {
				return fmt.Errorf("%q stands at %v, outside the frame", names[i], text)
			}
			for k, p := range points {
				if text.meets(box{p.X - 11, p.Y - 11, p.X + 11, p.Y + 11}) {
					return fmt.Errorf("%q meets the dot of %q", names[i], names[k])
				}
				if k == i || !shown(k) {
					continue
				}
				if text.meets(lettered(tags[k], names[k], screen.size)) {
					return fmt.Errorf("%q meets %q", names[i], names[k])
				}
				if tags[k].lead && slices.ContainsFunc(along(points[k], tags[k].leadEnd(points[k])), text.holds) {
					return fmt.Errorf("the line to %q goes through %q", names[k], names[i])
				}
			}
		}
	}
	return nil
}

// TestNames places names among any places: none meets anything, each time in the same
// way.
func TestNames(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		places, home := drawnPlaces(rt)
		for _, f := range Frames(places, home, 4, allOf) {
			shown, points := f.shown(places, home)
			names := make([]string, len(shown))
			for i, p := range shown {
				names[i] = p.Name
			}
			tags := f.labels(shown, points)
			if err := checkNames(f.view, points, names, tags); err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(tags, f.labels(shown, points)) {
				rt.Error("placed twice, names are not where they were")
			}
		}
	})
}

// TestNamesFound places most names of the invented cities, also those of a crowd, and
// that of each city; a line leads to the ones for which there is no room beside the dot.
func TestNamesFound(t *testing.T) {
	for name, all := range geographies(t) {
		places, home := placed(all)
		leads := 0
		for _, f := range Frames(places, home, 6, allOf) {
			shown, points := f.shown(places, home)
			large, found := 0, 0
			for i, x := range f.labels(shown, points) {
				if x.found {
					found++
				} else if i == 0 && f.Home {
					t.Errorf("%s: the city has no name", name)
				}
				if x.found && x.lettering == onTelephone {
					large++
				}
				if x.lead {
					leads++
				}
			}
			if n := len(shown); n < 15 && found < n || large < min(n, 13)*2/3 {
				t.Errorf("%s: of %d places %d have a name on a telephone, and %d on a desk", name, n, large, found)
			}
		}
		if want, known := map[string]bool{"crowded": true, "border": true, "one": false, "two-worlds": false, "no-home": false}[name]; known && want != (leads > 0) {
			t.Errorf("%s: %d lines lead to names", name, leads)
		}
	}
}

// TestLinks draws a link for each name and no other, and hides from a telephone those
// for which it has no room.
func TestLinks(t *testing.T) {
	places, home := placed(geographies(t)["crowded"])
	f := Frames(places, home, 6, allOf)[0]
	svg := string(f.Draw(places, home, `Map of "25" places`))
	shown, points := f.shown(places, home)
	wide, links := 0, 0
	for i, x := range f.labels(shown, points) {
		if x.found && i > 0 {
			links++
			if x.lettering == onDesk {
				wide++
			}
		}
		if got := strings.Contains(svg, `<a href="`+shown[i].Href+`"`); got != (x.found && i > 0) {
			t.Errorf("%s is a link: %v; it has a name: %v", shown[i].Name, got, x.found)
		}
	}
	if a, b, c := strings.Count(svg, "<a "), strings.Count(svg, `class="wide"`), strings.Count(svg, `class="hit"`); a != links || b != wide || c != links || wide == 0 {
		t.Errorf("%d links, %d of them for wide screens, %d to be hit; want %d and %d", a, b, c, links, wide)
	}
	if dots := strings.Count(svg, "h0") - strings.Count(svg, "h0M"); !strings.Contains(svg, `role="group" aria-label="Map of &#34;25&#34; places"`) || dots == 0 {
		t.Errorf("a map without its label or dots: %s", svg[:200])
	}
	if bare := string(f.Draw(places, home, "")); strings.Contains(bare, "<a ") || strings.Contains(bare, "<text") || !strings.Contains(bare, `aria-hidden="true"`) {
		t.Error("a frame with its words beside it has links or names of its own")
	}
}
