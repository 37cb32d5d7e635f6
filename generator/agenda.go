package generator

import (
	"io/fs"

	"parvis/generator/content"
	"parvis/generator/site"
)

// Agenda is what is planned in a language of the site, "" for its own; for the staff with their
// own events and with who is to be told what. The error is Unready while the content has errors,
// and fs.ErrNotExist where there is no such language.
func Agenda(job Job, lang string, staff bool) (site.StaffAgenda, error) {
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return site.StaffAgenda{}, err
	}
	c, err := check(job, folder, loadLocales, checked{})
	if err != nil {
		return site.StaffAgenda{}, err
	}
	if c.set == nil {
		return site.StaffAgenda{}, unready(c.Diagnostics)
	}
	if lang == "" {
		lang = c.settings.Language
	}
	out, ok := site.New(c.set, c.locales).StaffAgenda(lang, staff)
	if !ok {
		return out, fs.ErrNotExist
	}
	return out, nil
}
