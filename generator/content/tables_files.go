package content

import (
	"strconv"

	"parvis/generator/frontmatter"
)

// This file is what stands in the tables of which each row is a file.

// each goes through files of a kind.
func each[F any](list func(*Set) []F) func(*Set, func(F) bool) {
	return func(s *Set, yield func(F) bool) {
		for _, f := range list(s) {
			if !yield(f) {
				return
			}
		}
	}
}

var (
	eachPerson   = each((*Set).People)
	eachPartner  = each((*Set).Partners)
	eachLetter   = each((*Set).Newsletters)
	eachCampaign = each((*Set).Campaigns)
)

var personCells = cells[*Person]{
	"id":       func(_ *Set, p *Person) string { return p.Slug },
	"url":      func(s *Set, p *Person) string { return s.urlOf(p.ID) },
	"name":     func(_ *Set, p *Person) string { return p.Called().V },
	"role":     func(_ *Set, p *Person) string { return p.Role.V },
	"elected":  func(_ *Set, p *Person) string { return strconv.FormatBool(p.Elected) },
	"from":     func(_ *Set, p *Person) string { return periodCell(p.From) },
	"until":    func(_ *Set, p *Person) string { return periodCell(p.Until) },
	"portrait": func(_ *Set, p *Person) string { return p.Portrait.V },
	"alt":      func(_ *Set, p *Person) string { return p.Alt.V },
}

var partnerCells = cells[*Partner]{
	"id":      func(_ *Set, p *Partner) string { return p.Slug },
	"url":     func(s *Set, p *Partner) string { return s.urlOf(p.ID) },
	"name":    func(_ *Set, p *Partner) string { return p.Name.V },
	"kind":    func(_ *Set, p *Partner) string { return p.Type.V },
	"city":    func(_ *Set, p *Partner) string { return p.City.V },
	"country": func(_ *Set, p *Partner) string { return p.Country.V },
	"lat":     func(_ *Set, p *Partner) string { return degreesCell(p.Lat) },
	"lon":     func(_ *Set, p *Partner) string { return degreesCell(p.Lon) },
	"since":   func(_ *Set, p *Partner) string { return periodCell(p.Since) },
}

// wholeCell is a whole number, where one is written.
func wholeCell(v frontmatter.Value[int]) string {
	if !v.OK() {
		return ""
	}
	return strconv.Itoa(v.V)
}

var campaignCells = cells[*Campaign]{
	"id":      func(_ *Set, v *Campaign) string { return v.Slug },
	"url":     func(s *Set, v *Campaign) string { return s.urlOf(v.ID) },
	"title":   func(_ *Set, v *Campaign) string { return v.Title.V },
	"message": func(_ *Set, v *Campaign) string { return v.Message.V },
	"from":    func(_ *Set, v *Campaign) string { return dayCell(v.From.V) },
	"until":   func(_ *Set, v *Campaign) string { return dayCell(v.Until.V) },
	"for":     func(_ *Set, v *Campaign) string { return slugs(v.For, "") },
	"tells":   func(_ *Set, v *Campaign) string { return slugs(v.Tells, "") },
	"tied_to": func(_ *Set, v *Campaign) string { return v.TiedTo.V },
}

var letterCells = cells[*Newsletter]{
	"id":                 func(_ *Set, n *Newsletter) string { return n.Slug },
	"url":                func(s *Set, n *Newsletter) string { return s.urlOf("newsletter/" + n.Slug) },
	"title":              func(_ *Set, n *Newsletter) string { return n.Title.V },
	"signed_by":          func(_ *Set, n *Newsletter) string { return bareID(n.SignedBy, "people/") },
	"purpose":            func(_ *Set, n *Newsletter) string { return n.Purpose.V },
	"features":           func(_ *Set, n *Newsletter) string { return slugs(n.Features, "") },
	"best_practice_from": func(_ *Set, n *Newsletter) string { return bareID(n.PracticeFrom, "partners/") },
	"best_practice_text": func(_ *Set, n *Newsletter) string { return n.Practice.V },
	"question":           func(_ *Set, n *Newsletter) string { return n.Question.V },
	"verdict_of":         func(_ *Set, n *Newsletter) string { return bareID(n.told().Of, "newsletters/") },
	"verdict_answers":    func(_ *Set, n *Newsletter) string { return wholeCell(n.told().Answers) },
	"verdict_counts":     func(_ *Set, n *Newsletter) string { return countsCell(n.told()) },
	"verdict_said":       func(_ *Set, n *Newsletter) string { return saidCell(n.told()) },
	"verdict_we_did":     func(_ *Set, n *Newsletter) string { return n.told().WeDid.V },
	"number":             func(_ *Set, n *Newsletter) string { return wholeCell(n.Number) },
}
