package main

import (
	"fmt"
	"strings"

	"parvis/generator/fields"
	"parvis/generator/frontmatter"
)

// The words between which the table's own stand.
var (
	presences = map[fields.Presence]fields.Words{
		fields.Required: {"required", "obligatoire", "obligatorio", "obrigatório"},
		fields.Advised:  {"advised", "conseillé", "recomendado", "recomendado"},
		fields.Optional: {"", "", "", ""},
	}
	saidChoices = fields.Words{"one of", "au choix", "a elegir", "à escolha"}
	saidExample = fields.Words{"example", "exemple", "ejemplo", "exemplo"}
	saidShort   = fields.Words{"in short", "en bref", "en breve", "em resumo"}
	saidUnit    = fields.Words{"in", "en", "en", "em"}
	saidRefs    = fields.Words{"names", "désigne", "designa", "designa"}
	saidUnless  = fields.Words{"unless there is", "sauf s’il y a", "salvo si hay", "salvo se houver"}
	saidStaff   = fields.Words{
		"for colleagues; never published",
		"pour les collègues ; jamais publié",
		"para colegas; nunca se publica",
		"para colegas; nunca é publicado",
	}
	saidText = fields.Words{
		"a text for readers; translations hold it too",
		"un texte pour les lecteurs ; les traductions l’ont aussi",
		"un texto para lectores; las traducciones también lo llevan",
		"um texto para leitores; as traduções também o têm",
	}
	saidListed = fields.Words{
		"several in square brackets, [a, b], or each on a line behind a hyphen",
		"plusieurs entre crochets, [a, b], ou un par ligne après un tiret",
		"varios entre corchetes, [a, b], o uno por línea tras un guion",
		"vários entre parênteses retos, [a, b], ou um por linha após um hífen",
	}
	saidMoreByDot = fields.Words{"More on one field", "Plus sur un champ", "Más sobre un campo", "Mais sobre um campo"}
)

// explainField is what there is to say of a kind of file (trip) or of one of its
// fields (trip.cost); false where the first word is no kind.
func (f *flags) explainField(name string) (string, bool, error) {
	first, path, deeper := strings.Cut(name, ".")
	kind, ok := fields.KindOf(first)
	if !ok {
		return "", false, nil
	}
	lang := f.language()
	if !deeper {
		return explainKind(kind, lang), true, nil
	}
	var paths []string
	var found *fields.Field
	fields.Walk(kind.Fields(), func(p string, f fields.Field) {
		if paths = append(paths, p); p == path {
			found = &f
		}
	})
	if found == nil {
		if near := frontmatter.Nearest(path, paths); near != "" {
			return "", true, usage("a %s has no field %q; did you mean %q?", kind.One(), path, kind.One()+"."+near)
		}
		return "", true, usage("a %s has no field %q; “parvis explain %s” lists all", kind.One(), path, kind.One())
	}
	return explainOne(kind.One()+"."+path, *found, lang), true, nil
}

func explainKind(kind fields.Kind, lang string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\n%s\n\n", kind.One(), kind.Label().In(lang), kind.Says().In(lang))
	listFields(&b, "", kind.Fields(), lang)
	fmt.Fprintf(&b, "\n%s: parvis explain %s.%s\n", saidMoreByDot.In(lang), kind.One(), kind.Fields()[0].Name)
	return b.String()
}

// listFields writes a line for each field, and those of a group below it.
func listFields(b *strings.Builder, indent string, list []fields.Field, lang string) {
	for _, f := range list {
		fmt.Fprintf(b, "%-20s %-12s %s\n", indent+f.Name, presences[f.Presence].In(lang), f.Says.In(lang))
		if f.Type == fields.Group {
			listFields(b, indent+"  ", f.Fields, lang)
		}
	}
}

func explainOne(path string, f fields.Field, lang string) string {
	var b strings.Builder
	heading := path + ": " + f.Label.In(lang)
	if p := presences[f.Presence].In(lang); p != "" {
		heading += " (" + p + ")"
	}
	fmt.Fprintf(&b, "%s\n\n%s\n\n", heading, f.Says.In(lang))
	line := func(words fields.Words, text string) { fmt.Fprintf(&b, "%s: %s\n", words.In(lang), text) }
	if len(f.Choices) > 0 {
		line(saidChoices, strings.Join(f.Choices, ", "))
	}
	if f.Unit != "" {
		line(saidUnit, f.Unit)
	}
	if f.Unless != "" {
		line(saidUnless, f.Unless)
	}
	if len(f.Refs) > 0 {
		var targets []string
		for _, to := range f.Refs {
			targets = append(targets, string(to))
		}
		line(saidRefs, strings.Join(targets, ", "))
	}
	if in, ok := fields.Find(f.Fields, f.ShortOf); ok && f.Short != fields.Amount {
		line(saidShort, f.Name+": "+in.Example)
	} else if f.Short == fields.Amount {
		line(saidShort, f.Name+": 1240.50")
	}
	line(saidExample, f.Name+": "+f.Example)
	for _, s := range []struct {
		is   bool
		says fields.Words
	}{{f.List, saidListed}, {f.Text, saidText}, {f.Staff, saidStaff}} {
		if s.is {
			fmt.Fprintln(&b, s.says.In(lang))
		}
	}
	if len(f.Fields) > 0 && f.Type == fields.Group {
		b.WriteByte('\n')
		listFields(&b, "", f.Fields, lang)
	}
	return b.String()
}
