package site

import (
	"reflect"
	"testing"
)

// TestFrameIsNotHidden wants no page to have a field of the frame's names, in itself
// or in what it embeds: a layout's frame would show the page's value instead.
func TestFrameIsNotHidden(t *testing.T) {
	frame := reflect.TypeFor[Frame]()
	var look func(t *testing.T, kind reflect.Type) (framed bool)
	look = func(t *testing.T, kind reflect.Type) (framed bool) {
		for field := range kind.Fields() {
			switch {
			case field.Anonymous && field.Type == reflect.PointerTo(frame):
				framed = true
			case field.Anonymous:
				framed = look(t, field.Type.Elem()) || framed
			default:
				if _, taken := frame.FieldByName(field.Name); taken {
					t.Errorf("%s.%s hides the frame's %s", kind.Name(), field.Name, field.Name)
				}
			}
		}
		return framed
	}
	for layout, given := range Layouts {
		t.Run(layout, func(t *testing.T) {
			if kind := reflect.TypeOf(given).Elem(); !look(t, kind) {
				t.Errorf("%s has no frame", kind.Name())
			}
		})
	}
}

// TestSentence ends what has no end of its own.
func TestSentence(t *testing.T) {
	for text, want := range map[string]string{"": "", "What it brings": "What it brings.", "Two flights were left out.": "Two flights were left out.",
		"Why?": "Why?", "« Fini. »": "« Fini. »", "l’été": "l’été."} {
		if got := sentence(Str{Text: text}).Text; got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
