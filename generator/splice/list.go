package splice

import (
	"slices"
	"strings"
)

// list changes the items of a list: those that are wanted as they are stay, those that
// are like one that stands there are changed, and what only moves keeps its bytes.
func (w *writer) list(was *node, want Value) {
	pairs := paired(was, want.List)
	used := map[int]bool{}
	for _, old := range pairs {
		if old >= 0 {
			used[old] = true
		}
	}
	moved := func(v Value) (text string, ok bool) {
		for i := range was.in {
			if !used[i] && Same(was.in[i].value(), v) {
				used[i] = true
				return w.bytesOf(was, i), true
			}
		}
		return "", false
	}
	stays := func(i int) bool { return slices.Contains(pairs, i) }
	if was.flow && firstOf(was, stays) < 0 {
		w.replace(was, want)
		return
	}
	last := -1
	var fresh []string
	flush := func() {
		switch at := w.lineStart(was.in[0].head); {
		case len(fresh) == 0:
		case was.flow:
			w.insertFlow(was, last, strings.Join(fresh, ", "), stays)
		case last >= 0:
			w.below(was.in[last].end, strings.Join(fresh, ""))
		default:
			w.put(at, at, strings.Join(fresh, ""))
		}
		fresh = nil
	}
	for i, v := range want.List {
		if old := pairs[i]; old >= 0 {
			flush()
			last = old
			w.change(&was.in[old], v)
			continue
		}
		text, ok := moved(v)
		if !ok {
			text = w.item(was, v)
		}
		fresh = append(fresh, text)
	}
	flush()
	w.takeOut(was, stays)
}

// bytesOf is an item as it stands there.
func (w *writer) bytesOf(was *node, i int) string {
	if was.flow {
		return string(w.text[was.in[i].start:was.in[i].end])
	}
	text := string(w.text[w.lineStart(was.in[i].head):w.nextLine(was.in[i].end)])
	if !strings.HasSuffix(text, "\n") {
		text += w.eol
	}
	return text
}

// item is a new item of a list, written as those that stand there.
func (w *writer) item(was *node, v Value) string {
	if was.flow {
		return w.flow(v)
	}
	v.Braces = v.Braces || was.in[0].flow
	return strings.Repeat(" ", was.column) + "-" + w.afterHyphen(v, was.column) + w.eol
}

// paired tells for each wanted item which of those that stand there it is, -1 for none;
// the places ascend.
func paired(was *node, want []Value) []int {
	old := make([]Value, len(was.in))
	for i := range was.in {
		old[i] = was.in[i].value()
	}
	pairs := common(old, want)
	// What only moves is none that is changed.
	moves := make([]bool, len(old))
	for i, v := range want {
		j := slices.IndexFunc(old, func(v0 Value) bool { return Same(v0, v) })
		if pairs[i] < 0 && j >= 0 && !slices.Contains(pairs, j) && !moves[j] {
			pairs[i], moves[j] = moving, true
		}
	}
	// What stands between two that are the same on both sides is paired by its id, or
	// one after the other.
	from := 0
	for i := 0; i <= len(want); {
		end := i
		for end < len(want) && pairs[end] < 0 {
			end++
		}
		to := len(old)
		if end < len(want) {
			to = pairs[end]
		}
		alike(old, want, pairs, moves, from, to, i, end)
		if end < len(want) {
			from = pairs[end] + 1
		}
		i = end + 1
	}
	for i := range pairs {
		pairs[i] = max(pairs[i], -1)
	}
	return pairs
}

// moving marks, while items are paired, one that stands elsewhere as it is.
const moving = -2

// alike pairs old[from:to] with want[i:end], but for what moves. Where one is left on both
// sides, it is the same one, changed; else those of one id go together, or of which most is
// the same.
func alike(old, want []Value, pairs []int, moves []bool, from, to, i, end int) {
	var open, left []int
	for ; i < end; i++ {
		if pairs[i] != moving {
			open = append(open, i)
		}
	}
	for ; from < to; from++ {
		if !moves[from] {
			left = append(left, from)
		}
	}
	for n, i := range open {
		best, most := -1, 0
		for j, k := range left {
			if like := likeness(old[k], want[i]); like > most {
				best, most = j, like
			}
		}
		if best < 0 && len(left) == len(open)-n {
			best = 0
		}
		if best >= 0 {
			pairs[i] = left[best]
			left = left[best+1:]
		}
	}
}

// likeness counts what two groups have in common; an id counts for most.
func likeness(a, b Value) int {
	if a.Kind != Group || b.Kind != Group {
		return 0
	}
	n := 0
	for _, f := range a.Fields {
		if v := b.At(f.Name); v.Kind != Nothing && Same(f.Value, v) {
			n++
			if f.Name == "id" {
				n += 100
			}
		}
	}
	return n
}

// common is the longest common part of two lists: for each of want its place in old.
func common(old, want []Value) []int {
	n, m := len(old), len(want)
	long := make([][]int, n+1)
	for i := range long {
		long[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if Same(old[i], want[j]) {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	pairs := make([]int, m)
	for i, j := 0, 0; j < m; {
		switch {
		case i < n && Same(old[i], want[j]):
			pairs[j] = i
			i, j = i+1, j+1
		case i < n && long[i+1][j] >= long[i][j+1]:
			i++
		default:
			pairs[j] = -1
			j++
		}
	}
	return pairs
}
