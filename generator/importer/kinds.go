package importer

import (
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/fields"
	"parvis/generator/source"
)

// Kinds are what the rows of a table can be, as --kind names them.
var Kinds = []fields.Kind{fields.Trips, fields.Agreements, fields.Outcomes, fields.Partners, fields.People}

// listWords are the headers of lists that are no trips, by the fields into which
// they go: what cities write above a column, in the languages of the site. The
// labels of the table of fields are known beside them.
var listWords = map[fields.Kind]map[string]string{
	fields.Agreements: {
		"partner": "partner|partner city|partner town|twin town|twin city|twinned town|twinned city|sister city|sister town|" +
			"ville partenaire|partenaire|ville jumelee|ville jumelle|commune partenaire|commune jumelee|collectivite partenaire|" +
			"ciudad hermana|ciudad hermanada|ciudad socia|ciudad asociada|socio|municipio hermanado|contraparte|" +
			"cidade irma|cidade geminada|cidade parceira|municipio geminado|parceiro",
		"name": "name|nom|nombre|nome|city|town|ville|commune|ciudad|cidade|municipio",
		"beneficiary": "nombeneficiaire|beneficiaire|nom du beneficiaire|association|structure|organisme|beneficiary|" +
			"beneficiary name|recipient|recipient org name|grantee|" +
			"beneficiario|nombre beneficiario|nombre del beneficiario|entidad beneficiaria|entidade beneficiaria|nome do beneficiario",
		"country": countryWords, "lat": "lat|latitude|latitud", "lon": "lon|lng|long|longitude|longitud",
		"signed": "since|year|date|date signed|signed on|date of signature|depuis|annee|date de signature|signe le|dateconvention|date de convention|" +
			"date de la convention|exercice|desde|ano|fecha|fecha de firma|data|data de assinatura|data da assinatura|ejercicio|exercicio",
		"until": "end|end date|expires|valid until|fin|date de fin|jusquau|hasta|vence|vencimiento|fecha de fin|ate|validade|vencimento|data de fim",
		"link": "kind|type|kind of link|type of link|type of agreement|instrument|relationship|description|lien|type de lien|nature du lien|type de jumelage|" +
			"type daccord|forme|tipo|vinculo|tipo de vinculo|tipo de acuerdo|tipo de hermanamiento|tipo de convenio|tipo de acordo|descripcion|descricao",
		"purpose": "subject|aim|object|project|objectif|but|nom du projet|projet|intitule du projet|objeto|objetivo|proposito|proyecto|projeto",
		"title":   "agreement|accord|convention|intitule|convenio|acuerdo|acordo|protocolo",
		"promises": "commitment|commitments|engagement|engagements|compromiso|compromisos|obligaciones|compromisso|compromissos|" +
			"obrigacoes",
		"amount": "montant eur|montant vote|montant accorde|montant attribue|montant de la subvention|subvention|amount awarded|grant amount|" +
			"importe eur|importe concedido|subvencion|valor eur|valor concedido|montante|subvencao",
		"nature": "nature|nature de laide",
	},
	fields.Outcomes: {
		"title": "result|outcome|resultat|resultado", "purpose": "aim|objectif|objetivo", "date": "day|jour|dia|fecha|data",
		"status": "etat|statut|estado|situacion|situacao", "of": "trip|agreement|deplacement|accord|viaje|acuerdo|viagem|acordo",
	},
	fields.Partners: {
		"name": "partner|partner city|twin town|sister city|city|town|ville|ville partenaire|ville jumelee|partenaire|commune|organisme|" +
			"ciudad|ciudad hermana|socio|entidad|municipio|cidade|cidade irma|cidade geminada|parceiro|entidade|" +
			"organisation|organization|organizacion|organizacao",
		"city": "city|town|ville|commune|ciudad|municipio|cidade", "country": countryWords, "kind": "kind|type|tipo|categorie|categoria",
		"lat": "lat|latitude|latitud", "lon": "lon|lng|long|longitude|longitud",
		"since": "since|year|date|depuis|annee|desde|ano|fecha|data",
	},
	fields.People: {
		"name":   "full name|elected official|councillor|elu|elue|nom et prenom|prenom et nom|nom prenom|nombre y apellidos|apellidos y nombre|nome completo",
		"given":  "first name|given name|firstname|prenom|prenom de lelu|nombre de pila|nome proprio|primeiro nome",
		"family": "last name|family name|surname|lastname|nom de lelu|nom de famille|apellidos|apellido|apelido|sobrenome",
		"role": "role|office|position|function|title|mandat|fonction|libelle de la fonction|qualite|cargo|funcion|puesto|funcao|" +
			"mandato",
		"elected": "elected|elu e|electo|electa|eleito|eleita|cargo electo",
		"from": "from|since|start|in office since|date de debut du mandat|date de debut de la fonction|depuis|debut|debut du mandat|desde|inicio|" +
			"inicio del mandato|fecha de inicio|inicio do mandato|data de inicio",
		"until": "until|to|end|in office until|fin|fin du mandat|jusquau|hasta|fin del mandato|fecha de fin|ate|fim do mandato|data de fim",
	},
}

const countryWords = "country|country code|pays|code pays|pais|codigo de pais|codigo do pais|iso|iso2"

// listHeaders are the keys of the headers of each field of a list, in the order
// in which they are looked for.
var listHeaders = func() map[fields.Kind]map[string][]string {
	out := map[fields.Kind]map[string][]string{}
	for kind, words := range listWords {
		out[kind] = map[string][]string{}
		for field, list := range words {
			keys := []string{field}
			if f, ok := labelledField(kind, field); ok {
				for _, lang := range fields.Languages {
					keys = append(keys, headerKey(f.Label.In(lang)))
				}
			}
			for word := range strings.SplitSeq(list, "|") {
				keys = append(keys, headerKey(word))
			}
			out[kind][field] = keys
		}
	}
	return out
}()

// labelledField is the field of the table of fields that a field of a list fills.
func labelledField(kind fields.Kind, name string) (fields.Field, bool) {
	path := map[string]string{"partner": "partners", "amount": "cost.lines.amount", "currency": "cost.lines.currency"}[name]
	if path == "" {
		path = name
	}
	return fields.At(kind.Fields(), path)
}

// listFields are the fields that a map file can name for a list, beside those of trips.
var listFields = func() []string {
	var out []string
	for _, words := range listWords {
		for field := range words {
			if !slices.Contains(out, field) && !slices.Contains(mapFields, field) {
				out = append(out, field)
			}
		}
	}
	slices.Sort(out)
	return out
}()

// listLayout finds the columns of a list, each in one field: from the map file where
// there is one, and by their names.
func listLayout(kind fields.Kind, base *layout, keys []string) *layout {
	l := &layout{names: base.names, words: base.words, currency: base.currency, fields: map[string]columns{}}
	used := map[int]bool{}
	for field, c := range base.fields {
		if _, ok := listWords[kind][field]; ok {
			l.fields[field] = c
			for _, at := range c.at {
				used[at] = true
			}
		}
	}
	for _, field := range listOrder[kind] {
		if l.has(field) {
			continue
		}
		for _, key := range listHeaders[kind][field] {
			if at := slices.Index(keys, key); at >= 0 && !used[at] {
				l.fields[field], used[at] = columns{at: []int{at}}, true
				break
			}
		}
	}
	return l
}

// listOrder is the order in which the fields of a list look for their columns: what
// is certain first.
var listOrder = map[fields.Kind][]string{
	fields.Agreements: {"beneficiary", "partner", "country", "lat", "lon", "until", "signed", "amount", "promises", "purpose", "title", "nature",
		"link", "name"},
	fields.Outcomes: {"title", "purpose", "date", "status", "of"},
	fields.Partners: {"country", "lat", "lon", "since", "name", "city", "kind"},
	fields.People:   {"given", "family", "name", "role", "elected", "from", "until"},
}

// listIs tells how well a table fits a kind of list: not at all, perhaps, or for certain.
func listIs(kind fields.Kind, l *layout, rows []row) (may, certain bool) {
	switch kind {
	case fields.Agreements:
		if l.has("beneficiary") {
			may = l.has("amount") && (l.has("purpose") || l.has("signed"))
			return may, may
		}
		named := l.has("partner") || l.has("name")
		may = named && (l.has("country") || l.has("link") || l.has("lat"))
		return may, may && (linked(l, rows) || l.has("partner") && l.has("signed") && l.names[l.fields["signed"].at[0]] != "" && l.has("country"))
	case fields.Partners:
		may = l.has("name") && l.has("country")
		return may, may && l.has("kind") && all(l, rows, "kind", func(s string) bool { return partnerKind(s) != "" })
	case fields.People:
		may = (l.has("name") || l.has("family")) && l.has("role")
		return may, may && (l.has("from") || l.has("until") || l.has("elected") || l.has("family"))
	}
	return false, false // outcomes are told from nothing else by their headers
}

// linked tells whether most rows name a kind of link between cities.
func linked(l *layout, rows []row) bool {
	n := 0
	for _, r := range rows {
		if text, _ := l.value(r, "link"); isLink(text) {
			n++
		}
	}
	return n*2 > len(rows)
}

// all tells whether a column is filled with what fits, in some rows at least.
func all(l *layout, rows []row, field string, fits func(string) bool) bool {
	n := 0
	for _, r := range rows {
		switch text, _ := l.value(r, field); {
		case text == "":
		case !fits(text):
			return false
		default:
			n++
		}
	}
	return n > 0
}

// How words for a link between cities begin.
const (
	twinStems = "jumel twin sister hermana germana gemina irma"
	linkStems = twinStems + " friendship amiti amist amiz accord entente agreement acuerdo acordo convention convenio protocol memorand " +
		"lettre letter carta declaration declarac partenariat partnership cooperation cooperac pact charte charter"
)

func isLink(text string) bool     { return hasStem(text, linkStems) }
func isTwinning(text string) bool { return hasStem(text, twinStems) }

// hasStem tells whether a word of a text begins like one of the stems.
func hasStem(text, stems string) bool {
	for word := range strings.FieldsSeq(content.Fold(text)) {
		for stem := range strings.FieldsSeq(stems) {
			if strings.HasPrefix(word, stem) {
				return true
			}
		}
	}
	return false
}

// recogniseList decides what the rows of a table are: what --kind says, trips where
// the header has all of a trip, and else the one kind that they are for certain. It
// sets the layout of a list, and leaves that of trips to recognise. It returns false
// where nobody can tell, having said so.
func (im *importing) recogniseList(header row, rows []row, m *Mapping) (fields.Kind, bool) {
	asked := im.opts.Kind
	base := &layout{fields: map[string]columns{}, in: map[int]string{}, words: im.words}
	keys := base.header(header)
	if asked == fields.Trips || asked == "" && m.hasColumns() {
		return fields.Trips, true
	}
	if asked != "" {
		if m != nil && !base.recognising(header, rows, im.opts, im.report).mapped(m, keys, slices.Concat(mapFields, listFields)) {
			return "", false
		}
		im.layout = listLayout(asked, base, keys)
		return asked, im.complete(header)
	}
	trips := (&layout{names: base.names, fields: map[string]columns{}, in: map[int]string{}, words: im.words}).recognising(header, rows, im.opts, im.report)
	trips.byName(im.opts.Language)
	lacks := func(f string) bool { return !trips.has(f) }
	if !slices.ContainsFunc([]string{"start", "end", "destination", "purpose"}, lacks) {
		return fields.Trips, true
	}
	oneDay := !slices.ContainsFunc([]string{"start", "destination", "purpose"}, lacks)
	var may, commands []string
	for _, kind := range Kinds[1:] {
		l := listLayout(kind, base, keys)
		perhaps, certain := listIs(kind, l, rows)
		if certain && !(oneDay && l.has("beneficiary")) {
			im.layout = l
			return kind, true
		}
		if perhaps {
			may = append(may, string(kind))
			commands = append(commands, "parvis import --kind "+string(kind)+" "+im.file.Path)
		}
	}
	if len(may) == 0 || oneDay {
		return fields.Trips, true // which says what is missing
	}
	im.report(ruleKind.At(header.span(), "this is no table of trips; by its columns it could be one of %s", catalog.Or(may...)).
		To("say what its rows are: %s", catalog.Or(commands...)))
	return "", false
}

// listNeeds are the fields without which a row says of nothing; one of them is enough.
var listNeeds = map[fields.Kind][]string{
	fields.Agreements: {"partner", "name", "beneficiary"}, fields.Outcomes: {"title"}, fields.Partners: {"name"}, fields.People: {"name", "family"},
}

// complete tells whether a list has what says of whom or what its rows are.
func (im *importing) complete(header row) bool {
	needs := listNeeds[im.opts.Kind]
	if slices.ContainsFunc(needs, im.layout.has) {
		return true
	}
	d := ruleHeader.At(header.span(), "no column is known to hold the %s, by which each of the %s is told from others",
		catalog.Or(needs...), string(im.opts.Kind))
	im.report(d.To("write a file such as map.yaml with the line “%s: NAME OF THE COLUMN” and give it with --map map.yaml; columns here: %s",
		needs[0], strings.Join(im.layout.names, ", ")))
	return false
}

var ruleKind = &source.Rule{Name: "import-kind",
	Says: "The columns of a table tell what its rows are, or --kind says it.",
	Why:  "a list of cities can be one of partners or one of what was signed with them, and an officer knows which",
	Fix:  "name the kind: parvis import --kind agreements FILE, or trips, outcomes, partners or people",
	Bad:  source.Example{File: "cities.csv", Text: "Name,Country\nRavenna,Italy\nGuimarães,Portugal\n", Whole: true},
	Good: source.Example{File: "cities.csv", Text: "Twin town,Country,Date of signature\nRavenna,Italy,2009-05-12\nGuimarães,Portugal,2016\n", Whole: true}}
