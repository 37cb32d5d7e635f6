package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
	"parvis/generator/output"
	"parvis/generator/source"
)

// heavy is the demonstration with a table of so many lines in one letter.
func heavy(t *testing.T, lines int) generator.Job {
	job := demonstration()
	city := copied(t, job.Content)
	const name = "newsletters/2026-10.md"
	var table strings.Builder
	table.WriteString("\n\n| Stop | Time |\n| --- | --- |\n")
	for i := range lines {
		fmt.Fprintf(&table, "| Place number %d | %d:30 |\n", i, i%24)
	}
	city[name] = &fstest.MapFile{Data: append(slices.Clone(city[name].Data), table.String()...)}
	job.Content = city
	return job
}

// TestHeavyMail has a letter with a long table, whose mail is told of, by its
// true size and where it comes from, before it is made and when it is.
func TestHeavyMail(t *testing.T) {
	job := heavy(t, 400)
	told := func(ds []source.Diagnostic) (message string) {
		for _, d := range ds {
			if d.Rule.Name == "newsletter-mail-large" {
				if message != "" || d.At.File.Path != "content/newsletters/2026-10.md" || d.Severity != source.Warning {
					t.Errorf("%s: %s %s", d.At.File.Path, d.Severity, d.Message)
				}
				message = d.Message.String()
			}
		}
		return message
	}
	_, _, checked, err := generator.Check(job)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "public")
	built, err := generator.Build(context.Background(), job, dir, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mail := fileIn(t, dir, "newsletter/2026-10", "newsletter.eml")
	want := fmt.Sprintf("the mail of this letter has %d kB, and may have 100: ", (len(mail)+999)/1000)
	for _, message := range []string{told(checked.Diagnostics), told(built.Diagnostics)} {
		if !strings.HasPrefix(message, want) {
			t.Errorf("%q does not start with %q", message, want)
		}
	}
	var whole, most, story, rest, portrait int
	if _, err := fmt.Sscanf(told(built.Diagnostics), "the mail of this letter has %d kB, and may have %d: %d kB are made of the letter itself, %d kB of what "+
		"the month's entries say, %d kB are the portrait",
		&whole, &most, &story, &rest, &portrait); err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(mail, []byte("Content-Type: image/jpeg"))
	if in := (len(mail) - at) / 1000; at < 0 || portrait < in-1 || portrait > in+1 {
		t.Errorf("the portrait has %d kB, said are %d", in, portrait)
	}
	if story < 80 || story+rest+portrait < whole || story+rest+portrait > whole+2 {
		t.Errorf("%d of %d + %d + %d", whole, story, rest, portrait)
	}

	job.Strict = true
	if set, _, _, err := generator.Check(job); err != nil || set != nil {
		t.Errorf("passes in spite of --strict, %v", err)
	}
	job = heavy(t, 100)
	if _, _, checked, err = generator.Check(job); err != nil || told(checked.Diagnostics) != "" {
		t.Errorf("%s, %v", told(checked.Diagnostics), err)
	}
}
