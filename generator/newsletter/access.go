package newsletter

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// Paper is what the printed side says of itself, beside what it shows.
type Paper struct {
	Title  string    // what a reader of PDF shows above it
	Author string    // who signs it, "" for nobody
	Sent   time.Time // the day of which it is
}

// wording are the texts of a page for which its PDF needs words.
type wording struct {
	Links      map[string]string // by address
	Initial    string            // the paragraph that a large letter begins
	Before     int               // how many paragraphs stand before it
	Paragraphs int
}

// accessible makes of a tagged PDF of Chromium one after PDF/UA-1 (ISO 14289-1):
// its links say where they lead, its list items have the parts that the standard
// names, the paragraph that begins with a large letter is one text to whoever has it
// read or copies it, and its metadata state the standard. A PDF for which that would not be true, such as one with a picture
// without words, or one that is written in another way, is left as it is: it states
// nothing.
func accessible(data []byte, paper Paper, said wording) []byte {
	p, err := readPDF(data)
	if err != nil {
		return data
	}
	roots := refs(p.trailer.get("Root"))
	if len(roots) != 1 {
		return data
	}
	catalog := p.dict(roots[0])
	tree := refs(catalog.get("StructTreeRoot"))
	lang := catalog.get("Lang")
	if len(lang) < 4 || !strings.Contains(catalog.get("MarkInfo"), "true") || len(tree) != 1 || !p.parts(said) {
		return data
	}
	if p.artifacts() != nil {
		return data
	}
	p.initial(tree[0], said)
	catalog.set("ViewerPreferences", "<</DisplayDocTitle true>>")
	catalog.set("Metadata", reference(p.add(stream{dict{{"Type", []byte("/Metadata")}, {"Subtype", []byte("/XML")}}, paper.metadata(lang[1 : len(lang)-1])})))
	p.changed[roots[0]] = catalog
	if at := refs(p.trailer.get("Info")); len(at) == 1 {
		info := p.dict(at[0])
		info.set("Title", pdfText(paper.Title))
		info.set("Author", pdfText(paper.Author))
		info.set("Creator", pdfText("parvis"))
		p.changed[at[0]] = info
	}
	return p.written()
}

// parts mends links and list items, and says whether every picture has words.
func (p *pdf) parts(said wording) bool {
	for n := range p.last + 1 {
		d := p.dict(n)
		switch {
		case d.get("Subtype") == "/Link":
			uri := cmp.Or(uriOf(d.get("A")), strings.Replace(d.get("Dest"), "/", "#", 1))
			d.set("Contents", pdfText(cmp.Or(said.Links[uri], uri)))
			p.changed[n] = d
		case d.get("S") == "/Figure" && len(d.get("Alt"))+len(d.get("ActualText")) < 3:
			return false
		case d.get("S") == "/LI" && !slices.ContainsFunc(refs(d.get("K")), func(k int) bool { return p.dict(k).get("S") == "/LBody" }):
			p.listItem(n, d)
		}
	}
	return true
}

// listItem makes of a list item, of which all is one body to Chromium, this body,
// in an item of its own. So whatever leads to what is in it still does.
func (p *pdf) listItem(n int, body dict) {
	at := refs(body.get("P"))
	if len(at) != 1 {
		return
	}
	list := p.dict(at[0])
	item := p.add(dict{{"Type", []byte("/StructElem")}, {"S", []byte("/LI")}, {"P", []byte(body.get("P"))}, {"K", []byte("[" + reference(n) + "]")}})
	body.set("S", "/LBody")
	body.set("P", reference(item))
	p.changed[n] = body
	list.set("K", replaceRef(list.get("K"), n, item))
	p.changed[at[0]] = list
}

// initial gives the paragraph that a large letter begins its text as one, where the
// tree has as many paragraphs as the page.
func (p *pdf) initial(tree int, said wording) {
	var paragraphs []int
	seen := map[int]bool{}
	var walk func(n int)
	walk = func(n int) {
		d := p.dict(n)
		if seen[n] || d == nil {
			return
		}
		seen[n] = true
		if d.get("S") == "/P" {
			paragraphs = append(paragraphs, n)
		}
		for _, kid := range refs(d.get("K")) {
			if p.dict(kid).get("S") != "" {
				walk(kid)
			}
		}
	}
	walk(tree)
	if said.Initial == "" || said.Before < 0 || said.Before >= said.Paragraphs || len(paragraphs) != said.Paragraphs {
		return
	}
	n := paragraphs[said.Before]
	d := p.dict(n)
	d.set("ActualText", pdfText(said.Initial))
	p.changed[n] = d
}

// replaceRef puts one object in the place of another in a value of references.
func replaceRef(value string, old, now int) string {
	inner := strings.Trim(value, "[] \n")
	items := strings.Split(" "+strings.Join(strings.Fields(inner), " ")+" ", " "+reference(old)+" ")
	return "[" + strings.TrimSpace(strings.Join(items, " "+reference(now)+" ")) + "]"
}

// uriOf is the address to which an action leads, "" for any other.
func uriOf(action string) string {
	d, _ := readDict([]byte(action))
	uri := d.get("URI")
	if len(uri) < 2 {
		return ""
	}
	return strings.NewReplacer(`\(`, "(", `\)`, ")", `\\`, `\`).Replace(uri[1 : len(uri)-1])
}

// pdfText is a string of PDF in UTF-16, as all of it can be.
func pdfText(s string) string {
	const hex = "0123456789ABCDEF"
	out := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	return string(append(out, '>'))
}

// metadata are those of XMP: the title, whose letter it is, and the standard.
func (p Paper) metadata(lang string) []byte {
	day := p.Sent.UTC().Format(time.RFC3339)
	of := func(element, kind, attributes, text string) string {
		if text == "" {
			return ""
		}
		b := bytes.NewBufferString("<dc:" + element + "><rdf:" + kind + "><rdf:li" + attributes + ">")
		_ = xml.EscapeText(b, []byte(text))
		return b.String() + "</rdf:li></rdf:" + kind + "></dc:" + element + ">\n"
	}
	return []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
		`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
` + of("title", "Alt", ` xml:lang="x-default"`, p.Title) + of("creator", "Seq", "", p.Author) + of("language", "Bag", "", lang) +
		"<xmp:CreatorTool>parvis</xmp:CreatorTool>\n<xmp:CreateDate>" + day + "</xmp:CreateDate>\n<xmp:ModifyDate>" + day + `</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`)
}
