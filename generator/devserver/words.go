package devserver

import (
	"fmt"
	"html/template"

	"parvis/generator/catalog"
)

// said are the words that the server's own templates ask for, by the names that they
// give them.
var said = map[string]catalog.Message{
	"broken page":  catalog.Say("This page cannot be shown."),
	"last good":    catalog.Say("You see the last good version. This closes by itself when it is mended."),
	"none yet":     catalog.Say("The site appears here by itself when it is mended."),
	"why":          catalog.Say("Why"),
	"fix":          catalog.Say("Fix"),
	"open":         catalog.Say("Open in the editor"),
	"for editors":  catalog.Say("For the editor"),
	"many entries": catalog.Say("Put together from many entries"),
	"late":         catalog.Say("changes show a second later"),
	"nothing":      catalog.Say("Nothing to say about this file."),
	"no one file":  catalog.Say("No single file holds this page: it lists and adds up what the entries say."),
	"problems":     catalog.Say("Problems"),
	"hide":         catalog.Say("Hide"),
}

// piecesIn are the templates in a language.
func piecesIn(l *catalog.Language) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"lang": l.Code,
		"say": func(name string) (string, error) {
			m, ok := said[name]
			if !ok {
				return "", fmt.Errorf("nothing is said by the name %q", name)
			}
			return m.In(l), nil
		},
		"sayMore": func(n int) string {
			return catalog.Count(n, "And %d more: “parvis check” lists all.", "And %d more: “parvis check” lists all.").In(l)
		},
		"sayOpen": func(file string) string { return catalog.Say("Open %s in the editor", file).In(l) },
	}).ParseFS(client, "client/*.html"))
}
