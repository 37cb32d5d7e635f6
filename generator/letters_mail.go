package generator

import (
	"bytes"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"parvis/generator/content"
	"parvis/generator/i18n"
	"parvis/generator/newsletter"
	"parvis/generator/render"
	"parvis/generator/site"
	"parvis/generator/source"
)

// heavyMails are the problems of letters whose mail is larger than one may be. A
// theme or a portrait that cannot be read is told of by what uses it.
func heavyMails(
	ctx context.Context,
	job Job,
	set *content.Set,
	locales map[string]*i18n.Locale,
	edition site.Edition,
	pages []site.LetterPage,
) ([]source.Diagnostic, error) {
	if len(pages) == 0 {
		return nil, nil
	}
	palette, err := render.ReadPalette(job.Theme)
	if err != nil {
		return nil, nil
	}
	forms, err := newsletter.Load(job.Theme, locales, palette)
	if err != nil {
		return nil, nil
	}
	photos := newPhotographs(ctx, set)
	found := make([][]source.Diagnostic, len(pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range pages {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if whole, story, portrait := weigh(photos, forms, edition, p); whole > newsletter.MostMail {
				found[i] = set.HeavyMail(p.File, whole, story, portrait, newsletter.MostMail)
			}
			return nil
		})
	}
	err = group.Wait()
	return slices.Concat(found...), err
}

// weigh returns how many bytes the mail of a page has, how many of them are made
// of what its author wrote, and how many are the portrait. The portrait is made
// only where it can matter.
func weigh(photos *photographs, forms *newsletter.Forms, edition site.Edition, p site.LetterPage) (whole, story, portrait int) {
	v := p.Data()
	envelope := newsletter.Envelope{From: p.From.V, Sent: p.Sent, Edition: edition}
	size := func() int {
		var b bytes.Buffer
		if err := forms.Mail(&b, p.Lang, v, envelope); err != nil {
			return 0
		}
		return b.Len()
	}
	whole = size()
	if whole == 0 || whole+newsletter.MostPortrait <= newsletter.MostMail {
		return whole, 0, 0
	}
	if data, err := photos.of(p.Portrait); err == nil && data != nil {
		without := whole
		envelope.Portrait = data
		whole = size()
		portrait = whole - without
	}
	v.Letter.Story.HTML = ""
	return whole, whole - size(), portrait
}
