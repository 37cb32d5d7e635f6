package content

import (
	"net/url"
	"regexp"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// Remedies for addresses and currencies that people write in another way. Each
// keeps what was written.

var (
	schemeSlip = regexp.MustCompile(`(?i)^h?t*p?s?(?::/*|//+)`)
	hostForm   = regexp.MustCompile(`(?i)^[\pL\pN-]+(\.[\pL\pN-]+)*\.\pL{2,}(:\d+)?([/?#]\S*)?$`)
	mailInside = regexp.MustCompile(`[^\s<>@(),;:"]+@[^\s@<>(),;:"?]+\.[^\s@<>.,;:()"?]+`)
	atWord     = regexp.MustCompile(`(?i)\s*(?:[(\[]\s*(?:at|arobase|arroba|@)\s*[)\]])\s*|\s+(?:at|arobase|arroba|@)\s+`)
)

// addressFix says what to write instead of something that is no web address;
// base is for the address of the site, which ends before any “?”.
func addressFix(s string, base bool) catalog.Message {
	s = publicPart(strings.Trim(s, `<>"'`))
	host := schemeSlip.ReplaceAllString(s, "")
	if base {
		host = strings.TrimRight(host[:len(host)-len(afterPath.FindString(host))], "/") + "/"
	}
	scheme := "https://"
	if strings.HasPrefix(strings.ToLower(s), "http:") {
		scheme = "http://"
	}
	whole := scheme + host
	_, err := SiteAddress(whole)
	if fault := webFault(whole); hostForm.MatchString(host) && fault.IsZero() && (!base || err == nil) {
		return catalog.Say("write %s", whole)
	}
	if base {
		return catalog.Say("write the name under which residents find the site, with https:// before it")
	}
	return catalog.Say("write a whole web address, with https:// at its start")
}

var afterPath = regexp.MustCompile(`[?#].*$`)

// noMail reports what is no mail address, with the one that stands in it.
func noMail(v Text) source.Diagnostic {
	d := ruleURLForm.At(v.At, "%q is not a mail address", v.V)
	found := mailInside.FindAllString(atWord.ReplaceAllString(v.V, "@"), -1)
	if len(found) == 1 && isMail(found[0]) {
		return frontmatter.Put(d.To("write %s", found[0]), v, found[0])
	}
	return d.To("write one whole mail address, with an @ before the name of its server")
}

// noCurrency reports a currency that is not written as its code.
func noCurrency(v Text) source.Diagnostic {
	d := ruleCurrencyUnknown.At(v.At, "%q is not a currency's three-letter code", v.V)
	if codes := strings.Fields(moneyMarks[strings.ToLower(v.V)]); len(codes) == 1 {
		return frontmatter.Put(d.To("write %s", codes[0]), v, codes[0])
	} else if len(codes) > 1 {
		return d.To("write one of: %s", strings.Join(codes, ", "))
	}
	if up := strings.ToUpper(v.V); i18n.IsCurrency(up) {
		return frontmatter.Put(d.To("write %s, in capitals", up), v, up)
	}
	return d
}

// isWeb tells whether a text is meant as a whole http or https address.
func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(s, " \t\n")
}

// severalText writes values as they stand in the place of one value of a field: in
// brackets of their own where it stands alone, without where it stands within some.
// It is not ok in a list of lines.
func severalText(m *frontmatter.Map, field string, values []string) (text string, ok bool) {
	text = strings.Join(values, ", ")
	switch {
	case len(values) < 2:
		return text, len(values) == 1
	case m.Shape(field) == frontmatter.Scalar:
		return "[" + text + "]", true
	}
	return text, strings.HasPrefix(m.PlaceOf(field).Text(), "[")
}
