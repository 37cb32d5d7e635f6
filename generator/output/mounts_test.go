package output

import (
	"errors"
	"strings"
	"testing"
)

func TestParseMounts(t *testing.T) {
	text := `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
30 22 0:25 / /mnt/a\040share\134\011x rw - nfs4 server:/a rw
31 22 254:0 /srv/www /var/www/h\303\251 rw master:1 shared:7 - ext4 /dev/root rw
short line
`
	want := []mount{{"254:0", "/", "/", false}, {"0:25", "/", "/mnt/a share\\\tx", false}, {"254:0", "/srv/www", "/var/www/hé", false}}
	got := parseMounts(text)
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%+v, want %+v", got[i], want[i])
		}
	}
	for in, want := range map[string]string{`a\`: `a\`, `\04`: `\04`, `\999`: `\999`, `\040\040`: "  "} {
		if got := unescape(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCheckMounts(t *testing.T) {
	disk := mount{"8:1", "/", "/", false}
	home := mount{"8:2", "/@home", "/home", false}
	tests := []struct {
		name   string
		target string
		mounts []mount
		words  string // of the refusal; "" for none
	}{
		{"a disk", "/srv/public", []mount{disk, home}, ""},
		{"inside", "/srv/public", []mount{disk, {"8:1", "/other", "/srv/public/photos/2026", false}}, "public/ holds photos/2026, where a disk"},
		{"one file inside", "/srv/public", []mount{disk, {"8:1", "/etc/robots.txt", "/srv/public/robots.txt", false}}, "holds robots.txt"},
		{"on it", "/srv/public", []mount{disk, {"8:1", "/x", "/srv/public", false}}, "--out public/site"},
		{"beside it", "/srv/public", []mount{disk, {"8:1", "/x", "/srv/public2", false}, {"8:1", "/srv/public2", "/y", false}}, ""},
		{"above it", "/srv/public", []mount{disk, {"8:1", "/srv", "/var/www", false}}, ""},
		{"elsewhere", "/srv/public", []mount{disk, {"8:1", "/srv/public", "/var/www", false}}, "public/ is mounted at /var/www as well"},
		{"part of it elsewhere", "/srv/public", []mount{disk, {"8:1", "/srv/public/data", "/var/data", false}}, "public/data/ is mounted at /var/data as well"},
		{
			"in a container",
			"/srv/public",
			[]mount{disk, {"8:1", "/srv/public", "/usr/share/nginx/html", true}},
			"mounted at /usr/share/nginx/html, inside a container or a service, as well",
		},
		{"another device", "/srv/public", []mount{disk, {"8:3", "/srv/public", "/var/www", false}}, ""},
		{"by the name on its device", "/home/a/public", []mount{disk, home, {"8:2", "/@home/a/public", "/var/www", false}}, "at /var/www"},
		{"not by the path", "/home/a/public", []mount{disk, home, {"8:2", "/home/a/public", "/var/www", false}}, ""},
		{"mounts of containers count for themselves", "/srv/public", []mount{disk, {"0:9", "/", "/srv/public/x", true}, {"0:9", "/", "/", true}}, ""},
		{"nothing known", "/srv/public", nil, ""},
	}
	for _, test := range tests {
		err := checkMounts("public", test.target, test.mounts)
		if test.words == "" && err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if test.words != "" && (!errors.Is(err, ErrNotOurs) || !strings.Contains(err.Error(), test.words) || !strings.Contains(err.Error(), "--out")) {
			t.Errorf("%s: %v; want %q", test.name, err, test.words)
		}
	}
}
