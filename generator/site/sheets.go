package site

import (
	"html/template"
	"slices"

	"parvis/generator/content"
	"parvis/generator/drawing"
)

// Sheet is one side of paper: by which template of the theme it is made, and of what.
type Sheet struct {
	Layout, Title string
	Data          any
	Pictures      []SheetPicture // those of Data, to be made
}

// The kinds of sheets.
const (
	CouncilKind     = "council"
	DiscussionKind  = "discussion"
	PressKind       = "press"
	BulletinKind    = "bulletin"
	PosterKind      = "poster"
	LargePosterKind = "poster-a3"
)

// SheetKinds are all kinds, in the order in which they are named.
var SheetKinds = []string{CouncilKind, DiscussionKind, PressKind, BulletinKind, PosterKind, LargePosterKind}

// SheetsOf are the kinds of sheets that there are on what has that id; none where nothing has it.
func (s *Site) SheetsOf(id string) []string {
	switch e := s.Set.Entry(id); {
	case e == nil && s.Set.Campaign(id) != nil:
		return SheetKinds[4:]
	case e == nil:
		return nil
	case e.StaffOnly():
		return []string{DiscussionKind}
	case e.Trip != nil:
		return SheetKinds[:4]
	case e.Agreement != nil: // what it promises is settled
		return []string{PressKind, BulletinKind}
	}
	return SheetKinds[1:4]
}

// Sheet is a sheet on what has that id, in a language of the site; nil where that has no sheet
// of the kind.
func (s *Site) Sheet(code, id, kind string) *Sheet {
	if !slices.Contains(s.SheetsOf(id), kind) {
		return nil
	}
	l, e, c := s.lang(code), s.Set.Entry(id), s.Set.Campaign(id)
	switch kind {
	case CouncilKind:
		v := s.councilSheet(l, e)
		return &Sheet{Layout: "council", Title: v.Title, Data: v}
	case PosterKind, LargePosterKind:
		v := s.poster(l, c)
		v.Large = kind == LargePosterKind
		return &Sheet{Layout: "poster", Title: v.Title, Data: v}
	}
	v := s.entrySheet(l, e, kind)
	return &Sheet{Layout: "entry", Title: v.Title, Data: v, Pictures: v.Pictures}
}

// Poster is a campaign on paper.
type Poster struct {
	Lang, Title, City string
	Large             bool // on A3, else on A4
	Name, Message     Str
	When, Where       string // of the event to which it leads, "" for none
	Address           string
	QR                template.HTML
	Rose              drawing.Rose
}

func (s *Site) poster(l *lang, c *content.Campaign) *Poster {
	n := s.bill(l, c)
	v := &Poster{Lang: l.Lang(), Title: n.Kicker, City: n.Site, Name: l.campaignTitle(c), Message: l.message(c), When: n.When, Where: n.Where,
		Address: n.Address, QR: drawing.QR("https://"+n.Address+"/", l.word("letter.qr"))}
	var fills [drawing.Goals]int64
	for _, lit := range n.Lit {
		fills[lit.Goal-1] = 1
	}
	v.Rose = drawing.NewRose(fills)
	return v
}
