package widget

import (
	"image"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Avatar is a circle with a person's initials on one of seven fills.
type Avatar struct {
	fw.BaseWidget
	name  string
	index int
	size  float32
	ring  bool
	photo image.Image
}

// NewAvatar makes an avatar for a full name; index is the stored colour, 0 to 6; sizes in use are 24, 28, 36, 40, 56.
func NewAvatar(name string, index int, size float32) *Avatar {
	a := &Avatar{name: name, index: index, size: size}
	a.ExtendBaseWidget(a)
	return a
}

// Set shows another person.
func (a *Avatar) Set(name string, index int) {
	if a.name != name || a.index != index {
		a.name, a.index = name, index
		a.Refresh()
	}
}

// WithPhoto shows a square photo in place of the initials; nil shows those. It returns the avatar.
func (a *Avatar) WithPhoto(p image.Image) *Avatar {
	if a.photo != p {
		a.photo = p
		a.Refresh()
	}
	return a
}

func (a *Avatar) resize(size float32) {
	if a.size != size {
		a.size = size
		a.Refresh()
	}
}

// SetRing draws an accent ring round the avatar, as for the person whose page is open.
func (a *Avatar) SetRing(on bool) {
	if a.ring != on {
		a.ring = on
		a.Refresh()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (a *Avatar) AccessibilityLabel() string { return a.name }

// AccessibilityRole implements fyne.Accessible.
func (a *Avatar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	disc, ring := canvas.NewCircle(nil), canvas.NewCircle(nil)
	ring.StrokeWidth = 2
	text := newGlyph(initialsSize(a.size), true)
	picture := canvas.NewImageFromImage(nil)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	picture.Hide()
	refresh := func() {
		if a.photo != nil && (picture.Image != a.photo || picture.CornerRadius != a.size/2) {
			picture.Image, picture.CornerRadius = a.photo, a.size/2
			picture.Refresh()
		}
		photo := a.photo != nil && covers == nil
		show(picture, photo)
		show(text.Text, !photo)
		if fill := theme.AvatarFill(a.index); disc.FillColor != fill {
			disc.FillColor = fill
			disc.Refresh()
		}
		if edge := theme.Color(theme.Accent); ring.StrokeColor != edge {
			ring.StrokeColor, ring.FillColor = edge, theme.Color(theme.Clear)
			ring.Refresh()
		}
		show(ring, a.ring)
		if text.TextSize != initialsSize(a.size) {
			text.TextSize = initialsSize(a.size)
			text.Text.Color = nil
		}
		text.set(Initials(a.name), theme.AvatarText)
	}
	layout := func(s fyne.Size) {
		x, y := (s.Width-a.size)/2, (s.Height-a.size)/2
		place(disc, x, y, a.size, a.size)
		place(picture, x, y, a.size, a.size)
		place(ring, x-4, y-4, a.size+8, a.size+8)
		ts := text.size()
		place(text.Text, (s.Width-ts.Width)/2, (s.Height-ts.Height)/2, ts.Width, ts.Height)
	}
	minSize := func() fyne.Size { return fyne.NewSquareSize(a.size) }
	return newRenderer(a, minSize, layout, refresh, disc, ring, text.Text, picture)
}

func initialsSize(size float32) float32 {
	switch {
	case size <= 24:
		return 10
	case size <= 28:
		return 11
	}
	return float32(math.Round(float64(size) * 0.36))
}

// Initials are the first characters of the first and the last word of a name, in capitals. A name of one word gives
// one. Words without a letter or digit, as an emoji, count only where there is no other; a script written without
// spaces gives its first character.
func Initials(name string) string {
	var plain, odd []string
	for _, w := range strings.Fields(name) {
		letters := strings.TrimLeftFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		switch {
		case letters != "":
			plain = append(plain, first(letters))
		case strings.TrimFunc(w, unicode.IsPunct) != "":
			odd = append(odd, first(w))
		}
	}
	switch {
	case len(plain) > 1:
		return strings.ToUpper(plain[0] + plain[len(plain)-1])
	case len(plain) == 1:
		return strings.ToUpper(plain[0])
	case len(odd) > 0:
		return odd[0]
	}
	return "?"
}

// first is the first character as a reader sees it: with its accents, skin tone, or joined emoji.
func first(word string) string {
	_, n := utf8.DecodeRuneInString(word)
	joined := false
	flag := regional(word)
	for n < len(word) {
		r, size := utf8.DecodeRuneInString(word[n:])
		switch {
		case joined, r == '\u200d', unicode.Is(unicode.M, r), r >= 0x1F3FB && r <= 0x1F3FF:
		case flag && regional(word[n:]):
			flag = false
		default:
			return word[:n]
		}
		joined = r == '\u200d'
		n += size
	}
	return word
}

func regional(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x1F1E6 && r <= 0x1F1FF
}
