package fields

func tripFields() []Field {
	return entry([]Field{
		{Name: "start", Type: Date, Presence: Required, Column: "date", Example: "2026-09-14",
			Label: Words{"First day", "Premier jour", "Primer día", "Primeiro dia"},
			Says: Words{
				"The day of departure.",
				"Le jour du départ.",
				"El día de salida.",
				"O dia da partida."}},
		{Name: "end", Type: Date, Presence: Required, Column: "end", Example: "2026-09-16",
			Label: Words{"Last day", "Dernier jour", "Último día", "Último dia"},
			Says: Words{
				"The day of return.",
				"Le jour du retour.",
				"El día de regreso.",
				"O dia do regresso."}},
		destination,
	}, []Field{
		travellers,
		{Name: "invited_by", Type: Line, Text: true, Column: "invited_by", Example: "the mayor of Ravenna",
			Label: Words{"Invited by", "À l’invitation de", "Por invitación de", "A convite de"},
			Says: Words{
				"Who invited the city.",
				"Qui a invité la ville.",
				"Quién invitó a la ciudad.",
				"Quem convidou a cidade."}},
		{Name: "met", Type: Line, List: true, Text: true, Example: "[the head of the tram depot, the union of drivers]",
			Label: Words{"Met with", "Rencontres", "Encuentros", "Encontros"},
			Says: Words{
				"Whom the travellers met.",
				"Qui les voyageurs ont rencontré.",
				"Con quién se reunieron los viajeros.",
				"Com quem os viajantes se encontraram."}},
		{Name: "status", Type: Choice, Choices: TripStatuses, Column: "status", Example: "cancelled",
			Label: Words{"Status", "État", "Estado", "Estado"},
			Says: Words{
				"Planned, completed or cancelled; where it is left out, the dates say it.",
				"Prévu, effectué ou annulé ; sans cela, les dates le disent.",
				"Previsto, realizado o cancelado; si falta, lo dicen las fechas.",
				"Prevista, realizada ou cancelada; se faltar, dizem-no as datas."}},
		{Name: "cancelled_on", Type: Date, Example: "2026-09-12",
			Label: Words{"Cancelled on", "Annulé le", "Cancelado el", "Cancelada em"},
			Says: Words{
				"The day on which a trip was cancelled.",
				"Le jour de l’annulation.",
				"El día en que se canceló.",
				"O dia em que foi cancelada."}},
		briefing, mandate,
		{Name: "private_extension", Type: Text, Text: true, Column: "private_extension", Example: "Two days of holiday after the visit, at their own expense.",
			Label: Words{"Private extension", "Prolongation privée", "Extensión privada", "Prolongamento a título particular"},
			Says: Words{
				"What of the trip was private, and who paid for it.",
				"Ce qui, dans le déplacement, était privé, et qui l’a payé.",
				"Qué parte del viaje fue privada y quién la pagó.",
				"Que parte da viagem foi privada e quem a pagou."}},
		{Name: "co2_kg", Type: Decimal, Unit: "kg", Column: "co2_kg", Example: "96",
			Label: Words{"CO₂, in kilograms", "CO₂, en kilogrammes", "CO₂, en kilogramos", "CO₂, em quilogramas"},
			Says: Words{
				"The carbon dioxide of all journeys together, in kilograms.",
				"Le dioxyde de carbone de tous les trajets, en kilogrammes.",
				"El dióxido de carbono de todos los trayectos, en kilogramos.",
				"O dióxido de carbono de todos os percursos, em quilogramas."}},
		lessons,
	}, Optional)
}

var destination = Field{Name: "destination", Type: Group, Presence: Required, List: true, Short: Place, Column: "destinations", Example: "Ravenna, IT",
	Label: Words{"Destination", "Destination", "Destino", "Destino"},
	Says: Words{
		"Where to: a city and its country, such as Ravenna, IT.",
		"Où : une ville et son pays, comme Ravenne, IT.",
		"Adónde: una ciudad y su país, como Rávena, IT.",
		"Para onde: uma cidade e o seu país, como Ravena, IT."},
	Fields: []Field{
		{Name: "city", Type: Line, Presence: Required, Text: true, Example: "Ravenna",
			Label: Words{"City", "Ville", "Ciudad", "Cidade"},
			Says: Words{
				"The city; a translation may call it by another name.",
				"La ville ; une traduction peut lui donner un autre nom.",
				"La ciudad; una traducción puede darle otro nombre.",
				"A cidade; uma tradução pode dar-lhe outro nome."}},
		{Name: "country", Type: Country, Presence: Required, Example: "IT",
			Label: Words{"Country", "Pays", "País", "País"},
			Says: Words{
				"Its country.",
				"Son pays.",
				"Su país.",
				"O seu país."}},
		latitude, longitude,
	}}

var latitude = Field{Name: "lat", Type: Degrees, Limit: 90, Unit: "°", Example: "44.42",
	Label: Words{"Latitude", "Latitude", "Latitud", "Latitude"},
	Says: Words{
		"The latitude in degrees, for the map; less than zero in the south.",
		"La latitude en degrés, pour la carte ; négative au sud.",
		"La latitud en grados, para el mapa; negativa en el sur.",
		"A latitude em graus, para o mapa; negativa no sul."}}

var longitude = Field{Name: "lon", Type: Degrees, Limit: 180, Unit: "°", Example: "12.2",
	Label: Words{"Longitude", "Longitude", "Longitud", "Longitude"},
	Says: Words{
		"The longitude in degrees, for the map; less than zero in the west.",
		"La longitude en degrés, pour la carte ; négative à l’ouest.",
		"La longitud en grados, para el mapa; negativa en el oeste.",
		"A longitude em graus, para o mapa; negativa a oeste."}}

var travellers = Field{Name: "travellers", Type: Group, List: true, Either: [][]string{{"person"}, {"role"}}, Long: "person: …} or - {role: …, function: …",
	Example: "[{person: claire-moreau}, {role: Engineer, function: Runs the night service, count: 2, paid_by: City of Ravenna}]",
	Label:   Words{"Travellers", "Voyageurs", "Viajeros", "Viajantes"},
	Says: Words{
		"Who travelled: people by name where they are elected, all others by their role.",
		"Qui a voyagé : les élus par leur nom, les autres par leur fonction.",
		"Quién viajó: los cargos electos por su nombre, los demás por su función.",
		"Quem viajou: os eleitos pelo nome, os outros pela função."},
	Fields: []Field{
		{Name: "person", Type: Ref, Refs: []Target{Target(People)}, Example: "claire-moreau",
			Label: Words{"Person", "Personne", "Persona", "Pessoa"},
			Says: Words{
				"Somebody by name: one of the city’s people.",
				"Quelqu’un, par son nom : l’une des personnes de la ville.",
				"Alguien por su nombre: una de las personas de la ciudad.",
				"Alguém pelo nome: uma das pessoas da cidade."}},
		{Name: "role", Type: Line, Text: true, Example: "Engineer",
			Label: Words{"Role", "Fonction", "Función", "Função"},
			Says: Words{
				"What somebody is, in place of a name.",
				"La fonction, à la place du nom.",
				"La función, en lugar del nombre.",
				"A função, em vez do nome."}},
		{Name: "function", Type: Line, Text: true, Example: "Runs the night service",
			Label: Words{"Task", "Mission", "Tarea", "Tarefa"},
			Says: Words{
				"What they were there for.",
				"Ce que la personne était venue y faire.",
				"A qué fue.",
				"O que foi lá fazer."}},
		{Name: "count", Type: Whole, Least: 1, Unit: "persons", Example: "2",
			Label: Words{"How many", "Combien", "Cuántos", "Quantos"},
			Says: Words{
				"How many of them there were, if more than one.",
				"Combien ils étaient, s’ils étaient plusieurs.",
				"Cuántos eran, si eran varios.",
				"Quantos eram, se eram vários."}},
		{Name: "paid_by", Type: Line, Example: "City of Ravenna",
			Label: Words{"Paid by", "Payé par", "Pagado por", "Pago por"},
			Says: Words{
				"Who paid for them, if it was not the city.",
				"Qui a payé pour eux, si ce n’est pas la ville.",
				"Quién pagó por ellos, si no fue la ciudad.",
				"Quem pagou por eles, se não foi a cidade."}},
	}}

var briefing = Field{Name: "briefing", Type: Group, Example: "{date: 2026-09-01, departments: [streets], topics: [how drivers are found for the night]}",
	Label: Words{"Briefing", "Préparation", "Preparación", "Preparação"},
	Says: Words{
		"What was shared with departments before the departure.",
		"Ce qui a été partagé avec les services avant le départ.",
		"Lo que se compartió con las áreas municipales antes de salir.",
		"O que foi partilhado com os serviços antes da partida."},
	Fields: []Field{
		{Name: "date", Type: Date, Presence: Required, Example: "2026-09-01",
			Label: Words{"Date", "Date", "Fecha", "Data"},
			Says: Words{
				"The day on which it was shared.",
				"Le jour où cela a été partagé.",
				"El día en que se compartió.",
				"O dia em que foi partilhado."}},
		{Name: "departments", Type: Ref, Presence: Required, List: true, Refs: []Target{ToDepartment}, Example: "[streets]",
			Label: Words{"Departments", "Services", "Áreas municipales", "Serviços"},
			Says: Words{
				"With which departments.",
				"Avec quels services.",
				"Con qué áreas.",
				"Com que serviços."}},
		{Name: "topics", Type: Line, List: true, Staff: true, Example: "[how drivers are found for the night]",
			Label: Words{"Topics", "Thèmes", "Temas", "Temas"},
			Says: Words{
				"What was to be found out; for colleagues, never published.",
				"Ce qu’il fallait apprendre ; pour les collègues, jamais publié.",
				"Qué había que averiguar; para colegas, nunca se publica.",
				"O que era preciso saber; para colegas, nunca é publicado."}},
	}}

var mandate = Field{Name: "mandate", Type: Group, Example: "{ref: Resolution 2026-118, date: 2026-06-30, url: https://council.example.org/2026-118}",
	Label: Words{"Council’s mandate", "Mandat du conseil", "Autorización del pleno", "Autorização da câmara"},
	Says: Words{
		"The council’s vote for the trip, before the departure.",
		"Le vote du conseil pour ce déplacement, avant le départ.",
		"El acuerdo del pleno para el viaje, antes de salir.",
		"A deliberação do órgão municipal para a viagem, antes da partida."},
	Fields: []Field{
		{Name: "ref", Type: Line, Presence: Required, Text: true, Example: "Resolution 2026-118",
			Label: Words{"Reference", "Référence", "Referencia", "Referência"},
			Says: Words{
				"How the vote is called or numbered.",
				"Le nom ou le numéro de la délibération.",
				"El nombre o número del acuerdo.",
				"O nome ou número da deliberação."}},
		{Name: "date", Type: Date, Presence: Required, Example: "2026-06-30",
			Label: Words{"Date", "Date", "Fecha", "Data"},
			Says: Words{
				"The day of the vote.",
				"Le jour du vote.",
				"El día de la votación.",
				"O dia da votação."}},
		{Name: "url", Type: URL, Example: "https://council.example.org/2026-118",
			Label: Words{"Address", "Adresse", "Dirección", "Endereço"},
			Says: Words{
				"Where the vote can be read.",
				"Où la délibération peut être lue.",
				"Dónde se puede leer el acuerdo.",
				"Onde se pode ler a deliberação."}},
	}}

var lessons = Field{Name: "lessons", Type: Group, List: true, Long: "seen: …, status: …",
	Example: "[{seen: One driver in three works at night by choice., here: The rota asks first., status: testing, review: 2027-03-31}]",
	Label:   Words{"Lessons", "Enseignements", "Lecciones", "Lições"},
	Says: Words{
		"What was seen there, and what is done with it here.",
		"Ce qui a été vu là-bas, et ce qu’on en fait ici.",
		"Lo que se vio allí y lo que se hace con ello aquí.",
		"O que se viu lá e o que se faz com isso aqui."},
	Fields: []Field{
		{Name: "seen", Type: Text, Presence: Required, Text: true, Example: "One driver in three works at night by choice.",
			Label: Words{"Seen there", "Vu là-bas", "Visto allí", "Visto lá"},
			Says: Words{
				"What was seen.",
				"Ce qui a été vu.",
				"Lo que se vio.",
				"O que se viu."}},
		{Name: "here", Type: Text, Text: true, Example: "The rota asks first.",
			Label: Words{"Done here", "Fait ici", "Hecho aquí", "Feito aqui"},
			Says: Words{
				"What the city does with it.",
				"Ce que la ville en fait.",
				"Lo que hace con ello la ciudad.",
				"O que a cidade faz com isso."}},
		{Name: "status", Type: Choice, Presence: Required, Choices: LessonStatuses, Example: "testing",
			Label: Words{"Status", "État", "Estado", "Estado"},
			Says: Words{
				"Adopted, being tried out, or rejected.",
				"Adopté, à l’essai ou écarté.",
				"Adoptado, a prueba o descartado.",
				"Adotado, em teste ou posto de parte."}},
		{Name: "review", Type: Date, Example: "2027-03-31",
			Label: Words{"Review", "Réexamen", "Revisión", "Revisão"},
			Says: Words{
				"The day on which it will be looked at again.",
				"Le jour où l’on y reviendra.",
				"El día en que se volverá a examinar.",
				"O dia em que voltará a ser examinado."}},
	}}
