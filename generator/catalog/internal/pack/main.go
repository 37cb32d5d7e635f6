// Command pack writes each catalogue once more, compressed, as the program holds it.
package main

import (
	"bytes"
	"compress/gzip"
	"log"
	"os"

	"parvis/generator/catalog"
)

func main() {
	for _, code := range catalog.Languages[1:] {
		text, err := os.ReadFile(code + ".yaml")
		if err != nil {
			log.Fatal(err)
		}
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			log.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			log.Fatal(err)
		}
		if err := w.Close(); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(code+".yaml.gz", b.Bytes(), 0o666); err != nil {
			log.Fatal(err)
		}
	}
}
