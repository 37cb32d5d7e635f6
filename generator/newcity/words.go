package newcity

import (
	"strings"

	"parvis/generator/catalog"
)

// words are what those files say that are the same in every language but for it. Those of
// the workflow's steps stand in the texts of a shell: without quotation marks of ASCII,
// dollars and backslashes.
var words = map[string]catalog.Message{
	"workflow": catalog.Say("Checks every change, and publishes the site on GitHub Pages when a change reaches the main branch. " +
		"It needs the Linux program “parvis” beside this repository's content folder."),
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
