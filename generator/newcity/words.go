package newcity

import (
	"strings"

	"parvis/generator/catalog"
)

// words are what those files say that are the same in every language but for it. Those of
// the workflow's steps stand in the texts of a shell: without quotation marks of ASCII,
// dollars and backslashes.
var words = map[string]catalog.Message{
	"workflow": catalog.Say("Checks every change, with notes on its lines, and publishes the site on GitHub Pages when a change reaches the main branch, " +
		"and once a day. Which parvis does it stands in .ci/parvis.env. In the settings of the repository, under Pages, the source has to be GitHub Actions."),
	"gitlab": catalog.Say("Checks every merge request, with notes on its lines, and publishes the site on GitLab Pages " +
		"when a change reaches the main branch. Which parvis does it stands in .ci/parvis.env. " +
		"So that what is late appears by itself, add a daily run (Build, Pipeline schedules, New schedule)."),
	"daily":   catalog.Say("so that what is late appears by itself; GitHub ends this after 60 days without a change, and writes to you first"),
	"program": catalog.Say("Get parvis, and what is published now"),
	"notes":   catalog.Say("the problems in the form that GitLab shows beside the lines of a change"),
	"hook":    catalog.Say("what the site would refuse"),
	"release": catalog.Say("Which parvis checks and publishes this site: the address of the file parvis-linux-amd64 of a release, and its checksum, " +
		"which stands beside that name in the release's SHA256SUMS. For a newer one, change both here and nowhere else. " +
		"Without an address, the Linux program that lies beside the content folder as “parvis” is taken."),
	"fetch-script": catalog.Say("What the runs on GitHub and GitLab have in common: gets the program that parvis.env names, and refuses another; " +
		"then the promises that are on the site now."),
	"no-release": catalog.Say("%s could not be fetched (%s): correct PARVIS_URL in .ci/parvis.env, or run this again when the address answers",
		"${PARVIS_URL}", "${got}"),
	"other-sum": catalog.Say("What lies at %s has the checksum %s, not the one in .ci/parvis.env: "+
		"copy the checksum of parvis-linux-amd64 from SHA256SUMS of the release", "${PARVIS_URL}", "${sum}"),
	"no-address": catalog.Say("No parvis is named: write the address of a release's parvis-linux-amd64 and its checksum into .ci/parvis.env, " +
		"or put that file beside the content folder as “parvis”"),
	"ignored": catalog.Say("What git leaves out: what is made anew each time, and what systems and office programs leave behind."),
	"pre-commit": catalog.Say("For those who use pre-commit (https://pre-commit.com): “pre-commit install”, once, " +
		"has each commit checked by the parvis of this computer."),
	"history":   catalog.Say("all of the history: a published figure may not silently change"),
	"cache":     catalog.Say("the site as last made: what has not changed is not made again"),
	"fetch":     catalog.Say("Fetch the promises that are on the site now; none may silently go"),
	"reached":   catalog.Say("What cannot be reached is 000; GitHub's pages say 404 before the first time."),
	"comparing": catalog.Say("Comparing with %s", "${file}"),
	"no-such":   catalog.Say("if that is no such file, parvis says so and stops"),
	"first":     catalog.Say("There is no %s yet; comparing with what this repository remembers", "${file}"),
	"refused":   catalog.Say("%s could not be fetched (%s); run this again when the site answers", "${file}", "${said}"),
	"build":     catalog.Say("Check everything and make the site"),
	"headers": catalog.Say("What hosts that read this file (Netlify, Cloudflare Pages and others) send with each file: the policy of the site's pages " +
		"for everything, so that nothing that is published runs anything; “object-src” lets browsers show PDFs. " +
		"Documents of office programs are saved, not opened."),
	"htaccess": catalog.Say("The same as in _headers, for Apache. Where .htaccess is not read, the same lines belong into the configuration of the server."),
}

// Word says one of the words.
func (v values) Word(name string) string { return words[name].In(v.words) }

// Comment says one of the words as comments of 80 columns at most.
func (v values) Comment(name string) string {
	var b strings.Builder
	column := 0
	for _, word := range strings.Split(v.Word(name), " ") {
		wide := len([]rune(word)) + 1
		switch {
		case column == 0:
			b.WriteString("# ")
			column = 1
		case column+wide > 80:
			b.WriteString("\n# ")
			column = 1
		default:
			b.WriteString(" ")
		}
		b.WriteString(word)
		column += wide
	}
	return b.String()
}
