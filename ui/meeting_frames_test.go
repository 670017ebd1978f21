package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	ft "fyne.io/fyne/v2/theme"

	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// TestTypingDrawsNothingElse holds that a save which changes nothing but the text leaves what is on the page as it is, and that the line of
// what is saved does not flicker while somebody types: each of both would be a frame that the next key waits for.
func TestTypingDrawsNothingElse(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		d.write("Begun. ")
		time.Sleep(2 * time.Second)
		d.settle()
		d.shows("Saved 13:35")
		around := func() []fyne.CanvasObject { // without the pieces of the text
			return slices.DeleteFunc(d.objects(), func(o fyne.CanvasObject) bool {
				return o != p.strip && o != p.side.goals && o != p.side.actions && o != p.side.question.root && o != p.agenda.rows &&
					!slices.ContainsFunc([]*fyne.Container{p.strip, p.side.goals, p.side.actions, p.side.question.root, p.agenda.rows},
						func(c *fyne.Container) bool { return slices.Contains(c.Objects, o) })
			})
		}
		before := around()
		if len(before) < 6 {
			t.Fatalf("only %d objects around the text", len(before))
		}
		e := d.editor()
		for range 20 { // a key every 150 ms, through four saves
			e.TypedRune('a')
			time.Sleep(150 * time.Millisecond)
			d.settle()
			if words := d.words(); !strings.Contains(words, "Saving") {
				t.Fatalf("while it is typed the page says: %s", words)
			}
		}
		if saved := d.meeting(p.m.ID).Notes; strings.Count(saved, "a") < 10 {
			t.Fatalf("saved: %q", saved)
		}
		if after := around(); !slices.Equal(before, after) {
			t.Error("a save made parts of the page anew that it did not change")
		}
		time.Sleep(1500 * time.Millisecond)
		d.settle()
		d.shows("Saved 13:35")
	})
}

// TestWindowIsClearedInThePagesColour holds that the notes need no fill of their own, and that no other page is cleared in their colour.
func TestWindowIsClearedInThePagesColour(t *testing.T) {
	cleared := func(d *desk, in fyne.ThemeColorName) {
		t.Helper()
		s := d.o.Fyne.Settings()
		if got, want := s.Theme().Color(ft.ColorNameBackground, s.ThemeVariant()), theme.Color(in); got != want {
			t.Errorf("at %v the window is cleared in %v, not %v", d.place.Page, got, want)
		}
	}
	inVault(t, true, func(d *desk, _ ring, _ string) {
		cleared(d, theme.Bg)
		d.unlock(passphrase)
		cleared(d, theme.Bg)
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		find(d, "editor", func(*editor.Editor) bool { return true })
		cleared(d, theme.Surface)
		d.open(Place{})
		d.settle()
		cleared(d, theme.Bg)
		d.key(fyne.KeyEscape, 0)
		d.settle()
		cleared(d, theme.Surface)
		for _, f := range []func(){d.lockNow, func() { w.Stir(); time.Sleep(11 * time.Minute) }} {
			f()
			d.settle()
			d.shows("Locked")
			cleared(d, theme.Bg)
			d.unlock(passphrase)
			find(d, "editor", func(*editor.Editor) bool { return true })
			cleared(d, theme.Surface)
		}
	})
}
