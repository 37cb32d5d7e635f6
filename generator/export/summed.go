package export

import (
	"bytes"
	"crypto/sha256"
	"sync"

	"parvis/generator/output"
)

// summed is a file whose size and checksum another file tells. They are those of
// the bytes that were rendered for the site itself; only where nobody has asked for
// the file yet, as on the local server, is it rendered for them.
type summed struct {
	file  output.File
	mu    sync.Mutex
	known bool
	sum   [sha256.Size]byte
	size  int
}

// render renders the file, and keeps what the bytes add up to.
func (s *summed) render(b *bytes.Buffer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.locked(b)
}

func (s *summed) locked(b *bytes.Buffer) error {
	from := b.Len()
	if err := s.file.Render(b); err != nil {
		return err
	}
	s.known, s.sum, s.size = true, sha256.Sum256(b.Bytes()[from:]), b.Len()-from
	return nil
}

// told returns the checksum of the file's bytes, and how many they are.
func (s *summed) told() (sum [sha256.Size]byte, size int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.known {
		err = s.locked(&bytes.Buffer{})
	}
	return s.sum, s.size, err
}
