package content

import (
	"io/fs"

	"parvis/generator/source"
)

// MostFile is how many bytes a file may have that is published as it is: from
// static/, or beside an entry. The largest hosts of git take no larger one, so
// that a city could not hand its content on. Each is read whole while the site
// is made, as many at a time as the machine has cores.
const MostFile = 100 << 20

var ruleFileHeavy = &source.Rule{Name: "file-heavy", Locked: true,
	Says: "A file that is published as it is has at most 100 MB.",
	Why:  "on a telephone it takes minutes and a good part of a month's data; many services that keep or show sites refuse it",
	Fix:  "save it smaller, as most programs for films and documents can, or put it where the city keeps large files and write that address",
	Bad:  source.Example{File: "pages/about.md", Beside: map[string]string{"static/council.mp4": source.Heavy}},
	Good: source.Example{File: "pages/about.md", Beside: map[string]string{"static/council.pdf": "%PDF-1.7\n"}}}

// heavy tells, by its size alone, whether a file has too many bytes to be
// published as it is. What cannot be opened is said when it is published.
func (f *Folder) heavy(p string) bool {
	info, err := fs.Stat(f.FS, p)
	return err == nil && info.Size() > MostFile
}
