package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// newSecret asks for a new passphrase, typed twice, with what is to be known before.
type newSecret struct {
	first, again *w.Entry
	bars         *fyne.Container
	words        *w.Text
	fields       fyne.CanvasObject
}

func newNewSecret(label string) *newSecret {
	s := &newSecret{first: w.NewPasswordEntry(""), again: w.NewPasswordEntry("Type it once more"), bars: w.Columns(4, []float32{1, 1, 1, 1, 1}), words: w.NewElided("", w.Caption)}
	s.first.SetLabel("New passphrase")
	s.again.SetLabel("The passphrase once more")
	s.first.OnChanged = func(string) { s.first.SetError(""); s.judge() }
	s.again.OnChanged = func(string) { s.again.SetError("") }
	s.first.OnEnter = func(string) { s.again.Focus() }
	s.fields = w.VStack(14, w.VStack(6, w.Field(label, "four or five unrelated words work well", s.first), s.bars, s.words), w.Field("Again", "", s.again))
	s.judge()
	return s
}

// judge draws how strong what is typed is.
func (s *newSecret) judge() {
	bars, words := strength(s.first.Text)
	col := theme.Green
	switch {
	case bars < 2:
		col = theme.Red
	case bars < 4:
		col = theme.Amber
	}
	s.bars.Objects = nil
	for i := range 5 {
		fill := theme.Track
		if i < bars {
			fill = col
		}
		s.bars.Objects = append(s.bars.Objects, w.Sized(w.NewPanel(fill, theme.Clear, 2), 0, 4))
	}
	s.bars.Refresh()
	s.words.SetSpans(w.Caption.In(col).Span(words))
}

// take returns the passphrase, or says what is wrong with it.
func (s *newSecret) take() (string, bool) {
	if err := storage.CheckPassphrase(s.first.Text); err != nil {
		s.first.SetError(sentence(err))
		s.first.Focus()
		return "", false
	}
	if s.first.Text != s.again.Text {
		s.again.SetError("This is not the same as above.")
		s.again.Focus()
		return "", false
	}
	return s.first.Text, true
}

// warning is a line with a warning sign.
func warning(text string) fyne.CanvasObject {
	return w.HStack(10, w.VStack(0, w.NewIcon("warn", theme.Amber, 18)), w.Grow(w.NewWrapped(text, w.Small)))
}

// askEncrypt offers to encrypt the notes.
func (a *App) askEncrypt() {
	s := newNewSecret("Passphrase")
	var o *w.Overlay
	submit := func() bool {
		passphrase, ok := s.take()
		if !ok {
			return false
		}
		o.Close()
		a.encrypt(passphrase)
		return false
	}
	s.again.OnEnter = func(string) { submit() }
	content := w.VStack(14,
		w.NewWrapped("A passphrase encrypts everything on this disk: notes, search index, temporary files and backups.", w.Small.In(theme.Text2)),
		s.fields,
		warning("If you forget it, only the recovery key opens your notes. It is shown once, in the next step."),
	)
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Protect your notes", Content: content, Save: "Set passphrase", Cancel: "Not now", Width: 480, Focus: s.first, OnSave: submit})
}

// message has the whole window and says what is being done.
type message struct{ root *fyne.Container }

func newMessage(title, line string) *message {
	body := w.VStack(8, w.Centred(w.NewLogo(), 112), w.Pad(w.NewText(title, w.Title).Aligned(fyne.TextAlignCenter), 16, 0, 0, 0), w.NewText(line, w.Body.In(theme.Text2)).Aligned(fyne.TextAlignCenter))
	return &message{container.NewStack(w.NewFill(theme.Bg), container.NewCenter(w.Sized(body, 480, 0)))}
}

func (m *message) object() fyne.CanvasObject { return m.root }
func (m *message) focus()                    {}

// whole closes the database, runs do, which may take long, and opens the app again with the secret that it returns. then runs before
// that, and calls go on when the person is done with what it shows; nil goes on at once.
func (a *App) whole(title string, before storage.Secret, do func() (storage.Secret, error), then func(goOn func())) {
	place, vault, db := a.place, a.o.Vault, a.o.DB
	a.detach()
	a.put(newMessage(title, "This takes a moment. Please do not switch off."))
	a.window.SetCloseIntercept(func() {}) // not in the middle
	go func() {
		err := db.Close()
		secret := before
		if err == nil {
			var s storage.Secret
			if s, err = do(); err == nil {
				secret = s
			}
		}
		opened, again := vault.Open(secret)
		var locals map[string]string
		if again == nil {
			locals, again = readLocals(opened)
		}
		a.o.Do(func() {
			if again != nil { // it was open a moment ago: the disk went away
				a.showLock("Your notes could not be opened again.", &place)
				w.ShowError(a.window.Canvas(), "That did not work", again.Error())
				return
			}
			goOn := func() {
				next := a.openHere(opened, locals, place)
				if err != nil {
					next.onceShown(func() { next.showError(err) })
				}
			}
			if err != nil || then == nil {
				goOn()
				return
			}
			a.o.DB = opened
			then(goOn)
		})
	}()
}

// encrypt turns the database into an encrypted one and shows the recovery key.
func (a *App) encrypt(passphrase string) {
	var done storage.Encrypted
	vault := a.o.Vault
	a.whole("Encrypting your notes", storage.Secret{}, func() (s storage.Secret, err error) {
		done, err = storage.Encrypt(context.Background(), vault.Path, passphrase, vault.Options())
		return storage.Secret{Passphrase: passphrase}, err
	}, func(goOn func()) {
		p := newKeyPage(a, done.RecoveryKey, goOn)
		if len(done.Plain) > 0 {
			p.add(warning("These copies could not be encrypted and still hold plain text. Delete them if you do not need them:\n" + strings.Join(done.Plain, "\n")))
		}
		a.put(p)
	})
}

// decrypt makes the database plain again.
func (a *App) decrypt(s storage.Secret) {
	vault, id := a.o.Vault, a.o.DB.Encryption().ID
	a.whole("Decrypting your notes", s, func() (storage.Secret, error) {
		o := vault.Options()
		o.Secret = s
		err := storage.Decrypt(context.Background(), vault.Path, o)
		if err == nil && vault.Keyring != nil {
			vault.Keyring.Forget(id)
			return storage.Secret{}, nil
		}
		return storage.Secret{}, err
	}, nil)
}

// keyPage shows the recovery key, once.
type keyPage struct {
	a    *App
	root *fyne.Container
	body *fyne.Container
	on   *w.Check
}

func newKeyPage(a *App, key string, goOn func()) *keyPage {
	p := &keyPage{a: a}
	open := w.NewButton("Open my notes", w.Primary, goOn)
	open.Disable()
	p.on = w.NewCheck("I have written it down, away from this computer", false, func(on bool) {
		if on {
			open.Enable()
		} else {
			open.Disable()
		}
	})
	p.body = w.VStack(16,
		w.HStack(10, w.NewIcon("shield", theme.Text, 22), w.NewText("Your recovery key", w.Title)),
		w.NewWrapped("It opens your notes if you forget the passphrase. It is shown this once and kept nowhere: write it down or print it, and keep it away from this computer.", w.Body.In(theme.Text2)),
		a.keyCard(key),
		p.on,
		w.HStack(0, open),
	)
	p.root = container.NewStack(w.NewFill(theme.Bg), container.NewCenter(w.Sized(p.body, 560, 0)))
	return p
}

func (p *keyPage) add(o fyne.CanvasObject) { p.body.Add(o) }

func (p *keyPage) object() fyne.CanvasObject { return p.root }

func (p *keyPage) focus() { p.a.window.Canvas().Focus(p.on) }

// keyCard shows a recovery key in two lines, and copies it.
func (a *App) keyCard(key string) fyne.CanvasObject {
	groups := strings.Split(key, "-")
	half := (len(groups) + 1) / 2
	lines := w.VStack(6, w.NewText(strings.Join(groups[:half], " - "), w.Heading).Aligned(fyne.TextAlignCenter), w.NewText(strings.Join(groups[half:], " - "), w.Heading).Aligned(fyne.TextAlignCenter))
	said := w.NewText("", w.Caption.In(theme.Text2))
	cp := w.NewButton("Copy", w.Plain, nil).WithIcon("copy").Small()
	cp.SetOnTapped(func() {
		a.copySecret(key)
		said.SetText("Copied. The clipboard is cleared after a minute.")
	})
	return w.NewCard(w.Inset(w.VStack(14, lines, w.HStack(10, w.Spacer(), said, cp)), 20))
}

// copyFor is how long a secret stays on the clipboard.
const copyFor = time.Minute

// copied is a secret on the clipboard, of every App that has the window one after another.
type copied struct{ text string }

// clear takes the secret off the clipboard, where it is still there.
func (c *copied) clear(clipboard fyne.Clipboard) {
	if c.text != "" && clipboard.Content() == c.text {
		clipboard.SetContent("")
	}
	c.text = ""
}

// copySecret puts a secret on the clipboard and takes it away after a minute, or when the window closes.
func (a *App) copySecret(text string) {
	clipboard := a.o.Fyne.Clipboard()
	clipboard.SetContent(text)
	on := &copied{text}
	*a.copied = copied{text}
	time.AfterFunc(copyFor, func() { a.o.Do(func() { on.clear(clipboard) }) })
}

// askSecret asks for the passphrase or recovery key until now, and runs do with it off the main goroutine; done runs where it went well.
// more is shown under it, and check looks at that; both may be nil.
func (a *App) askSecret(title, line, save string, more fyne.CanvasObject, check func() bool, do func(s storage.Secret) error, done func(s storage.Secret)) {
	entry := w.NewPasswordEntry("")
	entry.SetLabel("Passphrase")
	entry.OnChanged = func(string) { entry.SetError("") }
	parts := []fyne.CanvasObject{w.NewWrapped(line, w.Small.In(theme.Text2)), w.Field("Passphrase until now", "or the recovery key", entry)}
	if more != nil {
		parts = append(parts, more)
	}
	var o *w.Overlay
	busy := false
	submit := func() bool {
		if busy {
			return false
		}
		if entry.Text == "" {
			entry.SetError("Type it first.")
			entry.Focus()
			return false
		}
		if check != nil && !check() {
			return false
		}
		busy = true
		s := storage.SecretOf(entry.Text)
		go func() {
			err := do(s)
			a.do(func() {
				busy = false
				if err != nil {
					entry.SetError(sentence(err))
					entry.Focus()
					return
				}
				o.Close()
				done(s)
			})
		}()
		return false
	}
	entry.OnEnter = func(string) { submit() }
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: title, Content: w.VStack(14, parts...), Save: save, Cancel: "Cancel", Width: 480, Focus: entry, OnSave: submit})
}

// left says that backups could not follow.
func (a *App) left(files []string) {
	if len(files) > 0 {
		a.showError(fmt.Errorf("these backups keep what they had before: %s", strings.Join(files, "; ")))
	}
}
