package publish

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"path"
	"strconv"

	"github.com/jlaffaye/ftp"

	"parvis/generator/catalog"
)

// overFTPS is a folder on a server that is reached through FTP with TLS, for the commands
// and for the files. Without TLS nothing is sent: not even a password.
type overFTPS struct {
	conn *ftp.ServerConn
	base string
	made map[string]bool
}

func openFTPS(ctx context.Context, p Place) (remote, error) {
	address := net.JoinHostPort(p.Host, strconv.Itoa(p.portOr(21)))
	// Many servers want the connection for a file to go on from the one for commands.
	secured := &tls.Config{ServerName: p.Host, RootCAs: p.Roots, MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(8)}
	var wire *patient // for commands
	conn, err := ftp.Dial(address, ftp.DialWithExplicitTLS(secured), ftp.DialWithDialFunc(func(_, address string) (net.Conn, error) {
		next, err := patientConn(ctx, p, address)
		if err != nil {
			return nil, err
		}
		next.asks() // all the time: it is read from only when something was asked
		if wire == nil {
			wire = next
			return next, nil
		}
		return tls.Client(next, secured), nil
	}))
	if err != nil {
		if wire != nil {
			err = wire.fault(err)
			wire.Close()
		}
		return nil, catalog.Say("%s could not be reached with TLS: %s", address, err)
	}
	secret, err := p.password()
	if err == nil {
		err = wire.fault(conn.Login(p.User, secret))
		if said, ok := errors.AsType[*textproto.Error](err); ok && said.Code == ftp.StatusNotLoggedIn {
			err = NotLetIn{catalog.Say("%s does not let %s in: the name or the password is not right", address, p.User)}
		} else if err != nil {
			err = catalog.Say("%s does not let %s in: %s", address, p.User, err)
		}
	}
	if err != nil {
		_ = conn.Quit()
		return nil, err
	}
	return watched{&overFTPS{conn: conn, base: p.Folder, made: map[string]bool{}}, wire}, nil
}

func (o *overFTPS) at(name string) string { return path.Join(o.base, name) }

// absent tells whether a server says that there is no such thing.
func absent(err error) bool {
	said, ok := errors.AsType[*textproto.Error](err)
	return ok && (said.Code == ftp.StatusFileUnavailable || said.Code == ftp.StatusFileActionIgnored || said.Code == ftp.StatusPageTypeUnknown)
}

func (o *overFTPS) Open(name string) (io.ReadCloser, error) {
	r, err := o.conn.Retr(o.at(name))
	if absent(err) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// folders makes the folders of a file. A server says of one that is there that it cannot be
// made; if it really cannot, the file cannot either.
func (o *overFTPS) folders(name string) error {
	dir := path.Dir(o.at(name))
	if dir == "." || dir == "/" || o.made[dir] {
		return nil
	}
	if err := o.above(dir); err != nil {
		return err
	}
	if err := o.conn.MakeDir(dir); err != nil {
		if _, answered := errors.AsType[*textproto.Error](err); !answered {
			return err
		}
	}
	o.made[dir] = true
	return nil
}

// above makes the folders above one, which has a base of its own already.
func (o *overFTPS) above(dir string) error {
	up := overFTPS{conn: o.conn, made: o.made}
	return up.folders(dir)
}

func (o *overFTPS) Write(name string, from io.Reader) error {
	if err := o.folders(name); err != nil {
		return err
	}
	return o.conn.Stor(o.at(name), from)
}

func (o *overFTPS) Rename(from, to string) error {
	if err := o.folders(to); err != nil {
		return err
	}
	err := o.conn.Rename(o.at(from), o.at(to))
	if _, answered := errors.AsType[*textproto.Error](err); !answered {
		return err
	}
	// Some servers rename nothing in the place of another file.
	if gone := o.conn.Delete(o.at(to)); gone != nil {
		return err
	}
	return o.conn.Rename(o.at(from), o.at(to))
}

func (o *overFTPS) Remove(name string) error {
	err := o.conn.Delete(o.at(name))
	if !absent(err) {
		return err
	}
	found, listed := o.List(path.Dir(name))
	if _, there := found[path.Base(name)]; there || listed != nil {
		return err
	}
	return nil
}

func (o *overFTPS) RemoveFolder(name string) error {
	delete(o.made, o.at(name))
	return o.conn.RemoveDir(o.at(name))
}

func (o *overFTPS) List(dir string) (map[string]int64, error) {
	entries, err := o.conn.List(o.at(dir))
	if absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]int64{}
	for _, e := range entries {
		switch name := path.Base(e.Name); {
		case name == "." || name == "..":
		case e.Type == ftp.EntryTypeFile:
			out[name] = int64(e.Size)
		default:
			out[name] = notFile
		}
	}
	return out, nil
}

func (o *overFTPS) Close() error { _ = o.conn.Quit(); return nil }
