package generator

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"parvis/generator/content"
)

// Sources are the files of the content that the public site is made of, by their paths there as
// the disk writes them. What lies beside an entry and is named by none is not among them, nor are drafts.
func Sources(job Job) ([]string, error) {
	job.Drafts, job.Preview = false, false
	set, _, _, err := Check(job)
	if err != nil || set == nil {
		return nil, err
	}
	out := []string{"site.yaml"}
	file := func(h *content.Head) {
		out = append(out, h.Path)
		for _, name := range h.Files {
			out = append(out, path.Join(h.Dir, name))
		}
	}
	for _, h := range set.Heads() {
		file(&h)
		_, translations := set.Head("/" + h.ID + "/")
		for _, t := range translations {
			file(&t.Head)
		}
	}
	for _, name := range set.Static() {
		out = append(out, path.Join("static", name))
	}
	if err := ownTheme(job.Content, &out); err != nil {
		return nil, err
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for i, name := range out {
		out[i] = set.Folder().OnDisk(name)
	}
	return out, nil
}

// ownTheme adds the files of a theme that lies in the content.
func ownTheme(fsys fs.FS, to *[]string) error {
	err := fs.WalkDir(fsys, content.ThemeFolder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !content.PassedOver(p) {
			*to = append(*to, p)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
