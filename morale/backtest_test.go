package morale

import (
	"reflect"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/people"
)

// lowAndBack is a report whose mood fell for some weeks and then, or not, came back.
func lowAndBack(weeks string) (*builder, civil.Date) {
	b := priya(people.Weekly)
	end := b.moods(start, "44444444444"+weeks)
	return b, end + 200
}

// oneOf are the rules that every kind but one is off in, and its only episode.
func only1(t *testing.T, b *builder, k Kind, on civil.Date) Episode {
	t.Helper()
	got, _ := BackTest([]people.File{b.file()}, only(k), 0, on).Of(k)
	if len(got.Episodes) != 1 {
		t.Fatalf("%d episodes: %+v", len(got.Episodes), got.Episodes)
	}
	return got.Episodes[0]
}

func TestBackTestOfMood(t *testing.T) {
	recovered, on := lowAndBack("222244444444")
	e := only1(t, recovered, MoodBelowUsual, on)
	if e.Verdict != BorneOut || e.Followed != FollowedRecovered || e.Met == 0 || e.Cleared == 0 {
		t.Errorf("the mood came back: %+v", e)
	}
	for name, c := range map[string]struct {
		change   func(*builder)
		verdict  Verdict
		followed Followed
	}{
		"dismissed":             {func(b *builder) { b.ack(MoodBelowUsual, e.Raised+3, people.Dismissed, 0) }, ProvedWrong, FollowedDismissed},
		"snoozed":               {func(b *builder) { b.ack(MoodBelowUsual, e.Raised+3, people.Snoozed, e.Raised+17) }, BorneOut, FollowedRecovered},
		"noted wrong":           {func(b *builder) { b.outcome(MoodBelowUsual, e.Raised, on, people.Wrong) }, ProvedWrong, FollowedWrong},
		"noted right":           {func(b *builder) { b.outcome(MoodBelowUsual, e.Raised, on, people.Confirmed) }, BorneOut, FollowedConfirmed},
		"noted not known":       {func(b *builder) { b.outcome(MoodBelowUsual, e.Raised, on, people.NotKnown) }, CannotTell, FollowedUnknown},
		"noted under others":    {func(b *builder) { b.outcome(MoodBelowUsual, e.Raised-20, on, people.Wrong) }, ProvedWrong, FollowedWrong},
		"noted of another time": {func(b *builder) { b.outcome(MoodBelowUsual, e.Raised-60, on, people.Wrong) }, BorneOut, FollowedRecovered},
		"noted of another kind": {func(b *builder) { b.outcome(WorkloadHigh, e.Raised, on, people.Wrong) }, BorneOut, FollowedRecovered},
	} {
		b, _ := lowAndBack("222244444444")
		c.change(b)
		if got := only1(t, b, MoodBelowUsual, on); got.Verdict != c.verdict || got.Followed != c.followed {
			t.Errorf("%s: %d, %s", name, got.Verdict, got.Followed)
		}
	}
	b, _ := lowAndBack("222244444444")
	b.outcome(MoodBelowUsual, e.Raised, on, people.Wrong)
	b.ack(MoodBelowUsual, e.Raised+3, people.Acted, 0)
	if got := only1(t, b, MoodBelowUsual, on); got.Talked != 1 || got.Noted != people.Wrong || got.Carrier != b.Acknowledgements[1].ID && got.Carrier != b.Acknowledgements[0].ID {
		t.Errorf("%+v", got)
	}
}

func TestBackTestOfMoodThatStayed(t *testing.T) {
	b, on := lowAndBack("222222222")
	if e := only1(t, b, MoodBelowUsual, on); e.Verdict != BorneOut || e.Followed != FollowedStayed {
		t.Errorf("nine weeks: %+v", e)
	}
	b, on = lowAndBack("2222")
	if e := only1(t, b, MoodBelowUsual, on); e.Verdict != CannotTell {
		t.Errorf("four weeks, and then nothing noted: %+v", e)
	}
}

func (b *builder) outcome(k Kind, raised, at civil.Date, o people.Outcome) {
	b.Acknowledgements = append(b.Acknowledgements, people.Acknowledgement{ID: b.id(), Person: b.Person.ID, Sign: string(k), Raised: raised, At: at, Outcome: o})
}

func TestBackTestOfLeaving(t *testing.T) {
	b, on := lowAndBack("2222")
	left := start + 7*20
	b.Person.Status, b.Person.StatusSince = people.Archived, left
	b.Person.Left = &people.Left{Date: left}
	if e := only1(t, b, MoodBelowUsual, on); e.Verdict != BorneOut || e.Followed != FollowedLeft || e.Left != left {
		t.Errorf("%+v", e)
	}
	b, _ = lowAndBack("2222")
	b.Person.Status, b.Person.StatusSince = people.Archived, start+7*60
	if got, _ := BackTest([]people.File{b.file()}, only(MoodBelowUsual), 0, start+7*61).Of(MoodBelowUsual); got.BorneOut != 0 {
		t.Errorf("a year later has nothing to do with it: %+v", got)
	}
}

func TestBackTestOfHabits(t *testing.T) {
	file := func(talk bool) *builder {
		b := priya(people.Weekly)
		for w := range 6 {
			b.meet(start+civil.Date(7*w), 0, 0)
		}
		b.meet(start+100, 0, 0)
		if talk {
			b.ack(Gap, start+70, people.Acted, 0)
		}
		return b
	}
	if e := only1(t, file(false), Gap, start+101); e.Verdict != CannotTell || e.Followed != FollowedEnded || e.Cleared != start+100 {
		t.Errorf("nothing says whether it mattered: %+v", e)
	}
	if e := only1(t, file(true), Gap, start+101); e.Verdict != BorneOut || e.Followed != FollowedActed || e.Talked != 1 {
		t.Errorf("it ended after a talk: %+v", e)
	}
	test := BackTest([]people.File{file(true).file()}, only(Gap), 0, start+99)
	if test.Spoke != 0 || test.Open != 1 || test.Kinds[0].Open != 1 || test.From != start {
		t.Errorf("an open sign is not counted: %+v", test)
	}
	if test := BackTest([]people.File{file(true).file()}, only(Gap), start+105, start+112); test.Spoke+test.Open != 0 {
		t.Errorf("the gap is over before the period: %+v", test)
	}
	peer := file(true)
	peer.Person.Relation = people.Peer
	if test := BackTest([]people.File{peer.file()}, Rules{}, 0, start+130); test.Spoke+test.Open != 0 {
		t.Errorf("%+v", test)
	}
}

func TestBackTestFollowsLimitsAndSensitivity(t *testing.T) {
	var files []people.File
	for range 3 {
		b := priya(people.Biweekly)
		for w := range 20 {
			b.meet(start+civil.Date(14*w), 0, 0)
		}
		b.praise(start, "Well done")
		b.praise(start+40, "Well done")
		b.praise(start+80, "Well done")
		files = append(files, b.file())
	}
	spoke := func(r Rules) int {
		got, _ := BackTest(files, r.Only(NoRecognition), 0, start+100).Of(NoRecognition)
		return got.Spoke
	}
	if n := spoke(Rules{}); n != 6 {
		t.Errorf("forty days without praise, twice each: %d", n)
	}
	if n := spoke(Rules{}.With(map[string]float64{"signs.no_recognition.days": 41})); n != 0 {
		t.Errorf("%d", n)
	}
	if n := spoke(Rules{Sensitivity: people.Quiet}); n != 0 {
		t.Errorf("quiet shows no watch: %d", n)
	}
	long := Rules{}.With(map[string]float64{"signs.no_recognition.days": 45})
	long.Sensitivity = people.Alert // 36 days
	if n := spoke(long); n != 6 {
		t.Errorf("alert: %d", n)
	}
}

func TestLimitsOf(t *testing.T) {
	for _, k := range Kinds {
		for _, l := range LimitsOf(k.Kind) {
			if l.Kind != k.Kind && !(l.Kind == "" && k.Family == FamilySaid) {
				t.Errorf("%s: %+v", k.Kind, l)
			}
			if v := (Rules{}).Value(l); v != l.Default {
				t.Errorf("%s: %v", l.Key(), v)
			}
			if v := (Rules{}).With(map[string]float64{l.Key(): l.Max}).Value(l); v != l.Max {
				t.Errorf("%s: %v", l.Key(), v)
			}
		}
	}
}

func TestBackTestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		on := drawSomeDay(t, "on")
		from := civil.Date(0)
		if rapid.Bool().Draw(t, "a period") {
			from = start + civil.Date(rapid.IntRange(0, int(on-start)).Draw(t, "from"))
		}
		test := BackTest([]people.File{f}, Rules{}, from, on)
		var sum Tally
		kinds := map[Kind]bool{}
		for _, k := range test.Kinds {
			var own Tally
			for i, e := range k.Episodes {
				own.add(e)
				if e.Kind != k.Kind || e.Raised > on || e.Cleared > on || e.Cleared != 0 && e.Cleared <= e.Raised || from != 0 && e.Raised < from || e.Title == "" || e.Followed == "" {
					t.Fatalf("%+v", e)
				}
				if i > 0 && e.Cleared > k.Episodes[i-1].Raised {
					t.Fatalf("two runs of one kind touch: %+v", k.Episodes)
				}
				if e.IsOpen() && e.Verdict != CannotTell || e.Carrier == uuid.Nil && e.Noted != "" {
					t.Fatalf("%+v", e)
				}
			}
			if own != k.Tally || own.Spoke != own.BorneOut+own.Wrong+own.CannotTell {
				t.Fatalf("%+v of %+v", k.Tally, own)
			}
			kinds[k.Kind] = true
			sum = Tally{sum.Spoke + own.Spoke, sum.BorneOut + own.BorneOut, sum.Wrong + own.Wrong, sum.CannotTell + own.CannotTell, sum.Open + own.Open}
		}
		if sum != test.Tally || len(kinds)+len(test.Silent) != len(Kinds) {
			t.Fatalf("%+v, %d and %d kinds", test.Tally, len(kinds), len(test.Silent))
		}
		if again := BackTest([]people.File{f.AsOf(on)}, Rules{}, from, on); !reflect.DeepEqual(test, again) {
			t.Fatal("what happened later shows")
		}
		// what a person says of a sign is heard, and changes nothing else
		for _, k := range test.Kinds {
			for _, e := range k.Episodes {
				if e.IsOpen() {
					continue
				}
				said := f
				said.Acknowledgements = append(append([]people.Acknowledgement{}, f.Acknowledgements...),
					people.Acknowledgement{ID: uuid.UUID{7}, Person: f.Person.ID, Sign: string(e.Kind), Raised: e.Raised, At: on, Outcome: people.Confirmed})
				after := BackTest([]people.File{said}, Rules{}, from, on)
				heard, _ := after.Of(e.Kind)
				if heard.Spoke != k.Spoke || after.Spoke != test.Spoke || heard.BorneOut < k.BorneOut {
					t.Fatalf("%+v, then %+v", k.Tally, heard.Tally)
				}
				for _, x := range heard.Episodes {
					if x.Raised == e.Raised && x.Verdict != BorneOut {
						t.Fatalf("%+v", x)
					}
				}
			}
		}
	})
}

// BenchmarkBackTest is a back-test of fifty reports with five years of weekly one-on-ones each: under 10 s.
func BenchmarkBackTest(b *testing.B) {
	files := fifty()
	b.ResetTimer()
	spoke := 0
	for b.Loop() {
		spoke = BackTest(files, Rules{}, 0, start+1826).Spoke
	}
	b.ReportMetric(float64(spoke), "signs")
}

// BenchmarkMirror is the mirror of the same reports over a year.
func BenchmarkMirror(b *testing.B) {
	files := fifty()
	b.ResetTimer()
	held := 0
	for b.Loop() {
		held = Mirror(files, LastDays(start+1826, 365)).OneOnOnes.Held
	}
	b.ReportMetric(float64(held), "held")
}

// Talks about an event are what the manager did, although no acknowledgement holds them.
func TestBackTestOfAnEvent(t *testing.T) {
	b := priya(people.Weekly)
	b.meet(start, 0, 0)
	b.Events = append(b.Events, people.Event{ID: b.id(), Person: b.Person.ID, Date: start + 1, Kind: people.Reorganisation, Text: "Two teams become one", Followed: []civil.Date{start + 5}})
	got, _ := BackTest([]people.File{b.file()}, only(Shock), 0, start+20).Of(Shock)
	if len(got.Episodes) != 1 || got.Episodes[0].Talked != 1 || got.Episodes[0].Cleared != start+5 {
		t.Errorf("%+v", got.Episodes)
	}
}
