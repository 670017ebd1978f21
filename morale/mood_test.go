package morale

import (
	"strings"
	"testing"

	"rapport/civil"
	"rapport/notes"
)

// atWeek is the day of the meeting n weeks after the first.
func atWeek(n int) civil.Date { return start + civil.Date(7*n) }

func TestMoodBelowUsual(t *testing.T) {
	for _, c := range []struct {
		name, moods string
		want        Severity // on the day of the last one
	}{
		{"steady", "4444444444", None},
		{"fewer than six", "44422", None},
		{"one bad day", "44444444441", None},
		{"one bad day, then as usual", "444444444414444", None},
		{"two lower", "444444444444443" + "3", Watch},
		{"three lower", "44454443444544" + "332", Concern},
		{"two far lower", "44444444444444" + "11", Concern},
		{"low but stable", "22322232232222322", None},
		{"two back in the usual range", "44444444444444" + "332" + "44", None},
		{"one back is not enough", "44444444444444" + "332" + "4", Concern},
		{"blank moods are no readings", "44444444444444" + "3...3...2", Concern},
		{"blank is not the middle", "5555555555555......", None},
		{"a rise", "333333333333345", None},
		{"a long slide stays", "4444444444444443333333333333333333333333333333333333333333", Concern},
	} {
		b := priya("weekly")
		end := b.moods(start, c.moods)
		if got := level(b, only(MoodBelowUsual), MoodBelowUsual, end-7); got != c.want {
			t.Errorf("%s: %s gives %q, want %q", c.name, c.moods, got, c.want)
		}
	}
}

func TestMoodSaysWhatWasSeen(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "4445444443444454444444332")
	on := atWeek(25)
	s := find(t, b, MoodBelowUsual, on)
	if s.Line != "3, 3 and 2 in the last three. Usual 3.6 to 4.4." || s.Title != "Mood below usual range" {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	if s.Since != atWeek(22) || s.Raised != atWeek(24) || s.Severity != Concern {
		t.Errorf("since %s, raised %s, %s", s.Since, s.Raised, s.Severity)
	}
	if e := s.Evidence[0]; len(s.Evidence) != 3 || e.Text != "Mood 2 Low, Priya said" || e.Ref != b.Meetings[24].ID.String() || e.Field != "mood" {
		t.Errorf("evidence %+v", s.Evidence)
	}
	if !strings.HasPrefix(s.Clears, "Two moods in a row of 4 or more. Or no new mood by 23 Aug") || s.Question != "What would make it one point higher?" {
		t.Errorf("%q, %q", s.Clears, s.Question)
	}
	if s.Basis != "Control chart on Priya’s own 22 moods, usual 3.6 to 4.4; grade C: practice" {
		t.Errorf("basis %q", s.Basis)
	}
}

func TestMoodLapsesWithoutNewMoods(t *testing.T) {
	b := priya("weekly")
	end := b.moods(start, "44444444444444332")
	last := end - 7
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{last + 59: Concern, last + 60: None})
	b.away(last+10, last+19)
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{last + 69: Concern, last + 70: None})
	b.meet(last+80, 3, 0) // one low mood after it lapsed is one bad day
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{last + 80: None})
}

func TestMoodOfMeetingsThatWereNot(t *testing.T) {
	b := priya("weekly")
	end := b.moods(start, "44444444444444")
	for i := range 3 {
		b.meet(end+civil.Date(7*i), 1, 0).Status = notes.Cancelled
	}
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{end + 21: None})
}

func TestBaseline(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "44444")
	if _, ok := Baseline(b.file(), Rules{}, start+100); ok {
		t.Error("a usual range of five moods")
	}
	b = priya("weekly")
	end := b.moods(start, "4445444443444454444444332")
	if _, ok := Baseline(b.file(), Rules{}, start-1); ok {
		t.Error("a usual range before the first mood")
	}
	if band, ok := Baseline(b.file(), Rules{}, atWeek(21)); !ok || band.N != 22 || len(band.Below) != 0 || band.Words() != "3.6 to 4.4" {
		t.Errorf("before: %+v", band)
	}
	band, ok := Baseline(b.file(), Rules{}, end)
	if !ok || band.N != 22 || band.Words() != "3.6 to 4.4" || len(band.Below) != 3 || band.Below[0] != b.Meetings[22].ID {
		t.Errorf("after: %+v", band)
	}
	if !band.Contains(4) || band.Contains(3) {
		t.Error("4 is usual, 3 is not")
	}
}
