package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/site"
)

func agendaCommand(f *flags) *cobra.Command {
	staff := false
	cmd := &cobra.Command{
		Use:   "agenda",
		Short: "Show what is planned and, for the staff, who is to be told what",
		Long: `Agenda shows what is planned, as the site's own page does: trips, events, reviews, promises
and results, the soonest first.

With --staff it has the events for the staff too, and who is to be told what of which entry
(“communication”): when, by which way, and what was not told on its day. Nothing of that is
published; it stands in the staff edition of the letter too.

--lang chooses the language, if the site has it.`,
		Example: "  parvis agenda\n  parvis agenda --staff",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			job, err := f.job()
			if err != nil {
				return err
			}
			agenda, err := generator.Agenda(job, f.lang, staff)
			if err != nil {
				return err
			}
			showAgenda(agenda, staff)
			return nil
		},
	}
	cmd.Flags().BoolVar(&staff, "staff", false, "with what is for the staff alone")
	return cmd
}

// showAgenda writes what is planned and, for the staff, who is to be told what.
func showAgenda(a site.StaffAgenda, staff bool) {
	fmt.Fprintln(stdout, a.Title)
	for _, x := range a.Planned {
		fmt.Fprintf(stdout, "  %s · %s · %s (%s)\n", x.When, x.Kind, x.Title.Text, x.ID)
	}
	if !staff {
		return
	}
	fmt.Fprintf(stdout, "\n%s\n", a.Telling)
	for _, t := range a.Tellings {
		how := ""
		if t.How != "" {
			how = " (" + t.How + ")"
		}
		fmt.Fprintf(stdout, "  %s · %s · %s%s\n    %s\n    %s\n", t.When, t.State.Text, t.Whom, how, t.What.Text, t.Entry.Text.Text)
	}
}
