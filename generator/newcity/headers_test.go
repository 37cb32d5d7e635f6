package newcity

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestHeaders wants the policy of the site's pages, and no other, in everything
// that a server is told to send.
func TestHeaders(t *testing.T) {
	base, err := os.ReadFile("../../themes/chartres/layouts/base.html")
	if err != nil {
		t.Fatal(err)
	}
	base = regexp.MustCompile(`\{\{/\* \*/ -\}\}\s*`).ReplaceAll(base, nil) // where a line is broken
	policy := regexp.MustCompile(`Content-Security-Policy"\s+content="([^"]*)"`).FindStringSubmatch(string(base))[1] + "; object-src 'self'"
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{"../../README.md": string(readme)}
	if err := Example(time.Unix(0, 0)).each(func(name, text string) error {
		texts[name] = text
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"content/static/_headers": {"/*\n  Content-Security-Policy: " + policy + "\n", "\n  X-Content-Type-Options: nosniff\n",
			"/*.docx\n  Content-Disposition: attachment\n"},
		"content/static/.htaccess": {"Header always set Content-Security-Policy \"" + policy + "\"",
			"Header always set X-Content-Type-Options \"nosniff\"", "docx|"},
		"../../README.md": {"add_header Content-Security-Policy \"" + policy + "\" always;",
			"add_header X-Content-Type-Options nosniff always;", "docx|"},
	} {
		for _, w := range want {
			if !strings.Contains(texts[name], w) {
				t.Errorf("%s does not say %q", name, w)
			}
		}
	}
}
