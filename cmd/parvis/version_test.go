package main

import (
	"runtime/debug"
	"testing"
)

func TestFullVersion(t *testing.T) {
	built := func(settings ...debug.BuildSetting) *debug.BuildInfo { return &debug.BuildInfo{Settings: settings} }
	commit := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"}
	for _, c := range []struct {
		version string
		info    *debug.BuildInfo
		want    string
	}{
		{"v1.2.3", built(commit), "v1.2.3"},
		{"development", nil, "development"},
		{"development", built(), "development"},
		{"development", built(commit, debug.BuildSetting{Key: "vcs.modified", Value: "false"}), "development (commit 0123456789ab)"},
		{"development", built(commit, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "development (commit 0123456789ab-dirty)"},
	} {
		if got := fullVersion(c.version, c.info); got != c.want {
			t.Errorf("%s: %q, want %q", c.version, got, c.want)
		}
	}
}
