package content

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/catalog"
	"parvis/generator/source"
)

// This file knows files by their names: which belong to nobody's content, which
// are no name for the web, and what was meant to be written otherwise.

// PassedOver tells whether a file or folder is none of the content: hidden,
// but below static/, or left behind by a program. The folders above it are not
// looked at.
func PassedOver(p string) bool {
	name := path.Base(p)
	below := strings.HasPrefix(p, "static/")
	return p != "." && strings.HasPrefix(name, ".") && !below || leftover(name) || below && strings.EqualFold(name, ".git")
}

// withheld tells whether a file or folder below static/ is never published,
// since all that it is for is kept from others.
func withheld(p string) bool {
	name := strings.ToLower(path.Base(p))
	return strings.HasPrefix(p, "static/") && (name == ".git" || name == ".env" || strings.HasPrefix(name, ".env."))
}

// systemNames are what systems and network drives put into folders.
var systemNames = strings.Fields(
	"thumbs.db ehthumbs.db ehthumbs_vista.db desktop.ini .ds_store .localized .directory __macosx .appledouble @eadir $recycle.bin .trashes .spotlight-v100 " +
		".fseventsd",
)

// backupName are the names that editors and office programs give to what they
// keep beside a file: index.md.bak, index.md.save.1, #index.md#, ~$notes.docx,
// .~lock.notes.odt#, ~WRL0001.tmp.
var backupName = regexp.MustCompile(
	`(?i)^(~\$|\.~lock\.|\._|#.*#$|~wr[dlfa]\d+)|(~|\.(bak|backup|orig|rej|old|save|tmp|temp|swp|swo|swn|swx|part|partial|crdownload|download|wbk|asd|` +
		`xlk)[.\d]*)$`,
)

// leftover tells whether a name is that of a backup, or of what a program or a
// system left behind.
func leftover(name string) bool {
	return slices.Contains(systemNames, strings.ToLower(name)) || name == "Icon\r" || backupName.MatchString(name)
}

// FileName is the name of a neighbouring file as a field writes it, in the form
// in which names are compared and published.
func FileName(written string) string { return norm.NFC.String(path.Clean(written)) }

var ruleFileName = &source.Rule{Name: "file-name", Locked: true,
	Says: "The name of a published file is one that every system can have.",
	Why:  "the site is copied to machines that cannot hold such a name, and readers save its files on theirs",
	Fix:  "rename it, with letters, digits and hyphens",
	Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"static/aux.pdf": "%PDF-1.7\n"}},
	Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/auxiliary.pdf": "%PDF-1.7\n"}}}

// deviceName are names that Windows keeps for devices, whatever follows a dot.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)`)

// longestName is how many bytes a name may have: fewer than the 255 of most
// systems, since the forms of a photograph have longer ones.
const longestName = 240

// nameFault says what is wrong with a path below the site, "" for nothing.
func nameFault(p string) catalog.Message {
	if !utf8.ValidString(p) {
		return catalog.Say("is not written in UTF-8")
	}
	for i, name := range strings.Split(p, "/") {
		switch {
		case i == 0 && strings.EqualFold(name, ".parvis"):
			return catalog.Say("is the one by which parvis knows its own folder again")
		case strings.ContainsFunc(name, source.Unseen):
			return catalog.Say("holds a character that cannot be seen")
		case strings.ContainsAny(name, `\<>:"|?*`):
			return catalog.Say(`holds one of the characters \ < > : " | ? *, which Windows does not take`)
		case strings.HasSuffix(name, " "), strings.HasSuffix(name, "."), strings.HasPrefix(name, " "):
			return catalog.Say("starts or ends with a space, or ends with a dot")
		case deviceName.MatchString(name):
			return catalog.Say("is one that Windows keeps for itself")
		case len(name) > longestName:
			return catalog.Say("is too long")
		}
	}
	return catalog.Message{}
}
