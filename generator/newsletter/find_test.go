package newsletter

import (
	"slices"
	"testing"
)

// Where the system finds no browser by its name, one is found where it is usually installed:
// Chrome before Edge, and nothing where the system searches for all programs.
func TestUsual(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"ProgramFiles": `C:\Program Files`, "ProgramFiles(x86)": `C:\Program Files (x86)`, "LocalAppData": `C:\Users\ana\AppData\Local`,
			"HOME": "/Users/ana"}[name]
	}
	const (
		edge    = `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`
		own     = `C:\Users\ana\AppData\Local\Google\Chrome\Application\chrome.exe`
		edgeMac = "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
		home    = "/Users/ana/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
	)
	for _, c := range []struct {
		system string
		there  []string
		want   string
	}{
		{"windows", []string{edge}, edge}, {"windows", []string{edge, own}, own}, {"windows", nil, ""},
		{"darwin", []string{edgeMac}, edgeMac}, {"darwin", []string{edgeMac, home}, home}, {"linux", []string{edge, edgeMac}, ""},
	} {
		found := firstThere(usual(c.system, env), func(path string) bool { return slices.Contains(c.there, path) })
		if found != c.want {
			t.Errorf("%s with %q: found %q, not %q", c.system, c.there, found, c.want)
		}
	}
	if all := usual("windows", func(string) string { return "" }); len(all) > 0 {
		t.Errorf("%q would be looked for below no folder", all)
	}
}
