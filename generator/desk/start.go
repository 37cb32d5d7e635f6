package desk

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gosimple/slug"
	"golang.org/x/text/language"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/newcity"
	"parvis/generator/newentry"
	"parvis/generator/source"
)

// This file asks for a city where there is none yet, and makes it.

// StartConfig says what the desk may begin with.
type StartConfig struct {
	Language string   // of who has a browser that asks for none of ours
	Found    []string // the folders of cities that are there
	Places   []string // the folders in which one may be made, the likeliest first
	// Make makes a city in a folder that must not be there yet: else an error that is
	// fs.ErrExist. Currency may be "": the country's.
	Make func(folder string, b newcity.Begun) error
}

// Start asks for a city.
type Start struct {
	pulse
	config StartConfig
	secret string
	chosen chan string

	mu   sync.Mutex
	done bool
}

// NewStart returns what asks for a city, at an address that nobody can guess.
func NewStart(c StartConfig) *Start {
	return &Start{config: c, secret: newSecret(), chosen: make(chan string, 1)}
}

func newSecret() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	return hex.EncodeToString(b[:])
}

// Secret is that of its addresses, with which the desk goes on.
func (s *Start) Secret() string { return s.secret }

// Path is where its addresses begin.
func (s *Start) Path() string { return pathOf(s.secret) }

// Chosen gives the folder of the city, once.
func (s *Start) Chosen() <-chan string { return s.chosen }

// begun is what has been typed.
type begun struct {
	City, Country, Currency, Departments, Name, Role, Since string
	Issues                                                  []string
	Place                                                   int
}

// startPage asks for a city.
type startPage struct {
	Title, Home, Lang, Says string
	At                      string // the field of which something is said
	begun
	Tongues            []tongue
	Found, Places      []option
	Countries, Subject []option
}

// ServeHTTP answers one request.
func (s *Start) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w)
	rest, ok := strings.CutPrefix(r.URL.Path, s.Path())
	if !ok {
		http.NotFound(w, r)
		return
	}
	s.beat()
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	get := r.Method == http.MethodGet
	switch {
	case get && rest == "":
		lang := spoken(r, s.config.Language)
		s.show(w, http.StatusOK, lang, begun{Country: region(r, lang)}, refusal{}, "")
	case get && rest == "alive":
		w.WriteHeader(http.StatusNoContent)
	case get && ours(rest):
		serveOurs(w, r, rest)
	case r.Method == http.MethodPost && rest == "city":
		s.make(w, r)
	case r.Method == http.MethodPost && rest == "open":
		n, err := strconv.Atoi(r.PostFormValue("found"))
		if err != nil || n < 0 || n >= len(s.config.Found) {
			http.NotFound(w, r)
			return
		}
		s.choose(w, r, s.config.Found[n])
	default:
		http.NotFound(w, r)
	}
}

// spoken is the language that a browser asks for, of ours.
func spoken(r *http.Request, otherwise string) string {
	asked, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil {
		for _, tag := range asked {
			if base, _ := tag.Base(); slices.Contains(catalog.Languages, base.String()) {
				return base.String()
			}
		}
	}
	return otherwise
}

// region is the country that a browser speaks of, as in pt-BR, where it is in one of our
// languages; else the one in which a city of that language most likely lies.
func region(r *http.Request, lang string) string {
	asked, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	for _, tag := range asked {
		base, _ := tag.Base()
		if code, sure := tag.Region(); err == nil && base.String() == lang && sure == language.Exact && i18n.IsCountry(code.String()) && lang != "en" {
			return code.String()
		}
	}
	return map[string]string{"en": "FR", "fr": "FR", "es": "ES", "pt": "PT"}[lang]
}

func (s *Start) show(w http.ResponseWriter, status int, lang string, b begun, why refusal, at string) {
	words := catalog.For(lang)
	p := startPage{Title: said["start"].In(words), Home: s.Path(), Lang: lang, begun: b, At: at}
	if !why.IsZero() {
		p.Says = why.In(words)
	}
	for _, code := range catalog.Languages {
		p.Tongues = append(p.Tongues, tongue{Code: code, Name: fields.LanguageName(code), Here: code == lang})
	}
	for i, folder := range s.config.Found {
		p.Found = append(p.Found, option{Choice: newentry.Choice{Value: strconv.Itoa(i), Label: folder}})
	}
	for i, folder := range s.config.Places {
		p.Places = append(p.Places, option{newentry.Choice{Value: strconv.Itoa(i), Label: folder}, i == b.Place})
	}
	names := i18n.CountryNames(lang)
	for i, code := range i18n.Countries() {
		p.Countries = append(p.Countries, option{newentry.Choice{Value: code, Label: names[i]}, code == b.Country})
	}
	byName(p.Countries, lang)
	for _, sign := range fields.Signs {
		p.Subject = append(p.Subject, option{newentry.Choice{Value: sign, Label: subjects[sign].In(words)}, slices.Contains(b.Issues, sign)})
	}
	pages, err := pagesIn(words)
	var text strings.Builder
	if err == nil {
		err = pages.ExecuteTemplate(&text, "start", p)
	}
	if err != nil {
		http.Error(w, catalog.Fault(err, words), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text.String()))
}

// make makes the city that was asked for.
func (s *Start) make(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	f := r.PostForm
	lang := f.Get("language")
	if !slices.Contains(catalog.Languages, lang) {
		lang = spoken(r, s.config.Language)
	}
	place, _ := strconv.Atoi(f.Get("place"))
	line := func(name string) string { return strings.Join(strings.Fields(f.Get(name)), " ") }
	b := begun{City: line("city"), Country: f.Get("country"), Currency: strings.ToUpper(line("currency")), Departments: f.Get("departments"),
		Name: line("name"), Role: line("role"), Since: line("since"), Issues: f["issue"], Place: place}
	if shown := f.Get("show"); slices.Contains(catalog.Languages, shown) {
		if b.Country == region(r, lang) { // which nobody may have chosen
			b.Country = region(r, shown)
		}
		s.show(w, http.StatusOK, shown, b, refusal{}, "")
		return
	}
	city, why, at := b.city(lang)
	var folder string
	if why.IsZero() {
		if place < 0 || place >= len(s.config.Places) {
			http.NotFound(w, r)
			return
		}
		folder = filepath.Join(s.config.Places[place], folderName(b.City))
		s.mu.Lock()
		if !s.done {
			switch err := s.config.Make(folder, city); {
			case errors.Is(err, fs.ErrExist):
				why, at = refusal{catalog.Say("There is something at %s already, and nothing is written over it: "+
					"name the city otherwise, or choose another place.", folder)}, "city"
			case err != nil:
				why = refusal{catalog.Say("The folder %s could not be made: %v", folder, err)}
			}
		}
		s.mu.Unlock()
	}
	if !why.IsZero() {
		s.show(w, http.StatusUnprocessableEntity, lang, b, why, at)
		return
	}
	s.choose(w, r, folder)
}

// choose goes on with a city.
func (s *Start) choose(w http.ResponseWriter, r *http.Request, folder string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.done {
		s.done = true
		s.chosen <- folder
	}
	http.Redirect(w, r, (&url.URL{Path: s.Path()}).String(), http.StatusSeeOther)
}

// city is the city as it was typed; why it cannot be one, and at which field, where that
// is so.
func (b begun) city(lang string) (out newcity.Begun, why refusal, at string) {
	unseen := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(s string) bool { return strings.ContainsFunc(s, source.Unseen) })
	}
	out = newcity.Begun{City: b.City, Language: lang, Country: b.Country, Currency: b.Currency}
	switch {
	case b.City == "":
		return out, refusal{catalog.Say("Write what the city is called.")}, "city"
	case unseen(b.City, b.Name, b.Role, strings.NewReplacer("\r", "", "\n", "").Replace(b.Departments)):
		return out, refusal{catalog.Say("There is a sign in it that nobody sees: write it again by hand.")}, "city"
	case !i18n.IsCountry(b.Country):
		return out, refusal{catalog.Say("Choose the country.")}, "country"
	case b.Currency != "" && !i18n.IsCurrency(b.Currency):
		return out, refusal{catalog.Say("There is no currency %s: write its three letters, such as EUR, or nothing for that of the country.",
			b.Currency)}, "currency"
	case b.Name != "" && b.Role == "":
		return out, refusal{catalog.Say("Write what office %s holds.", b.Name)}, "role"
	}
	if b.Since != "" {
		if _, err := time.Parse(time.DateOnly, b.Since); err != nil {
			return out, refusal{catalog.Say("Write the day as 2026-11-23.")}, "since"
		}
	}
	words := catalog.For(lang)
	for _, sign := range fields.Signs {
		if slices.Contains(b.Issues, sign) {
			name := subjects[sign].In(words)
			out.Issues = append(out.Issues, newcity.Issue{ID: slug.MakeLang(name, lang), Name: name, Sign: sign})
		}
	}
	taken := map[string]bool{}
	for line := range strings.Lines(b.Departments) {
		name := strings.Join(strings.Fields(line), " ")
		if id := slug.MakeLang(name, lang); id != "" && !taken[id] {
			taken[id] = true
			out.Departments = append(out.Departments, newcity.Department{ID: id, Name: name})
		}
	}
	if b.Name != "" {
		out.Official = newcity.Person{ID: cmp.Or(slug.MakeLang(b.Name, lang), "elected"), Name: b.Name, Role: b.Role, Since: b.Since}
	}
	return out, refusal{}, ""
}

// device are names that Windows keeps for devices.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)$`)

// folderName is a city's name as that of a folder, which every system can have.
func folderName(city string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*'`, r) || r < ' ' {
			return '-'
		}
		return r
	}, city)
	for len(name) > 100 {
		name = strings.ToValidUTF8(name[:100], "")
	}
	if name = strings.Trim(name, " .-~"); name == "" || device.MatchString(name) {
		name = strings.TrimSpace("parvis " + name)
	}
	return name
}

// byName sorts options as a language sorts words.
func byName(options []option, lang string) {
	slices.SortFunc(options, func(a, b option) int { return i18n.Compare(a.Label, b.Label, lang) })
}

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"start":       catalog.Say("A city begins"),
		"start-says":  catalog.Say("A few questions, and the desk is yours. What you do not know yet, leave empty: all of it can be changed later."),
		"open-city":   catalog.Say("Go on with a city that is here"),
		"city-name":   catalog.Say("Name of the city"),
		"country":     catalog.Say("Country"),
		"currency":    catalog.Say("Currency"),
		"currency-is": catalog.Say("Three letters, such as EUR. Empty: that of the country."),
		"subjects":    catalog.Say("What residents care about"),
		"subjects-is": catalog.Say("These will be the menu of your site. Choose four to eight."),
		"departments": catalog.Say("Departments of the town hall"),
		"one-a-line":  catalog.Say("One a line."),
		"elected":     catalog.Say("Who is elected and answers for what the city does abroad"),
		"person-name": catalog.Say("First name and name"),
		"role":        catalog.Say("Office"),
		"role-is":     catalog.Say("As it stands on the door: Mayor, Deputy mayor for …"),
		"since":       catalog.Say("In office since"),
		"place":       catalog.Say("Where its files go"),
		"place-is":    catalog.Say("Into a new folder there, which is called as the city is. Nothing is sent anywhere."),
		"make-city":   catalog.Say("Make the city"),
		"ended": catalog.Say("The desk has ended. What you had written is kept, and will be offered when you start it again; " +
			"what you write on this page now is not."),
	})
}

// subjects are the local issues that are offered, by their signs.
var subjects = map[string]catalog.Message{
	"waste": catalog.Say("Waste"), "mobility": catalog.Say("Getting about"), "lighting": catalog.Say("Street lighting"), "water": catalog.Say("Water"),
	"housing": catalog.Say("Housing"), "schools": catalog.Say("Schools"), "work": catalog.Say("Work and training"), "heritage": catalog.Say("Heritage"),
	"energy": catalog.Say("Energy"), "health": catalog.Say("Health"), "nature": catalog.Say("Parks and nature"), "culture": catalog.Say("Arts and culture"),
	"safety": catalog.Say("Safety"), "sport": catalog.Say("Sports"), "youth": catalog.Say("Young people"), "cycling": catalog.Say("Cycling"),
	"walking": catalog.Say("Walking"), "streets": catalog.Say("Streets"), "parking": catalog.Say("Parking"), "trains": catalog.Say("Trains and stations"),
	"port": catalog.Say("The port"), "air": catalog.Say("Clean air"), "noise": catalog.Say("Noise"), "climate": catalog.Say("Climate and heat"),
	"trees": catalog.Say("Trees"), "animals": catalog.Say("Animals"), "food": catalog.Say("School meals"), "markets": catalog.Say("Shops and markets"),
	"farming": catalog.Say("Farming"), "elders": catalog.Say("Older people"), "families": catalog.Say("Families"),
	"solidarity": catalog.Say("Solidarity"), "equality": catalog.Say("Equality"), "access": catalog.Say("Accessibility"),
	"libraries": catalog.Say("Libraries"), "research": catalog.Say("Research"), "digital": catalog.Say("Digital services"),
	"tourism": catalog.Say("Tourism"), "business": catalog.Say("Businesses"), "democracy": catalog.Say("A say in things"),
}
