package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"parvis/generator/catalog"
)

// Read reads a spreadsheet, whatever the name of its file is. It returns false where the
// bytes are neither a spreadsheet nor anything else that is known to be no table: they may
// be text, as .csv is. The error is a [Problem].
func Read(data []byte) (sheets []Sheet, ok bool, err error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		sheets, err = readZip(data)
		return sheets, true, err
	}
	return nil, false, foreign(data)
}

// readZip reads the package that .xlsx and .ods are.
func readZip(data []byte) ([]Sheet, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxParts {
		return nil, packed()
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged()
	}
	p := parts{map[string]*zip.File{}, maxUnpacked}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		if f.Flags&1 != 0 {
			return nil, protected()
		}
		if p.byName[name] == nil {
			p.byName[name] = f
		}
	}
	main, err := p.main()
	switch mime := p.mime(); {
	case err != nil:
		return nil, err
	case strings.HasPrefix(mime, "application/vnd.oasis.opendocument.spreadsheet"):
		return readODS(p)
	case strings.HasSuffix(main, ".bin"):
		return nil, problem(catalog.Say("this is a spreadsheet in Excel’s binary form (.xlsb)"), saveAs())
	case p.byName[main] != nil && path.Base(path.Dir(main)) == "xl":
		return readXLSX(p, main)
	case p.byName[main] != nil || strings.HasPrefix(mime, "application/vnd.oasis."):
		return nil, noTable()
	case p.isApple():
		return nil, problem(
			catalog.Say("this is a document of Numbers, or of another program by Apple"),
			catalog.Say("open it there, choose “File”, “Export To” and “Excel”, and import the file .xlsx that it writes"),
		)
	}
	return nil, packed()
}

// mime is what an OpenDocument says that it is.
func (p *parts) mime() string {
	file := p.byName["mimetype"]
	if file == nil {
		return ""
	}
	from, err := file.Open()
	if err != nil {
		return ""
	}
	defer from.Close()
	text, _ := io.ReadAll(io.LimitReader(from, 200))
	return strings.TrimSpace(string(text))
}

// main is the part that is named as the document itself, as Office writes it.
func (p *parts) main() (string, error) {
	main := ""
	err := p.read("_rels/.rels", func(t token) error {
		if t.kind == startTag && strings.HasSuffix(t.attr("Type"), "/officeDocument") {
			main = strings.TrimPrefix(path.Clean(t.attr("Target")), "/")
		}
		return nil
	})
	return main, err
}

func (p *parts) isApple() bool {
	for name := range p.byName {
		if strings.HasSuffix(name, ".iwa") || name == "Index.zip" || name == "index.apxl" {
			return true
		}
	}
	return false
}

// What is to be done about files that are no tables is mostly the same.

func saveAs() catalog.Message {
	return catalog.Say("open it in your spreadsheet program, save it as “Excel workbook (.xlsx)” or as .ods, and import that file")
}

func protected() *Problem {
	return problem(
		catalog.Say("this spreadsheet is protected by a password"),
		catalog.Say("open it with the password, copy the table into a new spreadsheet, save that as .xlsx without a password, and import it"),
	)
}

func noTable() *Problem {
	return problem(
		catalog.Say("this is a text document or a presentation, no table"),
		catalog.Say("copy the table in it into an empty spreadsheet, save that as .xlsx, and import it"),
	)
}

func packed() *Problem {
	return problem(
		catalog.Say("this is a packed file, in which no spreadsheet was found at once"),
		catalog.Say("unpack it, and import the table that is in it"),
	)
}

// old are the names of the parts by which a file in the old form of Office is known, and
// what the file then is. They are written in two bytes a sign.
var old = []struct {
	part string
	is   func() *Problem
}{
	{"EncryptedPackage", protected},
	{"WordDocument", noTable},
	{"PowerPoint Document", noTable},
	{"Workbook", oldExcel},
	{"Book", oldExcel},
}

func oldExcel() *Problem {
	return problem(catalog.Say("this is a spreadsheet in the old form of Excel (.xls), which is not read"), saveAs())
}

// starts are the first bytes of files that are no tables.
var starts = []struct {
	bytes string
	is    func() *Problem
}{
	{"\x09\x00\x04\x00", oldExcel}, {"\x09\x02\x06\x00", oldExcel}, {"\x09\x04\x06\x00", oldExcel},
	{"\x09\x08\x10\x00", oldExcel}, {"\x09\x08\x08\x00", oldExcel},
	{"\x1f\x8b", packed}, {"7z\xbc\xaf", packed}, {"Rar!", packed}, {"BZh", packed}, {"\xfd7zXZ", packed},
	{"%PDF", func() *Problem {
		return problem(
			catalog.Say("this is a PDF, out of which no table can be read for certain"),
			catalog.
				Say("ask those who made it for the spreadsheet; or copy the table into an empty one, hold each figure against the PDF, and save that as .xlsx"),
		)
	}},
}

// markup are the first words of files in which a table may stand that programs show as one.
var markup = []string{"<!doctype html", "<html", "<table", "<?xml", "<office:document", "<workbook", "<head", "<meta", "<style"}

// foreign says what a file is that is known to be no table; nil for what may be text.
func foreign(data []byte) error {
	for _, s := range starts {
		if bytes.HasPrefix(data, []byte(s.bytes)) {
			return s.is()
		}
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		for _, o := range old {
			if bytes.Contains(data, twoBytes(o.part)) {
				return o.is()
			}
		}
		return noTable()
	}
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 1000)], []byte("\ufeff")), " \t\r\n"))
	for _, m := range markup {
		if bytes.HasPrefix(head, []byte(m)) {
			return problem(catalog.Say("this is a web page or XML, whatever the name of the file says"), saveAs())
		}
	}
	if len(head) > 1 && (head[0] == '{' || head[0] == '[' && bytes.ContainsAny(head[1:min(len(head), 20)], `{["`)) {
		return problem(
			catalog.Say("this is JSON, a form for programs"),
			catalog.Say("take the same table as .csv or .xlsx from where it was published"),
		)
	}
	return nil
}

// twoBytes writes a text as the old form of Office has it.
func twoBytes(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}
