package drawing

import (
	"bytes"
	"image"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-fonts/liberation/liberationserifbold"
	"pgregory.net/rapid"
)

var inOne = sync.OnceValue(func() *painter { p, _ := chartres(); return newPainter(ground(p)) })

// at is the point that was painted last, as its place in the palette.
func (p *painter) at(rose []uint8, x, y int) uint8 {
	switch {
	case y >= tall:
		return p.ground.gold
	case x < cut:
		return p.line(y)[x]
	default:
		return rose[y*(Width-cut)+x-cut]
	}
}

// TestPainted decodes the files of any cards, with the standard library, to the points
// that were painted.
func TestPainted(t *testing.T) {
	theme, p := colours(t), inOne()
	words := func(most int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			word := rapid.StringOfN(rapid.RuneFrom([]rune(accents+"abcdefghijklmnopqrstuvwxyzAVTYWfj.,'()0123456789")), 0, 14, -1)
			return strings.Join(rapid.SliceOfN(word, 0, most).Draw(t, "words"), " ")
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		c := Card{Site: words(8).Draw(t, "site"), Kicker: words(9).Draw(t, "kicker"), State: words(8).Draw(t, "state"), Label: words(8).Draw(t, "label"),
			Says: words(60).Draw(t, "says"), Cost: words(3).Draw(t, "cost"), Note: words(9).Draw(t, "note")}
		for _, goal := range rapid.SliceOfN(rapid.IntRange(0, Goals+1), 0, 5).Draw(t, "goals") {
			share := 1000
			if rapid.IntRange(0, 40).Draw(t, "in part") == 0 {
				share = rapid.IntRange(-1, 1000).Draw(t, "share")
			}
			c.Lit = append(c.Lit, Lit{goal, share})
		}
		p.paint(c)
		var file bytes.Buffer
		p.write(&file, "test")
		rose := slices.Clone(p.ground.points)
		for _, l := range c.Lit {
			if l.Goal >= 1 && l.Goal <= Goals && l.Share > 0 && l.Share < 1000 {
				p.ground.light(rose, l.Goal-1, l.Share)
			}
		}
		got := decoded(t, file.Bytes()).(*image.Paletted)
		for n, lit := range theme.Lit() {
			want, is := theme["unlit"], got.Palette[p.ground.petals[n].lit]
			if slices.ContainsFunc(c.Lit, func(l Lit) bool { return l.Goal == n+1 && l.Share > 0 }) {
				want = lit
			}
			if is != want {
				t.Fatalf("petal %d is %v, not %v", n+1, is, want)
			}
		}
		for y := range Height {
			for x := range Width {
				if want := p.at(rose, x, y); got.ColorIndexAt(x, y) != want {
					t.Fatalf("%d, %d is %d and was painted %d", x, y, got.ColorIndexAt(x, y), want)
				}
			}
		}
	})
}

// TestTogether draws cards at the same time as it does one after the other.
func TestTogether(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 4 {
		c := sample()
		c.Says = strings.Repeat("Words that go on, ", i+1)
		c.Lit = []Lit{{i + 1, 1000}}
		want := drawn(t, c)
		for range 4 {
			wait.Go(func() {
				var b bytes.Buffer
				if err := studio(t).Draw(&b, c); err != nil || !bytes.Equal(b.Bytes(), want) {
					t.Error("drawn otherwise beside others", err)
				}
			})
		}
	}
	wait.Wait()
}

// TestLettersHeld keeps no more letters than there is room for, and draws them the same.
func TestLettersHeld(t *testing.T) {
	f := reader(liberationserifbold.TTF)()
	first, _ := f.letterAt('é', 56, white, 0)
	for size := 20; size < 90; size++ {
		for r := 'A'; r < 'z'; r++ {
			f.letterAt(r, size, white, 0)
			f.kern(r, rune(size))
		}
	}
	held := 0
	for _, l := range f.letters {
		held += len(l.points)
	}
	if held > mostHeld || f.held > mostHeld || len(f.letters) == 0 || len(f.kerning) > mostWidths {
		t.Errorf("%d bytes in %d letters, %d pairs", held, len(f.letters), len(f.kerning))
	}
	if again, _ := f.letterAt('é', 56, white, 0); !slices.Equal(again.points, first.points) {
		t.Error("a letter that was forgotten is drawn otherwise")
	}
}

// TestMemory draws a card in the memory of the one before.
func TestMemory(t *testing.T) {
	p := inOne()
	var file bytes.Buffer
	draw := func() {
		file.Reset()
		p.paint(sample())
		p.write(&file, "test")
	}
	draw()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 10 {
		draw()
	}
	runtime.ReadMemStats(&after)
	if bytes := (after.TotalAlloc - before.TotalAlloc) / 10; bytes > 40_000 {
		t.Errorf("a card takes %d bytes of memory anew", bytes)
	}
}
