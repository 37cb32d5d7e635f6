package devserver

import (
	"io/fs"
	"path/filepath"
	"time"

	"parvis/generator/catalog"
)

// glance is how often the folders are looked through where they cannot be
// watched.
const glance = time.Second

// lookInstead looks through the folders again and again, since no more can be watched. What is
// watched already is told of at once all the same.
func (w *watcher) lookInstead() {
	w.looks.Do(func() {
		if w.blind != nil {
			w.blind(catalog.Say("the system lets parvis watch no more folders, so it looks for changes every second: they take a moment longer to show. " +
				"On Linux, “sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512” allows more"))
		}
		before := w.stamps()
		w.wg.Go(func() {
			tick := time.NewTicker(glance)
			defer tick.Stop()
			for {
				select {
				case <-w.stop:
					return
				case <-tick.C:
				}
				now := w.stamps()
				c := w.differences(before, now)
				before = now
				if !c.All && len(c.Content)+len(c.Theme) == 0 {
					continue
				}
				select {
				case w.changes <- c:
				case <-w.stop:
					return
				}
			}
		})
	})
}

// stamp is what shows that a file has been written, without reading it.
type stamp struct {
	size int64
	time time.Time
	mode fs.FileMode
}

// stamps are those of all files and folders below the roots, by path.
func (w *watcher) stamps() map[string]stamp {
	out := map[string]stamp{}
	for _, root := range w.roots {
		_ = filepath.WalkDir(absolute(root), func(name string, d fs.DirEntry, err error) error {
			if _, _, ok := w.below(name); err != nil || !ok {
				if err == nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil // what cannot be looked at is said elsewhere
			}
			info, err := d.Info()
			switch {
			case err != nil:
			case info.IsDir():
				out[name] = stamp{mode: fs.ModeDir}
			default:
				out[name] = stamp{info.Size(), info.ModTime(), info.Mode()}
			}
			return nil
		})
	}
	return out
}

// differences are what has changed between two looks.
func (w *watcher) differences(before, now map[string]stamp) (c Changes) {
	note := func(name string, s stamp) {
		switch root, rel, _ := w.below(name); {
		case s.mode.IsDir():
			c.All = true
		case root == 0:
			c.Content = append(c.Content, rel)
		default:
			c.Theme = append(c.Theme, rel)
		}
	}
	for name, s := range now {
		if old, known := before[name]; !known || old != s {
			note(name, s)
		}
	}
	for name, s := range before {
		if _, there := now[name]; !there {
			note(name, s)
		}
	}
	return c
}
