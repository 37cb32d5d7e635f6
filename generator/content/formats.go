package content

import "slices"

// DataFile is one of the files in which a site gives its data away.
type DataFile struct {
	Name  string // below /data/; its media type follows from its ending
	Table string // the name of the table whose rows it holds
}

// dataFiles is the one list of them: what the page of the data shows, stories
// may link to, search engines are told of and the export writes. Each table is
// there as a table for spreadsheets, and some as records for programs.
var dataFiles = func() []DataFile {
	var out []DataFile
	for _, t := range tables {
		out = append(out, DataFile{t.Name + ".csv", t.Name}, DataFile{t.Name + ".xlsx", t.Name})
		if t.Name == "entries" || t.Name == "promises" {
			out = append(out, DataFile{t.Name + ".json", t.Name})
		}
	}
	return out
}()

// DataFiles are the files in which a site gives its data away, in the order in
// which they are shown.
func DataFiles() []DataFile { return slices.Clone(dataFiles) }

// Address is where the file lies on the site.
func (f DataFile) Address() string { return "/data/" + f.Name }
