package morale

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// Verdict says whether what followed a sign bore it out.
type Verdict int

// Cannot tell is an answer of its own: nothing was noted that speaks for or against.
const (
	CannotTell Verdict = iota
	BorneOut
	ProvedWrong
)

// Followed is what followed a sign, from what is noted.
type Followed string

// What can follow a sign.
const (
	FollowedConfirmed Followed = "confirmed" // the manager heard that it was so
	FollowedWrong     Followed = "wrong"     // the manager heard that it was not
	FollowedUnknown   Followed = "not_known" // the manager cannot tell, or nothing noted does
	FollowedDismissed Followed = "dismissed" // as not a sign
	FollowedLeft      Followed = "left"      // the report left within half a year
	FollowedRecovered Followed = "recovered" // mood rose, or workload fell, when it ended
	FollowedStayed    Followed = "stayed"    // mood or workload stayed so for six weeks or more: no noise
	FollowedActed     Followed = "acted"     // of the manager's side or goals: it ended after it was talked about
	FollowedEnded     Followed = "ended"     // of the manager's side or goals: what was missing came; whether it mattered, nothing says
)

// Episode is one time that a sign spoke: an unbroken run of one kind for one person, over any change of its severity.
type Episode struct {
	Person   uuid.UUID
	Name     string
	Kind     Kind
	Severity Severity   // the highest
	Raised   civil.Date // first day
	Cleared  civil.Date // first day on which it no longer held; none while it is open
	Title    string
	Line     string // what was seen when it was raised

	// What the manager did: acknowledgements, talks about an event, and within two weeks after it was raised one-on-ones held and praise given.
	Talked, Snoozed, Dismissed int
	Met, Praised               int

	Verdict  Verdict
	Followed Followed
	Left     civil.Date     // when the report left, where that is what followed
	Noted    people.Outcome // what the manager said of it; empty for nothing
	Carrier  uuid.UUID      // the acknowledgement that holds Noted, or else one that can; nil where there is none
}

// IsOpen reports whether the sign still holds.
func (e Episode) IsOpen() bool { return e.Cleared == 0 }

// Tally counts how signs turned out. Open ones are not in Spoke, nor in any verdict.
type Tally struct {
	Spoke, BorneOut, Wrong, CannotTell, Open int
}

func (t *Tally) add(e Episode) {
	if e.IsOpen() {
		t.Open++
		return
	}
	t.Spoke++
	switch e.Verdict {
	case BorneOut:
		t.BorneOut++
	case ProvedWrong:
		t.Wrong++
	default:
		t.CannotTell++
	}
}

// KindTest is how one kind of sign did.
type KindTest struct {
	Kind Kind
	Tally
	Episodes []Episode // latest first, open ones among them
}

// Test is how the signs did on the manager's own record.
type Test struct {
	From, To civil.Date // From is the first record where all of it was asked for
	Tally
	Kinds  []KindTest // those that spoke or are open, most often first
	Silent []Kind     // those that never did
}

// Of is how a kind did; false where it never spoke.
func (t Test) Of(k Kind) (KindTest, bool) {
	for _, x := range t.Kinds {
		if x.Kind == k {
			return x, true
		}
	}
	return KindTest{Kind: k}, false
}

// How long after it was raised something still has to do with a sign, in days.
const (
	actedWithin   = 14
	leftWithin    = 183
	stayedFor     = 42
	nearEpisode   = 28 // an acknowledgement whose day lies outside every run, as under other limits, belongs to the nearest one so far away
	recoveredBy   = 0.5
	readingsAfter = 3
	fewestAfter   = 2
	leadUp        = 21 // readings so long before it was raised belong to it
	betterAlready = 7  // and those so long before it ended to what came after
)

// BackTest replays every rule over the past, from one day (0: the first record) up to another, each day with what was known on it, and
// says of each time that a sign spoke what the manager did and whether what followed bore it out. Only reports count.
func BackTest(files []people.File, r Rules, from, on civil.Date) Test {
	out := Test{From: from, To: on}
	byKind := map[Kind]*KindTest{}
	first := never
	for _, f := range files {
		if !f.Person.IsReport() {
			continue
		}
		f = f.AsOf(on)
		first = min(first, firstRecord(f))
		for _, e := range episodes(f, r, max(from, 1), on) {
			k := byKind[e.Kind]
			if k == nil {
				k = &KindTest{Kind: e.Kind}
				byKind[e.Kind] = k
			}
			k.Episodes = append(k.Episodes, e)
			k.add(e)
			out.add(e)
		}
	}
	if from == 0 && first < never {
		out.From = first
	}
	for _, info := range Kinds {
		if k := byKind[info.Kind]; k != nil {
			slices.SortStableFunc(k.Episodes, func(a, b Episode) int {
				return cmp.Or(cmp.Compare(b.Raised, a.Raised), strings.Compare(a.Name, b.Name))
			})
			out.Kinds = append(out.Kinds, *k)
		} else {
			out.Silent = append(out.Silent, info.Kind)
		}
	}
	slices.SortStableFunc(out.Kinds, func(a, b KindTest) int { return b.Spoke - a.Spoke })
	return out
}

// episodes are the runs of one report's signs, with what came of them.
func episodes(f people.File, r Rules, from, on civil.Date) []Episode {
	var out []Episode
	last := map[Kind]int{} // index of the latest run of the kind
	for _, row := range Replay(f, r, from, on, 1) {
		if i, ok := last[row.Kind]; ok && out[i].Cleared == row.Raised {
			out[i].Cleared = row.Cleared
			out[i].Severity = max(out[i].Severity, row.Severity)
			continue
		}
		last[row.Kind] = len(out)
		out = append(out, Episode{Person: f.Person.ID, Name: f.Person.Name, Kind: row.Kind, Severity: row.Severity, Raised: row.Raised, Cleared: row.Cleared, Title: row.Title, Line: row.Line})
	}
	acknowledge(f, out)
	for i := range out {
		out[i].judge(f)
	}
	return out
}

// acknowledge gives every acknowledgement to the run that it is about.
func acknowledge(f people.File, all []Episode) {
	for _, a := range f.Acknowledgements {
		day := a.Raised
		if day == 0 {
			day = a.At
		}
		best, far := -1, nearEpisode+1
		for i, e := range all {
			if string(e.Kind) != a.Sign {
				continue
			}
			d := 0
			switch {
			case day < e.Raised:
				d = int(e.Raised - day)
			case !e.IsOpen() && day > e.Cleared:
				d = int(day - e.Cleared)
			}
			if d < far {
				best, far = i, d
			}
		}
		if best < 0 {
			continue
		}
		e := &all[best]
		switch a.Action {
		case people.Acted:
			e.Talked++
		case people.Snoozed:
			e.Snoozed++
		case people.Dismissed:
			e.Dismissed++
		}
		if e.Carrier == uuid.Nil || a.Outcome != "" {
			e.Carrier = a.ID
		}
		if a.Outcome != "" {
			e.Noted = a.Outcome
		}
	}
}

// judge says what the manager did and what followed.
func (e *Episode) judge(f people.File) {
	soon := func(d civil.Date) bool { return d > e.Raised && d <= e.Raised+actedWithin }
	for _, m := range f.Meetings {
		if m.Status == notes.Held && soon(m.At.Date()) {
			e.Met++
		}
	}
	for _, x := range f.Feedback {
		if x.Kind == notes.Praise && x.Direction != notes.Received && soon(max(x.Date, x.SaidOn)) && (x.Direction == notes.Given || x.SaidOn != 0) {
			e.Praised++
		}
	}
	if e.Kind == Shock {
		for _, x := range f.Events {
			for _, d := range x.Followed {
				if _, ok := eventWords[x.Kind]; ok && d >= e.Raised && (e.IsOpen() || d <= e.Cleared) {
					e.Talked++
				}
			}
		}
	}
	e.Followed = FollowedUnknown
	if e.IsOpen() {
		return
	}
	family := infoOf[e.Kind].Family
	switch {
	case e.Noted == people.Confirmed:
		e.Verdict, e.Followed = BorneOut, FollowedConfirmed
	case e.Noted == people.Wrong:
		e.Verdict, e.Followed = ProvedWrong, FollowedWrong
	case e.Noted == people.NotKnown:
	case e.Dismissed > 0:
		e.Verdict, e.Followed = ProvedWrong, FollowedDismissed
	case family != FamilyGoals && e.leftAfter(f.Person):
		e.Verdict, e.Followed = BorneOut, FollowedLeft
	case e.turned(f):
		e.Verdict, e.Followed = BorneOut, FollowedRecovered
	case family == FamilyMood && e.lasted(f):
		e.Verdict, e.Followed = BorneOut, FollowedStayed
	case (family == FamilyManager || family == FamilyGoals) && e.Talked > 0:
		e.Verdict, e.Followed = BorneOut, FollowedActed
	case family == FamilyManager || family == FamilyGoals:
		e.Followed = FollowedEnded
	}
}

// leftAfter reports whether the report left within half a year after the sign was raised.
func (e *Episode) leftAfter(p people.Person) bool {
	var day civil.Date
	switch {
	case p.Left != nil && p.Left.Date != 0:
		day = p.Left.Date
	case p.IsArchived():
		day = p.StatusSince
	}
	if day < e.Raised || day > e.Raised+leftWithin {
		return false
	}
	e.Left = day
	return true
}

// measure is what the run is judged by: workload for a high workload, else mood, as higher is better.
func (e *Episode) measure(f people.File) []reading {
	if e.Kind != WorkloadHigh {
		return readings(f, func(m *notes.Meeting) *int { return m.Mood })
	}
	all := readings(f, func(m *notes.Meeting) *int { return m.Workload })
	for i := range all {
		all[i].value = -all[i].value
	}
	return all
}

// turned reports whether it got better by half a point or more when the run ended, against the readings of the run.
func (e *Episode) turned(f people.File) bool {
	var during, after []int
	for _, x := range e.measure(f) {
		switch {
		case x.day >= e.Raised-leadUp && x.day < e.Cleared-betterAlready:
			during = append(during, x.value)
		case x.day >= e.Cleared-betterAlready && x.day <= e.Cleared+3*actedWithin && len(after) < readingsAfter:
			after = append(after, x.value)
		}
	}
	return len(during) > 0 && len(after) >= fewestAfter && meanOf(after) >= meanOf(during)+recoveredBy
}

// lasted reports whether readings of the run span six weeks or more.
func (e *Episode) lasted(f people.File) bool {
	n, last := 0, e.Raised
	for _, x := range e.measure(f) {
		if x.day >= e.Raised && x.day < e.Cleared {
			n, last = n+1, x.day
		}
	}
	return int(last-e.Raised) >= stayedFor && n >= readingsAfter
}

func meanOf(all []int) float64 {
	sum := 0
	for _, x := range all {
		sum += x
	}
	return float64(sum) / float64(len(all))
}
