package export

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/output"
)

// This file and iati_activity.go write the city's cooperation projects in the
// form of the International Aid Transparency Initiative, version 2.03:
// https://iatistandard.org/en/iati-standard/203/
//
// What counts as a project is decided in content/projects.go. All of them are
// activities of one level, so that no money is counted twice; an outcome names its
// agreements as parents.
//
// What the entries do not say is not written: flow, aid and finance types, which
// decide what counts as official aid, are for the city's accountants to tell.

// The structures follow the order in which the schema wants the elements.
type (
	iatiFile struct {
		XMLName    xml.Name       `xml:"iati-activities"`
		Version    string         `xml:"version,attr"`
		Generated  string         `xml:"generated-datetime,attr"`
		Activities []iatiActivity `xml:"iati-activity"`
	}
	iatiActivity struct {
		Updated      string        `xml:"last-updated-datetime,attr"`
		Lang         string        `xml:"xml:lang,attr"`
		Currency     string        `xml:"default-currency,attr"`
		ID           string        `xml:"iati-identifier"`
		Reporter     iatiOrg       `xml:"reporting-org"`
		Title        []iatiText    `xml:"title>narrative"`
		Descriptions []iatiTyped   `xml:"description"`
		Partners     []iatiOrg     `xml:"participating-org"`
		Status       iatiCode      `xml:"activity-status"`
		Dates        []iatiDate    `xml:"activity-date"`
		Contact      iatiContact   `xml:"contact-info"`
		Countries    []iatiCode    `xml:"recipient-country"`
		Sectors      []iatiCode    `xml:"sector"`
		Tags         []iatiCode    `xml:"tag"`
		Budgets      []iatiBudget  `xml:"budget"`
		Transactions []iatiPayment `xml:"transaction"`
		Documents    []iatiLink    `xml:"document-link"`
		Related      []iatiRef     `xml:"related-activity"`
		Results      []iatiResult  `xml:"result"`
	}
	// iatiText is a text in a language; none for that of the activity.
	iatiText struct {
		Lang string `xml:"xml:lang,attr,omitempty"`
		Text string `xml:",chardata"`
	}
	iatiTyped struct {
		Type string     `xml:"type,attr"`
		Text []iatiText `xml:"narrative"`
	}
	iatiOrg struct {
		Ref       string     `xml:"ref,attr,omitempty"`
		Type      string     `xml:"type,attr,omitempty"`
		Role      string     `xml:"role,attr,omitempty"`
		Secondary string     `xml:"secondary-reporter,attr,omitempty"`
		Name      []iatiText `xml:"narrative"`
	}
	iatiCode struct {
		Vocabulary string `xml:"vocabulary,attr,omitempty"`
		Code       string `xml:"code,attr"`
		Percentage string `xml:"percentage,attr,omitempty"`
	}
	// iatiDate is a day; where only its month or year is known, Text is that.
	iatiDate struct {
		Type string `xml:"type,attr,omitempty"`
		Day  string `xml:"iso-date,attr"`
		Text string `xml:"narrative,omitempty"`
	}
	iatiContact struct {
		Type         string     `xml:"type,attr"`
		Organisation []iatiText `xml:"organisation>narrative"`
		Email        string     `xml:"email,omitempty"`
		Website      string     `xml:"website"`
		Post         *iatiNamed `xml:"mailing-address"`
	}
	iatiNamed struct {
		Text []iatiText `xml:"narrative"`
	}
	iatiBudget struct {
		Type   string    `xml:"type,attr"`
		Status string    `xml:"status,attr"`
		Start  iatiDate  `xml:"period-start"`
		End    iatiDate  `xml:"period-end"`
		Value  iatiValue `xml:"value"`
	}
	iatiValue struct {
		Day    string `xml:"value-date,attr"`
		Amount string `xml:",chardata"`
	}
	iatiPayment struct {
		Type        iatiCode   `xml:"transaction-type"`
		Date        iatiDate   `xml:"transaction-date"`
		Value       iatiValue  `xml:"value"`
		Description *iatiNamed `xml:"description"`
		Provider    iatiOrg    `xml:"provider-org"`
	}
	iatiLink struct {
		URL      string     `xml:"url,attr"`
		Format   string     `xml:"format,attr"`
		Title    []iatiText `xml:"title>narrative"`
		Category iatiCode   `xml:"category"`
		Language *iatiCode  `xml:"language"`
	}
	iatiRef struct {
		Ref  string `xml:"ref,attr"`
		Type string `xml:"type,attr"`
	}
	iatiResult struct {
		Type        string          `xml:"type,attr"`
		Aggregation string          `xml:"aggregation-status,attr"`
		Title       []iatiText      `xml:"title>narrative"`
		Indicators  []iatiIndicator `xml:"indicator"`
	}
	iatiIndicator struct {
		Measure     string       `xml:"measure,attr"`
		Ascending   string       `xml:"ascending,attr"`
		Aggregation string       `xml:"aggregation-status,attr"`
		Title       []iatiText   `xml:"title>narrative"`
		Baseline    iatiBaseline `xml:"baseline"`
		Period      iatiPeriod   `xml:"period"`
	}
	iatiBaseline struct {
		Year  int    `xml:"year,attr"`
		Value string `xml:"value,attr"`
	}
	iatiPeriod struct {
		Start  iatiDate    `xml:"period-start"`
		End    iatiDate    `xml:"period-end"`
		Target *iatiFigure `xml:"target"`
		Actual iatiFigure  `xml:"actual"`
	}
	iatiFigure struct {
		Value string `xml:"value,attr"`
	}
)

// IATI writes the projects of a city that has an identifier with IATI.
func IATI(b *bytes.Buffer, s *content.Set) error {
	w := iatiWriter{s, s.Settings()}
	file := iatiFile{Version: "2.03", Generated: w.moment(s.Today())}
	for _, e := range s.Entries() {
		if w.set.IsProject(e) {
			file.Activities = append(file.Activities, w.activity(e))
		}
	}
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(b)
	enc.Indent("", " ")
	if err := enc.Encode(file); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
}

// iatiWriter is what all activities are made of.
type iatiWriter struct {
	set  *content.Set
	city *content.Settings
}

// moment is the beginning of a day in the city, which is in the future nowhere
// once the day has begun there.
func (w iatiWriter) moment(day time.Time) string {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, w.city.Zone).Format(time.RFC3339)
}

func day(t time.Time) string { return t.Format("2006-01-02") }

// identifier is an entry's own. An address has a slash, which IATI does not allow.
func (w iatiWriter) identifier(e *content.Entry) string {
	return w.city.Organisation.V + "-" + strings.ReplaceAll(e.ID, "/", "-")
}

// say is a text of an entry in all languages in which it is written.
func (w iatiWriter) say(e *content.Entry, v content.Text) []iatiText {
	return w.inAll(v.V, func(lang string) string { return e.Translations[lang].Text(e, v).V })
}

// inAll is a text, and what another language of the site has in its place.
func (w iatiWriter) inAll(original string, in func(lang string) string) []iatiText {
	if original = strings.TrimSpace(original); original == "" {
		return nil
	}
	out := []iatiText{{Text: original}}
	for _, lang := range w.city.Languages[1:] {
		if text := strings.TrimSpace(in(lang)); text != "" {
			out = append(out, iatiText{lang, text})
		}
	}
	return out
}

// shares divides a hundred by n, in hundredths, so that the parts add up to it.
// The entries do not say how much of the money went where, so all are equal.
func shares(n int) []string {
	if n == 1 {
		return []string{"100"}
	}
	out := make([]string, n)
	for i := range out {
		part := 10_000 / n
		if i < 10_000%n {
			part++
		}
		out[i] = strconv.Itoa(part/100) + "." + strconv.Itoa(part/10%10) + strconv.Itoa(part%10)
	}
	return out
}

// mediaType is that of what lies at an address; a page of the web where its
// name does not say.
func mediaType(address string) string {
	if known := output.MediaType(address); known != "" {
		return known
	}
	return output.MediaType(".html")
}
