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
	if slices.Contains(fields.Languages[:], f.lang) {
		return f.lang
	}
	if file, err := readFile(filepath.Join(f.content, "site.yaml")); err == nil {
		if m := languageLine.FindSubmatch(file.Text); m != nil && slices.Contains(fields.Languages[:], string(m[1])) {
			return string(m[1])
		}
	}
	return environment()
}

// foresee takes from the arguments, before they are parsed, the flags that the language of
// help and of wrong use goes by.
func (f *flags) foresee(args []string) {
	for i, arg := range args {
		name, value, given := strings.Cut(arg, "=")
		if !given && i+1 < len(args) {
			value = args[i+1]
		}
		switch name {
		case "--":
			return
		case "--lang":
			f.lang = value
		case "--content":
			f.content = value
		}
	}
}

// languageLine is the line of the settings with the site's language. It is found in
// settings too that cannot be read, of which an editor has to be told.
var languageLine = regexp.MustCompile(`(?m)^language:[ \t]*["']?([a-z]{2})\b`)

// environment is the language that the system's settings ask for.
func environment() string {
	if code, _ := locale(); slices.Contains(fields.Languages[:], code) {
		return code
	}
	return fields.Languages[0]
}

// locale is the language of the system's settings and the country of its region, "" for
// none, as POSIX has them: fr_FR.UTF-8. The first that is set decides.
func locale() (lang, country string) {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			value, _, _ = strings.Cut(value, ".")
			value, _, _ = strings.Cut(value, "@")
			lang, country, _ = strings.Cut(value, "_")
			break
		}
	}
	return strings.ToLower(lang), strings.ToUpper(country)
}

// words is that language.
func (f *flags) words() *catalog.Language { return catalog.For(f.language()) }

// say says an error in that language.
func (f *flags) say(err error) string { return catalog.Fault(err, f.words()) }
