package widget

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// open shows an object in a window of the test driver, in the light theme.
func open(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// dark switches the running app to the dark theme.
func dark(t *testing.T) {
	t.Helper()
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
}

func key(o fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		o.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func hover(o desktop.Hoverable, x, y float32) {
	o.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

// drawn are the objects of a widget that are shown, with those of the widgets inside it.
func drawn(o fyne.CanvasObject) []fyne.CanvasObject {
	if !o.Visible() {
		return nil
	}
	out := []fyne.CanvasObject{o}
	switch v := o.(type) {
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(v).Objects() {
			out = append(out, drawn(c)...)
		}
	case *fyne.Container:
		for _, c := range v.Objects {
			out = append(out, drawn(c)...)
		}
	}
	return out
}

// shownWords are the texts that are shown.
func shownWords(o fyne.CanvasObject) []string {
	var out []string
	for _, d := range drawn(o) {
		if t, ok := d.(*canvas.Text); ok && t.Text != "" {
			out = append(out, t.Text)
		}
	}
	return out
}

// says reports whether a text is shown.
func says(o fyne.CanvasObject, text string) bool {
	for _, s := range shownWords(o) {
		if s == text {
			return true
		}
	}
	return false
}

// fills reports whether a shape with that fill is shown.
func fills(o fyne.CanvasObject, col fyne.ThemeColorName) bool {
	return shape(o, func(fill, _ color.Color, _ float32) bool { return fill == theme.Color(col) })
}

// ringed reports whether a focus ring is shown: an accent edge 2 wide.
func ringed(o fyne.CanvasObject) bool {
	return shape(o, func(_, edge color.Color, width float32) bool { return edge == theme.Color(theme.Accent) && width == 2 })
}

func shape(o fyne.CanvasObject, is func(fill, edge color.Color, width float32) bool) bool {
	for _, d := range drawn(o) {
		switch v := d.(type) {
		case *canvas.Rectangle:
			if is(v.FillColor, v.StrokeColor, v.StrokeWidth) {
				return true
			}
		case *canvas.Circle:
			if is(v.FillColor, v.StrokeColor, v.StrokeWidth) {
				return true
			}
		}
	}
	return false
}

// icons are the names of the pictures that are shown.
func icons(o fyne.CanvasObject) []string {
	var out []string
	for _, d := range drawn(o) {
		if i, ok := d.(*canvas.Image); ok && i.Resource != nil {
			out = append(out, i.Resource.Name())
		}
	}
	return out
}

// keepsObjects fails when a refresh without a change makes objects again or moves the smallest size.
func keepsObjects(t *testing.T, o fyne.Widget) {
	t.Helper()
	before, size := drawn(o), o.MinSize()
	o.Refresh()
	after := drawn(o)
	if o.MinSize() != size {
		t.Errorf("%T: the smallest size went from %v to %v in a refresh", o, size, o.MinSize())
	}
	if len(before) != len(after) {
		t.Fatalf("%T: %d objects before a refresh, %d after", o, len(before), len(after))
	}
	for i := range before {
		if before[i] != after[i] {
			t.Fatalf("%T: object %d was made again in a refresh", o, i)
		}
	}
}
