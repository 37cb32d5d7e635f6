package content

import (
	"net/url"
	"slices"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// Publishing is where the finished site is sent. The zero value is nowhere.
type Publishing struct {
	To     string // one of fields.PublishTo
	Folder string // as it lies from site.yaml
	Remote string // of git: a name, or an address
	Branch string
	// Of servers. Port is 0 for the usual one.
	Host, User, KeyFile, HostKey string
	Port                         int
}

// rulePublishSecret keeps passwords out of a file that goes from hand to hand.
var rulePublishSecret = &source.Rule{Name: "publish-secret", Severity: source.Error,
	Says: "No password stands in site.yaml.",
	Why:  "everybody who has the content can read it, and git keeps it even when it is taken out",
	Fix:  "take it out here, and change the password, since others may have read it; parvis asks for that of a server when it publishes",
	Bad:  source.Example{File: "site.yaml", Text: "publish: {to: git, branch: gh-pages, password: hunter2}\n"},
	Good: source.Example{File: "site.yaml", Text: "publish: {to: git, branch: gh-pages}\n"}}

// secretNames are what people call a secret in the languages of editors.
var secretNames = strings.Fields("password passwd passphrase pass pwd secret token key private_key api_key " +
	"mot_de_passe motdepasse mdp jeton clé cle contraseña contrasena clave senha palavra_passe palavra-passe chave")

// readPublishing reads where the site is sent.
func readPublishing(m *frontmatter.Map) Publishing {
	p := m.Map("publish", frontmatter.Optional)
	if p == nil {
		return Publishing{}
	}
	for _, name := range p.Keys() {
		if slices.Contains(secretNames, strings.ToLower(name)) {
			p.Refuse(name)
			m.Report(rulePublishSecret.At(p.KeyAt(name), "%q does not belong into this file", name))
		}
	}
	out := Publishing{To: p.Choice("to", frontmatter.Required, fields.PublishTo...).V}
	read := func(name string, to ...string) string {
		v := p.Text(name, frontmatter.Optional)
		if slices.Contains(to, out.To) && !v.OK() && !v.Bad {
			m.Report(frontmatter.FieldMissing.At(m.KeyAt("publish"), "%q is missing, which “to: %s” needs", name, out.To).
				To("write “%s: …” beside “to: %s”; “parvis explain site.publish.%s” shows how", name, out.To, name))
		}
		return v.V
	}
	out.Folder, out.Branch = read("folder", "folder", "sftp", "ftps"), read("branch", "git")
	out.Host, out.User = read("host", "sftp", "ftps"), read("user", "sftp", "ftps")
	out.KeyFile, out.HostKey = read("key_file"), read("host_key")
	out.Port = p.Whole("port", frontmatter.Optional, 1).V
	remote := p.Text("remote", frontmatter.Optional)
	if u, err := url.Parse(remote.V); err == nil && u.User != nil {
		if _, secret := u.User.Password(); secret {
			m.Report(rulePublishSecret.At(remote.At, "there is a password in this address"))
		}
	}
	out.Remote = remote.V
	p.Close()
	return out
}
