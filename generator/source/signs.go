package source

import (
	"fmt"
	"io"
	"strings"
)

// This file decides which signs a text or a name may hold.

// Control tells whether a sign is a control character, of which a text holds
// none but tabs and the ends of its lines.
func Control(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0
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

// OpenDirection finds the first sign that turns the direction of writing and
// is not ended within the text: what stands behind it, in a sentence or a
// list, would be turned too. It returns -1 where there is none.
func OpenDirection(text string) int {
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

var colours = []string{Terminal.Error, Terminal.Warning, Terminal.Strong, Terminal.Faint, Terminal.Reset}

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
