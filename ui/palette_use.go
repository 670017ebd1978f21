package ui

import (
	"fmt"
	"slices"
	"strings"
)

// The use of what the palette finds is counted on this computer: each time adds one, and what was used before fades.
const (
	localUses = "palette_use"
	fading    = 0.98
	mostUses  = 100
)

// used is how much a target was used, from 0 to 1.
func (a *App) used(key string) float64 {
	if key == "" {
		return 0
	}
	a.readUses()
	n := a.uses[key]
	return n / (n + 3)
}

// use counts that a target was chosen.
func (a *App) use(key string) {
	if key == "" {
		return
	}
	a.readUses()
	for k := range a.uses {
		a.uses[k] *= fading
	}
	a.uses[key]++
	keys := make([]string, 0, len(a.uses))
	for k := range a.uses {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int {
		if a.uses[x] != a.uses[y] {
			return map[bool]int{true: -1, false: 1}[a.uses[x] > a.uses[y]]
		}
		return strings.Compare(x, y)
	})
	for _, k := range keys[min(len(keys), mostUses):] {
		delete(a.uses, k)
	}
	keys = keys[:min(len(keys), mostUses)]
	var b strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&b, "%.3f %s\n", a.uses[k], k)
	}
	a.setLocal(localUses, b.String(), nil)
}

func (a *App) readUses() {
	if a.uses != nil {
		return
	}
	a.uses = map[string]float64{}
	for line := range strings.Lines(a.local(localUses)) {
		var n float64
		number, key, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if _, err := fmt.Sscanf(number, "%f", &n); ok && err == nil && n > 0 && n < 1e6 {
			a.uses[key] = n
		}
	}
}
