// Package generator turns what a city writes into its site.
//
// # The flow
//
//	content/*.md ─read→ source.File ─parse→ content.Unit ─check→ content.Set ─plan→ site.Site ─render→ output.File ─publish→ public/
//	themes/chartres ──────────────────────────────────────────────────────────────┘
//
// One way, left to right. Read lists a content folder (package content, over
// any fs.FS). Parse turns one file into one unit, by itself and on all cores:
// package frontmatter splits it and reads its fields by type, each with its
// place, and package markdown reads its story. Check holds all units against
// each other and against the published rules. Only Check can make a
// content.Set, so nothing behind the gate ever sees unchecked content. Package
// ledger keeps what follows from it as of a day: sums, years, promises, by ids and
// without words. Plan
// (package site) lists every page as an address and a function that gathers
// what the page shows, in each of the site's languages. Render (package
// render) fills the theme's templates; package export writes the data, and
// package newsletter the forms of a month's page that leave the site: a mail, a
// plain text, and the side of paper that a Chromium prints.
// Publish (package output) makes all files, on all cores, and exchanges the
// new site with the old one in one step.
//
// Two things are remembered from one build to the next. Recall reads what was
// published before, so that Check can tell what has gone or changed without a
// word: the promises of the site in the output folder, or of another that is
// named, and the earlier texts of entries that git keeps. And what takes long
// to make, cards for sharing (package drawing) and photographs (package
// picture), is taken from the published site while it shows the same.
//
// A build that has nothing to do does nothing. The published site keeps a digest of
// all that it was made from, and one of what each file holds (seal.go and package
// output): where both are as they were, it is left as it is, and nothing is parsed.
//
// The site lists itself: data/manifest.json, made behind all other files, has the SHA-256
// of each (output/manifest.go). By it anybody can compare what is published (package
// publish), and by it only what has changed is sent to where the site is published. Behind
// it data/log.jsonl goes on with a line that names it (output/log.go): what was published
// before is recalled from the site in the output folder, or from where the site is sent.
//
// The local server (package devserver, and live.go) goes through the same flow
// whenever something has changed. A content.Folder knows what was parsed
// before, so that only files whose text has changed are read again; the check
// runs over all units, which it leaves as they are; and a site.Site lists
// nothing before somebody asks. So there is no cache that could go stale, and
// nothing that follows what depends on what. The new state takes the place of
// the old one in one step.
//
// The desk (package desk) is part of that server: it lays what is being written, and is
// not saved yet, over the content folder, so that the page beside a form is that page.
// A form is made of the table of fields; what is typed is put into the file value by
// value (package splice). Where there is no city yet, another page asks for one at the same
// address (desk.Start, cmd/parvis/begin.go), and the desk takes over its listener. What is
// not saved lies in content/.parvis-desk too, for each person apart, and is offered again
// after the program has ended; so do the texts that were written over in the last days, and
// the files that were deleted: what others name, by the check, is not deleted.
// Every reader of the content passes over that folder.
// A month's letter is made in the way of a build, as it would be published
// (letters_draft.go); its page is shown as it is printed, and the browser finds out how
// much room is left as the press does (client/letter.js).
// A picture that is added there lies over the folder as well, for as long as what is being
// written names it, and beside the file of its entry once that is saved, in that file's own
// folder or by its name in the one that it shares: no file is ever moved for it.
// Publishing from there is what “parvis publish” does, in runs that each end where somebody
// has to answer (desk/publish.go). What the day alone has changed is told apart from what the
// city has: by making the same content for the day of the published site (elsewhen.go). One
// lock beside the output folder keeps two from publishing at a time (output.Alone), and a small
// file where the site goes keeps away those of other folders and machines (publish/held.go).
//
// What an editor can mend is a source.Diagnostic: a value that knows its rule,
// its place, its words and its remedy. They are collected, sorted and shown
// together, in the editor's language (package catalog). A Go error is for what an editor cannot mend: a disk, a theme.
//
// # Where to change what
//
//   - a field of the front matter: fields/ (its name, type, meaning and example, in
//     the languages of editors, and its column in the data), content/trip.go, agreement.go,
//     outcome.go or event.go, or doc.go and parse*.go for the rest (what it is in the
//     program, how it is read, whether readers read it, its value for a column of its own),
//     site/ (how it is shown); a test names what is missing. A kind, a language or the words
//     of a choice: their one list in fields/. What of an event for the staff is public:
//     content/staff.go;
//   - a rule: beside the check that reports it, in content/, with its reason, its
//     remedy and an example of each side; parvis explain and /rules/ show it;
//   - what parvis mends by itself: the edits of a diagnostic, beside its remedy in
//     words; how they are written: frontmatter/edit.go; what is tried before they are
//     made: content/fix.go and frontmatter/kept.go;
//   - what is said to editors: the English stands where it is said, and its name is that
//     text; catalog/fr.yaml, es.yaml and pt.yaml say it in their language, and a test
//     there names what is missing or said by nobody;
//   - the words by which texts are judged: content/placeholders.txt, vague.txt,
//     activity.txt, checkable.txt and occasions.txt, each with its own head;
//   - what “parvis new” asks, and how it is checked and written: newentry/; which fields are
//     asked for: fields/ (what is required or advised, and Asked);
//   - what “parvis init” writes: newcity/city, a folder for each language, and shared,
//     whose words stand in newcity/words.go; what differs by country: newcity/place.go.
//     README.md there is the page for officers: a test does what it tells, word for word;
//   - which files beside an entry are published: content/beside.go; which names
//     are those of backups, keys or nobody's: content/names.go, content/static.go; what
//     would run in a browser: content/runs.go;
//   - which signs a text or a name may hold: source/signs.go; what is a web address or
//     a mail address: content/mailweb.go;
//   - what counts as spent, and what as planned: content/spent.go, of which all
//     sums are made;
//   - what is added up, counted, compared or put in order for readers: ledger/, of
//     which pages, letters and data are made;
//   - who answers for what today, and who is the mayor: content/office.go;
//   - a page: site/site.go (its address), a file of site/ (what it shows), site/layouts.go
//     (its type, by which a theme's template is checked),
//     themes/chartres/layouts/ (how it looks), themes/chartres/i18n/ (its words);
//   - the search: site/search.go and search_terms.go (what can be found, by which words),
//     search/ (the files in which a browser looks words up, and what a word is),
//     export/search.go (which files there are), assets/search.js (which looks up, and makes
//     words in the same way: a test holds the two against each other) and search.css;
//   - by what a list can be chosen and put in order: site/find.go (the fields, and what each
//     row says of itself), assets/find.js (the form, the address, the file of what is
//     shown), assets/find.css; script.js sorts all other tables;
//   - the ways into what a year cost, and its trips one by one: site/tripcosts.go;
//   - a drawing (rose, coin, map, bars, panes, QR code, card): drawing/; which places share
//     a frame of the map: drawing/frames.go; where their names stand: drawing/labels.go;
//     a colour of anything: themes/chartres/assets/palette.css;
//   - which tables of data there are, and their columns: fields/tables.go; what stands in
//     their cells: content/tables_parts.go and tables_files.go; which files hold them:
//     content/formats.go; what else is given away, in forms that other programs ask for:
//     content/forms.go; what is reported to IATI as a project: content/projects.go; the
//     version of the schemas for other cities: export/tableschema.go; who writes all
//     these: export/;
//     of what media type a file is: output/media.go;
//   - what a template may do, and how it is checked: render/typed.go (against
//     types), render/check.go (names, words, assets), render/fault.go (how it is said),
//     render/program.go (how it is done for many pages);
//   - a city's own theme: cmd/parvis/theme.go (the designer's guide, and which folder),
//     eject.go (what was taken, and from which version), theme.go (what is stray);
//   - the newsletter: site/newsletter.go, site/said.go, site/edition.go (what it says),
//     themes/chartres/layouts/newsletter.html and assets/newsletter.css (the page
//     and its paper), site/turn.go (where its sidebar ends), site/below.go (what stands below
//     sidebar and letter on a wide screen), newsletter/access.go (how its PDF follows PDF/UA),
//     themes/chartres/newsletter/ (mail and text), letters.go (which files are made of it);
//   - what residents answered: content/verdict.go (what may be written of it, when it is late),
//     site/verdict.go (the page of all, and what a letter tells);
//   - what other sites show of this one within theirs: site/embed.go (the small pages, what they
//     are told by oEmbed, and the page of codes to copy), export/oembed.go,
//     themes/chartres/layouts/embedded.html (which has no frame), assets/embed.css and embed.js
//     (how high it is); which sites may: content/framing.go. One entry is shown by its card and a
//     link: a page for each would be 40,000 files more of 10,000 entries in four languages, and
//     a picture with a link goes through editors and mails that let no frame pass;
//   - what young people said, together: site/youth.go;
//   - who is told what, for the staff alone: content/communication.go (what may be written, and
//     the hints), site/tellings.go (the staff edition, and “parvis agenda --staff”), agenda.go;
//   - how letters are sent: mailing/ (the list, the server, the record of what has gone),
//     letters_send.go and newsletter/addressed.go (the mail as it is sent), cmd/parvis/send.go
//     (what is asked and said), content/publishing.go (what site.yaml says of the server);
//   - the short texts for channels: channels/channels.yaml (how much each takes, how it counts,
//     who says so), channels/ (how they are counted and fitted), site/told.go (what they tell,
//     and the links under a page), share.go and cmd/parvis/share.go;
//   - a campaign: content/campaign.go (what it is, what is held of it), site/campaign.go (its page,
//     its pictures and its poster), drawing/notice.go (how the pictures are painted);
//   - a sheet, such as that for the council or a poster: site/sheets.go (which there are, and what
//     has which), site/sheet.go (what the council's says), site/paper.go and lengths.go (what the others
//     say, and how their texts are cut), themes/chartres/sheets/ (the page and its paper), sheet.go (how it is made);
//   - the annual report: site/report.go (what it says), themes/chartres/sheets/report.html (how it looks),
//     report.go (how many pages it may have), newsletter/pages.go (how its contents get their numbers);
//   - the outlines of countries: outlines/internal; the time zones:
//     content/internal/zones; how months are counted: frontmatter/calendar.go;
//   - what is remembered of earlier content: generator/history.go, generator/git.go
//     (how git is asked), content/silent.go;
//   - what a site is made from, so that it need not be made again: seal.go; how the
//     published site keeps that: output/seal.go; what a site says of its own files and
//     builds: output/manifest.go and log.go, and how that is compared: publish/verify.go;
//   - where a site is published: content/publishing.go (what site.yaml says), publish/ (what
//     changes for readers, in which order files go, and each place: folder.go, sftp.go, ftps.go, git.go,
//     commit.go, which sends the files that sources.go lists;
//     how long a silent server is waited for: patient.go; who else sends: held.go; servers for tests: testserver/),
//     desk/publish.go and publish_page.go (from the desk);
//   - what is noted of who has approved a letter: desk/approval.go;
//   - what waits, on the first page of the desk: desk/waits.go, by the rules and the deadlines
//     of content/ (content.OfDeadline, Settings.Owed);
//   - a command: one file in cmd/parvis/;
//   - what pages are expected to say: expected/testdata, a file of words and a small
//     city that shows every state.
//
// # Speed
//
// “make bench” prints what work takes as ratios to Hugo (v0.165, where it is installed) on a
// site of the same entries, and to a copy; CORPUS="DIR …" takes other content folders, and with
// SIZES="…" generated ones too. Of 10,000 generated entries, which make 25,089 files of 573 MB where
// Hugo makes 12,813 of 93, on two cores (AMD EPYC, a virtual machine with nothing beside it), one
// pair of each on 28 November 2026; in brackets the same of another corpus of 10,000:
//
//	ratio         aim    work                                     seconds      processor    MB
//	1.28 (1.45)   0.33   full build, all outputs ÷ Hugo           31.9 (26.6)  54.6 (44.7)  442 (491)
//	1.04 (0.85)   0.20   all pages made again, cards kept ÷ Hugo  24.6 (19.9)  36.9 (28.9)  471 (554)
//	1.5  (3.5)    2      full build ÷ cp -r of what it wrote      28.3 (26.3)  48.7 (45.5)  488 (489)
//	0.066 (0.062) 0.05   nothing changed ÷ Hugo                   1.2  (1.2)   1.8  (1.8)   103 (68)
//	0.65 (0.73)   0.125  one entry changed ÷ Hugo                 15.3 (16.2)  22.9 (24.5)  579 (583)
//	0.29 (0.38)   0.25   memory of the full build ÷ Hugo
//	              1.5 s  check                                    3.1  (2.6)   5.7  (4.7)   282 (311)
//
// Of 1,000 entries the same ratios are 1.30 (1.81), 1.38 (1.13), 1.4 (3.9), 0.058 (0.138), 1.00
// (0.94) and 0.60 (0.74), and check takes 0.7 s (0.7). From 1,000 to 10,000 entries files grow by 8.8,
// seconds by 8.6, processor time by 9.1 and memory by 3.5. So all aims but that to a copy, on one
// corpus, are missed: beside Hugo by about four times. One pair tells a tenth more or less from nothing:
// the disk took cp between 7.5 and 18.7 s for as much. 100,000 entries were measured before (one
// run, without a peer): 438 s of processor time for 225,062 files, at most 3.3 GB where 1.5 are the
// aim, and 21 s with 231 MB when nothing had changed.
//
// A build in which one entry has changed takes half its time to make the new folders beside the
// old ones and to remove those: that is what it costs that readers see the old site or the new one,
// and never some of each.
//
// What was tried last, by processor time and old and new by turns on a machine that was never alone: a
// share card takes 0.52 ms where it took 1.14 (of three lines, best of many; 0.5 is the aim),
// and still 25 kB where 15 are the aim: 13.7 of them are the rose, which a compressor that
// looks for everything brings to 12.3 and another choice of the colours at its edges to 12.8,
// so less is a simpler rose. Looking in text for all that began alike, as before, makes a card 100
// bytes smaller in twice the time; looking at the row above alone, 850 larger. A full build of
// 1,000 entries takes 5.2 to 5.6 s where it took 6.2 to 6.9, and 130 MB where it took 155; of
// 10,000, one run of each, 41.9 s where it took 51.4. The demonstration takes 8 s where it took
// 16, of which 7 went into compressing the pictures of campaigns.
//
// By a processor profile of a full build of 10,000 entries 28 in a hundred are spent on share
// cards, 24 on pages, 19 on reading content (11 of it on Markdown), 13 on memory and its
// collection, 6 on writing files, 4 on the search. Reading, the search and the making of files are
// done on all cores; a profile of what waits shows 3 in a hundred of the time beside these.
// A thousand entries hold 33 MB (43 before each layout had only the templates that it asks
// for), and three thousand 66, so an entry takes 13 kB beyond its text of 4 while the pages are
// made, where 4 are the aim: 1.4 for the fields that it might have, 1.1 for its costs, 1 for
// its links, 0.6 for its story, 0.6 for its promises, and the rest for what is planned of it:
// pages, cards, records and rows.
//
// # Search
//
// The search of a city is a few files of many that a browser asks for (package search). On
// the machine that the figures above are of, which had far more to do meanwhile:
//
//	entries  files  index and what is shown  largest file  for an answer  time of an answer
//	1,000    180    0.6 MB                   12 kB         16 to 57 kB    0.1 to 0.25 s
//	10,000   1,535  5.6 MB                   17 kB         15 to 62 kB    0.05 to 1.1 s
//
// An answer is to one to three words, with a typing error or without, and shows ten pages;
// the bytes are those before a server makes them small, beside 34 kB for the page itself.
// To make all of it for 10,000 entries takes 3.3 s of processor time, 7 in a hundred of a
// full build: half of it on adding words, a quarter on stories that have pictures, which
// are read anew. Meanwhile it has a place in memory for each word of a page, four bytes.
// These tell the figures of any content folder:
//
//	CORPUS=DIR go test -run TestSearchAnswers -v ./generator/
//	CORPUS=DIR go test -run - -bench Search -benchtime 1x ./generator/
//
// A typing error is found where the word's beginning or its ending leads to the file of the
// word that is meant: always in a small city, and in a large one but for some words of
// four or five letters.
//
// # Who may import whom
//
//	cmd → generator → {devserver, render, newsletter, export, importer} → {site, schema}
//	cmd → publish → {output, content}
//	cmd → mailing → {importer, content}
//	cmd → desk → {generator, devserver, newentry, publish} → splice, content
//	    → {drawing → outlines, output}, channels, search, ledger → content
//	    → {frontmatter, markdown, i18n, picture, newcity, outlines} → source, fields → catalog
//
// # Glossary
//
// Entry: one trip, agreement or outcome. Benefit: what it brings to residents,
// as stated in local_impact. The gate: the rules by which an entry without a
// stated benefit stops publication. Trip cost: all lines of a cost; cost to
// the city: the lines that the city pays. Promise: what an agreement promises
// by a day. Outcome: what came of trips and agreements. Letter: a month's
// newsletter page. Campaign: a message for some days, which tells of entries. Edition: for whom that page is made; only the citizens' is
// public. Term: a local issue, goal, partner, person or department
// that has a page listing its entries. Ledger: what follows from the entries as of
// a day, by ids. Look: one time that the local server
// goes through the flow. View: what it shows at a moment.
package generator
