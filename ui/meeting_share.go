package ui

import (
	"net/url"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// copyText puts text on the clipboard and says so.
func (a *App) copyText(text, said string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	a.say(said)
}

// mail opens the system's mail program with a letter that is written and not sent.
func (a *App) mail(to, subject, body string) {
	a.outside("Mailing opens a letter in your mail program.", func() { a.mailNow(to, subject, body) })
}

func (a *App) mailNow(to, subject, body string) {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") } // RFC 6068: a space is no plus
	link := &url.URL{Scheme: "mailto", Opaque: url.PathEscape(to), RawQuery: "subject=" + escape(subject) + "&body=" + escape(strings.ReplaceAll(body, "\n", "\r\n"))}
	if err := a.openURL(link); err != nil {
		a.showError(&mailError{err})
	}
}

// openURL hands an address to the system; a test looks at it instead.
func (a *App) openURL(link *url.URL) error {
	if a.o.OpenURL != nil {
		return a.o.OpenURL(link)
	}
	return a.o.Fyne.OpenURL(link)
}

type mailError struct{ cause error }

func (e *mailError) Error() string {
	return "No mail program opened. Copy the text instead and paste it into your mail. (" + e.cause.Error() + ")"
}

func (e *mailError) Unwrap() error { return e.cause }

// agendaText is what is planned for the next one-on-one with a person, without anything private.
func (a *App) agendaText(m *Member) (title, text string) {
	title = "Agenda for our one-on-one"
	topics := notes.TopicsOf(m.TalkingPoints)
	if ongoing, ok := m.Ongoing(); ok {
		title += " of " + longDay(dayOf(ongoing.At, a.now()), a.today())
		topics = append(append([]notes.Topic(nil), ongoing.Topics...), topics...)
	} else if next, ok := m.Next(a.now()); ok {
		title += " on " + longDay(dayOf(next.At, a.now()), a.today())
		topics = append(append([]notes.Topic(nil), next.Meeting.Topics...), topics...)
	}
	return title, notes.AgendaText(title, m.Person.FirstName(), topics)
}

// agendaMenu are the ways to send an agenda beforehand.
func (a *App) agendaMenu(m *Member) []w.MenuItem {
	return []w.MenuItem{
		{Text: "Copy the agenda", Icon: "copy", Do: func() {
			_, text := a.agendaText(m)
			a.copyText(text, "The agenda is on the clipboard.")
		}},
		{Text: "Mail the agenda", Icon: "export", Do: func() {
			title, text := a.agendaText(m)
			a.mail(m.Person.Email, title, text)
		}},
	}
}

// followUp shows the text to send after a meeting, the shared part only, and when the next one could be.
func (a *App) followUp(person *Member, m notes.Meeting) {
	first := person.Person.FirstName()
	title := "Notes of our one-on-one on " + longDay(dayOf(m.At, a.now()), a.today())
	var actions []notes.Action
	for _, x := range person.Actions {
		if x.Meeting == m.ID {
			actions = append(actions, x)
		}
	}
	next, proposed := a.nextWords(person)
	said := ""
	if !proposed {
		said = next
	}
	text := w.NewMultiEntry("", 14)
	text.SetLabel("Follow-up text")
	text.Put(notes.FollowUp(title, first, m, actions, said))
	send := w.NewButton("Mail", w.Plain, func() { a.mail(person.Person.Email, title, text.Text) }).WithIcon("export")
	line := w.HStack(8, w.NewIcon("cal", theme.Text2, 16), w.Grow(w.NewElided(next, w.Small)))
	if proposed {
		plan := w.NewButton("Plan it", w.Link, nil)
		plan.SetOnTapped(func() {
			a.planNext(person)
			plan.Disable()
		})
		line.Add(plan)
	}
	content := w.VStack(10, w.NewWrapped("Only the shared notes and what was agreed. Change here what you like before you send it.", w.Small), text, w.HStack(8, w.Grow(line), send))
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Follow-up", Content: content, Width: 640, Save: "Copy", Cancel: "Close", OnSave: func() bool {
		a.copyText(text.Text, "The follow-up is on the clipboard.")
		return true
	}})
}

// nextWords says when the next one-on-one is, by the calendar or the series; proposed says that it is only what the cadence proposes.
func (a *App) nextWords(m *Member) (words string, proposed bool) {
	tomorrow := (a.today() + 1).In(a.now().Location())
	if next, ok := m.Next(tomorrow); ok {
		return "Next one " + longDay(dayOf(next.At, a.now()), a.today()) + ", " + clockOf(next.At, a.now()) + ".", false
	}
	if day := a.proposal(m); day != 0 {
		return "Next one by the rhythm: " + longDay(day, a.today()) + ".", true
	}
	return "No next one is planned.", false
}

// proposal is the day that the cadence proposes for the next one-on-one; 0 where there is an appointment already, or no rhythm.
func (a *App) proposal(m *Member) civil.Date {
	if m.Person.IsArchived() {
		return 0
	}
	if _, ok := m.Next((a.today() + 1).In(a.now().Location())); ok {
		return 0
	}
	last := a.today()
	if met, ok := m.LastMet(); ok {
		last = met.At.Date()
	}
	day := notes.ProposeNext(last, a.today(), m.Person.RhythmDays())
	for range 60 {
		if day == 0 || !m.Away(day) && day.Time().Weekday() != 0 && day.Time().Weekday() != 6 {
			break
		}
		day++
	}
	return day
}

// planNext writes the proposed one-on-one into the calendar, at the time of the last one.
func (a *App) planNext(m *Member) {
	day := a.proposal(m)
	if day == 0 {
		return
	}
	clock := a.now()
	minutes := m.Person.SeriesMinutes
	if met, ok := m.LastMet(); ok {
		clock = met.At.Time().In(a.now().Location())
		if !met.Began.IsZero() && met.At == met.Began { // it began when somebody pressed Start: a round time
			clock = clock.Round(15 * time.Minute)
		}
	}
	at := civil.InstantOf(timeOn(day.In(a.now().Location()), clock))
	put(a, notes.Meeting{ID: a.o.NewID(), Person: m.Person.ID, At: at, Minutes: minutes, Status: notes.Scheduled, Template: m.Person.Template})
	a.say("Planned for " + longDay(day, a.today()) + ", " + at.Clock() + ".")
}
