package fields

// The columns that several tables have.
var (
	entryColumn = Column{Name: "entry", Type: Ref, Required: true, Refs: []Target{Target(Trips), Target(Agreements), Target(Outcomes), Target(Events)},
		Says: Words{
			"The id of the entry of which this is a part; entries has it as id.",
			"L’identifiant de la fiche dont ceci fait partie ; c’est id dans entries.",
			"El identificador de la ficha de la que esto es parte; en entries es id.",
			"O identificador da ficha de que isto faz parte; em entries é id."}}
	entryURL = Column{Name: "url", Type: URL, Required: true, Says: Words{
		"The address of the entry’s page.",
		"L’adresse de la page de la fiche.",
		"La dirección de la página de la ficha.",
		"O endereço da página da ficha."}}
	fileID = Column{Name: "id", Type: ID, Required: true, Says: Words{
		"The short name by which other tables name this row.",
		"Le nom court par lequel les autres tableaux désignent cette ligne.",
		"El nombre corto con que otras tablas nombran esta fila.",
		"O nome curto pelo qual outras tabelas designam esta linha."}}
	letterID = Column{Name: "id", Type: ID, Required: true, Says: Words{
		"The month of the letter: its year, a hyphen, and the month.",
		"Le mois de la lettre : l’année, un trait d’union et le mois.",
		"El mes de la carta: el año, un guion y el mes.",
		"O mês da carta: o ano, um hífen e o mês."}}
	pageURL = Column{Name: "url", Type: URL, Required: true, Says: Words{
		"The address of its page.",
		"L’adresse de sa page.",
		"La dirección de su página.",
		"O endereço da sua página."}}
)

// What is worked out for columns.
var (
	linesNumber = Words{
		"Which line of the entry’s cost it is, counted from 1.",
		"Le rang de la ligne dans le coût de la fiche, à partir de 1.",
		"Qué línea es dentro del coste de la ficha, contando desde 1.",
		"Que linha é dentro do custo da ficha, a contar de 1."}
	travellersNumber = Words{
		"Which traveller of the trip it is, counted from 1.",
		"Le rang du voyageur dans le déplacement, à partir de 1.",
		"Qué viajero es dentro del viaje, contando desde 1.",
		"Que viajante é dentro da viagem, a contar de 1."}
	measuresNumber = Words{
		"Which figure of the outcome it is, counted from 1.",
		"Le rang du chiffre dans le résultat, à partir de 1.",
		"Qué cifra es dentro del resultado, contando desde 1.",
		"Que número é dentro do resultado, a contar de 1."}
	lineCurrency = Words{
		"The currency in which the amount was paid: three letters.",
		"La monnaie dans laquelle le montant a été payé : trois lettres.",
		"La moneda en que se pagó el importe: tres letras.",
		"A moeda em que o valor foi pago: três letras."}
	converted = Words{
		"The amount in the city’s own currency, at the rate written beside it; sums are made of it.",
		"Le montant dans la monnaie de la ville, au taux indiqué à côté ; c’est lui que l’on additionne.",
		"El importe en la moneda de la ciudad, al tipo de cambio indicado al lado; es el que se suma.",
		"O valor na moeda da cidade, à taxa indicada ao lado; é este que se soma."}
	cityCurrency = Words{
		"The city’s own currency, in which sums are made: three letters.",
		"La monnaie de la ville, celle des sommes : trois lettres.",
		"La moneda de la ciudad, la de las sumas: tres letras.",
		"A moeda da cidade, a das somas: três letras."}
	linePayer = Words{
		"Who paid this line: the city by its name, or another.",
		"Qui a payé cette ligne : la ville, par son nom, ou un autre.",
		"Quién pagó esta línea: la ciudad, por su nombre, u otro.",
		"Quem pagou esta linha: a cidade, pelo seu nome, ou outro."}
	byCity = Words{
		"Whether the city itself paid this line.",
		"Si la ville elle-même a payé cette ligne.",
		"Si pagó esta línea la propia ciudad.",
		"Se foi a própria cidade que pagou esta linha."}
	promiseURL = Words{
		"Where the promise stands on the agreement’s page.",
		"Où la promesse figure sur la page de l’accord.",
		"Dónde está la promesa en la página del acuerdo.",
		"Onde está a promessa na página do acordo."}
	keptOn = Words{
		"The day on which it was kept, as the agreement says it or the outcome that keeps it.",
		"Le jour où elle a été tenue, selon l’accord ou le résultat qui la tient.",
		"El día en que se cumplió, según el acuerdo o el resultado que la cumple.",
		"O dia em que foi cumprida, segundo o acordo ou o resultado que a cumpre."}
	keptBy = Words{
		"The outcomes that keep it: their ids.",
		"Les résultats qui la tiennent : leurs identifiants.",
		"Los resultados que la cumplen: sus identificadores.",
		"Os resultados que a cumprem: os seus identificadores."}
	promiseNotes = Words{
		"What has become known of it, a line each: the day, a space, and the text; further lines of one text begin with two spaces.",
		"Ce qu’on en a su, une ligne à la fois : le jour, une espace et le texte ; la suite d’un même texte commence par deux espaces.",
		"Lo que se ha sabido, una línea cada vez: el día, un espacio y el texto; lo que sigue de un mismo texto empieza con dos espacios.",
		"O que se soube, uma linha de cada vez: o dia, um espaço e o texto; a continuação do mesmo texto começa com dois espaços."}
	eventStatus = Words{
		"Whether it is planned, completed or cancelled.",
		"S’il est prévu (planned), passé (completed) ou annulé (cancelled).",
		"Si está previsto (planned), realizado (completed) o cancelado (cancelled).",
		"Se está previsto (planned), realizado (completed) ou cancelado (cancelled)."}
	eventProgramme = Words{
		"The programme, a line each: the time, two spaces, and what happens then.",
		"Le programme, une ligne à la fois : l’heure, deux espaces et ce qui se passe alors.",
		"El programa, una línea cada vez: la hora, dos espacios y lo que pasa entonces.",
		"O programa, uma linha de cada vez: a hora, dois espaços e o que acontece então."}
	personName = Words{
		"The name of somebody elected; of staff, the function, by which the site calls them.",
		"Le nom d’une personne élue ; pour les agents, leur fonction, par laquelle le site les désigne.",
		"El nombre de quien fue elegido; del personal, su función, con la que el sitio lo designa.",
		"O nome de quem foi eleito; do pessoal, a sua função, pela qual o site o designa."}
	travellerWho = Words{
		"Who travelled: the name of somebody who is named on the site, else the role.",
		"Qui a voyagé : le nom de qui est nommé sur le site, sinon la fonction.",
		"Quién viajó: el nombre de quien se nombra en el sitio o, si no, la función.",
		"Quem viajou: o nome de quem é nomeado no site ou, senão, a função."}
	travellerOffice = Words{
		"The office or function of somebody who is named.",
		"Le mandat ou la fonction de qui est nommé.",
		"El cargo o la función de quien se nombra.",
		"O cargo ou a função de quem é nomeado."}
	travellerCount = Words{
		"How many travellers this row stands for.",
		"Combien de voyageurs cette ligne représente.",
		"Cuántos viajeros representa esta fila.",
		"Quantos viajantes esta linha representa."}
	travellerPayer = Words{
		"Who paid for them: the city by its name, or another.",
		"Qui a payé pour eux : la ville, par son nom, ou un autre.",
		"Quién pagó por ellos: la ciudad, por su nombre, u otro.",
		"Quem pagou por eles: a cidade, pelo seu nome, ou outro."}
	travellersTogether = Words{
		"How many people travelled on the trip in all.",
		"Combien de personnes ont fait le déplacement en tout.",
		"Cuántas personas hicieron el viaje en total.",
		"Quantas pessoas fizeram a viagem no total."}
	tripTransport = Words{
		"What the lines of the trip’s cost for transport say, separated by a semicolon.",
		"Ce que disent les lignes de transport du déplacement, séparées par un point-virgule.",
		"Lo que dicen las líneas de transporte del viaje, separadas por un punto y coma.",
		"O que dizem as linhas de transporte da viagem, separadas por ponto e vírgula."}
	tripClass = Words{
		"The classes in which the trip’s journeys were made; who sat in which is not known where several travelled.",
		"Les classes des trajets du déplacement ; à plusieurs, on ne sait pas qui voyageait dans laquelle.",
		"Las clases de los trayectos del viaje; si viajaron varios, no se sabe quién iba en cuál.",
		"As classes dos trajetos da viagem; se viajaram vários, não se sabe quem ia em qual."}
	rowNights = Words{
		"The nights that the trip’s cost lines paid for; empty where the lines do not say them, or other travellers went too.",
		"Les nuits payées par les lignes de dépense ; vide si elles ne le disent pas, ou si d’autres voyageurs en étaient.",
		"Las noches que pagaron las líneas de gasto; vacío si no lo dicen, o si fueron también otros viajeros.",
		"As noites pagas pelas linhas de despesa; vazio se não o disserem, ou se foram também outros viajantes."}
	tripHotel = Words{
		"What the lines of the trip’s cost for lodging say, separated by a semicolon.",
		"Ce que disent les lignes d’hébergement du déplacement, séparées par un point-virgule.",
		"Lo que dicen las líneas de alojamiento del viaje, separadas por un punto y coma.",
		"O que dizem as linhas de alojamento da viagem, separadas por ponto e vírgula."}
	rowShare = Words{
		"What of the trip’s cost is that of this row: all of it, where nobody else travelled; else empty, since the lines do not say for whom they were paid.",
		"La part du coût qui revient à cette ligne : tout, si personne d’autre ne voyageait ; sinon vide, car rien n’est détaillé par voyageur.",
		"La parte del coste que corresponde a esta fila: todo, si no viajó nadie más; si no, vacío, pues los gastos no dicen por quién se pagaron.",
		"A parte do custo que cabe a esta linha: tudo, se mais ninguém viajou; senão vazio, pois as despesas não dizem por quem foram pagas."}
)
