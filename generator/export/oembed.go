package export

import (
	"bytes"
	"encoding/json"
	"strings"

	"parvis/generator/output"
	"parvis/generator/site"
)

// oembeds are the files by which programs learn how a page is shown within others
// (https://oembed.com). A program asks such a file for a width and a height, which a file
// cannot answer: it says the same to all, and the frame takes the width that there is.
func oembeds(s *site.Site) []output.File {
	var out []output.File
	for _, lang := range s.Set.Settings().Languages {
		for _, o := range s.OEmbeds(lang) {
			out = append(out, output.File{Path: o.Path, Render: func(b *bytes.Buffer) error {
				enc := json.NewEncoder(b)
				enc.SetEscapeHTML(false)
				set := s.Set.Settings()
				return enc.Encode(struct {
					Version  string `json:"version"`
					Type     string `json:"type"`
					Title    string `json:"title"`
					Provider string `json:"provider_name"`
					Site     string `json:"provider_url"`
					HTML     string `json:"html"`
					Width    int    `json:"width"`
					Height   int    `json:"height"`
				}{"1.0", "rich", o.Title, set.City.V, strings.TrimSuffix(set.BaseURL, "/") + "/", o.HTML, o.Width, o.Height})
			}})
		}
	}
	return out
}
