package main

import (
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// What libraries hold as code or as it is, and a release in a form that takes less of the
// bytes that a program may have.

// zoneData is all of a file with the zones of Go, which lie there as they are: on machines
// that have zones of their own nobody reads it.
var zoneData = regexp.MustCompile(`(?s)^(.*\npackage tzdata\n\n)const zipdata = (".*")\n$`)

const packedZones = `import (
	"compress/flate"
	"io"
	"strings"
	"sync"
)

var unpacked = sync.OnceValue(func() string {
	data, err := io.ReadAll(flate.NewReader(strings.NewReader(packed)))
	if err != nil {
		panic(err) // it comes with the program
	}
	return string(data)
})

const packed = %q
`

// packingZones is the code that holds Go's zones with them compressed, 0.2 MB less.
func packingZones(code string) (string, error) {
	m := zoneData.FindStringSubmatch(code)
	if m == nil {
		return "", errors.New("it does not hold the zones as it did, in one constant")
	}
	data, err := strconv.Unquote(m[2])
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := w.Write([]byte(data)); err != nil {
		return "", err
	}
	if err := w.Close(); err != nil {
		return "", err
	}
	return m[1] + fmt.Sprintf(packedZones, b.String()), nil
}

// unpackingZones is the code that reads Go's zones, from where packingZones puts them.
func unpackingZones(code string) (string, error) {
	const from, to = "\tz := zipdata\n", "\tz := unpacked()\n"
	if strings.Count(code, "zipdata\n") != 1 || !strings.Contains(code, from) {
		return "", errors.New("it does not take the zones as it did, once")
	}
	return strings.Replace(code, from, to, 1), nil
}

// The map of the names of signs in HTML, and a line of it.
var (
	entities = regexp.MustCompile(`(?s)\nvar EntitiesMap = map\[string\]\[\]byte\{\n(.*?)\n\}\n`)
	entity   = regexp.MustCompile(`^\t("\w+"): +\[\]byte\((".+")\),$`)
)

const filledEntities = `
var EntitiesMap = func() map[string][]byte {
	entities := map[string][]byte{}
	for parts := strings.Split(%q, "\x00"); len(parts) > 1; parts = parts[2:] {
		entities[parts[0]] = []byte(parts[1])
	}
	return entities
}()
`

// withEntitiesApart is the code with the names of signs in HTML with those in one text, of
// which the map is filled: as a map they are a statement each, 0.1 MB of code.
func withEntitiesApart(code string) (string, error) {
	m := entities.FindStringSubmatch(code)
	if m == nil || !strings.HasPrefix(code, "package html\n") || strings.Contains(code, "import") {
		return "", errors.New("it does not hold the names of signs as it did, in one map")
	}
	var parts []string
	for line := range strings.SplitSeq(m[1], "\n") {
		e := entity.FindStringSubmatch(line)
		if e == nil {
			return "", fmt.Errorf("%q is no name of a sign", line)
		}
		for _, quoted := range e[1:] {
			part, err := strconv.Unquote(quoted)
			if err != nil {
				return "", err
			}
			parts = append(parts, part)
		}
	}
	code = strings.Replace(code, m[0], fmt.Sprintf(filledEntities, strings.Join(parts, "\x00")), 1)
	return strings.Replace(code, "package html\n", "package html\n\nimport \"strings\"\n", 1), nil
}
