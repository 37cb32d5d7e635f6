package site

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Part is a part of an entry's page, such as “since” or “voices”, with the page.
type Part struct {
	Name  string
	Entry *Entry
}

// The parts of an entry's page stand in two columns on a wide screen: beside the ticket and
// who answers, what it brings; below these two what else there is. How tall each part will
// be is estimated here, in CSS pixels at 1280, and the parts that may stand in either column
// are shared out so that both end at about the same height. What is left the map of where it
// was and the rose take up, which grow.
const (
	lineTall   = 26.0 // of text
	smallTall  = 21.0
	partGap    = 59.0 // between two parts
	partHead   = 60.0 // a part's heading with its rule
	columnMain = 698.0
	columnSide = 399.0
	returnWide = 640.0 // what stands in the return
	letterWide = 7.8   // of text on average
	storyWide  = 630.0
	spareMost  = 220.0 // how much the map and the rose can grow together
)

// part is a part that has something to show: how tall it is in either column, in pixels;
// whether it stands at the side unless it is moved, and what a move costs, in pixels too.
type part struct {
	name       string
	main, side float64
	aside      bool
	move       float64
}

// never is the height of a part in a column in which it may not stand.
var never = math.Inf(1)

// columns shares an entry's parts out.
func (v *Entry) columns() {
	parts := v.parts()
	left, right := v.returnTall(), v.ticketTall()+v.whoTall()
	var free []int
	for i, p := range parts {
		switch never {
		case p.side:
			left += p.main + partGap
		case p.main:
			right += p.side + partGap
		default:
			free = append(free, i)
		}
	}
	best, chosen := math.Inf(1), 0
	for moved := range 1 << len(free) {
		main, side, loss := left, right, 0.0
		for k, i := range free {
			p, away := parts[i], moved>>k&1 == 1
			if away {
				loss += p.move
			}
			if p.aside != away {
				side += p.side + partGap
			} else {
				main += p.main + partGap
			}
		}
		// The side is best a little shorter, by what its pictures can grow.
		if loss += 2 * max(0, math.Abs(main-side-spareMost/2)-spareMost/3); loss < best {
			best, chosen = loss, moved
		}
	}
	for k, i := range free {
		if chosen>>k&1 == 1 {
			parts[i].aside = !parts[i].aside
		}
	}
	for _, p := range parts {
		if p.aside {
			v.Side = append(v.Side, Part{p.name, v})
		} else {
			v.Main = append(v.Main, Part{p.name, v})
		}
	}
}

// parts are the parts that an entry has, in the order in which they stand.
func (v *Entry) parts() []part {
	var out []part
	add := func(there bool, p part) {
		if there {
			out = append(out, p)
		}
	}
	both := func(name string, aside bool, move float64, tall func(wide float64) float64) part {
		return part{name, partHead + tall(columnMain), partHead + tall(columnSide), aside, move}
	}
	leave := 500.0 // nothing else at the side would grow
	if v.Where != "" {
		leave = 150
	}
	add(v.Event != nil, part{"event", partHead + v.eventTall(), never, false, 0})
	add(len(v.Promises) > 0, part{"promises", partHead + v.promisesTall(), never, false, 0})
	add(len(v.Lessons) > 0, part{"lessons", partHead + v.lessonsTall(), never, false, 0})
	add(len(v.Since) > 0, both("since", false, 120, v.sinceTall))
	add(len(v.Facts) > 0, both("why", false, 90, v.factsTall))
	add(v.Story.HTML != "" || v.Pitch.Text != "", part{"story", partHead + v.storyTall(), never, false, 0})
	add(len(v.Films) > 0, part{"films", partHead + 430*float64(len(v.Films)), partHead + 280*float64(len(v.Films)), false, 30})
	add(len(v.Travellers) > 0, both("travellers", true, 60, v.travellersTall))
	add(len(v.Voices) > 0, both("voices", true, 60, v.voicesTall))
	add(v.Where != "" || len(v.Partners) > 0, part{"where", never, partHead + v.whereTall(), true, 0})
	add(len(v.Return.Goals) > 0, part{"goals", 371, 330 + v.goalsTall(), true, leave})
	links := func(list []Link) func(float64) float64 {
		return func(wide float64) (tall float64) {
			for _, x := range list {
				tall += lines(x.Text.Text, wide-20)*lineTall + 6
			}
			return tall
		}
	}
	add(len(v.Return.Of) > 0, both("of", true, 20, links(v.Return.Of)))
	add(len(v.Return.Keeps) > 0, both("keeps", true, 20, links(v.Return.Keeps)))
	add(len(v.Return.By) > 0, both("by", true, 20, links(v.Return.By)))
	add(len(v.Sources) > 0, both("sources", true, 20, func(wide float64) (tall float64) {
		for _, x := range v.Sources {
			tall += lines(x.Name, wide-20)*lineTall + 6
		}
		return tall
	}))
	add(len(v.Log) > 0, both("log", false, 20, func(wide float64) (tall float64) {
		for _, x := range v.Log {
			tall += lines(x.What.Text+x.Was+x.Now+x.Why.Text, wide)*lineTall + smallTall + 20
		}
		return tall
	}))
	return out
}

// lines is in how many lines a text stands, in a width in pixels; 0 for none.
func lines(text string, wide float64) float64 { return linesFor(utf8.RuneCountInString(text), wide) }

// linesFor is in how many lines so many characters stand.
func linesFor(n int, wide float64) float64 { return math.Ceil(float64(n) * letterWide / wide) }

func (v *Entry) goalsTall() (tall float64) {
	for _, g := range v.Return.Goals {
		tall += max(1, lines(g.Name, columnSide-110))*lineTall + 10
	}
	return tall
}

func (v *Entry) ticketTall() float64 {
	t, wide := v.Ticket, columnSide-58
	tall := 172.0 + lines(t.Explanation.Text, wide)*smallTall + lines(t.Status+t.Lines.Text.Text, wide)*smallTall
	for _, rows := range [][]TicketLine{t.Ours, t.Others} {
		for _, row := range rows {
			tall += 16 + lines(row.What.Text, wide-110)*24 + lines(row.Note, wide-110)*smallTall
		}
	}
	if t.Total != "" {
		tall += 44
	}
	if t.Each != "" || t.Planned != "" {
		tall += 110
	}
	return tall + lines(t.Pending.Text+t.Unknown, wide)*lineTall
}

func (v *Entry) whoTall() float64 {
	if v.Who == nil {
		return 0
	}
	tall := partGap + partHead + 146
	if v.Who.Then != nil {
		tall += 2 * smallTall
	}
	return tall
}

func (v *Entry) returnTall() float64 {
	r := v.Return
	tall := 110 + max(lines(r.Who.Text, 300), lines(r.Where.Text, 300))*lineTall
	if len(r.Measures) > 0 {
		tall += 90
	} else {
		tall += 45
	}
	for _, m := range r.Measures {
		tall += 62 + m.tall
		if m.Unit.Text != "" {
			tall += smallTall
		}
	}
	if r.MeasuresFrom != nil {
		tall += 36
	}
	if r.Saved != "" {
		tall += 72 + lines(r.SavedMethod.Text+r.SavedChecked.Text, 620)*smallTall + smallTall
	}
	return tall + 45
}

func (v *Entry) promisesTall() float64 {
	tall := 34.0
	for _, p := range v.Promises {
		row := lines(p.Text.Text, 420)*24 + lines(p.Reason.Text, 420)*smallTall + 14
		for _, n := range p.Notes {
			row += lines(n.Day+n.Text.Text, 420) * smallTall
		}
		tall += max(row, 76)
	}
	return tall
}

func (v *Entry) eventTall() (tall float64) {
	if v.Event == nil {
		return 0
	}
	for _, x := range v.Event.Facts {
		tall += lines(x.Text.Text, columnMain)*lineTall + 45
	}
	return tall + float64(len(v.Event.Programme))*(lineTall+10)
}

func (v *Entry) lessonsTall() (tall float64) {
	for _, x := range v.Lessons {
		tall += max(lines(x.Seen.Text, 310), lines(x.State.Text+"     "+x.Here.Text, 310)+1)*lineTall + 56
	}
	return tall
}

func (v *Entry) sinceTall(wide float64) (tall float64) {
	for _, x := range v.Since {
		tall += lines(x.Lead+" "+x.Text.Text+x.State.Text, wide-40)*lineTall + 18
		if x.Day != "" {
			tall += lineTall
		}
	}
	return tall
}

func (v *Entry) factsTall(wide float64) (tall float64) {
	for _, x := range v.Facts {
		tall += lines(x.Text.Text, wide)*lineTall + 45
	}
	return tall
}

func (v *Entry) travellersTall(wide float64) float64 {
	tall := 40 + lines(v.Private.Text, wide)*smallTall
	for _, x := range v.Travellers {
		tall += lines(x.Who.Text, wide-120)*24 + lines(x.Role.Text, wide-120)*smallTall + 16
	}
	return tall
}

func (v *Entry) voicesTall(wide float64) (tall float64) {
	for i, x := range v.Voices {
		one := lines(x.Quote.Text, min(wide, columnSide))*29 + 48
		if wide > columnSide && i%2 == 1 { // two stand beside each other
			one = 0
		}
		tall += one
	}
	return tall
}

func (v *Entry) whereTall() float64 {
	tall := lineTall * float64(len(v.Partners))
	if v.Where != "" {
		tall += 240
	}
	return tall
}

// pictured is what has its measures in a story.
var pictured = regexp.MustCompile(`<img[^>]* width="(\d+)" height="(\d+)"`)

// blocks are what the names of a story's paragraphs and headings begin with.
var blocks = []string{"p", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote"}

func (v *Entry) storyTall() float64 {
	html := string(v.Story.HTML)
	tall := 14 + lines(v.Pitch.Text, storyWide)*lineTall
	for rest := html; ; {
		_, from, found := strings.Cut(rest, "<")
		if !found {
			break
		}
		rest = from
		if !slices.ContainsFunc(blocks, func(name string) bool { return strings.HasPrefix(from, name) }) {
			continue
		}
		_, from, _ = strings.Cut(from, ">")
		text, after, ended := strings.Cut(from, "</")
		if !ended {
			break
		}
		tall += linesFor(untagged(text), storyWide)*lineTall + 17
		if rest[0] == 'h' {
			tall += 14
		}
		rest = after
	}
	for _, m := range pictured.FindAllStringSubmatch(html, -1) {
		wide, _ := strconv.ParseFloat(m[1], 64)
		high, _ := strconv.ParseFloat(m[2], 64)
		if wide > 0 {
			tall += min(wide, 646)*high/wide + 17
		}
	}
	return tall
}

// untagged is how many characters a piece of HTML shows.
func untagged(html string) (n int) {
	for {
		text, tag, _ := strings.Cut(html, "<")
		n += utf8.RuneCountInString(text)
		var found bool
		if _, html, found = strings.Cut(tag, ">"); !found {
			return n
		}
	}
}
