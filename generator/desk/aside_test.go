package desk

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/generator/content"
)

const ravenna = "trips/2026-09-ravenna.md"

// small is a city of one trip, in a folder of its own.
func small(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	put(t, dir, "site.yaml", `title: Aubin abroad
city: Aubin
country: FR
population: 20000
language: en
currency: EUR
base_url: https://abroad.example.org/
contact: {email: abroad@example.org, post: "Town hall, Aubin", desk: At the reception}
local_issues: [{id: mobility, name: Getting about}]
licence: CC BY 4.0
`)
	put(t, dir, ravenna, `---
title: Ravenna shows us how night trams pay their way
pitch: Late shifts get home without a car.
start: 2026-09-14
end: 2026-09-16 # the night train
destination: Ravenna, IT
purpose: See how a city of our size runs trams until one in the morning.
local_impact:
  benefit: Line A runs until one from March, so late shifts get home without a car.
  issues: [mobility]
cost: 1240.50
sdg: [11.2]
---
The depot opens at four in the morning.
`)
	return dir
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func lies(t testing.TB, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// typed types into a field of a file's form, without saving.
func (d *Desk) typed(t testing.TB, name, field, text string) {
	t.Helper()
	form := sentBy(t, d.get(t, "edit/"+name))
	form.Set(field, text)
	if w := d.post("try/"+name, form); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"unsaved":true`) {
		t.Fatal(w.Code, w.Body)
	}
}

// keptIn are the files that desks keep aside.
func keptIn(t testing.TB, dir, below string) (out []string) {
	t.Helper()
	_ = fs.WalkDir(os.DirFS(filepath.Join(dir, hidden)), below, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			out = append(out, name)
		}
		return nil
	})
	return out
}

// What is not saved is there again at the next start, however the desk ended; what is saved
// leaves nothing behind but its version.
func TestUnsavedSurvives(t *testing.T) {
	dir := small(t)
	was := lies(t, dir, ravenna)
	for i, end := range []func(*Desk){
		(*Desk).End,
		func(d *Desk) { d.work.aside.lock.Close() }, // as when the machine ends it
	} {
		d := stand(t, dir, "en")
		title := fmt.Sprint("Trams by night ", i)
		d.typed(t, ravenna, "f.title", title)
		if lies(t, dir, ravenna) != was {
			t.Fatal("it was saved")
		}
		end(d)
		d = stand(t, dir, "en")
		page := d.get(t, "")
		if !strings.Contains(page, "Not saved yet, and kept for you:") || !strings.Contains(page, title) {
			t.Error("what is not saved is not offered")
		}
		form := sentBy(t, d.get(t, "edit/"+ravenna))
		if form.Get("f.title") != title {
			t.Errorf("%q stands in the form", form.Get("f.title"))
		}
		// Meanwhile a colleague has changed another field.
		put(t, dir, ravenna, strings.Replace(lies(t, dir, ravenna), "\npurpose: ", "\nwhy_in_person: The drivers show it on the tram.\npurpose: ", 1))
		if w := d.post("save/"+ravenna, form); w.Code != http.StatusSeeOther {
			t.Fatal(w.Code, openIn(w.Body.String()))
		}
		was = lies(t, dir, ravenna)
		if !strings.Contains(was, "title: "+title+"\n") || !strings.Contains(was, "why_in_person: The drivers") {
			t.Errorf("saved as\n%s", was)
		}
		was = strings.Replace(was, "why_in_person: The drivers show it on the tram.\n", "", 1)
		put(t, dir, ravenna, was)
		d.End()
		if left := keptIn(t, dir, "unsaved"); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	if lies(t, dir, hidden+"/.gitignore") != "*\n" || !content.PassedOver(hidden) {
		t.Error("git or the build does not pass over what is kept aside")
	}
}

// What one keeps aside is for nobody else, and neither of two open desks takes the other's.
func TestUnsavedIsPrivate(t *testing.T) {
	dir := small(t)
	one := stand(t, dir, "en")
	one.typed(t, ravenna, "f.title", "Mine")
	for _, name := range keptIn(t, dir, "unsaved") {
		info, err := os.Stat(filepath.Join(dir, hidden, filepath.Dir(name)))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if two := stand(t, dir, "en"); two.work.unsaved(ravenna) {
		t.Error("an open desk took what belongs to another one")
	}
	one.End()
	colleague := stand(t, dir, "en")
	colleague.work.aside.who = "0123456789abcdef"
	colleague.work.drop(ravenna)
	if colleague.work.resume(); colleague.work.unsaved(ravenna) {
		t.Error("a colleague is offered what is not theirs")
	}
}

// Of two drafts of one file that two desks have left, the newer is offered, and the other
// is a version.
func TestTwoLeft(t *testing.T) {
	dir := small(t)
	one, two := stand(t, dir, "en"), stand(t, dir, "en")
	one.typed(t, ravenna, "f.title", "The older one")
	two.typed(t, ravenna, "f.title", "The newer one")
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, hidden, one.work.aside.folder[len(hidden):], fileOf(ravenna)), old, old); err != nil {
		t.Fatal(err)
	}
	one.End()
	two.End()
	d := stand(t, dir, "en")
	if got := sentBy(t, d.get(t, "edit/"+ravenna)).Get("f.title"); got != "The newer one" {
		t.Errorf("%q is offered", got)
	}
	all := d.work.versions(ravenna)
	if len(all) != 1 || all[0].Kind != unsaved {
		t.Fatal(all)
	}
	if text, err := d.work.version(ravenna, all[0].ID); err != nil || !strings.Contains(string(text), "title: The older one\n") {
		t.Errorf("%v\n%s", err, text)
	}
}

// Two desks that save at the same time lose nobody's words.
func TestSavedAtOnce(t *testing.T) {
	dir := small(t)
	const each = 12
	var lessons []string
	for i := range 2 * each {
		lessons = append(lessons, fmt.Sprintf("f%d: x\n", i))
	}
	put(t, dir, "pages/about.md", "---\ntitle: About us\n"+"---\n"+strings.Join(lessons, ""))
	var wg sync.WaitGroup
	works := []*work{stand(t, dir, "en").work, stand(t, dir, "en").work}
	for i := range 2 * each {
		wg.Go(func() {
			w := works[i%2]
			for range 500 {
				now, err := fs.ReadFile(w.disk, "pages/about.md")
				if err != nil || len(now) == 0 {
					t.Errorf("a half of it was read: %v", err)
					return
				}
				text := strings.Replace(string(now), fmt.Sprintf("f%d: x\n", i), fmt.Sprintf("f%d: written\n", i), 1)
				if err = w.write("pages/about.md", now, []byte(text)); err == nil {
					return
				}
				if err != errChanged {
					t.Error(err)
					return
				}
			}
			t.Error("others always came first")
		})
	}
	wg.Wait()
	if is := lies(t, dir, "pages/about.md"); strings.Count(is, ": written\n") != 2*each {
		t.Errorf("somebody's words are lost:\n%s", is)
	}
	if n := len(works[0].versions("pages/about.md")); n != 2*each {
		t.Errorf("%d versions of %d", n, 2*each)
	}
	if left := keptIn(t, dir, "."); slices.ContainsFunc(left, func(name string) bool { return strings.HasPrefix(name, "writing") }) {
		t.Error("a lock is left:", left)
	}
}

// Two who save different fields by their forms at once lose neither.
func TestFormsSavedAtOnce(t *testing.T) {
	dir := small(t)
	var wg sync.WaitGroup
	for field, text := range map[string]string{"f.title": "The title of one", "f.purpose": "The purpose of two, which is long enough to be one.",
		"f.pitch": "Trams run until one, says a third."} {
		d := stand(t, dir, "en")
		form := sentBy(t, d.get(t, "edit/"+ravenna))
		form.Set(field, text)
		wg.Go(func() {
			if w := d.post("save/"+ravenna, form); w.Code != http.StatusSeeOther {
				t.Errorf("%s: %d %s", field, w.Code, openIn(w.Body.String()))
			}
		})
	}
	wg.Wait()
	is := lies(t, dir, ravenna)
	for _, want := range []string{"title: The title of one\n", "purpose: The purpose of two", "pitch: Trams run until one"} {
		if !strings.Contains(is, want) {
			t.Errorf("%q is lost:\n%s", want, is)
		}
	}
}

// The lock of a desk that is gone is taken away; one that somebody holds is waited for.
func TestLockLeft(t *testing.T) {
	dir := small(t)
	w := stand(t, dir, "en").work
	w.stale = 100 * time.Millisecond
	put(t, dir, lockName, "of one that is gone")
	was := lies(t, dir, ravenna)
	if err := w.write(ravenna, []byte(was), []byte(was+"More.\n")); err != nil || lies(t, dir, ravenna) != was+"More.\n" {
		t.Fatal(err)
	}
	w.stale = 10 * time.Second
	token, err := w.lock()
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, func() { w.unlock(token) })
	begun := time.Now()
	if err := w.write(ravenna, []byte(was+"More.\n"), []byte(was)); err != nil || time.Since(begun) < 50*time.Millisecond {
		t.Fatal(err, time.Since(begun))
	}
	put(t, dir, lockName, "of another")
	if w.unlock("mine"); lies(t, dir, lockName) != "of another" {
		t.Error("another's lock was taken away")
	}
	if w.takeAway("mine"); lies(t, dir, lockName) != "of another" {
		t.Error("another's lock was taken for one that is left")
	}
}
