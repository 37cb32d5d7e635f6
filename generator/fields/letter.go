package fields

func newsletterFields() []Field {
	return []Field{
		{Name: "title", Type: Line, Presence: Required, Text: true, Example: "Why we went to Ravenna",
			Label: Words{"Title", "Titre", "Título", "Título"},
			Says: Words{
				"What the letter is about, in one line.",
				"De quoi parle la lettre, en une ligne.",
				"De qué trata la carta, en una línea.",
				"Do que trata a carta, numa linha."}},
		{Name: "signed_by", Type: Ref, Presence: Required, Refs: []Target{Target(People)}, Example: "claire-moreau",
			Label: Words{"Signed by", "Signée par", "Firmada por", "Assinada por"},
			Says: Words{
				"The elected person, in office that month, who signs.",
				"La personne élue, en fonction ce mois-là, qui signe.",
				"El cargo electo, en funciones ese mes, que firma.",
				"A pessoa eleita, em funções nesse mês, que assina."}},
		{Name: "purpose", Type: Text, Presence: Required, Text: true, Example: "Late shifts could not get home, and I wanted to see how others solve it.",
			Label: Words{"Purpose", "Objet", "Finalidad", "Finalidade"},
			Says: Words{
				"Why the city acted, in that person’s words.",
				"Pourquoi la ville a agi, dans les mots de cette personne.",
				"Por qué actuó la ciudad, en palabras de esa persona.",
				"Porque a cidade agiu, nas palavras dessa pessoa."}},
		{Name: "features", Type: Ref, List: true, Refs: []Target{Target(Trips), Target(Agreements), Target(Outcomes), Target(Events)},
			Example: "[trips/2026-09-ravenna]",
			Label:   Words{"Told on the page", "Racontés sur la page", "Se cuentan en la página", "Contados na página"},
			Says: Words{
				"The entries that the page tells.",
				"Les fiches que la page raconte.",
				"Las fichas que cuenta la página.",
				"As fichas que a página conta."}},
		{Name: "best_practice", Type: Group, Example: "{from: ravenna, text: Every stop shows when the last tram leaves.}",
			Label: Words{"Seen elsewhere", "Vu ailleurs", "Visto en otro lugar", "Visto noutro sítio"},
			Says: Words{
				"Something that another city does well.",
				"Ce qu’une autre ville fait bien.",
				"Algo que otra ciudad hace bien.",
				"Algo que outra cidade faz bem."},
			Fields: []Field{
				{Name: "from", Type: Ref, Refs: []Target{Target(Partners)}, Example: "ravenna",
					Label: Words{"Whose", "De qui", "De quién", "De quem"},
					Says: Words{
						"Whose it is: one of the city’s partners.",
						"De qui : l’un des partenaires de la ville.",
						"De quién es: uno de los socios de la ciudad.",
						"De quem é: um dos parceiros da cidade."}},
				{Name: "text", Type: Text, Presence: Required, Text: true, Example: "Every stop shows when the last tram leaves.",
					Label: Words{"What", "Quoi", "Qué", "O quê"},
					Says: Words{
						"What they do, in a few sentences.",
						"Ce qu’ils font, en quelques phrases.",
						"Qué hacen, en pocas frases.",
						"O que fazem, em poucas frases."}},
			}},
		{Name: "question", Type: Text, Presence: Advised, Text: true, Example: "At what time would you take the last tram?",
			Label: Words{"Question to residents", "Question aux habitants", "Pregunta a los habitantes", "Pergunta aos habitantes"},
			Says: Words{
				"What you ask residents this month.",
				"Ce que vous demandez aux habitants ce mois-ci.",
				"Lo que pregunta a los habitantes este mes.",
				"O que pergunta aos habitantes este mês."}},
		verdict,
		{Name: "number", Type: Whole, Least: 1, Example: "12",
			Label: Words{"Number", "Numéro", "Número", "Número"},
			Says: Words{
				"The number of the letter, if you count them.",
				"Le numéro de la lettre, si vous les comptez.",
				"El número de la carta, si las numera.",
				"O número da carta, se as numera."}},
		draft,
	}
}

func pageFields() []Field {
	return []Field{
		{Name: "title", Type: Line, Presence: Required, Text: true, Example: "About this site",
			Label: Words{"Title", "Titre", "Título", "Título"},
			Says: Words{
				"What the page is called.",
				"Le titre de la page.",
				"El título de la página.",
				"O título da página."}},
		{Name: "pitch", Type: Text, Presence: Advised, Text: true, Example: "Who writes here, and how figures are made.",
			Label: Words{"In one sentence", "En une phrase", "En una frase", "Numa frase"},
			Says: Words{
				"What the page is about, in one sentence.",
				"De quoi parle la page, en une phrase.",
				"De qué trata la página, en una frase.",
				"Do que trata a página, numa frase."}},
		{Name: "layout", Type: Line, Example: "page",
			Label: Words{"Layout", "Mise en page", "Diseño", "Disposição"},
			Says: Words{
				"The layout of the theme by which the page is set; page if left out.",
				"La mise en page du thème qui présente la page ; page par défaut.",
				"El diseño del tema con el que se presenta la página; page si falta.",
				"A disposição do tema com que a página é apresentada; page se faltar."}},
		draft,
	}
}
