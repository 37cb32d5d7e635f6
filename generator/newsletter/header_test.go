package newsletter

import (
	"mime"
	"net/mail"
	"strings"
	"testing"
)

// FuzzHeader makes headers of any title and any name: no line is long, none is added, and
// what a reader of mails unfolds is what was written.
func FuzzHeader(f *testing.F) {
	for _, s := range []string{"Why we went", "*a* [b](c) <i>d</i>", "x\r\nBcc: all@evil.test", "=?utf-8?q?x?=",
		strings.Repeat("é", 90), strings.Repeat("a", 200),
		"\u202e\u2028\u0085"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, name string) {
		written := mime.QEncoding.Encode("utf-8", subject(title))
		text := "Subject: " + fold("Subject", written) + "\r\nFrom: " + fold("From", sender(name, "a@b.example")) + "\r\n\r\n"
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n\r\n"), "\r\n") {
			if strings.ContainsAny(line, "\r\n") || len(line) > 78 && strings.Contains(strings.TrimPrefix(line, " "), " ") && !strings.Contains(line, ": ") {
				t.Errorf("the line %q of %q", line, title)
			}
		}
		m, err := mail.ReadMessage(strings.NewReader(text))
		if err != nil || len(m.Header) != 2 {
			t.Fatalf("%q: %v %v", text, m, err)
		}
		got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err == nil && plain(got) != subject(title) && !strings.Contains(title, "=?") {
			t.Errorf("%q is read as %q", subject(title), got)
		}
		if list, err := m.Header.AddressList("From"); err != nil || len(list) != 1 || list[0].Address != "a@b.example" {
			t.Errorf("%q: %v %v", m.Header.Get("From"), list, err)
		}
	})
}
