package newentry

import (
	"fmt"

	"parvis/generator/catalog"
)

// Pick is one of several things to choose from: what it stands for, and what it is called.
type Pick struct{ ID, Label string }

// Begin says how the questions are answered.
func (t *Talk) Begin(says catalog.Message) { fmt.Fprintln(t.out, says.In(t.l)) }

// Pick asks for one of several things, by its number or its name. nothing says what Enter
// means; where it is the zero message, one of them has to be chosen.
func (t *Talk) Pick(title, says catalog.Message, picks []Pick, nothing catalog.Message) (string, error) {
	explained := ""
	if !says.IsZero() {
		explained = says.In(t.l)
	}
	t.head(title.In(t.l), explained)
	var options []option
	for _, p := range picks {
		options = append(options, option{id: p.ID, label: p.Label})
	}
	t.list(options)
	if !nothing.IsZero() {
		t.hint("Enter: %s", nothing)
	}
	for {
		typed, err := t.line()
		if err != nil {
			return "", err
		}
		if typed == "" && !nothing.IsZero() {
			return "", nil
		}
		if o, ok := found(options, options, typed); ok {
			return o.id, nil
		}
		t.hint("Write one of the numbers 1 to %d.", len(options))
	}
}
