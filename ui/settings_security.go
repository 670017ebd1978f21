package ui

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// securitySection turns encryption on and off, changes what opens the notes, and says when they lock.
type securitySection struct {
	p       *settingsPage
	ring    bool // the passphrase is in the system's keyring
	ringErr error
}

func newSecuritySection(p *settingsPage) section { return &securitySection{p: p} }

func (s *securitySection) title() string { return "Security" }

func (s *securitySection) keywords() string {
	return "encrypt passphrase password recovery key lock idle keyring private"
}

func (s *securitySection) on() bool { return s.p.a.o.DB.Encryption().On }

func (s *securitySection) state() string {
	switch minutes := s.p.a.idleMinutes(); {
	case !s.on():
		return "Not encrypted"
	case minutes == 0:
		return "Encrypted, never locks"
	default:
		return fmt.Sprintf("Encrypted, locks after %d min", minutes)
	}
}

func (s *securitySection) read() func() {
	a := s.p.a
	if a.o.Vault == nil || a.o.Vault.Keyring == nil || !s.on() {
		return func() {}
	}
	ring, err := a.o.Vault.Keyring.Has(a.o.DB.Encryption().ID)
	return func() { s.ring, s.ringErr = ring, err }
}

func (s *securitySection) cards() []fyne.CanvasObject {
	a := s.p.a
	if a.o.Vault == nil {
		return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Security", "", nil), settingRow("shield", "Nothing to protect", "This is sample data. It is thrown away when the window closes.", nil))}
	}
	e := a.o.DB.Encryption()
	if !e.On {
		chip := w.NewChip("Not encrypted", "", w.Neutral)
		onSwitch := w.NewSwitch("Encrypt everything on this disk", false, nil)
		onSwitch.OnChanged = func(bool) {
			onSwitch.SetOn(false) // until it is done
			a.askEncrypt()
		}
		return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Security", "", chip), w.Rows(
			settingRow("shield", "Encrypt everything on this disk", "Off. Whoever can read your files can read your notes.", onSwitch),
		))}
	}
	day := func(t time.Time) string { return longDate(civil.DateOf(t.In(a.now().Location()))) }
	onSwitch := w.NewSwitch("Encrypt everything on this disk", true, nil)
	onSwitch.OnChanged = func(bool) {
		onSwitch.SetOn(true) // until it is done
		s.askDecrypt()
	}
	rows := []fyne.CanvasObject{
		settingRow("shield", "Encrypt everything on this disk", "On since "+day(e.Since)+". Notes, search index, temporary files and backups.", onSwitch),
		settingRow("edit", "Passphrase", "Last changed "+day(e.Passphrase)+".", w.NewButton("Change…", w.Plain, s.askPassphrase).Small()),
		settingRow("doc", "Recovery key", "Shown once, on "+day(e.Recovery)+". A new one makes it useless.", w.NewButton("Make a new one…", w.Plain, s.askRecovery).Small()),
		settingRow("clock", "Lock when idle", "Also when the computer sleeps.", w.Sized(s.idle(), 172, 0)),
	}
	if a.o.Vault.Keyring != nil {
		ring := w.NewSwitch("Keep the passphrase in the system keyring", s.ring, nil)
		line := "Off. You type it at each start. On, whoever opens your account opens your notes."
		switch {
		case s.ringErr != nil:
			ring.Disable()
			line = sentence(s.ringErr)
		case s.ring:
			line = "On. Whoever opens your account opens your notes."
		}
		ring.OnChanged = func(on bool) {
			ring.SetOn(s.ring)
			s.setRing(on)
		}
		rows = append(rows, settingRow("lock", "Keep the passphrase in the system keyring", line, ring))
	}
	lock := w.HStack(10, w.NewChip("Encrypted", "shield", w.Good), w.NewButton("Lock now", w.Plain, a.lockNow).Small())
	return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Security", "", lock), w.Rows(rows...)),
		w.NewWrapped("Encryption protects your notes on this disk and in backups: from whoever gets the computer, the disk or a copy. It does not protect them while they are open here, nor what you export.", w.Small.In(theme.Text2))}
}

// longDate is a day as in "14 January 2026".
func longDate(d civil.Date) string { return d.Format("2 January 2006") }

// idleChoices are minutes; 0 is never.
var idleChoices = []int{2, 5, 10, 15, 30, 60, 0}

func (s *securitySection) idle() fyne.CanvasObject {
	a := s.p.a
	var words []string
	at := 0
	for i, n := range idleChoices {
		if n == 0 {
			words = append(words, "Never")
		} else {
			words = append(words, "After "+count(n, "minute", "minutes"))
		}
		if n == a.idleMinutes() {
			at = i
		}
	}
	return w.NewSelect(words, at, func(i int) {
		value := strconv.Itoa(idleChoices[i])
		if idleChoices[i] == DefaultLockIdle {
			value = ""
		}
		a.setLocal(LocalLockIdle, value, nil)
		s.p.show(a.team)
	})
}

// idleMinutes is after how many minutes without a key the window locks; 0 is never.
func (a *App) idleMinutes() int {
	if n, err := strconv.Atoi(a.local(LocalLockIdle)); err == nil && n >= 0 {
		return n
	}
	return DefaultLockIdle
}

func (s *securitySection) askPassphrase() {
	a := s.p.a
	fresh := newNewSecret("New passphrase")
	passphrase := ""
	var left []string
	a.askSecret("Change the passphrase", "The recovery key stays as it is. Backups open with the new passphrase too.", "Change", fresh.fields,
		func() (ok bool) { passphrase, ok = fresh.take(); return ok },
		func(now storage.Secret) (err error) {
			left, err = a.o.DB.SetPassphrase(now, passphrase)
			if err == nil && s.ring {
				err = a.o.Vault.Keyring.Keep(a.o.DB.Encryption().ID, passphrase)
			}
			return err
		},
		func(storage.Secret) {
			a.say("The passphrase is changed.")
			a.left(left)
			s.p.again()
		})
}

func (s *securitySection) askRecovery() {
	a := s.p.a
	key := ""
	var left []string
	a.askSecret("Make a new recovery key", "The one that you have now will open nothing any more.", "Make a new one", nil, nil,
		func(now storage.Secret) (err error) {
			key, left, err = a.o.DB.NewRecoveryKey(now)
			return err
		},
		func(storage.Secret) {
			w.ShowForm(a.window.Canvas(), w.Form{Title: "Your new recovery key", Width: 560, Save: "I have written it down", Cancel: "Close", Content: w.VStack(14,
				w.NewWrapped("It is shown this once and kept nowhere: write it down, and keep it away from this computer.", w.Body.In(theme.Text2)), a.keyCard(key))})
			a.left(left)
			s.p.again()
		})
}

func (s *securitySection) askDecrypt() {
	a := s.p.a
	a.askSecret("Turn encryption off?", "Your notes become a file that anybody who gets it can read. Backups that were made until now stay encrypted with this passphrase.", "Turn it off", nil, nil,
		a.o.DB.Unlocks, a.decrypt)
}

// setRing keeps the passphrase in the keyring, or takes it away.
func (s *securitySection) setRing(on bool) {
	a := s.p.a
	id := a.o.DB.Encryption().ID
	if !on {
		go func() {
			a.o.Vault.Keyring.Forget(id)
			a.do(s.p.again)
		}()
		return
	}
	a.askSecret("Keep the passphrase in the system keyring", "Rapport then opens without asking, for whoever opens your account on this computer.", "Keep it there", nil, nil,
		func(now storage.Secret) error {
			if now.RecoveryKey != "" {
				return fmt.Errorf("the recovery key is not to be kept there; type the passphrase")
			}
			if err := a.o.DB.Unlocks(now); err != nil {
				return err
			}
			return a.o.Vault.Keyring.Keep(id, now.Passphrase)
		},
		func(storage.Secret) { s.p.again() })
}
