package source

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"parvis/generator/catalog"
)

// The part of SARIF 2.1.0 that is written:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
type (
	sarifText   struct{ Text string } // marshalled below
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifPhysical struct {
		ArtifactLocation sarifArtifact `json:"artifactLocation"`
		Region           sarifRegion   `json:"region"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPhysical `json:"physicalLocation"`
		Message          *sarifText    `json:"message,omitempty"`
	}
	sarifResult struct {
		RuleID           string          `json:"ruleId"`
		RuleIndex        int             `json:"ruleIndex"`
		Level            string          `json:"level"`
		Message          sarifText       `json:"message"`
		Locations        []sarifLocation `json:"locations"`
		RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes            []sarifFix      `json:"fixes,omitempty"`
	}
	sarifFix struct {
		Description     sarifText     `json:"description"`
		ArtifactChanges []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		ArtifactLocation sarifArtifact      `json:"artifactLocation"`
		Replacements     []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		DeletedRegion   sarifRegion `json:"deletedRegion"`
		InsertedContent sarifText   `json:"insertedContent"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
		FullDescription  sarifText `json:"fullDescription"`
		Help             sarifText `json:"help"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRun struct {
		Tool       map[string]sarifDriver `json:"tool"`
		ColumnKind string                 `json:"columnKind"`
		Results    []sarifResult          `json:"results"`
	}
)

// MarshalJSON writes the text as SARIF's message object.
func (t sarifText) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]string{"text": t.Text})
}

// SARIF writes the diagnostics as a SARIF 2.1.0 log of one run. Rules that no
// diagnostic names are left out of it.
func SARIF(w io.Writer, ds []Diagnostic, version string, l *catalog.Language) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	driver := sarifDriver{Name: "parvis", Version: version, Rules: []sarifRule{}}
	index := map[string]int{}
	for _, d := range ds {
		i, ok := index[d.Rule.Name]
		if !ok {
			i = len(driver.Rules)
			index[d.Rule.Name] = i
			says, why, fix := d.Rule.In(l)
			driver.Rules = append(driver.Rules, sarifRule{d.Rule.Name, sarifText{says}, sarifText{strings.TrimSpace(says + " " + why)}, sarifText{fix}})
		}
		run.Results = append(run.Results, d.sarif(i, l))
	}
	run.Tool = map[string]sarifDriver{"driver": driver}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func (d Diagnostic) sarif(index int, l *catalog.Language) sarifResult {
	text := d.Message.In(l)
	if !d.Fix.IsZero() {
		text += "\n" + labelsIn(l).fix + " " + d.Fix.In(l)
	}
	r := sarifResult{
		RuleID:    d.Rule.Name,
		RuleIndex: index,
		Level:     d.Severity.String(),
		Message:   sarifText{text},
		Locations: []sarifLocation{location(d.At, "")},
	}
	for _, o := range d.Related {
		r.RelatedLocations = append(r.RelatedLocations, location(o.At, o.Message.In(l)))
	}
	if d.Certain() {
		r.Fixes = []sarifFix{fix(d, l)}
	}
	return r
}

// fix is the remedy of a problem that a machine may mend.
func fix(d Diagnostic, l *catalog.Language) sarifFix {
	change := sarifChange{ArtifactLocation: sarifArtifact{uri(d.At)}}
	for _, e := range inOrder(d.Edits) {
		change.Replacements = append(change.Replacements, sarifReplacement{sarifRegionOf(e.At), sarifText{e.Text}})
	}
	return sarifFix{sarifText{d.Fix.In(l)}, []sarifChange{change}}
}

func uri(at Span) string { return (&url.URL{Path: at.path()}).EscapedPath() }

func sarifRegionOf(at Span) (r sarifRegion) {
	r.StartLine, r.StartColumn = at.Position()
	r.EndLine, r.EndColumn = at.end()
	return r
}

func location(at Span, message string) sarifLocation {
	var out sarifLocation
	out.PhysicalLocation = sarifPhysical{sarifArtifact{uri(at)}, sarifRegionOf(at)}
	if message != "" {
		out.Message = &sarifText{message}
	}
	return out
}
