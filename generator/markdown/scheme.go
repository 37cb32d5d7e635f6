package markdown

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"parvis/generator/source"
)

// Schemes are the kinds of address that a link may have; an address without
// any leads into the site.
var schemes = []string{"http", "https", "mailto", "tel", "figure"}

// Scheme returns the scheme of an address in lower case: "" for one that
// leads into the site, "invalid" for one that cannot be read.
func Scheme(address string) string {
	folded := folded(address)
	before, _, found := strings.Cut(folded, ":")
	if found && !strings.ContainsAny(before, "/?#") {
		return before
	}
	if strings.Trim(folded, plainPath) == "" {
		return "" // no sign in it that could be read in another way
	}
	if _, err := url.Parse(folded); err != nil {
		return "invalid"
	}
	return ""
}

// plainPath are the signs of which most addresses are made that lead into the site.
const plainPath = "abcdefghijklmnopqrstuvwxyz0123456789-_./#"

// folded is an address in lower case, without the signs that browsers leave out, or
// some of them.
func folded(address string) string {
	plain := true
	for i := range len(address) {
		plain = plain && address[i] > ' ' && address[i] < 0x7f && (address[i] < 'A' || address[i] > 'Z')
	}
	if plain {
		return address
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || source.Unseen(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, address)
}

func checkAddress(l Link) (source.Diagnostic, bool) {
	scheme := l.Scheme
	switch {
	case l.Image && (scheme == "http" || scheme == "https" || strings.HasPrefix(l.Address, "//")):
		return ImageElsewhere.At(l.At, "this picture lies on another server"), true
	case l.Image && scheme != "" && scheme != "invalid":
		return UnsafeAddress.At(l.At, "a picture cannot have the address %q", short(l.Address)).
				To("put the picture beside the entry and write its file name"),
			true
	case strings.Contains(l.Address, "\\"):
		return UnsafeAddress.At(l.At, "the address %q holds a backslash", short(l.Address)).To("write / instead of it"), true
	case strings.HasPrefix(l.Address, "//"):
		return UnsafeAddress.At(l.At, "the address %q does not say how to reach it", short(l.Address)).To("write https:%s", short(l.Address)), true
	case scheme == "", scheme == "invalid": // said where links are followed
		return source.Diagnostic{}, false
	case slices.Contains(schemes, scheme):
		return source.Diagnostic{}, false
	}
	return UnsafeAddress.At(l.At, "the address %q could run a program in a reader's browser or leads nowhere", short(l.Address)), true
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
