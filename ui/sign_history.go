package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/morale"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// historyDays is how far back the history of signs goes.
const historyDays = 540

// showSignHistory shows the mood chart of a person and every sign of a year and a half: when it was raised, when it cleared, and what the
// manager did.
func (a *App) showSignHistory(person uuid.UUID) {
	m, t := a.team.Member(person), a.team
	if m == nil {
		return
	}
	list := w.VStack(0, w.Inset(w.NewText("Looking back…", w.Small.In(theme.Text2)), 12))
	data, _ := a.moodData(m, t.Rules, t.On)
	for i := range data.Events { // nothing is opened from under a form
		data.Events[i].Open = nil
	}
	chart := w.NewMoodChart(data, nil)
	body := w.VStack(8, w.HStack(0, w.Spacer(), moodLegend(data)), chart.WithHeight(150), scrolled(list, 330))
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Signs of " + m.Person.Name + ", eighteen months", Content: body, Save: "Close", Cancel: "Back", Width: 720})
	go func() {
		rows := morale.Replay(m.File, t.Rules, t.On-historyDays, t.On, 1)
		a.do(func() {
			list.Objects = nil
			for i := len(rows) - 1; i >= 0; i-- { // the latest first
				list.Add(historyRow(m, rows[i], t))
				list.Add(w.NewLine())
			}
			if len(rows) == 0 {
				list.Add(w.EmptyState("No signs in this time.", "", nil))
			}
			list.Refresh()
		})
	}()
}

// historyRow is one row of a replay.
func historyRow(m *Member, r morale.Row, t *Team) fyne.CanvasObject {
	when := shortDay(r.Raised, t.On) + " – open"
	if r.Cleared != 0 {
		when = shortDay(r.Raised, t.On) + " – " + shortDay(r.Cleared, t.On)
	}
	lines := []fyne.CanvasObject{w.NewWrapped(r.Title, w.Strong), w.NewWrapped(signText(r.Line), w.Small.In(theme.Text2))}
	for _, k := range m.Acknowledgements {
		if k.Sign == string(r.Kind) && k.At >= r.Raised && (r.Cleared == 0 || k.At < r.Cleared) {
			lines = append(lines, w.NewWrapped(ackWords(k, t), w.Small))
		}
	}
	icon := map[morale.Severity]string{morale.Watch: "dots", morale.Concern: "warn", morale.Urgent: "flag"}[r.Severity]
	head := w.VStack(2, w.NewText(when, w.SmallStrong), w.HStack(6, w.NewIcon(icon, theme.Amber, 14), w.NewText(severityWord(r.Severity), w.Small.In(theme.Amber))))
	return w.Pad(w.HStack(12, w.Sized(head, 170, 0), w.Grow(w.VStack(2, lines...))), 10, 8, 10, 8)
}

// ackWords says what the manager did with a sign.
func ackWords(k people.Acknowledgement, t *Team) string {
	day := shortDay(k.At, t.On)
	switch k.Action {
	case people.Acted:
		return strings.TrimSpace("You talked about it on " + day + ". " + k.Reason)
	case people.Snoozed:
		if k.Until != 0 {
			return "Snoozed on " + day + " until " + shortDay(k.Until, t.On) + "."
		}
		return "Snoozed on " + day + "."
	}
	return strings.TrimSpace("Not a sign, " + day + ": " + k.Reason)
}
