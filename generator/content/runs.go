package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file finds files that would run something where they are published: in a
// reader's browser, with all that the site itself may do, or on the server.

var (
	ruleFileRuns = &source.Rule{Name: "file-runs", Locked: true,
		Says: "A file beside an entry can be read or looked at, and runs nothing.",
		Why:  "what runs at the site's own address can show readers whatever it likes in the city's name",
		Fix:  "publish it as a PDF or a picture instead",
		Bad: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\nSee [the report](report.html).\n",
			Beside: map[string]string{"trips/report.html": "<p>The depot opens at four.</p>\n"},
		},
		Good: source.Example{
			File:   "trips/2026-09-ravenna.md",
			Text:   "---\nSee [the report](report.pdf).\n",
			Beside: map[string]string{"trips/report.pdf": "%PDF-1.7\n"},
		}}
	ruleStaticRuns = &source.Rule{Name: "static-runs", Severity: source.Warning,
		Says: "What lies in static/ runs nothing.",
		Why:  "what runs at the site's own address can show readers whatever it likes in the city's name",
		Fix:  "take it out, unless you know who wrote it and what it does; “rules: {static-runs: off}” in site.yaml then ends this warning",
		Bad: source.Example{
			File:   "pages/about.md",
			Beside: map[string]string{"static/survey.html": "<script src=\"https://survey.example.org/1.js\"></script>\n"},
		},
		Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/survey.pdf": "%PDF-1.7\n"}}}
)

// Endings of files that run: as pages and scripts of the site, on its server
// (whichever part of the name they end), or on a reader's machine.
var (
	pageEndings = strings.Fields(
		".html .htm .xhtml .xht .shtml .shtm .stm .mht .mhtml .htc .svgz .js .mjs .cjs .swf .xsl .xslt .php .php3 .php4 .php5 .php7 .php8 .pht .phtml .phar " +
			".phps .asp .aspx .ashx .jsp .jspx .cgi .fcgi .htaccess",
	)
	programEndings = strings.Fields(
		".hta .exe .msi .bat .cmd .com .scr .pif .vbs .vbe .wsf .ps1 .jar .lnk .url .webloc .desktop .pl .sh .reg .inf .wasm .command .app .xpi .crx",
	)
	xmlEndings = strings.Fields(".svg .xml .rdf .rss .atom .gpx .kml .gml .xsd .wsdl .mathml .mml .musicxml .opml .xspf .dae .owl")
)

// runs says why a file would run something, "" if it would not.
func (f *Folder) runs(p string) catalog.Message {
	name := strings.ToLower(path.Base(p))
	parts := strings.Split(name, ".")
	for _, part := range parts[1:] {
		if slices.Contains(pageEndings, "."+part) {
			return catalog.Say("is a page or a program of the web")
		}
	}
	ext := path.Ext(name)
	switch {
	case slices.Contains(programEndings, ext):
		return catalog.Say("is a program")
	case slices.Contains(xmlEndings, ext):
		return f.xmlRuns(p, ext == ".svg")
	case slices.Contains(told, ext):
		return catalog.Message{}
	}
	if start := bytes.ToLower(f.start(p)); pageStart.Match(start) {
		return catalog.Say("begins like a page of the web")
	} else if xmlStart.Match(start) {
		return f.xmlRuns(p, bytes.Contains(start, []byte("<svg")))
	}
	return catalog.Message{}
}

// told are the endings of files whose kind every server tells by their names,
// so that no browser takes them for pages.
var told = strings.Fields(".pdf .txt .csv .vtt .jpg .jpeg .png .gif .webp .avif .heic .tif .tiff .mp4 .webm .mp3 .zip .json .docx .xlsx .pptx .odt .ods .odp")

var (
	pageStart = regexp.MustCompile(
		`^(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|img|object|embed|` +
			`form)[\s>/]`,
	)
	xmlStart = regexp.MustCompile(`^(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(\?xml|svg)[\s>]`)
)

// mostXML is how many bytes of a drawing or another file in XML are looked
// through; a larger one is refused.
const mostXML = 8 << 20

// xmlRuns says what in a file of XML would run, "" for nothing.
func (f *Folder) xmlRuns(p string, drawing bool) catalog.Message {
	file, err := f.FS.Open(p)
	if err != nil {
		return catalog.Message{} // which is said when it is published
	}
	defer file.Close()
	limited := &io.LimitedReader{R: file, N: mostXML}
	d := xml.NewDecoder(limited)
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not UTF-8") }
	for {
		token, err := d.RawToken()
		switch {
		case limited.N <= 0:
			return catalog.Say("is too large for anybody to look through")
		case errors.Is(err, io.EOF):
			return catalog.Message{}
		case err != nil:
			return catalog.Say("is no whole file of XML in UTF-8, so that nobody can see what is in it")
		}
		if fault := tokenRuns(token, drawing); !fault.IsZero() {
			return fault
		}
	}
}

// Elements that run something, or bring in something else, wherever they stand.
var runningElements = strings.Fields("script foreignobject iframe frame embed object applet handler listener audio video form input link meta base html body")

// webSpaces are the names of the languages that browsers run.
var webSpaces = []string{
	"http://www.w3.org/1999/xhtml",
	"http://www.w3.org/1999/xsl/transform",
	"http://www.w3.org/2001/xml-events",
	"http://www.w3.org/2001/xinclude",
}

// tokenRuns says what one part of a file of XML would run.
func tokenRuns(token xml.Token, drawing bool) catalog.Message {
	switch t := token.(type) {
	case xml.ProcInst:
		if !strings.EqualFold(t.Target, "xml") {
			return catalog.Say("holds an instruction for browsers (<?%s)", t.Target)
		}
	case xml.Directive:
		if text := strings.ToLower(string(t)); strings.Contains(text, "[") || strings.Contains(text, "entity") {
			return catalog.Say("holds definitions of its own (<!DOCTYPE … [)")
		}
	case xml.CharData:
		if text := strings.ToLower(string(t)); drawing && (strings.Contains(text, "@import") || outwardStyle(text)) {
			return catalog.Say("holds a style that brings in something else")
		}
	case xml.StartElement:
		return elementRuns(t, drawing)
	}
	return catalog.Message{}
}

func elementRuns(t xml.StartElement, drawing bool) catalog.Message {
	name := strings.ToLower(t.Name.Local)
	if drawing && slices.Contains(runningElements, name) || name == "script" {
		return catalog.Say("holds the element <%s>", t.Name.Local)
	}
	for _, a := range t.Attr {
		attr, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.Join(strings.Fields(a.Value), ""))
		switch {
		case (attr == "xmlns" || strings.EqualFold(a.Name.Space, "xmlns")) && slices.Contains(webSpaces, value):
			return catalog.Say("holds parts of a page (%s)", a.Value)
		case !drawing:
		case strings.HasPrefix(attr, "on"):
			return catalog.Say("holds the attribute %s, which runs something", a.Name.Local)
		case (attr == "href" || attr == "src") && !strings.HasPrefix(value, "#") && !dataPicture.MatchString(value):
			return catalog.Say("leads out of itself (%s)", a.Name.Local)
		case attr == "attributename" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			return catalog.Say("changes where it leads (%s)", a.Name.Local)
		case outwardStyle(value), strings.Contains(value, "javascript:"):
			return catalog.Say("brings in something else (%s)", a.Name.Local)
		}
	}
	return catalog.Message{}
}

var (
	dataPicture = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);`)
	styleURL    = regexp.MustCompile(`url\(["']?\s*([^"')]*)`)
)

// outwardStyle tells whether a style, in small letters, refers to anything but
// parts of the drawing.
func outwardStyle(s string) bool {
	if !strings.Contains(s, "url") && !strings.Contains(s, `\`) {
		return false
	}
	if strings.Contains(s, `\`) {
		return true // an escape, which may spell url
	}
	return slices.ContainsFunc(
		styleURL.FindAllStringSubmatch(s, -1),
		func(m []string) bool { return !strings.HasPrefix(m[1], "#") && !dataPicture.MatchString(m[1]) },
	)
}
