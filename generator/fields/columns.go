package fields

import (
	"slices"
	"strings"
)

// Column is one column of a table of the data (Tables). Those of entries.csv are
// also the members of the objects of entries.json.
type Column struct {
	Name string
	Type Type
	List bool // its items are joined with “;”
	Says Words
	// Plain tells, of a column of entries, that it holds the value of one field as
	// it was written, and nothing has to be worked out.
	Plain bool
	// Required tells that no published row leaves it empty.
	Required bool
	Unit     string   // of a number
	Choices  []string // all its values, where it has only some
	Refs     []Target // of a Ref
	// From is the field that it comes from, as its kind and path: “trips
	// cost.lines.for”; "" where it is worked out.
	From string
}

// Field is the field that a column comes from; not ok where it is worked out.
func (c Column) Field() (f Field, ok bool) {
	kind, path, found := strings.Cut(c.From, " ")
	if !found {
		return Field{}, false
	}
	return At(Kind(kind).Fields(), path)
}

// columns are those that came first, in their order, which stays; what is worked
// out for them, or means another thing than the field of that name, says so.
var columns = []Column{
	{Name: "id", Type: ID, Required: true, Says: Words{
		"The entry’s id and, behind the site’s address, its page.",
		"L’identifiant de la fiche et, après l’adresse du site, sa page.",
		"El identificador de la ficha y, tras la dirección del sitio, su página.",
		"O identificador da ficha e, a seguir ao endereço do site, a sua página."}},
	{Name: "kind", Type: Choice, Required: true, Choices: Ones(Entries), Says: Words{
		"Trip, agreement, outcome or event.",
		"Déplacement (trip), accord (agreement), résultat (outcome) ou événement (event).",
		"Viaje (trip), acuerdo (agreement), resultado (outcome) o evento (event).",
		"Viagem (trip), acordo (agreement), resultado (outcome) ou evento (event)."}},
	{Name: "url", Type: URL, Required: true, Says: Words{
		"The address of the entry’s page.",
		"L’adresse de la page de la fiche.",
		"La dirección de la página de la ficha.",
		"O endereço da página da ficha."}},
	{Name: "language", Type: Language, Required: true, Says: Words{
		"The language in which the texts are written.",
		"La langue dans laquelle les textes sont écrits.",
		"La lengua en que están escritos los textos.",
		"A língua em que os textos estão escritos."}},
	{Name: "title", Required: true}, {Name: "pitch"}, {Name: "purpose"}, {Name: "local_benefit"}, {Name: "local_issues"},
	{Name: "sdg", Required: true},
	{Name: "date", Type: Date, Required: true, Says: Words{
		"The first day of a trip or an event, the day of a signature, or an outcome’s.",
		"Le premier jour d’un déplacement ou d’un événement, le jour d’une signature ou celui d’un résultat.",
		"El primer día de un viaje o de un evento, el día de una firma o el de un resultado.",
		"O primeiro dia de uma viagem ou de um evento, o dia de uma assinatura ou o de um resultado."}},
	{Name: "end", Type: Date, Required: true, Says: Words{
		"The last day of a trip or an event; else the last day of the date as it was written.",
		"Le dernier jour d’un déplacement ou d’un événement ; sinon le dernier jour de la date, telle qu’elle est écrite.",
		"El último día de un viaje o de un evento; si no, el último de la fecha tal como se escribió.",
		"O último dia de uma viagem ou de um evento; senão, o último da data tal como foi escrita."}},
	{Name: "partners"},
	{Name: "countries", Type: Country, List: true, Says: Words{
		"The countries to which it led, or of the partners.",
		"Les pays où il a mené, ou ceux des partenaires.",
		"Los países a los que llevó, o los de los socios.",
		"Os países a que levou, ou os dos parceiros."}},
	{Name: "official"}, {Name: "currency", Required: true},
	{Name: "cost_trip", Type: Amount, Says: Words{
		"All lines of the cost together, whoever paid.",
		"Toutes les lignes de dépense ensemble, quel que soit le payeur.",
		"Todas las líneas de gasto juntas, pague quien pague.",
		"Todas as linhas de despesa juntas, seja quem for que pague."}},
	{Name: "cost_city", Type: Amount, Says: Words{
		"What the city itself paid of it.",
		"Ce que la ville elle-même a payé.",
		"Lo que pagó la propia ciudad.",
		"O que a própria cidade pagou."}},
	{Name: "cost_status", Type: Choice, Required: true, Choices: append(slices.Clone(CostStatuses), "pending"), Says: Words{
		"Whether the cost is final, provisional or not known yet (pending).",
		"Si le coût est définitif (final), provisoire (provisional) ou pas encore connu (pending).",
		"Si el coste es definitivo (final), provisional o aún no se conoce (pending).",
		"Se o custo é definitivo (final), provisório (provisional) ou ainda não se conhece (pending)."}},
	{Name: "status", Type: Choice, Required: true, Says: Words{
		"How a trip, an event (planned, completed or cancelled), an agreement (active, dormant or ended) or an outcome stands.",
		"Où en est un déplacement, un événement (planned, completed ou cancelled), un accord (active, dormant ou ended) ou un résultat.",
		"Cómo está un viaje, un evento (planned, completed o cancelled), un acuerdo (active, dormant o ended) o un resultado.",
		"Como está uma viagem, um evento (planned, completed ou cancelled), um acordo (active, dormant ou ended) ou um resultado."}},
	{Name: "of"}, {Name: "destinations"}, {Name: "until"}, {Name: "cost_planned"},
	{Name: "spent", Type: Flag, Required: true, Says: Words{
		"Whether the cost belongs to what has been spent; where it is false, the amounts are plans, and no sum may hold them.",
		"Si le coût fait partie de ce qui est dépensé ; sinon les montants sont prévus, et aucune somme ne doit les compter.",
		"Si el coste forma parte de lo gastado; si no, los importes son previsiones y ninguna suma debe contarlos.",
		"Se o custo faz parte do que foi gasto; senão os valores são previsões e nenhuma soma os deve contar."}},
}

// allColumns are the columns above, then those of all further fields that have
// one, in the order of the table.
var allColumns = func() []Column {
	out := slices.Clone(columns)
	for _, k := range Kinds {
		Walk(k.Fields(), func(path string, f Field) {
			i := slices.IndexFunc(out, func(c Column) bool { return c.Name == f.Column })
			switch {
			case f.Column == "":
			case i < 0:
				c := f.column(f.Column, k, path)
				c.Plain, c.Required, c.Choices = true, false, nil // other kinds may lack it
				out = append(out, c)
			case out[i].Says == Words{}:
				required := out[i].Required
				out[i] = f.column(f.Column, k, path)
				out[i].Required = required
			}
		})
	}
	return out
}()

// Columns returns the columns of entries.csv, in their order.
func Columns() []Column { return slices.Clone(allColumns) }

// PlainColumns returns those that hold one field's value as it was written. They
// are asked for with each record, and are always the same ones: nobody may change them.
func PlainColumns() []Column { return plainColumns }

var plainColumns = slices.DeleteFunc(Columns(), func(c Column) bool { return !c.Plain })
