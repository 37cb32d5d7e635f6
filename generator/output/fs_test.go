package output

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFS(t *testing.T) {
	var paths []string
	for path := range example {
		paths = append(paths, path)
	}
	if err := fstest.TestFS(FS(example.files()), paths...); err != nil {
		t.Error(err)
	}
	if err := fstest.TestFS(FS(nil)); err != nil {
		t.Error(err)
	}
	for path, text := range example {
		got, err := fs.ReadFile(FS(example.files()), path)
		if err != nil || string(got) != text {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}

func TestFSIsLazy(t *testing.T) {
	calls := 0
	site := FS([]File{
		{Path: "bad/index.html", Render: func(*bytes.Buffer) error { panic("boom") }},
		{Path: "good/index.html", Render: func(buf *bytes.Buffer) error { calls++; buf.WriteString("good"); return nil }},
	})
	if entries, err := fs.ReadDir(site, "good"); err != nil || len(entries) != 1 || calls != 0 {
		t.Errorf("a listing rendered %d files: %v", calls, err)
	}
	if _, err := fs.ReadFile(site, "good/index.html"); err != nil || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
	if _, err := site.Open("bad/index.html"); err == nil || !strings.Contains(err.Error(), "boom") {
		t.Error(err)
	}
	if _, err := site.Open("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	if _, err := site.Open("../good/index.html"); !errors.Is(err, fs.ErrInvalid) {
		t.Error(err)
	}
}

func TestFSRefusesABadList(t *testing.T) {
	site := FS([]File{{Path: "../x", Render: func(*bytes.Buffer) error { return nil }}})
	if _, err := site.Open("x"); err == nil || !strings.Contains(err.Error(), "../x") {
		t.Error(err)
	}
}

func TestFSServesFolders(t *testing.T) {
	server := httptest.NewServer(http.FileServerFS(FS(example.files())))
	defer server.Close()
	for address, want := range map[string]string{"/": "home", "/trips/": "trips", "/trips/ravenna/": "Ravenna", "/trips/ravenna": "Ravenna"} {
		resp, err := http.Get(server.URL + address)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != 200 || string(body) != want {
			t.Errorf("%s: %d %q", address, resp.StatusCode, body)
		}
	}
}
