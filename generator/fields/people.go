package fields

func personFields() []Field {
	return []Field{
		{Name: "name", Type: Line, Presence: Required, Example: "Claire Moreau",
			Label: Words{"Name", "Nom", "Nombre", "Nome"},
			Says: Words{
				"First name and family name.",
				"Prénom et nom.",
				"Nombre y apellidos.",
				"Nome e apelido."}},
		{Name: "role", Type: Line, Presence: Required, Text: true, Example: "Mayor",
			Label: Words{"Office or function", "Mandat ou fonction", "Cargo o función", "Cargo ou função"},
			Says: Words{
				"The office that they hold, or what they do for the city.",
				"Le mandat exercé, ou ce que la personne fait pour la ville.",
				"El cargo que ocupa, o lo que hace para la ciudad.",
				"O cargo que ocupa, ou o que faz para a cidade."}},
		{Name: "elected", Type: Flag, Presence: Advised, Example: "true",
			Label: Words{"Elected", "Élu", "Cargo electo", "Eleito"},
			Says: Words{
				"Yes where residents have elected them; only then may they sign and answer.",
				"Oui si la personne est élue ; alors seulement elle peut signer et répondre.",
				"Sí, si es un cargo electo; solo entonces puede firmar y responder.",
				"Sim, se a pessoa foi eleita; só então pode assinar e responder."}},
		{Name: "from", Type: Period, Presence: Advised, Example: "2020-07-05",
			Label: Words{"In office since", "En fonction depuis", "En el cargo desde", "Em funções desde"},
			Says: Words{
				"Since when they are in office.",
				"Depuis quand la personne est en fonction.",
				"Desde cuándo ocupa el cargo.",
				"Desde quando está em funções."}},
		{Name: "until", Type: Period, Example: "2026-03-22",
			Label: Words{"In office until", "En fonction jusqu’à", "En el cargo hasta", "Em funções até"},
			Says: Words{
				"Their last day in office; after it they answer for nothing any more.",
				"Le dernier jour en fonction ; ensuite, la personne ne répond plus de rien.",
				"El último día en el cargo; después ya no responde de nada.",
				"O último dia em funções; depois já não responde por nada."}},
		{Name: "portrait", Type: File, Example: "claire.jpg",
			Label: Words{"Portrait", "Portrait", "Retrato", "Retrato"},
			Says: Words{
				"A photograph, a file beside this one.",
				"Une photographie, un fichier à côté de celui-ci.",
				"Una fotografía, un archivo junto a este.",
				"Uma fotografia, um ficheiro ao lado deste."}},
		{Name: "alt", Type: Line, Text: true, Example: "Claire Moreau at the tram depot",
			Label: Words{"What the portrait shows", "Ce que montre le portrait", "Qué muestra el retrato", "O que mostra o retrato"},
			Says: Words{
				"What the portrait shows, for those who cannot see it.",
				"Ce que montre le portrait, pour qui ne peut pas le voir.",
				"Qué muestra el retrato, para quien no puede verlo.",
				"O que mostra o retrato, para quem não o pode ver."}},
		draft,
	}
}

func partnerFields() []Field {
	return []Field{
		{Name: "name", Type: Line, Presence: Required, Text: true, Example: "Ravenna",
			Label: Words{"Name", "Nom", "Nombre", "Nome"},
			Says: Words{
				"What the partner is called.",
				"Le nom du partenaire.",
				"El nombre del socio.",
				"O nome do parceiro."}},
		{Name: "kind", Type: Choice, Presence: Required, Choices: PartnerKinds, Example: "city",
			Label: Words{"Kind", "Type", "Tipo", "Tipo"},
			Says: Words{
				"A city, region, network, organisation or university.",
				"Une ville, une région, un réseau, une organisation ou une université.",
				"Una ciudad, región, red, organización o universidad.",
				"Uma cidade, região, rede, organização ou universidade."}},
		{Name: "city", Type: Line, Presence: Advised, Text: true, Example: "Ravenna",
			Label: Words{"City", "Ville", "Ciudad", "Cidade"},
			Says: Words{
				"The city in which it is.",
				"La ville où il se trouve.",
				"La ciudad en la que está.",
				"A cidade em que está."}},
		{Name: "country", Type: Country, Presence: Advised, Example: "IT",
			Label: Words{"Country", "Pays", "País", "País"},
			Says: Words{
				"Its country.",
				"Son pays.",
				"Su país.",
				"O seu país."}},
		latitude, longitude,
		{Name: "since", Type: Period, Example: "2009",
			Label: Words{"Partner since", "Partenaire depuis", "Socio desde", "Parceiro desde"},
			Says: Words{
				"Since when the city has worked with it.",
				"Depuis quand la ville travaille avec lui.",
				"Desde cuándo trabaja con él la ciudad.",
				"Desde quando a cidade trabalha com ele."}},
		draft,
	}
}
