package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/newcity"
	"parvis/generator/source"
)

func initCommand(f *flags) *cobra.Command {
	var language, country, city string
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Start a new city: settings, one example of each kind, a workflow that publishes",
		Long: `Init makes a folder with everything that a new city's site needs: site.yaml,
one example of each kind of file, a page that tells what to do first (README.md), a
workflow that checks and publishes it, and in schema/ what an editor of YAML has to
know to complete names in site.yaml. All of it is written in the city's language; time
zone and currency are those of its country. “parvis serve” shows the site at once. Its
examples are drafts, which nobody publishes: write what has really happened over them,
or delete them. Until then “parvis check” names each.`,
		Example: "  parvis init abroad\n  parvis init monde --language fr --country FR --city Saint-Aubin\n  cd abroad\n  parvis serve --open",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			in, asks := bufio.NewScanner(os.Stdin), isatty.IsTerminal(os.Stdin.Fd()) && onTerminal()
			if asks && language == "" && f.lang == "" && silent() {
				language = askLanguage(in, stderr)
			}
			chosen := language != "" || f.lang != ""
			lang, err := f.cityLanguage(language)
			if err != nil {
				return err
			}
			if err := emptyFolder(args[0]); err != nil {
				return err
			}
			if !asks {
				in = nil
			}
			b, err := f.begin(in, lang, chosen, country, city)
			if err != nil {
				return err
			}
			if err := initCity(args[0], b); err != nil {
				return err
			}
			f.tell("wrote a new city into %s; next: cd %s, then parvis serve --open; README.md there tells what to do first, "+
				"and parvis check names what is still an example", args[0], args[0])
			return nil
		},
	}
	cmd.Flags().StringVar(&language, "language", "",
		"language of the city's files and site: en, fr, es or pt (default: that of --lang, else of the environment)")
	cmd.Flags().StringVar(&country, "country", "",
		"country of the city, such as FR, which has its time zone and currency (default: by the environment and the language)")
	cmd.Flags().StringVar(&city, "city", "", "name of the city (default: that of an example)")
	return cmd
}

// cityLanguage is the language of the city's files: the one asked for, else the editor's.
// Who asks for one is also answered in it.
func (f *flags) cityLanguage(language string) (string, error) {
	lang := cmp.Or(strings.ToLower(language), f.language())
	if !slices.Contains(catalog.Languages, lang) {
		return "", noLanguage(language)
	}
	f.lang = cmp.Or(f.lang, lang)
	return lang, nil
}

// begin is the city that the flags describe, whose language may have been chosen. It asks
// what they leave open, where there is somebody to ask.
func (f *flags) begin(in *bufio.Scanner, lang string, chosen bool, country, city string) (newcity.Begun, error) {
	b := newcity.Begun{Language: lang, City: strings.Join(strings.Fields(city), " ")}
	if strings.ContainsFunc(b.City, source.Unseen) {
		return b, usage("the city's name holds a sign that nobody sees; write it again, with --city")
	}
	proposed := defaultCountry(b.Language, chosen)
	switch {
	case country != "":
		code, wrong := countryOf(country)
		if code == "" {
			return b, usageError{wrong}
		}
		b.Country = code
	case in != nil:
		b.Country = askCountry(in, stderr, b.Language, proposed)
	default:
		b.Country = proposed
	}
	if b.City == "" && in != nil {
		b.City = askCity(in, stderr, b.Language)
	}
	b.Currency, b.Zones = currencyOf(b.Country), content.ZonesOf(b.Country)
	day, err := f.dayIn(source.NewFile("site.yaml", []byte(b.File("content/site.yaml"))))
	b.Day = day
	return b, err
}

// currencyOf is the currency of a country; the euro where nobody lives who pays.
func currencyOf(country string) string {
	if code := i18n.CurrencyOf(country); i18n.IsCurrency(code) {
		return code
	}
	return "EUR"
}

// noLanguage is wrong use: there is no such language; the remedy names the one that is
// meant, where that is plain.
func noLanguage(word string) error {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(word), "_", "-"), "-")
	if slices.Contains(catalog.Languages, code) {
		return usage("--language %q is not known: write %s; what its words are in a country goes by --country", word, code)
	}
	return usage("--language %q is not known: write one of %s", word, strings.Join(catalog.Languages, ", "))
}

// countryOf is the code of a country that is named by its two letters, or by its name in
// one of the languages; "", and what is to be done, where there is none.
func countryOf(word string) (string, catalog.Message) {
	word = strings.TrimSpace(word)
	if code := strings.ToUpper(word); i18n.IsCountry(code) {
		return code, catalog.Message{}
	}
	if code, ok := i18n.CountryByName(word); ok {
		return code, catalog.Message{}
	}
	near := nearCountry(word)
	if near == "" {
		return "", catalog.Say("there is no country %q: write its two letters, such as FR, or its name", word)
	}
	code, _ := i18n.CountryByName(near)
	return "", catalog.Say("there is no country %q: write %s if %s is meant", word, code, near)
}

// nearCountry is the name of a country that is written nearly so; "" for none.
func nearCountry(word string) string {
	var names []string
	for _, lang := range i18n.Supported() {
		names = append(names, i18n.CountryNames(lang)...)
	}
	if len([]rune(word)) < 4 { // two letters may be any
		return ""
	}
	return frontmatter.Nearest(word, names)
}

// countries are where a city is taken to lie that writes in a language, when nothing else
// tells.
var countries = map[string]string{"en": "FR", "fr": "FR", "es": "ES", "pt": "PT"}

// defaultCountry is the country of a city by the environment, as in es_MX.UTF-8, else by
// its language. Where the language was chosen, another one's region tells nothing.
func defaultCountry(lang string, chosen bool) string {
	spoken, region := locale()
	if i18n.IsCountry(region) && (spoken == lang || !chosen) {
		return region
	}
	return countries[lang]
}

// silent tells whether the system's settings say nothing of a language, as on Windows.
func silent() bool {
	lang, _ := locale()
	return lang == "" || lang == "c" || lang == "posix"
}

// askLanguage asks for the language, in all of them, until there is one of that name.
func askLanguage(in *bufio.Scanner, out io.Writer) string {
	for {
		fmt.Fprint(out, "English: en · Français : fr · Español: es · Português: pt\n> ")
		if !in.Scan() {
			fmt.Fprintln(out)
			return ""
		}
		lang := strings.ToLower(strings.TrimSpace(in.Text()))
		if lang == "" || slices.Contains(catalog.Languages, lang) {
			return lang
		}
	}
}

// askCountry asks for the country until there is one of that name.
func askCountry(in *bufio.Scanner, out io.Writer, lang, proposed string) string {
	words := catalog.For(lang)
	for {
		fmt.Fprintf(out, "%s\n> ", catalog.Say("In which country is the city? (Enter for %s)", proposed).In(words))
		if !in.Scan() {
			fmt.Fprintln(out)
			return proposed
		}
		if strings.TrimSpace(in.Text()) == "" {
			return proposed
		}
		code, wrong := countryOf(in.Text())
		if code != "" {
			return code
		}
		fmt.Fprintln(out, wrong.In(words))
	}
}

// askCity asks for the city's name; "" leaves it open.
func askCity(in *bufio.Scanner, out io.Writer, lang string) string {
	fmt.Fprintf(out, "%s\n> ", catalog.Say("What is your city called? (Enter leaves it open)").In(catalog.For(lang)))
	if !in.Scan() {
		fmt.Fprintln(out)
		return ""
	}
	name := strings.Join(strings.Fields(in.Text()), " ")
	if strings.ContainsFunc(name, source.Unseen) {
		return ""
	}
	return name
}

// emptyFolder refuses a folder that holds something, or that is none.
func emptyFolder(dir string) error {
	found, err := os.ReadDir(dir)
	switch {
	case err == nil && len(found) > 0:
		return usage("%s is not empty; name a new folder", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usage("%s is not a folder", dir)
	}
	return nil
}

// initCity writes the files of a new city into a folder that is empty or not
// there yet.
func initCity(dir string, b newcity.Begun) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := b.Write(root); err != nil {
		return err
	}
	return writeSchemas(root, "schema", b.Language)
}
