package content

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCell(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "@home": "'@home", "+33 6 12": "'+33 6 12", "-2+3": "'-2+3", "\tx": "'\tx", "\rx": "'\rx", "＝1": "'＝1",
		"'=1": "''=1", "''@x": "'''@x", "'quoted'": "'quoted'", "": "", "'": "'", "-80.00": "-80.00", "+5": "+5", "'-80": "''-80", "a=b": "a=b",
	} {
		if got := Cell(text); got != want {
			t.Errorf("Cell(%q) = %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("'=+-@\t\r\n5.aé＝"))).Draw(t, "text")
		if got := FromCell(Cell(text)); got != text {
			t.Fatalf("%q comes back as %q", text, got)
		}
	})
}
