package content

import (
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file says what a web address and a mail address are, by the forms of
// RFC 3986, 5321, 5322, 5890 and 6532.

// hostNames turns names of servers into the form in which they are looked up.
var hostNames = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(true), idna.VerifyDNSLength(true))

// plainHost is the name of a server as it is looked up: évreux.example as
// xn--vreux-9ra.example, or "" where it is none. A number in square brackets
// is an IPv6 address.
func plainHost(host string) string {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		inner, ok = strings.CutSuffix(inner, "]")
		if ip, err := netip.ParseAddr(inner); ok && err == nil && ip.Is6() && ip.Zone() == "" {
			return host
		}
		return ""
	}
	if strings.ContainsFunc(host, source.Invisible) || !utf8.ValidString(host) {
		return "" // what cannot be seen would be left out without a word
	}
	name, err := hostNames.ToASCII(host)
	if err != nil {
		return ""
	}
	if again, err := hostNames.ToASCII(name); err != nil || again != name {
		return "" // what looks like the looked-up form and is none
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil { // browsers take it for a number of the network
		if ip, err := netip.ParseAddr(name); err != nil || !ip.Is4() {
			return ""
		}
	}
	return name
}

// pathForm is a path as it may stand in an address, with the letters of all
// alphabets; quotation marks and signs that cannot be seen are none of it.
var pathForm = regexp.MustCompile(`^[\pL\pM\pN/._~!$&()*+,;=:@%-]*$`)

// SiteAddress returns the address of a site in the form in which its pages
// name it, with a "/" at its end and its server as it is looked up. What is
// wrong with one that is none is an error in an editor's words.
func SiteAddress(s string) (string, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Opaque != "":
		return "", catalog.Say("is not the address of a site")
	case u.User != nil:
		return "", catalog.Say("names a user or a password, which every page would show")
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(s, "#"):
		return "", catalog.Say("is not the address of a site: it goes on behind its path")
	case !pathForm.MatchString(u.EscapedPath()) || !pathForm.MatchString(u.Path):
		return "", catalog.Say("has a sign in its path that no address has")
	}
	host, port := hostOf(u), u.Port()
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 1 || n > 65535) {
		return "", catalog.Say("names no port that there is")
	}
	name := plainHost(host)
	if name == "" {
		return "", catalog.Say("names no server: a name has letters, digits, hyphens and dots")
	}
	if port != "" {
		name += ":" + port
	}
	return u.Scheme + "://" + name + strings.TrimRight(u.EscapedPath(), "/") + "/", nil
}

// webFault says what is wrong with an address of somebody else's page, ""
// for nothing. Names with an underscore are found, though they should not be.
func webFault(s string) catalog.Message {
	u, err := url.Parse(s)
	switch {
	case err != nil || !isWeb(s) || strings.ContainsFunc(s, source.Invisible) || plainHost(strings.ReplaceAll(hostOf(u), "_", "-a-")) == "":
		return catalog.Say("is not a web address")
	case u.User != nil:
		return catalog.Say("names a user or a password, which readers would see")
	}
	return catalog.Message{}
}

// checkWeb reports a web address that readers cannot follow, or should not see.
func checkWeb(v Text, report source.Report) bool {
	fault := webFault(v.V)
	if !fault.IsZero() {
		report(ruleURLForm.At(v.At, "%q %s", publicPart(v.V), fault).To("%s", addressFix(v.V, false)))
	}
	return fault.IsZero()
}

// hostOf is the server of an address without its port, an IPv6 address in its
// brackets.
func hostOf(u *url.URL) string { return strings.TrimSuffix(u.Host, ":"+u.Port()) }

// publicPart is an address without its user and password, which are nobody's
// business; others are returned as they are.
func publicPart(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User == nil {
		return s
	}
	u.User = nil
	return u.String()
}

var (
	mailbox   = regexp.MustCompile("^[\\pL\\pM\\pN!#$%&'*+/=?^_`{|}~-]+(\\.[\\pL\\pM\\pN!#$%&'*+/=?^_`{|}~-]+)*$")
	fromALink = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
)

// The most bytes of a mail address, and of what stands before its @.
const longestMail, longestMailbox = 254, 64

// isMail tells whether a text is one mail address, and nothing besides.
func isMail(s string) bool {
	i := strings.LastIndexByte(s, '@')
	if i < 0 || len(s) > longestMail || i > longestMailbox {
		return false
	}
	before, host := s[:i], s[i+1:]
	name := plainHost(host)
	_, number := netip.ParseAddr(name)
	if strings.HasSuffix(name, ".") {
		return false // a web address may end its server so; no mail program sends there
	}
	return mailbox.MatchString(before) && !fromALink.MatchString(before) && strings.Contains(name, ".") && number != nil && pathForm.MatchString(host)
}

// MailLink is the address of a link that opens a mail to a checked mail
// address: what has a meaning in a link is escaped, and the server is named as
// it is looked up.
func MailLink(address string) string {
	if address == "" {
		return ""
	}
	plain := plainMail(address)
	i := strings.LastIndexByte(plain, '@')
	return "mailto:" + url.QueryEscape(plain[:i]) + plain[i:]
}

// plainMail is a checked mail address with its server as it is looked up.
func plainMail(address string) string {
	i := strings.LastIndexByte(address, '@')
	return address[:i+1] + plainHost(address[i+1:])
}

// MailAddress is one mail address with its server as it is looked up; "" for a text that is
// none.
func MailAddress(s string) string {
	if !isMail(s) {
		return ""
	}
	return plainMail(s)
}
