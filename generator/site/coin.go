package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/drawing"
	"parvis/generator/ledger"
)

// Coin is what each resident paid in a year, cut into pieces by local issue.
type Coin struct {
	drawing.Coin
	Heading, Says string // “Your 66 cents”, and what they are
	Text          string // the drawing in words
	Figure, Unit  string // in its middle
	Size          string // of the figure
	Pane          string // what one pane at the rim is, "" where they are not drawn
	Notes         []string
	Pieces        []Piece
	Rows          []PieceRow // all pieces, those too small for the drawing too
	City, Each    string     // what the rows add up to
	Table         string     // where they stand
	parts         []drawing.CoinPart
}

// Piece is one piece of the drawing, and where it leads.
type Piece struct {
	drawing.CoinPiece
	Sign, Label, Href string
}

// PieceRow is the same piece in a table, with what it bought.
type PieceRow struct {
	ID, Glass  string
	Name, Href string
	Each, City string
	Bought     []Bought
	More       string
}

// Bought is an entry that a piece paid for.
type Bought struct {
	Entry Link
	City  string
}

// mostPieces is how many pieces a coin has at most; the last is all others.
const mostPieces = 12

// mostBought is how many entries are named beside a piece.
const mostBought = 3

// CoinPage is the page of a year's coin, with what each piece bought.
type CoinPage struct {
	*Frame
	Coin *Coin
}

// coinAddress is that of the page of a year's coin.
func coinAddress(year int) string { return fmt.Sprintf("/costs/%d/coin/", year) }

func (s *Site) coinPage(l *lang, f *Frame, year int) *CoinPage {
	v := &CoinPage{f, s.coin(l, year)}
	f.titled(v.Coin.Heading, l.link("/costs/", "costs.title"), *s.yearLink(l, year))
	f.Description = v.Coin.Says
	return v
}

// hasCoin tells whether there is a coin of a year.
func (s *Site) hasCoin(l *lang, year int) bool {
	if has, known := s.coined.Load(year); known {
		return has.(bool)
	}
	has := s.coin(l, year) != nil
	s.coined.Store(year, has)
	return has
}

// coin is what each resident paid in a year. It is nil where nothing was paid, or
// less than can be told, or more came back for an issue than was paid.
func (s *Site) coin(l *lang, year int) *Coin {
	sum := s.ledger.Account(ledger.OfYear(year))
	units, tenths := l.eachUnits(sum.City)
	pieces, ok := ledger.Cut(ledger.Fewer(s.ledger.Shares(sum), mostPieces), units)
	if !ok || units <= 0 {
		return nil
	}
	said := func(units int64) string { return l.unitsSaid(units, tenths, sum.City.Currency) }
	c := &Coin{City: l.money(sum.City), Each: said(units), Text: l.word("coin.text"), Unit: strconv.Itoa(year)}
	page := l.href(coinAddress(year))
	c.Table, c.Figure, c.Heading = page, c.Each, l.word("coin.your", "amount", c.Each)
	cents, isCents := l.centsOf(units, tenths, sum.City.Currency)
	if isCents {
		c.Heading = l.decimals("coin.cents", cents, "amount", l.Decimal(cents))
		c.Figure, c.Unit, _ = strings.Cut(c.Each, " ")
	}
	c.Size, c.Says = figureSize(c.Figure), l.word("coin.says", "year", strconv.Itoa(year))
	if year >= s.Set.Today().Year() {
		c.Says = l.word("coin.says-so-far", "year", strconv.Itoa(year))
	}
	for _, p := range pieces {
		row := s.pieceRow(l, p, said)
		much := row.Each
		if isCents { // the number alone, as in the middle
			much, _, _ = strings.Cut(much, " ")
		}
		c.parts = append(c.parts, drawing.CoinPart{Units: p.Units, Open: p.Open, Glass: s.glass(p), Name: row.Name, Says: row.Name + " " + much, Much: much})
		c.Rows = append(c.Rows, row)
	}
	c.Coin = drawing.NewCoin(c.parts)
	for _, p := range c.Coin.Pieces {
		row := &c.Rows[p.Part]
		row.Glass = p.Glass
		label := l.word("coin.piece", "issue", row.Name, "amount", row.Each)
		if len(row.Bought) > 0 {
			label += " " + row.Bought[0].Entry.Text.Text
		}
		c.Pieces = append(c.Pieces, Piece{p, s.signOf(pieces[p.Part].ID), label, page + "#" + row.ID})
	}
	c.Notes = l.coinNotes(c.Coin, sum, said(1))
	return c
}

// mark says beside an issue how large its piece is.
func (c *Coin) mark(issue *Term) {
	for _, row := range c.Rows {
		if row.Glass != "" && row.ID == "page-coin-"+issue.ID {
			issue.Each, issue.Glass = row.Each, row.Glass
		}
	}
}

// noCoin says that nothing was spent in a year; "" where that is not certain.
func (s *Site) noCoin(l *lang, year int) string {
	sum := s.ledger.Account(ledger.OfYear(year))
	switch y := strconv.Itoa(year); {
	case sum.City.Minor != 0 || sum.Missing > 0:
		return ""
	case year >= s.Set.Today().Year():
		return l.word("coin.none-so-far", "year", y)
	default:
		return l.word("coin.none", "year", y)
	}
}

// coinNotes say how a coin is to be read, of which one pane is so much.
func (l *lang) coinNotes(c drawing.Coin, sum content.Account, pane string) []string {
	notes := []string{l.word("coin.rule")}
	if c.Panes != "" {
		notes = append(notes, l.word("coin.pane", "amount", pane))
	}
	if c.Open {
		notes = append(notes, l.word("coin.open"))
	}
	if sum.Missing > 0 {
		notes = append(notes, l.count("coin.missing", sum.Missing))
	}
	return notes
}

// pieceRow is a piece with what it bought; said writes what each resident paid for it.
func (s *Site) pieceRow(l *lang, p ledger.Piece, said func(units int64) string) PieceRow {
	row := PieceRow{ID: "page-coin-" + p.ID, City: l.money(p.City), Each: said(p.Units)}
	switch {
	case p.City.Minor == 0: // nothing that is known yet
		row.City, row.Each = "–", l.word("cost.not-known-yet")
	case p.Units == 0:
		row.Each = l.word("coin.less", "amount", said(1))
	}
	switch {
	case p.Merged > 1:
		row.ID, row.Name, row.Href = "page-coin-others", l.count("coin.others", p.Merged), l.href("/issues/")
		return row
	case p.ID == "":
		row.ID = "page-coin-none"
	}
	row.Name, row.Href = s.sumName(l, "issue", p.ID)
	for i, part := range p.Parts {
		if left := len(p.Parts) - i; i == mostBought && left > 1 {
			row.More = l.count("coin.more", left)
			break
		}
		b := Bought{Entry: l.entryLink(part.Entry), City: l.money(part.City)}
		if !part.Entry.Cost.Known {
			b.City = l.word("cost.not-known-yet")
		}
		row.Bought = append(row.Bought, b)
	}
	return row
}

// glass is the place of a piece's colour: that of its issue among the city's, so
// that it is the same in every year; below 0 for what has none of its own.
func (s *Site) glass(p ledger.Piece) int {
	if p.Merged > 1 {
		return -1
	}
	return slices.IndexFunc(s.Set.Settings().Issues, func(i content.Issue) bool { return i.ID == p.ID })
}

// figureSize is how large a figure is set in the middle of a coin.
func figureSize(figure string) string {
	switch n := len([]rune(figure)); {
	case n <= 2:
		return "44"
	case n <= 4:
		return "30"
	case n <= 6:
		return "22"
	case n <= 8:
		return "17"
	}
	return "12"
}
