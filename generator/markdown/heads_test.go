package markdown

import (
	"bytes"
	"strings"
	"testing"
)

// TestEmptyHead wants no head where the head of a column is empty, in a text that is read
// anew and in one that was kept.
func TestEmptyHead(t *testing.T) {
	doc := asRendered(t, "| | Delft | Valmont |\n| --- | ---: | --- |\n| Posts | 48 | |\n")
	var anew bytes.Buffer
	if err := Render(&anew, doc.At, Options{Level: 2, Table: "Table"}); err != nil {
		t.Fatal(err)
	}
	for _, html := range []string{anew.String(), doc.HTML(Options{Level: 2, Table: "Table"})} {
		for _, want := range []string{
			"<td></td>\n<th class=\"right\">Delft</th>\n<th>Valmont</th>\n",
			"<td>Posts</td>\n<td class=\"right\">48</td>\n<td></td>\n",
		} {
			if !strings.Contains(html, want) {
				t.Errorf("no %q in\n%s", want, html)
			}
		}
	}
}
