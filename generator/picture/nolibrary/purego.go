// Package purego stands in the place of the module of that name, by which the
// decoders of HEIC and AVIF would load a library of the machine into parvis
// where one is installed. Loaded that way, code in C would read pictures from
// strangers with all of parvis's rights, the same picture would give other
// bytes on another machine, and parvis would no longer be one static program.
// So nothing is ever loaded: the decoders use what they bring as WebAssembly.
package purego

import "errors"

// The ways in which a library can be asked for.
const (
	RTLD_NOW    = 0
	RTLD_GLOBAL = 0
)

var errNone = errors.New("parvis loads no libraries")

// Dlopen loads nothing.
func Dlopen(string, int) (uintptr, error) { return 0, errNone }

// RegisterLibFunc panics, as the module's own does for what it does not find.
func RegisterLibFunc(any, uintptr, string) { panic(errNone) }
