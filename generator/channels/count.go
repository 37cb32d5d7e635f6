package channels

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// The ways to count, as channels.yaml explains them.
const (
	countWeighted  = "weighted"
	countGraphemes = "graphemes"
	countUnits     = "units"
	countSMS       = "sms"
)

var (
	address = regexp.MustCompile(`(?i)https?://[^\s<>"«»“”]+`)
	// bareAddress is a name of the web without https:// before it; a mail address is none.
	bareAddress = regexp.MustCompile(`(?i)(^|[\s(«“"'’])((?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+\pL{2,}(?:/[^\s<>"«»“”]*)?)`)
)

// Len is how much a text counts on a channel.
func (c Channel) Len(text string) int {
	if c.Counts == countWeighted {
		text = norm.NFC.String(text)
	}
	if c.Address == 0 {
		return c.plainLen(text)
	}
	total, rest := 0, text
	for {
		at := address.FindStringIndex(rest)
		if at == nil {
			return total + c.bareLen(rest)
		}
		// what ends a sentence is no part of an address
		end := at[0] + len(strings.TrimRight(rest[at[0]:at[1]], ".,;:!?)]'’…"))
		total += c.bareLen(rest[:at[0]]) + c.Address
		rest = rest[end:]
	}
}

// bareLen is the count of a text in which there is no https://. What may be an address by itself
// counts as one, or as the text that it may be, whichever is more.
func (c Channel) bareLen(text string) int {
	if !c.Bare {
		return c.plainLen(text)
	}
	total, from := 0, 0
	for _, at := range bareAddress.FindAllStringSubmatchIndex(text, -1) {
		begin, end := at[4], at[5]
		total += c.plainLen(text[from:begin]) + max(c.Address, c.plainLen(text[begin:end]))
		from = end
	}
	return total + c.plainLen(text[from:])
}

// plainLen is the count of a text without addresses.
func (c Channel) plainLen(text string) int {
	switch c.Counts {
	case countGraphemes:
		return uniseg.GraphemeClusterCount(text)
	case countUnits:
		return len(utf16.Encode([]rune(text)))
	case countSMS:
		return lenSMS(text)
	}
	weight, state := 0, -1
	for text != "" {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		weight += c.weigh(cluster)
	}
	return (weight + 99) / 100
}

// weigh is the weight of what a reader takes for one sign.
func (c Channel) weigh(cluster string) int {
	if isEmoji(cluster) {
		return c.Weight
	}
	weight := 0
	for _, r := range cluster {
		weight += c.weightOf(r)
	}
	return weight
}

func (c Channel) weightOf(r rune) int {
	for _, of := range c.Ranges {
		if of[0] <= int(r) && int(r) <= of[1] {
			return of[2]
		}
	}
	return c.Weight
}

// isEmoji tells whether a sign is an emoji that several code points make; one of a single code
// point weighs as much as its code point.
func isEmoji(cluster string) bool {
	first, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) || unicode.IsLetter(first) && !strings.ContainsRune(cluster, variation) {
		return false
	}
	return strings.ContainsFunc(cluster[size:], func(r rune) bool {
		return r == variation || r == keycap || r == joiner || r >= 0x1F1E6 && r <= 0x1F1FF || r >= 0x1F3FB && r <= 0x1F3FF ||
			r >= 0xE0020 && r <= 0xE007F
	})
}

// What makes one emoji of several code points: the choice of a picture, the frame of a key, and
// what joins two.
const (
	variation = '\uFE0F'
	keycap    = '\u20E3'
	joiner    = '\u200D'
)

// basic and extended are the signs of the SMS alphabet (3GPP TS 23.038, 6.2.1): one of the second
// is sent as two. Its Greek capitals are those that Latin has not.
const (
	basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
		"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	extended = "\f^{}\\[~]|€"
)

// lenSMS counts a text as it is sent: in the SMS alphabet, or in UTF-16.
func lenSMS(text string) int {
	if foreign(text) != "" {
		return len(utf16.Encode([]rune(text)))
	}
	n := 0
	for _, r := range text {
		n++
		if strings.ContainsRune(extended, r) {
			n++
		}
	}
	return n
}

// foreign is the first sign of a text that the SMS alphabet has not; "" for none.
func foreign(text string) string {
	state := -1
	for text != "" {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		if strings.ContainsFunc(cluster, func(r rune) bool { return !strings.ContainsRune(basic+extended, r) }) {
			return cluster
		}
	}
	return ""
}

// tidied are the marks of print that an SMS writes as a typewriter did, without loss.
var tidied = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "«\u202f", `"`, "«\u00a0", `"`, "«", `"`, "\u202f»", `"`, "\u00a0»", `"`,
	"»", `"`, "–", "-", "—", "-", "\u2011", "-", "…", "...", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u00ad", "", "−", "-", "•", "-", "×", "x")

func tidy(text string) string { return tidied.Replace(norm.NFC.String(text)) }

// spelt are the letters that are written as others where a program has not got them.
var spelt = strings.NewReplacer("œ", "oe", "Œ", "OE", "º", "o", "ª", "a", "ÿ", "y", "₂", "2", "²", "2", "³", "3")

// plain writes letters that the SMS alphabet has not without their accents.
func plain(text string) string {
	var out strings.Builder
	for _, r := range spelt.Replace(text) {
		if !strings.ContainsRune(basic+extended, r) {
			if first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r))); strings.ContainsRune(basic, first) {
				r = first
			}
		}
		out.WriteRune(r)
	}
	return out.String()
}
