package content

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
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

// AllGoals returns all goals, each followed by its targets, as they are written.
func AllGoals() []string {
	var out []string
	for goal := 1; goal < len(targets); goal++ {
		out = append(append(out, strconv.Itoa(goal)), Targets(goal)...)
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
	values := m.Numbers("sdg", frontmatter.Required)
	for i, v := range values {
		number, ok := parseGoal(v.V)
		if !ok {
			fix, goals := goalFix(v.V)
			d := ruleGoalUnknown.At(v.At, "%s", noGoal(v.V)).To("%s", fix)
			if text, ok := severalText(m, "sdg", goals); ok {
				d = frontmatter.Put(d, v, text)
			}
			m.Report(d)
			continue
		}
		if i > 0 && touching(values[i-1].At, v.At) {
			if target := values[i-1].V + "." + v.V; isGoal(values[i-1].V) && isGoal(target) {
				m.Report(
					ruleGoalUnknown.At(source.Span{File: v.At.File, Start: values[i-1].At.Start, End: v.At.End},
						"%s,%s can be one target or two goals", values[i-1].V, v.V).
						To("write %s for the target, or %s, %s with a space for the two goals", target, values[i-1].V, v.V),
				)
				continue
			}
		}
		if i := slices.IndexFunc(out, func(g Goal) bool { return g.V == v.V }); i >= 0 {
			m.Report(ruleGoalUnknown.At(v.At, "%s is named twice", v.V).To("take it out here").See(out[i].At, "first named here"))
			continue
		}
		out = append(out, Goal{v, number})
	}
	return out
}

// touching tells whether nothing but a comma stands between two values, as in
// a number with decimals.
func touching(a, b source.Span) bool {
	return b.Start == a.End+1 && a.File.Text[a.End] == ','
}

func isGoal(s string) bool {
	_, ok := parseGoal(s)
	return ok
}

func allGoals(list []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !isGoal(s) })
}

func noGoal(s string) catalog.Message {
	if several, _ := severalGoals(s); !several.IsZero() {
		return catalog.Say("%q is more than one number", s)
	}
	whole, _, isTarget := strings.Cut(s, ".")
	if n, err := strconv.Atoi(whole); isTarget && err == nil && n >= 1 && n <= 17 && strconv.Itoa(n) == whole {
		return catalog.Say("goal %d has no target %q", n, s)
	}
	return catalog.Say("%q is not one of the United Nations' 17 goals or their targets", s)
}

// goalWord is what people write before a goal's number.
var goalWord = regexp.MustCompile(`(?i)^(?:sdg|odd|ods|goal|target|objectif|cible|objetivo|objectivo|meta|n[.o°º]+)\s*`)

// goalWords is goalWord before every number of a text.
var goalWords = regexp.MustCompile(`(^|[\s;&+|/])(?:sdgs?|odd|ods|goals?|targets?)\s+`)

// goalFix says what to write instead of something that is no goal, and which goals
// those are where that is certain.
func goalFix(s string) (catalog.Message, []string) {
	read := strings.TrimSpace(goalWord.ReplaceAllString(strings.TrimSpace(s), ""))
	if several, goals := severalGoals(read); !several.IsZero() {
		return several, goals
	}
	if strings.Contains(read, ",") {
		return goalsFix(read)
	}
	whole, target, isTarget := strings.Cut(strings.ToLower(read), ".")
	if n, err := strconv.Atoi(strings.TrimLeft(whole, "0+")); err == nil && n >= 1 && n <= 17 {
		switch goal := strings.TrimSuffix(fmt.Sprintf("%d.%s", n, strings.TrimSpace(target)), "."); {
		case isGoal(goal):
			return catalog.Say("write %s", goal), []string{goal}
		case isTarget:
			all := Targets(n)
			return catalog.Say("goal %d has the targets %s to %s", n, all[0], all[len(all)-1]), nil
		}
	}
	return catalog.Say("look the number up: the goals are numbered 1 to 17, the targets of goal 1 from 1.1 to 1.b, and so on"), nil
}

// betweenGoals is what people write between goals instead of a comma; a stroke
// or a space alone may stand for the point within a target too.
var betweenGoals = regexp.MustCompile(`\s*[;&+|]\s*|\s+(?:and|et|y|e)\s+|\s*/\s*|\s+`)

// severalGoals says how to write goals that are parted by another sign or word
// than a comma, and which they are; "" where that is not what stands there.
func severalGoals(s string) (catalog.Message, []string) {
	s = goalWords.ReplaceAllString(strings.ReplaceAll(strings.ToLower(s), ", ", ";"), "$1")
	goals := betweenGoals.Split(s, -1)
	if len(goals) < 2 || !allGoals(goals) {
		return catalog.Message{}, nil
	}
	if target := strings.Join(goals, "."); isGoal(target) && strings.Trim(s, "0123456789/ ") == "" {
		return catalog.Say("write %s for the target, or sdg: [%s] for the two goals", target, strings.Join(goals, ", ")), nil
	}
	return catalog.Say("write sdg: [%s]", strings.Join(goals, ", ")), goals
}

// goalsFix says what to write instead of goals parted by commas, or targets
// with a comma instead of a point.
func goalsFix(s string) (catalog.Message, []string) {
	var items []string
	certain := true
	for _, item := range strings.Split(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items, certain = append(items, item), certain && isGoal(item)
		}
	}
	list := catalog.Say("write sdg: [%s]", strings.Join(items, ", "))
	target := strings.ReplaceAll(strings.ToLower(s), ",", ".")
	switch one := isGoal(target); {
	case one && certain:
		return catalog.Say("write %s for the target, or [%s] for the two goals", target, strings.Join(items, ", ")), nil
	case one:
		return catalog.Say("write %s", target), []string{target}
	case certain:
		return list, items
	}
	return catalog.Say("write the goals and targets in square brackets, with a comma and a space between them and a point within a target"), nil
}
