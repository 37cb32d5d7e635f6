// Countries writes countries.tsv, the country names that package i18n embeds,
// from the CLDR data in the npm package cldr-localenames-full. It needs npm
// and the npm registry; run it through go generate in generator/i18n.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const (
	source = "cldr-localenames-full@48.2.0"
	output = "countries.tsv"

	// header is the top of the output; the licence asks that the copyright
	// notice stay with the data.
	header = `# Country names in en, es, fr, pt, es-419, pt-BR, and other names CLDR gives, separated by |.
# Source: Unicode CLDR, npm package ` + source + `, territories.json,
# reduced by generator/i18n/internal/countries. Do not edit.
# Copyright © 2004-2026 Unicode, Inc.
# Licence: Unicode-3.0 (https://www.unicode.org/license.txt)
# code	en	es	fr	pt	es-419	pt-BR	other
`
)

// columns are the CLDR locales of the columns. English is that of Europe:
// "St Lucia", not "St. Lucia"; Portuguese that of Portugal: "Polónia", not "Polônia".
// The last two are the variants of words: CLDR's "pt" is that of Brazil.
var columns = []string{"en-GB", "es", "fr", "pt-PT", "es-419", "pt"}

// variants are locales that only add other names.
var variants = []string{"en"}

// shortened lists the territories whose standard name carries a qualifier
// that is out of place in a sentence ("Hong Kong SAR China"); CLDR's short
// name is taken for them. For the others the short name is an abbreviation
// ("UK", "US").
var shortened = []string{"HK", "MM", "MO", "PS"}

// notCountries are the two-letter CLDR territories that ISO 3166-1 does not
// assign: exceptional reservations, groupings and test codes. XK, which it
// does not assign either, is kept.
var notCountries = []string{
	"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
}

var alpha2 = regexp.MustCompile(`^[A-Z]{2}$`)

func main() {
	log.SetFlags(0)
	log.SetPrefix("countries: ")
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	dir, err := os.MkdirTemp("", "countries")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := fetch(dir); err != nil {
		return err
	}
	names := make(map[string]territories)
	for _, locale := range slices.Concat(columns, variants) {
		if names[locale], err = read(dir, locale); err != nil {
			return err
		}
	}
	return os.WriteFile(output, table(names), 0o644)
}

// fetch unpacks the locales in use from the npm package into dir.
func fetch(dir string) error {
	pack := exec.Command("npm", "pack", "--silent", "--pack-destination", dir, source)
	pack.Stderr = os.Stderr
	name, err := pack.Output()
	if err != nil {
		return fmt.Errorf("npm pack: %w", err)
	}
	archive := filepath.Join(dir, strings.TrimSpace(string(name)))
	return exec.Command("tar", "-xzf", archive, "-C", dir).Run()
}

// territories maps CLDR's territory keys ("IT", "HK-alt-short") to names.
type territories map[string]string

func read(dir, locale string) (territories, error) {
	data, err := os.ReadFile(filepath.Join(dir, "package", "main", locale, "territories.json"))
	if err != nil {
		return nil, err
	}
	var file struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories territories }
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", locale, err)
	}
	return file.Main[locale].LocaleDisplayNames.Territories, nil
}

// name is the name of a country in a locale that is shown to readers.
func (t territories) name(code string) string {
	if slices.Contains(shortened, code) {
		if short := t[code+"-alt-short"]; short != "" {
			return short
		}
	}
	return t[code]
}

func table(names map[string]territories) []byte {
	var out bytes.Buffer
	out.WriteString(header)
	for _, code := range slices.Sorted(maps.Keys(names[columns[0]])) {
		if !alpha2.MatchString(code) || slices.Contains(notCountries, code) {
			continue
		}
		fields := []string{code}
		for _, locale := range columns {
			fields = append(fields, names[locale].name(code))
		}
		if also := others(names, code, fields); len(also) > 0 {
			fields = append(fields, strings.Join(also, "|"))
		}
		fmt.Fprintln(&out, strings.Join(fields, "\t"))
	}
	return out.Bytes()
}

// others returns, sorted, the names of a country in any of the locales that
// are not among those shown. Abbreviations to two letters are left out: they
// read like the code of another country, such as "RU" for the United Kingdom.
func others(names map[string]territories, code string, shown []string) []string {
	var found []string
	for _, territories := range names {
		for key, name := range territories {
			if key != code && !strings.HasPrefix(key, code+"-alt-") {
				continue
			}
			if !slices.Contains(shown, name) && letters(name) > 2 {
				found = append(found, name)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func letters(name string) (n int) {
	for _, r := range name {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
