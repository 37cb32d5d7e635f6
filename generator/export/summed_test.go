package export

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"sync"
	"testing"

	"parvis/generator/output"
)

// TestSummed wants a file that the site has rendered not to be rendered again for its
// checksum, and one that nobody has asked for to be rendered once.
func TestSummed(t *testing.T) {
	for _, first := range []bool{true, false} {
		calls := 0
		s := &summed{file: output.File{Render: func(b *bytes.Buffer) error { calls++; b.WriteString("a,b\n"); return nil }}}
		if first {
			b := bytes.NewBufferString("before ")
			if err := s.render(b); err != nil || b.String() != "before a,b\n" {
				t.Errorf("%q, %v", b, err)
			}
		}
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if sum, size, err := s.told(); err != nil || size != 4 || sum != sha256.Sum256([]byte("a,b\n")) {
					t.Errorf("%x of %d bytes, %v", sum, size, err)
				}
			})
		}
		group.Wait()
		if calls != 1 {
			t.Errorf("rendered %d times", calls)
		}
	}
	broken := &summed{file: output.File{Render: func(*bytes.Buffer) error { return errors.New("no") }}}
	if _, _, err := broken.told(); err == nil {
		t.Error("what cannot be rendered has a checksum")
	}
}
