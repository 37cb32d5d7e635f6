package publish

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"parvis/generator/catalog"
	"parvis/generator/content"
	"parvis/generator/output"
)

// Unplaced is why nobody knows where to publish: the settings do not say it, or not all of it.
type Unplaced struct{ catalog.Message }

func unplaced(format string, args ...any) error { return Unplaced{catalog.Say(format, args...)} }

// PlaceOf is where the settings say that the site is published: of a city whose content lies
// in one folder, and whose site is made in another. Who asks for passwords, and whether a
// server is trusted, is not in them.
func PlaceOf(s content.Publishing, contentDir, out string) (Place, error) {
	p := Place{To: s.To, Remote: cmp.Or(s.Remote, "origin"), Branch: s.Branch, Repo: contentDir}
	switch {
	case p.To == "folder" && s.Folder != "":
		p.Folder = s.Folder
		if !filepath.IsAbs(p.Folder) {
			p.Folder = filepath.Join(contentDir, filepath.FromSlash(p.Folder))
		}
		for _, own := range []string{contentDir, out} {
			if output.Within(p.Folder, own) || output.Within(own, p.Folder) {
				return p, unplaced("the site cannot be published into %s, where %s lies: name another folder in site.yaml",
					filepath.ToSlash(p.Folder), filepath.ToSlash(own))
			}
		}
	case (p.To == "sftp" || p.To == "ftps") && s.Host != "" && s.User != "" && s.Folder != "":
		err := p.onServer(s, contentDir)
		return p, err
	case p.To == "git" && p.Branch != "", p.To == "commit":
	case s == (content.Publishing{}):
		return p, unplaced("site.yaml does not say where to publish; write there, for example: publish: {to: folder, folder: /srv/www/abroad}")
	default:
		return p, unplaced("what site.yaml says of “publish” is not whole; “parvis check” says what is missing")
	}
	return p, nil
}

// onServer completes a place on a server.
func (p *Place) onServer(s content.Publishing, contentDir string) error {
	home, err := os.UserHomeDir()
	if err != nil {
		return err
	}
	p.Host, p.User, p.Port, p.HostKey, p.Folder = s.Host, s.User, s.Port, s.HostKey, s.Folder
	p.KnownHosts = filepath.Join(home, ".ssh", "known_hosts")
	if p.KeyFile = filepath.FromSlash(s.KeyFile); s.KeyFile != "" {
		if rest, own := strings.CutPrefix(s.KeyFile, "~/"); own {
			p.KeyFile = filepath.Join(home, filepath.FromSlash(rest))
		} else if !filepath.IsAbs(p.KeyFile) {
			p.KeyFile = filepath.Join(contentDir, p.KeyFile)
		}
		if output.Within(p.KeyFile, contentDir) {
			return unplaced("the key file %s lies in the content, where it does not belong: move it out, as to ~/.ssh", s.KeyFile)
		}
	}
	return nil
}

// String is a place as it is named to whoever publishes there.
func (p Place) String() string {
	switch p.To {
	case "git":
		return p.Remote + " " + p.Branch
	case "commit":
		return withoutPassword.ReplaceAllString(p.Remote, "://")
	case "sftp", "ftps":
		return p.To + "://" + p.Host + "/" + strings.TrimPrefix(p.Folder, "/")
	}
	dir, err := filepath.Abs(p.Folder)
	if err != nil {
		dir = p.Folder
	}
	return filepath.ToSlash(dir)
}
