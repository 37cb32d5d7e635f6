package content

import (
	"errors"
	"strings"
	"testing"
)

// TestNoSettings: where there is no site.yaml, a file that was meant to be it is named.
func TestNoSettings(t *testing.T) {
	for file, want := range map[string]string{
		"site.yml": "rename content/site.yml to site.yaml", "Site.yaml": "rename content/Site.yaml to site.yaml", "site.yaml.txt": "rename content/site.yaml.txt",
		"sites.yaml": "rename content/sites.yaml", "site (copy).yaml": "rename content/site (copy).yaml", "content/site.yaml": "one in content/content; name that folder",
		"notes.txt": "parvis init", "trips/deep/site.yaml": "parvis init",
	} {
		c := baseCity().file(file, baseSite)
		delete(c, "site.yaml")
		if _, err := Read(c.fs(), "content"); !errors.Is(err, ErrNoContent) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
	}
}
