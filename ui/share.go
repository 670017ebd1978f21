package ui

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"rapport/language"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// Screen-share mode: names are drawn as initials wherever they stand, what only the manager sees is covered, and nothing pops up. It
// changes what is drawn and no record.

// toggleSharing begins or ends it.
func (a *App) toggleSharing() {
	a.sharing = !a.sharing
	if a.sharing {
		a.readFormerNames()
	}
	a.maskNames()
	a.shell.toast.Dismiss()
	a.shell.showBars()
	a.shell.people = map[string]*w.PersonItem{}
	a.shell.show(a.team)
	switch p := a.page.(type) {
	case *meetingPage:
		focused := a.window.Canvas().Focused()
		p.build()
		if e, ok := focused.(*editor.Editor); ok { // one goes on writing
			a.window.Canvas().Focus(e)
		}
	case *goalForm:
		p.shown = ""
		p.showClarity()
	case *coverPage:
		a.goTo(a.place)
	default:
		if a.sharing && ownOnly(a.place) {
			a.goTo(a.place)
		} else {
			a.page.show(a.team)
		}
	}
	a.o.Fyne.Settings().SetTheme(a.o.Fyne.Settings().Theme()) // everything is drawn again
}

// readFormerNames has the names masked as well that stand in notes and are nobody's any more.
func (a *App) readFormerNames() {
	db := a.o.DB
	a.working.Add(1)
	go func() {
		defer a.working.Done()
		var names []string
		err := db.Read(context.Background(), func(tx *storage.Tx) (err error) {
			names, err = storage.FormerNames(tx)
			return err
		})
		if err != nil {
			a.o.Log.Error("reading former names failed", "kind", errorKind(err))
			return
		}
		a.do(func() {
			if !a.sharing || !a.addFormer(names...) {
				return
			}
			a.maskNames()
			a.o.Fyne.Settings().SetTheme(a.o.Fyne.Settings().Theme()) // everything is drawn again
		})
	}()
}

// addFormer adds names to those that are masked; false where all are there.
func (a *App) addFormer(names ...string) (added bool) {
	for _, name := range names {
		if !slices.Contains(a.former, name) {
			a.former, added = append(a.former, name), true
		}
	}
	return added
}

// maskNames has the names of everyone on the team drawn as initials, or as they are.
func (a *App) maskNames() {
	if !a.sharing {
		w.SetMask(nil)
		editor.Mask = nil
		return
	}
	var all []people.Person
	for _, m := range a.team.Members {
		all = append(all, m.Person)
	}
	for _, name := range a.former {
		all = append(all, people.Person{Name: name})
	}
	mask := initialsFor(all)
	w.SetMask(mask)
	editor.Mask = mask
}

// ownOnly reports whether everything on a page is for the manager alone.
func ownOnly(p Place) bool {
	return p.Page == Sign || p.Page == Mirror || p.Page == Prep || p.Page == History && p.Field != "notes" && p.Field != ""
}

// covered is what stands in place of something that only the manager sees, while the screen is shared; else the thing itself.
func (a *App) covered(title string, make func() fyne.CanvasObject) fyne.CanvasObject {
	if !a.sharing {
		return make()
	}
	return w.NewCard(w.NewCardHead(title, "", nil), w.Pad(coverWords(), 12, 16, 16, 16))
}

func coverWords() fyne.CanvasObject {
	return w.HStack(10, w.NewIcon("shield", theme.Text2, 16), w.NewElided("Covered while you share your screen.", w.Small.In(theme.Text2)))
}

// coverPage stands in place of a page that is for the manager alone.
type coverPage struct{ root fyne.CanvasObject }

func newCoverPage() *coverPage {
	return &coverPage{middle(w.HStack(0, w.Spacer(), coverWords(), w.Spacer()))}
}

func (p *coverPage) object() fyne.CanvasObject { return p.root }
func (p *coverPage) show(*Team)                {}
func (p *coverPage) leave()                    {}

// everyday are names that are words too: in lower case they stay.
var everyday = map[string]bool{
	"will": true, "may": true, "mark": true, "grace": true, "hope": true, "joy": true, "rose": true, "june": true, "april": true, "august": true, "art": true, "bill": true,
	"rob": true, "sue": true, "pat": true, "dean": true, "drew": true, "frank": true, "jack": true, "nick": true, "guy": true, "grant": true, "chase": true, "faith": true,
	"young": true, "long": true, "best": true, "page": true, "park": true, "price": true, "rich": true, "stone": true, "summer": true, "wood": true, "king": true, "day": true,
	"brown": true, "green": true, "black": true, "white": true, "gray": true, "small": true, "hill": true, "lake": true, "case": true, "field": true, "bush": true, "and": true,
	"an": true, "in": true, "do": true, "he": true, "so": true, "to": true, "be": true, "my": true, "go": true, "de": true, "la": true, "of": true, "van": true, "von": true,
}

// initialsFor returns what puts initials for the names of people, and for parts of names, wherever they stand in a text.
func initialsFor(all []people.Person) func(string) string {
	short := map[string]string{} // initials by word of a name, folded
	var whole []string           // names in a script without spaces, with what stands for them
	for _, p := range all {
		initials := w.Initials(p.Name)
		for _, word := range append(wordsOf(p.Name), wordsOf(p.FirstName())...) { // a long first name is cut where it stands in a sentence
			if !spaced(word) {
				whole = append(whole, word, initials)
				continue
			}
			key := language.Fold(word)
			if len([]rune(key)) < 2 {
				continue
			}
			if was, ok := short[key]; ok && was != initials { // two people share it
				short[key] = strings.ToUpper(string([]rune(word)[:1]))
				continue
			}
			short[key] = initials
		}
	}
	replace := strings.NewReplacer(whole...)
	return func(text string) string {
		text = replace.Replace(text)
		var b strings.Builder
		last := ""    // what was put last
		between := "" // what came after it
		word := func(s string) {
			initials, ok := short[language.Fold(s)]
			if ok && everyday[strings.ToLower(s)] && s == strings.ToLower(s) {
				ok = false
			}
			if ok && last != "" && (between == " " || between == "-") && strings.HasPrefix(initials, last[:1]) { // first and last name are one
				if len(initials) > len(last) {
					out := b.String()
					b.Reset()
					b.WriteString(strings.TrimSuffix(out, last))
					b.WriteString(initials)
					last = initials
				}
				between = ""
				return
			}
			b.WriteString(between)
			between = ""
			if !ok {
				b.WriteString(s)
				last = ""
				return
			}
			b.WriteString(initials)
			last = initials
		}
		from := -1
		for i, r := range text {
			letter := unicode.IsLetter(r) || unicode.IsMark(r)
			switch {
			case letter && from < 0:
				from = i
			case !letter:
				if from >= 0 {
					word(text[from:i])
					from = -1
				}
				between += string(r)
			}
		}
		if from >= 0 {
			word(text[from:])
		}
		b.WriteString(between)
		return b.String()
	}
}

// wordsOf are the runs of letters of a name.
func wordsOf(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

// spaced reports whether a word is of a script that puts spaces between words.
func spaced(word string) bool {
	for _, r := range word {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) {
			return false
		}
	}
	return true
}
