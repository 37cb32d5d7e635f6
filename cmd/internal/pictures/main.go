// Command pictures draws the leaded windows of the demonstration city from the
// scenes beside it, and writes each where its entry shows it:
//
//	go run ./cmd/internal/pictures [FOLDER]
//
// FOLDER is that of the content, "content" when nothing is said. The pictures are
// committed, as photographs would be; whoever changes a scene draws it anew.
package main

import (
	"bytes"
	"embed"
	"fmt"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed scenes
var scenes embed.FS

// heaviest is how many bytes a picture may have.
const heaviest = 60_000

func main() {
	to := "content"
	if len(os.Args) > 1 {
		to = os.Args[1]
	}
	if err := write(to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write draws every scene; the first line of each names the file it becomes.
func write(to string) error {
	names, err := fs.Glob(scenes, "scenes/*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		file, data, err := picture(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		file = filepath.Join(to, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
		fmt.Println(file, len(data))
	}
	return nil
}

// picture is what a scene becomes: a file below the content folder, and its bytes.
func picture(name string) (string, []byte, error) {
	text, err := fs.ReadFile(scenes, name)
	if err != nil {
		return "", nil, err
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	p, err := drawn("\n" + rest)
	if err != nil {
		return "", nil, err
	}
	img := p.picture()
	for quality := 84; ; quality -= 2 { // as sharp as the bytes allow
		var b bytes.Buffer
		if err = jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil || b.Len() <= heaviest {
			return strings.TrimSpace(strings.TrimPrefix(first, "#")), b.Bytes(), err
		}
	}
}
