package ui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/storage"
	w "rapport/ui/widget"
)

// pressable are what can be pressed on the page and in what lies over it, but for what leads out of the time machine.
func (d *desk) pressable() (out []fyne.Tappable) {
	for _, o := range d.objects() {
		x, ok := o.(fyne.Tappable)
		if !ok || !o.Visible() {
			continue
		}
		if off, ok := o.(fyne.Disableable); ok && off.Disabled() {
			continue
		}
		if b, ok := o.(*w.Button); ok && (b.Text() == "Back to today" || strings.HasPrefix(b.Text(), d.at.Format("2 Jan 2006"))) {
			continue
		}
		switch o.(type) {
		case *w.NavItem, *w.PersonItem, *w.Entry:
			continue
		}
		out = append(out, x)
	}
	return out
}

// closeAll closes what lies over the page.
func (d *desk) closeAll() {
	for n := 0; w.OverlayOpen(d.window.Canvas()) && n < 5; n++ {
		w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
	}
}

// TestTimeMachineWritesNothing looks at every page as of a day and presses everything on it, runs every command and key, and types: the
// record stays as it is, and what would change it cannot be pressed, or says at once that nothing can be changed there.
func TestTimeMachineWritesNothing(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	inWindow(t, secrets(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		state := func() string {
			text, err := json.Marshal(d.records())
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		before := state()
		writes := 0
		defer d.o.DB.Subscribe(func(storage.Change) { writes++ })()
		d.lookBack(d.today() - 2)
		d.settle()
		day := d.at
		refused := func() bool { return strings.Contains(d.words(), "Go back to today to change anything.") }
		check := func(at Place, what string) {
			t.Helper()
			d.settle()
			if d.at != day {
				t.Fatalf("%s on %+v led out of the day", what, at)
			}
			if writes > 0 {
				t.Errorf("%s on %+v wrote something", what, at)
				writes = 0
			}
		}
		seen := map[Place]bool{}
		for _, to := range everyPlace(t) {
			d.closeAll()
			d.goTo(Place{})
			d.open(to)
			d.settle()
			at := d.place
			key := Place{Page: at.Page, Tab: at.Tab, Kind: at.Kind}
			if at.Page == Today || at.Page == People || at.Page == Goals || at.Page == Actions {
				key = Place{Page: at.Page}
			}
			if at.Page == Person && !slices.Contains([]string{TabOverview, TabMeetings, TabGoals, TabFeedback, TabDelegation, TabProfile}, at.Tab) || seen[key] {
				continue // of the settings, or looked at
			}
			seen[key] = true
			alike := map[string]int{} // presses of the same kind: two of them say it
			for i := 0; ; i++ {
				d.closeAll()
				if d.place != at {
					d.goTo(at)
					d.settle()
				}
				list := d.pressable()
				if i >= len(list) {
					break
				}
				what := fmt.Sprintf("%T", list[i])
				if x, ok := list[i].(fyne.Accessible); ok {
					what += " " + x.AccessibilityLabel()
				}
				kind := strings.Join(strings.Fields(what + " _")[:2], " ")
				if alike[kind]++; alike[kind] > 2 {
					continue
				}
				test.Tap(list[i])
				check(at, what)
				if refused() && !w.OverlayOpen(d.window.Canvas()) || strings.Contains(d.words(), "That did not work") {
					t.Errorf("%s on %+v can be pressed in vain", what, at)
				}
				if !w.OverlayOpen(d.window.Canvas()) {
					continue
				}
				for n := 0; ; n++ { // what the form, the menu or the question offers
					offered := d.pressable()[:]
					if n >= len(offered) || n > 40 || !w.OverlayOpen(d.window.Canvas()) {
						break
					}
					for _, o := range d.objects() {
						if e, ok := o.(*w.Entry); ok && e.Visible() && !e.Free {
							was := e.Text
							test.Type(e, "x")
							if e.Text != was {
								t.Errorf("%s on %+v opens a form that takes text", what, at)
							}
						}
					}
					inner := fmt.Sprintf("%s, then %T", what, offered[n])
					if x, ok := offered[n].(fyne.Accessible); ok {
						inner += " " + x.AccessibilityLabel()
					}
					if o, ok := offered[n].(fyne.CanvasObject); !ok || !over(d, o) {
						break
					}
					test.Tap(offered[n])
					check(at, inner)
					if !w.OverlayOpen(d.window.Canvas()) {
						break
					}
				}
			}
			for i := range d.allActions() {
				d.closeAll()
				if d.place != at {
					d.goTo(at)
					d.settle()
				}
				list := d.allActions()
				if i >= len(list) {
					break
				}
				switch list[i].name {
				case "Back to today", "Lock", "Screen-share mode", "Quit":
					continue
				}
				list[i].do()
				check(at, list[i].name)
				w.OverlaySubmit(d.window.Canvas())
				check(at, "sending off "+list[i].name)
			}
			d.closeAll()
			d.goTo(at)
			d.settle()
			for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyF2, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyN, fyne.Key3} {
				if f := d.window.Canvas().Focused(); f != nil {
					f.TypedKey(&fyne.KeyEvent{Name: key})
				} else if do := d.window.Canvas().OnTypedKey(); do != nil {
					do(&fyne.KeyEvent{Name: key})
				}
				check(at, "the key "+string(key))
			}
		}
		if len(seen) < 12 {
			t.Errorf("only %d places", len(seen))
		}
		d.closeAll()
		if state() != before {
			t.Error("the record is another one")
		}
	})
}

// over reports whether an object lies over the page.
func over(d *desk, o fyne.CanvasObject) bool {
	for _, top := range d.window.Canvas().Overlays().List() {
		for _, x := range test.LaidOutObjects(top) {
			if x == o {
				return true
			}
		}
	}
	return false
}

// TestTimeMachineRefusesAtOnce asks to write by key on another day: before anybody types in vain it says that nothing can be changed there.
func TestTimeMachineRefusesAtOnce(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		for _, at := range []Place{{}, {Page: Person, Person: fixtureID(1, 0)}, {Page: Prep, Person: fixtureID(1, 0)}} {
			d.lookBack(d.today() - 2)
			d.settle()
			d.open(at)
			d.settle()
			for _, key := range []fyne.KeyName{fyne.KeyT, fyne.KeyN, fyne.KeyG, fyne.KeyO} {
				d.key(key, ctrl)
				d.shows("Nothing can be changed here", "Go back to today to change anything.")
				d.press("Stay")
				if d.at == 0 || w.OverlayOpen(d.window.Canvas()) {
					t.Fatalf("%+v, Ctrl+%s: it does not stay", at, key)
				}
			}
			d.key(fyne.KeyComma, ctrl)
			d.shows("Settings and templates are as they are today.")
			if d.place != at {
				t.Errorf("the settings led to %+v", d.place)
			}
			d.key(fyne.KeyT, ctrl)
			d.press("Back to today")
			if d.at != 0 || d.place.Page != at.Page {
				t.Errorf("%+v: at %v on %+v", at, d.at, d.place)
			}
		}
	})
}
