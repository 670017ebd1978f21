//go:build gallery

package main

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var moods = [5]string{"Poor", "Low", "OK", "Good", "Great"}

func meetings() fyne.CanvasObject {
	done := w.MeetingState{Text: "Prepared", Icon: "check", Tone: w.Good}
	not := w.MeetingState{Text: "Not prepared", Icon: "dots"}
	list := []w.Meeting{
		{Time: "14:00", Day: "Today", Name: "Priya Raman", State: done, Detail: "5 points ready", Action: "Start", Main: true},
		{Time: "16:30", Day: "Today", Name: "Mateo Herrera", Avatar: 1, State: not, Detail: "3 carried over", Action: "Prep"},
		{Time: "10:00", Day: "Wed", Name: "Amara Okafor", Avatar: 2, State: w.MeetingState{Text: "Started", Icon: "edit"}, Detail: "2 points from Amara", Action: "Prep"},
	}
	var out []fyne.CanvasObject
	var rows []*w.Row
	for _, m := range list {
		r := w.NewMeetingRow(m, 48, none, none)
		rows = append(rows, &r.Row)
		out = append(out, r)
	}
	rows[len(rows)-1].SetBottom(true)
	w.LinkRows(rows...)
	return w.NewCard(w.NewCardHead("Next up", "5 this week", w.NewButton("Open calendar", w.Link, none)), w.Rows(out...))
}

func signs() fyne.CanvasObject {
	a := w.NewSignRow(w.Sign{Icon: "down", Name: "Priya", Title: "Mood below usual range", Evidence: "3, 3 and 2 in the last three. Usual: 3.6 to 4.4.",
		Ask: "Ask: “What is taking the most energy right now?”", Why: "See why", Snooze: "Snooze"}, none, none)
	b := w.NewSignRow(w.Sign{Icon: "load", Title: "Workload marked heavy twice running", Evidence: "17 and 24 Feb. On-call began 13 Jan, and this line is so long that it does not fit and goes on in a second one.",
		Ask: "Ask: “What could wait, or move to someone else?”", Why: "See why", Snooze: "Snooze"}, none, none)
	c := w.NewSignRow(w.Sign{Icon: "gap", Name: "Tomasz", Title: "No one-on-one for 34 days", Evidence: "Last met 28 Jan. 11 Feb moved, 25 Feb cancelled.", Why: "See why", Snooze: "Snooze"}, none, none)
	return w.NewCard(w.NewCardHead("Needs attention", "3 signs", nil), w.Rows(a, b, c))
}

func promises() fyne.CanvasObject {
	a := w.NewPromiseRow(w.Promise{Text: "Send promotion criteria", Person: "Priya Raman", Due: "4 days late", Icon: "clock", Tone: w.Bad}, 48, nil, nil, nil)
	b := w.NewPromiseRow(w.Promise{Text: "Ask Platform to share the on-call rota with the others", Person: "Mateo Herrera", Due: "Today", Tone: w.Warn}, 48, nil, nil, nil)
	c := w.NewPromiseRow(w.Promise{Text: "Ask to drop the old alerts", Due: "Fri 6 Mar"}, 40, nil, nil, nil)
	d := w.NewPromiseRow(w.Promise{Text: "Confirm conference budget", Due: "Thu 5 Mar", Owner: "You", Done: true}, 40, nil, none, nil)
	return w.NewCard(w.NewCardHead("Your promises", "5 open, 2 late", nil), w.Rows(a, b, c, d))
}

func goalRows() fyne.CanvasObject {
	a := w.NewGoalRow(w.Goal{Name: "Priya Raman", Title: "Checkout page loads in under 2 s", Progress: num(0.58), Expected: num(0.71), Line: "58% done. At this pace 71% by 31 Mar.", Status: "At risk", Icon: "flag", Tone: w.Warn}, 76, none)
	b := w.NewGoalRow(w.Goal{Name: "Noah Lindqvist", Avatar: 3, Title: "Ship a first feature end to end", Line: "No measure and no date set.", Status: "Unclear", Icon: "dots"}, 76, none)
	c := w.NewGoalRow(w.Goal{Title: "Trace every basket call", Progress: num(1), Line: "Done 21 Jan, 6 days early", Status: "Done", Icon: "check", Tone: w.Good, Done: true}, 72, none)
	d := w.NewGoalRow(w.Goal{Name: "Leila Haddad", Avatar: 5, Title: "Nightly reports on the new warehouse", Status: "Stale", Icon: "clock"}, 48, none)
	return w.NewCard(w.NewCardHead("Goals to look at", "3 of 14", w.NewLegend(w.MarkTick, "expected by today")), w.Rows(a, b, c, d))
}

func agenda() fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, it := range []w.AgendaItem{
		{Text: "How is on-call landing so far?", Done: true, Topic: "Wellbeing", Carried: "Carried twice"},
		{Text: "Checkout: what blocks 2 seconds?", Topic: "Delivery", Carried: "Carried once"},
		{Text: "Promotion criteria, walk through together", Topic: "Growth", From: "From Priya"},
		{Text: "A thing for me only", Private: true},
		{Text: "Nothing beside it"},
	} {
		r := w.NewAgendaRow(it, w.AgendaActions{Open: none})
		r.SetCurrent(i == 1)
		out = append(out, r)
	}
	return w.Behind(w.VStack(0, w.NewCardHead("Agenda", "2 of 5", nil), w.Rows(out...), w.NewLine(), w.Inset(w.NewEntry("Add a talking point").WithIcon("plus"), 12)), theme.Sunken)
}

func today(win fyne.Window) fyne.CanvasObject {
	left := w.VStack(16, w.Sized(meetings(), 0, 286), w.Sized(signs(), 0, 272))
	right := w.VStack(16, w.Sized(promises(), 0, 286), w.Sized(goalRows(), 0, 272))
	head := w.HStack(12, w.VStack(-2, w.NewText("Today", w.Title), w.NewText("Tuesday 3 March · two one-on-ones, two promises late", w.Small.In(theme.Text2))), w.Spacer(),
		w.Sized(w.NewSearchBox("Search or run a command", "Ctrl K", none), 264, 36), w.NewButton("New one-on-one", w.Primary, none).WithIcon("plus"))
	page := w.Pad(w.VStack(0, w.Sized(head, 0, 72), w.Columns(16, []float32{1.44, 1}, left, right)), 0, 24, 0, 24)
	return w.FixedLeft(theme.WidthSidebar, 0, sidebar(false), page)
}

func rows(win fyne.Window) fyne.CanvasObject {
	left := w.VStack(12, meetings(), signs())
	right := w.VStack(12, promises(), goalRows())
	status := w.NewStatusBar(w.KeyHint{Text: "Private note", Key: "Ctrl Shift P"}, w.KeyHint{Text: "Finish", Key: "Ctrl Enter"})
	status.Set(w.StatusItem{Icon: "check", Text: "Saved 14:12", Tone: w.Good}, w.StatusItem{Icon: "clock", Text: "12 of 30 min"}, w.StatusItem{Text: "94 words"})
	bad := w.NewStatusBar()
	bad.Set(w.StatusItem{Icon: "dots", Text: "Not saved: disk full", Tone: w.Bad}, w.StatusItem{Text: "94 words"})
	bad.SetRetry("Retry", none)
	page := w.FixedLeft(280, 16, agenda(), w.Inset(w.VStack(0, w.Columns(16, []float32{1.44, 1}, left, right)), 12))
	return w.VStack(0, w.Grow(page), bad, status)
}

func moodData(n int) w.MoodData {
	values := []int{4, 4, 4, 5, 4, 4, 3, 4, 4, 5, 4, 4, 4, 4, 4, 5, 4, 4, 4, 3, 4, 4, 3, 3, 2}
	var d w.MoodData
	day := time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC)
	for i := range n {
		d.Points = append(d.Points, w.MoodPoint{Date: day, Mood: values[i], Below: i > 21, Label: day.Format("2 Jan") + " · " + moods[values[i]-1] + " · Priya said"})
		day = day.AddDate(0, 0, 15)
	}
	if n > 6 {
		d.Usual = &w.Band{Low: 3.6, High: 4.4}
		d.Events = []w.ChartEvent{{Date: d.Points[9].Date, Text: "New team lead"}, {Date: d.Points[15].Date, Text: "Checkout launch"}, {Date: d.Points[21].Date, Text: "On-call starts"}}
	} else {
		d.Note = "Two more one-on-ones and a usual range will appear."
	}
	return d
}

func charts(win fyne.Window) fyne.CanvasObject {
	full := moodData(25)
	spans := full
	spans.Spans = []w.ChartSpan{{From: 0, To: 21, Text: "usual range comes from these 22"}, {From: 22, To: 24, Text: "since 10 Feb", Warn: true}}
	legend := w.HStack(18, w.NewLegend(w.MarkBand, "Usual range"), w.NewLegend(w.MarkDiamond, "Below usual"))
	mood := w.NewCard(w.NewCardHead("Mood", "12 months", legend).WithoutLine(), w.Pad(w.Sized(w.NewMoodChart(spans, nil), 0, 250), 0, 15, 8, 15))
	few := w.NewCard(w.NewCardHead("Mood", "since January", nil).WithoutLine(), w.Pad(w.NewMoodChart(moodData(4), nil), 0, 15, 8, 15))
	none0 := w.NewMoodChart(w.MoodData{Note: "No mood noted yet."}, nil)
	zero := w.NewCard(w.NewCardHead("Mood", "", nil).WithoutLine(), w.Pad(none0, 0, 15, 8, 15))
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	at := func(days int) time.Time { return start.AddDate(0, 0, days) }
	pace := w.PaceData{Start: start, Due: at(89), Points: []w.PacePoint{{Date: at(0)}, {Date: at(14), Value: 0.12}, {Date: at(28), Value: 0.3}, {Date: at(41), Value: 0.5}, {Date: at(61), Value: 0.58}}, Forecast: num(0.71)}
	early := pace
	early.Points, early.Forecast = pace.Points[:2], nil
	paces := w.NewCard(w.CardBody(w.VStack(8, w.NewPaceChart(pace), w.NewText("At this pace 71% by 31 Mar", w.Strong), w.NewPaceChart(early), w.NewText("Too early to forecast", w.Small.In(theme.Text2)),
		w.HStack(12, w.NewLegend(w.MarkTick, "expected by today"), w.NewLegend(w.MarkPlan, "plan"), w.NewLegend(w.MarkForecast, "forecast")))))
	band := &w.Band{Low: 3.6, High: 4.4}
	strip := w.HStack(20,
		w.Sized(w.NewSparkline([]int{4, 4, 5, 4, 4, 3, 3, 2}, band, true, "Priya"), 116, 0),
		w.Sized(w.NewSparkline([]int{4, 3, 4, 4, 3, 3, 3, 3}, &w.Band{Low: 2.8, High: 4}, false, "Mateo"), 116, 0),
		w.Sized(w.NewSparkline([]int{4}, nil, false, "Noah"), 116, 0), w.Sized(w.NewSparkline(nil, nil, false, "Hana"), 116, 0))
	picker := w.VStack(8, w.NewMoodPicker(3, moods, nil), w.NewRadio([]string{"Priya said", "My reading"}, 0, nil), w.NewWorkload(3, nil), w.NewWorkload(-1, nil), w.NewMoodPicker(0, moods, nil))
	on, off := w.NewSwitch("Encrypt", true, nil), w.NewSwitch("Keyring", false, nil)
	quick := w.NewQuickAdd("me: or Priya: what, by when", func(s string) (string, w.Tone) {
		if strings.Contains(s, " by ") {
			return "You · Send the promo criteria · Fri 6 Mar", w.Good
		}
		return "No date found, add one?", w.Warn
	}, func(string) bool { return true })
	quick.SetText("me: send the promo criteria by fri")
	form := w.HStack(8, w.Sized(w.NewSelect([]string{"Every week", "Every 2 weeks", "Every month"}, 1, nil), 143, 0), w.NewSelect([]string{"On track", "At risk", "Off track"}, 1, nil).Small(), on, off)
	chips := w.HStack(8, w.NewFilterChip("from", []string{"any day", "1 Jan 2026"}, 1, nil).Clears(), w.NewFilterChip("tag", []string{"any topic", "Growth"}, 0, nil), w.NewFilterButton("Q1 2026", true, none))
	right := w.VStack(14, w.Sized(picker, 279, 0), quick, form, chips, strip, zero)
	left := w.VStack(12, mood, w.Columns(12, []float32{1, 1}, few, paces))
	return w.Inset(w.FixedRight(560, 20, left, right), 16)
}

func overlays(win fyne.Window) fyne.CanvasObject {
	c := win.Canvas()
	var toast *w.Toast
	menu := w.NewButton("Menu", w.Plain, nil).WithTrail("chevd")
	menu.SetOnTapped(func() {
		w.ShowMenuAt(menu, []w.MenuItem{{Text: "Export", Icon: "export", Key: "Ctrl E", Do: none}, {Text: "History", Icon: "clock", Do: none}, {Text: "Shown", Checked: true, Do: none}, {Text: "Not now", Icon: "lock", Disabled: true}, {}, {Text: "Delete", Icon: "x", Danger: true, Do: none}})
	})
	name := w.NewEntry("Text, in one line")
	line := w.HStack(12, menu,
		w.NewButton("Confirm", w.Plain, func() {
			w.Confirm(c, "Delete this one-on-one of 24 Feb?", "It stays in Trash for 90 days.", "Delete", "Keep", true, func() { toast.Say("Deleted", "Undo", none) })
		}),
		w.NewButton("Error", w.Plain, func() {
			w.ShowError(c, "Could not save to this disk.", "Your text is still here. Retry or save a copy elsewhere.", w.Choice{Text: "Save a copy"}, w.Choice{Text: "Retry", Safe: true, Main: true})
		}),
		w.NewButton("Form", w.Plain, func() {
			w.ShowForm(c, w.Form{Title: "New talking point", Content: w.VStack(12, w.Field("For", "", w.NewSelect([]string{"Priya Raman", "Mateo Herrera"}, 0, nil)), w.Field("Point", "", name)), Save: "Add", Cancel: "Cancel", Focus: name,
				OnSave: func() bool { name.SetError("Write the point first."); return name.Text != "" }})
		}),
		w.NewButton("Toast", w.Plain, func() { toast.Say("Snoozed until 10 March", "Undo", none) }),
		w.NewSelect([]string{"Every week", "Every 2 weeks", "Every month", "Never"}, 1, nil))
	toast = w.NewToast(w.Inset(w.VStack(16, line, meetings(), w.NewCard(w.EmptyState("No goals yet. Start with one that Priya cares about.", "New goal", none))), 20), nil)
	return toast
}
