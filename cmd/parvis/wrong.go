package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parvis/generator/frontmatter"
)

// This file words what is wrong with a command line.

// checkArgs lets a command, and all below it, say in words which of its arguments is one
// too many, or that one is missing.
func checkArgs(c *cobra.Command) {
	takes := c.Args
	c.Args = func(c *cobra.Command, args []string) error {
		if takes == nil || takes(c, args) == nil {
			return nil
		}
		if c.HasAvailableSubCommands() {
			return noCommand(c, args[0])
		}
		name := strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
		line := strings.TrimSuffix(c.UseLine(), " [flags]")
		most := len(args)
		for most > 0 && takes(c, args[:most]) != nil {
			most--
		}
		switch {
		case takes(c, args[:most]) != nil, most == 0 && takes(c, append(args[:len(args):len(args)], "more")) == nil:
			return usage("something is missing: the command is written “%s”; “parvis help %s” shows examples", line, name)
		case most == 0:
			return usage("“%s” takes nothing behind it, and %q stands there; “parvis help %s” shows how it is used", line, args[0], name)
		}
		return usage("%q is one too many: the command is written “%s”; what has several words stands in quotes (\"…\")", args[most], line)
	}
	for _, below := range c.Commands() {
		checkArgs(below)
	}
}

// wrongFlag words what is wrong with a flag.
func wrongFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return noFlag(c, unknown)
	case errors.As(err, &bare):
		return usage("%s needs a value behind it; “%s --help” shows which", "--"+bare.GetSpecifiedName(), c.CommandPath())
	case errors.As(err, &value) && value.GetFlag().Value.Type() == "bool":
		name := "--" + value.GetFlag().Name
		return usage("%s takes no value such as %q: write %s alone, or leave it out", name, value.GetValue(), name)
	case errors.As(err, &value):
		name := "--" + value.GetFlag().Name
		return usage("%s takes a whole number, and %q is none: write it as %s %s", name, value.GetValue(), name, value.GetFlag().DefValue)
	}
	var form *pflag.InvalidSyntaxError
	if errors.As(err, &form) {
		return usage("%q is no flag: write two hyphens and its name; “%s --help” lists all", form.GetSpecifiedFlag(), c.CommandPath())
	}
	return usage("%s", err)
}

// noFlag is wrong use: there is no such flag.
func noFlag(c *cobra.Command, unknown *pflag.NotExistError) error {
	name := "--" + unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		name = "-" + unknown.GetSpecifiedShortnames()
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := frontmatter.Nearest(strings.TrimLeft(name, "-"), names); near != "" {
		return usage("there is no flag %s; did you mean --%s?", name, near)
	}
	return usage("there is no flag %s; “%s --help” lists all", name, c.CommandPath())
}
