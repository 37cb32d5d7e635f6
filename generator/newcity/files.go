package newcity

import (
	"embed"
	"io/fs"
)

//go:embed city
var folder embed.FS

// files are the files of a new city: a folder for each language, with templates; and
// shared, with those that are the same in all but their words. A release has them
// compressed.
var files fs.FS = folder
