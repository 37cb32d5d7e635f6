package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/generator/content"
)

// TestApportion adds the parts up to the whole, and gives each its exact part
// rounded down or up.
func TestApportion(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		amount := rapid.Int64Range(-1<<50, 1<<50).Draw(rt, "amount")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<50), 1, 12).Draw(rt, "weights")
		parts, sum, all := Apportion(amount, weights), int64(0), int64(0)
		for i, p := range parts {
			sum, all = sum+p, all+weights[i]
		}
		if all == 0 {
			amount = 0
		}
		if sum != amount {
			rt.Fatalf("the parts %v add up to %d, not to %d", parts, sum, amount)
		}
		for i, p := range parts {
			if exact := float64(amount) * float64(weights[i]) / float64(max(all, 1)); float64(p)-exact > 1.01 || exact-float64(p) > 1.01 {
				rt.Errorf("part %d is %d of exactly %f", i, p, exact)
			}
		}
	})
	for _, x := range []struct {
		amount        int64
		weights, want []int64
	}{
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{66, []int64{5, 3, 992}, []int64{0, 0, 66}},
		{10, []int64{14, 35, 51}, []int64{1, 4, 5}},
		{7, []int64{0, 0}, []int64{0, 0}},
	} {
		if got := Apportion(x.amount, x.weights); !slices.Equal(got, x.want) {
			t.Errorf("%d by %v is %v, want %v", x.amount, x.weights, got, x.want)
		}
	}
}

// TestShares cuts cities of any entries: the shares add up to what the city paid
// and what may change of it, the pieces to the coin, however many are put together.
func TestShares(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		files, issues := map[string]string{}, []string{"[]", "[waste]", "[streets]", "[streets, waste]", "[waste, streets]"}
		for i := range rapid.IntRange(0, 7).Draw(rt, "entries") {
			name := fmt.Sprintf("agreements/%d.md", i)
			cost := fmt.Sprintf("cost: {status: %s, lines: [{for: fees, amount: %d.%02d}, {for: meals, amount: 3.10, paid_by: Others}]}\n",
				rapid.SampledFrom([]string{"final", "provisional"}).Draw(rt, "state"), rapid.IntRange(0, 9000).Draw(rt, "euros"),
				rapid.IntRange(0, 99).Draw(rt, "cents"))
			if rapid.IntRange(0, 5).Draw(rt, "unknown") == 0 {
				cost = "cost: {pending: No bill has come}\n"
			}
			text := entry(fmt.Sprintf("Agreement %d", i), "signed: 2026-10-03\npartners: [ravenna]\nofficial: anna\n"+cost)
			files[name] = strings.Replace(text, "[waste]", rapid.SampledFrom(issues).Draw(rt, "issues"), 1)
		}
		ld := ledgerOf(rt, "2026-11-23", files)
		a := ld.Account(OfYear(2026))
		shares := ld.Shares(a)
		check := func(shares []Share, what string) {
			var city, open int64
			for _, s := range shares {
				city, open = city+s.City.Minor, open+s.Open.Minor
			}
			if city != a.City.Minor || open != a.Provisional.Minor {
				rt.Fatalf("%s add up to %d and %d, not to %d and %d", what, city, open, a.City.Minor, a.Provisional.Minor)
			}
		}
		check(shares, "shares")
		for _, s := range shares {
			part := content.Money{Currency: "EUR"}
			for _, p := range s.Parts {
				part = part.Plus(p.City)
			}
			if part != s.City {
				rt.Errorf("the entries of %q add up to %v, not to %v", s.ID, part, s.City)
			}
		}
		few := Fewer(shares, 2)
		check(few, "fewer shares")
		units := rapid.Int64Range(0, 5000).Draw(rt, "units")
		pieces, ok := Cut(few, units)
		if !ok || len(few) > 2 {
			rt.Fatalf("%d pieces, ok: %v", len(few), ok)
		}
		var sum int64
		for _, p := range pieces {
			if sum += p.Units; p.Open < 0 || p.Open > p.Units {
				rt.Errorf("%d of %d units may change", p.Open, p.Units)
			}
		}
		if a.City.Minor > 0 && sum != units {
			rt.Errorf("the pieces add up to %d units of %d", sum, units)
		}
	})
}

// TestCutOfWhatCameBack draws no coin where an issue has less than nothing.
func TestCutOfWhatCameBack(t *testing.T) {
	euros := func(minor int64) Share { return Share{City: content.Money{Minor: minor, Currency: "EUR"}} }
	if _, ok := Cut([]Share{euros(500), euros(-20)}, 10); ok {
		t.Error("an issue to which more came back than was paid has a piece")
	}
}
