package desk

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator/fields"
	"parvis/generator/newcity"
)

// starts sets up what asks for a city; made are those that it was asked to make.
func starts(places ...string) (s *Start, made map[string]newcity.Begun) {
	made = map[string]newcity.Begun{}
	return NewStart(StartConfig{Language: "pt", Found: []string{"/srv/Aubin"}, Places: places, Make: func(folder string, b newcity.Begun) error {
		if strings.Contains(folder, "There") {
			return fs.ErrExist
		}
		made[folder] = b
		return nil
	}}), made
}

func (s *Start) ask(method, rest, speaks string, form url.Values) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, s.Path()+rest, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Language", speaks)
	s.ServeHTTP(w, r)
	return w
}

// The page speaks the browser's language, until another is chosen, and keeps what has been
// typed; the country is the one of which the browser speaks.
func TestStartSpeaks(t *testing.T) {
	s, _ := starts("/srv")
	for _, c := range []struct{ asks, lang, country string }{
		{"fr-CA,fr;q=0.9,en;q=0.8", "fr", "CA"}, {"de,es;q=0.5", "es", "ES"}, {"de", "pt", "PT"}, {"", "pt", "PT"}, {"en-US", "en", "FR"}, {"pt-BR", "pt", "BR"},
	} {
		page := s.ask(http.MethodGet, "", c.asks, nil).Body.String()
		if !strings.Contains(page, `<html lang="`+c.lang+`">`) || !strings.Contains(page, `<option value="`+c.country+`" selected>`) {
			t.Errorf("%q is not answered in %s, for %s", c.asks, c.lang, c.country)
		}
		if n := strings.Count(page, `<svg class="sign"`); n != len(fields.Signs) {
			t.Errorf("%d signs", n)
		}
		for _, sign := range fields.Signs {
			if subjects[sign].IsZero() {
				t.Errorf("%s has no name", sign)
			}
		}
	}
	w := s.ask(http.MethodPost, "city", "fr-FR", url.Values{"language": {"fr"}, "show": {"es"}, "city": {"L’Haÿ <b>"}, "country": {"FR"}, "issue": {"water"}})
	page := w.Body.String()
	for _, want := range []string{`<html lang="es">`, "L’Haÿ &lt;b&gt;", `<option value="ES" selected>`, `value="water" checked`, `name="language" value="es"`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not there", want)
		}
	}
}

// What is typed becomes a city, once; what is not in order is said, and nothing is made.
func TestStartMakes(t *testing.T) {
	s, made := starts("/srv", "/home/zoe")
	form := url.Values{"language": {"fr"}, "city": {" Saint-Aubin  d’Écosse "}, "country": {"FR"}, "currency": {"eur"}, "issue": {"waste", "port", "no such"},
		"departments": {"Voirie, ports\r\n\r\nRelations\r\nrelations"}, "name": {"Zoé Martin"}, "role": {"Maire"}, "since": {"2024-03-01"}, "place": {"1"}}
	for field, wrong := range map[string]string{"city": " ", "country": "XX", "currency": "XYZ", "role": "", "since": "1er mars", "name": "Zo\u200bé"} {
		one := url.Values{}
		for k, v := range form {
			one[k] = v
		}
		one.Set(field, wrong)
		w := s.ask(http.MethodPost, "city", "", one)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `class="notice" role="alert"`) || len(made) > 0 {
			t.Errorf("%s %q: %d %v", field, wrong, w.Code, made)
		}
		if field != "name" && !strings.Contains(w.Body.String(), `aria-invalid="true"`) {
			t.Errorf("%s is not marked", field)
		}
	}
	there := url.Values{"language": {"fr"}, "city": {"There"}, "country": {"FR"}, "place": {"0"}}
	if w := s.ask(http.MethodPost, "city", "", there); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "/srv/There") {
		t.Error("a folder that is there already is not refused")
	}
	for _, place := range []string{"2", "-1"} {
		there.Set("place", place)
		if w := s.ask(http.MethodPost, "city", "", there); w.Code != http.StatusNotFound {
			t.Error(place, w.Code)
		}
	}
	for range 2 { // a double click makes no second one
		if w := s.ask(http.MethodPost, "city", "", form); w.Code != http.StatusSeeOther || w.Header().Get("Location") != s.Path() {
			t.Fatal(w.Code, w.Body)
		}
	}
	const folder = "/home/zoe/Saint-Aubin d’Écosse"
	b, ok := made[filepath.FromSlash(folder)]
	if !ok || len(made) != 1 || filepath.ToSlash(<-s.Chosen()) != folder {
		t.Fatal(made)
	}
	text := b.File("content/site.yaml")
	for _, want := range []string{"- {id: dechets, name: Déchets, sign: waste}", "- {id: port, name: Port, sign: port}", "- {id: voirie-ports, name: 'Voirie, ports'}",
		"- {id: relations, name: Relations}\ndeadlines", "language: fr\n", "currency: EUR\n", "city: Saint-Aubin d’Écosse\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if person := b.File("content/people/zoe-martin.md"); !strings.Contains(person, "name: Zoé Martin\nrole: Maire\nelected: true\nfrom: 2024-03-01\n") {
		t.Error(person)
	}
	if w := s.ask(http.MethodPost, "open", "", url.Values{"found": {"7"}}); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
	s, _ = starts()
	if w := s.ask(http.MethodPost, "open", "", url.Values{"found": {"0"}}); w.Code != http.StatusSeeOther || <-s.Chosen() != "/srv/Aubin" {
		t.Error(w.Code)
	}
}

// A folder is called as the city is, by a name that every system can have.
func TestFolderName(t *testing.T) {
	for city, want := range map[string]string{
		"Saint-Aubin": "Saint-Aubin", "CON": "parvis CON", "..": "parvis", "a:b/c\\d": "a-b-c-d", "../../etc": "-..-etc", "Aubin. ": "Aubin", "~": "parvis", "São João": "São João",
	} {
		got := folderName(city)
		if got != want && city != "../../etc" || strings.ContainsAny(got, `/\:`) || strings.HasPrefix(got, ".") {
			t.Errorf("%q becomes %q", city, got)
		}
	}
	if name := folderName(strings.Repeat("é", 300)); len(name) > 100 || len(name) < 90 {
		t.Error(name)
	}
}

// Without the secret nothing is told, and each answer keeps to our own scripts.
func TestStartIsSecret(t *testing.T) {
	s, made := starts("/srv")
	for _, at := range []string{"/_desk/", "/_desk/0/", "/", "/_desk/0/city"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, at, strings.NewReader("city=x&place=0")))
		if w.Code != http.StatusNotFound || len(made) > 0 {
			t.Errorf("%s: %d", at, w.Code)
		}
	}
	d := stand(t, small(t), "en")
	for rest, w := range map[string]*httptest.ResponseRecorder{"": s.ask(http.MethodGet, "", "", nil), "city": s.ask(http.MethodPost, "city", "", nil), "alive.js": s.ask(http.MethodGet, "alive.js", "", nil)} {
		if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(w.Body.String(), "<script>") {
			t.Errorf("%s: %q", rest, policy)
		}
	}
	for _, name := range []string{"start.html", "..%2fdesk.go", "desk.go", "x/desk.js"} {
		w := httptest.NewRecorder()
		if d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, d.Path()+name, nil)); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// Everything that the desk keeps aside goes through the folder's root: a link that leads out
// of it is not followed.
func TestLinkedAside(t *testing.T) {
	dir := small(t)
	out := t.TempDir()
	if err := os.Symlink(out, filepath.Join(dir, hidden)); err != nil {
		t.Skip(err)
	}
	d := stand(t, dir, "en")
	form := sentBy(t, d.get(t, "edit/"+ravenna))
	form.Set("f.title", "Another")
	w := d.post("try/"+ravenna, form)
	if all, err := os.ReadDir(out); err != nil || len(all) > 0 {
		t.Errorf("something was written outside: %v %v", all, err)
	}
	if !strings.Contains(w.Body.String(), "could not be kept aside") {
		t.Errorf("it is not said that it is not kept: %s", w.Body)
	}
	if err := d.work.write(ravenna, []byte(lies(t, dir, ravenna)), []byte("x")); err == nil || errors.Is(err, errChanged) {
		t.Error("written without a lock:", err)
	}
}

// Idle counts from the last page that was open.
func TestIdle(t *testing.T) {
	s, _ := starts("/srv")
	if s.Idle() != 0 {
		t.Error("it is idle before anybody came")
	}
	s.ask(http.MethodGet, "alive", "", nil)
	if was := s.last; was.IsZero() {
		t.Error("a page that is open is not noted")
	}
	w := httptest.NewRecorder()
	s.last = s.last.Add(-1e9)
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/_desk/0/alive", nil))
	if s.Idle() < 1e9 {
		t.Error("a stranger keeps it open")
	}
}
