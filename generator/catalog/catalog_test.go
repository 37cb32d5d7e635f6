package catalog

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// formats is what the program says to editors: by its English format, where.
type formats map[string]string

// sayers are the functions that make a message, and which of their arguments are
// formats. Those of the program's that hand a format on are found by themselves.
var sayers = map[string][]int{"Say": {0}, "Count": {1, 2}, "At": {1}, "To": {0}, "See": {1}, "Sentinel": {0}, "Later": {0}}

// flagSayers are the methods that make a flag, and how many arguments they have, of which
// the last says what it is.
var flagSayers = map[string]int{"StringVar": 4, "BoolVar": 4, "IntVar": 4, "String": 3}

// commandWords are the words of a command: how it is written, if it takes anything, what
// it does, and examples, if there are words in them and not only what is typed.
var commandWords = map[string]func(string) bool{
	"Use":     func(s string) bool { return strings.Contains(s, " ") },
	"Short":   func(string) bool { return true },
	"Long":    func(string) bool { return true },
	"Example": func(s string) bool { return strings.Contains(s, `"`) },
}

// ruleWords are the fields of a rule that are said as they stand.
var ruleWords = []string{"Says", "Why", "Fix"}

// gather finds everything that is said in the program's source, and what of it is no
// constant.
func gather(t *testing.T) gatherer {
	t.Helper()
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, root := range []string{"../../generator", "../../cmd"} {
		err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, p, nil, parser.SkipObjectResolution)
			parsed = append(parsed, f)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	g := gatherer{all: formats{}, counted: map[string]bool{}, files: files, handsOn: map[string]int{}}
	for _, f := range parsed {
		g.dir = filepath.Dir(files.Position(f.Pos()).Filename)
		ast.Inspect(f, g.findHandsOn)
	}
	for _, f := range parsed {
		g.dir = filepath.Dir(files.Position(f.Pos()).Filename)
		g.speaks = speaks(f)
		ast.Inspect(f, g.look)
		if g.dir == "../../cmd/parvis" {
			ast.Inspect(f, g.lookAtHelp)
		}
	}
	return g
}

type gatherer struct {
	all     formats
	counted map[string]bool // those that differ where the number is one
	files   *token.FileSet
	dir     string         // of the file that is looked at
	handsOn map[string]int // functions that hand a format on, by folder and name, and which argument it is
	speaks  bool           // the file is known to say something
	wrong   []string
}

// speaks tells whether a file knows the words of this package or of diagnostics: what it
// hands to a function named At, To or See is said to an editor, and not something else.
func speaks(f *ast.File) bool {
	return f.Name.Name == "catalog" || slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool {
		return i.Path.Value == `"parvis/generator/catalog"` || i.Path.Value == `"parvis/generator/source"`
	})
}

// nameOf is the name of what is called.
func nameOf(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// findHandsOn finds functions whose last parameters are a format and its arguments, and
// which hand both on.
func (g *gatherer) findHandsOn(n ast.Node) bool {
	note := func(name string, fun *ast.FuncType, body *ast.BlockStmt) {
		var names []string
		for _, p := range fun.Params.List {
			for _, n := range p.Names {
				names = append(names, n.Name)
			}
		}
		at := len(names) - 2
		if body == nil || at < 0 || names[at] != "format" || names[at+1] != "args" || sayers[name] != nil {
			return
		}
		ast.Inspect(body, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok && c.Ellipsis.IsValid() && sayers[nameOf(c.Fun)] != nil {
				g.handsOn[g.dir+" "+name] = at
			}
			return true
		})
	}
	switch n := n.(type) {
	case *ast.FuncDecl:
		note(n.Name.Name, n.Type, n.Body)
	case *ast.AssignStmt:
		for i, right := range n.Rhs {
			if f, ok := right.(*ast.FuncLit); ok {
				note(nameOf(n.Lhs[i]), f.Type, f.Body)
			}
		}
	}
	return true
}

func (g *gatherer) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := nameOf(n.Fun)
		formats := sayers[name]
		if at, ok := g.handsOn[g.dir+" "+name]; ok {
			formats = []int{at}
		}
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && (nameOf(s.X) == "fields" || name == "Count" && nameOf(s.X) != "catalog") {
			return true // At and Count are other words there
		}
		if formats == nil || len(n.Args) <= slices.Max(formats) {
			return true
		}
		if len(formats) == 2 {
			if one, ok := constant(n.Args[formats[0]]); ok {
				other, _ := constant(n.Args[formats[1]])
				if verbs(one) != verbs(other) {
					g.wrong = append(g.wrong, g.files.Position(n.Pos()).String()+": the two formats have other arguments")
				}
			}
			formats = formats[1:]
			if other, ok := constant(n.Args[formats[0]]); ok {
				g.counted[other] = true
			}
		}
		g.add(n.Args[formats[0]], n.Ellipsis.IsValid())
	case *ast.CompositeLit:
		if nameOf(n.Type) != "Rule" {
			return true
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && slices.Contains(ruleWords, nameOf(kv.Key)) {
				g.add(kv.Value, false)
			}
		}
	}
	return true
}

// lookAtHelp finds what the commands and their flags say of themselves.
func (g *gatherer) lookAtHelp(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if count := flagSayers[nameOf(n.Fun)]; count > 0 && count == len(n.Args) {
			if text, ok := constant(n.Args[len(n.Args)-1]); ok && text != "" {
				g.all[text] = g.files.Position(n.Pos()).String()
			}
		}
	case *ast.CompositeLit:
		if nameOf(n.Type) != "Command" {
			return true
		}
		for _, e := range n.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok || commandWords[nameOf(kv.Key)] == nil {
				continue
			}
			if text, ok := constant(kv.Value); !ok {
				g.wrong = append(g.wrong, g.files.Position(kv.Pos()).String()+": what is said of a command is no constant")
			} else if commandWords[nameOf(kv.Key)](text) {
				g.all[text] = g.files.Position(kv.Pos()).String()
			}
		}
	}
	return true
}

func (g *gatherer) add(e ast.Expr, handsOn bool) {
	text, ok := constant(e)
	switch {
	case ok:
		g.all[text] = g.files.Position(e.Pos()).String()
	case g.speaks && (!handsOn || nameOf(e) != "format"):
		g.wrong = append(g.wrong, g.files.Position(e.Pos()).String()+": what is said is no constant")
	}
}

// constant is the text of a literal, or of several put together.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok1 := constant(e.X)
		right, ok2 := constant(e.Y)
		return left + right, ok1 && ok2 && e.Op == token.ADD
	}
	return "", false
}

// What is said to editors is written as a constant, so that it can be found and said in
// every language.
func TestConstants(t *testing.T) {
	g := gather(t)
	all := g.all
	for _, w := range g.wrong {
		t.Error(w)
	}
	if len(all) < 900 {
		t.Errorf("only %d messages were found", len(all))
	}
	if out := os.Getenv("PARVIS_MESSAGES"); out != "" { // the list for who translates
		var lines []string
		for format, place := range all {
			lines = append(lines, fmt.Sprintf("%s\t%q\n", place, format))
		}
		slices.Sort(lines)
		if err := os.WriteFile(out, []byte(strings.Join(lines, "")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([-+#0]*[\d.*]*[a-zA-Z%])`)

// verbs are the gaps of a format in the order of their arguments, each once.
func verbs(format string) string {
	var all []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		all = append(all, fmt.Sprintf("%d%s", next, m[2]))
		next++
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// typed is what an editor is told to type: a field, with its colon.
var typed = regexp.MustCompile(`“[^“”]*?\b([a-z_]+:)`)

// words are letters that are no part of a gap or a code.
var words = regexp.MustCompile(`\pL{3,}`)

// sameWord are the words that a language shares with English.
var sameWord = map[string]bool{
	"es error": true, "es error:": true,
	"fr completion SHELL": true, "es completion SHELL": true, "pt completion SHELL": true,
	"fr share ID": true, "es share ID": true, "pt share ID": true,
}

// TestCatalogues holds each language's file against everything that the program says.
func TestCatalogues(t *testing.T) {
	g := gather(t)
	for _, code := range Languages[1:] {
		says := For(code).says
		for format, place := range g.all {
			f, there := says[format]
			switch {
			case !there:
				t.Errorf("%s does not say %q (%s)", code, format, place)
				continue
			case f["other"] == "":
				t.Errorf("%s: %q has no form “other”", code, format)
			case g.counted[format] && f["one"] == "":
				t.Errorf("%s: %q has no form “one”, for one", code, format)
			}
			checkForms(t, code, format, f)
		}
		for format := range says {
			if _, said := g.all[format]; !said {
				t.Errorf("%s says %q, which nothing asks for", code, format)
			}
		}
	}
}

// TestPacked holds the catalogues that the program has against their texts.
func TestPacked(t *testing.T) {
	for _, code := range Languages[1:] {
		want, err := os.ReadFile(code + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := unpacked(code); err != nil || string(got) != string(want) {
			t.Errorf("%s.yaml.gz does not hold %s.yaml (%v): go generate ./generator/catalog", code, code, err)
		}
	}
}

// checkForms holds what a language says against the English.
func checkForms(t *testing.T, code, format string, f forms) {
	t.Helper()
	for form, text := range f {
		if verbs(text) != verbs(format) {
			t.Errorf("%s: %q has other gaps than %q", code, text, format)
		}
		if text == format && !sameWord[code+" "+text] && words.MatchString(verb.ReplaceAllString(text, "")) {
			t.Errorf("%s: %q is English", code, text)
		}
		for _, m := range typed.FindAllStringSubmatch(format, -1) {
			if m[1] != "name:" && !strings.Contains(text, m[1]) { // that stands for the name of any field
				t.Errorf("%s: %q does not say that %q is to be typed, as %q does", code, text, m[1], format)
			}
		}
		if !slices.Contains([]string{"zero", "one", "two", "few", "many", "other"}, form) {
			t.Errorf("%s: %q has a form %q", code, format, form)
		}
	}
}

// TestEnglish fails where a word of English is left in another language's file.
func TestEnglish(t *testing.T) {
	left := regexp.MustCompile(`(?i)(?:^|[^\pL])(the|and|with|this|that|of it|has|have|write|file|which|where|cannot|does|not|is a|to be)(?:$|[^\pL])`)
	code := regexp.MustCompile("[«“„\"'`(\\[]\u202f?[^»”\"'`)\\]]*[»”\"'`)\\]]|@media[^{]+|--[a-z-]+|[a-z_]+\\.[a-z]+")
	for _, lang := range Languages[1:] {
		for format, f := range For(lang).says {
			for _, text := range f {
				if m := left.FindString(code.ReplaceAllString(text, "")); m != "" {
					t.Errorf("%s: %q in %q (%s)", lang, m, text, format)
				}
			}
		}
	}
}

// TestIn says messages in other languages: their order, their plurals, and what in them is
// a message itself.
func TestIn(t *testing.T) {
	for _, c := range []struct {
		lang string
		says Message
		want string
	}{
		{"en", Count(1, "%d entry", "%d entries"), "1 entry"},
		{"en", Count(0, "%d entry", "%d entries"), "0 entries"},
		{"fr", Count(0, "%d entry", "%d entries"), "0 fiche"},
		{"fr", Count(2, "%d entry", "%d entries"), "2 fiches"},
		{"es", Count(1, "%d entry", "%d entries"), "1 ficha"},
		{"es", Count(0, "%d entry", "%d entries"), "0 fichas"},
		{"fr", Say("nothing is wrong in %s", Count(3, "%d entry", "%d entries")), "rien à signaler dans 3 fiches"},
		{"fr", Day(time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)), "14 septembre 2026"},
		{"fr", Day(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)), "1er septembre 2026"},
		{"fr", Or("a", "b", "c"), "a, b ou c"},
		{"fr", Text("as it stands"), "as it stands"},
		{"xx", Say("signed here"), "signed here"},
		{"fr", Say("%s", Number(120_000_000)), "120\u202f000\u202f000"},
		{"es", Say("%s", Number(120_000_000)), "120.000.000"},
		{"en", Say("%s", Number(120_000_000)), "120,000,000"},
		{"fr", Say("%s EUR", Amount("12880.50")), "12\u202f880,50 EUR"},
		{"pt", Say("%s", Amount("-12880.50")), "−12.880,50"},
		{"es", Say("%s", Amount("700")), "700"},
		{"en", Say("%s", Amount("12880.50")), "12,880.50"},
	} {
		if got := c.says.In(For(c.lang)); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}
