package site

import (
	"reflect"
	"testing"
)

// TestFrameIsNotHidden wants no page to have a field of the frame's names: a
// layout's frame would show the page's value instead.
func TestFrameIsNotHidden(t *testing.T) {
	frame := reflect.TypeFor[Frame]()
	for _, page := range []any{Home{}, Entry{}, List{}, Index{}, About{}, Goals{}, Costs{}, CostYear{}, PersonPage{}, Newsletter{}, Newsletters{}, Rules{}, Data{}, Plain{}, PageView{}} {
		kind := reflect.TypeOf(page)
		for i := range kind.NumField() {
			if name := kind.Field(i).Name; name != "Frame" {
				if _, taken := frame.FieldByName(name); taken {
					t.Errorf("%s.%s hides the frame's %s", kind.Name(), name, name)
				}
			}
		}
	}
}

// TestSentence ends what has no end of its own.
func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"": "", "What it brings": "What it brings.", "Two flights were left out.": "Two flights were left out.", "Why?": "Why?", "« Fini. »": "« Fini. »", "l’été": "l’été."} {
		if got := sentence(Str{Text: text}).Text; got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
