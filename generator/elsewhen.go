package generator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"time"

	"parvis/generator/content"
	"parvis/generator/output"
	"parvis/generator/site"
	"parvis/generator/source"
)

// Elsewhen tells of a file of the site in dir whether it would hold something, by its sum, were
// the site made for another day. So it can be told what the day alone has changed in a site that
// was published then. nil where the content could not have been published on that day.
//
// What tells of all other files moves with these, and counts as the same.
func Elsewhen(ctx context.Context, job Job, dir string, day time.Time) (func(name string, sum [sha256.Size]byte) bool, error) {
	job.Today, job.Strict = day, false
	folder, err := content.Read(job.Content, job.Name)
	if err != nil {
		return nil, err
	}
	set, locales, _, err := checkFolder(job, folder)
	if err != nil || set == nil {
		return nil, err
	}
	all, err := files(ctx, job, site.New(set, locales), locales, output.Published(source.Dir(dir)))
	if err != nil {
		return nil, err
	}
	byPath := map[string]output.File{}
	for _, f := range all {
		byPath[f.Path] = f
	}
	var b bytes.Buffer
	return func(name string, sum [sha256.Size]byte) bool {
		f, there := byPath[name]
		if !there || f.Round > 0 {
			return there
		}
		b.Reset()
		return f.Render(&b) == nil && sha256.Sum256(b.Bytes()) == sum
	}, nil
}
