package desk

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestApproval notes that a letter was approved: as it is saved, and by whom. What changes the
// words of its page later is noticed, be it in another file; and no byte of the letter changes
// by the note.
func TestApproval(t *testing.T) {
	dir := copied(t)
	d := making(t, dir)
	const file = "newsletters/2026-11.md"
	before, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	const view = "letter/2026-11/en/approval"
	if page := d.get(t, "edit/"+file); !strings.Contains(page, `value="Solène Le Goff" class="who"`) || !strings.Contains(page, `value="2026-11-23" max="2026-11-23"`) {
		t.Error("who signs, and today, do not stand there")
	}
	if strings.Contains(d.get(t, "edit/trips/2026-09-ravenna.md"), `id="approve"`) {
		t.Error("a trip is approved")
	}
	for _, bad := range []url.Values{{"by": {" "}, "on": {"2026-11-20"}}, {"by": {"A"}, "on": {"2026-11-24"}}, {"by": {"A"}, "on": {"x"}}} {
		if w := d.post("approve/"+file, bad); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Not noted: ") {
			t.Errorf("%v: %d", bad, w.Code)
		}
	}
	approve := func(wants int) {
		t.Helper()
		if w := d.post("approve/"+file, url.Values{"by": {"Solène Le Goff"}, "on": {"2026-11-20"}}); w.Code != wants {
			t.Fatal(w.Code, w.Body)
		}
	}
	form := sentBy(t, d.get(t, "edit/"+file))
	form.Set("body", "I went to Leuven again, and this sentence is not saved yet.")
	d.post("try/"+file, form)
	approve(http.StatusUnprocessableEntity)
	d.work.drop(file)
	approve(http.StatusSeeOther)
	if after, err := os.ReadFile(filepath.Join(dir, file)); err != nil || string(after) != string(before) {
		t.Error("the letter has changed by being approved", err)
	}
	if v := d.get(t, view); !strings.Contains(v, "Solène Le Goff") || !strings.Contains(v, "2026-11-20") || !strings.Contains(v, "The page says what was approved.") {
		t.Error(v)
	}
	if v := d.get(t, "letter/2026-11/fr/approval"); strings.Contains(v, "Approved:") {
		t.Error("the French page was approved by nobody")
	}
	d.post("try/"+file, form)
	const changed = "says something else now"
	if v := d.get(t, view); !strings.Contains(v, changed) {
		t.Error("what is being written is not noticed:", v)
	}
	d.work.drop(file)

	// The news of the month are on the page too.
	const trip = "trips/2026-11-leuven"
	name := filepath.Join(dir, trip, "index.md")
	if _, err := os.Stat(name); err != nil {
		name = filepath.Join(dir, trip+".md")
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\ntitle: ")
	if err := os.WriteFile(name, []byte(head+"\ntitle: Now "+rest), 0o666); err != nil {
		t.Fatal(err)
	}
	if v := d.get(t, view); !strings.Contains(v, changed) {
		t.Error("another trip is told, and it is not noticed:", v)
	}
	approve(http.StatusSeeOther)
	if v := d.get(t, view); strings.Contains(v, changed) {
		t.Error(v)
	}
}
