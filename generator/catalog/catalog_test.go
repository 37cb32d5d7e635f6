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
)

// formats is what the program says to editors: by its English format, where.
type formats map[string]string

// sayers are the functions that make a message, and which of their arguments are
// formats. Those of the program's that hand a format on are found by themselves.
var sayers = map[string][]int{"Say": {0}, "Count": {1, 2}, "At": {1}, "To": {0}, "See": {1}}

// ruleWords are the fields of a rule that are said as they stand.
var ruleWords = []string{"Says", "Why", "Fix"}

// gather finds everything that is said in the program's source, and what of it is no
// constant.
func gather(t *testing.T) (all formats, wrong []string) {
	t.Helper()
	all = formats{}
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
	g := gatherer{all: all, files: files, handsOn: map[string]int{}}
	for _, f := range parsed {
		g.dir = filepath.Dir(files.Position(f.Pos()).Filename)
		ast.Inspect(f, g.findHandsOn)
	}
	for _, f := range parsed {
		g.dir = filepath.Dir(files.Position(f.Pos()).Filename)
		if speaks(f) {
			ast.Inspect(f, g.look)
		}
	}
	return all, g.wrong
}

type gatherer struct {
	all     formats
	files   *token.FileSet
	dir     string         // of the file that is looked at
	handsOn map[string]int // functions that hand a format on, by folder and name, and which argument it is
	wrong   []string
}

// speaks tells whether a file can say anything to an editor.
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
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && nameOf(s.X) == "fields" { // At is another word there
			return true
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

func (g *gatherer) add(e ast.Expr, handsOn bool) {
	text, ok := constant(e)
	switch {
	case ok:
		g.all[text] = g.files.Position(e.Pos()).String()
	case !handsOn || nameOf(e) != "format":
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
	all, wrong := gather(t)
	for _, w := range wrong {
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

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+#0]*[\d.*]*[a-zA-Z%]`)

func verbs(format string) string { return strings.Join(verb.FindAllString(format, -1), " ") }
