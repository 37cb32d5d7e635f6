package desk

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// inFiles is what only makes sense to who writes a file by hand.
var inFiles = regexp.MustCompile("[`_{}]|\\[[%…\\]]|(?:^| )(?:true or false|YAML|front matter|ids?\\b|identifiants?\\b|identificador(?:es)?(?: [^d]|$))|: true|" +
	"the comment |le commentaire |el comentario |o comentário |into %s:|site\\.yaml|" +
	"people/|partners/|parvis (?:check|explain|help)|square brackets|entre crochets|entre corchetes|entre parênteses retos|\\.md\\b")

// asText are the sources of what is said only where a file is shown as it is written, since its
// fields cannot be told apart, or of the marks in a story, or of files that have no form.
var asText = []string{"fences.go", "load.go", "slips.go", "code.go", "misplaced.go", "folder.go", "listing.go", "names.go", "static.go", "beside.go", "runs.go",
	"vanished.go", "left.go", "links.go"}

// formatsIn are the formats of what a source may say, but for what its rules are about.
func formatsIn(t *testing.T, file string) (out []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			key, ok := n.Key.(*ast.Ident)
			return !ok || key.Name != "Says" && key.Name != "Bad" && key.Name != "Good"
		case ast.Expr:
			if text, ok := literal(n); ok {
				out = append(out, text)
				return false
			}
		}
		return true
	})
	return out
}

// literal is the text of a literal, or of several put together.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok1 := literal(e.X)
		right, ok2 := literal(e.Y)
		return left + right, ok1 && ok2 && e.Op == token.ADD
	}
	return "", false
}

// Nothing that may be said of what stands on a form speaks of how a file is written, in any
// language: it names fields, which a form calls by their labels, or has its own words there.
func TestFormsSpeakPlainly(t *testing.T) {
	names := map[string]bool{}
	for _, kind := range append(slices.Clone(fields.Folders), fields.Site) {
		fields.Walk(kind.Fields(), func(_ string, f fields.Field) { names[f.Name] = true })
	}
	var files []string
	for _, dir := range []string{"content", "frontmatter", "markdown"} {
		found, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	files = append(files, filepath.Join("..", "publish", "place.go"), filepath.Join("..", "publish", "tree.go"))
	french, looked := catalog.For("fr"), 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || slices.Contains(asText, filepath.Base(file)) {
			continue
		}
		for _, format := range formatsIn(t, file) {
			m := catalog.Message{Format: format}
			if byHand[format] || m.In(french) == format {
				continue
			}
			looked++
			for _, lang := range fields.Languages {
				says := quotation.ReplaceAllStringFunc(onForm(m).In(catalog.For(lang)), func(all string) string {
					name, _, _ := strings.Cut(quotation.FindStringSubmatch(all)[1], ":")
					if parts := strings.Split(name, "."); names[parts[len(parts)-1]] {
						return ""
					}
					return all
				})
				if bad := inFiles.FindString(says); bad != "" {
					t.Errorf("%s, %s: a form would say %q: %s", filepath.Base(file), lang, bad, says)
				}
			}
		}
	}
	if looked < 500 {
		t.Errorf("only %d messages were looked at", looked)
	}
}
