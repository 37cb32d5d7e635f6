package generator_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
	"parvis/generator/content"
	"parvis/generator/source"
)

// stated finds where an entry states its benefit, in the short or long form.
var stated = regexp.MustCompile(`(?m)^(  benefit:|local_impact:) *\S.*(?:\n    +\S.*)*$`)

// TestGateOnEveryEntry takes the benefit of each entry of the demonstration
// city away, in each way; every time publication stops at that entry.
func TestGateOnEveryEntry(t *testing.T) {
	t.Parallel()
	job := demonstration()
	city := fstest.MapFS{}
	err := fs.WalkDir(job.Content, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(job.Content, p)
		city[p] = &fstest.MapFile{Data: data, ModTime: job.Today} // a file with a time is looked at once
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	job.Content = city
	ways := map[string]string{"removed": "", "empty": `$1 ""`, "blank": "$1 \"\u00a0\u2003\u3164\u200b\"", "placeholder": "$1 À définir (TBD)"}
	// A folder remembers what it has parsed, so that each try reads two files.
	_, locales, _, err := generator.Check(job)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := content.Read(city, "content")
	if err != nil {
		t.Fatal(err)
	}
	settings, problems := content.ParseSettings(folder.Settings)
	tried, last, whole := 0, "site.yaml", map[string]bool{}
	for p, file := range city {
		kind, _, _ := strings.Cut(p, "/")
		if !strings.HasSuffix(p, ".md") || kind != "trips" && kind != "agreements" && kind != "outcomes" || translates(p) {
			continue
		}
		for way, with := range ways {
			if full := kind + way; racing && whole[full] {
				continue
			}
			changed := stated.ReplaceAll(file.Data, []byte(with))
			if string(changed) == string(file.Data) {
				t.Fatalf("%s: no benefit to take away", p)
			}
			city[p] = &fstest.MapFile{Data: changed}
			if folder, err = folder.Again(city, []string{last, p}); err != nil {
				t.Fatal(err)
			}
			last = p
			units, err := folder.Parse(settings, job.Today)
			if err != nil {
				t.Fatal(err)
			}
			set, found := content.Check(settings, problems, units, folder, content.Options{Today: job.Today, Locales: locales})
			stops(t, set, found, p, way)
			if full := kind + way; !whole[full] { // and by the front door, once for each kind
				whole[full] = true
				set, _, result, err := generator.Check(job)
				if err != nil {
					t.Fatal(err)
				}
				stops(t, set, result.Diagnostics, p, way)
			}
			tried++
		}
		city[p] = file
	}
	if !racing && tried < 4*38 || len(whole) != 4*3 {
		t.Errorf("only %d cases, %d of them whole", tried, len(whole))
	}
}

func stops(t *testing.T, set *content.Set, found []source.Diagnostic, p, way string) {
	t.Helper()
	named := false
	for _, d := range found {
		named = named || d.Rule.Name == "local-benefit-missing" && d.At.File.Path == "content/"+p
	}
	if set != nil || !named {
		t.Errorf("%s, %s: published %v, named %v", p, way, set != nil, named)
	}
}
