package content

import (
	"net/url"
	"slices"
	"strings"

	"parvis/generator/frontmatter"
)

// This file says which other sites may show pages of this one within theirs, as browsers are
// told of it: by what a server sends with each page, which a page cannot say of itself.
// https://www.w3.org/TR/CSP3/#directive-frame-ancestors

// readFraming reads which sites may show pages of this one: of each its server alone, since
// browsers look at nothing else.
func (s *Settings) readFraming(m *frontmatter.Map) {
	s.framing = m.KeyAt("embed_on")
	for _, v := range m.Codes("embed_on", frontmatter.Optional) {
		address, err := SiteAddress(v.V)
		if err != nil {
			m.Report(ruleURLForm.At(v.At, "%q %v", publicPart(v.V), err).To("%s", addressFix(v.V, true)))
			continue
		}
		if origin := Origin(address); !slices.Contains(s.EmbedOn, origin) {
			s.EmbedOn = append(s.EmbedOn, origin)
		}
	}
}

// Origin is the beginning of a site's address, by which browsers tell sites apart.
func Origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}

// serverFiles are the files of static/ by which servers are told what to send, each with the
// lines that say it of another policy: browsers hold a page to all that come.
var serverFiles = map[string]string{
	"_headers":  "/*\n  Content-Security-Policy: POLICY\n",
	".htaccess": "<IfModule mod_headers.c>\n  Header always add Content-Security-Policy \"POLICY\"\n</IfModule>\n",
}

// Framed are the lines that belong behind a file of static/: none, but behind those that tell
// a server what to send, where not every site may show these pages.
func (s *Settings) Framed(name string) string {
	lines, tells := serverFiles[name]
	if !tells || len(s.EmbedOn) == 0 {
		return ""
	}
	return "\n" + strings.ReplaceAll(lines, "POLICY", "frame-ancestors 'self' "+strings.Join(s.EmbedOn, " "))
}
