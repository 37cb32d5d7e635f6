package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/source"
)

func fixCommand(f *flags) *cobra.Command {
	yes := false
	cmd := &cobra.Command{
		Use:   "fix [FILE…]",
		Short: "Show, and make, the remedies that are certain",
		Long: `Fix makes the remedies that leave nothing to decide: a date or an amount in the
form that is read, a name with a slip in it, a text that needs quotation marks. What could
be meant in two ways is left to you.

It shows what would change, as lines taken out (-) and put in (+), and on a terminal asks
whether to write that. With --yes it writes without asking; where nobody can be
asked, and without --yes, it writes nothing.

Each change is checked before it is written: no other value may change, and no other
problem come. A file that somebody saved meanwhile is left alone. FILE restricts it to a
file, or to those of a folder.

The exit code is 1 where errors remain that only a person can mend.`,
		Example: "  parvis fix\n  parvis fix content/trips/2026-09-ravenna.md\n  parvis fix --yes",
		Args:    cobra.ArbitraryArgs,
		RunE:    func(c *cobra.Command, args []string) error { return f.fix(c.Context(), args, yes) },
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "write without asking")
	return cmd
}

// fix shows the certain remedies, and makes them where that is wanted.
func (f *flags) fix(ctx context.Context, args []string, yes bool) error {
	job, err := f.job()
	if err != nil {
		return err
	}
	wanted, err := f.named(args)
	if err != nil {
		return err
	}
	if job.Earlier, err = generator.Recall(ctx, f.memory()); err != nil {
		return err
	}
	fixed, err := generator.Fix(job, wanted)
	if err != nil {
		return err
	}
	for _, d := range fixed.Refused {
		f.warn("%s: left as it is, since another problem would come with the remedy [%s]", place(d.At), d.Rule.Name)
	}
	left := among(fixed.Left, wanted)
	if len(fixed.Files) == 0 {
		f.tell("there is nothing that parvis could mend by itself")
		return f.remains(left)
	}
	if !yes || !f.quiet {
		if err := showChanges(fixed.Files); err != nil {
			return err
		}
	}
	if !yes && !f.agreed() {
		return f.remains(left)
	}
	written, err := f.writeFixed(ctx, fixed.Files)
	if written > 0 {
		f.tell("%s", catalog.Count(fixed.Mended, "%d problem mended in %s", "%d problems mended in %s", catalog.Count(written, "%d file", "%d files")))
	}
	if err != nil {
		return err
	}
	if err := f.remains(left); err != nil || written == len(fixed.Files) {
		return err
	}
	return errContent
}

// named tells which files are meant by the paths of files and folders: all where
// there is none.
func (f *flags) named(args []string) (func(p string) bool, error) {
	var names []string
	for _, arg := range args {
		in, err := relative(f.content, arg)
		if err == nil {
			_, err = os.Stat(arg)
		}
		if err != nil || in == ".." || strings.HasPrefix(in, "../") {
			return nil, usage("there is no file %s in the content folder %s", arg, f.content)
		}
		names = append(names, path.Join(filepath.ToSlash(f.content), in))
	}
	return func(p string) bool {
		return len(names) == 0 || slices.ContainsFunc(names, func(name string) bool {
			return p == name || name == path.Clean(filepath.ToSlash(f.content)) || strings.HasPrefix(p, name+"/")
		})
	}, nil
}

// among are the diagnostics of wanted files.
func among(ds []source.Diagnostic, wanted func(p string) bool) []source.Diagnostic {
	return slices.DeleteFunc(ds, func(d source.Diagnostic) bool {
		p := ""
		if d.At.File != nil {
			p = d.At.File.Path
		}
		return !wanted(p)
	})
}

// relative is the way from a folder to a file.
func relative(dir, name string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if name, err = filepath.Abs(name); err != nil {
		return "", err
	}
	in, err := filepath.Rel(dir, name)
	return filepath.ToSlash(in), err
}

// showChanges writes what is to change, as patch and git read it.
func showChanges(files []content.FixedFile) error {
	c := source.Color{}
	if isatty.IsTerminal(os.Stdout.Fd()) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		c = source.Terminal
	}
	var b bytes.Buffer
	for _, file := range files {
		lines := diff.Diff(file.Path, file.Was, file.Path, file.Text)
		_, lines, _ = bytes.Cut(lines, []byte("\n")) // the command by which another program would say it
		for line := range bytes.Lines(lines) {
			text, end := bytes.CutSuffix(line, []byte("\n"))
			shown := strings.ReplaceAll(string(text), "\r", "␍")
			switch {
			case bytes.HasPrefix(line, []byte("+++ ")), bytes.HasPrefix(line, []byte("--- ")):
				shown = c.Strong + shown + c.Reset
			case line[0] == '+':
				shown = c.Added + shown + c.Reset
			case line[0] == '-':
				shown = c.Error + shown + c.Reset
			case line[0] == '@':
				shown = c.Faint + shown + c.Reset
			}
			b.WriteString(shown)
			if end {
				b.WriteByte('\n')
			}
		}
	}
	_, err := stdout.Write(b.Bytes())
	return err
}

// agreed asks whether to write, and otherwise says how to.
func (f *flags) agreed() bool {
	if !isatty.IsTerminal(os.Stdin.Fd()) || !onTerminal() {
		f.tell("nothing was written; “parvis fix --yes” writes it")
		return false
	}
	if !generator.KeptByGit(f.content) {
		f.tell("git does not keep this folder: what was there before would be gone")
	}
	if f.confirmed(os.Stdin, stderr) {
		return true
	}
	f.tell("nothing was written")
	return false
}

// confirmed puts the question and reads the answer.
func (f *flags) confirmed(in io.Reader, out io.Writer) bool {
	fmt.Fprint(out, catalog.Say("Write this? (yes or no)").In(f.words())+" ")
	answer, _ := bufio.NewReader(in).ReadString('\n')
	return slices.Contains(agreements, strings.ToLower(strings.TrimSpace(answer)))
}

// agreements are the answers that agree, in the languages of editors.
var agreements = strings.Fields("y yes o oui s si sí sim")

// writeFixed writes the files, and says which were left alone. It returns how many
// were written.
func (f *flags) writeFixed(ctx context.Context, files []content.FixedFile) (written int, err error) {
	root, err := os.OpenRoot(f.content)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return written, err
		}
		switch err := generator.WriteFixed(root, filepath.ToSlash(filepath.Clean(f.content)), file); {
		case errors.Is(err, generator.ErrLink):
			f.warn("%s is a link and was left alone; change the file that it leads to", file.Path)
		case errors.Is(err, generator.ErrChanged):
			f.warn("%s was changed meanwhile and was left alone; run “parvis fix” again", file.Path)
		case err != nil:
			return written, fmt.Errorf("%s: %w", file.Path, err)
		default:
			written++
		}
	}
	return written, nil
}

// remains says what is left to mend by hand, and is an errContent where there is an
// error among it.
func (f *flags) remains(left []source.Diagnostic) error {
	if len(left) == 0 {
		return nil
	}
	t := source.Count(left)
	f.tell("%s left to you; “parvis check” shows what", t.Message())
	if t.Errors > 0 {
		return errContent
	}
	return nil
}

// warn says what is wrong, whatever is asked for. The format and its arguments are those
// of [catalog.Say].
func (f *flags) warn(format string, args ...any) {
	fmt.Fprintln(stderr, catalog.Say(format, args...).In(f.words()))
}
