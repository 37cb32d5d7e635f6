package drawing

import (
	"bytes"
	"image/png"
	"testing"
	"testing/fstest"
)

func noticeOf(says string, tall bool) Notice {
	return Notice{Path: "campaigns/pump/square.png", Site: "Valmont-sur-Eure abroad", Kicker: "One pump, two towns", Says: says,
		When: "27 November 2026, 18:30 to 21:30", Where: "Pump house, 12 quai des Tanneurs, stop Pont Saint-Aubin",
		Address: "abroad.valmont.example/campaigns/pump", Lit: []Lit{{6, 1000}, {17, 1000}}, Tall: tall}
}

func drawnNotice(t *testing.T, n Notice) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := inChartres().Notices([]Notice{n}, nil)[0].Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNoticeMeasures wants the measures that programs ask of posts and stories, and of an upright
// picture nothing written where they lay their own signs.
func TestNoticeMeasures(t *testing.T) {
	long := "Your cellar stayed dry in June. Come and see the pump that two towns mend together, by the river, once."
	for _, n := range []Notice{noticeOf("Dry.", false), noticeOf(long, false), noticeOf("Dry.", true), noticeOf(long, true)} {
		data := drawnNotice(t, n)
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		high := 1080
		if n.Tall {
			high = 1920
		}
		if b := picture.Bounds(); b.Dx() != 1080 || b.Dy() != high || len(data) > 400_000 {
			t.Errorf("%s has %v and %d bytes", n.Says, b, len(data))
		}
		night := picture.At(0, 0)
		for y := range high - 20 {
			for x := range 1080 {
				free := x < noticeEdge-20 || x > 1080-noticeEdge+20 || n.Tall && (y < tallFirst-10 || y > 1920-340)
				if free && picture.At(x, y) != night {
					t.Fatalf("%s, upright %v: something stands at %d, %d", n.Says, n.Tall, x, y)
				}
			}
		}
	}
}

// TestNoticeKept takes a picture from the published site while it shows the same, and no other.
func TestNoticeKept(t *testing.T) {
	n := noticeOf("Dry.", false)
	data := drawnNotice(t, n)
	data = append(data, "kept"...)
	published := fstest.MapFS{n.Path: &fstest.MapFile{Data: data}}
	for _, same := range []bool{true, false} {
		var b bytes.Buffer
		if err := inChartres().Notices([]Notice{n}, published)[0].Render(&b); err != nil {
			t.Fatal(err)
		}
		if bytes.HasSuffix(b.Bytes(), []byte("kept")) != same {
			t.Errorf("the same: %v, and it is drawn anew: %v", same, same)
		}
		n.Where = "Town hall"
	}
}
