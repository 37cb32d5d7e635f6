package content

import (
	"cmp"
	"math"
	"regexp"
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
	refuseSecrets(p, fields.Publishing.Fields)
	out := Publishing{To: p.Choice("to", frontmatter.Required, fields.PublishTo...).V}
	read := func(name string) string {
		v := p.Text(name, frontmatter.Optional)
		field, _ := fields.At(fields.Site.Fields(), "publish."+name)
		if slices.Contains(field.With, out.To) && !v.OK() && !v.Bad {
			m.Report(frontmatter.FieldMissing.At(m.KeyAt("publish"), "%q is missing, which “to: %s” needs", name, out.To).
				To("write “%s: …” beside “to: %s”; “parvis explain site.publish.%s” shows how", name, out.To, name))
		}
		return v.V
	}
	out.Folder, out.Branch = read("folder"), read("branch")
	out.Host, out.User = read("host"), read("user")
	out.KeyFile, out.HostKey = read("key_file"), read("host_key")
	out.Port = readPort(p)
	for _, name := range []string{"host", "remote"} { // which are read above and below
		withoutPassword(p, name)
	}
	out.Remote = p.Text("remote", frontmatter.Optional).V
	checkHost(p, out.Host)
	p.Close()
	return out
}

// readPort reads the number of a port; 0 for none.
func readPort(p *frontmatter.Map) int {
	port := p.Whole("port", frontmatter.Optional, 1)
	if port.V <= math.MaxUint16 {
		return port.V
	}
	p.Report(frontmatter.NumberForm.At(port.At, "there is no port %d: the highest is %d", port.V, math.MaxUint16).
		To("write the port that the host gives, or take it out for the usual one"))
	return 0
}

// passwordIn is a password in an address: between the name of who comes and the server.
var passwordIn = regexp.MustCompile(`//[^/@:]*:([^/]+)@`)

// withoutPassword refuses an address with a password in it, which is shown to nobody.
func withoutPassword(p *frontmatter.Map, name string) {
	at := p.PlaceOf(name)
	if found := passwordIn.FindStringSubmatchIndex(at.Text()); found != nil {
		at.File.Conceal(at.File.Span(at.Start+found[2], at.Start+found[3]))
		p.Report(rulePublishSecret.At(at, "there is a password in this address"))
	}
}

// aroundHost is what people write about the name of a server: how to reach it, who comes,
// the port and a folder there.
var aroundHost = regexp.MustCompile(`^(?:[A-Za-z]+://)?(?:[^/@]*@)?([^/@:]+)(?::\d+)?(?:/.*)?$`)

// checkHost reports what is no name of a server.
func checkHost(p *frontmatter.Map, host string) {
	if host == "" || plainHost(host) != "" {
		return
	}
	d := frontmatter.FieldForm.At(p.PlaceOf("host"), "this is not the name of a server").
		To("write the bare name that the host gives, without “https://” and without a folder")
	if bare := aroundHost.FindStringSubmatch(host); bare != nil && plainHost(bare[1]) != "" {
		d = d.To("write host: %s; the user, the port and the folder have fields of their own", bare[1])
	}
	p.Report(d)
}

// refuseSecrets refuses a password among the settings of a server.
func refuseSecrets(p *frontmatter.Map, of []fields.Field) {
	for _, name := range p.Keys() {
		if _, known := fields.Find(of, name); known {
			continue
		}
		p.Conceal(name) // a password under whatever name
		if slices.Contains(secretNames, strings.ToLower(name)) {
			p.Refuse(name)
			p.Report(rulePublishSecret.At(p.KeyAt(name), "%q does not belong into this file", name))
		}
	}
}

// MailServer is by which server letters are sent. The zero value is by none.
type MailServer struct {
	Host, User string
	Port       int // 0 for the usual one
	PerHour    int // how many mails it is given
}

// usualPerHour is how many mails an hour a server is given that says nothing else.
const usualPerHour = 600

// readMailServer reads by which server letters are sent.
func readMailServer(m *frontmatter.Map) MailServer {
	p := m.Map("server", frontmatter.Optional)
	if p == nil {
		return MailServer{}
	}
	refuseSecrets(p, fields.MailServer.Fields)
	out := MailServer{
		Host:    p.Text("host", frontmatter.Required).V,
		User:    p.Text("user", frontmatter.Optional).V,
		Port:    readPort(p),
		PerHour: cmp.Or(p.Whole("per_hour", frontmatter.Optional, 1).V, usualPerHour),
	}
	withoutPassword(p, "host")
	checkHost(p, out.Host)
	p.Close()
	return out
}
