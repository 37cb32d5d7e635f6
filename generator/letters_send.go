package generator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/newsletter"
	"parvis/generator/site"
)

// Outgoing is a month's letter as it is sent, in each of the site's languages.
type Outgoing struct {
	Page   string // the address of its page
	From   string
	Digest string         // of all that is sent, but for the lines by which each mail is somebody's
	Bytes  map[string]int // by language
	drafts map[string][]byte
}

// mostShown is how many bytes a mail may have before Gmail hides the rest of it.
const mostShown = 102_000

// OutgoingLetter makes a month's letter as it is sent. The set is nil where the content has
// errors, which the result names.
func OutgoingLetter(ctx context.Context, job Job, month string) (*Outgoing, *content.Set, Result, error) {
	set, locales, result, err := Check(job)
	if err != nil || set == nil {
		return nil, nil, result, err
	}
	if month, err = LatestLetter(set, month); err != nil {
		return nil, set, result, err
	}
	_, forms, err := checkedTheme(job, locales, ".")
	if err != nil {
		return nil, set, result, err
	}
	out := &Outgoing{Bytes: map[string]int{}, drafts: map[string][]byte{}}
	photos, sum := newPhotographs(ctx, set), sha256.New()
	for _, p := range site.New(set, locales).Letters(site.Citizens) {
		if p.Slug != month {
			continue
		}
		v := p.Data()
		v.Leave = p.From.V
		if out.Page == "" {
			out.Page, out.From = v.Canonical, p.From.V
		}
		var b bytes.Buffer
		if err := mailOf(&b, photos, forms, site.Citizens, p, v); err != nil {
			return nil, set, result, err
		}
		if b.Len() > mostShown {
			return nil, set, result, catalog.Say("the mail in %q has %d kB; beyond %d kB Gmail hides the rest of it, so nothing was sent. "+
				"“parvis check” says what it is made of", p.Lang, (b.Len()+999)/1000, mostShown/1000)
		}
		out.drafts[p.Lang], out.Bytes[p.Lang] = b.Bytes(), b.Len()
		sum.Write(b.Bytes())
	}
	out.Digest = hex.EncodeToString(sum.Sum(nil)[:8])
	return out, set, result, nil
}

// For is the mail to one reader.
func (o *Outgoing) For(lang string, to newsletter.Addressee, at time.Time) []byte {
	return newsletter.Addressed(o.drafts[lang], o.From, to, at)
}
