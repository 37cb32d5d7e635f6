package desk

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// Each save keeps what was there, byte for byte; it is put back into the form, saved like
// anything else, and that again.
func TestVersions(t *testing.T) {
	dir := small(t)
	first := strings.ReplaceAll(lies(t, dir, ravenna), "\n", "\r\n") // which stay as they are
	put(t, dir, ravenna, first)
	if err := os.Chmod(filepath.Join(dir, ravenna), 0o640); err != nil {
		t.Fatal(err)
	}
	d := stand(t, dir, "en")
	save := func(field, text string) {
		t.Helper()
		form := sentBy(t, d.get(t, "edit/"+ravenna))
		if field != "" {
			form.Set(field, text)
		}
		if w := d.post("save/"+ravenna, form); w.Code != http.StatusSeeOther {
			t.Fatal(w.Code, openIn(w.Body.String()))
		}
	}
	if strings.Contains(d.get(t, "edit/"+ravenna), "Earlier versions") {
		t.Error("versions are offered, and there are none")
	}
	save("f.title", "A second title <b>")
	second := lies(t, dir, ravenna)
	save("f.purpose", "See with our own eyes how a city of our size runs its trams.")
	save("f.purpose", "See with our own eyes how a city of our size runs its trams.") // which changes nothing
	if !strings.Contains(d.get(t, "edit/"+ravenna), "Earlier versions") {
		t.Error("the form does not offer the versions")
	}
	all := d.work.versions(ravenna)
	if len(all) != 2 {
		t.Fatal(all)
	}
	for i, want := range []string{second, first} {
		if text, err := d.work.version(ravenna, all[i].ID); err != nil || string(text) != want {
			t.Errorf("%v\n%q\n%q", err, text, want)
		}
		info, err := os.Stat(filepath.Join(dir, versionsOf(ravenna), all[i].ID))
		if err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%v %v", info.Mode(), err)
		}
	}
	list := readable(t, d.get(t, "versions/"+ravenna))
	for _, want := range []string{"changed: Title", "changed: Purpose", "Today at " + time.Now().Format("15:")} {
		if !strings.Contains(list, want) {
			t.Errorf("%q is not said:\n%s", want, list)
		}
	}
	shown := readable(t, d.get(t, "versions/"+ravenna+"?at="+all[1].ID))
	if !strings.Contains(shown, "A second title <b>") {
		t.Errorf("it is not shown what was changed:\n%s", shown)
	}
	if info, err := os.Stat(filepath.Join(dir, ravenna)); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file has other permissions: %v %v", info.Mode(), err)
	}

	// Put back: nothing is written until it is saved; and what had been typed becomes a version.
	third := lies(t, dir, ravenna)
	d.typed(t, ravenna, "f.title", "Never saved")
	if w := d.post("restore/"+ravenna, url.Values{"at": {all[1].ID}}); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	if lies(t, dir, ravenna) != third || !d.work.unsaved(ravenna) {
		t.Error("it was written before it was saved")
	}
	save("", "")
	if is := lies(t, dir, ravenna); is != first {
		t.Errorf("not as it was:\n%q\n%q", is, first)
	}
	all = d.work.versions(ravenna)
	if text, err := d.work.version(ravenna, all[0].ID); err != nil || string(text) != third || len(all) != 4 || all[1].Kind != unsaved {
		t.Errorf("%v: %v\n%s", all, err, text)
	}
	if text, _ := d.work.version(ravenna, all[1].ID); !strings.Contains(string(text), "title: Never saved\r\n") {
		t.Errorf("what was not saved is lost:\n%s", text)
	}

	// What is thrown away can be fetched back too.
	d.typed(t, ravenna, "f.title", "Thrown away")
	if w := d.post("drop/"+ravenna, nil); w.Code != http.StatusSeeOther || d.work.unsaved(ravenna) {
		t.Fatal(w.Code)
	}
	if list := readable(t, d.get(t, "versions/"+ravenna)); !strings.Contains(list, "not saved: Title") {
		t.Error(list)
	}
}

// readable are the words of a page.
func readable(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// What is older than a week goes, and the oldest of more than there is room for.
func TestVersionsDropped(t *testing.T) {
	dir := small(t)
	w := stand(t, dir, "en").work
	at := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	w.now = func() time.Time { return at }
	for i := range 5 {
		if err := w.keepVersion(ravenna, []byte(strings.Repeat("x", 100+i)), saved); err != nil {
			t.Fatal(err)
		}
		at = at.Add(48 * time.Hour)
	}
	at = at.Add(-48 * time.Hour) // the 9th
	if w.prune(); len(w.versions(ravenna)) != 4 {
		t.Error(w.versions(ravenna))
	}
	w.room = 250
	if w.prune(); len(w.versions(ravenna)) != 2 || !w.versions(ravenna)[0].At.Equal(at) {
		t.Error(w.versions(ravenna))
	}
	if at = at.Add(30 * 24 * time.Hour); true {
		w.prune()
	}
	if _, err := os.Stat(filepath.Join(dir, hidden, "versions", "trips")); !os.IsNotExist(err) {
		t.Error("empty folders are left")
	}
	for i := range mostVersions + 3 {
		at = at.Add(time.Second)
		if err := w.keepVersion(ravenna, []byte{byte(i), byte(i >> 8)}, saved); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.versions(ravenna)); n != mostVersions {
		t.Errorf("%d versions of one file", n)
	}
}

// Nothing but versions of a file of the city is shown or put back.
func TestVersionsElsewhere(t *testing.T) {
	dir := small(t)
	d := stand(t, dir, "en")
	d.typed(t, ravenna, "f.title", "Not saved")
	put(t, dir, "../secret", "---\ntitle: secret\n---\n")
	for _, rest := range []string{"versions/../secret", "versions/static/x.md", "versions/" + ravenna + "?at=../../../../../secret",
		"versions/" + ravenna + "?at=x", "versions/CON", "versions/trips/a:b.md/../../site.yaml", `versions/trips\..\..\secret.md`} {
		w := httptest.NewRecorder()
		d.ServeHTTP(w, &http.Request{Method: http.MethodGet, URL: &url.URL{Path: d.Path() + strings.SplitN(rest, "?", 2)[0],
			RawQuery: strings.Join(strings.SplitN(rest, "?", 2)[1:], "")}, Body: http.NoBody})
		if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %d %s", rest, w.Code, w.Body)
		}
	}
	for _, at := range []string{"", "../../../secret", "20261127T151200.123456789Z-00000000.saved"} {
		if w := d.post("restore/"+ravenna, url.Values{"at": {at}}); w.Code != http.StatusNotFound {
			t.Errorf("%q: %d", at, w.Code)
		}
	}
	if r := d.post("restore/../secret", url.Values{"at": {"x"}}); r.Code != http.StatusNotFound {
		t.Error(r.Code)
	}
}
