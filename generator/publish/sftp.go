package publish

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"

	"parvis/generator/catalog"
)

// overSFTP is a folder on a server that is reached through SSH.
type overSFTP struct {
	client *sftp.Client
	conn   *ssh.Client
	base   string // a path there; a relative one lies in the user's own folder
	made   map[string]bool
}

// reach is how long a server may take to answer when it is called.
const reach = 30 * time.Second

func openSFTP(ctx context.Context, p Place) (remote, error) {
	address := net.JoinHostPort(p.Host, strconv.Itoa(p.portOr(22)))
	wire, err := patientConn(ctx, p, address)
	if err != nil {
		return nil, catalog.Say("%s could not be reached: %s", address, err)
	}
	defer wire.asks()()
	r, err := sftpOver(wire, p.asking(wire), address)
	if err != nil {
		wire.Close()
		return nil, err
	}
	return watched{r, wire}, nil
}

func sftpOver(wire *patient, p Place, address string) (*overSFTP, error) {
	keys, err := hostKeys(p, address)
	if err != nil {
		return nil, err
	}
	proofs, err := p.proofs()
	if err != nil {
		return nil, err
	}
	conn, channels, requests, err := ssh.NewClientConn(wire, address, &ssh.ClientConfig{User: p.User, Auth: proofs, HostKeyCallback: keys.check,
		HostKeyAlgorithms: keys.algorithms})
	switch {
	case keys.refusal != nil:
		return nil, keys.refusal
	case err != nil && !errors.Is(err, ErrNoPassword) && strings.Contains(err.Error(), "unable to authenticate"): // it has no type of its own
		return nil, NotLetIn{catalog.Say("%s does not let %s in: the name or the password is not right, or the key is not known there", address, p.User)}
	case err != nil:
		return nil, catalog.Say("%s does not let %s in: %s", address, p.User, wire.fault(err))
	}
	c := ssh.NewClient(conn, channels, requests)
	client, err := sftp.NewClient(c)
	if err != nil {
		return nil, catalog.Say("%s has no SFTP: %s", address, wire.fault(err))
	}
	return &overSFTP{client: client, conn: c, base: p.Folder, made: map[string]bool{}}, nil
}

// hostKey decides whether a server is the one that is meant.
type hostKey struct {
	address    string
	place      Place
	file       string // of the hosts that are known
	known      ssh.HostKeyCallback
	algorithms []string // by which it showed itself before; nil for any
	refusal    error    // why it was not taken
}

func hostKeys(p Place, address string) (*hostKey, error) {
	k := &hostKey{address: address, place: p, file: p.KnownHosts}
	if p.HostKey != "" {
		return k, nil
	}
	if _, err := os.Stat(k.file); err != nil {
		return k, nil
	}
	var err error
	if k.known, err = knownhosts.New(k.file); err != nil {
		return nil, catalog.Say("%s cannot be read: %s", filepath.ToSlash(k.file), err)
	}
	// Who asks with a key that nobody has is told which keys are known.
	none, err := ssh.NewPublicKey(make(ed25519.PublicKey, ed25519.PublicKeySize))
	if err != nil {
		return nil, err
	}
	if unknown, ok := errors.AsType[*knownhosts.KeyError](k.known(address, &net.TCPAddr{}, none)); ok {
		for _, want := range unknown.Want {
			switch kind := want.Key.Type(); kind {
			case ssh.KeyAlgoRSA:
				k.algorithms = append(k.algorithms, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
			default:
				k.algorithms = append(k.algorithms, kind)
			}
		}
	}
	return k, nil
}

// check implements ssh.HostKeyCallback.
func (k *hostKey) check(address string, at net.Addr, key ssh.PublicKey) error {
	k.refusal = k.judge(address, at, key)
	return k.refusal
}

func (k *hostKey) judge(address string, at net.Addr, key ssh.PublicKey) error {
	print := ssh.FingerprintSHA256(key)
	if k.place.HostKey != "" {
		if print == k.place.HostKey {
			return nil
		}
		return catalog.Say("%s shows the key %s, and site.yaml names another: somebody may stand between. Ask your host before you change “host_key”",
			k.address, print)
	}
	var unknown *knownhosts.KeyError
	if k.known != nil {
		err := k.known(address, at, key)
		if err == nil || !errors.As(err, &unknown) {
			return err
		}
		if len(unknown.Want) > 0 {
			return catalog.Say("%s shows the key %s, which is another than before: somebody may stand between. Ask your host; if the change is true, "+
				"take its old line out of %s", k.address, print, filepath.ToSlash(k.file))
		}
	}
	if k.place.Trust == nil || !k.place.Trust(k.address, print) {
		return catalog.Say("%s is not known yet, and its key was not accepted: %s. Where it is what your host names, write “host_key: %s” below “publish” in "+
			"site.yaml", k.address, print, print)
	}
	return k.remember(address, key)
}

// remember notes a key among the known hosts.
func (k *hostKey) remember(address string, key ssh.PublicKey) error {
	if err := os.MkdirAll(filepath.Dir(k.file), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(k.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(knownhosts.Line([]string{knownhosts.Normalize(address)}, key) + "\n")
	return errors.Join(err, f.Close())
}

// proofs are the ways to show who one is: a key file, the keys of an agent, a password.
func (p Place) proofs() ([]ssh.AuthMethod, error) {
	var signers []ssh.Signer
	if p.KeyFile != "" {
		signer, err := p.key()
		if err != nil {
			return nil, err
		}
		signers = append(signers, signer)
	}
	if socket := os.Getenv("SSH_AUTH_SOCK"); socket != "" && p.KeyFile == "" {
		if wire, err := net.Dial("unix", socket); err == nil {
			if kept, err := agent.NewClient(wire).Signers(); err == nil {
				signers = append(signers, kept...)
			}
		}
	}
	var out []ssh.AuthMethod
	if len(signers) > 0 {
		out = append(out, ssh.PublicKeys(signers...))
	}
	return append(out, ssh.PasswordCallback(p.password), ssh.KeyboardInteractive(func(_, _ string, questions []string, echo []bool) ([]string, error) {
		answers := make([]string, len(questions))
		for i := range questions {
			if echo[i] {
				continue // it is not a password that is asked for
			}
			var err error
			if answers[i], err = p.password(); err != nil {
				return nil, err
			}
		}
		return answers, nil
	})), nil
}

// key reads the key file, which may have a password of its own.
func (p Place) key() (ssh.Signer, error) {
	text, err := os.ReadFile(p.KeyFile)
	if err != nil {
		return nil, catalog.Say("the key file %s cannot be read: %s", filepath.ToSlash(p.KeyFile), err)
	}
	signer, err := ssh.ParsePrivateKey(text)
	if _, locked := errors.AsType[*ssh.PassphraseMissingError](err); locked {
		var secret string
		if secret, err = p.password(); err == nil {
			signer, err = ssh.ParsePrivateKeyWithPassphrase(text, []byte(secret))
		}
	}
	if err != nil {
		return nil, catalog.Say("the key file %s cannot be read: %s", filepath.ToSlash(p.KeyFile), err)
	}
	return signer, nil
}

func (o *overSFTP) at(name string) string { return path.Join(o.base, name) }

func (o *overSFTP) Open(name string) (io.ReadCloser, error) { return o.client.Open(o.at(name)) }

func (o *overSFTP) folders(name string) error {
	dir := path.Dir(o.at(name))
	if o.made[dir] {
		return nil
	}
	err := o.client.MkdirAll(dir)
	o.made[dir] = err == nil
	return err
}

// Write implements remote. Parts are sent one after another, so that a file that has its
// whole size is whole.
func (o *overSFTP) Write(name string, from io.Reader) error {
	if err := o.folders(name); err != nil {
		return err
	}
	to, err := o.client.OpenFile(o.at(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

func (o *overSFTP) Rename(from, to string) error {
	if err := o.folders(to); err != nil {
		return err
	}
	if _, replaces := o.client.HasExtension("posix-rename@openssh.com"); replaces {
		return o.client.PosixRename(o.at(from), o.at(to))
	}
	if err := o.Remove(to); err != nil {
		return err
	}
	return o.client.Rename(o.at(from), o.at(to))
}

func (o *overSFTP) Remove(name string) error {
	if err := o.client.Remove(o.at(name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (o *overSFTP) RemoveFolder(name string) error {
	delete(o.made, o.at(name))
	return o.client.RemoveDirectory(o.at(name))
}

func (o *overSFTP) List(dir string) (map[string]int64, error) {
	entries, err := o.client.ReadDir(o.at(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	out := map[string]int64{}
	for _, e := range entries {
		out[e.Name()] = notFile
		if e.Mode().IsRegular() {
			out[e.Name()] = e.Size()
		}
	}
	return out, err
}

func (o *overSFTP) Close() error {
	err := errors.Join(o.client.Close(), o.conn.Close())
	if slices.ContainsFunc([]error{io.EOF, net.ErrClosed}, func(e error) bool { return errors.Is(err, e) }) {
		return nil
	}
	return err
}
