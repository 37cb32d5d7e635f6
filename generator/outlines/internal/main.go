// Outlines writes outlines.bin, the outlines of land and countries that
// package outlines embeds, from Natural Earth at 1:50 million (public
// domain), in the form of the npm package world-atlas. “make tools” gets that;
// run this through go generate in generator/outlines.
//
// The file is a list of arcs, lines that neighbours share, and of shapes that
// are made of them. All numbers are varints, signed ones in zigzag form:
//
//	arcs:   how many; of each: how many points, and from point to point the
//	        steps east and north in hundredths of a degree; beyond the antimeridian
//	        an arc goes on, over 180 degrees
//	shapes: how many; of each: two bytes of ISO 3166 code ("--" for all land),
//	        how many rings, and of each how many arcs and which; ^i is arc i
//	        backwards
package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"strconv"

	"golang.org/x/text/language"
)

const (
	input  = "../../.tools/node_modules/world-atlas/countries-50m.json"
	output = "outlines.bin"
	// tolerance is how far, in degrees, a line may be moved to make it simpler.
	tolerance = 0.025
	// south is where the map ends; nobody has a partner in Antarctica.
	south = -60.0
)

// topology is as much of https://github.com/topojson/topojson-specification
// as is used here.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   map[string]struct{ Geometries []geometry }
}

type geometry struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("outlines: ")
	data, err := os.ReadFile(input)
	if err != nil {
		log.Fatalf("%v; “make tools” gets it", err)
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		log.Fatal(err)
	}
	var out []byte
	arcs := t.lines()
	out = binary.AppendUvarint(out, uint64(len(arcs)))
	points := 0
	for _, a := range arcs {
		points += len(a)
		out = appendArc(out, a)
	}
	shapes := [][]byte{shape("--", t.Objects["land"].Geometries, arcs)}
	for _, g := range t.Objects["countries"].Geometries {
		if code := codeOf(g); code != "" {
			shapes = append(shapes, shape(code, []geometry{g}, arcs))
		}
	}
	out = binary.AppendUvarint(out, uint64(len(shapes)))
	for _, s := range shapes {
		out = append(out, s...)
	}
	if err := os.WriteFile(output, out, 0o666); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d bytes: %d arcs, %d points, %d shapes", len(out), len(arcs), points, len(shapes))
}

// lines are the arcs in degrees, made simpler.
func (t *topology) lines() [][][2]float64 {
	out := make([][][2]float64, len(t.Arcs))
	for i, arc := range t.Arcs {
		var x, y float64
		line := make([][2]float64, 0, len(arc))
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			p := [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
			if n := len(line); n > 0 { // over the antimeridian it goes on
				p[0] += 360 * math.Round((line[n-1][0]-p[0])/360)
			}
			line = append(line, p)
		}
		out[i] = simpler(line)
	}
	return out
}

// simpler is a line without the points that lie within the tolerance of the
// line between their neighbours (Douglas and Peucker). A closed line keeps
// the point farthest from its start, so that no island becomes nothing.
func simpler(line [][2]float64) [][2]float64 {
	if len(line) < 3 {
		return line
	}
	first, last := line[0], line[len(line)-1]
	at, far := 0, -1.0
	for i := 1; i < len(line)-1; i++ {
		if d := distance(line[i], first, last); d > far {
			at, far = i, d
		}
	}
	if closed := first == last; far < tolerance && !closed {
		return [][2]float64{first, last}
	}
	head := simpler(line[:at+1])
	return append(head[:len(head):len(head)], simpler(line[at:])[1:]...)
}

// distance is how far a point lies from the line between two others.
func distance(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	if dx == 0 && dy == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	return math.Abs(dx*(a[1]-p[1])-dy*(a[0]-p[0])) / math.Hypot(dx, dy)
}

func appendArc(out []byte, a [][2]float64) []byte {
	out = binary.AppendUvarint(out, uint64(len(a)))
	x, y := int64(0), int64(0)
	for _, p := range a {
		px, py := int64(math.Round(p[0]*100)), int64(math.Round(p[1]*100))
		out = binary.AppendVarint(binary.AppendVarint(out, px-x), py-y)
		x, y = px, py
	}
	return out
}

// codeOf is a country's alpha-2 code; "" for what has none.
func codeOf(g geometry) string {
	if g.Properties.Name == "Kosovo" {
		return "XK"
	}
	number, err := strconv.Atoi(g.ID)
	if err != nil {
		return ""
	}
	r, err := language.EncodeM49(number)
	if err != nil || len(r.String()) != 2 {
		log.Fatalf("%s: no code for %s", g.Properties.Name, g.ID)
	}
	return r.String()
}

// shape writes the rings of some geometries.
func shape(code string, geometries []geometry, arcs [][][2]float64) []byte {
	var rings [][]int64
	for _, g := range geometries {
		var polygons [][][]int64
		switch g.Type {
		case "Polygon":
			var one [][]int64
			if err := json.Unmarshal(g.Arcs, &one); err != nil {
				log.Fatal(err)
			}
			polygons = [][][]int64{one}
		case "MultiPolygon":
			if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
				log.Fatal(err)
			}
		default:
			log.Fatalf("%s is a %s", code, g.Type)
		}
		for _, p := range polygons {
			for _, ring := range p {
				if north(ring, arcs) > south {
					rings = append(rings, ring)
				}
			}
		}
	}
	out := binary.AppendUvarint([]byte(code), uint64(len(rings)))
	for _, r := range rings {
		out = binary.AppendUvarint(out, uint64(len(r)))
		for _, i := range r {
			out = binary.AppendVarint(out, i)
		}
	}
	if len(code) != 2 {
		panic(fmt.Sprintf("the code %q", code))
	}
	return out
}

// north is how far north a ring reaches.
func north(ring []int64, arcs [][][2]float64) float64 {
	most := -90.0
	for _, i := range ring {
		if i < 0 {
			i = ^i
		}
		for _, p := range arcs[i] {
			most = max(most, p[1])
		}
	}
	return most
}
