package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gosimple/slug"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	yaml "go.yaml.in/yaml/v4"

	"parvis/generator/fields"
)

// question is one field that an editor has to answer for a new file.
type question struct {
	fields.Field
	group string // below which it stands, "" for none
	first bool   // it is the first one there
}

// questionsOf are the questions of a kind: for what is required or advised, but
// for its title or name, which is known already.
func questionsOf(kind fields.Kind) []question {
	var out []question
	for _, f := range kind.Fields()[1:] {
		switch {
		case f.Presence == fields.Optional && !f.Asked:
		case f.Short == fields.Text:
			first := true
			for _, in := range f.Fields {
				if in.Presence != fields.Optional {
					out = append(out, question{in, f.Name, first})
					first = false
				}
			}
		default:
			out = append(out, question{Field: f})
		}
	}
	return out
}

// ask is what is asked for in words, and in which form.
func (q question) ask(lang string) string {
	out := q.Says.In(lang)
	if len(q.Choices) > 0 {
		return out + " (" + strings.Join(q.Choices, ", ") + ")"
	}
	example := strings.Trim(q.Example, "[]")
	if q.Short == fields.Amount {
		example = "1240.50"
	}
	if q.Type != fields.Line && q.Type != fields.Text {
		out += " (" + example + ")"
	}
	return out
}

func newCommand(f *flags) *cobra.Command {
	answers := map[string]*string{}
	name := ""
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Start a new entry with the questions an editor has to answer",
		Long: `New writes a file with every question that an editor has to answer. On a
terminal it asks them one by one; Enter leaves one open. Flags answer without
asking. What stays open is named by “parvis check”, and nothing is published
before it is answered.

KIND is trip, agreement, outcome, newsletter, person, partner or page. The title
of a newsletter's file is its month: --name 2026-10.`,
		Example: "  parvis new trip \"Ravenna shows us how night trams pay their way\" --start 2026-09-14\n  parvis new newsletter \"Why we went to " +
			"Ravenna\" --name 2026-10",
		Args:      cobra.ExactArgs(2),
		ValidArgs: fields.Ones(fields.Folders),
		RunE: func(c *cobra.Command, args []string) error {
			kind, ok := fields.KindOf(args[0])
			if !ok || kind == fields.Site {
				return noKind(args[0], fields.Folders)
			}
			lang := f.language()
			given := map[string]string{}
			for field, value := range answers {
				given[field] = strings.TrimSpace(*value)
			}
			return f.create(kind, strings.TrimSpace(args[1]), name, lang, given)
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "name of the file, without .md (default: from the date and the title)")
	for _, kind := range fields.Folders {
		for _, q := range questionsOf(kind) {
			if answers[q.Name] == nil {
				answers[q.Name] = cmd.Flags().String(strings.ReplaceAll(q.Name, "_", "-"), "", q.ask(f.language()))
			}
		}
	}
	return cmd
}

// create asks what is not answered yet and writes the file.
func (f *flags) create(kind fields.Kind, title, name, lang string, answers map[string]string) error {
	settings, err := readFile(filepath.Join(f.content, "site.yaml"))
	if err != nil {
		return usage(
			"there is no site.yaml in %s; go to the folder above your content, name it with --content, or make a new city with “parvis init DIR”",
			f.content,
		)
	}
	day, err := f.dayIn(settings)
	if err != nil {
		return err
	}
	if title == "" {
		return usage("the title is empty")
	}
	if isatty.IsTerminal(os.Stdin.Fd()) && onTerminal() {
		if err := ask(os.Stdin, stderr, lang, questionsOf(kind), answers); err != nil {
			return err
		}
	}
	if name == "" {
		name = fileName(kind, title, answers, day)
	}
	if name == "" || slug.Make(name) != name {
		return usage("%q cannot be the name of a file: use small letters, digits and hyphens, with --name", name)
	}
	path := filepath.Join(f.content, string(kind), name+".md")
	for _, taken := range []string{path, filepath.Join(f.content, string(kind), name, "index.md")} {
		if _, err := os.Stat(taken); err == nil {
			return usage("%s is there already; choose another name with --name", filepath.ToSlash(taken))
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return usage("%s is there already; choose another name with --name", filepath.ToSlash(path))
	}
	if err != nil {
		return err
	}
	if _, err := file.WriteString(draftText(kind, title, lang, answers)); err != nil {
		file.Close()
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	f.tell("wrote %s; “parvis check” names what is still open", filepath.ToSlash(path))
	return nil
}

// ask puts the questions that have no answer yet.
func ask(in io.Reader, out io.Writer, lang string, questions []question, answers map[string]string) error {
	lines := bufio.NewScanner(in)
	fmt.Fprintln(out, "Enter leaves a question open.")
	for _, q := range questions {
		if answers[q.Name] != "" {
			continue
		}
		fmt.Fprintf(out, "%s\n> ", q.ask(lang))
		if !lines.Scan() {
			fmt.Fprintln(out)
			return lines.Err()
		}
		answers[q.Name] = strings.TrimSpace(lines.Text())
	}
	return nil
}

// fileName makes a name from an entry's month and its title; a newsletter's
// is its month.
func fileName(kind fields.Kind, title string, answers map[string]string, day time.Time) string {
	if kind == fields.Newsletters {
		return day.Format("2006-01")
	}
	words := strings.Split(slug.Make(title), "-")
	name := strings.Join(words[:min(len(words), 6)], "-")
	for _, f := range kind.Fields() {
		if date := answers[f.Name]; f.Column == "date" && len(date) >= 7 {
			return slug.Make(date[:7] + "-" + name)
		}
	}
	return name
}

// draftText is the text of a new file: each answer, and each open question as
// a comment above its empty field.
func draftText(kind fields.Kind, title, lang string, answers map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\n%s: %s\n", kind.Fields()[0].Name, scalar(title))
	for _, q := range questionsOf(kind) {
		indent := ""
		if q.first {
			fmt.Fprintf(&b, "%s:\n", q.group)
		}
		if q.group != "" {
			indent = "  "
		}
		if answers[q.Name] == "" {
			fmt.Fprintf(&b, "%s# %s\n", indent, q.ask(lang))
		}
		fmt.Fprintf(&b, "%s%s:%s\n", indent, q.Name, q.value(answers[q.Name]))
	}
	b.WriteString("# Take the # off the next line to keep this back while you write.\n# draft: true\n")
	switch {
	case kind == fields.Newsletters:
		b.WriteString("# Below the next line, write the letter: 150 to 250 words, in the first person, the purpose first.\n")
	case kind.IsEntry():
		b.WriteString("# Below the next line, tell the story: what was done, what was seen, what comes next.\n")
	}
	b.WriteString("---\n")
	return b.String()
}

// value writes an answer as YAML, with a space before it; nothing for none.
func (q question) value(answer string) string {
	if answer == "" {
		return ""
	}
	if !q.List || q.Short == fields.Place {
		return " " + scalar(answer)
	}
	var items []string
	for _, item := range strings.Split(answer, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, scalar(item))
		}
	}
	return " [" + strings.Join(items, ", ") + "]"
}

// scalar writes a text as one line of YAML that reads back as just that text.
func scalar(s string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	var n yaml.Node
	if err := yaml.Load([]byte("a: ["+plain+"]"), &n); err == nil && len(n.Content) == 1 && len(n.Content[0].Content) == 2 {
		if list := n.Content[0].Content[1]; len(list.Content) == 1 && list.Content[0].Kind == yaml.ScalarNode && list.Content[0].Style == 0 &&
			list.Content[0].Value == plain {
			return plain
		}
	}
	return "'" + strings.ReplaceAll(plain, "'", "''") + "'"
}
