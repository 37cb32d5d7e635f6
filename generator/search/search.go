// Package search makes the files in which a browser looks words up: an index that
// lies in many small files, so that a telephone loads few of them for an answer.
//
// A page is known by its number, from 0 in the order in which they were begun; who
// numbers a site's pages begins with the oldest, so that a new one changes few numbers.
// The files are JSON:
//
//   - index.json tells how many pages there are, how many are told of in one file, and
//     for which beginnings of words, and which endings, there is a file;
//   - w-BEGINNING.json has the words with that beginning, each with the pages that it is
//     found in (Lists), but for those words that have a longer beginning with a file
//     of its own. Where there are such, "*" has the pages of all words with the
//     beginning: so no beginning ever takes more than one file;
//   - e-ENDING.json has in the same way the words with that ending, as they are written
//     backwards. It is asked for when a word is found nowhere: where the typing error is
//     at its beginning, the file of that beginning is of no use.
//
// What pages show of themselves in a list is not in here, but in files of their own
// (package export).
//
// The file in which a word lies follows from its beginning and from how much there is
// with that, and from nothing else. So an entry that is changed changes the files of its
// own words, and one that is new hardly more.
package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Weight is how much it means to find a word where it stands.
type Weight uint32

// The weights: a word of a text, of a stated benefit, of a title, and of a name that
// is all of a title.
const (
	Text Weight = iota
	Benefit
	Title
	Name
	weights
)

// A place is the number of a page, and the greatest weight that a word has in it.
type place uint32

func (p place) page() int      { return int(p >> 2) }
func (p place) weight() Weight { return Weight(p & 3) }

// Index is the words of pages, as they are added.
type Index struct {
	pages  int
	known  map[string][]int // the words of a token, by their numbers
	number map[string]int   // of a word
	places [][]place        // of words by their numbers, by pages
}

// New is an index without pages.
func New() *Index { return &Index{known: map[string][]int{}, number: map[string]int{}} }

// Page begins the next page.
func (x *Index) Page() { x.pages++ }

// Add adds the words of a text to the page that was begun last.
func (x *Index) Add(text string, w Weight) {
	for token := range tokens(text) {
		words, known := x.known[token]
		if !known {
			for word := range wordsIn(token) {
				words = append(words, x.numberOf(word))
			}
			x.known[strings.Clone(token)] = words
		}
		for _, n := range words {
			x.found(n, w)
		}
	}
}

// Mark adds what a page can be filtered by: something that no word is, since it begins
// with a colon.
func (x *Index) Mark(name, value string) { x.found(x.numberOf(":"+name+"/"+value), Text) }

func (x *Index) numberOf(word string) int {
	n, known := x.number[word]
	if !known {
		n = len(x.places)
		x.number[word], x.places = n, append(x.places, nil)
	}
	return n
}

func (x *Index) found(n int, w Weight) {
	list := x.places[n]
	if last := len(list) - 1; last >= 0 && list[last].page() == x.pages-1 {
		list[last] = place(x.pages-1)<<2 | place(max(w, list[last].weight()))
		return
	}
	x.places[n] = append(list, place(x.pages-1)<<2|place(w))
}

// File is one file of the index.
type File struct {
	Name string
	Data []byte
}

// head is what index.json holds. Stamp is another whenever another file is, so that
// who has it asks for those anew.
type head struct {
	Stamp string   `json:"stamp"`
	Pages int      `json:"pages"`
	Block int      `json:"block"`
	Words []string `json:"words"`
	Ends  []string `json:"ends"`
}

// The most that a file is to hold, in bytes. One word alone may take more, and "*" comes on
// top of it: at most a byte for three pages of the site.
const (
	mostWords = 12_000
	mostEnds  = 8_000
)

// leastEnd is how many letters a word has that is looked for by its ending.
const leastEnd = 3

// Files are the files of the index; block is how many pages a file tells of.
func (x *Index) Files(block int) []File {
	out, begins := x.wordFiles()
	ends, endings := x.endFiles()
	out = append(out, ends...)
	sum := sha256.New()
	for _, f := range out {
		sum.Write([]byte(f.Name))
		sum.Write(f.Data)
	}
	h := head{hex.EncodeToString(sum.Sum(nil)[:4]), x.pages, block, begins, endings}
	return append(out, File{"index.json", encoded(h)})
}

func (x *Index) wordFiles() (files []File, begins []string) {
	var keys []key
	for word, n := range x.number {
		list := lists(x.places[n], x.pages)
		keys = append(keys, key{word, list, len(word) + len(list) + len(`"":"",`)})
	}
	for _, s := range shards(keys, mostWords) {
		words := map[string]string{}
		for _, k := range s.own {
			words[k.word] = k.list
		}
		if s.parted && s.begin != "" && s.begin[0] != ':' { // nobody looks for the beginning of a filter
			words["*"] = x.all(s.all)
		}
		files, begins = append(files, File{FileName("w", s.begin), encoded(words)}), append(begins, s.begin)
	}
	return files, begins
}

// all are the places of words, each page with its greatest weight.
func (x *Index) all(words []key) string {
	best := make([]uint8, x.pages)
	for _, k := range words {
		for _, p := range x.places[x.number[k.word]] {
			best[p.page()] = max(best[p.page()], uint8(p.weight())+1)
		}
	}
	var out []place
	for page, w := range best {
		if w > 0 {
			out = append(out, place(page)<<2|place(w-1))
		}
	}
	return lists(out, x.pages)
}

func (x *Index) endFiles() (files []File, ends []string) {
	var keys []key
	for word := range x.number {
		if back := backwards(word); len([]rune(word)) >= leastEnd && word[0] != ':' && !strings.ContainsAny(word, "0123456789") {
			keys = append(keys, key{word: back, size: len(back) + len(`"",`)})
		}
	}
	for _, s := range shards(keys, mostEnds) {
		words := []string{}
		for _, k := range s.own {
			words = append(words, k.word)
		}
		files, ends = append(files, File{FileName("e", s.begin), encoded(words)}), append(ends, s.begin)
	}
	return files, ends
}

func backwards(word string) string {
	letters := []rune(word)
	slices.Reverse(letters)
	return string(letters)
}

// encoded is a value of which JSON can be made, as that. Maps are sorted.
func encoded(v any) []byte {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers can always be written
	}
	return out
}

// FileName is the name of the file of a beginning or ending. What is no small Latin letter
// and no digit stands there by its number: not every system takes it as it is, and some
// take nothing that is called “con” or “aux”.
func FileName(what, begin string) string {
	var b strings.Builder
	b.WriteString(what + "-")
	for _, r := range begin {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			b.WriteString("_" + strconv.FormatInt(int64(r), 16) + "_")
		}
	}
	return b.String() + ".json"
}

// key is a word with what stands in a file for it, and how many bytes both take.
type key struct {
	word, list string
	size       int
}

// shard is a file: its own words, and all with its beginning, some of which have files
// of their own where it is parted.
type shard struct {
	begin    string
	own, all []key
	parted   bool
}

// shards lays words into files of at most so many bytes, sorted by their beginnings.
func shards(keys []key, most int) []shard {
	slices.SortFunc(keys, func(a, b key) int { return strings.Compare(a.word, b.word) })
	var out []shard
	part(keys, "", most, &out)
	slices.SortFunc(out, func(a, b shard) int { return strings.Compare(a.begin, b.begin) })
	return out
}

// part lays words that have a beginning into its file. While they are too many, those
// that go on with the letter that most go on with get a file of their own.
func part(keys []key, begin string, most int, out *[]shard) {
	size, by := 0, map[string][]key{}
	for _, k := range keys {
		size += k.size
		if rest := k.word[len(begin):]; rest != "" {
			letter := []rune(rest)[0]
			by[string(letter)] = append(by[string(letter)], k)
		}
	}
	sizes := map[string]int{}
	for letter, list := range by {
		for _, k := range list {
			sizes[letter] += k.size
		}
	}
	order := slices.SortedFunc(maps.Keys(by), func(a, b string) int { return cmp.Or(sizes[b]-sizes[a], strings.Compare(a, b)) })
	gone := map[string]bool{}
	for _, letter := range order {
		if size <= most {
			break
		}
		size -= sizes[letter]
		gone[letter] = true
		part(by[letter], begin+letter, most, out)
	}
	s := shard{begin: begin, all: keys, parted: len(gone) > 0}
	for _, k := range keys {
		if rest := k.word[len(begin):]; rest == "" || !gone[string([]rune(rest)[0])] {
			s.own = append(s.own, k)
		}
	}
	*out = append(*out, s)
}
