package content

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parvis/generator/source"
)

// TestRules lays both examples of every rule over the base city: the bad one
// breaks that rule, where the expected text shows it, and no other; the good
// one breaks none.
func TestRules(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			if r.Says == "" || r.Fix == "" || r.Bad.File == "" || r.Good.File == "" {
				t.Fatalf("says %q, fix %q, bad in %q, good in %q", r.Says, r.Fix, r.Bad.File, r.Good.File)
			}
			base := cityFor(r)
			_, ds := base.example(r.Bad).check(t, Options{Earlier: base.earlier(t, r.Bad)})
			if late := toldLate(r, &Settings{}); late != nil {
				ds = late
			}
			text := show(ds)
			if len(ds) == 0 {
				t.Fatal("the bad example breaks no rule")
			}
			for _, d := range ds {
				if d.Rule != r {
					t.Errorf("the bad example breaks another rule:\n%s", text)
				}
				if d.Severity != r.Severity {
					t.Errorf("severity %s, want %s", d.Severity, r.Severity)
				}
				if d.At.File == nil || !strings.HasPrefix(d.At.File.Path, "content/") {
					t.Errorf("no place:\n%s", text)
				}
			}
			golden(t, "rules/"+r.Name+".txt", text)
			if _, ds := base.example(r.Good).check(t, Options{Earlier: base.earlier(t, r.Good)}); len(ds) > 0 {
				t.Errorf("the good example breaks a rule:\n%s", show(ds))
			}
		})
	}
}

// cityFor is the city over which the examples of a rule are laid.
func cityFor(r *source.Rule) city {
	if r == ruleTranslationMissing {
		return frenchCity()
	}
	return baseCity()
}

// toldLate is what a city with those settings is told of what is found only when a
// letter is printed or sent, which is tried where it is done; nil of other rules.
func toldLate(r *source.Rule, s *Settings) []source.Diagnostic {
	file := &source.File{Path: "content/newsletters/2026-10.md", Text: []byte("---\n")}
	words := &Head{Fence: file.Span(0, 3)}
	found := []source.Diagnostic{}
	switch r {
	case ruleNewsletterOverfull:
		return append(found, (&Set{settings: s}).Overfull(words, 12)...)
	case ruleNewsletterHeavy:
		return append(found, (&Set{settings: s}).HeavyMail(words, 128_700, 90_000, 14_000, 100_000)...)
	}
	return nil
}

// TestRuleNames wants a name of its own for every rule, and no expected text
// without a rule.
func TestRuleNames(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Rules() {
		if names[r.Name] || !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(r.Name) {
			t.Errorf("the name %q", r.Name)
		}
		names[r.Name] = true
		if FindRule(strings.ToUpper(r.Name)) != r {
			t.Errorf("%s is not found", r.Name)
		}
	}
	files, _ := filepath.Glob("testdata/rules/*.txt")
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".txt"); !names[name] {
			t.Errorf("%s belongs to no rule", f)
		}
	}
	if len(files) != len(names) {
		t.Errorf("%d expected texts for %d rules", len(files), len(names))
	}
}

// TestEveryRuleIsListed reads the sources for rules that no list names.
func TestEveryRuleIsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range Rules() {
		listed[r.Name] = true
	}
	found := 0
	for _, dir := range []string{".", "../frontmatter", "../markdown"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file, err := goparser.ParseFile(token.NewFileSet(), name, text, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if rule := ruleLiteral(n); rule != "" {
					found++
					if !listed[rule] {
						t.Errorf("%s: the rule %s is not among Rules()", name, rule)
					}
				}
				return true
			})
		}
	}
	if found != len(listed) {
		t.Errorf("%d rules in the sources, %d listed", found, len(listed))
	}
}

// ruleLiteral returns the name of a rule that is written out, or "".
func ruleLiteral(n ast.Node) string {
	lit, ok := n.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	if sel, ok := lit.Type.(*ast.SelectorExpr); !ok || sel.Sel.Name != "Rule" {
		return ""
	}
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == "Name" {
			return strings.Trim(kv.Value.(*ast.BasicLit).Value, `"`)
		}
	}
	return "without a name"
}

// TestSeverities lets site.yaml make every rule stricter, and milder all but
// the locked ones.
func TestSeverities(t *testing.T) {
	for _, r := range Rules() {
		if r.Bad.File == "site.yaml" || r.Bad.Whole && r.Bad.File == "" {
			continue
		}
		for _, level := range []string{"error", "warning", "off"} {
			_, ds := cityFor(r).example(r.Bad).with("site.yaml", "rules: {"+r.Name+": "+level+"}\n").check(t, Options{Earlier: cityFor(r).earlier(t, r.Bad)})
			if late := toldLate(r, &Settings{Severities: map[string]source.Severity{r.Name: map[string]source.Severity{"error": source.Error,
				"warning": source.Warning, "off": source.Off}[level]}}); late != nil {
				ds = late
			}
			severity, locked := source.Off, false
			for _, d := range ds {
				if d.Rule == r {
					severity = d.Severity
				}
				locked = locked || d.Rule == ruleRuleLocked
			}
			want := level
			if r.Locked && level != "error" {
				want = "error"
			}
			if severity.String() != want || locked != (r.Locked && level != "error") {
				t.Errorf("%s set to %s is %s, refused %v:\n%s", r.Name, level, severity, locked, show(ds))
			}
		}
	}
}

// TestLocked names the rules that nothing can switch off.
func TestLocked(t *testing.T) {
	want := map[string]bool{
		"local-benefit-missing": true,
		"local-benefit-echo":    true,
		"local-benefit-copied":  true,
		"raw-html":              true,
		"unsafe-address":        true,
		"nesting-deep":          true,
		"rule-locked":           true,
		"file-private":          true,
		"file-name":             true,
		"file-unreadable":       true,
		"address-taken":         true,
		"file-runs":             true,
		"file-heavy":            true,
		"table-large":           true,
	}
	for _, r := range Rules() {
		if r.Locked != want[r.Name] {
			t.Errorf("%s: locked is %v", r.Name, r.Locked)
		}
	}
	for _, name := range []string{"LOCAL-BENEFIT-MISSING", "Local-Benefit-Echo"} {
		ds := baseCity().with("site.yaml", "rules: {"+name+": off}\n").problems(t)
		if got := strings.Join(rulesOf(ds), " "); got != "rule-locked" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestSeverityInCapitals makes sure that a rule is lowered however its name
// is written.
func TestSeverityInCapitals(t *testing.T) {
	if ds := baseCity().with("trips/2026-09-ravenna.md", "pitch:\n").with("site.yaml", "rules: {Pitch-Missing: off}\n").problems(t); len(ds) > 0 {
		t.Errorf("%s", show(ds))
	}
}
