package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestConfirmed: only a yes, in any of the languages, has anything written.
func TestConfirmed(t *testing.T) {
	for answer, want := range map[string]bool{
		"yes\n": true, "Y\n": true, "oui\r\n": true, "sí\n": true, "sim": true, "o\n": true,
		"\n": false, "": false, "no\n": false, "non\n": false, "não\n": false, "yesterday\n": false,
	} {
		var asked bytes.Buffer
		f := &flags{lang: "fr"}
		if got := f.confirmed(strings.NewReader(answer), &asked); got != want {
			t.Errorf("%q: %v", answer, got)
		}
		if !strings.HasPrefix(asked.String(), "Écrire ces changements") {
			t.Errorf("asked %q", asked.String())
		}
	}
}
