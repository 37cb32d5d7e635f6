package desk

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/newentry"
)

var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// stand sets the desk up over a folder.
func stand(t testing.TB, dir, lang string) *Desk {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	d, err := New(Config{Root: root, Words: catalog.For(lang), City: func(f fs.FS) (*newentry.City, error) {
		return newentry.Read(f, "content", lang, func(*content.Settings) time.Time { return today })
	}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// copied is the demonstration city in a folder of its own.
func copied(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// get asks the desk for a page.
func (d *Desk) get(t testing.TB, rest string) string {
	t.Helper()
	w := httptest.NewRecorder()
	d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, d.Path()+rest, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", rest, w.Code, w.Body)
	}
	return w.Body.String()
}

// post sends the desk a form.
func (d *Desk) post(rest string, form url.Values) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, d.Path()+rest, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	d.ServeHTTP(w, r)
	return w
}

// papers are the files of a folder that the desk has forms for.
func papers(t testing.TB, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if e := path.Ext(name); err == nil && (e == ".md" || name == "site.yaml") {
			out = append(out, name)
		}
		return err
	})
	if err != nil || len(out) < 100 {
		t.Fatal(len(out), err)
	}
	return out
}

// form is the form of a file, without what is to be said of it, which takes the longest.
func (d *Desk) form(t testing.TB, name string) string {
	t.Helper()
	p, err := d.paper(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := d.city()
	if err != nil {
		t.Fatal(err)
	}
	out := page{Home: d.Path(), File: name, Shown: d.work.hand(p.draft.text), Base: d.work.hand(p.draft.base)}
	d.fill(&out, p, c, content.Cost{})
	var b strings.Builder
	if err := d.pages.ExecuteTemplate(&b, "form", out); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A form in which nothing was changed leaves every file as it is, byte for byte, and what
// is saved so is not written.
func TestNothingChanged(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "fr")
	for i, name := range papers(t, dir) {
		if i%9 > 0 {
			r := httptest.NewRequest(http.MethodPost, d.Path()+"try/"+name, strings.NewReader(sentBy(t, d.form(t, name)).Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			if p, _, err := d.take(r, name); err != nil || d.work.unsaved(name) {
				t.Errorf("%s: %v\n%s", name, err, p.draft.text)
			}
			continue
		}
		was, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		w := d.post("save/"+name, sentBy(t, d.get(t, "edit/"+name)))
		is, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || w.Code != http.StatusSeeOther || !bytes.Equal(was, is) {
			t.Errorf("%s: %d, %v\n%s\n%s", name, w.Code, err, is, openIn(w.Body.String()))
		}
	}
}

// What is to be published and has an error is not saved; as a draft it is.
func TestGate(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	const name = "trips/2026-09-ravenna.md"
	was, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	form := sentBy(t, d.get(t, "edit/"+name))
	form.Set("f.local_impact.benefit", "TBD")
	w := d.post("save/"+name, form)
	if is, _ := os.ReadFile(filepath.Join(dir, name)); w.Code != http.StatusUnprocessableEntity || !bytes.Equal(was, is) {
		t.Errorf("%d\n%s", w.Code, is)
	}
	if !strings.Contains(w.Body.String(), "Not saved: 1 problem is open") || !strings.Contains(w.Body.String(), "TBD") {
		t.Error("what was typed is not there any more, or it is not said why it was not saved")
	}
	form = sentBy(t, w.Body.String())
	form.Set("f.draft", "true")
	w = d.post("save/"+name, form)
	is, _ := os.ReadFile(filepath.Join(dir, name))
	if want := strings.Replace(string(was), "Since 12 October", "", 1); w.Code != http.StatusSeeOther || !strings.Contains(string(is), "benefit: TBD\n") ||
		!strings.Contains(string(is), "draft: true\n") || len(want) == len(was) {
		t.Errorf("%d\n%s", w.Code, is)
	}
}

// Two who write at one file lose nothing: what they changed apart is put together, and
// where both changed the same, nothing is written.
func TestTwo(t *testing.T) {
	dir := copied(t)
	one, two := stand(t, dir, "en"), stand(t, dir, "en")
	const name = "trips/2026-09-ravenna.md"
	file := filepath.Join(dir, name)
	a, b := sentBy(t, one.get(t, "edit/"+name)), sentBy(t, two.get(t, "edit/"+name))
	a.Set("f.title", "The title of one")
	b.Set("f.purpose", "The purpose of two, which is long enough to be one.")
	if w := one.post("save/"+name, a); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	if w := two.post("save/"+name, b); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	is, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(is, []byte("title: The title of one\n")) || !bytes.Contains(is, []byte("purpose: The purpose of two")) {
		t.Fatalf("%v\n%s", err, is)
	}
	a, b = sentBy(t, one.get(t, "edit/"+name)), sentBy(t, two.get(t, "edit/"+name))
	a.Set("f.title", "A third title")
	b.Set("f.title", "A fourth one")
	if w := one.post("save/"+name, a); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code)
	}
	w := two.post("save/"+name, b)
	is, _ = os.ReadFile(file)
	if w.Code != http.StatusConflict || !bytes.Contains(is, []byte("title: A third title\n")) {
		t.Errorf("%d\n%s", w.Code, is)
	}
	for _, want := range []string{"the same fields as you: Title", "A fourth one", "A third title</pre>"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%q is not shown", want)
		}
	}
}

// A file that is not there, one that is none of the city's, and one outside are not shown;
// nor is anything without the secret.
func TestElsewhere(t *testing.T) {
	dir := copied(t)
	if err := os.WriteFile(filepath.Join(dir, "../secret.md"), []byte("---\ntitle: x\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../secret.md", filepath.Join(dir, "trips/link.md")); err != nil {
		t.Fatal(err)
	}
	d := stand(t, dir, "en")
	for _, rest := range []string{"edit/trips/none.md", "edit/../secret.md", "edit/trips/../../secret.md", "edit/trips/link.md",
		"edit/static/x.md", "edit/", "x"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, d.Path(), nil)
		r.URL.Path = d.Path() + rest
		if d.ServeHTTP(w, r); w.Code == http.StatusOK {
			t.Errorf("%s is shown:\n%s", rest, w.Body)
		}
	}
	if w := d.asked("edit/trips/none.md"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<h1>There is nothing here</h1>") {
		t.Errorf("%d: what is not there is said by:\n%s", w.Code, w.Body)
	}
	for _, at := range []string{"/_desk/", "/_desk/0/", strings.ToUpper(d.Path()), d.Path()[:len(d.Path())-1]} {
		w := httptest.NewRecorder()
		if d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, at, nil)); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", at, w.Code)
		}
	}
}

// A new file is a draft that says what is open; a second of its name is refused.
func TestBegin(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	w := d.post("new/outcomes", url.Values{"title": {"Pumps that do not sing"}})
	if w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "edit/outcomes/pumps-that-do-not-sing.md") {
		t.Fatal(w.Code, w.Header(), w.Body)
	}
	page := d.get(t, "edit/outcomes/pumps-that-do-not-sing.md")
	if !strings.Contains(page, `href="#f.local_impact`) || !strings.Contains(page, `name="f.draft" value="true" checked`) {
		t.Error("it is no draft, or does not say that the benefit is missing")
	}
	_, latest, _ := strings.Cut(d.get(t, ""), "<section data-latest>")
	if first, _, _ := strings.Cut(latest, "</li>"); !strings.Contains(first, "Pumps that do not sing") {
		t.Errorf("what was written last does not stand first: %s", first)
	}
	if w := d.post("new/outcomes", url.Values{"title": {"Pumps that do not sing"}}); w.Code != http.StatusUnprocessableEntity {
		t.Error(w.Code)
	}
	const original, begun = "pages/about.md", "pages/about.fr.md"
	if err := os.Remove(filepath.Join(dir, begun)); err != nil {
		t.Fatal(err)
	}
	d.forget()
	if w := d.post("new/"+original, url.Values{"language": {"fr"}}); w.Code != http.StatusSeeOther {
		t.Error(w.Code, w.Body)
	}
	fr := sentBy(t, d.get(t, "edit/"+begun))
	if w := d.post("save/"+begun, fr); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Mend it first") {
		t.Error(w.Code)
	}
	if _, err := os.Stat(filepath.Join(dir, begun)); err == nil {
		t.Error("a translation without a title is written, with which no site can be built")
	}
	fr.Set("f.title", "Les gobelets ne sont pas revenus")
	if w := d.post("save/"+begun, fr); w.Code != http.StatusSeeOther {
		t.Error(w.Code, w.Body)
	}
	is, err := os.ReadFile(filepath.Join(dir, begun))
	if err != nil || string(is) != "---\ntitle: Les gobelets ne sont pas revenus\n---\n" {
		t.Errorf("%v %q", err, is)
	}
}
