package fields

func eventFields() []Field {
	return entry([]Field{
		{Name: "start", Type: Moment, Presence: Required, Column: "date", Example: "2026-11-21 18:30",
			Label: Words{"Begins", "Début", "Empieza", "Começa"},
			Says: Words{
				"The day on which it begins, and the time of day in the city’s own time.",
				"Le jour où il commence, et l’heure qu’il est alors dans la ville.",
				"El día en que empieza, y la hora de la ciudad.",
				"O dia em que começa, e a hora da cidade."}},
		{Name: "end", Type: Moment, Asked: true, Column: "end", Example: "2026-11-21 21:00",
			Label: Words{"Ends", "Fin", "Termina", "Acaba"},
			Says: Words{
				"The day and the time at which it ends; without it, the day on which it begins.",
				"Le jour et l’heure de la fin ; sans cela, le jour du début.",
				"El día y la hora en que termina; si falta, el día en que empieza.",
				"O dia e a hora em que acaba; se faltar, o dia em que começa."}},
		placeHere,
		{Name: "for", Type: Choice, Presence: Required, List: true, Choices: Audiences, Example: "[citizens]",
			Label: Words{"For whom", "Pour qui", "Para quién", "Para quem"},
			Says: Words{
				"Residents, young people, staff, partners or the press; of what is for staff alone, only the title and the cost are public.",
				"Habitants, jeunes, agents, partenaires ou presse ; de ce qui n’est que pour les agents, seuls le titre et le coût sont publics.",
				"Vecinos, jóvenes, personal, socios o prensa; si es solo para el personal, solo se publican el título y el coste.",
				"Habitantes, jovens, pessoal, parceiros ou imprensa; do que é só para o pessoal publicam-se apenas o título e o custo."}},
	}, []Field{
		{Name: "series", Type: Line, Text: true, Example: "European Days of Local Solidarity",
			Label: Words{"Part of", "Dans le cadre de", "Dentro de", "No âmbito de"},
			Says: Words{
				"The days, the festival or the series to which it belongs.",
				"Les journées, le festival ou le cycle dont il fait partie.",
				"Las jornadas, el festival o el ciclo al que pertenece.",
				"As jornadas, o festival ou o ciclo a que pertence."}},
		programme,
		{Name: "registration", Type: Contact, Example: "https://agenda.example.org/night-trams",
			Label: Words{"Registration", "Inscription", "Inscripción", "Inscrição"},
			Says: Words{
				"The web address or the mail address where one says that one will come.",
				"L’adresse web ou de messagerie où l’on s’inscrit.",
				"La dirección web o de correo donde uno se inscribe.",
				"O endereço web ou de correio onde as pessoas se inscrevem."}},
		{Name: "attended", Type: Whole, Unit: "persons", Example: "140",
			Label: Words{"How many came", "Combien sont venus", "Cuántas personas vinieron", "Quantas pessoas vieram"},
			Says: Words{
				"How many came, once it is over.",
				"Combien de personnes sont venues, une fois l’événement passé.",
				"Cuántas personas vinieron, una vez terminado.",
				"Quantas pessoas vieram, depois de acabar."}},
		{Name: "of", Type: Ref, Asked: true, List: true, Refs: []Target{Target(Trips), Target(Agreements), Target(Outcomes)}, Column: "of",
			Example: "[trips/2026-09-ravenna]",
			Label:   Words{"Tells about", "Raconte", "Habla de", "Fala de"},
			Says: Words{
				"The trips, agreements or outcomes that it tells about.",
				"Les déplacements, accords ou résultats dont il parle.",
				"Los viajes, acuerdos o resultados de los que habla.",
				"As viagens, acordos ou resultados de que fala."}},
		{Name: "cancelled_on", Type: Date, Example: "2026-11-19",
			Label: Words{"Called off on", "Annulé le", "Cancelado el", "Cancelado em"},
			Says: Words{
				"The day on which it was called off; people see it in their calendars.",
				"Le jour de l’annulation ; les agendas des gens la montrent.",
				"El día en que se canceló; la gente lo ve en su calendario.",
				"O dia em que foi cancelado; as pessoas veem-no no seu calendário."}},
	}, Optional)
}

// placeHere is where in the city an event is.
var placeHere = Field{Name: "place", Type: Group, Presence: Required, Short: Line, ShortOf: "name", Long: "name: …, address: …",
	Example: "{name: Tram depot, address: 4 Depot Lane, lat: 46.51, lon: 6.68}",
	Label:   Words{"Place", "Lieu", "Lugar", "Local"},
	Says: Words{
		"Where in town it is; “online” where one need not go out.",
		"Où cela se passe en ville ; « en ligne » si l’on reste chez soi.",
		"En qué lugar de la ciudad; «en línea» si no hay que salir de casa.",
		"Em que lugar da cidade; «em linha» quando ninguém precisa de sair de casa."},
	Fields: []Field{
		{Name: "name", Type: Line, Presence: Required, Text: true, Example: "Tram depot",
			Label: Words{"Name of the place", "Nom du lieu", "Nombre del lugar", "Nome do local"},
			Says: Words{
				"What people call the place.",
				"Le nom que les gens donnent au lieu.",
				"Cómo llama la gente al lugar.",
				"Como as pessoas chamam ao local."}},
		{Name: "address", Type: Line, Text: true, Example: "4 Depot Lane",
			Label: Words{"Street and number", "Rue et numéro", "Calle y número", "Rua e número"},
			Says: Words{
				"The street and the number, and the stop where one gets off.",
				"La rue et le numéro, et l’arrêt où l’on descend.",
				"La calle y el número, y la parada en que uno se baja.",
				"A rua e o número, e a paragem em que se sai."}},
		latitude, longitude,
	}}

var programme = Field{Name: "programme", Type: Group, List: true, Long: "time: …, what: …",
	Example: "[{time: \"18:30\", what: Soup and welcome}, {time: \"19:00\", what: A driver of Ravenna tells of the last tram}]",
	Label:   Words{"Programme", "Programme", "Programa", "Programa"},
	Says: Words{
		"What happens when, one line after the other.",
		"Ce qui se passe et à quelle heure, ligne après ligne.",
		"Qué pasa y a qué hora, línea por línea.",
		"O que acontece e a que horas, linha a linha."},
	Fields: []Field{
		{Name: "time", Type: Clock, Example: "\"18:30\"",
			Label: Words{"Time", "Heure", "Hora", "Hora"},
			Says: Words{
				"The time of day, and before it the day where it lasts several.",
				"L’heure, précédée du jour s’il en dure plusieurs.",
				"La hora, con el día delante si dura varios.",
				"A hora, com o dia antes se durar vários."}},
		{Name: "what", Type: Line, Presence: Required, Text: true, Example: "Soup and welcome",
			Label: Words{"What happens", "Ce qui se passe", "Qué pasa", "O que acontece"},
			Says: Words{
				"What happens then, in one line.",
				"Ce qui se passe alors, en une ligne.",
				"Qué pasa entonces, en una línea.",
				"O que acontece então, numa linha."}},
	}}

// A Series is days or a festival that many cities hold, by its name in each language.
type Series struct{ Name Words }

// KnownSeries are those that are offered to who writes an event, and that readers see by
// their name in each language.
var KnownSeries = []Series{
	{Words{"European Days of Local Solidarity", "Journées européennes de la solidarité locale", "Jornadas Europeas de la Solidaridad Local",
		"Dias Europeus da Solidariedade Local"}},
	{Words{"Festival des Solidarités", "Festival des Solidarités", "Festival des Solidarités", "Festival des Solidarités"}},
	{Words{"Europe Day", "Journée de l’Europe", "Día de Europa", "Dia da Europa"}},
	{Words{"World Cities Day", "Journée mondiale des villes", "Día Mundial de las Ciudades", "Dia Mundial das Cidades"}},
	{Words{"European Mobility Week", "Semaine européenne de la mobilité", "Semana Europea de la Movilidad", "Semana Europeia da Mobilidade"}},
	{Words{"European Week of Regions and Cities", "Semaine européenne des régions et des villes", "Semana Europea de las Regiones y Ciudades",
		"Semana Europeia das Regiões e dos Municípios"}},
}

// SeriesIn is the name of a series in a language, where it is a known one in any language;
// else as it was written.
func SeriesIn(written, lang string) string {
	for _, s := range KnownSeries {
		for _, name := range s.Name {
			if letters(name) == letters(written) {
				return s.Name.In(lang)
			}
		}
	}
	return written
}
