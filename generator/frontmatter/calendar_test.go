package frontmatter

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestAddMonths(t *testing.T) {
	cases := []struct {
		from time.Time
		n    int
		want time.Time
	}{
		{date(2026, 1, 31), 1, date(2026, 2, 28)},
		{date(2028, 1, 31), 1, date(2028, 2, 29)},
		{date(2028, 2, 29), 12, date(2029, 2, 28)},
		{date(2028, 2, 29), -12, date(2027, 2, 28)},
		{date(2026, 3, 31), -1, date(2026, 2, 28)},
		{date(2026, 11, 30), 3, date(2027, 2, 28)},
		{date(2026, 8, 31), 18, date(2028, 2, 29)},
		{date(2026, 1, 15), -1, date(2025, 12, 15)},
		{date(2026, 12, 1), 0, date(2026, 12, 1)},
	}
	for _, c := range cases {
		if got := AddMonths(c.from, c.n); !got.Equal(c.want) {
			t.Errorf("%s and %d months: %s, want %s", c.from.Format("2006-01-02"), c.n, got.Format("2006-01-02"), c.want.Format("2006-01-02"))
		}
	}
}

// TestAddMonthsHolds: so many months away is in that month, on the same day, or
// on the month's last one where the month has no such day.
func TestAddMonthsHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := date(1990, 1, 1).AddDate(0, 0, rapid.IntRange(0, 40000).Draw(t, "day"))
		n := rapid.IntRange(-300, 300).Draw(t, "months")
		to := AddMonths(from, n)
		if got := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month()); got != n {
			t.Errorf("%s and %d months is %s, %d months away", from, n, to, got)
		}
		if got := MonthsBetween(from, to); got != n {
			t.Errorf("%d months between %s and %s, want %d", got, from, to, n)
		}
		if got := MonthsBetween(from, to.AddDate(0, 0, -1)); got != n-1 {
			t.Errorf("%d months between %s and the day before %s, want %d", got, from, to, n-1)
		}
		last := to.AddDate(0, 0, 1).Day() == 1
		if to.Day() != from.Day() && (!last || to.Day() > from.Day()) {
			t.Errorf("%s and %d months is the day %s", from, n, to)
		}
		if later := AddMonths(from.AddDate(0, 0, 1), n); later.Before(to) {
			t.Errorf("the day after %s comes before it, %d months away", from, n)
		}
		if end := MonthEnd(from); end.Month() != from.Month() || end.AddDate(0, 0, 1).Day() != 1 {
			t.Errorf("the month of %s ends on %s", from, end)
		}
	})
}

// TestMonthsAreAddedHere reads all sources: who adds months with time's AddDate
// lands in March when a month is shorter.
func TestMonthsAreAddedHere(t *testing.T) {
	seen := 0
	for _, root := range []string{"..", "../../cmd"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, filepath.Join(root, name), nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "AddDate" && len(call.Args) == 3 {
					seen++
					if !isZero(call.Args[0]) || !isZero(call.Args[1]) {
						t.Errorf("%s: AddDate with years or months; AddMonths ends on the month's last day", files.Position(call.Pos()))
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 3 {
		t.Errorf("only %d calls of AddDate were read", seen)
	}
}

func isZero(e ast.Expr) bool {
	lit, ok := e.(*ast.BasicLit)
	return ok && lit.Value == "0"
}
