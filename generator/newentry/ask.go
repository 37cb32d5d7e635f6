package newentry

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
)

// This file asks an editor, question by question, and asks again where an answer cannot
// stand.

// ErrEnded says that the answers ended before the questions, and ErrStopped that somebody
// stopped them.
var (
	ErrEnded   = errors.New("the answers ended")
	ErrStopped = errors.New("the questions were stopped")
	errBack    = errors.New("the question before is asked for")
)

// Talk is a conversation with an editor, line by line.
type Talk struct {
	ctx  context.Context
	in   chan string
	out  io.Writer
	lang string
	l    *catalog.Language
	back bool // whether “<” asks for the question before
}

// NewTalk begins one. It reads ahead, until the context ends.
func NewTalk(ctx context.Context, in io.Reader, out io.Writer, lang string) *Talk {
	t := &Talk{ctx: ctx, in: make(chan string), out: out, lang: lang, l: catalog.For(lang)}
	go func() {
		defer close(t.in)
		lines := bufio.NewReader(in)
		for {
			line, err := lines.ReadString('\n')
			if line != "" {
				select {
				case t.in <- line:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return t
}

// line reads one line, without white space around it.
func (t *Talk) line() (string, error) {
	fmt.Fprint(t.out, "> ")
	select {
	case <-t.ctx.Done():
		fmt.Fprintln(t.out)
		return "", ErrStopped
	case line, ok := <-t.in:
		if !ok {
			fmt.Fprintln(t.out)
			return "", ErrEnded
		}
		if line = strings.TrimSpace(line); line == "<" && t.back {
			return "", errBack
		}
		return line, nil
	}
}

// say writes a line. The format and its arguments are those of [catalog.Say].
func (t *Talk) say(format string, args ...any) {
	fmt.Fprintln(t.out, catalog.Say(format, args...).In(t.l))
}

// hint is say for a line that belongs to a question.
func (t *Talk) hint(format string, args ...any) {
	fmt.Fprintln(t.out, "  "+catalog.Say(format, args...).In(t.l))
}

// head begins a question: what is asked for, and what to know of it.
func (t *Talk) head(title, says string) {
	fmt.Fprintf(t.out, "\n%s\n", title)
	if says != "" {
		fmt.Fprintf(t.out, "  %s\n", says)
	}
}

// show writes problems.
func (t *Talk) show(problems []Problem) {
	for _, p := range problems {
		fmt.Fprintf(t.out, "  ! %s\n", p.Message.In(t.l))
		if !p.Why.IsZero() {
			fmt.Fprintf(t.out, "    %s %s\n", catalog.Say("why:").In(t.l), p.Why.In(t.l))
		}
		if !p.Fix.IsZero() {
			fmt.Fprintf(t.out, "    %s %s\n", catalog.Say("fix:").In(t.l), p.Fix.In(t.l))
		}
	}
}

// list writes options, numbered.
func (t *Talk) list(options []option) {
	for i, o := range options[:min(len(options), mostShown)] {
		line := fmt.Sprintf("  %2d  %s", i+1, o.label)
		if o.label != o.id && fmt.Sprint(i+1) != o.id && !strings.HasPrefix(o.label, o.id+": ") {
			line += " (" + o.id + ")"
		}
		fmt.Fprintln(t.out, line)
	}
	if more := len(options) - mostShown; more > 0 {
		fmt.Fprintln(t.out, "      "+catalog.Count(more, "and %d more, by its id", "and %d more, by their ids").In(t.l))
	}
}

// Kind asks what is to be made.
func (t *Talk) Kind() (fields.Kind, error) {
	t.head(catalog.Say("What do you want to make?").In(t.l), "")
	var options []option
	for _, k := range fields.Folders {
		options = append(options, option{id: k.One(), label: k.Label().In(t.lang), names: []string{string(k)}})
	}
	for i, k := range fields.Folders {
		fmt.Fprintf(t.out, "  %d  %s (%s): %s\n", i+1, k.Label().In(t.lang), k.One(), k.Says().In(t.lang))
	}
	for {
		typed, err := t.line()
		if err != nil {
			return "", err
		}
		if o, ok := found(options, options, typed); ok {
			kind, _ := fields.KindOf(o.id)
			return kind, nil
		}
		t.hint("Write one of the numbers 1 to %d, or the word in brackets behind it.", len(options))
	}
}

// Ask puts every question that has no answer yet.
func (e *Entry) Ask(t *Talk) error {
	t.say("Enter leaves a question open; < goes back to the one before; Ctrl-C stops, and nothing is written.")
	if e.Kind == fields.Newsletters && e.name == "" {
		if err := e.askMonth(t); err != nil {
			return err
		}
	}
	if err := e.askAll(t); err != nil {
		return err
	}
	return e.askName(t)
}

// askAll puts the questions, and puts one again to which an editor goes back; what was
// answered from there on is asked for anew.
func (e *Entry) askAll(t *Talk) error {
	t.back = true
	defer func() { t.back = false }()
	var asked []step
	for i := 0; i < len(e.questions); i++ { // an answer may bring a further question
		q := e.questions[i]
		if _, done := e.answers[q.Name]; done {
			continue
		}
		if q.Type == fields.Ref && q.Refs[0] == fields.ToPromise && len(e.options(q)) == 0 {
			continue // there is none to keep
		}
		before := e.step(i)
		put := e.ask
		if q.isPromises() {
			put = e.askPromises
		}
		switch err := put(t, q); {
		case errors.Is(err, errBack):
			if last := len(asked) - 1; last >= 0 {
				before, asked = asked[last], asked[:last]
			} else {
				t.hint("This is the first question.")
			}
			e.goBack(before)
			i = before.question - 1
			continue
		case err != nil:
			return err
		}
		asked = append(asked, before)
		e.follow(i)
	}
	return nil
}

// step is what was answered before a question was put.
type step struct {
	question  int
	questions []Question
	answers   map[string]string
	known     map[string]bool
	missing   []Missing
}

func (e *Entry) step(question int) step {
	return step{question, slices.Clone(e.questions), maps.Clone(e.answers), maps.Clone(e.known), slices.Clone(e.Missing)}
}

func (e *Entry) goBack(s step) {
	e.questions, e.answers, e.known, e.Missing = s.questions, s.answers, s.known, s.missing
}

// askName asks for another name where there is a file of the entry's already, so that no
// answer is lost.
func (e *Entry) askName(t *Talk) error {
	for {
		name, err := e.Name()
		if err != nil {
			return err
		}
		file, there := e.city.Has(e.Kind, name)
		if !there {
			return nil
		}
		free := name
		for n := 2; there; n++ {
			free = name + "-" + strconv.Itoa(n)
			_, there = e.city.Has(e.Kind, free)
		}
		t.head(catalog.Say("%s is there already: another name?", file).In(t.l), catalog.Say("Enter takes %s", free).In(t.l))
		typed, err := t.line()
		if err != nil {
			return err
		}
		if typed == "" {
			typed = free
		}
		e.SetName(idOf(typed)) // one of which nothing is left is asked for again
	}
}

// follow puts the questions that an answer brings behind it: an outcome that was not achieved
// has a reason, and one of which it is too early to tell a day.
func (e *Entry) follow(i int) {
	if e.Kind != fields.Outcomes || e.questions[i].Name != "status" {
		return
	}
	name := map[string]string{"not_achieved": "reason", "dropped": "reason", "too_early": "due"}[strings.TrimSpace(e.answers["status"])]
	if f, ok := fields.Find(e.Kind.Fields(), name); ok {
		e.questions = slices.Insert(e.questions, i+1, Question{Field: f})
	}
}

// ask puts one question until the answer can stand.
func (e *Entry) ask(t *Talk, q Question) error {
	options, example := e.options(q), q.example()
	if len(options) > 0 || q.isCost() || q.Type == fields.Ref {
		example = "" // the list shows it
	}
	t.head(q.Label.In(t.lang)+" ("+q.Name+")", q.asks(t.l, t.lang, example))
	shown := options
	if q.Type == fields.Goal { // the targets of one are shown when they are asked for
		shown = options[:17]
	}
	t.list(shown)
	e.howTo(t, q, options)
	for {
		typed, err := t.line()
		if err != nil {
			return err
		}
		if typed == "" {
			if !q.isName(e.Kind) {
				return nil
			}
			t.hint("This is what the file is known by: it cannot be left open.")
			continue
		}
		if goal, asked := strings.CutSuffix(typed, "?"); asked && q.Type == fields.Goal {
			if n, err := strconv.Atoi(strings.TrimSpace(goal)); err == nil && n >= 1 && n <= 17 {
				for _, o := range e.city.targets(n) {
					fmt.Fprintf(t.out, "  %5s  %s\n", o.id, o.label)
				}
				continue
			}
		}
		if done, err := e.hear(t, q, typed); done || err != nil {
			return err
		}
	}
}

// howTo says how an answer is written, where that is not any words.
func (e *Entry) howTo(t *Talk, q Question, options []option) {
	switch {
	case q.isCost():
		t.hint("An amount in %s, or a question mark where it is not known yet.", e.city.settings.Currency)
	case q.Type == fields.Goal:
		t.hint("Numbers of goals, or of targets such as 11.2; several with a comma between them: 3, 11.2")
		t.hint("11? shows the targets of goal 11.")
	case len(options) == 0 && q.extends():
		t.hint("None is there yet: write + and a name.")
	case len(options) > 0 && q.List:
		t.hint("Numbers or names, with a comma between them: 1, 3")
	case len(options) > 0:
		t.hint("A number or a name.")
	}
	if len(options) > 0 && q.extends() {
		t.hint("For one that is not in the list, + and its name.")
	}
}

// hear takes an answer up, and tells whether that is done. What is only advised against
// stays if its editor wants it to.
func (e *Entry) hear(t *Talk, q Question, typed string) (done bool, err error) {
	if q.isCost() {
		if answered, done, err := e.hearCost(t, q, typed); answered {
			return done, err
		}
	}
	j, missing, err := e.weigh(q, typed)
	if err != nil {
		return false, err
	}
	for {
		t.show(append(slices.Clone(j.Errors), j.Warnings...))
		if q.Name == "benefit" && len(j.Errors)+len(j.Warnings) > 0 {
			fmt.Fprintf(t.out, "    %s\n", benefitExample().In(t.l))
		}
		if len(j.Errors) > 0 {
			return false, nil
		}
		if len(j.Warnings) > 0 {
			t.hint("Enter keeps it so; or write it anew.")
			again, err := t.line()
			if err != nil {
				return false, err
			}
			if again != "" {
				if j, missing, err = e.weigh(q, again); err != nil {
					return false, err
				}
				continue
			}
		}
		if j.Shown != "" {
			fmt.Fprintf(t.out, "  = %s\n", j.Shown)
		}
		return true, e.take(q, j.value, missing)
	}
}

// hearCost hears that a cost is not known yet, or is nothing, and asks why. answered is
// false where an amount is to be heard.
func (e *Entry) hearCost(t *Talk, q Question, typed string) (answered, done bool, err error) {
	why, form := "", ""
	switch v, err := e.judge(q, " "+scalar(oneLine(typed), q.Type)); {
	case err != nil:
		return true, false, err
	case strings.Trim(typed, "?") == "":
		why, form = "pending", " {pending: %s}"
	case slices.ContainsFunc(v.errors, isZero):
		why, form = "explanation", " {lines: [{for: other, amount: 0}], explanation: %s}"
	default:
		return false, false, nil
	}
	f, _ := fields.Find(q.Fields, why)
	t.head(f.Label.In(t.lang)+" ("+f.Name+")", f.Says.In(t.lang))
	for {
		reason, err := t.line()
		if err != nil || reason == "" {
			return true, err == nil, err
		}
		done, err := e.hearPart(t, q, fmt.Sprintf(form, quoted(oneLine(reason))))
		if done || err != nil {
			return true, done, err
		}
	}
}

// hearPart takes a value up that was put together of answers, unless an error is in it.
func (e *Entry) hearPart(t *Talk, q Question, value string) (bool, error) {
	v, err := e.judge(q, value)
	if err != nil {
		return false, err
	}
	t.show(said(append(v.errors, v.warnings...)))
	if len(v.errors) > 0 {
		return false, nil
	}
	return true, e.take(q, v.value, nil)
}

// askMonth asks of which month a letter is.
func (e *Entry) askMonth(t *Talk) error {
	t.head(catalog.Say("Month of the letter").In(t.l), catalog.Say("Enter takes the next one: %s", e.Month).In(t.l))
	for {
		typed, err := t.line()
		if err != nil {
			return err
		}
		if typed == "" {
			typed = e.Month
		}
		j := e.SetMonth(typed)
		if t.show(j.Errors); len(j.Errors) == 0 {
			return nil
		}
	}
}
