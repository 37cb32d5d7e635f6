package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/frontmatter"
)

// Goal is one of the United Nations' 17 goals, or one of their 169 targets.
type Goal struct {
	Text
	Number int
}

// IsTarget tells whether it is a target (11.2) and not a whole goal (11).
func (g Goal) IsTarget() bool { return strings.Contains(g.V, ".") }

// targets holds, by goal, how many numbered targets it has and the last
// letter of its means of implementation ("" for none), as in resolution
// A/RES/70/1 of the United Nations' General Assembly.
var targets = [18]struct {
	numbers int
	letters string
}{
	1: {5, "b"}, 2: {5, "c"}, 3: {9, "d"}, 4: {7, "c"}, 5: {6, "c"}, 6: {6, "b"}, 7: {3, "b"}, 8: {10, "b"}, 9: {5, "c"},
	10: {7, "c"}, 11: {7, "c"}, 12: {8, "c"}, 13: {3, "b"}, 14: {7, "c"}, 15: {9, "c"}, 16: {10, "b"}, 17: {19, ""},
}

// Targets returns the targets of a goal in the United Nations' order.
func Targets(goal int) []string {
	var out []string
	for i := 1; i <= targets[goal].numbers; i++ {
		out = append(out, fmt.Sprintf("%d.%d", goal, i))
	}
	for l := 'a'; targets[goal].letters != "" && string(l) <= targets[goal].letters; l++ {
		out = append(out, fmt.Sprintf("%d.%c", goal, l))
	}
	return out
}

// parseGoal returns the goal that a text names, or false.
func parseGoal(s string) (number int, ok bool) {
	whole, _, isTarget := strings.Cut(s, ".")
	number, err := strconv.Atoi(whole)
	if err != nil || number < 1 || number > 17 || strconv.Itoa(number) != whole {
		return 0, false
	}
	return number, !isTarget || slices.Contains(Targets(number), s)
}

func readGoals(m *frontmatter.Map) []Goal {
	var out []Goal
	for _, v := range m.Texts("sdg", frontmatter.Required) {
		number, ok := parseGoal(v.V)
		if !ok {
			m.Report(ruleGoalUnknown.At(v.At, "%s", noGoal(v.V)).To("%s", goalFix(v.V)))
			continue
		}
		if i := slices.IndexFunc(out, func(g Goal) bool { return g.V == v.V }); i >= 0 {
			m.Report(ruleGoalUnknown.At(v.At, "%s is named twice", v.V).To("take it out here").See(out[i].At, "first named here"))
			continue
		}
		out = append(out, Goal{v, number})
	}
	return out
}

func noGoal(s string) string {
	whole, _, isTarget := strings.Cut(s, ".")
	if n, err := strconv.Atoi(whole); isTarget && err == nil && n >= 1 && n <= 17 && strconv.Itoa(n) == whole {
		return fmt.Sprintf("goal %d has no target %q", n, s)
	}
	return fmt.Sprintf("%q is not one of the United Nations' 17 goals or their targets", s)
}

func goalFix(s string) string {
	whole, _, isTarget := strings.Cut(s, ".")
	n, err := strconv.Atoi(strings.TrimLeft(whole, "0"))
	switch {
	case err == nil && n >= 1 && n <= 17 && isTarget:
		all := Targets(n)
		return fmt.Sprintf("goal %d has the targets %s to %s", n, all[0], all[len(all)-1])
	case err == nil && n >= 1 && n <= 17:
		return fmt.Sprintf("write %d", n)
	}
	return "write a number from 1 to 17, or a target such as 11.2"
}
