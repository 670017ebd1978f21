package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
)

// moodLine says mood and workload as they were noted; nil where nothing was and no sign is open.
func moodLine(held []notes.Meeting, m Morale) *MoodLine {
	line := MoodLine{Signs: m.Signs}
	for _, x := range held {
		if x.Mood != nil {
			line.Moods = append(line.Moods, Mood{x.At.Date(), *x.Mood, x.MoodSource})
		}
	}
	line.Moods = line.Moods[max(0, len(line.Moods)-lastMoods):]
	if n := len(line.Moods); n > 0 {
		last := line.Moods[n-1].Mood
		line.Words = strconv.Itoa(last) + " " + notes.MoodWords[last]
		if m.UsualUp > 0 {
			line.Usual = fmt.Sprintf("Usual %.1f to %.1f", m.UsualLow, m.UsualUp)
			switch {
			case float64(last) < m.UsualLow:
				line.Words += ", below usual"
			case float64(last) > m.UsualUp:
				line.Words += ", above usual"
			}
		}
	}
	line.Workload = heavyWords(held)
	if len(line.Moods) == 0 && line.Workload == "" && len(line.Signs) == 0 {
		return nil
	}
	return &line
}

// heavyWords says on which of the last meetings the workload was noted as heavy or too much.
func heavyWords(held []notes.Meeting) string {
	var days []string
	worst, least := 0, 5
	for _, m := range held[max(0, len(held)-lastMeetings):] {
		if m.Workload != nil && *m.Workload >= 4 {
			days = append(days, m.At.Date().Format("2 Jan"))
			worst, least = max(worst, *m.Workload), min(least, *m.Workload)
		}
	}
	if len(days) == 0 {
		return ""
	}
	words := strings.ToLower(notes.WorkloadWords[least])
	if worst != least {
		words += " or " + strings.ToLower(notes.WorkloadWords[worst])
	}
	return "Workload " + words + " on " + list(days)
}

// topics counts what the last meetings were about; nil where no topic came up.
func topics(held []notes.Meeting, on civil.Date) *Topics {
	recent := held[max(0, len(held)-lastMeetings):]
	counts := map[notes.Category]int{}
	all := 0
	for _, m := range recent {
		for _, t := range m.Topics {
			if t.CameUp() {
				counts[t.About()]++
				all++
			}
		}
	}
	if all == 0 {
		return nil
	}
	out := Topics{Meetings: len(recent)}
	for _, c := range notes.Categories {
		if counts[c] > 0 || c != notes.Other {
			out.Counts = append(out.Counts, TopicCount{c, counts[c]})
		}
	}
	slices.SortStableFunc(out.Counts, func(a, b TopicCount) int { return b.Count - a.Count })
	if d := lastTopic(held, notes.Growth); counts[notes.Growth] == 0 && d != 0 {
		out.Remarks = append(out.Remarks, "Growth last came up "+ago(d, on)+".")
	} else if d == 0 {
		out.Remarks = append(out.Remarks, "Growth has not come up yet.")
	}
	if top := out.Counts[0]; float64(top.Count) > takesOver*float64(all) && all >= lastMeetings {
		out.Remarks = append(out.Remarks, fmt.Sprintf("%s takes %d of %d points.", categoryWords(top.Category), top.Count, all))
	}
	return &out
}

// categoryWords says a category as the app shows it.
func categoryWords(c notes.Category) string { return upper(string(c)) }

// lastTopic is the day on which a category last came up; 0 for never.
func lastTopic(held []notes.Meeting, c notes.Category) civil.Date {
	for _, m := range slices.Backward(held) {
		for _, t := range m.Topics {
			if t.CameUp() && t.Category == c {
				return m.At.Date()
			}
		}
	}
	return 0
}

// questions are a few that could be asked: those of the open signs and prompts first, then what the person needs talked about and was
// not, then goals. One that was asked in the last weeks, or stands on the agenda, is left out.
func questions(f people.File, p Prep, m Morale, held []notes.Meeting, on civil.Date) []Question {
	var out []Question
	used := map[string]bool{}
	for _, a := range f.Asked {
		if a.Date > on-askedDays {
			used[language.Fold(a.Question)] = true
		}
	}
	for _, t := range f.TalkingPoints {
		used[language.Fold(t.Text)] = true
	}
	ask := func(text, why string) {
		if key := language.Fold(text); text != "" && !used[key] && len(out) < mostQuestions {
			used[key] = true
			out = append(out, Question{text, why})
		}
	}
	for _, s := range m.Signs {
		ask(s.Question, s.Title)
	}
	for _, s := range m.Prompts {
		ask(s.Question, s.Title)
	}
	for _, n := range m.Needs {
		if n.Category != notes.Growth || !growthAsked(m.Prompts) {
			ask(n.Question, n.Reason)
		}
	}
	for _, g := range p.Goals {
		switch {
		case g.Word == goals.MoveSlowed || g.Word == goals.MoveSlipped:
			ask("What is in the way of ‘"+g.Title+"’, and what would help?", "It "+strings.ToLower(string(g.Word))+" since "+dateWords(p.SinceLast.Date))
		case g.Stale:
			ask("Where does ‘"+g.Title+"’ stand?", "No check-in for a while")
		}
	}
	return out
}

// growthAsked reports whether one of the prompts asks about growth already.
func growthAsked(prompts []SignLine) bool {
	return slices.ContainsFunc(prompts, func(p SignLine) bool { return p.Kind == string(morale.PromptGrowth) })
}
