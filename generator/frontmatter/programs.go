package frontmatter

import (
	"bytes"
	"unicode"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file knows files that are no text of ours by their first bytes, whatever
// their names end in.

// nature is what such a file is for an editor: what there is to do with it.
type nature int

const (
	words nature = iota // words, that its program can save as text
	picture
	film
	packed // other files, in one
	other
)

// programs are the first bytes of files that are none of ours.
var programs = []struct {
	start []byte
	at    int // where they stand
	kind  nature
	what  catalog.Message
}{
	{[]byte("mimetypeapplication/vnd.oasis"), 30, words, catalog.Say("a file of LibreOffice")},
	{[]byte("PK\x03\x04"), 0, words, catalog.Say("a file of Word, LibreOffice or another program")},
	{[]byte("\xd0\xcf\x11\xe0"), 0, words, catalog.Say("a file of Word")},
	{[]byte("{\\rtf"), 0, words, catalog.Say("a file of a word processor (RTF)")},
	{[]byte("<html"), 0, words, catalog.Say("a web page (HTML)")},
	{[]byte("<!doctype html"), 0, words, catalog.Say("a web page (HTML)")},
	{[]byte("<?xml"), 0, words, catalog.Say("a file of another program (XML)")},
	{[]byte("\xff\xfe"), 0, words, catalog.Say("text in UTF-16")},
	{[]byte("\xfe\xff"), 0, words, catalog.Say("text in UTF-16")},
	{[]byte("-\x00-\x00"), 0, words, catalog.Say("text in UTF-16")},
	{[]byte("%PDF-"), 0, other, catalog.Say("a PDF")},
	{[]byte("\x89PNG"), 0, picture, catalog.Say("a picture")},
	{[]byte("\xff\xd8\xff"), 0, picture, catalog.Say("a picture")},
	{[]byte("GIF8"), 0, picture, catalog.Say("a picture")},
	{[]byte("BM"), 0, picture, catalog.Say("a picture")},
	{[]byte("II*\x00"), 0, picture, catalog.Say("a picture")},
	{[]byte("MM\x00*"), 0, picture, catalog.Say("a picture")},
	{[]byte("WEBP"), 8, picture, catalog.Say("a picture")},
	{[]byte("<svg"), 0, picture, catalog.Say("a picture")},
	{[]byte("ftypheic"), 4, picture, catalog.Say("a picture")},
	{[]byte("ftypavif"), 4, picture, catalog.Say("a picture")},
	{[]byte("ftyp"), 4, film, catalog.Say("a film")},
	{[]byte("\x1aE\xdf\xa3"), 0, film, catalog.Say("a film")},
	{[]byte("ID3"), 0, film, catalog.Say("a recording")},
	{[]byte("OggS"), 0, film, catalog.Say("a recording")},
	{[]byte("\x1f\x8b"), 0, packed, catalog.Say("a packed file")},
	{[]byte("7z\xbc\xaf"), 0, packed, catalog.Say("a packed file")},
	{[]byte("Rar!"), 0, packed, catalog.Say("a packed file")},
}

// notText returns what a file is that is no text but a program's own; nothing for
// one that may be text.
func notText(text []byte) (what catalog.Message, kind nature) {
	head := bytes.TrimLeft(text[:min(len(text), 512)], " \t\r\n")
	for _, p := range programs {
		end := p.at + len(p.start)
		if end > len(head) || !bytes.Equal(head[p.at:end], p.start) && !(p.start[0] == '<' && bytes.EqualFold(head[:end], p.start)) {
			continue
		}
		if !bytes.ContainsFunc(p.start, notWord) && !binary(head) {
			continue // a few letters, with which a text may start too
		}
		return p.what, p.kind
	}
	return catalog.Message{}, other
}

// Foreign returns what a file is that is no text but a program's own; nothing for one that
// may be text.
func Foreign(text []byte) catalog.Message {
	what, _ := notText(text)
	return what
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// binary tells whether what starts a file holds bytes that no text holds.
func binary(head []byte) bool {
	return bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == '\ufffd' })
}

// alien reports a file that is no text.
func alien(f *source.File, what catalog.Message) source.Diagnostic {
	_, kind := notText(f.Text)
	d := NotUTF8.At(f.Span(0, 0), "this is %s, whatever its name ends in, and no plain text", what)
	d.Why = catalog.Message{}
	switch kind {
	case words:
		return d.To("open it in its own program, save it as plain text (.txt) in UTF-8, and give that file this name")
	case picture:
		return d.To("give it the ending of its kind again, such as .jpg, put it beside the entry that shows it, and write ![What it shows](its name) there")
	case packed:
		return d.To("unpack it, and put what it holds in its place")
	}
	return d.
		To("give it the ending of its kind again, such as .pdf or .mp4, put it beside the entry to which it belongs, and write [Its title](its name) there")
}
