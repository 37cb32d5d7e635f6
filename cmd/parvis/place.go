package main

import (
	"os"
	"path/filepath"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// apart refuses an output folder from which, or into which, the site would grow:
// one that is the content folder or the theme's, lies in it, or holds it. The site
// would be made of itself at the next build, or the content be lost.
func (f *flags) apart(name string) error {
	theme, err := f.themeFolder()
	if err != nil {
		return err
	}
	sources := []struct {
		what catalog.Message
		dir  string
	}{{catalog.Say("the content folder"), f.content}, {catalog.Say("the theme's folder"), theme}}
	if theme == "" {
		sources = sources[:1]
	}
	for _, source := range sources {
		switch in, holds := output.Within(f.out, source.dir), output.Within(source.dir, f.out); {
		case in && holds:
			return usage("--out %s is %s itself; choose another folder, such as --out %s", f.out, source.what, beside(source.dir, name))
		case in:
			return usage(
				"--out %s lies in %s %s, so that each site would be part of the next one; choose a folder outside it, such as --out %s",
				f.out,
				source.what,
				source.dir,
				beside(source.dir, name),
			)
		case holds:
			return usage(
				"--out %s holds %s %s, which would be lost; choose another folder, such as --out %s",
				f.out,
				source.what,
				source.dir,
				beside(source.dir, name),
			)
		}
	}
	return nil
}

// beside proposes a folder of that name beside another, or one like it where
// that is taken.
func beside(dir, name string) string {
	dir, err := output.Settled(dir)
	if err != nil {
		return name
	}
	proposed := filepath.Join(filepath.Dir(dir), name)
	if exists(proposed) && !exists(filepath.Join(proposed, ".parvis")) {
		proposed += "-site"
	}
	here, err := os.Getwd()
	if err != nil {
		return proposed
	}
	if short, err := filepath.Rel(here, proposed); err == nil {
		return filepath.ToSlash(short)
	}
	return proposed
}
