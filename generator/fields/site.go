package fields

func siteFields() []Field {
	return []Field{
		{Name: "title", Type: Names, Presence: Required, Text: true, Example: "{en: Valmont abroad, fr: Valmont hors les murs}",
			Label: Words{"Title of the site", "Titre du site", "Título del sitio", "Título do site"},
			Says: Words{
				"What the site is called.",
				"Le nom du site.",
				"El nombre del sitio.",
				"O nome do site."}},
		{Name: "city", Type: Line, Presence: Required, Example: "Valmont",
			Label: Words{"City", "Ville", "Ciudad", "Cidade"},
			Says: Words{
				"The city’s name.",
				"Le nom de la ville.",
				"El nombre de la ciudad.",
				"O nome da cidade."}},
		{Name: "country", Type: Country, Presence: Required, Example: "FR",
			Label: Words{"Country", "Pays", "País", "País"},
			Says: Words{
				"The city’s country; it also says how amounts and dates are written there.",
				"Le pays de la ville ; il dit aussi comment on y écrit montants et dates.",
				"El país de la ciudad; también dice cómo se escriben allí importes y fechas.",
				"O país da cidade; também diz como lá se escrevem valores e datas."}},
		{Name: "timezone", Type: Zone, Example: "Europe/Paris",
			Label: Words{"Time zone", "Fuseau horaire", "Zona horaria", "Fuso horário"},
			Says: Words{
				"By which it is today in the city, where the country has more than one.",
				"Celui qui dit quel jour il est en ville, si le pays en a plusieurs.",
				"La que dice qué día es en la ciudad, si el país tiene varias.",
				"O que diz que dia é na cidade, se o país tiver vários."}},
		{Name: "population", Type: Whole, Presence: Required, Least: 1, Unit: "persons", Example: "20000",
			Label: Words{"Population", "Population", "Población", "População"},
			Says: Words{
				"How many residents the city has, for costs per resident.",
				"Le nombre d’habitants, pour les coûts par habitant.",
				"Cuántos habitantes tiene, para los costes por habitante.",
				"Quantos habitantes tem, para os custos por habitante."}},
		latitude, longitude,
		{Name: "language", Type: Choice, Presence: Required, Choices: Languages[:], Example: "fr",
			Label: Words{"Language", "Langue", "Lengua", "Língua"},
			Says: Words{
				"The site’s first language, in which files are written.",
				"La première langue du site, celle des fichiers.",
				"La primera lengua del sitio, la de los archivos.",
				"A primeira língua do site, a dos ficheiros."}},
		{Name: "languages", Type: Language, List: true, Example: "[en, fr]",
			Label: Words{"All languages", "Toutes les langues", "Todas las lenguas", "Todas as línguas"},
			Says: Words{
				"All languages in which the site is published.",
				"Toutes les langues dans lesquelles le site est publié.",
				"Todas las lenguas en que se publica el sitio.",
				"Todas as línguas em que o site é publicado."}},
		{Name: "currency", Type: Currency, Presence: Required, Column: "currency", Example: "EUR",
			Label: Words{"Currency", "Monnaie", "Moneda", "Moeda"},
			Says: Words{
				"The currency of all amounts.",
				"La monnaie de tous les montants.",
				"La moneda de todos los importes.",
				"A moeda de todos os valores."}},
		{Name: "base_url", Type: URL, Presence: Required, Example: "https://abroad.example.org/",
			Label: Words{"Address of the site", "Adresse du site", "Dirección del sitio", "Endereço do site"},
			Says: Words{
				"The address at which the site will be published.",
				"L’adresse à laquelle le site sera publié.",
				"La dirección en la que se publicará el sitio.",
				"O endereço em que o site será publicado."}},
		{Name: "pitch", Type: Names, Text: true, Example: "Why we go, what it costs, and what it changes in your street.",
			Label: Words{"In one sentence", "En une phrase", "En una frase", "Numa frase"},
			Says: Words{
				"What the site is for, in one sentence.",
				"À quoi sert le site, en une phrase.",
				"Para qué sirve el sitio, en una frase.",
				"Para que serve o site, numa frase."}},
		contact, localIssues, siteDepartments, deadlines,
		{Name: "tell_before_over", Type: Amount, Example: "2000",
			Label: Words{"Told before, over", "À annoncer avant, au-delà de", "Se cuenta antes, a partir de", "Diz-se antes, acima de"},
			Says: Words{
				"Of what costs more than this, somebody is to be told before it begins; without it nobody is reminded.",
				"Ce qui coûte plus que cela s’annonce avant de commencer ; sans montant, aucun rappel.",
				"De lo que cuesta más que esto hay que avisar antes de que empiece; sin importe no se recuerda.",
				"Do que custa mais do que isto há que avisar antes de começar; sem valor não há aviso."}},
		{Name: "cost_changes", Type: Keyed, KeyedBy: "year", Example: "{2026: The exchange of apprentices began.}",
			Label: Words{"Why costs changed", "Pourquoi les coûts ont changé", "Por qué cambiaron los costes", "Porque mudaram os custos"},
			Says: Words{
				"Why a year cost over a quarter more, or less, than the year before; residents read it.",
				"Pourquoi une année a coûté plus d’un quart de plus, ou de moins, que la précédente ; les habitants le lisent.",
				"Por qué un año costó más de un cuarto más, o menos, que el anterior; los habitantes lo leen.",
				"Porque um ano custou mais de um quarto a mais, ou a menos, que o anterior; os habitantes leem-no."},
			Fields: []Field{{Type: Names, Presence: Required, Text: true, Example: "The exchange of apprentices began.",
				Label: Words{"Why", "Pourquoi", "Por qué", "Porquê"},
				Says: Words{
					"Why that year cost more, or less.",
					"Pourquoi cette année a coûté plus, ou moins.",
					"Por qué ese año costó más, o menos.",
					"Porque esse ano custou mais, ou menos."}}}},
		{Name: "rules", Type: Keyed, KeyedBy: "rule", Example: "{pitch-missing: off}",
			Label: Words{"Rules", "Règles", "Reglas", "Regras"},
			Says: Words{
				"Rules made milder or stricter; the gate cannot be made milder.",
				"Des règles assouplies ou durcies ; celles qui exigent un bénéfice ne s’assouplissent pas.",
				"Reglas más suaves o más estrictas; las que exigen un beneficio no se suavizan.",
				"Regras mais brandas ou mais rigorosas; as que exigem um benefício não se abrandam."},
			Fields: []Field{{Type: Choice, Presence: Required, Choices: Severities, Example: "off",
				Label: Words{"Severity", "Sévérité", "Severidad", "Gravidade"},
				Says: Words{
					"error stops publication, warning is told, off is not.",
					"error arrête la publication, warning est signalé, off ne l’est pas.",
					"error detiene la publicación, warning se avisa, off no.",
					"error impede a publicação, warning só avisa, off desliga a regra."}}}},
		{Name: "newsletter", Type: Group, Example: "{name: The letter, from: letter@example.org}",
			Label: Words{"Letter of the month", "Lettre du mois", "Carta del mes", "Carta do mês"},
			Says: Words{
				"What the monthly letter is called, and from which address it is sent.",
				"Le nom de la lettre du mois, et l’adresse d’où elle part.",
				"El nombre de la carta del mes y la dirección desde la que se envía.",
				"O nome da carta do mês e o endereço de onde é enviada."},
			Fields: []Field{
				{Name: "name", Type: Names, Text: true, Example: "{en: The letter, fr: La lettre}",
					Label: Words{"Name", "Nom", "Nombre", "Nome"},
					Says: Words{
						"What the letter is called.",
						"Le nom de la lettre.",
						"El nombre de la carta.",
						"O nome da carta."}},
				{Name: "from", Type: Email, Example: "letter@example.org",
					Label: Words{"Sent from", "Expéditeur", "Remitente", "Remetente"},
					Says: Words{
						"The mail address from which it is sent.",
						"L’adresse de courriel d’où elle part.",
						"La dirección de correo desde la que se envía.",
						"O endereço de correio de onde é enviada."}},
				MailServer,
			}},
		{Name: "licence", Type: Line, Example: "CC BY 4.0",
			Label: Words{"Licence", "Licence", "Licencia", "Licença"},
			Says: Words{
				"Under which licence texts and data may be used again.",
				"La licence sous laquelle textes et données peuvent être réutilisés.",
				"La licencia con la que se pueden reutilizar textos y datos.",
				"A licença sob a qual textos e dados podem ser reutilizados."}},
		{Name: "iati_organisation", Type: Agency, Example: "FR-INSEE-000000000",
			Label: Words{"Identifier with IATI", "Identifiant auprès de l’IATI", "Identificador ante IATI", "Identificador na IATI"},
			Says: Words{
				"Under which number the city is registered, behind the register’s code; with it, its cooperation projects are published for IATI.",
				"Le numéro d’enregistrement de la ville, après le code du registre ; avec lui, ses projets de coopération sont publiés pour l’IATI.",
				"El número con el que está registrada la ciudad, tras el código del registro; con él se publican para IATI sus proyectos de cooperación.",
				"O número com que a cidade está registada, a seguir ao código do registo; com ele se publicam para a IATI os seus projetos de cooperação."}},
		{Name: "embed_on", Type: URL, List: true, Example: "[https://www.example.org/]",
			Label: Words{"Shown within", "Affiché dans", "Se muestra dentro de", "Mostrado dentro de"},
			Says: Words{
				"The sites that may show pages of this one within theirs; without any, every site may. With and without “www” are two sites.",
				"Les sites qui peuvent afficher des pages de celui-ci dans les leurs ; sans liste, tous le peuvent. Avec et sans « www » font deux sites.",
				"Los sitios que pueden mostrar páginas de este dentro de las suyas; sin lista, todos pueden. Con y sin «www» son dos sitios.",
				"Os sites que podem mostrar páginas deste dentro das suas; sem lista, todos podem. Com e sem «www» são dois sites."}},
		{Name: "theme", Type: Line, Example: "theme",
			Label: Words{"Theme", "Thème", "Tema", "Tema"},
			Says: Words{
				"What the site looks like: chartres, or the folder of a theme of the city’s own.",
				"L’aspect du site : chartres, ou le dossier d’un thème propre à la ville.",
				"El aspecto del sitio: chartres, o la carpeta de un tema propio de la ciudad.",
				"O aspeto do site: chartres, ou a pasta de um tema próprio da cidade."}},
		Publishing,
	}
}

var contact = Field{Name: "contact", Type: Group, Example: "{email: abroad@example.org, post: Town hall, desk: every weekday morning}",
	Label: Words{"Contact", "Contact", "Contacto", "Contacto"},
	Says: Words{
		"How residents can ask or object.",
		"Comment les habitants peuvent poser une question ou faire une objection.",
		"Cómo pueden preguntar u objetar los habitantes.",
		"Como os habitantes podem perguntar ou objetar."},
	Fields: []Field{
		{Name: "email", Type: Email, Example: "abroad@example.org",
			Label: Words{"E-mail", "Courriel", "Correo electrónico", "Correio eletrónico"},
			Says: Words{
				"A mail address that somebody reads.",
				"Une adresse de courriel que quelqu’un lit.",
				"Una dirección de correo que alguien lee.",
				"Um endereço de correio que alguém lê."}},
		{Name: "post", Type: Line, Example: "Town hall, 1 Market Square, Valmont",
			Label: Words{"By post", "Par courrier", "Por correo postal", "Por correio"},
			Says: Words{
				"Where letters are sent.",
				"Où écrire par courrier.",
				"Adónde enviar cartas.",
				"Para onde enviar cartas."}},
		{Name: "desk", Type: Names, Text: true, Example: "Town hall, desk 3, every weekday morning",
			Label: Words{"In person", "Au guichet", "En persona", "Presencialmente"},
			Says: Words{
				"Where and when somebody can be asked in person.",
				"Où et quand on peut venir poser une question.",
				"Dónde y cuándo se puede preguntar en persona.",
				"Onde e quando se pode perguntar presencialmente."}},
	}}

var localIssues = Field{Name: "local_issues", Type: Group, List: true, Key: "id", Long: "id: …, name: …",
	Example: "[{id: waste, name: Waste, service_url: https://www.example.org/waste}]",
	Label:   Words{"Local issues", "Sujets locaux", "Asuntos locales", "Assuntos locais"},
	Says: Words{
		"What residents care about: the site’s main navigation.",
		"Ce qui compte pour les habitants : le menu principal du site.",
		"Lo que importa a los habitantes: el menú principal del sitio.",
		"O que importa aos habitantes: o menu principal do site."},
	Fields: []Field{shortName, readableName,
		{Name: "sign", Type: Choice, Choices: Signs, Example: "waste",
			Label: Words{"Sign", "Pictogramme", "Pictograma", "Pictograma"},
			Says: Words{
				"Which drawn sign stands beside it; where none is named, its words choose one.",
				"Le pictogramme qui l’accompagne ; s’il n’est pas choisi ici, les mots du sujet le choisissent.",
				"El pictograma que lo acompaña; si no se elige aquí, lo eligen las palabras del asunto.",
				"O pictograma que o acompanha; se não for escolhido aqui, são as palavras do assunto que o escolhem."}},
		{Name: "service_url", Type: URL, Example: "https://www.example.org/waste",
			Label: Words{"The service’s page", "Page du service", "Página del servicio", "Página do serviço"},
			Says: Words{
				"The page of the city’s own service.",
				"La page du service de la ville.",
				"La página del servicio municipal.",
				"A página do serviço municipal."}},
	}}

var siteDepartments = Field{Name: "departments", Type: Group, List: true, Key: "id", Long: "id: …, name: …",
	Example: "[{id: streets, name: Streets and mobility}]",
	Label:   Words{"Departments", "Services", "Áreas municipales", "Serviços"},
	Says: Words{
		"The parts of the city’s administration that work on entries.",
		"Les services de la ville qui travaillent sur les fiches.",
		"Las áreas municipales que trabajan en las fichas.",
		"Os serviços da cidade que trabalham nas fichas."},
	Fields: []Field{shortName, readableName}}

var shortName = Field{Name: "id", Type: ID, Presence: Required, Example: "waste",
	Label: Words{"Short name", "Nom court", "Nombre corto", "Nome curto"},
	Says: Words{
		"A short name in small letters, by which files name it; it stays as it is.",
		"Un nom court en minuscules, par lequel les fichiers le nomment ; il ne change plus.",
		"Un nombre corto en minúsculas, con el que lo nombran los archivos; no cambia.",
		"Um nome curto em minúsculas, pelo qual os ficheiros o nomeiam; não muda."}}

var readableName = Field{Name: "name", Type: Names, Presence: Required, Text: true, Example: "{en: Waste, fr: Déchets}",
	Label: Words{"Name", "Nom", "Nombre", "Nome"},
	Says: Words{
		"What readers see: one text, or one for each language.",
		"Ce que voient les lecteurs : un texte, ou un par langue.",
		"Lo que ve el público: un texto, o uno por lengua.",
		"O que o público vê: um texto, ou um por língua."}}

var deadlines = Field{Name: "deadlines", Type: Group, Example: "{report_days: 30, final_cost_days: 90, dormant_months: 18}",
	Label: Words{"Deadlines", "Délais", "Plazos", "Prazos"},
	Says: Words{
		"After how long the site itself says that something is late.",
		"Au bout de combien de temps le site dit lui-même qu’il y a du retard.",
		"Al cabo de cuánto tiempo el propio sitio dice que hay retraso.",
		"Ao fim de quanto tempo o próprio site diz que há atraso."},
	Fields: []Field{
		{Name: "report_days", Type: Whole, Least: 1, Unit: "days", Example: "30",
			Label: Words{"Days until a report", "Jours jusqu’au compte rendu", "Días hasta el informe", "Dias até ao relatório"},
			Says: Words{
				"Days after a trip’s end until an outcome is due; 30 if left out.",
				"Jours après le retour jusqu’au résultat attendu ; 30 par défaut.",
				"Días tras el regreso hasta que se espera un resultado; 30 si falta.",
				"Dias após o regresso até se esperar um resultado; 30 se faltar."}},
		{Name: "final_cost_days", Type: Whole, Least: 1, Unit: "days", Example: "90",
			Label: Words{"Days until the final cost", "Jours jusqu’au coût définitif", "Días hasta el coste definitivo", "Dias até ao custo definitivo"},
			Says: Words{
				"Days after a trip’s end until its cost is final; 90 if left out.",
				"Jours après le retour jusqu’au coût définitif ; 90 par défaut.",
				"Días tras el regreso hasta el coste definitivo; 90 si falta.",
				"Dias após o regresso até ao custo definitivo; 90 se faltar."}},
		{Name: "dormant_months", Type: Whole, Least: 1, Unit: "months", Example: "18",
			Label: Words{"Months until dormant", "Mois jusqu’à la mise en sommeil", "Meses hasta darlo por inactivo", "Meses até ser dado como inativo"},
			Says: Words{
				"Months without news until an agreement is called dormant; 18 if left out.",
				"Mois sans nouvelles avant qu’un accord soit dit en sommeil ; 18 par défaut.",
				"Meses sin novedades hasta dar un acuerdo por inactivo; 18 si falta.",
				"Meses sem notícias até um acordo ser dado como inativo; 18 se faltar."}},
	}}
