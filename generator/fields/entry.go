package fields

import "slices"

// An entry's fields are those that every entry has, and between them those of
// its kind: first what it is about, then what it cost and brings, then the rest.
func entry(first, further []Field, partners Presence) []Field {
	return slices.Concat([]Field{title}, first, []Field{pitch, purpose, impact, cost, goals, official, departments, partnersOf(partners)}, further, last)
}

var title = Field{Name: "title", Type: Line, Presence: Required, Text: true, Column: "title", Example: "Ravenna shows us how night trams pay their way",
	Label: Words{"Title", "Titre", "Título", "Título"},
	Says: Words{
		"What residents will remember of it, in one line.",
		"Ce que les habitants en retiendront, en une ligne.",
		"Lo que recordarán los habitantes, en una línea.",
		"O que os habitantes vão lembrar, numa linha."}}

var pitch = Field{Name: "pitch", Type: Text, Presence: Advised, Text: true, Column: "pitch",
	Example: "From March, late shifts get home by tram until one in the morning.",
	Label:   Words{"In one sentence", "En une phrase", "En una frase", "Numa frase"},
	Says: Words{
		"One sentence of at most 25 words: what changes here, not who signed what.",
		"Une phrase de 25 mots au plus : ce qui change ici, et non qui a signé quoi.",
		"Una frase de 25 palabras como máximo: qué cambia aquí, no quién firmó qué.",
		"Uma frase de 25 palavras no máximo: o que muda aqui, e não quem assinou o quê."}}

var purpose = Field{Name: "purpose", Type: Text, Presence: Required, Text: true, Column: "purpose",
	Example: "See how a city of our size runs trams until one in the morning.",
	Label:   Words{"Purpose", "Objet", "Finalidad", "Finalidade"},
	Says: Words{
		"Why the city acts: what it wants to find out, obtain or decide.",
		"Pourquoi la ville agit : ce qu’elle veut apprendre, obtenir ou décider.",
		"Por qué actúa la ciudad: qué quiere averiguar, obtener o decidir.",
		"Porque a cidade age: o que quer saber, obter ou decidir."}}

var impact = Field{Name: "local_impact", Type: Group, Presence: Required, Short: Text, ShortOf: "benefit", Long: "benefit: …",
	Example: "{benefit: Line A runs until one from March and brings 300 late workers home., issues: [mobility], who: late shifts, where: line A}",
	Label:   Words{"Benefit for residents", "Bénéfice pour les habitants", "Beneficio para los habitantes", "Benefício para os habitantes"},
	Says: Words{
		"What residents get from it; nothing is published without it.",
		"Ce que les habitants y gagnent ; rien n’est publié sans cela.",
		"Lo que ganan los habitantes; sin ello no se publica nada.",
		"O que os habitantes ganham; sem isso nada é publicado."},
	Fields: []Field{
		{Name: "benefit", Type: Text, Presence: Required, Text: true, Column: "local_benefit",
			Example: "Line A runs until one from March, so late shifts get home without a car.",
			Label:   Words{"What it brings", "Ce que cela apporte", "Lo que aporta", "O que traz"},
			Says: Words{
				"What it brings to residents: to whom, where and since when.",
				"Ce que cela apporte aux habitants : à qui, où et depuis quand.",
				"Qué aporta a los habitantes: a quién, dónde y desde cuándo.",
				"O que traz aos habitantes: a quem, onde e desde quando."}},
		{Name: "issues", Type: Ref, Presence: Advised, List: true, Refs: []Target{ToIssue}, Column: "local_issues", Example: "[mobility]",
			Label: Words{"Local issues", "Sujets locaux", "Asuntos locales", "Assuntos locais"},
			Says: Words{
				"Which of the city’s local issues it helps with.",
				"Les sujets locaux qu’elle fait avancer.",
				"Con qué asuntos locales ayuda.",
				"Com que assuntos locais ajuda."}},
		{Name: "who", Type: Line, Text: true, Example: "late shifts of the hospital",
			Label: Words{"For whom", "Pour qui", "Para quién", "Para quem"},
			Says: Words{
				"Who among residents has it.",
				"Quels habitants en profitent.",
				"Qué habitantes se benefician.",
				"Que habitantes beneficiam."}},
		{Name: "where", Type: Line, Text: true, Example: "all stops of line A",
			Label: Words{"Where in town", "Où dans la ville", "En qué lugar", "Em que lugar"},
			Says: Words{
				"Where in town it can be seen.",
				"Où, dans la ville, on peut le voir.",
				"En qué lugar de la ciudad se ve.",
				"Em que lugar da cidade se vê."}},
	}}

var goals = Field{Name: "sdg", Type: Goal, Presence: Required, List: true, Column: "sdg", Example: "[11.2]",
	Label: Words{
		"Sustainable development goals",
		"Objectifs de développement durable",
		"Objetivos de desarrollo sostenible",
		"Objetivos de desenvolvimento sustentável"},
	Says: Words{
		"Which of the United Nations’ 17 goals, or of their 169 targets, it serves.",
		"Lesquels des 17 objectifs des Nations unies, ou de leurs 169 cibles, elle sert.",
		"A cuáles de los 17 objetivos de las Naciones Unidas, o de sus 169 metas, sirve.",
		"A quais dos 17 objetivos das Nações Unidas, ou das suas 169 metas, serve."}}

var official = Field{Name: "official", Type: Ref, Presence: Advised, Refs: []Target{Target(People)}, Column: "official", Example: "claire-moreau",
	Label: Words{"Who answers for it", "Qui en répond", "Quién responde", "Quem responde"},
	Says: Words{
		"The elected person who answers for it.",
		"La personne élue qui en répond.",
		"El cargo electo que responde de ello.",
		"A pessoa eleita que responde por isso."}}

var departments = Field{Name: "departments", Type: Ref, Presence: Advised, List: true, Refs: []Target{ToDepartment}, Example: "[streets]",
	Label: Words{"Departments", "Services", "Áreas municipales", "Serviços"},
	Says: Words{
		"Which of the city’s departments work on it.",
		"Les services de la ville qui y travaillent.",
		"Qué áreas municipales trabajan en ello.",
		"Que serviços da cidade trabalham nisso."}}

func partnersOf(p Presence) Field {
	return Field{Name: "partners", Type: Ref, Presence: p, Asked: true, List: true, Refs: []Target{Target(Partners)}, Column: "partners", Example: "[ravenna]",
		Label: Words{"Partners", "Partenaires", "Socios", "Parceiros"},
		Says: Words{
			"With whom the city does it.",
			"Avec qui la ville agit.",
			"Con quién lo hace la ciudad.",
			"Com quem a cidade o faz."}}
}

// last are the fields that every entry has and few entries need.
var last = []Field{
	{Name: "why_in_person", Type: Text, Text: true, Column: "why_in_person", Example: "Drivers had to be asked on the night shift, where no camera is allowed.",
		Label: Words{"Why in person", "Pourquoi sur place", "Por qué en persona", "Porquê presencialmente"},
		Says: Words{
			"Why a call or a letter would not have done.",
			"Pourquoi un appel ou un courrier n’aurait pas suffi.",
			"Por qué no bastaba una llamada o una carta.",
			"Porque não bastava um telefonema ou uma carta."}},
	{Name: "difficulties", Type: Text, Text: true, Column: "difficulties", Example: "The timetable needs four more drivers, and two have been found.",
		Label: Words{"Difficulties", "Difficultés", "Dificultades", "Dificuldades"},
		Says: Words{
			"What is hard about it, or has gone wrong; residents read it.",
			"Ce qui est difficile ou n’a pas marché ; les habitants le lisent.",
			"Qué resulta difícil o ha salido mal; los habitantes lo leen.",
			"O que é difícil ou correu mal; os habitantes leem-no."}},
	voices, films,
	{Name: "staff_note", Type: Text, Staff: true, Example: "Ask the depot for its rota before the budget is drawn up.",
		Label: Words{"Note for colleagues", "Note pour les collègues", "Nota para colegas", "Nota para colegas"},
		Says: Words{
			"What colleagues should know; it is never published.",
			"Ce que les collègues doivent savoir ; jamais publié.",
			"Lo que deben saber los colegas; nunca se publica.",
			"O que os colegas devem saber; nunca é publicado."}},
	communication, history,
	{Name: "published", Type: Date, Example: "2026-09-20",
		Label: Words{"Published on", "Publié le", "Publicado el", "Publicado em"},
		Says: Words{
			"The day on which it became public, if that is not the day of the entry.",
			"Le jour de sa publication, si ce n’est pas celui de la fiche.",
			"El día en que se publicó, si no es el de la ficha.",
			"O dia em que foi publicado, se não for o da ficha."}},
	draft,
}

var draft = Field{Name: "draft", Type: Flag, Example: "true",
	Label: Words{"Draft", "Brouillon", "Borrador", "Rascunho"},
	Says: Words{
		"Yes keeps the file out of the public site while you write.",
		"Oui garde le fichier hors du site public pendant que vous écrivez.",
		"Sí deja el archivo fuera del sitio público mientras usted escribe.",
		"Sim deixa o ficheiro fora do site público enquanto escreve."}}

var voices = Field{Name: "voices", Type: Group, List: true,
	Example: "[{who: A nurse of the night shift, quote: I am home before my children wake up., youth: false, consent: C-2026-041}]",
	Label:   Words{"Voices", "Témoignages", "Testimonios", "Testemunhos"},
	Says: Words{
		"What somebody said of it, with their consent.",
		"Ce que quelqu’un en a dit, avec son accord.",
		"Lo que alguien ha dicho, con su consentimiento.",
		"O que alguém disse, com o seu consentimento."},
	Fields: []Field{
		{Name: "who", Type: Line, Presence: Required, Text: true, Example: "A nurse of the night shift",
			Label: Words{"Who says it", "Qui le dit", "Quién lo dice", "Quem o diz"},
			Says: Words{
				"Who says it, as readers shall know them.",
				"Qui parle, comme les lecteurs doivent le connaître.",
				"Quién habla, tal como debe conocerlo el público.",
				"Quem fala, tal como o público o deve conhecer."}},
		{Name: "quote", Type: Text, Presence: Required, Text: true, Example: "I am home before my children wake up.",
			Label: Words{"Words", "Paroles", "Palabras", "Palavras"},
			Says: Words{
				"What they said, word for word.",
				"Ce qui a été dit, mot pour mot.",
				"Lo que dijo, palabra por palabra.",
				"O que disse, palavra por palavra."}},
		{Name: "youth", Type: Flag, Example: "true",
			Label: Words{"A young person", "Un jeune", "Una persona joven", "Uma pessoa jovem"},
			Says: Words{
				"Yes where a child or a young person speaks.",
				"Oui si c’est un enfant ou un jeune qui parle.",
				"Sí, si habla un niño, una niña o un joven.",
				"Sim, se quem fala é uma criança ou um jovem."}},
		{Name: "consent", Type: Line, Presence: Required, Staff: true, Example: "C-2026-041",
			Label: Words{"Consent", "Accord", "Consentimiento", "Consentimento"},
			Says: Words{
				"The reference of the paper on which they agreed, which the city keeps.",
				"La référence de l’accord écrit, que la ville conserve.",
				"La referencia del consentimiento escrito que guarda la ciudad.",
				"A referência do consentimento escrito que a cidade guarda."}},
	}}

var films = Field{
	Name:    "films",
	Type:    Group,
	List:    true,
	Either:  [][]string{{"file", "captions", "transcript"}, {"url"}},
	Long:    "title: …, url: …",
	Example: "[{title: A night on line A, url: https://films.example.org/night}]",
	Label:   Words{"Films", "Vidéos", "Vídeos", "Vídeos"},
	Says: Words{
		"Films: files of your own with captions and a transcript, or links.",
		"Des vidéos : vos fichiers, avec sous-titres et transcription, ou des liens.",
		"Vídeos: archivos propios con subtítulos y transcripción, o enlaces.",
		"Vídeos: ficheiros próprios com legendas e transcrição, ou ligações."},
	Fields: []Field{
		{Name: "title", Type: Line, Presence: Required, Text: true, Example: "A night on line A",
			Label: Words{"Title", "Titre", "Título", "Título"},
			Says: Words{
				"What the film is called.",
				"Le titre du film.",
				"El título del vídeo.",
				"O título do vídeo."}},
		{Name: "file", Type: File, Example: "night.mp4",
			Label: Words{"File", "Fichier", "Archivo", "Ficheiro"},
			Says: Words{
				"The film itself, MP4 or MOV, a file beside the entry.",
				"Le film lui-même, MP4 ou MOV, à côté de la fiche.",
				"El vídeo mismo, MP4 o MOV, junto a la ficha.",
				"O próprio vídeo, MP4 ou MOV, ao lado da ficha."}},
		{Name: "captions", Type: File, Text: true, Example: "night.vtt",
			Label: Words{"Captions", "Sous-titres", "Subtítulos", "Legendas"},
			Says: Words{
				"The captions, a .vtt file beside the entry.",
				"Les sous-titres, un fichier .vtt à côté de la fiche.",
				"Los subtítulos, un archivo .vtt junto a la ficha.",
				"As legendas, um ficheiro .vtt ao lado da ficha."}},
		{Name: "transcript", Type: File, Text: true, Example: "night.txt",
			Label: Words{"Transcript", "Transcription", "Transcripción", "Transcrição"},
			Says: Words{
				"What is said and shown, as a text file beside the entry.",
				"Ce qui est dit et montré, dans un fichier texte à côté de la fiche.",
				"Lo que se dice y se ve, en un archivo de texto junto a la ficha.",
				"O que se diz e se vê, num ficheiro de texto ao lado da ficha."}},
		{Name: "url", Type: URL, Example: "https://films.example.org/night",
			Label: Words{"Address", "Adresse", "Dirección", "Endereço"},
			Says: Words{
				"Where a film elsewhere can be seen; it is only ever a link.",
				"L’adresse d’un film hébergé ailleurs ; ce n’est jamais qu’un lien.",
				"La dirección de un vídeo alojado en otro lugar; solo será un enlace.",
				"O endereço de um vídeo alojado noutro lugar; será apenas uma ligação."}},
	},
}

var history = Field{Name: "history", Type: Group, List: true, Long: "on: …, kind: correction, what: …",
	Example: "[{on: 2026-10-28, kind: correction, what: The cost, was: 1140.50, now: 1240.50, why: A bill came late.}]",
	Label:   Words{"Corrections", "Corrections", "Correcciones", "Correções"},
	Says: Words{
		"What was changed after publication; it is shown on the page and in the public log.",
		"Ce qui a changé après la publication ; la page et le registre public le montrent.",
		"Lo que cambió tras publicarse; se muestra en la página y en el registro público.",
		"O que mudou depois de publicado; aparece na página e no registo público."},
	Fields: []Field{
		{Name: "on", Type: Date, Presence: Required, Example: "2026-10-28",
			Label: Words{"Date", "Date", "Fecha", "Data"},
			Says: Words{
				"The day of the change.",
				"Le jour du changement.",
				"El día del cambio.",
				"O dia da mudança."}},
		{Name: "kind", Type: Choice, Presence: Required, Choices: RevisionKinds, Example: "correction",
			Label: Words{"Kind", "Type", "Tipo", "Tipo"},
			Says: Words{
				"A correction mends what was wrong, a revision brings up to date what was right.",
				"Une correction répare ce qui était faux, une révision met à jour ce qui était juste.",
				"Una corrección enmienda lo que era falso; una revisión actualiza lo que era cierto.",
				"Uma correção emenda o que estava errado; uma revisão atualiza o que estava certo."}},
		{Name: "what", Type: Line, Presence: Required, Text: true, Example: "The cost",
			Label: Words{"What", "Quoi", "Qué", "O quê"},
			Says: Words{
				"What was changed.",
				"Ce qui a été changé.",
				"Qué se cambió.",
				"O que foi mudado."}},
		{Name: "was", Type: Line, Text: true, Example: "1140.50",
			Label: Words{"Before", "Avant", "Antes", "Antes"},
			Says: Words{
				"What stood there before.",
				"Ce qui était écrit avant.",
				"Lo que decía antes.",
				"O que dizia antes."}},
		{Name: "now", Type: Line, Text: true, Example: "1240.50",
			Label: Words{"Now", "Maintenant", "Ahora", "Agora"},
			Says: Words{
				"What stands there now.",
				"Ce qui est écrit maintenant.",
				"Lo que dice ahora.",
				"O que diz agora."}},
		{Name: "why", Type: Text, Text: true, Example: "A bill came late.",
			Label: Words{"Why", "Pourquoi", "Por qué", "Porquê"},
			Says: Words{
				"Why it was changed.",
				"Pourquoi cela a été changé.",
				"Por qué se cambió.",
				"Porque foi mudado."}},
	}}
