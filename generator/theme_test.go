package generator_test

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"

	"parvis/generator"
	"parvis/generator/site"
	"parvis/themes"
)

// TestLayouts gives every page to its layout: what site.Layouts says, by which
// templates are checked, is so; and every layout is known there.
func TestLayouts(t *testing.T) {
	city := smallCity(map[string]string{
		"newsletters/2026-10.md": `---
title: October
signed_by: claire-moreau
purpose: Residents should know why their mayor went to Ravenna.
question: What next?
---
I went to Ravenna.
`,
		"pages/about.md": "---\ntitle: About\n---\nText.\n",
		"campaigns/buses.md": "---\ntitle: Buses\nmessage: A bus comes when you call it.\nfrom: 2026-10-01\nuntil: 2026-10-15\nfor: [citizens]\n" +
			"tells: [trips/2026-09-ravenna]\n---\nText.\n",
	})
	job := generator.Job{Content: city, Name: "content", Theme: themes.Chartres(), Today: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	set, locales, result, err := generator.Check(job)
	if err != nil || set == nil {
		t.Fatal(err, result.Diagnostics)
	}
	seen := map[string]bool{}
	for _, p := range site.New(set, locales).Pages() {
		if seen[p.Layout] {
			continue
		}
		seen[p.Layout] = true
		if got, want := reflect.TypeOf(p.Data()), reflect.TypeOf(site.Layouts[p.Layout]); got != want {
			t.Errorf("the layout %s is given a %v; site.Layouts says %v", p.Layout, got, want)
		}
	}
	files, err := fs.Glob(themes.Chartres(), "layouts/*.html")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "layouts/"), ".html")
		if _, known := site.Layouts[name]; !known && name != "base" {
			t.Errorf("site.Layouts does not know %s", f)
		}
		if !seen[name] && name != "base" {
			t.Errorf("no page of the small city has the layout %s", name)
		}
	}
}
