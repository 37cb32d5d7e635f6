package content

import (
	"regexp"
	"strings"

	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// AgencyPattern is how an organisation's identifier is written, as a regular
// expression: a country, or X and a letter for registers of the world; the
// register's short name there; the number that the register gave. org-id.guide
// lists the registers. IATI allows no / & | ? in it.
const AgencyPattern = `^[A-Z]{2}-[A-Z0-9_]+-[A-Za-z0-9._-]*[A-Za-z0-9]$`

var agencyForm = regexp.MustCompile(AgencyPattern)

var ruleOrganisationForm = &source.Rule{Name: "organisation-form",
	Says: "The city's identifier with IATI names the country and the register before the number.",
	Why:  "the same number may be that of somebody else in another register, and whoever adds up projects takes them for theirs",
	Fix:  "write the country, the register and the number with hyphens between them, as in FR-INSEE-000000000; org-id.guide lists the registers",
	Bad:  source.Example{File: "site.yaml", Text: "iati_organisation: 000 000 000\n"},
	Good: source.Example{File: "site.yaml", Text: "iati_organisation: FR-INSEE-000000000\n"}}

// readOrganisation reads the identifier under which the city publishes with IATI.
func readOrganisation(m *frontmatter.Map) Text {
	v := m.Code("iati_organisation", frontmatter.Optional)
	if !v.OK() || isOrganisation(v.V) {
		return v
	}
	d := ruleOrganisationForm.At(v.At, "%q is no identifier of an organisation", v.V)
	if meant := meantOrganisation(v.V); meant != "" {
		d = frontmatter.Put(d.To("write %s", meant), v, meant)
	}
	m.Report(d)
	v.Bad = true
	return v
}

// isOrganisation tells whether a text has the form of an organisation's identifier.
func isOrganisation(s string) bool {
	return agencyForm.MatchString(s) && (i18n.IsCountry(s[:2]) || s[0] == 'X')
}

// meantOrganisation is the identifier that somebody meant who wrote the register in
// small letters, another dash, or spaces; "" where that is not sure.
func meantOrganisation(s string) string {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "–", "-", "‑", "-").Replace(s)
	parts := strings.SplitN(s, "-", 3)
	if len(parts) < 3 {
		return ""
	}
	if s = strings.ToUpper(parts[0]) + "-" + strings.ToUpper(parts[1]) + "-" + parts[2]; isOrganisation(s) {
		return s
	}
	return ""
}
