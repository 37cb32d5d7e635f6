package frontmatter

import (
	"strings"

	"parvis/generator/source"
)

// Put returns a diagnostic with the edit that writes a text in the place of a
// value. It is the same diagnostic where the value does not stand there whole, as
// it is read: where it is one of several in a text, goes on on a further line, or
// has signs round it of which something else is said.
func Put(d source.Diagnostic, v Value[string], text string) source.Diagnostic {
	if !whole(v) {
		return d
	}
	return d.By(v.At, text)
}

// whole tells whether a value stands at its place as it is read, in straight
// quotation marks or in none.
func whole(v Value[string]) bool {
	written := v.At.Text()
	if n := len(written); n >= 2 && written[0] == written[n-1] {
		switch written[0] {
		case '"':
			written = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(written[1 : n-1])
		case '\'':
			written = strings.ReplaceAll(written[1:n-1], "''", "'")
		}
	}
	return written == v.V
}
