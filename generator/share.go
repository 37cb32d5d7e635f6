package generator

import (
	"io/fs"

	"parvis/generator/channels"
	"parvis/generator/site"
)

// Posts are the short texts on an entry, a campaign or a letter for each channel, in a language
// of the site; in its own where it has not got that. The error is Unready while the content
// has errors, and fs.ErrNotExist where nothing of that id is told.
func Posts(job Job, id, lang string) ([]channels.Post, error) {
	c, err := ready(job)
	if err != nil {
		return nil, err
	}
	posts := site.New(c.set, c.locales).Posts(c.language(lang), id)
	if posts == nil {
		return nil, fs.ErrNotExist
	}
	return posts, nil
}
