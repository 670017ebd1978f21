package ui

import (
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// lockPage asks for the passphrase, or the recovery key. It has the whole window and shows nothing of what is behind it.
type lockPage struct {
	a      *App
	why    string
	root   *fyne.Container
	entry  *w.Entry
	open   *w.Button
	hint   *w.Text
	other  *w.Button
	field  *fyne.Container
	key    bool // it asks for the recovery key
	tries  int
	busy   bool
	unlock func(s storage.Secret) (then func(), err error) // off the main goroutine; then runs on it
}

func newLockPage(a *App, why string) *lockPage {
	p := &lockPage{a: a, why: why, root: container.NewStack(), hint: w.NewElided("", w.Small.In(theme.Text2)), field: container.NewStack()}
	p.open = w.NewButton("Unlock", w.Primary, p.try)
	p.other = w.NewButton("", w.Link, func() { p.ask(!p.key) })
	card := w.NewCard(w.Inset(w.VStack(14, p.field, w.HStack(12, p.open, w.Grow(middle(p.hint)))), 20))
	head := w.VStack(0,
		w.Centred(w.NewLogo(), 112),
		w.Pad(w.NewText("Locked", w.Display).Aligned(fyne.TextAlignCenter), 20, 0, 6, 0),
		w.NewText(why, w.Body.In(theme.Text2)).Aligned(fyne.TextAlignCenter),
	)
	foot := w.HStack(8, w.NewIcon("lock", theme.Text2, 14), w.NewText("Encrypted on this computer. Without passphrase or recovery key nobody can open it.", w.Small.In(theme.Text2)))
	body := w.VStack(24, head, card, centre(p.other))
	p.root.Objects = []fyne.CanvasObject{w.NewFill(theme.Bg), w.Edges(nil, w.Pad(centre(foot), 0, 24, 22, 24), nil, nil, container.NewCenter(w.Sized(body, 400, 0)))}
	p.ask(false)
	go func() {
		if d := p.wait(); d > 0 { // of wrong ones before the program was started
			a.o.Do(func() { p.count(time.Now().Add(d)) })
		}
	}()
	return p
}

func (p *lockPage) object() fyne.CanvasObject { return p.root }

func (p *lockPage) focus() { p.a.window.Canvas().Focus(p.entry) }

// ask shows the entry for the passphrase or for the recovery key.
func (p *lockPage) ask(key bool) {
	p.key = key
	if key {
		p.entry = w.NewEntry("XXXXX-XXXXX-XXXXX-…")
		p.field.Objects = []fyne.CanvasObject{w.Field("Recovery key", "", p.entry)}
		p.other.SetText("Use passphrase")
	} else {
		p.entry = w.NewPasswordEntry("")
		p.field.Objects = []fyne.CanvasObject{w.Field("Passphrase", "", p.entry)}
		p.other.SetText("Use recovery key")
	}
	p.entry.SetLabel(map[bool]string{false: "Passphrase", true: "Recovery key"}[key])
	p.entry.OnEnter = func(string) { p.try() }
	p.entry.OnChanged = func(string) { p.entry.SetError("") }
	p.field.Refresh()
	p.say()
	if p.a.window != nil && p.a.window.Content() == p.root {
		p.focus()
	}
}

// say tells what a wrong one costs.
func (p *lockPage) say() {
	switch {
	case p.busy:
		p.hint.SetSpans(w.Small.In(theme.Text2).Span("Opening…"))
	case p.key:
		p.hint.SetSpans(w.Small.In(theme.Text2).Span("Seven groups of five, as printed."))
	default:
		p.hint.SetSpans(w.Small.In(theme.Text2).Span("After three tries there is a short wait."))
	}
}

// try opens with what is typed.
func (p *lockPage) try() {
	text := p.entry.Text
	if p.busy || p.open.Disabled() {
		return
	}
	if text == "" {
		p.entry.SetError("Type it first.")
		p.focus()
		return
	}
	s := storage.SecretOf(text)
	if p.key {
		s = storage.Secret{RecoveryKey: text}
	}
	p.busy = true
	p.open.Disable()
	p.say()
	go func() {
		then, err := p.unlock(s)
		wait := p.wait()
		p.a.o.Do(func() {
			p.busy = false
			p.open.Enable()
			p.say()
			if err != nil {
				p.failed(err, wait)
				return
			}
			p.entry.SetText("")
			then()
		})
	}()
}

// failed says why it did not open; next is how long the next try must wait.
func (p *lockPage) failed(err error, next time.Duration) {
	var damaged *storage.DamagedError
	if errors.As(err, &damaged) && p.a.o.Damaged != nil {
		p.a.o.Damaged(err)
		return
	}
	var wait *storage.WaitError
	if !errors.As(err, &wait) {
		p.entry.SetError(sentence(err))
	}
	if wait != nil {
		next = wait.For
	}
	if next > 0 {
		p.count(time.Now().Add(next))
	}
	p.focus()
	p.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// wait is how long the next try must wait. It reads a file.
func (p *lockPage) wait() time.Duration {
	if v := p.a.o.Vault; v != nil {
		return storage.Wait(v.Path, p.a.o.Now())
	}
	return 0
}

// count says how long to wait until then.
func (p *lockPage) count(until time.Time) {
	left := time.Until(until)
	if left <= 0 {
		p.open.Enable()
		p.say()
		return
	}
	p.open.Disable()
	p.hint.SetSpans(w.Small.In(theme.Text2).Span(fmt.Sprintf("Wait %s, then try again.", count(int((left+time.Second-1)/time.Second), "second", "seconds"))))
	time.AfterFunc(min(left, time.Second), func() { p.a.o.Do(func() { p.count(until) }) })
}

// centre puts an object in the middle of its width.
func centre(o fyne.CanvasObject) fyne.CanvasObject {
	return w.HStack(0, w.Spacer(), o, w.Spacer())
}
