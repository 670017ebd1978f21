// Package goals holds goals with their key results and check-ins, and what was delegated. Everything that can be said of a
// goal is computed here from its own record: progress, state, clarity and forecast.
package goals

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/valid"
)

// Status is what became of a goal.
type Status string

// A goal is a draft until it is agreed to work on it.
const (
	Draft    Status = "draft"
	Active   Status = "active"
	Achieved Status = "achieved"
	Partly   Status = "partly"
	Missed   Status = "missed"
	Dropped  Status = "dropped"
)

// Kind says how a goal is meant, which changes how it is scored.
type Kind string

// The kinds of goal.
const (
	Committed    Kind = "committed"
	Aspirational Kind = "aspirational"
	Learning     Kind = "learning"
)

// Confidence is what a check-in says of reaching the goal.
type Confidence string

// The app shows On track, At risk, Off track.
const (
	OnTrack  Confidence = "on_track"
	AtRisk   Confidence = "at_risk"
	OffTrack Confidence = "off_track"
)

// Goal is an outcome that a report (or, without Person, the team) works towards.
type Goal struct {
	ID         uuid.UUID   `json:"id,omitzero"`
	Person     uuid.UUID   `json:"person,omitzero"` // none: a team goal
	Team       string      `json:"team,omitempty"`
	Parent     uuid.UUID   `json:"parent,omitzero"`
	Continues  uuid.UUID   `json:"continues,omitzero"`
	Title      string      `json:"title,omitempty"`
	Why        string      `json:"why,omitempty"`
	Support    string      `json:"support,omitempty"` // what the report needs
	Start      civil.Date  `json:"start,omitempty"`
	Due        civil.Date  `json:"due,omitempty"`
	DueChanges []DueChange `json:"due_changes,omitempty"`
	Tags       []string    `json:"tags,omitempty"`
	Status     Status      `json:"status,omitempty"`
	Closed     civil.Date  `json:"closed,omitempty"`
	Score      *float64    `json:"score,omitempty"`  // 0..1
	Agreed     civil.Date  `json:"agreed,omitempty"` // when the report agreed to it
	Kind       Kind        `json:"kind,omitempty"`
	Commitment *int        `json:"commitment,omitempty"` // 1..5, by the report
	DoneMeans  string      `json:"done_means,omitempty"` // the manager's words
	ReadBack   string      `json:"read_back,omitempty"`  // the report's words
	ReadBackOn civil.Date  `json:"read_back_on,omitempty"`
	Mismatch   *Mismatch   `json:"mismatch,omitempty"`
	Waived     []string    `json:"waived,omitempty"` // clarity findings that the manager set aside
	Level      *int        `json:"level,omitempty"`  // 1..7, as in delegations
	Obstacle   string      `json:"obstacle,omitempty"`
	Plan       string      `json:"plan,omitempty"`   // if … then …
	Rhythm     *int        `json:"rhythm,omitempty"` // days between check-ins

	Helped         string `json:"helped,omitempty"`
	Hindered       string `json:"hindered,omitempty"`
	Learnt         string `json:"learnt,omitempty"`
	OutsideControl string `json:"outside_control,omitempty"`

	KeyResults []KeyResult `json:"key_results,omitempty"`
	CheckIns   []CheckIn   `json:"check_ins,omitempty"`
}

// DueChange is one line of the ledger of a goal's due date.
type DueChange struct {
	Date   civil.Date `json:"date,omitempty"`
	Was    civil.Date `json:"was,omitempty"`
	To     civil.Date `json:"to,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

// Mismatch says that the manager found "done means" and the read-back to differ.
type Mismatch struct {
	Since    civil.Date `json:"since,omitempty"`
	Resolved civil.Date `json:"resolved,omitempty"`
}

// KeyResultKind is how a key result is measured.
type KeyResultKind string

// A milestone goes from 0 to 1.
const (
	Number    KeyResultKind = "number"
	Percent   KeyResultKind = "percent"
	Milestone KeyResultKind = "milestone"
)

// KeyResult is one measure of a goal.
type KeyResult struct {
	ID         uuid.UUID     `json:"id,omitzero"`
	Title      string        `json:"title,omitempty"`
	Kind       KeyResultKind `json:"kind,omitempty"`
	Unit       string        `json:"unit,omitempty"`
	From       *float64      `json:"from,omitempty"`
	To         *float64      `json:"to,omitempty"` // as of now
	Due        civil.Date    `json:"due,omitempty"`
	Weight     *float64      `json:"weight,omitempty"` // absent: 1
	Retargeted []Retarget    `json:"retargeted,omitempty"`
}

// Retarget is one line of the ledger of a key result's target: a target never changes without a reason.
type Retarget struct {
	Date   civil.Date `json:"date,omitempty"`
	Was    *float64   `json:"was,omitempty"`
	To     *float64   `json:"to,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

// CheckIn is what was known of a goal on a day.
type CheckIn struct {
	ID         uuid.UUID             `json:"id,omitzero"`
	Date       civil.Date            `json:"date,omitempty"`
	Confidence Confidence            `json:"confidence,omitempty"`
	Note       string                `json:"note,omitempty"`
	Values     map[uuid.UUID]float64 `json:"values,omitempty"` // by key result; a milestone is 0 or 1
}

// Validate returns every problem of the goal, its key results and check-ins. What is merely unwise is a clarity finding instead.
func (g Goal) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(g.Title != "", "title")
	ps.Need(g.Status != "", "status")
	valid.OneOf(&ps, "status", g.Status, Draft, Active, Achieved, Partly, Missed, Dropped)
	valid.OneOf(&ps, "kind", g.Kind, Committed, Aspirational, Learning)
	valid.Range(&ps, "score", g.Score, 0, 1)
	valid.Range(&ps, "commitment", g.Commitment, 1, 5)
	valid.Range(&ps, "level", g.Level, 1, 7)
	valid.Range(&ps, "rhythm", g.Rhythm, 1, 3660)
	ps.Check(g.Start == 0 || g.Due == 0 || g.Due >= g.Start, "due", "%s is before the start, %s", g.Due, g.Start)
	ps.Check(g.ID == uuid.Nil || g.Parent != g.ID, "parent", "a goal cannot hang from itself")
	ps.Check(g.ID == uuid.Nil || g.Continues != g.ID, "continues", "a goal cannot continue itself")
	for i, c := range g.DueChanges {
		at := fmt.Sprintf("due_changes[%d]", i)
		ps.Need(c.Date != 0, at+".date")
		ps.Need(c.Was != 0, at+".was")
		ps.Need(c.To != 0, at+".to")
		ps.Need(c.Reason != "", at+".reason")
	}
	if g.Mismatch != nil {
		ps.Need(g.Mismatch.Since != 0, "mismatch.since")
	}
	known := map[uuid.UUID]KeyResultKind{}
	for i, k := range g.KeyResults {
		ps.Nested(fmt.Sprintf("key_results[%d]", i), k.Validate())
		known[k.ID] = k.Kind
	}
	for i, c := range g.CheckIns {
		at := fmt.Sprintf("check_ins[%d]", i)
		ps.Nested(at, c.Validate())
		for _, id := range c.keyResults() {
			v := c.Values[id]
			kind, ok := known[id]
			ps.Check(ok, at+".values."+id.String(), "is no key result of this goal")
			ps.Check(kind != Milestone || v == 0 || v == 1, at+".values."+id.String(), "a milestone is 0 or 1, not %v", v)
		}
	}
	return ps
}

// Validate returns every problem of the key result.
func (k KeyResult) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(k.Title != "", "title")
	ps.Need(k.Kind != "", "kind")
	valid.OneOf(&ps, "kind", k.Kind, Number, Percent, Milestone)
	finite(&ps, "from", k.From)
	finite(&ps, "to", k.To)
	finite(&ps, "weight", k.Weight)
	ps.Check(k.Weight == nil || *k.Weight >= 0, "weight", "must not be negative")
	for i, r := range k.Retargeted {
		at := fmt.Sprintf("retargeted[%d]", i)
		ps.Need(r.Date != 0, at+".date")
		ps.Need(r.Was != nil, at+".was")
		ps.Need(r.To != nil, at+".to")
		ps.Need(r.Reason != "", at+".reason")
		finite(&ps, at+".was", r.Was)
		finite(&ps, at+".to", r.To)
	}
	return ps
}

// Validate returns every problem of the check-in by itself.
func (c CheckIn) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(c.Date != 0, "date")
	valid.OneOf(&ps, "confidence", c.Confidence, OnTrack, AtRisk, OffTrack)
	for _, id := range c.keyResults() {
		v := c.Values[id]
		finite(&ps, "values."+id.String(), &v)
	}
	return ps
}

// keyResults returns the ids of the key results that the check-in has a value of, in order.
func (c CheckIn) keyResults() []uuid.UUID {
	return slices.SortedFunc(maps.Keys(c.Values), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
}

func finite(ps *valid.Problems, field string, v *float64) {
	ps.Check(v == nil || !math.IsNaN(*v) && !math.IsInf(*v, 0), field, "is not a number")
}

// DelegationState says whether something is still handed over.
type DelegationState string

// Absent means DelegationActive.
const (
	DelegationActive DelegationState = "active"
	DelegationEnded  DelegationState = "ended"
)

// Delegation is a responsibility handed over, with the level of the seven of Appelo's delegation poker:
// 1 tell, 2 sell, 3 consult, 4 agree, 5 advise, 6 inquire, 7 delegate.
type Delegation struct {
	ID      uuid.UUID       `json:"id,omitzero"`
	Person  uuid.UUID       `json:"person,omitzero"`
	What    string          `json:"what,omitempty"`
	Level   *int            `json:"level,omitempty"`
	Since   civil.Date      `json:"since,omitempty"`
	Review  civil.Date      `json:"review,omitempty"`
	Support string          `json:"support,omitempty"`
	Outcome string          `json:"outcome,omitempty"`
	State   DelegationState `json:"state,omitempty"`
}

// LevelWords are the words for delegation levels 1 to 7; index 0 is unused.
var LevelWords = [8]string{"", "Tell", "Sell", "Consult", "Agree", "Advise", "Inquire", "Delegate"}

// Validate returns every problem of the delegation.
func (d Delegation) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(d.Person != uuid.Nil, "person")
	ps.Need(d.What != "", "what")
	ps.Need(d.Level != nil, "level")
	valid.Range(&ps, "level", d.Level, 1, 7)
	valid.OneOf(&ps, "state", d.State, DelegationActive, DelegationEnded)
	return ps
}
