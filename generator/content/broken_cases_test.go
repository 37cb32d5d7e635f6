package content

// brokenFiles are files as officers break them, by the language of their city.
var brokenFiles = map[string][]brokenFile{
	"en": {
		{
			file: trip, was: "title: Ravenna",
			written: "¦Title: Ravenna",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "title: Ravenna",
			written: "¦titel: Ravenna",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "title: Ravenna shows how night trams pay their way",
			written: "title: ¦Ravenna: how night trams pay their way",
			rule:    "yaml-syntax",
			mended:  "title: \"Ravenna: how night trams pay their way\"",
		},
		{
			file: trip, was: "title: Ravenna shows how night trams pay their way",
			written: "title: ¦\"Ravenna shows how night trams pay their way”",
			rule:    "yaml-syntax",
			mended:  "title: \"Ravenna shows how night trams pay their way\"",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "  ¦end: 2026-09-16",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end¦.2026-09-16",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end: ¦September 16th, 2026",
			rule:    "date-form",
		},
		{
			file: trip, was: "destination: Ravenna, IT",
			written: "destination: ¦Ravenna, Italy",
			rule:    "destination-form",
			mended:  "destination: \"Ravenna, IT\"",
		},
		{
			file: trip, was: "destination: Ravenna, IT",
			written: "destination:\n  city: Ravenna\n¦country: IT",
			rule:    "field-unknown",
			mended:  "destination:\n  city: Ravenna\n  country: IT",
		},
		{
			file: trip, was: "purpose: See",
			written: "¦purpos: See",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "local_impact:\n",
			written: "¦local-impact:\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [mobility]\n",
			written: " ¦issues: [mobility]\n",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "  issues: [mobility]\n",
			written: "  issues: [¦mobilty]\n",
			rule:    "reference-unknown",
		},
		{
			file: trip, was: "  benefit: Line A runs until one from March and takes late shifts home.\n  issues: [mobility]\n",
			written: "  benefit: Line A runs until one from March and takes late shifts home.\n  issues: [mobility]\n  ¦why_in_person: Nobody writes down how trams turn.\n",
			rule:    "field-unknown",
			mended:  "  benefit: Line A runs until one from March and takes late shifts home.\n  issues: [mobility]\nwhy_in_person: Nobody writes down how trams turn.\n",
		},
		{
			file: "site.yaml", was: "population: 20000",
			written: "population: ¦20,000",
			rule:    "number-form",
		},
		{
			file: trip, was: "    - {for: transport, what: Night train, amount: 412.50}",
			written: "    - {for¦:transport, what: Night train, amount: 412.50}",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "    - {for: transport, what: Night train, amount: 412.50}",
			written: "    - {for: transport, what: ¦Night train, return, amount: 412.50}",
			rule:    "yaml-syntax",
			mended:  "    - {for: transport, what: \"Night train, return\", amount: 412.50}",
		},
		{
			file: trip, was: "amount: 186",
			written: "amount: ¦£186",
			rule:    "amount-form",
		},
		{
			file: trip, was: "sdg: [11.2]",
			written: "sdg: ¦11.2, 13",
			rule:    "goal-unknown",
			mended:  "sdg: [11.2, 13]",
		},
		{
			file: trip, was: "departments: [streets]\n",
			written: "departments: [streets]\nmandate: {ref: Vote 112}\n¦date: 2026-06-18\n",
			rule:    "field-unknown",
			mended:  "departments: [streets]\nmandate: {ref: Vote 112, date: 2026-06-18}\n",
		},
		{
			file: trip, was: "pitch: Late shifts get home by tram until one.",
			written: "pitch: ¦& late shifts get home by tram until one.",
			rule:    "yaml-syntax",
			mended:  "pitch: \"& late shifts get home by tram until one.\"",
		},
		{
			file: trip, was: "pitch: Late shifts get home by tram until one.",
			written: "pitch: ¦*Late shifts* get home by tram until one.",
			rule:    "yaml-alias",
			mended:  "pitch: \"*Late shifts* get home by tram until one.\"",
		},
		{
			file: trip, was: "---\ntitle",
			written: "¦--\ntitle",
			rule:    "front-matter-fence",
		},
		{
			file: "site.yaml", was: "currency: EUR",
			written: "currency: ¦euros",
			rule:    "currency-unknown",
		},
		{
			file: trip, was: "---\ntitle",
			written: "¦# Our trip\n\n---\ntitle",
			rule:    "front-matter-missing",
		},
		{
			file: trip, was: "",
			written: "¦PK\u0003\u0004 word/document.xml",
			rule:    "encoding", mended: cityIn("en")[trip],
		},
		{
			file: trip, was: "official: claire-moreau\n",
			written: "¦---\nofficial: claire-moreau\n",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "start: 2026-09-14",
			written: "start: ¦2026.09.14",
			rule:    "date-form",
		},
		{
			file: "site.yaml", was: "country: FR",
			written: "country: ¦France",
			rule:    "country-unknown",
		},
		{
			file: "trips/2026-10/index (copy).md", was: "",
			written: anotherTripIn("en", false),
			rule:    "id-form", to: "-",
		},
		{
			file: "voyages/2026-tram.md", was: "",
			written: anotherTripIn("en", false),
			rule:    "file-misplaced", mended: anotherTripIn("en", false), to: "trips/2026-tram.md",
		},
	},
	"fr": {
		{
			file: trip, was: "title: Ravenne",
			written: "title¦:Ravenne",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "title: Ravenne",
			written: "title:¦\u00a0Ravenne",
			rule:    "space-odd",
		},
		{
			file: trip, was: "title: Ravenne montre comment un tram de nuit se paie",
			written: "title: ¦Ravenne : un tram de nuit",
			rule:    "yaml-syntax",
			mended:  "title: \"Ravenne : un tram de nuit\"",
		},
		{
			file: trip, was: "title: Ravenne montre comment un tram de nuit se paie",
			written: "title: ¦'Les trams de l'ville'",
			rule:    "yaml-syntax",
			mended:  "title: \"Les trams de l'ville\"",
		},
		{
			file: trip, was: "title: Ravenne montre comment un tram de nuit se paie",
			written: "title: ¦\"le \"tram\" de nuit\"",
			rule:    "yaml-syntax",
			mended:  "title: 'le \"tram\" de nuit'",
		},
		{
			file: trip, was: "title: Ravenne montre",
			written: "¦Titre : Ravenne montre",
			rule:    "field-unknown",
			mended:  "title : Ravenne montre",
		},
		{
			file: trip, was: "start: 2026",
			written: "¦Début: 2026",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end¦; 2026-09-16",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end: ¦16/09/2026",
			rule:    "date-form",
		},
		{
			file: trip, was: "destination: Ravenne, IT",
			written: "destination: ¦Ravenne, Italie",
			rule:    "destination-form",
			mended:  "destination: \"Ravenne, IT\"",
		},
		{
			file: trip, was: "purpose: Voir",
			written: "¦objet: Voir",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "cost:\n  status: final\n",
			written: "¦coût:\n  status: final\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [transports]\n",
			written: "¦issues: [transports]\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [transports]\n",
			written: "   ¦issues: [transports]\n",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "  issues: [transports]\n",
			written: "  issues: ¦[transports\n",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "  benefit: La ligne A roule jusqu’à une heure dès mars et ramène les équipes du soir.",
			written: "  benefit : ¦@ La ligne A roule jusqu’à une heure dès mars et ramène les équipes du soir.",
			rule:    "yaml-syntax",
			mended:  "  benefit : \"@ La ligne A roule jusqu’à une heure dès mars et ramène les équipes du soir.\"",
		},
		{
			file: trip, was: "    - {for: transport, what: Train de nuit, amount: 412.50}",
			written: "    - {for: transport¦; what: Train de nuit; amount: 412.50}",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "      amount: 186\n",
			written: "    ¦amount: 186\n",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "amount: 412.50",
			written: "amount: ¦412,50 €",
			rule:    "amount-form",
		},
		{
			file: trip, was: "departments: [voirie]",
			written: "departments: ¦Voirie",
			rule:    "reference-unknown",
			mended:  "departments: voirie",
		},
		{
			file: trip, was: "sdg: [11.2]",
			written: "sdg: ¦ODD 11.2",
			rule:    "goal-unknown",
			mended:  "sdg: 11.2",
		},
		{
			file: trip, was: "---\ntitle",
			written: "¦----\ntitle",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "[voirie]\n---\n",
			written: "[voirie]\n¦—\n",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "",
			written: "¦{\\rtf1\\ansi Notre voyage à Ravenne}",
			rule:    "encoding", mended: cityIn("fr")[trip],
		},
		{
			file: trip, was: "Le dépôt ouvre",
			written: "¦[Ravenne](www.ravenne.it). Le dépôt ouvre",
			rule:    "link-broken",
			mended:  "[Ravenne](https://www.ravenne.it). Le dépôt ouvre",
		},
		{
			file: trip, was: "Le dépôt ouvre",
			written: "¦![Le dépôt](depot.jpg) Le dépôt ouvre",
			rule:    "link-broken",
		},
		{
			file: agreement, was: "due: 2027-06-30",
			written: "due: ¦2024-06-30",
			rule:    "day-before-signed",
		},
		{
			file: "site.yaml", was: "email: mairie@",
			written: "email: ¦mairie arobase ",
			rule:    "address-form",
		},
		{
			file: "partners/ravenna.md", was: "lat: 44.42\nlon: 12.20",
			written: "lat: ¦12.20\nlon: 44.42",
			rule:    "place-elsewhere",
		},
		{
			file: "agreements/2026-tram.md", was: "",
			written: anotherTripIn("fr", true),
			rule:    "file-misplaced", mended: anotherTripIn("fr", false), to: "trips/2026-tram.md",
		},
	},
	"es": {
		{
			file: trip, was: "title: Rávena",
			written: "¦Título: Rávena",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "start: 2026-09-14",
			written: "¦Inicio: 2026-09-14",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end ¦= 2026-09-16",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end: ¦16 de septiembre de 2026",
			rule:    "date-form",
		},
		{
			file: trip, was: "destination: Rávena, IT",
			written: "destination: ¦Rávena (Italia)",
			rule:    "destination-form",
			mended:  "destination: \"Rávena, IT\"",
		},
		{
			file: trip, was: "purpose: Ver",
			written: "¦propósito: Ver",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "purpose: Ver cómo una ciudad como la nuestra mueve sus tranvías de noche.",
			written: "purpose: ¦\"Ver cómo una ciudad como la nuestra mueve sus tranvías de noche.",
			rule:    "yaml-syntax",
			mended:  "purpose: \"Ver cómo una ciudad como la nuestra mueve sus tranvías de noche.\"",
		},
		{
			file: trip, was: "pitch: De noche se vuelve en tranvía hasta la una.",
			written: "pitch: ¦¿De noche? : se vuelve en tranvía hasta la una.",
			rule:    "yaml-syntax",
			mended:  "pitch: \"¿De noche? : se vuelve en tranvía hasta la una.\"",
		},
		{
			file: trip, was: "pitch: De noche se vuelve en tranvía hasta la una.",
			written: "pitch: ¦De noche se vuelve en el tranvía #1 hasta la una.",
			rule:    "text-cut",
			mended:  "pitch: \"De noche se vuelve en el tranvía #1 hasta la una.\"",
		},
		{
			file: trip, was: "local_impact:\n  benefit",
			written: "local_impact:\n¦\tbenefit",
			rule:    "yaml-tab",
		},
		{
			file: trip, was: "local_impact:\n  benefit",
			written: "¦impacto local:\n  benefit",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  benefit: La línea",
			written: "  ¦beneficio: La línea",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [transporte]\n",
			written: "  issues: [¦moverse]\n",
			rule:    "reference-unknown",
		},
		{
			file: trip, was: "cost:\n  status: final\n",
			written: "¦costo:\n  status: final\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  status: final\n",
			written: "  status: ¦definitivo\n",
			rule:    "choice-unknown",
		},
		{
			file: trip, was: "  lines:\n    - {for: transport, what: Tren nocturno, amount: 412.50}\n    - for: lodging\n      amount: 186\n",
			written: "¦lines:\n    - {for: transport, what: Tren nocturno, amount: 412.50}\n    - for: lodging\n      amount: 186\n",
			rule:    "field-unknown",
			mended:  "  lines:\n      - {for: transport, what: Tren nocturno, amount: 412.50}\n      - for: lodging\n        amount: 186\n",
		},
		{
			file: trip, was: "    - {for: transport, what: Tren nocturno, amount: 412.50}",
			written: "    - ¦{for: transport, what: Tren nocturno, amount: 412.50",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "    - for: lodging\n      amount: 186",
			written: "    - for: lodging\n    - ¦amount: 186",
			rule:    "field-form",
		},
		{
			file: trip, was: "amount: 186",
			written: "amount: ¦$186",
			rule:    "amount-form",
		},
		{
			file: trip, was: "sdg: [11.2]",
			written: "sdg: [¦11.2; 13]",
			rule:    "goal-unknown",
			mended:  "sdg: [11.2, 13]",
		},
		{
			file: trip, was: "official: claire-moreau",
			written: "official: ¦Claire Moreau",
			rule:    "reference-unknown",
		},
		{
			file: trip, was: "---\ntitle",
			written: "¦***\ntitle",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "[obras]\n---\n",
			written: "[obras]\n   ¦---\n",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "---\ntitle",
			written: "¦title",
			rule:    "front-matter-missing",
		},
		{
			file: trip, was: "",
			written: "¦<html><body>Nuestro viaje</body></html>",
			rule:    "encoding", mended: cityIn("es")[trip],
		},
		{
			file: trip, was: "Las cocheras",
			written: "¦[El alcalde](alcalde@ravenna.it). Las cocheras",
			rule:    "link-broken",
			mended:  "[El alcalde](mailto:alcalde@ravenna.it). Las cocheras",
		},
		{
			file: "outcomes/2026-trams.md", was: "status: under_way",
			written: "status: ¦under way",
			rule:    "choice-unknown",
		},
		{
			file: "people/claire-moreau.md", was: "elected: true",
			written: "elected: ¦sí",
			rule:    "field-form",
		},
		{
			file: "site.yaml", was: "local_issues:\n  - id: transporte\n    name",
			written: "local_issues:\n  - id: transporte\n  ¦name",
			rule:    "yaml-syntax",
		},
		{
			file: "trips/Copia de Rávena.md", was: "",
			written: anotherTripIn("es", false),
			rule:    "id-form", to: "-",
		},
	},
	"pt": {
		{
			file: trip, was: "title: Ravena",
			written: "¦TÍTULO: Ravena",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "start: 2026-09-14",
			written: "¦Início: 2026-09-14",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "¦fim: 2026-09-16",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "¦end 2026-09-16",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "end: 2026-09-16",
			written: "end: ¦16 de setembro de 2026",
			rule:    "date-form",
		},
		{
			file: trip, was: "destination: Ravena, IT",
			written: "¦destino: Ravena, IT",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "destination: Ravena, IT",
			written: "destination: ¦Ravena, Itália",
			rule:    "destination-form",
			mended:  "destination: \"Ravena, IT\"",
		},
		{
			file: trip, was: "purpose: Ver",
			written: "¦purpose Ver",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "pitch: À noite volta-se de elétrico até à uma.",
			written: "pitch: ¦“À noite: volta-se de elétrico até à uma.”",
			rule:    "yaml-syntax",
			mended:  "pitch: \"À noite: volta-se de elétrico até à uma.\"",
		},
		{
			file: trip, was: "title: Ravena mostra como se paga um elétrico à noite",
			written: "title: 'Ravena mostra como se paga um elétrico à noite'¦\"",
			rule:    "yaml-syntax",
			mended:  "title: 'Ravena mostra como se paga um elétrico à noite'",
		},
		{
			file: trip, was: "title: Ravena",
			written: "¦- title: Ravena",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "title: Ravena",
			written: "¦**title**: Ravena",
			rule:    "yaml-syntax",
		},
		{
			file: trip, was: "local_impact:\n  benefit: A linha A circula até à uma desde março e leva a casa os turnos da noite.\n  issues: [transportes]\n",
			written: "local_impact:\n¦benefit: A linha A circula até à uma desde março e leva a casa os turnos da noite.\nissues: [transportes]\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  benefit: A linha",
			written: "  ¦benefício: A linha",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [transportes]\n",
			written: "  ¦assuntos: [transportes]\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "  issues: [transportes]\n",
			written: "  issues: ¦- transportes\n",
			rule:    "yaml-syntax",
			mended:  "  issues:\n    - transportes\n",
		},
		{
			file: trip, was: "  issues: [transportes]\n",
			written: "  issues:\n    ¦*transportes\n",
			rule:    "yaml-syntax",
			mended:  "  issues:\n    - transportes\n",
		},
		{
			file: trip, was: "cost:\n  status: final\n",
			written: "cost:\n  ¦estado: final\n",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "start: 2026-09-14",
			written: "start: ¦14.9.2026",
			rule:    "date-form",
		},
		{
			file: trip, was: "amount: 412.50",
			written: "¦valor: 412.50",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "amount: 186",
			written: "amount: ¦186,00",
			rule:    "amount-form",
			mended:  "amount: 186.00",
		},
		{
			file: trip, was: "sdg: [11.2]",
			written: "¦ODS: [11.2]",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "departments: [obras]",
			written: "¦serviços: [obras]",
			rule:    "field-unknown",
		},
		{
			file: trip, was: "[obras]\n---\n",
			written: "[obras] ¦---\n",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "---\ntitle",
			written: "--- ¦title",
			rule:    "front-matter-fence",
		},
		{
			file: trip, was: "",
			written: "¦%PDF-1.7 A nossa viagem",
			rule:    "encoding", mended: cityIn("pt")[trip],
		},
		{
			file: trip, was: "A garagem",
			written: "¦[Ravena](https:ravenna.it). A garagem",
			rule:    "link-broken",
			mended:  "[Ravena](https://ravenna.it). A garagem",
		},
		{
			file: agreement, was: "  - id: trams\n    text: Voltam seis elétricos.\n    due: 2027-06-30\n    status: open\n",
			written: "  - id: trams\n    text: Voltam seis elétricos.\n  ¦due: 2027-06-30\n    status: open\n",
			rule:    "yaml-syntax",
		},
		{
			file: "site.yaml", was: "base_url: https://valmont.example.org/",
			written: "base_url: ¦valmont.example.org",
			rule:    "address-form",
		},
		{
			file: "site.yaml", was: "contact:\n  email: ",
			written: "contact:\n¦email: ",
			rule:    "field-unknown",
			mended:  "contact:\n  email: ",
		},
		{
			file: "site.yaml", was: "    name: Obras",
			written: "    ¦nome: Obras",
			rule:    "field-unknown",
		},
		{
			file: "trips/2026-10-depósito.md", was: "",
			written: anotherTripIn("pt", false),
			rule:    "id-form", mended: anotherTripIn("pt", false), to: "trips/2026-10-deposito.md",
		},
	},
}
