package themes_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"parvis/generator/i18n"
	"parvis/generator/render"
	"parvis/themes"
)

// views is the package that words are used in, besides the templates; formats
// names those of the data files.
const (
	views   = "../generator/site"
	formats = "../generator/content/formats.go"
)

// languages are the words of each language, plural forms joined.
func languages(t *testing.T) map[string]map[string]string {
	t.Helper()
	return words(t, i18n.Supported())
}

// words are those of files, by name, plural forms joined.
func words(t *testing.T, names []string) map[string]map[string]string {
	t.Helper()
	out := map[string]map[string]string{}
	for _, name := range names {
		file := "i18n/" + name + ".yaml"
		data, err := fs.ReadFile(themes.Chartres(), file)
		if err != nil {
			t.Fatal(err)
		}
		var entries map[string]any
		if err := yaml.Unmarshal(data, &entries); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		words := map[string]string{}
		for key, value := range entries {
			switch v := value.(type) {
			case string:
				words[key] = v
			case map[string]any:
				for _, form := range slices.Sorted(maps.Keys(v)) {
					words[key] += v[form].(string) + "\n"
				}
			}
		}
		out[name] = words
	}
	return out
}

var gap = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// gaps are the names of a text's gaps, sorted.
func gaps(text string) string {
	names := map[string]bool{}
	for _, m := range gap.FindAllStringSubmatch(text, -1) {
		names[m[1]] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), " ")
}

func TestLanguagesHaveTheSameKeys(t *testing.T) {
	all := languages(t)
	for lang, words := range all {
		for other, theirs := range all {
			for key, text := range words {
				their, ok := theirs[key]
				if !ok {
					t.Errorf("%s has the key %q, %s has not", lang, key, other)
				} else if a, b := gaps(text), gaps(their); a != b && lang < other {
					t.Errorf("%s: the gaps are %q in %s and %q in %s", key, a, lang, b, other)
				}
			}
		}
	}
}

func TestEveryKeyIsUsedAndThere(t *testing.T) {
	used := &uses{exact: map[string]string{}, prefix: map[string]string{}, suffix: map[string]string{}, literals: map[string]bool{}}
	used.ofTemplates(t)
	used.ofViews(t)
	words := languages(t)["en"]
	for key, where := range used.exact {
		if _, ok := words[key]; !ok {
			t.Errorf("%s uses the key %q, which is missing", where, key)
		}
	}
	for prefix, where := range used.prefix {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(words)), func(key string) bool { return strings.HasPrefix(key, prefix) }) {
			t.Errorf("%s uses keys %q…, of which there is none", where, prefix)
		}
	}
	for key := range words {
		if !used.has(key) {
			t.Errorf("the key %q is used nowhere", key)
		}
	}
}

// uses are the keys that code asks for, each with the file that does.
type uses struct {
	exact, prefix, suffix map[string]string
	literals              map[string]bool // all string constants of the views, for keys that come through a variable
}

func (u *uses) has(key string) bool {
	if _, ok := u.exact[key]; ok || u.literals[key] {
		return true
	}
	for prefix := range u.prefix {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	for suffix := range u.suffix {
		if before, ok := strings.CutSuffix(key, suffix); ok && u.literals[before] {
			return true
		}
	}
	return false
}

// ofTemplates adds the keys of word and count in all templates.
func (u *uses) ofTemplates(t *testing.T) {
	for _, folder := range []string{"layouts", "partials", "newsletter", "sheets"} {
		files, err := fs.Glob(themes.Chartres(), folder+"/*.*")
		if err != nil || len(files) == 0 {
			t.Fatalf("no templates in %s (%v)", folder, err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(themes.Chartres(), file)
			if err != nil {
				t.Fatal(err)
			}
			tree := parse.New(file)
			tree.Mode = parse.SkipFuncCheck
			trees := map[string]*parse.Tree{}
			if _, err := tree.Parse(string(text), "", "", trees); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			for _, tree := range trees {
				if tree.Root != nil {
					u.ofNode(file, tree.Root)
				}
			}
		}
	}
}

func (u *uses) ofNode(file string, n parse.Node) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, child := range n.Nodes {
				u.ofNode(file, child)
			}
		}
	case *parse.ActionNode:
		u.ofNode(file, n.Pipe)
	case *parse.IfNode:
		u.ofBranch(file, &n.BranchNode)
	case *parse.RangeNode:
		u.ofBranch(file, &n.BranchNode)
	case *parse.WithNode:
		u.ofBranch(file, &n.BranchNode)
	case *parse.TemplateNode:
		u.ofNode(file, n.Pipe)
	case *parse.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				u.ofNode(file, c)
			}
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			if pipe, ok := arg.(*parse.PipeNode); ok {
				u.ofNode(file, pipe)
			}
		}
		if f, ok := n.Args[0].(*parse.IdentifierNode); ok && (f.Ident == "word" || f.Ident == "count") && len(n.Args) > 1 {
			switch arg := n.Args[1].(type) {
			case *parse.StringNode:
				u.exact[arg.Text] = file
			case *parse.PipeNode: // (print "prefix." .Value)
				if s, ok := arg.Cmds[0].Args[1].(*parse.StringNode); ok {
					u.prefix[s.Text] = file
				}
			}
		}
		for _, arg := range n.Args {
			u.ofNode(file, arg)
		}
	}
}

func (u *uses) ofBranch(file string, n *parse.BranchNode) {
	u.ofNode(file, n.Pipe)
	u.ofNode(file, n.List)
	u.ofNode(file, n.ElseList)
}

// ofViews adds the keys of the methods word, count and link in the views.
func (u *uses) ofViews(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(views, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no views in %s (%v)", views, err)
	}
	for _, file := range append(files, formats) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, ok := literal(n); ok {
					u.literals[s] = true
				}
			case *ast.AssignStmt: // word := "prefix." + kind
				if e, ok := n.Rhs[0].(*ast.BinaryExpr); ok && e.Op == token.ADD {
					if s, ok := literal(e.X); ok && keyPrefix.MatchString(s) {
						u.prefix[s] = file
					}
				}
			case *ast.CallExpr:
				method, ok := n.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				at, ok := map[string]int{"word": 0, "Word": 0, "count": 0, "Count": 0, "link": 1}[method.Sel.Name]
				if ok && at < len(n.Args) {
					u.ofExpr(file, n.Args[at])
				}
			}
			return true
		})
	}
}

// keyPrefix is how a family of keys begins.
var keyPrefix = regexp.MustCompile(`^[a-z-]+\.$`)

func (u *uses) ofExpr(file string, e ast.Expr) {
	if s, ok := literal(e); ok {
		u.exact[s] = file
		return
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		first := e.X
		for b, ok := first.(*ast.BinaryExpr); ok; b, ok = first.(*ast.BinaryExpr) {
			first = b.X
		}
		if s, ok := literal(first); ok {
			u.prefix[s] = file
		} else if s, ok := literal(e.Y); ok {
			u.suffix[s] = file
		}
	case *ast.CallExpr: // fmt.Sprintf("prefix.%d", …)
		if s, ok := literal(e.Args[0]); ok {
			before, _, _ := strings.Cut(s, "%")
			u.prefix[before] = file
		}
	}
}

func literal(e ast.Expr) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}

func TestTemplatesParse(t *testing.T) {
	locales := map[string]*i18n.Locale{}
	for lang := range languages(t) {
		l, err := i18n.Load(themes.Chartres(), lang)
		if err != nil {
			t.Fatal(err)
		}
		locales[lang] = l
	}
	if _, err := render.Load(themes.Chartres(), locales, ""); err != nil {
		t.Fatal(err)
	}
}

// TestLines holds the theme's files to lines that can be read beside another
// window: who ejects one is to find one thing a line.
func TestLines(t *testing.T) {
	for _, folder := range []string{"layouts", "partials", "newsletter", "sheets", "assets"} {
		files, err := fs.Glob(themes.Chartres(), folder+"/*.*")
		if err != nil || len(files) == 0 {
			t.Fatalf("nothing in %s (%v)", folder, err)
		}
		for _, file := range files {
			text, err := fs.ReadFile(themes.Chartres(), file)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(text), "\n") {
				if n := utf8.RuneCountInString(line); n > 160 {
					t.Errorf("%s:%d has %d columns; 160 are the most", file, i+1, n)
				}
			}
		}
	}
}

// TestMoreOnPaper wants no words in a paragraph of class more beside its one link: paper leaves
// the link out, and what stands before it would lead nowhere.
func TestMoreOnPaper(t *testing.T) {
	layouts, err := fs.Glob(themes.Chartres(), "layouts/*.html")
	if err != nil || len(layouts) == 0 {
		t.Fatalf("no layouts (%v)", err)
	}
	words := regexp.MustCompile(`(?s)<p class="[^"]*\bmore\b[^"]*">[^<]*\{\{word [^<]*<a [^<]*</a>[^<]*</p>`)
	for _, file := range layouts {
		text, err := fs.ReadFile(themes.Chartres(), file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range words.FindAllString(string(text), -1) {
			t.Errorf("%s: on paper nothing stands behind these words: %s", file, found)
		}
	}
}
