package fields

// verdict is what residents answered to the question of an earlier letter, and what the city
// did with it.
var verdict = Field{Name: "verdict", Type: Group, Long: "of: …, answers: …, we_did: …",
	Example: "{of: 2026-08, answers: 41, counts: [{answer: At half past midnight, n: 29}, {answer: At one, n: 12}], " +
		"said: [{quote: I would sell the second car., consent: C-2026-052}], we_did: The last tram leaves at half past midnight from March.}",
	Label: Words{"You said, we did", "Vous avez dit, nous avons fait", "Ustedes dijeron, nosotros hicimos", "Disseram-nos, fizemos"},
	Says: Words{
		"What residents answered to the question of an earlier letter, and what the city did with it.",
		"Ce que les habitants ont répondu à la question d’une lettre précédente, et ce que la ville en a fait.",
		"Lo que respondieron los habitantes a la pregunta de una carta anterior, y qué hizo la ciudad con ello.",
		"O que os habitantes responderam à pergunta de uma carta anterior, e o que a cidade fez com isso."},
	Fields: []Field{
		{Name: "of", Type: Ref, Presence: Required, Refs: []Target{Target(Newsletters)}, Example: "2026-08",
			Label: Words{"Question of which letter", "Question de quelle lettre", "Pregunta de qué carta", "Pergunta de que carta"},
			Says: Words{
				"The month of the letter that asked.",
				"Le mois de la lettre qui a posé la question.",
				"El mes de la carta que preguntó.",
				"O mês da carta que perguntou."}},
		{Name: "answers", Type: Whole, Presence: Required, Unit: "persons", Example: "41",
			Label: Words{"Answers", "Réponses", "Respuestas", "Respostas"},
			Says: Words{
				"How many people answered; 0 where nobody did.",
				"Combien de personnes ont répondu ; 0 si personne ne l’a fait.",
				"Cuántas personas respondieron; 0 si no lo hizo nadie.",
				"Quantas pessoas responderam; 0 se ninguém o fez."}},
		{Name: "counts", Type: Group, List: true, Example: "[{answer: At half past midnight, n: 29}, {answer: At one, n: 12}]",
			Label: Words{"How many answered what", "Combien ont répondu quoi", "Cuántos respondieron qué", "Quantos responderam o quê"},
			Says: Words{
				"How many gave which answer; together they are all answers.",
				"Combien ont donné quelle réponse ; ensemble, toutes les réponses.",
				"Cuántos dieron cada respuesta; juntos son todas las respuestas.",
				"Quantos deram cada resposta; juntas são todas as respostas."},
			Fields: []Field{
				{Name: "answer", Type: Line, Presence: Required, Text: true, Example: "At half past midnight",
					Label: Words{"Answer", "Réponse", "Respuesta", "Resposta"},
					Says: Words{
						"The answer, in few words.",
						"La réponse, en peu de mots.",
						"La respuesta, en pocas palabras.",
						"A resposta, em poucas palavras."}},
				{Name: "n", Type: Whole, Presence: Required, Unit: "persons", Example: "29",
					Label: Words{"How many", "Combien", "Cuántos", "Quantos"},
					Says: Words{
						"How many people answered so.",
						"Combien de personnes ont répondu ainsi.",
						"Cuántas personas respondieron así.",
						"Quantas pessoas responderam assim."}},
			}},
		{Name: "said", Type: Group, List: true, Example: "[{quote: I would sell the second car., consent: C-2026-052}]",
			Label: Words{"In their words", "Dans leurs mots", "En sus palabras", "Nas suas palavras"},
			Says: Words{
				"What somebody answered, word for word and without a name, with their consent.",
				"Ce que quelqu’un a répondu, mot pour mot et sans nom, avec son accord.",
				"Lo que alguien respondió, palabra por palabra y sin nombre, con su consentimiento.",
				"O que alguém respondeu, palavra por palavra e sem nome, com o seu consentimento."},
			Fields: []Field{
				{Name: "quote", Type: Text, Presence: Required, Text: true, Example: "I would sell the second car.",
					Label: Words{"Words", "Paroles", "Palabras", "Palavras"},
					Says: Words{
						"What they answered, word for word.",
						"Ce qui a été répondu, mot pour mot.",
						"Lo que respondió, palabra por palabra.",
						"O que respondeu, palavra por palavra."}},
				{Name: "consent", Type: Line, Presence: Required, Staff: true, Example: "C-2026-052",
					Label: Words{"Consent", "Accord", "Consentimiento", "Consentimento"},
					Says: Words{
						"The reference under which the city keeps their consent; it is never published.",
						"La référence sous laquelle la ville garde leur accord ; jamais publiée.",
						"La referencia con la que la ciudad guarda su consentimiento; nunca se publica.",
						"A referência com que a cidade guarda o seu consentimento; nunca é publicada."}},
			}},
		{Name: "we_did", Type: Text, Presence: Required, Text: true, Example: "The last tram leaves at half past midnight from March.",
			Label: Words{"What the city did", "Ce que la ville a fait", "Qué hizo la ciudad", "O que a cidade fez"},
			Says: Words{
				"What the city did with it; or why it does not do it.",
				"Ce que la ville en a fait ; ou pourquoi elle ne le fait pas.",
				"Qué hizo la ciudad con ello; o por qué no lo hace.",
				"O que a cidade fez com isso; ou porque não o faz."}},
	}}
