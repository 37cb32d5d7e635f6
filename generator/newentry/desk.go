package newentry

import (
	"time"

	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/source"
)

// This file is what else the desk asks a city.

// Units are the files of the city, as they were read.
func (c *City) Units() []*content.Unit { return c.units }

// Labels is how the editor's language writes what readers see: days, amounts, countries.
func (c *City) Labels() *i18n.Locale { return c.labels }

// Settings are those of site.yaml.
func (c *City) Settings() *content.Settings { return c.settings }

// Try is what is to be said of a file of the city, had it that text: as of one that is
// published, though it be a draft. The unit is what was read of it, nil for site.yaml.
func (c *City) Try(rel, text string) (*content.Unit, []source.Diagnostic, error) {
	if rel == "site.yaml" {
		_, found := content.ParseSettings(source.NewFile(c.folder.Settings.Path, []byte(text)))
		return nil, found, nil
	}
	unit, found, err := c.try(rel, text)
	var out []source.Diagnostic
	for _, d := range found {
		if d.At.File != nil && d.At.File.Path == c.folder.Prefix+"/"+rel {
			out = append(out, d)
		}
	}
	return unit, out, err
}

// Today is the day that it is in the city, midnight UTC.
func (c *City) Today() time.Time { return c.options.Today }

// Prefix is how the content folder is called.
func (c *City) Prefix() string { return c.folder.Prefix }
