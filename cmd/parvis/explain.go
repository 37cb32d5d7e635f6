package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/importer"
	"parvis/generator/source"
)

func explainCommand(f *flags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain [RULE|KIND|KIND.FIELD]",
		Short: "Tell what a rule or a field means, with examples",
		Long: `Explain lists all rules, or tells what one rule means, why it exists, how to
mend a breach, and shows a bad and a good example. The same rules stand on the
public page /rules/.

Of a kind of file (site, trip, agreement, outcome, event, campaign, newsletter,
person, partner or page) it lists all fields, and of one field it tells what it means, with an example.`,
		Example: "  parvis explain\n  parvis explain local-benefit-missing\n  parvis explain trip\n  parvis explain trip.cost --lang fr",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(fields.Ones(fields.Kinds), ruleNames()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listRules(f.words())
			}
			if text, ok, err := f.explainField(args[0]); ok {
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
			_, err := fmt.Fprint(stdout, explain(rules()[i], f.words()))
			return err
		},
	}
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

func listRules(l *catalog.Language) error {
	var b strings.Builder
	width := 0
	for _, r := range rules() {
		width = max(width, utf8.RuneCountInString(severity(r).In(l)))
	}
	for _, r := range rules() {
		says, _, _ := r.In(l)
		fmt.Fprintf(&b, "%-32s %-*s %s\n", r.Name, width+1, severity(r).In(l), says)
	}
	_, err := fmt.Fprint(stdout, b.String())
	return err
}

// severity names how grave a breach of a rule is.
func severity(r *source.Rule) catalog.Message {
	if r.Severity == source.Error {
		return catalog.Say("error")
	}
	return catalog.Say("warning")
}

// explain is all that there is to say of a rule.
func explain(r *source.Rule, l *catalog.Language) string {
	var b strings.Builder
	kind := severity(r)
	if r.Locked {
		kind = catalog.Say("%s, cannot be made milder", kind)
	}
	says, why, fix := r.In(l)
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.Name, kind.In(l), says)
	if why != "" {
		fmt.Fprintf(&b, "\n%s %s\n", catalog.Say("why:").In(l), why)
	}
	fmt.Fprintf(&b, "%s %s\n", catalog.Say("fix:").In(l), fix)
	example := func(title catalog.Message, e source.Example) {
		if text := strings.TrimSpace(content.ShownExample(e, l)); text != "" {
			fmt.Fprintf(&b, "\n%s\n\n    %s\n", title.In(l), strings.ReplaceAll(text, "\n", "\n    "))
		}
	}
	example(catalog.Say("bad, in %s:", r.Bad.File), r.Bad)
	example(catalog.Say("good, in %s:", r.Good.File), r.Good)
	return b.String()
}
