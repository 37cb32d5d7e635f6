package fields

func agreementFields() []Field {
	return entry([]Field{
		{Name: "signed", Type: Period, Presence: Required, Column: "date", Example: "2019-05-12",
			Label: Words{"Signed", "Signature", "Firma", "Assinatura"},
			Says: Words{
				"When it was signed: a day, a month or a year, as exactly as you know.",
				"Quand il a été signé : un jour, un mois ou une année, selon ce que vous savez.",
				"Cuándo se firmó: un día, un mes o un año, según lo que se sepa.",
				"Quando foi assinado: um dia, um mês ou um ano, conforme o que se sabe."}},
	}, []Field{
		{Name: "until", Type: Period, Column: "until", Example: "2030",
			Label: Words{"Runs until", "Échéance", "Vigente hasta", "Em vigor até"},
			Says: Words{
				"Until when it runs: a day, a month or a year.",
				"Jusqu’à quand il court : un jour, un mois ou une année.",
				"Hasta cuándo rige: un día, un mes o un año.",
				"Até quando vigora: um dia, um mês ou um ano."}},
		{Name: "review", Type: Period, Example: "2027-06",
			Label: Words{"Review", "Réexamen", "Revisión", "Revisão"},
			Says: Words{
				"When it will be looked at again.",
				"Quand il sera réexaminé.",
				"Cuándo se volverá a examinar.",
				"Quando voltará a ser examinado."}},
		{Name: "document", Type: File, Example: "agreement.pdf",
			Label: Words{"Document", "Document", "Documento", "Documento"},
			Says: Words{
				"The signed text, a file beside the entry.",
				"Le texte signé, un fichier à côté de la fiche.",
				"El texto firmado, un archivo junto a la ficha.",
				"O texto assinado, um ficheiro ao lado da ficha."}},
		promises,
		{Name: "follow_up", Type: Group, List: true, Long: "on: …, text: …", Example: "[{on: 2026-08-31, text: The first six trams left the workshop.}]",
			Label: Words{"Follow-up", "Suivi", "Seguimiento", "Seguimento"},
			Says: Words{
				"What has happened since the signature, each with its day.",
				"Ce qui s’est passé depuis la signature, jour par jour.",
				"Lo que ha pasado desde la firma, con su fecha.",
				"O que aconteceu desde a assinatura, com a sua data."},
			Fields: news(Words{
				"What happened.",
				"Ce qui s’est passé.",
				"Lo que pasó.",
				"O que aconteceu."})},
	}, Required)
}

// news are the fields of dated lines.
func news(says Words) []Field {
	return []Field{
		{Name: "on", Type: Date, Presence: Required, Example: "2026-08-31",
			Label: Words{"Date", "Date", "Fecha", "Data"},
			Says: Words{
				"The day.",
				"Le jour.",
				"El día.",
				"O dia."}},
		{Name: "text", Type: Text, Presence: Required, Text: true, Example: "The first six trams left the workshop.",
			Label: Words{"What", "Quoi", "Qué", "O quê"},
			Says:  says},
	}
}

var promises = Field{Name: "promises", Type: Group, Asked: true, List: true, Key: "id", Long: "id: …, text: …, due: …, owner: …, status: open",
	Example: "[{id: lorries, text: Two narrow lorries by spring., due: 2027-03-31, owner: claire-moreau, status: open}]",
	Label:   Words{"Promises", "Promesses", "Promesas", "Promessas"},
	Says: Words{
		"What the city promises in it, one by one, and whether it is kept.",
		"Ce que la ville y promet, point par point, et si c’est tenu.",
		"Lo que promete la ciudad, punto por punto, y si se cumple.",
		"O que a cidade promete, ponto por ponto, e se é cumprido."},
	Fields: []Field{
		{Name: "id", Type: ID, Presence: Required, Example: "lorries",
			Label: Words{"Short name", "Nom court", "Nombre corto", "Nome curto"},
			Says: Words{
				"A short name in small letters, by which outcomes and translations find it.",
				"Un nom court en minuscules, par lequel les résultats et traductions le retrouvent.",
				"Un nombre corto en minúsculas, con el que la hallan resultados y traducciones.",
				"Um nome curto em minúsculas, pelo qual resultados e traduções a encontram."}},
		{Name: "text", Type: Text, Presence: Required, Text: true, Example: "Two narrow lorries by spring.",
			Label: Words{"Promise", "Promesse", "Promesa", "Promessa"},
			Says: Words{
				"What is promised.",
				"Ce qui est promis.",
				"Lo que se promete.",
				"O que se promete."}},
		{Name: "due", Type: Date, Example: "2027-03-31",
			Label: Words{"Due", "Échéance", "Fecha límite", "Prazo"},
			Says: Words{
				"The day by which it shall be kept; after it, the site calls it late.",
				"Le jour où elle doit être tenue ; ensuite, le site la dit en retard.",
				"El día en que debe estar cumplida; después, el sitio la da por retrasada.",
				"O dia em que deve estar cumprida; depois, o site dá-a como atrasada."}},
		{Name: "owner", Type: Ref, Refs: []Target{Target(People)}, Example: "claire-moreau",
			Label: Words{"Who sees to it", "Qui s’en charge", "Quién se encarga", "Quem se encarrega"},
			Says: Words{
				"Who sees to it: one of the city’s people.",
				"Qui s’en charge : l’une des personnes de la ville.",
				"Quién se encarga: una de las personas de la ciudad.",
				"Quem se encarrega: uma das pessoas da cidade."}},
		{Name: "status", Type: Choice, Presence: Required, Choices: PromiseStatuses, Example: "open",
			Label: Words{"Status", "État", "Estado", "Estado"},
			Says: Words{
				"Open, kept, late or dropped.",
				"En cours, tenue, en retard ou abandonnée.",
				"Pendiente, cumplida, con retraso o abandonada.",
				"Em aberto, cumprida, atrasada ou abandonada."}},
		{Name: "reason", Type: Text, Text: true, Example: "The street is too narrow for them too.",
			Label: Words{"Reason", "Motif", "Motivo", "Motivo"},
			Says: Words{
				"Why it was dropped.",
				"Pourquoi elle est abandonnée.",
				"Por qué se abandonó.",
				"Porque foi abandonada."}},
		{Name: "kept_on", Type: Date, Example: "2026-05-22",
			Label: Words{"Kept on", "Tenue le", "Cumplida el", "Cumprida em"},
			Says: Words{
				"The day on which it was kept, unless an outcome says it.",
				"Le jour où elle a été tenue, si aucun résultat ne le dit.",
				"El día en que se cumplió, si no lo dice un resultado.",
				"O dia em que foi cumprida, se nenhum resultado o disser."}},
		{Name: "dropped_on", Type: Date, Example: "2026-06-30",
			Label: Words{"Dropped on", "Abandonnée le", "Abandonada el", "Abandonada em"},
			Says: Words{
				"The day on which it was given up.",
				"Le jour où elle a été abandonnée.",
				"El día en que se abandonó.",
				"O dia em que foi abandonada."}},
		{Name: "notes", Type: Group, List: true, Long: "on: …, text: …", Example: "[{on: 2026-05-22, text: The first lorry has been ordered.}]",
			Label: Words{"Notes", "Notes", "Notas", "Notas"},
			Says: Words{
				"What has become known of it since, each with its day; residents read it.",
				"Ce qu’on en a su depuis, jour par jour ; les habitants le lisent.",
				"Lo que se ha sabido desde entonces, con su fecha; los habitantes lo leen.",
				"O que se soube desde então, com a sua data; os habitantes leem-no."},
			Fields: news(Words{
				"What became known.",
				"Ce qu’on a su.",
				"Lo que se supo.",
				"O que se soube."})},
	}}
