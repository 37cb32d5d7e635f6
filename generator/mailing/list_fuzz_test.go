package mailing

import (
	"net/mail"
	"strings"
	"testing"

	"parvis/generator/source"
)

// FuzzList reads any list of readers: whom it names can be written to, and nobody twice.
func FuzzList(f *testing.F) {
	for _, s := range []string{"address,language\na@b.example,fr\n", "a@b.example; A@B.example\n\"x\" <c@d.example>\n",
		"\xef\xbb\xbfmail\tname\nx\ty\n", "a@b.example\r\nBcc: c@d.example\n", "\"", ",,,\n;;\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := ReadList(&source.File{Path: "readers.csv", Text: text}, []string{"en", "fr"})
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, r := range list.Readers {
			if a, err := mail.ParseAddress(r.Address); err != nil || strings.ContainsAny(a.Address, "\r\n") || seen[r.key()] {
				t.Errorf("%q is a reader: %v, twice: %v", r.Address, err, seen[r.key()])
			}
			seen[r.key()] = true
		}
	})
}
