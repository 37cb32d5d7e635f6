package generator

import "parvis/generator/site"

// Agenda is what is planned in a language of the site, in its own where it has not got that; for
// the staff with their own events and with who is to be told what. The error is Unready while
// the content has errors.
func Agenda(job Job, lang string, staff bool) (site.StaffAgenda, error) {
	c, err := ready(job)
	if err != nil {
		return site.StaffAgenda{}, err
	}
	return site.New(c.set, c.locales).StaffAgenda(c.language(lang), staff), nil
}
