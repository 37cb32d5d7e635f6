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

// TestSettingsBeside: a copy of the settings beside them is told to be one, and
// no file for an entry.
func TestSettingsBeside(t *testing.T) {
	for file, want := range map[string]string{
		"site (copy).yaml": "write what it says into site.yaml, and move it out of the content folder",
		"site-2.yaml":      "write what it says into site.yaml, and move it out of the content folder",
		"site.yml":         "write what it says into site.yaml, and move it out of the content folder",
		"timetable.yaml":   "put it beside the entry to which it belongs and name it in the text there, or move it out of the content folder",
		"site-notes.txt":   "put it beside the entry to which it belongs and name it in the text there, or move it out of the content folder",
	} {
		if ds := baseCity().file(file, baseSite).problems(t); len(ds) != 1 || ds[0].Fix.String() != want {
			t.Errorf("%s:\n%s", file, show(ds))
		}
	}
}
