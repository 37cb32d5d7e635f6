package fields

import "slices"

// Languages are the languages that parvis knows, the program's own first.
var Languages = [...]string{"en", "fr", "es", "pt"}

// Words is a text in each of Languages, in their order.
type Words [len(Languages)]string

// In returns the text in a language, in English where it is none of Languages.
func (w Words) In(lang string) string { return w[max(0, slices.Index(Languages[:], lang))] }
