package mailing

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/importer"
	"parvis/generator/source"
)

// Reader is somebody who has asked for the letter.
type Reader struct {
	Address string // with its server as it is looked up
	Lang    string // one of the site's
	Leave   string // an https address at which one click takes it off the list; "" for none
}

// key is an address as it is compared: no server of today tells capitals from small letters.
func (r Reader) key() string { return strings.ToLower(r.Address) }

// List is who is to have the letter.
type List struct {
	Readers []Reader
	Twice   int               // rows that name an address again
	Faults  []catalog.Message // rows that nothing can be sent to
}

// What columns are called, in the languages of editors; without capitals and accents, and
// of several words the letters alone.
var (
	addressNames = strings.Fields("email emailaddress mail mailaddress courriel adressecourriel adresseemail adressemail adresseelectronique mel " +
		"correo correoelectronico direccion direcciondecorreo direcciondecorreoelectronico direccionelectronica emails " +
		"correio correioeletronico correioelectronico enderecodeemail enderecoeletronico enderecoelectronico enderecodecorreioeletronico")
	languageNames = strings.Fields("language lang langue idioma lengua lingua")
	leaveNames    = strings.Fields("unsubscribe unsubscribeurl desinscription desabonnement baja dardebaja " +
		"cancelarsuscripcion cancelar cancelarsubscricao cancelamento")
)

// ReadList reads who is to have the letter from a table as spreadsheets save one. The site
// has these languages; who has none has the first.
func ReadList(f *source.File, languages []string) (*List, error) {
	lines, problems := importer.Lines(f)
	for _, p := range problems {
		if p.Severity == source.Error {
			return nil, p.Message
		}
	}
	if len(lines) == 0 {
		return nil, catalog.Say("there is nobody in %s", f.Path)
	}
	columns, headed := columnsOf(lines[0].Cells)
	if columns.address < 0 {
		return nil, catalog.Say("no column of %s is called as mail addresses are; call it “%s” in the first row", f.Path, catalog.Say("mail"))
	}
	if headed {
		lines = lines[1:]
	}
	list := &List{}
	seen := map[string]bool{}
	for _, line := range lines {
		r, fault := columns.reader(line, languages)
		switch {
		case !fault.IsZero():
			list.Faults = append(list.Faults, catalog.Say("line %d of %s: %s", line.N, f.Path, fault))
		case seen[r.key()]:
			list.Twice++
		default:
			seen[r.key()] = true
			list.Readers = append(list.Readers, r)
		}
	}
	return list, nil
}

// columns are where a table says what, -1 for nowhere.
type columns struct{ address, lang, leave int }

// columnsOf finds the columns by their names, or in a first row without names by an address.
func columnsOf(first []string) (c columns, headed bool) {
	named := func(names []string) int {
		return slices.IndexFunc(first, func(cell string) bool { return slices.Contains(names, bare(cell)) })
	}
	c = columns{named(addressNames), named(languageNames), named(leaveNames)}
	if c.address >= 0 {
		return c, true
	}
	return columns{slices.IndexFunc(first, func(cell string) bool { return addressIn(cell) != "" }), -1, -1}, false
}

// bare is a name of a column as it is compared.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, content.Fold(name))
}

// addressIn is the mail address of a cell, alone or behind a name; "" for none.
func addressIn(cell string) string {
	if a, err := mail.ParseAddress(cell); err == nil && strings.HasSuffix(cell, ">") {
		cell = a.Address
	}
	return content.MailAddress(cell)
}

func (c columns) reader(line importer.Line, languages []string) (r Reader, fault catalog.Message) {
	cell := func(column int) string {
		if column < 0 || column >= len(line.Cells) {
			return ""
		}
		return line.Cells[column]
	}
	written := cell(c.address)
	if r.Address = addressIn(written); r.Address == "" {
		if written == "" {
			return r, catalog.Say("there is no mail address")
		}
		return r, catalog.Say("%q is not a mail address", written)
	}
	r.Lang = languages[0]
	if tag := strings.ToLower(cell(c.lang)); tag != "" {
		if r.Lang, _, _ = strings.Cut(tag, "-"); !slices.Contains(languages, r.Lang) {
			return r, catalog.Say("the letter is not made in %q; write %s, or nothing", cell(c.lang), catalog.Or(languages...))
		}
	}
	if r.Leave = cell(c.leave); r.Leave != "" {
		if u, err := url.Parse(r.Leave); err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(r.Leave, "<>, \t\n") {
			return r, catalog.Say("%q is not an address with https:// at which one can leave", r.Leave)
		}
	}
	return r, fault
}
