package generator

import (
	"bytes"
	"os"
	"testing"
	"time"

	"parvis/generator/content"
	"parvis/generator/export"
	"parvis/generator/site"
	"parvis/themes"
)

// BenchmarkSearch makes all files of the search of the city in the folder that CORPUS
// names, which is content/ otherwise:
//
//	CORPUS=DIR go test -run - -bench Search -benchtime 3x -cpu 1 ./generator/
func BenchmarkSearch(b *testing.B) {
	dir := os.Getenv("CORPUS")
	if dir == "" {
		dir = "../content"
	}
	folder, err := content.Read(os.DirFS(dir), "content")
	if err != nil {
		b.Fatal(err)
	}
	folder.Keep = true // as a build has it
	set, locales, _, err := checkFolder(Job{Content: folder.FS, Name: "content", Theme: themes.Chartres(), Now: time.Now()}, folder)
	if err != nil || set == nil {
		b.Fatal(err, "the city may not be published")
	}
	size, files, largest := 0, 0, 0
	b.ReportAllocs()
	for b.Loop() {
		size, files, largest = 0, 0, 0
		var out bytes.Buffer
		for _, f := range export.Search(site.New(set, locales)) {
			out.Reset()
			if err := f.Render(&out); err != nil {
				b.Fatal(err)
			}
			size, files, largest = size+out.Len(), files+1, max(largest, out.Len())
		}
	}
	b.ReportMetric(float64(size)/1000, "kB")
	b.ReportMetric(float64(files), "files")
	b.ReportMetric(float64(largest)/1000, "kB-largest")
}
