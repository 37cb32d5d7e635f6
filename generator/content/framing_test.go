package content

import (
	"slices"
	"strings"
	"testing"

	"parvis/generator/source"
)

// Of a site that may show pages its server alone counts, as browsers look it up; what is
// none is said, and the server is told behind what its file says, and nowhere else.
func TestFraming(t *testing.T) {
	s, _ := ParseSettings(source.NewFile("site.yaml", []byte(`title: T
city: C
embed_on: [https://www.Example.org/town/page, "http://127.0.0.1:8080", https://www.example.org, https://évreux.example/]
`)))
	if want := []string{"https://www.example.org", "http://127.0.0.1:8080", "https://xn--vreux-9ra.example"}; !slices.Equal(s.EmbedOn, want) {
		t.Errorf("%q, want %q", s.EmbedOn, want)
	}
	const policy = "frame-ancestors 'self' https://www.example.org http://127.0.0.1:8080 https://xn--vreux-9ra.example"
	for name, want := range map[string]string{
		"_headers":      "\n/*\n  Content-Security-Policy: " + policy + "\n",
		".htaccess":     "Header always add Content-Security-Policy \"" + policy + "\"\n",
		"sub/_headers":  "",
		"sub/.htaccess": "", "robots.txt": "",
	} {
		if got := s.Framed(name); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, bad := range []string{"*", "'none'", "https://*.example.org", "https://example.org; script-src *", "example", "https://u:p@example.org"} {
		s, ds := ParseSettings(source.NewFile("site.yaml", []byte("embed_on: ["+`"`+bad+`"`+"]\n")))
		if said := slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return d.Rule == ruleURLForm }); !said || len(s.EmbedOn) > 0 || s.Framed("_headers") != "" {
			t.Errorf("%s: %v, %q", bad, ds, s.EmbedOn)
		}
	}
}
