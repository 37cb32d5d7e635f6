package picturetest

import (
	"bytes"
	"encoding/binary"
)

// Box is a box of a file of boxes: its length, its name, and what is in it.
func Box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	out := binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))
	return append(append(out, name...), body...)
}

func u16(values ...int) (out []byte) {
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func u32(values ...int) (out []byte) {
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out
}

// turns are the boxes that stand for each of Exif's turns: how to mirror it,
// and by how many quarters to turn it against the clock.
var turns = map[int][2]int{1: {-1, 0}, 2: {1, 0}, 3: {-1, 2}, 4: {0, 0}, 5: {1, 1}, 6: {-1, 3}, 7: {1, 3}, 8: {-1, 1}}

// makeHEIF is a file of one coded picture, its Exif and its XMP. First it is
// mirrored, then turned.
func makeHEIF(brand, coded, configName string, config, picture []byte, o Options) []byte {
	exif := append(u32(0), Exif(o)...)
	xmp := XMP(o)
	entry := func(id int, kind string, more string) []byte {
		return Box("infe", u32(2<<24), u16(id, 0), []byte(kind), []byte{0}, []byte(more))
	}
	properties := [][]byte{Box(configName, config), Box("ispe", u32(0, Width, Height)), Box("pixi", u32(0), []byte{3, 8, 8, 8})}
	if turn := turns[o.Turn]; o.Boxes {
		if turn[0] >= 0 {
			properties = append(properties, Box("imir", []byte{byte(turn[0])}))
		}
		properties = append(properties, Box("irot", []byte{byte(turn[1])}))
	}
	links := []byte{byte(len(properties))}
	for i := range properties {
		links = append(links, byte(0x80|(i+1)))
	}
	meta := func(at int) []byte {
		return Box("meta", u32(0),
			Box("hdlr", u32(0, 0), []byte("pict"), u32(0, 0, 0), []byte{0}),
			Box("pitm", u32(0), u16(1)),
			Box("iloc", u32(0), u16(0x4400, 3), u16(1, 0, 1), u32(at, len(picture)), u16(2, 0, 1), u32(at+len(picture), len(exif)),
				u16(3, 0, 1), u32(at+len(picture)+len(exif), len(xmp))),
			Box("iinf", u32(0), u16(3), entry(1, coded, ""), entry(2, "Exif", ""), entry(3, "mime", "application/rdf+xml\x00")),
			Box("iref", u32(0), Box("cdsc", u16(2, 1, 1)), Box("cdsc", u16(3, 1, 1))),
			Box("iprp", Box("ipco", properties...), Box("ipma", u32(0, 1), u16(1), links)))
	}
	start := Box("ftyp", []byte(brand), u32(0), []byte("mif1"), []byte(brand), []byte("miaf"))
	return bytes.Join([][]byte{start, meta(len(start) + len(meta(0)) + 8), Box("mdat", picture, exif, xmp)}, nil)
}

// Film is a film as telephones make them: where and by whom stands beside its
// track, in the forms of Android, QuickTime and XMP, and behind it.
func Film(plain bool) []byte {
	track := [][]byte{Box("tkhd", u32(0)), Box("mdia", Box("stsd", []byte("avc1")))}
	film := [][]byte{Box("mvhd", u32(0))}
	parts := [][]byte{Box("ftyp", []byte("mp42"), u32(0))}
	if !plain {
		track = append(track, Box("udta", Box("loci", []byte("+44.4184+012.2035"))))
		film = append(
			film,
			Box("udta", Box("\xa9xyz", []byte("+44.4184+012.2035/")), Box("auth", []byte(Artist))),
			Box("meta", []byte("com.apple.quicktime.location.ISO6709+44.4184+012.2035"), []byte(Serial)),
		)
		parts = append(parts, Box("uuid", XMP(Options{})))
	}
	film = append(film, Box("trak", track...))
	parts = append(parts, Box("moov", film...), Box("mdat", []byte("the film itself")))
	if !plain {
		parts = append(parts, Box("free", []byte(Comment)))
	}
	return bytes.Join(parts, nil)
}
