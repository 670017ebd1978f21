package ui

import (
	"errors"

	"rapport/storage"
	w "rapport/ui/widget"
	"rapport/valid"
)

// What a person typed stays in the window until it is on the disk: a page whose text could not be saved is kept when another one is opened,
// goes on trying, and stands there again when one comes back; the window does not close over it without a question, and locking hides it
// instead of throwing it away.

// saver is a page with text that saves itself.
type saver interface{ saves() []*autosave }

// keptPage is a page that was left before its text was on the disk.
type keptPage struct {
	place Place
	page  page
}

func savesOf(p page) []*autosave {
	if s, ok := p.(saver); ok {
		return s.saves()
	}
	return nil
}

// save is write for what is typed. What failed is known as soon as the writer has tried, also while the main goroutine waits for it.
func (a *App) save(s *autosave, do func(tx *storage.Tx) error, done func(error)) {
	if a.fixed() != nil {
		a.write(do, done)
		return
	}
	a.queue(job{do, func(err error) {
		s.left.Store(&do)
		s.lost.Store(err != nil)
		a.do(func() {
			done(err)
			a.saveEnded(s, err)
		})
	}})
}

// saveEnded tells of a save that failed on a page that is not open, once.
func (a *App) saveEnded(s *autosave, err error) {
	if err == nil {
		s.told = false
		return
	}
	for _, k := range a.waiting {
		for _, x := range savesOf(k.page) {
			if x == s && k.page != a.page && !s.told {
				s.told = true
				a.shell.toast.Say("Your last words are not saved yet. They are kept, and saved as soon as it works.", "Show", func() { a.open(k.place) })
			}
		}
	}
}

// keepUnsaved keeps the page that is being left, where its text is not on the disk yet, and forgets those that are through.
func (a *App) keepUnsaved() {
	var kept []keptPage
	for _, k := range append(a.waiting, keptPage{a.place, a.page}) {
		for _, s := range savesOf(k.page) {
			if (s.pending() || s.lost.Load()) && (len(kept) == 0 || kept[len(kept)-1].page != k.page) {
				kept = append(kept, k)
			}
		}
	}
	a.waiting = kept
}

// takeKept returns the page of a place that was left with text that could not be saved, and takes it out of those; nil where there is none.
func (a *App) takeKept(to Place) *keptPage {
	same := func(x, y Place) bool { return x.Page == y.Page && x.Person == y.Person && x.Record == y.Record }
	for i, k := range a.waiting {
		if same(k.place, to) && unsaved(k.page) {
			a.waiting = append(a.waiting[:i:i], a.waiting[i+1:]...)
			return &k
		}
	}
	return nil
}

// unsaved reports whether the last save of a page's text failed, or text is waiting.
func unsaved(p page) bool {
	for _, s := range savesOf(p) {
		if s.dirty || s.lost.Load() {
			return true
		}
	}
	return false
}

// saveText saves what is typed on every page, waits until the disk has answered, and reports whether all of it is there.
func (a *App) saveText() bool {
	pages := []page{a.page}
	for _, k := range a.waiting {
		pages = append(pages, k.page)
	}
	for _, p := range pages {
		for _, s := range savesOf(p) {
			s.flush()
		}
	}
	a.waitForWrites()
	for _, p := range pages {
		if unsaved(p) {
			return false
		}
	}
	return true
}

// waitForWrites returns when everything that was asked for has been written, or has failed.
func (a *App) waitForWrites() {
	done := make(chan struct{})
	a.writes <- job{do: func(*storage.Tx) error { return nil }, after: func(error) { close(done) }}
	<-done
}

// closeOrAsk closes the window; where words would be lost with it, it asks before.
func (a *App) closeOrAsk() {
	if !a.gone {
		a.keepDrafts()
	}
	if a.gone || a.saveText() && !a.draftLost.Load() {
		a.Close()
		return
	}
	why := "They are in this window only, as the disk does not take them now."
	var err error
	for _, p := range append([]page{a.page}, pagesOf(a.waiting)...) {
		for _, s := range savesOf(p) {
			if s.why != nil {
				err = s.why
			}
		}
	}
	if err != nil {
		why = sentence(err) + " They are in this window only."
	}
	w.Ask(a.window.Canvas(), "Your last words are not saved", why,
		w.Choice{Text: "Close and lose them", Danger: true, Do: func() {
			a.givenUp = true
			a.Close()
		}},
		w.Choice{Text: "Try again", Do: func() { a.later(a.closeOrAsk) }},
		w.Choice{Text: "Stay", Main: true, Safe: true})
}

// refused reports whether a change cannot be written as it is, whatever the disk does.
func refused(err error) bool {
	_, rule := errors.AsType[*storage.ConstraintError](err)
	_, field := errors.AsType[valid.Problems](err)
	return rule || field
}

// isGone reports whether a record could not be changed because it is not there any more.
func isGone(err error) bool {
	_, gone := errors.AsType[*storage.NotFoundError](err)
	return gone
}

// backInto is what is done after a write of what was typed into an entry that was emptied: where it failed, the words stand there again
// until they are written.
func (a *App) backInto(e *w.Entry, text string) func(error) {
	failed := false
	return func(err error) {
		switch {
		case err != nil:
			if failed = true; e.Text == "" {
				e.Put(text)
			}
			a.showError(err)
		case failed && e.Text == text:
			e.Put("")
		}
	}
}

func pagesOf(kept []keptPage) (out []page) {
	for _, k := range kept {
		out = append(out, k.page)
	}
	return out
}
