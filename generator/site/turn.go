package site

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// The newsletter's page has the letter at the left and, beside it, a sidebar as
// high as the page; what no longer fits the sidebar stands in two columns below the
// letter. All that stands there keeps its order. Where the sidebar ends is reckoned
// from how long the texts are, so that neither side has a void, on screens
// and on paper, without a script.

// bearable is how much less a sidebar matters that is longer than what is beside it
// than one that is shorter: the letter is set larger then, on paper.
const bearable = .6

// The columns of the page in characters, and in lines of the text in its columns:
// what a heading with the room above it takes, an item of a list beyond its
// text, and a line of the letter.
const (
	columnWidth, letterWidth      = 38, 76
	headingLines, itemLines       = 2.9, 0.7
	letterLine, letterBesidePhoto = 1.2, 3
	signedLines, letterTitleLines = 3, 2.2
	qrLines                       = 4.5
	pictureLines                  = 10
)

// reckoned are the items of a section, each a list of paragraphs.
type reckoned [][]string

func (r reckoned) lines() float64 {
	if r == nil {
		return 0
	}
	sum := headingLines
	for _, item := range r {
		sum += itemLines
		for _, p := range item {
			sum += linesOf(p, columnWidth)
		}
	}
	return sum
}

var tag = regexp.MustCompile(`<[^>]*>`)

func linesOf(text string, width int) float64 {
	return math.Ceil(float64(utf8.RuneCountInString(text)) / float64(width))
}

// sideMost is how many lines of a sidebar one printed side has room for in small letters.
// A month that has more is printed without its picture, which is not reckoned with then.
const sideMost = 80

// turn is before which section the sidebar ends, counted from 0: at least one
// stands in the sidebar, and at least the three last below the letter.
func (v *Newsletter) turn() int { return v.turned(v.reckoned(), v.letterLines(v.paragraphs())) }

func (v *Newsletter) turned(sections []reckoned, letter float64) int {
	if v.Picture != nil {
		if best, side := turnBeside(sections, letter+letterLine*pictureLines); side <= sideMost {
			return best
		}
	}
	best, _ := turnBeside(sections, letter)
	return best
}

// turnBeside is turn beside a letter of so many lines, and how many the sidebar has then.
func turnBeside(sections []reckoned, letter float64) (best int, tall float64) {
	side, below := 0.0, 0.0
	for _, s := range sections {
		below += s.lines()
	}
	best = 1
	least := math.Inf(1)
	for i, s := range sections[:len(sections)-3] {
		side, below = side+s.lines(), below-s.lines()
		apart := letter + below/2 - side
		if apart < 0 {
			apart *= -bearable
		}
		if apart < least {
			best, least, tall = i+1, apart, side
		}
	}
	return best, tall
}

// Turns are what Turn would be, had the letter 0, 1, 2 … words and no more than most: cut
// off at its end, or with more words like its own in its last paragraph.
func (v *Newsletter) Turns(most int) []int {
	whole := v.paragraphs()
	whole, behind := whole[:len(whole)-1], whole[len(whole)-1]
	signs, words := 0, len(strings.Fields(tag.ReplaceAllString(string(v.Letter.Story.HTML), " ")))
	for _, n := range whole {
		signs += n
	}
	long := 6.0 // a word, with the space behind it
	if words > 0 {
		long = float64(signs+1) / float64(words)
	}
	sections := v.reckoned()
	var out []int
	for n := range most + 1 {
		left := int(float64(n) * long)
		var some []int
		for _, p := range whole {
			some = append(some, max(0, min(p, left)))
			left -= p
		}
		if left > 0 {
			some = append(some[:max(0, len(some)-1)], left+last(whole))
		}
		out = append(out, v.turned(sections, v.letterLines(append(some, behind))))
	}
	return out
}

func last(list []int) int {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1]
}

// paragraphs are how many signs each paragraph of the letter has, and what stands behind
// the last.
func (v *Newsletter) paragraphs() []int {
	var out []int
	for p := range strings.SplitSeq(string(v.Letter.Story.HTML), "</p>") {
		out = append(out, utf8.RuneCountInString(tag.ReplaceAllString(p, "")))
	}
	return out
}

// letterLines is how high the letter is, with paragraphs of so many signs.
func (v *Newsletter) letterLines(paragraphs []int) float64 {
	lines := linesOf(v.Letter.Purpose.Text, letterWidth)
	for _, signs := range paragraphs {
		lines += math.Ceil(float64(signs)/letterWidth) + .4
	}
	return letterTitleLines*linesOf(v.Letter.Title.Text, 50) + letterLine*(lines+letterBesidePhoto) + signedLines
}

// reckoned are the texts of the sections behind the letter, in their order.
func (v *Newsletter) reckoned() []reckoned {
	var changes, said, became, trips, practice, coming, voice, log reckoned
	for _, c := range v.Changes {
		changes = append(changes, []string{c.Issue.Link.Text.Text, c.State.Text, c.Says.Text + "      "})
	}
	for _, list := range [][]Promise{v.Said.Kept, v.Said.Late, v.Said.Dropped, v.Said.New} {
		for _, p := range list {
			item := []string{p.State.Text, p.Text.Text + p.Due + p.Reason.Text + "            "}
			if p.Agreement != nil {
				item = append(item, p.Agreement.Text.Text)
			}
			said = append(said, item)
		}
	}
	said = append(said, []string{v.Said.More + v.Said.Ledger})
	for _, b := range v.Became {
		became = append(became, []string{b.Entry.Text.Text, b.State.Text + b.Says.Text + "      "})
	}
	for _, t := range v.Trips {
		trips = append(trips, []string{t.Entry.Text.Text + t.When + t.State.Text + "   ",
			t.Why.Text + t.BenefitName + t.Benefit.Text + offices(t.Who), t.City + t.Status + t.Planned + t.Total + strings.Repeat(" ", 20)})
	}
	for _, c := range v.Coming {
		coming = append(coming, []string{c.When + c.Entry.Text.Text, c.Why.Text})
	}
	for _, c := range v.Log {
		log = append(log, []string{c.Day + c.Kind + c.Entry.Text.Text + c.What.Text + c.Was + c.Now + c.Why.Text + strings.Repeat(" ", 20)})
	}
	if v.Letter.Practice.Text != "" {
		practice = reckoned{{v.Letter.Practice.Text, " "}}
	}
	if v.Voice != nil {
		voice = reckoned{{v.Voice.Quote.Text + "      ", v.Voice.Who.Text}}
	}
	question := reckoned{{v.Letter.Question.Text, strings.Repeat(" ", 24) + v.Email + v.Post + v.Desk}}
	out := []reckoned{orNothing(changes), said, orNothing(became), orNothing(trips), practice, orNothing(coming), orNothing(voice),
		v.Verdict.reckoned(), question, orNothing(log)}
	return append(out, reckoned{make([]string, 0), {strings.Repeat(" ", columnWidth*4)}})
}

// reckoned are the texts of what residents answered; none where nothing is told.
func (v *Verdict) reckoned() reckoned {
	if v == nil {
		return nil
	}
	counts, said := v.Asked+v.Asking.Text.Text, ""
	answers := v.Answers
	for _, c := range v.Counts {
		answers += c.Answer.Text + c.N + "    "
	}
	for _, s := range v.Said {
		said += s.Text + "      "
	}
	return reckoned{{counts + strings.Repeat(" ", 14), answers, said, v.WeDid.Text + strings.Repeat(" ", 18)}}
}

// orNothing is a section of which one sentence says that it has nothing.
func orNothing(r reckoned) reckoned {
	if r == nil {
		return reckoned{{strings.Repeat(" ", columnWidth)}}
	}
	return r
}

func offices(list []Str) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s.Text + ", ")
	}
	return b.String()
}
