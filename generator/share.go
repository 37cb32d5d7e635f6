package generator

import (
	"io/fs"

	"parvis/generator/channels"
	"parvis/generator/content"
	"parvis/generator/site"
)

// Posts are the short texts on an entry, a campaign or a letter for each channel, in a language
// of the site; "" for its own. The error is Unready while the content has errors, and
// fs.ErrNotExist where nothing of that id is told, or there is no such language.
func Posts(job Job, id, lang string) ([]channels.Post, error) {
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return nil, err
	}
	c, err := check(job, folder, loadLocales, checked{})
	if err != nil {
		return nil, err
	}
	if c.set == nil {
		return nil, unready(c.Diagnostics)
	}
	if lang == "" {
		lang = c.settings.Language
	}
	posts, ok := site.New(c.set, c.locales).Posts(lang, id)
	if !ok {
		return nil, fs.ErrNotExist
	}
	return posts, nil
}
