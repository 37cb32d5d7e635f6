package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
)

// This file says what the commands and flags are, in the language of whoever asks. They
// are built with English words, which are the names of messages; speak puts those of the
// language in their place.

// speak says a command, and all below it, in a language. An example that holds words, and
// not only what is typed, is a message too.
func speak(c *cobra.Command, l *catalog.Language) {
	c.InitDefaultHelpFlag()
	for _, text := range []*string{&c.Use, &c.Short, &c.Long, &c.Example} {
		*text = said(*text, l)
	}
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		f.Usage = said(f.Usage, l)
		if f.Name == "help" {
			f.Usage = catalog.Say("show this help").In(l)
		}
	})
	for _, below := range c.Commands() {
		speak(below, l)
	}
}

// said is a text of the command line in a language.
func said(text string, l *catalog.Language) string {
	return catalog.Message{Format: text}.In(l)
}

// helpOf is the help of a command, whose words are those of the language already.
func helpOf(c *cobra.Command, l *catalog.Language) string {
	text := c.Long
	if text == "" {
		text = c.Short
	}
	return strings.TrimSpace(text) + "\n\n" + usageOf(c, l)
}

// usageOf is how a command is written, with examples and with what it takes.
func usageOf(c *cobra.Command, l *catalog.Language) string {
	var b strings.Builder
	part := func(title catalog.Message, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s\n%s\n\n", title.In(l), strings.TrimRight(text, "\n"))
		}
	}
	lines := ""
	if c.Runnable() {
		lines = "  " + useLine(c, l)
	}
	if c.HasAvailableSubCommands() {
		lines += "\n  " + c.CommandPath() + " " + catalog.Say("[command]").In(l)
	}
	part(catalog.Say("Usage:"), strings.TrimPrefix(lines, "\n"))
	part(catalog.Say("Examples:"), c.Example)
	part(catalog.Say("Available Commands:"), commandsOf(c))
	part(catalog.Say("Flags:"), flagsOf(c.LocalFlags(), l))
	part(catalog.Say("Global Flags:"), flagsOf(c.InheritedFlags(), l))
	if c.HasAvailableSubCommands() {
		b.WriteString(catalog.Say("“%s [command] --help” tells more of a command.", c.CommandPath()).In(l) + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// useLine is the line in which a command is written.
func useLine(c *cobra.Command, l *catalog.Language) string {
	return strings.Replace(c.UseLine(), "[flags]", catalog.Say("[flags]").In(l), 1)
}

// commandsOf lists the commands below one.
func commandsOf(c *cobra.Command) string {
	var b strings.Builder
	for _, below := range c.Commands() {
		if below.IsAvailableCommand() || below.Name() == "help" {
			fmt.Fprintf(&b, "  %-*s %s\n", c.NamePadding(), below.Name(), below.Short)
		}
	}
	return b.String()
}

// flagsOf lists flags, each with the value that it has by itself.
func flagsOf(flags *pflag.FlagSet, l *catalog.Language) string {
	type line struct{ flag, says string }
	var lines []line
	width := 0
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		says := f.Usage
		switch f.Value.Type() {
		case "bool":
		case "int":
			name += " " + catalog.Say("number").In(l)
			says += " " + catalog.Say("(default %s)", f.DefValue).In(l)
		default:
			name += " " + catalog.Say("text").In(l)
			if f.DefValue != "" {
				says += " " + catalog.Say("(default %q)", f.DefValue).In(l)
			}
		}
		width = max(width, utf8.RuneCountInString(name))
		lines = append(lines, line{name, says})
	})
	var b strings.Builder
	for _, one := range lines {
		fmt.Fprintf(&b, "%-*s   %s\n", width, one.flag, one.says)
	}
	return b.String()
}

// helpCommand shows the help of a command that is named.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Tell how a command is used",
		Long:    "Help tells how a command is used; without one it tells what commands there are.",
		Example: "  parvis help build\n  parvis help theme eject",
		Args:    cobra.ArbitraryArgs,
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			found, _, err := c.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []string
			for _, below := range found.Commands() {
				if below.IsAvailableCommand() {
					out = append(out, cobra.CompletionWithDesc(below.Name(), below.Short))
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			at := c.Root()
			for _, name := range args {
				next := below(at, name)
				if next == nil {
					return noCommand(at, name)
				}
				at = next
			}
			return at.Help()
		},
	}
}

// below is the command of that name below another; nil for none.
func below(c *cobra.Command, name string) *cobra.Command {
	for _, one := range c.Commands() {
		if one.Name() == name {
			return one
		}
	}
	return nil
}

// noCommand is wrong use: there is no command of that name below another.
func noCommand(c *cobra.Command, name string) error {
	var names []string
	for _, one := range c.Commands() {
		if one.IsAvailableCommand() {
			names = append(names, one.Name())
		}
	}
	before := strings.TrimPrefix(c.CommandPath()+" ", c.Root().Name()+" ")
	if near := frontmatter.Nearest(name, names); near != "" {
		return usage("there is no command %q; did you mean %q?", before+name, before+near)
	}
	return usage("there is no command %q; “%s --help” lists all", before+name, c.CommandPath())
}

// completionCommand writes what a shell needs to complete the command line.
func completionCommand() *cobra.Command {
	shells := map[string]func(*cobra.Command) error{
		"bash":       func(c *cobra.Command) error { return c.GenBashCompletionV2(stdout, true) },
		"zsh":        func(c *cobra.Command) error { return c.GenZshCompletion(stdout) },
		"fish":       func(c *cobra.Command) error { return c.GenFishCompletion(stdout, true) },
		"powershell": func(c *cobra.Command) error { return c.GenPowerShellCompletionWithDesc(stdout) },
	}
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Write what a shell needs to complete commands with the Tab key",
		Long: `Completion writes a script by which a shell completes parvis's commands, flags and
names when the Tab key is pressed. SHELL is bash, zsh, fish or powershell.

Each of these lines keeps the script for every new session; for bash the package
bash-completion has to be there:

  parvis completion bash > ~/.local/share/bash-completion/completions/parvis
  parvis completion zsh > "${fpath[1]}/_parvis"
  parvis completion fish > ~/.config/fish/completions/parvis.fish
  parvis completion powershell >> $PROFILE`,
		Args:      cobra.ExactArgs(1),
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			write := shells[args[0]]
			if write == nil {
				return usage("parvis knows no shell %q: write one of %s", args[0], strings.Join(names, ", "))
			}
			return write(c.Root())
		},
	}
}
