package content

import (
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// MaxLetterWords is how many words a letter may have to fit one printed side.
const MaxLetterWords = 300

// firstPerson are the words by which a letter shows that a person writes it,
// by language, folded.
var firstPerson = map[string][]string{
	"en": {"i", "we", "my", "our", "me", "us", "im", "ive", "ill", "id", "weve", "were"},
	"fr": {"je", "j", "nous", "mon", "ma", "mes", "notre", "nos", "me", "m", "moi", "jai", "jetais", "javais"},
	"es": {"yo", "nosotros", "nosotras", "mi", "mis", "nuestro", "nuestra", "nuestros", "nuestras", "me", "nos", "he", "hemos", "fui",
		"fuimos", "creo", "quiero"},
	"pt": {"eu", "nos", "meu", "minha", "meus", "minhas", "nosso", "nossa", "nossos", "nossas", "me", "fui", "fomos", "temos", "tenho", "quero"},
}

// newsletterRules applies the rules of the monthly page.
func (c *checker) newsletterRules() {
	for _, n := range c.newsletters {
		report := c.reporter(n.Draft)
		c.signer(n, report)
		if absent(n.Purpose) {
			report(ruleNewsletterNoPurpose.At(n.Fence, "the letter does not state its purpose"))
		}
		c.features(n, report)
		c.refers(&n.Head, fields.Newsletters, "best_practice.from", report, n.PracticeFrom)
		c.verdict(n, report)
		c.letter(n.Body, c.settings.Language, n.Fence, report)
		for _, lang := range sortedKeys(n.Translations) {
			c.letter(n.Translations[lang].Body, lang, n.Translations[lang].Fence, report)
		}
	}
	c.gaps()
	c.unanswered()
}

// features follows what a letter features, which residents can read.
func (c *checker) features(n *Newsletter, report source.Report) {
	c.refers(&n.Head, fields.Newsletters, "features", report, n.Features...)
	for _, v := range n.Features {
		if e := c.byID[v.V]; e != nil && e.StaffOnly() {
			report(ruleFeatureStaff.At(v.At, "%q is for staff alone", v.V))
		}
	}
}

// signer wants the page signed by somebody elected and in office that month.
func (c *checker) signer(n *Newsletter, report source.Report) {
	if absent(n.SignedBy) {
		d := ruleNewsletterUnsigned.At(n.Fence, "nobody signs this page")
		if ids := c.electedThen(n.Month, frontmatter.MonthEnd(n.Month)); len(ids) > 0 {
			d = d.To("write “signed_by: …” with the id of an elected person: %s", catalog.Or(ids...))
		}
		report(d)
		return
	}
	signs := func(id string) bool {
		return c.person[id].Elected && c.person[id].InOffice(n.Month, frontmatter.MonthEnd(n.Month))
	}
	if !c.refers(&n.Head, fields.Newsletters, "signed_by", onlyTo(signs, report), n.SignedBy) {
		return
	}
	p := c.person[strings.TrimPrefix(n.SignedBy.V, "people/")]
	switch {
	case !p.Elected:
		notElected(p, ruleNewsletterNotElected.At(n.SignedBy.At, "%s is not elected", p.Name.V), report)
	case !p.InOffice(n.Month, frontmatter.MonthEnd(n.Month)):
		where := p.Until.At
		if p.From.OK() && p.From.V.Start.After(n.Month) {
			where = p.From.At
		}
		report(
			ruleNewsletterOutOfOffice.At(n.SignedBy.At, "%s was not in office in %s", p.Name.V, catalog.Month(n.Month)).
				See(where, "the term stands here"),
		)
	}
}

// letter wants the body to be a letter: written, short, in the first person.
func (c *checker) letter(body markdown.Doc, lang string, fence source.Span, report source.Report) {
	if body.Words == 0 {
		report(frontmatter.FieldMissing.At(fence, "the page has no letter").To("write it below the front matter, 150 to 250 words in the first person"))
		return
	}
	text := markdown.PlainText(body.At, 0)
	if body.Words > MaxLetterWords {
		report(ruleNewsletterLong.At(fence, "the letter has %d words; the printed side holds %d", body.Words, MaxLetterWords))
	}
	words := strings.Fields(Fold(strings.NewReplacer("’", " ", "'", " ").Replace(text)))
	if !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(firstPerson[lang], w) }) {
		report(ruleNewsletterFirstPerson.At(fence, "the letter is not in the first person"))
	}
}

// gaps reports the months without a page between the first and the last.
func (c *checker) gaps() {
	var published []*Newsletter
	for _, n := range c.newsletters {
		if c.shows(&n.Head) {
			published = append(published, n)
		}
	}
	for i := 1; i < len(published); i++ {
		next := published[i]
		for m := frontmatter.AddMonths(published[i-1].Month, 1); m.Before(next.Month); m = frontmatter.AddMonths(m, 1) {
			if c.unread["newsletters/"+m.Format("2006-01")] {
				continue
			}
			c.report(
				ruleNewsletterGap.At(next.Fence, "there is no page for %s", catalog.Month(m)).
					To("write newsletters/%s.md; a month in which nothing happened still has its page and says so", m.Format("2006-01")),
			)
		}
	}
}

// Overfull is the problem of a newsletter page that is too long, by so many
// millimetres, for one printed side; none where the city has switched the rule
// off. Only printing finds it.
func (s *Set) Overfull(words *Head, millimetres int) []source.Diagnostic {
	d := ruleNewsletterOverfull.At(words.Fence, "the page is %d mm too long for one printed side, so there is no PDF of it", millimetres).
		To("shorten the letter or the best practice by about %s", catalog.Count(max(5, millimetres*wordsPerCentimetre/10), "%d word", "%d words"))
	c := &checker{Set: s}
	c.report(d)
	return c.found
}

// HeavyMail is the problem of a letter whose mail has more bytes than one may
// have; story of them are made of its own text, portrait of the picture of who
// signs it, and the rest of what the month's entries say. None where the city has
// switched the rule off.
func (s *Set) HeavyMail(words *Head, whole, story, portrait, most int) []source.Diagnostic {
	rest := whole - story - portrait
	d := ruleNewsletterHeavy.At(
		words.Fence,
		"the mail of this letter has %d kB, and may have %d: %d kB are made of the letter itself, "+
			"%d kB of what the month's entries say, %d kB are the portrait",
		kilobytes(whole),
		most/1000,
		kilobytes(story),
		kilobytes(rest),
		kilobytes(portrait),
	)
	over := kilobytes(whole - most)
	if story >= rest {
		d = d.To(
			"take about %d kB out of the letter, which stands in the mail twice, as text and as page: say less, and put long tables into a file beside the "+
				"letter",
			over,
		)
	} else {
		d = d.To("shorten the pitches and promises of the month's entries by about %d kB in all; what they leave out stands on their pages", over)
	}
	c := &checker{Set: s}
	c.report(d)
	return c.found
}

// kilobytes are thousands of bytes, of which those that have begun count.
func kilobytes(bytes int) int { return (bytes + 999) / 1000 }

// wordsPerCentimetre is how many words of a letter take a centimetre of the
// page's height.
const wordsPerCentimetre = 30
