package generator_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"parvis/generator/content"
	"parvis/generator/output"
)

// ofPortal is what a portal finds wrong in each of several catalogues, by the
// published shapes of DCAT-AP, and by those of what each property leads to.
func ofPortal(t *testing.T, texts ...string) [][]string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(tools, "rdf-validate-shacl")); err != nil {
		need(t, "rdf-validate-shacl")
	}
	shapes := filepath.Join("..", "..", "shared", "schemas", "dcat-ap-3.0.1", "shapes.ttl")
	if _, err := os.Stat(shapes); err != nil {
		t.Skipf("the published shapes are not here: %v", err)
	}
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "export/testdata/catalog.js", tools, shapes, "export/testdata/ranges.ttl")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	if err := json.Unmarshal(said, &out); err != nil || len(out) != len(texts) {
		t.Fatalf("%v: %s", err, said)
	}
	return out
}

// TestCatalogue holds the catalogues of the demonstration, of a city that has written
// as little as can be, and of one with terms that nobody knows against the shapes;
// and a good one that is broken in one place after another.
func TestCatalogue(t *testing.T) {
	_, files := demonstrated(t)
	licence := smallCity(nil)
	licence["site.yaml"].Data = append(licence["site.yaml"].Data, "licence: Our own terms\n"...)
	good := string(made(t, smallCity(nil), "2026-11-23")["data/catalog.jsonld"])
	texts := []string{string(files["data/catalog.jsonld"]), good, string(made(t, licence, "2026-11-23")["data/catalog.jsonld"])}
	whole := len(texts)
	breaks := [][2]string{
		{`"dct:publisher"`, `"dct:creator"`},
		{`"@type": "dcat:Distribution"`, `"@type": "dcat:Dataset"`},
		{`"@type": "foaf:Agent"`, `"@type": "foaf:Person"`},
		{`"@type": "dct:MediaType"`, `"@type": "dct:MediaTypeOrExtent"`},
		{`"@type": "xsd:hexBinary"`, `"@type": "xsd:string"`},
		{`"dcat:accessURL"`, `"dcat:accessService"`},
		{`"@type": "xsd:nonNegativeInteger"`, `"@type": "xsd:integer"`},
		{`"@type": "xsd:date"`, `"@type": "xsd:string"`},
		{`data/entries.csv"`, `data/entries of the city.csv"`},
		{`"@id": "https://abroad.example.org/data/entries.csv"`, `"@id": "data/entries.csv"`},
		{`"@context": {`, `"@context": ["https://www.w3.org/ns/dcat.jsonld"], "x": {`},
		{`"@language": "fr"`, `"@language": "en"`},
	}
	for _, b := range breaks {
		broken := strings.ReplaceAll(good, b[0], b[1])
		if broken == good {
			t.Errorf("there is no %s", b[0])
		}
		texts = append(texts, broken)
	}
	for i, wrong := range ofPortal(t, texts...) {
		if i < whole && len(wrong) > 0 {
			t.Errorf("catalogue %d: %s", i, strings.Join(wrong, "\n"))
		}
		if i >= whole && len(wrong) == 0 {
			t.Errorf("%s in the place of %s, and nothing is said", breaks[i-whole][1], breaks[i-whole][0])
		}
	}
}

// TestCatalogueSums wants the catalogue to tell of every data file of the site, with
// the checksum of its very bytes: of a built site, and of one that is rendered file by
// file, in whatever order.
func TestCatalogueSums(t *testing.T) {
	set, files := demonstrated(t)
	told := toldSums(t, set, files["data/catalog.jsonld"])
	for name, data := range files {
		folder, rest, _ := strings.Cut(name, "/")
		if folder != "data" || strings.HasSuffix(rest, ".html") || strings.HasPrefix(rest, "schema/") || rest == "catalog.jsonld" {
			continue
		}
		if sum := sha256.Sum256(data); told[rest] != fmt.Sprintf("%s %d %s", hex.EncodeToString(sum[:]), len(data), output.MediaType(name)) {
			t.Errorf("%s: the catalogue says %q", rest, told[rest])
		}
		delete(told, rest)
	}
	for name := range told {
		t.Errorf("the catalogue tells of %s, which is not there", name)
	}
	dir := published(t)
	built, err := fs.ReadFile(os.DirFS(dir), "data/catalog.jsonld")
	if err != nil || string(built) != string(files["data/catalog.jsonld"]) {
		t.Errorf("the catalogue of a built site is another: %v", err)
	}
}

// toldSums are the checksum, size and media type that a catalogue tells of files, by
// their names.
func toldSums(t *testing.T, set *content.Set, text []byte) map[string]string {
	t.Helper()
	type ref struct {
		ID string `json:"@id"`
	}
	type value struct {
		Value string `json:"@value"`
	}
	var c struct {
		Datasets []struct {
			Title, Description []struct {
				Lang string `json:"@language"`
			}
			Files []struct {
				URL      ref   `json:"dcat:downloadURL"`
				Media    ref   `json:"dcat:mediaType"`
				Size     value `json:"dcat:byteSize"`
				Checksum struct {
					Value value `json:"spdx:checksumValue"`
				} `json:"spdx:checksum"`
			} `json:"dcat:distribution"`
		} `json:"dcat:dataset"`
	}
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range c.Datasets {
		for _, f := range d.Files {
			name := strings.TrimPrefix(f.URL.ID, set.Settings().BaseURL+"data/")
			media := strings.TrimPrefix(f.Media.ID, "http://www.iana.org/assignments/media-types/")
			out[name] = f.Checksum.Value.Value + " " + f.Size.Value + " " + media
		}
	}
	return out
}
