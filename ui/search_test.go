package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// searchFixture is the fixture with one long note of Priya's in which a word stands three times, and once in private.
func searchFixture() (people.Records, uuid.UUID) {
	r := fixture()
	for i := range r.Meetings {
		if r.Meetings[i].ID == fixtureID(2, 39) {
			r.Meetings[i].Notes = "# Kettle\n\nThe kettles are old. A kettle leaks.\n\n- kettle again #kitchen\n- C++ and e-mail, don't\n- 東京で会議がある"
			r.Meetings[i].PrivateNotes = "My own kettle is worse."
			r.Meetings[i].Status = notes.Held
		}
	}
	return r, fixtureID(2, 39)
}

func TestSearchShowsEveryPlaceAndOpensTheOneInView(t *testing.T) {
	r, id := searchFixture()
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Search})
		d.settle()
		e := d.entry("a phrase")
		d.typeInto(e, `"kettle"`)
		p := d.page.(*searchPage)
		if len(p.hits) != 1 || p.hits[0].ID != id {
			t.Fatalf("hits: %+v", p.hits)
		}
		d.shows("Hit 1 of 3 here", "Private", "1 hit in here, folded")
		if strings.Contains(d.words(), "worse") {
			t.Error("the private text is not folded")
		}
		d.press("Next")
		d.press("Next")
		d.shows("Hit 3 of 3 here")
		d.press("Show")
		d.shows("is worse.")
		d.enter(e)
		if d.place.Page != Meeting || d.place.Record != id {
			t.Fatalf("at %+v", d.place)
		}
		m := d.page.(*meetingPage)
		if got := m.shared.Selected(); got != "kettle" {
			t.Errorf("selected %q", got)
		}
		if from, _ := m.shared.Selection(); !strings.HasPrefix(string([]rune(m.shared.Text())[from:]), "kettle again") {
			t.Errorf("selected at %d, not the third one", from)
		}
	})
}

func TestAnyTextIsAQuery(t *testing.T) {
	r, id := searchFixture()
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Search})
		d.settle()
		e := d.entry("a phrase")
		p := d.page.(*searchPage)
		for _, text := range []string{"C++", "e-mail", "don't", "会議", "tag:kitchen", "#kitchen", "KETTL", `who:priya kettle in:private`, "  kettle  ", "kettle from:2020"} {
			e.Put("")
			d.settle()
			e.SetText(text)
			d.settle()
			found := false
			for _, h := range p.hits {
				found = found || h.ID == id
			}
			if !found {
				t.Errorf("%q found %d places, but not the note", text, len(p.hits))
			}
		}
		for _, text := range []string{`"`, "who:", "*", "((", "from:yesterday AND OR NOT", "\x00", "kettle -"} {
			e.SetText(text)
			d.settle()
			if strings.Contains(d.words(), "did not work") {
				t.Errorf("%q is an error", text)
			}
		}
		e.SetText("kettle")
		d.settle()
		chip := find(d, "chip in", func(c *w.FilterChip) bool { return strings.HasPrefix(c.AccessibilityLabel(), "in") })
		chip.OnChanged(2) // private
		d.settle()
		if len(p.hits) != 1 || !p.hits[0].Private {
			t.Errorf("in private: %+v", p.hits)
		}
		chip.OnChanged(1)
		d.settle()
		for _, h := range p.hits {
			if h.Private {
				t.Errorf("a private hit among the shared: %+v", h)
			}
		}
		// Enter right after typing means what was typed
		e.SetText("zzz")
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		if d.place.Page != Search {
			t.Errorf("Enter opened %+v for a text that is nowhere", d.place)
		}
	})
}
