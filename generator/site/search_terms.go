package site

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/content"
	"parvis/generator/search"
)

// searchTerms are the pages of issues, partners, people and campaigns.
func (s *Site) searchTerms(l *lang) []searched {
	var out []searched
	term := func(kind string, mark [2]string, f Found, texts ...string) {
		out = append(out, searched{marks: [][2]string{{"kind", kind}, mark}, found: func() Found { return f },
			words: func(add func(string, search.Weight)) {
				add(f.Title, search.Name)
				add(f.Says, search.Benefit)
				for _, text := range append(texts, f.Kind) {
					add(text, search.Text)
				}
			}})
	}
	for _, i := range s.Set.Settings().Issues {
		name := l.words(i.Name)
		term("issues", [2]string{"issue", i.ID}, Found{Href: l.href("/issues/" + i.ID + "/"), Kind: l.word("kind.issue"), Title: name,
			Says: l.word("issue.description", "issue", name)})
	}
	for _, p := range s.Set.Partners() {
		t := translation(p.Translations, l)
		f := Found{Href: l.href("/" + p.ID + "/"), Kind: l.partnerKind(p), Title: l.partnerName(p).Text,
			Says: l.word("partner.description", "partner", l.partnerName(p).Text)}
		texts := []string{htmlText(string(l.story(&p.Head, p.Body, t, 2).HTML)), l.in(t.City, p.City).Text}
		if p.Country.OK() {
			texts = append(texts, l.Country(p.Country.V))
			f.When = l.Country(p.Country.V)
		}
		term("partners", [2]string{"partner", p.Slug}, f, texts...)
	}
	for _, p := range s.Set.People() {
		says := l.says(p)
		term("people", [2]string{"person", p.Slug}, Found{Href: l.href("/" + p.ID + "/"), Kind: l.word("search.person"), When: l.term(p),
			Title: l.personName(p).Text, Says: says.Text, SaysIn: says.Lang},
			htmlText(string(l.story(&p.Head, p.Body, translation(p.Translations, l), 2).HTML)))
	}
	for _, v := range s.Set.Campaigns() {
		title, says := l.campaignTitle(v), l.message(v)
		term("campaigns", [2]string{"year", v.From.V.Format("2006")}, Found{Href: l.href("/" + v.ID + "/"), Kind: l.word("kind.campaign"),
			When: l.Days(v.From.V, v.Until.V), Title: title.Text, In: title.Lang, Says: says.Text, SaysIn: says.Lang},
			htmlText(string(l.story(&v.Head, v.Body, translation(v.Translations, l), 2).HTML)))
	}
	return out
}

// searchPages are the free pages.
func (s *Site) searchPages(l *lang) []searched {
	var out []searched
	for _, p := range s.Set.Pages() {
		t := translation(p.Translations, l)
		title, pitch := l.in(t.Title, p.Title), l.in(t.Pitch, p.Pitch)
		f := Found{Href: l.href("/" + p.Slug + "/"), Kind: l.word("foot.notes"), Title: title.Text, In: title.Lang, Says: pitch.Text, SaysIn: pitch.Lang}
		head := p.Head
		head.ID = p.Slug
		out = append(out, searched{marks: [][2]string{{"kind", "pages"}}, found: func() Found { return f },
			words: func(add func(string, search.Weight)) {
				add(f.Title, search.Title)
				add(f.Says, search.Benefit)
				add(htmlText(string(l.story(&head, p.Body, t, 2).HTML)), search.Text)
			}})
	}
	return out
}

// searchLetters are the letters.
func (s *Site) searchLetters(l *lang) []searched {
	var out []searched
	for _, n := range s.Set.Newsletters() {
		x := searched{day: n.Month, marks: [][2]string{{"kind", "newsletter"}, {"year", strconv.Itoa(n.Month.Year())}}}
		if p := s.ledger.SignerOf(n); p != nil {
			x.marks = append(x.marks, [2]string{"person", p.Slug})
		}
		x.found = func() Found {
			v := s.letterHead(l, n)
			return Found{Href: v.Href, Kind: l.word("search.letter"), When: v.Month, Title: v.Title.Text, In: v.Title.Lang,
				Says: v.Purpose.Text, SaysIn: v.Purpose.Lang}
		}
		x.words = func(add func(string, search.Weight)) {
			v := s.letter(l, n, 0)
			add(v.Title.Text, search.Title)
			add(v.Purpose.Text, search.Benefit)
			for _, text := range []string{v.Month, v.Name.Text, v.Role.Text, v.Question.Text, v.Practice.Text, htmlText(string(v.Story.HTML))} {
				add(text, search.Text)
			}
			if answered := s.verdict(l, n); answered != nil {
				answered.words(func(text Str) { add(text.Text, search.Text) })
			}
			if v.PracticeFrom != nil {
				add(v.PracticeFrom.Text.Text, search.Text)
			}
		}
		out = append(out, x)
	}
	return out
}

// letterHead is a letter without its story.
func (s *Site) letterHead(l *lang, n *content.Newsletter) *Letter {
	t := translation(n.Translations, l)
	return &Letter{Href: l.href(letterAddress(n)), Month: l.Month(n.Month.Year(), n.Month.Month()), Title: l.in(t.Title, n.Title),
		Purpose: l.in(t.Purpose, n.Purpose)}
}

// inline are the elements that may stand within a word.
var inline = strings.Fields("a abbr b code del em i mark s small span strong sub sup u wbr")

// htmlText is what a story set as HTML says, pictures by their text alternatives.
func htmlText(story string) string {
	var out strings.Builder
	out.Grow(len(story))
	for story != "" {
		text, rest, found := strings.Cut(story, "<")
		out.WriteString(text)
		if !found {
			break
		}
		var tag string
		tag, story, _ = strings.Cut(rest, ">") // goldmark writes a “>” within an attribute as an entity
		name, _, _ := strings.Cut(strings.TrimPrefix(tag, "/"), " ")
		if !slices.Contains(inline, name) {
			out.WriteByte(' ')
		}
		if _, alt, ok := strings.Cut(tag, ` alt="`); ok && name == "img" {
			alt, _, _ = strings.Cut(alt, `"`)
			out.WriteString(alt + " ")
		}
	}
	return html.UnescapeString(out.String())
}
