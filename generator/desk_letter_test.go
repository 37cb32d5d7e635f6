package generator_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"parvis/generator"
)

var tooMany = regexp.MustCompile(`^(One line|\d+ lines) too many for the page: (take out about \d+ words|shorten the letter)`)

// TestDeskLetter writes a letter beside its printed page: the room that the desk says is
// left is what the press finds, for a text that fits and for one that does not.
func TestDeskLetter(t *testing.T) {
	s, address := startDesk(t)
	ctx, cancel := context.WithTimeout(browser(t), 10*time.Minute)
	defer cancel()
	const file = "newsletters/2026-11.md"
	head, body, _ := strings.Cut(s.read(t, file), "\n---\n")
	words := strings.Fields(body)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(address+"edit/"+file)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, "the room that is left", `document.getElementById("paper")?.dataset.more > 0`)
	barriers(t, ctx, "a letter")
	if says := value[string](t, ctx, `document.getElementById("room").innerText`); !strings.HasPrefix(says, strconv.Itoa(len(words))+" words. There is room for about ") {
		t.Errorf("%q", says)
	}
	more := value[int](t, ctx, `Number(document.getElementById("paper").dataset.more)`)

	// longer is the letter with so many words more; prints tells whether the press puts that on one side.
	longer := func(more int) string {
		text := strings.TrimSpace(body)
		for i := range more {
			text += " " + words[i%len(words)]
		}
		return text
	}
	prints := func(more int) bool {
		t.Helper()
		text := longer(more)
		if err := os.WriteFile(filepath.Join(s.content, file), []byte(head+"\n---\n"+text+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		job, err := s.job()
		if err != nil {
			t.Fatal(err)
		}
		l, err := generator.DraftLetter(job, "2026-11", "en")
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := l.PDF(ctx, chromium(t))
		if err != nil && !strings.Contains(err.Error(), "too long for one printed side") {
			t.Fatal(err)
		}
		return len(pdf) > 0
	}
	const aLine = 16 // words
	if said := more / 10 * 10; !prints(said) || prints(more+aLine) {
		t.Errorf("room for about %d words is said to be left; with them: %v, with a line more: %v", said, prints(said), prints(more+aLine))
	}

	// What is typed is measured too: half a hundred words more than fit.
	tooLong, err := json.Marshal(longer(more + 50))
	if err != nil {
		t.Fatal(err)
	}
	value[bool](t, ctx, `(() => { const body = document.getElementById("body"); body.value = `+string(tooLong)+`; return body.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	eventually(t, ctx, "that it is too long", `document.getElementById("paper").dataset.fewer > 0`)
	if says := value[string](t, ctx, `document.getElementById("room").innerText`); !tooMany.MatchString(says) {
		t.Errorf("%q", says)
	}
	fewer := value[int](t, ctx, `Number(document.getElementById("paper").dataset.fewer)`)
	if fewer < 50-aLine || fewer > 50+aLine || !prints((more+50-fewer)/10*10) {
		t.Errorf("%d words are to be taken out of 50 too many", fewer)
	}
}
