package newsletter

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Addressee is to whom a mail goes, and how that is left.
type Addressee struct {
	Address string
	Leave   string // an https address that takes it off the list; "" for none
}

// Addressed is a mail that Mail has made, to one of its readers: no draft any more, dated,
// and with what mail programs make a button of by which one leaves a list. Every reader
// can leave by a mail (RFC 2369); by one click (RFC 8058) where the city has a service that
// does it, since a site of files alone can take nothing down.
func Addressed(draft []byte, from string, to Addressee, at time.Time) []byte {
	above, body, _ := bytes.Cut(draft, []byte("\r\n\r\n"))
	lines := strings.Split(strings.ReplaceAll(string(above), "\r\n ", "\x00"), "\r\n")
	var b bytes.Buffer
	for _, line := range lines {
		switch name, value, _ := strings.Cut(line, ": "); name {
		case "X-Unsent", "Date":
		case "Message-ID":
			sum := sha256.Sum256([]byte(value + " " + to.Address))
			fmt.Fprintf(&b, "%s: <%s%s\r\n", name, hex.EncodeToString(sum[:12]), value[strings.IndexByte(value, '@'):])
		default:
			b.WriteString(strings.ReplaceAll(line, "\x00", "\r\n ") + "\r\n")
		}
	}
	fmt.Fprintf(&b, "To: <%s>\r\nDate: %s\r\n", to.Address, at.Format(time.RFC1123Z))
	leave := "<mailto:" + from + "?" + strings.ReplaceAll(url.Values{"subject": {"unsubscribe " + to.Address}}.Encode(), "+", "%20") + ">"
	if to.Leave != "" {
		leave = "<" + to.Leave + ">, " + leave + "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"
	}
	fmt.Fprintf(&b, "List-Unsubscribe: %s\r\n\r\n", leave) // on one line each, as receivers look for them
	b.Write(body)
	return b.Bytes()
}
