package content

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/markdown"
	"parvis/generator/source"
)

// ReservedPages are the first parts of addresses that the site gives to its
// own pages, and which no free page can have.
var ReservedPages = slices.Concat(fields.Texts(Kinds), []string{"issues", "sdg", "partners", "people", "departments", "costs", "promises", "agenda",
	"newsletter", "verdict", "youth", "campaigns", "corrections", "data", "embed", "search", "rules", "accessibility", "assets"}, fields.Languages[:])

// fixedAddresses are pages and files that every site has, whatever its
// content, beside its data.
var fixedAddresses = []string{"/", "/trips/", "/agreements/", "/outcomes/", "/issues/", "/sdg/", "/partners/", "/people/", "/costs/",
	"/promises/", "/agenda/", "/agenda.ics", "/events/", "/campaigns/", "/corrections/", "/card.png", "/newsletter/", "/verdict/", "/youth/",
	"/data/", "/embed/", "/rules/", "/accessibility/"}

// FixedAddresses are pages and files that every site has, whatever its
// content.
func FixedAddresses() []string { return slices.Clone(everyAddress) }

var everyAddress = func() []string {
	out := slices.Clone(fixedAddresses)
	for _, f := range dataFiles {
		out = append(out, f.Address())
	}
	for _, f := range dataForms {
		if f.has == nil {
			out = append(out, f.Address())
		}
	}
	return out
}()

// texts checks the links of one story or letter and those of its translations,
// which lead from where the original lies, and marks the files that they name
// for publication.
func (c *checker) texts(h *Head, ts map[string]*Translation) {
	c.textsOf(func() *Set { return c.Set }, h, ts)
}

// textsOf is texts for what states figures as they were on another day.
func (c *checker) textsOf(figures func() *Set, h *Head, ts map[string]*Translation) {
	c.text(figures, h, &h.Body, c.settings.Language)
	for _, lang := range sortedKeys(ts) {
		c.text(figures, h, &ts[lang].Body, lang)
	}
}

func (c *checker) text(figures func() *Set, h *Head, doc *markdown.Doc, lang string) {
	for i := range doc.Links {
		l := &doc.Links[i]
		if l.Elsewhere() && !l.Image {
			if d, wrong := slashless(*l); wrong {
				c.reporter(h.Draft)(d)
			}
			continue // as most do
		}
		if name, ok := besideName(l.Address); ok {
			c.attach(h, name, l.At, c.reporter(h.Draft))
		}
		if d, wrong := c.link(figures, h, doc, *l, lang); wrong {
			c.reporter(h.Draft)(d)
		}
	}
}

// entryLink reads a link to an entry, campaign, person or partner by its id.
func entryLink(link string) (folder, slug string, ok bool) {
	folder, slug, ok = strings.Cut(strings.TrimPrefix(link, "/"), "/")
	slug = strings.TrimSuffix(slug, "/")
	switch folder {
	case string(Trips), string(Agreements), string(Outcomes), string(Events), string(fields.Campaigns), string(fields.People), string(fields.Partners):
		return folder, slug, ok && slug != "" && !strings.ContainsAny(slug, "/#?")
	}
	return "", "", false
}

func isEntryLink(link string) bool {
	_, _, ok := entryLink(link)
	return ok
}

// link says what is wrong with one link of a text, if anything.
func (c *checker) link(figures func() *Set, h *Head, doc *markdown.Doc, l markdown.Link, lang string) (source.Diagnostic, bool) {
	if l.Image && strings.TrimSpace(l.Text) == "" {
		return ruleAltMissing.At(l.At, "this picture has no text alternative").
				To("write what it shows between the brackets: ![The depot at night](%s)", l.Address),
			true
	}
	switch l.Scheme {
	case "figure":
		if l.Image {
			return source.Diagnostic{}, false // said by the reader of the text
		}
		return c.untrue(figures, l, lang)
	case "invalid":
		return ruleLinkBroken.At(l.At, "the address %q cannot be read", l.Address), true
	case "":
	default:
		return source.Diagnostic{}, false
	}
	if l.Address == "" {
		return ruleLinkBroken.At(l.At, "this link has no address"), true
	}
	if strings.HasPrefix(l.Address, "//") || strings.Contains(l.Address, "\\") {
		return source.Diagnostic{}, false // said by the reader of the text
	}
	if fragment, found := strings.CutPrefix(l.Address, "#"); found {
		return c.fragment(l, doc.Anchors, fragment)
	}
	address, _, _ := strings.Cut(l.Address, "#")
	switch name, ok := besideName(l.Address); {
	case ok && slices.Contains(c.folder.beside(h.Dir), name):
		return source.Diagnostic{}, false
	case ok && !isEntryLink(address):
		if mail, _, _ := strings.Cut(l.Address, "?"); isMail(mail) || webStart.MatchString(l.Address) {
			name = l.Address // as it is written: a name has no two slashes
		}
		return c.notBeside(ruleLinkBroken, h, name, l.At), true
	}
	return c.internal(h, l)
}

func (c *checker) fragment(l markdown.Link, anchors []string, fragment string) (source.Diagnostic, bool) {
	if slices.Contains(anchors, fragment) || strings.HasPrefix(fragment, markdown.Reserved) {
		return source.Diagnostic{}, false
	}
	d := ruleLinkBroken.At(l.At, "no heading has the anchor %q", fragment)
	if near := frontmatter.Nearest(fragment, anchors); near != "" {
		d = d.To("write #%s", near)
	} else if len(anchors) > 0 {
		d = d.To("anchors there: %s", strings.Join(anchors, ", "))
	}
	return d, true
}

// internal checks a link to another page of the site.
func (c *checker) internal(h *Head, l markdown.Link) (source.Diagnostic, bool) {
	address, fragment, _ := strings.Cut(l.Address, "#")
	target := c.Target(h, address)
	if target == "" && c.leadsToUnread(address) {
		return source.Diagnostic{}, false
	}
	if ext := path.Ext(address); target == "" && strings.HasPrefix(address, "../") && ext != "" && !strings.EqualFold(ext, ".md") {
		return c.notBeside(ruleLinkBroken, h, address, l.At), true
	}
	if target == "" {
		d := ruleLinkBroken.At(l.At, "nothing is published at %q", address)
		if near := frontmatter.Nearest(strings.Trim(address, "/"), c.addresses()); near != "" {
			d = d.To("write /%s/ if that is the page meant", near)
		}
		return d, true
	}
	if other, _ := c.Head(target); other != nil {
		if c.shows(h) && !c.shows(other) {
			return ruleReferenceDraft.At(l.At, "%q is a draft", other.ID), true
		}
		if fragment != "" {
			return c.fragment(l, other.Body.Anchors, fragment)
		}
	}
	return source.Diagnostic{}, false
}

// anyUnread tells whether a file of a folder could not be read.
func (c *checker) anyUnread(folder string) bool {
	for id := range c.unread {
		if strings.HasPrefix(id, folder+"/") {
			return true
		}
	}
	return false
}

// leadsToUnread tells whether an address ends in the name of a file that
// could not be read.
func (c *checker) leadsToUnread(address string) bool {
	name := strings.TrimSuffix(path.Base(strings.TrimSuffix(address, "/index.md")), ".md")
	for id := range c.unread {
		if path.Base(id) == name {
			return true
		}
	}
	return false
}

// addresses are the addresses that somebody may have meant, without slashes
// at their ends.
func (c *checker) addresses() []string {
	out := sortedKeys(c.byID)
	for _, p := range c.people {
		out = append(out, p.ID)
	}
	for _, p := range c.partners {
		out = append(out, p.ID)
	}
	for _, v := range c.campaigns {
		out = append(out, v.ID)
	}
	for _, p := range c.pages {
		out = append(out, p.Slug)
	}
	for _, a := range everyAddress {
		out = append(out, strings.Trim(a, "/"))
	}
	return out
}

// Target returns the site's address for a link in a text of h that leads into
// the site: an address, an entry's id, or the path of a Markdown file. It is
// "" when there is no such page. Fragments are not part of it.
func (s *Set) Target(h *Head, link string) string {
	if s.whole != nil {
		s = s.whole
	}
	if strings.ContainsAny(link, "%?#:") {
		if u, err := url.Parse(link); err == nil {
			link = u.Path
		}
	}
	link = norm.NFC.String(link)
	if rest, found := strings.CutSuffix(link, ".md"); found && !slices.Contains(everyAddress, link) {
		if !strings.HasPrefix(rest, "/") {
			rest = path.Join(h.Dir, rest)
		}
		parts := strings.Split(strings.TrimSuffix(strings.Trim(rest, "/"), "/index"), "/")
		name := parts[len(parts)-1]
		switch parts[0] {
		case "pages":
			link = "/" + name + "/"
		case "newsletters":
			link = "/newsletter/" + name + "/"
		default:
			link = parts[0] + "/" + name
		}
	}
	if folder, slug, ok := entryLink(link); ok {
		id := folder + "/" + slug
		if s.byID[id] != nil || folder == "people" && s.person[slug] != nil || folder == "partners" && s.partner[slug] != nil || s.Campaign(id) != nil {
			return "/" + id + "/"
		}
		return ""
	}
	return s.known(link)
}

// known returns an address that starts with a slash, if something is
// published there.
func (s *Set) known(link string) string {
	trimmed := strings.Trim(link, "/")
	parts := strings.Split(trimmed, "/")
	found := slices.Contains(everyAddress, link) || slices.Contains(s.static, trimmed)
	switch {
	case found || !strings.HasPrefix(link, "/"):
	case len(parts) == 1:
		found = slices.ContainsFunc(s.pages, func(p *Page) bool { return p.Slug == trimmed }) || slices.Contains(everyAddress, "/"+trimmed+"/")
	case len(parts) == 2 && parts[0] == "data":
		found = slices.ContainsFunc(s.DataForms(), func(f DataForm) bool { return f.Address() == link })
	case len(parts) == 2:
		found = s.term(parts[0], parts[1])
	}
	if !found {
		return ""
	}
	if path.Ext(link) == "" && !strings.HasSuffix(link, "/") {
		link += "/"
	}
	return link
}

// term tells whether a list has a page for one of its terms.
func (s *Set) term(list, term string) bool {
	switch list {
	case "issues":
		_, ok := s.settings.Issue(term)
		return ok
	case "departments":
		_, ok := s.settings.Department(term)
		return ok
	case "sdg":
		n, ok := parseGoal(term)
		return ok && n > 0 && !strings.Contains(term, ".")
	case "costs":
		return yearForm.MatchString(term) && slices.ContainsFunc(s.entries, func(e *Entry) bool { return s.shows(&e.Head) && e.Date().Format("2006") == term })
	case "newsletter":
		return slices.ContainsFunc(s.newsletters, func(n *Newsletter) bool { return n.Slug == term })
	}
	return false
}

// FigureOff tells whether a problem is that of a figure in prose which the entries do not add
// up to, and not of one that does not exist.
func FigureOff(d source.Diagnostic) bool {
	return d.Rule == ruleFigureUntrue && len(d.Message.Args) > 1
}

// untrue checks one figure: link against what the entries add up to.
func (c *checker) untrue(figures func() *Set, l markdown.Link, lang string) (source.Diagnostic, bool) {
	_, name, _ := strings.Cut(l.Address, ":")
	if c.uncounted || len(c.unread) > 0 {
		return source.Diagnostic{}, false // sums without what could not be read
	}
	short, long, _, ok := figures().Figure(name, c.locales[lang])
	if !ok {
		return ruleFigureUntrue.At(l.At, "there is no figure %q", name).To("known: %s", strings.Join(KnownFigures, ", ")), true
	}
	if text := squeeze(l.Text); text == "" || text == squeeze(short) || text == squeeze(long) {
		return source.Diagnostic{}, false
	}
	return ruleFigureUntrue.At(l.At, "the text says %q, the entries add up to %s", l.Text, short).
			To("write [%s](figure:%s), or leave the brackets empty to have it filled in", short, name),
		true
}

// squeeze takes all white space out, since people cannot type the narrow
// no-break spaces that some languages put into numbers.
func squeeze(s string) string {
	return strings.NewReplacer("−", "-").Replace(strings.Join(strings.Fields(s), ""))
}
