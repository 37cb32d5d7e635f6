package fields

import "slices"

// Kind is a kind of file: the folder that holds its files, and the start of
// their ids and addresses.
type Kind string

// The kinds of files; the first four are entries.
const (
	Trips       Kind = "trips"
	Agreements  Kind = "agreements"
	Outcomes    Kind = "outcomes"
	Events      Kind = "events"
	Campaigns   Kind = "campaigns"
	Newsletters Kind = "newsletters"
	People      Kind = "people"
	Partners    Kind = "partners"
	Pages       Kind = "pages"
	Site        Kind = "site" // site.yaml, the one file that lies in no folder
)

// Kinds are all kinds, in the order in which the site names them.
var Kinds = []Kind{Trips, Agreements, Outcomes, Events, Campaigns, Newsletters, People, Partners, Pages, Site}

// Entries are the kinds of entries.
var Entries = Kinds[:4:4]

// Folders are the kinds whose files are Markdown, each in a folder.
var Folders = Kinds[: len(Kinds)-1 : len(Kinds)-1]

// IsEntry tells whether files of the kind are entries: one action each.
func (k Kind) IsEntry() bool { return slices.Contains(Entries, k) }

// kinds has what there is to say of each kind.
var kinds = map[Kind]struct {
	one         string
	label, many Words
	says        Words
	fields      func() []Field
}{
	Trips: {"trip", Words{"Trip", "Déplacement", "Viaje", "Viagem"},
		Words{"Trips", "Déplacements", "Viajes", "Viagens"}, Words{
			"One journey made for the city: why, who, what it cost and what it brings to residents.",
			"Un déplacement fait pour la ville : pourquoi, qui, combien, et ce qu’il apporte aux habitants.",
			"Un viaje hecho en nombre de la ciudad: por qué, quién, cuánto costó y qué aporta a los habitantes.",
			"Uma viagem feita em nome da cidade: porquê, por quem, quanto custou e o que traz aos habitantes."}, tripFields},
	Agreements: {"agreement", Words{"Agreement", "Accord", "Acuerdo", "Acordo"},
		Words{"Agreements", "Accords", "Acuerdos", "Acordos"}, Words{
			"What the city has signed with others, promise by promise.",
			"Ce que la ville a signé avec d’autres, promesse par promesse.",
			"Lo que la ciudad ha firmado con otros, promesa por promesa.",
			"O que a cidade assinou com outros, promessa por promessa."}, agreementFields},
	Outcomes: {"outcome", Words{"Outcome", "Résultat", "Resultado", "Resultado"},
		Words{"Outcomes", "Résultats", "Resultados", "Resultados"}, Words{
			"What came of trips and agreements, good or bad, with figures before and after.",
			"Ce qu’ont donné les déplacements et les accords, en bien ou en mal, avec les chiffres d’avant et d’après.",
			"Lo que resultó de viajes y acuerdos, bueno o malo, con las cifras de antes y de después.",
			"O que resultou de viagens e acordos, bom ou mau, com os números de antes e de depois."}, outcomeFields},
	Events: {"event", Words{"Event", "Événement", "Evento", "Evento"},
		Words{"Events", "Événements", "Eventos", "Eventos"}, Words{
			"What the city holds here at home: days of solidarity, an evening for residents, a workshop for colleagues.",
			"Ce que la ville organise chez elle : journées de la solidarité, soirée pour les habitants, atelier pour les collègues.",
			"Lo que la ciudad organiza en casa: jornadas de solidaridad, una velada para los vecinos, un taller para colegas.",
			"O que a cidade organiza em casa: jornadas da solidariedade, um serão para os habitantes, uma oficina para colegas."}, eventFields},
	Campaigns: {"campaign", Words{"Campaign", "Campagne", "Campaña", "Campanha"},
		Words{"Campaigns", "Campagnes", "Campañas", "Campanhas"}, Words{
			"A message for a fortnight, for whom and from when to when, with a poster and pictures: it tells of entries.",
			"Un message pour quinze jours, pour qui et de quand à quand, avec une affiche et des images : il raconte des fiches.",
			"Un mensaje para quince días, para quién y de cuándo a cuándo, con un cartel e imágenes: cuenta fichas.",
			"Uma mensagem para quinze dias, para quem e de quando a quando, com um cartaz e imagens: conta fichas."}, campaignFields},
	Newsletters: {"newsletter", Words{"Letter of the month", "Lettre du mois", "Carta del mes", "Carta do mês"},
		Words{"Letters of the month", "Lettres du mois", "Cartas del mes", "Cartas do mês"}, Words{
			"One page a month in which somebody elected explains what the city did abroad, and why.",
			"Une page par mois où une personne élue explique ce que la ville a fait hors de ses murs, et pourquoi.",
			"Una página al mes en la que un cargo electo explica qué hizo la ciudad fuera, y por qué.",
			"Uma página por mês em que alguém eleito explica o que a cidade fez no estrangeiro, e porquê."}, newsletterFields},
	People: {"person", Words{"Person", "Personne", "Persona", "Pessoa"},
		Words{"People", "Personnes", "Personas", "Pessoas"}, Words{
			"Somebody elected, or a member of staff who is named: who decides, travels and answers.",
			"Une personne élue, ou un agent que l’on nomme : qui décide, qui voyage, qui répond.",
			"Un cargo electo, o alguien del personal cuyo nombre se publica: quién decide, viaja y responde.",
			"Alguém eleito, ou um funcionário cujo nome se publica: quem decide, viaja e responde."}, personFields},
	Partners: {"partner", Words{"Partner", "Partenaire", "Socio", "Parceiro"},
		Words{"Partners", "Partenaires", "Socios", "Parceiros"}, Words{
			"A city, region, network, organisation or university with which the city works.",
			"Une ville, une région, un réseau, une organisation ou une université avec qui la ville travaille.",
			"Una ciudad, región, red, organización o universidad con la que trabaja la ciudad.",
			"Uma cidade, região, rede, organização ou universidade com a qual a cidade trabalha."}, partnerFields},
	Pages: {"page", Words{"Free page", "Page libre", "Página libre", "Página livre"},
		Words{"Free pages", "Pages libres", "Páginas libres", "Páginas livres"}, Words{
			"A page of your own, such as one about the site or its method.",
			"Une page à vous, par exemple sur le site ou sur sa méthode.",
			"Una página propia, por ejemplo sobre el sitio o su método.",
			"Uma página sua, por exemplo sobre o site ou o seu método."}, pageFields},
	Site: {"site", Words{"Settings of the site", "Réglages du site", "Ajustes del sitio", "Definições do site"},
		Words{"Settings of the site", "Réglages du site", "Ajustes del sitio", "Definições do site"}, Words{
			"The city itself: its name, its languages, what its residents care about, its deadlines and rules.",
			"La ville elle-même : son nom, ses langues, ce qui compte pour ses habitants, ses délais et ses règles.",
			"La ciudad misma: su nombre, sus lenguas, lo que importa a sus habitantes, sus plazos y sus reglas.",
			"A própria cidade: o seu nome, as suas línguas, o que importa aos habitantes, os seus prazos e regras."}, siteFields},
}

// One returns the kind's word for one file: trip, person, page.
func (k Kind) One() string { return kinds[k].one }

// Label is what one file of the kind is called on a form.
func (k Kind) Label() Words { return kinds[k].label }

// Many is what the files of the kind are called together.
func (k Kind) Many() Words { return kinds[k].many }

// Says is one sentence of what files of the kind are.
func (k Kind) Says() Words { return kinds[k].says }

// Fields returns the kind's fields, in the order in which an editor writes them.
func (k Kind) Fields() []Field { return tables[k] }

// tables are the fields of all kinds.
var tables = func() map[Kind][]Field {
	out := map[Kind][]Field{}
	for k, about := range kinds {
		out[k] = about.fields()
	}
	return out
}()

// KindOf returns the kind by its word for one file (trip) or its folder (trips).
func KindOf(word string) (Kind, bool) {
	for _, k := range Kinds {
		if word == k.One() || word == string(k) {
			return k, true
		}
	}
	return "", false
}

// Texts returns kinds as texts, which are also the names of their folders.
func Texts(list []Kind) []string {
	var out []string
	for _, k := range list {
		out = append(out, string(k))
	}
	return out
}

// Ones returns the kinds' words for one file, in their order.
func Ones(list []Kind) []string {
	var out []string
	for _, k := range list {
		out = append(out, k.One())
	}
	return out
}
