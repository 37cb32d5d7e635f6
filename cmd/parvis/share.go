package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/rivo/uniseg"
	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/channels"
)

func shareCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "share ID",
		Short: "Show short texts for each channel, counted as the channel counts",
		Long: `Share makes a short text for X, Bluesky, Mastodon, Instagram, WhatsApp and SMS of what an
entry says: its pitch and its benefit and, where there is room, its title and what it cost,
always with the address of its page. A campaign is told by its message, a letter by its title
and its purpose.

Each text is counted as its channel counts: on X a web address has 23, an emoji two; on
Bluesky and Mastodon what a reader takes for one sign counts as one; an SMS has 160 signs,
and 70 with any that its alphabet has not. What had no room is said; no text ends inside a
word. Drafts, and events for the staff, are not told.

--lang chooses the language, if the site has it; --format json writes the texts for other
programs.`,
		Example: "  parvis share trips/2026-12-brussels\n  parvis share newsletters/2026-10 --lang fr",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			posts, err := f.posts(f.idOf(args[0]))
			if err != nil {
				return err
			}
			if f.format == "json" {
				return writePosts(posts)
			}
			for i, p := range posts {
				f.showPost(i, p)
			}
			return nil
		},
	}
}

// idOf is the id that is meant by an argument, which may be written as a file of the content.
func (f *flags) idOf(arg string) string {
	id := strings.TrimSuffix(strings.Trim(filepath.ToSlash(arg), "/"), ".md")
	return strings.TrimSuffix(strings.TrimPrefix(id, filepath.ToSlash(filepath.Clean(f.content))+"/"), "/index")
}

// posts are the texts on an id, in the language that is asked for or, where the site has not got
// it, in its own.
func (f *flags) posts(id string) ([]channels.Post, error) {
	job, err := f.job()
	if err != nil {
		return nil, err
	}
	posts, err := generator.Posts(job, id, f.lang)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("nothing is told of %s: there is no such page, or it is a draft or for the staff alone; "+
			"an id is the folder and the name of the file without .md", id)
	}
	return posts, err
}

// showPost writes a text under its channel and its count, and below it what had no room.
func (f *flags) showPost(i int, p channels.Post) {
	if i > 0 {
		fmt.Fprintln(stdout)
	}
	head := catalog.Say("%s: %d of %d", p.Name, p.Count, p.Room).In(f.words())
	fmt.Fprintf(stdout, "%s\n%s\n", head, strings.Repeat("=", uniseg.StringWidth(head)))
	if p.Text != "" {
		fmt.Fprintln(stdout, p.Text)
	}
	for _, note := range postNotes(p) {
		fmt.Fprintf(stdout, "(%s)\n", note.In(f.words()))
	}
}

// postNotes are what whoever sends a text should know of it.
func postNotes(p channels.Post) []catalog.Message {
	if p.Text == "" {
		return []catalog.Message{catalog.Say("not even the address has room")}
	}
	var out []catalog.Message
	for _, name := range p.Left {
		out = append(out, leftOut[name])
	}
	if p.Cut != "" {
		out = append(out, catalog.Say("the end had no room"))
	}
	if p.Foreign != "" {
		out = append(out, catalog.Say("%s is not in the alphabet of SMS, so that there is room for %d instead of %d", p.Foreign, p.Room, p.Most))
	}
	if p.Plain {
		out = append(out, catalog.Say("written without the accents that SMS has not: with them there would be room for %d", p.Otherwise))
	}
	return out
}

// leftOut says which part of a text had no room.
var leftOut = map[string]catalog.Message{
	channels.Title:   catalog.Say("the title had no room"),
	channels.Pitch:   catalog.Say("the pitch had no room"),
	channels.Benefit: catalog.Say("the benefit had no room"),
	channels.Cost:    catalog.Say("the cost had no room"),
}

// writePosts writes the texts for other programs.
func writePosts(posts []channels.Post) error {
	type post struct {
		Channel string   `json:"channel"`
		Text    string   `json:"text"`
		Count   int      `json:"count"`
		Most    int      `json:"most"`
		Left    []string `json:"left_out"`
		Cut     bool     `json:"cut"`
	}
	out := []post{}
	for _, p := range posts {
		out = append(out, post{p.Name, p.Text, p.Count, p.Room, append([]string{}, p.Left...), p.Cut != ""})
	}
	to := json.NewEncoder(stdout)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	return to.Encode(out)
}
