package content

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/fields"
	"parvis/generator/frontmatter"
	"parvis/generator/source"
)

// This file says of a file that lies in the wrong folder, or has a name that it
// cannot have, where it belongs and what to call it.

// misplaced reports a file that lies in none of the folders that are read.
func misplaced(f *source.File, rel string, parts []string) source.Diagnostic {
	d := ruleFileMisplaced.At(f.Span(0, min(3, len(f.Text))), "this file lies outside the folders that are read")
	if len(parts) > 1 {
		if near := nearFolder(parts[0]); near != "" {
			return d.To("move it to %s", near+"/"+strings.Join(parts[1:], "/"))
		}
	}
	ignore := func(source.Diagnostic) {}
	block, ok := frontmatter.Split(f, ignore)
	if !ok {
		return d
	}
	m := frontmatter.Load(block.YAML, block.Fence, ignore)
	if m == nil {
		return d
	}
	if kind := kindOfKeys(m.Keys(), ""); kind != "" {
		return d.To("move it to %s: by its fields it is of that kind", string(kind)+"/"+path.Base(rel))
	}
	return d
}

// nearFolder is the folder that is meant by a name: nearly its own, or what its
// files are called in another language.
func nearFolder(name string) string {
	if near := frontmatter.Nearest(name, folders); near != "" {
		return near
	}
	for _, k := range fields.Folders {
		for _, label := range k.Label() {
			one, plural := slugOf(label), slugOf(name)
			if one != "" && strings.HasPrefix(plural, strings.TrimRight(one, "eo")) && len(plural) <= len(one)+2 {
				return string(k)
			}
		}
	}
	return ""
}

// kindOfKeys is the one kind, but for another, whose files have all of some fields
// and all that it requires among them; "" where there is none, or more than one.
func kindOfKeys(keys []string, but Kind) (found Kind) {
	for _, k := range fields.Folders {
		table := k.Fields()
		unknown := slices.ContainsFunc(keys, func(key string) bool {
			_, has := fields.Find(table, key)
			return !has
		})
		lacks := slices.ContainsFunc(table, func(f fields.Field) bool {
			return f.Presence == fields.Required && !slices.Contains(keys, f.Name) && f.Unless == ""
		})
		if k == but || unknown || lacks {
			continue
		}
		if found != "" {
			return ""
		}
		found = k
	}
	return found
}

// otherKind reports a file that is one of another kind by its fields, and none of the
// kind of its folder.
func (p *parser) otherKind(m *frontmatter.Map, folder Kind, rel string) (source.Diagnostic, bool) {
	var strange []string
	for _, key := range m.Keys() {
		if _, known := fields.Find(folder.Fields(), key); !known {
			strange = append(strange, key)
		}
	}
	if len(strange) == 0 {
		return source.Diagnostic{}, false
	}
	kind := kindOfKeys(m.Keys(), folder)
	if kind == "" || kind == fields.Newsletters && !monthForm.MatchString(path.Base(strings.TrimSuffix(rel, ".md"))) {
		return source.Diagnostic{}, false
	}
	shown := catalog.Text(strings.Join(strange, ", "))
	if len(strange) > 3 {
		shown = catalog.Text(strings.Join(strange[:3], ", ") + ", …")
	}
	d := ruleFileMisplaced.At(m.KeyAt(strange[0]), "this file has the fields of one in %s (%s), and lies in %s", kind+"/", shown, folder+"/")
	return d.To("move it to %s", string(kind)+strings.TrimPrefix(rel, string(folder))), true
}

// copyMark is what systems and people add to the name of a copy.
var copyMark = regexp.MustCompile(
	`(?i)^(?:copy of|copie de|copia de|cópia de) |[ _-]*\(?\b(?:copy|copie|copia|cópia)\b\)?(?: ?\(?\d+\)?)?$| ?\(\d+\)$| - Copie$`)

// badName reports a name that can be no part of an address.
func (p *parser) badName(top source.Span, folder Kind, rel, name, lang string) source.Diagnostic {
	base, ending := path.Base(rel), ".md"
	if lang != "" {
		ending = "." + lang + ".md"
	}
	if folder == fields.Newsletters {
		d := ruleIDForm.At(top, "the file name %q is not a month", name)
		if month := monthIn(name); month != "" {
			return d.To("name it %s if it is the letter of that month", month+ending)
		}
		return d.To("name it by its year and month in digits, with a hyphen between them, and %s behind", ending)
	}
	d := ruleIDForm.At(top, "the file name %q cannot be part of an address", name)
	if i := strings.LastIndexByte(name, '.'); i > 0 && slices.Contains(p.s.Languages, strings.ToLower(name[i+1:])) {
		return d.To("name it %s", slugOf(name[:i])+"."+strings.ToLower(name[i+1:])+".md")
	}
	slug := strings.ReplaceAll(slugOf(name), "_", "-")
	if original := copyMark.ReplaceAllString(name, ""); original != name && original != "" {
		if strings.EqualFold(original, "index") {
			return d.To("if this is a copy of index.md, delete it; if it is something else, put it into a folder of its own, with the name index.md")
		}
		return d.To("if this is a copy of %s, delete it; if it is something else, name it %s", original+ending, slug+ending)
	}
	if slug == "" || slug+ending == base {
		return d
	}
	return d.To("name it %s", slug+ending)
}

var (
	yearFirst = regexp.MustCompile(`(?:^|\D)(20\d\d)[-_. ]?(0?[1-9]|1[0-2])(?:\D|$)`)
	yearLast  = regexp.MustCompile(`(?:^|\D)(0?[1-9]|1[0-2])[-_. ](20\d\d)(?:\D|$)`)
)

// monthIn is the month that stands in a file's name, as 2026-10.
func monthIn(name string) string {
	year, month := "", ""
	if m := yearFirst.FindStringSubmatch(name); m != nil {
		year, month = m[1], m[2]
	} else if m := yearLast.FindStringSubmatch(name); m != nil {
		year, month = m[2], m[1]
	} else {
		return frontmatter.MonthNamed(name)
	}
	if len(month) == 1 {
		month = "0" + month
	}
	return year + "-" + month
}
