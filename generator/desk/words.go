package desk

import "parvis/generator/catalog"

// said are the words of the templates, by the names that they give them.
var said = map[string]catalog.Message{
	"desk":      catalog.Say("The desk"),
	"save":      catalog.Say("Save"),
	"drop":      catalog.Say("Throw away what is not saved"),
	"new":       catalog.Say("New"),
	"make":      catalog.Say("Make it"),
	"more":      catalog.Say("More fields, which may stay empty"),
	"rare":      catalog.Say("More"),
	"public":    catalog.Say("Who may see it"),
	"publish":   catalog.Say("Everybody, from the next time that the site is published"),
	"keep":      catalog.Say("Nobody yet: it is a draft"),
	"add":       catalog.Say("Add"),
	"remove":    catalog.Say("Remove"),
	"up":        catalog.Say("Move up"),
	"down":      catalog.Say("Move down"),
	"required":  catalog.Say("required"),
	"staff":     catalog.Say("Only colleagues see this."),
	"original":  catalog.Say("In the original:"),
	"problems":  catalog.Say("What is open"),
	"none":      catalog.Say("Nothing is wrong here."),
	"mend":      catalog.Say("Do that"),
	"beside":    catalog.Say("The page as it will be"),
	"back":      catalog.Say("All files"),
	"draft":     catalog.Say("draft"),
	"unsaved":   catalog.Say("not saved"),
	"nothing":   catalog.Say("Nothing is chosen"),
	"settings":  catalog.Say("Settings of the city"),
	"whole":     catalog.Say("The whole file"),
	"bold":      catalog.Say("Bold"),
	"heading":   catalog.Say("Heading"),
	"bullets":   catalog.Say("List"),
	"link":      catalog.Say("Link"),
	"leave":     catalog.Say("Something is not saved yet."),
	"theirs":    catalog.Say("What the others wrote"),
	"yours":     catalog.Say("What you wrote"),
	"languages": catalog.Say("Languages"),
	"translate": catalog.Say("Begin the translation"),
	"forms":     catalog.Say("The month’s letter"),
	"pdf":       catalog.Say("PDF, one A4 page"),
	"print":     catalog.Say("Print the page"),
	"mail":      catalog.Say("Mail"),
	"how-mail":  catalog.Say("How the mail is sent"),
	"copy":      catalog.Say("Copy the text"),
	"copied":    catalog.Say("The text is copied."),
	"see-text":  catalog.Say("Text"),
	"see-paper": catalog.Say("See the printed page"),
	"see-form":  catalog.Say("Back to the text"),
	"paper":     catalog.Say("The printed page, as it will be"),

	"as-is": catalog.Say("All of them say what stands here now, saved or not. Nothing is sent by itself."),
	"by-mail": catalog.Say("The mail is a file that your mail program opens. Outlook opens it as a draft: choose to whom it goes, and send it. " +
		"Where it opens like a mail that you received, " +
		"choose “Edit as new message” (Thunderbird) or “Send again” (Apple Mail). Where nothing opens it, copy the text into a new mail."),

	"by-print": catalog.Say("The PDF is made by Chromium, Chrome or Edge, and none was found on this machine. Open the page with this button " +
		"and print it from your browser (Ctrl+P): paper A4, no headers and footers, background graphics on, and “Save as PDF” as the printer."),

	"council":       catalog.Say("Before the trip: the council’s sheet"),
	"council-after": catalog.Say("The council’s sheet"),
	"council-says": catalog.Say("One A4 page with what is written here, saved or not: purpose, who travels, cost, what it is to " +
		"bring, and room for the vote."),
	"mandate": catalog.Say("The council votes before the departure. Write its number and its day under “Council’s mandate” afterwards."),
	"mandate-fr": catalog.Say("In France the expenses of elected members are met only under a special mandate: voted by " +
		"the council before the departure, for named " +
		"members and a precise purpose, never afterwards (CGCT, article L. 2123-18). Write its number and its day under “Council’s mandate”."),
	"days":            catalog.Say("The days, for the calendar"),
	"owed":            catalog.Say("The trip is over: what is still owed"),
	"begin-outcome":   catalog.Say("Begin the outcome"),
	"room-more":       catalog.Say("{words} words. There is room for about {n} more."),
	"room-full":       catalog.Say("{words} words. The page is full."),
	"room-long":       catalog.Say("{words} words: {n} more than a letter may have, though the page would hold them."),
	"room-line":       catalog.Say("One line too many for the page: take out about {n} words."),
	"room-lines":      catalog.Say("{lines} lines too many for the page: take out about {n} words."),
	"room-line-near":  catalog.Say("One line too many for the page: shorten the letter a little, until it fits."),
	"room-lines-near": catalog.Say("{lines} lines too many for the page: shorten the letter, until it fits."),
	"room-never": catalog.Say("{lines} lines too many for the page, even without a letter: shorten what is seen elsewhere, or " +
		"what the month’s entries say."),
	"figure":       catalog.Say("Figure"),
	"picture":      catalog.Say("Picture"),
	"views":        catalog.Say("What is seen"),
	"form":         catalog.Say("Form"),
	"page":         catalog.Say("The page"),
	"close":        catalog.Say("Close"),
	"which-entry":  catalog.Say("Which entry, or which address?"),
	"which-figure": catalog.Say("Which figure?"),
	"gate":         catalog.Say("Not for everybody yet. What is missing:"),
	"search":       catalog.Say("Look for a file"),
	"nobody":       catalog.Say("Nothing is called so."),
	"latest":       catalog.Say("Written last"),
	"intro": catalog.Say("Choose what you want to write on, or begin something new. " +
		"What you save is kept here; residents read it once the site is published, and a draft stays a draft."),
}

// scripted are the words of the script, by the names that it gives them.
var scripted = map[string]catalog.Message{
	"find":     catalog.Say("Type to search"),
	"nobody":   catalog.Say("Nothing is called so."),
	"remove":   catalog.Say("Remove"),
	"added":    catalog.Say("Added:"),
	"gone":     catalog.Say("Removed:"),
	"undo":     catalog.Say("Bring it back"),
	"restored": catalog.Say("Back again:"),
	"place":    catalog.Say("Now at place {n} of {all}"),
	"calendar": catalog.Say("Calendar"),
	"before":   catalog.Say("The month before"),
	"after":    catalog.Say("The month after"),
	"month":    catalog.Say("The whole month"),
}
