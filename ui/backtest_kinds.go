package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/morale"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// columnsOf are the widths of the table of kinds.
func (b *backTest) columnsOf() []float32 {
	if b.p.a.shell.narrow {
		return []float32{184, 72, 126, 240, 110, 78, 46}
	}
	return []float32{230, 80, 160, 260, 112, 84, 50}
}

// cells puts the cells of a row into the columns of the table.
func (b *backTest) cells(cells ...fyne.CanvasObject) fyne.CanvasObject {
	return w.Columns(0, b.columnsOf(), cells...)
}

func (b *backTest) kindsCard() fyne.CanvasObject {
	a := b.p.a
	test := b.tests[b.current()]
	legend := w.HStack(16, w.NewOutcomeLegend(w.MarkBorneOut, "Borne out"), w.NewOutcomeLegend(w.MarkWrong, "Wrong"), w.NewOutcomeLegend(w.MarkCannotTell, "Cannot tell"))
	head := w.NewCardHead("By kind of sign", count(test.Spoke, "sign", "signs")+" at "+sensitivityWords[sensitivities[b.current()]], legend).WithoutLine()
	title := func(s string) fyne.CanvasObject { return w.NewElided(s, w.Caption.In(theme.Text2)) }
	names := w.Sized(w.Pad(b.cells(title("Sign"), title("Spoke"), title("What you did"), title("What followed"), title(""), title("Borne out"), title("")), 0, 16, 0, 16), 0, 26)
	var rows []fyne.CanvasObject
	var linked []*w.Row
	for _, k := range test.Kinds {
		row := b.kindRow(k)
		rows, linked = append(rows, row), append(linked, row)
		if b.open[k.Kind] {
			for _, e := range k.Episodes {
				rows = append(rows, b.episodeRow(e))
			}
		}
	}
	if b.silent {
		for _, k := range test.Silent {
			row := b.kindRow(morale.KindTest{Kind: k})
			rows, linked = append(rows, row), append(linked, row)
		}
	}
	w.LinkRows(linked...)
	said := "Borne out: you heard it confirmed, the mood rose after a change or stayed low for weeks, or the person left."
	if test.Open > 0 {
		said += " " + capital(inWords(test.Open, "open sign is", "open signs are")) + " not counted yet."
	}
	foot := []fyne.CanvasObject{w.NewWrapped(said, w.Small.In(theme.Text2))}
	if n := len(test.Silent); n > 0 {
		words := count(n, "kind never spoke", "kinds never spoke")
		if b.silent {
			words = "Hide those that never spoke"
		}
		foot = append(foot, w.NewButton(words, w.Link, func() { b.silent = !b.silent; a.keepFocus(b.draw) }).WithTrail("chevd"))
	}
	return w.NewCard(head, names, w.NewLine(), w.Rows(rows...), w.NewLine(), w.Inset(w.HStack(16, foot...), 15))
}

func (b *backTest) kindRow(k morale.KindTest) *w.Row {
	a := b.p.a
	info, _ := morale.InfoOf(k.Kind)
	spoke := w.NewSpans(w.SmallStrong.Span(fmt.Sprint(k.Spoke)), w.Small.In(theme.Text2).Span(strings.TrimPrefix(count(k.Spoke, "time", "times"), fmt.Sprint(k.Spoke)))).Elide()
	borne := fmt.Sprintf("%d of %d", k.BorneOut, k.Spoke)
	style := w.SmallStrong
	switch {
	case k.Spoke == 0 && k.Open > 0:
		borne, style = "still open", w.Small.In(theme.Text2)
	case k.Spoke == 0:
		borne, style = "", w.Small
	case k.CannotTell == k.Spoke:
		borne, style = "not known", w.Small.In(theme.Text2)
	}
	var marks []w.OutcomeMark
	for _, e := range k.Episodes {
		if !e.IsOpen() {
			marks = append(marks, verdictMark(e.Verdict))
		}
	}
	slices.SortStableFunc(marks, func(x, y w.OutcomeMark) int { return markRank[x] - markRank[y] })
	tune := fyne.CanvasObject(w.NewText("", w.Small))
	if len(morale.LimitsOf(k.Kind)) > 0 {
		button := w.NewButton("Tune", w.Link, func() { b.tune(k.Kind) })
		button.SetLabel("Tune: " + info.Name)
		tune = w.HStack(0, w.Spacer(), button)
	}
	followed := "never spoke"
	if len(k.Episodes) > 0 {
		followed = followedWords(k.Episodes)
	}
	row := w.NewRow(50, b.cells(
		w.HStack(10, w.NewIcon(signIcon(k.Kind), theme.Text, 18), w.NewElided(info.Name, w.Body)), spoke,
		wrapped(didWords(k.Episodes), w.Small.In(theme.Text2)), wrapped(followed, w.Small), w.HStack(0, w.NewOutcomes(marks, 4)), w.NewElided(borne, style), tune), func() {
		b.open[k.Kind] = !b.open[k.Kind]
		a.keepFocus(b.draw)
	})
	row.SetLabel(info.Name + ": " + count(k.Spoke, "time", "times") + ", " + tallyWords(k.Tally))
	return row
}

// wrapped are words of a cell in as many lines as they need, off the next cell.
func wrapped(text string, style w.Style) fyne.CanvasObject {
	return w.HStack(12, w.NewWrapped(text, style), w.Sized(w.NewText("", style), 0, 0))
}

// markRank is the order in which outcomes stand in a row.
var markRank = map[w.OutcomeMark]int{w.MarkBorneOut: 0, w.MarkWrong: 1, w.MarkCannotTell: 2}

func verdictMark(v morale.Verdict) w.OutcomeMark {
	switch v {
	case morale.BorneOut:
		return w.MarkBorneOut
	case morale.ProvedWrong:
		return w.MarkWrong
	}
	return w.MarkCannotTell
}

// didWords says what the manager did about signs: "talked 2, snoozed 1"; where nothing is noted, how often they met soon after.
func didWords(all []morale.Episode) string {
	var talked, snoozed, dismissed, met, praised int
	for _, e := range all {
		talked, snoozed, dismissed = talked+e.Talked, snoozed+e.Snoozed, dismissed+e.Dismissed
		met, praised = met+b2i(e.Met > 0), praised+b2i(e.Praised > 0)
	}
	var parts []string
	for _, x := range []struct {
		n    int
		word string
	}{{talked, "talked"}, {snoozed, "snoozed"}, {dismissed, "dismissed"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", x.word, x.n))
		}
	}
	if len(parts) == 0 {
		if met > 0 {
			parts = append(parts, fmt.Sprintf("met %d", met))
		}
		if praised > 0 {
			parts = append(parts, fmt.Sprintf("praised %d", praised))
		}
	}
	if len(parts) == 0 {
		return "nothing noted"
	}
	return strings.Join(parts, ", ")
}

var followedWord = map[morale.Followed]string{
	morale.FollowedConfirmed: "confirmed", morale.FollowedWrong: "found wrong", morale.FollowedUnknown: "not known", morale.FollowedDismissed: "dismissed",
	morale.FollowedLeft: "left", morale.FollowedRecovered: "recovered", morale.FollowedStayed: "stayed", morale.FollowedActed: "ended after a talk", morale.FollowedEnded: "put right",
}

// followedWords says what followed signs: "2 recovered, 1 stayed", and for one where someone left, how much later.
func followedWords(all []morale.Episode) string {
	counts := map[morale.Followed]int{}
	open, later := 0, ""
	for _, e := range all {
		if e.IsOpen() {
			open++
			continue
		}
		counts[e.Followed]++
		if e.Followed == morale.FollowedLeft {
			later = ", " + inWords(max(1, int(e.Left-e.Raised)/7), "week", "weeks") + " later"
			if months := int(e.Left-e.Raised) / 30; months > 1 {
				later = ", " + inWords(months, "month", "months") + " later"
			}
		}
	}
	var parts []string
	for _, f := range []morale.Followed{morale.FollowedConfirmed, morale.FollowedRecovered, morale.FollowedStayed, morale.FollowedActed, morale.FollowedEnded, morale.FollowedLeft, morale.FollowedDismissed, morale.FollowedWrong, morale.FollowedUnknown} {
		if n := counts[f]; n > 0 {
			words := fmt.Sprintf("%d %s", n, followedWord[f])
			if f == morale.FollowedLeft && n == 1 {
				words += later
			}
			parts = append(parts, words)
		}
	}
	if open > 0 {
		parts = append(parts, fmt.Sprintf("%d open", open))
	}
	return strings.Join(parts, ", ")
}

// noted are the outcomes that one click keeps.
var noted = []people.Outcome{people.Confirmed, people.Wrong, people.NotKnown}

// episodeRow is one time that a sign spoke, with what the manager says of it.
func (b *backTest) episodeRow(e morale.Episode) fyne.CanvasObject {
	a := b.p.a
	on := a.team.On
	when := shortDay(e.Raised, on) + " to " + shortDay(e.Cleared, on)
	followed := followedWords([]morale.Episode{e})
	if len(followed) > 2 && followed[1] == ' ' {
		followed = capital(followed[2:])
	}
	right := []fyne.CanvasObject{}
	if e.IsOpen() {
		when = "since " + shortDay(e.Raised, on)
		open := w.NewButton("See why", w.Link, func() {
			if to := (Place{Page: Sign, Person: e.Person, Kind: string(e.Kind)}); a.team.holds(to) {
				a.open(to)
			} else {
				a.open(Place{Page: Person, Person: e.Person})
			}
		})
		right = append(right, open)
	} else {
		chosen := -1
		for i, o := range noted {
			if o == e.Noted {
				chosen = i
			}
		}
		say := w.NewSegmented([]string{"Right", "Wrong", "Not known"}, chosen, func(i int) { b.note(e, i) }).WithHeight(28).AllowNone().Writes()
		said := "nothing"
		if chosen >= 0 {
			said = string(e.Noted)
		}
		say.SetLabel(e.Name + ", " + when + ", " + e.Title + ": " + said)
		right = append(right, w.NewOutcomes([]w.OutcomeMark{verdictMark(e.Verdict)}, 1), say)
	}
	first, _, _ := strings.Cut(e.Name, " ")
	line := w.HStack(12, append([]fyne.CanvasObject{w.Sized(w.NewElided(first, w.SmallStrong), 76, 0), w.Sized(w.NewElided(when, w.Small.In(theme.Text2)), 176, 0),
		w.Grow(w.NewElided(e.Title, w.Small)), w.Sized(w.NewElided(followed, w.Small.In(theme.Text2)), 130, 0)}, right...)...)
	return w.Behind(w.Sized(w.Pad(line, 0, 16, 0, 44), 0, 44), theme.Sunken)
}

// note keeps what the manager says of a sign: right, wrong, not known, or nothing (-1), in the acknowledgement that is about it, else in one of
// its own.
func (b *backTest) note(e morale.Episode, i int) {
	a := b.p.a
	outcome := people.Outcome("")
	if i >= 0 {
		outcome = noted[i]
	}
	id := e.Carrier
	if id == uuid.Nil {
		id = a.o.NewID()
	}
	set := func(to people.Outcome) func(tx *storage.Tx) error {
		return func(tx *storage.Tx) error {
			ack, err := storage.Get[people.Acknowledgement](tx, id)
			if err != nil {
				ack = people.Acknowledgement{ID: id, Person: e.Person, Sign: string(e.Kind), Raised: e.Raised, At: a.today()}
			}
			if to == "" && ack.Action == "" { // it said nothing else
				return storage.Discard[people.Acknowledgement](tx, id)
			}
			ack.Outcome = to
			_, err = storage.Put(tx, ack)
			return err
		}
	}
	a.write(set(outcome), func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo("Noted.", func() { a.write(set(e.Noted), nil) })
	})
}
