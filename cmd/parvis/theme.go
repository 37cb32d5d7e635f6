package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/frontmatter"
	"parvis/generator/output"
	"parvis/generator/source"
	"parvis/themes"
)

// brought is the name of the theme that parvis brings.
const brought = "chartres"

func themeCommand(f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "theme",
		Short: "Give the site the city's own look; lists the theme's files",
		Long: `Theme lists the files of the theme, and how those of the city's own folder stand
to the ones that parvis brings.

A city's own look is a folder, named in site.yaml by where it lies from there:
“theme: theme” is content/theme/, “theme: ../look” is look/ beside content/.
--theme DIR wins; DIR lies from where the command is run. What the folder holds
lies over the theme that parvis brings, file by file; it need hold no more than
what it changes:

  assets/town.css     comes last in every page's style: colours and letters
  partials/town.html  what every page has at the end of its <head>
  i18n/fr.yaml        words, key by key; they hold in every country, over those
                      of i18n/es-419.yaml (Latin America) and i18n/pt-BR.yaml
  layouts/wide.html   a layout for pages that name it: “layout: wide”
  layouts/, partials/, newsletter/, assets/
                      whatever else of the theme is to be otherwise

Colours have names, which stand in assets/palette.css, and nowhere else. Who takes that
file changes them everywhere: on pages, in drawings, mails and share cards. For pages
alone, town.css gives a name another colour, by day and at night; what stands outside
of “@media screen” holds on paper too:

  @media screen {
    :root { --link: #7a1f5c; --head: #4b1038 }
  }
  @media screen and (prefers-color-scheme: dark) {
    :root { --link: #f0a8d4; --head: #f6cfe6 }
  }

A picture or a font that a style sheet names lies beside it in assets/:
url(lamp.svg). Nothing is fetched from elsewhere.

Layouts and partials are templates of Go (https://pkg.go.dev/html/template). A
layout defines “main”; what stands in “.” differs from layout to layout, and is
checked before anything is made: a field that is not there is named with its
line, and with those that are.

  {{word "menu.trips"}}         a word of i18n/, in the page's language
  {{count "count.trips" .N}}    a counted one
  {{say .Text}}                 a text that may be in another language
  {{asset "base.css+town.css"}} the address of files of assets/, as one sheet

“parvis theme eject layouts/page.html” takes a file into the folder, to be changed.
What is taken does not change any more when parvis does, so take little: words and
town.css go on fitting. “parvis check” says when parvis has a newer one of what
was taken. “parvis serve” shows every change of the folder at once.`,
		Example: "  parvis theme\n  parvis theme show assets/palette.css\n  parvis theme eject layouts/page.html\n  parvis check",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return f.listTheme() },
	}
	complete := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return broughtFiles(), cobra.ShellCompDirectiveNoFileComp
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "eject [FILE…]",
		Short: "Take files of the theme into the city's own folder, to be changed there",
		Long: `Eject takes files of the theme that parvis brings into the city's own folder, to
be changed there; without a file it lists them. The folder is the one of --theme,
else the one that site.yaml names, else theme/ beside site.yaml. A FILE is named as
it is listed; a folder of the theme stands for all its files.

Nothing is ever written over a file that was changed. Where parvis has a newer
one of it, that is written beside it with the ending .new: take over what is new,
then delete it. A file that was not changed is renewed. From which version each
came stands in ejected.json in that folder: keep it with the rest.`,
		Example:           "  parvis theme eject\n  parvis theme eject layouts/page.html partials/ticket.html\n  parvis theme eject newsletter",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: complete,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return f.listTheme()
			}
			return f.eject(args)
		},
	}, &cobra.Command{
		Use:               "show FILE",
		Short:             "Write a file of the theme that parvis brings, as it is",
		Long:              "Show writes a file of the theme that parvis brings, to be read, or compared with\none that was changed.",
		Example:           "  parvis theme show assets/base.css\n  parvis theme show layouts/page.html | diff content/theme/layouts/page.html -",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: complete,
		RunE: func(_ *cobra.Command, args []string) error {
			names, err := themePaths(args)
			if err != nil {
				return err
			}
			for _, name := range names {
				text, err := fs.ReadFile(themes.Chartres(), name)
				if err == nil {
					_, err = stdout.Write(text)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	})
	return cmd
}

// themeFolder is the folder whose files lie over the theme that parvis brings, as
// the editor calls it; "" for none.
func (f *flags) themeFolder() (string, error) {
	switch f.theme {
	case brought:
		return "", nil
	case "":
		return f.namedTheme()
	}
	if !isFolder(f.theme) {
		return "", usage("there is no theme %q: write chartres, or the path of a folder", f.theme)
	}
	return filepath.ToSlash(filepath.Clean(f.theme)), nil
}

// namedTheme is the folder that site.yaml names.
func (f *flags) namedTheme() (string, error) {
	dir, at, err := f.themeOfSite()
	switch {
	case err != nil || dir == "" || isFolder(dir):
		return dir, err
	case at.Text() == content.ThemeFolder:
		return "", usage("%s: there is no folder %s; take the line out, or make the folder with “parvis theme eject assets/town.css”", place(at), dir)
	}
	return "", usage("%s: there is no folder %s; write chartres, or the path of a folder as it lies from site.yaml", place(at), dir)
}

// themeOfSite is the folder that site.yaml names, which need not be there, and where
// it does so; "" for none.
func (f *flags) themeOfSite() (string, source.Span, error) {
	name := filepath.Join(f.content, "site.yaml")
	text, err := source.ReadText(source.Dir(f.content), "site.yaml", frontmatter.MaxSize)
	if err != nil {
		return "", source.Span{}, nil // it is said where the content is read
	}
	city, _ := content.ParseSettings(source.NewFile(filepath.ToSlash(name), text))
	named := city.Theme
	if !named.OK() || named.V == brought {
		return "", named.At, nil
	}
	in := path.Clean(named.V)
	switch {
	case path.IsAbs(named.V) || filepath.IsAbs(named.V) || strings.Contains(named.V, "\\"):
		return "", named.At, usage(
			"%s: the theme %q is found on this machine alone; write where its folder lies from site.yaml, such as ../look",
			place(named.At),
			named.V,
		)
	case in != content.ThemeFolder && in != ".." && !strings.HasPrefix(in, "../"):
		return "", named.At, usage(
			"%s: the theme %q would be part of the content; call its folder theme, or put it beside the content folder and write ../%s",
			place(named.At),
			named.V,
			path.Base(in),
		)
	}
	return filepath.ToSlash(filepath.Join(f.content, filepath.FromSlash(in))), named.At, nil
}

// place is where something stands, as compilers write it.
func place(at source.Span) string {
	line, column := at.Position()
	return fmt.Sprintf("%s:%d:%d", at.File.Path, line, column)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// over is the theme of a folder: its files lie over those that parvis brings.
func over(dir string) fs.FS {
	if dir == "" {
		return themes.Chartres()
	}
	return themes.Over(source.Dir(dir), themes.Chartres())
}

// outside is the folder of a theme, "" where the content folder holds it: what is
// changed there is seen with the content.
func (f *flags) outside(theme string) string {
	if theme != "" && output.Within(theme, f.content) {
		return ""
	}
	return theme
}

// states are how a file of a theme stands, in words.
var states = map[generator.ThemeState]catalog.Message{
	generator.ThemeBrought:      catalog.Say("as parvis brings it"),
	generator.ThemeSame:         catalog.Say("taken, and not changed"),
	generator.ThemeChanged:      catalog.Say("changed"),
	generator.ThemeOlder:        catalog.Say("older than that of parvis, and not changed"),
	generator.ThemeOlderChanged: catalog.Say("changed, and older than that of parvis"),
	generator.ThemeWaiting:      catalog.Say("changed; a newer one waits beside it"),
	generator.ThemeUnknown:      catalog.Say("differs; from which version it came is not known"),
	generator.ThemeOwn:          catalog.Say("the city's own"),
}

// listTheme lists the files of the theme.
func (f *flags) listTheme() error {
	dir, err := f.themeFolder()
	if err != nil {
		return err
	}
	files, err := generator.ThemeFiles(dir)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, t := range files {
		says := states[t.State]
		if t.Version != "" && t.State != generator.ThemeSame {
			says = catalog.Say("%s (from parvis %s)", says, t.Version)
		}
		fmt.Fprintf(&b, "%-30s %s\n", t.Path, says.In(f.words()))
	}
	if _, err := fmt.Fprint(stdout, b.String()); err != nil {
		return err
	}
	if dir == "" {
		f.tell("the city has no folder of its own yet; “parvis theme eject FILE” makes it, “parvis help theme” tells what can stand there")
	}
	return nil
}

// broughtFiles are the paths of the files of the theme that parvis brings.
func broughtFiles() []string {
	var out []string
	files, _ := generator.ThemeFiles("") // nothing is read from a disk
	for _, t := range files {
		out = append(out, t.Path)
	}
	return out
}

// themePaths are the files of the theme that parvis brings which are named: by
// their paths, by their folder, or by a name that only one has.
func themePaths(args []string) ([]string, error) {
	all := broughtFiles()
	var out []string
	for _, arg := range args {
		wanted := path.Clean(filepath.ToSlash(arg))
		var found []string
		for _, p := range all {
			if p == wanted || strings.HasPrefix(p, wanted+"/") {
				found = append(found, p)
			}
		}
		if len(found) == 0 {
			for _, p := range all {
				if path.Base(p) == wanted {
					found = append(found, p)
				}
			}
			if len(found) > 1 {
				return nil, usage("several files of the theme are called %q: write one of %s", arg, strings.Join(found, ", "))
			}
		}
		if len(found) == 0 {
			candidates := slices.Clone(all)
			for _, p := range all {
				candidates = append(candidates, path.Base(p))
			}
			if near := frontmatter.Nearest(wanted, candidates); near != "" {
				return nil, usage("the theme has no file %q; did you mean %q?", arg, near)
			}
			return nil, usage("the theme has no file %q; “parvis theme” lists all", arg)
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// eject takes files of the theme into the city's folder.
func (f *flags) eject(args []string) error {
	paths, err := themePaths(args)
	if err != nil {
		return err
	}
	dir, said := filepath.ToSlash(f.theme), true
	if f.theme == brought {
		return usage("--theme chartres is the theme that parvis brings: name the folder that the files are to be taken to")
	}
	if dir == "" {
		if !exists(filepath.Join(f.content, "site.yaml")) {
			return usage(
				"there is no %s here; go to the folder above it, or name the folder of the theme with --theme",
				path.Join(filepath.ToSlash(f.content), "site.yaml"),
			)
		}
		if dir, _, err = f.themeOfSite(); err != nil {
			return err
		}
		if said = dir != ""; !said {
			dir = path.Join(filepath.ToSlash(f.content), content.ThemeFolder)
		}
	}
	done, err := generator.Eject(filepath.FromSlash(dir), version, paths)
	for _, t := range done {
		name := path.Join(dir, t.Path)
		switch t.State {
		case generator.ThemeBrought:
			f.tell("%s: taken, to be changed", name)
		case generator.ThemeSame:
			f.tell("%s: is there already, as parvis brings it", name)
		case generator.ThemeChanged, generator.ThemeOwn:
			f.tell("%s: was changed and is left alone; parvis has none that is newer", name)
		case generator.ThemeWaiting:
			f.tell("%s: was changed and is left alone; the newer one waits in %s.new: take over what is new, then delete that", name, name)
		case generator.ThemeOlder:
			f.tell("%s: renewed", name)
		default:
			f.tell("%s: was changed and is left alone; the one of this parvis is %s.new: take over what is new, then delete that", name, name)
		}
	}
	if err == nil && !said {
		f.tell("write “theme: %s” into %s, so that the folder is used", content.ThemeFolder, path.Join(filepath.ToSlash(f.content), "site.yaml"))
	}
	return err
}

// tellTheme says what of a theme's folder needs a look since parvis has changed.
func (f *flags) tellTheme(job generator.Job) {
	if unused := path.Join(filepath.ToSlash(f.content), content.ThemeFolder); job.ThemeDir == "" && f.theme == "" && isFolder(unused) {
		f.tell(
			"note: the folder %s is not used; write “theme: %s” into %s, so that it is",
			unused,
			content.ThemeFolder,
			path.Join(filepath.ToSlash(f.content), "site.yaml"),
		)
	}
	files, err := generator.ThemeFiles(job.ThemeDir)
	if err != nil {
		f.tell("note: %v", err)
	}
	for _, t := range files {
		name, from := path.Join(job.ThemeDir, t.Path), catalog.Text("")
		if t.Version != "" {
			from = catalog.Say(" (it came from parvis %s)", t.Version)
		}
		switch t.State {
		case generator.ThemeOlder:
			f.tell("note: %s is older than that of this parvis%s; it was not changed, and “parvis theme eject %s” renews it", name, from, t.Path)
		case generator.ThemeOlderChanged:
			f.tell("note: %s was changed, and this parvis has a newer one%s; “parvis theme eject %s” puts that beside it, to be compared", name, from, t.Path)
		case generator.ThemeWaiting:
			f.tell("note: %s.new waits to be compared with %s; take over what is new in it, then delete it", name, name)
		}
	}
}
