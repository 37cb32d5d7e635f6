package generator_test

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// mostFollowed is how many things a feed tells.
const mostFollowed = 24

// TestFeeds holds each feed against the grammar of RFC 4287, or a schema of JSON Feed,
// and what it tells against the data: of the front page's feed, each kind's, issue's and
// partner's, no entry is missing, none too much, and the newest stands first.
func TestFeeds(t *testing.T) {
	t.Parallel()
	set, files := demonstrated(t)
	base := set.Settings().BaseURL
	schema, err := jsonschema.NewCompiler().Compile("testdata/jsonfeed.json")
	if err != nil {
		t.Fatal(err)
	}
	entries := entriesOf(t, files)
	n := 0
	for name, data := range files {
		if path.Base(name) != "feed.xml" {
			continue
		}
		n++
		folder := strings.TrimSuffix(name, "feed.xml")
		var feed struct {
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Entries []struct {
				ID        string `xml:"id"`
				Published string `xml:"published"`
				Updated   string `xml:"updated"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(data, &feed); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(files[folder+"feed.json"])))
		if err != nil {
			t.Fatalf("%s of JSON: %v", name, err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s of JSON: %v", name, err)
		}
		page := string(files[folder+"index.html"])
		if feed.ID != base+folder || strings.Count(page, "/"+name) != 2 {
			t.Errorf("%s is not followed from its page %s", name, feed.ID)
		}
		var ids, days []string
		for _, e := range feed.Entries {
			ids, days = append(ids, strings.TrimPrefix(e.ID, base)), append(days, e.Updated)
			if files[strings.TrimPrefix(e.ID, base)+"index.html"] == nil || e.Published > e.Updated || e.Updated > "2026-11-23T00:00:00Z" {
				t.Errorf("%s tells %+v", name, e)
			}
		}
		if !slices.IsSortedFunc(days, func(a, b string) int { return strings.Compare(b, a) }) || len(ids) > mostFollowed ||
			len(days) > 0 && feed.Updated != days[0] {
			t.Errorf("%s is not the newest first: %s %v", name, feed.Updated, days)
		}
		if followed := entries.of(folder); followed != nil {
			checkFollowed(t, name, ids, followed)
		}
	}
	if n < 100 {
		t.Errorf("%d feeds", n)
	}
}

// dataEntry is an entry, as the data have it.
type dataEntry struct {
	ID, Kind, Date string
	Issues         []string `json:"local_issues"`
	Partners       []string
}

type dataEntries []dataEntry

func entriesOf(t *testing.T, files map[string][]byte) (list dataEntries) {
	t.Helper()
	if err := json.Unmarshal(files["data/entries.json"], &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// of are the entries that a feed in the first language may tell, and whether it has to:
// those that are not ahead. It is nil for other feeds.
func (list dataEntries) of(folder string) map[string]bool {
	kind, id, _ := strings.Cut(strings.Trim(folder, "/"), "/")
	out := map[string]bool{}
	for _, e := range list {
		in := false
		switch {
		case kind == "issues":
			in = slices.Contains(e.Issues, id)
		case kind == "partners":
			in = slices.Contains(e.Partners, id)
		case slices.Contains([]string{"trips", "agreements", "outcomes"}, kind):
			in = e.Kind+"s" == kind
		default:
			return nil
		}
		if in {
			out[e.ID+"/"] = e.Date != "" && e.Date <= "2026-11-23"
		}
	}
	return out
}

func checkFollowed(t *testing.T, name string, ids []string, want map[string]bool) {
	t.Helper()
	var missing []string
	for id, must := range want {
		if must && !slices.Contains(ids, id) {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 && len(ids) < mostFollowed {
		t.Errorf("%s: %v are missing in %v", name, missing, ids)
	}
	for _, id := range ids {
		if _, found := want[id]; !found {
			t.Errorf("%s tells %s", name, id)
		}
	}
}

// TestAtom has jing read all feeds by the grammar, and a broken one.
func TestAtom(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("jing"); err != nil {
		need(t, "jing")
	}
	_, files := demonstrated(t)
	dir, all := t.TempDir(), []string{"-c", "testdata/atom.rnc"}
	write := func(name string, data []byte) string {
		name = filepath.Join(dir, strings.ReplaceAll(name, "/", "-"))
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for name, data := range files {
		if path.Base(name) == "feed.xml" {
			all = append(all, write(name, data))
		}
	}
	if out, err := exec.Command("jing", all...).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	good := string(files["feed.xml"])
	for what, broken := range map[string]string{
		"no id":        regexp.MustCompile(`<id>[^<]*</id>`).ReplaceAllString(good, ""),
		"no day":       strings.Replace(good, "T00:00:00Z</updated>", "</updated>", 1),
		"no self":      strings.Replace(good, `rel="self"`, `rel="itself"`, 1),
		"no author":    strings.Replace(good, "<name>", "<name></name><name>", 1),
		"not absolute": strings.Replace(good, "<id>https://", "<id>/", 1),
	} {
		if broken == good {
			t.Fatalf("%s: nothing is broken", what)
		}
		if out, err := exec.Command("jing", "-c", "testdata/atom.rnc", write("broken.xml", []byte(broken))).CombinedOutput(); err == nil {
			t.Errorf("%s: jing accepts it: %s", what, out)
		}
	}
}
