package content

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// TestPublishing says what is wrong with where a site is sent: a part of each message and
// of its remedy, which are tried in turn.
func TestPublishing(t *testing.T) {
	const sftp = "publish: {to: sftp, user: town, folder: www, "
	for _, c := range []struct{ written, rule, says, mend string }{
		{sftp + "host: www.example.org}", "", "", ""},
		{sftp + "host: nas}", "", "", ""},
		{sftp + "host: 192.168.1.5, port: 65535}", "", "", ""},
		{sftp + "host: évreux.example}", "", "", ""},
		{sftp + "host: www.example.org, port: 65536}", "number-form", "there is no port 65536: the highest is 65535", "or take it out"},
		{sftp + "host: www.example.org, port: 0}", "number-form", "", "at least 1"},
		{sftp + "host: 'sftp://www.example.org/www'}", "field-form", "not the name of a server", "write host: www.example.org;"},
		{sftp + "host: 'town@www.example.org:22'}", "field-form", "not the name of a server", "write host: www.example.org;"},
		{sftp + "host: our server}", "field-form", "not the name of a server", "without a folder"},
		{"publish: {to: git, branch: gh-pages, remote: 'https://town.example.org/site.git'}", "", "", ""},
		{"publish: {to: git, branch: gh-pages, remote: 'git@town.example.org:abroad/site.git'}", "", "", ""},
	} {
		ds := baseCity().with("site.yaml", c.written).problems(t)
		if shown := show(ds); c.rule == "" && len(ds) > 0 || c.rule != "" && (!slices.Equal(rulesOf(ds), []string{c.rule}) ||
			!strings.Contains(shown, c.says) || !strings.Contains(shown, c.mend)) {
			t.Errorf("%s: wants %s: %s … %s, and is told:\n%s", c.written, c.rule, c.says, c.mend, shown)
		}
	}
}

// TestSecretsAreNotShown has mistakes in site.yaml be printed in every form: none shows
// the password beside which they stand.
func TestSecretsAreNotShown(t *testing.T) {
	const secret = "hunter2"
	for _, written := range []string{
		"publish: {to: sftp, host: h.example, user: town, folder: www, password: hunter2}",
		"publish: {to: sftp, host: h.example, user: town, folder: www, pasword: 'hunter2'}",
		"publish: {to: sftp, host: h.example, user: town, folder: www, code: {of: hunter2}}",
		"publish: {to: sftp, host: 'sftp://town:hunter2@h.example', user: town, folder: www, port: none}",
		"publish: {to: git, branch: gh-pages, remote: 'https://town:hunter2@h.example/site.git'}",
		"publish: {to: git, brunch: gh-pages, remote: 'https://:hunter2@h.example/site.git'}",
		"publish:\n  to: ftps\n  host: h.example\n  user: town\n  folder: www\n  mot_de_passe: |\n    hunter2",
		"publish:\n  to: ftps\n  password: hunter2",
	} {
		ds := baseCity().with("site.yaml", written).problems(t)
		var b bytes.Buffer
		for _, print := range []error{
			source.Text(&b, ds, source.Color{}, catalog.English),
			source.JSON(&b, ds, 0, 0, catalog.English),
			source.SARIF(&b, ds, "test", catalog.English),
		} {
			if print != nil {
				t.Fatal(print)
			}
		}
		if len(ds) == 0 || strings.Contains(b.String(), secret) {
			t.Errorf("%s: is told:\n%s", written, b.String())
		}
	}
}
