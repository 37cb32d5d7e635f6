package content

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/source"
)

// This file looks at static/, whose files are published as they are.

var ruleStaticPrivate = &source.Rule{Name: "static-private", Severity: source.Warning,
	Says: "What lies in static/ is meant for everybody.",
	Why:  "everything there is published as it is, for anybody to read and keep",
	Fix:  "move it out of the content folder",
	Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"static/server.pem": "-----BEGIN PRIVATE KEY-----\n"}},
	Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/.well-known/security.txt": "Contact: mailto:abroad@example.org\n"}}}

var ruleEmbedUnsaid = &source.Rule{Name: "embed-unsaid", Severity: source.Warning,
	Says: "Which sites may show these pages within theirs is said by the server.",
	Why:  "browsers ask the server alone: without a word of it every site may",
	Fix: "write content/static/_headers or content/static/.htaccess as “parvis init” does, whichever the host reads; " +
		"where the server itself says it, switch this rule off",
	Bad: source.Example{File: "site.yaml", Text: "embed_on: [https://www.example.org/]\n"},
	Good: source.Example{File: "site.yaml", Text: "embed_on: [https://www.example.org/]\n",
		Beside: map[string]string{"static/_headers": "/*\n  X-Content-Type-Options: nosniff\n"}}}

// keyName are the names of keys and passwords.
var keyName = regexp.MustCompile(
	`(?i)^(id_(rsa|dsa|ecdsa|ed25519)(_sk)?|\.htpasswd|\.netrc|_netrc|\.npmrc|\.pgpass|\.git-credentials|\.ssh|\.aws|credentials(\.json)?|secrets?\.(ya?ml|` +
		`json|txt|toml)|passwords?\.[a-z]+|mots?-de-passe\.[a-z]+|.*\.(pem|key|p12|pfx|p8|jks|keystore|ppk|kdbx?|gpg|asc|ovpn))$`,
)

// officeNames are the endings of what office programs write.
var officeNames = strings.Fields(
	".doc .docx .docm .dot .dotx .xls .xlsx .xlsm .xlsb .ppt .pptx .pptm .odt .ods .odp .ott .fodt .fods .rtf .pages .numbers .pst .msg .mdb .accdb .pub " +
		".one .vsdx",
)

// sourceNames are the endings and names of what a city writes elsewhere in its
// content.
var sourceNames = strings.Fields(".md .markdown .mdown .mkd .mdx site.yaml site.yml")

// staticFiles says what is wrong with the files of static/, by their names.
func (c *checker) staticFiles() {
	for _, p := range c.folder.withheld {
		c.report(ruleStaticPrivate.At(c.folder.at(p), "%q holds what is for nobody else, and is not published", path.Base(p)))
	}
	for _, name := range c.folder.Static {
		at, base := c.folder.at(path.Join("static", name)), path.Base(name)
		ext := strings.ToLower(path.Ext(name))
		isKey := slices.ContainsFunc(strings.Split(name, "/"), keyName.MatchString) && !strings.HasPrefix(name, ".well-known/")
		switch fault := nameFault(name); {
		case c.folder.heavy(path.Join("static", name)):
			c.report(ruleFileHeavy.At(at, "%q has more than %d MB", base, MostFile>>20))
		case !fault.IsZero():
			c.report(ruleFileName.At(at, "the name %q %s", name, fault))
		case isKey:
			c.report(ruleStaticPrivate.At(at, "%q has the name of a key or of passwords, and is published", base))
		case slices.Contains(sourceNames, ext), slices.Contains(sourceNames, strings.ToLower(base)):
			c.report(
				ruleStaticPrivate.At(at, "%q looks like an entry, and is published as it is, with all notes for colleagues", base).
					To("move it to the folder of its kind (%s), or out of the content folder", strings.Join(folders, ", ")),
			)
		case slices.Contains(officeNames, ext):
			c.report(
				ruleStaticPrivate.At(at, "%q is a document of an office program, which may hold names, remarks and earlier versions", base).
					To("save it as a PDF, and put that in its place"),
			)
		default:
			if fault := c.folder.runs(path.Join("static", name)); !fault.IsZero() && base != ".htaccess" {
				c.report(ruleStaticRuns.At(at, "%q %s", base, fault))
			}
		}
	}
}

// framing says where no server is told which sites may show these pages.
func (c *checker) framing() {
	told := slices.ContainsFunc(c.folder.Static, func(name string) bool { return serverFiles[path.Clean(name)] != "" })
	if len(c.settings.EmbedOn) > 0 && !told {
		c.report(ruleEmbedUnsaid.At(c.settings.framing, "no file tells a server of it, and every site may show these pages"))
	}
}

// at is the place of a file that has no lines to point at.
func (f *Folder) at(p string) source.Span { return source.NewFile(f.shown(p), nil).Span(0, 0) }
