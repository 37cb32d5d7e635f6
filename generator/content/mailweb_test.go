package content

import (
	"net/mail"
	"net/url"
	"strings"
	"testing"
)

// TestSiteAddress takes the addresses that sites have, and no others.
func TestSiteAddress(t *testing.T) {
	for written, want := range map[string]string{
		"https://abroad.example.org":             "https://abroad.example.org/",
		"https://abroad.example.org:8443/a-b/":   "https://abroad.example.org:8443/a-b/",
		"HTTPS://Abroad.Example.org/":            "https://abroad.example.org/",
		"http://localhost:1313":                  "http://localhost:1313/",
		"http://192.0.2.7/":                      "http://192.0.2.7/",
		"https://[::1]/":                         "https://[::1]/",
		"https://[2001:db8::1]:8443/":            "https://[2001:db8::1]:8443/",
		"https://évreux.example/":                "https://xn--vreux-9ra.example/",
		"https://xn--vreux-9ra.example/":         "https://xn--vreux-9ra.example/",
		"https://مدينة.example/":                 "https://xn--ogbl9dft.example/",
		"https://abroad.example.org/À-côté/":     "https://abroad.example.org/%C3%80-c%C3%B4t%C3%A9/",
		"https://abroad.example.org/a%20b":       "",
		"https://editor:secret@abroad.example.o": "",
		"https://editor@abroad.example.org/":     "",
		"https://@abroad.example.org/":           "",
		"https://abroad.example.org:0/":          "",
		"https://abroad.example.org:65536/":      "",
		"https://abroad.example.org:/":           "https://abroad.example.org/",
		"https://abroad.example.org:80a/":        "",
		"https://abroad\".example.org/":          "",
		"https://abroad.example.org/\"x/":        "",
		"https://abroad.example.org/'x/":         "",
		"https://abroad.example.org/%22x/":       "",
		"https://abroad.example.org/<x>/":        "",
		"https://abroad\u2066.example.org/":      "",
		"https://abroad\u202e.example.org/":      "",
		"https://abroad.example.org/\u2067a/":    "",
		"https://abroad.example.org/%E2%80%AEa/": "",
		"https://abroad.example.org/%0d%0aa/":    "",
		"https://abroad.example.org/?a=b":        "",
		"https://abroad.example.org/?":           "",
		"https://abroad.example.org/#":           "",
		"https://-abroad.example.org/":           "",
		"https://abroad..example.org/":           "",
		"https://abroad_.example.org/":           "",
		"https://[::1/":                          "",
		"https://[::1%25eth0]/":                  "",
		"https://[abroad]/":                      "",
		"https://192.0.2.700/":                   "",
		"https://1.2/":                           "",
		"https://0x7f.1/":                        "",
		"https:abroad.example.org":               "",
		"https:///abroad":                        "",
		"javascript://abroad.example.org/":       "",
		"ftp://abroad.example.org/":              "",
		"abroad.example.org":                     "",
	} {
		got, err := SiteAddress(written)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", written, got, err, want)
		}
		if again, err := SiteAddress(got); want != "" && (again != got || err != nil) {
			t.Errorf("%q becomes %q: %v", got, again, err)
		}
	}
}

// TestMail takes mail addresses, and makes links of them that go to these
// alone.
func TestMail(t *testing.T) {
	for written, want := range map[string]string{
		"abroad@example.org":       "mailto:abroad@example.org",
		"o'neill+x@example.org":    "mailto:o%27neill%2Bx@example.org",
		"a?bcc=b&c=d#e@example.eu": "mailto:a%3Fbcc%3Db%26c%3Dd%23e@example.eu",
		"a%b@example.org":          "mailto:a%25b@example.org",
		"mairie@évreux.example":    "mailto:mairie@xn--vreux-9ra.example",
		"atención@ciudad.example":  "mailto:atenci%C3%B3n@ciudad.example",
	} {
		if !isMail(written) {
			t.Errorf("%q is refused", written)
		}
		got := MailLink(written)
		if u, err := url.Parse(got); got != want || err != nil || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q leads to %q, want %q", written, got, want)
		}
		if _, err := mail.ParseAddress(plainMail(written)); err != nil {
			t.Errorf("%q: %v", written, err)
		}
	}
	for _, written := range []string{
		"x%0d%0aBcc:b@example.org", "x%0d%0aBcc%3Ab@example.org", "mailto:a@example.org", "a@b@example.org", "a", "a@", "@example.org",
		"a@example", "a@192.0.2.7",
		"a@[::1]", ".a@example.org", "a.@example.org", "a..b@example.org", "a@-example.org", "a@exam_ple.org", "a@example.org.\"",
		"a\"@example.org", "a b@example.org",
		"a\u2066@example.org", "a\u202eb@example.org", "a@exam\u200bple.org", "a\r\nBcc@example.org", "a@example.org,b@example.org", "a@example.org?bcc=b",
		strings.Repeat("a", 65) + "@example.org", "a@" + strings.Repeat("a.", 130) + "org", "a@" + strings.Repeat("a", 64) + ".org", "a@example.1",
	} {
		if isMail(written) {
			t.Errorf("%q passes for a mail address", written)
		}
	}
	if got := MailLink(""); got != "" {
		t.Errorf("no address leads to %q", got)
	}
}

// TestAddressesTold reads what is said of addresses that are none.
func TestAddressesTold(t *testing.T) {
	var b strings.Builder
	for _, fields := range []string{
		"base_url: https://editor:secret@abroad.example.org/", "base_url: https://abroad.example.org:99999/",
		"base_url: '\"https://abroad.example.org/\"'", "base_url: 'https://abroad\".example.org/'", "base_url: https://abroad.example.org/\u2066a",
		"base_url: https://abroad.example.org/\"a/", "base_url: https://abroad.example.org/#top",
		"contact: {email: x%0d%0aBcc%3Ab@example.org}", "contact: {email: \"mailto:a@example.org\"}", "contact: {email: a@example}",
		"newsletter: {name: The letter, from: \"mailto:a@example.org?subject=Hello\"}",
		"local_issues: [{id: mobility, name: Getting about, service_url: \"https://me:secret@example.org/\"}]",
		"local_issues: [{id: mobility, name: Getting about, service_url: \"https://exa\\u2066mple.org/\"}]",
	} {
		b.WriteString(strings.ReplaceAll(fields, "\u2066", "<U+2066>") + "\n" + show(baseCity().with("site.yaml", fields+"\n").problems(t)) + "\n")
	}
	golden(t, "addresses.txt", b.String())
}

// FuzzAddresses holds that whatever passes is plain, and stays what it is.
func FuzzAddresses(f *testing.F) {
	for _, s := range []string{"https://a:b@c.org:1/", "https://[::1]/", "a?b@c.org", "a@évreux.fr", "https://é.fr/\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := SiteAddress(s); err == nil {
			if again, err := SiteAddress(got); again != got || err != nil ||
				strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r > 0x7e || strings.ContainsRune(`"'<>@?#\`, r) && r != '@' }) {
				t.Errorf("%q becomes %q, then %q", s, got, again)
			}
		}
		if isMail(s) {
			u, err := url.Parse(MailLink(s))
			if err != nil || u.Scheme != "mailto" || u.RawQuery != "" || u.Fragment != "" || strings.Count(u.Opaque, "@") != 1 {
				t.Errorf("%q leads to %q", s, MailLink(s))
			}
		}
	})
}
