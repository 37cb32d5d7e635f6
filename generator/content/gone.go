package content

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/frontmatter"
	"parvis/generator/i18n"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// This file says of a file or an address that is not there what was meant by it, or
// where the file belongs.

// notBeside says that no file of that name can be published beside a page.
func (c *checker) notBeside(rule *source.Rule, h *Head, name string, at source.Span) source.Diagnostic {
	if PassedOver(path.Join(h.Dir, name)) {
		return rule.At(at, "%q has the name of a backup, or of what a program leaves behind; such files are never published", name).
			To("rename the file if it is one for readers")
	}
	d, beside := rule.At(at, "there is no file %q beside this one", name), c.folder.beside(h.Dir)
	if near := frontmatter.Nearest(name, beside); near != "" {
		return d.To("write %q if that is the one meant", near)
	}
	if whole := wholeAddress(name); whole != "" {
		d = rule.At(at, "%q is taken for a file beside this one, since it does not start as an address does", name)
		return d.To("write %s", instead(at, name, whole))
	}
	if other := c.folder.named(path.Base(name), name); len(other) == 1 && !strings.HasPrefix(name, "..") {
		if inside, ok := strings.CutPrefix(other[0], h.Dir+"/"); ok && slices.Contains(beside, inside) {
			return d.To("write %q: that is where it lies", inside)
		}
		return d.To("move it from %s to %s, if that is the one meant", c.folder.shown(other[0]), c.folder.shown(path.Join(h.Dir, name)))
	}
	there := slices.DeleteFunc(slices.Clone(beside), func(n string) bool { return !strings.EqualFold(kindOfName(n), kindOfName(name)) })
	switch {
	case strings.HasPrefix(name, ".."):
		return d.To("put it into %s and write %s", c.folder.shown(h.Dir)+"/", path.Base(name))
	case len(there) == 0:
		return d.To("put the file into %s, where this one lies, or correct its name", c.folder.shown(h.Dir)+"/")
	}
	return d.To("put the file into %s, where this one lies, or write one that is there: %s", c.folder.shown(h.Dir)+"/", few(there))
}

// few names the first of some files.
func few(names []string) catalog.Message {
	const most = 6
	slices.Sort(names)
	if len(names) > most {
		return catalog.Say("%s and others", strings.Join(names[:most], ", "))
	}
	return catalog.Text(strings.Join(names, ", "))
}

// kindOfName is the ending of a file's name; that of all pictures is one.
func kindOfName(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".jpeg", ".jpg", ".png", ".gif", ".webp", ".heic", ".avif", ".tif", ".tiff", ".bmp", ".svg":
		return ".jpg"
	default:
		return ext
	}
}

// named are the paths of the files below the folder that have a name, but for one.
func (f *Folder) named(name, but string) (out []string) {
	for _, p := range f.paths {
		if strings.EqualFold(path.Base(p), name) && p != but {
			out = append(out, p)
		}
	}
	return out
}

var (
	// webStart is how an address starts that is not whole.
	webStart = regexp.MustCompile(`(?i)^(?:www\.|https?[:/]|htt?ps?:)`)
	// webHost is a name of a server that no file would have.
	webHost  = regexp.MustCompile(`(?i)^[\pL\pN-]+(?:\.[\pL\pN-]+)*\.(com|org|net|eu|info|gov|edu|int|[a-z]{2})(?:/\S*)?$`)
	fileEnds = regexp.MustCompile(`(?i)\.(?:md|gz|7z|ai|ps|js|py|sh)$`)
)

// wholeAddress is the address that was meant by one that is not whole: of the web or
// of a mailbox; "" where it may be the name of a file.
func wholeAddress(s string) string {
	if isMail(s) {
		return "mailto:" + s
	}
	if m := webHost.FindStringSubmatch(s); !webStart.MatchString(s) && (m == nil || fileEnds.MatchString(s) || len(m[1]) == 2 && !isDomain(m[1])) {
		return ""
	}
	said := addressFix(s, false)
	whole, found := strings.CutPrefix(said.String(), "write ")
	if !found || !isWeb(whole) {
		return ""
	}
	return whole
}

// isDomain tells whether two letters end the names of servers: nearly all countries'
// do.
func isDomain(letters string) bool {
	return strings.EqualFold(letters, "eu") || strings.EqualFold(letters, "uk") || i18n.IsCountry(strings.ToUpper(letters))
}

// instead is what to write in the place of an address: in a story the whole link.
func instead(at source.Span, address, whole string) string {
	if text := at.Text(); strings.Count(text, "("+address) == 1 {
		return strings.Replace(text, "("+address, "("+whole, 1)
	}
	return whole
}

// slashless reports a link of the web that lacks its two slashes: browsers look for
// it on the city's own site.
func slashless(l markdown.Link) (source.Diagnostic, bool) {
	rest, web := strings.CutPrefix(strings.ToLower(l.Address), l.Scheme+":")
	if l.Scheme != "http" && l.Scheme != "https" || !web || strings.HasPrefix(rest, "//") {
		return source.Diagnostic{}, false
	}
	whole := wholeAddress(l.Address)
	if whole == "" {
		return source.Diagnostic{}, false
	}
	d := ruleLinkBroken.At(l.At, "two slashes are missing behind %q", l.Scheme+":").To("write %s", instead(l.At, l.Address, whole))
	d.Severity = source.Warning // some browsers understand it
	return d, true
}
