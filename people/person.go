// Package people knows a report: profile, rhythm of one-on-ones, strengths, absences and events; and File, everything that
// is known about one person, which all documents and signs are made from.
package people

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/valid"
)

// Relation says who a person is to the manager. Absent means Report.
type Relation string

// Signs, mirror and reviews are for reports only.
const (
	Report  Relation = "report"
	Manager Relation = "manager"
	Peer    Relation = "peer"
)

// Status says whether a person is on the team now. Absent means Active.
type Status string

// An archived person's record stays.
const (
	Active   Status = "active"
	OnLeave  Status = "on_leave"
	Archived Status = "archived"
)

// Sensitivity says how readily signs are shown for a person. Absent means Normal.
type Sensitivity string

// Quiet shows concern and urgent only; Alert multiplies every limit by 0.8.
const (
	Quiet  Sensitivity = "quiet"
	Normal Sensitivity = "normal"
	Alert  Sensitivity = "alert"
)

// Person is a report, the manager's own manager, or a peer.
type Person struct {
	ID             uuid.UUID  `json:"id,omitzero"`
	Name           string     `json:"name,omitempty"`
	Relation       Relation   `json:"relation,omitempty"`
	Role           string     `json:"role,omitempty"`
	RoleSince      civil.Date `json:"role_since,omitempty"`
	Team           string     `json:"team,omitempty"`
	Email          string     `json:"email,omitempty"`
	Pronouns       string     `json:"pronouns,omitempty"`
	Location       string     `json:"location,omitempty"`
	Timezone       string     `json:"timezone,omitempty"` // IANA name
	Started        civil.Date `json:"started,omitempty"`  // joined
	ProbationUntil civil.Date `json:"probation_until,omitempty"`
	Birthday       string     `json:"birthday,omitempty"` // --MM-DD
	Photo          string     `json:"photo,omitempty"`    // base64 JPEG, at most MaxPhoto bytes
	Colour         *int       `json:"colour,omitempty"`   // 0..6
	Tags           []string   `json:"tags,omitempty"`

	Cadence       Cadence      `json:"cadence,omitempty"`
	Series        string       `json:"series,omitempty"` // RRULE with DTSTART;TZID
	SeriesMinutes *int         `json:"series_minutes,omitempty"`
	ExDates       []civil.Date `json:"exdates,omitempty"`
	Template      string       `json:"template,omitempty"`

	Strengths    []Strength `json:"strengths,omitempty"`
	Interests    []string   `json:"interests,omitempty"`
	Motivators   []string   `json:"motivators,omitempty"`
	WorkingStyle string     `json:"working_style,omitempty"` // Markdown
	ProfileNotes string     `json:"profile_notes,omitempty"` // private, Markdown

	Status      Status      `json:"status,omitempty"`
	StatusSince civil.Date  `json:"status_since,omitempty"`
	Left        *Left       `json:"left,omitempty"`         // private
	Sensitivity Sensitivity `json:"sensitivity,omitempty"`  // private
	RetainUntil civil.Date  `json:"retain_until,omitempty"` // private
	Hold        *bool       `json:"hold,omitempty"`         // private: do not erase, whatever RetainUntil says
}

// MaxPhoto is the largest photo in bytes, decoded.
const MaxPhoto = 64 << 10

// Strength is something a person is good at, with what shows it.
type Strength struct {
	Text     string     `json:"text,omitempty"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Evidence is a dated line that shows a strength.
type Evidence struct {
	Date civil.Date `json:"date,omitempty"`
	Text string     `json:"text,omitempty"`
}

// Left says when and why a person left.
type Left struct {
	Date civil.Date `json:"date,omitempty"`
	Why  string     `json:"why,omitempty"`
}

// IsReport reports whether signs, mirror and reviews apply to the person.
func (p Person) IsReport() bool { return p.Relation == "" || p.Relation == Report }

// IsArchived reports whether the person has left the team.
func (p Person) IsArchived() bool { return p.Status == Archived }

// FirstName is the first word of the name, for lines where the whole name does not fit; a very long one is cut.
func (p Person) FirstName() string {
	const most = 32
	name := p.Name
	if words := strings.Fields(p.Name); len(words) > 0 {
		name = words[0]
	}
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}

// Validate returns every problem of the profile.
func (p Person) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(strings.TrimSpace(p.Name) != "", "name")
	valid.OneOf(&ps, "relation", p.Relation, Report, Manager, Peer)
	valid.OneOf(&ps, "status", p.Status, Active, OnLeave, Archived)
	valid.OneOf(&ps, "sensitivity", p.Sensitivity, Quiet, Normal, Alert)
	valid.Range(&ps, "colour", p.Colour, 0, 6)
	valid.Range(&ps, "series_minutes", p.SeriesMinutes, 1, 24*60)
	if p.Timezone != "" {
		_, err := time.LoadLocation(p.Timezone)
		ps.Check(err == nil && p.Timezone != "Local", "timezone", "%q is not a time zone: write it like Europe/Helsinki", p.Timezone)
	}
	if p.Birthday != "" {
		_, err := time.Parse("2006--01-02", "2000"+p.Birthday)
		ps.Check(err == nil, "birthday", "%q is not a day and month: write it as --MM-DD, for example --02-29", p.Birthday)
	}
	if p.Photo != "" {
		raw, err := base64.StdEncoding.DecodeString(p.Photo)
		ps.Check(err == nil, "photo", "is not base64")
		ps.Check(len(raw) <= MaxPhoto, "photo", "has %d bytes, more than %d", len(raw), MaxPhoto)
	}
	if p.Cadence != "" {
		_, err := p.Cadence.Days()
		ps.Check(err == nil, "cadence", "%v", err)
	}
	if p.Series != "" {
		_, err := ParseSeries(p.Series)
		ps.Check(err == nil, "series", "%v", err)
	}
	for i, s := range p.Strengths {
		at := fmt.Sprintf("strengths[%d]", i)
		ps.Need(s.Text != "", at+".text")
		for j, e := range s.Evidence {
			ps.Need(e.Text != "", fmt.Sprintf("%s.evidence[%d].text", at, j))
		}
	}
	return ps
}

// Cadence is how often a person and the manager meet: "weekly", "biweekly", "every N weeks", "monthly" or "none".
type Cadence string

// The cadences without a number.
const (
	Weekly   Cadence = "weekly"
	Biweekly Cadence = "biweekly"
	Monthly  Cadence = "monthly"
	NoRhythm Cadence = "none"
)

// Days is the number of days between two meetings; 0 for none or absent. A month counts 30 days.
func (c Cadence) Days() (int, error) {
	switch c {
	case "", NoRhythm:
		return 0, nil
	case Weekly:
		return 7, nil
	case Biweekly:
		return 14, nil
	case Monthly:
		return 30, nil
	}
	if number, ok := strings.CutPrefix(string(c), "every "); ok {
		if number, ok = strings.CutSuffix(number, " weeks"); ok {
			if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= 52 && strconv.Itoa(n) == number {
				return 7 * n, nil
			}
		}
	}
	return 0, fmt.Errorf("%q is not a cadence: use weekly, biweekly, every N weeks, monthly or none", string(c))
}

// Words says the cadence as the app shows it, such as "Every 2 weeks"; empty for none.
func (c Cadence) Words() string {
	switch c {
	case "", NoRhythm:
		return ""
	case Weekly:
		return "Weekly"
	case Biweekly:
		return "Every 2 weeks"
	case Monthly:
		return "Monthly"
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}
