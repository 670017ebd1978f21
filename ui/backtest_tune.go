package ui

import (
	"fmt"
	"strconv"
	"strings"

	"rapport/morale"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// tune asks for other thresholds of a kind of sign and shows at once what they would have changed.
func (b *backTest) tune(kind morale.Kind) {
	a := b.p.a
	info, _ := morale.InfoOf(kind)
	limits, rules, files, from, on := morale.LimitsOf(kind), a.team.Rules, a.team.files(), b.from(a.team.On), a.team.On
	var entries []*w.Entry
	now, then := w.NewWrapped("", w.Small.In(theme.Text2)), w.NewWrapped("", w.SmallStrong)
	end := w.NewElided("", w.Caption.In(theme.Text2))
	work := &beside{}
	// read is what stands in the entries; false where something is no number in range, which the entry then says
	read := func() (map[string]float64, bool) {
		values, ok := map[string]float64{}, true
		for i, e := range entries {
			l := limits[i]
			v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(e.Text), ",", ".", 1), 64)
			if err != nil || !(v >= l.Min && v <= l.Max) {
				e.SetError("From " + typed(l.Min) + " to " + typed(l.Max) + ".")
				ok = false
				continue
			}
			e.SetError("")
			values[l.Key()] = v
		}
		return values, ok
	}
	effect := func() {
		values, ok := read()
		if !ok {
			work.forget()
			then.SetText("With this: not known until the numbers are in range.")
			return
		}
		run(work, a, func() [2]morale.Tally {
			is, _ := morale.BackTest(files, rules.Only(kind), from, on).Of(kind)
			would, _ := morale.BackTest(files, rules.With(values).Only(kind), from, on).Of(kind)
			return [2]morale.Tally{is.Tally, would.Tally}
		}, func(t [2]morale.Tally) {
			now.SetText("Now: " + tunedWords(t[0]))
			then.SetText("With this: " + tunedWords(t[1]))
		})
	}
	content := w.VStack(14)
	for _, l := range limits {
		e := w.NewEntry(typed(l.Default))
		e.Put(typed(rules.Value(l)))
		e.OnChanged = func(string) { effect() }
		entries = append(entries, e)
		content.Add(w.Field(capital(l.Words), "usually "+typed(l.Default), e))
	}
	back := w.NewButton("Back to default", w.Quiet, func() {
		for i, e := range entries {
			e.Put(typed(limits[i].Default))
		}
		effect()
	}).Small()
	if limits[0].Kind == "" {
		end.SetText("Shared by every kind of sign that rests on words and observations.")
	} else {
		end.SetText("Replayed over " + longMonth(b.tests[b.current()].From) + " to " + longMonth(on) + ".")
	}
	content.Add(w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(4, now, then, end), 12)))
	content.Add(w.HStack(0, back, w.Spacer()))
	effect()
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Tune: " + info.Name, Content: content, Save: "Save", Cancel: "Cancel", Focus: entries[0], OnSave: func() bool {
		values, ok := read()
		if !ok {
			return false
		}
		set := map[string]any{}
		for _, l := range limits {
			switch v := values[l.Key()]; {
			case v == rules.Value(l):
			case v == l.Default:
				set[l.Key()] = nil
			default:
				set[l.Key()] = v
			}
		}
		work.forget()
		if len(set) > 0 {
			a.setSettings(set, "Changed: "+info.Name+".")
		}
		return true
	}})
}

func tunedWords(t morale.Tally) string {
	words := count(t.Spoke, "time", "times")
	if t.Spoke > 0 {
		words += ", " + tallyWords(t)
	}
	if t.Open > 0 {
		words += fmt.Sprintf(", %d open", t.Open)
	}
	return words + "."
}

// typed is a number as one types it.
func typed(v float64) string { return decimal(v, -1) }
