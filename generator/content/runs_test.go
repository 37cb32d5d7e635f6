package content

import (
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestRuns lays files that run something, and such as do not, beside an entry,
// where they are refused, and into static/, where they are warned of.
func TestRuns(t *testing.T) {
	svg := func(inside string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">` + inside + `</svg>`
	}
	for _, c := range []struct{ name, data, want string }{
		{"a.html", "x", "page or a program"}, {"a.HTM", "x", "page or a program"}, {"a.xhtml", "x", "page or a program"},
		{"a.js", "x",
			"page or a program"}, {"a.php",
			"x", "page or a program"}, {"a.html.fr",
			"x", "page or a program"},
		{"a.php.txt", "x", "page or a program"}, {"a.svgz", "x", "page or a program"}, {"a.exe", "MZ", "is a program"}, {"a.hta", "x", "is a program"},
		{"a", "<!DOCTYPE html><p>", "begins like a page"}, {"a.dat", "\n <!-- x --> <script>1</script>", "begins like a page"},
		{"a.unknown",
			svg("<script>1</script>"), "<script>"},
		{"a.txt", "<p>Shown as text</p>", ""}, {"a.csv", "<script>", ""}, {"a.pdf", "%PDF-1.7\n", ""},
		{"minutes.v2.pdf", "%PDF-1.7\n", ""}, {"www.example.com.pdf",
			"%PDF-1.7\n", ""},
		{"a.gpx",
			`<gpx xmlns="http://www.topografix.com/GPX/1/1"><link href="https://example.org"/></gpx>`, ""},
		{"a.xml", `<?xml version="1.0"?><a/>`, ""}, {"a.xml", `<?xml-stylesheet href="a.xsl"?><a/>`, "instruction for browsers"},
		{"a.xml",
			`<a xmlns:h="http://www.w3.org/1999/xhtml"><h:b/></a>`, "parts of a page"},
		{"a.kml", `<kml><script xmlns="http://www.w3.org/2000/svg"/></kml>`, "<script>"}, {"a.xml",
			`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, "definitions of its own"},
		{"a.svg", svg(`<path d="M0 0h9v9z" style="fill:url(#g)"/><use xlink:href="#g"/><style>path{fill:red}</style><image href="data:image/png;base64,AAAA"/>`), ""},
		{"a.svg", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + svg(""), ""},
		{"a.svg", svg("<script>1</script>"), "<script>"}, {"a.svg", svg("<SCRIPT>1</SCRIPT>"), "<SCRIPT>"},
		{"a.svg",
			svg(`<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>`), "<script>"},
		{"a.svg", svg(`<path onload="1"/>`), "onload"}, {"a.svg", svg("<foreignObject/>"), "<foreignObject>"},
		{"a.svg",
			svg(`<a xlink:href="javascript:1"/>`), "leads out"}, {"a.svg",
			svg("<a href=\"java\tscript:1\"/>"), "leads out"},
		{"a.svg", svg(`<image href="https://example.org/a.png"/>`), "leads out"}, {"a.svg", svg(`<use href="other.svg#a"/>`), "leads out"},
		{"a.svg",
			svg(`<image href="data:image/svg+xml;base64,AAAA"/>`), "leads out"},
		{"a.svg", svg(`<set attributeName="xlink:href" to="javascript:1"/>`), "changes where"},
		{"a.svg",
			svg(`<animate attributeName="x" values="javascript:1"/>`), "brings in"},
		{"a.svg",
			svg(`<path style="fill:url(https://example.org/a)"/>`), "brings in"},
		{"a.svg", svg(`<style>@import "a.css"</style>`), "style"}, {"a.svg", svg(`<style>a{b:\75rl(x)}</style>`), "style"},
		{"a.svg",
			svg(`<p:b xmlns:p="http://www.w3.org/1999/xhtml"/>`), "parts of a page"},
		{"a.svg", "<?xml-stylesheet href='a'?>" + svg(""), "instruction"},
		{"a.svg", `<!DOCTYPE svg [<!ENTITY a "b">]>` + svg(""),
			"definitions"}, {"a.svg",
			svg("<path"), "no whole file"},
		{"a.svg",
			svg("&a;"), "no whole file"},
		{"a.svg", strings.Replace(svg(""), "UTF-8", "UTF-7", 1), "no whole file"},
	} {
		beside := baseCity().body(trip, "Here is [this](<"+c.name+">).\n").file("trips/"+c.name, c.data)
		if ds := beside.problems(t); c.want == "" && len(ds) > 0 ||
			c.want != "" && (len(ds) != 1 || ds[0].Rule != ruleFileRuns || ds[0].Severity != source.Error || !strings.Contains(ds[0].Message.String(), c.want)) {
			t.Errorf("%s beside an entry, %s: want %q\n%s", c.name, c.data, c.want, show(ds))
		}
		if ds := baseCity().file("static/"+c.name, c.data).problems(t); c.want == "" && len(ds) > 0 ||
			c.want != "" && (len(ds) != 1 || ds[0].Rule != ruleStaticRuns || ds[0].Severity != source.Warning) {
			t.Errorf("%s in static: %s", c.name, show(ds))
		}
		// Nobody names it: no remedy asks for it to be named.
		if ds := baseCity().file("trips/"+c.name, c.data).problems(t); c.want != "" && (len(ds) != 1 || ds[0].Fix.String() != "move it out of the content folder") {
			t.Errorf("%s, not named: %s", c.name, show(ds))
		}
	}
}
