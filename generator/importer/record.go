package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
)

// A city keeps what an import wrote in a record in its content folder, so that a second
// import of the table, or one of a newer table, finds the entries again, tells what an
// editor wrote from what the table said, and writes what differs and nothing else. An
// entry is found by its rows: by their register numbers, else by who went where, and
// when. It may have another name by then, since a line of its front matter marks it.

// RecordFile is the record, below the content folder. It is hidden, and never published.
const RecordFile = ".parvis-import/record.json"

// Record is what imports have written into a city.
type Record struct {
	Entries []*Written `json:"entries"`
}

// Written is an entry as an import has last written it.
type Written struct {
	Path  string   `json:"path"`  // where it was written
	Mark  string   `json:"mark"`  // in its front matter
	Table string   `json:"table"` // the name of the table's file
	Rows  []RowKey `json:"rows"`
	Text  string   `json:"text"`
}

// RowKey is by what a row of a table is found again in a newer one, each as folded text.
type RowKey struct {
	Ref   string `json:"ref,omitempty"` // its register number, behind the body's name
	Who   string `json:"who,omitempty"`
	Start string `json:"start,omitempty"`
	Where string `json:"where,omitempty"`
	What  string `json:"what,omitempty"` // the purpose
}

// ParseRecord reads a record.
func ParseRecord(text []byte) (*Record, error) {
	r := &Record{}
	if err := json.Unmarshal(text, r); err != nil || slices.Contains(r.Entries, nil) {
		return nil, catalog.Say(
			"%s, where imports keep what they have written, cannot be read: delete it, and the lines that mark the entries do instead", RecordFile)
	}
	return r, nil
}

// Bytes are the record as it is kept: sorted, so that it differs where its entries do.
func (r *Record) Bytes() ([]byte, error) {
	slices.SortFunc(r.Entries, func(a, b *Written) int { return strings.Compare(a.Path+a.Mark, b.Path+b.Mark) })
	text, err := json.MarshalIndent(r, "", " ")
	return append(text, '\n'), err
}

// identity are the fields by which rows of all kinds of tables are found again, by what
// they say; the first that is there counts.
var identity = struct{ ref, who, start, where, what []string }{
	ref: []string{"reference", "id"}, who: []string{"traveller", "partner", "beneficiary", "name", "family", "role", "title"},
	start: []string{"start", "signed", "date", "since", "from"}, where: []string{"destination", "country"}, what: []string{"purpose", "title", "link"},
}

// rowKey is by what a row is found again.
func (im *importing) rowKey(r row) RowKey {
	say := func(fields []string) string {
		for _, field := range fields {
			if text, _ := im.layout.value(r, field); text != "" {
				return text
			}
		}
		return ""
	}
	key := RowKey{Ref: content.Fold(say(identity.ref)), Who: content.Fold(say(identity.who)), Start: say(identity.start),
		Where: content.Fold(say(identity.where)), What: content.Fold(say(identity.what))}
	if body, _ := im.layout.value(r, "body"); key.Ref != "" && body != "" {
		key.Ref = content.Fold(body) + ": " + key.Ref
	}
	if day := readDay(key.Start); day != "" {
		key.Start = day
	} else {
		key.Start = content.Fold(key.Start)
	}
	return key
}

// again tells whether two rows are one, though not word for word: they have one register
// number and something else in common, or no number tells them apart and the same
// persons set out for one place on the same day.
func (k RowKey) again(o RowKey) bool {
	if k.Ref != "" && o.Ref != "" {
		return k.Ref == o.Ref && (same(k.Start, o.Start) || same(k.Where, o.Where) || same(k.What, o.What))
	}
	return k.Who == o.Who && k.Start == o.Start && k.Where == o.Where && (same(k.Start, o.Start) || same(k.Who, o.Who))
}

func same(a, b string) bool { return a == b && a != "" }

// mark is how an entry that is made of a row is marked.
func (k RowKey) mark(kind string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{kind, k.Ref, k.Who, k.Start, k.Where, k.What}, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// markLine finds the mark of a file.
var markLine = regexp.MustCompile(`(?m)^# import ([0-9a-f]{12})\b`)

// MarkOf is the mark that an import has left in a file; "" where there is none.
func MarkOf(text []byte) string {
	if m := markLine.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	return ""
}

// withMark is the text of a draft with its mark at the end of its front matter.
func withMark(text []byte, mark string, words *catalog.Language) string {
	line := "# import " + mark + ": " + catalog.Say("by this line a newer table finds the entry again").In(words)
	return strings.Replace(string(text), "\n---\n", "\n"+line+"\n---\n", 1)
}

// kindOf is the folder of a path.
func kindOf(path string) string {
	kind, _, _ := strings.Cut(path, "/")
	return kind
}
