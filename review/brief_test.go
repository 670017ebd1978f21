package review

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
)

func TestBriefSections(t *testing.T) {
	on := date("2026-03-03")
	p := Brief(priya(), on, Morale{})
	if p.SinceLast.Date != date("2026-02-24") || p.SinceLast.Days != 7 || len(p.SinceLast.Lines) != 3 || len(p.SinceLast.Journal) != 1 {
		t.Errorf("since last time: %+v", p.SinceLast)
	}
	if len(p.YouOwe) != 2 || p.YouOwe[0].DaysLate != 4 || len(p.TheyOwe) != 1 || p.TheyOwe[0].DaysLate != 0 {
		t.Errorf("owed: %+v, %+v", p.YouOwe, p.TheyOwe)
	}
	if len(p.Goals) != 2 || p.Goals[0].Word != goals.MoveMoved || p.Goals[1].Word != goals.MoveUnclear {
		t.Errorf("goals: %+v", p.Goals)
	}
	if p.Recognise.LastPraise != date("2025-10-28") || len(p.Recognise.Lines) != 2 {
		t.Errorf("worth recognising: %+v", p.Recognise)
	}
	if p.Morale.Words != "2 Low" || p.Morale.Usual != "" || p.Morale.Workload != "Workload heavy on 10 Feb and 24 Feb" {
		t.Errorf("morale without a usual range: %+v", p.Morale)
	}
	if p.Intent == "" || p.Next.Date() != on || len(p.Agenda) != 2 || p.Agenda[0].Carried != 1 || len(p.Away) != 1 {
		t.Errorf("%+v", p)
	}
	raw, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]any
	if err := json.Unmarshal(raw, &keys); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"person", "person_name", "on", "next", "since_last", "you_owe", "they_owe", "goals", "recognise", "morale", "topics", "questions", "agenda", "away", "intent"} {
		if _, ok := keys[key]; !ok {
			t.Errorf("no %q in %s", key, raw)
		}
	}
}

func TestBriefOfADayKnowsNothingLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := priya()
		on := date("2025-05-01") + civil.Date(rapid.IntRange(0, 330).Draw(t, "day"))
		a, _ := json.Marshal(Brief(f, on, Morale{}))
		b, _ := json.Marshal(Brief(f.AsOf(on), on, Morale{}))
		if string(a) != string(b) {
			t.Fatalf("on %s\n%s\n%s", on, a, b)
		}
	})
}

func TestQuestions(t *testing.T) {
	on := date("2026-03-03")
	f := priya()
	sign := SignLine{Title: "Mood below usual range", Question: "What is taking the most energy?"}
	has := func(p Prep, part string) bool {
		for _, q := range p.Questions {
			if strings.Contains(q.Text, part) {
				return true
			}
		}
		return false
	}
	needs := func() Morale {
		return Morale{Needs: morale.BalanceOf(f, morale.Rules{}, on, morale.BalanceMeetings).Needs}
	}
	p := Brief(f, on, Morale{Signs: []SignLine{sign, sign}, Prompts: []SignLine{{Title: "Role since 10 months", Question: "What next?"}}, Needs: needs().Needs})
	if p.Questions[0].Text != sign.Question || p.Questions[0].Why != sign.Title || p.Questions[1].Text != "What next?" || len(p.Questions) != mostQuestions {
		t.Errorf("signs first, each once: %+v", p.Questions)
	}
	f.Asked = append(f.Asked, notes.Asked{Question: "what is taking the MOST energy?", Date: on - 7})
	if p := Brief(f, on, Morale{Signs: []SignLine{sign}}); has(p, "energy") {
		t.Errorf("asked a week ago: %+v", p.Questions)
	}
	f.Asked[len(f.Asked)-1].Date = on - 60
	if p := Brief(f, on, Morale{Signs: []SignLine{sign}}); !has(p, "energy") {
		t.Errorf("asked two months ago: %+v", p.Questions)
	}
	if !has(Brief(f, on, needs()), "stop or start") {
		t.Error("feedback was last heard in November")
	}
	f.Feedback = append(f.Feedback, notes.Feedback{Date: on - 10, Kind: notes.Praise, Direction: notes.Received})
	if has(Brief(f, on, needs()), "stop or start") {
		t.Error("feedback was heard ten days ago")
	}
	f.Meetings[4].Topics = append(f.Meetings[4].Topics, topic(notes.Growth, "Next role"))
	if has(Brief(f, on, needs()), "doing more of") {
		t.Error("growth came up a week ago")
	}
	growth := morale.Need{Category: notes.Growth, Reason: "Growth last came up 2 Jan", Question: "What more?"}
	if !has(Brief(f, on, Morale{Needs: []morale.Need{growth}}), "What more?") {
		t.Error("a need is not asked")
	}
	if has(Brief(f, on, Morale{Needs: []morale.Need{growth}, Prompts: []SignLine{{Kind: string(morale.PromptGrowth), Question: "In a year?"}}}), "What more?") {
		t.Error("growth is asked about twice")
	}
}

func TestRecogniseOnce(t *testing.T) {
	f := priya()
	on := date("2026-03-03")
	f.Feedback = append(f.Feedback, notes.Feedback{Date: date("2026-02-24"), Kind: notes.Praise, Direction: notes.Given, Text: "calm hand-over during the 18 Feb checkout incident", SaidOn: date("2026-02-24")})
	f.Goals[2].Status, f.Goals[2].Closed = goals.Achieved, date("2026-02-26")
	r := Brief(f, on, Morale{}).Recognise
	if len(r.Lines) != 2 || r.Lines[0].Text != "Goal reached: Mentor Noah to a first release" || r.LastPraise != date("2026-02-24") {
		t.Errorf("what was told is not told again: %+v", r)
	}
	quiet := priya()
	yes := true
	quiet.Journal = []notes.JournalLine{
		{At: at("2025-10-20T09:00:00+02:00"), Text: "before the last praise"},
		{At: at("2026-02-18T09:00:00+02:00"), Text: "Calm hand-over"},
		{At: at("2026-02-19T09:00:00+02:00"), Text: "A secret", Private: &yes},
		{At: at("2026-02-20T09:00:00+02:00"), Text: "Unasked help"},
		{At: at("2026-02-25T09:00:00+02:00"), Text: "after the last meeting"},
	}
	if r := Brief(quiet, on, Morale{}).Recognise; len(r.Noted) != 2 || r.Noted[0].Text != "Unasked help" || r.Noted[1].Text != "Calm hand-over" {
		t.Errorf("noted since the last praise: %+v", r.Noted)
	}
	if r := Brief(people.File{}, on, Morale{}).Recognise; r != nil {
		t.Errorf("nothing: %+v", r)
	}
}

func TestSaidLines(t *testing.T) {
	note := "# Notes\r\n\r\n- one\n  * two\n```\ncode\n```\n- [x] done\n- [ ] me: later\n+ praise\n\n> three\n-! four\n---\nfive\n"
	if got := strings.Join(saidLines(note, 9), "|"); got != "one|two|three|four|five" {
		t.Errorf("%q", got)
	}
	if got := saidLines(note, 2); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if got := firstLine("## Only a heading\n"); got != "Only a heading" {
		t.Errorf("%q", got)
	}
}

func TestTopicRemarks(t *testing.T) {
	p := Brief(priya(), date("2026-03-03"), Morale{})
	if c := p.Topics.Counts; p.Topics.Meetings != 5 || c[0] != (TopicCount{notes.Delivery, 5}) || c[len(c)-1].Count != 0 {
		t.Errorf("%+v", p.Topics)
	}
	f := priya()
	for i := range f.Meetings {
		f.Meetings[i].Topics = []notes.Topic{topic(notes.Team, "x"), {Text: "not covered", Category: notes.Growth, State: notes.Open}}
	}
	got := Brief(f, date("2026-03-03"), Morale{}).Topics
	if strings.Join(got.Remarks, " ") != "Growth has not come up yet." || got.Counts[0].Count != 5 {
		t.Errorf("%+v", got)
	}
}

func TestWordsOfTime(t *testing.T) {
	on := date("2026-03-03")
	for d, want := range map[string]string{
		"2026-03-03": "today", "2026-03-02": "yesterday", "2026-02-24": "7 days ago", "2026-02-03": "four weeks ago", "2025-10-28": "four months ago", "2024-12-01": "15 months ago",
	} {
		if got := ago(date(d), on); got != want {
			t.Errorf("%s: %q, want %q", d, got, want)
		}
	}
	for _, c := range [][3]string{
		{"2025-08-04", "2025-08-22", "4 to 22 August 2025"}, {"2025-07-28", "2025-08-08", "28 July to 8 August 2025"},
		{"2025-12-22", "2026-01-02", "22 December 2025 to 2 January 2026"}, {"2025-08-04", "2025-08-04", "4 August 2025"},
	} {
		if got := spanWords(date(c[0]), date(c[1])); got != c[2] {
			t.Errorf("%q, want %q", got, c[2])
		}
	}
	for _, c := range [][3]string{
		{"2025-03-01", "2026-02-28", "March 2025 to February 2026"}, {"2025-01-01", "2025-12-31", "2025"}, {"2025-01-01", "2025-06-30", "January to June 2025"},
		{"2025-02-01", "2025-02-28", "February 2025"}, {"2025-02-03", "2025-02-28", "3 to 28 February 2025"},
	} {
		if got := (Period{date(c[0]), date(c[1])}).Words(); got != c[2] {
			t.Errorf("%q, want %q", got, c[2])
		}
	}
}

func TestSignsAreSaidOnce(t *testing.T) {
	mood, praise := SignLine{Kind: "mood_below_usual", Title: "Mood", Evidence: "3, 3 and 2."}, SignLine{Kind: "no_recognition", Title: "Praise", Evidence: "Last praise 10 Dec."}
	both := SignLine{Kind: "combined", Title: "Both", Evidence: "3, 3 and 2. Last praise 10 Dec."}
	other := SignLine{Kind: "shock", Title: "Shock", Evidence: "Passed over."}
	p := Brief(priya(), date("2026-03-03"), Morale{Signs: []SignLine{both, mood, praise, other}})
	s, _ := p.Document().Section("morale")
	items := s.Blocks[len(s.Blocks)-1].(Bullets).Items
	if len(items) != 2 || items[0].Lead != "Both" || items[1].Lead != "Shock" {
		t.Errorf("%+v", items)
	}
	if len(p.Morale.Signs) != 4 {
		t.Errorf("every sign stays in the record of the brief: %+v", p.Morale.Signs)
	}
}
