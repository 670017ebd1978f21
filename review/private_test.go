package review_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
)

// guarded is a file in which every field that only the manager may see holds a canary of its own.
func guarded() people.File {
	f := review.Priya()
	yes := true
	f.Person.ProfileNotes = "canary-profile"
	f.Person.Left = &people.Left{Date: civil.NewDate(2026, 2, 1), Why: "canary-left"}
	f.Person.Sensitivity = "canary-sensitivity"
	f.Person.Hold = &yes
	f.Person.RetainUntil = civil.NewDate(1777, 7, 7)
	for i := range f.Absences {
		f.Absences[i].Text = "canary-absence"
	}
	mood := 5
	for i := range f.Meetings {
		m := &f.Meetings[i]
		m.Intent, m.PrivateNotes = "canary-intent", "canary-notes\n+ canary-notes-praise\n- [ ] me: canary-notes-action"
		m.Mood, m.MoodSource, m.Workload, m.WorkloadSource, m.Helped = &mood, "canary-mood-source", &mood, "canary-workload-source", &mood
	}
	at, _ := civil.ParseInstant("2026-02-20T10:00:00+02:00")
	f.Journal = append(f.Journal, notes.JournalLine{ID: uuid.UUID{1}, Person: f.Person.ID, At: at, Text: "+ canary-journal", Private: &yes})
	for n, direction := range []notes.Direction{notes.Given, notes.About, notes.Received} {
		for _, kind := range []notes.FeedbackKind{notes.Praise, notes.Constructive} {
			f.Feedback = append(f.Feedback, notes.Feedback{ID: uuid.UUID{2, byte(n)}, Person: f.Person.ID, Date: at.Date(), Kind: kind, Direction: direction, Private: &yes,
				Situation: "canary-feedback", Behaviour: "canary-feedback", Impact: "canary-feedback", Text: "canary-feedback", Source: "canary-feedback"})
		}
	}
	f.Observations = []people.Observation{{Person: f.Person.ID, Date: at.Date(), Behaviour: "canary-observation", Change: people.Less, Note: "canary-observation"}}
	f.Events = []people.Event{{Person: f.Person.ID, Date: at.Date(), Kind: people.Dispute, Text: "canary-event"}, {Date: at.Date(), Text: "canary-event"}}
	f.Acknowledgements = []people.Acknowledgement{{Person: f.Person.ID, Sign: "canary-ack", At: at.Date(), Reason: "canary-ack"}}
	f.LineMarks = []people.LineMark{{Record: f.Meetings[0].ID, Quote: "canary-mark", Kind: "canary-mark", At: at.Date()}}
	f.Reviews = []people.Review{{Person: f.Person.ID, From: year.From, To: year.To, Draft: "canary-draft"}}
	f.Asked = []notes.Asked{{Person: f.Person.ID, Question: "canary-asked", Date: at.Date()}}
	return f
}

func TestPrivateStaysPrivate(t *testing.T) {
	f := guarded()
	signs := []review.SignLine{{Title: "canary-sign", Evidence: "canary-sign", Question: "canary-sign"}}
	notesAndRecords := []string{"canary-notes", "canary-journal", "canary-feedback"}
	for _, c := range []struct {
		audience people.Audience
		private  bool
		sections []string
		may      []string
	}{
		{people.AudienceReview, false, nil, nil},
		{people.AudienceReview, false, review.SectionKeys, nil},
		{people.AudienceReview, true, nil, notesAndRecords},
		{people.AudienceReview, true, review.SectionKeys, notesAndRecords},
		{people.AudienceReport, false, nil, nil},
		{people.AudienceReport, true, nil, nil},
		{people.AudienceReport, true, review.SectionKeys, nil},
		{"", true, review.SectionKeys, nil},
		{"someone", true, review.SectionKeys, nil},
		{people.AudienceMe, false, nil, nil},
		{people.AudienceMe, true, nil, append([]string{"canary-profile"}, notesAndRecords...)},
		{people.AudienceMe, false, review.SectionKeys, []string{"canary-sign"}},
		{people.AudienceMe, true, review.SectionKeys, append([]string{"canary-profile", "canary-sign"}, notesAndRecords...)},
	} {
		name := fmt.Sprintf("for %q, private %v, sections %v", c.audience, c.private, c.sections != nil)
		raw, err := json.Marshal(review.Visible(f, c.audience, review.Options{IncludePrivate: c.private, Sections: c.sections, Signs: signs}))
		if err != nil {
			t.Fatal(err)
		}
		left := string(raw)
		for _, may := range append([]string{"canary-mood-source", "canary-workload-source"}, c.may...) {
			if c.audience == people.AudienceMe || !strings.Contains(may, "source") {
				left = strings.ReplaceAll(left, may, "")
			}
		}
		if i := strings.Index(left, "canary"); i >= 0 || strings.Contains(left, "1777") {
			t.Errorf("%s: %q is still in the file that the pack is made from", name, left[max(0, i-80):min(len(left), i+80)])
		}
		d := review.Pack(f, year, c.audience, review.Options{IncludePrivate: c.private, Sections: c.sections, Signs: signs})
		text := string(render.Markdown(d))
		for _, may := range c.may {
			if !strings.Contains(text, may) {
				t.Errorf("%s: %s was asked for and is not there", name, may)
			}
			text = strings.ReplaceAll(text, may, "")
		}
		if i := strings.Index(text, "canary"); i >= 0 {
			t.Errorf("%s: %q is in it", name, text[max(0, i-80):min(len(text), i+80)])
		}
		if strings.Contains(text, "1777") {
			t.Errorf("%s: the day to keep records until is in it", name)
		}
		_, mood := d.Section(review.KeyMood)
		if want := c.audience == people.AudienceMe && c.sections != nil; mood != want {
			t.Errorf("%s: mood line %v, want %v", name, mood, want)
		}
	}
	if f.Meetings[0].PrivateNotes == "" || f.Absences[0].Text == "" || f.Person.ProfileNotes == "" {
		t.Error("the pack took something out of the file itself")
	}
}
