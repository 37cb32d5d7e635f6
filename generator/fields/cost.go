package fields

var cost = Field{Name: "cost", Type: Group, Presence: Required, Short: Amount, ShortOf: "lines", Long: "status: final, lines: [{for: …, amount: …}]",

	Example: "{status: final, planned: 1500, lines: [{for: transport, what: Night train, amount: 412.50}, " +
		"{for: meals, amount: 240, paid_by: City of Ravenna}]}",
	Label: Words{"Cost", "Coût", "Coste", "Custo"},
	Says: Words{
		"What it costs: one amount that the city paid, or line by line with who paid.",
		"Ce que cela coûte : un montant payé par la ville, ou ligne par ligne avec qui a payé.",
		"Lo que cuesta: un importe pagado por la ciudad, o línea por línea con quién pagó.",
		"O que custa: um valor pago pela cidade, ou linha a linha com quem pagou."},
	Fields: []Field{
		{Name: "status", Type: Choice, Choices: CostStatuses, Column: "cost_status", Example: "final",
			Label: Words{"Status", "État", "Estado", "Estado"},
			Says: Words{
				"Final once the last bill is in, provisional until then.",
				"Définitif quand la dernière facture est arrivée, provisoire jusque-là.",
				"Definitivo cuando llegó la última factura, provisional hasta entonces.",
				"Definitivo quando chegou a última fatura, provisório até lá."}},
		{Name: "planned", Type: Amount, Column: "cost_planned", Example: "1500",
			Label: Words{"Planned cost", "Coût prévu", "Coste previsto", "Custo previsto"},
			Says: Words{
				"What was planned that the city would pay.",
				"Ce que la ville prévoyait de payer.",
				"Lo que la ciudad preveía pagar.",
				"O que a cidade previa pagar."}},
		costLines,
		{Name: "explanation", Type: Text, Text: true, Example: "The second night was needed to see the depot at work.",
			Label: Words{"Explanation", "Explication", "Explicación", "Explicação"},
			Says: Words{
				"Why it cost nothing, or over a tenth more than was planned.",
				"Pourquoi cela n’a rien coûté, ou plus d’un dixième de plus que prévu.",
				"Por qué no costó nada, o más de un diez por ciento por encima de lo previsto.",
				"Porque não custou nada, ou mais de um décimo acima do previsto."}},
		{Name: "pending", Type: Text, Text: true, Example: "The hotel has not sent its bill yet.",
			Label: Words{"Why it is not known yet", "Pourquoi il n’est pas encore connu", "Por qué aún no se conoce", "Porque ainda não se conhece"},
			Says: Words{
				"Why the cost is not known yet; instead of lines.",
				"Pourquoi le coût n’est pas encore connu ; à la place des lignes.",
				"Por qué no se conoce aún el coste; en lugar de las líneas.",
				"Porque o custo ainda não se conhece; em vez das linhas."}},
		costSaved,
	}}

var costLines = Field{Name: "lines", Type: Group, List: true, Long: "for: …, what: …, amount: …",
	Example: "[{for: transport, what: Night train, amount: 412.50}, {for: lodging, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14}]",
	Label:   Words{"Lines of the cost", "Lignes de dépense", "Líneas de gasto", "Linhas de despesa"},
	Says: Words{
		"One line for each thing paid.",
		"Une ligne par dépense.",
		"Una línea por cada gasto.",
		"Uma linha por despesa."},
	Fields: []Field{
		{Name: "for", Type: Choice, Presence: Required, Choices: Purposes, Example: "transport",
			Label: Words{"Spent for", "Poste", "Concepto", "Rubrica"},
			Says: Words{
				"What sort of thing was paid.",
				"Le type de dépense.",
				"El tipo de gasto.",
				"O tipo de despesa."}},
		{Name: "what", Type: Line, Text: true, Example: "Night train to Ravenna and back",
			Label: Words{"What", "Détail", "Detalle", "Detalhe"},
			Says: Words{
				"What it was; needed where it is none of the kinds above, and for money that came back.",
				"De quoi il s’agit ; nécessaire pour une dépense d’un autre type et pour l’argent remboursé.",
				"De qué se trata; necesario para un gasto de otro tipo y para los reembolsos.",
				"Do que se trata; necessário para uma despesa de outro tipo e para reembolsos."}},
		{Name: "amount", Type: Amount, Presence: Required, Example: "412.50",
			Label: Words{"Amount", "Montant", "Importe", "Valor"},
			Says: Words{
				"What was paid, in digits; less than zero for money that came back.",
				"Le montant payé, en chiffres ; négatif pour un remboursement.",
				"El importe pagado, en cifras; negativo si es un reembolso.",
				"O valor pago, em algarismos; negativo se for um reembolso."}},
		{Name: "currency", Type: Currency, Example: "GBP",
			Label: Words{"Currency", "Monnaie", "Moneda", "Moeda"},
			Says: Words{
				"In which currency, where it was not paid in the city’s own.",
				"Dans quelle monnaie, si ce n’est pas celle de la ville.",
				"En qué moneda, si no se pagó en la de la ciudad.",
				"Em que moeda, se não foi pago na da cidade."}},
		{Name: "rate", Type: Decimal, Example: "1.16",
			Label: Words{"Rate", "Taux de change", "Tipo de cambio", "Taxa de câmbio"},
			Says: Words{
				"How much of the city’s currency one unit of the other one cost.",
				"Ce que coûtait une unité de cette monnaie dans celle de la ville.",
				"Cuánto costaba una unidad de esa moneda en la de la ciudad.",
				"Quanto custava uma unidade dessa moeda na da cidade."}},
		{Name: "rate_date", Type: Date, Example: "2026-09-14",
			Label: Words{"Date of the rate", "Date du taux", "Fecha del tipo de cambio", "Data da taxa"},
			Says: Words{
				"The day of that rate.",
				"Le jour de ce taux.",
				"El día de ese tipo de cambio.",
				"O dia dessa taxa."}},
		{Name: "paid_by", Type: Line, Example: "City of Ravenna",
			Label: Words{"Paid by", "Payé par", "Pagado por", "Pago por"},
			Says: Words{
				"Who paid this line, if it was not the city.",
				"Qui a payé cette ligne, si ce n’est pas la ville.",
				"Quién pagó esta línea, si no fue la ciudad.",
				"Quem pagou esta linha, se não foi a cidade."}},
		{Name: "class", Type: Choice, Choices: TravelClasses, Example: "second",
			Label: Words{"Class of travel", "Classe de voyage", "Clase de viaje", "Classe de viagem"},
			Says: Words{
				"In which class somebody travelled: economy, premium, business or first in a plane, first or second in a train or ship.",
				"La classe du voyage : en avion, économique, premium, affaires ou première ; en train ou bateau, première ou seconde.",
				"La clase del viaje: en avión, turista, turista superior, ejecutiva o primera; en tren o barco, primera o segunda.",
				"A classe da viagem: de avião, económica, económica superior, executiva ou primeira; de comboio ou barco, primeira ou segunda."}},
		{Name: "nights", Type: Whole, Unit: "nights", Example: "2",
			Label: Words{"Nights", "Nuits", "Noches", "Noites"},
			Says: Words{
				"How many nights this line paid for, all travellers together: two nights of three people are 6.",
				"Le nombre de nuits payées par cette ligne, tous voyageurs confondus : deux nuits de trois personnes en font 6.",
				"Cuántas noches pagó esta línea, de todos los viajeros juntos: dos noches de tres personas son 6.",
				"Quantas noites pagou esta linha, de todos os viajantes juntos: duas noites de três pessoas são 6."}},
	}}

var costSaved = Field{Name: "saved", Type: Group,
	Example: "{amount: 20000, per: year, method: Six trams repaired instead of bought., checked_by: the treasurer}",
	Label:   Words{"Estimated saving", "Économie estimée", "Ahorro estimado", "Poupança estimada"},
	Says: Words{
		"What the city saves by it, as an estimate that is never set off against the cost.",
		"Ce que la ville économise : une estimation, jamais déduite du coût.",
		"Lo que ahorra la ciudad: una estimación que nunca se descuenta del coste.",
		"O que a cidade poupa: uma estimativa, nunca descontada do custo."},
	Fields: []Field{
		{Name: "amount", Type: Amount, Presence: Required, Example: "20000",
			Label: Words{"Amount", "Montant", "Importe", "Valor"},
			Says: Words{
				"How much is saved.",
				"Combien est économisé.",
				"Cuánto se ahorra.",
				"Quanto se poupa."}},
		{Name: "per", Type: Choice, Choices: SavedPer, Example: "year",
			Label: Words{"Per", "Par", "Cada", "Por"},
			Says: Words{
				"Each year, each month, or once.",
				"Chaque année, chaque mois ou une seule fois.",
				"Cada año, cada mes o una sola vez.",
				"Cada ano, cada mês ou uma só vez."}},
		{Name: "method", Type: Text, Presence: Required, Text: true, Example: "Six trams repaired instead of bought.",
			Label: Words{"Method", "Méthode", "Método", "Método"},
			Says: Words{
				"How it was worked out.",
				"Comment cela a été calculé.",
				"Cómo se calculó.",
				"Como foi calculado."}},
		{Name: "checked_by", Type: Line, Text: true, Example: "the treasurer",
			Label: Words{"Checked by", "Vérifié par", "Verificado por", "Verificado por"},
			Says: Words{
				"Who has checked the estimate.",
				"Qui a vérifié l’estimation.",
				"Quién verificó la estimación.",
				"Quem verificou a estimativa."}},
	}}
