package publish

import (
	"testing"

	"parvis/generator/output"
)

// FuzzPublished reads whatever stands where a site is published: its manifest, its log and
// the data of which is told what changes.
func FuzzPublished(f *testing.F) {
	f.Add([]byte(`{"built":"2026-11-23","site":"https://a.example/","files":{"index.html":{"sha256":"ab","bytes":1}}}`),
		[]byte(`{"day":"2026-11-23","manifest":"ab","before":""}`+"\n"),
		[]byte(`[{"kind":"trip","url":"https://a.example/trips/a/","spent":true,"date":"2026-01-02","cost_city":"1.50"}]`))
	f.Add([]byte(`{"files":{"../x":{}}}`), []byte("{}\n\n{"),
		[]byte(`[{"date":"é","spent":true,"cost_city":"1/0"},{"cost_city":"1e999999","date":"2026","spent":true},1,null]`))
	f.Add([]byte("null"), []byte("\x00"), []byte(`[{"agreement":"a","id":"b","status":"open","due":"x"}]`))
	f.Fuzz(func(t *testing.T, manifest, log, data []byte) {
		m, _ := output.ParseManifest(manifest)
		l, broken := output.ParseLog(log)
		if again, more := output.ParseLog(l.Bytes()); broken == 0 && (more != 0 || string(again.Bytes()) != string(l.Bytes())) {
			t.Errorf("a log is read in another way: %q", log)
		}
		readTold(data, data, m.Site)
	})
}
