package generator_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"parvis/generator"
)

// stated finds where an entry states its benefit, in the short or long form.
var stated = regexp.MustCompile(`(?m)^(  benefit:|local_impact:) *\S.*(?:\n    +\S.*)*$`)

// TestGateOnEveryEntry takes the benefit of each entry of the demonstration
// city away, in each way; every time publication stops at that entry.
func TestGateOnEveryEntry(t *testing.T) {
	job := demonstration()
	city := fstest.MapFS{}
	err := fs.WalkDir(job.Content, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(job.Content, p)
		city[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	job.Content = city
	ways := map[string]string{"removed": "", "empty": `$1 ""`, "blank": "$1 \"\u00a0\u2003\u3164\u200b\"", "placeholder": "$1 À définir (TBD)"}
	tried := 0
	for p, file := range city {
		kind, _, _ := strings.Cut(p, "/")
		if !strings.HasSuffix(p, ".md") || kind != "trips" && kind != "agreements" && kind != "outcomes" || strings.HasSuffix(p, ".fr.md") {
			continue
		}
		for way, with := range ways {
			changed := stated.ReplaceAll(file.Data, []byte(with))
			if string(changed) == string(file.Data) {
				t.Fatalf("%s: no benefit to take away", p)
			}
			city[p] = &fstest.MapFile{Data: changed}
			stops(t, job, p, way)
			tried++
		}
		city[p] = file
	}
	if tried < 4*38 {
		t.Errorf("only %d cases", tried)
	}
}

func stops(t *testing.T, job generator.Job, p, way string) {
	t.Helper()
	set, _, result, err := generator.Check(job)
	if err != nil {
		t.Fatal(err)
	}
	named := false
	for _, d := range result.Diagnostics {
		named = named || d.Rule.Name == "local-benefit-missing" && d.At.File.Path == "content/"+p
	}
	if set != nil || !named {
		t.Errorf("%s, %s: published %v, named %v", p, way, set != nil, named)
	}
}
