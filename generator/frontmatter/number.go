package frontmatter

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// Whole reads a whole number of at least the given least value.
func (m *Map) Whole(name string, p Presence, least int) Value[int] {
	m.ask("Whole", name, p)
	v := m.Code(name, p)
	if !v.OK() {
		return Value[int]{At: v.At, Bad: v.Bad}
	}
	n, err := strconv.Atoi(v.V)
	if err == nil && n >= least && strconv.Itoa(n) == v.V {
		return given(n, v.At)
	}
	d := NumberForm.At(v.At, "%q has to be a whole number of at least %d, in plain digits", name, least).
		To("write the number in plain digits, without spaces, points or words")
	if err == nil && n < least {
		d = d.To("write a number of at least %d", least)
	}
	plain, exact := m.unworded(name, v.V)
	for _, r := range readings(plain) {
		if n, err := strconv.Atoi(wholeOf(r)); err == nil && n >= least {
			if d = d.To("write %s: %d", name, n); exact {
				d = Put(d, v, strconv.Itoa(n))
			}
			break
		}
	}
	m.doc.report(d)
	return bad[int](v.At)
}

// wholeOf drops decimals that are all zero.
func wholeOf(decimal string) string {
	whole, decimals, _ := strings.Cut(decimal, ".")
	if strings.Trim(decimals, "0") != "" {
		return decimal
	}
	return whole
}

// Coordinate reads a latitude or longitude in degrees, north and east
// positive, between -limit and limit.
func (m *Map) Coordinate(name string, limit float64) Value[float64] {
	m.ask("Coordinate", name, Optional)
	v := m.Code(name, Optional)
	if !v.OK() {
		return Value[float64]{At: v.At, Bad: v.Bad}
	}
	f, err := strconv.ParseFloat(v.V, 64)
	if err == nil && decimal.MatchString(v.V) && math.Abs(f) <= limit {
		return given(f, v.At)
	}
	d := NumberForm.At(v.At, "%q has to be degrees between -%.0f and %.0f, with a point before decimals", name, limit, limit)
	switch both := twoDegrees.FindStringSubmatch(v.V); {
	case decimal.MatchString(v.V):
		d = d.To("look the place up on a map: its latitude lies between -90 and 90, its longitude between -180 and 180")
	case both != nil:
		d = d.To("write lat: %s and lon: %s, each on its own", both[1], both[2])
	default:
		d = d.To("write degrees in plain digits, with a point before decimals and a minus for south and west")
		if guess := degrees(v.V, limit); guess != "" {
			d = Put(d.To("write %s: %s", name, guess), v, guess)
		}
	}
	m.doc.report(d)
	return bad[float64](v.At)
}

var (
	decimal    = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)
	twoDegrees = regexp.MustCompile(`^(-?\d{1,2}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)$`)
	hemisphere = regexp.MustCompile(`(?i)^([nsewo]?)\s*([^a-z]*?)\s*([nsewo]?)$`)
	sexagesima = regexp.MustCompile(`^(\d{1,3})\s*°\s*(\d{1,2})\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''))?$`)
)

// degrees reads the ways in which maps and people write a coordinate, as it
// has to be written; "" where that is not certain.
func degrees(s string, limit float64) string {
	parts := hemisphere.FindStringSubmatch(strings.TrimSpace(s))
	if parts == nil || parts[1] != "" && parts[3] != "" {
		return ""
	}
	sign := ""
	if side := strings.ToLower(parts[1] + parts[3]); side != "" && strings.Contains("swo", side) {
		sign = "-"
	}
	guess := ""
	if dms := sexagesima.FindStringSubmatch(parts[2]); dms != nil {
		whole, _ := strconv.ParseFloat(dms[1], 64)
		minutes, _ := strconv.ParseFloat(dms[2], 64)
		seconds, _ := strconv.ParseFloat(strings.Replace(dms[3], ",", ".", 1), 64)
		if minutes < 60 && seconds < 60 {
			guess = strconv.FormatFloat(math.Round((whole+minutes/60+seconds/3600)*1e5)/1e5, 'f', -1, 64)
		}
	} else {
		all := readings(strings.TrimSpace(strings.TrimRight(parts[2], "°º ")))
		all = slices.DeleteFunc(all, func(r string) bool { f, err := strconv.ParseFloat(r, 64); return err != nil || math.Abs(f) > limit })
		if len(all) == 1 {
			guess = all[0]
		}
	}
	if sign != "" && strings.HasPrefix(guess, "-") {
		return ""
	}
	if f, err := strconv.ParseFloat(guess, 64); err != nil || f > limit {
		return ""
	}
	return sign + guess
}

// Decimal reads an exact decimal number and keeps it as text, such as a rate
// or a measurement: "1.16". One with three decimals, which could be thousands
// just as well, is reported.
func (m *Map) Decimal(name string, p Presence) Value[string] {
	m.ask("Decimal", name, p)
	v := m.Code(name, p)
	if !v.OK() {
		return v
	}
	thousands := Ambiguous(v.V)
	if decimal.MatchString(v.V) && len(v.V) <= 30 && !thousands {
		return v
	}
	d := NumberForm.At(v.At, "%q has to be a number in plain digits, with a point before decimals", name).
		To("write it in plain digits, with a point before decimals")
	if thousands {
		d.Message = catalog.Say("%s is thousands to some, and a number with decimals to others", v.V)
	}
	plain, exact := m.unworded(name, v.V)
	switch all := readings(plain); len(all) {
	case 1:
		if d = d.To("write %s: %s", name, all[0]); exact && Certain(all[0]) == all[0] {
			d = Put(d, v, all[0])
		}
	case 2:
		d = d.To("write %s: %s, or %s: %s, whichever it is", name, all[0], name, Certain(all[1]))
	}
	m.doc.report(d)
	return bad[string](v.At)
}

// Ambiguous tells whether a number in plain digits could be one in thousands
// just as well: 1.240.
func Ambiguous(s string) bool { return len(readings(s)) > 1 }

// Certain writes a number with decimals so that nobody can take them for
// thousands: 1.240 as 1.24, 1.163 as 1.1630.
func Certain(s string) string {
	if !Ambiguous(s) {
		return s
	}
	if short := strings.TrimRight(s, "0"); short != s {
		return strings.TrimSuffix(short, ".")
	}
	return s + "0"
}

var (
	grouped = regexp.MustCompile(`^(\d{1,3}(?:[ '’_]\d{3})+|\d+)(?:[.,](\d*))?$`)
	points  = regexp.MustCompile(`^(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$`)
	commas  = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$`)
	bare    = regexp.MustCompile(`^[.,](\d+)$`)
	minus   = regexp.MustCompile(`^[-−–‑] ?`)
	anyGap  = regexp.MustCompile(`[\s\x{a0}\x{202f}\x{2007}\x{2009}\x{2008}]`)
	marks   = strings.NewReplacer(" ", "", ".", "", ",", "", "'", "", "’", "", "_", "")
)

// Readings returns what a number can mean that is written in any of the ways
// in which people part thousands and decimals, in plain digits: one number
// where that is certain, and first the one in thousands where there are two.
func Readings(s string) []string { return readings(s) }

func readings(s string) []string {
	s = strings.TrimSpace(anyGap.ReplaceAllString(s, " "))
	sign := ""
	if m := minus.FindString(s); m != "" {
		sign, s = "-", s[len(m):]
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	if len(s) > 30 || s == "" {
		return nil
	}
	var out []string
	add := func(whole, decimals string) {
		whole = strings.TrimLeft(marks.Replace(whole), "0")
		if whole == "" {
			whole = "0"
		}
		if decimals != "" {
			whole += "." + decimals
		}
		if full := sign + whole; !slices.Contains(out, full) {
			out = append(out, full)
		}
	}
	zero := strings.HasPrefix(s, "0")
	for _, form := range []*regexp.Regexp{points, commas} {
		if m := form.FindStringSubmatch(s); m != nil && !zero {
			add(m[1], m[2])
		}
	}
	if m := grouped.FindStringSubmatch(s); m != nil {
		add(m[1], m[2])
	}
	if m := bare.FindStringSubmatch(s); m != nil {
		add("", m[1])
	}
	return out
}

// about are words by which a number says itself that it is not exact, in the four
// languages.
var about = regexp.MustCompile(
	`(?i)^(?:about|around|some|approx\.?|approximately|circa|ca\.?|environ|env\.?|à peu près|unos|unas|cerca de|alrededor de|aproximadamente|aprox\.?|por ` +
		`volta de|[~≈])\s*|\s*(?:approximately|approx\.?|environ|aproximadamente|aprox\.?)$`,
)

// unitWords are the words that may stand behind a number without changing it, by
// the unit that its field has in the table.
var unitWords = map[string]*regexp.Regexp{
	"":        peopleWords,
	"persons": peopleWords,
	"days":    regexp.MustCompile(`(?i)\s*(?:days|jours|días|dias)$`),
	"months":  regexp.MustCompile(`(?i)\s*(?:months|mois|meses)$`),
	"kg":      regexp.MustCompile(`(?i)\s*kg$`),
}

var peopleWords = regexp.MustCompile(`(?i)\s*(?:inhabitants|residents|people|persons|habitants|hab\.?|habitantes|personnes|personas|pessoas)$`)

// unworded drops such words from the number of a field. It is exact unless one of
// them said that it is not.
func (m *Map) unworded(name, s string) (plain string, exact bool) {
	f, _ := fields.Find(m.table, name)
	s, exact = strings.TrimSpace(anyGap.ReplaceAllString(s, " ")), true
	for {
		short := s
		if words := unitWords[f.Unit]; words != nil {
			short = strings.TrimSpace(words.ReplaceAllString(s, ""))
		}
		if rest := strings.TrimSpace(about.ReplaceAllString(short, "")); rest != short {
			short, exact = rest, false
		}
		if short == s {
			return s, exact
		}
		s = short
	}
}
