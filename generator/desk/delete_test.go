package desk

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"parvis/generator"
	"parvis/generator/newcity"
)

// lying are all files of a folder but for those of the desk, with what they hold.
func lying(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == hidden:
			return fs.SkipDir
		case e.IsDir():
			out[name] = "a folder"
		default:
			out[name] = lies(t, dir, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// differ are the names of what two folders do not have in the same way.
func differ(a, b map[string]string) (out []string) {
	for name := range a {
		if b[name] != a[name] {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, known := a[name]; !known {
			out = append(out, name)
		}
	}
	return out
}

// hiddenValue is a value that a page sends by itself.
func hiddenValue(t *testing.T, page, name string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		is := map[string]string{}
		for _, a := range n.Attr {
			is[a.Key] = a.Val
		}
		if n.Data == "input" && is["name"] == name {
			return is["value"]
		}
	}
	t.Fatalf("nothing is called %s in\n%s", name, page)
	return ""
}

// deletes deletes a file as somebody does who reads the question, and returns the name of
// what came of it.
func (d *Desk) deletes(t *testing.T, name string) string {
	t.Helper()
	w := d.post("delete/"+name, url.Values{"seen": {hiddenValue(t, d.get(t, "delete/"+name), "seen")}})
	_, id, ok := strings.Cut(w.Header().Get("Location"), "?deleted=")
	if w.Code != http.StatusSeeOther || !ok || id == "" {
		t.Fatal(w.Code, w.Header(), readable(t, w.Body.String()))
	}
	return id
}

// What is deleted goes with its translations and the pictures that nothing else names, and
// comes back byte for byte; nothing else of the folder changes.
func TestDelete(t *testing.T) {
	dir := small(t)
	d := stand(t, dir, "en")
	put(t, dir, "trips/alone.md", "---\r\ntitle:   A trip alone # with a comment\r\ndraft: true\r\n---\r\n![The depot](alone-depot.jpg) ![Both](both.jpg)\r\n")
	put(t, dir, "trips/alone.fr.md", "---\ntitle: Un voyage seul\n---\n")
	put(t, dir, "trips/beside.md", "---\ntitle: Another trip\ndraft: true\n---\n![Both](both.jpg)\n")
	put(t, dir, "trips/alone-depot.jpg", "no picture, but for this test")
	put(t, dir, "trips/both.jpg", "no picture either")
	put(t, dir, "pages/own/index.md", "---\ntitle: A page of its own\n---\nText.\n")
	put(t, dir, "pages/own/plan.pdf", "a plan")
	put(t, dir, "pages/own/old/plan.pdf~", "a plan of before")
	for _, c := range []struct {
		name string
		goes []string
	}{
		{"trips/alone.md", []string{"trips/alone.md", "trips/alone.fr.md", "trips/alone-depot.jpg"}},
		{"trips/alone.fr.md", []string{"trips/alone.fr.md"}},
		{"pages/own/index.md", []string{"pages/own", "pages/own/index.md", "pages/own/plan.pdf", "pages/own/old", "pages/own/old/plan.pdf~"}},
	} {
		before := lying(t, dir)
		if err := os.Chmod(filepath.Join(dir, c.name), 0o640); err != nil {
			t.Fatal(err)
		}
		d.forget()
		id := d.deletes(t, c.name)
		gone := differ(before, lying(t, dir))
		if len(gone) != len(c.goes) {
			t.Errorf("%s: gone is %q", c.name, gone)
		}
		for _, name := range c.goes {
			if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
				t.Errorf("%s: %s is there still", c.name, name)
			}
		}
		if home := d.get(t, "?deleted="+id); strings.Count(home, "undelete/"+id) != 2 {
			t.Errorf("%s: it is not offered to bring it back, at once and later", c.name)
		}
		if w := d.post("undelete/"+id, nil); w.Code != http.StatusSeeOther || !strings.HasSuffix(w.Header().Get("Location"), "edit/"+c.name) {
			t.Errorf("%s: %d %v", c.name, w.Code, w.Header())
		}
		if other := differ(before, lying(t, dir)); len(other) > 0 {
			t.Errorf("%s: not as it was: %q", c.name, other)
		}
		if info, err := os.Stat(filepath.Join(dir, c.name)); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%s: %v %v", c.name, info.Mode(), err)
		}
		if len(d.work.removals()) > 0 || strings.Contains(d.get(t, ""), "undelete/") {
			t.Errorf("%s: what came back is offered still", c.name)
		}
	}
}

// What others name is not deleted before they name something else, and it is said where.
func TestDeleteNamed(t *testing.T) {
	dir := copied(t)
	d := stand(t, dir, "en")
	before := lying(t, dir)
	for name, want := range map[string]string{
		"trips/2026-09-ravenna.md":     "edit/outcomes/",
		"partners/ravenna.md":          "#f.partners",
		"people/karim-haddad/index.md": "#f.",
	} {
		page := d.get(t, "delete/"+name)
		if !strings.Contains(page, want) || !strings.Contains(page, "others name it") || strings.Contains(page, `name="seen"`) {
			t.Errorf("%s may be deleted, or it is not said who names it:\n%s", name, readable(t, page))
		}
		if w := d.post("delete/"+name, url.Values{"seen": {"x"}}); w.Code != http.StatusConflict {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if other := differ(before, lying(t, dir)); len(other) > 0 {
		t.Error(other)
	}
}

// What was promised and published does not vanish, and it is said what readers will find of
// a page that is published.
func TestDeletePublished(t *testing.T) {
	dir := small(t)
	put(t, dir, "partners/ravenna.md", "---\nname: Ravenna\nkind: city\ncity: Ravenna\ncountry: IT\n---\n")
	d := stand(t, dir, "en")
	out := t.TempDir()
	d.config.Publishing = &Publishing{Out: out, Job: func() (generator.Job, error) {
		return generator.Job{Memory: &generator.Memory{Content: dir, Out: out}}, nil
	}}
	put(t, dir, "agreements/alone.md", "---\ntitle: Alone\nsigned: 2026-01-01\npartners: [ravenna]\npurpose: Have drivers for the night.\n"+
		"local_impact: Eight drivers are trained for the night from November, so no late tram is cancelled.\ncost: 640\nsdg: [11.2]\n"+
		"promises: [{id: drivers, text: Eight drivers are trained., due: 2027-01-01, status: open}]\n---\n")
	put(t, dir, "pages/alone.md", "---\ntitle: Alone\n---\nText.\n")
	put(t, out, "agreements/alone/index.html", "<p>")
	if page := d.get(t, "delete/agreements/alone.md"); strings.Contains(page, "promise does not vanish") || !strings.Contains(page, "Its page is published") ||
		!strings.Contains(page, `name="seen"`) {
		t.Errorf("what is published is not said, or what was promised in a draft:\n%s", readable(t, page))
	}
	put(t, out, "data/promises.json", `[{"agreement": "agreements/alone", "id": "drivers", "text": "Eight drivers are trained.", "due": "2027-01-01", "status": "open"}]`)
	if page := d.get(t, "delete/agreements/alone.md"); !strings.Contains(page, "promise does not vanish") ||
		!strings.Contains(page, "edit/agreements/alone.md#f.promises") || strings.Contains(page, `name="seen"`) {
		t.Errorf("a published promise may vanish:\n%s", readable(t, page))
	}
	if w := d.post("delete/agreements/alone.md", url.Values{"seen": {"x"}}); w.Code != http.StatusConflict {
		t.Error(w.Code)
	}
	if page := d.get(t, "delete/pages/alone.md"); strings.Contains(page, "Its page is published") || !strings.Contains(page, `name="seen"`) {
		t.Error(readable(t, page))
	}
}

// What somebody has changed since the question is not deleted unseen; what somebody writes
// on is kept; and where a new file lies, nothing comes back over it.
func TestDeleteMeanwhile(t *testing.T) {
	dir := small(t)
	d := stand(t, dir, "en")
	put(t, dir, "pages/about.md", "---\ntitle: About\n---\nText.\n")
	put(t, dir, "pages/about.fr.md", "---\ntitle: À propos\n---\nTexte.\n")
	d.forget()
	seen := hiddenValue(t, d.get(t, "delete/pages/about.md"), "seen")
	for _, change := range []func(){
		func() { put(t, dir, "pages/about.md", "---\ntitle: About\n---\nText of others.\n") },
		func() { put(t, dir, "pages/about.fr.md", "---\ntitle: À propos\n---\nTexte des autres.\n") },
		func() { put(t, dir, "pages/about.es.md", "---\ntitle: Acerca\n---\nTexto.\n") },
	} {
		change()
		before := lying(t, dir)
		w := d.post("delete/pages/about.md", url.Values{"seen": {seen}})
		if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Nothing was deleted") {
			t.Errorf("%d %s", w.Code, readable(t, w.Body.String()))
		}
		if other := differ(before, lying(t, dir)); len(other) > 0 {
			t.Errorf("deleted unseen: %q", other)
		}
		seen = hiddenValue(t, w.Body.String(), "seen")
	}
	d.typed(t, "pages/about.md", "f.title", "Never saved")
	other := stand(t, dir, "en")
	theirs := sentBy(t, other.get(t, "edit/pages/about.md"))
	theirs.Set("f.title", "A title of a colleague")
	id := d.deletes(t, "pages/about.md")
	if all := d.work.versions("pages/about.md"); len(all) != 1 || all[0].Kind != unsaved || d.work.unsaved("pages/about.md") {
		t.Errorf("what was typed is lost, or waits still: %v", all)
	}
	if w := other.post("save/pages/about.md", theirs); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "has deleted this file") ||
		!strings.Contains(w.Body.String(), "A title of a colleague") {
		t.Errorf("what a colleague writes is lost: %d %s", w.Code, w.Body)
	}
	put(t, dir, "pages/about.fr.md", "---\ntitle: Nouveau\n---\nTexte.\n")
	before := lying(t, dir)
	if w := d.post("undelete/"+id, nil); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "pages/about.fr.md") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if other := differ(before, lying(t, dir)); len(other) > 0 || len(d.work.removals()) != 1 {
		t.Errorf("half of it came back, or it is lost: %q", other)
	}
	for _, id := range []string{"", "..", "../../pages", strings.ToLower(id), id + "0"} {
		if w := d.post("undelete/"+id, nil); w.Code != http.StatusNotFound {
			t.Errorf("%q: %d", id, w.Code)
		}
	}
	for _, name := range []string{"site.yaml", "pages/none.md", "../secret.md", ""} {
		if w := d.post("delete/"+name, url.Values{"seen": {"x"}}); w.Code != http.StatusNotFound {
			t.Errorf("%q: %d", name, w.Code)
		}
	}
	d.work.now = func() time.Time { return time.Now().Add(oldestVersion + time.Hour) }
	if d.work.prune(); len(d.work.removals()) != 0 {
		t.Error("what was deleted is kept for ever")
	}
}

// All examples of a new city go at once, but for those of which something else speaks.
func TestDeleteExamples(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := newcity.Example(today).Write(root); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "content")
	before := lying(t, dir)
	d := stand(t, dir, "en")
	if !strings.Contains(d.get(t, ""), "delete/examples") {
		t.Error("the first page does not offer to delete the examples")
	}
	id := d.deletes(t, theExamples)
	for _, name := range differ(before, lying(t, dir)) {
		if name == "site.yaml" || strings.HasPrefix(name, "pages/") {
			t.Errorf("%s is gone", name)
		}
	}
	if left := papersIn(t, dir); strings.Contains(d.get(t, ""), "delete/examples") || len(left) != 2 {
		t.Errorf("examples are left: %q", left)
	}
	if w := d.post("undelete/"+id, nil); w.Code != http.StatusSeeOther || len(differ(before, lying(t, dir))) > 0 {
		t.Errorf("%d: not as it was: %q", w.Code, differ(before, lying(t, dir)))
	}
	host, err := fs.Glob(os.DirFS(dir), "partners/*.md")
	if err != nil || len(host) != 1 {
		t.Fatal(host, err)
	}
	put(t, dir, "agreements/depot.md", "---\ntitle: Ravenna trains our drivers\nsigned: 2026-01-01\npartners: ["+path.Base(strings.TrimSuffix(host[0], ".md"))+"]\n"+
		"purpose: Have drivers for the night.\nlocal_impact: Eight drivers are trained for the night from November, so no late tram is cancelled.\n"+
		"cost: 640\nsdg: [11.2]\n---\n")
	d.deletes(t, theExamples)
	if left := papersIn(t, dir); len(left) != 5 {
		t.Errorf("not all but the agreement, the page, the person and the partner are gone, or those too: %q", left)
	}
}

// papersIn are the files of a folder that have a form.
func papersIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	for name := range lying(t, dir) {
		if _, err := blankPaper(name); err == nil {
			out = append(out, name)
		}
	}
	return out
}
