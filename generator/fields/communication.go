package fields

// communication is what is to be told to whom about an entry. No byte of it is published.
var communication = Field{Name: "communication", Type: Group, List: true, Staff: true, Long: "for: …, message: …, on: …",
	Example: "[{for: staff, message: Your timetable changes in March., channel: depot meeting, on: 2026-09-01, done: 2026-09-01}]",
	Label:   Words{"Who is told what", "Qui est informé de quoi", "A quién se le cuenta qué", "Quem é informado de quê"},
	Says: Words{
		"What is to be told to whom, when and by which way; for colleagues, never published.",
		"Ce qu’il faut dire, à qui, quand et par quel moyen ; pour les collègues, jamais publié.",
		"Qué hay que contar, a quién, cuándo y por qué medio; para colegas, nunca se publica.",
		"O que há a dizer, a quem, quando e por que meio; para colegas, nunca é publicado."},
	Fields: []Field{
		{Name: "for", Type: Choice, Presence: Required, Choices: Audiences, Staff: true, Example: "staff",
			Label: Words{"To whom", "À qui", "A quién", "A quem"},
			Says: Words{
				"Residents, young people, staff, partners or the press; staff are best told first.",
				"Habitants, jeunes, agents, partenaires ou presse ; les agents gagnent à l’être en premier.",
				"Vecinos, jóvenes, personal, socios o prensa; conviene que el personal lo sepa primero.",
				"Habitantes, jovens, pessoal, parceiros ou imprensa; convém que o pessoal saiba primeiro."}},
		{Name: "message", Type: Text, Presence: Required, Staff: true, Example: "Your timetable changes in March.",
			Label: Words{"What", "Quoi", "Qué", "O quê"},
			Says: Words{
				"What they are to know, in one sentence.",
				"Ce qu’il faut leur dire, en une phrase.",
				"Lo que deben saber, en una frase.",
				"O que devem saber, numa frase."}},
		{Name: "channel", Type: Line, Staff: true, Example: "depot meeting",
			Label: Words{"How", "Comment", "Cómo", "Como"},
			Says: Words{
				"By which way: the letter, a meeting, a call.",
				"Par quel moyen : la lettre, une réunion, un appel.",
				"Por qué medio: la carta, una reunión, una llamada.",
				"Por que meio: a carta, uma reunião, uma chamada."}},
		{Name: "on", Type: Date, Staff: true, Example: "2026-09-01",
			Label: Words{"Planned for", "Prévu le", "Previsto para", "Previsto para"},
			Says: Words{
				"The day on which they are to be told.",
				"Le jour où il faut le leur dire.",
				"El día en que hay que contárselo.",
				"O dia em que há que lhes dizer."}},
		{Name: "done", Type: Date, Staff: true, Example: "2026-09-01",
			Label: Words{"Told on", "Dit le", "Contado el", "Dito em"},
			Says: Words{
				"The day on which they were told.",
				"Le jour où cela a été dit.",
				"El día en que se contó.",
				"O dia em que foi dito."}},
	}}
