package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	w "rapport/ui/widget"
)

// Nothing but Copy writes to the clipboard: not looking at any page, typing, finishing a one-on-one, locking or unlocking.
func TestOnlyCopyWritesToTheClipboard(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		const mine = "what the person copied elsewhere"
		clip := d.o.Fyne.Clipboard()
		clip.SetContent(mine)
		same := func(after string) {
			t.Helper()
			if got := clip.Content(); got != mine {
				t.Fatalf("after %s the clipboard holds %q", after, got)
			}
		}
		for _, to := range everyPlace(t) {
			d.open(to)
			d.settle()
			same("looking at " + string(to.Page))
		}
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		e := find(d, "editor", func(o fyne.Focusable) bool { _, ok := o.(interface{ Words() int }); return ok })
		d.window.Canvas().Focus(e)
		for _, r := range "Some words that stay here" {
			e.TypedRune(r)
		}
		d.key(fyne.KeyA, ctrl)
		time.Sleep(2 * time.Second)
		d.settle()
		same("selecting everything")
		d.press("Finish")
		same("finishing")
	})
	inVault(t, true, func(d *desk, _ ring, recovery string) {
		d.o.Fyne.Clipboard().SetContent("mine")
		d.press("Use recovery key")
		d.typeInto(d.secretField("Recovery key"), recovery)
		d.press("Unlock")
		d.latest()
		time.Sleep(time.Second)
		d.lockNow()
		d.settle()
		if got := d.o.Fyne.Clipboard().Content(); got != "mine" {
			t.Errorf("after unlocking and locking the clipboard holds %q", got)
		}
	})
}

// A recovery key goes from the clipboard after a minute, or when the window closes before; what was copied since stays.
func TestRecoveryKeyGoesFromTheClipboard(t *testing.T) {
	var clip fyne.Clipboard
	inVault(t, false, func(d *desk, _ ring, _ string) {
		d.open(Place{Page: SettingsPage, Tab: "security"})
		d.settle()
		test.Tap(find(d, "switch", func(*w.Switch) bool { return true }))
		d.settle()
		d.typeInto(d.secretField("New passphrase"), passphrase)
		d.typeInto(d.secretField("The passphrase once more"), passphrase)
		d.press("Set passphrase")
		d.settle()
		clip = d.o.Fyne.Clipboard()
		d.press("Copy")
		key := clip.Content()
		if len(key) != 41 {
			t.Fatalf("copied %q", key)
		}
		time.Sleep(30 * time.Second)
		clip.SetContent("something else")
		time.Sleep(31 * time.Second)
		d.settle()
		if got := clip.Content(); got != "something else" {
			t.Errorf("what was copied since became %q", got)
		}
		d.press("Copy")
		time.Sleep(59 * time.Second)
		d.settle()
		if got := clip.Content(); got != key {
			t.Errorf("before the minute it is %q", got)
		}
		time.Sleep(2 * time.Second)
		d.settle()
		if got := clip.Content(); got != "" {
			t.Error("the key is on the clipboard after a minute")
		}
		d.press("Copy")
		test.Tap(find(d, "check", func(*w.Check) bool { return true }))
		d.press("Open my notes")
		d.latest()
		if got := clip.Content(); got != key {
			t.Errorf("as long as the window stands it is %q", got)
		}
	})
	if got := clip.Content(); got != "" {
		t.Error("the key is on the clipboard after the window was closed")
	}
}
