package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parvis/generator/catalog"
	"parvis/generator/output"
	"parvis/generator/publish"
)

func verifyCommand(f *flags) *cobra.Command {
	return &cobra.Command{
		Use:   "verify URL|DIR",
		Short: "Compare a published site with its manifest: what is missing or changed",
		Long: `Verify reads the manifest of a published site, data/manifest.json, and compares each
file with it: which are missing, which hold something else and, in a folder, which do
not belong to the site. URL is the address of the site's front page; only that server
is asked, for a few files at a time.

The manifest names the SHA-256 of each file and the day for which the site was made.
Its own SHA-256, which is said at the end, stands for the whole site: who keeps it can
tell later whether anything was changed.

The log, data/log.jsonl, has a line for each build that was published: its day, the
SHA-256 of its manifest, and that of the line before. Verify sees whether each line goes
on from the one before and whether the last is that of the manifest. Who keeps a copy of
an earlier site finds its line there, with the day on which it was published.

The exit code is 0 where all is as it was published, else 1.`,
		Example: "  parvis verify https://abroad.example.org/\n  parvis verify public",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			v, err := f.verify(c, args[0])
			if errors.Is(err, publish.ErrNoManifest) {
				return usage(
					"there is no %s at %s: name the address of the front page, or the folder, of a site that parvis made", output.ManifestName, args[0])
			}
			if err != nil {
				return catalog.Say("%s could not be compared: %s", args[0], err)
			}
			f.list(v.Missing, func(name string) catalog.Message { return catalog.Say("missing: %s", name) })
			f.list(v.Changed, func(name string) catalog.Message { return catalog.Say("changed: %s", name) })
			f.list(v.Stray, func(name string) catalog.Message { return catalog.Say("not of the site: %s", name) })
			f.list(v.Unread, func(name string) catalog.Message { return catalog.Say("could not be read: %s", name) })
			if v.Trouble != nil {
				f.tell("note: %v", v.Trouble)
			}
			if !f.quiet {
				fmt.Fprintln(stdout, verdict(v).In(f.words()))
				if !slices.Contains(slices.Concat(v.Missing, v.Unread), output.LogName) {
					fmt.Fprintln(stdout, logVerdict(v).In(f.words()))
				}
				fmt.Fprintln(stdout, catalog.Say("SHA-256 of the manifest: %x", v.Sum[:]).In(f.words()))
			}
			if !v.Whole() {
				return errContent
			}
			return nil
		},
	}
}

// verify compares what is named on the command line.
func (f *flags) verify(c *cobra.Command, named string) (publish.Verdict, error) {
	if !strings.Contains(named, "://") {
		root, err := os.OpenRoot(named)
		if err != nil {
			return publish.Verdict{}, usage("there is no folder %s: name the folder of a site, or its address, which begins with https://", named)
		}
		defer root.Close()
		return publish.VerifyFolder(c.Context(), root)
	}
	base, err := url.Parse(named)
	if err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Host == "" {
		return publish.Verdict{}, usage("%q is no address of a site: write it as https://abroad.example.org/", named)
	}
	return publish.VerifySite(c.Context(), &url.URL{Scheme: base.Scheme, User: base.User, Host: base.Host, Path: strings.TrimSuffix(base.Path, "index.html")})
}

// mostListed is how many files of a kind are named where not all are asked for.
const mostListed = 20

// list names files, the first of many unless all are asked for.
func (f *flags) list(names []string, say func(string) catalog.Message) {
	shown := names
	if !f.verbose && len(names) > mostListed {
		shown = names[:mostListed]
	}
	for _, name := range shown {
		fmt.Fprintln(stdout, say(name).In(f.words()))
	}
	if n := len(names) - len(shown); n > 0 {
		f.tellMessage(catalog.Count(n, "and %d more; --verbose names all", "and %d more; --verbose names all"))
	}
}

// logVerdict is how the log of a site stands.
func logVerdict(v publish.Verdict) catalog.Message {
	switch n := len(v.Log.Builds); {
	case v.Broken > 0:
		return catalog.Say("%s was changed: its line %d does not go on from what stands above", output.LogName, v.Broken)
	case !v.Logged():
		return catalog.Say("the last line of %s is that of another manifest", output.LogName)
	default:
		return catalog.Count(n, "the log is whole: %d build, since %s", "the log is whole: %d builds, since %s", catalog.Day(v.Log.Builds[0].Day))
	}
}

// verdict is what came of a comparison.
func verdict(v publish.Verdict) catalog.Message {
	n := len(v.Manifest.Files)
	if v.Whole() {
		return catalog.Count(n, "%d file, all as published for %s", "%d files, all as published for %s", catalog.Day(v.Manifest.Day))
	}
	return catalog.Count(n, "%d file was published for %s; missing: %d, changed: %d, not of the site: %d, not read: %d",
		"%d files were published for %s; missing: %d, changed: %d, not of the site: %d, not read: %d",
		catalog.Day(v.Manifest.Day), len(v.Missing), len(v.Changed), len(v.Stray), len(v.Unread))
}
