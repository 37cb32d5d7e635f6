package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// This file knows in which language editors are spoken to.

// language is the code of that language: the one asked for, else the first of the city's
// site, else that of the environment, else English.
func (f *flags) language() string {
	if f.lang != "" {
		return f.lang
	}
	if file, err := readFile(filepath.Join(f.content, "site.yaml")); err == nil {
		if m := languageLine.FindSubmatch(file.Text); m != nil && slices.Contains(fields.Languages[:], string(m[1])) {
			return string(m[1])
		}
	}
	return environment()
}

// languageLine is the line of the settings with the site's language. It is found in
// settings too that cannot be read, of which an editor has to be told.
var languageLine = regexp.MustCompile(`(?m)^language:[ \t]*["']?([a-z]{2})\b`)

// environment is the language that the system's settings ask for, as POSIX has them:
// fr_FR.UTF-8. The first that is set decides.
func environment() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		code, _, _ := strings.Cut(strings.ToLower(value), "_")
		code, _, _ = strings.Cut(code, ".")
		if slices.Contains(fields.Languages[:], code) {
			return code
		}
		break
	}
	return fields.Languages[0]
}

// words is that language.
func (f *flags) words() *catalog.Language { return catalog.For(f.language()) }
