package generator_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

// vague are the words of a link that say nothing where they are read alone, as a screen
// reader lists them: the criterion 2.4.9 of WCAG.
var vague = regexp.MustCompile(`(?i)^(click |cliquez |haga clic |clique )?(here|ici|aquí|aqui|this|cela|esto|isto|link|lien|enlace|ligação)\.?$`)

// TestLinksSay holds that each link of the demonstration's pages says where it leads.
func TestLinksSay(t *testing.T) {
	_, files := demonstrated(t)
	links := 0
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, a := range elements(t, data, "a", "", "") {
			links++
			if words := strings.TrimSpace(wordsOf(a)); vague.MatchString(words) {
				t.Errorf("%s: a link says %q", name, words)
			}
		}
	}
	if links < 10_000 {
		t.Errorf("only %d links", links)
	}
}
