package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The names of the colours. What each is for, and the worst contrast it must keep, stands in the table below
// and is held by the tests.
const (
	Bg          fyne.ThemeColorName = "rapportBg"         // window
	Side        fyne.ThemeColorName = "rapportSide"       // sidebar, status bar, page-preview well
	Surface     fyne.ThemeColorName = "rapportSurface"    // cards, entries, editor
	Sunken      fyne.ThemeColorName = "rapportSunken"     // agenda column, key caps, neutral chips
	Border      fyne.ThemeColorName = "rapportBorder"     // card edge and row line, decoration only
	Grid        fyne.ThemeColorName = "rapportGrid"       // lines inside a chart, decoration only
	Control     fyne.ThemeColorName = "rapportControl"    // edge of entry, check, select, segmented
	Text        fyne.ThemeColorName = "rapportText"       // body text
	Text2       fyne.ThemeColorName = "rapportText2"      // evidence, values
	Text3       fyne.ThemeColorName = "rapportText3"      // dates, counts, placeholder; never on Selected
	Accent      fyne.ThemeColorName = "rapportAccent"     // primary button, lines, progress
	AccentHover fyne.ThemeColorName = "rapportAccentHov"  // primary button under the pointer
	OnAccent    fyne.ThemeColorName = "rapportOnAccent"   // words on Accent
	AccentSoft  fyne.ThemeColorName = "rapportAccentSoft" // selected row, active segment
	AccentText  fyne.ThemeColorName = "rapportAccentText" // links, words on AccentSoft
	Green       fyne.ThemeColorName = "rapportGreen"      // done, on track
	GreenSoft   fyne.ThemeColorName = "rapportGreenSoft"  // fill behind Green
	Amber       fyne.ThemeColorName = "rapportAmber"      // warning sign, due today
	AmberSoft   fyne.ThemeColorName = "rapportAmberSoft"  // fill behind Amber
	Red         fyne.ThemeColorName = "rapportRed"        // late promise, error, delete; never about a person
	RedSoft     fyne.ThemeColorName = "rapportRedSoft"    // fill behind Red
	Band        fyne.ThemeColorName = "rapportBand"       // usual range
	Track       fyne.ThemeColorName = "rapportTrack"      // empty part of a bar
	Selected    fyne.ThemeColorName = "rapportSelected"   // row under the pointer
	Mark        fyne.ThemeColorName = "rapportMark"       // search hit
	Scrim       fyne.ThemeColorName = "rapportScrim"      // behind palette and dialogs
	AvatarText  fyne.ThemeColorName = "rapportAvatarText" // initials on an avatar
	Topic1      fyne.ThemeColorName = "rapportTopic1"     // stacked bar, largest part
	Topic2      fyne.ThemeColorName = "rapportTopic2"
	Topic3      fyne.ThemeColorName = "rapportTopic3"
	Topic4      fyne.ThemeColorName = "rapportTopic4"
	Topic5      fyne.ThemeColorName = "rapportTopic5"
	Topic6      fyne.ThemeColorName = "rapportTopic6"
	Clear       fyne.ThemeColorName = "rapportClear" // nothing at all
)

// pair is one colour in both variants.
type pair struct{ light, dark color.NRGBA }

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func both(light, dark uint32) pair { return pair{rgb(light), rgb(dark)} }

var palette = map[fyne.ThemeColorName]pair{
	Bg:          both(0xF6F4F0, 0x15181B),
	Side:        both(0xEEEBE5, 0x111416),
	Surface:     both(0xFFFFFF, 0x1D2125),
	Sunken:      both(0xFAF8F5, 0x191C20),
	Border:      both(0xE3DFD7, 0x2F353B),
	Grid:        both(0xF1EFEB, 0x252A2F),
	Control:     both(0x8A857C, 0x7C858E),
	Text:        both(0x1F2429, 0xE7E9EB),
	Text2:       both(0x4F565E, 0xB0B7BE),
	Text3:       both(0x646B73, 0x98A0A8),
	Accent:      both(0x1F5F8B, 0x7FB6DF),
	AccentHover: both(0x184D72, 0x9CC8E9),
	OnAccent:    both(0xFFFFFF, 0x0E2231),
	AccentSoft:  both(0xE4EEF5, 0x1E3241),
	AccentText:  both(0x1A547C, 0xA6D0EF),
	Green:       both(0x2B7048, 0x82C79C),
	GreenSoft:   both(0xE6F1E9, 0x1D3126),
	Amber:       both(0x855600, 0xE0B261),
	AmberSoft:   both(0xFAF0DC, 0x352B19),
	Red:         both(0xA5382C, 0xEC9588),
	RedSoft:     both(0xF9E9E6, 0x3B2421),
	Band:        both(0xE7EDF0, 0x2A3843),
	Track:       both(0xE9E6E0, 0x30363C),
	Selected:    both(0xE2DED6, 0x252A2F),
	Mark:        both(0xFBE9BE, 0x5A4A1E),
	Scrim:       {color.NRGBA{0x1F, 0x24, 0x29, 107}, color.NRGBA{A: 140}},
	AvatarText:  both(0x2B3138, 0xE7E9EB),
	Topic1:      both(0x1F5F8B, 0x7FB6DF),
	Topic2:      both(0x4C86AE, 0x6497BC),
	Topic3:      both(0x7FAAC8, 0x4D7998),
	Topic4:      both(0xABC8DC, 0x3D6179),
	Topic5:      both(0xCBDDE9, 0x33505F),
	Topic6:      both(0xE0EAF1, 0x2B3F4C),
	Clear:       {},
}

// avatars are the fills behind initials, by the index that is stored with a person.
var avatars = [...]pair{
	both(0xEBD9CF, 0x5A4236),
	both(0xD5E0D3, 0x39503C),
	both(0xD3DEE8, 0x34495C),
	both(0xE6E0C6, 0x544C2C),
	both(0xE4D5E2, 0x513C50),
	both(0xD2E2E1, 0x2F4F4E),
	both(0xE0DBD5, 0x4A453F),
}

// Avatars is how many avatar fills there are.
const Avatars = len(avatars)

func (p pair) of(dark bool) color.NRGBA {
	if dark {
		return p.dark
	}
	return p.light
}

// Color is the value of a named colour in the variant now in use. A name that is not ours is looked up in the
// theme of the application.
func Color(name fyne.ThemeColorName) color.Color {
	if name == Clear {
		return color.Transparent // this value is what the toolkit does not draw
	}
	if p, ok := palette[name]; ok {
		return p.of(IsDark())
	}
	s := fyne.CurrentApp().Settings()
	return s.Theme().Color(name, s.ThemeVariant())
}

// AvatarFill is the fill behind initials. An index outside 0 to Avatars-1 wraps round.
func AvatarFill(index int) color.Color {
	index %= Avatars
	if index < 0 {
		index += Avatars
	}
	return avatars[index].of(IsDark())
}

// Topics are the names of the stacked-bar colours, largest part first.
func Topics() []fyne.ThemeColorName {
	return []fyne.ThemeColorName{Topic1, Topic2, Topic3, Topic4, Topic5, Topic6}
}
