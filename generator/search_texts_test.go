package generator_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	known "parvis/generator/fields"
	"parvis/generator/output"
)

// Entries with every text that there can be; “@” is a word of its own, and “#” one that is
// for colleagues.
const (
	wordyHead = `title: Title @
pitch: Pitch @.
purpose: Purpose @.
sdg: [11.2]
official: claire-moreau
departments: [streets]
why_in_person: Because @.
difficulties: Difficult @.
voices: [{who: Who @, quote: Quote @., consent: "C-#"}]
films: [{title: Film @, url: "https://example.org/film"}]
staff_note: Note #.
communication: [{for: staff, message: Message #., channel: Channel #, on: 2026-09-01, done: 2026-09-02}]
history: [{on: 2026-10-01, kind: correction, what: What @., was: Was @., now: Now @., why: Why @.}]
`
	wordyTrip = wordyHead + `local_impact: {benefit: "From March 2027 the night bus brings 40 workers of @ home.", issues: [mobility], who: Who @, where: Where @}
start: 2026-09-14
end: 2026-09-16
destination: [{city: City @, country: IT, lat: 44.4, lon: 12.2}]
invited_by: Host @
met: [Met @]
mandate: {ref: Reference @, date: 2026-07-01}
briefing: {date: 2026-09-01, departments: [streets], topics: ["Topic #"]}
private_extension: Private @.
travellers: [{role: Role @, function: Function @, paid_by: Payer @}]
lessons: [{seen: Seen @., here: Here @., status: testing}]
cost: {status: final, planned: 1, explanation: Explanation @., lines: [{for: other, what: Line @, amount: 12, paid_by: Payer @}],
  saved: {amount: 20, per: year, method: Method @., checked_by: Checker @}}
`
	wordyPact = wordyHead + `local_impact: {benefit: "Twelve lessons about @ are given at the school in Bridge Street in May.", issues: [mobility], who: Who @, where: Where @}
signed: 2025-06-12
partners: [ravenna]
cost: 10
promises: [{id: a, text: Promise @., due: 2026-12-01, owner: claire-moreau, status: dropped, reason: Reason @., dropped_on: 2026-10-01,
  notes: [{on: 2026-09-01, text: Remark @.}]}]
follow_up: [{on: 2026-02-01, text: Followed @.}]
`
	wordyOutcome = wordyHead + `local_impact: {benefit: "Since October the lamps of @ go out at eleven in 14 streets.", issues: [mobility], who: Who @, where: Where @}
date: 2026-11-10
of: [trips/wordy]
status: partly
reason: Reason @.
cost: {pending: Pending @.}
measures: [{what: Measured @, unit: Unit @, before: 1, target: 3, now: 2}]
`
	wordyBody = "Story @, ca*@*, [link @](https://example.org/) and `code @`.\n\n| Head @ |\n| --- |\n| Cell @ |\n"
)

// wordy is a city of such entries, each word made by a function that is told for whom it is
// and in which entry.
func wordy(word func(colleagues bool, id string) string) fstest.MapFS {
	fill := func(id, text string) string {
		return regexp.MustCompile("[@#]").ReplaceAllStringFunc(text, func(s string) string { return word(s == "#", id) })
	}
	files := map[string]string{}
	for id, text := range map[string]string{"trips/wordy": wordyTrip, "agreements/wordy": wordyPact, "outcomes/wordy": wordyOutcome} {
		files[id+".md"] = fill(id, "---\n"+text+"---\n"+strings.ReplaceAll(wordyBody, "ca*@*", "c*@*"))
	}
	files["trips/draft.md"] = fill("trips/draft", strings.ReplaceAll("---\n"+wordyTrip+"draft: true\n---\n"+wordyBody, "@", "#"))
	files["people/staff.md"] = fill("people/staff", "---\nname: Name #\nrole: Keeper @\n---\nStory @.\n")
	files["partners/ravenna.md"] = fill("partners/ravenna", "---\nname: Ravenna @\nkind: city\ncountry: IT\nlat: 44.42\nlon: 12.2\n---\nStory @.\n")
	files["pages/about.md"] = fill("about", "---\ntitle: About @\npitch: Pitch @.\n---\nStory @.\n")
	files["newsletters/2026-10.md"] = fill("newsletter/2026-10",
		"---\ntitle: Letter @\nsigned_by: claire-moreau\npurpose: I write @.\nbest_practice: {from: ravenna, text: Practice @.}\n"+
			"question: Question @?\n---\nI saw @.\n")
	return smallCity(files)
}

// TestSearchedTexts writes a word of its own into every field that has texts, in two
// languages: what readers can see is found in the page that shows it, and what is for
// colleagues stands in no byte of the search.
func TestSearchedTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 1))
	for range 3 {
		shown, hidden := map[string]string{}, map[string]string{}
		word := func(colleagues bool, id string) string {
			w := ""
			for range 12 {
				w += string("bcdfghjklmnpqrstvwxz"[r.IntN(20)])
			}
			if colleagues {
				hidden[w] = id
			} else {
				shown[w] = id
			}
			return strings.ToUpper(w)
		}
		files := filesOf(t, wordy(word))
		found := foundWords(t, files, "search/")
		for w, id := range shown {
			if !slices.Contains(found[w], "/"+id+"/") && !slices.Contains(found["c"+w], "/"+id+"/") {
				t.Errorf("%q of %s is found in %q", w, id, found[w])
			}
		}
		var b bytes.Buffer
		for name, f := range files {
			if path.Base(path.Dir(name)) == "search" {
				render(t, &b, f)
				for w, id := range hidden {
					if bytes.Contains(bytes.ToLower(b.Bytes()), []byte(w)) {
						t.Errorf("%s holds what is for colleagues in %s", name, id)
					}
				}
			}
		}
		if len(shown) < 40 || len(hidden) < 4 {
			t.Errorf("only %d texts for readers and %d for colleagues", len(shown), len(hidden))
		}
	}
}

// foundWords are the addresses of the pages in which each word is found that is in a few.
func foundWords(t *testing.T, files map[string]output.File, folder string) map[string][]string {
	t.Helper()
	var hrefs []string
	words := map[string]string{}
	for i := 0; ; i++ {
		f, ok := files[fmt.Sprintf("%sfound-%d.json", folder, i)]
		if !ok {
			break
		}
		var pages []struct{ Href string }
		readJSON(t, f, &pages)
		for _, p := range pages {
			hrefs = append(hrefs, p.Href)
		}
	}
	for name, f := range files {
		if strings.HasPrefix(name, folder+"w-") {
			readJSON(t, f, &words)
		}
	}
	out := map[string][]string{}
	for w, list := range words {
		for part := range strings.SplitSeq(list, ";") {
			page := 0
			for _, c := range part {
				if gap := strings.IndexRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", c); gap >= 0 && page+gap < len(hrefs) { // those of few pages have few numbers
					page += gap
					out[w] = append(out[w], hrefs[page])
					page++
				}
			}
		}
	}
	return out
}

func readJSON(t *testing.T, f output.File, into any) {
	t.Helper()
	var b bytes.Buffer
	render(t, &b, f)
	if err := json.Unmarshal(b.Bytes(), into); err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
}

// TestWordyIsWhole holds that the entries above have every field in which readers or
// colleagues read words.
func TestWordyIsWhole(t *testing.T) {
	_, costs, _ := strings.Cut(wordyTrip, "\ncost: ")
	costs += wordyOutcome[strings.Index(wordyOutcome, "\ncost: "):] // which are alike in each kind
	for kind, text := range map[known.Kind]string{known.Trips: wordyTrip, known.Agreements: wordyPact, known.Outcomes: wordyOutcome} {
		var walk func(list []known.Field)
		walk = func(list []known.Field) {
			for _, f := range list {
				if (f.Text && f.Type != known.File || f.Staff) && !regexp.MustCompile(`\b`+f.Name+`: `).MatchString(text+costs) {
					t.Errorf("there is no %s in the %s", f.Name, kind)
				}
				walk(f.Fields)
			}
		}
		walk(kind.Fields())
	}
}
