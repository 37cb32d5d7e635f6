package newentry

import (
	"time"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// This file is what the desk asks a city.

// Choice is a value that a field may have, and what it is called in the editor's language.
type Choice struct{ Value, Label string }

// Choices are what there is to choose from for a field of a kind; none where any words
// will do.
func (c *City) Choices(kind fields.Kind, f fields.Field) []Choice {
	var out []Choice
	for _, o := range c.New(kind).options(Question{Field: f}) {
		out = append(out, Choice{o.id, o.label})
	}
	return out
}

// Units are the files of the city, as they were read.
func (c *City) Units() []*content.Unit { return c.units }

// Settings are those of site.yaml.
func (c *City) Settings() *content.Settings { return c.settings }

// Try is what is to be said of a file of the city, had it that text: as of one that is
// published, though it be a draft.
func (c *City) Try(rel, text string) ([]source.Diagnostic, error) {
	if rel == "site.yaml" {
		_, found := content.ParseSettings(source.NewFile(c.folder.Settings.Path, []byte(text)))
		return found, nil
	}
	_, found, err := c.try(rel, text)
	var out []source.Diagnostic
	for _, d := range found {
		if d.At.File != nil && d.At.File.Path == c.folder.Prefix+"/"+rel {
			out = append(out, d)
		}
	}
	return out, err
}

// Today is the day that it is in the city, midnight UTC.
func (c *City) Today() time.Time { return c.options.Today }

// Prefix is how the content folder is called.
func (c *City) Prefix() string { return c.folder.Prefix }
