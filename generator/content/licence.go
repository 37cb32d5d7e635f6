package content

import (
	"slices"
	"strings"
	"unicode"
)

// Licence is the licence of a site's data as programs know it.
type Licence struct {
	Title   string // as site.yaml has it
	ID      string // by which the Open Definition, or else SPDX, names it; "" where it is none of those known here
	Address string // where it can be read; "" where that is not known
}

// knownLicences are those for open data, with how people write them: small letters
// without accents and digits alone. https://opendefinition.org/licenses/,
// https://spdx.org/licenses/
var knownLicences = []struct {
	id, address, written string
}{
	{"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "ccby40 ccby4 creativecommonsattribution40 creativecommonsattribution40international"},
	{"CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/", "ccbysa40 ccbysa4 creativecommonsattributionsharealike40"},
	{"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/", "cc010 cc0 creativecommonszero creativecommonszero10"},
	{"ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/", "odbl odbl10 opendatabaselicense opendatabaselicense10"},
	{"ODC-BY-1.0", "https://opendatacommons.org/licenses/by/1-0/", "odcby10 odcby"},
	{"ODC-PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/", "odcpddl10 pddl pddl10"},
	{"etalab-2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
		"etalab20 licenceouverte20 licenceouvertev20 licenceouverte licenceouverte2 lo20 lov20 licenceouverteopenlicence20 licenceouverteetalab20"},
	{"OGL-UK-3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "ogluk30 ogl30 opengovernmentlicencev30"},
}

// OfData is the licence of the site's data.
func (s *Settings) OfData() Licence {
	out := Licence{Title: s.Licence}
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, Fold(s.Licence))
	for _, l := range knownLicences {
		if s.Licence == l.address || slices.Contains(strings.Fields(l.written), key) {
			out.ID, out.Address = l.id, l.address
			return out
		}
	}
	if isWeb(s.Licence) {
		out.Address = s.Licence
	}
	return out
}
