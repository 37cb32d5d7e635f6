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

// say says an error in that language.
func (f *flags) say(err error) string { return catalog.Fault(err, f.words()) }
