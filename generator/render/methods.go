package render

import "reflect"

// A program that asks for a method by a name which is not written in it has to hold all
// methods of all its types, since each might be meant. A release has another file in the
// place of this one, which asks for the methods that templates can name, one by one (see
// cmd/internal/release).

// hasMethod tells whether a type has a method.
func hasMethod(t reflect.Type, name string) bool {
	_, has := t.MethodByName(name)
	return has
}

// methodsOf are the names of a type's methods.
func methodsOf(t reflect.Type) (names []string) {
	for i := range t.NumMethod() {
		names = append(names, t.Method(i).Name)
	}
	return names
}
