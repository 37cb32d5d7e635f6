package output

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// builds are some that follow each other.
var builds = rapid.Custom(func(t *rapid.T) Logged {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "day")) * 24 * time.Hour)
	return Logged{day, sha256.Sum256([]byte{rapid.Byte().Draw(t, "site")})}
})

func logOf(t *rapid.T, list []Logged) (l Log) {
	for _, b := range list {
		var err error
		if l, err = l.With(b); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// TestLog: a log is read as it was written, goes on from there, and no byte of it can be
// changed, nor a line be left out, without a word.
func TestLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := logOf(t, rapid.SliceOfN(builds, 1, 8).Draw(t, "builds"))
		again, broken := ParseLog(l.Bytes())
		if broken != 0 || !slices.Equal(again.Builds, l.Builds) {
			t.Fatalf("line %d of\n%s", broken, l.Bytes())
		}
		next := builds.Draw(t, "next")
		longer, err := again.With(next)
		if err != nil || !bytes.HasPrefix(longer.Bytes(), l.Bytes()) || longer.Builds[len(longer.Builds)-1] != next {
			t.Fatalf("%v: it does not go on:\n%s", err, longer.Bytes())
		}
		text := longer.Bytes()
		at, to := rapid.IntRange(0, len(text)-1).Draw(t, "at"), rapid.Byte().Draw(t, "to")
		lastLine := bytes.LastIndexByte(text[:len(text)-1], '\n') + 1
		if at < lastLine && text[at] != to {
			changed := bytes.Clone(text)
			changed[at] = to
			if _, broken := ParseLog(changed); broken == 0 {
				t.Fatalf("%q in the place of %q at %d is not seen", to, text[at], at)
			}
		}
		lines := bytes.SplitAfter(text, []byte("\n"))
		lines = lines[:len(lines)-1]
		if gone := rapid.IntRange(0, len(lines)-1).Draw(t, "gone"); gone < len(lines)-1 {
			if _, broken := ParseLog(bytes.Join(slices.Delete(slices.Clone(lines), gone, gone+1), nil)); broken != gone+1 {
				t.Fatalf("line %d is left out, and line %d is broken", gone+1, broken)
			}
		}
	})
}

// TestLogBroken names the line, and keeps what stands above.
func TestLogBroken(t *testing.T) {
	const first = `{"day":"2026-11-23","manifest":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","before":""}` + "\n"
	for text, want := range map[string]int{
		"": 0, first: 0, "\n": 1, "{}\n": 1, strings.TrimSuffix(first, "\n"): 1, first + first: 2, first + "\n": 2, "\ufeff" + first: 1,
		strings.Replace(first, `"day":`, `"day": `, 1):                           1,
		strings.Replace(first, "2026-11-23", "2026-11-31", 1):                    1,
		strings.Replace(first, "ca97", "CA97", 1):                                1,
		strings.Replace(first, "ca97", "", 1):                                    1,
		strings.Replace(first, `"before":""`, `"before":"","by":"somebody"`, 1):  1,
		strings.ReplaceAll(first, "\n", "\r\n"):                                  1,
		strings.Replace(first, `"before":""`, `"before":"`+"ca"+`"`, 1) + "more": 1,
	} {
		l, broken := ParseLog([]byte(text))
		if broken != want || len(l.Builds) != max(0, strings.Count(text, "\n")-1) && want == 2 {
			t.Errorf("%q: line %d, not %d; %d builds", text, broken, want, len(l.Builds))
		}
	}
}

// TestLogFile: the log names the manifest that lies beside it, and the same site twice has
// one line.
func TestLogFile(t *testing.T) {
	dir, day := target(t), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	var before Log
	for number, page := range []string{"one", "one", "two"} {
		files := append(set{"index.html": page}.files(), before.File(day), Manifest{Site: "https://x.example/", Day: day}.File())
		if _, err := Publish(t.Context(), dir, files, Options{}); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(filepath.Join(dir, LogName))
		manifest, _ := os.ReadFile(filepath.Join(dir, ManifestName))
		l, broken := ParseLog(text)
		if want := []int{1, 1, 2}[number]; broken != 0 || len(l.Builds) != want || l.Builds[want-1].Manifest != sha256.Sum256(manifest) {
			t.Fatalf("%d: line %d:\n%s", number, broken, text)
		}
		if bytes.Contains(manifest, []byte(LogName)) {
			t.Errorf("the manifest names the log:\n%s", manifest)
		}
		before = l
	}
	if _, err := Publish(t.Context(), target(t), append(set{"index.html": "one"}.files(), before.File(day)), Options{}); err == nil {
		t.Error("a log without a manifest")
	}
}
