package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/newentry"
	"parvis/generator/source"
)

// newAnswers are what the flags say of a new file.
type newAnswers struct {
	name  string
	yes   bool
	given map[string]*string // by the field's name
}

func newCommand(f *flags) *cobra.Command {
	a := &newAnswers{given: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "new [KIND] [TITLE]",
		Short: "Start a new entry with the questions an editor has to answer",
		Long: `New asks what an editor has to answer, checks each answer at once, and writes
the file. Enter leaves a question open: it stands in the file then, to be
answered there. The file is a draft, which nobody publishes, until “draft: true”
is taken out of it; “parvis check” names what is still open.

KIND is trip, agreement, outcome, event, campaign, newsletter, person, partner or page.
Where it
or the title is left out, it is asked for. A letter is that of the month after
the last one, unless --name says another.

In a script nothing is asked: flags answer, and an answer that cannot stand ends
the command with 2. With --yes nothing is asked at a terminal either.`,
		Example: "  parvis new\n  parvis new trip \"Ravenna shows us how night trams pay their way\"\n" +
			"  parvis new trip \"Night trams\" --start 2026-09-14 --end 2026-09-16 --yes\n  parvis new newsletter \"Why we went to Ravenna\" --name 2026-10",
		Args:      cobra.MaximumNArgs(2),
		ValidArgs: fields.Ones(fields.Folders),
		RunE: func(c *cobra.Command, args []string) error {
			return f.newEntry(c.Context(), args, a)
		},
	}
	cmd.Flags().StringVar(&a.name, "name", "", "name of the file, without .md (default: from the date and the title)")
	cmd.Flags().BoolVar(&a.yes, "yes", false, "ask nothing: what no flag answers stays open")
	for _, kind := range fields.Folders {
		for i, q := range newentry.Questions(kind) {
			if i > 0 && q.Scripted() && a.given[q.Name] == nil {
				a.given[q.Name] = cmd.Flags().String(strings.ReplaceAll(q.Name, "_", "-"), "", q.Asks(f.words(), f.language()))
			}
		}
	}
	return cmd
}

// newEntry asks for what neither arguments nor flags say, and writes the file.
func (f *flags) newEntry(ctx context.Context, args []string, a *newAnswers) error {
	var talk *newentry.Talk
	if !a.yes && isatty.IsTerminal(os.Stdin.Fd()) && onTerminal() {
		talk = newentry.NewTalk(ctx, os.Stdin, stderr, f.language())
	}
	var kind fields.Kind
	if len(args) > 0 {
		var ok bool
		if kind, ok = fields.KindOf(args[0]); !ok || kind == fields.Site {
			return noKind(args[0], fields.Folders)
		}
	}
	if talk == nil && len(args) < 2 {
		return f.howNew(kind)
	}
	city, err := f.readCity()
	if err != nil {
		return err
	}
	if kind == "" {
		if kind, err = talk.Kind(); err != nil {
			return notAsked(err)
		}
	}
	e := city.New(kind)
	if err := f.answer(e, args, a); err != nil {
		return err
	}
	if talk != nil {
		if err := e.Ask(talk); err != nil {
			return notAsked(err)
		}
	}
	return f.writeNew(city, e)
}

// howNew is wrong use: in a script kind and title have to be said. It tells what they may be.
func (f *flags) howNew(kind fields.Kind) error {
	if kind != "" {
		return usage("say what it is called too: parvis new %s %q", kind.One(), exampleTitle(kind))
	}
	var kinds []string
	for _, k := range fields.Folders {
		kinds = append(kinds, "  "+k.One()+": "+k.Says().In(f.language()))
	}
	says := catalog.Say(
		"say what to make, and what it is called: parvis new KIND TITLE. KIND is one of\n\n%s\n\nfor example: parvis new trip %q",
		strings.Join(kinds, "\n"), exampleTitle(fields.Trips),
	)
	return usageError{catalog.Text(says.In(f.words()))}
}

// exampleTitle is what a file of a kind may be called.
func exampleTitle(kind fields.Kind) catalog.Message {
	switch {
	case kind.IsEntry():
		return catalog.Say("Ravenna shows us how night trams pay their way")
	case kind == fields.Newsletters:
		return catalog.Say("Why we went to Ravenna")
	case kind == fields.Pages:
		return catalog.Say("About this site")
	}
	return catalog.Text(kind.Fields()[0].Example)
}

// notAsked is why questions ended early.
func notAsked(err error) error {
	switch {
	case errors.Is(err, newentry.ErrStopped):
		return catalog.Say("stopped; nothing was written")
	case errors.Is(err, newentry.ErrEnded):
		return usage("the answers ended before the questions did; nothing was written")
	}
	return err
}

// readCity reads what the city has written so far.
func (f *flags) readCity() (*newentry.City, error) {
	if _, err := readFile(filepath.Join(f.content, "site.yaml")); err != nil {
		return nil, usage(
			"there is no site.yaml in %s; go to the folder above your content, name it with --content, or make a new city with “parvis init DIR”",
			f.content,
		)
	}
	day, err := f.day()
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return nil, err
	}
	return newentry.Read(source.Root(root), filepath.ToSlash(filepath.Clean(f.content)), f.language(), onDay(day))
}

// onDay is the day for a city: the one that is given, else the one that it is there.
func onDay(day time.Time) func(*content.Settings) time.Time {
	return func(s *content.Settings) time.Time {
		if day.IsZero() {
			return s.Day(time.Now())
		}
		return day
	}
}

// answer takes up what arguments and flags say.
func (f *flags) answer(e *newentry.Entry, args []string, a *newAnswers) error {
	if a.name != "" && !e.SetName(a.name) {
		return usage("%q cannot be the name of a file: use small letters, digits and hyphens, with --name", a.name)
	}
	if a.name != "" && e.Kind == fields.Newsletters {
		if j := e.SetMonth(a.name); len(j.Errors) > 0 {
			return wrongAnswer("--name", j.Errors[0])
		}
	}
	for i, q := range newentry.Questions(e.Kind) {
		typed, flag := "", "--"+strings.ReplaceAll(q.Name, "_", "-")
		switch {
		case i > 0 && q.Scripted():
			typed = strings.TrimSpace(*a.given[q.Name])
		case i == 0 && len(args) > 1:
			typed, flag = strings.TrimSpace(args[1]), q.Name
			if typed == "" {
				return usage("the title is empty")
			}
		}
		j, err := e.Answer(q, typed)
		if err != nil {
			return err
		}
		if len(j.Errors) > 0 {
			return wrongAnswer(flag, j.Errors[0])
		}
	}
	return nil
}

// wrongAnswer is an answer of the command line that cannot stand.
func wrongAnswer(flag string, p newentry.Problem) error {
	if p.Fix.IsZero() {
		return usage("%s: %s; nothing was written", flag, p.Message)
	}
	return usage("%s: %s; nothing was written. What to do: %s", flag, p.Message, p.Fix)
}

// writeNew writes the file where there is none yet, and says what is to be done next.
func (f *flags) writeNew(city *newentry.City, e *newentry.Entry) error {
	name, err := e.Name()
	if err != nil {
		return err
	}
	shown, there := city.Has(e.Kind, name)
	taken := usage("%s is there already; choose another name with --name", shown)
	if there {
		return taken
	}
	file := filepath.Join(f.content, string(e.Kind), name+".md")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return taken
	}
	if err != nil {
		return err
	}
	if _, err := out.WriteString(e.Text()); err != nil {
		out.Close()
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	f.tellNew(shown, e)
	return nil
}

// tellNew says what was written, and what is to be done next.
func (f *flags) tellNew(shown string, e *newentry.Entry) {
	f.tell("wrote %s, a draft", shown)
	if n := e.Open(); n > 0 {
		f.tellMessage(catalog.Count(n, "%d question is still open: it stands in the file", "%d questions are still open: they stand in the file"))
	}
	for _, m := range e.Missing {
		f.tellMessage(missing(m, path.Join(filepath.ToSlash(f.content), "site.yaml")))
	}
	f.tell("“parvis check” names what is open; take “draft: true” out of the file when all is answered")
}

// missing says what to write for something that the city does not have yet.
func missing(m newentry.Missing, settings string) catalog.Message {
	if m.To == fields.ToIssue || m.To == fields.ToDepartment {
		return catalog.Say("write “- {id: %s, name: %s}” below “%s:” in %s, since it is not there yet", m.ID, m.Name, string(m.To), settings)
	}
	kind, _ := fields.KindOf(string(m.To))
	return catalog.Say("there is no %s yet: parvis new %s %q --name %s", string(m.To)+"/"+m.ID+".md", kind.One(), m.Name, m.ID)
}
