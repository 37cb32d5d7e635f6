package newsletter

import (
	"context"
	"encoding/json"
	"strings"
)

// number writes the numbers of pages into the contents: beside each link within the page, in an
// element of class page, that of the page on which its target stands.
const number = `(pages => {
	for (const a of document.querySelectorAll("a[href^='#']"))
		if (pages[a.hash.slice(1)]) a.querySelector(".page").textContent = pages[a.hash.slice(1)];
	return true;
})(%s)`

// Pages prints the page at an address on as many sheets as it needs, and returns how many these
// are. Where these are more than most, if that is not 0, there is no PDF. It is printed twice:
// which sheet a part begins on is read from the first, and written into the contents of the
// second, whose room for it is the same.
func (p *Printer) Pages(address string, paper Paper, most int) (pdf []byte, sheets int, err error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := p.begin(ctx, address); err != nil {
		return nil, 0, err
	}
	printed, err := p.print(ctx, address)
	if err != nil {
		return nil, 0, err
	}
	at, sheets, err := sheetsOf(printed)
	if err != nil || most > 0 && sheets > most {
		return nil, sheets, err
	}
	numbers, err := json.Marshal(at)
	if err != nil {
		return nil, 0, err
	}
	if err := p.browser.evaluate(ctx, strings.Replace(number, "%s", string(numbers), 1), new(bool)); err != nil {
		return nil, 0, err
	}
	if printed, err = p.print(ctx, address); err != nil {
		return nil, 0, err
	}
	pdf, err = p.told(ctx, printed, paper)
	return pdf, sheets, err
}

// sheetsOf says on which sheet of a PDF each of its named targets stands, counted from 1, and how
// many sheets it has.
func sheetsOf(data []byte) (at map[string]int, sheets int, err error) {
	p, err := readPDF(data)
	if err != nil {
		return nil, 0, err
	}
	roots := refs(p.trailer.get("Root"))
	if len(roots) != 1 {
		return nil, 0, errPDF
	}
	catalog := p.dict(roots[0])
	order := map[int]int{}
	var walk func(nodes []int)
	walk = func(nodes []int) {
		for _, n := range nodes {
			if d := p.dict(n); d.get("Type") == "/Pages" {
				walk(refs(d.get("Kids")))
			} else if d != nil {
				sheets++
				order[n] = sheets
			}
		}
	}
	walk(refs(catalog.get("Pages")))
	at = map[string]int{}
	for _, n := range refs(catalog.get("Dests")) {
		for _, target := range p.dict(n) {
			for _, page := range refs(string(target.value)) {
				at[target.key] = order[page]
			}
		}
	}
	return at, sheets, nil
}
