package content

import "testing"

// TestAttendedAhead shows nobody how many came to an event that is still to come.
func TestAttendedAhead(t *testing.T) {
	set, ds := baseCity().example(ruleAttendedEarly.Bad).check(t, Options{})
	if set == nil {
		t.Fatal(show(ds))
	}
	seen := 0
	for _, e := range set.Entries() {
		if e.Event != nil {
			if seen++; e.Event.Attended.OK() {
				t.Errorf("%d came, it says", e.Event.Attended.V)
			}
		}
	}
	if seen != 1 {
		t.Errorf("%d events", seen)
	}
}
