package ui

import (
	"github.com/google/uuid"

	"rapport/civil"
)

// PageName names a page.
type PageName string

// The pages. The empty name is Today.
const (
	Today     PageName = ""
	People    PageName = "people"
	Person    PageName = "person"
	Meeting   PageName = "meeting"
	Goals     PageName = "goals"
	Goal      PageName = "goal" // the form that writes one
	Search    PageName = "search"
	Sign      PageName = "sign"
	Actions   PageName = "actions"
	Templates PageName = "templates" // templates and questions
	Mirror    PageName = "mirror"    // Tab is TabHabits or TabSigns
	Prep      PageName = "prep"      // the brief before a one-on-one

	History      PageName = "history"  // of the texts of a record: Kind is its list, empty for meetings; Field one of its texts
	SettingsPage PageName = "settings" // Tab is the section
)

// The tabs of a person's page.
const (
	TabOverview   = ""
	TabMeetings   = "one-on-ones"
	TabGoals      = "goals"
	TabFeedback   = "feedback"
	TabDelegation = "delegation"
	TabProfile    = "profile"
)

// Place is where the app stands: a page, and what it shows. It can be compared, remembered and opened again.
type Place struct {
	Page   PageName
	Person uuid.UUID
	Tab    string    // of the person's page
	Record uuid.UUID // the meeting, goal, journal line or action item in focus
	Field  string    // the field of the record, as the interchange document names it
	Quote  string    // words of that field to bring into view and mark
	Nth    int       // where they stand several times: which of them, from 0 on
	Kind   string    // of sign, for its page; of record, for its history
	Query  string    // of the search page
	From   civil.Date
}

// newPage makes the page of a place. A person, meeting, goal or sign that is gone leads to Today.
func newPage(a *App, to Place) page {
	if !a.team.holds(to) {
		a.place = Place{}
		return newTodayPage(a)
	}
	switch to.Page {
	case People:
		return newPeoplePage(a)
	case Person:
		return newPersonPage(a, to)
	case Meeting:
		return newMeetingPage(a, to)
	case Goals:
		return newGoalsPage(a)
	case Goal:
		return newGoalForm(a, to)
	case Search:
		return newSearchPage(a, to)
	case Sign:
		return newSignPage(a, to)
	case Actions:
		return newActionsPage(a, to)
	case History:
		return newHistoryPage(a, to)
	case Prep:
		return newPrepPage(a, to)
	case Mirror:
		return newMirrorPage(a, to)
	case SettingsPage:
		return newSettingsPage(a, to)
	case Templates:
		return newTemplatesPage(a, to)
	}
	return newTodayPage(a)
}

// holds reports whether what a place shows is there.
func (t *Team) holds(to Place) bool {
	m := t.Member(to.Person)
	if to.Person != uuid.Nil && m == nil {
		return false
	}
	switch to.Page {
	case Person, Prep:
		return m != nil
	case History:
		if to.Kind != "" && to.Kind != "meetings" { // the page says where the record is gone
			return true
		}
		if m == nil {
			return false
		}
		_, ok := m.Meeting(to.Record)
		return ok
	case Meeting:
		if m == nil {
			return false
		}
		_, ok := m.Meeting(to.Record)
		return ok
	case Sign:
		return m != nil && m.Sign(to.Kind) != nil
	}
	return true
}
