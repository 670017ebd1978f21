package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// unreadPage stands in place of the first page where the notes could not be read, so that nobody takes them for gone.
type unreadPage struct{ root fyne.CanvasObject }

func newUnreadPage(a *App, why error) *unreadPage {
	buttons := []fyne.CanvasObject{w.NewButton("Close", w.Primary, a.closeOrAsk)}
	if _, damaged := errors.AsType[*storage.DamagedError](why); damaged && a.o.Damaged != nil {
		buttons = []fyne.CanvasObject{w.NewButton("Show what can be done", w.Primary, func() { a.o.Damaged(why) }), w.NewButton("Close", w.Plain, a.closeOrAsk)}
	}
	text := w.VStack(12,
		w.NewText("Your notes could not be read", w.Title),
		w.NewWrapped(sentence(why), w.Body),
		w.NewWrapped("They are still in the file, as far as it is whole, and nothing was changed. Please add nothing now.", w.Small.In(theme.Text2)),
		w.Pad(w.HStack(12, buttons...), 8, 0, 0, 0),
	)
	return &unreadPage{w.VStack(0, w.Pad(w.Centred(w.NewCard(w.Inset(text, 32)), 620), 80, 24, 0, 24))}
}

func (p *unreadPage) object() fyne.CanvasObject { return p.root }
func (p *unreadPage) show(*Team)                {}
func (p *unreadPage) leave()                    {}
