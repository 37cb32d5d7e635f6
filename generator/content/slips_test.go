package content

import (
	"slices"
	"strings"
	"testing"

	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// slips are fields as they come out of a hurry or a word processor, and what
// they become when the remedy is followed.
var slips = []struct{ file, written, mended string }{
	{trip, "end; 2026-09-16", "end: 2026-09-16"},
	{trip, "end = 2026-09-16", "end: 2026-09-16"},
	{trip, "end 2026-09-16", "end: 2026-09-16"},
	{trip, "*title*: Ravenne", "title: Ravenne"},
	{trip, "- title: Ravenne", "title: Ravenne"},
	{trip, "title: \"Ravenne", `title: "Ravenne"`},
	{trip, "title: \"Ravenne”", `title: "Ravenne"`},
	{trip, "title: 'Ravenne'\"", `title: 'Ravenne'`},
	{trip, "title: \"\"Ravenne\"\"", `title: "Ravenne"`},
	{trip, "title:\u00a0Ravenne: le tram", "title: \"Ravenne: le tram\""},
	{trip, "met:\n  *voirie\n  *culture", "met:\n  - voirie\n  - culture"},
	{trip, "met: - voirie\n  - culture", "met:\n  - voirie\n  - culture"},
	{trip, "met: * voirie", "met:\n  - voirie"},
	{trip, "sdg: [11.2, 13", "sdg: [11.2, 13]"},
	{trip, "cost: {status: final, lines: [{for: meals, amount: 12]}", "cost: {status: final, lines: [{for: meals, amount: 12}]}"},
	{trip, "cost: {status: final; lines: [{for: meals, what: \"a; b\", amount: 12}]}", "cost: {status: final, lines: [{for: meals, what: \"a; b\", amount: 12}]}"},
	{trip, "  end: 2026-09-16", "end: 2026-09-16"},
	{trip, " end: 2026-09-16\n sdg: [11.2]", "end: 2026-09-16\nsdg: [11.2]"},
	{
		trip,
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n   issues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{
		trip,
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n issues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{
		trip,
		"local_impact:\n\tbenefit: Line A runs until one from March for late shifts.\n\tissues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{
		trip,
		"local_impact:\nbenefit: Line A runs until one from March for late shifts.\nissues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{trip, "cost:\nstatus: final\nlines:\n  - {for: meals, amount: 12}", "cost:\n  status: final\n  lines:\n    - {for: meals, amount: 12}"},
	{trip, "cost:\n  lines:\n    - {for: meals, amount: 0}\nexplanation: The hosts paid.", "cost:\n  lines:\n    - {for: meals, amount: 0}\n  explanation: The hosts paid."},
	{trip, "cost:\n  lines:\n    - for: meals\n    amount: 12", "cost:\n  lines:\n    - for: meals\n      amount: 12"},
	{trip, "cost:\n  lines:\n    - for: meals\n    - amount: 12", "cost:\n  lines:\n    - for: meals\n      amount: 12"},
	{trip, "cost:\n  lines:\n  - for: meals\n  amount: 12", "cost:\n  lines:\n  - for: meals\n    amount: 12"},
	{trip, "mandate: {ref: Vote 112}\ndate: 2026-06-18", "mandate: {ref: Vote 112, date: 2026-06-18}"},
	{trip, "mandate:\nref: Vote 112\ndate: 2026-06-18", "mandate:\n  ref: Vote 112\n  date: 2026-06-18"},
	{trip, "destination:\n  city: Ravenna\ncountry: IT", "destination:\n  city: Ravenna\n  country: IT"},
	{trip, "travellers:\n  - {role: Engineer}\nfunction: Looks", "travellers:\n  - {role: Engineer, function: Looks}"},
	{trip, "mandate:\n  ref: Vote 112\n  date: 2026-06-18\n  co2_kg: 96", "mandate:\n  ref: Vote 112\n  date: 2026-06-18\nco2_kg: 96"},
	{trip, "title:Ravenne", "title: Ravenne"},
	{trip, "title :Ravenne", "title: Ravenne"},
	{trip, "pitch: Late shifts.\ninvited_by:Ravenne", "pitch: Late shifts.\ninvited_by: Ravenne"},
	{trip, "mandate: {ref:Vote 112, date: 2026-06-18}", "mandate: {ref: Vote 112, date: 2026-06-18}"},
	{trip, "mandate:\n  ref:Vote 112\n  date: 2026-06-18", "mandate:\n  ref: Vote 112\n  date: 2026-06-18"},
	{trip, "cost: {status: final; lines: [{for: meals, amount: 12}]}", "cost: {status: final, lines: [{for: meals, amount: 12}]}"},
	{trip, "met:\n  * voirie\n  * culture", "met:\n  - voirie\n  - culture"},
	{trip, "met:\n  • voirie\n  • culture", "met:\n  - voirie\n  - culture"},
	{trip, "invited_by: & Voir", `invited_by: "& Voir"`},
	{trip, `title: "le "tram""`, `title: 'le "tram"'`},
	{trip, `title: 'Les trams de l'ville'`, `title: "Les trams de l'ville"`},
	{trip, `title: "Le tram": un essai`, `title: '"Le tram": un essai'`},
	{trip, "title: “Ravenne : le tram”", `title: "Ravenne : le tram"`},
	{trip, "title: « Ravenne »", `title: "Ravenne"`},
	{
		trip,
		"local_impact: {benefit: Line A runs until one from March for late shifts.}\nissues: [mobility]",
		"local_impact: {benefit: Line A runs until one from March for late shifts., issues: [mobility]}",
	},
	{
		trip,
		"local_impact: Line A runs until one from March for late shifts.\nissues: [mobility]",
		"local_impact: {benefit: \"Line A runs until one from March for late shifts.\", issues: [mobility]}",
	},
	{trip, "cost: 0\nexplanation: The hosts paid.", "cost: {status: final, lines: [{for: meals, amount: 0}], explanation: The hosts paid.}"},
	{trip, "departments: streets, streets", "departments: [streets]"},
	{trip, "cost: gratuit", "cost: {status: final, lines: [{for: meals, amount: 0}], explanation: The hosts paid.}"},
	{trip, "cost: à venir", "cost: {pending: The bills are awaited.}"},
	{trip, "cost: environ 1200 euros", "cost: {status: provisional, lines: [{for: meals, amount: 1200}]}"},
	{trip, "cost: 96 GBP", "cost: {lines: [{for: meals, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14}]}"},
	{trip, "cost: [412.50, 186]", "cost:\n  lines:\n    - {for: transport, amount: 412.50}\n    - {for: lodging, amount: 186}"},
	{trip, "cost:\n- {for: meals, amount: 12}", "cost:\n  lines:\n  - {for: meals, amount: 12}"},
	{trip, "cost: 240\u00a0€", "cost: 240"},
	{trip, "cost: 1\u202f240,50\u00a0€", "cost: 1240.50"},
	{trip, "sdg: [11.2; 13]", "sdg: [11.2, 13]"},
	{trip, "sdg: 11.2 et 13", "sdg: [11.2, 13]"},
	{trip, "sdg: ODD 11 y ODS 13", "sdg: [11, 13]"},
	{trip, "sdg: 11 / 2", "sdg: 11.2"},
	{trip, "destination: Ravenna, IT et Bologna, IT", `destination: ["Ravenna, IT", "Bologna, IT"]`},
	{trip, "destination: Ravenna, IT; Évora, PT", `destination: ["Ravenna, IT", "Évora, PT"]`},
	{trip, "destination: [Ravenna, IT]", `destination: ["Ravenna, IT"]`},
	{trip, "destination: [Ravenne, Italie, Évora, PT]", `destination: ["Ravenne, IT", "Évora, PT"]`},
	{trip, "destination: Ravenna IT", "destination: Ravenna, IT"},
	{trip, "destination: IT, Ravenna", "destination: Ravenna, IT"},
	{trip, "destination: Ravenna, ITA", "destination: Ravenna, IT"},
	{trip, "departments: Streets", "departments: streets"},
	{trip, "official: Claire MOREAU", "official: claire-moreau"},
	{trip, "official:", "official: claire-moreau"},
	{trip, "travellers: [Claire Moreau]", "travellers:\n  - {role: Mayor, function: Speaks for the city}"},
	{trip, "voices: Enfin le tram !", "voices:\n  - {who: A driver, quote: Enfin le tram !, consent: C-12}"},
	{trip, "departments:", "departments: [streets]"},
	{trip, "sdg: [11 13.2]", "sdg: [11, 13.2]"},
	{trip, "cost: {lines: [{for: meals, amount: gratuit}]}", "cost: {lines: [{for: meals, amount: 0}], explanation: The hosts paid.}"},
	{trip, "cost: {lines: [{for: meals, what: Lunch, dinner, amount: 12}]}", `cost: {lines: [{for: meals, what: "Lunch, dinner", amount: 12}]}`},
}

// misnamed are fields with another name than their own, and what they become.
var misnamed = []struct{ was, written string }{
	{"title:", "Title:"}, {"title:", "TITLE:"}, {"title:", "titre:"}, {"title:", "Título:"}, {"title:", "“title”:"}, {"title:", "title\":"}, {"title:", "titel:"},
	{"start:", "début:"}, {"start:", "Premier jour:"}, {"start:", "inicio:"}, {"end:", "fin:"}, {"end:", "fim:"}, {"purpose:", "objet:"}, {"purpose:", "propósito:"},
	{"cost:", "coût:"}, {"cost:", "Custo:"}, {"sdg:", "ODD:"}, {"sdg:", "SDG:"}, {"destination:", "destino:"}, {"destination:", "destinaton:"},
	{"local_impact:", "local-impact:"}, {"local_impact:", "Local impact:"}, {"local_impact:", "local_imapct:"}, {"local_impact:", "impacto local:"},
	{"official:", "élue:"}, {"departments:", "services:"}, {"issues:", "sujets:"}, {"benefit:", "bénéfice:"}, {"pitch:", "resumen:"},
}

// TestMisnamed wants one problem of a field with another name, at that name, and
// nothing of what follows from it; its edit mends the file.
func TestMisnamed(t *testing.T) {
	for _, c := range misnamed {
		name := strings.TrimSuffix(c.written, ":")
		text := strings.Replace(baseTrip, c.was, c.written, 1)
		ds := baseCity().file(trip, text).problems(t)
		if len(ds) != 1 || ds[0].Rule.Name != "field-unknown" || ds[0].At.Text() != name || !strings.Contains(ds[0].Fix.String(), `"`+c.was+`"`) {
			t.Errorf("%q:\n%s", c.written, show(ds))
			continue
		}
		mended := strings.Replace(text, name+":", c.was, 1)
		if len(ds[0].Edits) == 0 != strings.Contains(ds[0].Fix.String(), "missing") || len(ds[0].Edits) > 0 && edited(text, ds[0].Edits) != mended {
			t.Errorf("%q has the edits %v", c.written, ds[0].Edits)
		}
		if again := baseCity().file(trip, mended).problems(t); len(again) > 0 {
			t.Errorf("%q, mended:\n%s", c.written, show(again))
		}
	}
	for _, unknown := range []string{"lieu:", "post:", "nom:", "xx:"} { // beside what is written, or meant by nobody
		ds := baseCity().file(trip, strings.Replace(baseTrip, "title:", unknown+" a\ntitle:", 1)).problems(t)
		if len(ds) != 1 || len(ds[0].Edits) > 0 {
			t.Errorf("%q:\n%s", unknown, show(ds))
		}
	}
}

// TestSlips shows what is said of each slip, and holds that nothing is left to
// say when the remedy has been followed.
func TestSlips(t *testing.T) {
	var b strings.Builder
	for _, c := range slips {
		ds := baseCity().with(c.file, c.written+"\n").problems(t)
		if len(ds) == 0 {
			t.Errorf("%q: nothing is said", c.written)
		}
		b.WriteString(show(ds))
		if again := baseCity().with(c.file, c.mended+"\n").problems(t); len(again) > 0 {
			t.Errorf("%q, mended to %q:\n%s", c.written, c.mended, show(again))
		}
		var edits []source.Edit
		for _, d := range ds {
			edits = append(edits, d.Edits...)
		}
		if len(edits) == 0 || slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return len(d.Edits) == 0 }) {
			continue
		}
		after := strings.ReplaceAll(edited(string(ds[0].At.File.Text), edits), "\u00a0", " ")
		again := slices.DeleteFunc(baseCity().file(c.file, after).problems(t), func(d source.Diagnostic) bool {
			return d.Rule == frontmatter.DuplicateKey // the base city's own stands there too, since its name was not seen
		})
		ours := []*source.Rule{frontmatter.Syntax, frontmatter.Tab, frontmatter.UnknownField}
		if slices.Contains(ours, ds[0].Rule) && !strings.Contains(after, "\n"+c.mended+"\n") || len(again) > 0 {
			t.Errorf("%q becomes, by its edits:\n%s%s", c.written, after, show(again))
		}
	}
	golden(t, "input/slips.txt", b.String())
}

// oddities are fields with signs that look like others, and what they are read
// as.
var oddities = []struct{ file, written, plain string }{
	{trip, "end:\u00a02026-09-16", "end: 2026-09-16"},
	{trip, "end:\u202f2026-09-16", "end: 2026-09-16"},
	{trip, "end: \u00a02026-09-16", "end: 2026-09-16"},
	{trip, "end:\u200b2026-09-16", "end: 2026-09-16"},
	{trip, "title\u00a0: Ravenne et le tram", "title: Ravenne et le tram"},
	{trip, "title\u202f:\u00a0Ravenne et le tram", "title: Ravenne et le tram"},
	{
		trip,
		"local_impact\u00a0:\n  benefit\u00a0: Line A runs until one from March for late shifts.\n  issues\u202f: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{trip, "title:\u00a0Ravenne et le tram", "title: Ravenne et le tram"},
	{
		trip,
		"local_impact:\n\u00a0 benefit: Line A runs until one from March for late shifts.\n\u00a0 issues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{
		trip,
		"local_impact:\n\u00a0\u00a0benefit:\u00a0Line A runs until one from March for late shifts.\n\u00a0\u00a0issues: [mobility]",
		"local_impact:\n  benefit: Line A runs until one from March for late shifts.\n  issues: [mobility]",
	},
	{trip, "met:\n  -\u00a0Mayor\n  -\u00a0Director", "met:\n  - Mayor\n  - Director"},
	{trip, "mandate: {ref:\u00a0Vote 112,\u00a0date:\u00a02026-06-18}", "mandate: {ref: Vote 112, date: 2026-06-18}"},
	{trip, "sdg: [11.2\u00a0]", "sdg: [11.2]"},
	{trip, "official: claire\u200b-moreau", "official: claire-moreau"},
	{trip, "departments: [streets\ufeff]", "departments: [streets]"},
	{trip, "official: “claire-moreau”", "official: claire-moreau"},
	{trip, "official: ‘claire-moreau’", "official: claire-moreau"},
	{trip, "sdg: [«11.2»]", "sdg: [11.2]"},
	{trip, "\u200bpitch: Late shifts get home.", "pitch: Late shifts get home."},
	{"site.yaml", "contact:\n\u00a0\u00a0email: a@ville.fr", "contact:\n  email: a@ville.fr"},
}

// TestOddities wants signs that look like others to be named, and read as what
// they were meant to be.
func TestOddities(t *testing.T) {
	var b strings.Builder
	for _, c := range oddities {
		odd, ds := baseCity().with(c.file, strings.TrimPrefix(c.plain, "x")+"\n").
			file(c.file, strings.Replace(baseCity().with(c.file, c.plain+"\n")[c.file], c.plain, c.written, 1)).
			check(t, Options{})
		plain, none := baseCity().with(c.file, c.plain+"\n").check(t, Options{})
		if len(none) > 0 || odd == nil || plain == nil || len(ds) == 0 {
			t.Errorf("%q:\n%s%s", c.written, show(ds), show(none))
			continue
		}
		for _, d := range ds {
			if d.Rule.Name != "space-odd" && d.Rule.Name != "quotes-odd" || d.Severity != source.Warning {
				t.Errorf("%q:\n%s", c.written, show(ds))
			}
		}
		if c.file == trip {
			a, b := odd.Entry("trips/2026-09-ravenna"), plain.Entry("trips/2026-09-ravenna")
			if a.Title.V != b.Title.V || a.Impact.Benefit.V != b.Impact.Benefit.V || a.Official.V != b.Official.V || !a.End().Equal(b.End()) ||
				len(
					a.Goals,
				) != len(
					b.Goals,
				) || len(a.Trip.Met) != len(b.Trip.Met) || (a.Trip.Mandate == nil) != (b.Trip.Mandate == nil) || a.Pitch.V != b.Pitch.V {
				t.Errorf("%q is read as another thing than %q", c.written, c.plain)
			}
		}
		b.WriteString(show(ds))
	}
	golden(t, "input/oddities.txt", b.String())
}

// TestLoneMarks names a quotation mark whose other half stands nowhere in a
// text, and takes no apostrophe, inch or whole quotation for one.
func TestLoneMarks(t *testing.T) {
	for text, mark := range map[string]string{
		`le tram"`: `"`, `“le tram`: "“", `le tram”`: "”", `« le tram`: "«", `le tram »`: "»", `„die Bahn`: "„",
		`le « tram »`: "", `dit “oui”`: "", `“Yes” and “no`: "", `l’été`: "", `the drivers’`: "", `a wheel of 12"`: "", `“oui” “non”`: "",
		`dit "oui"`: "", `the "tram`: "",
	} {
		text = strings.ReplaceAll(text, `\u00a0`, "\u00a0")
		set, ds := baseCity().with(trip, "title: '"+text+"'\n").check(t, Options{})
		switch {
		case set == nil || set.Entry("trips/2026-09-ravenna").Title.V != text:
			t.Errorf("%q is read otherwise:\n%s", text, show(ds))
		case mark == "" && len(ds) > 0, mark != "" && (len(ds) != 1 || ds[0].Rule.Name != "quotes-odd" || !strings.HasSuffix(ds[0].Message.String(), ": "+mark)):
			t.Errorf("%q, %q:\n%s", text, mark, show(ds))
		}
	}
}

// TestNoOddities: spaces and marks that belong to a text stay as they are.
func TestNoOddities(t *testing.T) {
	for _, text := range []string{"Un titre\u00a0: deux trams", "«\u00a0Oui\u00a0» dit la mairie", "“Yes” and “no”", "a\u200bb",
		"👩‍🔧 au travail", "Note:\u00a0deux trams", "l’été", "‘Tis the tram", "soft\u00adhyphen"} {
		for _, fields := range []string{"title: '" + text + "'\n", "title: >-\n  " + text + "\n"} {
			set, ds := baseCity().with(trip, fields).check(t, Options{})
			if len(ds) > 0 || set.Entry("trips/2026-09-ravenna").Title.V != text {
				t.Errorf("%q:\n%s", fields, show(ds))
			}
		}
	}
}
