package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/language"
	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

// actionAdder is the line that adds an action item for anyone: "Mateo: name a cover by wed", "me: ask Platform every friday".
type actionAdder struct {
	a       *App
	entry   *w.Entry
	with    *w.Select
	members []*Member
	chosen  uuid.UUID
	root    fyne.CanvasObject
}

func newActionAdder(a *App) *actionAdder {
	d := &actionAdder{a: a}
	d.entry = w.NewQuickAdd("Mateo: what, by when. Also “me: …”, “every friday”, “in 2 weeks”", d.parse, d.take).WithIcon("plus")
	d.entry.SetLabel("Action item")
	d.with = w.NewSelect([]string{"With whom"}, 0, func(i int) {
		d.chosen = uuid.Nil
		if i > 0 {
			d.chosen = d.members[i-1].Person.ID
		}
		d.entry.OnChanged(d.entry.Text)
	})
	a.keepWords("actions."+uuid.Nil.String(), wordsIn(d.entry))
	add := w.NewButton("Add", w.Primary, func() { d.entry.OnEnter(d.entry.Text) })
	row := container.New(topRow{12}, d.entry, w.Sized(d.with, 190, 0), add)
	d.root = w.NewCard(w.Pad(row, 12, 16, 12, 16))
	return d
}

func (d *actionAdder) object() fyne.CanvasObject { return d.root }

func (d *actionAdder) show(t *Team) {
	if len(t.Members) > 0 {
		d.entry.SetPlaceHolder(t.Members[0].Person.FirstName() + ": what, by when. Also “me: …”, “every friday”, “in 2 weeks”")
	}
	d.members = nil
	options := []string{"With whom"}
	for _, m := range t.Members {
		if !m.Person.IsArchived() {
			d.members = append(d.members, m)
			options = append(options, t.label(m))
		}
	}
	d.with.SetOptions(options, 1+slices.IndexFunc(d.members, func(m *Member) bool { return m.Person.ID == d.chosen }))
}

// read turns a line into an action item; why says what is missing.
func (d *actionAdder) read(text string) (x notes.Action, m *Member, why string) {
	today := d.a.today()
	rest, rule, first := language.CutRepeat(text, today)
	x = notes.Action{Owner: notes.Me, Created: today, State: notes.ActionOpen, Recurs: rule}
	line, _ := language.ParseAction(rest, nil, today)
	var named []*Member
	if line.Owner == "" {
		for _, c := range d.members {
			if l, _ := language.ParseAction(rest, []string{c.Person.Name}, today); l.Owner == string(notes.Them) {
				if len(named) == 0 || len(l.Text) < len(line.Text) {
					named, line = []*Member{c}, l // the whole name says more than the first
				} else if len(l.Text) == len(line.Text) {
					named = append(named, c)
				}
			}
		}
	}
	chosen := d.member(d.chosen)
	switch {
	case len(named) == 1:
		m = named[0]
	case len(named) > 1 && slices.Contains(named, chosen):
		m = chosen
	case len(named) > 1:
		why = "More than one person is called that: write the whole name, or choose at the right."
	case chosen != nil:
		m = chosen
	default:
		m = d.mentioned(line.Text)
	}
	if line.Owner != "" {
		x.Owner = notes.Side(line.Owner)
	}
	x.Text, x.Due = line.Text, line.Due
	if x.Due == 0 {
		x.Due = first
	}
	switch {
	case notes.IsBlank(x.Text):
		why = "Write what is to be done."
	case m == nil && why == "":
		why = "With whom? Begin with a name, or choose at the right."
	case m != nil:
		x.Person = m.Person.ID
	}
	return x, m, why
}

func (d *actionAdder) member(id uuid.UUID) *Member {
	for _, m := range d.members {
		if m.Person.ID == id {
			return m
		}
	}
	return nil
}

// mentioned is the one person whose name stands in a text; nil where there is none or more.
func (d *actionAdder) mentioned(text string) (found *Member) {
	for _, m := range d.members {
		first := language.Tokens(m.Person.FirstName())
		if len(first) == 0 || !slices.ContainsFunc(language.Tokens(text), func(t language.Token) bool { return t.Fold == first[0].Fold }) {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
}

func (d *actionAdder) parse(text string) (string, w.Tone) {
	x, m, why := d.read(text)
	if why != "" {
		return why, w.Neutral
	}
	who := "You, with " + d.a.team.label(m)
	if x.Owner == notes.Them {
		who = d.a.team.label(m)
	}
	day := "no date found, add one?"
	tone := w.Neutral
	if x.Due != 0 {
		day, tone = x.Due.Format("Mon 2 Jan"), w.Good
		if x.Due < d.a.today() {
			day, tone = x.Due.Format("Mon 2 Jan 2006")+", in the past", w.Warn
		}
	}
	return strings.Join(nonEmpty(who, x.Text, language.RepeatWords(x.Recurs), day), " · "), tone
}

func (d *actionAdder) take(text string) bool {
	x, _, why := d.read(text)
	if why != "" {
		d.entry.SetError(why)
		return false
	}
	x.ID = d.a.o.NewID()
	d.a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, x)
		return err
	}, d.a.backInto(d.entry, text))
	return true
}
