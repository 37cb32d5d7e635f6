package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestStop ends within seconds of being asked to, in the middle of pictures that
// take minutes to read.
func TestStop(t *testing.T) {
	dir := t.TempDir()
	parvis := func(args ...string) *exec.Cmd {
		program, err := exec.LookPath("parvis")
		if err != nil {
			t.Fatal(err)
		}
		c := exec.Command(program, args...)
		c.Dir = dir
		return c
	}
	if out, err := parvis("init", ".").CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 10_000, 10_000))); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "content", "pages", "pictures")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	text := "---\ntitle: Pictures\n---\n"
	for i := range 100 {
		name := fmt.Sprintf("%d.png", i)
		text += "![One](" + name + ")\n"
		if err := os.WriteFile(filepath.Join(folder, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "index.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"check", "build"} {
		var said strings.Builder
		c := parvis(command)
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		if err := c.Process.Signal(os.Interrupt); err != nil {
			t.Fatalf("%s had ended already: %s", command, said.String())
		}
		asked := time.Now()
		err := c.Wait()
		var exit *exec.ExitError
		if took := time.Since(asked); !errors.As(err, &exit) || exit.ExitCode() != exitMachine || took > 15*time.Second {
			t.Errorf("%s ended after %v with %v: %s", command, took, err, said.String())
		}
	}
}
