package site

import "math"

// On a wide screen, which has no end as paper has, the last sections stand below letter and
// sidebar in columns as wide as the page: as many of them as it takes for both to end at about
// the same height. How tall all this will be is estimated as it has been measured on the
// letters of the demonstration, in CSS pixels at 1280.
const (
	monthTall   = 324.0 // the picture of the month
	noteWide    = 42    // of the sidebar, in characters
	signedWide  = 36    // of its first section, in which signs stand beside the text
	noteLine    = 23.0
	noteTall    = 106.0 // a section of the sidebar beside its text, with the room below
	noteRoom    = 34.0
	saidLess    = 45.0 // what small letters spare in the second
	newsLine    = 25.4
	newsLess    = 1.0 // what a section below the letter has less than a printed one
	newsApart   = 63.0
	belowFewest = 3 // sections, one for each column
)

// below is how many sections stand in the sidebar or below the letter.
func (v *Newsletter) below() int {
	sections := v.reckoned()
	left := newsLine * v.letterLines(v.paragraphs())
	if v.Picture != nil {
		left += monthTall
	}
	side := -noteRoom
	for i, s := range sections[:v.Turn] {
		wide := noteWide
		switch {
		case s == nil:
			continue
		case i == 0:
			wide = signedWide
		case i == 1:
			side -= saidLess
		}
		side += noteTall + noteLine*s.text(wide)
	}
	best, least := v.Turn, math.Inf(1)
	for i := v.Turn; i <= len(sections); i++ {
		// What room is left in the sidebar is shared out there; below the letter it is a void.
		apart := left - side
		if apart < 0 {
			apart *= -2
		}
		if apart < least && (i <= len(sections)-belowFewest || i == len(sections)) {
			best, least = i, apart
		}
		if i == len(sections) {
			break
		}
		if lines := sections[i].lines(); lines > 0 {
			left += newsLine * (lines - newsLess) / 2
		}
		if i == v.Turn {
			left += newsApart
		}
	}
	return best
}

// text is how many lines the text of a section takes, without its heading.
func (r reckoned) text(width int) float64 {
	sum := 0.0
	for _, item := range r {
		for _, p := range item {
			sum += linesOf(p, width)
		}
	}
	return sum
}
