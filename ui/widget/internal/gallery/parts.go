//go:build gallery

package main

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

func sidebar(rail bool) fyne.CanvasObject {
	logo := w.NewLogo()
	logo.SetRail(rail)
	var nav, team []fyne.CanvasObject
	for i, n := range [][2]string{{"home", "Today"}, {"people", "People"}, {"target", "Goals"}, {"doc", "Reviews"}, {"mirror", "Mirror"}} {
		item := w.NewNavItem(n[0], n[1], none)
		item.SetRail(rail)
		item.SetOn(i == 0)
		nav = append(nav, item)
	}
	for i, n := range []string{"Priya Raman", "Mateo Herrera", "Amara Okafor", "Noah Lindqvist", "Hana Sato", "Leila Haddad", "Tomasz Zieliński-Wróbel"} {
		item := w.NewPersonItem(n, i, i < 2 || i == 6, none)
		item.SetRail(rail)
		item.SetOn(i == 0)
		team = append(team, item)
	}
	settings := w.NewNavItem("gear", "Settings", none).Wordless()
	settings.SetRail(rail)
	side, width := float32(12), theme.WidthSidebar
	if rail {
		side, width = 6, theme.WidthRail
	}
	head := fyne.CanvasObject(w.Pad(w.NewText("Team", w.CaptionStrong.In(theme.Text3)), 20, 0, 6, 8))
	if rail {
		head = w.Sized(w.Spacer(), 1, 16)
	}
	column := w.Pad(w.VStack(0, w.Pad(logo, 0, 0, 10, 0), w.VStack(0, nav...), head, w.VStack(0, team...), w.Spacer(), settings), 10, side, 10, side)
	return w.Behind(w.Sized(w.FixedRight(1, 0, column, w.NewVLine()), width, 0), theme.Side)
}

func buttons() fyne.CanvasObject {
	line := func(small, off bool) fyne.CanvasObject {
		var out []fyne.CanvasObject
		for i, name := range []string{"Start one-on-one", "Prep", "Snooze", "Open calendar"} {
			b := w.NewButton(name, w.ButtonKind(i), none)
			if i == 0 {
				b.WithIcon("play")
			}
			if i == 1 {
				b.WithIcon("edit")
			}
			if small {
				b.Small()
			}
			if off {
				b.Disable()
			}
			out = append(out, b)
		}
		more := w.NewIconButton("more", "More", w.Plain, none)
		if small {
			more.Small()
		}
		out = append(out, more, w.NewButton("2 weeks", w.Plain, none).WithTrail("chevd"), w.NewButton("Delete", w.Plain, none).Danger())
		return w.HStack(12, out...)
	}
	return w.VStack(10, line(false, false), line(true, false), line(false, true))
}

func chips() fyne.CanvasObject {
	return w.HStack(8, w.NewChip("4 days late", "clock", w.Bad), w.NewChip("Today", "", w.Warn), w.NewChip("Thu 5 Mar", "", w.Neutral),
		w.NewChip("At risk", "flag", w.Warn), w.NewChip("On track", "check", w.Good), w.NewChip("Unclear", "dots", w.Neutral), w.NewChip("Stale", "clock", w.Neutral),
		w.NewKeyCap("Ctrl K"), w.NewKeyCap("Esc"))
}

func parts(win fyne.Window) fyne.CanvasObject {
	avatars := w.HStack(8, w.NewAvatar("Priya Raman", 0, 56), w.NewAvatar("Mateo Herrera", 1, 40), w.NewAvatar("Amara", 2, 36), w.NewAvatar("山田 太郎", 3, 28),
		w.NewAvatar("🦊", 4, 28), w.NewAvatar("Ana María de la Cruz", 5, 28), w.NewAvatar("Tomasz Zieliński", 6, 24))
	off := w.NewCheck("Not now", true, nil)
	off.Disable()
	checks := w.HStack(20, w.NewCheck("Send promotion criteria", false, nil), w.NewCheck("Thanks for the notes", true, nil), w.NewCheck("Struck", true, nil).Struck(), off)
	view := w.NewSegmented([]string{"Shared", "Private"}, 0, nil).WithIcons("chat", "lock")
	segs := w.HStack(16, view, w.NewSegmented([]string{"Board", "Tree", "Table"}, 0, nil).WithHeight(36), w.NewSegmented([]string{"Number", "Yes or no"}, 0, nil).WithHeight(24))
	tabs := w.NewTabs([]w.Tab{{Text: "Overview"}, {Text: "One-on-ones", Count: "46"}, {Text: "Goals", Count: "3"}, {Text: "Feedback"}, {Text: "Profile"}}, 0, nil)
	bars := w.VStack(4, w.NewProgressBar(num(0.58), num(0.71), 6), w.NewProgressBar(num(0.76), num(0.71), 8), w.NewProgressBar(nil, num(0.5), 6))
	done := w.NewProgressBar(num(1), nil, 6)
	done.SetTone(w.Good)
	bars.Add(done)
	search := w.NewEntry("Search or run a command").WithIcon("search").WithTrailing(w.NewKeyCap("Ctrl K"))
	bad := w.NewEntry("")
	bad.Put("twelve")
	bad.SetError("Write the number in digits.")
	hint := w.NewEntry("")
	hint.Put("Improve basket alerts at night")
	hint.SetCaption("“Improve” has no number. What would someone see in June?", w.Warn)
	offEntry := w.NewEntry("Reason, in one line")
	offEntry.Disable()
	multi := w.NewMultiEntry("Who helps, with what, until when", 3)
	multi.Put("In June at most one page after 22:00, and nothing muted to get there. A longer line that wraps round to the next.")
	fields := w.VStack(8, search, w.Field("Goal", "as you would say it", hint), bad, offEntry, w.NewEntry("Add a talking point").WithIcon("plus"), multi)
	texts := w.VStack(4, w.NewText("Display", w.Display), w.NewText("Title", w.Title), w.NewText("Heading", w.Heading),
		w.NewSpans(w.Strong.Span("Priya"), w.Body.In(theme.Text2).Span(" · "), w.Body.Span("Mood below usual range")),
		w.NewElided("A long line of small words that does not fit in its column and is cut", w.Small.In(theme.Text2)),
		w.NewWrapped("“What would make it one point higher?” wraps to two or three lines where the column is narrow.", w.Body),
		w.NewSpans(w.Small.In(theme.Text2).Span("Six weeks of "), w.SmallStrong.Marked(theme.Mark).Span("on-call"), w.Small.In(theme.Text2).Span(", four pages after 22:00. Says the alerts are noisy")).Elide())
	left := w.VStack(14, buttons(), chips(), avatars, checks, segs, tabs, bars, w.Sized(w.NewWorkload(3, nil), 279, 0))
	right := w.VStack(14, w.NewCard(w.NewCardHead("Next up", "5 this week", w.NewButton("Open calendar", w.Link, none)), w.CardBody(texts)), w.Sized(fields, 0, 0))
	return w.FixedLeft(theme.WidthSidebar, 0, sidebar(false), w.FixedLeft(theme.WidthRail, 0, sidebar(true), w.Inset(w.FixedRight(330, 24, left, right), 16)))
}
