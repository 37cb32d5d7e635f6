package desk

import (
	"slices"

	"parvis/generator/splice"
)

// merged are the values of two people who began with the same ones: each field as the one
// has it who changed it. Where both did, and not alike, it is named, by the names that
// lead to it, and mine stands.
func merged(base, mine, theirs splice.Value, path string) (v splice.Value, both []string) {
	switch {
	case splice.Same(mine, theirs), splice.Same(base, mine):
		return theirs, nil
	case splice.Same(base, theirs):
		return mine, nil
	case mine.Kind != splice.Group || theirs.Kind != splice.Group || base.Kind != splice.Group:
		return mine, []string{path}
	}
	v = mine
	v.Fields = nil
	names := func(v splice.Value) (out []string) {
		for _, f := range v.Fields {
			out = append(out, f.Name)
		}
		return out
	}
	all := names(theirs)
	for _, name := range names(mine) {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	for _, name := range all {
		below := name
		if path != "" {
			below = path + "." + name
		}
		one, clash := merged(base.At(name), mine.At(name), theirs.At(name), below)
		both = append(both, clash...)
		if one.Kind != splice.Nothing {
			v.Fields = append(v.Fields, splice.Field{Name: name, Value: one})
		}
	}
	return v, both
}

// mergedText is the same for the text below the fields.
func mergedText(base, mine, theirs string) (text string, both bool) {
	switch {
	case mine == theirs, base == mine:
		return theirs, false
	case base == theirs:
		return mine, false
	}
	return mine, true
}
