package source

// This file decides which signs a text or a name may hold.

// Control tells whether a sign is a control character, of which a text holds
// none but tabs and the ends of its lines.
func Control(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0
}

// Invisible tells whether a sign shows nothing and takes no room, though it
// may turn round what stands beside it.
func Invisible(r rune) bool {
	switch {
	case r == 0xad, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	}
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f
}
