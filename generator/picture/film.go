package picture

import (
	"bytes"
	"encoding/binary"
	"slices"

	"parvis/generator/catalog"
)

// A film from a telephone is a file of boxes too (MP4, MOV, 3GP). Where it was
// made and by whom stands in boxes of their own beside its tracks: these are
// overwritten in place, so that no byte of the film itself moves. What is coded
// into picture and sound cannot be seen here, nor what WebM, AVI and others hold.

// notes are the boxes in which programs note what is no part of a film.
var notes = []string{"udta", "meta", "uuid", "free", "skip", "wide", "PICT", "pnot", "Xtra"}

// IsFilm tells whether a file is a film of boxes, by its first bytes.
func IsFilm(data []byte) bool {
	if len(data) < 12 || KindOf(data) != "" {
		return false
	}
	return slices.Contains([]string{"ftyp", "moov", "mdat", "wide"}, string(data[4:8]))
}

// CleanFilm overwrites all notes in a film, and tells whether one spoke of a
// place. The error is a Refusal of a film of which not all can be understood, or
// that has a track of places beside picture and sound; data is as it was then,
// or partly cleaned.
func CleanFilm(data []byte) (located bool, err error) {
	return cleanBoxes(data, 0)
}

// saveFilm mends what cannot be cleaned.
var saveFilm = catalog.Say("export it anew with a program for films, without its location")

func cleanBoxes(data []byte, depth int) (located bool, err error) {
	for len(data) > 0 {
		n, head := 0, 8
		if len(data) >= 8 {
			n = int(binary.BigEndian.Uint32(data))
		}
		switch {
		case n == 0 && len(data) >= 8 && depth == 0: // to the end
			n = len(data)
		case n == 1 && len(data) >= 16:
			n, head = int(binary.BigEndian.Uint64(data[8:])), 16
		case n == 0 && depth > 0 && len(bytes.Trim(data, "\x00")) == 0: // what ends a list in QuickTime
			return located, nil
		}
		if n < head || n > len(data) {
			return located, &Refusal{Reason: ErrDamaged, Says: catalog.Say("is a film that is cut off, or made in an unknown way"), Fix: saveFilm}
		}
		body := data[head:n]
		switch name := string(data[4:8]); {
		case slices.Contains(notes, name):
			located = located || speaksOfPlace(body)
			copy(data[4:], "free")
			clear(body)
		case name == "moov" || name == "trak" || name == "moof" || name == "traf":
			if name == "trak" && tracksPlaces(body) {
				return true, strange(saveFilm, "is a film with a track of the places where it was made")
			}
			more, err := cleanBoxes(body, depth+1)
			if located = located || more; err != nil {
				return located, err
			}
		}
		data = data[n:]
	}
	return located, nil
}

func speaksOfPlace(body []byte) bool {
	for _, sign := range []string{"\xa9xyz", "loci", "location", "GPS"} {
		if bytes.Contains(body, []byte(sign)) {
			return true
		}
	}
	return false
}

// tracksPlaces tells whether a track holds places: as telephones name it, as
// action cameras do, or as text under the picture, as drones do.
func tracksPlaces(track []byte) bool {
	for _, sign := range []string{"gpmd", "camm", "location", "GPS ", "DJI", "rtmd"} {
		if bytes.Contains(track, []byte(sign)) {
			return true
		}
	}
	return false
}
