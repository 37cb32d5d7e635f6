package fields

// CampaignAudiences are those whom a campaign may be for. What is for colleagues alone is an event
// for staff: a campaign hangs in the street.
var CampaignAudiences = []string{"citizens", "youth", "partners", "press"}

func campaignFields() []Field {
	return []Field{
		{Name: "title", Type: Line, Presence: Required, Text: true, Example: "Home by tram until one",
			Label: Words{"Title", "Titre", "Título", "Título"},
			Says: Words{
				"What the campaign is called.",
				"Le nom de la campagne.",
				"Cómo se llama la campaña.",
				"Como se chama a campanha."}},
		{Name: "message", Type: Line, Presence: Required, Text: true, Example: "From March, the last tram waits for you until one in the morning.",
			Label: Words{"Message", "Message", "Mensaje", "Mensagem"},
			Says: Words{
				"The one sentence that people are to remember, at most 18 words: it stands on the poster.",
				"La seule phrase à retenir, 18 mots au plus : elle figure sur l’affiche.",
				"La única frase que hay que recordar, 18 palabras como máximo: figura en el cartel.",
				"A única frase a reter, no máximo 18 palavras: está no cartaz."}},
		{Name: "from", Type: Date, Presence: Required, Example: "2026-11-09",
			Label: Words{"From", "Du", "Desde", "De"},
			Says: Words{
				"The first day on which it runs.",
				"Le premier jour de la campagne.",
				"El primer día de la campaña.",
				"O primeiro dia da campanha."}},
		{Name: "until", Type: Date, Presence: Required, Example: "2026-11-23",
			Label: Words{"Until", "Au", "Hasta", "Até"},
			Says: Words{
				"The last day on which it runs; a fortnight is enough for most.",
				"Le dernier jour de la campagne ; quinze jours suffisent à la plupart.",
				"El último día de la campaña; a la mayoría le bastan quince días.",
				"O último dia da campanha; quinze dias bastam à maioria."}},
		{Name: "for", Type: Choice, Presence: Required, List: true, Choices: CampaignAudiences, Example: "[citizens]",
			Label: Words{"For whom", "Pour qui", "Para quién", "Para quem"},
			Says: Words{
				"Residents, young people, partners or the press.",
				"Habitants, jeunes, partenaires ou presse.",
				"Vecinos, jóvenes, socios o prensa.",
				"Habitantes, jovens, parceiros ou imprensa."}},
		{Name: "tells", Type: Ref, Presence: Required, List: true, Refs: []Target{Target(Trips), Target(Agreements), Target(Outcomes), Target(Events)},
			Example: "[trips/2026-09-ravenna]",
			Label:   Words{"Tells of", "Raconte", "Cuenta", "Conta"},
			Says: Words{
				"The entries of which it tells: a campaign says nothing that they do not.",
				"Les fiches qu’elle raconte : une campagne ne dit rien de plus qu’elles.",
				"Las fichas que cuenta: una campaña no dice nada que ellas no digan.",
				"As fichas que conta: uma campanha não diz nada que elas não digam."}},
		{Name: "tied_to", Type: Ref, Asked: true, Refs: []Target{Target(Events)}, Example: "events/2026-11-night-trams",
			Label: Words{"Tied to", "Liée à", "Ligada a", "Ligada a"},
			Says: Words{
				"The event to which it leads: its day and place stand on the poster.",
				"L’événement auquel elle mène : son jour et son lieu figurent sur l’affiche.",
				"El evento al que conduce: su día y su lugar figuran en el cartel.",
				"O evento a que conduz: o seu dia e o seu local estão no cartaz."}},
		draft,
	}
}
