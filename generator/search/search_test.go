package search

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"L’œuvre, à São Tomé!":              "l oeuvre a sao tome",
		"De\u0301chets et DÉCHETS":          "dechets et dechets",
		"Straße, STRASSE, Łódź, Tromsø":     "strasse strasse lodz tromso",
		"ﬁn 11.2 % de 1\u202f240 m²":        "fin 11 2 de 1 240 m2",
		"İstanbul ısı ΌΔΟΣ":                 "istanbul isi οδοσ",
		"城市的水, 水":                           "城 市 的 水 水",
		"أحمد في القاهرة":                   "احمد في القاهرة",
		"<img src=x onerror=alert(1)>":      "img src x onerror alert 1",
		" \u00a0—…":                         "",
		strings.Repeat("a", longest) + "bc": strings.Repeat("a", longest) + " bc",
	} {
		if got := strings.Join(slices.Collect(Words(text)), " "); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

// TestTokens holds for every sign that words do not depend on where a text is cut into
// tokens: no letter comes of what tokens are cut at.
func TestTokens(t *testing.T) {
	for r := rune(0); r < 0x20000; r++ {
		if r == 0x3400 {
			r = 0xe000 // signs that are words, syllables, and what stands for nothing
		}
		text := "a" + string(r) + "b"
		if got, whole := slices.Collect(Words(text)), slices.Collect(wordsIn(text)); !slices.Equal(got, whole) {
			t.Errorf("%U: %q, and as one token %q", r, got, whole)
		}
	}
}

// pagesOf reads a list as a browser does, each page with its weight.
func pagesOf(t testing.TB, list string) map[int]Weight {
	out := map[int]Weight{}
	for w, text := range strings.Split(list, ";") {
		if rest, dense := strings.CutPrefix(text, "*"); dense {
			for i, c := range rest {
				for b := range 6 {
					if strings.IndexRune(signs, c)>>b&1 == 1 {
						out[6*i+b] = Weight(w)
					}
				}
			}
			continue
		}
		page, shift := 0, 0
		for _, c := range text {
			d := strings.IndexRune(signs, c)
			page += d & 31 << shift
			if shift += 5; d < 32 {
				if _, twice := out[page]; twice {
					t.Fatalf("%q has page %d twice", list, page)
				}
				out[page] = Weight(w)
				page, shift = page+1, 0
			}
		}
	}
	return out
}

// reader reads the files of an index.
type reader struct {
	head  head
	words map[string]map[string]string // of the files, by their beginnings
}

func newReader(t *testing.T, files []File) *reader {
	r := &reader{words: map[string]map[string]string{}}
	data := map[string][]byte{}
	for _, f := range files {
		data[f.Name] = f.Data
	}
	if err := json.Unmarshal(data["index.json"], &r.head); err != nil {
		t.Fatal(err)
	}
	for _, begin := range r.head.Words {
		var words map[string]string
		if err := json.Unmarshal(data[FileName("w", begin)], &words); err != nil {
			t.Fatal(begin, err)
		}
		r.words[begin] = words
	}
	return r
}

// find is what a browser finds for a word in the file that it would ask for.
func (r *reader) find(t *testing.T, word string) (exact, begun map[int]Weight) {
	begin := word
	for r.words[begin] == nil {
		letters := []rune(begin)
		begin = string(letters[:len(letters)-1])
	}
	words := r.words[begin]
	begun = map[int]Weight{}
	see := func(list string) {
		for page, w := range pagesOf(t, list) {
			begun[page] = max(begun[page], w+1)
		}
	}
	if all, parted := words["*"]; parted && begin == word {
		see(all)
	} else {
		for w, list := range words {
			if strings.HasPrefix(w, word) {
				see(list)
			}
		}
	}
	if list, ok := words[word]; ok {
		exact = pagesOf(t, list)
	}
	return exact, begun
}

// TestIndex finds every word of many pages, with its greatest weight, and every beginning of
// a word, and what lies in no page nowhere. No file is larger than it may be.
func TestIndex(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(7, seed))
		pages := []int{1, 70, 300, 1200}[seed]
		x := New()
		exact, begun := map[string]map[int]Weight{}, map[string]map[int]Weight{}
		note := func(in map[string]map[int]Weight, word string, page int, w Weight) {
			if in[word] == nil {
				in[word] = map[int]Weight{}
			}
			in[word][page] = max(in[word][page], w)
		}
		for page := range pages {
			x.Page()
			x.Mark("kind", []string{"trips", "con"}[page%2])
			for range 1 + r.IntN(24) {
				word, w := randomWord(r), Weight(r.IntN(int(weights)))
				x.Add(strings.ToUpper(word), w)
				note(exact, word, page, w)
				for i := range word {
					note(begun, word[:i], page, w+1)
				}
				note(begun, word, page, w+1)
			}
		}
		files := x.Files(8)
		for _, f := range files {
			if most := mostWords + pages/2; len(f.Data) > most {
				t.Errorf("%d pages: %s has %d bytes, more than %d", pages, f.Name, len(f.Data), most)
			}
		}
		delete(begun, "")
		browser := newReader(t, files)
		for word, want := range begun {
			gotExact, gotBegun := browser.find(t, word)
			if !maps.Equal(gotExact, exact[word]) || !maps.Equal(gotBegun, want) {
				t.Fatalf("%d pages, %q: %v and %v, not %v and %v", pages, word, gotExact, gotBegun, exact[word], want)
			}
		}
		if e, b := browser.find(t, "zzz9"); len(e)+len(b) > 0 {
			t.Errorf("%d pages: there is something for a word that none has: %v", pages, b)
		}
		if e, _ := browser.find(t, ":kind/trips"); len(e) != (pages+1)/2 {
			t.Errorf("%d pages: %d are trips", pages, len(e))
		}
	}
}

// randomWord is a word as texts have them: few of them often, most of them seldom.
func randomWord(r *rand.Rand) string {
	if r.IntN(3) > 0 {
		return []string{"de", "la", "des", "d", "conseil", "con", "ville", "vil", "город", "2026"}[r.IntN(10)]
	}
	out := ""
	for range 1 + r.IntN(7) {
		out += string("aeioudlnrst"[r.IntN(11)])
	}
	return out
}

// TestStays adds a page to many: hardly a file of the index changes but those of its words.
func TestStays(t *testing.T) {
	files := func(extra bool) map[string]string {
		r, x := rand.New(rand.NewPCG(7, 7)), New()
		for range 600 {
			x.Page()
			for range 25 {
				x.Add(randomWord(r), Text)
			}
		}
		if extra {
			x.Page()
			x.Add("conseil rastro", Title)
		}
		out := map[string]string{}
		for _, f := range x.Files(8) {
			out[f.Name] = string(f.Data)
		}
		return out
	}
	before, after := files(false), files(true)
	changed := []string{}
	for name, data := range after {
		if before[name] != data {
			changed = append(changed, name)
		}
	}
	if len(after) < 20 || len(changed) > 6 || len(before) != len(after) {
		t.Errorf("%d of %d files change: %q", len(changed), len(after), changed)
	}
}

func TestFileName(t *testing.T) {
	for begin, want := range map[string]string{"": "w-.json", "con": "w-con.json", ":p": "w-_3a_p.json", "城": "w-_57ce_.json"} {
		if got := FileName("w", begin); got != want {
			t.Errorf("%q: %s, not %s", begin, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"L’œuvre", "e\u0301\u0323", "\xff城a", "ǅ ẞ Ω"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for w := range Words(text) {
			if again := slices.Collect(Words(w)); len(again) != 1 || again[0] != w {
				t.Errorf("%q of %q reads as %q", w, text, again)
			}
		}
	})
}
