package export

import (
	"bytes"
	"encoding/json"
	"strconv"
	"sync"

	"parvis/generator/output"
	"parvis/generator/search"
	"parvis/generator/site"
)

// Search are the files of which the page that searches asks for some: the index (package
// search), what can be chosen to narrow a search, and what the pages show of themselves.
// Which there are follows from all words, so that these are gathered here and now.
func Search(s *site.Site) []output.File {
	all := s.Searches()
	indexes := make([][]search.File, len(all))
	var made sync.WaitGroup
	for i, x := range all {
		made.Go(func() { indexes[i] = x.Index().Files(x.Block) })
	}
	made.Wait()
	var out []output.File
	for i, x := range all {
		for _, f := range indexes[i] {
			out = append(out, output.File{Path: x.Folder + f.Name, Render: func(b *bytes.Buffer) error { b.Write(f.Data); return nil }})
		}
		out = append(out, output.File{Path: x.Folder + "choices.json", Render: func(b *bytes.Buffer) error { return compact(b, x.Choices()) }})
		for block := range (x.Pages() + x.Block - 1) / x.Block {
			out = append(out, output.File{Path: x.Folder + "found-" + strconv.Itoa(block) + ".json",
				Render: func(b *bytes.Buffer) error { return compact(b, x.Found(block)) }})
		}
	}
	return out
}

// compact writes a value as JSON, in as few bytes as may be.
func compact(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line's end
	return nil
}
