package morale

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// team is three reports who were each met weekly for the ninety days from start on.
func team() []*builder {
	var out []*builder
	for i, name := range []string{"Ada Byron", "Noah Lind", "Zoe Park"} {
		b := priya(people.Weekly)
		b.ids = uint64(1000 * (i + 1))
		b.Person.ID, b.Person.Name = b.id(), name
		for w := range 13 {
			m := b.meet(start+civil.Date(7*w), 4, 3)
			m.Minutes, m.Notes = ptr(30), "Shipped the importer. What is next?\nWhat is in the way?\n> “Is it me?”\n- [ ] me: ask\n\n## Next?\n"
			topics(m, notes.Delivery, notes.Growth, notes.Wellbeing)
		}
		b.praise(start+70, "Calm hand-over")
		b.praise(start+80, "Clear write-up")
		out = append(out, b)
	}
	return out
}

func (b *builder) praise(d civil.Date, text string) *notes.Feedback {
	b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: d, Kind: notes.Praise, Direction: notes.Given, Text: text})
	return &b.Feedback[len(b.Feedback)-1]
}

func filesOf(team []*builder) []people.File {
	var out []people.File
	for _, b := range team {
		out = append(out, b.file())
	}
	return out
}

var quarter = Period{start, start + 89}

func TestMirrorOneOnOnes(t *testing.T) {
	bs := team()
	b := bs[0]
	at := func(i int) *notes.Meeting { return &b.Meetings[i] }
	at(0).Status, at(0).CancelledBy = notes.Cancelled, notes.Me
	at(1).Status, at(1).CancelledBy = notes.Cancelled, notes.Me
	at(2).Status, at(2).CancelledBy = notes.Cancelled, notes.Them
	at(3).Status = notes.Missed
	at(4).Status = notes.Scheduled
	b.away(start+35, start+35) // the sixth fell on leave
	at(5).Status = notes.Cancelled
	at(6).MovedFrom = instant(start + 40)
	at(7).MovedFrom = at(7).At // written down as moved to where it was
	at(8).Status = notes.Cancelled
	at(9).MovedFrom = at(8).At // the eighth was moved, which says it all
	b.Sort()
	got := Mirror(filesOf(bs), quarter).OneOnOnes
	want := OneOnOnes{Planned: 26 + 10, Held: 26 + 4, Moved: 2, CancelledByMe: 2, CancelledByThem: 1, Missed: 1, NotNoted: 1}
	got.Parts, got.Weekdays, got.CalledOff = nil, [7]int{}, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	r := Mirror(filesOf(bs), quarter)
	if s := r.OneOnOnes.Remark(); !strings.Contains(s, "Tuesdays") {
		t.Errorf("all but one were planned for Tuesdays: %q", s)
	}
	if c := r.OneOnOnes.CalledOff; len(c) != 1 || c[0].Count != 2 || c[0].Name != "Ada Byron" {
		t.Errorf("%+v", c)
	}
}

func TestMirrorPromises(t *testing.T) {
	bs := team()
	b := bs[1]
	b.promise(start, start+10, start+9)
	b.promise(start, start+10, start+13)
	b.promise(start, start+80, 0)
	b.promise(start, quarter.To, 0) // still time
	b.promise(start-100, start-90, start-95)
	b.promise(start-100, start-20, start-10)
	dropped := notes.Drop(notes.Action{ID: b.id(), Person: b.Person.ID, Owner: notes.Me, Text: "No more", Created: start, Due: start + 20}, start+30, "not needed")
	theirs := notes.Action{ID: b.id(), Person: b.Person.ID, Owner: notes.Them, Text: "Theirs", Created: start, Due: start + 20, State: notes.ActionOpen}
	b.Actions = append(b.Actions, dropped, theirs)
	r := Mirror(filesOf(bs), quarter)
	if p := r.Promises; p.Kept != 1 || p.Of != 3 || len(p.Late) != 2 || p.Late[0].Days != 9 || !p.Late[0].Open || p.Late[1].Days != 3 || p.Late[1].Open {
		t.Errorf("%+v", p)
	}
	if p := r.Previous.Promises; p.Kept != 1 || p.Of != 2 {
		t.Errorf("before: %+v", p)
	}
}

func TestMirrorFeedbackAndAbsence(t *testing.T) {
	bs := team()
	bs[0].Feedback = nil
	x := bs[0].praise(start+40, "")
	x.Behaviour, x.Impact = "Wrote it down", "Support uses it"
	bs[0].Feedback = append(bs[0].Feedback, notes.Feedback{Date: start + 45, Kind: notes.Constructive, Direction: notes.Given},
		notes.Feedback{Date: start + 80, Kind: notes.Praise, Direction: notes.Received}, // from the report: not given
		notes.Feedback{Date: start + 81, Kind: notes.Praise, Direction: notes.About})    // not passed on yet
	bs[1].Feedback = []notes.Feedback{{Date: start + 10, Kind: notes.Praise, Direction: notes.About, SaidOn: start + 75, Behaviour: "Helped"}}
	bs[2].Feedback = nil
	bs[0].away(start+50, start+69)
	r := Mirror(filesOf(bs), quarter)
	if f := r.Feedback; f.Praise != 2 || f.Constructive != 1 || f.Named != 2 || f.WithImpact != 1 {
		t.Errorf("%+v", f)
	}
	ada, noah, zoe := r.Reports[0], r.Reports[1], r.Reports[2]
	if *ada.SinceFeedback != 24 || *ada.SincePraise != 29 || *noah.SincePraise != 14 {
		t.Errorf("twenty days of leave are not counted: %d %d %d", *ada.SinceFeedback, *ada.SincePraise, *noah.SincePraise)
	}
	if zoe.LastPraise != 0 || *zoe.SincePraise != 89 || !reflect.DeepEqual(r.Feedback.WithoutRecognition, []uuid.UUID{zoe.Person}) {
		t.Errorf("never praised: counted from the first one-on-one: %+v, %v", zoe, r.Feedback.WithoutRecognition)
	}
	if r.Try == nil || r.Try.Habit != "recognition" || !strings.Contains(r.Try.Text, "Zoe") {
		t.Errorf("%+v", r.Try)
	}
}

func TestMirrorTopicsQuestionsGoals(t *testing.T) {
	bs := team()
	bs[0].goal(start, "Watched", checkIn(quarter.To-3, 10, goals.OnTrack))
	bs[0].goal(start, "Forgotten", checkIn(start+20, 10, goals.OnTrack))
	bs[0].goal(quarter.To-5, "New")
	bs[0].Asked = []notes.Asked{{Date: start + 5}, {Date: start - 5}}
	bs[0].Meetings[0].Topics = append(bs[0].Meetings[0].Topics, notes.Topic{Text: "How is the rota?", RaisedBy: notes.Me, State: notes.Discussed},
		notes.Topic{Text: "And my pay?", RaisedBy: notes.Them, State: notes.Discussed}, notes.Topic{Text: "Later?", State: notes.Open})
	r := Mirror(filesOf(bs), quarter)
	if r.Topics.All != 39*3+2 || r.Topics.Work != 39 || r.Topics.People != 78 || r.Topics.Of(notes.Other).Count != 2 {
		t.Errorf("%+v", r.Topics)
	}
	// of each note the first line ends with a question, as does the second
	if r.Questions.Asked != 39*2+1+1 || r.Questions.Stated != 0 {
		t.Errorf("%+v", r.Questions)
	}
	if g := r.Goals; g.Active != 3 || g.Checked != 2 || len(g.Without) != 1 || g.Without[0].Title != "Forgotten" || g.Without[0].Days != 69 {
		t.Errorf("%+v", g)
	}
}

func TestSentences(t *testing.T) {
	for note, want := range map[string][2]int{
		"": {0, 0}, "Fine.": {0, 1}, "- What next?": {1, 0}, "## Plan?": {0, 0}, "> Why me?": {0, 0}, "“Why me?”": {0, 0}, "- [ ] me: ask who?": {0, 0},
		"```\nx?\n```\ny": {0, 1}, "+ Well done\n-! Late again": {0, 2}, "**Why?**": {1, 0}, "She asked “why?”": {1, 0},
	} {
		if a, s := sentencesOf(note); [2]int{a, s} != want {
			t.Errorf("%q: %d asked, %d stated", note, a, s)
		}
	}
}

func TestMirrorAttention(t *testing.T) {
	bs := team()
	for i := range bs[2].Meetings {
		bs[2].Meetings[i].Minutes = ptr(10)
	}
	r := Mirror(filesOf(bs), quarter)
	if !reflect.DeepEqual(r.Reports[2].UnderHalf, []string{"minutes"}) || r.Usual.Minutes != 390 {
		t.Errorf("%+v, usual %+v", r.Reports[2], r.Usual)
	}
	// someone who was away for half of it, and met half as often, has had as much
	bs = team()
	bs[2].away(start, start+44)
	bs[2].Meetings = bs[2].Meetings[7:]
	if got := Mirror(filesOf(bs), quarter).Reports[2]; len(got.UnderHalf) != 0 || got.There != 45 {
		t.Errorf("%+v", got)
	}
	// someone who was away for most of it is not compared
	bs[2].away(start+45, start+80)
	bs[2].Meetings = nil
	if got := Mirror(filesOf(bs), quarter).Reports[2]; len(got.UnderHalf) != 0 || got.WithoutMeeting {
		t.Errorf("%+v", got)
	}
	if got := Mirror(filesOf(bs[:2]), quarter); got.Usual != (Usual{}) {
		t.Errorf("two reports have no middle: %+v", got.Usual)
	}
}

func TestMirrorWhoCounts(t *testing.T) {
	bs := team()
	want := Mirror(filesOf(bs), quarter)
	peer, gone, later := team()[0], team()[0], team()[0]
	peer.Person.Relation = people.Peer
	gone.Person.Status, gone.Person.StatusSince = people.Archived, start-300
	later.Person.Started = quarter.To + 1
	if got := Mirror(filesOf(append(bs, peer, gone, later)), quarter); !reflect.DeepEqual(got, want) {
		t.Errorf("a peer, someone who left before and someone who comes after:\n%+v\n%+v", got, want)
	}
	bs[0].Person.Status, bs[0].Person.StatusSince = people.Archived, quarter.To-10
	got := Mirror(filesOf(bs), quarter)
	if len(got.Reports) != 2 || got.OneOnOnes.Held != want.OneOnOnes.Held {
		t.Errorf("who left within it counts as far as they were there: %+v", got)
	}
}

func TestMirrorSteps(t *testing.T) {
	none := Mirror(filesOf(team()), quarter)
	if none.Try != nil {
		t.Errorf("nothing stands out, yet: %+v", none.Try)
	}
	for want, change := range map[string]func([]*builder){
		"one_on_ones": func(bs []*builder) { bs[0].Meetings = nil },
		"promises": func(bs []*builder) {
			for range 6 {
				bs[0].promise(start, start+10, start+20)
			}
		},
		"cancelled": func(bs []*builder) {
			for i := range 7 {
				bs[0].Meetings[i].Status, bs[0].Meetings[i].CancelledBy = notes.Cancelled, notes.Me
			}
		},
		"recognition": func(bs []*builder) { bs[1].Feedback = nil },
		"growth": func(bs []*builder) {
			for _, b := range bs {
				for i := range b.Meetings {
					b.Meetings[i].Topics = slices.DeleteFunc(b.Meetings[i].Topics, func(t notes.Topic) bool { return t.Category == notes.Growth })
				}
			}
		},
		"people": func(bs []*builder) {
			for _, b := range bs {
				for i := range b.Meetings {
					topics(&b.Meetings[i], slices.Repeat([]notes.Category{notes.Technical}, 9)...)
				}
			}
		},
		"attention": func(bs []*builder) {
			for i := range bs[2].Meetings {
				bs[2].Meetings[i].Minutes = ptr(5)
			}
		},
		"feedback": func(bs []*builder) {
			for range 7 {
				bs[0].Feedback = append(bs[0].Feedback, notes.Feedback{Date: start + 50, Kind: notes.Constructive, Direction: notes.Given})
			}
		},
		"goals": func(bs []*builder) { bs[1].goal(start, "Forgotten", checkIn(start+20, 10, goals.OnTrack)) },
		"questions": func(bs []*builder) {
			for _, b := range bs {
				for i := range b.Meetings {
					b.Meetings[i].Notes = "Done.\nMore done."
				}
			}
		},
	} {
		bs := team()
		change(bs)
		r := Mirror(filesOf(bs), quarter)
		if r.Try == nil || r.Try.Habit != want || r.Try.Text == "" || r.Try.Reason == "" {
			t.Errorf("%s: %+v", want, r.Try)
		}
	}
}

func TestMirrorOfLittle(t *testing.T) {
	if r := Mirror(nil, quarter); r.IsEnough() || r.Try != nil || r.OneOnOnes.Planned != 0 {
		t.Errorf("%+v", r)
	}
	b := priya(people.Weekly)
	for i := range 9 {
		b.meet(start+civil.Date(7*i), 0, 0)
	}
	if r := Mirror([]people.File{b.file()}, quarter); r.IsEnough() || r.Try != nil {
		t.Errorf("nine one-on-ones: %+v", r)
	}
	b.meet(start+70, 0, 0)
	if !Mirror([]people.File{b.file()}, quarter).IsEnough() {
		t.Error("ten one-on-ones")
	}
}

func TestMirrorProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var files []people.File
		for i := range rapid.IntRange(0, 4).Draw(t, "people") {
			f := drawFile(t)
			f.Person.ID[0] = byte(i + 1)
			files = append(files, f)
		}
		p := LastDays(start+civil.Date(rapid.IntRange(0, drawnDays).Draw(t, "to")), rapid.IntRange(1, 200).Draw(t, "days"))
		r := Mirror(files, p)
		o := r.OneOnOnes
		var held, moved, cancelled int
		for i, x := range o.Parts {
			held, moved, cancelled = held+x.Held, moved+x.Moved, cancelled+x.Cancelled
			if i > 0 && x.From != o.Parts[i-1].To+1 {
				t.Fatalf("parts have a hole: %+v", o.Parts)
			}
		}
		if o.Parts[0].From != p.From || o.Parts[2].To != p.To || held != o.Held || moved != o.Moved || cancelled != o.Fell() || o.Planned != held+moved+cancelled {
			t.Fatalf("%+v", o)
		}
		meetings, kept, of := 0, 0, 0
		for _, a := range r.Reports {
			meetings += a.Meetings
			if a.There < 0 || a.There > p.Days() || a.SincePraise != nil && *a.SincePraise < 0 {
				t.Fatalf("%+v", a)
			}
		}
		for _, f := range files {
			f = f.AsOf(p.To)
			if _, ok := thereIn(f, p); ok {
				k, n := f.Kept(notes.Me, p.To, p.Days())
				kept, of = kept+k, of+n
			}
		}
		if kept != r.Promises.Kept || of != r.Promises.Of || meetings > held+moved {
			t.Fatalf("%d of %d: %+v", kept, of, r.Promises)
		}
		sum := 0.0
		for _, s := range r.Topics.Shares {
			sum += s.Share
		}
		if r.Topics.All > 0 && math.Abs(sum-1) > 1e-9 || r.Topics.Work+r.Topics.People > r.Topics.All {
			t.Fatalf("%+v", r.Topics)
		}
		if !reflect.DeepEqual(r.Previous, Mirror(files, p.Before()).Habits) {
			t.Fatal("the period before is not the one before")
		}
		then := slices.Clone(files)
		for i := range then {
			then[i] = then[i].AsOf(p.To)
		}
		if !reflect.DeepEqual(r, Mirror(then, p)) {
			t.Fatal("what happened after the period shows in it")
		}
		if (r.Try == nil) != (len(r.Steps) == 0) || r.Try != nil && !r.IsEnough() {
			t.Fatalf("%+v", r.Steps)
		}
		if _, err := json.Marshal(r); err != nil {
			t.Fatal(err)
		}
	})
}
