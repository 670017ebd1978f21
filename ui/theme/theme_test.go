package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	ft "fyne.io/fyne/v2/theme"
)

// luminance and contrast follow WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	f := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// TestContrast holds the ratios that the design claims, worst case over the fills each colour is used on.
func TestContrast(t *testing.T) {
	page := []fyne.ThemeColorName{Bg, Side, Surface, Sunken}
	with := func(more ...fyne.ThemeColorName) []fyne.ThemeColorName {
		return append(append([]fyne.ThemeColorName{}, page...), more...)
	}
	tests := []struct {
		name        fyne.ThemeColorName
		on          []fyne.ThemeColorName
		light, dark float64
	}{
		{Text, with(Selected, AccentSoft), 11.7, 10.9},
		{Text, []fyne.ThemeColorName{Mark, Track, AmberSoft, GreenSoft, RedSoft}, 11.7, 7.1},
		{Text2, with(Selected, AccentSoft), 5.5, 6.5},
		{Text3, with(AccentSoft), 4.53, 4.99},
		{Control, []fyne.ThemeColorName{Surface, Sunken, Bg}, 3.3, 4.3},
		{Control, []fyne.ThemeColorName{Side}, 3, 4.3},
		{Accent, []fyne.ThemeColorName{Surface, Sunken, Bg}, 6.2, 7.5},
		{Accent, []fyne.ThemeColorName{Band, Track}, 5.5, 5.5},
		{OnAccent, []fyne.ThemeColorName{Accent}, 6.8, 7.5},
		{OnAccent, []fyne.ThemeColorName{AccentHover}, 9.0, 9.2},
		{AccentText, []fyne.ThemeColorName{Surface, Sunken, Bg, AccentSoft}, 6.9, 8.1},
		{Green, []fyne.ThemeColorName{Surface, Sunken, Bg, GreenSoft}, 5.2, 7.0},
		{Amber, []fyne.ThemeColorName{Surface, Sunken, Bg, AmberSoft}, 5.6, 7.1},
		{Red, []fyne.ThemeColorName{Surface, Sunken, Bg, RedSoft}, 5.6, 6.3},
	}
	for _, tt := range tests {
		for _, on := range tt.on {
			light := contrast(palette[tt.name].light, palette[on].light)
			dark := contrast(palette[tt.name].dark, palette[on].dark)
			if light < tt.light-0.05 {
				t.Errorf("%s on %s, light: %.2f, want %.2f", tt.name, on, light, tt.light)
			}
			if dark < tt.dark-0.05 {
				t.Errorf("%s on %s, dark: %.2f, want %.2f", tt.name, on, dark, tt.dark)
			}
		}
	}
}

func TestAvatarContrast(t *testing.T) {
	if Avatars != 7 {
		t.Fatalf("%d avatar fills, want 7", Avatars)
	}
	for i, p := range avatars {
		light := contrast(palette[AvatarText].light, p.light)
		dark := contrast(palette[AvatarText].dark, p.dark)
		if light < 9.25 || dark < 7.05 {
			t.Errorf("avatar %d: %.2f light, %.2f dark, want 9.3 and 7.1", i, light, dark)
		}
	}
}

func TestVariants(t *testing.T) {
	app := test.NewTempApp(t)
	for _, tt := range []struct {
		mode Mode
		dark bool
		bg   color.NRGBA
	}{{Light, false, rgb(0xF6F4F0)}, {Dark, true, rgb(0x15181B)}, {System, false, rgb(0xF6F4F0)}} {
		app.Settings().SetTheme(New(tt.mode))
		if IsDark() != tt.dark {
			t.Errorf("mode %d: dark is %v", tt.mode, IsDark())
		}
		if got := Color(Bg); got != tt.bg {
			t.Errorf("mode %d: background %v, want %v", tt.mode, got, tt.bg)
		}
		if got := ft.Color(ft.ColorNameBackground); got != tt.bg {
			t.Errorf("mode %d: Fyne's background %v, want %v", tt.mode, got, tt.bg)
		}
	}
	system := New(System)
	if !system.dark(ft.VariantDark) || system.dark(ft.VariantLight) {
		t.Error("the system mode does not follow the variant")
	}
	if got := system.Color(Text, ft.VariantDark); got != rgb(0xE7E9EB) {
		t.Errorf("dark text is %v", got)
	}
}

func TestEveryFyneNameHasAColour(t *testing.T) {
	test.NewTempApp(t)
	test.AssertAllColorNamesDefined(t, New(Light), "rapport")
	for name, ours := range standard {
		if _, ok := palette[ours]; !ok {
			t.Errorf("%s is mapped to %s, which has no colour", name, ours)
		}
	}
}

func TestSizes(t *testing.T) {
	test.NewTempApp(t)
	th := New(Light)
	for name, want := range map[fyne.ThemeSizeName]float32{
		ft.SizeNameText: 14, ft.SizeNameSubHeadingText: 16, ft.SizeNameHeadingText: 22, ft.SizeNameCaptionText: 12,
		ft.SizeNamePadding: 4, ft.SizeNameInnerPadding: 8, ft.SizeNameInputRadius: 8, ft.SizeNameInlineIcon: 18,
		ft.SizeNameSeparatorThickness: 1, ft.SizeNameScrollBar: 10,
	} {
		if got := th.Size(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if th.Size(ft.SizeNameWindowTitleBarHeight) <= 0 {
		t.Error("sizes that are not ours must come from Fyne")
	}
}

func TestAvatarFillWraps(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Light))
	if AvatarFill(0) != AvatarFill(7) || AvatarFill(-1) != AvatarFill(6) {
		t.Error("the index does not wrap round")
	}
	app.Settings().SetTheme(New(Dark))
	if AvatarFill(0) != rgb(0x5A4236) {
		t.Errorf("dark fill is %v", AvatarFill(0))
	}
}

func TestIcon(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Light))
	light := Icon("home", Text)
	if light == nil || light != Icon("home", Text) {
		t.Fatal("the same icon must be the same resource")
	}
	if Icon("home", Accent).Name() == light.Name() {
		t.Error("two colours share one name, so Fyne would show one picture for both")
	}
	app.Settings().SetTheme(New(Dark))
	dark := Icon("home", Text)
	if dark == light || !strings.Contains(string(dark.Content()), `stroke="#e7e9eb"`) {
		t.Errorf("the icon did not follow the variant: %s", dark.Name())
	}
	if Icon("no such icon", Text) != nil {
		t.Error("an unknown icon must be nil")
	}
	if f := IconFilled("star", Accent, 18); !strings.Contains(string(f.Content()), `fill="#7fb6df"`) {
		t.Errorf("not filled: %s", f.Content())
	}
}

func TestEveryIconDraws(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(New(Light))
	names := IconNames()
	if len(names) < 50 {
		t.Fatalf("only %d icons", len(names))
	}
	for _, n := range names {
		text := string(Icon(n, Red).Content())
		if !strings.Contains(text, `stroke="#a5382c"`) || strings.Contains(text, "#1F2429") {
			t.Errorf("%s keeps its drawn colour", n)
		}
		if half := string(IconAt(n, Red, 12).Content()); !strings.Contains(half, `stroke-width="0.875"`) {
			t.Errorf("%s at 12 has strokes that are not half as wide as at 24", n)
		}
	}
	for _, n := range []string{"face1", "face2", "face3", "face4", "face5", "home", "people", "target", "doc", "mirror"} {
		if !strings.Contains(fmt.Sprint(names), n) {
			t.Errorf("%s is missing", n)
		}
	}
}
