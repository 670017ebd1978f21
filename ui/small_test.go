package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	w "rapport/ui/widget"
)

// TestTheSmallestWindowLosesNothing: at the largest text a screen of 1280 by 800 is no larger than this, and what a page is for must be within it.
func TestTheSmallestWindowLosesNothing(t *testing.T) {
	if smallest.Width*1.6 > 1280 || smallest.Height*1.6 > 770 {
		t.Errorf("%v at 160 %% is more than a small screen has", smallest)
	}
	inWindow(t, fixture(), func(d *desk) {
		d.window.Resize(smallest)
		d.settle()
		for _, at := range []Place{
			{}, {Page: People}, {Page: Goals}, {Page: Actions}, {Page: Templates}, {Page: SettingsPage}, {Page: Person, Person: fixtureID(1, 0)},
			{Page: Person, Person: fixtureID(1, 0), Tab: TabGoals}, {Page: Meeting, Person: fixtureID(1, 0), Record: fixtureID(2, 39)},
		} {
			d.open(at)
			d.settle()
			if got := d.window.Canvas().Size(); got.Width > smallest.Width+1 || got.Height > smallest.Height+1 {
				t.Errorf("%+v makes the window %v", at, got)
			}
			for _, o := range d.objects() {
				b, ok := o.(*w.Button)
				if !ok {
					continue
				}
				where := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
				if right := where.X + b.Size().Width; right > smallest.Width {
					t.Errorf("%+v: %q ends at %v", at, b.Text(), right)
				}
			}
		}
	})
}
