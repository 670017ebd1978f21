package ui

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// trashSection lists what was deleted, to bring it back.
type trashSection struct {
	p    *settingsPage
	list []storage.Trashed
	err  error
	done bool // it was read
}

func newTrashSection(p *settingsPage) section { return &trashSection{p: p} }

func (s *trashSection) title() string { return "Trash" }

func (s *trashSection) state() string {
	switch {
	case s.err != nil:
		return "Could not be read"
	case !s.done:
		return " "
	case len(s.list) == 0:
		return "Empty"
	}
	return count(len(s.list), "item", "items") + ", emptied after 90 days"
}

func (s *trashSection) keywords() string { return "deleted restore undo bin" }

func (s *trashSection) read() func() {
	var list []storage.Trashed
	err := s.p.a.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		list, err = storage.Trash(tx)
		return err
	})
	return func() { s.list, s.err, s.done = list, err, true }
}

// trashKinds are what the app calls a deleted record of each kind, and its icon.
var trashKinds = map[string][2]string{
	"people": {"Person", "people"}, "meetings": {"One-on-one", "chat"}, "talking_points": {"Talking point", "list"}, "journal": {"Journal line", "edit"},
	"actions": {"Action item", "check"}, "feedback": {"Feedback", "star"}, "goals": {"Goal", "target"}, "delegations": {"Delegation", "people"},
	"observations": {"Observation", "search"}, "events": {"Event", "flag"}, "absences": {"Absence", "cal"}, "reviews": {"Review", "doc"},
	"templates": {"Template", "doc"}, "questions": {"Question", "bulb"}, "cue_words": {"Cue word", "edit"},
	"acknowledgements": {"Answer to a sign", "warn"}, "line_marks": {"Marked line", "edit"}, "asked": {"Asked question", "bulb"},
}

func (s *trashSection) cards() []fyne.CanvasObject {
	a := s.p.a
	if s.err != nil {
		return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Trash", "", nil), w.EmptyState(s.err.Error(), "Try again", s.p.again))}
	}
	rows := []fyne.CanvasObject{}
	for _, x := range s.list {
		kind, ok := trashKinds[x.Kind]
		if !ok {
			kind = [2]string{"Record", "doc"}
		}
		title := kind[0] + " " + x.Label
		if label, ok := strings.CutPrefix(x.Label, "“"); ok { // the line under it says what it is
			title = strings.TrimSuffix(label, "”")
		}
		what := kind[0]
		if m := a.team.Member(x.Person); m != nil && x.Kind != "meetings" {
			what += " · " + short(m.Person.Name, 40)
		}
		if a.sharing { // it may be private, and a name that is gone has no initials
			title = kind[0]
		}
		on := civil.DateOf(x.At.In(a.now().Location()))
		line := what + ", deleted " + shortDay(on, a.today()) + ". Stays until " + shortDay(civil.DateOf(x.At.Add(storage.KeepTrash).In(a.now().Location())), a.today()) + "."
		back := w.NewButton("Restore", w.Plain, func() { s.restore(x, title) }).Small()
		back.SetLabel("Restore: " + title)
		rows = append(rows, settingRow(kind[1], title, line, back))
	}
	if len(rows) == 0 {
		rows = append(rows, w.Inset(w.NewWrapped("Nothing was deleted in the last 90 days.", w.Small.In(theme.Text2)), 16))
	}
	return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Trash", countOrNone(len(s.list)), w.NewText("Kept for 90 days, never emptied earlier", w.Caption.In(theme.Text2))), w.Rows(rows...))}
}

// restore brings back what was deleted at one time; the entry goes at once, so that a second press does nothing.
func (s *trashSection) restore(x storage.Trashed, title string) {
	a := s.p.a
	a.write(func(tx *storage.Tx) error { return storage.Restore(tx, x.ID) }, func(err error) {
		if err != nil {
			a.showError(err)
		} else {
			a.say("Brought back: " + title)
		}
		s.p.again()
	})
}

// momentWords says when something was, near today: "today 08:12", "2 Mar 08:05".
func momentWords(t, now time.Time) string {
	t = t.In(now.Location())
	on, today := civil.DateOf(t), civil.DateOf(now)
	switch on {
	case today:
		return "today " + t.Format("15:04")
	case today - 1:
		return "yesterday " + t.Format("15:04")
	}
	return shortDay(on, today) + " " + t.Format("15:04")
}
