// Package publish sends a finished site to where residents read it, and sees to what is
// published: what changes for readers (changes.go), in which order files go so that nobody
// sees half a site (tree.go), and whether a site is whole (verify.go).
package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"parvis/generator/catalog"
	"parvis/generator/output"
)

// Place is where a site is published, as its settings say.
type Place struct {
	To       string // folder, sftp, ftps, git or commit
	Folder   string // absolute, or one on the server
	Remote   string // of git: the name of one of the repository in Repo, or an address
	Branch   string
	Repo     string // a folder in the city's own repository, if it has one: the content
	Language string // in which a commit says what it is
	// Sources are the files of the content, from that folder, that the site is made of. Before
	// makes the site of an earlier content into a folder; an error that is ErrUnmade where it cannot
	// be published. Both are for a commit.
	Sources func() ([]string, error)
	Before  func(ctx context.Context, content, site string) error

	// Of servers. Port is 0 for the usual one, HostKey the fingerprint of the server's key
	// where site.yaml names it, KeyFile the editor's own key.
	Host, User, HostKey, KeyFile string
	Port                         int
	KnownHosts                   string // the file of the servers whose keys are known
	// Password asks for the password, or knows it; it may be asked more than once.
	Password func() (string, error)
	// Trust asks whether a server that is not known yet is the right one; nil for no.
	Trust func(address, fingerprint string) bool

	Roots *x509.CertPool // who signs the certificates of servers; nil for those that the system trusts

	Unasked bool // git may ask nothing on the terminal: nobody sits there

	silence time.Duration // how long a server may be silent; 0 for the usual time
}

func (p Place) portOr(usual int) int { return cmp.Or(p.Port, usual) }

func (p Place) password() (string, error) {
	if p.Password == nil {
		return "", ErrNoPassword
	}
	return p.Password()
}

// PasswordVariable names the variable of the environment that may hold the password.
const PasswordVariable = "PARVIS_PUBLISH_PASSWORD"

// ErrNoPassword is why nobody is let in.
var ErrNoPassword = catalog.Sentinel("there is no password: put it into PARVIS_PUBLISH_PASSWORD, or run parvis on a terminal, where it asks for it")

// ErrUnmade is why nothing can be compared with what is published.
var ErrUnmade = errors.New("what is published has errors")

// NotLetIn is why a server does not let somebody in that may know the password by another try.
type NotLetIn struct{ catalog.Message }

// Site is a finished site.
type Site struct {
	dir   string
	files map[string]output.Held // with the manifest and the log
	text  []byte                 // of the manifest
	log   output.Log
}

// ReadSite reads what a build has made in a folder.
func ReadSite(dir string) (*Site, error) {
	s := &Site{dir: dir, files: map[string]output.Held{}}
	var err error
	if s.text, err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(output.ManifestName))); err != nil {
		return nil, err
	}
	m, err := output.ParseManifest(s.text)
	if err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		s.files[f.Path] = f
	}
	s.files[output.ManifestName] = heldOf(output.ManifestName, s.text)
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(output.LogName)))
	if err != nil {
		return nil, err
	}
	log, _ := output.ParseLog(text) // a build has just made it
	s.keep(log)
	return s, nil
}

// keep has the site have that log.
func (s *Site) keep(l output.Log) {
	s.log, s.files[output.LogName] = l, heldOf(output.LogName, l.Bytes())
}

// goOn has the log go on from the one that is published, should that be another than the
// one that the build knew: a colleague may have published from elsewhere.
func (s *Site) goOn(ctx context.Context, d Destination) error {
	text, err := published(ctx, d, output.LogName)
	if err != nil {
		return err
	}
	there, _ := output.ParseLog(text) // as far as it is one
	if bytes.HasPrefix(s.log.Bytes(), there.Bytes()) {
		return nil
	}
	m, err := output.ParseManifest(s.text)
	if err != nil {
		return err
	}
	now, err := there.With(output.Logged{Day: m.Day, Manifest: sha256.Sum256(s.text)})
	if err == nil {
		s.keep(now)
	}
	return err
}

// Manifest is the text of the site's manifest, which tells what all of it holds.
func (s *Site) Manifest() []byte { return s.text }

func (s *Site) fs() fs.FS { return finished{os.DirFS(s.dir), s.log} }

// finished is the folder of a site with the log that goes on from what is published.
type finished struct {
	fs.FS
	log output.Log
}

func (f finished) Open(name string) (fs.File, error) {
	if name == output.LogName {
		return output.FS([]output.File{{Path: name, Render: func(b *bytes.Buffer) error { b.Write(f.log.Bytes()); return nil }}}).Open(name)
	}
	return f.FS.Open(name)
}

// Destination is where a site goes.
type Destination interface {
	// Read reads a published file; an fs.ErrNotExist where there is none.
	Read(ctx context.Context, name string) ([]byte, error)
	// Send makes it hold the site, and nothing else of what parvis has published there.
	Send(ctx context.Context, s *Site, progress func(done, total int)) (Sent, error)
	Close() error
}

// Open opens a place.
func Open(ctx context.Context, p Place) (Destination, error) {
	var r remote
	var err error
	switch p.To {
	case "git":
		return openGit(ctx, p)
	case "commit":
		return openCommit(ctx, p)
	case "folder":
		r, err = openFolder(p.Folder)
	case "sftp":
		r, err = openSFTP(ctx, p)
	case "ftps":
		r, err = openFTPS(ctx, p)
	default:
		return nil, catalog.Say("parvis cannot publish to %q", p.To)
	}
	if err != nil {
		return nil, err
	}
	return onServer{r}, nil
}

// onServer is a place whose files change one by one.
type onServer struct{ remote }

func (o onServer) Read(_ context.Context, name string) ([]byte, error) {
	return readAll(o.remote, name, mostManifest)
}

func (o onServer) Send(ctx context.Context, s *Site, progress func(done, total int)) (Sent, error) {
	if err := s.goOn(ctx, o); err != nil {
		return Sent{}, err
	}
	return (&sending{remote: o.remote, from: s.fs(), to: s.files, progress: progress, me: here()}).send(ctx)
}

// published reads a published file of data; nothing where there is none.
func published(ctx context.Context, d Destination, name string) ([]byte, error) {
	text, err := d.Read(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return text, err
}
