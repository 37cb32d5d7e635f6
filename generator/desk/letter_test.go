package desk

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator"
	"parvis/themes"
)

// making is a desk that makes letters too.
func making(t *testing.T, dir string) *Desk {
	t.Helper()
	d := stand(t, dir, "en")
	d.config.Job = func() (generator.Job, error) {
		return generator.Job{Name: "content", Theme: themes.Chartres(), Today: today}, nil
	}
	return d
}

// asked is the answer to a request for a page.
func (d *Desk) asked(rest string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, d.Path()+rest, nil))
	return w
}

// TestLetter makes the forms of a letter of what is being written, as they would be sent
// from the published site.
func TestLetter(t *testing.T) {
	d := making(t, copied(t))
	const file = "newsletters/2026-11.md"
	page := d.get(t, "edit/"+file)
	if !strings.Contains(page, `data-src="`+d.Path()+`letter/2026-11/en/page/"`) {
		t.Fatalf("the page does not stand beside the form:\n%s", page)
	}
	if strings.Contains(d.get(t, "edit/trips/2026-09-ravenna.md"), "data-src=") {
		t.Error("a trip has a letter's page")
	}
	form := sentBy(t, page)
	form.Set("body", "I went to Leuven again, and this sentence is not saved yet.")
	if w := d.post("try/"+file, form); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	for form, wants := range map[string][]string{
		"page/":          {"this sentence is not saved yet", `href="./assets/`},
		"newsletter.txt": {"this sentence is not saved yet", "https://abroad.valmont.example/"},
		"newsletter.eml": {"\r\nX-Unsent: 1\r\n", "From: ", "multipart/alternative", "@abroad.valmont.example>\r\n"},
	} {
		w := d.asked("letter/2026-11/en/" + form)
		for _, want := range wants {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %q is not in it: %d\n%.600s", form, want, w.Code, w.Body)
			}
		}
	}
	w := d.asked("letter/2026-11/fr/newsletter.eml")
	if w.Header().Get("Content-Type") != "message/rfc822" || w.Header().Get("Content-Disposition") != `attachment; filename="2026-11.eml"` {
		t.Error(w.Header())
	}
	if w := d.asked("letter/2026-11/en/page/people/solene-le-goff/portrait.jpg"); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/jpeg" {
		t.Error("the portrait:", w.Code, w.Header())
	}
	if w := d.asked("letter/2026-11/en/newsletter.pdf"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "prints well from any browser") {
		t.Errorf("without a browser: %d %s", w.Code, w.Body)
	}
	for _, none := range []string{"letter/2026-13/en/newsletter.txt", "letter/2026-11/it/newsletter.txt", "letter/2026-11/en/", "letter/2026-11"} {
		if w := d.asked(none); w.Code != http.StatusNotFound {
			t.Error(none, w.Code)
		}
	}
}

// TestNextLetter begins the letter of the next month in one step. As a draft it can be
// looked at and handed round; what else is a draft is in none of its forms.
func TestNextLetter(t *testing.T) {
	dir := copied(t)
	const draft = "---\ntitle: Three nights in Porto\nstart: 2026-11-03\nend: 2026-11-05\ndestination: Porto, PT\npurpose: TBD\ndraft: true\n---\n"
	trip := filepath.Join(dir, "trips/2026-11-porto.md")
	if err := os.WriteFile(trip, []byte(draft), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"newsletters/2026-11.md", "newsletters/2026-11.fr.md", "newsletters/2026-11.es.md", "newsletters/2026-11.pt.md"} {
		if err := os.Remove(filepath.Join(dir, p)); err != nil {
			t.Fatal(err)
		}
	}
	d := making(t, dir)
	if home := d.get(t, ""); !strings.Contains(home, "Write the letter of November 2026") {
		t.Error("the next month is not offered")
	}
	w := d.post("new/newsletters", url.Values{})
	const file = "newsletters/2026-11.md"
	if w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "/edit/"+file) {
		t.Fatal(w.Code, w.Header(), w.Body)
	}
	begun, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil || !strings.Contains(string(begun), "\nsigned_by: ") || !strings.Contains(string(begun), "\ndraft: true\n") {
		t.Errorf("%v\n%s", err, begun)
	}
	if got := d.asked("letter/2026-11/en/newsletter.txt"); got.Code != http.StatusOK || strings.Contains(got.Body.String(), "Porto") ||
		!strings.Contains(got.Body.String(), "Leuven") {
		t.Errorf("%d\n%s", got.Code, got.Body)
	}
	if err := os.WriteFile(trip, []byte(strings.Replace(draft, "draft: true\n", "", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := d.asked("letter/2026-11/en/newsletter.txt"); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "2026-11-porto.md") {
		t.Errorf("with an error elsewhere: %d\n%.300s", got.Code, got.Body)
	}
}
