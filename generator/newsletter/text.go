package newsletter

import (
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// columns is how wide a line of plain text is.
const columns = 72

// width is how many columns a text takes.
func width(s string) int { return uniseg.StringWidth(s) }

// block breaks a text into lines, the first with one indent, the others with
// another. Words that belong together (joined by a no-break space) stay so; a
// word wider than a line stands alone on one.
func block(text, first, rest string) string {
	var b strings.Builder
	line := first
	empty := true
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		if !empty && width(line)+1+width(word) > columns {
			b.WriteString(line + "\n")
			line, empty = rest, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	if empty {
		return b.String()
	}
	return b.String() + line + "\n"
}

// storyText is a story's HTML as plain text: paragraphs parted by an empty
// line, addresses written out behind what links to them.
func storyText(story string) (string, error) {
	nodes, err := fragment(story)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, n := range nodes {
		blocks(&b, n, "", "")
	}
	return b.String(), nil
}

func fragment(story string) ([]*html.Node, error) {
	return html.ParseFragment(strings.NewReader(story), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
}

// blocks writes what a node holds as blocks of lines.
func blocks(b *strings.Builder, n *html.Node, first, rest string) {
	if n.Type != html.ElementNode {
		b.WriteString(block(n.Data, first, rest))
		return
	}
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Blockquote, atom.Table, atom.Thead, atom.Tbody, atom.Section, atom.Div, atom.Li:
		if n.DataAtom == atom.Li {
			first, rest = rest+"- ", rest+"  "
		} else if n.DataAtom == atom.Blockquote {
			first, rest = first+"  ", rest+"  "
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
				continue
			}
			if n.DataAtom == atom.Li && !isBlock(c) {
				b.WriteString(block(inlines(n), first, rest))
				return
			}
			blocks(b, c, first, rest)
			first = rest
		}
	case atom.Tr:
		var cells []string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				cells = append(cells, inlines(c))
			}
		}
		b.WriteString(block(strings.Join(cells, " | "), first, rest))
	default:
		b.WriteString("\n" + block(inlines(n), first, rest))
	}
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Ul, atom.Ol, atom.Blockquote:
		return n.Type == html.ElementNode
	}
	return false
}

// inlines is a node's text. A link is followed by its address, a picture is
// its text alternative.
func inlines(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteByte(' ')
		case c.DataAtom == atom.Img:
			b.WriteString(attribute(c, "alt"))
		case c.DataAtom == atom.A:
			text, href := inlines(c), attribute(c, "href")
			b.WriteString(text)
			if href != "" && strings.TrimPrefix(href, "mailto:") != text {
				b.WriteString(" <" + href + ">")
			}
		default:
			b.WriteString(inlines(c))
		}
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
