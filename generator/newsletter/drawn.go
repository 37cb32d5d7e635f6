package newsletter

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"
	"strconv"
)

// artifacts says of all that a page draws beyond its structure, such as grounds and
// signs that stand beside their words, that it is decoration.
func (p *pdf) artifacts() error {
	for n := range p.last + 1 {
		d := p.dict(n)
		if d.get("Type") != "/Page" {
			continue
		}
		for _, at := range refs(d.get("Contents")) {
			content := p.dict(at)
			drawn, err := p.inflated(at)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			w := zlib.NewWriter(&b)
			_, _ = w.Write(decorated(drawn))
			_ = w.Close()
			p.changed[at] = stream{content, b.Bytes()}
		}
	}
	return nil
}

// inflated is what a compressed stream says.
func (p *pdf) inflated(n int) ([]byte, error) {
	d := p.dict(n)
	length, err := strconv.Atoi(d.get("Length"))
	_, data, found := bytes.Cut(p.data[min(p.at[n], len(p.data)):], []byte("stream"))
	data = bytes.TrimPrefix(bytes.TrimPrefix(data, []byte("\r")), []byte("\n"))
	if err != nil || !found || d.get("Filter") != "/FlateDecode" || length < 0 || length > len(data) {
		return nil, errPDF
	}
	r, err := zlib.NewReader(bytes.NewReader(data[:length]))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// The operators with which a drawing begins, and with which it is done.
var (
	begins = []string{"m", "re", "BT", "Do", "sh"}
	ends   = []string{"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n", "ET", "Do", "sh"}
)

// decorated is what a page draws, with each drawing that is in no part of the
// structure marked as decoration.
func decorated(drawn []byte) []byte {
	var out bytes.Buffer
	depth, open := 0, false
	s := scanner{drawn}
	before := drawn // from where the operation's first operand begins
	for {
		token := s.token()
		if len(token) == 0 {
			out.Write(before)
			return out.Bytes()
		}
		op := string(bytes.TrimSpace(token))
		if !isOperator(op) {
			continue
		}
		if depth == 0 && !open && slices.Contains(begins, op) {
			out.WriteString("\n/Artifact BMC\n")
			open = true
		}
		out.Write(before[:len(before)-len(s.rest)])
		before = s.rest
		switch {
		case op == "BDC" || op == "BMC":
			depth++
		case op == "EMC":
			depth--
		case open && slices.Contains(ends, op):
			out.WriteString("\nEMC\n")
			open = false
		}
	}
}

// isOperator tells an operator from an operand: a name, a number, a text, or a list.
func isOperator(token string) bool {
	return token[0] >= 'A' && token[0] <= 'Z' || token[0] >= 'a' && token[0] <= 'z' || token[0] == '\'' || token[0] == '"'
}
