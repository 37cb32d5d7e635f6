package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"parvis/generator"
	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/desk"
	"parvis/generator/devserver"
	"parvis/generator/newcity"
	"parvis/generator/source"
)

// This file finds the city that somebody means who names none, and has the desk ask for one
// where there is none.

// cityHere tells whether there is a city, and in which folder: in the present one ("") or
// that of the program. A content folder without settings is one too, of which is said what
// is wrong with it.
func (f *flags) cityHere() (dir string, found bool) {
	if _, err := os.Stat(f.content); err == nil {
		return "", true
	}
	if program, err := os.Executable(); err == nil && isCity(filepath.Dir(program)) {
		return filepath.Dir(program), true
	}
	return "", false
}

// isCity tells whether a city lies in a folder.
func isCity(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "content", "site.yaml"))
	return err == nil
}

// begin asks in the browser for a city, and goes into its folder. The desk goes on at the
// same place: on the listener, which is nil where nobody has chosen one, with the secret.
func (o deskOptions) begin(ctx context.Context, f *flags) (l net.Listener, secret string, err error) {
	listener, err := devserver.Listen("127.0.0.1", o.port)
	if err != nil {
		return nil, "", err
	}
	found, places := citiesAndPlaces()
	start := desk.NewStart(desk.StartConfig{Language: f.language(), Found: found, Places: places, Make: f.makeCity})
	o.show(f, generator.Address(listener)+start.Path()[1:])
	ctx, closed := o.untilClosed(ctx, start)
	ctx, chosen := context.WithCancel(ctx)
	defer chosen()
	var dir string
	done := make(chan struct{})
	go func() {
		defer close(done)
		select {
		case dir = <-start.Chosen():
			chosen()
		case <-ctx.Done():
		}
	}()
	err = devserver.ServeAlone(ctx, listener.(*net.TCPListener), start, f.words())
	chosen()
	if <-done; dir == "" || err != nil {
		o.tellEnd(f, closed(), 0)
		return nil, "", errors.Join(err, listener.Close())
	}
	if err := os.Chdir(dir); err != nil {
		return nil, "", errors.Join(err, listener.Close())
	}
	f.tell("the city is in %s", dir)
	return listener, start.Secret(), nil
}

// citiesAndPlaces are the cities in the folder of the person's documents, and the folders in
// which one may be made.
func citiesAndPlaces() (found, places []string) {
	folder := documents()
	if folder != "" {
		places = append(places, folder)
		all, _ := os.ReadDir(folder) // what cannot be looked into has none
		for _, e := range all {
			if dir := filepath.Join(folder, e.Name()); isCity(dir) {
				found = append(found, dir)
			}
		}
	}
	if here, err := os.Getwd(); err == nil && !slices.Contains(places, here) {
		places = append(places, here)
	}
	return found, places
}

// makeCity makes a city in a new folder; whole, or nothing of it.
func (f *flags) makeCity(dir string, b newcity.Begun) error {
	if b.Currency == "" {
		b.Currency = currencyOf(b.Country)
	}
	b.Zones = content.ZonesOf(b.Country)
	day, err := f.dayIn(source.NewFile("site.yaml", []byte(b.File("content/site.yaml"))))
	if err != nil {
		return err
	}
	b.Day = day
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	if err := initCity(dir, b); err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return nil
}

// click starts the desk where somebody has double-clicked on the program. What went wrong
// is left on the screen until they have read it.
func (f *flags) click(ctx context.Context) error {
	err := deskOptions{port: deskPort, idle: deskIdle, click: true}.run(ctx, f)
	if err != nil && runtime.GOOS == "windows" {
		fmt.Fprintf(stderr, "parvis: %s\n%s\n", f.say(err), catalog.Say("Press Enter to close this window.").In(f.words()))
		_, _ = fmt.Scanln()
	}
	return err
}
