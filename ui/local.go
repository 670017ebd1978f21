package ui

import (
	"rapport/storage"
	"rapport/ui/theme"
)

// The settings of this one computer that the window has a use for.
const (
	LocalTheme    = "theme"     // light or dark; absent: what the system shows
	LocalTextSize = "text_size" // percent; absent: 100
)

// local returns a setting of this computer.
func (a *App) local(key string) string { return a.locals[key] }

// setLocal keeps a setting of this computer; the empty text takes it away. then runs on the main goroutine once it is kept; nil for
// nothing.
func (a *App) setLocal(key, value string, then func()) {
	if a.locals == nil {
		a.locals = map[string]string{}
	}
	a.locals[key] = value
	if a.o.Notice != "" { // as long as the window is open
		if then != nil {
			then()
		}
		return
	}
	a.queue(job{func(tx *storage.Tx) error { return storage.SetLocal(tx, key, value) }, func(err error) {
		a.do(func() {
			switch {
			case err != nil:
				a.showError(err)
			case then != nil:
				then()
			}
		})
	}})
}

// themeMode is what the program was started with, else what this computer is set to.
func (a *App) themeMode() theme.Mode {
	switch {
	case a.o.Theme != theme.System:
		return a.o.Theme
	case a.local(LocalTheme) == "light":
		return theme.Light
	case a.local(LocalTheme) == "dark":
		return theme.Dark
	}
	return theme.System
}
