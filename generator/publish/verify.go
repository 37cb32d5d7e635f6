package publish

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// Verdict is how a published site stands to its manifest. Its lists of paths are sorted.
type Verdict struct {
	Manifest output.Manifest
	Sum      [sha256.Size]byte // of the manifest itself
	Missing  []string          // named by the manifest, and not there
	Changed  []string          // there, with other bytes
	Stray    []string          // there, and not named; only of a folder
	Unread   []string          // the machine or the server refused to show them
	Trouble  error             // why, for the first of them
	Log      output.Log        // of what was published there, as far as its lines go on from each other
	Broken   int               // the number of the first line that does not; 0 for none
}

// Whole tells whether the site is just what its manifest says, and its log names that.
func (v Verdict) Whole() bool {
	return len(v.Missing)+len(v.Changed)+len(v.Stray)+len(v.Unread) == 0 && v.Broken == 0 && v.Logged()
}

// Logged tells whether the last line of the log is that of the manifest.
func (v Verdict) Logged() bool {
	n := len(v.Log.Builds)
	return n > 0 && v.Log.Builds[n-1] == output.Logged{Day: v.Manifest.Day, Manifest: v.Sum}
}

// ErrNoManifest is why a site cannot be compared.
var ErrNoManifest = catalog.Sentinel("there is no manifest")

// What is read of a site is limited, since anybody may have put it there.
const (
	mostManifest = 256 << 20        // bytes of a manifest: two million files
	connections  = 4                // to a server at a time
	patience     = 30 * time.Second // until a server begins to answer
	mostWait     = 10 * time.Minute // for one file
	mostJumps    = 3                // redirections, all on the same server
	tries        = 3                // of a file that a server refuses for a while

)

// between is how long a server is left alone before it is asked again; less in tests.
var between = 2 * time.Second

// opener opens a file of the site by its path; an fs.ErrNotExist where there is none.
type opener func(ctx context.Context, name string) (io.ReadCloser, error)

// VerifyFolder compares the site in a folder with its manifest.
func VerifyFolder(ctx context.Context, root *os.Root) (Verdict, error) {
	v, err := verify(ctx, func(_ context.Context, name string) (io.ReadCloser, error) { return root.Open(name) })
	if err != nil {
		return v, err
	}
	named := map[string]bool{}
	for _, name := range output.Unlisted {
		named[name] = true
	}
	for _, f := range v.Manifest.Files {
		named[f.Path] = true
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git" && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && !named[name] && !output.Beside(name):
			v.Stray = append(v.Stray, name)
		}
		return nil
	})
	return v, err
}

// VerifySite compares the site at an address, which ends in "/", with its manifest. It asks
// no other server.
func VerifySite(ctx context.Context, base *url.URL) (Verdict, error) {
	client := &http.Client{
		Timeout: mostWait,
		// What is compared are the bytes as they lie there, and not a compressed form of them.
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DisableCompression: true, MaxConnsPerHost: connections,
			MaxIdleConnsPerHost: connections, ResponseHeaderTimeout: patience, TLSHandshakeTimeout: patience},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if r.URL.Host != base.Host || r.URL.Scheme != base.Scheme || len(via) > mostJumps {
				return catalog.Say("the server sends on to %s", r.URL.Redacted())
			}
			return nil
		},
	}
	defer client.CloseIdleConnections()
	return verify(ctx, func(ctx context.Context, name string) (io.ReadCloser, error) {
		return get(ctx, client, base.JoinPath(strings.Split(escaped(name), "/")...).String())
	})
}

// escaped is a path with all signs that mean something in an address written otherwise.
func escaped(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

// get asks for a file, and again where the server has too much to do.
func get(ctx context.Context, client *http.Client, address string) (io.ReadCloser, error) {
	for try := 1; ; try++ {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		answer, err := client.Do(r)
		if err != nil {
			if failed, ok := errors.AsType[*url.Error](err); ok {
				err = failed.Err // without the address, which is named beside
			}
			return nil, err
		}
		if answer.StatusCode == http.StatusOK {
			return answer.Body, nil
		}
		answer.Body.Close()
		switch busy := answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500; {
		case answer.StatusCode == http.StatusNotFound, answer.StatusCode == http.StatusGone:
			return nil, fs.ErrNotExist
		case !busy || try == tries:
			return nil, catalog.Say("the server answers %s", answer.Status)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(between):
		}
	}
}

// verify compares a site with its manifest, several files at a time.
func verify(ctx context.Context, open opener) (v Verdict, err error) {
	text, err := whole(ctx, open, output.ManifestName, mostManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return v, ErrNoManifest
	}
	if err != nil {
		return v, err
	}
	v.Sum = sha256.Sum256(text)
	if v.Manifest, err = output.ParseManifest(text); err != nil {
		return v, catalog.Say("%s is none that parvis has written: %s", output.ManifestName, err)
	}
	if text, err = whole(ctx, open, output.LogName, mostManifest); err != nil {
		v.note(output.LogName, false, err)
	} else {
		v.Log, v.Broken = output.ParseLog(text)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := make(chan output.Held)
	for range connections {
		wg.Go(func() {
			for f := range next {
				same, err := compare(ctx, open, f)
				mu.Lock()
				v.note(f.Path, same, err)
				mu.Unlock()
			}
		})
	}
	for _, f := range v.Manifest.Files {
		if ctx.Err() != nil {
			break
		}
		next <- f
	}
	close(next)
	wg.Wait()
	for _, list := range [][]string{v.Missing, v.Changed, v.Unread} {
		slices.Sort(list)
	}
	return v, ctx.Err()
}

func (v *Verdict) note(name string, same bool, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.Missing = append(v.Missing, name)
	case err != nil:
		v.Unread = append(v.Unread, name)
		if v.Trouble == nil {
			v.Trouble = err
		}
	case !same:
		v.Changed = append(v.Changed, name)
	}
}

// compare tells whether a file holds what the manifest says. No more of it is read than
// that and one byte.
func compare(ctx context.Context, open opener, f output.Held) (bool, error) {
	from, err := open(ctx, f.Path)
	if err != nil {
		return false, err
	}
	defer from.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(from, f.Size+1))
	return n == f.Size && [sha256.Size]byte(h.Sum(nil)) == f.Sum, err
}

// whole reads a file that may have so many bytes.
func whole(ctx context.Context, open opener, name string, most int64) ([]byte, error) {
	from, err := open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	text, err := io.ReadAll(io.LimitReader(from, most+1))
	if int64(len(text)) > most {
		return nil, catalog.Say("%s is too large to be read", name)
	}
	return text, err
}
