package ui

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// A draft is what was typed into a form and not saved yet. It is kept with the settings of this computer (storage.Local), so inside the
// database and encrypted like it, in no export, soon after the first key (autosave), and offered again when the form opens the next time:
// after a crash, after the window was closed, after another page was looked at. Saving the form takes it away, and so does giving it up,
// which can be undone.

// draftPrefix begins the key of every draft; after it come the form and the id of what it is about.
const draftPrefix = "draft."

// draft keeps what one open form holds.
type draft struct {
	a     *App
	key   string
	state func() string // what is typed, ready to be kept; empty where nothing is worth it
	save  *autosave
	over  bool // the form is saved or given up
}

// newDraft begins to keep what a form holds under a key, such as "feedback." and the id of a person.
func (a *App) newDraft(key string, state func() string) *draft {
	d := &draft{a: a, key: draftPrefix + key, state: state}
	d.save = &autosave{do: a.do, changed: func(SaveState, error) {}, take: func() func(func(error)) {
		delete(a.typing, d)
		text := d.state()
		if d.over || text == a.kept(key) {
			return nil
		}
		return func(done func(error)) { a.keepDraft(d.key, text, false, done) }
	}}
	return d
}

// kept is what was kept the last time; empty for nothing. Before it, in the database, stands the day.
func (a *App) kept(key string) string {
	_, text, _ := strings.Cut(a.local(draftPrefix+key), "\n")
	return text
}

// touch says that something was typed.
func (d *draft) touch() {
	if d.over || d.a.fixed() != nil {
		return
	}
	if d.a.typing == nil {
		d.a.typing = map[*draft]bool{}
	}
	d.a.typing[d] = true
	d.save.touch()
}

// saved takes the draft away after what was typed is written. Where that write failed, the draft stays.
func (d *draft) saved() { d.end(true) }

// drop gives up what was typed and returns it.
func (d *draft) drop() string {
	text := d.state()
	d.end(false)
	return text
}

func (d *draft) end(written bool) {
	d.over = true
	delete(d.a.typing, d)
	if d.a.local(d.key) != "" {
		d.a.keepDraft(d.key, "", written, func(error) {})
	}
}

// again goes on keeping, as where a form stays open after it was saved.
func (d *draft) again() { d.over = false }

// keepDrafts keeps what is typed into any form at this moment.
func (a *App) keepDrafts() {
	for d := range a.typing {
		d.save.flush()
	}
}

// keepDraft keeps a text under the key of a draft, or takes it away where it is empty; with after only if the write before it went well.
func (a *App) keepDraft(key, text string, after bool, done func(error)) {
	if a.locals == nil {
		a.locals = map[string]string{}
	}
	value := ""
	if text != "" {
		value = a.today().String() + "\n" + text
	}
	was := a.locals[key]
	a.locals[key] = value
	left := false
	a.queue(job{func(tx *storage.Tx) error {
		if left = after && a.failed; left {
			return nil
		}
		return storage.SetLocal(tx, key, value)
	}, func(err error) {
		a.draftLost.Store(err != nil)
		if a.draftsLeft.Delete(key); err != nil && value != "" {
			a.draftsLeft.Store(key, value)
		}
		a.do(func() {
			if (left || err != nil) && a.locals[key] == value { // it is not there
				a.locals[key] = was
			}
			done(err)
		})
	}})
}

// formField is a part of a form whose state a draft keeps.
type formField struct {
	get  func() string
	put  func(string)
	hook func(touch func()) // has touch called after every change
	word bool               // a person types it; a choice alone is no draft
	firm bool               // put back also where it was so when the form was opened
}

// wordsIn keeps the words of an entry.
func wordsIn(e *w.Entry) formField {
	return formField{word: true, get: func() string { return e.Text }, put: func(text string) {
		e.Put(text)
		if !e.MultiLine { // to go on at the end
			e.CursorColumn = len([]rune(text))
		}
	}, hook: func(touch func()) {
		was := e.OnChanged
		e.OnChanged = func(text string) {
			if was != nil {
				was(text)
			}
			touch()
		}
	}}
}

// choiceOf keeps which choice is made; changed is the field OnChanged of the widget.
func choiceOf(c interface {
	Selected() int
	SetSelected(int)
}, changed *func(int)) formField {
	return formField{get: func() string { return strconv.Itoa(c.Selected()) },
		put: func(text string) {
			if i, err := strconv.Atoi(text); err == nil && i >= 0 {
				c.SetSelected(i)
				if *changed != nil {
					(*changed)(i)
				}
			}
		},
		hook: func(touch func()) {
			was := *changed
			*changed = func(i int) {
				if was != nil {
					was(i)
				}
				touch()
			}
		}}
}

// tickOf keeps whether a box is ticked.
func tickOf(c *w.Check) formField {
	return formField{get: func() string { return strconv.FormatBool(c.Checked()) },
		put: func(text string) {
			c.SetChecked(text == "true")
			if c.OnChanged != nil {
				c.OnChanged(c.Checked())
			}
		},
		hook: func(touch func()) {
			was := c.OnChanged
			c.OnChanged = func(on bool) {
				if was != nil {
					was(on)
				}
				touch()
			}
		}}
}

// wordsKept is how the fields of a form are kept: as the form was opened, and as they were typed.
type wordsKept struct {
	Was []string `json:"was"`
	Now []string `json:"now"`
}

// keepWords puts back what was typed into these fields and not saved, and keeps what is typed from now on. It is called when the fields
// have their first values and their own OnChanged.
func (a *App) keepWords(key string, fields ...formField) (d *draft, back bool) {
	values := func() []string {
		out := make([]string, len(fields))
		for i, f := range fields {
			out[i] = f.get()
		}
		return out
	}
	was := values()
	d = a.newDraft(key, func() string {
		now := values()
		for i, f := range fields {
			if f.word && now[i] != was[i] && strings.TrimSpace(now[i]) != "" {
				return jsonText(wordsKept{was, now})
			}
		}
		return ""
	})
	back = putBack(a.kept(key), fields)
	for _, f := range fields {
		f.hook(d.touch)
	}
	return d, back
}

// putBack puts kept words into fields: those that were changed, so that a field whose record changed meanwhile shows what it is now.
func putBack(text string, fields []formField) bool {
	var k wordsKept
	if text == "" || json.Unmarshal([]byte(text), &k) != nil || len(k.Now) != len(fields) || len(k.Was) != len(fields) {
		return false
	}
	for i, f := range fields {
		if k.Now[i] != k.Was[i] || f.firm {
			f.put(k.Now[i])
		}
	}
	return true
}

// jsonText is a value as text; what is kept here can always be written so.
func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// showForm opens a dialog whose words are kept while they are typed. Closing it without saving gives them up, and Undo opens it again
// with them: again does so.
func (a *App) showForm(key string, again func(), f w.Form, fields ...formField) *w.Overlay {
	d, back := a.keepWords(key, fields...)
	if back {
		f.Content = w.VStack(12, w.NewWrapped("This was typed before and not saved.", w.Caption.In(theme.Text2)), f.Content)
	}
	save, closed := f.OnSave, f.OnClosed
	f.OnSave = func() bool {
		if !save() {
			return false
		}
		d.saved()
		return true
	}
	f.OnClosed = func() {
		if closed != nil {
			closed()
		}
		a.letGo(d, again)
	}
	return w.ShowForm(a.window.Canvas(), f)
}

// letGo gives up what is typed into a form that closes; Undo opens the form again with it.
func (a *App) letGo(d *draft, again func()) {
	if d.over {
		return
	}
	if text := d.drop(); text != "" {
		a.offerUndo("Not saved.", func() {
			a.keepDraft(d.key, text, false, func(error) {})
			again()
		})
	}
}

// forgetOldDrafts takes away what was typed about someone who is not there any more, once it is as old as the trash keeps things.
func (a *App) forgetOldDrafts() {
	for key, value := range a.locals {
		rest, ok := strings.CutPrefix(key, draftPrefix)
		parts := strings.Split(rest, ".") // the form, the person
		if !ok || value == "" || len(parts) < 2 {
			continue
		}
		id, err := uuid.Parse(parts[1])
		day, _, _ := strings.Cut(value, "\n")
		on, bad := civil.ParseDate(day)
		if err == nil && id != uuid.Nil && bad == nil && on < a.today()-keepTrash && a.team.Member(id) == nil {
			a.keepDraft(key, "", false, func(error) {})
		}
	}
}

// keepTrash is storage.KeepTrash in days.
const keepTrash = civil.Date(storage.KeepTrash / (24 * time.Hour))
