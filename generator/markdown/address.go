package markdown

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/idna"
)

// Addresses that stand in a text by themselves become links as a whole, with
// the letters of all alphabets in them, as in https://fr.wikipedia.org/wiki/Évreux.
const (
	letters = `\pL\pM\pN`
	host    = `[` + letters + `@:%._+~#=-]{1,256}\.[\pL][` + letters + `-]*(?::\d+)?`
	path    = `(?:[/#?][` + letters + `@:%_+.~#$!?&/=();,'">^{}\[\]` + "`" + `-]*)?`
	mailbox = `[` + letters + `.!#$%&'*+/=?^_` + "`" + `{|}~-]+@[` + letters + `-]+(?:\.[` + letters + `-]+)+`
)

var addresses = addressParser{extension.NewLinkifyParser(
	extension.WithLinkifyAllowedProtocols([]string{"http:", "https:", "ftp:", "mailto:"}),
	extension.WithLinkifyURLRegexp(regexp.MustCompile(`^(?:(?:http|https|ftp)://`+host+path+`|mailto:`+mailbox+`)`)),
	extension.WithLinkifyWWWRegexp(regexp.MustCompile(`^www\.`+host+path)),
	extension.WithLinkifyEmailRegexp(regexp.MustCompile(`^`+mailbox)))}

// addressParser asks the parser of addresses only about words that may be one:
// it tries its expressions on each word of a text, which takes longer than all
// else.
type addressParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if len(line) == 0 {
		return nil
	}
	signs := signsAhead(block, pc)
	sign := signs.next(at.Start) // what stands before a word may be its first letter
	if sign-at.Start >= len(line) || hasBlank(line[min(1, sign-at.Start):sign-at.Start]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

func hasBlank(text []byte) bool {
	for _, c := range text {
		if c == ' ' || c == '\t' || c == '\n' {
			return true
		}
	}
	return false
}

// ahead finds the next sign of an address: what every address has, and few words.
// A text is read from its start to its end, so that each sign is looked for once.
type ahead struct {
	text []byte
	from int // of what was looked at
	sign int // the first one from there; the text's length where there is none
}

var aheadKey = parser.NewContextKey()

func signsAhead(block text.Reader, pc parser.Context) *ahead {
	if a, ok := pc.Get(aheadKey).(*ahead); ok {
		return a
	}
	a := &ahead{text: block.Source(), sign: -1}
	pc.Set(aheadKey, a)
	return a
}

// next returns the offset of the first sign from an offset on.
func (a *ahead) next(from int) int {
	if a.from <= from && from <= a.sign {
		return a.sign
	}
	a.from, a.sign = from, len(a.text)
	for i := from; i < len(a.text); i++ {
		if c := a.text[i]; c == '@' || c == ':' || c == 'w' && bytes.HasPrefix(a.text[i:], []byte("www.")) {
			a.sign = i
			break
		}
	}
	return a.sign
}

// Extend implements goldmark.Extender, with the priority that the extension of
// addresses has.
func (p addressParser) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(p, 999)))
}

// bare gives an address that stands in the text by itself the form that every
// browser and mail program follows; one that no link may have becomes text.
func bare(n *ast.AutoLink, src []byte) {
	address := string(n.URL(src))
	mail := n.AutoLinkType == ast.AutoLinkEmail
	if !slices.Contains(schemes, Scheme(address)) && !mail {
		n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(src)))
		return
	}
	if mail && Scheme(address) != "mailto" {
		address = "mailto:" + address
	}
	plain := plainHost(address)
	if plain == address {
		return
	}
	link := ast.NewLink()
	link.Destination = []byte(strings.ReplaceAll(plain, "&", "&amp;"))
	link.AppendChild(link, ast.NewString(n.Label(src)))
	outward(link, plain)
	n.Parent().ReplaceChild(n.Parent(), n, link)
}

// plainHost writes the name of a server with letters beyond a to z in the form
// in which it is looked up: www.évreux.fr as www.xn--vreux-9ra.fr.
func plainHost(address string) string {
	isASCII := func(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > 0x7f }) < 0 }
	if isASCII(address) {
		return address
	}
	scheme := Scheme(address)
	switch scheme {
	case "mailto":
		to, rest, _ := strings.Cut(address, "?")
		i := strings.LastIndexByte(to, '@')
		if name, err := idna.Lookup.ToASCII(to[i+1:]); i >= 0 && err == nil {
			return to[:i+1] + name + address[len(to):len(address)-len(rest)] + rest
		}
	case "http", "https":
		u, err := url.Parse(address)
		if err != nil || isASCII(u.Host) {
			return address
		}
		name, err := idna.Lookup.ToASCII(u.Hostname())
		if err != nil {
			return address
		}
		return strings.Replace(address, u.Hostname(), name, 1)
	}
	return address
}
