package newsletter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"strings"

	"parvis/generator/site"
)

// Press prints newsletter pages that have changed since they were printed. It
// is for one goroutine; a browser is started when the first page is printed.
type Press struct {
	ctx      context.Context
	chromium string
	files    fs.FS
	old      fs.FS
	printer  *Printer
}

// NewPress is the press for pages in files, which hold all that the pages
// need. chromium is the path of a browser; old is the site in which PDFs may
// lie that were printed earlier.
func NewPress(ctx context.Context, chromium string, files, old fs.FS) *Press {
	return &Press{ctx: ctx, chromium: chromium, files: files, old: old}
}

// Close ends the browser.
func (p *Press) Close() {
	if p.printer != nil {
		p.printer.Close()
	}
}

// keyMark stands before the key of what was printed, behind the end of a PDF,
// where readers of PDF look no more. It names how pages are printed: one that was
// printed in another way is printed anew.
const keyMark = "%parvis ua2 "

// Print returns the PDF of the page at an address, which says of itself what paper is. The
// one printed earlier serves as long as the page and its pictures are the same.
// The error is Overfull where the page does not fit one side.
func (p *Press) Print(address string, paper Paper, pictures []byte) ([]byte, error) {
	html, err := fs.ReadFile(p.files, path.Join(strings.TrimPrefix(address, "/"), "index.html"))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(html, pictures...))
	end := keyMark + hex.EncodeToString(sum[:]) + "\n"
	if old, err := fs.ReadFile(p.old, strings.TrimPrefix(path.Join(address, site.PDFName), "/")); err == nil && bytes.HasSuffix(old, []byte(end)) {
		return old, nil
	}
	if p.printer == nil {
		if p.printer, err = NewPrinter(p.ctx, p.chromium, p.files); err != nil {
			return nil, err
		}
	}
	pdf, err := p.printer.Print(address, paper)
	if err != nil {
		return nil, err
	}
	return append(pdf, end...), nil
}
