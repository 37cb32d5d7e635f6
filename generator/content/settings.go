package content

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/newcity"
	"parvis/generator/source"
)

// Settings is what site.yaml says: the city, its local issues, departments,
// deadlines and rules.
type Settings struct {
	File           *source.File
	Title, Pitch   Words
	City, Country  Text
	Lat, Lon       frontmatter.Value[float64] // where the city lies, in degrees
	Zone           *time.Location             // by which it is today in the city
	Population     int
	Language       string   // the site's first language
	Languages      []string // all, the first one first
	Currency       string
	BaseURL        string // ends in "/"
	Email, Post    Text
	Desk           Words
	Issues         []Issue
	Departments    []Department
	ReportDays     int // after a trip's end, until an outcome is due
	FinalCostDays  int // after a trip's end, until its cost is due to be final
	DormantMonths  int // without news, until an agreement is called dormant
	NewsletterName Words
	NewsletterFrom Text
	MailServer     MailServer
	Severities     map[string]source.Severity
	Licence        string
	Organisation   Text     // the city's identifier with IATI
	EmbedOn        []string // the other sites that may show pages of this one, as https://www.example.org; without any, all may
	Publish        Publishing
	Theme          Text // the name of one, or a folder as it lies from site.yaml; nothing for the one that parvis brings
	// CostChanges say why a year cost over a quarter more, or less, than the year
	// before.
	CostChanges          map[int]Words
	TellBeforeOver       frontmatter.Value[Money] // what costs more is told before it begins
	severityKeys         map[string]source.Span
	framing              source.Span // of embed_on
	issueIDs, department []string
	// What could not be read, so that nothing is said to follow from it.
	unreadIssues, unreadDepartments, unreadLanguages bool
	problems                                         int
}

// Issue is one of the city's local issues, the site's main navigation.
type Issue struct {
	ID         string
	Name       Words
	Sign       string // its drawing, one of fields.Signs; "" for none of its own
	ServiceURL string
}

// Department is a part of the city's administration.
type Department struct {
	ID   string
	Name Words
}

// Issue returns the local issue of that id.
func (s *Settings) Issue(id string) (Issue, bool) {
	i := slices.IndexFunc(s.Issues, func(x Issue) bool { return x.ID == id })
	if i < 0 {
		return Issue{}, false
	}
	return s.Issues[i], true
}

// Department returns the department of that id.
func (s *Settings) Department(id string) (Department, bool) {
	i := slices.IndexFunc(s.Departments, func(x Department) bool { return x.ID == id })
	if i < 0 {
		return Department{}, false
	}
	return s.Departments[i], true
}

// SeverityOf is how severe a rule is in this city.
func (s *Settings) SeverityOf(r *source.Rule) source.Severity {
	if x, ok := s.Severities[r.Name]; ok {
		return x
	}
	return r.Severity
}

// DayFirst tells that people of the city write the day before the month, as all do
// who speak its language, but in some countries.
func (s *Settings) DayFirst() bool {
	return s.Language != "en" && !s.unreadLanguages && s.Country.OK() && !slices.Contains([]string{"CA", "PA", "PH", "PR", "US"}, s.Country.V)
}

// The default deadlines, where site.yaml names none.
const (
	defaultReportDays    = 30
	defaultFinalCostDays = 90
	defaultDormantMonths = 18
)

// ParseSettings reads site.yaml. It returns settings that can be worked with
// even when something in the file is wrong, and what is wrong.
func ParseSettings(f *source.File) (*Settings, []source.Diagnostic) {
	s := &Settings{File: f, Zone: time.UTC, Language: "en", Languages: []string{"en"}, Currency: "EUR", BaseURL: "https://city.example/",
		Severities: map[string]source.Severity{}, CostChanges: map[int]Words{},
		ReportDays: defaultReportDays, FinalCostDays: defaultFinalCostDays, DormantMonths: defaultDormantMonths, severityKeys: map[string]source.Span{}}
	var ds []source.Diagnostic
	report := func(d source.Diagnostic) { ds = append(ds, d); s.problems++ }
	text, ok := frontmatter.CheckText(f, report)
	if !ok {
		s.unreadIssues, s.unreadDepartments, s.unreadLanguages = true, true, true
		return s, ds
	}
	first := f.LineSpan(1)
	m := frontmatter.Load(f.Span(len(f.Text)-len(text), len(f.Text)), first, report)
	if m == nil {
		s.unreadIssues, s.unreadDepartments, s.unreadLanguages = true, true, true
		return s, ds
	}
	m.Describe(fields.Site.Fields())
	s.read(m)
	m.Close()
	return s, ds
}

func (s *Settings) read(m *frontmatter.Map) {
	before := s.problems
	s.readLanguages(m)
	s.unreadLanguages = s.problems > before
	s.Title = m.Words("title", frontmatter.Required, fields.Languages[:])
	s.Pitch = m.Words("pitch", frontmatter.Optional, fields.Languages[:])
	s.City = m.Text("city", frontmatter.Required)
	if newcity.IsExample(s.City.V) {
		reportExample(m, ruleExampleLeft.At(s.City.At, "this is still the city that a new site comes with").
			To("write your city into %s: its name, its population, the address of its site", s.File.Path))
	}
	s.Country = readCountry(m, "country", frontmatter.Required)
	s.readZone(m)
	s.Lat, s.Lon = m.Coordinate("lat", 90), m.Coordinate("lon", 180)
	bothCoordinates(m, s.Lat, s.Lon)
	elsewhere(s.Country, s.Lat, s.Lon, m.Report)
	population := m.Whole("population", frontmatter.Required, 1)
	s.Population = population.V
	if newcity.SettingsLeft(s.File.Text) {
		reportExample(m, ruleExampleLeft.At(population.At, "this is still the population that a new site comes with").
			To("write how many people live in your city into %s, and its addresses below that; then take the comment above it out", s.File.Path))
	}
	if v := m.Code("currency", frontmatter.Required); v.OK() {
		if i18n.IsCurrency(v.V) {
			s.Currency = v.V
		} else {
			m.Report(noCurrency(v))
		}
	}
	if v := m.Code("base_url", frontmatter.Required); v.OK() {
		if address, err := SiteAddress(v.V); err != nil {
			m.Report(ruleURLForm.At(v.At, "%q %v", publicPart(v.V), err).To("%s", addressFix(v.V, true)))
		} else {
			s.BaseURL = address
		}
	}
	if c := m.Map("contact", frontmatter.Optional); c != nil {
		s.Email, s.Post = readEmail(c, "email"), c.Text("post", frontmatter.Optional)
		s.Desk = c.Words("desk", frontmatter.Optional, fields.Languages[:])
		c.Close()
	}
	before = s.problems
	s.readIssues(m)
	s.unreadIssues, before = s.problems > before, s.problems
	s.readDepartments(m)
	s.unreadDepartments = s.problems > before
	if d := m.Map("deadlines", frontmatter.Optional); d != nil {
		for name, field := range map[string]*int{"report_days": &s.ReportDays, "final_cost_days": &s.FinalCostDays, "dormant_months": &s.DormantMonths} {
			if v := d.Whole(name, frontmatter.Optional, 1); v.OK() {
				*field = v.V
			}
		}
		d.Close()
	}
	if n := m.Map("newsletter", frontmatter.Optional); n != nil {
		s.NewsletterName = n.Words("name", frontmatter.Optional, fields.Languages[:])
		if s.NewsletterFrom = readEmail(n, "from"); s.NewsletterFrom.OK() {
			s.NewsletterFrom.V = plainMail(s.NewsletterFrom.V)
		}
		s.MailServer = readMailServer(n)
		n.Close()
	}
	slices.Sort(s.issueIDs)
	slices.Sort(s.department)
	s.Licence = m.Text("licence", frontmatter.Optional).V
	s.Organisation = readOrganisation(m)
	s.readFraming(m)
	s.Theme = m.Text("theme", frontmatter.Optional)
	s.Publish = readPublishing(m)
	s.TellBeforeOver = readAmount(m, "tell_before_over", frontmatter.Optional, s.Currency)
	s.readCostChanges(m)
	s.readSeverities(m)
}

// readCostChanges reads the explanations by year.
func (s *Settings) readCostChanges(m *frontmatter.Map) {
	c := m.Map("cost_changes", frontmatter.Optional)
	if c == nil {
		return
	}
	for _, key := range c.Keys() {
		year, err := strconv.Atoi(key)
		if err != nil || !yearForm.MatchString(key) {
			m.Report(ruleYearForm.At(c.KeyAt(key), "%q is not a year", key))
			continue
		}
		if w := c.Words(key, frontmatter.Required, fields.Languages[:]); w.OK() {
			s.CostChanges[year] = w
		}
	}
}

var ruleYearForm = &source.Rule{Name: "year-form",
	Says: "An explanation of the costs belongs to a year.",
	Fix:  "write the year in four digits, then why it cost more or less than the year before",
	Bad:  source.Example{File: "site.yaml", Text: "cost_changes: {last year: The tram lines were compared in four cities.}\n"},
	Good: source.Example{File: "site.yaml", Text: "cost_changes: {2026: The tram lines were compared in four cities.}\n"}}

func (s *Settings) readLanguages(m *frontmatter.Map) {
	known := fields.Languages[:]
	if v := m.Choice("language", frontmatter.Required, known...); v.OK() {
		s.Language = v.V
	}
	s.Languages = []string{s.Language}
	for _, v := range m.Codes("languages", frontmatter.Optional) {
		switch {
		case !slices.Contains(known, v.V):
			d := ruleLanguageUnknown.At(v.At, "there are no words for the language %q", v.V).To("write one of: %s", strings.Join(known, ", "))
			if meant := fields.Meant(Fold(v.V), known); meant != "" {
				d = frontmatter.Put(d.To("write %s", meant), v, meant)
			}
			m.Report(d)
		case !slices.Contains(s.Languages, v.V):
			s.Languages = append(s.Languages, v.V)
		}
	}
}

func (s *Settings) readIssues(m *frontmatter.Map) {
	for _, i := range m.Maps("local_issues") {
		id := readID(i, &s.issueIDs)
		issue := Issue{ID: id, Name: i.Words("name", frontmatter.Required, fields.Languages[:]), ServiceURL: readURL(i, "service_url").V}
		issue.Sign = signOf(i.Choice("sign", frontmatter.Optional, fields.Signs...).V, id, issue.Name)
		i.Close()
		if id != "" {
			s.Issues = append(s.Issues, issue)
		}
	}
}

func (s *Settings) readDepartments(m *frontmatter.Map) {
	for _, d := range m.Maps("departments") {
		id := readID(d, &s.department)
		department := Department{ID: id, Name: d.Words("name", frontmatter.Required, fields.Languages[:])}
		d.Close()
		if id != "" {
			s.Departments = append(s.Departments, department)
		}
	}
}

// readSeverities reads the rules that the city makes milder or stricter.
func (s *Settings) readSeverities(m *frontmatter.Map) {
	r := m.Map("rules", frontmatter.Optional)
	if r == nil {
		return
	}
	for _, name := range r.Keys() {
		at := r.KeyAt(name)
		rule := FindRule(name)
		if rule == nil {
			d := ruleRuleUnknown.At(at, "there is no rule %q", name)
			if near := frontmatter.Nearest(name, RuleNames()); near != "" {
				d = d.To("write %q; “parvis explain” lists all rules", near)
				if meant := frontmatter.Meant(name, RuleNames()); meant != "" && !r.Written(meant) {
					d = frontmatter.Put(d, Text{V: name, At: at}, meant)
				}
			}
			m.Report(d)
			continue
		}
		v := r.Choice(name, frontmatter.Required, fields.Severities...)
		if !v.OK() {
			continue
		}
		severity := map[string]source.Severity{"error": source.Error, "warning": source.Warning, "off": source.Off}[v.V]
		if rule.Locked && severity > rule.Severity {
			m.Report(ruleRuleLocked.At(v.At, "the rule %q cannot be made milder", name))
			continue
		}
		s.Severities[rule.Name] = severity
	}
}

// reportExample warns of a setting that is still an example.
func reportExample(m *frontmatter.Map, d source.Diagnostic) {
	d.Severity, d.Why = source.Warning, catalog.Message{}
	m.Report(d)
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// readID reads the id of an item of a list, each once.
func readID(m *frontmatter.Map, seen *[]string) string {
	v := m.Code("id", frontmatter.Required)
	if !v.OK() {
		return ""
	}
	if !idForm.MatchString(v.V) {
		m.Report(ruleIDForm.At(v.At, "%q cannot be part of an address", v.V).To("write %q", slugOf(v.V)))
		return ""
	}
	if slices.Contains(*seen, v.V) {
		m.Report(ruleIDDuplicate.At(v.At, "the id %q is given twice in this list", v.V).To("give this one another id"))
		return ""
	}
	*seen = append(*seen, v.V)
	return v.V
}

func readCountry(m *frontmatter.Map, name string, p frontmatter.Presence) Text {
	v := m.Code(name, p)
	return checkCountry(v, m.Report)
}

func checkCountry(v Text, report source.Report) Text {
	if !v.OK() || i18n.IsCountry(v.V) {
		return v
	}
	d := ruleCountryUnknown.At(v.At, "%q is not a country's two-letter code", v.V)
	if code, ok := i18n.CountryByName(v.V); ok {
		if d = d.To("write %s", code); !severalCountries(v.V) {
			d = frontmatter.Put(d, v, code)
		}
	} else if up := strings.ToUpper(v.V); i18n.IsCountry(up) {
		d = frontmatter.Put(d.To("write %s, in capitals", up), v, up)
	}
	report(d)
	v.Bad = true
	return v
}

func readEmail(m *frontmatter.Map, name string) Text {
	v := m.Code(name, frontmatter.Optional)
	if v.OK() && !isMail(v.V) {
		m.Report(noMail(v))
		v.Bad = true
	}
	return v
}

// readURL reads a web address.
func readURL(m *frontmatter.Map, name string) Text {
	v := m.Code(name, frontmatter.Optional)
	if !v.OK() {
		return Text{At: v.At, Bad: v.Bad}
	}
	if !checkWeb(v, m.Report) {
		return Text{At: v.At, Bad: true}
	}
	return v
}
