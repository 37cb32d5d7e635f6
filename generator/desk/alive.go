package desk

import (
	"sync"
	"time"
)

// pulse tells how long no page has been open. Pages ask for something now and then while
// they are; a stream that each held open would leave a browser none of the few connections
// that it opens to one address.
type pulse struct {
	mu   sync.Mutex
	last time.Time
}

// pulseEvery is how often a page asks. Browsers let one that nobody looks at ask no more
// than once a minute.
const pulseEvery = 20 * time.Second

// beat notes that a page is open.
func (p *pulse) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = time.Now()
}

// Idle is how long none has been open; 0 before the first.
func (p *pulse) Idle() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last.IsZero() {
		return 0
	}
	return time.Since(p.last)
}
