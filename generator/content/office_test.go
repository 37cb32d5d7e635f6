package content

import (
	"strings"
	"testing"
)

// TestHeadsCity knows a mayor by the words of the office, in four languages,
// and nobody else's office for it.
func TestHeadsCity(t *testing.T) {
	for _, c := range []struct {
		country, role string
		want          bool
	}{
		{"FR", "Mayor", true}, {"FR", "Mayor of Valmont", true}, {"GB", "Lord Mayor", true}, {"FR", "Maire", true},
		{"FR",
			"Maire de Valmont, vice-présidente de la région", true}, {"FR",
			"La Maire", true},
		{"BE", "Bourgmestre", true}, {"ES", "Alcaldesa", true}, {"ES", "Alcalde-Presidente", true}, {"CO", "Alcalde mayor", true},
		{"MX",
			"Presidenta Municipal", true}, {"AR",
			"Intendente", true},
		{"PT", "Presidente da Câmara Municipal", true}, {"BR", "Prefeita", true},
		{"BR", "Presidente da Câmara Municipal", false}, {"FR", "Deputy mayor for water", false},
		{"FR", "Maire-adjointe aux écoles",
			false}, {"FR",
			"Maire adjoint", false}, {"FR",
			"Adjointe au maire", false},
		{"FR", "Maire délégué de Saint-Prest", false}, {"FR", "Maire d’arrondissement", false}, {"FR", "Mayoral adviser", false},
		{"FR",
			"Première adjointe", false}, {"ES",
			"Teniente de alcalde", false},
		{"ES", "Alcalde pedáneo", false}, {"BR", "Vice-prefeito", false}, {"GB", "Mayor elect", false}, {"ES", "Alcaldesa electa", false},
		{"FR",
			"Councillor", false},
	} {
		set, ds := baseCity().with("site.yaml", "country: "+c.country+"\n").
			file("people/x.md", "---\nname: X\nrole: "+c.role+"\nelected: true\n---\n").
			check(t, Options{})
		if set == nil {
			t.Errorf("%s: %s", c.role, show(ds))
			continue
		}
		if got := set.HeadsCity(set.Person("x")); got != c.want {
			t.Errorf("%q in %s: %v", c.role, c.country, got)
		}
	}
	set, _ := baseCity().file("people/x.md", "---\nname: X\nrole: Mayor\n---\n").check(t, Options{})
	if set.HeadsCity(set.Person("x")) {
		t.Error("a mayor whom nobody elected")
	}
}

// TestAnswers: who has left office, or is not yet in it, does not answer; the
// one who is known by later entries to have taken over does, and nobody where
// that is not certain.
func TestAnswers(t *testing.T) {
	heir := func(id, name, until string) city {
		return baseCity().with("site.yaml", "departments: [{id: streets, name: Streets}, {id: parks, name: Parks}]\n").
			with(trip, "official: jean-petit\n").
			file("people/"+id+".md", "---\nname: "+name+"\nrole: Councillor\nelected: true\nfrom: 2026-09\n"+until+"---\n")
	}
	later := func(official, departments string) string {
		return strings.NewReplacer("official: claire-moreau", "official: "+official, "departments: [streets]", "departments: ["+departments+"]").
			Replace(anotherTrip)
	}
	away := func(c city) city { // nobody else answers for streets after August 2026
		return c.with("outcomes/2026-night-trams.md", "departments: [parks]\n")
	}
	for _, c := range []struct {
		name string
		city city
		want string
	}{
		{"in office", baseCity(), "claire-moreau"},
		{"left, and one took over", away(heir("rose-noir", "Rose Noir", "")).file("trips/x.md", later("rose-noir", "streets")), "rose-noir"},
		{"left, and nobody did", away(heir("rose-noir", "Rose Noir", "")), ""},
		{"left, and two did", heir("rose-noir", "Rose Noir", "").file("trips/x.md", later("rose-noir", "streets")), ""},
		{"the other one left too", away(heir("rose-noir", "Rose Noir", "until: 2026-10-01\n")).file("trips/x.md", later("rose-noir", "streets")), ""},
		{"for another department", away(heir("rose-noir", "Rose Noir", "")).file("trips/x.md", later("rose-noir", "parks")), ""},
		{"of a trip to come", away(heir("rose-noir", "Rose Noir", "")).file("trips/x.md", strings.NewReplacer("2026-10-2", "2026-12-2").Replace(later("rose-noir", "streets"))), ""},
		{"for all its departments", away(heir("rose-noir", "Rose Noir", "")).with(trip, "departments: [streets, parks]\n").file("trips/x.md", later("rose-noir", "streets, parks")), "rose-noir"},
		{"for one of two departments",
			away(heir("rose-noir", "Rose Noir", "")).with(trip, "departments: [streets, parks]\n").file("trips/x.md", later("rose-noir", "streets")),
			""},
		{"not yet in office", away(heir("rose-noir", "Rose Noir", "")).with("people/jean-petit.md", "from: 2027-01-01\nuntil: 2033\n").file("trips/x.md", later("rose-noir", "streets")), ""},
	} {
		set, ds := c.city.check(t, Options{})
		if set == nil {
			t.Errorf("%s: %s", c.name, show(ds))
			continue
		}
		got := ""
		if p := set.Answers(set.Entry("trips/2026-09-ravenna"), today); p != nil {
			got = p.Slug
		}
		if got != c.want {
			t.Errorf("%s: %q answers, want %q", c.name, got, c.want)
		}
	}
}

// TestOffered: where nobody answers, those are offered who were elected and in
// office then; all elected where nobody was; none of the staff, of drafts, or
// of more than a remedy can name.
func TestOffered(t *testing.T) {
	person := func(name, rest string) string { return "---\nname: " + name + "\nrole: Councillor\n" + rest + "---\n" }
	c := baseCity().with(trip, "official:\n").
		file("people/before.md", person("Before", "elected: true\nuntil: 2024\n")).
		file("people/then.md", person("Then", "elected: true\nfrom: 2025-03\n")).
		file("people/later.md", person("Later", "elected: true\nfrom: 2027\n")).
		file("people/staff.md", person("Staff", ""))
	offered := func(c city) string {
		_, ds := c.check(t, Options{})
		for _, d := range ds {
			if d.Rule == ruleOfficialMissing {
				return d.Fix.String()
			}
		}
		return show(ds)
	}
	if got := offered(c); got != "write “official: …” with the id of an elected person: claire-moreau or then" {
		t.Errorf("offered: %s", got)
	}
	if got := offered(c.file(trip, strings.Replace(c[trip], "official:\n", "", 1))); !strings.HasSuffix(got, "claire-moreau or then") {
		t.Errorf("where the field is not written: %s", got)
	}
	for _, n := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		c = c.file("people/"+n+".md", person(n, "elected: true\n"))
	}
	if got := offered(c); got != "write “official: …”, the id of an elected person" {
		t.Errorf("of many: %s", got)
	}
}
