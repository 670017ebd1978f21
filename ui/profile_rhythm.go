package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// lengths are how long a one-on-one may be planned to be, in minutes.
var lengths = []int{15, 20, 25, 30, 45, 50, 60, 90}

var weekdayWords = []string{"No fixed day", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"}

// rhythm is what the series or the cadence of a person says, as the choices of the Rhythm card.
type rhythm struct {
	cadence people.Cadence
	day     int    // 0 no fixed day, 1 Monday … 7 Sunday
	clock   string // "14:00", where the manager is
	next    time.Time
}

func rhythmOf(p people.Person, now time.Time) rhythm {
	r := rhythm{cadence: p.Cadence, clock: "14:00"}
	if r.cadence == "" {
		r.cadence = people.NoRhythm
	}
	series, err := people.ParseSeries(p.Series)
	if p.Series == "" || err != nil {
		return r
	}
	at, ok := series.Next(civil.DateOf(now).In(now.Location()), p.ExDates)
	if !ok {
		at = series.Start()
	}
	at = at.In(now.Location())
	r.day, r.clock, r.next = (int(at.Weekday())+6)%7+1, at.Format("15:04"), at
	return r
}

// series writes a rhythm as the fields of a person. What is the same keeps its phase: the week of one every two weeks.
func (r rhythm) series(p *people.Person, before rhythm, now time.Time) {
	p.Cadence = r.cadence
	if r.day == 0 || r.cadence == people.NoRhythm {
		p.Series, p.ExDates = "", nil
		return
	}
	day := civil.DateOf(now)
	if !before.next.IsZero() {
		day = civil.DateOf(before.next)
	}
	monday := day - civil.Date((int(day.Weekday())+6)%7)
	day = monday + civil.Date(r.day-1)
	for day < civil.DateOf(now) {
		day += 7
	}
	clock, err := time.Parse("15:04", r.clock)
	if err != nil {
		clock = time.Date(0, 1, 1, 14, 0, 0, 0, time.UTC)
	}
	start := time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, time.UTC)
	p.Series = people.NewSeries(start, zoneName(now), r.cadence)
}

// clockWords are the times at which a one-on-one may be planned to begin, and the one that it has.
func clockWords(has string) []string {
	clocks := []string{has}
	for minutes := 7 * 60; minutes <= 20*60; minutes += 30 {
		clocks = append(clocks, fmt.Sprintf("%02d:%02d", minutes/60, minutes%60))
	}
	slices.Sort(clocks)
	return slices.Compact(clocks)
}

func (s *profileTab) rhythmCard() fyne.CanvasObject {
	a, m := s.p.a, s.p.m
	now := a.team.Now
	r := rhythmOf(m.Person, now)
	options, words := slices.Clone(cadences), slices.Clone(cadenceWords)
	at := slices.Index(options, r.cadence)
	if at < 0 {
		options, words = append(options, r.cadence), append(words, r.cadence.Words())
		at = len(options) - 1
	}
	set := func(f func(*rhythm)) {
		next := r
		f(&next)
		s.set("The rhythm is changed.", func(p *people.Person) { next.series(p, r, now) })
	}
	often := w.NewSelect(words, at, func(i int) { set(func(r *rhythm) { r.cadence = options[i] }) }).Small().Writes()
	often.SetLabel("How often: " + words[at])
	day := w.NewSelect(weekdayWords, r.day, func(i int) { set(func(r *rhythm) { r.day = i }) }).Small().Writes()
	day.SetLabel("Day: " + weekdayWords[r.day])
	clocks := clockWords(r.clock)
	clock := w.NewSelect(clocks, slices.Index(clocks, r.clock), func(i int) { set(func(r *rhythm) { r.clock = clocks[i] }) }).Small().Writes()
	clock.SetLabel("Time: " + r.clock)
	minutes := []string{"Not set"}
	for _, n := range lengths {
		minutes = append(minutes, fmt.Sprint(n, " min"))
	}
	long := 0
	if n := m.Person.SeriesMinutes; n != nil {
		if long = slices.Index(lengths, *n) + 1; long == 0 {
			minutes = append(minutes, fmt.Sprint(*n, " min"))
			long = len(minutes) - 1
		}
	}
	length := w.NewSelect(minutes, long, func(i int) {
		if i <= len(lengths) {
			s.set("The length is changed.", func(p *people.Person) {
				p.SeriesMinutes = nil
				if i > 0 {
					p.SeriesMinutes = &lengths[i-1]
				}
			})
		}
	}).Small().Writes()
	length.SetLabel("Length: " + minutes[long])
	line := func(label string, o ...fyne.CanvasObject) fyne.CanvasObject {
		return w.Sized(w.Pad(w.FixedLeft(76, 0, w.VStack(0, w.Spacer(), w.NewText(label, w.Small.In(theme.Text2)), w.Spacer()), w.HStack(8, o...)), 0, 16, 0, 16), 0, 44)
	}
	rows := []fyne.CanvasObject{line("How often", w.Grow(often)), line("When", w.Grow(day), w.Sized(clock, 84, 28))}
	if r.cadence == people.NoRhythm {
		rows = rows[:1]
	} else if r.day == 0 {
		rows[1] = line("When", w.Grow(day))
	}
	templates := notes.Templates(a.team.Templates)
	names, chosen := []string{"No template"}, 0
	for i, x := range templates {
		names = append(names, x.Name)
		if x.ID.String() == m.Person.Template || strings.EqualFold(x.Name, m.Person.Template) {
			chosen = i + 1
		}
	}
	if chosen == 0 && m.Person.Template != "" {
		names = append(names, m.Person.Template)
		chosen = len(names) - 1
	}
	template := w.NewSelect(names, chosen, func(i int) {
		if i <= len(templates) {
			s.set("The template is changed.", func(p *people.Person) {
				p.Template = ""
				if i > 0 {
					p.Template = templates[i-1].Name
				}
			})
		}
	}).Small().Writes()
	template.SetLabel("Template: " + names[chosen])
	rows = append(rows, line("Length", w.Grow(length)), line("Template", w.Grow(template)))
	if next, then := s.nextWords(); next != nil {
		rows = append(rows, line("Next", w.Grow(next)))
		if then != "" {
			rows = append(rows, line("Then", w.Grow(w.NewElided(then, w.Body))))
		}
	}
	return w.NewCard(w.NewCardHead("Rhythm", "", nil), w.Rows(rows...))
}

// nextWords says when the next one-on-ones are, where the manager is, and what time that is for the person.
func (s *profileTab) nextWords() (next *w.Text, then string) {
	m, t := s.p.m, s.p.a.team
	now := t.Now
	first, ok := m.Next(now)
	if !ok {
		return nil, ""
	}
	day := dayOf(first.At, now)
	spans := []w.Span{w.Strong.Span(dayWord(day, t.On) + " " + clockOf(first.At, now))}
	if loc, err := time.LoadLocation(m.Person.Timezone); err == nil && m.Person.Timezone != "" {
		if there := first.At.Time().In(loc); there.Format("15:04") != clockOf(first.At, now) {
			spans = append(spans, w.Small.In(theme.Text2).Span("  "+there.Format("15:04")+" for "+m.Person.FirstName()))
		}
	}
	var later []string
	for _, x := range m.Appointments(day.In(now.Location()).AddDate(0, 0, 1), now.AddDate(0, 0, 60)) {
		if len(later) < 3 {
			later = append(later, shortDay(dayOf(x.At, now), t.On))
		}
	}
	return w.NewSpans(spans...).Elide(), strings.Join(later, ", ")
}
