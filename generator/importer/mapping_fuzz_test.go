package importer

import (
	"testing"

	"parvis/generator/source"
)

// FuzzMapping reads any mapping of columns: every problem stands at a place of the file.
func FuzzMapping(f *testing.F) {
	f.Add([]byte("title: Titel\nstart: [Von, Datum]\ndates: day-first\n"))
	f.Add([]byte("title: {a: b}\nunknown: x\ndates: backwards\n"))
	f.Add([]byte("- title\n"))
	f.Add([]byte("\xef\xbb\xbftitle: \"a"))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, ds := ParseMapping(&source.File{Path: "mapping.yaml", Text: text})
		for _, d := range ds {
			if d.At.File == nil || d.At.Start < 0 || d.At.Start > d.At.End || d.At.End > len(d.At.File.Text) {
				t.Fatalf("%s at %+v", d.Message, d.At)
			}
		}
		if m == nil {
			t.Error("no mapping")
		}
	})
}
