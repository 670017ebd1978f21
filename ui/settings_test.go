package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/storage"
	w "rapport/ui/widget"
)

// localOf is a setting of this computer as the database has it.
func (d *desk) localOf(key string) (value string) {
	d.t.Helper()
	if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		value, err = storage.Local(tx, key)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return value
}

func TestSettingsTakeEffectAtOnce(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		scaled := 0
		d.o.Scale = func(percent int) { scaled = percent }
		d.key(fyne.KeyComma, ctrl)
		d.shows("Settings", "Appearance", "System, text 100 %")
		find(d, "theme", func(s *w.Segmented) bool { return true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		find(d, "theme", func(s *w.Segmented) bool { return true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		if got := d.localOf(LocalTheme); got != "dark" {
			t.Errorf("kept %q", got)
		}
		d.shows("Dark, text 100 %")
		d.page.(*settingsPage).open[0].section.(*appearanceSection).setSize(120)
		d.settle()
		if got := d.localOf(LocalTextSize); got != "120" || scaled != 120 {
			t.Errorf("kept %q, drawn at %d", got, scaled)
		}
	})
}

func TestSettingsAreFound(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.key(fyne.KeyComma, ctrl)
		p := d.page.(*settingsPage)
		d.typeInto(p.search, "zoom")
		if got := p.fitting(); len(got) != 1 || got[0].tab != "appearance" {
			t.Errorf("found %+v", got)
		}
		test.Type(p.search, " xyzzy")
		d.settle()
		d.shows("No setting of that name.")
	})
}
