package newsletter

import (
	"slices"
	"strconv"
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
// line, lists with their numbers, tables in columns, notes by number at the
// end, addresses written out behind what links to them.
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

// blocks writes what a node holds as blocks of lines, the first line with one
// indent, the others with another.
func blocks(b *strings.Builder, n *html.Node, first, rest string) {
	switch {
	case n.Type != html.ElementNode:
		b.WriteString(block(n.Data, first, rest))
		return
	case hasClass(n, "footnotes"):
		notes(b, n)
		return
	}
	switch n.DataAtom {
	case atom.Ul, atom.Ol:
		list(b, n, first, rest)
	case atom.Blockquote:
		children(b, n, first+"  ", rest+"  ")
	case atom.Div, atom.Section:
		children(b, n, first, rest)
	case atom.Table:
		table(b, n, rest)
	case atom.Pre:
		b.WriteByte('\n')
		for _, line := range strings.Split(strings.TrimRight(inlines(n), "\n"), "\n") {
			b.WriteString(rest + "    " + line + "\n")
		}
	case atom.Hr:
		b.WriteString("\n" + rest + "* * *\n")
	default:
		b.WriteString("\n" + broken(inlines(n), first, rest))
	}
}

// broken is block for a text that the author has broken into lines.
func broken(text, first, rest string) string {
	var b strings.Builder
	for _, line := range strings.Split(text, lineBreak) {
		b.WriteString(block(strings.TrimRight(line, " \u00a0"), first, rest))
		first = rest
	}
	return b.String()
}

// lineBreak stands for a line's end that the author wants.
const lineBreak = "\v"

// children writes the blocks within a node; text between them is a block.
func children(b *strings.Builder, n *html.Node, first, rest string) {
	run := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	flush := func() {
		if text := inlines(run); strings.TrimSpace(text) != "" {
			b.WriteString(broken(text, first, rest))
			first = rest
		}
		run = &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBlock(c) {
			flush()
			blocks(b, c, first, rest)
			first = rest
			continue
		}
		copied := *c
		copied.Parent, copied.PrevSibling, copied.NextSibling = nil, nil, nil
		run.AppendChild(&copied)
	}
	flush()
}

// list writes the items of a list, each with a hyphen or its number.
func list(b *strings.Builder, n *html.Node, first, rest string) {
	number, err := strconv.Atoi(attribute(n, "start"))
	if err != nil {
		number = 1
	}
	if n.Parent == nil || n.Parent.DataAtom != atom.Li {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		var item strings.Builder
		children(&item, c, first+mark, rest+strings.Repeat(" ", len(mark)))
		b.WriteString(strings.TrimPrefix(item.String(), "\n"))
		first = rest
	}
}

// notes writes the notes of a story, each by its number.
func notes(b *strings.Builder, n *html.Node) {
	b.WriteByte('\n')
	number := 0
	for li := range n.Descendants() {
		if li.DataAtom != atom.Li || !strings.HasPrefix(attribute(li, "id"), "fn:") {
			continue
		}
		number++
		mark := "[" + strconv.Itoa(number) + "] "
		var note strings.Builder
		children(&note, li, mark, strings.Repeat(" ", len(mark)))
		b.WriteString(strings.TrimPrefix(note.String(), "\n"))
	}
}

// table writes a table in columns where it fits the lines, else row by row,
// with the heading's words and a dash, which is right in every language, before each cell.
func table(b *strings.Builder, n *html.Node, indent string) {
	var rows [][]string
	var right []bool
	for tr := range n.Descendants() {
		if tr.DataAtom != atom.Tr {
			continue
		}
		var row []string
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				row = append(row, strings.Join(strings.Fields(inlines(c)), " "))
				if len(rows) == 0 {
					right = append(right, hasClass(c, "right"))
				}
			}
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return
	}
	b.WriteByte('\n')
	widths := make([]int, len(rows[0]))
	total := width(indent) - 2
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], width(cell(row, i)))
		}
		total += widths[i] + 2
	}
	if total > columns {
		rowByRow(b, rows, indent)
		return
	}
	for i, row := range rows {
		var line strings.Builder
		for k, w := range widths {
			text, space := cell(row, k), strings.Repeat(" ", w-width(cell(row, k)))
			if right[k] {
				text, space = space+text, ""
			}
			line.WriteString(text + space + "  ")
		}
		b.WriteString(indent + strings.TrimRight(line.String(), " ") + "\n")
		if i == 0 {
			b.WriteString(indent + strings.Repeat("-", max(1, total-width(indent))) + "\n")
		}
	}
}

// rowByRow writes each row of a table as an item of a list.
func rowByRow(b *strings.Builder, rows [][]string, indent string) {
	for _, row := range rows[1:] {
		var parts []string
		for i, name := range rows[0] {
			switch text := cell(row, i); {
			case text == "":
			case name == "":
				parts = append(parts, text)
			default:
				parts = append(parts, name+" – "+text)
			}
		}
		b.WriteString(block(strings.Join(parts, "; "), indent+"- ", indent+"  "))
	}
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Ul, atom.Ol, atom.Blockquote, atom.Table, atom.Pre, atom.Div, atom.Section, atom.Hr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return n.Type == html.ElementNode
	}
	return false
}

// inlines is a node's text. A link is followed by its address, a picture is
// its text alternative, the mark of a note its number in brackets.
func inlines(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteString(lineBreak)
		case c.DataAtom == atom.Img:
			b.WriteString(attribute(c, "alt"))
		case hasClass(c, "footnote-ref"):
			b.WriteString("[" + inlines(c) + "]")
		case hasClass(c, "footnote-backref"):
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

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}
