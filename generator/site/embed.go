package site

import (
	"fmt"
	"html"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/ledger"
)

// This file is what other sites, above all the town's own, can show of this one within their
// pages: small pages for a frame, and the page that tells an editor of such a site how to.
//
// An entry has no such page: at 10,000 entries in four languages it would be as many files
// again. It is shown by its card, which is there already, with a link: that needs no frame, no
// script and no height, and goes through editors and mails that let no frame pass.

// Embed is the page that tells how.
type Embed struct {
	*Frame
	Heading, Intro string
	Pieces         []EmbedPiece
	Entry          string   // the code of one entry, "" without entries
	Listener       string   // the code by which frames become as high as what they show
	Sites          []string // which alone may show them; none for all
}

// EmbedPiece is a small page: where it is, and the code that shows it.
type EmbedPiece struct{ ID, Name, Says, Href, Code, Address string }

// Embedded is a small page for a frame: it has one of its three parts.
type Embedded struct {
	*Frame
	Heading, Intro string
	Entries        []Card
	Letter         *Letter
	Figures        []Figure
	Empty          string // said where there is nothing yet
	More           Link   // where the whole of it stands
}

const embedAddress = "/embed/"

// embedded are the small pages, with how high a frame shows the whole of them in most places.
var embedded = []struct {
	name   string
	height int
}{{"latest", 620}, {"letter", 640}, {"figures", 480}}

// highest is how high a frame may make itself.
const highest = 3000

// embedWidth is how wide a frame is said to be where a number is wanted.
const embedWidth = 600

func (s *Site) planEmbeds(l *lang, newest time.Time) {
	s.add(l, embedAddress, "embed", newest, func(f *Frame) any { return s.embed(l, f) })
	for _, x := range embedded {
		s.add(l, embedAddress+x.name+"/", "embedded", newest, func(f *Frame) any { return s.embedded(l, f, x.name) })
	}
}

func (s *Site) embed(l *lang, f *Frame) *Embed {
	v := &Embed{Frame: f, Heading: l.word("embed.title"), Intro: l.word("embed.intro"), Sites: s.Set.Settings().EmbedOn}
	f.titled(v.Heading, l.link("/data/", "data.title"))
	f.Description = v.Intro
	for _, x := range s.OEmbeds(l.Lang()) {
		v.Pieces = append(v.Pieces, EmbedPiece{ID: x.name, Name: l.word("embed." + x.name), Says: l.word("embed." + x.name + "-says"),
			Href: l.href(embedAddress + x.name + "/"), Code: x.Code, Address: x.Of})
	}
	if latest := s.ledger.Begun(1); len(latest) > 0 {
		v.Entry = s.entryCode(l, latest[0])
	}
	v.Listener = fmt.Sprintf(listener, content.Origin(s.Set.Settings().BaseURL), highest)
	return v
}

// listener makes each frame of the site as high as what it shows.
const listener = `<script>
addEventListener("message", function (e) {
  if (e.origin !== "%s" || !e.data || e.data.message !== "height") return;
  document.querySelectorAll("iframe").forEach(function (frame) {
    if (frame.contentWindow === e.source) frame.style.height = Math.min(e.data.value, %d) + "px";
  });
});
</script>`

// entryCode shows an entry by its card.
func (s *Site) entryCode(l *lang, e *content.Entry) string {
	f := Frame{}
	f.share(s, s.shareCard(l, e))
	address := strings.TrimSuffix(s.Set.Settings().BaseURL, "/") + l.prefix + "/" + e.ID + "/"
	return fmt.Sprintf("<a href=\"%s\"><img src=\"%s\" alt=\"%s\" width=\"1200\" height=\"630\" style=\"max-width: 100%%; height: auto\"></a>",
		html.EscapeString(address), html.EscapeString(address+CardName), html.EscapeString(f.CardSays))
}

// OEmbed is what programs are told of a small page (https://oembed.com), and the code that
// shows it.
type OEmbed struct {
	Path, Address string // of the file that tells it, below the site's root and as a whole
	Of            string // the address of the small page
	Title, HTML   string
	Code          string // the same for people, who paste it into a page
	Width, Height int
	name          string
}

// OEmbeds are those of a language.
func (s *Site) OEmbeds(lang string) []OEmbed {
	l := s.lang(lang)
	root := strings.TrimSuffix(s.Set.Settings().BaseURL, "/")
	var out []OEmbed
	for _, x := range embedded {
		address := l.prefix + embedAddress + x.name + "/"
		o := OEmbed{Path: strings.TrimPrefix(address, "/") + "oembed.json", Address: root + address + "oembed.json", Of: root + address,
			Title: l.word("embed."+x.name) + " · " + l.words(s.Set.Settings().Title), Width: embedWidth, Height: x.height, name: x.name}
		frame := func(plain string) string {
			return fmt.Sprintf("<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"%d\" %s loading=\"lazy\"></iframe>",
				html.EscapeString(o.Of), html.EscapeString(o.Title), o.Height, plain)
		}
		o.Code, o.HTML = frame(`style="border: 0"`), frame(`frameborder="0"`) // WordPress lets no style pass
		out = append(out, o)
	}
	return out
}

// oembed is where programs are told of a small page.
func (s *Site) oembed(l *lang, name string) string {
	for _, o := range s.OEmbeds(l.Lang()) {
		if o.name == name {
			return o.Address
		}
	}
	return ""
}

func (s *Site) embedded(l *lang, f *Frame, name string) *Embedded {
	v := &Embedded{Frame: f, Empty: l.word("home.nothing"), More: Link{l.href("/"), pageText(f.SiteTitle)}}
	f.OEmbed = s.oembed(l, name)
	v.Heading = l.word("embed." + name)
	switch name {
	case "latest":
		v.Entries = s.cards(l, s.ledger.Begun(3))
	case "letter":
		if letters := s.Set.Newsletters(); len(letters) > 0 {
			v.Letter = s.letter(l, letters[len(letters)-1], 2)
			v.Heading = l.word("home.letter", "month", v.Letter.Month)
			v.More = Link{v.Letter.Href, pageText(l.word("home.letter-more"))}
		}
	case "figures":
		s.embeddedYear(l, v)
	}
	f.titled(v.Heading)
	return v
}

// embeddedYear shows the latest year in which anything was paid.
func (s *Site) embeddedYear(l *lang, v *Embedded) {
	latest, any := s.ledger.LatestSpending()
	if !any {
		return
	}
	sum := s.ledger.Account(ledger.OfYear(latest.Year))
	v.Heading, v.Intro = s.yearHeading(l, latest.Year, sum)
	v.Figures, v.More = s.yearFigures(l, latest.Year, sum), *s.yearLink(l, latest.Year)
}
