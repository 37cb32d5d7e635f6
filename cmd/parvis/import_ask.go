package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/mattn/go-isatty"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/i18n"
	"parvis/generator/importer"
	"parvis/generator/newentry"
	"parvis/generator/source"
	"parvis/themes"
)

// This file finds out which column of a table is what: from a map file, from one that was
// kept for tables of the same header, or by asking.

// columnMap is the map of a table.
type columnMap struct {
	mapping *importer.Mapping // nil where there is none
	text    []byte            // to be kept
	keep    string            // under this name below the content folder; "" where it is kept already
}

// findMap returns the map of a table: the one that is given, one that is made of answers,
// or the one that was kept for a table of that header.
func (f *flags) findMap(
	ctx context.Context, a importFlags, table *source.File, folder *content.Folder, opts importer.Options,
) (columnMap, []source.Diagnostic, error) {
	if a.mapping != "" {
		file, err := readFile(a.mapping)
		if err != nil {
			return columnMap{}, nil, err
		}
		m, ds := importer.ParseMapping(file)
		return columnMap{m, file.Text, importer.MapFile(table.Path, importer.Header(table, m, opts), opts)}, ds, nil
	}
	if a.ask {
		m, err := f.askMap(ctx, table, opts)
		return m, nil, err
	}
	names, err := fs.Glob(folder.FS, path.Join(path.Dir(importer.RecordFile), "*.yaml"))
	if err != nil {
		return columnMap{}, nil, err
	}
	for _, name := range names {
		text, err := source.ReadText(folder.FS, name, maxTable)
		if err != nil {
			return columnMap{}, nil, err
		}
		m, ds := importer.ParseMapping(source.NewFile(path.Join(folder.Prefix, name), text))
		if importer.MapFits(name, importer.Header(table, m, opts), opts) {
			f.tell("the columns are read as %s says, which was kept for tables with this header; --ask asks anew", path.Join(folder.Prefix, name))
			return columnMap{mapping: m}, ds, nil
		}
	}
	return columnMap{}, nil, nil
}

// askMap asks what the header of a table leaves open, until nothing is.
func (f *flags) askMap(ctx context.Context, table *source.File, opts importer.Options) (columnMap, error) {
	if !isatty.IsTerminal(os.Stdin.Fd()) || !onTerminal() {
		return columnMap{}, usage("--ask asks at a terminal, and there is none; write a map file and give it with --map")
	}
	labels, err := i18n.LoadOver(nil, themes.Chartres(), "", f.language(), "")
	if err != nil {
		return columnMap{}, err
	}
	var m *importer.Mapping
	var answers importer.Answers
	var talk *newentry.Talk
	for {
		questions := importer.Questions(table, m, opts)
		if len(questions) == 0 {
			break
		}
		if talk == nil {
			talk = newentry.NewTalk(ctx, os.Stdin, stderr, f.language())
			talk.Begin(catalog.Say("Write a number or a name; Ctrl-C stops, and nothing is written."))
		}
		choice, err := f.askColumn(talk, questions[0], labels)
		if err != nil {
			return columnMap{}, notAsked(err)
		}
		before := answers.Text(nil, f.words())
		answers.Answer(questions[0], choice)
		text := answers.Text(nil, f.words())
		if bytes.Equal(before, text) {
			break // two columns of one name, which no map can tell apart
		}
		m, _ = importer.ParseMapping(source.NewFile("map.yaml", text))
	}
	if answers.Empty() {
		f.tell("the header leaves nothing open that could be asked")
		return columnMap{}, nil
	}
	header := importer.Header(table, m, opts)
	return columnMap{m, answers.Text(header, f.words()), importer.MapFile(table.Path, header, opts)}, nil
}

// askColumn puts one question.
func (f *flags) askColumn(talk *newentry.Talk, q importer.Question, labels *i18n.Locale) (string, error) {
	var picks []newentry.Pick
	for _, choice := range q.Choices {
		picks = append(picks, newentry.Pick{ID: choice, Label: f.choiceLabel(q, choice, labels)})
	}
	holds := catalog.Message{}
	if samples := q.Samples(q.Column); len(samples) > 0 {
		holds = catalog.Say("It says: %s", strings.Join(samples, "; "))
	}
	switch q.Asks {
	case importer.AsksColumn:
		return talk.Pick(catalog.Say("Which column holds this: %s?", f.fieldLabel(q.Field)), catalog.Message{}, picks, nothing(q, catalog.Say("none of them")))
	case importer.AsksAmounts:
		return talk.Pick(catalog.Say("What was the money in the column %q spent for?", q.Column), holds, picks,
			nothing(q, catalog.Say("it is no part of the cost")))
	case importer.AsksWhole:
		return talk.Pick(catalog.Say("Which of these columns is the cost? The others will not be counted."), catalog.Message{}, picks, catalog.Message{})
	case importer.AsksDates:
		return talk.Pick(catalog.Say("What comes first in the column %q, the day or the month?", q.Column), holds, picks,
			nothing(q, catalog.Say("nobody knows: the days stay open")))
	case importer.AsksCurrency:
		return talk.Pick(catalog.Say("Which currency is meant in the column %q?", q.Column), holds, picks, catalog.Message{})
	}
	picks = []newentry.Pick{{ID: q.Field, Label: catalog.Say("yes").In(f.words())}}
	return talk.Pick(catalog.Say("Does the column %q hold this: %s?", q.Column, f.fieldLabel(q.Field)), holds, picks, nothing(q, catalog.Say("no")))
}

// nothing is what Enter means, where a question may be left without an answer.
func nothing(q importer.Question, says catalog.Message) catalog.Message {
	if !q.Nothing {
		return catalog.Message{}
	}
	return says
}

// choiceLabel is how a choice is shown: a column with what its first rows say, or what
// money is spent for in the editor's language.
func (f *flags) choiceLabel(q importer.Question, choice string, labels *i18n.Locale) string {
	if q.Asks == importer.AsksAmounts {
		if choice == "total" {
			return catalog.Say("all of the above together: it is the whole cost").In(f.words())
		}
		if label, err := labels.Word("for." + choice); err == nil {
			return label
		}
	}
	switch choice {
	case "day-first":
		return catalog.Say("the day").In(f.words())
	case "month-first":
		return catalog.Say("the month").In(f.words())
	}
	if samples := q.Samples(choice); len(samples) > 0 {
		return choice + ": " + strings.Join(samples, "; ")
	}
	return choice
}

// fieldLabel is what a field of a map file is called.
func (f *flags) fieldLabel(field string) string {
	at := map[string]string{"traveller": "travellers", "role": "travellers.role", "for": "cost.lines.for", "what": "cost.lines.what",
		"paid_by": "cost.lines.paid_by", "currency": "cost.lines.currency"}[field]
	if at == "" {
		at = field
	}
	if known, ok := fields.At(fields.Trips.Fields(), at); ok {
		return known.Label.In(f.language()) + " (" + field + ")"
	}
	return field
}

// keepMap keeps the map of a table that was read with it, and says where.
func (f *flags) keepMap(m columnMap) error {
	if m.keep == "" {
		return nil
	}
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return err
	}
	defer root.Close()
	if old, err := root.ReadFile(m.keep); err == nil && string(old) == string(m.text) {
		return nil
	}
	if err := keep(root, m.keep, m.text); err != nil {
		return err
	}
	f.tell("kept the map in %s; the next table with this header is read with it", path.Join(filepath.ToSlash(f.content), m.keep))
	return nil
}
