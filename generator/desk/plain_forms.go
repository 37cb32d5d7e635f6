package desk

import "parvis/generator/catalog"

// onForms are messages as they are said where there is a form, by what they are in a file. What
// is missing there is what says nothing of how a file is written, but by the names of fields.
var onForms = map[string]catalog.Message{
	"say what changes, for whom and when, or keep the entry with \"draft: true\"": catalog.Later(
		"say what changes, for whom and when, or keep it as a draft"),
	"write what has happened over %s and take “draft: true” out, or delete that file": catalog.Later(
		"write what has really happened, and let everybody see it; or delete the example"),
	"write it, or keep the file with “draft: true”": catalog.Later(
		"write it, or keep it as a draft"),
	"write outcomes/….md with “of: [%s]”; “status: too_early” with a “due” date will do": catalog.Later(
		"begin its outcome; that it is too early to tell will do, with the day by which it can be told"),
	"take “draft: true” out; %s": catalog.Later(
		"let everybody see it"),
	"write how many people live in your city into %s, and its addresses below that; then take the comment above it out": catalog.Later(
		"write how many people live in your city, and look through the addresses of the site and of the city, too"),
	"write your city into %s: its name, its population, the address of its site": catalog.Later(
		"write your city: its name, its population, the address of its site"),
	"add a line %q": catalog.Later(
		"fill in %q"),
	"write %s into the text of the entry if readers are to have it, or %s": catalog.Later(
		"add it here if readers are to have it; else leave it as it is"),
	"%q has no value": catalog.Later(
		"%q is not filled in yet"),
	"write it behind %q": catalog.Later(
		"fill in %q"),
	"write “departments: […]”, of these: %s": catalog.Later(
		"choose under “departments”, of these: %s"),
	"write “issues: […]” below “local_impact”, of these: %s": catalog.Later(
		"choose under “issues”, of these: %s"),
	"write the text behind “benefit:” below “local_impact”, and below that “issues: […]”, of these: %s": catalog.Later(
		"write the text under “benefit”, and choose under “issues”, of these: %s"),
	"write cost: {lines: [%s]}, saying what each was paid for": catalog.Later(
		"enter each amount as a line of its own, saying what it was paid for"),
	"add “lines:” with one line for each thing paid, or “pending: why”, if it is not yet known": catalog.Later(
		"enter a line for each thing that was paid; or say under “pending” what is still awaited"),
	"write the year, the month and the day in digits, with hyphens between them": catalog.Later(
		"choose the day in the calendar, or write it with its month and year"),
	"write the year, the month and the day in digits, with hyphens between them; the year and the month, or the year " +
		"alone, if no more is known": catalog.Later(
		"choose the day in the calendar, or write it with its month and year; the month and the year, or the year alone, if " +
			"no more is known"),
	"write the year, the month and the day with hyphens between them, a space, and the hour and the minutes with a colon " +
		"between them": catalog.Later(
		"write the day with its month and year, a space, and the time with a colon, such as 18:30"),
	"write %s, with the quotation marks": catalog.Later(
		"write %s"),
	"write destination: [%s]": catalog.Later(
		"write each city in a field of its own: %s"),
	"write %s; or, if these are %d cities, destination: [%s]": catalog.Later(
		"write %s; or, if these are %d cities, each in a field of its own: %s"),
	"write the country's two letters behind the city: %s; or, if these are %d cities, destination: [%s]": catalog.Later(
		"write the country’s two letters behind the city: %s; or, if these are %d cities, each in a field of its own: %s"),
	"%q has to be true or false": catalog.Later(
		"%q is neither yes nor no"),
	"write true or false": catalog.Later(
		"choose yes or no"),
	"write %s for the target, or sdg: [%s] for the two goals": catalog.Later(
		"choose %s for the target, or each of the two goals: %s"),
	"write %s for the target, or [%s] for the two goals": catalog.Later(
		"choose %s for the target, or each of the two goals: %s"),
	"write sdg: [%s]": catalog.Later(
		"choose each by itself: %s"),
	"write the goals and targets in square brackets, with a comma and a space between them and a point within a target": catalog.Later(
		"choose each goal or target by itself"),
	"write what came of it: an outcome with “of: [%s]”, or a line of “history” dated on the day of the review; or write " +
		"another day": catalog.Later(
		"begin an outcome of it, or add to “history” what came of it, dated on the day of the review; or write another day"),
	"write it as layouts/%s.html of the theme's folder (“parvis help theme”), or take the line out; there is %s": catalog.Later(
		"choose one that there is, %[2]s, or leave it empty; %[1]s is none of the site"),
	"take it out; a note for colleagues goes into the field staff_note": catalog.Later(
		"take it out; a note for colleagues has a field of its own, “staff_note”"),
	"write it in %s; a line of the cost may be in %s: {for: …, amount: %s, currency: %s, rate: …, rate_date: …}": catalog.Later(
		"write it in %[1]s; or %[3]s in %[2]s as a line of the cost, with “currency” (%[4]s), “rate” and “rate_date”"),
	"write cost: {status: final, lines: [{for: …, amount: 0}], explanation: …}, saying who paid or why it was free": catalog.Later(
		"enter 0 as a line of the cost, and say under “explanation” who paid or why it was free"),
	"write “cost: {status: final, lines: [{for: other, amount: 0}], explanation: …}”, saying who paid or why it was free": catalog.Later(
		"enter 0 as a line of the cost, and say under “explanation” who paid or why it was free"),
	"write %s: 0, and say in “explanation” who paid or why it was free": catalog.Later(
		"write 0, and say under “explanation” who paid or why it was free"),
	"write cost: {status: provisional, lines: [{for: …, amount: %s}]} until the amount is known, then the amount": catalog.Later(
		"enter %s as a line of the cost with “status: provisional” until the amount is known, then the amount"),
	"write %s: %s; while it is not exact, the cost has “status: provisional”": catalog.Later(
		"write %[2]s; while it is not exact, the cost has “status: provisional”"),
	"write cost: {pending: …}, saying what is awaited": catalog.Later(
		"leave the amount empty, and say under “pending” what is awaited"),
	"a traveller is a group of fields: a person by id, or a role": catalog.Later(
		"a traveller is a person of the city, or a role"),
	"write {person: …} with the id of a file in people/, or {role: %q} if that is what somebody is": catalog.Later(
		"choose the person, or write %q as the role if that is what somebody is"),
	"write newsletters/%s.md; a month in which nothing happened still has its page and says so": catalog.Later(
		"begin the letter of %s; a month in which nothing happened still has its page and says so"),
	"write “signed_by: …” with the id of an elected person: %s": catalog.Later(
		"choose an elected person under “signed_by”, as %s"),
	"add “signed_by: …”, the id of an elected person": catalog.Later(
		"choose an elected person under “signed_by”"),
	"write it below the front matter, 150 to 250 words in the first person": catalog.Later(
		"write it, 150 to 250 words in the first person"),
	"write “elected: true” into %s if %s is elected; else name somebody who is": catalog.Later(
		"say on the form of %[2]s that they are elected, if they are; else choose somebody who is"),
	"write “official: …”, the id of an elected person": catalog.Later(
		"choose an elected person under “official”"),
	"add “official: …”, the id of an elected person": catalog.Later(
		"choose an elected person under “official”"),
	"write “official: …” with the id of an elected person: %s": catalog.Later(
		"choose an elected person under “official”, as %s"),
	"add %s to “languages” in site.yaml, or take the file out": catalog.Later(
		"add %s to the languages in the settings, or take this translation out"),
	"%q is missing, which “to: %s” needs": catalog.Later(
		"%q is not filled in yet"),
	"write “%s: …” beside “to: %s”; “parvis explain site.publish.%s” shows how": catalog.Later(
		"fill in “%s: …”; whoever runs your server knows it"),
	"correct the id, or write what it names into %q in site.yaml: - {id: %s, name: …}": catalog.Later(
		"choose one that there is, or add it to the settings of the city under %q"),
	"there is no %s %q, since site.yaml has nothing in %q": catalog.Later(
		"there is no %s %q, since nothing stands in the settings under %q"),
	"write %s: that is the id of “%s”": catalog.Later(
		"choose “%[2]s”, which is meant by %[1]s"),
	"write the name of its folder, a stroke, and the name of its file without .md": catalog.Later(
		"choose it from the list"),
	"correct the id, or write the file that it names": catalog.Later(
		"choose one from the list, or write it first"),
	"correct the date, or the id under “of”": catalog.Later(
		"correct the date, or choose something else under “of”"),
	"write %q; “parvis explain” lists all rules": catalog.Later(
		"write %q"),
	"“parvis explain” lists all rules": catalog.Later(
		"write the name of a rule, as the site’s page of the rules has it"),
	"the id %q is given twice in this list": catalog.Later(
		"two of this list have the short name %q"),
	"give this one another id": catalog.Later(
		"give this one another short name"),
	"two files have the id %q": catalog.Later(
		"two entries have the address %q"),
	"%s now has the id %q": catalog.Later(
		"%s now has the short name %q"),
	"write each as one text or number, in square brackets with commas between them, behind %q": catalog.Later(
		"write each in a field of its own"),
	"write one item for each of the original's, in the same order, and {} where there is nothing to translate": catalog.Later(
		"keep as many as the original has, in the same order, and leave empty what needs no translation"),
	"if the city gives the promise up, write “status: dropped” with “dropped_on” and a “reason” in it; if it was never " +
		"on the site, say so with “--published promises.json”: a copy of %sdata/promises.json, or [] while there is no site": catalog.Later(
		"if the city gives the promise up, choose “status: dropped” with “dropped_on” and a “reason”"),
	"take it out here, and change the password, since others may have read it; parvis asks for that of a server when it " +
		"publishes": catalog.Later(
		"take it out here, and change the password, since others may have read it; you are asked for it when the site is " +
			"published"),
	"a comma within braces ends the text before it": catalog.Later(
		"a comma ends the text before it here"),
	"what site.yaml says of “publish” is not whole; “parvis check” says what is missing": catalog.Later(
		"the settings say only a part of it"),
	"the site cannot be published into %s, where %s lies: name another folder in site.yaml": catalog.Later(
		"the site cannot be published into %s, where %s lies: name another folder in the settings"),
	"write %s beside it, with its texts in the same shape": catalog.Later(
		"begin its translation, above"),
	"there are files in the way that parvis has not put there: %s; remove them there, or name another folder in " +
		"site.yaml": catalog.Later(
		"there are files in the way that were not put there from here: %s; remove them there, or name another folder in the " +
			"settings"),
	"%s shows the key %s, and site.yaml names another: somebody may stand between. Ask your host before you change " +
		"“host_key”": catalog.Later(
		"%s shows the fingerprint %s, and the settings name another: somebody may stand between. Ask your host before you " +
			"change it"),
	"site.yaml does not say where to publish; write there, for example: publish: {to: folder, folder: /srv/www/abroad}": catalog.Later(
		"the settings do not say yet where the site goes"),
}

// byHand are the remedies of what a form never writes, and cannot show.
var byHand = map[string]bool{
	"write “lines:” on a line of its own between “cost:” and the list, with two spaces before it": true,
	"write “lines:” on a line of its own between “cost:” and the list, with two spaces before it and before each line of " +
		"the list": true,
	"write cost: {lines: %s}": true,
	"write its fields below %q, each on a line of its own with two spaces before it":                               true,
	"write each below %q as “  - {%s}”":                                                                            true,
	"write one value a line, each behind a dash":                                                                   true,
	"write it behind %q, or below it one language a line":                                                          true,
	"write two spaces instead of the hyphen before every line of the group but its first":                          true,
	"write %s: {%s, %s: …}, with what stands there now":                                                            true,
	"move it below %q, into one of the groups there: each is written as “  - {%s}”":                                true,
	"write - %s, with a hyphen and a space, and the other lines so too":                                            true,
	"put the text in quotes: %s; or, if that is a note to you, write it on a line of its own, with # at its start": true,
	"put the text in quotation marks; write a note to yourself on a line of its own, with # at its start":          true,
	"write one of its ids: %s":   true,
	"put the text in quotes: %s": true,
	"choose “LF” in the editor's status bar, or set “rules: {line-endings: off}” in site.yaml": true,
}
