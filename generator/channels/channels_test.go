package channels

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func channel(t testing.TB, name string) Channel {
	t.Helper()
	i := slices.IndexFunc(All(), func(c Channel) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("there is no channel %s", name)
	}
	return All()[i]
}

// TestTable holds that each channel says how it counts, how much it takes and who says so.
func TestTable(t *testing.T) {
	for _, c := range All() {
		if !slices.Contains([]string{countWeighted, countGraphemes, countUnits, countSMS}, c.Counts) || c.Most <= 0 {
			t.Errorf("%s counts %q, at most %d", c.Name, c.Counts, c.Most)
		}
		if u, err := url.Parse(c.From); err != nil || u.Scheme != "https" {
			t.Errorf("%s comes from %q", c.Name, c.From)
		}
		if c.Link != "" && strings.Count(c.Link, "TEXT") != 1 {
			t.Errorf("%s opens by %q", c.Name, c.Link)
		}
	}
	if len(All()) < 6 {
		t.Errorf("only %d channels", len(All()))
	}
}

// TestLen counts what each channel counts: accents that are put together, emoji of one and of
// many code points, flags, keys, and addresses.
func TestLen(t *testing.T) {
	long := "https://abroad.valmont.example/fr/outcomes/2026-09-night-buses/"
	for _, c := range []struct {
		channel, text string
		want          int
	}{
		{"X", "", 0},
		{"X", "été", 3},
		{"X", "e\u0301te\u0301", 3},
		{"X", "“Line A” – …", 13}, // an ellipsis has the weight of two
		{"X", "👍", 2},
		{"X", "👍🏽", 2},
		{"X", "👩‍👩‍👧‍👦", 2},
		{"X", "🇫🇷🇵🇹", 4},
		{"X", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2},
		{"X", "1️⃣", 2},
		{"X", "❤️", 2},
		{"X", "❤", 2},
		{"X", "©", 1},
		{"X", "©️", 2},
		{"X", "日本", 4},
		{"X", "क्\u200dष", 4},
		{"X", "see " + long, 4 + 23},
		{"X", "see " + long + ".", 4 + 23 + 1},
		{"X", "see http://a.fr, then https://b.fr", 4 + 23 + 7 + 23},
		{"X", "see valmont.example", 4 + 23},
		{"X", "see valmont.example/a-longer-name-that-is-none", 4 + 42},
		{"X", "mail abroad@valmont.example", 27},
		{"X", "1.240 and 3.5", 13},
		{"Bluesky", "👩‍👩‍👧‍👦🇫🇷e\u0301", 3},
		{"Bluesky", long, len(long)},
		{"Mastodon", "👩‍👩‍👧‍👦🇫🇷e\u0301", 3},
		{"Mastodon", "(" + long + ")", 25},
		{"Mastodon", "valmont.example", 15},
		{"Instagram", "é👩‍👧", 1 + 2 + 1 + 2},
		{"WhatsApp", "👍🏽", 4},
		{"SMS", "à 5 €", 6},
		{"SMS", "[^{}~|\\]", 16},
		{"SMS", "l'eau", 5},
		{"SMS", "ê", 1},
		{"SMS", "ê€", 2},
		{"SMS", "👍🏽", 4},
		{"SMS", strings.Repeat("é", 160), 160},
	} {
		if got := channel(t, c.channel).Len(c.text); got != c.want {
			t.Errorf("%s counts %q as %d, want %d", c.channel, c.text, got, c.want)
		}
	}
}

const at = "https://abroad.valmont.example/trips/2026-06-vejle/"

func parts(pitch, benefit string) []Part {
	return []Part{{Name: Title, Text: "Vejle shows us how a harbour keeps the sea out"}, {Name: Pitch, Text: pitch}, {Name: Benefit, Text: benefit},
		{Name: Cost, Text: "It cost the city €1,240."}}
}

// TestFit tells what there is room for, and says what had none.
func TestFit(t *testing.T) {
	pitch, benefit := "Cellars by the river stay dry.", "Three hundred and forty households are spared the pump."
	for _, c := range []struct {
		name, channel string
		parts         []Part
		text          string
		left          []string
		cut           string
		plain         bool
		room          int
	}{
		{"all", "X", parts(pitch, benefit), pitch + "\n\n" + benefit + "\n\n" + at, nil, "", false, 280},
		{"no pitch", "X", slices.Delete(parts(pitch, benefit), 1, 2), parts("", "")[0].Text + "\n\n" + benefit + "\n\n" + at, nil, "", false, 280},
		{"the benefit is long", "X", parts(pitch, strings.Repeat("long ", 60)), pitch + "\n" + at, []string{Benefit}, "", false, 280},
		{"the pitch is long", "X", parts(strings.Repeat("long ", 60), benefit), benefit + "\n" + at, []string{Pitch}, "", false, 280},
		{"all of it", "WhatsApp", parts(pitch, benefit),
			parts("", "")[0].Text + "\n\n" + pitch + "\n\n" + benefit + "\n\nIt cost the city €1,240.\n\n" + at, nil, "", false, 4096},
		{"one of a message", "SMS", parts(pitch, strings.Repeat("long ", 60)), pitch + "\n" + at, []string{Benefit}, "", false, 160},
		{"marks of print", "SMS", parts("L’eau – «\u202fenfin\u202f» – s’en va.", strings.Repeat("long ", 60)), "L'eau - \"enfin\" - s'en va.\n" + at,
			[]string{Benefit}, "", false, 160},
		{"another alphabet", "SMS", parts("Fête!", strings.Repeat("long ", 60)), "Fête!\n" + at, []string{Benefit}, "", false, 70},
	} {
		p := channel(t, c.channel).Fit(c.parts, at)
		if p.Text != c.text || !slices.Equal(p.Left, c.left) || p.Cut != c.cut || p.Plain != c.plain || p.Room != c.room {
			t.Errorf("%s: %q, left %v, cut %q, plain %v, room %d", c.name, p.Text, p.Left, p.Cut, p.Plain, p.Room)
		}
	}
}

// TestFirst says of what stands first what it has to say there, and nowhere else.
func TestFirst(t *testing.T) {
	told := []Part{{Title, "An evening", "27 November: an evening"}, {Pitch, "Come and see.", "27 November: come and see."}}
	if got := channel(t, "X").Fit(told, at).Text; got != "27 November: come and see.\n"+at {
		t.Errorf("%q", got)
	}
	if got := channel(t, "WhatsApp").Fit(told, at).Text; got != "27 November: an evening\n\nCome and see.\n\n"+at {
		t.Errorf("%q", got)
	}
}

// TestPlain writes an SMS without accents only where it would have no room with them.
func TestPlain(t *testing.T) {
	title := []Part{{Name: Title, Text: "Des bus de nuit jusqu’à une heure, même à Saint-Aubin, dès août"}}
	p := channel(t, "SMS").Fit(title, at)
	if want := "Des bus de nuit jusqu'à une heure, meme à Saint-Aubin, dès aout\n" + at; p.Text != want || !p.Plain || p.Foreign != "" {
		t.Errorf("%q, plain %v, foreign %q", p.Text, p.Plain, p.Foreign)
	}
}

// TestNoRoom says nothing where not even the address has room.
func TestNoRoom(t *testing.T) {
	p := channel(t, "SMS").Fit(parts("A", "B"), "https://valmont.example/"+strings.Repeat("a", 160))
	if p.Text != "" || p.Count != 184 || !slices.Equal(p.Left, []string{Pitch, Benefit}) {
		t.Errorf("%q, %d, %v", p.Text, p.Count, p.Left)
	}
}

// TestWhole holds, of any texts, that none is longer than its channel lets it be and that none
// ends inside a word or a number.
func TestWhole(t *testing.T) {
	word := rapid.SampledFrom([]string{"déjà", "bus", "12\u202f000", "👩‍👩‍👧‍👦", "e\u0301te\u0301", "« oui »", "https://a.example/b", "€5", "straßen", "ção", "Ω",
		"valmont.example", "🇧🇷", "l’eau,", "año", "anticonstitutionnellement", "日本語", "[10]"})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 1, 150).Draw(t, "words"), " ") })
	rapid.Check(t, func(t *rapid.T) {
		told := []Part{{Name: Title, Text: text.Draw(t, "title")}, {Name: Pitch, Text: text.Draw(t, "pitch")}, {Name: Benefit, Text: text.Draw(t, "benefit")}}
		for _, c := range All() {
			p := c.Fit(told, at)
			if p.Count != c.Len(p.Text) || p.Count > p.Room {
				t.Fatalf("%s: %d of %d in %q", c.Name, p.Count, p.Room, p.Text)
			}
			rest, ok := strings.CutSuffix(p.Text, at)
			if !ok || !utf8.ValidString(p.Text) {
				t.Fatalf("%s: %q does not end with its address", c.Name, p.Text)
			}
			looks := c.looks()
			look := looks[0]
			if p.Plain {
				look = looks[1]
			}
			for _, said := range strings.FieldsFunc(strings.Trim(rest, "\n"), func(r rune) bool { return r == '\n' }) {
				begun := strings.TrimSuffix(strings.TrimSuffix(said, " …"), " ...")
				if (begun != said) != (p.Cut != "") {
					t.Fatalf("%s: cut %q, and it says %q", c.Name, p.Cut, said)
				}
				if !slices.ContainsFunc(told, func(of Part) bool { return begins(look(of.Text), begun, begun == said) }) {
					t.Fatalf("%s: %q is not the beginning of any of %q", c.Name, begun, told)
				}
			}
		}
	})
}

// begins tells whether a text is another, or its beginning before the end of a word.
func begins(text, begun string, whole bool) bool {
	rest, ok := strings.CutPrefix(text, begun)
	if !ok || whole {
		return ok && rest == ""
	}
	trimmed, _, more := strings.Cut(rest, " ")
	return more && strings.TrimFunc(trimmed, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) }) == ""
}

// TestShortSays cuts a text that has no room beside its address, instead of sending that alone.
func TestShortSays(t *testing.T) {
	long := "Desde enero de 2027 " + strings.Repeat("las aulas están calientes ", 20)
	for _, c := range All() {
		if p := c.Short(parts(long, "Nothing more."), at); !strings.HasPrefix(p.Text, "Desde enero de 2027") && !c.Long {
			t.Errorf("%s: %q", c.Name, p.Text)
		}
	}
}
