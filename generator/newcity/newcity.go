// Package newcity holds the files of a city that has just begun, in the languages of
// editors: what “parvis init” writes, and how to tell later that a file is still just
// that.
package newcity

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"text/template"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
)

// City is what an English city is called until its own name is written.
const City = "Example-Town"

// names are what a city is called by language, until its own name is written.
var names = map[string]string{"en": City, "fr": "Ville-Exemple", "es": "Ciudad Ejemplo", "pt": "Cidade Exemplo"}

// IsExample tells whether a city still has the name that it began with.
func IsExample(city string) bool {
	for _, name := range names {
		if city == name {
			return true
		}
	}
	return false
}

// Begun is a city that begins.
type Begun struct {
	City     string    // its name; "" for that of an example
	Language string    // of its files: one of [catalog.Languages]
	Country  string    // its two letters
	Currency string    // by ISO 4217
	Zones    []string  // time zones of the country, one of each that keep the same time; the city's first
	Day      time.Time // on which it begins

	// What may be known from the beginning; else an example stands there.
	Issues      []Issue
	Departments []Department
	Official    Person
}

// Issue is something that residents care about.
type Issue struct {
	ID, Name string
	Sign     string // one of fields.Signs
}

// Department is one of the city's.
type Department struct{ ID, Name string }

// Person is somebody who was elected.
type Person struct {
	ID, Name, Role string
	Since          string // the day on which the term began; "" where it is not known
}

// Example is an English city as it begins without its name, in France.
func Example(day time.Time) Begun {
	return Begun{Language: "en", Country: "FR", Currency: "EUR", Zones: []string{"Europe/Paris"}, Day: day}
}

// Write writes the files of the city into a folder.
func (b Begun) Write(root *os.Root) error {
	return b.each(func(name, text string) error {
		if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
			return err
		}
		return root.WriteFile(filepath.FromSlash(name), []byte(text), 0o666)
	})
}

// File returns the text of one of the city's files; "" when there is none of that name.
func (b Begun) File(name string) string {
	found := ""
	_ = b.each(func(n, text string) error {
		if n == name {
			found = text
		}
		return nil
	})
	return found
}

// each hands over every file of the city.
func (b Begun) each(take func(name, text string) error) error {
	v := b.values()
	for _, t := range templates()[b.Language] {
		text, err := t.fill(v)
		if err != nil {
			return err
		}
		if err := take(v.name(t.name), text); err != nil {
			return err
		}
	}
	return nil
}

// file is one of the files, as a template.
type file struct {
	name string
	text *template.Template
}

// templates are the files of a city by language, in the order of their names.
var templates = sync.OnceValue(func() map[string][]file {
	out := map[string][]file{}
	for _, lang := range catalog.Languages {
		for _, dir := range []string{"city/" + lang, "city/shared"} {
			err := fs.WalkDir(files, dir, func(p string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				text, err := fs.ReadFile(files, p)
				if err != nil {
					return err
				}
				t := template.New(p)
				if dir == "city/shared" { // a workflow has gaps of its own
					t.Delims("[[", "]]")
				}
				out[lang] = append(out[lang], file{strings.TrimPrefix(p, dir+"/"), template.Must(t.Parse(string(text)))})
				return nil
			})
			if err != nil {
				panic(err) // they are part of the program
			}
		}
	}
	return out
})

func (f file) fill(v values) (string, error) {
	var b strings.Builder
	err := f.text.Execute(&b, v)
	return b.String(), err
}

// values are what stands in the gaps of a city's files.
type values struct {
	City       string // its name
	Named      bool   // which is its own
	Country    string
	Region     string // where the language has words of its own there, "" elsewhere; see regions
	Currency   string
	Zone       string
	OtherZones string // those that keep another time, as a list
	Host       host   // whom the examples visit

	Issues      []Issue
	Departments []Department
	Person      Person
	Since       string // when the term of the person began

	Year, Month, TripStart, TripEnd, OutcomeDate, Due string

	words *catalog.Language
}

func (b Begun) values() values {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	v := values{
		City: b.City, Named: b.City != "", Country: b.Country, Currency: b.Currency, Region: regionOf(b.Language, b.Country),
		Year: b.Day.Format("2006"), Month: b.Day.Format("2006-01"),
		TripStart: day(b.Day.AddDate(0, 0, -40)), TripEnd: day(b.Day.AddDate(0, 0, -38)),
		OutcomeDate: day(b.Day.AddDate(0, 0, -10)), Due: day(frontmatter.AddMonths(b.Day, 6)), words: catalog.For(b.Language),
		Issues: b.Issues, Departments: b.Departments, Person: b.Official, Since: b.Official.Since,
	}
	if b.Official.Name == "" {
		v.Since = day(frontmatter.AddMonths(b.Day, -12))
	}
	if !v.Named {
		v.City = names[b.Language]
	}
	if len(b.Zones) > 0 {
		v.Zone, v.OtherZones = b.Zones[0], strings.Join(b.Zones[1:], ", ")
	}
	v.Host = hostOf(b.Language, v.Region, b.Country)
	return v
}

// name is where a file of the new city goes.
func (v values) name(of string) string {
	switch of {
	case "github/publish.yml":
		return ".github/workflows/publish.yml"
	case "ci/fetch.sh", "ci/parvis.env", "gitlab-ci.yml", "gitignore", "pre-commit-config.yaml":
		return "." + of
	case "static/headers":
		return "content/static/_headers"
	case "static/htaccess":
		return "content/static/.htaccess"
	case "content/newsletters/month.md":
		return "content/newsletters/" + v.Month + ".md"
	case "content/partners/host.md":
		return "content/partners/" + v.Host.ID + ".md"
	}
	if strings.HasPrefix(of, "content/people/") && v.Person.Name != "" {
		return "content/people/" + v.Person.ID + ".md"
	}
	return of
}

// Issue is the local issue of the examples: the one for which they were written, or the
// first of the city's own.
func (v values) Issue(example string) string {
	for _, issue := range v.Issues {
		if issue.Sign == "mobility" {
			return issue.ID
		}
	}
	if len(v.Issues) > 0 {
		return v.Issues[0].ID
	}
	return example
}

// Department is the one of the examples.
func (v values) Department(example string) string {
	if len(v.Departments) > 0 {
		return v.Departments[0].ID
	}
	return example
}

// Official is who answers for the examples.
func (v values) Official(example string) string {
	if v.Person.Name != "" {
		return v.Person.ID
	}
	return example
}
