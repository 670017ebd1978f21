package ui

import (
	"cmp"
	"context"
	"image"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// Team is everything that the window shows, as it was read in one transaction. It is never changed: what is new is a new Team.
type Team struct {
	Now       time.Time
	On        civil.Date
	Members   []*Member // everyone, by name, archived ones too
	TeamGoals []goals.Goal
	Rules     morale.Rules
	Settings  people.Settings
	Templates []notes.Template // the manager's own records: own ones and changed ones
	Questions []notes.Question // the manager's own records: own ones and favourites
	goals     func() goalSet   // every goal with what follows from it, made once; nil makes it when it is asked for
	past      *storage.Past    // what is found on the day of the time machine; nil today
	Partial   bool             // only what Today is made from; nothing but Today may be opened on it
}

// Member is one person with what follows from their file on the day.
type Member struct {
	people.File
	Signs  []morale.Sign
	Eased  []morale.Eased // signs that cleared lately after a talk
	Unread int            // notes in which words were not read
	Photo  image.Image    // nil shows the initials
}

// goalSet is every goal with what follows from it on the day.
func (t *Team) goalSet() goalSet {
	if t.goals == nil {
		t.goals = sync.OnceValue(func() goalSet { return newGoalSet(t) })
	}
	return t.goals()
}

// Member returns the person with the id, or nil.
func (t *Team) Member(id uuid.UUID) *Member {
	for _, m := range t.Members {
		if m.Person.ID == id {
			return m
		}
	}
	return nil
}

// Active returns the reports who are on the team now, in the order of the sidebar.
func (t *Team) Active() []*Member {
	var out []*Member
	for _, m := range t.Members {
		if m.Person.IsReport() && !m.Person.IsArchived() {
			out = append(out, m)
		}
	}
	return out
}

// Others returns the manager's own manager and the peers who are there now.
func (t *Team) Others() []*Member {
	var out []*Member
	for _, m := range t.Members {
		if !m.Person.IsReport() && !m.Person.IsArchived() {
			out = append(out, m)
		}
	}
	return out
}

// Sign returns the member's open sign of a kind, or nil.
func (m *Member) Sign(kind string) *morale.Sign {
	for i := range m.Signs {
		if string(m.Signs[i].Kind) == kind {
			return &m.Signs[i]
		}
	}
	return nil
}

// Colour is the index of the member's avatar fill: the stored one, or else one that follows from the id, so that it stays.
func (m *Member) Colour() int {
	if c := m.Person.Colour; c != nil {
		return *c
	}
	return int(m.Person.ID[15]) % 7
}

// The first page is made from what the last days hold (storage.FilesSince); the whole record follows while one looks at it.
const (
	firstDays = 130
	restAfter = 300 * time.Millisecond // once the first page was drawn
)

// readTeam reads everything, or first only what Today is made from.
func readTeam(ctx context.Context, db *storage.DB, now time.Time, first bool) (*Team, error) {
	t := &Team{Now: now, On: civil.DateOf(now), Partial: first}
	err := db.Read(ctx, func(tx *storage.Tx) error {
		if err := t.readShared(tx); err != nil {
			return err
		}
		read := tx.Files
		if first {
			read = func(all bool) ([]people.File, error) { return tx.FilesSince(all, t.On-firstDays) }
		}
		files, err := read(true)
		if err != nil {
			return err
		}
		for _, f := range files {
			t.Members = append(t.Members, t.member(f))
		}
		return nil
	})
	t.sort()
	return t, err
}

// readShared reads what is no single person's.
func (t *Team) readShared(tx *storage.Tx) error {
	settings, err := tx.Settings()
	if err != nil {
		return err
	}
	words, err := storage.All[people.CueWord](tx)
	if err != nil {
		return err
	}
	list, err := tx.People()
	if err != nil {
		return err
	}
	t.Settings, t.Rules = settings, morale.RulesFrom(settings, words).Among(list)
	if t.Templates, err = storage.All[notes.Template](tx); err != nil {
		return err
	}
	if t.Questions, err = storage.All[notes.Question](tx); err != nil {
		return err
	}
	t.TeamGoals, err = storage.Of[goals.Goal](tx, uuid.Nil)
	return err
}

func (t *Team) member(f people.File) *Member {
	m := &Member{File: f}
	if !t.Partial { // the first page does without
		m.Photo = readPhoto(f.Person.Photo)
	}
	if f.Person.IsReport() && !f.Person.IsArchived() {
		m.Signs = morale.Signs(f, t.Rules, t.On)
		m.Eased = morale.EasedOf(f, t.Rules, t.On)
		if !t.Partial { // it is said on the person's own page
			m.Unread = morale.Unread(f, t.On)
		}
	}
	return m
}

func (t *Team) sort() {
	slices.SortStableFunc(t.Members, func(a, b *Member) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Person.Name), strings.ToLower(b.Person.Name)), slices.Compare(a.Person.ID[:], b.Person.ID[:]))
	})
}

// again reads the touched people once more; all of it where the change names nobody.
func (t *Team) again(ctx context.Context, db *storage.DB, now time.Time, c storage.Change) (*Team, error) {
	shared := c.Kinds["settings"] || c.Kinds["cue_words"] || c.Kinds["absences"] || c.Kinds["events"] || c.Kinds["templates"] || c.Kinds["questions"] || c.People[uuid.Nil]
	if shared || t.Partial || len(c.People) == 0 || civil.DateOf(now) != t.On {
		return readTeam(ctx, db, now, false)
	}
	next := &Team{Now: now, On: t.On, TeamGoals: t.TeamGoals, Rules: t.Rules, Settings: t.Settings, Templates: t.Templates, Questions: t.Questions}
	err := db.Read(ctx, func(tx *storage.Tx) error {
		known := map[uuid.UUID]bool{}
		list, err := tx.People()
		if err != nil {
			return err
		}
		for _, p := range list {
			known[p.ID] = true
		}
		next.Rules = t.Rules.Among(list)
		for _, m := range t.Members {
			if known[m.Person.ID] && !c.People[m.Person.ID] {
				next.Members = append(next.Members, m)
			}
		}
		for id := range c.People {
			if !known[id] {
				continue
			}
			f, err := tx.File(id)
			if err != nil {
				return err
			}
			next.Members = append(next.Members, next.member(f))
		}
		return nil
	})
	next.sort()
	return next, err
}

// readOn reads again whenever something changed or a new day began, and shows it.
func (a *App) readOn(ctx context.Context, current *Team) {
	minute := time.NewTicker(time.Minute)
	defer minute.Stop()
	drawn := a.opening.drawn
	var rest <-chan time.Time
	for {
		var change storage.Change
		select {
		case <-ctx.Done():
			return
		case change = <-a.dirty:
			for more := true; more; { // what came meanwhile is read in the same go
				select {
				case c := <-a.dirty:
					change = merge(change, c)
				default:
					more = false
				}
			}
		case <-drawn:
			drawn, rest = nil, time.After(restAfter)
			continue
		case <-rest:
			if !current.Partial {
				continue
			}
		case <-minute.C:
			if civil.DateOf(a.o.Now()) == current.On {
				continue
			}
		}
		next, err := current.again(ctx, a.o.DB, a.o.Now(), change)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			a.do(func() { a.showError(err) })
			continue
		}
		next.goals = sync.OnceValue(func() goalSet { return newGoalSet(next) })
		next.goals() // here, where nobody waits for it
		current = next
		a.do(func() { a.showTeam(next) })
	}
}

func merge(a, b storage.Change) storage.Change {
	out := storage.Change{Kinds: map[string]bool{}, People: map[uuid.UUID]bool{}}
	for _, c := range []storage.Change{a, b} {
		for k := range c.Kinds {
			out.Kinds[k] = true
		}
		for p := range c.People {
			out.People[p] = true
		}
		if len(c.People) == 0 {
			out.People[uuid.Nil] = true // names nobody: everything is read again
		}
	}
	return out
}

// label is a person's name, with what tells them from another one of that name.
func (t *Team) label(m *Member) string {
	name := m.Person.Name
	for _, other := range t.Members {
		if other != m && other.Person.Name == name {
			return strings.Join(nonEmpty(name, toldApart(m.Person)), " · ")
		}
	}
	return name
}

// toldApart is what tells a person from another one of the same name.
func toldApart(p people.Person) string {
	if words := nonEmpty(p.Role, p.Team); len(words) > 0 {
		return words[0]
	}
	return p.Email
}
