package importer

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"unicode/utf16"
	"unicode/utf8"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// decode returns a table's text in UTF-8, having said in which other encoding it was found.
// It returns nil when no encoding gives words, having said so.
func decode(f *source.File, report source.Report) *source.File {
	text, name := f.Text, ""
	switch order := utf16Order(text); {
	case order != nil:
		text, name = fromUTF16(text, order), "UTF-16"
	case utf8.Valid(text):
		return f
	default:
		text, name = fromWindows(text), "Windows-1252"
	}
	if text == nil {
		report(notUTF8(f))
		return nil
	}
	out := source.NewFile(f.Path, text)
	at := bytes.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf && r != '\ufeff' })
	if at < 0 {
		return out // without accents there is nothing to go wrong
	}
	_, size := utf8.DecodeRune(text[at:])
	d := frontmatter.NotUTF8.At(out.Span(at, at+size), "this table is not UTF-8: its accents were read as %s", name).
		To("see whether the accents in the drafts are right; if not, open the table in a spreadsheet and save it once more, choosing “CSV UTF-8”")
	d.Severity = source.Warning
	report(d)
	return out
}

// utf16Order is the order of the bytes of a text in UTF-16; nil for another text. Without
// a mark at its start such a text is known by every second byte being zero.
func utf16Order(text []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(text, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	var zeros [2]int
	head := text[:min(len(text), 1000)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) / 3; {
	case len(head) < 8:
		return nil
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(text []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, order.Uint16(text[i:]))
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) && i+1 < len(units) {
			if r = utf16.DecodeRune(r, rune(units[i+1])); r != utf8.RuneError {
				i++
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// windows are the signs that Windows-1252 has where Latin-1 has control characters; zero
// where it has none.
var windows = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// noWords are signs within words that no word has: those that a text in another old
// encoding shows in place of its accents, as MS-DOS and the first Macintosh had them.
var noWords = regexp.MustCompile(`\pL[‚ƒ„†‡ˆ‰‹˜™›¡¢£¤¥¦§¨©«¬®¯±µ¶»¼½¾¿]\pL|\p{Ll}[ŠŽÐ]\p{Ll}`)

// fromWindows reads a text in Windows-1252; nil where it is none, but broken UTF-8 or a
// text in another encoding.
func fromWindows(text []byte) []byte {
	for rest := text; ; {
		i := bytes.IndexFunc(rest, func(r rune) bool { return r >= utf8.RuneSelf && r != utf8.RuneError })
		if i < 0 {
			break
		}
		if r, _ := utf8.DecodeRune(rest[i:]); r != '\ufeff' {
			return nil // an accent in UTF-8
		}
		rest = rest[i+len("\ufeff"):]
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, c := range text {
		r := rune(c)
		if c >= 0x80 && c < 0xa0 {
			r = windows[c-0x80]
		}
		if r == 0 {
			return nil
		}
		out = utf8.AppendRune(out, r)
	}
	if noWords.Match(out) {
		return nil
	}
	return out
}
