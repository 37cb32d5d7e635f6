package generator_test

import (
	"bytes"
	"testing"
)

// TestSourcesInEachLanguage finds no captions and no transcript among an entry's
// sources, in whatever language they are.
func TestSourcesInEachLanguage(t *testing.T) {
	_, files := demonstrated(t)
	for _, folder := range []string{"", "fr/", "es/", "pt/"} {
		text := files[folder+"outcomes/2026-10-market-windows/index.html"]
		if !bytes.Contains(text, []byte(">www.valmont.example/heritage/market-hall</a>")) || bytes.Contains(text, []byte(">windows.")) {
			t.Errorf("the sources of /%soutcomes/2026-10-market-windows/ are others", folder)
		}
	}
	saved := files["pt/outcomes/2025-11-lamps-dimmed/index.html"]
	if !bytes.Contains(saved, []byte("220 euros. Verificação: Comissão de contas, ")) {
		t.Error("what is said of a saving runs on into who has checked it")
	}
}
