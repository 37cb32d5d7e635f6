package drawing

import (
	"html/template"
	"strconv"
	"sync"

	"rsc.io/qr/coding"
)

// plans are where the bits of a code go, by its size: *coding.Plan by coding.Version.
// To make one takes fifty times as long as to fill it in.
var plans sync.Map

// redundancy is how much of a code may be damaged: the least, about 7 of 100 parts,
// which has the largest squares and the fewest bytes.
const redundancy = coding.L

// QR draws an address as a QR code, "" for one that is too long for it.
// label says what it leads to, "" where that stands beside it. One line goes through
// all rows, to the right and back, and is black where its dashes are: half the bytes
// of a stroke for each.
func QR(address, label string) template.HTML {
	code := encoded(coding.String(address))
	if code == nil {
		return ""
	}
	const quiet = 2
	size, said := strconv.Itoa(code.Size+2*quiet), `aria-hidden="true"`
	if label != "" {
		said = `role="img" aria-label="` + escaped(label) + `"`
	}
	w := append(make([]byte, 0, 2048), `<svg class="qr" viewBox="-2 -2.5 `+size+" "+size+`" `+said+` fill="none" stroke="black"><path d="M-1 0`...)
	dashes := append(make([]byte, 0, 1024), '0')
	black, run := false, 0
	turn := func(now bool) {
		if now != black {
			dashes = strconv.AppendInt(append(dashes, ' '), int64(run), 10)
			black, run = now, 0
		}
		run++
	}
	for y := range code.Size {
		turn(false)
		for i := range code.Size {
			x := i
			if y%2 == 1 {
				x = code.Size - 1 - i
			}
			turn(code.Black(x, y))
		}
		turn(false)
		turn(false) // down to the next row
		w = append(w, 'h')
		if y%2 == 1 {
			w = append(w, '-')
		}
		w = append(strconv.AppendInt(w, int64(code.Size+2), 10), "v1"...)
	}
	w = append(append(w, `" stroke-dasharray="`...), dashes...)
	return template.HTML(append(w, ` 99"/></svg>`...))
}

// encoded is the smallest code that holds a text; nil where none does.
func encoded(text coding.String) *coding.Code {
	version := coding.Version(coding.MinVersion)
	for text.Bits(version) > version.DataBytes(redundancy)*8 {
		if version++; version > coding.MaxVersion {
			return nil
		}
	}
	plan, ok := plans.Load(version)
	if !ok {
		made, err := coding.NewPlan(version, redundancy, 0)
		if err != nil {
			return nil
		}
		plan, _ = plans.LoadOrStore(version, made)
	}
	code, err := plan.(*coding.Plan).Encode(text)
	if err != nil {
		return nil
	}
	return code
}
