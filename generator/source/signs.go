package source

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file decides which signs a text or a name may hold. There is no other
// place that does; who treats a sign in another way says there why.

// Control tells whether a sign is a control character, of which a text holds
// none but tabs and the ends of its lines.
func Control(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0
}

// EndsLine tells whether a line ends at a sign: for YAML, for browsers' scripts or
// for readers of mail. In a text of this program only the line feed does.
func EndsLine(r rune) bool {
	return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// Barred tells whether no text may hold a sign: control characters, the other
// signs that end lines for some programs and not for others, and those that
// Unicode keeps from ever being characters.
func Barred(r rune) bool {
	return Control(r) || EndsLine(r) && r != '\n' || r == 0xfffe || r == 0xffff
}

// FirstBarred finds the first sign of a text that is Barred; -1 where there is
// none. In nearly all texts there is none, so that bytes are looked at, and signs
// only where one may start.
func FirstBarred[T string | []byte](text T) int {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < 0x20 && c != '\t' && c != '\n', c == 0x7f:
			return i
		case c == 0xc2, c == 0xe2, c == 0xef: // the first bytes of those beyond ASCII
			if r, _ := utf8.DecodeRuneInString(string(text[i:min(i+utf8.UTFMax, len(text))])); Barred(r) {
				return i
			}
		}
	}
	return -1
}

// Format tells whether a sign says how others are shown, and is none itself for
// the most part. Each that is Invisible but one is of these; so are some that can
// be seen, such as the Arabic sign of a year, and those that make up some flags.
func Format(r rune) bool { return unicode.Is(unicode.Cf, r) }

// Unseen tells whether no name may hold a sign: control characters, tabs, the
// ends of lines, and whatever is a Format.
func Unseen(r rune) bool { return unicode.IsControl(r) || EndsLine(r) || Format(r) }

// BlankLetter tells whether a sign is a letter for Unicode, or a symbol, that
// shows nothing.
func BlankLetter(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5, 0x180e, 0x2800:
		return true
	}
	return false
}

// Blank tells whether a sign says nothing to a reader, and is no space either.
func Blank(r rune) bool {
	return BlankLetter(r) || Format(r) || unicode.Is(unicode.Co, r) || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// Invisible tells whether a sign shows nothing and takes no room, though it
// may turn round what stands beside it.
func Invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	}
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f
}

// The signs that turn the direction of writing, and those that end it.
const (
	popDirection = '\u202c' // ends an embedding or override
	popIsolate   = '\u2069' // ends an isolate, and what was begun in it
)

// Turns tells whether a text holds any sign that turns the direction of writing,
// or ends that.
func Turns[T string | []byte](text T) bool {
	for i := 0; i+2 < len(text); i++ {
		if text[i] != 0xe2 { // the first byte of each of them, and of dashes
			continue
		}
		switch second, third := text[i+1], text[i+2]; {
		case second == 0x80 && third >= 0xaa && third <= 0xae, second == 0x81 && third >= 0xa6 && third <= 0xa9:
			return true
		}
	}
	return false
}

// OpenDirection finds the first sign that turns the direction of writing and
// is not ended within the text: what stands behind it, in a sentence or a
// list, would be turned too. It returns -1 where there is none.
func OpenDirection(text string) int {
	if !Turns(text) {
		return -1 // as in nearly all
	}
	type sign struct {
		at      int
		isolate bool
	}
	var open []sign
	for i, r := range text {
		switch {
		case r >= 0x2066 && r <= 0x2068:
			open = append(open, sign{i, true})
		case r == 0x202a || r == 0x202b || r == 0x202d || r == 0x202e:
			open = append(open, sign{i, false})
		case r == popDirection && len(open) > 0 && !open[len(open)-1].isolate:
			open = open[:len(open)-1]
		case r == popIsolate:
			for n := len(open) - 1; n >= 0; n-- {
				if open[n].isolate {
					open = open[:n]
					break
				}
			}
		}
	}
	if len(open) == 0 {
		return -1
	}
	return open[0].at
}

// Plain writes to a terminal, on which no control character of a name or a
// message may move the cursor or change what was written. Only the colours of
// Terminal go through.
type Plain struct{ To io.Writer }

var colours = []string{Terminal.Error, Terminal.Warning, Terminal.Added, Terminal.Strong, Terminal.Faint, Terminal.Reset}

func (p Plain) Write(b []byte) (int, error) {
	s := string(b)
	if !strings.ContainsFunc(s, Control) {
		return p.To.Write(b)
	}
	var out strings.Builder
	for len(s) > 0 {
		i := strings.IndexFunc(s, Control)
		if i < 0 {
			break
		}
		out.WriteString(s[:i])
		s = s[i:]
		r := []rune(s[:min(len(s), 4)])[0]
		if n := colourAt(s); n > 0 {
			out.WriteString(s[:n])
			s = s[n:]
			continue
		}
		fmt.Fprintf(&out, "<U+%04X>", r)
		s = s[len(string(r)):]
	}
	out.WriteString(s)
	if _, err := io.WriteString(p.To, out.String()); err != nil {
		return 0, err
	}
	return len(b), nil
}

// colourAt is how long the colour is with which a text starts, 0 for none.
func colourAt(s string) int {
	for _, c := range colours {
		if strings.HasPrefix(s, c) {
			return len(c)
		}
	}
	return 0
}
