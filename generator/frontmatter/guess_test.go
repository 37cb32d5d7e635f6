package frontmatter

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// months and days of the week as each language writes them in full and short.
var spoken = map[string]struct{ months, short, days string }{
	"en": {
		"January February March April May June July August September October November December",
		"Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
		"Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
	},
	"fr": {
		"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		"janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
		"dimanche lundi mardi mercredi jeudi vendredi samedi",
	},
	"es": {
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene. feb. mar. abr. may. jun. jul. ago. sept. oct. nov. dic.",
		"domingo lunes martes miércoles jueves viernes sábado",
	},
	"pt": {
		"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		"jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
		"domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
	},
}

// formsOf are the ways in which a day is written in a language.
func formsOf(lang string, day time.Time) []string {
	at := func(names string, i int) string { return strings.Fields(names)[i] }
	y, m, d := day.Date()
	month, short, name := at(spoken[lang].months, int(m)-1), at(spoken[lang].short, int(m)-1), at(spoken[lang].days, int(day.Weekday()))
	f := fmt.Sprintf
	out := []string{
		f("%d.%d.%d", d, m, y), f("%02d.%02d.%d", d, m, y), f("%d-%02d-%02d 08:30", y, m, d), f("%d-%02d-%02dT08:30:00", y, m, d),
		f("%d/%02d/%02d", y, m, d), f("%d-%d-%d", y, m, d), f("%d%02d%02d", y, m, d), f("%d–%02d–%02d", y, m, d),
		f("%d %s %d", d, month, y), f("%d\u00a0%s\u00a0%d", d, month, y), f("%d %s %d", d, short, y), f("%s %d %s %d", name, d, month, y),
		f("%s, %d %s %d", name, d, month, y), f("%d %s %d", d, strings.ToUpper(month), y), f("%d-%s-%d", d, strings.TrimSuffix(short, "."), y),
	}
	switch lang {
	case "en":
		end := "th"
		if d/10 != 1 && d%10 >= 1 && d%10 <= 3 {
			end = [...]string{"st", "nd", "rd"}[d%10-1]
		}
		return append(out, f("%s %d, %d", month, d, y), f("%s %d%s, %d", month, d, end, y), f("the %d%s of %s %d", d, end, month, y), f("%s. %d, %d", short, d, y))
	case "fr":
		if d == 1 {
			out = append(out, f("1er %s %d", month, y), f("1ᵉʳ %s %d", month, y), f("premier %s %d", month, y))
		}
		out = append(out, f("le %d %s %d", d, month, y), f("le %s %d %s %d à 8h30", name, d, month, y), f("%d/%02d/%d à 8 h", d, m, y))
	default:
		if d == 1 {
			out = append(out, f("1º de %s de %d", month, y), f("1.º de %s de %d", month, y), f("1° de %s de %d", month, y))
		}
		out = append(out, f("%d de %s de %d", d, month, y), f("%d de %s del %d", d, month, y), f("%s, %d de %s de %d", name, d, month, y), f("%d/%s/%d", d, short, y))
	}
	return append(out, f("%d/%d/%d", d, m, y), f("%02d/%02d/%d", d, m, y), f("%02d-%02d-%d", d, m, y), f("%02d %02d %d", d, m, y))
}

// TestWrittenDates: every day from 2020 to 2035, in every form in which one of the
// four languages writes it, is read as that day and no other.
func TestWrittenDates(t *testing.T) {
	for lang := range spoken {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for day := date(2020, 1, 1); day.Year() < 2036; day = day.AddDate(0, 0, 1) {
				for _, text := range formsOf(lang, day) {
					if got := guessDates(text, true); len(got.days) != 1 || !got.days[0].Start.Equal(day) || got.days[0].Precision != ToDay || !got.certain {
						t.Fatalf("%q is read as %v", text, got)
					}
				}
			}
		})
	}
}

// TestWrittenMonths: so is every month, as that month.
func TestWrittenMonths(t *testing.T) {
	for lang, names := range spoken {
		for i := range 12 {
			month, short := strings.Fields(names.months)[i], strings.Fields(names.short)[i]
			for year := 2020; year < 2036; year++ {
				of := strings.NewReplacer("MONTH", month, "SHORT", short, "YEAR", fmt.Sprint(year), "0M", fmt.Sprintf("%02d", i+1), "M", fmt.Sprint(i+1))
				for _, form := range []string{"MONTH YEAR", "SHORT YEAR", "MONTH de YEAR", "0M/YEAR", "M/YEAR", "0M-YEAR", "YEAR/0M", "YEAR-M"} {
					text := of.Replace(form)
					got := guessDates(text, lang != "en")
					if len(got.days) != 1 || got.days[0] != (Period{date(year, time.Month(i+1), 1), ToMonth}) || !got.certain {
						t.Fatalf("%q is read as %v", text, got)
					}
				}
			}
		}
	}
}

// TestUncertainDates: where a date can be two, or something of it would be lost,
// nothing is certain.
func TestUncertainDates(t *testing.T) {
	for text, want := range map[string]string{
		"03/04/2026":              "[2026-04-03 2026-03-04]",
		"03 04 2026":              "[2026-04-03 2026-03-04]",
		"Friday 03/04/2026":       "[2026-04-03] certain",
		"Monday 03/04/2026":       "[2026-04-03 2026-03-04]",
		"mardi 14/09/2026":        "[2026-09-14]",
		"lundi 14/09/2026":        "[2026-09-14] certain",
		"mar. 15/09/2026":         "[2026-09-15] certain",
		"14/09/26":                "[2026-09-14]",
		"14.09.98":                "[1998-09-14]",
		"26-09-14":                "[2014-09-26 2026-09-14]",
		"2026-09-14T23:30:00Z":    "[2026-09-14]",
		"2026-09-14 00:00 +02:00": "[2026-09-14]",
		"09/14/2026":              "[2026-09-14] certain",
	} {
		got := guessDates(text, false)
		said := fmt.Sprint(got.days)
		if got.certain {
			said += " certain"
		}
		if said != want {
			t.Errorf("%q is read as %s, want %s", text, said, want)
		}
	}
	if got := guessDates("03/04/2026", true); len(got.days) != 1 || !got.days[0].Start.Equal(date(2026, 4, 3)) || !got.certain {
		t.Errorf("with the day first: %v", got)
	}
}

// TestNoDates: what is no day and no month is taken for none.
func TestNoDates(t *testing.T) {
	for _, text := range []string{
		"", "septembre", "fin septembre 2026", "début mars 2027", "été 2026", "T3 2026", "14-16 septembre 2026", "14/16 septembre 2026",
		"du 14 au 16 septembre 2026", "14 septembre", "14/09", "2026-09 14:30", "mars 2026 à 8h", "14.9", "12 400", "1.240,50", "en 2026", "vers le 14 septembre 2026",
		"14 septembre 2026 ou 15 septembre 2026", "environ 14/09/2026", "14 ou 15/09/2026", "14 09.2026", "demain", "lundi", "mai", "12 14.09.26", "14 foo 2026",
		"14 septembre 2026 (à confirmer)", "2026-2027", "9 septembre 20261", "14/09/2026 8", strings.Repeat("9", 90),
	} {
		if got := guessDates(text, true); len(got.days) > 0 {
			t.Errorf("%q is read as %v", text, got.days)
		}
	}
}

// TestDatesHoldAll: whatever is taken for a day holds its year and its day in
// digits, its month by number or name, and not a word or number more.
func TestDatesHoldAll(t *testing.T) {
	parts := []string{"14", "3", "09", "2026", "26", "31", "mars", "sept.", "septembre", "de", "del", "le", "lundi", "mar", "à", "8h30", "08:30", "/", "-", ".", " ",
		", ", "ou", "fin", "of", "1er", "1º", "premier", "T", "Z", "environ", "Q3", "–"}
	known := strings.Fields("de del of the on le el o em at a as las first premier primero primeiro")
	for _, names := range slices.Concat(monthNames[:], dayNames[:]) {
		known = append(known, strings.Fields(names)...)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 9).Draw(t, "parts"), "")
		got := guessDates(text, rapid.Bool().Draw(t, "day first"))
		for _, p := range got.days {
			plain := folded(text)
			if m := clock.FindStringSubmatch(plain); m != nil && len(plainDates(plain, true).days) == 0 && hour.MatchString(plain[len(m[1]):]) {
				plain = m[1]
			}
			numbers := 0
			for _, word := range strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune(" ./-,°", r) }) {
				letters := strings.Trim(word, "0123456789")
				if letters != word {
					numbers++
				}
				if letters != "" && letters == word && !slices.Contains(known, word) {
					t.Errorf("%q is read as %s, without %q", text, p, word)
				}
			}
			if p.Precision == ToDay && numbers > 3 || p.Precision == ToMonth && numbers > 2 {
				t.Errorf("%q is read as %s, without all its numbers", text, p)
			}
			if year := fmt.Sprint(p.Start.Year()); !strings.Contains(plain, year) && !strings.Contains(plain, year[2:]) {
				t.Errorf("%q is read as %s", text, p)
			}
		}
	})
}
