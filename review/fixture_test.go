package review

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func at(s string) civil.Instant {
	i, err := civil.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return i
}

func id(n byte) uuid.UUID    { return uuid.UUID{15: n} }
func whole(n int) *int       { return &n }
func num(v float64) *float64 { return &v }
func yes() *bool             { b := true; return &b }

func met(n byte, day string, notesText string, topics ...notes.Topic) notes.Meeting {
	return notes.Meeting{ID: id(n), Person: id(1), At: at(day + "T14:00:00+02:00"), Status: notes.Held, Notes: notesText, Topics: topics}
}

func topic(c notes.Category, text string) notes.Topic {
	return notes.Topic{Text: text, Category: c, State: notes.Discussed}
}

// priya is a small file made by hand: a year of work, each kind of record once or more.
func priya() people.File {
	meetings := []notes.Meeting{
		met(10, "2025-06-03", "Checkout launch plan agreed.", topic(notes.Delivery, "Launch plan"), topic(notes.Growth, "Wants to lead a migration")),
		met(11, "2025-10-28", "# Notes\n\nThe launch went out on the day planned.\n", topic(notes.Delivery, "Launch"), topic(notes.Growth, "Next role: what senior means")),
		met(12, "2026-01-13", "On-call starts this week.", topic(notes.Delivery, "On-call")),
		met(13, "2026-02-10", "Pages at night again.", topic(notes.Delivery, "Alerts"), topic(notes.Wellbeing, "On-call")),
		met(14, "2026-02-24", "## Notes\n- Paged nine times in February, four after 22:00. Old basket alerts fire most nights.\n- Batched basket call is on a branch, waiting for review.\n- [ ] me: send promotion criteria by fri\n- Asked about promotion criteria. You said you would send them.\n+ Calm hand-over during the 18 Feb checkout incident\n",
			topic(notes.Delivery, "Basket call"), topic(notes.Technical, "Traces")),
	}
	meetings[3].Mood, meetings[3].MoodSource, meetings[3].Workload = whole(3), notes.Said, whole(4)
	meetings[4].Mood, meetings[4].MoodSource, meetings[4].Workload = whole(2), notes.Impression, whole(4)
	meetings[4].PrivateNotes = "Seemed tired. Do not push the migration this week."
	next := notes.Meeting{ID: id(15), Person: id(1), At: at("2026-03-03T14:00:00+02:00"), Status: notes.Scheduled, Intent: "Leave with one thing Priya can stop doing this month."}
	meetings = append(meetings, next)
	f := people.File{
		Person: people.Person{ID: id(1), Name: "Priya Raman", Role: "Engineer II", Team: "Frontend", Started: date("2025-01-07"), Interests: []string{"Accessibility", "Performance"},
			Strengths: []people.Strength{{Text: "Explains hard things simply", Evidence: []people.Evidence{{Date: date("2025-09-16"), Text: "Wrote the accessibility checklist now used by two teams."}}}}},
		Absences: []people.Absence{
			{ID: id(20), Person: id(1), From: date("2025-08-04"), To: date("2025-08-22"), Text: "Parental leave, part one"},
			{ID: id(21), Person: id(1), From: date("2026-04-06"), To: date("2026-04-10"), Text: "Trip"},
		},
		Meetings: meetings,
		TalkingPoints: []notes.TalkingPoint{
			{ID: id(30), Person: id(1), Text: "On-call, checkout", Category: notes.Wellbeing, RaisedBy: notes.Me, Added: date("2026-02-24"), Position: whole(1), Carried: whole(1)},
			{ID: id(31), Person: id(1), Text: "Promo criteria, pairing with Noah", Category: notes.Growth, RaisedBy: notes.Them, Added: date("2026-02-25"), Position: whole(2)},
		},
		Journal: []notes.JournalLine{
			{ID: id(40), Person: id(1), At: at("2025-12-09T10:00:00+02:00"), Text: "Took Noah through a first code review."},
			{ID: id(41), Person: id(1), At: at("2026-02-26T10:00:00+02:00"), Text: "Asked Platform to drop the old alerts.", Private: yes()},
		},
		Actions: []notes.Action{
			{ID: id(50), Person: id(1), Text: "Send promotion criteria", Owner: notes.Me, Created: date("2026-02-24"), Due: date("2026-02-27"), State: notes.ActionOpen},
			{ID: id(51), Person: id(1), Text: "Ask to drop old alerts", Owner: notes.Me, Created: date("2026-02-24"), Due: date("2026-03-06"), State: notes.ActionOpen},
			{ID: id(52), Person: id(1), Text: "Profile the basket call", Owner: notes.Them, Created: date("2026-02-24"), Due: date("2026-03-03"), State: notes.ActionOpen},
			{ID: id(53), Person: id(1), Text: "Write the launch notes", Owner: notes.Them, Created: date("2025-10-01"), Due: date("2025-10-27"), State: notes.ActionDone, Closed: date("2025-10-24")},
			{ID: id(54), Person: id(1), Text: "Book the security review", Owner: notes.Me, Created: date("2025-10-01"), Due: date("2025-10-10"), State: notes.ActionDone, Closed: date("2025-10-17")},
			{ID: id(55), Person: id(1), Text: "Compare two chart libraries", Owner: notes.Them, Created: date("2025-06-03"), State: notes.ActionDropped, Closed: date("2025-10-28"), Reason: "Design chose one"},
		},
		Feedback: []notes.Feedback{
			{ID: id(60), Person: id(1), Date: date("2025-10-28"), Kind: notes.Praise, Direction: notes.Given, Situation: "Checkout launch week", Behaviour: "Ran the go or no-go list every morning", Impact: "nobody was surprised, and the launch held its date", SaidOn: date("2025-10-28")},
			{ID: id(61), Person: id(1), Date: date("2026-01-20"), Kind: notes.Constructive, Direction: notes.Given, Situation: "Design review on 20 January", Behaviour: "Answered for two others before they could", Impact: "we heard one view only", SaidOn: date("2026-01-27")},
			{ID: id(62), Person: id(1), Date: date("2026-02-20"), Kind: notes.Praise, Direction: notes.About, Text: "Release notes that Support now forwards to customers.", Source: "Dana, Support"},
			{ID: id(63), Person: id(1), Date: date("2025-11-11"), Kind: notes.Praise, Direction: notes.Received, Text: "Thanks for keeping the noise away in October."},
			{ID: id(64), Person: id(1), Date: date("2026-02-12"), Kind: notes.Constructive, Direction: notes.About, Text: "Slow to answer in the incident channel.", Source: "Mateo", Private: yes()},
		},
		Goals: []goals.Goal{
			{ID: id(70), Person: id(1), Title: "Launch the new checkout", Why: "Half of all baskets were given up on the payment page.", Start: date("2025-06-02"), Due: date("2025-10-31"), Status: goals.Achieved, Closed: date("2025-10-28"), Score: num(1), Kind: goals.Committed,
				Agreed: date("2025-06-03"), Helped: "A go or no-go list from week one.", Learnt: "Ask Legal before the copy is final.", OutsideControl: "The payment provider was two weeks late.",
				DueChanges: []goals.DueChange{{Date: date("2025-09-01"), Was: date("2025-09-30"), To: date("2025-10-31"), Reason: "The payment provider was two weeks late"}},
				KeyResults: []goals.KeyResult{{ID: id(71), Title: "Baskets given up on the payment page", Kind: goals.Percent, From: num(50), To: num(30), Retargeted: []goals.Retarget{{Date: date("2025-07-01"), Was: num(35), To: num(30), Reason: "The first week already reached 36%"}}}},
				CheckIns: []goals.CheckIn{
					{ID: id(72), Date: date("2025-06-24"), Confidence: goals.OnTrack, Values: map[uuid.UUID]float64{id(71): 41}},
					{ID: id(73), Date: date("2025-09-02"), Confidence: goals.AtRisk, Note: "Provider slipped. The rest is ready.", Values: map[uuid.UUID]float64{id(71): 36}},
					{ID: id(74), Date: date("2025-10-28"), Confidence: goals.OnTrack, Note: "Live for everyone.", Values: map[uuid.UUID]float64{id(71): 29}},
				}},
			{ID: id(75), Person: id(1), Title: "Checkout page loads in under 2 s", Why: "so that fewer baskets are given up", Parent: id(90), Start: date("2026-01-13"), Due: date("2026-03-31"), Status: goals.Active, Agreed: date("2026-01-13"), Kind: goals.Committed,
				KeyResults: []goals.KeyResult{{ID: id(76), Title: "Slowest page, p75 load time", Kind: goals.Number, Unit: "s", From: num(3.4), To: num(2)}},
				CheckIns: []goals.CheckIn{
					{ID: id(77), Date: date("2026-01-27"), Confidence: goals.OnTrack, Values: map[uuid.UUID]float64{id(76): 3}},
					{ID: id(78), Date: date("2026-02-10"), Confidence: goals.OnTrack, Values: map[uuid.UUID]float64{id(76): 2.7}},
					{ID: id(79), Date: date("2026-02-24"), Confidence: goals.AtRisk, Note: "Neither checkout nor alerts moves much when I do both.", Values: map[uuid.UUID]float64{id(76): 2.6}},
				}},
			{ID: id(80), Person: id(1), Title: "Mentor Noah to a first release", Start: date("2026-02-03"), Status: goals.Active},
		},
		TeamGoals:   []goals.Goal{{ID: id(90), Team: "Checkout", Title: "Fewer abandoned baskets", Status: goals.Active}},
		Delegations: []goals.Delegation{{ID: id(95), Person: id(1), What: "Release notes", Level: whole(6), Since: date("2025-11-11"), Support: "Dana reads them first"}},
		Asked:       []notes.Asked{{ID: id(96), Person: id(1), Question: "What is one thing I could stop or start doing?", Date: date("2025-11-11")}},
	}
	f.Sort()
	return f
}

// golden compares with a file of testdata; RAPPORT_GOLDEN=write writes it anew.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("RAPPORT_GOLDEN") == "write" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs from what was made:\n%s", path, got)
	}
}
