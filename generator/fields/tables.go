package fields

import (
	"slices"
	"strings"
)

// Table is one of the tables in which a site gives its data away: a row for each
// entry, or for each of what entries hold several of, or for each file of another
// kind.
type Table struct {
	Name        string // of its files, without an ending
	Label, Says Words
	// Columns are its columns, in their order. One that holds a field's value as
	// it was written has the field's name; of a field of a group that stands once
	// in a file, behind the group's: best_practice_text.
	Columns []Column
	// Key are the columns whose values together are those of one row.
	Key []string
	// Links are the columns that name a row of another table, by that table: its
	// key is one column.
	Links map[string]string
	// Of has the field whose items are the rows, for each kind that has it, as
	// Column.From; it is "" where a row is a file.
	Of string
}

// Column returns the column of that name.
func (t Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// Tables returns all tables, in the order in which they are shown.
func Tables() []Table { return slices.Clone(tablesOfData) }

// tablesOfData is the one list of them. Package content has the rows: a test there
// holds that every public field of what a table is made of has a column.
var tablesOfData = []Table{
	{Name: "entries", Key: []string{"id"}, Links: map[string]string{"official": "people"}, Columns: allColumns,
		Label: Words{"Entries", "Fiches", "Fichas", "Fichas"},
		Says: Words{
			"Every trip, agreement, outcome and event: why, with whom, what it brings and what it cost.",
			"Chaque déplacement, accord, résultat et événement : pourquoi, avec qui, ce qu’il apporte et ce qu’il a coûté.",
			"Cada viaje, acuerdo, resultado y evento: por qué, con quién, qué aporta y cuánto costó.",
			"Cada viagem, acordo, resultado e evento: porquê, com quem, o que traz e quanto custou."}},
	{Name: "costs", Key: []string{"entry", "line"}, Links: ofEntry, Of: "trips cost.lines", Columns: slices.Concat(
		[]Column{entryColumn, item("line", linesNumber), entryURL, named("kind"), named("title"), named("date"), named("end"), named("countries")},
		[]Column{from(Trips, "cost.lines.for"), from(Trips, "cost.lines.what"), from(Trips, "cost.lines.amount"),
			from(Trips, "cost.lines.currency").saying(lineCurrency).always(), from(Trips, "cost.lines.rate"), from(Trips, "cost.lines.rate_date"),
			{Name: "converted", Type: Amount, Says: converted, Required: true}, {Name: "city_currency", Type: Currency, Says: cityCurrency, Required: true},
			from(Trips, "cost.lines.paid_by").saying(linePayer).always(), {Name: "by_city", Type: Flag, Says: byCity, Required: true},
			from(Trips, "cost.lines.class"), from(Trips, "cost.lines.nights")},
		[]Column{named("cost_status"), named("spent")}),
		Label: Words{"Costs", "Dépenses", "Gastos", "Despesas"},
		Says: Words{
			"Every line of every cost: what was paid for, how much, and who paid.",
			"Chaque ligne de dépense : ce qui a été payé, combien, et par qui.",
			"Cada línea de gasto: qué se pagó, cuánto y quién lo pagó.",
			"Cada linha de despesa: o que foi pago, quanto e por quem."}},
	{Name: "promises", Key: []string{"entry", "id"}, Links: map[string]string{"entry": "entries", "owner": "people"}, Of: "agreements promises",
		Columns: []Column{
			entryColumn, from(Agreements, "promises.id"), {Name: "url", Type: URL, Says: promiseURL, Required: true}, named("title"),
			from(Agreements, "promises.text"), from(Agreements, "promises.due"), from(Agreements, "promises.owner"), from(Agreements, "promises.status"),
			from(Agreements, "promises.reason"), from(Agreements, "promises.kept_on").saying(keptOn), from(Agreements, "promises.dropped_on"),
			{Name: "kept_by", Type: Ref, List: true, Refs: []Target{Target(Outcomes)}, Says: keptBy},
			from(Agreements, "promises.notes").as(Text).saying(promiseNotes), named("partners"), named("local_issues"), from(Agreements, "departments"),
		},
		Label: Words{"Promises", "Promesses", "Promesas", "Promessas"},
		Says: Words{
			"Every promise of an agreement, with its day and whether it is kept.",
			"Chaque promesse d’un accord, avec son échéance, tenue ou non.",
			"Cada promesa de un acuerdo, con su fecha y si se ha cumplido.",
			"Cada promessa de um acordo, com a sua data e se foi cumprida."}},
	{Name: "travellers", Key: []string{"entry", "traveller"}, Links: map[string]string{"entry": "entries", "person": "people"}, Of: "trips travellers",
		Columns: []Column{
			entryColumn, item("traveller", travellersNumber), entryURL, named("title"), from(Trips, "start").always(), from(Trips, "end").always(),
			from(Trips, "status").always(), {Name: "who", Type: Line, Says: travellerWho, Required: true}, {Name: "office", Type: Line, Says: travellerOffice},
			from(Trips, "travellers.person"), from(Trips, "travellers.role"), from(Trips, "travellers.function"),
			from(Trips, "travellers.count").saying(travellerCount).always(), {Name: "together", Type: Whole, Says: travellersTogether, Required: true},
			named("destinations"), named("countries"), from(Trips, "purpose"), {Name: "transport", Type: Text, Says: tripTransport},
			{Name: "class", Type: Choice, List: true, Says: tripClass}, {Name: "nights", Type: Whole, Says: rowNights},
			{Name: "hotel", Type: Text, Says: tripHotel},
			from(Trips, "travellers.paid_by").saying(travellerPayer).always(), {Name: "cost_share", Type: Amount, Says: rowShare},
			named("cost_trip"), named("currency"), named("cost_status"), named("spent"), named("local_benefit"),
		},
		Label: Words{"Travellers", "Voyageurs", "Viajeros", "Viajantes"},
		Says: Words{
			"Every traveller of every trip: when, where to, why, at whose expense and for what benefit.",
			"Chaque voyageur de chaque déplacement : quand, où, pourquoi, aux frais de qui et pour quel bénéfice.",
			"Cada viajero de cada viaje: cuándo, adónde, por qué, a cargo de quién y con qué beneficio.",
			"Cada viajante de cada viagem: quando, para onde, porquê, a expensas de quem e com que benefício."}},
	{Name: "measures", Key: []string{"entry", "measure"}, Links: ofEntry, Of: "outcomes measures", Columns: []Column{
		entryColumn, item("measure", measuresNumber), entryURL, named("title"), named("date"), from(Outcomes, "status"),
		from(Outcomes, "measures.what"), from(Outcomes, "measures.unit"),
		from(Outcomes, "measures.before"), from(Outcomes, "measures.target"), from(Outcomes, "measures.now")},
		Label: Words{"Measures", "Indicateurs", "Indicadores", "Indicadores"},
		Says: Words{
			"The figures of outcomes: before, as intended and now.",
			"Les chiffres des résultats : avant, visés et aujourd’hui.",
			"Las cifras de los resultados: antes, previstas y ahora.",
			"Os números dos resultados: antes, previstos e agora."}},
	{Name: "events", Key: []string{"entry"}, Links: ofEntry, Columns: []Column{
		entryColumn, entryURL, named("title"), from(Events, "start"), from(Events, "end"), {Name: "status", Type: Choice, Required: true,
			Choices: TripStatuses, Says: eventStatus}, from(Events, "place.name").called("place"), from(Events, "place.address"),
		from(Events, "place.lat"), from(Events, "place.lon"), from(Events, "for"), from(Events, "series"),
		from(Events, "programme").called("programme").as(Text).saying(eventProgramme), from(Events, "registration"), from(Events, "attended"),
		from(Events, "of"), from(Events, "cancelled_on")},
		Label: Words{"Events", "Événements", "Eventos", "Eventos"},
		Says: Words{
			"What the city holds at home: when, where, for whom, and how many came; of what is for staff alone, the title and the day.",
			"Ce que la ville organise chez elle : quand, où, pour qui, et combien sont venus ; de ce qui n’est que pour les agents, le titre et le jour.",
			"Lo que la ciudad organiza en casa: cuándo, dónde, para quién y cuántos vinieron; de lo que es solo para el personal, el título y el día.",
			"O que a cidade organiza em casa: quando, onde, para quem e quantos vieram; do que é só para o pessoal, o título e o dia."}},
	{Name: "campaigns", Key: []string{"id"}, Columns: append([]Column{fileID, pageURL}, all(Campaigns)...),
		Label: Words{"Campaigns", "Campagnes", "Campañas", "Campanhas"},
		Says: Words{
			"What the city tells in a campaign: the message, for whom, from when to when, and of which entries.",
			"Ce que la ville raconte en campagne : le message, pour qui, de quand à quand, et de quelles fiches.",
			"Lo que la ciudad cuenta en una campaña: el mensaje, para quién, de cuándo a cuándo y de qué fichas.",
			"O que a cidade conta numa campanha: a mensagem, para quem, de quando a quando e de que fichas."}},
	{Name: "people", Key: []string{"id"}, Columns: peopleColumns(),
		Label: Words{"People", "Personnes", "Personas", "Pessoas"},
		Says: Words{
			"Who decides, travels and answers, and in which office since when.",
			"Qui décide, voyage et répond, et dans quelle fonction depuis quand.",
			"Quién decide, viaja y responde, y en qué cargo desde cuándo.",
			"Quem decide, viaja e responde, e em que cargo desde quando."}},
	{Name: "partners", Key: []string{"id"}, Columns: append([]Column{fileID, pageURL}, all(Partners)...),
		Label: Words{"Partners", "Partenaires", "Socios", "Parceiros"},
		Says: Words{
			"The cities, regions, networks, organisations and universities with which the city works.",
			"Les villes, régions, réseaux, organisations et universités avec qui la ville travaille.",
			"Las ciudades, regiones, redes, organizaciones y universidades con las que trabaja la ciudad.",
			"As cidades, regiões, redes, organizações e universidades com as quais a cidade trabalha."}},
	{Name: "letters", Key: []string{"id"}, Links: map[string]string{"signed_by": "people", "verdict_of": "letters"},
		Columns: append([]Column{letterID, pageURL}, all(Newsletters)...),
		Label:   Words{"Letters of the month", "Lettres du mois", "Cartas del mes", "Cartas do mês"},
		Says: Words{
			"The monthly letters: who signs them, why, and what they tell.",
			"Les lettres mensuelles : qui les signe, pourquoi, et ce qu’elles racontent.",
			"Las cartas mensuales: quién las firma, por qué y qué cuentan.",
			"As cartas mensais: quem as assina, porquê e o que contam."}},
}

var ofEntry = map[string]string{"entry": "entries"}

// from is the column of a field's value.
func from(k Kind, path string) Column {
	f, ok := At(k.Fields(), path)
	if !ok {
		panic("fields: " + string(k) + " has no " + path)
	}
	return f.column(f.Name, k, path)
}

func (f Field) column(name string, k Kind, path string) Column {
	if f.Type == Group && f.Short != "" {
		f.Type = f.Short
	}
	return Column{Name: name, Type: f.Type, List: f.List, Says: f.Says, Required: f.Presence == Required, Unit: f.Unit, Choices: f.Choices, Refs: f.Refs,
		From: string(k) + " " + path}
}

// all are the columns of all public fields of a kind whose files are rows.
func all(k Kind) []Column {
	var out []Column
	lines := "" // the list of groups that has one column
	Walk(k.Fields(), func(path string, f Field) {
		switch {
		case lines != "" && strings.HasPrefix(path, lines):
		case f.Type == Group && f.List:
			lines = path + "."
			out = append(out, f.lines(k, path))
		case f.Type != Group && !f.Staff && f.Name != draft.Name:
			c := f.column(strings.ReplaceAll(path, ".", "_"), k, path)
			c.Required = c.Required && !strings.Contains(path, ".") // a group need not be there
			out = append(out, c)
		}
	})
	return out
}

// lines is the column of a list of groups, a line an item: of their one field where no more
// are public.
func (f Field) lines(k Kind, path string) Column {
	c := f.column(strings.ReplaceAll(path, ".", "_"), k, path).as(Text)
	public := slices.DeleteFunc(slices.Clone(f.Fields), func(f Field) bool { return f.Staff })
	if len(public) == 1 {
		c.From += "." + public[0].Name
	}
	return c
}

// peopleColumns are all of a person; the name is the one by which the site calls them.
func peopleColumns() []Column {
	out := append([]Column{fileID, pageURL}, all(People)...)
	i := slices.IndexFunc(out, func(c Column) bool { return c.Name == "name" })
	out[i] = out[i].saying(personName)
	return out
}

// named is the column of that name of the table of entries.
func named(name string) Column {
	i := slices.IndexFunc(allColumns, func(c Column) bool { return c.Name == name })
	return allColumns[i]
}

// saying returns the column with another meaning, since more is worked out for it
// than is written.
func (c Column) saying(w Words) Column { c.Says = w; return c }

// called returns the column by another name; the place of an event is required, and still
// no published row of one for staff has it.
func (c Column) called(name string) Column { c.Name, c.Required = name, false; return c }

// always returns the column as one that is never empty.
func (c Column) always() Column { c.Required = true; return c }

// as returns the column with another type.
func (c Column) as(t Type) Column { c.Type, c.List = t, false; return c }

// item is the column that counts the items of a list.
func item(name string, says Words) Column {
	return Column{Name: name, Type: Whole, Says: says, Required: true}
}
