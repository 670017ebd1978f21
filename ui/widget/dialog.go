package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"rapport/ui/theme"
)

// Choice is a button of a dialog. Do runs after the dialog is gone.
type Choice struct {
	Text   string
	Safe   bool // has the keyboard first
	Danger bool // deletes
	Main   bool // is drawn as the primary button
	Do     func()
}

const dialogWidth float32 = 440

// Ask puts a question over a dimmed window. Escape closes it and does nothing.
func Ask(c fyne.Canvas, question, detail string, choices ...Choice) *Overlay {
	return ask(c, "", theme.Text, question, detail, choices)
}

// Confirm asks before something that cannot be taken back lightly; the button that keeps everything has the keyboard.
func Confirm(c fyne.Canvas, question, detail, do, keep string, danger bool, done func()) *Overlay {
	return Ask(c, question, detail, Choice{Text: do, Danger: danger, Do: done}, Choice{Text: keep, Safe: true})
}

// ShowError says what could not be done, why, and what to do. Without choices there is one button, "Close".
func ShowError(c fyne.Canvas, what, why string, choices ...Choice) *Overlay {
	if len(choices) == 0 {
		choices = []Choice{{Text: "Close", Safe: true}}
	}
	return ask(c, "dots", theme.Red, what, why, choices)
}

func ask(c fyne.Canvas, icon string, col fyne.ThemeColorName, question, detail string, choices []Choice) *Overlay {
	var o *Overlay
	var safe fyne.Focusable
	buttons := []fyne.CanvasObject{Spacer()}
	for _, ch := range choices {
		kind := Plain
		if ch.Main {
			kind = Primary
		}
		b := NewButton(ch.Text, kind, func() {
			o.Close()
			if ch.Do != nil {
				ch.Do()
			}
		})
		if ch.Danger {
			b.Danger()
		}
		if ch.Safe || safe == nil {
			safe = b
		}
		buttons = append(buttons, b)
	}
	head := fyne.CanvasObject(NewWrapped(question, Heading))
	if icon != "" {
		head = HStack(10, NewIcon(icon, col, 20), head)
	}
	parts := []fyne.CanvasObject{head}
	if detail != "" {
		parts = append(parts, NewWrapped(detail, Body.In(theme.Text2)))
	}
	parts = append(parts, Pad(HStack(10, buttons...), 12, 0, 0, 0))
	o = ShowOverlay(c, Panel(Inset(VStack(8, parts...), 20)), OverlayOptions{Width: dialogWidth, Scrim: true, Focus: safe})
	return o
}

// Panel puts content on the surface that dialogs and the palette have.
func Panel(content fyne.CanvasObject) *fyne.Container {
	back := NewPanel(theme.Surface, theme.Border, theme.RadiusPalette)
	return &fyne.Container{Layout: layout.NewStackLayout(), Objects: []fyne.CanvasObject{back, content}}
}

// Form is what a ShowForm dialog shows.
type Form struct {
	Title   string
	Content fyne.CanvasObject
	Save    string         // the words of the primary button
	Cancel  string         // the words of the other; empty where there is only one
	Width   float32        // 0 is 520
	Focus   fyne.Focusable // gets the keyboard; nil is the first that can
	OnSave  func() (close bool)

	OnClosed func() // after it was closed in whatever way; nil for nothing
}

// ShowForm opens a dialog with any content over a dimmed window. Saving closes it when OnSave says so, Escape and
// the other button close it without; Ctrl+Enter saves wherever the keyboard is, once the window hands it to OverlaySubmit.
func ShowForm(c fyne.Canvas, f Form) *Overlay {
	var o *Overlay
	submit := func() {
		if f.OnSave == nil || f.OnSave() {
			o.Close()
		}
	}
	save := NewButton(f.Save, Primary, submit)
	buttons := []fyne.CanvasObject{Spacer()}
	if f.Cancel != "" {
		buttons = append(buttons, NewButton(f.Cancel, Plain, func() { o.Close() }))
	}
	width := f.Width
	if width == 0 {
		width = 520
	}
	body := VStack(16, NewWrapped(f.Title, Heading), f.Content, HStack(10, append(buttons, save)...))
	o = ShowOverlay(c, Panel(Inset(body, 20)), OverlayOptions{Width: width, Scrim: true, Focus: f.Focus, OnClosed: f.OnClosed, Submit: submit})
	return o
}
