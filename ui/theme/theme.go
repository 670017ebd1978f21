package theme

import (
	"image/color"
	"sync/atomic"

	"fyne.io/fyne/v2"
	ft "fyne.io/fyne/v2/theme"
)

// Mode says which variant a [Theme] shows.
type Mode int

// The modes.
const (
	System Mode = iota // what the desktop asks for
	Light
	Dark
)

// Theme is the look of Rapport for Fyne: our colours under Fyne's names too, our sizes, Fyne's fonts.
type Theme struct {
	mode Mode
	base fyne.Theme
}

var _ fyne.Theme = (*Theme)(nil)

// New makes a theme. Set it with Settings().SetTheme; a live switch is setting another one.
func New(mode Mode) *Theme { return &Theme{mode: mode, base: ft.DefaultTheme()} }

// Mode is the mode the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) dark(v fyne.ThemeVariant) bool {
	switch t.mode {
	case Light:
		return false
	case Dark:
		return true
	}
	return v == ft.VariantDark
}

// IsDark reports whether the dark variant is in use.
func IsDark() bool {
	app := fyne.CurrentApp()
	if app == nil {
		return false
	}
	s := app.Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t.dark(s.ThemeVariant())
	}
	return s.ThemeVariant() == ft.VariantDark
}

// standard maps the names that Fyne's own widgets use to ours.
var standard = map[fyne.ThemeColorName]fyne.ThemeColorName{
	ft.ColorNameBackground:                Bg,
	ft.ColorNameButton:                    Surface,
	ft.ColorNameDisabledButton:            Track,
	ft.ColorNameDisabled:                  Text3,
	ft.ColorNameError:                     Red,
	ft.ColorNameFocus:                     AccentSoft,
	ft.ColorNameForeground:                Text,
	ft.ColorNameForegroundOnError:         Surface,
	ft.ColorNameForegroundOnPrimary:       OnAccent,
	ft.ColorNameForegroundOnSuccess:       Surface,
	ft.ColorNameForegroundOnWarning:       Surface,
	ft.ColorNameHeaderBackground:          Surface,
	ft.ColorNameHover:                     Selected,
	ft.ColorNameHyperlink:                 AccentText,
	ft.ColorNameInnerWindowBorder:         Border,
	ft.ColorNameInnerWindowBorderInactive: Border,
	ft.ColorNameInputBackground:           Surface,
	ft.ColorNameInputBorder:               Control,
	ft.ColorNameMenuBackground:            Surface,
	ft.ColorNameOverlayBackground:         Surface,
	ft.ColorNamePlaceHolder:               Text3,
	ft.ColorNamePressed:                   Selected,
	ft.ColorNamePrimary:                   Accent,
	ft.ColorNameScrollBar:                 Control,
	ft.ColorNameScrollBarBackground:       Clear,
	ft.ColorNameSeparator:                 Border,
	ft.ColorNameShadow:                    Clear,
	ft.ColorNameSuccess:                   Green,
	ft.ColorNameWarning:                   Amber,
}

// ground is what the window is cleared with before each frame; nil for Bg.
var ground atomic.Pointer[fyne.ThemeColorName]

// SetGround has the window cleared in another colour, as in the one that most of a page has: a fill of that size would cost as much as the rest
// of a frame where a processor draws it.
func SetGround(name fyne.ThemeColorName) { ground.Store(&name) }

// Color implements fyne.Theme for our names and for Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == ft.ColorNameSelection { // behind words that are being selected: a wash of the accent
		c := palette[Accent].of(t.dark(v))
		c.A = 0x50
		return c
	}
	if ours, ok := standard[name]; ok {
		if on := ground.Load(); on != nil && name == ft.ColorNameBackground {
			ours = *on
		}
		name = ours
	}
	if p, ok := palette[name]; ok {
		return p.of(t.dark(v))
	}
	return t.base.Color(name, v)
}

// Font implements fyne.Theme: Noto Sans as Fyne bundles it.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon implements fyne.Theme: Fyne's own icons, for its own dialogs.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

var sizes = map[fyne.ThemeSizeName]float32{
	ft.SizeNameText:               14,
	ft.SizeNameSubHeadingText:     16,
	ft.SizeNameHeadingText:        22,
	ft.SizeNameCaptionText:        12,
	ft.SizeNamePadding:            4,
	ft.SizeNameInnerPadding:       8,
	ft.SizeNameInlineIcon:         18,
	ft.SizeNameSeparatorThickness: 1,
	ft.SizeNameScrollBar:          10,
	ft.SizeNameScrollBarSmall:     6,
	ft.SizeNameScrollBarRadius:    3,
	ft.SizeNameInputBorder:        2, // also the width of the caret
	ft.SizeNameInputRadius:        RadiusControl,
	ft.SizeNameButtonRadius:       RadiusControl,
	ft.SizeNameCardRadius:         RadiusCard,
	ft.SizeNameDialogRadius:       RadiusPalette,
	ft.SizeNamePopupRadius:        RadiusControl,
	ft.SizeNameMenuRadius:         RadiusControl,
	ft.SizeNameSelectionRadius:    3,
	ft.SizeNameLineSpacing:        4,
	ft.SizeNameModalBlurRadius:    0,
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, ok := sizes[name]; ok {
		return v
	}
	return t.base.Size(name)
}
