package review

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
)

// SignLine is an open warning sign, or a prompt, as a document needs it.
type SignLine struct {
	Kind     string `json:"kind"`
	Severity string `json:"severity,omitempty"`
	Title    string `json:"title"`
	Evidence string `json:"evidence,omitempty"` // in words
	Question string `json:"question,omitempty"` // one that could be asked
}

// Morale is what is known of a report's morale on the day of a document.
type Morale struct {
	Signs             []SignLine // open ones, most severe first
	Prompts           []SignLine
	Needs             []morale.Need // what was not talked about though something speaks for it
	UsualLow, UsualUp float64       // the usual range of mood; both 0 where it is not known
}

// Prep is the brief before a one-on-one, a key per section. It is for the manager alone: what is private is in it.
type Prep struct {
	Person     uuid.UUID     `json:"person"`
	PersonName string        `json:"person_name"`
	On         civil.Date    `json:"on"`
	Next       civil.Instant `json:"next,omitzero"` // the next appointment
	SinceLast  *Since        `json:"since_last,omitempty"`
	YouOwe     []Promise     `json:"you_owe,omitempty"`
	TheyOwe    []Promise     `json:"they_owe,omitempty"`
	Goals      []GoalMove    `json:"goals,omitempty"`
	Recognise  *Recognise    `json:"recognise,omitempty"`
	Morale     *MoodLine     `json:"morale,omitempty"`
	Topics     *Topics       `json:"topics,omitempty"`
	Questions  []Question    `json:"questions,omitempty"`
	Agenda     []Point       `json:"agenda,omitempty"`
	Away       []Away        `json:"away,omitempty"`
	Intent     string        `json:"intent,omitempty"` // what the manager wants from this one

	first string // first name
}

// Since is what was said at the last meeting, and noted after it.
type Since struct {
	Date    civil.Date   `json:"date"`
	Days    int          `json:"days"`
	Lines   []string     `json:"lines,omitempty"`
	Journal []JournalRef `json:"journal,omitempty"`
}

// JournalRef is a line noted between meetings.
type JournalRef struct {
	Date civil.Date `json:"date"`
	Text string     `json:"text"`
}

// Promise is an open action item.
type Promise struct {
	ID       uuid.UUID  `json:"id"`
	Text     string     `json:"text"`
	Due      civil.Date `json:"due,omitempty"`
	DaysLate int        `json:"days_late,omitempty"`
}

// GoalMove is a goal and what became of it since the last meeting.
type GoalMove struct {
	ID       uuid.UUID      `json:"id"`
	Title    string         `json:"title"`
	From     *float64       `json:"from,omitempty"` // progress 0..1 before the last meeting
	To       *float64       `json:"to,omitempty"`
	Expected *float64       `json:"expected,omitempty"`
	Word     goals.MoveWord `json:"word"`
	State    string         `json:"state"`
	Stale    bool           `json:"stale,omitempty"`
	Note     string         `json:"note,omitempty"` // of the last check-in since then
	Ask      string         `json:"ask,omitempty"`  // where it did not go as planned
}

// Recognise is what is worth recognising, from the manager's own notes.
type Recognise struct {
	Lines      []Praise   `json:"lines,omitempty"`
	LastPraise civil.Date `json:"last_praise,omitempty"` // the last that was given
	Noted      []Praise   `json:"noted,omitempty"`       // lines of the journal since then; they may hold something or not
}

// Praise is one such line.
type Praise struct {
	Date civil.Date `json:"date"`
	Text string     `json:"text"`
}

// MoodLine is mood and workload as noted, and the signs open on the day.
type MoodLine struct {
	Moods    []Mood     `json:"moods,omitempty"` // the last twelve
	Words    string     `json:"words,omitempty"` // the last one, such as "2 Low, below usual"
	Usual    string     `json:"usual,omitempty"` // such as "Usual 3.6 to 4.4"
	Workload string     `json:"workload,omitempty"`
	Signs    []SignLine `json:"signs,omitempty"`
}

// Mood is one mood as noted.
type Mood struct {
	Date   civil.Date   `json:"date"`
	Mood   int          `json:"mood"`
	Source notes.Source `json:"source,omitempty"`
}

// Topics is what the last meetings were about.
type Topics struct {
	Meetings int          `json:"meetings"`
	Counts   []TopicCount `json:"counts"` // most first; categories that did not come up last
	Remarks  []string     `json:"remarks,omitempty"`
}

// TopicCount is how often a category came up.
type TopicCount struct {
	Category notes.Category `json:"category"`
	Count    int            `json:"count"`
}

// Question is one that could be asked, and why.
type Question struct {
	Text string `json:"text"`
	Why  string `json:"why"`
}

// Point is a talking point of the agenda.
type Point struct {
	ID       uuid.UUID      `json:"id"`
	Text     string         `json:"text"`
	Category notes.Category `json:"category,omitempty"`
	RaisedBy notes.Side     `json:"raised_by,omitempty"`
	Carried  int            `json:"carried,omitempty"` // meetings it was carried over
}

// Away is leave that is near.
type Away struct {
	From civil.Date `json:"from"`
	To   civil.Date `json:"to"`
	Text string     `json:"text,omitempty"`
}

// How much of everything a brief shows: it is one page, read in two minutes.
const (
	lastLines     = 4
	lastMoods     = 12
	lastMeetings  = 6
	mostPraise    = 4
	mostQuestions = 4
	praiseDays    = 90
	journalDays   = 42
	awayDays      = 42
	askedDays     = 42
	takesOver     = 0.4 // share of the points that one category takes, worth a remark
)

// Brief is what is worth knowing before the next one-on-one, from what was known on the day. Signs are handed in, so that they are
// the same as everywhere.
func Brief(f people.File, on civil.Date, m Morale) Prep {
	f = f.AsOf(on)
	p := Prep{Person: f.Person.ID, PersonName: f.Person.Name, On: on, first: f.Person.FirstName()}
	held := heldMeetings(f)
	var since civil.Date
	if len(held) > 0 {
		last := held[len(held)-1]
		since = last.At.Date()
		p.SinceLast = &Since{Date: since, Days: int(on - since), Lines: saidLines(last.Notes, lastLines), Journal: journalSince(f, since)}
	}
	next, planned := nextMeeting(f, on)
	if planned {
		p.Next, p.Intent = next.At, next.Meeting.Intent
	}
	p.YouOwe, p.TheyOwe = promises(f, notes.Me, on), promises(f, notes.Them, on)
	p.Goals = goalMoves(f, since, on)
	p.Recognise = recognise(f, since, on)
	p.Morale = moodLine(held, m)
	p.Topics = topics(held, on)
	p.Questions = questions(f, p, m, held, on)
	p.Agenda = agenda(f, next)
	for _, a := range f.Absences {
		if a.To >= on && a.From <= on+awayDays {
			p.Away = append(p.Away, Away{a.From, a.To, a.Text})
		}
	}
	return p
}

func heldMeetings(f people.File) []notes.Meeting {
	var out []notes.Meeting
	for _, m := range f.Meetings {
		if m.Status == notes.Held {
			out = append(out, m)
		}
	}
	return out
}

// nextMeeting is the meeting that is going on, else the next appointment from the day on.
func nextMeeting(f people.File, on civil.Date) (people.Appointment, bool) {
	if m, ok := f.Ongoing(); ok {
		return people.Appointment{At: m.At, Meeting: m}, true
	}
	start := on.Time().Add(-14 * time.Hour) // where the day begins first
	for _, a := range f.Appointments(start, start.AddDate(0, 3, 0)) {
		if a.At.Date() >= on {
			return a, true
		}
	}
	return people.Appointment{}, false
}

func journalSince(f people.File, since civil.Date) []JournalRef {
	var out []JournalRef
	for _, j := range f.Journal {
		if d := j.At.Date(); d >= since {
			out = append(out, JournalRef{d, j.Text})
		}
	}
	return out[max(0, len(out)-lastLines):]
}

func promises(f people.File, owner notes.Side, on civil.Date) []Promise {
	var out []Promise
	for _, a := range f.Actions {
		if a.Owner == owner && a.State == notes.ActionOpen {
			out = append(out, Promise{a.ID, a.Text, a.Due, a.DaysLate(on)})
		}
	}
	slices.SortStableFunc(out, func(a, b Promise) int { // what has no date comes last
		return cmp.Or(cmp.Compare(b2i(a.Due == 0), b2i(b.Due == 0)), cmp.Compare(a.Due, b.Due))
	})
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func goalMoves(f people.File, since, on civil.Date) []GoalMove {
	var out []GoalMove
	for _, g := range f.Goals {
		move, ok := goals.Moved(g, max(since-1, 0), on) // what was checked in at the last meeting is news since it
		if !ok || g.Status == goals.Draft || since == 0 && g.IsClosed() {
			continue
		}
		state := goals.StateOf(g, on)
		line := GoalMove{ID: g.ID, Title: g.Title, From: move.From, To: move.To, Word: move.Word, State: state.Words(), Stale: state.Stale}
		if !g.IsClosed() && move.To != nil {
			line.Expected = goals.Expected(g, on)
		}
		line.Ask = goals.Ask(g, move, on)
		if n := len(move.CheckIns); n > 0 {
			line.Note = move.CheckIns[n-1].Note
		}
		out = append(out, line)
	}
	return out
}

// recognise gathers praise that was not told yet, praise in notes and journal that was not kept as feedback, goals reached since the last
// meeting; and beside them what was noted in the journal since the last praise, up to the last meeting (later lines stand under it).
func recognise(f people.File, since, on civil.Date) *Recognise {
	var r Recognise
	known := map[string]bool{}
	from := on - praiseDays
	for _, x := range f.Feedback {
		if x.Kind != notes.Praise || x.Direction == notes.Received {
			continue
		}
		if x.Direction == notes.Given {
			r.LastPraise = max(r.LastPraise, x.Date)
		}
		for _, s := range []string{x.Text, x.Behaviour} {
			known[language.Fold(oneLine(s))] = true
		}
		if x.SaidOn == 0 && x.Date >= from {
			r.Lines = append(r.Lines, Praise{x.Date, gist(x)})
		}
	}
	fromNote := func(d civil.Date, note string) {
		if d < from || !strings.Contains(note, "+ ") {
			return
		}
		for _, l := range language.FeedbackLines(note) {
			if l.Kind == string(notes.Praise) && !known[language.Fold(oneLine(l.Text))] {
				r.Lines = append(r.Lines, Praise{d, oneLine(l.Text)})
			}
		}
	}
	for _, j := range f.Journal {
		fromNote(j.At.Date(), j.Text)
	}
	for _, m := range f.Meetings {
		if m.Status == notes.Held {
			fromNote(m.At.Date(), m.Notes)
		}
	}
	for _, g := range f.Goals {
		if g.Status == goals.Achieved && g.Closed >= max(since, from) {
			r.Lines = append(r.Lines, Praise{g.Closed, "Goal reached: " + g.Title})
		}
	}
	for _, j := range f.Journal {
		if d := j.At.Date(); !j.IsPrivate() && d < since && d > max(r.LastPraise, on-journalDays) && len(language.FeedbackLines(j.Text)) == 0 {
			r.Noted = append(r.Noted, Praise{d, oneLine(j.Text)})
		}
	}
	slices.Reverse(r.Noted)
	r.Noted = r.Noted[:min(len(r.Noted), mostPraise)]
	slices.SortStableFunc(r.Lines, func(a, b Praise) int { return cmp.Compare(b.Date, a.Date) })
	r.Lines = r.Lines[:min(len(r.Lines), mostPraise)]
	if len(r.Lines)+len(r.Noted) == 0 && r.LastPraise == 0 {
		return nil
	}
	return &r
}

// agenda is the talking points that wait, after the topics still open of a meeting that is going on.
func agenda(f people.File, next people.Appointment) []Point {
	var out []Point
	for _, t := range next.Meeting.Topics {
		if t.State == notes.Open || t.State == "" {
			out = append(out, Point{t.ID, t.Text, t.Category, t.RaisedBy, value(t.Carried)})
		}
	}
	for _, t := range f.TalkingPoints {
		out = append(out, Point{t.ID, t.Text, t.Category, t.RaisedBy, value(t.Carried)})
	}
	return out
}

func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
