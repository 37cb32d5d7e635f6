package generator_test

import (
	"bytes"
	"context"
	"io"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/newsletter"
)

// TestOutgoing has the demonstration's letter go to two readers: a mail with all that mail
// programs ask of a list, and nothing of a draft.
func TestOutgoing(t *testing.T) {
	out, set, result, err := generator.OutgoingLetter(context.Background(), demonstration(), "2026-10")
	if err != nil || set == nil {
		t.Fatal(err, result.Diagnostics)
	}
	if out.Page != "https://abroad.valmont.example/newsletter/2026-10/" || out.From != "letter@valmont.example" || len(out.Bytes) != 4 || len(out.Digest) != 16 {
		t.Errorf("%+v", out)
	}
	at := time.Date(2026, 11, 3, 9, 30, 0, 0, time.FixedZone("", 3600))
	ids := map[string]bool{}
	for _, to := range []newsletter.Addressee{{Address: "ana@example.org"}, {Address: "bo+x@example.org", Leave: "https://list.example.org/leave?r=8f2"}} {
		text := out.For("fr", to, at)
		m, err := mail.ReadMessage(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if h := m.Header; h.Get("To") != "<"+to.Address+">" || h.Get("Date") != "Tue, 03 Nov 2026 09:30:00 +0100" || h.Get("X-Unsent") != "" ||
			!strings.Contains(h.Get("From"), "<letter@valmont.example>") || h.Get("Content-Language") != "fr" || !strings.HasSuffix(h.Get("Message-Id"), "@abroad.valmont.example>") {
			t.Errorf("%v", h)
		} else {
			ids[h.Get("Message-Id")] = true
		}
		leave := "<mailto:letter@valmont.example?subject=unsubscribe%20" + strings.NewReplacer("@", "%40", "+", "%2B").Replace(to.Address) + ">"
		post := ""
		if to.Leave != "" {
			leave, post = "<"+to.Leave+">, "+leave, "List-Unsubscribe=One-Click"
		}
		if m.Header.Get("List-Unsubscribe") != leave || m.Header.Get("List-Unsubscribe-Post") != post {
			t.Errorf("%q, %q; want %q", m.Header.Get("List-Unsubscribe"), m.Header.Get("List-Unsubscribe-Post"), leave)
		}
		for line := range strings.SplitSeq(string(text), "\r\n") {
			if len(line) > 998 {
				t.Errorf("a line has %d bytes", len(line))
			}
		}
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil && len(body) == 0 {
			t.Fatal(err)
		}
		if n := strings.Count(string(body), "Vous ne souhaitez plus recevoir cette lettre"); n != 2 {
			t.Errorf("how it is left is said %d times, wanted once in the text and once in the HTML", n)
		}
	}
	if len(ids) != 2 {
		t.Errorf("two mails have one identifier: %v", ids)
	}
}
