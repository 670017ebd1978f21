package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/notes"
	w "rapport/ui/widget"
)

// types gives keys to what has the keyboard.
func (d *desk) types(keys ...fyne.KeyName) {
	for _, k := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
		d.settle()
	}
}

func TestAWholeMeetingByKeyboard(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		d.types(fyne.KeyF6) // from the notes to the right column
		p.side.mood.TypedRune('2')
		d.settle()
		d.types(fyne.KeyF6) // to the agenda
		d.types(fyne.KeySpace, fyne.KeyDown)
		if got := d.focused(); got != p.m.Topics[1].Text {
			t.Fatalf("after Space and Down the keyboard is on %q", got)
		}
		d.types(fyne.KeySpace)
		d.key(fyne.KeyJ, ctrl)
		d.typeInto(p.side.quick, "me: send the rota by fri")
		d.types(fyne.KeyReturn)

		g := p.member.Goals[0]
		d.checkIn(g)
		d.settle()
		d.window.Canvas().Focused().TypedRune('1')
		d.shortcut(fyne.KeyReturn, ctrl) // the entry hands it on to the window
		d.settle()
		if w.OverlayOpen(d.window.Canvas()) {
			t.Fatalf("Ctrl+Enter did not save the check-in: %q on %q", d.words(), d.focused())
		}
		d.shortcut(fyne.KeyReturn, ctrl)
		d.settle()
		if w.OverlayOpen(d.window.Canvas()) { // what was not covered: carried over
			d.types(fyne.KeyReturn)
		}
		r := d.records()
		for _, m := range r.Meetings {
			if m.ID != p.m.ID {
				continue
			}
			if m.Status != notes.Held || m.Mood == nil || *m.Mood != 2 || m.Topics[0].State != notes.Discussed || m.Topics[1].State != notes.Discussed {
				t.Errorf("the meeting is %+v", m)
			}
		}
		for _, x := range r.Goals {
			if x.ID == g.ID && len(x.CheckIns) != len(g.CheckIns)+1 {
				t.Errorf("check-ins %+v", x.CheckIns)
			}
		}
	})
}
