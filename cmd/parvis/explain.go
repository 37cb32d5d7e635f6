package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/importer"
	"parvis/generator/source"
)

func explainCommand(f *flags) *cobra.Command {
	lang := ""
	cmd := &cobra.Command{
		Use:   "explain [RULE|KIND|KIND.FIELD]",
		Short: "Tell what a rule or a field means, with examples",
		Long: `Explain lists all rules, or tells what one rule means, why it exists, how to
mend a breach, and shows a bad and a good example. The same rules stand on the
public page /rules/.

Of a kind of file (` + oneOf(fields.Ones(fields.Kinds)) + `) it
lists all fields, and of one field it tells what it means, with an example.`,
		Example: "  parvis explain\n  parvis explain local-benefit-missing\n  parvis explain trip\n  parvis explain trip.cost --lang fr",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(fields.Ones(fields.Kinds), ruleNames()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listRules()
			}
			if text, ok, err := f.explainField(args[0], lang); ok {
				if err == nil {
					_, err = fmt.Fprint(stdout, text)
				}
				return err
			}
			i := slices.IndexFunc(rules(), func(r *source.Rule) bool { return r.Name == args[0] })
			if i < 0 {
				if near := frontmatter.Nearest(args[0], ruleNames()); near != "" {
					return usage("there is no rule %q; did you mean %q?", args[0], near)
				}
				return usage("there is no rule %q; “parvis explain” lists all", args[0])
			}
			_, err := fmt.Fprint(stdout, explain(rules()[i]))
			return err
		},
	}
	languageFlag(cmd, &lang)
	return cmd
}

// rules are all rules: those of the content, then those of tables.
func rules() []*source.Rule { return slices.Concat(content.Rules(), importer.Rules) }

func ruleNames() []string {
	var out []string
	for _, r := range rules() {
		out = append(out, r.Name)
	}
	return out
}

func listRules() error {
	var b strings.Builder
	for _, r := range rules() {
		fmt.Fprintf(&b, "%-32s %-8s %s\n", r.Name, r.Severity, r.Says)
	}
	_, err := fmt.Fprint(stdout, b.String())
	return err
}

// explain is all that there is to say of a rule.
func explain(r *source.Rule) string {
	var b strings.Builder
	kind := r.Severity.String()
	if r.Locked {
		kind += ", cannot be made milder"
	}
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.Name, kind, r.Says)
	if r.Why != "" {
		fmt.Fprintf(&b, "\nwhy: %s\n", r.Why)
	}
	fmt.Fprintf(&b, "fix: %s\n", r.Fix)
	example := func(title string, e source.Example) {
		if text := strings.TrimSpace(e.Shown()); text != "" {
			fmt.Fprintf(&b, "\n%s, in %s:\n\n    %s\n", title, e.File, strings.ReplaceAll(text, "\n", "\n    "))
		}
	}
	example("bad", r.Bad)
	example("good", r.Good)
	return b.String()
}
