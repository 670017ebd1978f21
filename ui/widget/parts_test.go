package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func TestCardHead(t *testing.T) {
	action := NewButton("Open calendar", Link, nil)
	h := NewCardHead("Next up", "5 this week", action)
	body := NewText("body", Body)
	open(t, NewCard(h, CardBody(body)), 400, 200)
	if h.MinSize().Height != 45 { // 44 and its line
		t.Errorf("%v high", h.MinSize().Height)
	}
	if !says(h, "5 this week") || !says(h, "Open calendar") {
		t.Errorf("shows %q", shownWords(h))
	}
	if right := action.Position().X + action.Size().Width; right != 398-32 {
		t.Errorf("the action ends at %v", right)
	}
	h.SetCount("")
	h.SetTitle("Later")
	h.SetRight(nil)
	if got := shownWords(h); len(got) != 1 || got[0] != "Later" {
		t.Errorf("shows %q", got)
	}
}

func TestChip(t *testing.T) {
	c := NewChip("4 days late", "clock", Bad)
	open(t, HStack(0, c), 200, 40)
	if !fills(c, theme.RedSoft) || len(icons(c)) != 1 || c.MinSize().Height != 20 {
		t.Errorf("icons %v, height %v", icons(c), c.MinSize().Height)
	}
	c.Set("Fri 6 Mar", "", Neutral)
	if fills(c, theme.RedSoft) || len(icons(c)) != 0 || !says(c, "Fri 6 Mar") {
		t.Error("the chip did not change")
	}
	dark(t)
	if !fills(c, theme.Sunken) {
		t.Error("does not follow the theme")
	}
	keepsObjects(t, c)
	k := NewKeyCap("Ctrl K")
	if k.AccessibilityLabel() != "Ctrl K" || !says(k, "Ctrl K") {
		t.Error("the key cap says nothing")
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Priya Raman": "PR", "priya raman": "PR", "Amara": "A", "Ana María de la Cruz": "AC", "Tomasz Zieliński": "TZ",
		"": "?", "  ": "?", "山田 太郎": "山太", "山田太郎": "山", "🦊": "🦊", "🦊 Fox": "F", "Bob (Robert) Smith": "BS",
		"👩🏽‍💻": "👩🏽‍💻", "🇫🇮": "🇫🇮", "e\u0301lodie roux": "E\u0301R", "O'Neil": "O", "…": "?", "X Æ A-12": "XA",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestAvatar(t *testing.T) {
	a := NewAvatar("Priya Raman", 0, 28)
	open(t, HStack(0, a), 60, 60)
	if !says(a, "PR") || a.MinSize() != fyne.NewSize(28, 28) || ringed(a) {
		t.Errorf("shows %q in %v", shownWords(a), a.MinSize())
	}
	a.SetRing(true)
	a.Set("Noah Lindqvist", 3)
	if !ringed(a) || !says(a, "NL") || a.AccessibilityLabel() != "Noah Lindqvist" {
		t.Error("the avatar did not change")
	}
	keepsObjects(t, a)
}

func TestCheck(t *testing.T) {
	var got []bool
	c := NewCheck("Send promotion criteria", false, func(on bool) { got = append(got, on) })
	w := open(t, c, 300, 30)
	test.Tap(c)
	w.Canvas().Focus(c)
	if !ringed(c) {
		t.Error("no ring with the focus")
	}
	key(c, fyne.KeySpace)
	if len(got) != 2 || !got[0] || got[1] || c.Checked() {
		t.Errorf("changes %v", got)
	}
	c.SetChecked(true)
	if len(got) != 2 || !fills(c, theme.Accent) || len(icons(c)) != 1 {
		t.Error("set without a call: tick missing or a call made")
	}
	c.Struck()
	if !fills(c, theme.Text3) {
		t.Error("done words are not struck through")
	}
	keepsObjects(t, c)
	if bare := NewCheck("", false, nil); bare.MinSize() != fyne.NewSize(18, 18) {
		t.Errorf("without words %v", bare.MinSize())
	}
}

func TestProgressBar(t *testing.T) {
	v, e := 0.5, 0.75
	p := NewProgressBar(&v, &e, 6)
	open(t, p, 200, 14)
	if p.MinSize().Height != 14 || !fills(p, theme.Accent) || !fills(p, theme.Text) {
		t.Errorf("bar or tick is missing, height %v", p.MinSize().Height)
	}
	if p.AccessibilityLabel() != "50%, 75% expected by today" {
		t.Errorf("spoken as %q", p.AccessibilityLabel())
	}
	p.Set(nil, &e)
	if fills(p, theme.Accent) || fills(p, theme.Text) || !fills(p, theme.Track) {
		t.Error("without a value there is only the track")
	}
	over := 1.4
	p.Set(&over, nil)
	p.SetTone(Good)
	for _, o := range drawn(p) {
		if o != fyne.CanvasObject(p) && o.Size().Width > 200 {
			t.Errorf("a bar of 140%% is %v wide", o.Size().Width)
		}
	}
	if !fills(p, theme.Green) {
		t.Error("done is green")
	}
}

func TestIconFollowsTheme(t *testing.T) {
	i := NewIcon("home", theme.Text, 20)
	open(t, HStack(0, i), 40, 40)
	before := icons(i)[0]
	dark(t)
	after := icons(i)[0]
	if before == after || !strings.Contains(after, "e7e9eb") {
		t.Errorf("%s became %s", before, after)
	}
	i.SetFilled(true)
	i.Set("star", theme.Accent)
	if got := icons(i)[0]; !strings.HasPrefix(got, "rapport-star-filled") {
		t.Errorf("shows %s", got)
	}
	i.Set("", theme.Text)
	if len(icons(i)) != 0 {
		t.Error("the empty name shows something")
	}
}

func TestEmptyState(t *testing.T) {
	n := 0
	o := EmptyState("A quiet week. Nothing is due.", "New goal", func() { n++ })
	open(t, o, 300, 200)
	for _, d := range drawn(o) {
		if b, ok := d.(*Button); ok {
			test.Tap(b)
		}
	}
	if n != 1 || !says(o, "A quiet week. Nothing is due.") {
		t.Errorf("pressed %d times; %q", n, shownWords(o))
	}
}
