package fields

func outcomeFields() []Field {
	return entry([]Field{
		{Name: "date", Type: Date, Presence: Required, Unless: "published", Column: "date", Example: "2026-10-30",
			Label: Words{"Date", "Date", "Fecha", "Data"},
			Says: Words{
				"The day on which things stood so.",
				"Le jour où l’on en était là.",
				"El día en que las cosas estaban así.",
				"O dia em que as coisas estavam assim."}},
		{Name: "of", Type: Ref, Presence: Required, List: true, Refs: []Target{Target(Trips), Target(Agreements)}, Column: "of",
			Example: "[trips/2026-09-ravenna]",
			Label:   Words{"Comes from", "Vient de", "Procede de", "Resulta de"},
			Says: Words{
				"The trips or agreements it came from.",
				"Les déplacements ou accords dont il vient.",
				"Los viajes o acuerdos de los que procede.",
				"As viagens ou acordos de que resulta."}},
		{Name: "status", Type: Choice, Presence: Required, Choices: OutcomeStatuses, Column: "status", Example: "partly",
			Label: Words{"How things stand", "Où on en est", "Cómo está", "Como está"},
			Says: Words{
				"How things stand: too early to tell, under way, achieved, partly, not achieved, or dropped.",
				"Où on en est : trop tôt, en cours, atteint, en partie, non atteint ou abandonné.",
				"Cómo están las cosas: demasiado pronto, en marcha, logrado, en parte, no logrado o abandonado.",
				"Como estão as coisas: ainda é cedo, em curso, alcançado, em parte, não alcançado ou abandonado."}},
	}, []Field{
		{Name: "reason", Type: Text, Text: true, Example: "No driver could be found for the last hour.",
			Label: Words{"Reason", "Motif", "Motivo", "Motivo"},
			Says: Words{
				"Why it was not achieved, or dropped.",
				"Pourquoi cela n’a pas été atteint, ou a été abandonné.",
				"Por qué no se logró o se abandonó.",
				"Porque não foi alcançado ou foi abandonado."}},
		{Name: "due", Type: Period, Example: "2027-03",
			Label: Words{"Known by", "Connu d’ici", "Se sabrá en", "Será conhecido em"},
			Says: Words{
				"When it will be known, where it is too early to tell.",
				"Quand on le saura, s’il est encore trop tôt.",
				"Cuándo se sabrá, si todavía es pronto.",
				"Quando se saberá, se ainda é cedo."}},
		measures,
		{Name: "keeps", Type: Ref, Asked: true, List: true, Refs: []Target{ToPromise}, Example: "[agreements/2025-ravenna#lorries]",
			Label: Words{"Keeps the promises", "Promesses tenues", "Promesas que cumple", "Promessas que cumpre"},
			Says: Words{
				"Which promises of the city’s agreements it keeps.",
				"Les promesses des accords de la ville qu’il tient.",
				"Las promesas de los acuerdos de la ciudad que cumple.",
				"As promessas dos acordos da cidade que cumpre."}},
		{Name: "evidence", Type: Evidence, List: true, Example: "[stop.jpg, https://trams.example.org/timetable]",
			Label: Words{"Evidence", "Preuves", "Pruebas", "Provas"},
			Says: Words{
				"What proves it: files beside the entry, or web addresses.",
				"Ce qui le prouve : des fichiers à côté de la fiche, ou des adresses.",
				"Lo que lo demuestra: archivos junto a la ficha, o direcciones web.",
				"O que o prova: ficheiros ao lado da ficha, ou endereços web."}},
	}, Optional)
}

var measures = Field{Name: "measures", Type: Group, List: true, Long: "what: …, unit: …, before: …, target: …, now: …",
	Example: "[{what: Trams after eleven, unit: a night, before: 0, target: 4, now: 2}]",
	Label:   Words{"Measures", "Indicateurs", "Indicadores", "Indicadores"},
	Says: Words{
		"Figures before, as intended and now.",
		"Les chiffres d’avant, visés et d’aujourd’hui.",
		"Las cifras de antes, las previstas y las de ahora.",
		"Os números de antes, os previstos e os de agora."},
	Fields: []Field{
		{Name: "what", Type: Line, Presence: Required, Text: true, Example: "Trams after eleven",
			Label: Words{"What is counted", "Ce que l’on compte", "Qué se cuenta", "O que se conta"},
			Says: Words{
				"What is counted or measured.",
				"Ce que l’on compte ou mesure.",
				"Qué se cuenta o se mide.",
				"O que se conta ou mede."}},
		{Name: "unit", Type: Line, Text: true, Example: "a night",
			Label: Words{"Unit", "Unité", "Unidad", "Unidade"},
			Says: Words{
				"In which unit.",
				"Dans quelle unité.",
				"En qué unidad.",
				"Em que unidade."}},
		{Name: "before", Type: Decimal, Example: "0",
			Label: Words{"Before", "Avant", "Antes", "Antes"},
			Says: Words{
				"The figure before.",
				"Le chiffre d’avant.",
				"La cifra de antes.",
				"O número de antes."}},
		{Name: "target", Type: Decimal, Example: "4",
			Label: Words{"Target", "Cible", "Meta", "Meta"},
			Says: Words{
				"The figure that is intended.",
				"Le chiffre visé.",
				"La cifra que se busca.",
				"O número que se pretende."}},
		{Name: "now", Type: Decimal, Example: "2",
			Label: Words{"Now", "Maintenant", "Ahora", "Agora"},
			Says: Words{
				"The figure now.",
				"Le chiffre d’aujourd’hui.",
				"La cifra de ahora.",
				"O número de agora."}},
	}}
