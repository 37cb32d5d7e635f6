package fields

import "slices"

// Languages are the languages that parvis knows, the program's own first.
var Languages = [...]string{"en", "fr", "es", "pt"}

// LanguageName is what a language is called in itself; "" for one that parvis does not know.
func LanguageName(code string) string {
	i := slices.Index(Languages[:], code)
	if i < 0 {
		return ""
	}
	return Words{"English", "Français", "Español", "Português"}[i]
}

// Words is a text in each of Languages, in their order.
type Words [len(Languages)]string

// In returns the text in a language, in English where it is none of Languages.
func (w Words) In(lang string) string { return w[max(0, slices.Index(Languages[:], lang))] }
