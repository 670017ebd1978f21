package ui

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// appearanceSection sets the theme and the size of everything on this computer.
type appearanceSection struct{ p *settingsPage }

func newAppearanceSection(p *settingsPage) section { return &appearanceSection{p} }

// themes are the choices of the theme, as they are kept and as they are shown.
var themes = []struct{ value, word, line string }{
	{"", "System", "As your desktop shows other programs."},
	{"light", "Light", "Always light."},
	{"dark", "Dark", "Always dark."},
}

// textSizes are the choices in percent; the toolkit draws in tenths.
var textSizes = []int{80, 90, 100, 110, 120, 130, 140, 160}

func (s *appearanceSection) theme() int {
	for i, t := range themes {
		if t.value == s.p.a.local(LocalTheme) {
			return i
		}
	}
	return 0
}

func (s *appearanceSection) size() int {
	if n, err := strconv.Atoi(s.p.a.local(LocalTextSize)); err == nil && n > 0 {
		return n
	}
	return 100
}

func (s *appearanceSection) title() string { return "Appearance" }

func (s *appearanceSection) state() string {
	return fmt.Sprintf("%s, text %d %%", themes[s.theme()].word, s.size())
}

func (s *appearanceSection) keywords() string { return "theme dark light font zoom scale" }

func (s *appearanceSection) cards() []fyne.CanvasObject {
	a := s.p.a
	var words []string
	for _, t := range themes {
		words = append(words, t.word)
	}
	mode := w.NewSegmented(words, s.theme(), func(i int) {
		a.setLocal(LocalTheme, themes[i].value, nil)
		a.o.Theme = theme.System // what the program was started with gives way to what is chosen here
		a.o.Fyne.Settings().SetTheme(theme.New(a.themeMode()))
		s.p.show(a.team)
	})
	mode.SetLabel("Theme")
	rows := []fyne.CanvasObject{settingRow("sun", "Theme", themes[s.theme()].line, mode)}
	if a.o.Scale != nil {
		var sizes []string
		at := 0
		for i, n := range textSizes {
			sizes = append(sizes, fmt.Sprintf("%d %%", n))
			if n == s.size() {
				at = i
			}
		}
		size := w.NewSelect(sizes, at, func(i int) { s.setSize(textSizes[i]) })
		rows = append(rows, settingRow("head", "Text size", "Everything in the window, not the text alone.", w.Sized(size, 110, 0)))
	}
	return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Appearance", "", nil), w.Rows(rows...))}
}

// setSize draws everything in another size and leaves the window as large as it is on the screen.
func (s *appearanceSection) setSize(percent int) {
	a := s.p.a
	before := s.size()
	if percent == before {
		return
	}
	value := strconv.Itoa(percent)
	if percent == 100 {
		value = ""
	}
	a.setLocal(LocalTextSize, value, nil)
	size := a.window.Canvas().Size()
	a.o.Scale(percent)
	factor := float32(before) / float32(percent)
	a.window.Resize(fyne.NewSize(size.Width*factor, size.Height*factor))
	s.p.show(a.team)
}
