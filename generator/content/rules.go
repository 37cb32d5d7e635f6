package content

import "parvis/generator/source"

// The published rules, but for the gate's, which stand beside the gate, and
// those of how files are written (packages frontmatter and markdown).

// Values.
var (
	ruleAmountForm = &source.Rule{Name: "amount-form",
		Says: "An amount is written in plain digits, with a point before the decimals.",
		Why:  "1.240 is a thousand to some and one and a bit to others",
		Fix:  "write the amount alone, in digits, with a point before decimals",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 1.240,50\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 1240.50\n"}}
	ruleAmountDecimals = &source.Rule{Name: "amount-decimals",
		Says: "An amount has at most as many decimals as its currency.",
		Fix:  "round it to the smallest coin",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 1240.505\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 1240.50\n"}}
	ruleCurrencyUnknown = &source.Rule{Name: "currency-unknown",
		Says: "A currency is written as its three-letter code.",
		Fix:  "write the three letters of its code (ISO 4217), as a bank writes them",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {lines: [{for: lodging, amount: 96, currency: Pounds, rate: 1.16}]}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: final, lines: [{for: lodging, amount: 96, currency: GBP, rate: 1.16}]}\n"}}
	ruleCountryUnknown = &source.Rule{Name: "country-unknown",
		Says: "A country is written as its two-letter code.",
		Fix:  "write the two letters of the country (ISO 3166), which are mostly those of its web addresses",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: Italy}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: IT}\n"}}
	ruleDestinationForm = &source.Rule{Name: "destination-form",
		Says: "A destination is a city and a country.",
		Fix:  "write the city, a comma, and the two letters of its country",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: Ravenna\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: Ravenna, IT\n"}}
	ruleCoordinates = &source.Rule{Name: "coordinates-incomplete",
		Says: "A place on the map has a latitude and a longitude.",
		Fix:  "write both, or neither",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: IT, lat: 44.42}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "destination: {city: Ravenna, country: IT, lat: 44.42, lon: 12.20}\n"}}
	ruleGoalUnknown = &source.Rule{Name: "goal-unknown",
		Says: "A goal is one of the United Nations' 17, or one of their 169 targets, named once.",
		Fix:  "write a goal's number, from 1 to 17, or one of its targets, with a point",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "sdg: [11.9]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "sdg: [11.2]\n"}}
	ruleURLForm = &source.Rule{Name: "address-form",
		Says: "Web and mail addresses are whole.",
		Fix:  "write a web address with https:// at its start",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "mandate: {ref: Vote 112, date: 2026-06-18, url: www.example.org/112}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "mandate: {ref: Vote 112, date: 2026-06-18, url: \"https://www.example.org/112\"}\n"}}
	ruleLanguageUnknown = &source.Rule{Name: "language-unknown",
		Says: "Every language of the site is one for which there are words.",
		Fix:  "write a language that the theme knows",
		Bad:  source.Example{File: "site.yaml", Text: "languages: [en, de]\n"},
		Good: source.Example{File: "site.yaml", Text: "languages: [en, fr]\n"}}
	ruleIDForm = &source.Rule{Name: "id-form",
		Says: "What becomes part of an address is written in small letters, digits and hyphens.",
		Why:  "an address that anyone can type and read out never has to change",
		Fix:  "use a to z, 0 to 9 and hyphens",
		Bad:  source.Example{File: "site.yaml", Text: "departments: [{id: Public Space, name: Public space}, {id: streets, name: Streets}]\n"},
		Good: source.Example{File: "site.yaml", Text: "departments: [{id: public-space, name: Public space}, {id: streets, name: Streets}]\n"}}
)

// Facts that disagree.
var (
	ruleDateOrder = &source.Rule{Name: "date-order",
		Says: "What ends does so after it began.",
		Fix:  "look up both dates and correct the wrong one",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "end: 2026-09-10\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "end: 2026-09-16\n"}}
	ruleMandateLate = &source.Rule{Name: "mandate-late",
		Says: "The council votes before the departure.",
		Why:  "a vote on a trip that has begun decides nothing",
		Fix:  "correct the date of the vote; if the trip really came first, say so in “difficulties” and take the mandate out",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "mandate: {ref: Vote 112, date: 2026-09-14}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "mandate: {ref: Vote 112, date: 2026-06-18}\n"}}
	ruleOutcomeBeforeCause = &source.Rule{Name: "outcome-before-cause",
		Says: "An outcome comes after what it came from.",
		Fix:  "correct the date, or the id under “of”",
		Bad:  source.Example{File: "outcomes/2026-night-trams.md", Text: "date: 2020-01-10\n"},
		Good: source.Example{File: "outcomes/2026-night-trams.md", Text: "date: 2026-10-30\n"}}
	ruleReason = &source.Rule{Name: "reason-missing",
		Says: "What was not achieved or was dropped says why.",
		Why:  "a failure that is explained costs less trust than one that is found out",
		Fix:  "add “reason: …”, in one plain sentence",
		Bad:  source.Example{File: "outcomes/2026-night-trams.md", Text: "status: not_achieved\n"},
		Good: source.Example{File: "outcomes/2026-night-trams.md", Text: "status: not_achieved\nreason: The operator found no drivers for the night.\n"}}
	ruleDueMissing = &source.Rule{Name: "due-missing",
		Says: "Where it is too early to tell, a date says when it will be known.",
		Fix:  "add “due: …”, a day, a month or a year",
		Bad:  source.Example{File: "outcomes/2026-night-trams.md", Text: "status: too_early\n"},
		Good: source.Example{File: "outcomes/2026-night-trams.md", Text: "status: too_early\ndue: 2027-05\n"}}
	ruleVoiceConsent = &source.Rule{Name: "voice-consent",
		Says: "Nobody is quoted without their consent.",
		Fix:  "add “consent: …”, the reference under which the city keeps it, or take the quotation out",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "voices: [{who: Lina (17), quote: I can stay for the last act now.}]\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "voices: [{who: Lina (17), quote: I can stay for the last act now., consent: C-2026-041}]\n",
		}}
	ruleTraveller = &source.Rule{Name: "traveller-form",
		Says: "Each traveller is an elected official or named colleague by id, or a role.",
		Fix:  "write either “person: …” or “role: …”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "travellers: [{function: Interpreter}]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "travellers: [{role: Interpreter}]\n"}}
	ruleOfficialNotElected = &source.Rule{Name: "official-not-elected",
		Says: "Somebody elected answers for each entry.",
		Why:  "staff carry out; those who were elected answer",
		Fix:  "name the elected official who answers for it",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "official: paul-roux\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "official: claire-moreau\n"}}
)

// Costs.
var (
	ruleCostZero = &source.Rule{Name: "cost-zero-unexplained",
		Says: "A cost of nothing is explained.",
		Why:  "nothing is free; residents ask who paid",
		Fix:  "write “cost: {status: final, lines: [{for: other, amount: 0}], explanation: …}”, saying who paid or why it was free",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: 0\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 0}], explanation: The hosts paid for the train and the room.}\n",
		}}
	ruleCostOverrun = &source.Rule{Name: "cost-overrun-unexplained",
		Says: "A final cost over a tenth above the plan is explained.",
		Fix:  "add “explanation: …”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: final, planned: 1000, lines: [{for: transport, amount: 1240.50}]}\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, planned: 1000, lines: [{for: transport, amount: 1240.50}], explanation: The night train was cancelled and we flew.}\n",
		}}
	ruleLineUnnamed = &source.Rule{Name: "line-unnamed",
		Says: "What is paid for anything “other” is named.",
		Why:  "a sum for “other” is the line that residents ask about first",
		Fix:  "add “what: …”, saying what was paid",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 412.50}, {for: other, amount: 80}]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 412.50}, {for: other, what: Room for the evening with residents, amount: 80}]}\n",
		}}
	ruleLineUnfitting = &source.Rule{Name: "line-unfitting", Severity: source.Warning,
		Says: "A class is that of a journey, and nights are no more than the travellers were away.",
		Why:  "residents reckon what a night and a seat cost; with the wrong line or number they reckon wrong",
		Fix:  "move it to the line to which it belongs, or correct it",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: meals, amount: 80, class: second}, {for: lodging, amount: 412.50, nights: 2}]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 80, class: second}, {for: lodging, amount: 412.50, nights: 2}]}\n",
		}}
	ruleCostNegativeLine = &source.Rule{Name: "cost-negative-unexplained",
		Says: "An amount below zero says what it is.",
		Fix:  "add “what: …”, saying what came back",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 412.50}, {for: transport, amount: -80}]}\n",
		},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: transport, amount: 412.50}, {for: transport, what: Unused ticket returned, amount: -80}]}\n",
		}}
	ruleCostNegative = &source.Rule{Name: "cost-negative",
		Says: "A cost is never below zero.",
		Fix:  "look for a line with a wrong sign",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: final, lines: [{for: transport, what: Ticket returned, amount: -80}]}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: final, lines: [{for: transport, amount: 80}]}\n"}}
	ruleRateMissing = &source.Rule{Name: "rate-missing",
		Says: "An amount in another currency has its rate.",
		Why:  "sums are never made across currencies silently",
		Fix:  "add “rate: …” and “rate_date: …”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: final, lines: [{for: lodging, amount: 96, currency: GBP}]}\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "cost: {status: final, lines: [{for: lodging, amount: 96, currency: GBP, rate: 1.16, rate_date: 2026-09-14}]}\n",
		}}
	ruleCostPendingLines = &source.Rule{Name: "cost-pending-lines",
		Says: "A cost is either pending or has lines.",
		Fix:  "take “pending” out and write “status: provisional”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {pending: Bills are awaited., lines: [{for: meals, amount: 12}]}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {status: provisional, lines: [{for: meals, amount: 12}]}\n"}}
	ruleCostPendingLate = &source.Rule{Name: "cost-pending-late",
		Says: "A pending cost is known once its deadline has passed.",
		Why:  "residents are told what it cost, late if need be, but not never",
		Fix:  "write the lines of the cost",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "start: 2026-05-10\nend: 2026-05-12\ncost: {pending: Bills are awaited.}\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "cost: {pending: Bills are awaited.}\n"}}
)

// Names of things.
var (
	ruleReferenceUnknown = &source.Rule{Name: "reference-unknown",
		Says: "Every id that is named exists.",
		Fix:  "correct the id, or write the file that it names",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "partners: [ravena]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "partners: [ravenna]\n"}}
	ruleReferenceDraft = &source.Rule{Name: "reference-draft",
		Says: "What is published names nothing that is still a draft.",
		Why:  "a reader would be led to a page that does not exist",
		Fix:  "publish the other first, or take the name out",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "partners: [torino]\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "partners: [ravenna]\n"}}
	ruleIDDuplicate = &source.Rule{Name: "id-duplicate",
		Says: "An id is given once.",
		Why:  "two pages cannot have one address",
		Fix:  "rename one of the two",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "", Beside: map[string]string{"trips/2026/2026-09-ravenna.md": source.AnotherTrip}},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "", Beside: map[string]string{"trips/2026/2026-10-ravenna.md": source.AnotherTrip}}}
	ruleAddressTaken = &source.Rule{Name: "address-taken", Locked: true,
		Says: "A page, and a file that is published beside the pages, has an address that nothing else has.",
		Why:  "what stands at an address is one page or one file, on every system",
		Fix:  "rename the file",
		Bad:  source.Example{File: "pages/costs.md", Text: "---\ntitle: What it costs\n---\nSee the list.\n", Whole: true},
		Good: source.Example{File: "pages/what-it-costs.md", Text: "---\ntitle: What it costs\n---\nSee the list.\n", Whole: true}}
	ruleFileMisplaced = &source.Rule{Name: "file-misplaced",
		Says: "Files lie in the folders of the content model.",
		Fix:  "move it to trips, agreements, outcomes, newsletters, people, partners or pages",
		Bad:  source.Example{File: "notes/idea.md", Text: "---\ntitle: Idea\n---\nAn idea.\n", Whole: true},
		Good: source.Example{File: "pages/idea.md", Text: "---\ntitle: Idea\n---\nAn idea.\n", Whole: true}}
	ruleFileMissing = &source.Rule{Name: "file-missing",
		Says: "Every file that is named lies beside the entry.",
		Fix:  "put the file into the entry's folder, or correct its name",
		Bad:  source.Example{File: "agreements/2025-ravenna.md", Text: "document: agreement.pdf\n"},
		Good: source.Example{
			File:   "agreements/2025-ravenna.md",
			Text:   "document: agreement.pdf\n",
			Beside: map[string]string{"agreements/agreement.pdf": "%PDF-1.7\n"},
		}}
	ruleLinkBroken = &source.Rule{Name: "link-broken",
		Says: "Links in stories lead somewhere.",
		Fix:  "correct the address",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nSee [the costs](/cost/).\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nSee [the costs](/costs/).\n"}}
	ruleAltMissing = &source.Rule{Name: "image-alt-missing",
		Says: "Every picture says in words what it shows.",
		Why:  "residents who cannot see it must know what is there",
		Fix:  "write a text alternative",
		Bad: source.Example{
			File:   "people/karim-haddad.md",
			Text:   "---\nname: Karim Haddad\nrole: Councillor\nelected: true\nportrait: portrait.png\n---\n",
			Whole:  true,
			Beside: map[string]string{"people/portrait.png": source.Picture},
		},
		Good: source.Example{
			File:   "people/karim-haddad.md",
			Text:   "---\nname: Karim Haddad\nrole: Councillor\nelected: true\nportrait: portrait.png\nalt: Karim Haddad in the council chamber\n---\n",
			Whole:  true,
			Beside: map[string]string{"people/portrait.png": source.Picture},
		}}
	ruleTranslationOrphan = &source.Rule{Name: "translation-orphan",
		Says: "A translation stands beside its original.",
		Fix:  "correct its file name, or write the original",
		Bad:  source.Example{File: "trips/2026-09-ravena.fr.md", Text: "---\ntitle: Ravenne\n---\nTexte.\n", Whole: true},
		Good: source.Example{File: "trips/2026-09-ravenna.fr.md", Text: "---\ntitle: Ravenne\n---\nTexte.\n", Whole: true}}
	ruleTranslationFact = &source.Rule{Name: "translation-fact",
		Says: "A translation holds texts, no facts.",
		Why:  "two languages must not be able to disagree",
		Fix:  "take the line out; the original's value is shown in every language",
		Bad: source.Example{
			File:  "trips/2026-09-ravenna.fr.md",
			Text:  "---\ntitle: Ravenne fait rouler ses trams la nuit\ncost: 1300\n---\nTexte.\n",
			Whole: true,
		},
		Good: source.Example{File: "trips/2026-09-ravenna.fr.md", Text: "---\ntitle: Ravenne fait rouler ses trams la nuit\n---\nTexte.\n", Whole: true}}
	ruleRuleUnknown = &source.Rule{Name: "rule-unknown",
		Says: "site.yaml names rules that exist.",
		Fix:  "“parvis explain” lists all rules",
		Bad:  source.Example{File: "site.yaml", Text: "rules: {pitch-mising: off}\n"},
		Good: source.Example{File: "site.yaml", Text: "rules: {pitch-missing: off}\n"}}
	ruleRuleLocked = &source.Rule{Name: "rule-locked", Locked: true,
		Says: "The gate and the rules of safety cannot be made milder.",
		Why:  "nothing may be published that does not say what it brings to residents, and nothing that could harm a reader",
		Fix:  "take the line out",
		Bad:  source.Example{File: "site.yaml", Text: "rules: {local-benefit-missing: warning}\n"},
		Good: source.Example{File: "site.yaml", Text: "rules: {local-benefit-vague: error}\n"}}
)

// What a good entry has.
var (
	rulePitchMissing = &source.Rule{Name: "pitch-missing", Severity: source.Warning,
		Says: "An entry has a pitch: what changes here, in one sentence.",
		Why:  "the pitch is what people read aloud to each other",
		Fix:  "add “pitch: …”, at most 25 words",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: \n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home by tram until one.\n"}}
	rulePitchLong = &source.Rule{Name: "pitch-long", Severity: source.Warning,
		Says: "A pitch has at most 25 words.",
		Fix:  "shorten it to what changes here, not who signed what",
		Bad: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "pitch: Late shifts of the hospital and the glass works get home by tram until one in the morning on every night of the week and on all " +
				"holidays too.\n",
		},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "pitch: Late shifts get home by tram until one.\n"}}
	ruleOfficialMissing = &source.Rule{Name: "official-missing", Severity: source.Warning,
		Says: "An entry names who answers for it.",
		Why:  "residents want a name to write to",
		Fix:  "add “official: …”, the id of an elected person",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "official: \n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "official: claire-moreau\n"}}
	ruleDepartmentsMissing = &source.Rule{Name: "departments-missing", Severity: source.Warning,
		Says: "An entry names the departments that work on it.",
		Why:  "what is learned abroad comes to nothing unless a department takes it up",
		Fix:  "add “departments: […]”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "departments: \n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "departments: [streets]\n"}}
	ruleIssuesMissing = &source.Rule{Name: "issues-missing", Severity: source.Warning,
		Says: "An entry names the local issues that it helps with.",
		Why:  "residents look for waste or lighting, not for diplomacy; without an issue they will not find it",
		Fix:  "add “issues: […]” below “local_impact”",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "local_impact: Line A runs until one from March so late shifts get home.\n"},
		Good: source.Example{
			File: "trips/2026-09-ravenna.md",
			Text: "local_impact: {benefit: Line A runs until one from March so late shifts get home., issues: [mobility]}\n",
		}}
)

// The newsletter.
var (
	ruleNewsletterUnsigned = &source.Rule{Name: "newsletter-unsigned",
		Says: "An elected official signs each page.",
		Why:  "a page that nobody answers for convinces nobody",
		Fix:  "add “signed_by: …”, the id of an elected person",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "signed_by: \n"},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "signed_by: claire-moreau\n"}}
	ruleNewsletterNotElected = &source.Rule{Name: "newsletter-signer-not-elected",
		Says: "Who signs the page was elected.",
		Why:  "residents can hold to account those whom they chose",
		Fix:  "let the mayor or another elected official sign",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "signed_by: paul-roux\n"},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "signed_by: claire-moreau\n"}}
	ruleNewsletterOutOfOffice = &source.Rule{Name: "newsletter-signer-out-of-office",
		Says: "Who signs the page is in office that month.",
		Fix:  "let somebody in office sign, or correct “from” and “until” of that person",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "signed_by: jean-petit\n"},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "signed_by: claire-moreau\n"}}
	ruleNewsletterNoPurpose = &source.Rule{Name: "newsletter-no-purpose",
		Says: "The page states why the city acted, in the signer's words.",
		Why:  "the trip without the purpose is what critics call tourism",
		Fix:  "add “purpose: …”",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "purpose: \n"},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "purpose: We went because late shifts could not get home.\n"}}
	ruleNewsletterGap = &source.Rule{Name: "newsletter-gap", Severity: source.Warning,
		Says: "Every month between the first and the last has its page.",
		Why:  "it works in Chartres because it never stopped",
		Fix:  "write the missing month's page",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "", Beside: map[string]string{"newsletters/2026-08.md": source.AnotherLetter}},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "", Beside: map[string]string{"newsletters/2026-09.md": source.AnotherLetter}}}
	ruleNewsletterLong = &source.Rule{Name: "newsletter-letter-long", Severity: source.Warning,
		Says: "A letter has at most 300 words.",
		Why:  "it has to fit one printed side",
		Fix:  "shorten it; 150 to 250 words are read",
		Bad: source.Example{
			File: "newsletters/2026-10.md",
			Text: "---\nWe went because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. We went because late shifts could not get home. We went " +
				"because late shifts could not get home. We went because late shifts could not get home. We went because late shifts could " +
				"not get home. We went because late shifts could not get home. \n",
		},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "---\nWe went because late shifts could not get home. I saw how it is done.\n"}}
	ruleNewsletterOverfull = &source.Rule{Name: "newsletter-overfull", Severity: source.Warning,
		Says: "A newsletter page fits one printed side.",
		Why:  "it is handed out as one sheet; this is known once it is printed, and until it fits there is no PDF of it",
		Fix:  "shorten the letter or the best practice",
		Bad: source.Example{
			File: "newsletters/2026-10.md",
			Text: "best_practice: {text: We saw that a tram driver is told the evening before which houses have asked for quiet. " +
				"The list holds eleven streets and is printed on one page. We looked at it for a whole morning and then for a whole evening.}\n" +
				"---\n" +
				"I went with six others, and each of us has written a page on what she saw.\n",
		},
		Good: source.Example{
			File: "newsletters/2026-10.md",
			Text: "best_practice: {text: We saw how a night tram pays its way.}\n---\nI went because late shifts could not get home.\n",
		}}
	ruleNewsletterHeavy = &source.Rule{Name: "newsletter-mail-large", Severity: source.Warning,
		Says: "The mail of a letter has at most 100 kB.",
		Why:  "Gmail hides what a mail shows beyond 102 kB, and a larger one is slow to come on a telephone; all of it counts, its portrait too",
		Fix:  "shorten the letter, or what the month's entries say",
		Bad: source.Example{
			File: "newsletters/2026-10.md",
			Text: "---\nI went because late shifts could not get home. These are the stops of all lines and their times, on forty pages.\n",
		},
		Good: source.Example{
			File:   "newsletters/2026-10.md",
			Text:   "---\nI went because late shifts could not get home. The times of all lines are in [this table](times.csv).\n",
			Beside: map[string]string{"newsletters/times.csv": "line,last\n4,00:40\n"},
		}}
	ruleNewsletterFirstPerson = &source.Rule{Name: "newsletter-not-first-person", Severity: source.Warning,
		Says: "A letter is written in the first person.",
		Fix:  "write as the signer speaks: I went, we chose",
		Bad:  source.Example{File: "newsletters/2026-10.md", Text: "---\nThe city took part in a meeting on night trams.\n"},
		Good: source.Example{File: "newsletters/2026-10.md", Text: "---\nI took part in a meeting on night trams.\n"}}
	ruleFigureUntrue = &source.Rule{Name: "figure-untrue",
		Says: "A figure stated in prose is what the entries add up to.",
		Why:  "a figure that one reader finds wrong makes all others doubtful",
		Fix:  "correct the text, or leave it empty to have it filled in",
		Bad:  source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nIt cost [€1,241](figure:cost/trips/2026-09-ravenna).\n"},
		Good: source.Example{File: "trips/2026-09-ravenna.md", Text: "---\nIt cost [€1,240.50](figure:cost/trips/2026-09-ravenna).\n"}}
)
