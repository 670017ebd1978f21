package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	w "rapport/ui/widget"
)

// previewAfter is how long after the last key a preview beside the text is drawn again.
const previewAfter = 300 * time.Millisecond

// showCenter shows the text to write on, with its preview beside it where that was chosen.
func (p *meetingPage) showCenter() {
	p.center.Objects = []fyne.CanvasObject{p.editor()}
	p.reader = nil
	if p.covered() {
		p.center.Objects = []fyne.CanvasObject{newCoverPage().root}
		p.center.Refresh()
		return
	}
	if p.beside {
		p.reader = p.a.reading(p.editor().Text())
		p.center.Objects = []fyne.CanvasObject{w.Columns(12, []float32{1, 1}, p.editor(), w.Edges(nil, nil, w.NewVLine(), nil, container.NewVScroll(w.Pad(p.reader.Object(), 10, 12, 16, 12))))}
	}
	p.center.Refresh()
}

// covered reports whether what would be in view is only for the manager while others see the screen.
func (p *meetingPage) covered() bool { return p.inPrivate && p.a.sharing }

// toggleBeside shows the preview beside the text, or takes it away.
func (p *meetingPage) toggleBeside() {
	p.beside = !p.beside
	p.choosePart(p.inPrivate)
	p.focusEditor()
}

// previewLater draws the preview beside the text again after a pause in typing.
func (p *meetingPage) previewLater() {
	if p.reader == nil {
		return
	}
	if p.stopPreview != nil {
		p.stopPreview()
	}
	t := time.AfterFunc(previewAfter, func() {
		p.a.do(func() {
			if p.reader != nil && p.a.page == p {
				p.reader.Set(readable(p.editor().Text()))
			}
		})
	})
	p.stopPreview = func() { t.Stop() }
}
