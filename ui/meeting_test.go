package ui

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/language"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// write types into the notes of the open meeting and waits until they were read.
func (d *desk) write(text string) {
	e := d.page.(*meetingPage).editor()
	e.Select(e.Len(), e.Len())
	e.Insert(text)
	time.Sleep(time.Second)
	d.settle()
}

func begun(t *testing.T, r people.Records, f func(d *desk, p *meetingPage)) {
	t.Helper()
	inWindow(t, r, func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		f(d, d.page.(*meetingPage))
	})
}

func TestLinesBecomeRecordsOnce(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		before := d.records()
		d.write("- [ ] me: send the criteria by fri\n@priya profile the call\n+ Calm hand-over\n- Too many side tasks\n\nend")
		d.shows("Action item?", "You · send the criteria · Fri 6 Mar", "3 more")
		d.press("Add")
		d.shows("Priya · profile the call")
		d.App.press(fyne.KeyJ, ctrlShift)
		d.settle()
		d.shows("Keep as praise?", "Calm hand-over")
		d.App.press(fyne.KeyJ, ctrlShift)
		d.settle()
		d.shows("Keep as feedback?")
		d.press("No, thanks")
		if strings.Contains(d.words(), "Keep as") {
			t.Error("what was waved off is offered again")
		}
		r := d.records()
		id := p.m.ID
		var got []string
		for _, a := range r.Actions[len(before.Actions):] {
			if a.Meeting != id || a.Person != fixtureID(1, 0) {
				t.Errorf("%+v", a)
			}
			got = append(got, string(a.Owner)+" "+a.Text+" "+a.Due.String())
		}
		if want := []string{"me send the criteria 2026-03-06", "them profile the call "}; !slices.Equal(got, want) {
			t.Errorf("actions %q, want %q", got, want)
		}
		if len(r.Feedback) != 1 || r.Feedback[0].Kind != notes.Praise || r.Feedback[0].Text != "Calm hand-over" || r.Feedback[0].IsPrivate() {
			t.Errorf("feedback %+v", r.Feedback)
		}
		if d.meeting(id).Notes != p.shared.Text() || !strings.HasPrefix(p.shared.Text(), "- [ ] me: send") {
			t.Errorf("the text was changed: %q", p.shared.Text())
		}
		d.undoLast()
		d.settle()
		if n := len(d.records().Feedback); n != 0 {
			t.Errorf("%d items of feedback after Undo", n)
		}
		d.goBack()
		d.settle()
		d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: id})
		time.Sleep(time.Second)
		d.settle()
		if all := d.words(); strings.Contains(all, "Action item?") {
			t.Error("a line that is a record already is offered after the page was opened again")
		}
	})
}

func TestPrivateLinesStayPrivate(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		before := len(d.records().Actions)
		d.App.press(fyne.KeyP, ctrlShift)
		d.settle()
		d.write("me: ask for a raise for Priya by fri\n+ Held back in the review\n\nend")
		d.shows("Keep as praise?")
		d.press("Keep")
		r := d.records()
		if len(r.Feedback) != 1 || !r.Feedback[0].IsPrivate() || len(r.Actions) != before {
			t.Errorf("feedback %+v, %d actions more", r.Feedback, len(r.Actions)-before)
		}
	})
}

func TestHintsAtTheCaret(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		typed := "Priya is lazy. “I am lazy,” she said.\n\nend"
		d.write(typed)
		marks := p.shared.Marks()
		if len(marks) != 1 || marks[0].Kind != string(language.HintJudgement) {
			t.Fatalf("marks %+v", marks)
		}
		if strings.Contains(d.words(), "Would you hand this") {
			t.Error("a hint shows away from the caret")
		}
		p.shared.Select(11, 11)
		d.settle()
		d.shows("A judgement", "Would you hand this to them?")
		p.shared.Select(0, 0)
		p.shared.OnHover(11)
		d.settle()
		d.shows("A judgement")
		d.press("Turn off")
		time.Sleep(time.Second)
		d.write("!")
		if len(p.shared.Marks()) != 0 || d.records().Settings[hintsOffKey] != true {
			t.Errorf("marks %+v, settings %+v", p.shared.Marks(), d.records().Settings)
		}
		if p.shared.Text() != typed+"!" {
			t.Errorf("the text is %q", p.shared.Text())
		}
		d.open(Place{Page: SettingsPage, Tab: "notes"})
		d.settle()
		find(d, "switch", func(*w.Switch) bool { return true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		if _, off := d.records().Settings[hintsOffKey]; off {
			t.Error("hints are not on again")
		}
	})
}

func TestTemplateOfAPersonAndOfAMeeting(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		d.write("Typed before.")
		points := len(p.m.Topics)
		d.press("Template")
		find(d, "menu line", func(r *w.Row) bool { return strings.Contains(rowWords(r), "Stay conversation") }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		time.Sleep(time.Second)
		d.settle()
		m := d.meeting(p.m.ID)
		if !strings.HasPrefix(m.Notes, "Typed before.\n\n## Why I ask\n\n") || len(m.Topics) != points+6 {
			t.Fatalf("notes %q, %d topics", m.Notes, len(m.Topics))
		}
		d.shows("For a stay conversation")
		stay, _ := notes.FindTemplate(d.team.templates(), "Stay conversation")
		d.setTemplate(d.team.Member(fixtureID(1, 1)), stay.ID.String())
		d.settle()
		d.startMeeting(fixtureID(1, 1))
		d.settle()
		q := d.page.(*meetingPage)
		if len(q.m.Topics) != 3+6 || !strings.HasPrefix(q.shared.Text(), "## Why I ask") {
			t.Errorf("%d topics, notes %q", len(q.m.Topics), q.shared.Text())
		}
		for i := range 3 {
			q.agenda.tick(q.m.Topics[i].ID, true)
		}
		asked := q.m.Topics[4]
		q.agenda.tick(asked.ID, true)
		d.settle()
		d.press("Finish") // what the template brought is not asked about, nor carried over
		r := d.records()
		for _, x := range r.TalkingPoints {
			if x.Person == fixtureID(1, 1) {
				t.Errorf("carried over: %+v", x)
			}
		}
		if len(r.Asked) != 1 || r.Asked[0].Question != asked.Text || r.Asked[0].Person != fixtureID(1, 1) {
			t.Errorf("asked %+v", r.Asked)
		}
		d.shows("Follow-up")
	})
}

// rowWords are the words in a row.
func rowWords(r *w.Row) string {
	var b strings.Builder
	for _, o := range test.LaidOutObjects(r.Content()) {
		if x, ok := o.(*w.Text); ok {
			b.WriteString(x.Text() + " ")
		}
	}
	return b.String()
}

func TestSuggestedQuestionGoesOnTheAgenda(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		first := p.side.question.all[0].Question.Text
		d.press("Another")
		second := p.side.question.all[1].Question.Text
		d.shows("“" + second + "”")
		n := len(p.m.Topics)
		find(d, "button", func(b *w.Button) bool { return b.Text() == "Add" && b != nil }).Tapped(nil)
		d.settle()
		m := d.meeting(p.m.ID)
		if len(m.Topics) != n+1 || m.Topics[n].Text != second || first == second {
			t.Errorf("topics %+v", m.Topics)
		}
		if strings.Contains(d.words(), "“"+second+"”") {
			t.Error("a question on the agenda is suggested still")
		}
	})
}

func TestTopicDraggedAndItsCategoryClicked(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		order := func() (out []string) {
			for _, x := range d.meeting(p.m.ID).Topics {
				out = append(out, x.Text)
			}
			return out
		}
		before := order()
		row := p.agenda.byID[p.m.Topics[0].ID]
		step := row.Size().Height * 0.7
		for range 3 {
			row.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, step)})
		}
		row.DragEnd()
		d.settle()
		if got, want := order(), []string{before[1], before[2], before[0]}; !slices.Equal(got, want) {
			t.Errorf("order %q, want %q", got, want)
		}
		row.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
		d.settle()
		if got, want := order(), []string{before[1], before[0], before[2]}; !slices.Equal(got, want) {
			t.Errorf("order %q, want %q", got, want)
		}
		chip := find(d, "chip", func(c *w.ChipButton) bool { return c.Text() == "Delivery" })
		test.Tap(chip)
		d.settle()
		find(d, "menu line", func(r *w.Row) bool { return strings.Contains(rowWords(r), "Growth") }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		if !slices.ContainsFunc(d.meeting(p.m.ID).Topics, func(x notes.Topic) bool { return x.Text == before[0] && x.Category == notes.Growth }) {
			t.Errorf("topics %+v", d.meeting(p.m.ID).Topics)
		}
	})
}

func TestAgendaAndFollowUpLeaveWithoutWhatIsPrivate(t *testing.T) {
	r := fixture()
	r.People[0].Email = "priya@example.org"
	begun(t, r, func(d *desk, p *meetingPage) {
		var mailed []*url.URL
		d.o.OpenURL = func(u *url.URL) error { mailed = append(mailed, u); return nil }
		p.intent.SetText("SECRET intent")
		p.keepIntent()
		d.write("Shared words & more.")
		d.App.press(fyne.KeyP, ctrlShift)
		d.settle()
		d.write("SECRET note")
		m := d.team.Member(fixtureID(1, 0))
		if d.meeting(p.m.ID).Intent != "SECRET intent" {
			t.Errorf("intent %q", d.meeting(p.m.ID).Intent)
		}
		for _, x := range d.agendaMenu(m) {
			x.Do()
		}
		text := fyne.CurrentApp().Clipboard().Content()
		if !strings.Contains(text, "- Checkout: what blocks 2 seconds?") || strings.Contains(text, "SECRET") {
			t.Errorf("copied %q", text)
		}
		d.followUp(m, d.meeting(p.m.ID))
		d.settle()
		tapIn(d, "Mail")
		if len(mailed) != 2 {
			t.Fatalf("%d letters", len(mailed))
		}
		for _, u := range mailed {
			link := u.String()
			if !strings.HasPrefix(link, "mailto:priya@example.org?subject=") || strings.Contains(link, "SECRET") || strings.Contains(link, "+") || strings.Count(link, "&") != 1 {
				t.Errorf("mailed %s", link)
			}
		}
		body, _ := url.PathUnescape(mailed[1].String())
		if !strings.Contains(body, "Shared words & more.") || !strings.Contains(mailed[1].String(), "%26%20more") {
			t.Errorf("letter %s", body)
		}
		tapIn(d, "Copy")
		if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "Shared words & more.") || strings.Contains(got, "SECRET") {
			t.Errorf("copied %q", got)
		}
	})
}

func TestMeetingPastMidnightIsNotLost(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		id := p.m.ID
		d.write("Begun on Tuesday.")
		d.goBack()
		d.settle()
		time.Sleep(20 * time.Hour)
		d.settle()
		d.open(Place{})
		d.settle()
		d.shows("3 Mar", "Started · 3 topics", "Continue")
		d.press("Continue")
		q := d.page.(*meetingPage)
		if q.m.ID != id || q.shared.Text() != "Begun on Tuesday." {
			t.Fatalf("continued %+v", q.m)
		}
		d.shows("Tuesday 3 March, 10:00 · not finished")
		d.press("Finish")
		d.press("Carry over")
		m := d.meeting(id)
		if m.Status != notes.Held || *m.Minutes != 20*60 {
			t.Errorf("held %+v", m)
		}
		d.open(Place{Page: Meeting, Person: m.Person, Record: id})
		d.settle()
		d.page.(*meetingPage).reopen()
		d.settle()
		if m := d.meeting(id); !m.GoingOn() {
			t.Errorf("reopened %+v", m)
		}
	})
}

func TestWorkloadAndWhatItRestsOn(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		p.side.workload.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		m := d.meeting(p.m.ID)
		if m.Workload == nil || m.WorkloadSource != notes.Said {
			t.Fatalf("workload %+v", m)
		}
		test.Tap(p.side.rests)
		d.settle()
		if got := d.meeting(p.m.ID).WorkloadSource; got != notes.Impression {
			t.Errorf("rests on %q", got)
		}
	})
}

func TestTemplatesPage(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "notes"})
		d.settle()
		d.press("Open templates and questions")
		p := d.page.(*templatesPage)
		point := find(d, "point", func(e *w.Entry) bool { return e.Text == "What is on your mind?" })
		d.window.Canvas().Focus(point)
		point.SetText("What is new?")
		d.enter(point) // a new point under it
		fresh := d.window.Canvas().Focused().(*w.Entry)
		test.Type(fresh, "What else?")
		d.window.Canvas().Unfocus()
		d.settle()
		weekly := d.team.templates()[0]
		if got := weekly.Sections[0].Points; !slices.Equal(got, []string{"What is new?", "What else?", "Mood and workload"}) {
			t.Fatalf("points %q", got)
		}
		d.shows("3 changes of yours")
		p.edit.move(0, 0, 1)
		d.settle()
		if got := d.team.templates()[0].Sections[0].Points[0]; got != "What else?" {
			t.Errorf("after the move %q", got)
		}
		d.press("Bring back")
		if len(d.records().Templates) != 0 || d.team.templates()[0].Changes() != 0 {
			t.Errorf("brought back: %+v", d.records().Templates)
		}
		d.undoLast()
		d.settle()
		if len(d.records().Templates) != 1 {
			t.Error("Undo did not bring the changes again")
		}
		d.press("New template")
		d.typeInto(d.entry("Name of the template"), "After a rota")
		tapIn(d, "Add")
		d.shows("After a rota", "Own")
		find(d, "section", func(e *w.Entry) bool { return e.Text == "First section" })

		before := len(p.library.rows.Objects)
		d.typeInto(p.library.search, "stay conversation")
		if n := len(p.library.rows.Objects); n >= before || n < 2*15 {
			t.Errorf("%d lines of %d fit", n/2, before/2)
		}
		p.library.search.SetText("")
		d.settle()
		q := d.team.library()[5]
		p.library.star(q)
		d.settle()
		if !d.team.library()[5].IsFavourite() {
			t.Error("not a favourite")
		}
		p.library.favourite.SetChecked(true)
		p.library.fill(d.team)
		if n := len(p.library.rows.Objects); n != 2 {
			t.Errorf("%d favourites", n/2)
		}
		p.library.star(d.team.library()[5])
		d.settle()
		if len(d.records().Questions) != 0 {
			t.Errorf("questions %+v", d.records().Questions)
		}
		p.library.add(q)
		d.settle()
		d.typeInto(d.entry("Name"), "Hana")
		d.enter(d.entry("Name"))
		if !slices.ContainsFunc(d.records().TalkingPoints, func(x notes.TalkingPoint) bool { return x.Text == q.Text && x.Person == fixtureID(1, 4) }) {
			t.Error("the question is not on Hana's list")
		}
	})
}

func TestPreviewBeside(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		d.write("## Title")
		p.toggleBeside()
		d.write("\n\nsome **bold** words")
		if p.reader == nil || !strings.Contains(p.reader.String(), "bold") || strings.Contains(p.reader.String(), "**") {
			t.Fatalf("beside: %v", p.reader)
		}
		find(d, "editor", func(e *editor.Editor) bool { return e == p.shared })
		p.toggleBeside()
		if p.reader != nil {
			t.Error("the preview is there still")
		}
	})
}

// What is being read stays on the page when the window gets another width.
func TestPreviewStaysAtAnotherWidth(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		d.write("some **bold** words")
		d.press("Preview")
		for _, width := range []float32{1024, 1280} {
			d.window.Resize(fyne.NewSize(width, 700))
			d.settle()
			d.shows("Write")
			for _, o := range d.objects() {
				if e, ok := o.(*editor.Editor); ok && e == p.shared && e.Visible() {
					t.Errorf("at %v the text to write on is shown", width)
				}
			}
		}
		d.press("Write")
		find(d, "editor", func(e *editor.Editor) bool { return e == p.shared })
		if p.shared.Text() != "some **bold** words" {
			t.Errorf("the text is %q", p.shared.Text())
		}
	})
}

func TestTalkingPointsAreDraggedAndRaised(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.open(Place{Page: Person, Person: priya})
		d.settle()
		add := d.entry("Add a talking point")
		d.typeInto(add, "Priya: pairing with Noah")
		if !strings.Contains(add.Caption(), "From Priya") {
			t.Errorf("caption %q", add.Caption())
		}
		d.enter(add)
		texts := func() (out []string) {
			for _, x := range d.team.Member(priya).TalkingPoints {
				out = append(out, x.Text)
			}
			return out
		}
		before := texts()
		last := d.team.Member(priya).TalkingPoints[3]
		if last.Text != "pairing with Noah" || last.RaisedBy != notes.Them {
			t.Fatalf("added %+v", last)
		}
		row := find(d, "point", func(r *w.PointRow) bool { return r.AccessibilityLabel() == "pairing with Noah" })
		row.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, -70)})
		row.DragEnd()
		d.settle()
		if got, want := texts(), []string{before[0], before[3], before[1], before[2]}; !slices.Equal(got, want) {
			t.Errorf("order %q, want %q", got, want)
		}
		row = find(d, "point", func(r *w.PointRow) bool { return r.AccessibilityLabel() == "pairing with Noah" })
		row.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
		d.settle()
		if got := texts(); got[0] != "pairing with Noah" {
			t.Errorf("order %q", got)
		}
	})
}

func TestPreparedOneBeginsWithItsTemplate(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		m := d.team.Member(fixtureID(1, 1)) // on Wednesdays
		d.prepare(m)
		d.settle()
		p := d.page.(*meetingPage)
		if p.m.Status != notes.Scheduled || p.m.GoingOn() || p.m.Prepared.IsZero() || p.m.At.Date() != d.team.On+1 {
			t.Fatalf("prepared %+v", p.m)
		}
		d.shows("3 points join when it starts.", "Start")
		p.intent.SetText("Listen.")
		d.press("Start")
		q := d.page.(*meetingPage)
		if got := d.meeting(q.m.ID); !got.GoingOn() || len(got.Topics) != 3 || got.Intent != "Listen." || got.ID != p.m.ID {
			t.Errorf("started %+v", got)
		}
	})
}

func TestMovedMeetingKeepsWhereItStood(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.prepare(d.team.Member(fixtureID(1, 1)))
		d.settle()
		p := d.page.(*meetingPage)
		was := p.m.At
		p.askWhen()
		d.settle()
		day := find(d, "day", func(e *w.Entry) bool { return e.PlaceHolder == "YYYY-MM-DD" })
		day.Put("2026-02-30")
		tapIn(d, "Move")
		if day.Caption() == "" || d.meeting(p.m.ID).At != was {
			t.Error("a day that is none was taken")
		}
		day.Put("2026-03-29") // clocks go forward in this night
		find(d, "time", func(e *w.Entry) bool { return e.PlaceHolder == "HH:MM" }).Put("03:30")
		tapIn(d, "Move")
		m := d.meeting(p.m.ID)
		if m.MovedFrom != was || m.At.Date().String() != "2026-03-29" {
			t.Errorf("moved %+v", m)
		}
		next, _ := d.team.Member(fixtureID(1, 1)).Next(fixtureNow)
		if next.At.Date() != m.At.Date() && next.At.Time().Equal(was.Time()) {
			t.Errorf("the occurrence %v is there still", next.At)
		}
	})
}

func TestNextOneIsProposedByTheCadence(t *testing.T) {
	r := fixture()
	r.People[0].Series = ""
	inWindow(t, r, func(d *desk) {
		priya := fixtureID(1, 0)
		d.open(Place{Page: Person, Person: priya, Tab: TabMeetings})
		d.settle()
		d.shows("Next: Wed 4 Mar", "by the rhythm") // last met on 24 February, a week later is today, so tomorrow
		d.press("Plan it")
		next, ok := d.team.Member(priya).Next(fixtureNow)
		if !ok || next.At.Date().String() != "2026-03-04" || next.At.Clock() != "10:00" || !next.Planned() {
			t.Errorf("planned %+v", next)
		}
	})
}

func TestJournalLineIsEditedAndBroughtBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		line := d.team.Member(priya).Journal[0]
		d.open(Place{Page: Person, Person: priya, Tab: TabMeetings, Record: line.ID})
		d.settle()
		d.press("Edit")
		e := find(d, "line", func(e *w.Entry) bool { return e.Text == line.Text })
		e.CursorColumn = 0
		test.Type(e, "Very c")
		d.window.Canvas().Unfocus()
		d.settle()
		if got := d.team.Member(priya).Journal[0].Text; got == line.Text || !strings.HasSuffix(got, line.Text) {
			t.Fatalf("kept %q", got)
		}
		e.OnEscape()
		d.press("Delete")
		if len(d.team.Member(priya).Journal) != 0 {
			t.Error("not deleted")
		}
		d.undoLast()
		d.settle()
		if len(d.team.Member(priya).Journal) != 1 {
			t.Error("not brought back")
		}
	})
}

func TestWavedOffStaysSo(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		id := p.m.ID
		d.write("me: send the criteria by fri\nme: book the room by fri\nShe is lazy.\n\nend")
		d.shows("send the criteria")
		d.press("No, thanks")
		d.shows("book the room")
		p.shared.Select(strings.Index(p.shared.Text(), "lazy")+1, strings.Index(p.shared.Text(), "lazy")+1)
		d.settle()
		d.shows("“lazy”")
		d.press("Leave it")
		again := func(d *desk) {
			t.Helper()
			d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: id})
			time.Sleep(time.Second)
			d.settle()
			p := d.page.(*meetingPage)
			if len(p.shared.Marks()) > 0 {
				t.Errorf("the wording is marked again: %+v", p.shared.Marks())
			}
			if list := p.offers.open(); len(list) != 1 || !strings.Contains(list[0].action.Text, "book the room") {
				t.Errorf("offered: %+v", list)
			}
		}
		d.open(Place{})
		d.settle()
		again(d)
		d.anew(func(d *desk) {
			again(d)
			for key, value := range d.locals {
				if strings.Contains(value, "criteria") {
					t.Errorf("%s holds words of the notes: %s", key, value)
				}
			}
		})
	})
}
