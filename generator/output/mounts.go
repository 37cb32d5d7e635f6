package output

import (
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// What is mounted matters in two ways, for exchanging folders moves names, not
// what is mounted on them. Something mounted inside the published folder would
// be taken along with the old site, and emptied with it. And where the published
// folder, or one inside it, is mounted somewhere else as well, that place goes on
// showing the old folder, which is empty soon after. So both are refused.
//
// Linux lists its mounts in a file; that a folder is mounted into a container
// is seen only by those who may look into its processes. On macOS each folder
// is asked whether a volume is mounted on it; on Windows such a folder is none
// to begin with, but a file of a kind that parvis never makes. On other systems
// nothing is known of mounts.

// mount is a line of Linux's list of mounts. Two mounts of one device and one
// root show the same folder, without any other trace of it.
type mount struct {
	device string // its number
	root   string // the folder or file that is mounted, as its device names it
	point  string // where
	inside bool   // a container or a service, where only its own processes see it
}

// parseMounts reads the text of a mountinfo file; see proc_pid_mountinfo(5).
func parseMounts(text string) []mount {
	var mounts []mount
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) < 5 {
			continue
		}
		mounts = append(mounts, mount{device: fields[2], root: unescape(fields[3]), point: unescape(fields[4])})
	}
	return mounts
}

// unescape undoes the octal signs that stand for blanks and backslashes.
func unescape(field string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(field, `\`)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		sign, err := strconv.ParseUint(after[:min(3, len(after))], 8, 8)
		if err != nil || len(after) < 3 {
			out.WriteByte('\\')
			field = after
			continue
		}
		out.WriteByte(byte(sign))
		field = after[3:]
	}
}

// checkMounts refuses a folder that is a mount, holds one, or is mounted
// elsewhere as well, in whole or in part.
func checkMounts(dir, target string, mounts []mount) error {
	var around mount // the mount that target lies in
	for _, m := range mounts {
		if m.inside {
			continue
		}
		if below(m.point, target) {
			return refuseMount(dir, target, m.point)
		}
		if below(target, m.point) && len(m.point) >= len(around.point) {
			around = m
		}
	}
	if around.point == "" {
		return nil
	}
	at := path.Join(around.root, strings.TrimPrefix(target, around.point))
	for _, m := range mounts {
		if m.device != around.device || !below(m.root, at) {
			continue
		}
		shown := m.point
		if m.inside {
			shown += ", inside a container or a service,"
		}
		part := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(m.root, at)))
		return refuse(part, "is mounted at %s as well, and that place would become empty when the new site takes the place of the old one: "+
			"mount the folder above %s there instead, or choose another folder with --out", shown, show(dir))
	}
	return nil
}

// refuseMount words that something is mounted at a place in, or at, target.
func refuseMount(dir, target, point string) error {
	name, err := filepath.Rel(target, point)
	if err != nil || name == "." {
		return refuse(
			dir,
			"is a disk, a volume or a folder mounted from elsewhere, which cannot be replaced in one step: choose a folder inside it, for example --out %s",
			filepath.ToSlash(filepath.Join(dir, "site")),
		)
	}
	return refuse(dir, "holds %s, where a disk, a network share or another folder is mounted; what lies there is not parvis's to replace: "+
		"unmount it, or choose another folder with --out", filepath.ToSlash(name))
}

// below reports whether a path is that of a folder or of something in it.
func below(name, folder string) bool {
	rest, found := strings.CutPrefix(name, strings.TrimSuffix(folder, "/"))
	return found && (rest == "" || rest[0] == '/')
}
