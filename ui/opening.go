package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// opening makes the first picture of the window. What takes time at the start are the window itself, which the toolkit makes on the main
// goroutine, the first reading, and the fonts; those two run on another core meanwhile. The toolkit paints a new window at once:
// so the shell and the first page are put into it after it was made and before it is painted, which is when it asks its content for the
// least size. So there is one picture, and not an empty one before it.
type opening struct {
	a     *App
	root  *fyne.Container // the whole content of the window
	read  chan firstRead
	fonts chan struct{} // closed once they are parsed
	drawn chan struct{} // closed once the window was painted
	shown bool          // Show was called
	built bool
	begun bool
}

type firstRead struct {
	team *Team
	err  error
}

// patience is how long the first picture waits for the first reading; after it the window shows itself without a page.
const patience = 300 * time.Millisecond

func newOpening(a *App) *opening {
	o := &opening{a: a, read: make(chan firstRead, 1), fonts: make(chan struct{}), drawn: make(chan struct{})}
	o.root = &fyne.Container{Layout: o}
	return o
}

// parseFonts begins to do that. Nothing else measures or draws a text until they are there; where a window stands already, they are.
func (o *opening) parseFonts() {
	if o.a.o.Window != nil {
		close(o.fonts)
		return
	}
	o.a.working.Add(1)
	go func() {
		defer o.a.working.Done()
		defer close(o.fonts)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
			fyne.MeasureText("Rapport", theme.SizeBody, style)
		}
	}()
}

// MinSize implements fyne.Layout.
func (o *opening) MinSize([]fyne.CanvasObject) fyne.Size {
	if o.shown && !o.built {
		o.build()
		select {
		case r := <-o.read:
			o.read <- r
			o.begin()
		case <-time.After(patience):
		}
	}
	return smallest
}

// Layout implements fyne.Layout.
func (o *opening) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, x := range objects {
		x.Resize(size)
	}
}

// build makes the shell.
func (o *opening) build() {
	if o.built {
		return
	}
	o.built = true
	<-o.fonts
	o.a.shell = newShell(o.a)
	o.root.Objects = []fyne.CanvasObject{o.a.shell.object()}
	o.Layout(o.root.Objects, o.root.Size())
	o.a.shell.showBars()
}

// begin shows the first page, made from the first reading, which has been done.
func (o *opening) begin() {
	if o.begun {
		return
	}
	o.begun = true
	o.build()
	first := <-o.read
	if first.err != nil {
		o.a.page = newUnreadPage(o.a, first.err)
		o.a.shell.setPage(o.a.page.object())
		o.a.later(func() { o.a.showError(first.err) })
		return
	}
	o.a.team = first.team
	if o.a.sharing {
		o.a.maskNames()
	}
	o.a.open(o.a.o.Start)
}
