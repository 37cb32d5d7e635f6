package site

import "testing"

// TestCityOnce names the city on the site's own card once, where the title does not already.
func TestCityOnce(t *testing.T) {
	for _, c := range []struct{ title, city, want string }{
		{"Valmont abroad", "Valmont", ""}, {"Our town abroad", "Valmont", "Valmont"},
	} {
		if got := cityKicker(c.title, c.city); got != c.want {
			t.Errorf("%q of %q has %q above it, want %q", c.title, c.city, got, c.want)
		}
	}
}
