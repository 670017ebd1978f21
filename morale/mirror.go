package morale

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// Period is a stretch of days, both ends included.
type Period struct{ From, To civil.Date }

// MirrorDays is how long the mirror looks back unless said.
const MirrorDays = 90

// LastDays is the period of so many days that ends on a day.
func LastDays(on civil.Date, days int) Period { return Period{on - civil.Date(days) + 1, on} }

// Days is the number of days in the period.
func (p Period) Days() int { return int(p.To-p.From) + 1 }

// Before is the period of the same length that ends the day before this one begins.
func (p Period) Before() Period { return LastDays(p.From-1, p.Days()) }

// Has reports whether a day is in the period.
func (p Period) Has(d civil.Date) bool { return d != 0 && p.From <= d && d <= p.To }

// Reflection is the manager's own habits over a period beside the one before. It speaks of the habit, not of the manager; nothing in
// it is a score.
type Reflection struct {
	Habits
	Try      *Step  `json:"try,omitempty"` // the first of Steps
	Steps    []Step `json:"-"`             // what could be tried, the first first
	Previous Habits `json:"previous"`
}

// FewestHeld is how many one-on-ones it takes before habits show.
const FewestHeld = 10

// IsEnough reports whether enough one-on-ones were held for habits to show.
func (r Reflection) IsEnough() bool { return r.HeldSoFar >= FewestHeld }

// Habits are what the record of a period shows of how one-on-ones were led.
type Habits struct {
	From      civil.Date   `json:"from"`
	To        civil.Date   `json:"to"`
	HeldSoFar int          `json:"held_so_far"` // one-on-ones held with reports up to the end of the period, since the first record
	OneOnOnes OneOnOnes    `json:"one_on_ones"`
	Promises  KeptPromises `json:"promises"`
	Feedback  Given        `json:"feedback"`
	Topics    TopicShares  `json:"topics"`
	Questions Asking       `json:"questions"`
	Goals     GoalCare     `json:"goals"`
	Usual     Usual        `json:"usual"`
	Reports   []Attention  `json:"reports"` // by name
}

// OneOnOnes is what became of those that were planned in the period. Leave and holidays are none.
type OneOnOnes struct {
	Planned         int       `json:"planned"` // all of the following
	Held            int       `json:"held"`    // as planned
	Moved           int       `json:"moved"`   // held at another time
	CancelledByMe   int       `json:"cancelled_by_me"`
	CancelledByThem int       `json:"cancelled_by_them"`
	Cancelled       int       `json:"cancelled"` // nobody noted by whom
	Missed          int       `json:"missed"`
	NotNoted        int       `json:"not_noted"` // their time has passed and nothing says what became of them; not among Planned
	Parts           []HeldIn  `json:"parts"`     // thirds of the period
	Weekdays        [7]int    `json:"-"`         // moved, cancelled and missed ones by the weekday planned, Sunday first
	CalledOff       []CallOff `json:"-"`         // by this side, by person
}

// Fell is how many were cancelled or missed.
func (o OneOnOnes) Fell() int { return o.CancelledByMe + o.CancelledByThem + o.Cancelled + o.Missed }

// HeldIn is a part of the period.
type HeldIn struct {
	From      civil.Date `json:"from"`
	To        civil.Date `json:"to"`
	Held      int        `json:"held"`
	Moved     int        `json:"moved"`
	Cancelled int        `json:"cancelled"` // or missed
}

// CallOff is how many one-on-ones with a person were called off by the manager.
type CallOff struct {
	Person uuid.UUID
	Name   string
	Count  int
}

// KeptPromises are the manager's action items that fell due in the period.
type KeptPromises struct {
	Kept int    `json:"kept"` // done by their due date
	Of   int    `json:"of"`
	Late []Late `json:"late,omitempty"` // the most late first
}

// Late is a promise that was not kept on time.
type Late struct {
	Person uuid.UUID  `json:"person"`
	Name   string     `json:"person_name"`
	ID     uuid.UUID  `json:"id"`
	Text   string     `json:"text"`
	Due    civil.Date `json:"due"`
	Days   int        `json:"days"`           // late when it was done, or so far
	Open   bool       `json:"open,omitempty"` // still to do at the end of the period
}

// Given is feedback given to reports, what others said and was passed on among it.
type Given struct {
	Praise             int         `json:"praise"`
	Constructive       int         `json:"constructive"`
	Named              int         `json:"named"`                         // praise that names what was done
	WithImpact         int         `json:"with_impact"`                   // praise that says what it led to
	WithoutRecognition []uuid.UUID `json:"without_recognition,omitempty"` // reports without praise for RecognitionDays, longest first
}

// RecognitionDays is how long a report goes without praise before it counts as without recognition, leave aside.
const RecognitionDays = 30

// TopicShares is what the one-on-ones of the period were about.
type TopicShares struct {
	All    int          `json:"all"`
	Work   int          `json:"work"`   // delivery and technical
	People int          `json:"people"` // growth, wellbeing, feedback, team
	Shares []TopicShare `json:"shares"` // every category, most first
}

// TopicShare is how much of the topics a category had.
type TopicShare struct {
	Category notes.Category `json:"category"`
	Count    int            `json:"count"`
	Share    float64        `json:"share"` // 0..1
}

// Of is the share of a category.
func (t TopicShares) Of(c notes.Category) TopicShare {
	for _, s := range t.Shares {
		if s.Category == c {
			return s
		}
	}
	return TopicShare{Category: c}
}

// Asking is how much was asked, beside what was noted.
type Asking struct {
	Asked  int `json:"asked"`  // questions of the manager: on the agenda, from the library, or in the notes
	Stated int `json:"stated"` // lines of the notes that are no question
}

// GoalCare is whether goals were looked at.
type GoalCare struct {
	Active  int      `json:"active"` // at the end of the period
	Checked int      `json:"checked"`
	Without []Unseen `json:"without,omitempty"` // longest first
}

// Unseen is an active goal that went without a check-in for more than one and a half of its rhythms.
type Unseen struct {
	Person uuid.UUID `json:"person"`
	Name   string    `json:"person_name"`
	Goal   uuid.UUID `json:"goal"`
	Title  string    `json:"title"`
	Days   int       `json:"days"`
}

// Usual is the middle (median) of the team, over the days on which each was there.
type Usual struct {
	Meetings float64 `json:"meetings"`
	Minutes  float64 `json:"minutes"`
	Words    float64 `json:"words"`
}

// Attention is what one report had of the manager's time in the period.
type Attention struct {
	Person         uuid.UUID  `json:"person"`
	Name           string     `json:"person_name"`
	There          int        `json:"there"`                // days on which they were on the team and not away
	Meetings       int        `json:"meetings"`             // held
	Minutes        int        `json:"minutes"`              // of those whose length is known
	Words          int        `json:"words"`                // of notes, private ones too
	UnderHalf      []string   `json:"under_half,omitempty"` // meetings, minutes, words: what is under half of the team's middle
	Praise         int        `json:"praise"`
	Constructive   int        `json:"constructive"`
	LastFeedback   civil.Date `json:"last_feedback,omitempty"`
	SinceFeedback  *int       `json:"days_since_feedback,omitempty"` // leave aside; before any: since the first one-on-one, absent before that
	LastPraise     civil.Date `json:"last_praise,omitempty"`
	SincePraise    *int       `json:"days_since_praise,omitempty"` // the same of praise
	LastGrowth     civil.Date `json:"last_growth,omitempty"`       // last time growth came up
	WithoutMeeting bool       `json:"without_meeting,omitempty"`   // has a rhythm, was there for a month or more, and no one-on-one was held

	work, topics int // topics of status, and all
}

// Mirror shows the manager's own habits over a period beside the one before, from what was known at the end of each. Only reports count,
// who were on the team in the period; leave and holidays are left out of every count of days.
func Mirror(files []people.File, p Period) Reflection {
	r := Reflection{Habits: habitsOf(files, p), Previous: habitsOf(files, p.Before())}
	if r.IsEnough() {
		r.Steps = stepsFor(r)
	}
	if len(r.Steps) > 0 {
		r.Try = &r.Steps[0]
	}
	return r
}

// habitsOf is one period by itself.
func habitsOf(files []people.File, p Period) Habits {
	h := Habits{From: p.From, To: p.To, Reports: []Attention{}}
	for i := range 3 {
		third := func(n int) civil.Date { return p.From + civil.Date(n*p.Days()/3) }
		h.OneOnOnes.Parts = append(h.OneOnOnes.Parts, HeldIn{From: third(i), To: third(i+1) - 1})
	}
	for _, c := range notes.Categories {
		h.Topics.Shares = append(h.Topics.Shares, TopicShare{Category: c})
	}
	for _, f := range files {
		f = f.AsOf(p.To)
		there, ok := thereIn(f, p)
		if !ok {
			continue
		}
		m := Attention{Person: f.Person.ID, Name: f.Person.Name, There: there}
		clock := clockOf(f, true)
		h.readMeetings(f, p, clock, &m)
		h.readActions(f, p)
		h.readFeedback(f, p, clock, &m)
		h.readGoals(f, p)
		if f.Person.IsArchived() { // left within the period: their one-on-ones count, but nobody is to be looked after
			continue
		}
		m.WithoutMeeting = m.Meetings == 0 && there >= monthThere && f.Person.RhythmDays() > 0
		h.Reports = append(h.Reports, m)
	}
	slices.SortStableFunc(h.Reports, func(a, b Attention) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	slices.SortStableFunc(h.Promises.Late, func(a, b Late) int { return b.Days - a.Days })
	slices.SortStableFunc(h.Goals.Without, func(a, b Unseen) int { return b.Days - a.Days })
	slices.SortStableFunc(h.OneOnOnes.CalledOff, func(a, b CallOff) int { return b.Count - a.Count })
	h.shareTopics()
	h.compare(p)
	for _, a := range longestFirst(h.Reports, func(a Attention) *int { return a.SincePraise }) {
		if *a.SincePraise >= RecognitionDays {
			h.Feedback.WithoutRecognition = append(h.Feedback.WithoutRecognition, a.Person)
		}
	}
	return h
}

// monthThere is how many days of the period someone must have been there to miss a one-on-one.
const monthThere = 28

// thereIn is on how many days of the period someone was a report on the team and not away; false for whom it does not concern.
func thereIn(f people.File, p Period) (int, bool) {
	if !f.Person.IsReport() || f.Person.Started > p.To {
		return 0, false
	}
	from, to := max(p.From, f.Person.Started), p.To
	if f.Person.IsArchived() {
		if f.Person.StatusSince <= p.From {
			return 0, false
		}
		to = min(to, f.Person.StatusSince-1)
	}
	return max(0, clockOf(f, true).elapsed(from-1, to)), true
}

func (h *Habits) readMeetings(f people.File, p Period, clock clock, m *Attention) {
	o := &h.OneOnOnes
	moved := map[string]bool{} // when what was moved had been planned
	for _, x := range f.Meetings {
		if x.Status == notes.Held && !x.MovedFrom.IsZero() && !x.MovedFrom.Equal(x.At) {
			moved[instantKey(x.MovedFrom)] = true
		}
	}
	mine := 0
	for _, x := range f.Meetings {
		day := x.At.Date()
		if x.Status == notes.Held {
			if day <= h.To {
				h.HeldSoFar++
				for _, t := range x.Topics {
					if t.CameUp() && t.Category == notes.Growth {
						m.LastGrowth = max(m.LastGrowth, day)
					}
				}
			}
		}
		if !p.Has(day) {
			continue
		}
		part := &o.Parts[slices.IndexFunc(o.Parts, func(x HeldIn) bool { return x.From <= day && day <= x.To })]
		fell := func() bool {
			if clock.isAway(day) || moved[instantKey(x.At)] {
				return false
			}
			part.Cancelled++
			o.Weekdays[day.Weekday()]++
			return true
		}
		switch x.Status {
		case notes.Held:
			if x.MovedFrom.IsZero() || x.MovedFrom.Equal(x.At) {
				o.Held++
				part.Held++
			} else {
				o.Moved++
				part.Moved++
				o.Weekdays[x.MovedFrom.Date().Weekday()]++
			}
			h.readMeeting(x, m)
		case notes.Cancelled:
			if !fell() {
				continue
			}
			switch x.CancelledBy {
			case notes.Me:
				o.CancelledByMe++
				mine++
			case notes.Them:
				o.CancelledByThem++
			default:
				o.Cancelled++
			}
		case notes.Missed:
			if fell() {
				o.Missed++
			}
		case notes.Scheduled:
			if day < p.To && !x.GoingOn() && !clock.isAway(day) {
				o.NotNoted++
			}
		}
	}
	for _, a := range f.Asked {
		if p.Has(a.Date) {
			h.Questions.Asked++
		}
	}
	if mine > 0 {
		o.CalledOff = append(o.CalledOff, CallOff{f.Person.ID, f.Person.Name, mine})
	}
	o.Planned = o.Held + o.Moved + o.Fell()
}

// instantKey tells moments apart, however they were written.
func instantKey(i civil.Instant) string { return i.Time().UTC().String() }

func (h *Habits) readMeeting(x notes.Meeting, m *Attention) {
	m.Meetings++
	if x.Minutes != nil {
		m.Minutes += *x.Minutes
	}
	m.Words += len(strings.Fields(x.Notes)) + len(strings.Fields(x.PrivateNotes))
	for _, t := range x.Topics {
		if !t.CameUp() {
			continue
		}
		c := t.About()
		h.Topics.All++
		h.Topics.Shares[slices.IndexFunc(h.Topics.Shares, func(s TopicShare) bool { return s.Category == c })].Count++
		m.topics++
		if slices.Contains(workTopics, c) {
			m.work++
		}
		if t.RaisedBy != notes.Them && isQuestion(t.Text) {
			h.Questions.Asked++
		}
	}
	asked, stated := sentencesOf(x.Notes)
	h.Questions.Asked += asked
	h.Questions.Stated += stated
}
