package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gosimple/slug"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"
	yaml "go.yaml.in/yaml/v4"
)

// question is one field that an editor has to answer for a new file.
type question struct {
	field string // of the front matter; "benefit" and "issues" lie below local_impact
	ask   string
	list  bool // several values, parted by commas
}

// The questions that all entries have, and those of each kind.
var (
	entryQuestions = []question{
		{field: "pitch", ask: "What changes here, in one sentence of at most 25 words?"},
		{field: "purpose", ask: "Why does the city act?"},
		{field: "benefit", ask: "What does it bring to residents: to whom, where, since when?"},
		{field: "issues", ask: "Which local issues does it help with? (ids of site.yaml)", list: true},
		{field: "cost", ask: "What does it cost, in the city's currency? Digits and a point, such as 1240.50"},
		{field: "sdg", ask: "Which of the UN's goals or targets does it serve? Such as 11.2", list: true},
		{field: "official", ask: "Which elected official answers for it? (id of a person)"},
		{field: "departments", ask: "Which departments work on it? (ids of site.yaml)", list: true},
		{field: "partners", ask: "With which partners? (ids)", list: true},
	}
	kindQuestions = map[string][]question{
		"trip": {
			{field: "start", ask: "First day? Such as 2026-09-14"},
			{field: "end", ask: "Last day?"},
			{field: "destination", ask: "Where to? City and country, such as Ravenna, IT"},
		},
		"agreement": {{field: "signed", ask: "Signed when? A day, a month or a year"}},
		"outcome": {
			{field: "date", ask: "Dated? Such as 2026-10-30"},
			{field: "of", ask: "Which trips or agreements does it come from? Such as trips/2026-09-ravenna", list: true},
			{field: "status", ask: "How do things stand? too_early, under_way, achieved, partly, not_achieved or dropped"},
		},
		"newsletter": {
			{field: "signed_by", ask: "Which elected official signs? (id of a person)"},
			{field: "purpose", ask: "Why did the city act, in that person's words?"},
			{field: "question", ask: "What do you ask residents this month?"},
		},
		"person": {
			{field: "role", ask: "Office or function?"},
			{field: "elected", ask: "Elected? true or false"},
			{field: "from", ask: "In office since?"},
		},
		"partner": {
			{field: "kind", ask: "What is it? city, region, network, organisation or university"},
			{field: "city", ask: "City?"},
			{field: "country", ask: "Country's two letters, such as IT?"},
		},
		"page": {{field: "pitch", ask: "What is the page about, in one sentence?"}},
	}
	kindFolders = map[string]string{"trip": "trips", "agreement": "agreements", "outcome": "outcomes", "newsletter": "newsletters", "person": "people", "partner": "partners", "page": "pages"}
)

// kinds are the words for KIND.
var kinds = []string{"trip", "agreement", "outcome", "newsletter", "person", "partner", "page"}

func questionsOf(kind string) []question {
	if kind == "trip" || kind == "agreement" || kind == "outcome" {
		return append(slices.Clone(kindQuestions[kind]), entryQuestions...)
	}
	return kindQuestions[kind]
}

func newCommand(f *flags) *cobra.Command {
	answers := map[string]*string{}
	var name string
	cmd := &cobra.Command{
		Use:   "new KIND TITLE",
		Short: "Start a new entry with the questions an editor has to answer",
		Long: `New writes a file with every question that an editor has to answer. On a
terminal it asks them one by one; Enter leaves one open. Flags answer without
asking. What stays open is named by “parvis check”, and nothing is published
before it is answered.

KIND is trip, agreement, outcome, newsletter, person, partner or page. The title
of a newsletter's file is its month: --name 2026-10.`,
		Example:   "  parvis new trip \"Ravenna shows us how night trams pay their way\" --start 2026-09-14\n  parvis new newsletter \"Why we went to Ravenna\" --name 2026-10",
		Args:      cobra.ExactArgs(2),
		ValidArgs: kinds,
		RunE: func(c *cobra.Command, args []string) error {
			kind, title := args[0], strings.TrimSpace(args[1])
			if kindFolders[kind] == "" {
				return usage("there is no kind %q: write one of %s", kind, strings.Join(kinds, ", "))
			}
			given := map[string]string{}
			for field, value := range answers {
				given[field] = strings.TrimSpace(*value)
			}
			return f.create(kind, title, name, given)
		},
	}
	cmd.Flags().StringVar(&name, "name", "", "name of the file, without .md (default: from the date and the title)")
	for _, kind := range kinds {
		for _, q := range questionsOf(kind) {
			if answers[q.field] == nil {
				answers[q.field] = cmd.Flags().String(strings.ReplaceAll(q.field, "_", "-"), "", q.ask)
			}
		}
	}
	return cmd
}

// create asks what is not answered yet and writes the file.
func (f *flags) create(kind, title, name string, answers map[string]string) error {
	settings, err := readFile(filepath.Join(f.content, "site.yaml"))
	if err != nil {
		return usage("there is no site.yaml in %s; go to the folder above your content, name it with --content, or make a new city with “parvis init DIR”", f.content)
	}
	day, err := f.dayIn(settings)
	if err != nil {
		return err
	}
	if title == "" {
		return usage("the title is empty")
	}
	if isatty.IsTerminal(os.Stdin.Fd()) && onTerminal() {
		if err := ask(os.Stdin, stderr, questionsOf(kind), answers); err != nil {
			return err
		}
	}
	if name == "" {
		name = fileName(kind, title, answers, day)
	}
	if name == "" || slug.Make(name) != name {
		return usage("%q cannot be the name of a file: use small letters, digits and hyphens, with --name", name)
	}
	path := filepath.Join(f.content, kindFolders[kind], name+".md")
	for _, taken := range []string{path, filepath.Join(f.content, kindFolders[kind], name, "index.md")} {
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
	if _, err := file.WriteString(draftText(kind, title, answers)); err != nil {
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
func ask(in io.Reader, out io.Writer, questions []question, answers map[string]string) error {
	lines := bufio.NewScanner(in)
	fmt.Fprintln(out, "Enter leaves a question open.")
	for _, q := range questions {
		if answers[q.field] != "" {
			continue
		}
		fmt.Fprintf(out, "%s\n> ", q.ask)
		if !lines.Scan() {
			fmt.Fprintln(out)
			return lines.Err()
		}
		answers[q.field] = strings.TrimSpace(lines.Text())
	}
	return nil
}

// fileName makes a name from an entry's month and its title; a newsletter's
// is its month.
func fileName(kind, title string, answers map[string]string, day time.Time) string {
	if kind == "newsletter" {
		return day.Format("2006-01")
	}
	words := strings.Split(slug.Make(title), "-")
	name := strings.Join(words[:min(len(words), 6)], "-")
	for _, field := range []string{"start", "date", "signed"} {
		if date := answers[field]; kind != "person" && len(date) >= 7 {
			return slug.Make(date[:7] + "-" + name)
		}
	}
	return name
}

// draftText is the text of a new file: each answer, and each open question as
// a comment above its empty field.
func draftText(kind, title string, answers map[string]string) string {
	var b strings.Builder
	b.WriteString("---\n")
	heading := "title"
	if kind == "person" || kind == "partner" {
		heading = "name"
	}
	fmt.Fprintf(&b, "%s: %s\n", heading, scalar(title))
	for _, q := range questionsOf(kind) {
		field, indent := q.field, ""
		switch q.field {
		case "benefit":
			b.WriteString("local_impact:\n")
			indent = "  "
		case "issues":
			indent = "  "
		}
		if answers[q.field] == "" {
			fmt.Fprintf(&b, "%s# %s\n", indent, q.ask)
		}
		fmt.Fprintf(&b, "%s%s:%s\n", indent, field, q.value(answers[q.field]))
	}
	b.WriteString("# Take the # off the next line to keep this back while you write.\n# draft: true\n")
	switch kind {
	case "newsletter":
		b.WriteString("# Below the next line, write the letter: 150 to 250 words, in the first person, the purpose first.\n")
	case "trip", "agreement", "outcome":
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
	if !q.list {
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
		if list := n.Content[0].Content[1]; len(list.Content) == 1 && list.Content[0].Kind == yaml.ScalarNode && list.Content[0].Style == 0 && list.Content[0].Value == plain {
			return plain
		}
	}
	return "'" + strings.ReplaceAll(plain, "'", "''") + "'"
}
