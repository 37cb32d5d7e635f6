package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"path"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// record is what is kept beside a site while it changes. There are two names for it, by
// turns, so that one that was not written to its end leaves the one before.
type record struct {
	Seq     int
	Renames bool              // the files wait in the work folder, and are renamed
	From    map[string]string // what lay there: digests by path, "" where that is not known
	To      map[string]string // what is to lie there
	Sizes   map[string]int64  // of these files
}

// slot is the name of the record of that number.
func slot(seq int) string { return [...]string{"record-a", "record-b"}[seq%2] }

// record writes what is about to be done.
func (s *sending) record() error {
	r := record{Seq: s.seq + 1, Renames: s.renames, From: map[string]string{}, To: map[string]string{}, Sizes: map[string]int64{}}
	for name, d := range s.was {
		r.From[name] = ""
		if d != (output.Digest{}) {
			r.From[name] = d.String()
		}
	}
	for name, h := range s.to {
		r.To[name], r.Sizes[name] = digest(h).String(), h.Size
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	if err := s.put(slot(r.Seq), append([]byte(hex.EncodeToString(sum[:])+"\n"), text...)); err != nil {
		return err
	}
	s.seq = r.Seq
	return nil
}

// last is the record that counts, of those in the work folder; nil for none.
func (s *sending) last(work map[string]int64) (*record, error) {
	var last *record
	for seq := range 2 {
		if _, there := work[slot(seq)]; !there {
			continue
		}
		text, err := readAll(s.remote, path.Join(workFolder, slot(seq)), 2*mostManifest)
		if err != nil {
			return nil, err
		}
		if r := parseRecord(text); r != nil && (last == nil || r.Seq > last.Seq) {
			last = r
		}
	}
	return last, nil
}

// parseRecord reads a record; nil for one that was not written to its end.
func parseRecord(text []byte) *record {
	head, rest, _ := bytes.Cut(text, []byte("\n"))
	if sum := sha256.Sum256(rest); string(head) != hex.EncodeToString(sum[:]) {
		return nil
	}
	var r record
	if json.Unmarshal(rest, &r) != nil {
		return nil
	}
	return &r
}

// settle finds out what lies in the folder, and puts into place what waits there for that
// since a run was interrupted. It returns what the work folder holds.
func (s *sending) settle() (work map[string]int64, err error) {
	s.was, s.seq = map[string]output.Digest{}, 0
	if work, err = s.remote.List(workFolder); err != nil {
		return nil, err
	}
	r, err := s.last(work)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return work, s.believe()
	}
	s.seq = r.Seq
	for name, d := range r.From {
		if s.was[name] = (output.Digest{}); r.To[name] == d { // else it may have been replaced or removed
			s.was[name] = known(d)
		}
	}
	listed := map[string]map[string]int64{}
	for name, to := range r.To {
		from, before := r.From[name]
		if before && from == to {
			continue
		}
		s.was[name] = output.Digest{}
		if r.Renames {
			waits := waiting(name, known(to))
			if _, there := work[waits]; !there || s.remote.Rename(path.Join(workFolder, waits), name) == nil {
				s.was[name] = known(to)
				delete(work, waits)
			}
			continue
		}
		if there, err := s.lies(listed, name); err != nil {
			return nil, err
		} else if there && !before && listed[path.Dir(name)][path.Base(name)] == r.Sizes[name] {
			s.was[name] = known(to)
		}
	}
	return work, nil
}

// known reads a digest; zero for none.
func known(text string) output.Digest {
	d, _ := output.ParseDigest(text)
	return d
}

// believe takes what the manifest says for what lies there.
func (s *sending) believe() (err error) {
	s.was, err = ours(func(name string) ([]byte, error) { return readAll(s.remote, name, mostManifest) })
	return err
}

// ours is what parvis has published somewhere, as the manifest says there.
func ours(read func(name string) ([]byte, error)) (map[string]output.Digest, error) {
	was := map[string]output.Digest{}
	for _, name := range output.Unlisted {
		text, err := read(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		was[name] = output.DigestOf(text)
		if name != output.ManifestName {
			continue
		}
		m, err := output.ParseManifest(text)
		if err != nil {
			return nil, catalog.Say("%s is none that parvis has written: %s", name, err)
		}
		for _, f := range m.Files {
			was[f.Path] = digest(f)
		}
	}
	return was, nil
}
