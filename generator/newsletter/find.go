package newsletter

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// FindChromium returns the path of a Chromium, Chrome or Edge: the one that PARVIS_CHROMIUM
// names, one that the system finds by its name, or one where it is usually installed; ""
// when there is none.
func FindChromium() string {
	if named := os.Getenv("PARVIS_CHROMIUM"); named != "" {
		return named
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return firstThere(usual(runtime.GOOS, os.Getenv), func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && info.Mode().IsRegular()
	})
}

// firstThere is the first of paths that is there; "" for none.
func firstThere(paths []string, there func(string) bool) string {
	for _, p := range paths {
		if there(p) {
			return p
		}
	}
	return ""
}

// usual are the paths at which a system has browsers whose folders are not searched for
// programs. Windows has them for all users, or below the folder of one; every Windows has Edge.
func usual(system string, env func(string) string) (out []string) {
	switch system {
	case "windows":
		for _, program := range []string{`Google\Chrome\Application\chrome.exe`, `Chromium\Application\chrome.exe`, `Microsoft\Edge\Application\msedge.exe`} {
			for _, folder := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
				if at := env(folder); at != "" {
					out = append(out, at+`\`+program)
				}
			}
		}
	case "darwin":
		for _, name := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
			program := "/Applications/" + name + ".app/Contents/MacOS/" + name
			out = append(out, program, filepath.ToSlash(filepath.Join(env("HOME"), program)))
		}
	}
	return out
}
