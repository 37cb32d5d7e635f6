package themes

import (
	"embed"
	"io/fs"
)

//go:embed chartres
var folder embed.FS

// files are the files of the theme. A release has them compressed.
var files fs.FS = folder
