package content

import "slices"

// DataFile is one of the files in which a site gives its data away.
type DataFile struct {
	Name  string // below /data/; its media type follows from its ending
	Words string // the key of the words that say what it holds
}

// dataFiles is the one list of them: what the page of the data shows, stories
// may link to, search engines are told of and the export writes.
var dataFiles = []DataFile{
	{"entries.csv", "data.csv"},
	{"entries.json", "data.json"},
	{"promises.json", "data.promises"},
}

// DataFiles are the files in which a site gives its data away, in the order in
// which they are shown.
func DataFiles() []DataFile { return slices.Clone(dataFiles) }

// Address is where the file lies on the site.
func (f DataFile) Address() string { return "/data/" + f.Name }
