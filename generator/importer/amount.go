package importer

import (
	"regexp"
	"strings"
	"time"

	"parvis/generator/content"
	"parvis/generator/i18n"
)

var (
	currencyMark = regexp.MustCompile(`^(?:(?:R|US|CA|MX|AU)?\$|[€£]|[A-Z]{3}\b)|(?:(?:R|US|CA|MX|AU)?\$|[€£]|\b[A-Z]{3})$`)
	// grouped are amounts whose digits are set in threes. One group behind a
	// point or comma alone could be decimals just as well, and is no amount.
	grouped = regexp.MustCompile(`^-?\d{1,3}(?:(?:[ '’]\d{3})+(?:[.,]\d+)?|(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})$`)
	comma   = regexp.MustCompile(`^-?\d+,\d{1,2}$`)
)

// readAmount reads an amount in the ways in which tables write one, as long as
// it can mean one amount only. It returns it as the content model wants it;
// an amount that is so already stays as it is, digit for digit.
func readAmount(text, currency string) (string, content.Money, bool) {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "−", "-", "–", "-").Replace(strings.TrimSpace(text))
	if mark := currencyMark.FindString(text); marks(mark, currency) {
		text = strings.TrimSpace(strings.Replace(text, mark, "", 1))
	}
	switch {
	case grouped.MatchString(text):
		text = strings.NewReplacer(" ", "", "'", "", "’", "").Replace(text)
		last := strings.LastIndexAny(text, ".,")
		if last >= 0 && strings.Count(text, text[last:last+1]) > 1 {
			last = -1 // it groups digits too
		}
		whole, decimals := text, ""
		if last >= 0 {
			whole, decimals = text[:last], "."+text[last+1:]
		}
		text = strings.NewReplacer(".", "", ",", "").Replace(whole) + decimals
	case comma.MatchString(text):
		text = strings.Replace(text, ",", ".", 1)
	}
	if whole, decimals, found := strings.Cut(text, "."); found && len(decimals) != len("000") {
		most, _ := i18n.CurrencyDecimals(currency)
		if zeros := strings.TrimRight(decimals, "0"); len(decimals) > most && len(zeros) <= most {
			text = strings.TrimSuffix(whole+"."+decimals[:most], ".")
		}
	}
	money, err := content.ParseAmount(text, currency)
	return text, money, err == nil
}

// ownMarks are the signs that stand for one currency alone.
var ownMarks = map[string]string{"€": "EUR", "£": "GBP", "R$": "BRL", "US$": "USD", "CA$": "CAD", "MX$": "MXN", "AU$": "AUD"}

// currencyIn is the currency that an amount names itself; "" where it names none, or one
// that can be several.
func currencyIn(text string) string {
	mark := currencyMark.FindString(strings.TrimSpace(text))
	if i18n.IsCurrency(mark) {
		return mark
	}
	return ownMarks[mark]
}

// marks tells whether a mark beside an amount can stand for a currency.
func marks(mark, currency string) bool {
	if mark == "$" {
		return currency != "EUR" && currency != "GBP"
	}
	if own, ok := ownMarks[mark]; ok {
		return own == currency
	}
	return mark == currency
}

// dayForms are the ways of writing a day that can mean one day only.
var dayForms = []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05", "2006/1/2", "2.1.2006",
	"2 January 2006", "2 Jan 2006", "January 2, 2006", "20060102"}

// readDay returns a day as 2006-01-02, or "" when it cannot be read for
// certain: 3/4/2026 is March to some and April to others.
func readDay(text string) string {
	text = strings.TrimSpace(text)
	forms := dayForms
	if first, rest, ok := strings.Cut(text, "/"); ok {
		second, _, _ := strings.Cut(rest, "/")
		switch {
		case len(first) <= 2 && first == second:
			forms = []string{"2/1/2006"}
		case len(first) == 2 && first > "12":
			forms = []string{"2/1/2006"}
		case len(second) == 2 && second > "12":
			forms = []string{"1/2/2006"}
		}
	}
	for _, form := range forms {
		if t, err := time.Parse(form, text); err == nil && t.Year() >= 1800 && t.Year() <= 2200 {
			return t.Format("2006-01-02")
		}
	}
	return ""
}
