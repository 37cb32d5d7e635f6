package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/mailing"
	"parvis/generator/newsletter"
	"parvis/generator/output"
	"parvis/generator/source"
)

// sending is how a letter is sent.
type sending struct {
	list string // the file of who is to have it
	test string // to whom a test mail goes, and nothing else; "" for none
	yes  bool   // without a question
}

// dispatch is a letter that is about to be sent.
type dispatch struct {
	*flags
	letter *generator.Outgoing
	list   *mailing.List
	record *mailing.Record
	sender *mailing.Sender
	first  string // language of the site
}

// sendLetter sends a month's letter to a list.
func (f *flags) sendLetter(c *cobra.Command, month string, how sending) error {
	if how.list == "" {
		return usage("--test and --yes belong to --send: name the table of addresses, as in --send ../subscribers.csv")
	}
	if err := f.keepListPrivate(how.list); err != nil {
		return err
	}
	job, err := f.publicJob()
	if err != nil {
		return err
	}
	letter, set, result, err := generator.OutgoingLetter(c.Context(), job, month)
	switch {
	case errors.Is(err, generator.ErrNoLetter):
		return usageError{catalog.Say("%s", err)}
	case err != nil:
		return err
	case set == nil:
		return f.report(result, catalog.Say("nothing was sent"))
	}
	d := &dispatch{flags: f, letter: letter, first: set.Settings().Languages[0]}
	if d.sender, err = f.mailSender(set.Settings()); err != nil {
		return err
	}
	if d.list, err = readAddresses(how.list, set.Settings().Languages); err != nil {
		return err
	}
	parts := strings.Split(strings.Trim(letter.Page, "/"), "/")
	name := filepath.Join(filepath.Dir(how.list), "newsletter-"+parts[len(parts)-1]+".sent.csv")
	if d.record, err = mailing.OpenRecord(name, letter.Page, time.Now); err != nil {
		return err
	}
	defer d.record.Close()
	return d.run(c, how, name)
}

// mailSender is who sends through the server that site.yaml names.
func (f *flags) mailSender(s *content.Settings) (*mailing.Sender, error) {
	if s.MailServer.Host == "" || !s.NewsletterFrom.OK() {
		return nil, usage("site.yaml does not say how the letter is sent; write there, for example: " +
			"newsletter: {from: letter@example.org, server: {host: mail.example.org, user: letter@example.org}}")
	}
	server := mailing.Server{Host: s.MailServer.Host, Port: s.MailServer.Port, User: s.MailServer.User}
	server.Password = f.password("PARVIS_MAIL_PASSWORD", server.User, server.Host, mailing.ErrNoPassword)
	return mailing.New(server, s.MailServer.PerHour), nil
}

// readAddresses reads a list.
func readAddresses(name string, languages []string) (*mailing.List, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, usage("%s cannot be read: %s", name, err)
	}
	list, err := mailing.ReadList(source.NewFile(filepath.ToSlash(name), text), languages)
	if err != nil {
		return nil, usageError{catalog.Say("%s", err)}
	}
	return list, nil
}

// keepListPrivate refuses a list of addresses that lies where it could get onto the site.
func (f *flags) keepListPrivate(list string) error {
	dir, err := output.Settled(filepath.Dir(list))
	if err != nil {
		return err
	}
	real, err := output.Settled(list) // what a link leads to
	if err != nil {
		return err
	}
	for _, place := range []string{dir, filepath.Dir(real)} {
		if output.Within(place, f.content) || output.Within(place, f.out) || published(place) {
			return usage("%s lies in the content or in a published folder, "+
				"where addresses do not belong, nor the record of what was sent; put it elsewhere", list)
		}
	}
	return nil
}

// run tells what is about to be sent, and sends it.
func (d *dispatch) run(c *cobra.Command, how sending, record string) error {
	left, gone, unknown := d.record.Left(d.list.Readers)
	for _, fault := range d.list.Faults {
		d.tell("%s; nothing is sent there", fault)
	}
	if d.list.Twice > 0 {
		d.tellMessage(catalog.Count(d.list.Twice, "%d address stands there again and counts once", "%d addresses stand there again and count once"))
	}
	d.tellUnknown(unknown, record)
	if gone > 0 {
		d.tellMessage(catalog.Count(gone, "%d address has the letter already", "%d addresses have the letter already"))
	}
	if len(left) == 0 {
		d.tell("there is nobody left to send the letter to")
		return nil
	}
	letter := mailing.Letter{From: d.letter.From, For: func(r mailing.Reader) []byte {
		return d.letter.For(r.Lang, newsletter.Addressee{Address: r.Address, Leave: r.Leave}, time.Now())
	}}
	ready, err := d.tested(c, how, letter)
	if err != nil || !ready {
		return err
	}
	if !how.yes && !d.agreesTo(catalog.Count(len(left), "Send the letter to %d address? (yes or no)", "Send the letter to %d addresses? (yes or no)")) {
		d.tell("nothing was sent")
		return nil
	}
	d.sender.Progress = d.mailProgress()
	sent, err := d.sender.Send(c.Context(), letter, left, d.record)
	return d.tellSent(sent, err, record)
}

// tested sees to it that a test mail of this very letter has gone before the letter goes.
func (d *dispatch) tested(c *cobra.Command, how sending, letter mailing.Letter) (bool, error) {
	to := how.test
	switch {
	case to != "":
	case d.record.Tested(d.letter.Digest):
		if how.yes || asks() {
			return true, nil
		}
		return false, usage("nothing was sent, since nobody could be asked; the same with --yes sends the letter")
	case how.yes || !asks():
		return false, usage("no test mail of this letter, as it is now, was sent yet: " +
			"send one with --test ADDRESS, look at it, then send the letter with --yes")
	default:
		fmt.Fprint(stderr, catalog.Say("A test mail comes first. To which address?").In(d.words())+" ")
		typed, _ := bufio.NewReader(os.Stdin).ReadString('\n')
		to = strings.TrimSpace(typed)
	}
	address := content.MailAddress(to)
	if address == "" {
		return false, usage("%q is not a mail address; nothing was sent", to)
	}
	if err := d.sender.Test(c.Context(), letter, mailing.Reader{Address: address, Lang: d.first}, d.record, d.letter.Digest); err != nil {
		return false, err
	}
	for lang, size := range d.letter.Bytes {
		if lang == d.first {
			d.tell("the test mail is on its way to %s; it has %d kB. See how it looks before you go on", address, (size+999)/1000)
		}
	}
	return how.test == "", nil
}

// tellUnknown names those of whom it is not known whether they have the letter.
func (d *dispatch) tellUnknown(unknown []string, record string) {
	if len(unknown) > 0 {
		d.tell("whether these have the letter is not known, since the server’s answer was lost; "+
			"nothing is sent there again, unless you take their lines out of %s: %s",
			filepath.ToSlash(record), strings.Join(unknown, ", "))
	}
}

// tellSent tells what came of it.
func (d *dispatch) tellSent(sent mailing.Sent, stopped error, record string) error {
	for _, r := range sent.Refused {
		d.tell("not sent to %s: %s", r.Address, r.Said)
	}
	d.tellUnknown(sent.Unknown, record)
	d.tellMessage(catalog.Count(sent.Went, "the letter was sent to %d address; %[2]s keeps what has gone",
		"the letter was sent to %d addresses; %[2]s keeps what has gone", filepath.ToSlash(record)))
	if stopped != nil {
		return catalog.Say("not everybody has the letter yet: %s. The same command goes on where it stopped", stopped)
	}
	if len(sent.Refused) > 0 {
		return catalog.Count(len(sent.Refused), "%d address was refused; the same command tries it again",
			"%d addresses were refused; the same command tries them again")
	}
	return nil
}

// mailProgress shows on a terminal how far it is; nil in a pipe.
func (d *dispatch) mailProgress() func(done, total int) {
	if d.quiet || !onTerminal() {
		return nil
	}
	return func(done, total int) {
		fmt.Fprint(os.Stderr, "\r"+catalog.Say("%d of %d mails", done, total).In(d.words()))
		if done == total {
			fmt.Fprint(os.Stderr, "\r"+strings.Repeat(" ", 40)+"\r")
		}
	}
}
