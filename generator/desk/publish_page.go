package desk

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strings"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/newentry"
	"parvis/generator/output"
	"parvis/generator/publish"
)

// publishPage is how far a publication has come.
type publishPage struct {
	Title, Home string
	Stage       stage
	Busy        bool
	Says, Next  string // what is to be said, and what can be done about it
	Done, Total int
	Place       publish.Place
	Parts       []shownPart
	Mark        string
	Again       bool
	Unsaved     []listed
	Problems    []problemsIn
	More        string // how many problems are not shown
	Address     string // of a server that is not known
	Fingerprint string
	Site        string // the address of the site
}

// shownPart is some of what changes.
type shownPart struct {
	Head, More string
	Pages      []publish.Page
	Gone       bool // they cannot be looked at any more
	Figures    []string
}

// problemsIn are the problems of a file, with the name of the field of each on its form.
type problemsIn struct {
	File, Title string // no File where there is no form
	All         []problem
}

// mostProblems is how many are shown.
const mostProblems = 30

// publishing answers what is asked of the publication.
func (d *Desk) publishing(w http.ResponseWriter, r *http.Request, what string) {
	if d.config.Publishing == nil {
		http.NotFound(w, r)
		return
	}
	if r.Method == http.MethodGet {
		if what != "" {
			http.NotFound(w, r)
			return
		}
		d.showPublishing(w)
		return
	}
	if err := r.ParseForm(); err != nil {
		d.fail(w, err)
		return
	}
	form, was := r.PostForm, d.publication.snapshot()
	switch what {
	case "":
		d.run(func(p *publication) { p.agreed = "" })
	case "password":
		secret := form.Get("secret")
		d.run(func(p *publication) { p.secret = &secret })
	case "trust":
		if was.stage == atTrust && form.Get("fingerprint") == was.fingerprint {
			d.run(func(p *publication) { p.trusted = was.fingerprint })
		}
	case "send":
		if was.stage == atReady {
			d.run(func(p *publication) { p.agreed = form.Get("mark") })
		}
	case "stop":
		d.publication.stop(mostStopping)
	default:
		http.NotFound(w, r)
		return
	}
	d.to(w, r, "publish")
}

// mostStopping is how long somebody waits who stops it: what is just being sent is sent to
// its end.
const mostStopping = 10 * time.Second

// showPublishing shows how far it has come.
func (d *Desk) showPublishing(w http.ResponseWriter) {
	c, err := d.city()
	if err != nil {
		d.fail(w, err)
		return
	}
	s := d.publication.snapshot()
	out := publishPage{Title: said["send"].In(d.config.Words), Home: d.Path(), Stage: s.stage, Busy: s.stage.busy(), Done: s.done, Total: s.total,
		Place: s.place, Mark: s.mark, Again: s.again, Address: s.address, Fingerprint: s.fingerprint}
	out.Site = c.Settings().BaseURL
	for _, name := range d.Unsaved() {
		if one, err := d.paper(name); err == nil {
			out.Unsaved = append(out.Unsaved, listed{File: name, Title: d.titleOf(one)})
		}
	}
	switch s.stage {
	case atRefused:
		out.Problems = d.problemsIn(c, s)
		if n := len(s.found) - mostProblems; n > 0 {
			out.More = catalog.Count(n, "and %d more", "and %d more").In(d.config.Words)
		}
	case atReady:
		out.Parts = d.shownParts(s.parts)
	case atDone:
		out.Says = catalog.Count(s.sent.Files, "Sent: %d file. Removed: %d.", "Sent: %d files. Removed: %d.", s.sent.Removed).In(d.config.Words)
		if s.place.To == "commit" {
			out.Says += " " + catalog.Say("Your host makes the site of them now, which takes some minutes.").In(d.config.Words)
		}
	case atPassword:
		if s.fault != nil {
			out.Says = catalog.Fault(s.fault, d.config.Words)
		}
	case atNowhere, atFailed:
		out.Says, out.Next = d.fault(s.fault), d.next(s)
	}
	d.show(w, http.StatusOK, "publishing", out)
}

// next is what can be done where it has failed.
func (d *Desk) next(s progress) string {
	stopped := errors.Is(s.fault, context.Canceled)
	switch {
	case s.stage == atNowhere:
		return ""
	case errors.Is(s.fault, output.ErrSending):
		return catalog.Say("Nothing was sent by you.").In(d.config.Words)
	case s.begun && stopped:
		return catalog.Say("You have stopped it before all was sent. Publish again: it goes on where it stopped.").In(d.config.Words)
	case s.begun:
		return catalog.Say("Not everything was sent. Publish again: it goes on where it stopped.").In(d.config.Words)
	case stopped:
		return catalog.Say("You have stopped it. Nothing was sent: readers see what they saw before.").In(d.config.Words)
	}
	return catalog.Say("Nothing was sent: readers see what they saw before. Mend what is said here and publish again; " +
		"if it stays so, show this page to whoever runs your server.").In(d.config.Words)
}

// fault says why nothing was published in the words of forms.
func (d *Desk) fault(err error) string {
	switch m := err.(type) {
	case publish.Unplaced:
		return onForm(m.Message).In(d.config.Words)
	case catalog.Message:
		return onForm(m).In(d.config.Words)
	}
	return catalog.Fault(err, d.config.Words)
}

func (d *Desk) shownParts(all []publish.Part) []shownPart {
	var out []shownPart
	for _, part := range all {
		one := shownPart{Head: part.Head.In(d.config.Words), Pages: part.Pages, Gone: part.Sign == "-"}
		if !part.More.IsZero() {
			one.More = part.More.In(d.config.Words)
		}
		for _, f := range part.Figures {
			one.Figures = append(one.Figures, f.Says().In(d.config.Words))
		}
		out = append(out, one)
	}
	return out
}

// problemsIn are problems by their files, with the forms at which they are mended.
func (d *Desk) problemsIn(c *newentry.City, s progress) []problemsIn {
	var out []problemsIn
	for _, x := range s.found[:min(len(s.found), mostProblems)] {
		of, one := problemsIn{}, problem{Message: x.Message.In(d.config.Words), Fix: x.Fix.In(d.config.Words)}
		if x.At.File != nil {
			name := strings.TrimPrefix(x.At.File.Path, s.content+"/")
			of.Title = name
			if p, err := blankPaper(name); err == nil {
				p.read(x.At.File.Text)
				of.File, of.Title, one.Field = name, d.titleOf(p), p.fieldAt(x)
				if f := d.former(c, p.kind); p.readable {
					one.Message, one.Fix = d.plain(f, p, x.Message), d.remedy(f, p, x)
				}
			}
		}
		if n := len(out); n == 0 || out[n-1].File != of.File || out[n-1].Title != of.Title {
			out = append(out, of)
		}
		of.All = append(out[len(out)-1].All, one)
		out[len(out)-1] = of
	}
	return out
}

func init() {
	maps.Copy(said, map[string]catalog.Message{
		"send":         catalog.Say("Publish"),
		"send-site":    catalog.Say("Publish the site"),
		"send-intro":   catalog.Say("First it is made, and you read what changes for residents. Nothing is sent before you say so."),
		"send-first":   catalog.Say("You read first what changes."),
		"send-begin":   catalog.Say("See what changes"),
		"send-again":   catalog.Say("Publish again"),
		"send-making":  catalog.Say("The site is being made."),
		"send-calling": catalog.Say("Looking at what is published now."),
		"send-sending": catalog.Say("The site is being sent. Leave this page open until it is done."),
		"send-made":    catalog.Say("Files made: {done} of {total}"),
		"send-files":   catalog.Say("Files sent: {done} of {total}"),
		"send-stop":    catalog.Say("Stop"),
		"send-look":    catalog.Say("See how far it is"),
		"send-nowhere": catalog.Say("It is not said yet where the site goes"),
		"send-where": catalog.Say("Your host or whoever looks after your computers knows it: by SFTP or FTPS, the name of the server, the user and " +
			"the folder. A folder of a network drive does as well, or a branch of git. The password is not written down: you are asked for it here."),
		"send-say-where": catalog.Say("Write it into the settings"),
		"send-refused":   catalog.Say("Not yet: something is open"),
		"send-mend":      catalog.Say("Nothing was sent. Mend this, or mark what is not ready as a draft:"),
		"send-trust":     catalog.Say("Is this the right server?"),
		"send-trust-is": catalog.Say("This machine has not met it yet. So that nobody else can pose as it, compare its fingerprint with the one that " +
			"your host names on its pages or on the telephone. You are asked once."),
		"send-server":    catalog.Say("Server"),
		"send-print":     catalog.Say("Fingerprint"),
		"send-right":     catalog.Say("They are the same: go on"),
		"send-password":  catalog.Say("Password"),
		"send-secret-is": catalog.Say("It goes to the server alone, and is forgotten when the site is published."),
		"send-on":        catalog.Say("Go on"),
		"send-ready":     catalog.Say("This changes for residents"),
		"send-meanwhile": catalog.Say("Something has changed since you looked: nothing was sent. Read it once more."),
		"send-unsaved":   catalog.Say("Not saved yet, and so not in it:"),
		"send-to":        catalog.Say("It goes to"),
		"send-now":       catalog.Say("Publish this"),
		"send-not-now":   catalog.Say("Not now"),
		"send-same":      catalog.Say("Nothing to publish: residents read all of it already."),
		"send-done":      catalog.Say("The site is published"),
		"send-committed": catalog.Say("The content is sent"),
		"send-see":       catalog.Say("See the site"),
		"send-failed":    catalog.Say("It was not published"),
	})
}
