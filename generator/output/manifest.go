package output

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Manifest is the list of what a published site holds, by which anybody can tell
// whether it is whole, and parvis what has to be sent. It names neither itself, nor the
// log, which names it, nor the mark, which is of the folder and not of the site.
type Manifest struct {
	Site string    // its address, which ends in "/"
	Day  time.Time // for which it was made
	// Files are all other files of the site, by path.
	Files []Held
}

// ManifestName is where a site has its manifest.
const ManifestName = "data/manifest.json"

// File is the file of the site that holds the manifest.
func (m Manifest) File() File { return File{Path: ManifestName, Round: Listed, Tell: m.tell} }

func (m Manifest) tell(b *bytes.Buffer, others []Held) error {
	m.Files = others
	return m.Write(b)
}

// listed is a file as the manifest writes it.
type listed struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
	Sum  string `json:"sha256"`
}

// Write writes the manifest, one file a line.
func (m Manifest) Write(b *bytes.Buffer) error {
	files := slices.SortedFunc(slices.Values(m.Files), func(a, b Held) int { return strings.Compare(a.Path, b.Path) })
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	text := func(v any) error {
		err := enc.Encode(v)
		b.Truncate(max(0, b.Len()-1)) // the line's end
		return err
	}
	b.WriteString(`{"site": `)
	if err := text(m.Site); err != nil {
		return err
	}
	fmt.Fprintf(b, `, "day": %q, "files": [`, m.Day.Format(time.DateOnly))
	before := "\n"
	for _, f := range files {
		b.WriteString(before)
		before = ",\n"
		if err := text(listed{f.Path, f.Size, hex.EncodeToString(f.Sum[:])}); err != nil {
			return err
		}
	}
	b.WriteString("\n]}\n")
	return nil
}

// ParseManifest reads a manifest, from wherever it comes: paths that are none of a site's,
// and files that stand there twice, are refused.
func ParseManifest(text []byte) (Manifest, error) {
	var in struct {
		Site, Day string
		Files     []listed
	}
	if err := json.Unmarshal(text, &in); err != nil {
		return Manifest{}, err
	}
	day, err := time.Parse(time.DateOnly, in.Day)
	if err != nil {
		return Manifest{}, fmt.Errorf("its day, %q: %w", in.Day, fs.ErrInvalid)
	}
	m := Manifest{Site: in.Site, Day: day}
	seen := map[string]bool{}
	for _, f := range in.Files {
		sum, err := hex.DecodeString(f.Sum)
		switch {
		case err != nil || len(sum) != len(Held{}.Sum) || f.Size < 0:
			return Manifest{}, fmt.Errorf("%q: its size or checksum: %w", f.Path, fs.ErrInvalid)
		case checkPath(File{Path: f.Path, Tell: Manifest{}.tell}) != nil || seen[f.Path]:
			return Manifest{}, fmt.Errorf("%q: %w", f.Path, fs.ErrInvalid)
		}
		seen[f.Path] = true
		m.Files = append(m.Files, Held{f.Path, f.Size, [32]byte(sum)})
	}
	if len(m.Files) == 0 {
		return Manifest{}, fmt.Errorf("it names no files: %w", fs.ErrInvalid)
	}
	return m, nil
}

// Unlisted are the files that a site has and its manifest does not name.
var Unlisted = []string{ManifestName, LogName}

// Beside tells whether a file may lie in the folder of a site without being of it: the
// mark, what keeps an empty folder in a repository, and what systems leave behind.
func Beside(name string) bool {
	return name == markName || slices.Contains(keptNames, name) || slices.Contains(litter, path.Base(name))
}
