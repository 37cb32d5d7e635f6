package generator_test

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// This file counts the entries and promises of the city that TestFigures
// builds, and says where the pages have to show how many there are.

// lookedOn is the day on which TestFigures builds its city.
const lookedOn = "2026-06-30"

// promise notes a promise, one that is open past its day as late.
func (e *modelEntry) promise(due, state string) {
	if state == "open" && due < lookedOn {
		state = "late"
	}
	e.promises = append(e.promises, modelPromise{due, state})
}

// promisesOf are the promises of the entries of which a condition holds.
func (m *model) promisesOf(which func(modelEntry) bool) []modelPromise {
	var out []modelPromise
	for _, e := range m.entries {
		if which(e) {
			out = append(out, e.promises...)
		}
	}
	return out
}

func inState(list []modelPromise, state string) int {
	n := 0
	for _, p := range list {
		if p.state == state {
			n++
		}
	}
	return n
}

func (m *model) number(which func(modelEntry) bool) int {
	n := 0
	for _, e := range m.entries {
		if which(e) {
			n++
		}
	}
	return n
}

// counts holds the figures of pages that count something against the model.
func (m *model) counts(t *rapid.T, files map[string][]byte) {
	any := func(modelEntry) bool { return true }
	ofIssue := func(id string) func(modelEntry) bool {
		return func(e modelEntry) bool { return slices.Contains(e.issues, id) }
	}
	ofDepartment := func(id string) func(modelEntry) bool {
		return func(e modelEntry) bool { return slices.Contains(e.departments, id) }
	}
	m.promisePage(t, files, "promises/", m.promisesOf(any))
	for _, id := range []string{"waste", "water"} {
		m.promisePage(t, files, "promises/issues/"+id+"/", m.promisesOf(ofIssue(id)))
		says(t, files, "issues/"+id+"/", fmt.Sprintf("entries %d", m.number(ofIssue(id))))
	}
	for _, id := range []string{"streets", "parks"} {
		m.promisePage(t, files, "promises/departments/"+id+"/", m.promisesOf(ofDepartment(id)))
		says(t, files, "departments/"+id+"/", fmt.Sprintf("entries %d", m.number(ofDepartment(id))))
	}
	for _, id := range []string{"partner-0", "partner-1"} {
		says(t, files, "partners/"+id+"/", fmt.Sprintf("entries %d", m.number(func(e modelEntry) bool { return slices.Contains(e.partners, id) })))
	}
	for _, kind := range []string{"trips", "agreements", "outcomes"} {
		n := m.number(func(e modelEntry) bool { return e.kind == kind })
		want := fmt.Sprintf("%d %s", n, kind)
		if n == 1 {
			want = strings.TrimSuffix(want, "s")
		}
		if kick := strings.Join(parts(t, files[kind+"/index.html"], "header.head"), " "); n > 0 && !strings.HasPrefix(kick, want+" ") &&
			!strings.HasPrefix(kick, want+",") {
			t.Errorf("%s: %q, want %s", kind, kick, want)
		}
	}
	m.home(t, files)
}

// says wants a page to have a figure, its label before its value.
func says(t *rapid.T, files map[string][]byte, page, want string) {
	t.Helper()
	for _, figures := range parts(t, files[page+"index.html"], "dl.figures") {
		if strings.Contains(figures+" ", want+" ") || strings.Contains(figures+" ", strings.Replace(want, "entries 1", "entry 1", 1)+" ") {
			return
		}
	}
	t.Errorf("%s does not say %q", page, want)
}

// promisePage is the list of promises, whole, of an issue or a department;
// where there are none of these, there is no such page.
func (m *model) promisePage(t *rapid.T, files map[string][]byte, page string, list []modelPromise) {
	data := files[page+"index.html"]
	if page != "promises/" && len(list) == 0 {
		if data != nil {
			t.Errorf("%s has nothing to show", page)
		}
		return
	}
	byYear := map[string][]modelPromise{}
	for _, p := range list {
		byYear[p.due[:4]] = append(byYear[p.due[:4]], p)
	}
	rows := parts(t, data, "tr")
	for year, part := range byYear {
		if len(byYear) == 1 {
			break // nothing to compare
		}
		want := fmt.Sprintf("%s %d %d %d %d", year, inState(part, "kept"), inState(part, "open"), inState(part, "late"), inState(part, "dropped"))
		if !slices.Contains(rows, want) {
			t.Errorf("%s: no row %q among\n%s", page, want, strings.Join(rows, "\n"))
		}
	}
	for _, state := range []string{"kept", "late", "open", "dropped"} {
		shown := slices.DeleteFunc(slices.Clone(rows), func(r string) bool {
			return !strings.HasPrefix(r, strings.ToUpper(state[:1])+state[1:]+" ")
		})
		if n := inState(list, state); len(list) <= 30 && len(shown) != n {
			t.Errorf("%s shows %d promises %s, want %d", page, len(shown), state, n)
		}
		if len(list) > 0 {
			says(t, files, page, fmt.Sprintf("promises %s %d of %d", state, inState(list, state), len(list)))
		}
	}
}

// home is the figures of the front page: trips that are over, those of them
// from which something came, and promises.
func (m *model) home(t *rapid.T, files map[string][]byte) {
	over, told := 0, 0
	came := m.number(func(e modelEntry) bool { return e.kind == "outcomes" }) > 0
	for _, e := range m.entries {
		if e.kind == "trips" && !e.cancelled && e.date < lookedOn {
			over++
			if came && e.id == "trips/entry-0" {
				told++
			}
		}
	}
	if over > 0 {
		note := "the others are"
		if told == over {
			note = "each one says"
		}
		says(t, files, "", fmt.Sprintf("trips with a result %d of %d %s", told, over, note))
	}
	if list := m.promisesOf(func(modelEntry) bool { return true }); len(list) > 0 {
		says(t, files, "", fmt.Sprintf("promises kept %d of %d", inState(list, "kept"), len(list)))
	}
}
