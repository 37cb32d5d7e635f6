package content

import (
	"embed"
	"io/fs"
)

//go:embed examples
var folder embed.FS

// examples are the sentences of the examples of rules in other languages: each file is
// a mapping from the English. What is to be typed as it is, such as names of fields, is
// in none. A release has them compressed.
var examples fs.FS = folder
