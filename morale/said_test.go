package morale

import (
	"strings"
	"testing"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// says adds a one-on-one with notes.
func (b *builder) says(d civil.Date, text string) *notes.Meeting {
	m := b.meet(d, 0, 0)
	m.Notes = text
	return m
}

func TestSaidOnceIsAWatchThatLapses(t *testing.T) {
	b := priya("none")
	b.says(start, "Release went out. Priya looks exhausted.\nNext: the importer.")
	expect(t, b, Exhaustion, map[civil.Date]Severity{start - 1: None, start: Watch, start + 59: Watch, start + 60: None})
	s := find(t, b, Exhaustion, start)
	e := s.Evidence[0]
	if !e.Quote || e.Text != "Priya looks exhausted." || e.Field != "notes" || b.Meetings[0].Notes[e.From:e.To] != e.Text || e.Ref != b.Meetings[0].ID.String() {
		t.Errorf("evidence %+v", e)
	}
	if want := "Said once, on 7 Jan: “Priya looks exhausted.”"; s.Line != want {
		t.Errorf("line %q, want %q", s.Line, want)
	}
	b.away(start+10, start+19)
	expect(t, b, Exhaustion, map[civil.Date]Severity{start + 69: Watch, start + 70: None})
}

func TestSaidAgainWithinSixWeeksIsAConcern(t *testing.T) {
	b := priya("none")
	b.says(start, "Says the split of the rota is unfair.")
	b.says(start+42, "“It's so unfair.”")
	expect(t, b, Unfair, map[civil.Date]Severity{start: Watch, start + 41: Watch, start + 42: Concern, start + 101: Concern, start + 102: None})
	b = priya("none")
	b.says(start, "Says the split of the rota is unfair.")
	b.says(start+43, "“It's so unfair.”")
	expect(t, b, Unfair, map[civil.Date]Severity{start: Watch, start + 43: Watch, start + 103: None})
}

func TestTwiceAtOneMeetingIsOnce(t *testing.T) {
	b := priya("none")
	m := b.says(start, "Says the split of the rota is unfair. She finds the ratings unfair, too.")
	m.PrivateNotes = "Unfair is the word that she used."
	expect(t, b, Unfair, map[civil.Date]Severity{start: Watch})
}

func TestUnmistakableAndWishToLeave(t *testing.T) {
	b := priya("none")
	b.says(start, "Broke down in tears when we got to the rota.")
	expect(t, b, Exhaustion, map[civil.Date]Severity{start: Concern})
	b = priya("none")
	b.says(start, "“I want to leave.”")
	expect(t, b, WishToLeave, map[civil.Date]Severity{start: Urgent, start + 59: Urgent, start + 60: None})
	b = priya("none")
	b.says(start, "Asked how long her notice period is.")
	expect(t, b, WishToLeave, map[civil.Date]Severity{start: Concern})
}

// TestFaintWordsWeighTogether holds that what may be a cue raises nothing alone: a second one of the kind within six weeks is a watch, and no more.
func TestFaintWordsWeighTogether(t *testing.T) {
	const faint, plain = "Answers come late and are one word long.", "Stopped joining the design hour."
	for sentence, want := range map[string]string{faint: "faint", plain: "cue"} {
		if c := language.Cues(sentence, language.CueOptions{Name: "Priya Raman"}); len(c) != 1 || c[0].Kind != "disengaged" || c[0].Strength != want {
			t.Fatalf("%q: %+v, want it %s", sentence, c, want)
		}
	}
	b := priya("none")
	b.says(start, faint)
	b.says(start+43, faint)
	expect(t, b, Disengaged, map[civil.Date]Severity{start: None, start + 43: None})
	b.says(start+85, faint)
	expect(t, b, Disengaged, map[civil.Date]Severity{start + 84: None, start + 85: Watch, start + 144: Watch, start + 145: None})
	if s := find(t, b, Disengaged, start+85); len(s.Evidence) != 2 || s.Evidence[1].Date != start+43 || s.Evidence[0].Text != faint {
		t.Errorf("evidence %+v", s.Evidence)
	}
	b = priya("none")
	b.says(start, plain)
	b.says(start+7, faint)
	expect(t, b, Disengaged, map[civil.Date]Severity{start: Watch, start + 7: Watch, start + 66: Watch, start + 67: None})
}

func TestTwoOfThreeDimensionsAreAConcern(t *testing.T) {
	b := priya("none")
	b.says(start, "Looks exhausted.")
	b.says(start+56, "Thinks the reviews are pointless.")
	expect(t, b, Cynicism, map[civil.Date]Severity{start + 56: Watch}) // the other kind is off
	r := only(Exhaustion, Cynicism)
	for kind, days := range map[Kind]map[civil.Date]Severity{
		Exhaustion: {start: Watch, start + 55: Watch, start + 56: Concern, start + 59: Concern, start + 60: None},
		Cynicism:   {start + 55: None, start + 56: Concern, start + 115: Concern, start + 116: None},
	} {
		for on, want := range days {
			if got := level(b, r, kind, on); got != want {
				t.Errorf("%s on day %d: %v, want %v", kind, on-start, got, want)
			}
		}
	}
}

func TestEveryTextIsRead(t *testing.T) {
	for name, add := range map[string]func(*builder){
		"private notes": func(b *builder) { b.meet(start, 0, 0).PrivateNotes = "Priya is frustrated." },
		"journal": func(b *builder) {
			b.Journal = append(b.Journal, notes.JournalLine{ID: b.id(), Person: b.Person.ID, At: instant(start), Text: "Priya is frustrated."})
		},
		"topic": func(b *builder) {
			b.meet(start, 0, 0).Topics = []notes.Topic{{ID: b.id(), Text: "I am frustrated with the tool", RaisedBy: notes.Them}}
		},
		"feedback": func(b *builder) {
			b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: start, Kind: notes.Constructive, Direction: notes.Received, Text: "I am frustrated with how we plan."})
		},
	} {
		b := priya("none")
		add(b)
		if got := level(b, only(Frustration), Frustration, start); got != Watch {
			t.Errorf("%s: %v", name, got)
		}
	}
	for name, add := range map[string]func(*builder){
		"a topic of the manager": func(b *builder) {
			b.meet(start, 0, 0).Topics = []notes.Topic{{ID: b.id(), Text: "I am frustrated with the tool", RaisedBy: notes.Me}}
		},
		"feedback that was given": func(b *builder) {
			b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: start, Kind: notes.Constructive, Direction: notes.Given, Text: "I am frustrated with how we plan."})
		},
	} {
		b := priya("none")
		add(b)
		if got := level(b, only(Frustration), Frustration, start); got != None {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestACarriedTopicCountsOnce(t *testing.T) {
	b := priya("none")
	for i := range 3 {
		b.meet(start+civil.Date(7*i), 0, 0).Topics = []notes.Topic{{ID: b.id(), Text: "I am frustrated with the tool", RaisedBy: notes.Them, Carried: ptr(i)}}
	}
	expect(t, b, Frustration, map[civil.Date]Severity{start + 20: Watch, start + 59: Watch, start + 60: None})
}

func TestALineThatIsNotASign(t *testing.T) {
	b := priya("none")
	m := b.says(start, "Says the split of the rota is unfair.")
	b.says(start+7, "“It's so unfair.”")
	b.LineMarks = append(b.LineMarks, people.LineMark{ID: b.id(), Record: m.ID, Quote: "Says the split of the rota is unfair.", Kind: string(Unfair), Mark: people.NotASign, At: start + 10})
	expect(t, b, Unfair, map[civil.Date]Severity{start + 6: Watch, start + 7: Concern, start + 9: Concern, start + 10: Watch, start + 66: Watch, start + 67: None})
}

func TestOwnCueWords(t *testing.T) {
	b := priya("none")
	b.says(start, "Priya says the pager makes her climb the curtains.")
	r := only(Frustration)
	if got := level(b, r, Frustration, start); got != None {
		t.Errorf("without own words: %v", got)
	}
	r.CueWords = []people.CueWord{{Text: "climb the curtains", Kind: string(Frustration)}}
	if got := level(b, r, Frustration, start); got != Watch {
		t.Errorf("with own words: %v", got)
	}
}

func TestOtherPeopleAreNotTheReport(t *testing.T) {
	b := priya("none")
	b.says(start, "Mateo is exhausted.")
	r := only(Exhaustion).Among([]people.Person{{Name: "Mateo Herrera"}, {Name: "Priya Raman"}})
	if got := level(b, r, Exhaustion, start); got != None {
		t.Errorf("Mateo is not Priya: %v", got)
	}
	b.Person.Pronouns = "she/her"
	b.says(start+1, "He is exhausted.")
	if got := level(b, r, Exhaustion, start+1); got != None {
		t.Errorf("he is not Priya: %v", got)
	}
}

func TestNotesInAnotherLanguage(t *testing.T) {
	b := priya("none")
	b.says(start, "Priya ist erschöpft und sagt, dass sie so nicht weitermachen kann. Wir haben über die Bereitschaft gesprochen und was man daran ändern muss. I want to leave, sagte sie.")
	if signs := Signs(b.file(), only(saidKinds()...), start); len(signs) > 0 {
		t.Errorf("signs %v", signs)
	}
	if n := Unread(b.file(), start); n != 1 {
		t.Errorf("%d one-on-ones not read, want 1", n)
	}
	b.says(start+1, "Priya is fine and has started on the importer with Noah; we talked about what comes next and who decides.")
	if n := Unread(b.file(), start+1); n != 1 {
		t.Errorf("%d one-on-ones not read, want 1", n)
	}
}

func TestWorkloadInWords(t *testing.T) {
	b := priya("none")
	b.says(start, "Priya is overloaded.")
	expect(t, b, WorkloadHigh, map[civil.Date]Severity{start: Watch, start + 60: None})
	b.says(start+7, "Overwhelmed, she says.")
	expect(t, b, WorkloadHigh, map[civil.Date]Severity{start + 7: Watch})
	b.meet(start+14, 0, 4)
	b.meet(start+21, 0, 4)
	expect(t, b, WorkloadHigh, map[civil.Date]Severity{start + 20: Watch, start + 21: Concern, start + 66: Concern, start + 67: Watch})
	s := find(t, b, WorkloadHigh, start+21)
	if !strings.Contains(s.Line, "Overwhelmed, she says.") || len(s.Evidence) != 4 {
		t.Errorf("%q, %d pieces of evidence", s.Line, len(s.Evidence))
	}
}

// The signs of a day rest on few texts; they are the same as if every text had been read.
func TestReadingBackFarEnough(t *testing.T) {
	b := priya("none")
	for d := start; d < start+600; d += 30 { // one run of almost two years
		b.says(d, "Says that it is unfair.")
	}
	b.away(start+300, start+340)
	f := b.file()
	rows := Replay(f, Rules{}, start, start+600, 1)
	for _, s := range Signs(f, Rules{}, start+590) {
		found := false
		for _, r := range rows {
			found = found || r.Kind == s.Kind && r.Severity == s.Severity && r.Raised == s.Raised && r.Cleared == 0
		}
		if !found {
			t.Errorf("%v is no open row of the replay", s)
		}
	}
	if s := find(t, b, Unfair, start+590); s.Raised != start+30 {
		t.Errorf("raised %s, want %s", s.Raised, start+30)
	}
}

func TestQuoted(t *testing.T) {
	for text, want := range map[string]string{
		`Tired.`:                         `“Tired.”`,
		`“I am tired.”`:                  `“I am tired.”`,
		`"I am tired."`:                  `“I am tired.”`,
		`“I am tired.`:                   `“I am tired.”`,
		`I am tired.”`:                   `“I am tired.”`,
		`Wrote: “Nothing from my side.”`: `“Wrote: ‘Nothing from my side.’”`,
		`“Fine”, and later “fine”`:       `“‘Fine’, and later ‘fine’”`,
		`“`:                              `“”`,
		``:                               `“”`,
	} {
		if got := Quoted(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
