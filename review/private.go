package review

import (
	"slices"

	"rapport/notes"
	"rapport/people"
)

// Options are what a manager chooses for a pack.
type Options struct {
	IncludePrivate bool       // private notes and private records, where the audience may have them at all
	Sections       []string   // the keys of the sections wanted; nil: all but mood and signs, which are only there when named, and only for AudienceMe
	Signs          []SignLine // for the section "signs"
}

// wants reports whether a section was chosen.
func (o Options) wants(key string) bool {
	if o.Sections == nil {
		return key != KeyMood && key != KeySigns
	}
	return slices.Contains(o.Sections, key)
}

// visible is the file with only what the audience may see: everything else is gone, not hidden. What only the manager sees (marked so in the
// interchange document) is left out for every audience, unless it is asked for: private notes and private records by IncludePrivate for
// AudienceMe and AudienceReview, mood by its section for AudienceMe. What serves the manager's own signs is never in a pack.
func visible(f people.File, audience people.Audience, o Options) people.File {
	private := o.IncludePrivate && (audience == people.AudienceMe || audience == people.AudienceReview)
	mood := audience == people.AudienceMe && o.wants(KeyMood)
	p := f.Person
	p.ProfileNotes, p.Left, p.Sensitivity, p.RetainUntil, p.Hold = "", nil, "", 0, nil
	out := people.File{
		Person: p, TalkingPoints: nil, Actions: f.Actions, Goals: f.Goals, TeamGoals: f.TeamGoals, Delegations: f.Delegations,
	}
	if private && audience == people.AudienceMe {
		out.Person.ProfileNotes = f.Person.ProfileNotes
	}
	for _, a := range f.Absences {
		a.Text = ""
		out.Absences = append(out.Absences, a)
	}
	for _, m := range f.Meetings {
		m.Intent, m.Helped = "", nil
		if !mood {
			m.Mood, m.MoodSource, m.Workload, m.WorkloadSource = nil, "", nil, ""
		}
		if !private {
			m.PrivateNotes = ""
		}
		out.Meetings = append(out.Meetings, m)
	}
	out.Journal = keep(f.Journal, func(j notes.JournalLine) bool { return private || !j.IsPrivate() })
	out.Feedback = keep(f.Feedback, func(x notes.Feedback) bool { return private || !x.IsPrivate() })
	return out
}

func keep[T any](all []T, want func(T) bool) []T {
	var out []T
	for _, x := range all {
		if want(x) {
			out = append(out, x)
		}
	}
	return out
}
